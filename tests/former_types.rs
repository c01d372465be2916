//! The types say what they said before their helper fields and pairs of wordings went: the documents of
//! the same answers, however much of them is missing, and what was written by hand on any paragraph.

use std::collections::BTreeSet;
use std::fs;

use baocao::document::compose::compose;
use baocao::document::{Block, Document, Edit, Role};
use baocao::report::answers::{Answer, Answers, Edited, EntryPath};
use baocao::report::definition::{BodyRole, Definition};
use baocao::report::evaluation::Evaluation;
use baocao::report::ids::FieldId;

use crate::authors::former;
use crate::filled;
use crate::sample::{built_in, open, today};
use crate::types::{Chance, spoilt};

const TYPES: [&str; 3] = ["thang-hanh-dong-vi-tre-em", "tre-em-dinh-ky", "bao-cao-chung"];

/// Each filled report is taken so often, with other answers missing, zero or not counted each time.
const TIMES: usize = 25;

/// The same answers to the type as it was, and as it is.
struct Pair {
    former: Answers,
    now: Answers,
}

/// Every filled report and example of a type, whole and in many ways not.
fn pairs(type_id: &str, then: &Definition, now: &Definition) -> Vec<Pair> {
    let filled = filled::all().into_iter().filter(|filled| filled.type_id == type_id);
    let texts = filled.map(|filled| fs::read_to_string(filled.path).expect("read"));
    let texts: Vec<String> = texts.chain(now.examples.iter().map(|example| example.answers.clone())).collect();
    assert!(texts.len() > 3, "{type_id}");
    let mut chance = Chance(13);
    let mut list = Vec::new();
    for text in texts {
        let whole = open(now, &text);
        list.push(Pair { former: carried(now, &whole, then), now: whole.clone() });
        for _ in 0..TIMES {
            let some = spoilt(now, &whole, &mut chance);
            list.push(Pair { former: carried(now, &some, then), now: some });
        }
    }
    list
}

/// Sums that are no longer said where a row lacks its figure.
const SUMS: [&str; 1] = ["kham-tong"];

/// Fields that the former types do not have.
const SINCE: [&str; 9] = [
    "nguyen_nhan",
    "dac_diem_them",
    "hoat_dong_khac",
    "ket_qua_chung",
    "ket_qua_khac",
    "bao_ve_them",
    "tro_giup_them",
    "kiem_tra_them",
    "kinh_phi_them",
];

/// What was typed, typed into the fields of the same names of another type.
fn carried(from: &Definition, answers: &Answers, to: &Definition) -> Answers {
    let mut carried = Answers::new(to, answers.year);
    for (index, field) in from.fields.with_ids() {
        let target = match to.field(&field.id) {
            Some(target) => target,
            // What is computed need not be in a file, and what has come to be since is in none.
            None if field.hidden || SINCE.contains(&field.id.as_str()) => continue,
            None => panic!("{} is gone", field.id),
        };
        // A column that has come to be since was not asked then.
        let column = |at: usize| to[target].column(&field.columns[at].id);
        match answers.answer(index) {
            Answer::One(entry) => carried.set(to, EntryPath::field(target), entry.raw.clone()),
            Answer::Group(entries) => {
                for (at, entry) in entries.iter().enumerate() {
                    let column = column(at).expect("a part");
                    carried.set(to, EntryPath::part(target, column), entry.raw.clone());
                }
            }
            Answer::Rows(rows) => {
                carried.replace(target, Answer::Rows(vec![Answers::blank_row(to, target); rows.len()]));
                for (row, entries) in rows.iter().enumerate() {
                    for (at, entry) in entries.iter().enumerate() {
                        if let Some(column) = column(at) {
                            carried.set(to, EntryPath::cell(target, row, column), entry.raw.clone());
                        }
                    }
                }
            }
        }
    }
    carried
}

fn composed(definition: &Definition, answers: &Answers) -> Document {
    compose(definition, answers, &Evaluation::of(definition, answers, today()))
}

#[test]
fn what_a_person_could_be_asked_is_still_asked() {
    for type_id in TYPES {
        let asked = |definition: &Definition| -> Vec<String> {
            let fields = definition.fields.iter().filter(|field| !field.hidden);
            let mut asked: Vec<String> = fields
                .flat_map(|field| {
                    let columns = field.columns.iter().filter(|column| !column.hidden);
                    let columns = columns.map(|column| format!("{}.{}", field.id, column.id));
                    std::iter::once(field.id.clone()).chain(columns)
                })
                .collect();
            // In which order is another matter.
            asked.sort();
            asked
        };
        let now = asked(&built_in(type_id));
        let gone: Vec<String> = asked(&former(type_id)).into_iter().filter(|name| !now.contains(name)).collect();
        assert!(gone.is_empty(), "{type_id}: {gone:?}");
    }
}

fn notes(definition: &Definition) -> FieldId {
    definition.closing.as_ref().and_then(|closing| closing.notes).expect("footnotes")
}

/// Paragraphs that only ask for an answer: nothing is written on them.
const ASKING: [&str; 4] = ["chi-tieu-thieu", "han-che-thieu", "muc-thieu", "nhiem-vu-thieu"];

#[test]
fn what_was_written_by_hand_on_any_paragraph_opens_on_the_one_that_says_it_now() {
    for type_id in TYPES {
        let (then, now) = (former(type_id), built_in(type_id));
        let mut waiting: BTreeSet<&str> = then
            .body
            .iter()
            .filter(|block| !matches!(block.role, BodyRole::Heading(_) | BodyRole::Table))
            .filter(|block| !ASKING.contains(&block.id.as_str()))
            .map(|block| block.id.as_str())
            .collect();
        let notes = notes(&now);
        for pair in pairs(type_id, &then, &now) {
            for block in composed(&then, &pair.former).blocks().filter(|block| !block.pending) {
                let Some(name) = block.id.as_ref().filter(|name| waiting.remove(name.block())) else { continue };
                let id = name.block();
                let mut answers = pair.now.clone();
                // The mark at the end of a căn cứ depends on whether it is the last: it comes after.
                let ends: &[char] = if block.role == Role::Basis { &[';', '.'] } else { &[] };
                let replaces = block.text().trim_end_matches(ends).to_owned();
                let by_hand = Edited { text: "Câu viết tay.".to_owned(), replaces };
                answers.edited.insert(name.clone(), by_hand);
                answers.replace(notes, Answer::Rows(vec![Answers::blank_row(&now, notes)]));
                answers.set(&now, EntryPath::cell(notes, 0, 0), id.to_owned());
                answers.set(&now, EntryPath::cell(notes, 0, 1), "Cước chú thử".to_owned());
                let document = composed(&now, &answers);
                let edited: Vec<&Block> = document.blocks().filter(|block| block.edit != Edit::Generated).collect();
                if edited.is_empty() && SUMS.contains(&id) {
                    // Another report has all of its figures.
                    waiting.extend(SUMS.iter().find(|sum| **sum == id));
                    continue;
                }
                assert!(
                    edited.len() == 1 && edited[0].text().starts_with("Câu viết tay"),
                    "{type_id}: {name}: {edited:?}"
                );
                assert_eq!(edited[0].id, block.id, "it is kept where it was");
                let note = |block: &&Block| block.role == Role::Note && block.text() == "Cước chú thử.";
                assert_eq!(document.blocks().filter(note).count(), 1, "{type_id}: {id}");
            }
        }
        assert!(waiting.is_empty(), "{type_id}: no answers here make {waiting:?}");
        let gone = then.body.iter().filter(|block| now.block(&block.id).is_none()).map(|block| &block.id);
        assert_eq!(gone.collect::<Vec<_>>(), [] as [&String; 0], "{type_id}");
    }
}
