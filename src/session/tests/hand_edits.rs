//! What was written by hand belongs to its row or line, wherever that goes.

use super::*;
use crate::document::Edit;
use crate::report::answers::Edited;
use crate::report::ids::BlockId;
use crate::report::merge::merge;
use crate::report::paragraph_names::has_place;
use rows::RowAction;

mod every_block;

/// What stands in place of a paragraph.
const BY_HAND: &str = "Viết bằng tay.";

/// The paragraphs of a block, and whether each was written by hand.
fn paragraphs(document: &Document, block: &str) -> Vec<(String, Edit)> {
    let ends: &[char] = &['.', ';'];
    let own = document.body.iter().filter(|one| one.id.as_ref().is_some_and(|id| id.block() == block) && !one.pending);
    own.map(|one| (one.text().trim_end_matches(ends).to_owned(), one.edit)).collect()
}

fn of_hand(session: &Session) -> Vec<&Diagnostic> {
    session.diagnostics.iter().filter(|found| found.message.contains("viết tay")).collect()
}

fn opened_again(session: &Session) -> Session {
    let definition = &session.definition;
    let mut file = AnswersFile::new(definition, session.answers.period(definition));
    file.update(definition, &session.answers, None).expect("it can be written");
    let contents = AnswersFile::read(file.text(), definition, 2026).expect("it can be read");
    assert_eq!(contents.answers.edited, session.answers.edited);
    Session::new(Rc::clone(definition), contents.answers, None, today(), Language::Vi, false)
}

/// A general report with these recommendations.
fn recommendations(texts: &[&str]) -> (Session, FieldId) {
    let definition = Library::new(None).load("bao-cao-chung").expect("built in");
    let field = definition.field("kien_nghi").expect("a table");
    let mut answers = Answers::new(&definition, 2026);
    let asked = definition.field("co_kien_nghi").expect("a question");
    answers.set(&definition, EntryPath::field(asked), "có".to_owned());
    answers.replace(field, Answer::Rows(vec![Answers::blank_row(&definition, field); texts.len()]));
    for (row, text) in texts.iter().enumerate() {
        for (column, raw) in [(0, "UBND tỉnh"), (1, *text)] {
            answers.set(&definition, EntryPath::cell(field, row, column), raw.to_owned());
        }
    }
    (Session::new(Rc::new(definition), answers, None, today(), Language::Vi, false), field)
}

fn write(answers: &mut Answers, id: &str, text: &str) {
    let edited = Edited { text: text.to_owned(), replaces: "Câu cũ.".to_owned() };
    answers.edited.insert(BlockId::new(id), edited);
}

#[test]
fn what_has_no_row_stays_so_and_is_told() {
    let (session, field) = recommendations(&["giao đất"]);
    let mut answers = session.answers.clone();
    write(&mut answers, "kien-nghi#2", "Chữ không có dòng.");
    let mut session = Session::new(Rc::clone(&session.definition), answers, None, today(), Language::Vi, false);
    let told = |session: &Session| {
        assert_eq!(
            paragraphs(&session.document, "kien-nghi").iter().filter(|(_, edit)| *edit != Edit::Generated).count(),
            0
        );
        let found = of_hand(session);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].severity, found[0].path), (Severity::Warning, EntryPath::field(field)));
        assert!(found[0].message.contains("dòng của nó không còn") && found[0].message.contains("Chữ không có dòng."));
    };
    told(&session);
    session.go(Focus::Entry(EntryPath::cell(field, 0, 0)));
    for action in
        [RowAction::Add, RowAction::Copy, RowAction::Delete, RowAction::Delete, RowAction::Up, RowAction::Copy]
    {
        assert!(rows::change(&mut session, action));
        session.refresh();
        told(&session);
        told(&opened_again(&session));
    }
}

#[test]
fn a_paragraph_that_does_not_stand_with_these_answers_is_told_and_comes_back() {
    let (mut session, field) = recommendations(&["giao đất"]);
    let block = session.document.block(&BlockId::of_row("kien-nghi", 0, None)).cloned().expect("a paragraph");
    session.edit_block(&block, Some(BY_HAND.to_owned()));
    for (raw, count) in [("", 1), ("giao đất", 0)] {
        for column in 0..2 {
            let raw = if column == 0 && !raw.is_empty() { "UBND tỉnh" } else { raw };
            session.set(EntryPath::cell(field, 0, column), raw.to_owned());
        }
        session.refresh();
        assert_eq!(of_hand(&session).len(), count, "{:?}", of_hand(&session));
    }
    assert_eq!(paragraphs(&session.document, "kien-nghi").len(), 1);
}

#[test]
fn the_changes_of_two_leave_what_was_written_by_hand_with_its_row() {
    let (base, field) = recommendations(&["giao đất", "mở lớp", "cấp sách"]);
    let text_of = |session: &Session| -> Vec<String> {
        paragraphs(&session.document, "kien-nghi").into_iter().map(|(text, _)| text).collect()
    };
    let opened = |answers: &Answers| {
        Session::new(Rc::clone(&base.definition), answers.clone(), None, today(), Language::Vi, false)
    };
    let merged = |ours: &Answers, theirs: &Answers| {
        let merged = merge(&base.definition, &[&base.answers], ours, theirs);
        assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
        opened(&merged.answers)
    };
    let mut ours = opened(&base.answers);
    let block = ours.document.block(&BlockId::of_row("kien-nghi", 1, None)).cloned().expect("a paragraph");
    ours.edit_block(&block, Some(BY_HAND.to_owned()));
    let mut theirs = opened(&base.answers);
    theirs.go(Focus::Entry(EntryPath::cell(field, 0, 0)));
    assert!(rows::change(&mut theirs, RowAction::Delete));
    let said = text_of(&base);
    for both in [merged(&ours.answers, &theirs.answers), merged(&theirs.answers, &ours.answers)] {
        assert_eq!(text_of(&both), [BY_HAND.trim_end_matches('.'), &said[2]]);
        assert!(of_hand(&both).is_empty());
    }
    // They deleted the row that we wrote on: the words are kept, and told.
    let mut theirs = opened(&base.answers);
    theirs.go(Focus::Entry(EntryPath::cell(field, 1, 0)));
    assert!(rows::change(&mut theirs, RowAction::Delete));
    for both in [merged(&ours.answers, &theirs.answers), merged(&theirs.answers, &ours.answers)] {
        assert_eq!(text_of(&both), [&*said[0], &said[2]]);
        assert_eq!(of_hand(&both).len(), 1);
        assert!(of_hand(&both)[0].message.contains(BY_HAND));
    }
}

#[test]
fn the_changes_of_two_leave_a_footnote_on_its_paragraph() {
    let (base, field) = recommendations(&["giao đất", "mở lớp", "cấp sách"]);
    let notes = base.definition.notes().expect("footnotes");
    let opened = |answers: &Answers| {
        Session::new(Rc::clone(&base.definition), answers.clone(), None, today(), Language::Vi, false)
    };
    let hung = |answers: &Answers| answers.raw(EntryPath::cell(notes, 0, 0)).to_owned();
    let mut with_note = opened(&base.answers);
    assert!(rows::add_footnote(&mut with_note, Some(&BlockId::of_row("kien-nghi", 1, None))));
    with_note.set(EntryPath::cell(notes, 0, 1), "Theo sổ.".to_owned());
    // The row before it is deleted, or that of its paragraph: then it hangs on none, not on another.
    for (row, place) in [(0, Some("kien-nghi#1")), (1, None)] {
        let mut fewer = opened(&base.answers);
        fewer.go(Focus::Entry(EntryPath::cell(field, row, 0)));
        assert!(rows::change(&mut fewer, RowAction::Delete));
        for (ours, theirs) in [(&with_note, &fewer), (&fewer, &with_note)] {
            let merged = merge(&base.definition, &[&base.answers], &ours.answers, &theirs.answers);
            assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
            assert_eq!(merged.answers.raw(EntryPath::cell(notes, 0, 1)), "Theo sổ.");
            let id = BlockId::new(hung(&merged.answers));
            match place {
                Some(place) => assert_eq!(id.as_str(), place),
                None => assert!(!has_place(&base.definition, &merged.answers, &id), "{id}"),
            }
        }
    }
}

#[test]
fn of_rows_that_say_the_same_the_one_that_is_moved_takes_its_words_along() {
    let (mut session, field) = recommendations(&["giao đất", "giao đất"]);
    let block = session.document.block(&BlockId::of_row("kien-nghi", 0, None)).cloned().expect("a paragraph");
    session.edit_block(&block, Some(BY_HAND.to_owned()));
    session.go(Focus::Entry(EntryPath::cell(field, 0, 0)));
    let edits = |session: &mut Session| {
        session.refresh();
        paragraphs(&session.document, "kien-nghi").into_iter().map(|(_, edit)| edit).collect::<Vec<_>>()
    };
    assert!(rows::change(&mut session, RowAction::Down));
    assert_eq!(edits(&mut session), [Edit::Generated, Edit::ByHand]);
    assert!(rows::change(&mut session, RowAction::Delete));
    assert_eq!(edits(&mut session), [Edit::Generated]);
    assert!(session.undo() && session.undo());
    assert_eq!(edits(&mut session), [Edit::ByHand, Edit::Generated]);
}
