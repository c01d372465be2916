//! For every block of every type that is repeated, and every change of its rows or lines.

use super::*;
use crate::report::definition::{BodyBlock, BodyRole};

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
    // An amount that follows from others would contradict them.
    for (column, kind) in definition[field].columns.iter().enumerate().filter(|(_, kind)| kind.id != "thanh_tien") {
        answers.set(definition, EntryPath::cell(field, row, column), distinct(kind, number));
    }
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
            // What stands for a single row alone goes with none.
            let is_of_one = body.when.as_ref().is_some_and(|when| when.source().contains("|length == 1"));
            let is_repeated = !is_of_one && !matches!(body.role, BodyRole::Heading(_) | BodyRole::Table);
            if let (Some(field), true) = (body.each, is_repeated) {
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
        for (column, kind) in definition[field].columns.iter().enumerate().filter(|(_, kind)| kind.id != "thanh_tien") {
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
