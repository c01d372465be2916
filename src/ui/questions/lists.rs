//! The lists that help in the form: its sections, its fields, phrases, what can be done with a row,
//! the options of an entry.

use crate::document::{Block, Role};
use crate::report::answers::EntryPath;
use crate::report::field::Kind;
use crate::report::ids::BlockId;
use crate::report::notes;
use crate::report::value::{Chosen, Value};
use crate::session::Session;
use crate::session::choices::{chosen, options};
use crate::session::focus::{Focus, slots};
use crate::session::rows::RowAction;
use crate::text::language::Language;
use crate::text::message::Message;
use crate::text::width::fit;
use crate::ui::context::Context;
use crate::ui::dialogs::{Chooser, Dialog, Item, Letters, Mark};
use crate::ui::effect::{Effect, Question};
use crate::ui::screens::form::display::{label_of, place_of, shown};
use crate::ui::screens::form::outline::{legend, mark, state};
use crate::ui::strings as s;

/// Columns for an answer in the list of fields.
const ANSWER: usize = 60;

/// Columns for what stands in a row that is deleted.
const ROW_TEXT: usize = 30;

/// What can be done with a row, and what the list calls it.
const ROW_ACTIONS: [(RowAction, Message); 5] = [
    (RowAction::Add, s::ROW_ADD),
    (RowAction::Copy, s::ROW_COPY),
    (RowAction::Up, s::ROW_UP),
    (RowAction::Down, s::ROW_DOWN),
    (RowAction::Delete, s::ROW_DELETE),
];

/// The sections, with the state of each.
#[must_use]
pub(crate) fn outline(session: &Session, context: &Context) -> Question {
    let Context { theme, language, .. } = *context;
    let legend = legend(theme, language);
    let sections = session.sections();
    let at = sections.iter().position(|s| *s == session.section()).unwrap_or(0);
    let items = sections.into_iter().map(|section| {
        let title = session.definition[section].title.text(language);
        let label = format!("{} {title}", mark(state(session, section), theme));
        Item::new(vec![Effect::GoToSection(section)], label).with_detail(legend.clone())
    });
    Dialog::Choose(Chooser::new(s::OUTLINE_TITLE.of(language), items.collect()).at(at))
}

/// All fields, with what stands in them.
#[must_use]
pub(crate) fn find(session: &Session, context: &Context) -> Question {
    let language = context.language;
    let mut items = Vec::new();
    for section in session.sections() {
        for slot in slots(&session.definition, &session.answers, &session.evaluation, section) {
            let Some(focus) = slot.focus() else { continue };
            let path = focus.path();
            let shown = shown(session, path, language).replace('\n', " ");
            let label = place_of(session, path, language);
            let short = fit(&shown, ANSWER);
            let label = if short.is_empty() { label } else { format!("{label}: {short}") };
            items.push(Item::new(vec![Effect::GoTo(focus)], label));
        }
    }
    Dialog::Choose(Chooser::new(s::FIND_TITLE.of(language), items).taking(Letters::Narrow))
}

/// The phrases for the focus; `None` where there are none.
#[must_use]
pub(crate) fn suggestions(session: &Session, context: &Context) -> Option<Question> {
    let Focus::Entry(_) = session.focus else { return None };
    let field = session.field()?;
    let mut phrases = field.suggestions.clone();
    phrases.extend(field.suggestions_from.iter().flat_map(|expression| session.evaluation.texts(expression)));
    let items = phrases.iter().map(|phrase| Item::new(vec![Effect::Insert(phrase.clone())], phrase.clone()));
    let chooser = Chooser::new(s::SUGGEST_TITLE.of(context.language), items.collect());
    (!phrases.is_empty()).then_some(Dialog::Choose(chooser))
}

/// What can be done with the row of the focus; `None` where it is in none.
#[must_use]
pub(crate) fn rows(session: &Session, context: &Context) -> Option<Question> {
    session.focus.row()?;
    let language = context.language;
    let items = ROW_ACTIONS.map(|(action, name)| Item::new(vec![Effect::ChangeRow(action)], name.of(language)));
    Some(Dialog::Choose(Chooser::new(s::ROWS_TITLE.of(language), items.into())))
}

/// Says which row is about to be deleted, and how it comes back; `None` where the focus is in none.
#[must_use]
pub(crate) fn deleted_row(session: &Session, context: &Context) -> Option<String> {
    let (language, path) = (context.language, session.focus.path());
    let row = session.focus.row()?;
    let cells = session.answers.rows(path.field).get(row)?;
    let texts = (0..cells.len()).map(|column| shown(session, EntryPath::cell(path.field, row, column), language));
    let first = texts.map(|text| text.replace('\n', " ")).find(|text| !text.is_empty());
    let text = first.map_or_else(|| s::ROW_BLANK.of(language).to_owned(), |text| format!("“{}”", fit(&text, ROW_TEXT)));
    Some(match notes::count_of_row(&session.definition, &session.answers, path.field, row) {
        0 => s::ROW_DELETED.fill(language, &[&(row + 1), &text]),
        notes => s::ROW_AND_NOTES_DELETED.fill(language, &[&(row + 1), &notes, &text]),
    })
}

/// The answers that are kept although their questions are not asked now: choosing one empties it. `None`
/// where there are none.
#[must_use]
pub(crate) fn hidden(session: &Session, context: &Context) -> Option<Question> {
    let language = context.language;
    let items: Vec<Item<Vec<Effect>>> = session
        .hidden()
        .into_iter()
        .map(|path| {
            let place = place_of(session, path, language);
            let rows = session.answers.rows(path.field).len();
            let text = match path.column {
                None if rows > 0 => s::ROW_COUNT.fill(language, &[&rows]),
                _ => shown(session, path, language).replace('\n', " "),
            };
            let text = if text.is_empty() { session.answers.raw(path).replace('\n', " ") } else { text };
            Item::new(vec![Effect::Empty(path)], format!("{place}: {text}"))
        })
        .collect();
    let chooser = Chooser::new(s::HIDDEN_TITLE.of(language), items).taking(Letters::Narrow);
    (!session.hidden().is_empty()).then(|| Dialog::Choose(chooser.with_note(s::HIDDEN_NOTE.of(language).to_owned())))
}

/// The options of the focused entry, narrowed by what was typed; `None` where it has none.
#[must_use]
pub(crate) fn entry_options(session: &Session, path: EntryPath, typed: &str, context: &Context) -> Option<Question> {
    let language = context.language;
    let field = session.field()?;
    let title = label_of(session, path, language);
    let list = options(session)?;
    if list.of_blocks {
        let now = session.answers.value(path);
        let chooser = paragraphs(session, path, now, &title, language);
        return Some(Dialog::Choose(chooser.of_entry().narrowed(typed)));
    }
    let labels = list.list.iter().map(|o| o.label.text(language)).enumerate();
    if !matches!(field.kind, Kind::Several(_)) {
        let selected = match session.answers.value(path) {
            Value::Choice(Chosen::Option(index)) => *index,
            _ => 0,
        };
        // Options that are called by figures are searched for by them.
        let letters = if list.has_numbers() { Letters::Choose } else { Letters::Narrow };
        let mut items: Vec<_> =
            labels.map(|(index, label)| Item::new(vec![Effect::ChooseOption(path, index)], label)).collect();
        if list.other {
            items.push(Item::new(vec![Effect::SetSearched(path)], s::OWN_OPTION.of(language)).always());
        }
        let chooser = Chooser::new(title, items).taking(letters).of_entry();
        // A digit is the number of an option, in a list that is not open yet, too.
        return Some(Dialog::Choose(match list.numbered(typed) {
            Some(at) => chooser.at(at),
            None => chooser.at(selected).narrowed(typed),
        }));
    }
    let chosen = chosen(session, path);
    let item = |one: Chosen, label: &str| {
        let is_chosen = chosen.contains(&one);
        Item::new(Mark::One(one), label).checked(is_chosen)
    };
    let mut items: Vec<Item<Mark>> = labels.map(|(index, label)| item(Chosen::Option(index), label)).collect();
    items.extend(chosen.iter().filter_map(|one| match one {
        Chosen::Other(text) => Some(item(one.clone(), text)),
        Chosen::Option(_) => None,
    }));
    if list.other {
        items.push(Item::new(Mark::AskOther, s::OTHER_OPTION.of(language)).always());
    }
    Some(Dialog::Mark(path, Chooser::new(title, items).several().of_entry().narrowed(typed)))
}

/// The paragraphs that stand in the document, by their own words; below them those that may come to stand.
fn paragraphs(
    session: &Session,
    path: EntryPath,
    now: &Value,
    title: &str,
    language: Language,
) -> Chooser<Vec<Effect>> {
    let named = session.document.body.iter().filter_map(|block| Some((block.id.as_ref()?, block)));
    let is_text = |block: &Block| block.table.is_none() && !matches!(block.role, Role::Heading(_));
    let named: Vec<_> = named.filter(|(_, block)| is_text(block)).collect();
    let chosen = |id: &BlockId| match now {
        Value::Choice(Chosen::Other(name)) => name == id.as_str(),
        Value::Choice(Chosen::Option(at)) => {
            options(session).and_then(|list| list.list.get(*at)).is_some_and(|block| block.id == id.as_str())
        }
        _ => false,
    };
    let selected = named.iter().position(|(id, _)| chosen(id)).unwrap_or(0);
    let name_of = |id: &BlockId| session.definition.block(id.block()).map_or("", |block| block.name.as_str());
    let item = |(id, block): (&BlockId, &Block)| {
        let text = format!("{} {}", block.number, block.text());
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = if name_of(id).is_empty() { text } else { format!("{}: {text}", name_of(id)) };
        Item::new(vec![Effect::SetEntry(path, id.to_string())], text)
    };
    let mut items: Vec<_> = named.iter().copied().map(item).collect();
    // A note may be written before its paragraph stands.
    let later = session.definition.body.iter().filter(|block| !block.name.is_empty());
    for block in later.filter(|block| !named.iter().any(|(id, _)| id.block() == block.id)) {
        let text = format!("{}: {}", block.name, s::NOT_WRITTEN.of(language));
        items.push(Item::new(vec![Effect::SetEntry(path, block.id.clone())], text));
    }
    Chooser::new(title, items).at(selected)
}
