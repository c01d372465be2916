//! What two people changed in one report, put together.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::answers::{Answer, Answers, Entry, EntryPath};
use super::definition::Definition;
use super::difference::{Difference, DifferencePlace};
use super::hand_edits::{HandEdits, as_in, notes_as_in};
use super::ids::FieldId;

/// The answers of two who began from the same ones.
#[derive(Debug)]
pub(crate) struct Merged {
    pub answers: Answers,
    /// Where both changed the same thing, each in another way: what the other has, and what we have,
    /// which stands in `answers`.
    pub conflicts: Vec<Difference>,
}

/// Which of two is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Ours,
    Theirs,
    /// Both were changed; ours stands.
    Both,
}

impl Merged {
    /// Puts the changes of two in the answer to a field together: ours, and theirs, which may be unconfirmed.
    fn take(
        &mut self,
        definition: &Definition,
        field: FieldId,
        known: &[&Answer],
        (ours, theirs): (&Answer, &Answer),
        is_unconfirmed: bool,
    ) {
        let (answer, choice) = merge_answer(known, ours, theirs, EntryPath::field(field), &mut self.conflicts);
        if choice == Choice::Theirs {
            let mut unconfirmed = (*self.answers.unconfirmed).clone();
            if is_unconfirmed {
                unconfirmed.insert(field);
            } else {
                unconfirmed.remove(&field);
            }
            self.answers.unconfirmed = Rc::new(unconfirmed);
        }
        if answer != *self.answers.answer(field) {
            self.answers.adopt(definition, field, &answer);
        }
    }
}

/// Puts the changes of two together. `known` is what theirs may have begun from, that which ours began
/// from first: what theirs has of one of them, nobody changed there. Of the others, none may have been saved.
#[must_use]
pub(crate) fn merge(definition: &Definition, known: &[&Answers], ours: &Answers, theirs: &Answers) -> Merged {
    let mut merged = Merged { answers: ours.clone(), conflicts: Vec::new() };
    let notes = definition.closing.as_ref().and_then(|closing| closing.notes);
    for field in definition.fields.ids().filter(|field| Some(*field) != notes) {
        let of_known: Vec<&Answer> = known.iter().map(|answers| answers.answer(field)).collect();
        let answers = (ours.answer(field), theirs.answer(field));
        merged.take(definition, field, &of_known, answers, theirs.unconfirmed.contains(&field));
    }
    merged.answers.settle_year(definition);
    let base = known.first().copied().unwrap_or(ours);
    if let Some(field) = notes {
        // A footnote hangs on the same paragraph in both, whatever number that has there.
        let of = |answers: &Answers| notes_as_in(definition, field, answers, &merged.answers, base);
        let (own, other) = (of(ours), of(theirs));
        let of_known: Vec<Answer> = known.iter().map(|answers| of(answers)).collect();
        let of_known: Vec<&Answer> = of_known.iter().collect();
        merged.take(definition, field, &of_known, (&own, &other), theirs.unconfirmed.contains(&field));
    }
    // A paragraph is the same one in both where its row is, whatever number that has there.
    let as_merged = |answers: &Answers| as_in(definition, answers, &merged.answers, base);
    let (own, other) = (as_merged(ours), as_merged(theirs));
    let known: Vec<HandEdits> = known.iter().map(|answers| as_merged(answers)).collect();
    let mut edited = HandEdits::new();
    for id in own.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
        let (own, other) = (own.get(id), other.get(id));
        let choice = choose(known.iter().map(|edited| edited.get(id)), &own, &other);
        let text = |edited: Option<&super::answers::Edited>| edited.map_or(String::new(), |edited| edited.text.clone());
        if choice == Choice::Both {
            merged.conflicts.push(Difference {
                place: DifferencePlace::Block(id.clone()),
                before: text(other),
                after: text(own),
            });
        }
        let chosen = if choice == Choice::Theirs { other } else { own };
        edited.extend(chosen.map(|chosen| (id.clone(), chosen.clone())));
    }
    merged.answers.edited = edited;
    merged
}

fn choose<T: PartialEq>(known: impl IntoIterator<Item = T>, ours: &T, theirs: &T) -> Choice {
    let mut known = known.into_iter();
    let base = known.next();
    if ours == theirs || base.as_ref() == Some(theirs) || known.any(|known| known == *theirs) {
        Choice::Ours
    } else if base.as_ref() == Some(ours) {
        Choice::Theirs
    } else {
        Choice::Both
    }
}

fn merge_answer(
    known: &[&Answer],
    ours: &Answer,
    theirs: &Answer,
    path: EntryPath,
    conflicts: &mut Vec<Difference>,
) -> (Answer, Choice) {
    let mut merged = ours.clone();
    let mut clashes = Vec::new();
    if let (Answer::Rows(own), Answer::Rows(other)) = (ours, theirs) {
        let known: Vec<Rows> = known.iter().map(|answer| raws(rows_of(answer))).collect();
        let (own_raws, other_raws) = (raws(own), raws(other));
        let choice = choose(known.iter(), &&own_raws, &&other_raws);
        if choice == Choice::Ours {
            return (merged, choice);
        }
        let Some(rows) = merge_rows(&known, &own_raws, &other_raws) else {
            if choice == Choice::Theirs {
                return (theirs.clone(), choice);
            }
            let place = DifferencePlace::Entry(path);
            conflicts.push(Difference { place, before: words(theirs), after: words(ours) });
            return (merged, choice);
        };
        if rows.is_order_theirs {
            merged = theirs.clone();
        }
        for (at, raw) in rows.changes {
            put(&mut merged, at, raw);
        }
        clashes = rows.clashes;
    } else {
        let of_known: Vec<_> = known.iter().map(|answer| cells(answer)).collect();
        for (index, ((at, own), (_, other))) in cells(ours).into_iter().zip(cells(theirs)).enumerate() {
            let raw = |list: &Vec<(At, &Entry)>| list.get(index).map_or(String::new(), |(_, entry)| entry.raw.clone());
            match choose(of_known.iter().map(raw), &own.raw, &other.raw) {
                Choice::Ours => {}
                Choice::Theirs => put(&mut merged, at, other.raw.clone()),
                Choice::Both => clashes.push(Clash { at, theirs: other.raw.clone(), ours: own.raw.clone() }),
            }
        }
    }
    for Clash { at, theirs, ours } in clashes {
        let place = DifferencePlace::Entry(EntryPath { field: path.field, row: at.0, column: at.1 });
        conflicts.push(Difference { place, before: theirs, after: ours });
    }
    let same = |a: &Answer, b: &Answer| cells(a).iter().map(|(_, e)| &e.raw).eq(cells(b).iter().map(|(_, e)| &e.raw));
    let is_theirs = !same(ours, theirs) && same(&merged, theirs);
    (merged, if is_theirs { Choice::Theirs } else { Choice::Ours })
}

/// What both changed in a cell, each in another way.
struct Clash {
    at: At,
    theirs: String,
    ours: String,
}

/// The changes of two in one table.
struct MergedRows {
    /// Whether the rows are those of theirs; else they are ours.
    is_order_theirs: bool,
    /// What is to be put in cells of these.
    changes: Vec<(At, String)>,
    clashes: Vec<Clash>,
}

impl MergedRows {
    /// Whether all that we put in cells since the first state stands in some cell of these rows.
    fn keeps(&self, base: &Rows, ours: &Rows, theirs: &Rows) -> bool {
        let mut rows = if self.is_order_theirs { theirs.clone() } else { ours.clone() };
        for ((row, column), raw) in &self.changes {
            let row = row.and_then(|row| rows.get_mut(row));
            if let Some(cell) = row.zip(*column).and_then(|(row, column)| row.get_mut(column)) {
                *cell = raw;
            }
        }
        let (before, now, merged) = (times(base), times(ours), times(&rows));
        let of = |times: &BTreeMap<&str, usize>, text: &str| times.get(text).copied().unwrap_or(0);
        now.iter().all(|(text, times)| *times <= of(&before, text) || *times <= of(&merged, text))
    }
}

/// How often each text stands in a table.
fn times<'a>(rows: &Rows<'a>) -> BTreeMap<&'a str, usize> {
    let mut times = BTreeMap::new();
    for text in rows.iter().flatten().filter(|text| !text.is_empty()) {
        *times.entry(*text).or_insert(0) += 1;
    }
    times
}

/// Puts the changes in rows together: where one side left their order as it was, that of the other stands, and
/// what was typed in a row goes where that row is now. `None` where it is not sure which row that is.
fn merge_rows(known: &[Rows], ours: &Rows, theirs: &Rows) -> Option<MergedRows> {
    let (base, later) = known.split_first()?;
    // Nobody knows whether a later state ever stood in the file: theirs is taken for a change of it only where it
    // shows so itself, and never where what we typed would go by that.
    let from_later = |later: &Rows| {
        let merged = shows(base, later, theirs).then(|| merge_rows_from(later, known, ours, theirs))??;
        merged.keeps(base, ours, theirs).then_some(merged)
    };
    merge_rows_from(base, known, ours, theirs).or_else(|| later.iter().find_map(from_later))
}

/// Whether theirs has all that became of the rows between the first state and a later one: each row that came
/// then, and none of those that went.
fn shows(base: &Rows, later: &Rows, theirs: &Rows) -> bool {
    let [before, after, now] = [base, later, theirs].map(|rows| rows.iter().collect::<BTreeSet<&Row>>());
    let mut came = later.iter().zip(went(later, theirs)).filter(|(row, _)| !before.contains(row)).peekable();
    let mut gone = base.iter().zip(went(base, theirs)).filter(|(row, _)| !after.contains(row)).peekable();
    let is_of_later = |to: usize| theirs.get(to).is_some_and(|row| after.contains(row));
    // A row that is changed in theirs, too, may be that of the first state where that had one of this name.
    let is_new = |row: &Row| base.iter().all(|other| other.first() != row.first());
    (came.peek().is_some() || gone.peek().is_some())
        && came.all(|(row, to)| now.contains(row) || (to.is_some() && is_new(row)))
        && gone.all(|(row, to)| !now.contains(row) && to.is_none_or(is_of_later))
}

fn merge_rows_from(base: &Rows, known: &[Rows], ours: &Rows, theirs: &Rows) -> Option<MergedRows> {
    let (own, other) = (went(base, ours), went(base, theirs));
    let (is_order_theirs, is_order_ours) = (kept_order(&own, ours), kept_order(&other, theirs));
    if !is_order_theirs && !is_order_ours {
        return None;
    }
    // What theirs may have begun from, a row of theirs each.
    let begun: Vec<Vec<Option<&Row>>> = known
        .iter()
        .map(|known| {
            let mut rows = vec![None; theirs.len()];
            for (row, to) in known.iter().zip(went(known, theirs)) {
                if let Some(slot) = to.and_then(|to| rows.get_mut(to)) {
                    *slot = Some(row);
                }
            }
            rows
        })
        .collect();
    let had: Vec<Vec<Option<usize>>> = known.iter().map(|known| went(base, known)).collect();
    let mut merged = MergedRows { is_order_theirs, changes: Vec::new(), clashes: Vec::new() };
    for (place, ((row, own_at), other_at)) in base.iter().zip(own).zip(other).enumerate() {
        let is_sure = own_at.is_some() && other_at.is_some();
        // In rows that kept their order, one that is another now stands in its place.
        let (own_at, other_at) =
            (own_at.or(is_order_theirs.then_some(place)), other_at.or(is_order_ours.then_some(place)));
        let (own_row, other_row) = (own_at.and_then(|at| ours.get(at)), other_at.and_then(|at| theirs.get(at)));
        let (Some(own_row), Some(other_row)) = (own_row, other_row) else {
            // One that was changed on one side and is not found on the other may be there, changed too; and one
            // that not all had that theirs may have begun from, they may never have seen.
            let is_changed = own_row.or(other_row).is_some_and(|left| left != row);
            let may_be_unseen = other_row.is_none() && had.iter().any(|to| to.get(place) == Some(&None));
            if is_changed || may_be_unseen {
                return None;
            }
            continue;
        };
        if !is_sure && own_row != row && other_row != row {
            return None;
        }
        let at = if is_order_theirs { other_at } else { own_at };
        for (column, ((first, own), other)) in row.iter().zip(own_row).zip(other_row).enumerate() {
            let begun = begun.iter().filter_map(|rows| (*rows.get(other_at?)?)?.get(column));
            let choice = choose(std::iter::once(first).chain(begun), &own, &other);
            let at = (at, Some(column));
            // In rows of theirs, what they wrote stands already; in ours, what we did.
            match (choice, is_order_theirs) {
                (Choice::Theirs, true) | (Choice::Ours, false) => {}
                (Choice::Theirs, false) => merged.changes.push((at, (*other).to_owned())),
                (Choice::Ours, true) => merged.changes.push((at, (*own).to_owned())),
                (Choice::Both, _) => {
                    merged.changes.push((at, (*own).to_owned()));
                    merged.clashes.push(Clash { at, theirs: (*other).to_owned(), ours: (*own).to_owned() });
                }
            }
        }
    }
    Some(merged)
}

/// The rows of a table, each as what was typed in its cells.
type Row<'a> = Vec<&'a str>;
type Rows<'a> = Vec<Row<'a>>;

fn rows_of(answer: &Answer) -> &[Vec<Entry>] {
    match answer {
        Answer::Rows(rows) => rows,
        _ => &[],
    }
}

fn raws(rows: &[Vec<Entry>]) -> Rows<'_> {
    rows.iter().map(|row| row.iter().map(|entry| entry.raw.as_str()).collect()).collect()
}

/// More pairs of changed rows than this are not compared: hardly anybody changes so many.
const MAX_PAIRS: usize = 250_000;

/// Where each row of a table stands in a later one, as far as that is sure: the one that says the same, or, of
/// those that changed, the one that begins with the same and has more of its cells than any other.
fn went(old: &Rows, new: &Rows) -> Vec<Option<usize>> {
    let (from, now) = (by_words(old), by_words(new));
    let mut to = vec![None; old.len()];
    // Of those that say the same, one may be gone: which is anybody's guess.
    for (row, from) in &from {
        for (at, place) in from.iter().zip(now.get(row).filter(|now| now.len() == from.len()).into_iter().flatten()) {
            if let Some(to) = to.get_mut(*at) {
                *to = Some(*place);
            }
        }
    }
    let taken: BTreeSet<usize> = to.iter().flatten().copied().collect();
    let left: Vec<(usize, &Row)> = old.iter().enumerate().filter(|(at, _)| to.get(*at) == Some(&None)).collect();
    let free: Vec<(usize, &Row)> = new.iter().enumerate().filter(|(at, _)| !taken.contains(at)).collect();
    if left.len() * free.len() > MAX_PAIRS {
        return to;
    }
    for (at, row) in &left {
        if let Some((place, changed)) = most_like(row, &free)
            && row.first().is_some_and(|first| !first.is_empty() && changed.first() == Some(first))
            && most_like(changed, &left).is_some_and(|(back, _)| back == *at)
            && let Some(to) = to.get_mut(*at)
        {
            *to = Some(place);
        }
    }
    to
}

/// The places of the rows that say the same.
fn by_words<'a>(rows: &'a Rows<'a>) -> BTreeMap<&'a Row<'a>, Vec<usize>> {
    let mut places: BTreeMap<&Row, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        places.entry(row).or_default().push(at);
    }
    places
}

/// The one of these rows that has more cells of a row than any other.
fn most_like<'a>(row: &Row, of: &[(usize, &'a Row<'a>)]) -> Option<(usize, &'a Row<'a>)> {
    let alike = |other: &Row| row.iter().zip(other).filter(|(a, b)| a == b && !a.is_empty()).count();
    let most = of.iter().map(|(_, other)| alike(other)).max()?;
    let mut best = of.iter().filter(|(_, other)| alike(other) == most);
    best.next().filter(|_| best.next().is_none()).copied()
}

/// Whether each row that is found again stands where it stood, and there are as many as before.
fn kept_order(to: &[Option<usize>], now: &Rows) -> bool {
    to.len() == now.len() && to.iter().enumerate().all(|(at, to)| to.is_none_or(|to| to == at))
}

/// Row and column of a cell.
type At = (Option<usize>, Option<usize>);

/// The entries of an answer, each with its place.
fn cells(answer: &Answer) -> Vec<(At, &Entry)> {
    match answer {
        Answer::One(entry) => vec![((None, None), entry)],
        Answer::Group(entries) => entries.iter().enumerate().map(|(column, e)| ((None, Some(column)), e)).collect(),
        Answer::Rows(rows) => {
            let row = |(row, entries): (usize, &'_ Vec<Entry>)| {
                (0..entries.len()).map(move |column| (Some(row), Some(column)))
            };
            rows.iter().enumerate().flat_map(row).zip(rows.iter().flatten()).collect()
        }
    }
}

fn put(answer: &mut Answer, (row, column): At, raw: String) {
    let entry = match (answer, row, column) {
        (Answer::One(entry), ..) => Some(entry),
        (Answer::Group(entries), _, Some(column)) => entries.get_mut(column),
        (Answer::Rows(rows), Some(row), Some(column)) => rows.get_mut(row).and_then(|row| row.get_mut(column)),
        _ => None,
    };
    if let Some(entry) = entry {
        entry.raw = raw;
    }
}

/// A whole table on one line, to be told: "a | b / c | d".
fn words(answer: &Answer) -> String {
    let line = |entries: &[Entry]| entries.iter().map(|entry| entry.raw.as_str()).collect::<Vec<_>>().join(" | ");
    match answer {
        Answer::One(entry) => entry.raw.clone(),
        Answer::Group(entries) => line(entries),
        Answer::Rows(rows) => rows.iter().map(|row| line(row)).collect::<Vec<_>>().join(" / "),
    }
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

[[section]]
id = "s"
title = "S"
fields = [
  { id = "a", label = "A", kind = "text" },
  { id = "b", label = "B", kind = "rows", columns = [
      { id = "x", label = "X", kind = "text" },
      { id = "y", label = "Y", kind = "text" },
    ] },
]
"#;

    /// The answer to `a`, and the rows of `b`.
    fn answers(definition: &Definition, a: &str, rows: &[[&str; 2]]) -> Answers {
        let mut answers = Answers::new(definition, 2026);
        let entry = |raw: &&str| Entry { raw: (*raw).to_owned(), ..Entry::default() };
        answers.adopt(definition, FieldId::nth(0), &Answer::One(entry(&a)));
        let rows = rows.iter().map(|row| row.iter().map(entry).collect()).collect();
        answers.adopt(definition, FieldId::nth(1), &Answer::Rows(rows));
        answers
    }

    #[test]
    fn each_change_stands_and_where_two_meet_both_are_told() {
        let definition = load(Source { name: "t.toml", text: TYPE }, &[]).expect("a type without mistakes");
        let of = |a: &str, rows: &[[&str; 2]]| answers(&definition, a, rows);
        let base = of("1", &[["p", "q"], ["r", "s"]]);
        let told = |ours: &Answers, theirs: &Answers, known: &[&Answers]| {
            let Merged { answers, conflicts } = merge(&definition, known, ours, theirs);
            let conflicts: Vec<_> = conflicts.into_iter().map(|c| (c.before, c.after)).collect();
            let raws: Vec<String> = definition.fields.ids().map(|field| words(answers.answer(field))).collect();
            (raws.join("; "), conflicts)
        };
        let pair = |before: &str, after: &str| (before.to_owned(), after.to_owned());
        // Different fields, and different cells of one table.
        let ours = of("2", &[["p", "Q"], ["r", "s"]]);
        let theirs = of("1", &[["p", "q"], ["R", "s"]]);
        assert_eq!(told(&ours, &theirs, &[&base]), ("2; p | Q / R | s".to_owned(), vec![]));
        // The same field, and the same cell.
        let theirs = of("3", &[["p", "O"], ["r", "s"]]);
        let both = vec![pair("3", "2"), pair("O", "Q")];
        assert_eq!(told(&ours, &theirs, &[&base]), ("2; p | Q / r | s".to_owned(), both));
        // They added a row, and we changed a cell or nothing in the table.
        let longer = of("1", &[["p", "q"], ["r", "s"], ["t", "u"]]);
        assert_eq!(told(&ours, &longer, &[&base]), ("2; p | Q / r | s / t | u".to_owned(), vec![]));
        let only_a = of("2", &[["p", "q"], ["r", "s"]]);
        assert_eq!(told(&only_a, &longer, &[&base]), ("2; p | q / r | s / t | u".to_owned(), vec![]));
        // What they have of a text that we had saved meanwhile is no change of theirs.
        let later = of("22", &[["p", "q"], ["r", "s"]]);
        assert_eq!(told(&later, &only_a, &[&base, &only_a]), ("22; p | q / r | s".to_owned(), vec![]));
        // The same on both sides is no conflict.
        assert_eq!(told(&only_a, &only_a, &[&base]).1, vec![]);
    }

    #[test]
    fn what_was_typed_in_a_row_goes_where_that_row_is_now() {
        let definition = load(Source { name: "t.toml", text: TYPE }, &[]).expect("a type without mistakes");
        let of = |rows: &[[&str; 2]]| answers(&definition, "", rows);
        let told = |ours: &Answers, theirs: &Answers, known: &[&Answers]| {
            let Merged { answers, conflicts } = merge(&definition, known, ours, theirs);
            (words(answers.answer(FieldId::nth(1))), conflicts.into_iter().map(|c| c.place).collect::<Vec<_>>())
        };
        let cell = |row| DifferencePlace::Entry(EntryPath::cell(FieldId::nth(1), row, 1));
        let table = || DifferencePlace::Entry(EntryPath::field(FieldId::nth(1)));
        let base = of(&[["p", ""], ["r", ""], ["t", "7"]]);
        let typed = of(&[["p", "123"], ["r", ""], ["t", "7"]]);
        for (theirs, merged, conflicts) in [
            // Swapped; one deleted and another added; and a figure of theirs in another row, or in the same.
            (&[["r", ""], ["p", ""], ["t", "7"]][..], "r |  / p | 123 / t | 7", vec![]),
            (&[["p", ""], ["t", "7"], ["v", ""]], "p | 123 / t | 7 / v | ", vec![]),
            (&[["t", "8"], ["p", ""], ["r", ""]], "t | 8 / p | 123 / r | ", vec![]),
            (&[["r", "5"], ["p", "6"], ["t", "7"]], "r | 5 / p | 123 / t | 7", vec![cell(1)]),
            // Ours is gone, or there twice, or has another name: nobody knows where it went.
            (&[["r", ""], ["t", "7"], ["v", ""]], "p | 123 / r |  / t | 7", vec![table()]),
            (&[["r", ""], ["p", "1"], ["p", "2"]], "p | 123 / r |  / t | 7", vec![table()]),
            (&[["x", ""], ["r", ""], ["t", "7"]], "p | 123 / r |  / t | 7", vec![table()]),
        ] {
            let theirs = of(theirs);
            assert_eq!(told(&typed, &theirs, &[&base]), (merged.to_owned(), conflicts.clone()), "{merged}");
            if conflicts.is_empty() {
                assert_eq!(told(&theirs, &typed, &[&base]), (merged.to_owned(), conflicts), "the other way round");
            }
        }
        // Rows came or went on both sides.
        let (more, fewer) = (of(&[["p", ""], ["r", ""], ["t", "7"], ["v", ""]]), of(&[["p", ""], ["r", ""]]));
        assert_eq!(told(&more, &fewer, &[&base]), ("p |  / r |  / t | 7 / v | ".to_owned(), vec![table()]));
        // A row that we saved meanwhile is theirs to change, and one that they never had stays.
        let changed = of(&[["p", ""], ["r", ""], ["t", "7"], ["v", "9"]]);
        let typed_more = of(&[["p", "123"], ["r", ""], ["t", "7"], ["v", ""]]);
        let both = "p | 123 / r |  / t | 7 / v | 9".to_owned();
        assert_eq!(told(&typed_more, &changed, &[&base, &more]), (both, vec![]));
        let swapped = of(&[["r", "2"], ["p", ""], ["t", "7"]]);
        assert_eq!(told(&more, &swapped, &[&base, &more]).1, [table()]);
        // A state that may never have been saved takes nothing of ours away: gone, or under another name, it is told.
        for theirs in [&[["t", "7"]][..], &[["x", "1"], ["r", ""], ["t", "7"]], &[["r", "5"], ["t", "7"]]] {
            let theirs = of(theirs);
            let kept = ("p | 123 / r |  / t | 7".to_owned(), vec![table()]);
            assert_eq!(told(&typed, &theirs, &[&base, &base, &typed]), kept, "{theirs:?}");
        }
        let both = of(&[["p", "123"], ["r", "45"], ["t", "7"]]);
        for theirs in [&[["t", "7"]][..], &[["x", "1"], ["y", ""], ["t", "7"]], &[["y", ""], ["t", "7"], ["z", "1"]]] {
            let kept = ("p | 123 / r | 45 / t | 7".to_owned(), vec![table()]);
            assert_eq!(told(&both, &of(theirs), &[&base, &typed, &both]), kept, "{theirs:?}");
        }
        // A row that we deleted and they changed is no sign that they began from what we had then.
        let (fewer, theirs) = (of(&[["p", ""], ["t", "7"]]), of(&[["p", ""], ["r", "5"]]));
        let kept = ("p |  / t | 7".to_owned(), vec![table()]);
        assert_eq!(told(&fewer, &theirs, &[&base, &fewer]), kept);
        // Each gave another row another name.
        let renamed = |row: usize| {
            let mut rows = [["p", ""], ["r", ""], ["t", "7"]];
            rows[row][0] = "x";
            of(&rows)
        };
        assert_eq!(told(&renamed(0), &renamed(1), &[&base]), ("x |  / x |  / t | 7".to_owned(), vec![]));
        assert_eq!(told(&renamed(0), &of(&[["p", "9"], ["r", ""], ["t", "7"]]), &[&base]).1, [table()]);
        // Of rows that say the same, it does not matter which is which.
        let twins = of(&[["", ""], ["", ""], ["p", ""]]);
        let (first, moved) = (of(&[["a", "b"], ["", ""], ["p", ""]]), of(&[["p", "3"], ["", ""], ["", ""]]));
        assert_eq!(told(&first, &moved, &[&twins]), ("p | 3 / a | b /  | ".to_owned(), vec![]));
    }
}
