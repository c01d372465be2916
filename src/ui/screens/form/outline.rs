//! The list of sections with the state of each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::check::Severity;
use crate::report::definition::SectionId;
use crate::session::Session;
use crate::text::language::Language;
use crate::ui::context::Context;
use crate::ui::page;
use crate::ui::strings as s;
use crate::ui::text::cut;
use crate::ui::theme::Theme;

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionState {
    /// Something in it is wrong.
    Wrong,
    /// All that is needed is there, but some of it came from an old report and nobody has confirmed it.
    Unconfirmed,
    /// All that is needed is there.
    Complete,
    /// Something is there, more is needed.
    Begun,
    /// Nothing has been answered.
    Untouched,
}

/// The state of a section.
#[must_use]
pub(crate) fn state(session: &Session, section: SectionId) -> SectionState {
    let fields = &session.definition[section].fields;
    let has =
        |severity| session.findings().any(|d| d.severity == severity && d.is_open() && fields.contains(&d.path.field));
    let answered = fields.iter().any(|field| !session.answers.answer(*field).is_blank());
    match (has(Severity::Error), has(Severity::Missing), answered) {
        (true, _, _) => SectionState::Wrong,
        (_, false, true) if has(Severity::Unconfirmed) => SectionState::Unconfirmed,
        (_, false, true) => SectionState::Complete,
        (_, true, true) => SectionState::Begun,
        (_, _, false) => SectionState::Untouched,
    }
}

/// The mark of a state.
#[must_use]
pub(crate) fn mark(state: SectionState, theme: Theme) -> &'static str {
    let [complete, begun, untouched] = theme.states();
    match state {
        SectionState::Wrong => "!",
        SectionState::Unconfirmed => "~",
        SectionState::Complete => complete,
        SectionState::Begun => begun,
        SectionState::Untouched => untouched,
    }
}

/// What the marks mean, on one line.
#[must_use]
pub(crate) fn legend(theme: Theme, language: Language) -> String {
    let states = [
        (SectionState::Complete, s::SECTION_COMPLETE),
        (SectionState::Begun, s::SECTION_BEGUN),
        (SectionState::Unconfirmed, s::SECTION_UNCONFIRMED),
        (SectionState::Wrong, s::SECTION_WRONG),
        (SectionState::Untouched, s::SECTION_UNTOUCHED),
    ];
    let parts = states.map(|(state, word)| format!("{} {}", mark(state, theme), word.of(language)));
    parts.join("   ")
}

/// The first section line shown, so that the present one is in view.
#[must_use]
pub(crate) fn top(session: &Session, top: usize, height: u16) -> usize {
    let section = session.section();
    let at = session.sections().iter().position(|s| *s == section).unwrap_or(0);
    top.max((at + 1).saturating_sub(usize::from(height))).min(at)
}

/// Draws the outline.
pub(crate) fn render(session: &Session, area: Rect, top: usize, context: &Context, buffer: &mut Buffer) {
    let Context { theme, language, .. } = *context;
    let present = session.section();
    let sections: Vec<SectionId> = session.sections().into_iter().skip(top).take(usize::from(area.height)).collect();
    let items = sections.iter().map(|section| {
        let state = state(session, *section);
        let style = match state {
            SectionState::Wrong => theme.error(),
            SectionState::Complete => theme.good(),
            SectionState::Begun | SectionState::Unconfirmed => theme.warning(),
            SectionState::Untouched => theme.quiet(),
        };
        let title = session.definition[*section].title.text(language);
        let title = cut(title, usize::from(area.width.saturating_sub(4)), theme);
        let name = if *section == present { theme.title() } else { theme.text() };
        Line::from(vec![Span::styled(mark(state, theme), style), Span::raw(" "), Span::styled(title, name)]).into()
    });
    let chosen = sections.iter().position(|section| *section == present);
    page::list(items.collect(), chosen, ">", theme, area, buffer);
}
