//! The form: a page of questions, the outline beside it, and the document as it is written.
//!
//! ```text
//!  120 columns and more              below
//!  ┬─ outline ─┬─ form ─┬─ document   section, counts
//!                                     form
//!                                     the sentence being written
//!  hint                               hint
//!  keys                               keys
//! ```

pub mod editor;
pub mod entry;
pub mod hint;
pub mod options;
pub mod outline;
pub mod preview;
mod read_back;
pub mod said;
pub mod slots;
pub mod view;
pub mod wrap;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::check::Severity;
use crate::text::language::Language;

use super::context::Context;
use super::keymap::Scope;
use super::page::keys;
use super::session::Session;
use super::strings as s;
use super::text::{cut, put, put_right};
use preview::Pane;
use slots::Place;
use view::View;

/// From this width on, form and document stand side by side.
pub const WIDE: u16 = 120;
const OUTLINE_WIDTH: u16 = 23;
/// Lines of the form that are left even to a short page, and the steps in which a longer one takes
/// more: the document below is to stand still while a page grows by a line.
const LOW: u16 = 12;
const STEP: usize = 5;

/// What the form screen remembers between frames.
#[derive(Debug, Default)]
pub struct Form {
    pub view: View,
    pub pane: Pane,
    outline_top: usize,
    /// The focus that hint and lit words follow: the real one once it rests, so that walking
    /// through the fields does not send each hint down a slow line.
    pub settled: Option<Place>,
    /// Whether the document says anything about the focus.
    speaks: bool,
}

/// Where the parts of the form screen stand.
#[derive(Debug, Clone, Copy)]
pub struct Areas {
    pub outline: Option<Rect>,
    pub form: Rect,
    /// Empty for answers that become no document.
    pub document: Rect,
}

impl Areas {
    /// Divides the screen below the title bar and above the two lines of hints. `page` is how many
    /// lines the page of questions takes: what it does not need is for the document.
    #[must_use]
    pub fn of(screen: Rect, has_document: bool, page: usize) -> Self {
        let (w, h) = (screen.width, screen.height);
        if w >= WIDE {
            let body = Rect { x: 0, y: 2, width: w, height: h.saturating_sub(5) };
            let document = if has_document { (w - OUTLINE_WIDTH) * 45 / 100 } else { 0 };
            let form = w - OUTLINE_WIDTH - document - 2;
            return Areas {
                outline: Some(Rect { width: OUTLINE_WIDTH, ..body }),
                form: Rect { x: OUTLINE_WIDTH + 2, width: form.saturating_sub(2), ..body },
                document: Rect { x: OUTLINE_WIDTH + 1 + form + 1, width: document.saturating_sub(1), ..body },
            };
        }
        if !has_document {
            let form = Rect { x: 0, y: 3, width: w, height: h.saturating_sub(6) };
            return Areas { outline: None, form, document: Rect { y: form.bottom(), height: 0, ..form } };
        }
        let sentence = match h {
            0..=17 => 2,
            18..=21 => 3,
            _ => 5,
        };
        let most = h.saturating_sub(3 + 1 + sentence + 3);
        let needed = u16::try_from((page + 1).next_multiple_of(STEP)).unwrap_or(u16::MAX);
        let form = needed.clamp(LOW.min(most), most);
        let sentence = h.saturating_sub(3 + 1 + form + 3).max(sentence);
        Areas {
            outline: None,
            form: Rect { x: 0, y: 3, width: w, height: form },
            document: Rect { x: 0, y: 3 + form + 1, width: w, height: sentence },
        }
    }

    /// Columns for the text of the document.
    #[must_use]
    pub fn preview_width(&self) -> usize {
        usize::from(self.document.width.saturating_sub(preview::GUTTER + 1))
    }
}

impl Form {
    /// A form whose focus rests at a place.
    #[must_use]
    pub fn at(place: Place) -> Self {
        Form { settled: Some(place), ..Form::default() }
    }

    /// Where its parts stand, by the page as it was laid out last.
    #[must_use]
    pub fn areas(&self, session: &Session, screen: Rect) -> Areas {
        Areas::of(screen, session.has_document(), self.view.height())
    }

    /// Brings focus and its words into view; to be called before drawing.
    pub fn arrange(&mut self, session: &mut Session, screen: Rect, language: Language) {
        self.view.lay(session, Areas::of(screen, session.has_document(), 0).form.width, language);
        let areas = self.areas(session, screen);
        session.lay_out(areas.preview_width());
        self.view.scroll(session, areas.form);
        let place = self.settled.unwrap_or(session.place);
        if areas.outline.is_some() {
            self.pane.follow(session, place, areas.document.height);
            self.speaks = session.has_document();
        } else {
            self.speaks = self.pane.follow_sentence(session, place, areas.document.height);
        }
        if let Some(area) = areas.outline {
            self.outline_top = outline::top(session, self.outline_top, area.height);
        }
    }

    /// Draws the screen below the title bar. `scope` is that of the settled focus.
    pub fn render(&self, session: &Session, scope: Scope, context: Context, frame: &mut Frame<'_>) {
        let Context { theme, language } = context;
        let screen = frame.area();
        let areas = self.areas(session, screen);
        let place = self.settled.unwrap_or(session.place);
        let rule = |y| Rect { y, height: 1, ..screen };
        if let Some(outline) = areas.outline {
            let (above, below) = theme.tees();
            let bottom = outline.bottom();
            frame.render_widget(theme.rule(), rule(1));
            frame.render_widget(theme.rule(), rule(bottom));
            let second = session.has_document().then(|| areas.document.x - 1);
            for x in std::iter::once(outline.right()).chain(second) {
                frame.render_widget(theme.bar(), Rect { x, width: 1, ..outline });
                put(frame.buffer_mut(), x, 1, above, theme.quiet(), 1);
                put(frame.buffer_mut(), x, bottom, below, theme.quiet(), 1);
            }
            outline::render(session, outline, self.outline_top, context, frame.buffer_mut());
        } else {
            self.section_line(session, context, frame.buffer_mut());
            let document = areas.document;
            frame.render_widget(theme.rule(), rule(2));
            frame.render_widget(theme.rule(), rule(areas.form.bottom()));
            if session.has_document() {
                frame.render_widget(theme.rule(), rule(document.bottom()));
                let title = format!(" {} ", s::LIVE_SENTENCE.of(language));
                put(frame.buffer_mut(), 2, areas.form.bottom(), &title, theme.quiet(), screen.width);
                if !self.speaks {
                    let text = s::NO_SENTENCE.of(language);
                    put(frame.buffer_mut(), 2, document.y, text, theme.quiet(), document.width);
                }
            }
        }
        if self.speaks {
            self.pane.render(session, areas.document, Some(place), None, context, frame);
        }
        self.view.render(session, areas.form, context, frame);
        hint::render(session, place, areas.form.width, context, frame);
        keys(scope, context, frame);
    }

    /// "Mục 3/9 Chăm sóc sức khỏe   ! 1 lỗi   * 5 thiếu"
    fn section_line(&self, session: &Session, context: Context, buffer: &mut Buffer) {
        let Context { theme, language } = context;
        let width = buffer.area.width;
        let sections = session.sections();
        let section = session.section();
        let number = sections.iter().position(|s| *s == section).map_or(0, |i| i + 1);
        let title = session.definition.sections.get(section).map_or("", |s| s.title.text(language));
        let left = counts(session, width, 1, context, buffer);
        let of = s::SECTION_OF.fill(language, &[&number, &sections.len()]);
        let x = put(buffer, 1, 1, &of, theme.quiet(), width) + 2;
        let room = left.saturating_sub(x + 2);
        put(buffer, x, 1, &cut(title, usize::from(room), theme), theme.title(), room);
    }
}

/// Errors and missing answers, flush right; returns the first column taken.
pub fn counts(session: &Session, right: u16, y: u16, context: Context, buffer: &mut Buffer) -> u16 {
    let Context { theme, language } = context;
    let count = |severity| session.diagnostics.iter().filter(|d| d.severity == severity).count();
    let parts = [
        (count(Severity::Warning), "?", s::WARNINGS, theme.warning()),
        (count(Severity::Unconfirmed), "~", s::UNCONFIRMED, theme.warning()),
        (count(Severity::Missing), "*", s::MISSING, theme.warning()),
        (count(Severity::Error), "!", s::ERRORS, theme.error()),
    ];
    let mut x = right.saturating_sub(1);
    if parts.iter().all(|(n, ..)| *n == 0) {
        return put_right(buffer, x, y, s::COMPLETE.of(language), theme.good());
    }
    for (n, mark, text, style) in parts.into_iter().filter(|(n, ..)| *n > 0) {
        x = put_right(buffer, x, y, &format!("{mark} {}", text.fill(language, &[&n])), style).saturating_sub(3);
    }
    x + 3
}
