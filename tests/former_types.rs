//! The types say what they said before their helper fields and pairs of wordings went: the documents of
//! the same answers, however much of them is missing, and what was written by hand on any paragraph.

use std::collections::BTreeSet;
use std::fs;

use baocao::document::compose::{Pending, compose};
use baocao::document::{Block, Document, Edit, Role, Run};
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

/// What a preview called missing by the name of a helper, and now by that of the field that is asked.
const HELPERS: [(&str, &str); 5] = [
    ("[thiếu: gọi đơn vị trực thuộc là]", "[thiếu: gọi cấp dưới là]"),
    ("[thiếu: tên phần quà không đếm]", "[thiếu: loại]"),
    ("[thiếu: chưa có số liệu]", "[thiếu: thực hiện trong kỳ]"),
    ("[thiếu: đơn vị chưa có", "[thiếu: đơn vị trực thuộc chưa có"),
    ("[thiếu: đơn vị được kiểm tra]", "[thiếu: đơn vị trực thuộc được kiểm tra]"),
];

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

/// What was typed, typed into the fields of the same names of another type.
fn carried(from: &Definition, answers: &Answers, to: &Definition) -> Answers {
    let mut carried = Answers::new(to, answers.year);
    for (index, field) in from.fields.with_ids() {
        let Some(target) = to.field(&field.id) else { panic!("{} is gone", field.id) };
        let column = |at: usize| to[target].column(&field.columns[at].id).expect("a column");
        match answers.answer(index) {
            Answer::One(entry) => carried.set(to, EntryPath::field(target), entry.raw.clone()),
            Answer::Group(entries) => {
                for (at, entry) in entries.iter().enumerate() {
                    carried.set(to, EntryPath::part(target, column(at)), entry.raw.clone());
                }
            }
            Answer::Rows(rows) => {
                carried.replace(target, Answer::Rows(vec![Answers::blank_row(to, target); rows.len()]));
                for (row, entries) in rows.iter().enumerate() {
                    for (at, entry) in entries.iter().enumerate() {
                        carried.set(to, EntryPath::cell(target, row, column(at)), entry.raw.clone());
                    }
                }
            }
        }
    }
    carried
}

fn composed(definition: &Definition, answers: &Answers, pending: Pending) -> Document {
    compose(definition, answers, &Evaluation::of(definition, answers, today()), pending)
}

/// All that exports know of a block, run by run.
fn told(block: &Block) -> String {
    let runs =
        |runs: &[Run]| runs.iter().map(|run| format!("{:?} {:?}", run.kind, run.text)).collect::<Vec<_>>().join(" | ");
    let rows = block.table.iter().flat_map(|table| &table.rows).flatten().map(|cell| runs(cell));
    format!("{:?} {} {}\n{}", block.role, block.number, runs(&block.runs), rows.collect::<Vec<_>>().join("\n"))
}

#[test]
fn the_documents_are_those_of_the_types_as_they_were_run_by_run() {
    for type_id in TYPES {
        let (then, mut now) = (former(type_id), built_in(type_id));
        // Labels had no word for the units of a level.
        now.units = None;
        for mut pair in pairs(type_id, &then, &now) {
            // Footnotes on paragraphs that are one now are for the test below.
            for (definition, answers) in [(&then, &mut pair.former), (&now, &mut pair.now)] {
                answers.replace(notes(definition), Answer::Rows(Vec::new()));
            }
            let [old, new] = [(&then, &pair.former), (&now, &pair.now)].map(|(definition, answers)| {
                composed(definition, answers, Pending::Omit).blocks().map(told).collect::<Vec<_>>()
            });
            let differs = old.iter().zip(&new).find(|(old, new)| old != new);
            assert!(differs.is_none() && old.len() == new.len(), "{type_id}: {differs:#?}");
            let [old, new] = [(&then, &pair.former), (&now, &pair.now)].map(|(definition, answers)| {
                let document = composed(definition, answers, Pending::Show);
                document.blocks().map(|block| (block.pending, block.text())).collect::<Vec<_>>()
            });
            let asked = |(pending, text): &(bool, String)| {
                let text = HELPERS.iter().fold(text.clone(), |text, (helper, field)| text.replace(helper, field));
                (*pending, text)
            };
            let old: Vec<_> = old.iter().map(asked).collect();
            let differs = old.iter().zip(&new).find(|(old, new)| old != new);
            assert!(differs.is_none() && old.len() == new.len(), "{type_id}: {differs:#?}");
        }
    }
}

#[test]
fn what_a_person_can_be_asked_is_what_it_was() {
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
        assert_eq!(asked(&former(type_id)), asked(&built_in(type_id)), "{type_id}");
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
            for block in composed(&then, &pair.former, Pending::Omit).blocks() {
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
                let document = composed(&now, &answers, Pending::Omit);
                let edited: Vec<&Block> = document.blocks().filter(|block| block.edit == Edit::ByHand).collect();
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
