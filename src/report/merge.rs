//! What two people changed in one report, put together.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::answers::{Answer, Answers, Entry, EntryPath};
use super::definition::Definition;
use super::difference::{Difference, DifferencePlace};
use super::hand_edits::{HandEdits, as_in};

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

/// Puts the changes of two together. `known` is what theirs may have begun from, that which ours began
/// from first: what theirs has of one of them, nobody changed there.
#[must_use]
pub(crate) fn merge(definition: &Definition, known: &[&Answers], ours: &Answers, theirs: &Answers) -> Merged {
    let mut merged = Merged { answers: ours.clone(), conflicts: Vec::new() };
    let mut unconfirmed: BTreeSet<_> = (*ours.unconfirmed).clone();
    for field in definition.fields.ids() {
        let of_known: Vec<&Answer> = known.iter().map(|answers| answers.answer(field)).collect();
        let (answer, choice) = merge_answer(
            &of_known,
            ours.answer(field),
            theirs.answer(field),
            EntryPath::field(field),
            &mut merged.conflicts,
        );
        if choice == Choice::Theirs {
            unconfirmed.remove(&field);
            unconfirmed.extend(theirs.unconfirmed.get(&field));
        }
        if answer != *ours.answer(field) {
            merged.answers.adopt(definition, field, &answer);
        }
    }
    merged.answers.unconfirmed = Rc::new(unconfirmed);
    merged.answers.settle_year(definition);
    // A paragraph is the same one in both where its row is, whatever number that has there.
    let as_merged = |answers: &Answers| as_in(definition, answers, &merged.answers);
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
    let (of_known, of_theirs) = (known.iter().map(|answer| cells(answer)).collect::<Vec<_>>(), cells(theirs));
    let own = cells(ours);
    // Rows that were put in or taken out make others of those below: such a table is one thing.
    if of_known.iter().chain([&of_theirs]).any(|list| !list.iter().map(|(at, _)| at).eq(own.iter().map(|(at, _)| at))) {
        let raws = |list: &[(At, &Entry)]| list.iter().map(|(at, entry)| (*at, entry.raw.clone())).collect::<Vec<_>>();
        let choice = choose(of_known.iter().map(|list| raws(list)), &raws(&own), &raws(&of_theirs));
        if choice == Choice::Both {
            conflicts.push(Difference {
                place: DifferencePlace::Entry(path),
                before: words(theirs),
                after: words(ours),
            });
        }
        return (if choice == Choice::Theirs { theirs } else { ours }.clone(), choice);
    }
    let mut merged = ours.clone();
    let mut is_theirs = ours != theirs;
    for (index, ((at, own), (_, other))) in own.into_iter().zip(of_theirs).enumerate() {
        let raw = |list: &Vec<(At, &Entry)>| list.get(index).map_or(String::new(), |(_, entry)| entry.raw.clone());
        match choose(of_known.iter().map(raw), &own.raw, &other.raw) {
            Choice::Ours => is_theirs &= own.raw == other.raw,
            Choice::Theirs => put(&mut merged, at, other.raw.clone()),
            Choice::Both => {
                is_theirs = false;
                let place = DifferencePlace::Entry(EntryPath { field: path.field, row: at.0, column: at.1 });
                conflicts.push(Difference { place, before: other.raw.clone(), after: own.raw.clone() });
            }
        }
    }
    (merged, if is_theirs { Choice::Theirs } else { Choice::Ours })
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
    use crate::report::ids::FieldId;
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
        // They added a row and we changed a cell: one thing. They alone added one: it stands.
        let longer = of("1", &[["p", "q"], ["r", "s"], ["t", "u"]]);
        let whole = vec![pair("p | q / r | s / t | u", "p | Q / r | s")];
        assert_eq!(told(&ours, &longer, &[&base]), ("2; p | Q / r | s".to_owned(), whole));
        let only_a = of("2", &[["p", "q"], ["r", "s"]]);
        assert_eq!(told(&only_a, &longer, &[&base]), ("2; p | q / r | s / t | u".to_owned(), vec![]));
        // What they have of a text that we had saved meanwhile is no change of theirs.
        let later = of("22", &[["p", "q"], ["r", "s"]]);
        assert_eq!(told(&later, &only_a, &[&base, &only_a]), ("22; p | q / r | s".to_owned(), vec![]));
        // The same on both sides is no conflict.
        assert_eq!(told(&only_a, &only_a, &[&base]).1, vec![]);
    }
}
