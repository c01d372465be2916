//! What is wrong with the answers: missing, not understood, contradictory; sentences of which only a part can be
//! said; and what was written by hand over other answers than these.
//!
//! - `diagnostic`: a finding. `compared`: the figures that it tells.
//! - `by_hand`: paragraphs written by hand. `unasked`: answers that are left out.
//! - [`codes`]: by what a finding is known.
//! - [`rules`]: rules that take the whole report, and are looked for once typing rests.
//! - `data_rule`: a rule on data. `earlier`, `office`, `told`: the rules.
//! - [`prose`]: the texts that people wrote.

mod by_hand;
pub mod codes;
mod compared;
mod data_rule;
mod diagnostic;
mod earlier;
mod office;
pub(crate) mod prose;
pub(crate) mod rules;
mod told;
mod unasked;

pub(crate) use by_hand::{check_by_hand, origin_of};
use compared::compared;
pub use diagnostic::{Diagnostic, Severity};
pub(crate) use diagnostic::{in_order, silence};
use unasked::check_unasked;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::document::doubled::doubled;
use crate::document::{Block, Document, Role, RunKind};
use crate::report::answers::{Answers, EntryPath, field_at};
use crate::report::carry::former_years;
use crate::report::definition::Definition;
use crate::report::evaluation::{Breach, BrokenRule, Entry, Evaluation};
use crate::report::field::{Field, Kind, Prefill, Shape};
use crate::report::ids::FieldId;
use crate::report::moves::is_gone;
use crate::report::notes::{Reference, paragraph_of};
use crate::report::prefill::computed;
use crate::report::row_units::is_total;
use crate::report::value::{Chosen, Value};
use crate::text::gap::{MISSING, UNREAD, WRONG};
use crate::text::language::Language;
use crate::text::message::messages;

messages! {
    HALF_SAID: "Câu “{}” mới có một phần: hãy trả lời chỗ này, hoặc xóa phần đã có của câu.", "Only a part of the sentence “{}” is there: answer this, or delete what there is of it.";
    NOT_ANSWERED: "Chưa có câu trả lời.", "Not answered yet.";
    SMALL_AMOUNT: "Đúng {} đồng? Nếu không, gõ cả đơn vị: {} nghìn, {} triệu.", "Is it {} đồng? If not, say of what: {} nghìn, {} triệu.";
    NO_ANSWER: "Chưa phải là câu trả lời.", "This is no answer yet.";
    FORMER_YEAR: "Có nhắc năm {}. ", "It speaks of {}. ";
    RENEWED: "Soạn lại cho kỳ mới; kỳ trước ghi “{}”. Đúng thì bấm Enter để xác nhận, không thì sửa lại.", "Made anew for this period; before it was “{}”. Enter confirms it; or change it.";
    DRAFT_MARK: "Còn dấu [thiếu: …], [chưa rõ: …] của một bản dự thảo: viết nội dung vào chỗ ấy, hoặc xóa dấu.", "A mark of a draft, [thiếu: …] or [chưa rõ: …], is left in it: write what is meant there, or delete it.";
    TOTAL_ROW: "Dòng cộng do chương trình tự tính: xóa dòng này, kẻo số bị cộng hai lần.", "Totals are added up by themselves: delete this row, or its figures count twice.";
    DOUBLED: "Câu đã có chữ “{}” ngay bên cạnh: bỏ chữ ấy ở ô này, nếu không văn bản ghi hai lần.", "The sentence has “{}” already, just beside it: take it away here, or it is said twice.";
    NOTE_NOWHERE: "Cước chú chưa gắn vào đoạn nào: chọn đoạn ở đây, hoặc gõ [^{}] vào chỗ cần chú thích.", "The footnote hangs on no paragraph: choose one here, or type [^{}] where it is to be referred to.";
    NOTE_LOST: "Với câu trả lời hiện nay, văn bản không có đoạn mà cước chú này gắn vào: chọn đoạn khác, hoặc xóa cước chú.", "With these answers the document has no such paragraph: choose another, or delete the footnote.";
    NOTE_GONE: "Dấu [^{}] là của một cước chú đã xóa: xóa dấu này, hoặc thay bằng số của cước chú khác.", "[^{}] is the mark of a footnote that was deleted: delete it, or put the number of another.";
    NOTE_IN_NOTE: "Trong cước chú không gọi được cước chú khác: xóa dấu [^{}].", "A footnote cannot refer to another: delete [^{}].";
    NO_SUCH_NOTE: "Có dấu [^{}] nhưng không có cước chú thứ {}: viết cước chú, hoặc xóa dấu.", "[^{}] refers to footnote {}, which is not there: write it, or delete the mark.";
    TOO_LONG: "Văn bản quá dài: chỉ soạn được đến đây, phần sau không có trên giấy. Hãy chia thành nhiều báo cáo, hoặc bớt dòng.", "The document is too long: it goes as far as this, and the rest is not on the paper. Divide it into several reports, or take rows away.";
    GLUED: "Chữ gõ thêm dính liền vào chữ soạn sẵn: thêm dấu cách, hoặc xóa phần thừa (Ctrl-U xóa cả ô).", "What was typed is joined to the words that were there: put a space between, or delete what is too many (Ctrl-U empties the field).";
}

/// Letters of a paragraph by which it is recognised.
const NAMED_LETTERS: usize = 60;

/// An amount below this many đồng buys nothing: its "nghìn" or "triệu" was left out.
const SMALL: i64 = 1000;

/// All findings, in the order of the form. `document` is what is composed from the answers.
#[must_use]
pub fn check(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
    document: &Document,
    language: Language,
) -> Vec<Diagnostic> {
    let checker = Checker { definition, answers, evaluation, language };
    let mut found = Vec::new();
    for entry in evaluation.entries() {
        checker.entry(entry, &mut found);
    }
    for field in definition.fields.ids() {
        checker.table(field, &mut found);
        checker.total_rows(field, &mut found);
        checker.unconfirmed(field, &mut found);
    }
    for broken in &evaluation.broken_rules {
        checker.rule(broken, &mut found);
    }
    checker.half_said(document, &mut found);
    checker.notes(document, &mut found);
    checker.doubled(document, &mut found);
    let too_long = |path| Diagnostic::new(Severity::Error, path, codes::TOO_LONG, TOO_LONG.of(language));
    found.extend(document.cut_after.map(too_long));
    found.extend(check_by_hand(definition, answers, document, language));
    found.extend(check_unasked(definition, answers, evaluation, language));
    silence(&mut found, definition, answers);
    in_order(&mut found);
    found
}

/// The first words of a text.
fn beginning(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(NAMED_LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
}

/// Whether a text, or every line of a list, is without any letter or digit: a mark that was put there to get past it.
fn says_nothing(value: &Value) -> bool {
    let is_nothing = |text: &String| !text.contains(char::is_alphanumeric);
    match value {
        Value::Text(text) => is_nothing(text),
        // A number is what no list of options has.
        Value::Choice(Chosen::Other(text)) => !text.contains(char::is_alphabetic),
        Value::List(items) => items.iter().all(is_nothing),
        _ => false,
    }
}

/// Whether a text has a mark in it that a draft puts in the place of an answer.
fn is_marked(value: &Value) -> bool {
    let has_mark = |text: &String| [MISSING, UNREAD, WRONG].iter().any(|mark| text.contains(mark));
    match value {
        Value::Text(text) | Value::Choice(Chosen::Other(text)) => has_mark(text),
        Value::List(items) => items.iter().any(has_mark),
        _ => false,
    }
}

struct Checker<'a> {
    definition: &'a Definition,
    answers: &'a Answers,
    evaluation: &'a Evaluation,
    language: Language,
}

impl Checker<'_> {
    /// What a type says, with the word that this office has for its units.
    fn worded<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.evaluation.worded(self.definition, text)
    }

    fn entry(&self, Entry { path, required }: Entry, found: &mut Vec<Diagnostic>) {
        if field_at(self.definition, path).is_none_or(|field| field.hidden) {
            return;
        }
        let mut add = |severity, code: &'static str, message: &str| {
            found.push(Diagnostic::new(severity, path, code, message));
        };
        match self.evaluation.value(self.answers, path) {
            Value::Unreadable(why) => {
                add(Severity::Error, codes::UNREADABLE, self.language.pick(why.message_vi(), why.message_en()));
            }
            Value::Missing if required => {
                add(Severity::Missing, codes::NOT_ANSWERED, NOT_ANSWERED.of(self.language));
            }
            value if required && says_nothing(value) => {
                add(Severity::Error, codes::NO_ANSWER, NO_ANSWER.of(self.language));
            }
            value => {
                if let Value::Money { amount: amount @ 1..SMALL, .. } = value
                    && field_at(self.definition, path).is_some_and(Field::is_typed)
                {
                    add(
                        Severity::Warning,
                        codes::SMALL_AMOUNT,
                        &SMALL_AMOUNT.fill(self.language, &[amount, amount, amount]),
                    );
                }
                if is_marked(value) {
                    add(Severity::Error, codes::DRAFT_MARK, DRAFT_MARK.of(self.language));
                }
                if matches!(value, Value::Text(_)) && self.glued(path) {
                    add(Severity::Error, codes::GLUED, GLUED.of(self.language));
                }
                for constraint in self.evaluation.broken(self.definition, path) {
                    let severity = if constraint.warning { Severity::Warning } else { Severity::Error };
                    add(severity, codes::FIELD, &self.worded(constraint.message.text(self.language)));
                }
            }
        }
    }

    /// A table that is needed and has no row.
    fn table(&self, field: FieldId, found: &mut Vec<Diagnostic>) {
        let path = EntryPath::field(field);
        if self.definition[field].shape() == Shape::Rows
            && self.answers.rows(field).is_empty()
            && self.evaluation.is_required(path)
        {
            let message = self.language.pick("Chưa có dòng nào.", "No row yet.").to_owned();
            found.push(Diagnostic::new(Severity::Missing, path, codes::NOT_ANSWERED, message));
        }
    }

    /// A row that adds up the others of a table with figures.
    fn total_rows(&self, field: FieldId, found: &mut Vec<Diagnostic>) {
        let columns = &self.definition[field].columns;
        let has_figures = columns.iter().any(|column| matches!(column.kind, Kind::Number { .. } | Kind::Money));
        for (row, entries) in self.answers.rows(field).iter().enumerate().filter(|_| has_figures) {
            let Some(column) = entries.iter().position(|entry| !entry.raw.is_empty()) else { continue };
            if entries.get(column).is_some_and(|entry| is_total(&entry.raw)) {
                let (path, message) = (EntryPath::cell(field, row, column), TOTAL_ROW.of(self.language));
                found.push(Diagnostic::new(Severity::Error, path, codes::TOTAL_ROW, message));
            }
        }
    }

    /// An answer that was carried over from an old report.
    fn unconfirmed(&self, field: FieldId, found: &mut Vec<Diagnostic>) {
        if self.answers.is_unconfirmed(field) && self.evaluation.is_relevant(field) {
            let message = match self.definition[field].shape() {
                Shape::Rows => self.language.pick(
                    "Lấy từ báo cáo cũ. Đúng thì bấm Enter trong bảng để xác nhận cả bảng, không thì sửa lại.",
                    "From an old report. Enter in a cell confirms the whole table; or change it.",
                ),
                Shape::Group => self.language.pick(
                    "Lấy từ báo cáo cũ. Đúng cả thì bấm Enter để xác nhận mọi ô của mục này, không thì sửa lại.",
                    "From an old report. Enter in any part confirms all parts of it; or change it.",
                ),
                Shape::One => self.language.pick(
                    "Lấy từ báo cáo cũ. Đúng thì bấm Enter ở ô này để xác nhận, không thì sửa lại.",
                    "From an old report. Enter in this field confirms it; or change it.",
                ),
            };
            // What is made anew for another period is asked about where a person had written it.
            let renewed = matches!(self.definition[field].prefill, Some(Prefill::Computed(_)));
            let before = self.answers.previous.as_ref().map(|previous| previous.raw(EntryPath::field(field)));
            let message = match before.filter(|before| renewed && !before.is_empty()) {
                Some(before) => RENEWED.fill(self.language, &[&before]),
                None => message.to_owned(),
            };
            let years = self.former_years(field);
            let warned = if years.is_empty() { String::new() } else { FORMER_YEAR.fill(self.language, &[&years]) };
            let (path, message) = (EntryPath::field(field), format!("{warned}{message}"));
            found.push(Diagnostic::new(Severity::Unconfirmed, path, codes::UNCONFIRMED, message));
        }
    }

    /// The years before that of the report of which the sentences of a field speak: "2025", "2024, 2025".
    fn former_years(&self, field: FieldId) -> String {
        let entries = self.evaluation.entries().map(|entry| entry.path).filter(|path| path.field == field);
        let years: BTreeSet<i16> = entries.flat_map(|path| former_years(self.definition, self.answers, path)).collect();
        years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// A sentence of which only a part can be said needs the rest as much as a field that is required.
    fn half_said(&self, document: &Document, found: &mut Vec<Diagnostic>) {
        if !self.definition.is_document {
            return;
        }
        let serious = found.iter().filter(|other| other.severity <= Severity::Missing);
        let mut told: BTreeSet<EntryPath> = serious.map(|other| other.path).collect();
        for block in document.blocks().filter(|block| block.pending) {
            let is_begun = block.all_runs().any(|run| run.kind == RunKind::Text && run.origin.is_some());
            let lacks = block.all_runs().filter(|run| run.kind == RunKind::Missing).filter_map(|run| run.origin);
            for path in lacks {
                // Of a table without a row, the row is missing and not a cell.
                let is_of_told_table = path.row.is_none() && told.contains(&EntryPath::field(path.field));
                if is_of_told_table || !told.insert(path) {
                    continue;
                }
                let (code, message) = if is_begun {
                    (codes::HALF_SAID, HALF_SAID.fill(self.language, &[&beginning(&block.text())]))
                } else {
                    (codes::NOT_ANSWERED, NOT_ANSWERED.of(self.language).to_owned())
                };
                found.push(Diagnostic::new(Severity::Missing, path, code, message));
            }
        }
    }

    /// Words that were typed although the sentence has them.
    fn doubled(&self, document: &Document, found: &mut Vec<Diagnostic>) {
        let is_typed = |path| field_at(self.definition, path).is_some_and(|field| field.is_typed() && !field.hidden);
        for (path, words) in document.blocks().flat_map(doubled).filter(|(path, _)| is_typed(*path)) {
            let message = DOUBLED.fill(self.language, &[&words]);
            if !found.iter().any(|told| told.path == path && told.message == message) {
                found.push(Diagnostic::new(Severity::Warning, path, codes::DOUBLED, message));
            }
        }
    }

    /// A footnote that stands nowhere, and a reference to none: their words would not be on the paper.
    fn notes(&self, document: &Document, found: &mut Vec<Diagnostic>) {
        let Some(field) = self.definition.notes().filter(|field| self.evaluation.is_relevant(*field)) else {
            return;
        };
        let standing: BTreeSet<EntryPath> = document.notes.iter().filter_map(Block::origin).collect();
        let mut add = |severity, path, code: &'static str, message: String| {
            found.push(Diagnostic::new(severity, path, code, message));
        };
        for (row, entries) in self.answers.rows(field).iter().enumerate() {
            let text = EntryPath::cell(field, row, 1);
            if matches!(self.answers.value(text), Value::Text(_)) && !standing.contains(&text) {
                let path = EntryPath::cell(field, row, 0);
                match paragraph_of(self.definition, field, entries) {
                    None => add(
                        Severity::Missing,
                        path,
                        codes::NOTE_NOWHERE,
                        NOTE_NOWHERE.fill(self.language, &[&(row + 1)]),
                    ),
                    Some(_) => add(Severity::Error, path, codes::NOTE_LOST, NOTE_LOST.of(self.language).to_owned()),
                }
            }
        }
        let is_note = |block: &Block| block.role == Role::Note;
        let runs = document.blocks().flat_map(|block| block.all_runs().map(move |run| (is_note(block), run)));
        for (is_in_note, run) in runs {
            if let (Some(reference), Some(path)) = (Reference::find(&run.text), run.origin) {
                let number = reference.row + 1;
                let message = if is_in_note {
                    NOTE_IN_NOTE.fill(self.language, &[&number])
                } else if is_gone(reference.row) {
                    NOTE_GONE.fill(self.language, &[&number])
                } else {
                    NO_SUCH_NOTE.fill(self.language, &[&number, &number])
                };
                add(Severity::Error, path, codes::NOTE_REFERENCE, message);
            }
        }
    }

    fn rule(&self, broken: &BrokenRule, found: &mut Vec<Diagnostic>) {
        let Some(rule) = self.definition.rules.get(broken.rule) else { return };
        let severity = match broken.breach {
            Breach::Lacking => Severity::Missing,
            Breach::Contradiction => Severity::Error,
            Breach::Doubt => Severity::Warning,
        };
        let path = broken.path;
        if severity == Severity::Missing {
            // The rule says better why the answer is needed.
            found.retain(|other| other.path != path || other.severity != Severity::Missing);
        }
        let facts = (self.definition, self.answers, self.evaluation);
        let figures = compared(facts, rule, path, self.language);
        let message = self.worded(rule.message.text(self.language)).into_owned();
        // Before its stop.
        let message = match message.strip_suffix('.').filter(|_| !figures.is_empty()) {
            Some(said) => format!("{said}{figures}."),
            None => message + &figures,
        };
        found.push(Diagnostic::new(severity, path, rule.code.clone(), message));
    }

    /// Words that were typed beside those that were there to begin with, without a space between them.
    fn glued(&self, path: EntryPath) -> bool {
        let Some(given) = computed(self.definition, self.evaluation, path.field).filter(|given| !given.is_empty())
        else {
            return false;
        };
        let raw = self.answers.raw(path);
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let after = raw.strip_prefix(given.as_str()).and_then(|rest| rest.chars().next());
        let before = raw.strip_suffix(given.as_str()).and_then(|rest| rest.chars().next_back());
        path.column.is_none() && (is_letter(after) || is_letter(before))
    }
}
