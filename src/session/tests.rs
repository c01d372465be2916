//! What a session shows after any changes is what its answers alone give.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::document::Block;
use crate::document::compose::compose;
use crate::document::compounds::Compounds;
use crate::report::field::{Kind, Shape};
use crate::report::prefill::fill;
use crate::store::answers_file::AnswersFile;
use crate::store::built_in::{BUILT_IN, EXAMPLES};
use crate::store::library::Library;

mod hand_edits;

const WIDTH: usize = 48;

fn today() -> Date {
    date(2026, 6, 20)
}

/// One change; the numbers choose among what is there.
#[derive(Debug, Clone)]
enum Step {
    Type {
        field: usize,
        row: usize,
        column: usize,
        text: usize,
    },
    AddRow(usize),
    RemoveRow(usize, usize),
    Undo,
    Redo,
    /// Writes a paragraph by hand, or gives it back.
    Write(usize, bool),
}

fn a_step() -> impl Strategy<Value = Step> {
    let n = || any::<prop::sample::Index>().prop_map(|index| index.index(1000));
    prop_oneof![
        12 => (n(), n(), n(), n()).prop_map(|(field, row, column, text)| Step::Type { field, row, column, text }),
        3 => n().prop_map(Step::AddRow),
        1 => (n(), n()).prop_map(|(field, row)| Step::RemoveRow(field, row)),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
        1 => (n(), any::<bool>()).prop_map(|(block, by_hand)| Step::Write(block, by_hand)),
    ]
}

/// Something that one might type into a field: right, wrong or nothing.
fn entry(field: &Field, number: usize) -> String {
    const TEXTS: [&str; 8] = ["", "Xã Bờ Y", "tám", "0", "12", "3/8", "2026-06-01", "về việc chăm sóc\ntrẻ em."];
    let options = match &field.kind {
        Kind::Choice(options) | Kind::Several(options) => &options.list[..],
        _ => &[],
    };
    let fitting = match field.kind {
        Kind::YesNo => ["có", "không"][number % 2],
        Kind::Number { .. } | Kind::Money => ["0", "7", "1.200"][number % 3],
        Kind::Ratio { .. } => ["8/8", "0/3", "5/6"][number % 3],
        Kind::Date => ["01/6", "30/6/2026", "2025-12-31"][number % 3],
        Kind::DateRange => "01/6 - 30/6",
        Kind::Period(_) => ["2026", "2025", "quý 2/2026", "6 tháng đầu năm 2026"][number % 4],
        Kind::Choice(_) | Kind::Several(_) => options.get(number % options.len().max(1)).map_or("", |o| o.id.as_str()),
        _ => TEXTS[number % TEXTS.len()],
    };
    // Every fourth entry is one that other kinds take.
    if number.is_multiple_of(4) { TEXTS[number / 4 % TEXTS.len()] } else { fitting }.to_owned()
}

/// A new report of the Action Month.
fn blank() -> Session {
    let definition = Library::new(None).load("thang-hanh-dong-vi-tre-em").expect("built in");
    let answers = Answers::new(&definition, 2026);
    Session::new(Rc::new(definition), answers, None, today(), Language::Vi, false)
}

fn rows_field(session: &Session, number: usize) -> Option<FieldId> {
    let fields = session.definition.fields.with_ids();
    let list: Vec<FieldId> = fields.filter(|(_, f)| f.shape() == Shape::Rows).map(|(id, _)| id).collect();
    list.get(number % list.len().max(1)).copied()
}

fn take(session: &mut Session, step: &Step) {
    let definition = Rc::clone(&session.definition);
    match *step {
        Step::Type { field, row, column, text } => {
            let ids: Vec<FieldId> = definition.fields.ids().collect();
            let id = ids[field % ids.len()];
            let field = &definition[id];
            let column = column % field.columns.len().max(1);
            let path = match (field.shape(), session.answers.rows(id).len()) {
                (Shape::One, _) => EntryPath::field(id),
                (Shape::Group, _) => EntryPath::part(id, column),
                (Shape::Rows, 0) => return,
                (Shape::Rows, rows) => EntryPath::cell(id, row % rows, column),
            };
            let kind = field_at(&definition, path).expect("a field");
            session.set(path, entry(kind, text));
        }
        Step::AddRow(number) => {
            if let Some(field) = rows_field(session, number) {
                let row = Answers::blank_row(&definition, field);
                session.change_rows(field, Focus::AddRow(field), |rows| rows.push((None, row)));
            }
        }
        Step::RemoveRow(number, row) => {
            if let Some(field) = rows_field(session, number) {
                session.change_rows(field, Focus::AddRow(field), |rows| {
                    if !rows.is_empty() {
                        rows.remove(row % rows.len());
                    }
                });
            }
        }
        Step::Undo => drop(session.undo()),
        Step::Redo => drop(session.redo()),
        Step::Write(number, by_hand) => {
            let blocks: Vec<Block> = session.document.body.iter().filter(|b| Session::can_edit(b)).cloned().collect();
            if let Some(block) = blocks.get(number % blocks.len().max(1)) {
                session.edit_block(block, by_hand.then(|| format!("Viết tay {number}.")));
            }
        }
    }
    session.refresh();
    session.lay_out(WIDTH);
}

/// Whether everything is as if it were made from nothing.
fn assert_fresh(session: &Session) {
    let (definition, answers) = (&session.definition, &session.answers);
    let evaluation = Evaluation::of(definition, answers, today());
    let entries = |evaluation: &Evaluation| evaluation.entries().collect::<Vec<_>>();
    assert_eq!(entries(&session.evaluation), entries(&evaluation));
    for (id, field) in definition.fields.with_ids() {
        let rows = answers.rows(id).len();
        let columns = || 0..field.columns.len();
        let cells = (0..rows).flat_map(|row| columns().map(move |column| EntryPath::cell(id, row, column)));
        for path in cells.chain(columns().map(|column| EntryPath::part(id, column))).chain([EntryPath::field(id)]) {
            assert_eq!(session.evaluation.value(answers, path), evaluation.value(answers, path), "{path:?}");
        }
        assert_eq!(session.evaluation.scope.lookup(&field.id), evaluation.scope.lookup(&field.id), "{}", field.id);
    }
    let proposals = Proposals::of(definition, answers, &evaluation, today());
    let document = match &proposals.taken {
        Some((answers, evaluation)) if !definition.is_document => compose(definition, answers, evaluation),
        _ => compose(definition, answers, &evaluation),
    };
    for (kept, fresh) in session.document.blocks().zip(document.blocks()) {
        assert_eq!(kept, fresh);
    }
    assert_eq!(session.document, document);
    let diagnostics = check(definition, answers, &evaluation, &document, Language::Vi);
    assert_eq!(session.diagnostics, diagnostics);
    assert_eq!(session.progress, session.count_progress());
    let mut layout = Layout::new(WIDTH, session.layout_options);
    let mut held = document.clone();
    Compounds::built_in().hold(&mut held);
    layout.update(&held);
    assert_eq!(session.layout.lines(), layout.lines());
}

/// The types, each blank and as its examples fill it in, and the sample.
fn beginnings() -> Vec<(Rc<Definition>, Answers)> {
    let library = Library::new(None);
    let mut list = Vec::new();
    for own in BUILT_IN {
        let definition = Rc::new(library.load(own.id).expect("a built-in type"));
        let mut blank = Answers::new(&definition, 2026);
        fill(&definition, &mut blank, None, today());
        list.push((Rc::clone(&definition), blank));
        for example in &definition.examples {
            let contents = AnswersFile::read(&example.answers, &definition, 2026).expect("an example");
            list.push((Rc::clone(&definition), contents.answers));
        }
    }
    for (_, text) in EXAMPLES {
        let opened = AnswersFile::open(text, &library, 2026).expect("a sample");
        list.push((Rc::new(opened.definition), opened.answers));
    }
    let office = library.office().expect("the office profile");
    let answers = Answers::new(&office, 2026);
    list.push((Rc::new(office), answers));
    list
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn what_is_carried_on_is_as_if_made_from_nothing(
        at in any::<prop::sample::Index>(),
        steps in prop::collection::vec(a_step(), 1..30),
    ) {
        thread_local!(static BEGINNINGS: Vec<(Rc<Definition>, Answers)> = beginnings());
        let (definition, answers) = BEGINNINGS.with(|list| at.get(list).clone());
        let mut session = Session::new(definition, answers, None, today(), Language::Vi, false);
        session.lay_out(WIDTH);
        assert_fresh(&session);
        for step in &steps {
            take(&mut session, step);
            assert_fresh(&session);
        }
    }
}

#[test]
fn moves_in_a_long_table_take_little_and_are_all_taken_back() {
    let mut session = blank();
    let field = rows_field(&session, 0).expect("a table");
    let row = |number: usize| {
        let mut row = Answers::blank_row(&session.definition, field);
        row[0].raw = format!("dòng {number}");
        row
    };
    let rows: Vec<_> = (0..500).map(row).collect();
    session.change_rows(field, Focus::AddRow(field), |all| *all = rows.into_iter().map(|row| (None, row)).collect());
    let before = session.history.memory();
    let start = session.answers.shared(field);
    session.focus = Focus::Entry(EntryPath::cell(field, 300, 0));
    for _ in 0..200 {
        assert!(rows::change(&mut session, rows::RowAction::Up));
    }
    let taken = session.history.memory() - before;
    assert!(taken < 200_000, "a move is stored as a move: {taken} bytes for 200");
    for _ in 0..200 {
        assert!(session.undo());
    }
    assert!(session.answers.shared(field) == start);
}

#[test]
fn undo_takes_no_more_than_its_share_of_the_memory_and_the_last_step_is_there() {
    let mut session = blank();
    let field = rows_field(&session, 0).expect("a table");
    for number in 0..40 {
        let mut row = Answers::blank_row(&session.definition, field);
        session.change_rows(field, Focus::AddRow(field), |rows| {
            row[0].raw = format!("{number} ").repeat(300_000);
            *rows = vec![(None, row)];
        });
        assert!(session.history.memory() <= 16_000_000, "{number}: {}", session.history.memory());
    }
    assert!(session.undo());
    assert!(session.answers.rows(field)[0][0].raw.starts_with("38 "));
}
