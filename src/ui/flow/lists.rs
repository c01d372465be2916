//! The lists that popups offer: sections, fields, phrases.

use crate::ui::form::slots::{Place, slots};
use crate::ui::overlay::{Chooser, Item, Overlay, Purpose};
use crate::ui::session::Session;
use crate::ui::strings as s;
use crate::ui::theme::Theme;

pub(super) fn outline(session: &Session, theme: Theme, language: crate::text::language::Language) -> Overlay {
    use crate::ui::form::outline::{legend, mark, state};
    let legend = legend(theme, language);
    let sections = session.sections();
    let items = sections
        .iter()
        .filter_map(|i| Some((*i, session.definition.sections.get(*i)?)))
        .map(|(i, section)| {
            let mark = mark(state(session, i), theme);
            Item::new(format!("{mark} {}", section.title.text(language)), "").with_detail(legend.clone())
        })
        .collect();
    let at = sections.iter().position(|s| *s == session.section()).unwrap_or(0);
    Overlay::Chooser(Chooser::new(s::OUTLINE_TITLE.of(language), Purpose::Outline(sections), items).at(at))
}

pub(super) fn find(session: &Session, language: crate::text::language::Language) -> Overlay {
    let mut places = Vec::new();
    let mut items = Vec::new();
    for section in session.sections() {
        for slot in slots(&session.definition, &session.answers, &session.evaluation, section) {
            let Some(place) = slot.place() else { continue };
            let path = place.path();
            let Some(field) = crate::report::answers::field_at(&session.definition, path) else { continue };
            let shown = crate::ui::form::view::shown(session, path, language).replace('\n', " ");
            let whole = session.definition.fields.get(path.field).map_or("", |f| f.label.text(language));
            let label = if path.column.is_some() {
                format!("{whole} – {}", field.label.text(language))
            } else {
                whole.to_owned()
            };
            let short = crate::ui::text::fit(&shown, 60);
            items.push(Item::new(if short.is_empty() { label } else { format!("{label}: {short}") }, ""));
            places.push(place);
        }
    }
    Overlay::Chooser(Chooser::new(s::FIND_TITLE.of(language), Purpose::Find(places), items))
}

pub(super) fn suggestions(session: &Session, language: crate::text::language::Language) -> Option<Overlay> {
    let Place::Entry(path) = session.place else { return None };
    let phrases = &session.field()?.suggestions;
    let items: Vec<Item> = phrases.iter().map(|phrase| Item::new(phrase.clone(), "")).collect();
    let chooser = Chooser::new(s::SUGGEST_TITLE.of(language), Purpose::Suggest(path), items);
    (!phrases.is_empty()).then_some(Overlay::Chooser(chooser))
}
