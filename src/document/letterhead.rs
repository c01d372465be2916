//! The head of the document: agencies, quốc hiệu, number, place and date, title, addressees
//! (NĐ 30/2020, phụ lục I, mục II.1–5 and II.9).

use crate::report::answers::EntryPath;
use crate::report::definition::Letterhead;
use crate::report::ids::FieldId;
use crate::report::value::Value;

use super::marks::{without_dash, without_end_mark};
use super::numbers::{count, issue_date};
use super::print::Printer;
use super::sentence::{begin_sentence, tidy, without_first_mark};
use super::{Block, Document, Role, Run, RunKind};

/// Room for the number that the văn thư writes in.
pub(super) const NUMBER_GAP: &str = "       ";

/// Composes the head into `document`.
pub(crate) fn compose(head: &Letterhead, printer: &Printer<'_>, document: &mut Document) {
    let context = printer.context;
    let lines = |pattern, role| -> Vec<Block> {
        let printed = printer.print(pattern, &[], None);
        split_lines(printed.runs, context.answers).into_iter().map(|runs| Block::new(role, runs)).collect()
    };
    document.head_left = lines(&head.parent, Role::Parent);
    document.head_left.retain(|block| !block.pending);
    document.head_left.extend(lines(&head.agency, Role::Agency));
    for block in &mut document.head_left {
        for run in block.runs.iter_mut().filter(|run| run.kind == RunKind::Text) {
            run.text = run.text.to_uppercase();
        }
    }
    document.head_left.push(number_line(head, printer));

    let words = |role, text: &str| Block::new(role, vec![Run::plain(text)]);
    document.head_right = vec![
        words(Role::Nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        words(Role::Motto, "Độc lập - Tự do - Hạnh phúc"),
        place_date(head, printer),
    ];

    document.title = lines(&head.title, Role::Title);
    let mut subject = lines(&head.subject, Role::Subject);
    if let Some(first) = subject.first_mut() {
        begin_sentence(&mut first.runs);
    }
    document.title.extend(subject);
    if let Some(field) = head.addressees {
        document.title.extend(addressees(field, printer));
    }
}

/// The name of the issuer in running text: "Ủy ban nhân dân xã Bờ Y".
pub(super) fn agency(head: &Letterhead, printer: &Printer<'_>) -> String {
    let lines = split_lines(printer.print(&head.agency, &[], None).runs, printer.context.answers);
    let text = |run: Run| (run.kind == RunKind::Text).then_some(run.text);
    let words = lines.into_iter().map(|runs| runs.into_iter().filter_map(text).collect::<String>());
    words.collect::<Vec<_>>().join(" ")
}

/// "Số: 05/BC-UBND"; below ten with a leading zero; a gap while the number is blank.
fn number_line(head: &Letterhead, printer: &Printer<'_>) -> Block {
    let mut runs = vec![Run::plain("Số: ")];
    let number = printer.print(&head.number, &[], None);
    if number.missing.is_empty() && !number.runs.is_empty() {
        for mut run in number.runs {
            // A number is no count: "1234" has no dot (the decree's own has none).
            if let Ok(n) = run.text.replace('.', "").parse::<i64>() {
                run.text = if n < 10 { count(n, true) } else { n.to_string() };
            }
            runs.push(run);
        }
    } else {
        let origin = number.missing.first().copied();
        runs.push(Run { text: NUMBER_GAP.to_owned(), origin, kind: RunKind::Text });
    }
    let symbol = printer.print(&head.symbol, &[], None);
    if !symbol.runs.is_empty() {
        runs.push(Run::plain("/"));
        runs.extend(symbol.runs);
    }
    Block::new(Role::Number, runs)
}

/// "Bờ Y, ngày 05 tháng 7 năm 2026"; gaps while the date is blank.
fn place_date(head: &Letterhead, printer: &Printer<'_>) -> Block {
    let context = printer.context;
    let mut runs = printer.print(&head.place, &[], None).runs;
    without_stop(&mut runs);
    let date = head.date.map(EntryPath::field);
    let day = match date.map(|path| context.evaluation.value(context.answers, path)) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    };
    runs.push(Run::plain(", "));
    runs.push(Run { text: issue_date(day, context.answers.year), origin: date, kind: RunKind::Text });
    Block::new(Role::PlaceDate, runs)
}

fn addressees(field: FieldId, printer: &Printer<'_>) -> Vec<Block> {
    let context = printer.context;
    let path = EntryPath::field(field);
    match context.evaluation.value(context.answers, path) {
        Value::List(items) => match &items[..] {
            [one] => {
                vec![Block::new(Role::Addressee, vec![Run::plain("Kính gửi: "), Run::of(addressee(one), path)])]
            }
            many => {
                let last = many.len().saturating_sub(1);
                let lead = Block::new(Role::AddresseeLead, vec![Run::plain("Kính gửi:")]);
                let items = many.iter().enumerate().map(|(index, name)| {
                    let end = if index == last { "." } else { ";" };
                    Block::new(Role::AddresseeItem, vec![Run::of(addressee(name), path), Run::plain(end)])
                });
                std::iter::once(lead).chain(items).collect()
            }
        },
        _ if context.evaluation.is_asked(path) && context.evaluation.is_required(path) => {
            vec![Block::new(Role::Addressee, vec![Run::plain("Kính gửi: "), printer.lack(path)])]
        }
        _ => Vec::new(),
    }
}

/// The name of an addressee, without what the line has itself.
fn addressee(typed: &str) -> &str {
    let name = without_dash(typed);
    name.strip_prefix("Kính gửi").map_or(name, |name| name.trim_start_matches([':', ' '])).trim_end_matches(STOPS)
}

/// What may be typed at the end of a name, and does not stand there.
const STOPS: [char; 5] = ['.', ',', ';', ':', ' '];

/// Takes the stop away that was typed at the end: no line of the head and no title ends with one (mục II.2, II.4, II.5).
pub(super) fn without_stop(runs: &mut [Run]) {
    if let Some(last) = runs.last_mut().filter(|run| run.origin.is_some() && run.kind == RunKind::Text) {
        last.text.truncate(without_end_mark(&last.text).trim_end_matches(STOPS).len());
    }
}

/// The lines of a head element: an answer that is a list gives a line an item.
fn split_lines(mut runs: Vec<Run>, answers: &crate::report::answers::Answers) -> Vec<Vec<Run>> {
    without_first_mark(&mut runs);
    tidy(&mut runs);
    if let [run] = &runs[..]
        && let Some(origin) = run.origin
        && let Value::List(items) = answers.value(origin)
    {
        return items.iter().map(|item| vec![Run::of(item.trim_end_matches(STOPS), origin)]).collect();
    }
    without_stop(&mut runs);
    if runs.is_empty() { Vec::new() } else { vec![runs] }
}
