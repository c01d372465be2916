//! What was written by hand belongs to its row or line, wherever that goes.

use super::*;
use crate::document::Edit;
use crate::report::answers::Edited;
use crate::report::definition::{BodyBlock, BodyRole};
use crate::report::hand_edits::has_place;
use crate::report::ids::BlockId;
use crate::report::merge::merge;
use rows::RowAction;

/// What stands in place of a paragraph.
const BY_HAND: &str = "Viết bằng tay.";

/// Where the things stand that a block is repeated for.
#[derive(Debug, Clone, Copy)]
enum Place {
    Rows(FieldId),
    Lines(EntryPath),
}

/// A report with three rows or lines for a block, and what the block says of each of them and of a fourth.
struct Case {
    session: Session,
    block: String,
    place: Place,
    said: Vec<String>,
}

/// An entry that is told from those of other rows.
fn distinct(field: &Field, number: usize) -> String {
    let option = |list: &[crate::report::field::Choice]| {
        list.get(number % list.len().max(1)).map_or_else(|| format!("loại {number}"), |option| option.id.clone())
    };
    match &field.kind {
        Kind::Text | Kind::LongText | Kind::List => format!("chữ {}", ["một", "hai", "ba", "bốn"][number]),
        Kind::Number { .. } => ((number + 2) * 11).to_string(),
        Kind::Money => format!("{} triệu", number + 3),
        Kind::Ratio { .. } => format!("{}/9", number + 1),
        Kind::Date => format!("{}/6", number + 1),
        Kind::DateRange => format!("{}/6 - 30/6", number + 1),
        Kind::Choice(options) | Kind::Several(options) => option(&options.list),
        Kind::YesNo => "true".to_owned(),
        _ => String::new(),
    }
}

/// Puts so many rows or lines where they belong.
fn fill_in(definition: &Definition, answers: &mut Answers, place: Place, count: usize) {
    match place {
        Place::Rows(field) => {
            answers.replace(field, Answer::Rows(vec![Answers::blank_row(definition, field); count]));
            for row in 0..count {
                fill_row(definition, answers, field, row, row);
            }
        }
        Place::Lines(path) => {
            let field = field_at(definition, path).expect("a field");
            let lines: Vec<String> = (0..count).map(|number| distinct(field, number)).collect();
            answers.set(definition, path, lines.join("\n"));
        }
    }
}

fn fill_row(definition: &Definition, answers: &mut Answers, field: FieldId, row: usize, number: usize) {
    for (column, kind) in definition[field].columns.iter().enumerate() {
        answers.set(definition, EntryPath::cell(field, row, column), distinct(kind, number));
    }
}

/// The paragraphs of a block, and whether each was written by hand.
fn paragraphs(document: &Document, block: &str) -> Vec<(String, Edit)> {
    let ends: &[char] = &['.', ';'];
    let own = document.body.iter().filter(|one| one.id.as_ref().is_some_and(|id| id.block() == block) && !one.pending);
    own.map(|one| (one.text().trim_end_matches(ends).to_owned(), one.edit)).collect()
}

fn of_hand(session: &Session) -> Vec<&Diagnostic> {
    session.diagnostics.iter().filter(|found| found.message.contains("viết tay")).collect()
}

/// The cases of a block, made from the first beginning of its type in which it stands.
fn cases_of(beginnings: &[(Rc<Definition>, Answers)], body: &BodyBlock, field: FieldId) -> Vec<Case> {
    let places = match (beginnings[0].0[field].shape(), body.items) {
        (Shape::Rows, Some(column)) => vec![Place::Rows(field), Place::Lines(EntryPath::cell(field, 0, column))],
        (Shape::Rows, None) => vec![Place::Rows(field)],
        _ => vec![Place::Lines(EntryPath::field(field))],
    };
    let case = |place| {
        let made = beginnings.iter().find_map(|(definition, answers)| {
            let mut answers = answers.clone();
            let mut said = Vec::new();
            for count in [4, 3] {
                if let Place::Lines(EntryPath { field, row: Some(_), .. }) = place {
                    fill_in(definition, &mut answers, Place::Rows(field), 1);
                }
                fill_in(definition, &mut answers, place, count);
                let evaluation = Evaluation::of(definition, &answers, today());
                let document = compose(definition, &answers, &evaluation);
                let texts: BTreeSet<String> =
                    paragraphs(&document, &body.id).into_iter().map(|(text, _)| text).collect();
                if texts.len() != count {
                    return None;
                }
                if count == 4 {
                    said = paragraphs(&document, &body.id).into_iter().map(|(text, _)| text).collect();
                }
            }
            let session = Session::new(Rc::clone(definition), answers, None, today(), Language::Vi, false);
            Some(Case { session, block: body.id.clone(), place, said })
        });
        made.unwrap_or_else(|| panic!("{} stands nowhere three times", body.id))
    };
    places.into_iter().map(case).collect()
}

/// A case for each place of each repeated paragraph of the built-in types.
fn cases() -> Vec<Case> {
    let all = beginnings();
    let mut list = Vec::new();
    for own in BUILT_IN {
        let of_type: Vec<_> = all.iter().filter(|(definition, _)| definition.id == own.id).cloned().collect();
        let definition = Rc::clone(&of_type[0].0);
        for body in &definition.body {
            if let (Some(field), false) = (body.each, matches!(body.role, BodyRole::Heading(_) | BodyRole::Table)) {
                list.extend(cases_of(&of_type, body, field));
            }
        }
    }
    assert!(list.len() > 40, "{}", list.len());
    list
}

/// What is done to the row or line with the paragraph written by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Do {
    InsertAbove,
    MoveDown,
    MoveUp,
    Delete,
    DeleteAbove,
    Copy,
    Retype,
}

const DONE: [Do; 7] = [Do::InsertAbove, Do::MoveDown, Do::MoveUp, Do::Delete, Do::DeleteAbove, Do::Copy, Do::Retype];

/// Changes the rows; false where the action makes no sense there.
fn change_rows(session: &mut Session, field: FieldId, row: usize, what: Do) -> bool {
    let at = |row| Focus::Entry(EntryPath::cell(field, row, 0));
    let mut act = |row, action| {
        session.go(at(row));
        assert!(rows::change(session, action));
        session.refresh();
    };
    match what {
        Do::InsertAbove => {
            act(row, RowAction::Add);
            act(row + 1, RowAction::Up);
        }
        Do::MoveDown => act(row, RowAction::Down),
        Do::MoveUp => act(row, RowAction::Up),
        Do::Delete => act(row, RowAction::Delete),
        Do::DeleteAbove => act(row - 1, RowAction::Delete),
        Do::Copy => act(row, RowAction::Copy),
        Do::Retype => {}
    }
    if matches!(what, Do::InsertAbove | Do::Retype) {
        let definition = Rc::clone(&session.definition);
        for (column, kind) in definition[field].columns.iter().enumerate() {
            session.set(EntryPath::cell(field, row, column), distinct(kind, 3));
            session.refresh();
        }
    }
    true
}

/// Changes the lines of a text, letter by letter where a person would.
fn change_lines(session: &mut Session, path: EntryPath, line: usize, what: Do) {
    let mut lines: Vec<String> = session.answers.raw(path).split('\n').map(str::to_owned).collect();
    let fourth = distinct(field_at(&session.definition, path).expect("a field"), 3);
    session.go(Focus::Entry(path));
    let mut put = |lines: &[String], join| {
        let raw = lines.join("\n");
        let cursor = Cursor::end_of(&raw);
        session.type_raw(raw, cursor, join);
        session.refresh();
    };
    match what {
        Do::InsertAbove => {
            lines.insert(line, String::new());
            put(&lines, true);
            for letter in fourth.chars() {
                lines[line].push(letter);
                put(&lines, true);
            }
        }
        Do::Delete | Do::DeleteAbove => {
            let line = if what == Do::Delete { line } else { line - 1 };
            while lines[line].pop().is_some() {
                put(&lines, true);
            }
            lines.remove(line);
            put(&lines, true);
        }
        Do::Retype => {
            while lines[line].chars().count() > 1 {
                lines[line].pop();
                put(&lines, true);
            }
            lines[line].push_str(&fourth[1..]);
            put(&lines, true);
        }
        Do::MoveDown => {
            lines.swap(line, line + 1);
            put(&lines, false);
        }
        Do::MoveUp => {
            lines.swap(line, line - 1);
            put(&lines, false);
        }
        Do::Copy => {
            lines.insert(line + 1, lines[line].clone());
            put(&lines, false);
        }
    }
}

/// What the block must say afterwards.
fn wanted(said: &[String], at: usize, what: Do) -> Vec<(String, Edit)> {
    let mut list: Vec<(String, Edit)> = said[..3].iter().map(|text| (text.clone(), Edit::Generated)).collect();
    list[at] = (BY_HAND.trim_end_matches('.').to_owned(), Edit::ByHand);
    match what {
        Do::InsertAbove => list.insert(at, (said[3].clone(), Edit::Generated)),
        Do::MoveDown => list.swap(at, at + 1),
        Do::MoveUp => list.swap(at, at - 1),
        Do::Delete => drop(list.remove(at)),
        Do::DeleteAbove => drop(list.remove(at - 1)),
        Do::Copy => list.insert(at + 1, (said[at].clone(), Edit::Generated)),
        Do::Retype => list[at].1 = Edit::Stale,
    }
    list
}

fn opened_again(session: &Session) -> Session {
    let definition = &session.definition;
    let mut file = AnswersFile::new(definition, session.answers.period(definition));
    file.update(definition, &session.answers, None).expect("it can be written");
    let contents = AnswersFile::read(file.text(), definition, 2026).expect("it can be read");
    assert_eq!(contents.answers.edited, session.answers.edited);
    Session::new(Rc::clone(definition), contents.answers, None, today(), Language::Vi, false)
}

/// Every repeated paragraph of every built-in type, written by hand in each of its rows or lines, whatever
/// becomes of these: what was answered stands in the document once, or under the words that were written for it.
#[test]
fn what_was_written_by_hand_goes_with_its_row_or_line() {
    for Case { session, block, place, said } in cases() {
        let (definition, answers) = (session.definition, session.answers);
        for (at, what) in (0..3).flat_map(|at| DONE.map(|what| (at, what))) {
            let no_room = match what {
                Do::MoveDown => at == 2,
                Do::MoveUp | Do::DeleteAbove => at == 0,
                _ => false,
            };
            if no_room {
                continue;
            }
            let told = format!("{} {block} {place:?}: {what:?} at {at}", definition.id);
            let mut session = Session::new(Rc::clone(&definition), answers.clone(), None, today(), Language::Vi, false);
            let mut own =
                session.document.body.iter().filter(|one| one.id.as_ref().is_some_and(|id| id.block() == block));
            let paragraph = own.nth(at).cloned().expect("a paragraph");
            session.edit_block(&paragraph, Some(BY_HAND.to_owned()));
            session.refresh();
            assert!(of_hand(&session).is_empty(), "{told}: just written, {:?}", of_hand(&session));
            let before = session.answers.clone();
            let document = session.document.clone();
            match place {
                Place::Rows(field) => drop(change_rows(&mut session, field, at, what)),
                Place::Lines(path) => change_lines(&mut session, path, at, what),
            }
            for session in [&session, &opened_again(&session)] {
                let mut stands = paragraphs(&session.document, &block);
                // A document that was named in full before is named by its number.
                if let (Do::Copy, Some((copy, _))) =
                    (what, stands.get_mut(at + 1).filter(|(text, _)| said[at].starts_with(text.as_str())))
                {
                    copy.clone_from(&said[at]);
                }
                assert_eq!(stands, wanted(&said, at, what), "{told}");
                let stale = usize::from(what == Do::Retype);
                assert_eq!(of_hand(session).len(), stale, "{told}: {:?}", of_hand(session));
                assert_eq!(session.answers.edited.len(), usize::from(what != Do::Delete), "{told}");
            }
            let after = session.answers.clone();
            let mut steps = 0;
            while session.answers != before {
                assert!(steps < 20 && session.undo(), "{told}: it is not all taken back");
                session.refresh();
                steps += 1;
            }
            assert_eq!(session.document, document, "{told}");
            for _ in 0..steps {
                assert!(session.redo());
                session.refresh();
            }
            assert_eq!(session.answers, after, "{told}");
        }
    }
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
    let notes = base.definition.closing.as_ref().and_then(|closing| closing.notes).expect("footnotes");
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
