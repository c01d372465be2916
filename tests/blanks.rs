//! A blank answer leaves no trace in the text, whichever answers are given and whichever not.

use baocao::document::compose::compose;
use baocao::document::{Block, Document, Role, Run};
use baocao::export::plain_text;
use baocao::report::answers::{Answer, Answers, EntryPath, field_at};
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::report::field::{Field, Kind, Shape};
use baocao::report::ids::FieldId;
use baocao::report::period::Period;
use baocao::store::library::Library;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use crate::play::TODAY;

/// Rows of a table at most.
const ROWS: usize = 3;

/// A given answer for each kind; `pick` chooses among the plausible ones.
fn plausible(field: &Field, pick: usize) -> String {
    let of = |list: &[&str]| list[pick % list.len()].to_owned();
    match &field.kind {
        Kind::Text => of(&["tập huấn kỹ năng", "Nhà văn hóa xã", "Thôn Gò Trám", "quà (xe đạp)"]),
        Kind::LongText => of(&["Một đoạn viết thêm.", "Đoạn đầu.\nĐoạn sau không có dấu chấm"]),
        Kind::List => of(&["Sở Y tế", "một việc\nviệc nữa", "Việc một.\nViệc hai.\nViệc ba."]),
        Kind::Number { .. } => of(&["12", "0", "1", "hơn 300", "-", "2.615"]),
        Kind::Ratio { .. } => of(&["7/8", "8/8", "0/8", "0/0"]),
        Kind::Money => of(&["14 triệu", "0", "1.500.000"]),
        Kind::Date => of(&["31/5", "5/7/2026"]),
        Kind::DateRange => of(&["1/6 - 30/6", "15/5 - 30/6/2026"]),
        Kind::Period(granularity) => Period::of(TODAY, *granularity).words(),
        Kind::YesNo => pick.is_multiple_of(2).to_string(),
        Kind::Choice(options) if options.list.is_empty() || (options.other && pick % 4 == 3) => {
            "một nơi khác".to_owned()
        }
        Kind::Choice(options) => options.list[pick % options.list.len()].id.clone(),
        Kind::Several(options) => {
            let chosen = options.list.iter().enumerate().filter(|(i, _)| (pick + 1) >> (i % 7) & 1 == 1);
            chosen.map(|(_, option)| option.id.as_str()).collect::<Vec<_>>().join("\n")
        }
        Kind::Percent { .. }
        | Kind::Citation
        | Kind::Citations
        | Kind::Rows { .. }
        | Kind::Recipients
        | Kind::Signature => String::new(),
    }
}

/// Every entry that a report of this type may have. Its place in the list never changes, so that
/// a case shrinks to the few answers that matter.
fn places(definition: &Definition) -> Vec<EntryPath> {
    let of_field = |(index, field): (FieldId, &Field)| -> Vec<EntryPath> {
        let columns = 0..field.columns.len();
        match field.shape() {
            Shape::One => vec![EntryPath::field(index)],
            Shape::Group => columns.map(|column| EntryPath::part(index, column)).collect(),
            Shape::Rows => {
                (0..ROWS).flat_map(|row| columns.clone().map(move |c| EntryPath::cell(index, row, c))).collect()
            }
        }
    };
    definition.fields.with_ids().filter(|(_, field)| field.is_typed()).flat_map(of_field).collect()
}

/// Answers from picks: 0 leaves an entry blank; a table has as many rows as have an entry.
fn answers(definition: &Definition, places: &[EntryPath], picks: &[u8]) -> Answers {
    let mut answers = Answers::new(definition, TODAY.year());
    let given = || places.iter().zip(picks).filter(|(_, pick)| **pick > 0);
    for (path, _) in given() {
        if let Some(row) = path.row
            && answers.rows(path.field).len() <= row
        {
            let rows = vec![Answers::blank_row(definition, path.field); row + 1];
            answers.replace(path.field, Answer::Rows(rows));
        }
    }
    for (path, pick) in given() {
        if let Some(field) = field_at(definition, *path) {
            answers.set(definition, *path, plausible(field, usize::from(*pick - 1)));
        }
    }
    answers
}

/// What a missing answer may leave behind when a sentence is put together carelessly.
const TRACES: [&str; 18] =
    ["  ", " ,", " .", " ;", " :", " )", "( ", "()", "[]", "[ ", ",,", ";;", ",.", ";.", ",;", ":.", "[thiếu", "“”"];

fn trace_in(text: &str) -> Option<&'static str> {
    let dots = text.replace("...", "").replace("v.v..", "").contains("..").then_some("..");
    TRACES.iter().find(|trace| text.contains(**trace)).copied().or(dots)
}

/// The text of a block, or of each cell of its table.
fn texts(block: &Block) -> Vec<String> {
    let cell = |runs: &Vec<Run>| runs.iter().map(|r| r.text.as_str()).collect();
    match &block.table {
        Some(table) => table.rows.iter().flatten().map(cell).collect(),
        None => vec![block.text()],
    }
}

fn check(definition: &Definition, places: &[EntryPath], picks: &[u8]) -> Result<(), TestCaseError> {
    let answers = answers(definition, places, picks);
    let told = || {
        let given = places.iter().filter(|path| !answers.raw(**path).is_empty());
        let name = |path: &EntryPath| {
            let field = &definition[path.field];
            let column = path.column.map_or(String::new(), |c| format!(".{}", field.columns[c].id));
            let row = path.row.map_or(String::new(), |r| format!("[{r}]"));
            format!("  {}{row}{column} = {:?}", field.id, answers.raw(*path))
        };
        format!("{} with\n{}", definition.id, given.map(name).collect::<Vec<_>>().join("\n"))
    };
    let evaluation = Evaluation::of(definition, &answers, TODAY);
    let mut document = compose(definition, &answers, &evaluation);
    // What asks for an answer says so on purpose.
    let Document { head_left, head_right, title, body, recipients, signature, notes, appendices, .. } = &mut document;
    for blocks in [head_left, head_right, title, body, recipients, signature, notes, appendices] {
        blocks.retain(|block| !block.pending && !texts(block).iter().any(|text| text.contains("[thiếu: ")));
    }
    // The number and the date of issue are gaps on purpose, in the reference of an appendix too.
    for block in
        document.blocks().filter(|b| !matches!(b.role, Role::Number | Role::PlaceDate | Role::AppendixReference))
    {
        for text in texts(block) {
            if let Some(trace) = trace_in(&text) {
                return Err(TestCaseError::fail(format!("{trace:?} in “{text}” of {}", told())));
            }
            if text != text.trim() {
                return Err(TestCaseError::fail(format!("a space at an end of “{text}” of {}", told())));
            }
        }
    }
    let text = plain_text(&document, 80);
    for line in text.lines() {
        // The columns of the head and of tables are set with blanks.
        if let Some(trace) = trace_in(&line.split_whitespace().collect::<Vec<_>>().join(" ")) {
            return Err(TestCaseError::fail(format!("{trace:?} in the line “{line}” of {}", told())));
        }
    }
    Ok(())
}

#[test]
fn a_blank_answer_leaves_no_trace_in_the_text() {
    let library = Library::new(None);
    let mut failures = Vec::new();
    for entry in library.list() {
        let definition = library.load(&entry.id).expect("a built-in type loads");
        let places = places(&definition);
        let pick = prop_oneof![3 => Just(0_u8), 2 => 1_u8..=12];
        let sparse = prop_oneof![12 => Just(0_u8), 1 => 1_u8..=12];
        let picks = prop_oneof![
            3 => prop::collection::vec(pick, places.len()),
            2 => prop::collection::vec(sparse, places.len()),
        ];
        let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(100);
        let config =
            ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 4000, ..ProptestConfig::default() };
        let result = TestRunner::new(config).run(&picks, |picks| check(&definition, &places, &picks));
        if let Err(proptest::test_runner::TestError::Fail(why, _)) = result {
            failures.push(why.to_string());
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
