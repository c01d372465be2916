//! A report for another period, begun from the answers of an earlier one.

use std::collections::BTreeSet;
use std::mem::discriminant;
use std::rc::Rc;

use jiff::civil::Date;

use super::answers::{Answer, Answers, Entry, EntryPath, field_at};
use super::definition::Definition;
use super::evaluation::Evaluation;
use super::field::{Carry, Field, Kind, options};
use super::ids::FieldId;
use super::moves::is_mostly;
use super::period::Granularity;
use super::prefill::computed;
use super::read::entry_text;
use super::value::Value;
use crate::text::letters::plain_letters;

/// Takes over of an earlier report what its fields let a copy have: answers, unconfirmed, and what is only
/// to be shown. The earlier report may be of another type: then what has the same id and kind is taken.
/// Nothing blank is taken, and paragraphs written by hand stay with the figures they were written about.
///
/// What would follow from other answers and was written by hand is asked about: "quý IV năm 2026", where the year alone
/// would be said, is "quý IV năm 2027" a year later.
pub(crate) fn carry((from, old): (&Definition, &Answers), definition: &Definition, answers: &mut Answers) {
    let before = Evaluation::of(from, old, Date::default());
    let is_by_hand = |id: &str, answer: &Answer| {
        let own = from.field(id).filter(|own| matches!(from[*own].kind, Kind::Text | Kind::DateRange));
        let made = own.and_then(|own| Some((&from[own].kind, computed(from, &before, own)?)));
        made.is_some_and(|(kind, raw)| {
            let made = Entry { value: old.meaning(from, kind, &raw), raw };
            let is_same = |entry: &Entry| entry.means(&made) || plain_letters(&entry.raw) == plain_letters(&made.raw);
            entries(answer).any(|entry| !is_same(entry))
        })
    };
    let years = (old.year, answers.year);
    let is_yearly = definition.period.is_some_and(|id| matches!(definition[id].kind, Kind::Period(Granularity::Year)));
    let mut previous = Answers::new(definition, old.year);
    let mut unconfirmed: BTreeSet<FieldId> = (*answers.unconfirmed).clone();
    let mut is_shown = false;
    for (id, field) in definition.fields.with_ids() {
        let Some(answer) = answer_to(field, from, old).filter(|answer| !answer.is_blank()) else { continue };
        if definition.period == Some(id) {
            previous.adopt(definition, id, &answer);
            continue;
        }
        if is_by_hand(&field.id, &answer) {
            unconfirmed.insert(id);
            let moved = entries(&answer).next().filter(|_| is_yearly).and_then(|entry| in_year(entry, years));
            if let Some(moved) = moved {
                answers.set(definition, EntryPath::field(id), moved);
            }
        }
        if let Some(shown) = shown(field, &answer) {
            previous.adopt(definition, id, &shown);
            is_shown = true;
        }
        if let Some(copied) = copied(field, &answer).filter(|copied| !copied.is_blank()) {
            answers.adopt(definition, id, &copied);
            if entries(&copied).any(|entry| !entry.raw.is_empty()) {
                unconfirmed.insert(id);
            }
        }
    }
    answers.unconfirmed = Rc::new(unconfirmed);
    answers.previous = is_shown.then(|| Rc::new(previous));
}

/// What an entry that speaks of the one year says of the other; `None` where it does not speak of it.
fn in_year(entry: &Entry, (from, to): (i16, i16)) -> Option<String> {
    match &entry.value {
        Value::DateRange { start, end } => {
            let moved = |day: Date| Date::new(day.year() - from + to, day.month(), day.day()).ok();
            let moved = Value::DateRange { start: moved(*start)?, end: moved(*end)? };
            Some(entry_text(&Kind::DateRange, &moved))
        }
        Value::Text(text) => text.contains(&from.to_string()).then(|| text.replace(&from.to_string(), &to.to_string())),
        _ => None,
    }
}

/// The old answer to a field, its cells in the order of its columns.
fn answer_to(field: &Field, from: &Definition, old: &Answers) -> Option<Answer> {
    let id = from.field(&field.id)?;
    let own = &from[id];
    // An option of one type need not be one of another.
    let is_option = |entry: &Entry| {
        let known = |field: &Field| -> Option<Vec<bool>> {
            options(field).map(|options| entry.raw.lines().map(|id| options.position(id).is_some()).collect())
        };
        known(own) == known(field)
    };
    let fits = |own: &Field, field: &Field| {
        discriminant(&own.kind) == discriminant(&field.kind) && own.is_typed() && field.is_typed()
    };
    let row = |entries: &Vec<Entry>| {
        let cell = |column: &Field| {
            let at = own.column(&column.id)?;
            let fits = own.columns.get(at).is_some_and(|own| fits(own, column));
            entries.get(at).filter(|_| fits).cloned()
        };
        field.columns.iter().map(|column| cell(column).unwrap_or_default()).collect::<Vec<Entry>>()
    };
    if !fits(own, field) {
        return None;
    }
    Some(match old.answer(id) {
        Answer::One(entry) if is_option(entry) => Answer::One(entry.clone()),
        Answer::One(_) => return None,
        Answer::Group(entries) => Answer::Group(row(entries)),
        Answer::Rows(rows) => Answer::Rows(rows.iter().map(row).collect()),
    })
}

fn entries(answer: &Answer) -> Box<dyn Iterator<Item = &Entry> + '_> {
    match answer {
        Answer::One(entry) => Box::new(std::iter::once(entry)),
        Answer::Group(entries) => Box::new(entries.iter()),
        Answer::Rows(rows) => Box::new(rows.iter().flatten()),
    }
}

/// The word on a cell.
fn word_on(field: &Field, column: &Field) -> Carry {
    field.carry.max(column.carry)
}

/// An answer with those cells alone whose word passes.
fn only(field: &Field, answer: &Answer, passes: impl Fn(Carry) -> bool) -> Answer {
    let row = |entries: &Vec<Entry>| {
        let cell = |(column, entry): (&Field, &Entry)| {
            if passes(word_on(field, column)) { entry.clone() } else { Entry::default() }
        };
        field.columns.iter().zip(entries).map(cell).collect::<Vec<Entry>>()
    };
    match answer {
        Answer::One(entry) => Answer::One(if passes(field.carry) { entry.clone() } else { Entry::default() }),
        Answer::Group(entries) => Answer::Group(row(entries)),
        Answer::Rows(rows) => Answer::Rows(rows.iter().map(row).collect()),
    }
}

/// What a copy has of an answer. The rows of a table come along even where none of their cells do: what
/// they were stands beside them.
fn copied(field: &Field, answer: &Answer) -> Option<Answer> {
    (field.carry != Carry::Never).then(|| only(field, answer, |word| word == Carry::Copy))
}

/// What a copy shows of an answer. A row keeps what is copied, too: by that it is known.
fn shown(field: &Field, answer: &Answer) -> Option<Answer> {
    if field.carry == Carry::Never {
        return None;
    }
    let only_shown = only(field, answer, |word| word == Carry::Show);
    let is_any = entries(&only_shown).any(|entry| !entry.raw.is_empty());
    is_any.then(|| match answer {
        Answer::Rows(_) => only(field, answer, |word| word != Carry::Never),
        _ => only_shown,
    })
}

/// What the earlier report says at an entry where a copy is to show it; a row is that of the same names.
#[must_use]
pub(crate) fn previous_entry<'a>(definition: &Definition, answers: &'a Answers, path: EntryPath) -> Option<&'a Entry> {
    let previous = answers.previous.as_deref()?;
    let field = &definition[path.field];
    let word = match path.column {
        None => field.carry,
        Some(column) => word_on(field, field.columns.get(column)?),
    };
    if word != Carry::Show || definition.period == Some(path.field) {
        return None;
    }
    let row = match path.row {
        None => None,
        Some(row) => Some(row_like(field, answers.rows(path.field), row, previous.rows(path.field))?),
    };
    previous.entry(EntryPath { row, ..path }).filter(|entry| !entry.raw.is_empty())
}

/// The row of an earlier table that has the same copied cells: of several, the one as far down among them.
/// Where one of the cells was changed, the one that has the same name, if only one has, or the one whose name was corrected.
pub(crate) fn row_like(field: &Field, rows: &[Vec<Entry>], at: usize, earlier: &[Vec<Entry>]) -> Option<usize> {
    let is_copied = |column: &Field| word_on(field, column) == Carry::Copy && column.is_typed();
    let copied: Vec<usize> =
        (0..).zip(&field.columns).filter(|(_, column)| is_copied(column)).map(|(at, _)| at).collect();
    let own = rows.get(at)?;
    let is_same_in = |row: &[Entry], at: usize| row.get(at).zip(own.get(at)).is_some_and(|(a, b)| a.means(b));
    let is_same = |row: &&Vec<Entry>| copied.iter().all(|at| is_same_in(row, *at));
    // Which of those that say the same was deleted, nobody knows: a wrong figure that looks right is worse than none.
    let (now, then) = (rows.iter().filter(is_same).count(), earlier.iter().filter(is_same).count());
    if now < then && then > 1 && rows.len() < earlier.len() {
        return None;
    }
    let before = rows.iter().take(at).filter(is_same).count();
    let mut same = (0..).zip(earlier).filter(|(_, row)| is_same(row)).map(|(at, _)| at);
    if let Some(row) = same.nth(before) {
        return Some(row);
    }
    let name = *copied.first()?;
    let called = letters_of(own.get(name).filter(|name| name.value != Value::Missing)?);
    let is_called_so = |row: &[Entry]| row.get(name).is_some_and(|name| letters_of(name) == called);
    let mut named = (0..).zip(earlier).filter(|(_, row)| is_called_so(row)).map(|(at, _)| at);
    if let Some(found) = named.next().filter(|_| named.next().is_none()) {
        return (rows.iter().filter(|row| is_called_so(row)).count() == 1).then_some(found);
    }
    // Where no row came or went, a name of which most words stayed was corrected.
    let same_place = earlier.get(at).and_then(|row| row.get(name)).filter(|_| rows.len() == earlier.len())?;
    let is_of_another =
        rows.iter().filter_map(|row| row.get(name)).any(|other| letters_of(other) == letters_of(same_place));
    let [now, then] = [own.get(name)?, same_place].map(|name| plain_letters(&name.raw));
    let is_corrected = is_mostly(&now, &then) && is_mostly(&then, &now);
    (is_corrected && !is_of_another).then_some(at)
}

/// The letters and figures of a name without their marks: by these it is still known when a mark or a stop in it was
/// corrected.
fn letters_of(name: &Entry) -> String {
    plain_letters(&name.raw).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The years before that of a report of which an entry of it speaks, where that is prose: not in a document that is
/// cited, which may be of any year.
pub(crate) fn former_years(definition: &Definition, answers: &Answers, path: EntryPath) -> BTreeSet<i16> {
    let is_prose = |field: &Field| matches!(field.kind, Kind::Text | Kind::LongText | Kind::List);
    let is_cited = matches!(definition[path.field].kind, Kind::Citation | Kind::Citations);
    if is_cited || !field_at(definition, path).is_some_and(is_prose) {
        return BTreeSet::new();
    }
    let (raw, year) = (answers.raw(path), answers.year);
    let numbers = raw.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok());
    numbers.filter(|number| (2000..year).contains(number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::load::load;
    use crate::report::source::Source;

    const TYPE: &str = r#"
id = "t"
title = "T"
document = false
period = "nam"

[[section]]
id = "s"
title = "S"
fields = [
  { id = "nam", label = "Năm", kind = "period", granularity = "year" },
  { id = "ten", label = "Tên", kind = "text" },
  { id = "so", label = "Số", kind = "number", carry = "never" },
  { id = "dan_so", label = "Dân số", kind = "number" },
  { id = "ngay", label = "Ngày", kind = "date", carry = "copy" },
  { id = "ke", label = "Kể", kind = "list" },
  { id = "noi", label = "Nơi", kind = "list", merge = "own" },
  { id = "co", label = "Có", kind = "yes_no" },
  { id = "dot", label = "Đợt", kind = "rows", columns = [
      { id = "noi", label = "Nơi", kind = "text" },
      { id = "ai", label = "Ai", kind = "text" },
      { id = "luot", label = "Lượt", kind = "number" },
    ] },
  { id = "bo", label = "Bỏ", kind = "rows", carry = "never", columns = [{ id = "x", label = "X", kind = "text" }] },
]
"#;

    fn definition() -> Definition {
        load(Source { name: "t.toml", text: TYPE }, &[]).expect("a type without mistakes")
    }

    fn old(definition: &Definition) -> Answers {
        let mut old = Answers::new(definition, 2026);
        let one = ["2026", "Lan", "12", "6.420", "01/6", "a\nb", "Thôn 1", "true"];
        for (field, raw) in definition.fields.ids().zip(one) {
            old.set(definition, EntryPath::field(field), raw.to_owned());
        }
        let entry = |raw: &&str| Entry { raw: (*raw).to_owned(), ..Entry::default() };
        let rows = |rows: &[&[&str]]| Answer::Rows(rows.iter().map(|row| row.iter().map(entry).collect()).collect());
        let dot = rows(&[&["A", "p", "1"], &["A", "p", "2"], &["B", "q", "3"]]);
        old.adopt(definition, FieldId::nth(8), &dot);
        old.adopt(definition, FieldId::nth(9), &rows(&[&["x"]]));
        old
    }

    #[test]
    fn a_copy_has_names_and_shows_figures_and_nothing_blank_takes_the_place_of_an_answer() {
        let definition = definition();
        let mut copy = Answers::new(&definition, 2027);
        copy.set(&definition, EntryPath::field(FieldId::nth(0)), "2027".to_owned());
        carry((&definition, &old(&definition)), &definition, &mut copy);
        let raw = |n| copy.raw(EntryPath::field(FieldId::nth(n)));
        assert_eq!([0, 1, 2, 3, 5, 6, 7].map(raw), ["2027", "Lan", "", "", "", "Thôn 1", ""]);
        assert_eq!(copy.value(EntryPath::field(FieldId::nth(4))), &Value::Date(jiff::civil::date(2027, 6, 1)));
        let before = |n| previous_entry(&definition, &copy, EntryPath::field(FieldId::nth(n))).map(|e| e.raw.as_str());
        assert_eq!([0, 1, 2, 3, 5, 7].map(before), [None, None, None, Some("6.420"), Some("a\nb"), Some("true")]);
        let rows: Vec<Vec<&str>> =
            copy.rows(FieldId::nth(8)).iter().map(|row| row.iter().map(|e| e.raw.as_str()).collect()).collect();
        assert_eq!(rows, [["A", "p", ""], ["A", "p", ""], ["B", "q", ""]]);
        assert!(copy.rows(FieldId::nth(9)).is_empty());
        let unconfirmed: Vec<FieldId> = copy.unconfirmed.iter().copied().collect();
        assert_eq!(unconfirmed, [1, 4, 6, 8].map(FieldId::nth));

        let mut begun = Answers::new(&definition, 2027);
        begun.set(&definition, EntryPath::field(FieldId::nth(1)), "Mai".to_owned());
        carry((&definition, &Answers::new(&definition, 2026)), &definition, &mut begun);
        assert_eq!(begun.raw(EntryPath::field(FieldId::nth(1))), "Mai");
        assert_eq!(begun.previous, None);
    }

    #[test]
    fn of_another_type_what_has_the_same_name_and_kind_is_taken() {
        let other = r#"
id = "u"
title = "U"
document = false

[[section]]
id = "s"
title = "S"
fields = [
  { id = "ten", label = "Tên", kind = "text" },
  { id = "dan_so", label = "Dân số", kind = "text" },
  { id = "dot", label = "Đợt", kind = "rows", columns = [
      { id = "luot", label = "Lượt", kind = "number" },
      { id = "ai", label = "Ai", kind = "text" },
      { id = "khac", label = "Khác", kind = "text" },
    ] },
]
"#;
        let (from, other) = (definition(), load(Source { name: "u.toml", text: other }, &[]).expect("a type"));
        let mut copy = Answers::new(&other, 2027);
        carry((&from, &old(&from)), &other, &mut copy);
        let raw = |n| copy.raw(EntryPath::field(FieldId::nth(n)));
        assert_eq!([raw(0), raw(1)], ["Lan", ""]);
        let rows: Vec<Vec<&str>> =
            copy.rows(FieldId::nth(2)).iter().map(|row| row.iter().map(|e| e.raw.as_str()).collect()).collect();
        assert_eq!(rows, [["", "p", ""], ["", "p", ""], ["", "q", ""]]);
        let last = previous_entry(&other, &copy, EntryPath::cell(FieldId::nth(2), 2, 0));
        assert_eq!(last.map(|entry| entry.raw.as_str()), Some("3"));
    }

    #[test]
    fn what_a_row_was_goes_with_its_names_wherever_it_is_moved() {
        let definition = definition();
        let mut copy = Answers::new(&definition, 2027);
        carry((&definition, &old(&definition)), &definition, &mut copy);
        let table = FieldId::nth(8);
        let told = |copy: &Answers| {
            let cell = |row| previous_entry(&definition, copy, EntryPath::cell(table, row, 2)).map(|e| e.raw.clone());
            (0..copy.rows(table).len()).map(|row| cell(row).unwrap_or_default()).collect::<Vec<_>>()
        };
        assert_eq!(told(&copy), ["1", "2", "3"]);
        let mut rows = copy.rows(table).to_vec();
        rows.swap(0, 2);
        copy.replace(table, Answer::Rows(rows));
        assert_eq!(told(&copy), ["3", "1", "2"]);
        // One that is called otherwise in part is the same one; one that has another name is none of them.
        copy.set(&definition, EntryPath::cell(table, 0, 1), "r".to_owned());
        copy.set(&definition, EntryPath::cell(table, 2, 0), "C".to_owned());
        assert_eq!(told(&copy), ["3", "1", ""]);
        let mut rows = copy.rows(table).to_vec();
        rows.push(Answers::blank_row(&definition, table));
        copy.replace(table, Answer::Rows(rows));
        assert_eq!(told(&copy), ["3", "1", "", ""]);
    }

    /// Of two rows that say the same, one is deleted: what the other was is anybody's guess.
    #[test]
    fn rows_that_say_the_same_show_nothing_when_one_is_gone() {
        let definition = definition();
        let mut copy = Answers::new(&definition, 2027);
        carry((&definition, &old(&definition)), &definition, &mut copy);
        let table = FieldId::nth(8);
        let mut rows = copy.rows(table).to_vec();
        let first = rows.first().cloned().expect("a row");
        let same = rows.iter().skip(1).position(|row| row == &first).expect("another that says the same") + 1;
        rows.remove(0);
        copy.replace(table, Answer::Rows(rows));
        assert_eq!(previous_entry(&definition, &copy, EntryPath::cell(table, same - 1, 2)), None);
    }
}
