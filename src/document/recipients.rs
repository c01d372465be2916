//! Nơi nhận: to whom a document goes besides, and the file copy (NĐ 30/2020, phụ lục I, mục II.9).

use crate::report::answers::{Entry, EntryPath};
use crate::report::definition::{Closing, Definition};
use crate::report::field::{options, recipients};
use crate::report::ids::FieldId;
use crate::report::value::{Chosen, Value};
use crate::text::letters::plain_letters;

use super::marks::without_dash;
use super::notes::Notes;
use super::print::Printer;
use super::sentence::begin_sentence;
use super::value_text::in_mid_sentence;
use super::{Block, Document, Role, Run};

/// Composes the list into `document`: "Như trên" first after a Kính gửi, "Lưu: VT, …." last (mục II.9.b, d).
pub(super) fn compose(end: &Closing, printer: &Printer<'_>, document: &mut Document, notes: &mut Notes) {
    let context = printer.context;
    let addressed = document.title.iter().any(|b| matches!(b.role, Role::Addressee | Role::AddresseeLead));
    let (mut lines, mut copies): (Vec<Vec<Run>>, Vec<Vec<Run>>) = (Vec::new(), Vec::new());
    if addressed {
        lines.push(vec![Run::plain("Như trên")]);
    }
    if let Some(field) = end.recipients.filter(|f| context.evaluation.is_relevant(*f)) {
        for (row, entries) in context.answers.rows(field).iter().enumerate() {
            let text = |column: usize| match entries.get(column).map(|e| &e.value) {
                Some(Value::Text(text)) => Some(text.trim_end_matches([';', '.', ' ']).to_owned()),
                _ => None,
            };
            let at = |column| EntryPath::cell(field, row, column);
            let name = text(recipients::NAME).map(|name| Run::of(without_dash(&name), at(recipients::NAME)));
            let is_above = |name: &Run| matches!(name.text.to_lowercase().as_str(), "như trên" | "như kính gửi");
            let (purpose, note) = (purpose(context.definition, field, entries), text(recipients::NOTE));
            // "Đảng ủy xã (b/c)" says its purpose itself.
            let is_said =
                |purpose: &String| name.as_ref().is_some_and(|name| name.text.contains(&format!("({purpose})")));
            let purpose = purpose.filter(|purpose| !is_said(purpose));
            let says_purpose = |purpose| Run::of(format!(" ({purpose})"), at(recipients::PURPOSE));
            if addressed && name.as_ref().is_some_and(is_above) {
                // The line is there: with its purpose, where one was typed.
                if let Some(above) = lines.first_mut() {
                    above.extend(purpose.map(says_purpose));
                }
                continue;
            }
            let is_bare = purpose.is_none() && note.is_none();
            let name = name.unwrap_or_else(|| printer.lack(at(recipients::NAME)));
            if is_bare && plain_letters(&name.text).starts_with("luu:") {
                copies.push(vec![name]);
                continue;
            }
            let mut line = vec![name];
            begin_sentence(&mut line);
            line.extend(purpose.map(says_purpose));
            if let Some(note) = note {
                // "Nơi nhận:" stands above the lines.
                notes.hang_on_recipient(lines.len() + 1, vec![Run::of(note, at(recipients::NOTE))]);
            }
            lines.push(line);
        }
    }
    lines.extend(file_copies(file_copy(end, printer), copies));
    let last = lines.len() - 1;
    document.recipients = vec![Block::new(Role::RecipientsTitle, vec![Run::plain("Nơi nhận:")])];
    for (index, mut runs) in lines.into_iter().enumerate() {
        runs.push(Run::plain(if index == last { "." } else { ";" }));
        document.recipients.push(Block::new(Role::Recipient, runs));
    }
}

/// "Lưu: VT, VHXH": the line of the file copy, however much of it the answer says itself.
fn file_copy(end: &Closing, printer: &Printer<'_>) -> Vec<Run> {
    let mut line = vec![Run::plain("Lưu: VT")];
    let unit = printer.print(&end.archive, &[], None);
    if unit.missing.is_empty() {
        let mut runs = unit.runs;
        for run in &mut runs {
            let stem = run.text.trim_start_matches("Lưu:").trim().trim_start_matches("VT");
            run.text = stem.trim_start_matches([',', '-', ' ', '.']).trim_end_matches(['.', ';', ',', ' ']).to_owned();
        }
        runs.retain(|run| !run.text.is_empty());
        line.extend((!runs.is_empty()).then(|| Run::plain(", ")));
        line.extend(runs);
    }
    line
}

/// The line of the file copy: the document's own, with what was typed of it among the recipients (mục II.9.d: one, the
/// last). One typed that says all of it stands as it is.
fn file_copies(own: Vec<Run>, typed: Vec<Vec<Run>>) -> Vec<Vec<Run>> {
    let text = |line: &[Run]| line.iter().map(|run| run.text.as_str()).collect::<String>();
    let plain = |text: &str| plain_letters(text).replace(' ', "");
    let by_own = plain(&text(&own));
    if let Some(whole) = typed.iter().position(|line| plain(&text(line)).starts_with(&by_own)) {
        return typed.into_iter().skip(whole).take(1).collect();
    }
    let mut line = own;
    for more in typed {
        let origin = more.iter().find_map(|run| run.origin);
        let units = text(&more);
        for unit in units.trim_start_matches("Lưu").split([':', ',']).map(str::trim).filter(|unit| !unit.is_empty()) {
            let is_new = !text(&line).split([':', ',']).any(|known| plain(known) == plain(unit));
            if is_new {
                line.extend([Run::plain(", "), Run { origin, ..Run::plain(unit) }]);
            }
        }
    }
    vec![line]
}

fn purpose(definition: &Definition, field: FieldId, entries: &[Entry]) -> Option<String> {
    let column = definition[field].columns.get(recipients::PURPOSE)?;
    match &entries.get(recipients::PURPOSE)?.value {
        Value::Choice(Chosen::Option(index)) => options(column)?.list.get(*index).map(|o| o.text.clone()),
        Value::Choice(Chosen::Other(text)) | Value::Text(text) => Some(text.clone()),
        _ => None,
    }
    .map(|text| in_mid_sentence(without_brackets(text.trim_matches([';', '.', ' ']))))
    .filter(|text| !text.is_empty())
}

/// A text without the brackets that stand around all of it, or at one end alone: "p/h (02 bản)" keeps its own.
fn without_brackets(text: &str) -> &str {
    let is_balanced = |text: &str| {
        let depths = text.chars().scan(0_i32, |depth, c| {
            *depth += i32::from(c == '(') - i32::from(c == ')');
            Some(*depth)
        });
        let (lowest, last) = depths.fold((0, 0), |(lowest, _), depth| (lowest.min(depth), depth));
        lowest == 0 && last == 0
    };
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    match inner.filter(|inner| is_balanced(inner)) {
        Some(inner) => inner.trim(),
        None if is_balanced(text) => text,
        None => text.trim_matches(['(', ')', ' ']),
    }
}
