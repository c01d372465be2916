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
pub mod options;
pub mod outline;
pub mod preview;
mod read_back;
pub mod said;
pub mod slots;
pub mod view;
pub mod wrap;

use ratatui::layout::{Position, Rect};

use crate::check::{Diagnostic, Severity};
use crate::report::answers::field_at;
use crate::report::field::Kind;
use crate::report::language::Language;

use super::canvas::Canvas;
use super::columns::columns;
use super::keymap::{Scope, hints};
use super::session::Session;
use super::strings as s;
use preview::Pane;
use slots::Place;
use view::{Columns, View, fits_inline};
use wrap::wrap;

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

    /// Draws the screen below the title bar; returns where the cursor stands. `scope` is that of
    /// the settled focus.
    pub fn draw(
        &self,
        session: &Session,
        canvas: &mut Canvas,
        screen: Rect,
        scope: Scope,
        language: Language,
    ) -> Option<Position> {
        let areas = self.areas(session, screen);
        let theme = canvas.theme;
        let place = self.settled.unwrap_or(session.place);
        if let Some(outline) = areas.outline {
            let (above, below) = theme.tees();
            let bottom = outline.bottom();
            canvas.rule(Rect { x: 0, y: 1, width: screen.width, height: 1 });
            canvas.rule(Rect { x: 0, y: bottom, width: screen.width, height: 1 });
            let second = session.has_document().then(|| areas.document.x - 1);
            for x in std::iter::once(outline.right()).chain(second) {
                canvas.bar(x, outline.y, bottom);
                canvas.put(x, 1, above, theme.quiet(), 1);
                canvas.put(x, bottom, below, theme.quiet(), 1);
            }
            outline::draw(session, canvas, outline, self.outline_top, language);
        } else {
            self.section_line(session, canvas, screen, language);
            let (rule, document) = (areas.form.bottom(), areas.document);
            canvas.rule(Rect { x: 0, y: 2, width: screen.width, height: 1 });
            canvas.rule(Rect { x: 0, y: rule, width: screen.width, height: 1 });
            if session.has_document() {
                canvas.put(2, rule, &format!(" {} ", s::LIVE_SENTENCE.of(language)), theme.quiet(), screen.width);
                canvas.rule(Rect { x: 0, y: document.bottom(), width: screen.width, height: 1 });
            }
            if !self.speaks && session.has_document() {
                canvas.put(2, document.y, s::NO_SENTENCE.of(language), theme.quiet(), document.width);
            }
        }
        if self.speaks {
            self.pane.draw(session, canvas, areas.document, Some(place), None);
        }
        let cursor = self.view.draw(session, canvas, areas.form, language);
        hint(session, place, areas.form.width, canvas, screen, language);
        keys(canvas, screen, scope, language);
        cursor
    }

    /// "Mục 3/9 Chăm sóc sức khỏe   ! 1 lỗi   * 5 thiếu"
    fn section_line(&self, session: &Session, canvas: &mut Canvas, screen: Rect, language: Language) {
        let sections = session.sections();
        let section = session.section();
        let number = sections.iter().position(|s| *s == section).map_or(0, |i| i + 1);
        let title = session.definition.sections.get(section).map_or("", |s| s.title.text(language));
        let theme = canvas.theme;
        let left = counts(session, canvas, screen.width, 1, language);
        let of = s::SECTION_OF.fill(language, &[&number, &sections.len()]);
        let x = canvas.put(1, 1, &of, theme.quiet(), screen.width);
        canvas.put_cut(x + 2, 1, title, theme.title(), left.saturating_sub(x + 4));
    }
}

/// Errors and missing answers, flush right; returns the first column taken.
pub fn counts(session: &Session, canvas: &mut Canvas, right: u16, y: u16, language: Language) -> u16 {
    let theme = canvas.theme;
    let count = |severity| session.diagnostics.iter().filter(|d| d.severity == severity).count();
    let parts = [
        (count(Severity::Warning), "?", s::WARNINGS, theme.warning()),
        (count(Severity::Unconfirmed), "~", s::UNCONFIRMED, theme.warning()),
        (count(Severity::Missing), "*", s::MISSING, theme.warning()),
        (count(Severity::Error), "!", s::ERRORS, theme.error()),
    ];
    let mut x = right.saturating_sub(1);
    if parts.iter().all(|(n, ..)| *n == 0) {
        return canvas.put_right(x, y, s::COMPLETE.of(language), theme.good());
    }
    for (n, mark, text, style) in parts.into_iter().filter(|(n, ..)| *n > 0) {
        x = canvas.put_right(x, y, &format!("{mark} {}", text.fill(language, &[&n])), style).saturating_sub(3);
    }
    x + 3
}

/// What is wrong with the focused entry, or how to answer it.
fn hint(session: &Session, place: Place, form_width: u16, canvas: &mut Canvas, screen: Rect, language: Language) {
    let theme = canvas.theme;
    let y = screen.bottom().saturating_sub(2);
    let room = screen.width.saturating_sub(2);
    let path = place.path();
    let told = |d: &&Diagnostic| match d.severity {
        Severity::Missing => false,
        Severity::Unconfirmed => true,
        Severity::Error | Severity::Warning => d.path == path,
    };
    let finding = session.finding(path).filter(told);
    if let Some(finding) = finding {
        let (word, style) = match finding.severity {
            Severity::Error => (s::ERROR_WORD, theme.error()),
            Severity::Unconfirmed => (s::UNCONFIRMED_WORD, theme.warning()),
            Severity::Missing | Severity::Warning => (s::WARNING_WORD, theme.warning()),
        };
        // As many lines as it needs, the last of them in the hint's place.
        let text = format!("{}: {}", word.of(language), finding.message);
        let rows = wrap(&text, usize::from(room));
        for (row, above) in rows.iter().rev().zip(2..screen.height) {
            let y = screen.bottom() - above;
            canvas.put(0, y, &" ".repeat(usize::from(screen.width)), theme.text(), screen.width);
            canvas.put(1, y, text.get(row.range.clone()).unwrap_or_default(), theme.text(), room);
            if row.range.start == 0 {
                canvas.put(1, y, &format!("{}:", word.of(language)), style, room);
            }
        }
        return;
    }
    let line = help_line(session, place, form_width, screen.width, language);
    canvas.put_cut(1, y, &theme.key_names(&line), theme.text(), room);
}

/// The one line of help for a place, with its example: what is usual is added where there is room
/// for it. How wide the form is decides which choices stand side by side.
#[must_use]
pub fn help_line(session: &Session, place: Place, form_width: u16, room: u16, language: Language) -> String {
    if matches!(place, Place::AddRow(_)) {
        return s::HINT_ADD_ROW.of(language).to_owned();
    }
    let Some(field) = field_at(&session.definition, place.path()) else { return String::new() };
    let own = field.hint.text(language);
    let usual = match &field.kind {
        Kind::YesNo => s::HINT_YES_NO.of(language),
        Kind::Choice(options) if fits_inline(options, Columns::of(form_width).entry, language) => {
            s::HINT_SIDE_BY_SIDE.of(language)
        }
        Kind::Choice(options) if options.other => s::HINT_CHOICE_OTHER.of(language),
        Kind::Choice(_) => s::HINT_CHOICE.of(language),
        Kind::Several(_) => s::HINT_SEVERAL.of(language),
        Kind::Number { plain: false, .. } => s::HINT_NUMBER.of(language),
        _ => "",
    };
    let mut line = if own.is_empty() { usual.to_owned() } else { own.to_owned() };
    if !field.example.is_empty() {
        let example = s::EXAMPLE.fill(language, &[&field.example.trim_end_matches('.')]);
        line = format!("{line} {example}");
    }
    if !own.is_empty()
        && !usual.is_empty()
        && columns(&line) + columns(usual) + 2 < usize::from(room)
        && !own.contains(usual)
    {
        line = format!("{line} {usual}");
    }
    line.trim().to_owned()
}

/// The keys of a screen, as many as fit, the menu always.
pub fn keys(canvas: &mut Canvas, screen: Rect, scope: Scope, language: Language) {
    let y = screen.bottom().saturating_sub(1);
    let theme = canvas.theme;
    let rows: Vec<(String, &str)> =
        hints(scope).filter_map(|row| Some((row.keys.first()?.to_string(), row.hint?.of(language)))).collect();
    let width = |(key, text): &(String, &str)| columns(key) + columns(text) + 3;
    let last = rows.last().map_or(0, width);
    let mut x = 1_u16;
    for (index, (key, text)) in rows.iter().enumerate() {
        let is_last = index + 1 == rows.len();
        let needed = width(&(key.clone(), text)) + if is_last { 0 } else { last };
        if usize::from(x) + needed > usize::from(screen.width) + 2 {
            continue;
        }
        x = canvas.put(x, y, key, theme.accent(), screen.width);
        x = canvas.put(x + 1, y, text, theme.quiet(), screen.width) + 2;
    }
}
