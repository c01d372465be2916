//! What two people changed in one report, put together.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::answers::{Answer, Answers, Entry, EntryPath, Silence, Silenced};
use super::definition::Definition;
use super::difference::{Difference, DifferencePlace};
use super::hand_edits::{self, HandEdits};
use super::ids::FieldId;
use super::moves::{Rows, raws, rows_of};
use super::notes;
use rows::{At, Clash, merge_rows};

mod rows;

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
    let notes = definition.notes();
    for field in definition.fields.ids().filter(|field| Some(*field) != notes) {
        let of_known: Vec<&Answer> = known.iter().map(|answers| answers.answer(field)).collect();
        let answers = (ours.answer(field), theirs.answer(field));
        merged.take(definition, field, &of_known, answers, theirs.unconfirmed.contains(&field));
    }
    merged.answers.settle_year(definition);
    let base = known.first().copied().unwrap_or(ours);
    if let Some(field) = notes {
        // A footnote hangs on the same paragraph in both, whatever number that has there.
        let of = |answers: &Answers| notes::as_in(definition, field, answers, &merged.answers, base);
        let (own, other) = (of(ours), of(theirs));
        let of_known: Vec<Answer> = known.iter().map(|answers| of(answers)).collect();
        let of_known: Vec<&Answer> = of_known.iter().collect();
        merged.take(definition, field, &of_known, (&own, &other), theirs.unconfirmed.contains(&field));
    }
    let of = |answers: &Answers, silence: &Silence| answers.silenced.get(silence).cloned();
    let mut silenced = Silenced::new();
    for silence in ours.silenced.keys().chain(theirs.silenced.keys()).collect::<BTreeSet<_>>() {
        let (own, other) = (of(ours, silence), of(theirs, silence));
        let choice = choose(known.iter().map(|answers| of(answers, silence)), &own, &other);
        let chosen = if choice == Choice::Theirs { other } else { own };
        silenced.extend(chosen.map(|reason| (silence.clone(), reason)));
    }
    merged.answers.silenced = Rc::new(silenced);
    // A paragraph is the same one in both where its row is, whatever number that has there.
    let as_merged = |answers: &Answers| hand_edits::as_in(definition, answers, &merged.answers, base);
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
