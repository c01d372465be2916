//! From answers to a document.

mod table;

use crate::report::answers::{Answer, Answers, EntryPath, field_at};
use crate::report::definition::{BodyBlock, BodyRole, Definition};
use crate::report::evaluation::Evaluation;
use crate::report::field::Prefill;
use crate::report::ids::{BlockId, FieldId};
use crate::report::pattern::Pattern;
use crate::report::value::Value;

use super::changed::{Makings, changed_entry};
use super::marks::{open_titles, punctuate_lists, typed_level, without_dash};
use super::notes::Notes;
use super::numbers::{MoneyStyle, issue_date};
use super::outline::{Outline, number_headings};
use super::print::{Each, PrintContext, Printed, Printer};
use super::sentence::{
    begin_sentence, finish_sentence, go_on, heading_runs, name, punctuate_bases, tidy, without_first_mark,
    without_second_label,
};
use super::{Block, Document, Role, Run, appendix, closing, letterhead};

/// Stands at the end of a document that would be longer than any report.
const TOO_LONG: &str = "[Văn bản quá dài: từ đây trở đi không được soạn. Hãy chia thành nhiều báo cáo.]";

/// Composes the whole document. A sentence that needs an answer that is not there is pending: it says in its place
/// what it lacks, in previews and drafts alike, and a finding tells it.
#[must_use]
pub fn compose(definition: &Definition, answers: &Answers, evaluation: &Evaluation) -> Document {
    let padding = definition.letterhead.as_ref().and_then(|l| l.padding);
    let pad = padding.is_none_or(|f| *evaluation.value(answers, EntryPath::field(f)) != Value::YesNo(false));
    let composed = |money| composed(PrintContext { definition, answers, evaluation, pad, money });
    let (document, money) = composed(MoneyStyle::default());
    // What the amounts and their sums are is known when they have been written.
    if money == MoneyStyle::default() { document } else { composed(money).0 }
}

/// The document with amounts of money in the style of the context, and the style that they need.
fn composed(context: PrintContext<'_>) -> (Document, MoneyStyle) {
    let PrintContext { definition, answers, evaluation, .. } = context;
    let printer = Printer::new(context);
    let mut document = Document::default();
    if let Some(head) = &definition.letterhead {
        letterhead::compose(head, &printer, &mut document);
    }
    let composer = Composer { context, printer: &printer };
    let mut notes = Notes::default();
    composer.body(&mut document, &mut notes);
    if let Some(end) = &definition.closing {
        closing::compose(end, &printer, &mut document, &mut notes);
    }
    if printer.room.is_full() {
        let last = |block: &Block| block.all_runs().filter_map(|run| run.origin).last();
        let said = document.body.iter().rev().find_map(last);
        document.cut_after = said.or_else(|| Some(EntryPath::field(definition.first_field())));
    }
    appendix::set_apart(&mut document, &printer);
    notes.number(&mut document, definition, answers, evaluation);
    (document, printer.money_needed())
}

impl Document {
    /// Marks the document as a draft: DỰ THẢO below the number, and number and date left open, for
    /// the văn thư gives them when it has been signed (NĐ 30/2020, Điều 15).
    pub fn mark_draft(&mut self, year: i16) {
        for block in &mut self.head_left {
            if block.role == Role::Number {
                let slash = block.runs.iter().position(|run| run.origin.is_none() && run.text == "/");
                let end = slash.unwrap_or(block.runs.len());
                if end > 1 {
                    block.runs.splice(1..end, [Run::plain(letterhead::NUMBER_GAP)]);
                }
            }
        }
        for block in self.head_right.iter_mut().filter(|block| block.role == Role::PlaceDate) {
            if let Some(date) = block.runs.last_mut() {
                let own = date.text.rsplit(' ').next().and_then(|year| year.parse().ok());
                date.text = issue_date(None, own.unwrap_or(year));
            }
        }
        if !self.head_left.is_empty() {
            self.head_left.push(Block::new(Role::DraftMark, vec![Run::plain("DỰ THẢO")]));
        }
        appendix::refer_again(self);
    }
}

struct Composer<'w, 'a> {
    context: PrintContext<'a>,
    printer: &'w Printer<'a>,
}

impl Composer<'_, '_> {
    fn body(&self, document: &mut Document, notes: &mut Notes) {
        let mut outline = Outline::default();
        let mut rest = &self.context.definition.body[..];
        while let Some(first) = rest.first() {
            let (group, after) = rest.split_at(group_length(rest));
            rest = after;
            match (first.role, first.each) {
                (BodyRole::Heading(_), Some(field)) => {
                    for row in (0..self.length(field)).take_while(|_| !self.printer.room.is_full()) {
                        for block in group {
                            self.block(block, Some(row), &mut outline, document, notes);
                        }
                    }
                }
                _ => self.block(first, None, &mut outline, document, notes),
            }
        }
        outline.settle(&mut document.body, 0);
        if self.printer.room.is_full() {
            document.body.push(Block::new(Role::Paragraph, vec![Run::plain(TOO_LONG)]));
        }
        punctuate_bases(&mut document.body);
        punctuate_lists(&mut document.body);
        number_headings(&mut document.body);
    }

    /// One body block; in a group, at this row of its field.
    fn block(
        &self,
        block: &BodyBlock,
        row: Option<usize>,
        outline: &mut Outline,
        document: &mut Document,
        notes: &mut Notes,
    ) {
        if block.when.as_ref().is_some_and(|when| !self.context.evaluation.holds(when)) {
            return;
        }
        match block.role {
            BodyRole::Heading(level) => {
                let (heading, empty) = self.heading(block, row);
                outline.open(level, heading, empty);
                outline.settle(&mut document.body, level);
            }
            BodyRole::Table => outline.extend(&mut document.body, self.table(block)),
            _ => outline.extend(&mut document.body, self.paragraphs(block, row, notes)),
        }
    }

    /// What a block is printed for: once, each row or item of its field, or each item of a column
    /// in each row. A column without items is printed once, for the answer that it lacks.
    fn repeats(&self, block: &BodyBlock, row: Option<usize>) -> Vec<Option<Each>> {
        let Some(field) = block.each else { return vec![None] };
        let rows = row.map_or(0..self.length(field), |row| row..row + 1);
        let items = |index| {
            let value = block.items.map(|column| {
                self.context.evaluation.value(self.context.answers, EntryPath::cell(field, index, column))
            });
            let count = match value {
                Some(Value::List(items)) => items.len(),
                Some(Value::Several(list)) => list.len(),
                _ => 0,
            };
            (0..count.max(1)).map(move |item| Some(Each { field, index, item: block.items.map(|c| (c, item)) }))
        };
        rows.flat_map(items).collect()
    }

    /// A heading, not yet numbered, with the sentence that stands when nothing stands under it.
    fn heading(&self, block: &BodyBlock, row: Option<usize>) -> (Block, Option<Block>) {
        let each = block.each.zip(row).map(|(field, index)| Each { field, index, item: None });
        let id = id_of(block, each);
        let runs = self.printer.print(&block.text, &block.series, each).runs;
        let empty = block.empty.as_ref().map(|pattern| {
            let mut runs = self.printer.print(pattern, &[], None).runs;
            finish_sentence(&mut runs, Role::Paragraph);
            let mut empty = Block::new(Role::Paragraph, runs);
            name(&mut empty, id.stand_in("empty"), self.context.answers, |_, _| None);
            empty
        });
        let made = Block::new(role_of(block.role), heading_runs(runs, block.role));
        (Block { id: Some(id), sources: self.sources(block), ..made }, empty)
    }

    /// The paragraphs of one body block; what it says in footnotes joins the notes.
    fn paragraphs(&self, block: &BodyBlock, row: Option<usize>, notes: &mut Notes) -> Vec<Block> {
        let mut list: Vec<Block> = Vec::new();
        let mut is_under = false;
        for each in self.repeats(block, row).into_iter().take_while(|_| !self.printer.room.is_full()) {
            let cited = self.printer.cited();
            let printed = self.printer.print(&block.text, &block.series, each);
            let is_dashed = printed.runs.first().is_some_and(|run| without_dash(&run.text).len() < run.text.len());
            let Some(mut made) = self.settle(printed, block, each) else {
                self.printer.forget_since(cited);
                continue;
            };
            // A dash that was typed below a line with a colon stands a level lower than that line.
            let last = list.last();
            let is_below =
                last.is_some_and(|last| last.text().ends_with(':') || (is_under && last.role == Role::SubItem));
            is_under = is_dashed && is_below && made.role == Role::Item && role_of(block.role) == Role::Item;
            if is_under {
                made.role = Role::SubItem;
            }
            if made.pending {
                self.printer.forget_since(cited);
            }
            let own = block.footnote.as_ref().map(|p| self.printer.print(p, &block.series, each));
            if let (Some(own), Some(id)) = (own.filter(|p| p.missing.is_empty()), &made.id) {
                notes.hang(id.clone(), own.runs);
            }
            list.push(made);
        }
        open_titles(&mut list);
        list
    }

    fn length(&self, field: FieldId) -> usize {
        match (
            self.context.evaluation.value(self.context.answers, EntryPath::field(field)),
            self.context.answers.answer(field),
        ) {
            _ if !self.context.evaluation.is_relevant(field) => 0,
            (value, _) if self.context.definition[field].says_none(value) => 0,
            (Value::List(items), _) => items.len(),
            (Value::Several(list), _) => list.len(),
            (_, Answer::Rows(rows)) => rows.len(),
            _ => 0,
        }
    }

    /// A printed paragraph as a block; `None` when it does not stand and nothing asks for it.
    fn settle(&self, printed: Printed, body: &BodyBlock, each: Option<Each>) -> Option<Block> {
        let role = role_of(body.role);
        // What nobody is asked now cannot be missed: what needs it has nothing to say.
        let is_unasked = |path: &EntryPath| !self.is_askable(*path);
        let lacks = !printed.missing.is_empty();
        let has_nothing =
            printed.void || (lacks && (printed.missing.iter().all(is_unasked) || !self.is_wanted(&printed)));
        let unknown = self.printer.unknown_in(patterns_of(body), each);
        if has_nothing && unknown.is_empty() {
            return None;
        }
        let pending = lacks && !has_nothing;
        let mut runs = printed.runs;
        if !unknown.is_empty() {
            let told = self.printer.unknown(&unknown, each);
            // What nobody knows yet is told at the end of the sentence, or in the place of one that says nothing else; a
            // list below it keeps what announces it.
            let announces = runs.last().is_some_and(|run| run.text.trim_end().ends_with(':'));
            if !has_nothing && !runs.is_empty() && (announces || self.says_anything(&printed.present)) {
                go_on(&mut runs, told);
            } else {
                runs = told;
            }
        }
        tidy(&mut runs);
        if runs.is_empty() {
            return None;
        }
        // A mark typed before a name within a sentence is no level of the paragraph.
        let marked = if is_one_answer(&runs) {
            typed_level(role, &mut runs)
        } else {
            without_first_mark(&mut runs);
            None
        };
        let role = marked.unwrap_or(role);
        without_second_label(&mut runs);
        if pending {
            begin_sentence(&mut runs);
        } else {
            finish_sentence(&mut runs, role);
        }
        let mut block = Block::new(role, runs);
        block.pending = pending;
        block.is_marked = marked.is_some();
        block.sources = self.sources(body);
        let id = self.kept_as(body, &block, id_of(body, each));
        let patterns: Vec<&Pattern> = patterns_of(body).collect();
        let makings = Makings { patterns: &patterns, depends: &body.depends, each };
        let changed = |runs: &[Run], then: &str| changed_entry(self.context, makings, runs, then);
        name(&mut block, id, self.context.answers, changed);
        Some(block)
    }

    /// Whether a sentence says anything that was answered, or worked out from
    /// answers, besides figures that are none and the names of the office; one without any answer says itself.
    fn says_anything(&self, present: &[EntryPath]) -> bool {
        let PrintContext { definition, answers, evaluation, .. } = self.context;
        present.iter().any(|path| {
            let field = &definition[path.field];
            let value = evaluation.value(answers, *path);
            let is_said = matches!(
                value,
                Value::Number(_) | Value::Ratio { .. } | Value::Percent { .. } | Value::Money { .. } | Value::Text(_)
            );
            let is_own = (field.is_typed() || is_said) && !matches!(field.prefill, Some(Prefill::Office(_)));
            is_own && *value != Value::Unknown
        }) || present.is_empty()
    }

    /// The entries that decide whether a block stands and in which wording, as far as a person is asked for them.
    fn sources(&self, body: &BodyBlock) -> Vec<EntryPath> {
        let paths = body.depends.iter().map(|field| EntryPath::field(*field));
        paths.filter(|path| self.is_askable(*path)).collect()
    }

    /// Under which name a paragraph goes: a former one of its block, where what was written by hand is kept
    /// under that. Of several, that which replaces the text that is printed now, else the first.
    fn kept_as(&self, body: &BodyBlock, block: &Block, id: BlockId) -> BlockId {
        let edited = &self.context.answers.edited;
        let names = std::iter::once(id.clone()).chain(body.was.iter().map(|was| id.in_block(was)));
        let mut kept: Vec<BlockId> = names.filter(|name| edited.contains_key(name)).collect();
        let same = kept.iter().position(|name| edited.get(name).is_some_and(|e| e.replaces == block.text()));
        if kept.is_empty() { id } else { kept.swap_remove(same.unwrap_or(0)) }
    }

    /// Whether a sentence with missing answers is pending: all of them are required, one was not understood, or the
    /// officer has begun to answer it.
    fn is_wanted(&self, printed: &Printed) -> bool {
        let PrintContext { definition, answers, evaluation, .. } = self.context;
        let required =
            |path: &EntryPath| evaluation.is_required(*path) || evaluation.is_required(EntryPath::field(path.field));
        let begun = |path: &EntryPath| {
            let field = &definition[path.field];
            let typed = field.is_typed() && !matches!(field.prefill, Some(Prefill::Office(_)));
            let section = definition.section_of(path.field);
            typed && printed.missing.iter().any(|m| definition.section_of(m.field) == section)
        };
        let wrong =
            |path: &EntryPath| matches!(answers.value(*path), Value::Unreadable(_)) || self.printer.is_wrong(*path);
        printed.missing.iter().all(required) || printed.missing.iter().any(wrong) || printed.present.iter().any(begun)
    }

    /// Whether a person is asked for an answer here, or for those that it is computed from.
    fn is_askable(&self, path: EntryPath) -> bool {
        let PrintContext { definition, evaluation, .. } = self.context;
        let shown = field_at(definition, path).is_some_and(|field| !field.hidden) && !definition[path.field].hidden;
        // A table without a row is asked for as a whole.
        let has_entry = path.row.is_none() || evaluation.is_asked(path);
        shown && has_entry && evaluation.is_relevant(path.field)
    }
}

/// How many blocks from the first on are composed together: a heading that repeats rows, and the
/// blocks right after it that repeat the same ones; else one.
fn group_length(blocks: &[BodyBlock]) -> usize {
    let Some((first, after)) = blocks.split_first() else { return 0 };
    match (first.role, first.each) {
        (BodyRole::Heading(_), Some(field)) => {
            let same = |block: &&BodyBlock| {
                let plain = !matches!(block.role, BodyRole::Heading(_) | BodyRole::Table);
                block.each == Some(field) && plain
            };
            1 + after.iter().take_while(same).count()
        }
        _ => 1,
    }
}

/// Whether all words of a paragraph are of one answer, but for the mark at its end.
fn is_one_answer(runs: &[Run]) -> bool {
    let is_end = |run: &Run| run.origin.is_none() && run.text.chars().all(|c| matches!(c, '.' | ';' | ' '));
    let first = runs.first().and_then(|run| run.origin);
    first.is_some() && runs.iter().all(|run| run.origin == first || is_end(run))
}

/// The patterns that a block prints.
fn patterns_of(block: &BodyBlock) -> impl Iterator<Item = &Pattern> {
    std::iter::once(&block.text).chain(block.series.iter().flat_map(|series| &series.parts))
}

fn role_of(role: BodyRole) -> Role {
    match role {
        BodyRole::Basis => Role::Basis,
        BodyRole::Lead => Role::Lead,
        BodyRole::Heading(level) => Role::Heading(level),
        BodyRole::Paragraph => Role::Paragraph,
        BodyRole::Item => Role::Item,
        BodyRole::SubItem => Role::SubItem,
        BodyRole::Table => Role::Table,
    }
}

/// The name of a block in the document.
fn id_of(block: &BodyBlock, each: Option<Each>) -> BlockId {
    match each {
        None => BlockId::new(&block.id),
        Some(Each { index, item, .. }) => BlockId::of_row(&block.id, index, item.map(|(_, item)| item)),
    }
}

#[cfg(test)]
mod tests;
