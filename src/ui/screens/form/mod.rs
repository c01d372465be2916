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

pub mod columns;
pub(crate) mod counts;
pub(crate) mod display;
pub mod entry;
pub mod hint;
pub(crate) mod outline;
mod paste;
pub(crate) mod read_back;
pub(crate) mod view;
mod yes_no;

use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::report::definition::SectionId;
use crate::report::field::Kind as FieldKind;
use crate::report::value::Unreadable;
use crate::session::Session;
use crate::session::focus::Focus;
use crate::session::open_report::{Kind, OpenReport};
use crate::session::rows;
use crate::store::limits::{MAX_BYTES, MAX_ROWS};
use crate::text::visible::clean_paste;
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::effect::{Effect, Task};
use crate::ui::input_method::{InputMethod, Spot};
use crate::ui::keymap::{Scope, key_of};
use crate::ui::page::keys;
use crate::ui::questions::lists;
use crate::ui::screens::pane::{GUTTER, Pane};
use crate::ui::strings as s;
use crate::ui::text::{cut, put};

use columns::FormWidth;
use counts::counts;
use entry::{Typed, Writing};
use view::View;

/// From this width on, form and document stand side by side.
pub const WIDE: u16 = 120;
const OUTLINE_WIDTH: u16 = 23;
/// Lines of the form that are left even to a short page, and the steps in which a longer one takes
/// more: the document below is to stand still while a page grows by a line.
const LOW: u16 = 12;
const STEP: usize = 5;

/// Hints and lit words follow the focus once it rests this long.
const SETTLE: Duration = Duration::from_millis(120);

/// The form screen.
#[derive(Debug, Default)]
pub struct FormScreen {
    view: View,
    pane: Pane,
    outline_top: usize,
    /// The focus that hint and lit words follow: the real one once it rests, so that walking
    /// through the fields does not send each hint down a slow line.
    settled: Option<Focus>,
    settle_due: Option<Instant>,
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
    pub fn of(screen: Rect, has_preview: bool, page: usize) -> Self {
        let (w, h) = (screen.width, screen.height);
        if w >= WIDE {
            let body = Rect { x: 0, y: 2, width: w, height: h.saturating_sub(5) };
            let document = if has_preview { (w - OUTLINE_WIDTH) * 45 / 100 } else { 0 };
            let form = w - OUTLINE_WIDTH - document - 2;
            return Areas {
                outline: Some(Rect { width: OUTLINE_WIDTH, ..body }),
                form: Rect { x: OUTLINE_WIDTH + 2, width: form.saturating_sub(2), ..body },
                document: Rect { x: OUTLINE_WIDTH + 1 + form + 1, width: document.saturating_sub(1), ..body },
            };
        }
        if !has_preview {
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
    pub(crate) fn preview_width(&self) -> usize {
        usize::from(self.document.width.saturating_sub(GUTTER + 1))
    }
}

/// What the settled focus is compared by: the revision, the focus and its page.
pub(crate) type Position = (u64, Focus, SectionId);

/// Where the person is in a report.
#[must_use]
pub(crate) fn position(session: &Session) -> Position {
    (session.revision, session.focus, session.section())
}

impl FormScreen {
    /// A form whose focus rests where it is.
    #[must_use]
    pub(crate) fn new(session: &Session) -> Self {
        FormScreen { settled: Some(session.focus), ..FormScreen::default() }
    }

    /// The focus that hint and lit words follow.
    #[must_use]
    pub(crate) fn settled(&self) -> Option<Focus> {
        self.settled
    }

    /// When hints and lit words follow the focus, if they do not yet.
    #[must_use]
    pub(crate) fn settle_due(&self) -> Option<Instant> {
        self.settle_due
    }

    /// Hints and lit words follow the focus now.
    pub fn settle(&mut self, session: &Session) {
        self.settle_due = None;
        self.settled = Some(session.focus);
    }

    /// Takes note of changes and of a moved focus: hints follow at once where something was typed or
    /// the page was turned, else once the focus rests.
    pub(crate) fn notice(&mut self, before: Option<Position>, session: &Session, now: Instant) {
        let (revision, focus, section) = position(session);
        let is_elsewhere = |before: Position| before.0 != revision || before.2 != section;
        if before.is_none_or(is_elsewhere) {
            self.settle(session);
        } else if before.map(|(_, focus, _)| focus) != Some(focus) {
            self.settle_due = Some(now + SETTLE);
        }
    }

    /// How typing works at this size of the window.
    #[must_use]
    pub(crate) fn width(session: &Session, context: &Context) -> FormWidth {
        let columns = Areas::of(context.area, session.has_preview(), 0).form.width;
        FormWidth { columns, language: context.language }
    }

    /// Does an action; `None` where it is none of the form's.
    pub(crate) fn update(
        &mut self,
        action: Action,
        report: &mut OpenReport,
        input: &mut InputMethod,
        context: &Context,
    ) -> Option<Vec<Effect>> {
        let session = &mut report.session;
        let notify = |message: crate::text::message::Message| Effect::Notify(message.of(context.language).to_owned());
        let here = (session.focus, session.revision);
        let mut effects = Vec::new();
        match action {
            Action::Backspace if change_word(session, input, InputMethod::backspace) => {}
            Action::Undo if give_word_back(session, input) => effects.push(notify(s::TYPED_BACK)),
            Action::NextField => drop(session.step(true)),
            Action::PreviousField => drop(session.step(false)),
            Action::NextSection => drop(session.turn(true, false)),
            Action::PreviousSection => drop(session.turn(false, false)),
            Action::ExternalEditor => effects.push(external_text(session).unwrap_or_else(|| notify(s::NOT_TEXT))),
            Action::Clear => {
                effects.push(notify(if session.raw().is_empty() { s::EMPTY_ALREADY } else { s::CLEARED }));
                entry::act(session, action, Self::width(session, context));
            }
            Action::Accept if matches!(session.focus, Focus::AddRow(_)) => {
                if !rows::add(session) {
                    return Some(vec![Effect::Notify(row_too_much(context))]);
                }
            }
            // Walking past confirms nothing; Enter does, and does no more.
            Action::Accept | Action::NewLine if session.confirm() => {
                effects.extend(hint::table_confirmed(session, context.language).map(Effect::Notify));
                session.step(true);
            }
            Action::TakeProposed => entry::take_proposed(session),
            Action::ConfirmPage => {
                effects.push(notify(if session.confirm_page() { s::CONFIRMED } else { s::NOTHING_TO_CONFIRM }));
            }
            _ if entry::act(session, action, Self::width(session, context)) => {}
            _ => return None,
        }
        let is_forward = matches!(action, Action::NextField | Action::NextSection | Action::Accept);
        if is_forward && (session.focus, session.revision) == here {
            // Past the last field of the last page, or past that page: what is still missing comes next. From
            // the office profile nobody is led away: what is typed next would be lost on the list of reports.
            let home = key_of(Action::Home).map_or_else(String::new, |key| key.to_string());
            effects.push(match report.kind {
                Kind::Office => Effect::Notify(s::OFFICE_END.fill(context.language, &[&home])),
                Kind::Report => Effect::Act(Action::Review),
            });
        }
        Some(effects)
    }

    /// Types a letter.
    pub(crate) fn type_letter(
        &mut self,
        letter: char,
        session: &mut Session,
        input: &mut InputMethod,
        context: &Context,
    ) -> Option<Effect> {
        let typed = entry::type_letter(session, letter, Self::width(session, context), input);
        Self::after(typed, session, context)
    }

    /// Pastes a text.
    pub(crate) fn paste(&mut self, text: &str, session: &mut Session, context: &Context) -> Option<Effect> {
        let typed = paste::paste(session, text, Self::width(session, context));
        Self::after(typed, session, context)
    }

    /// Puts a paragraph of the old report into the field at hand, beside what stands there.
    pub(crate) fn put_old(&self, at: usize, text: &str, report: &mut OpenReport, context: &Context) -> Vec<Effect> {
        let mut typed = Typed::Done;
        let width = Self::width(&report.session, context);
        if !paste::takes(&report.session, text, width) {
            let why = if paste::has(&report.session, text) { s::OLD_THERE } else { s::OLD_NOT_HERE };
            return vec![Effect::Notify(why.of(context.language).to_owned())];
        }
        let headings = report.session.old.headings_over(at).map(str::to_owned);
        if !report.attempt(|session| typed = paste::put(session, text, headings.as_deref(), width)) {
            return vec![Effect::Notify(row_too_much(context))];
        }
        let session = &mut report.session;
        session.refresh();
        let path = session.focus.path();
        if let (Typed::Done | Typed::RowsPasted { .. }, Some(paragraph)) = (&typed, session.old.paragraphs.get_mut(at))
        {
            paragraph.source.taken.retain(|taken| *taken != path);
            paragraph.source.taken.push(path);
        }
        let told = s::OLD_PUT.fill(context.language, &[&display::label_of(session, path, context.language)]);
        vec![Self::after(typed, session, context).unwrap_or(Effect::Notify(told))]
    }

    fn after(typed: Typed, session: &Session, context: &Context) -> Option<Effect> {
        match typed {
            Typed::Done => None,
            Typed::OpenOptions(typed) => {
                let path = session.focus.path();
                lists::entry_options(session, path, &typed, context).map(Effect::Ask)
            }
            Typed::OptionReplaced => Some(Effect::Notify(s::OPTION_REPLACED.of(context.language).to_owned())),
            Typed::TableFull => Some(Effect::Notify(row_too_much(context))),
            Typed::RowsPasted { count, unreadable, unplaced } => {
                let told = match (unreadable, unplaced) {
                    (0, 0) => s::ROWS_PASTED.fill(context.language, &[&count]),
                    (0, unplaced) => s::ROWS_PASTED_UNPLACED.fill(context.language, &[&count, &unplaced]),
                    (unreadable, 0) => s::ROWS_PASTED_UNREADABLE.fill(context.language, &[&count, &unreadable]),
                    (_, _) => s::ROWS_PASTED_BOTH.fill(context.language, &[&count, &unreadable, &unplaced]),
                };
                Some(Effect::Notify(told))
            }
            Typed::TableInText => Some(Effect::Notify(s::TABLE_IN_TEXT.of(context.language).to_owned())),
            Typed::NotYesOrNo => {
                let (vi, en) = (Unreadable::NotYesOrNo.message_vi(), Unreadable::NotYesOrNo.message_en());
                Some(Effect::Notify(context.language.pick(vi, en).to_owned()))
            }
        }
    }

    /// Where its parts stand, by the page as it was laid out last.
    #[must_use]
    pub fn areas(&self, session: &Session, screen: Rect) -> Areas {
        Areas::of(screen, session.has_preview(), self.view.height())
    }

    /// Brings focus and its words into view; to be called before drawing.
    pub(crate) fn update_layout(&mut self, session: &mut Session, context: &Context) {
        let screen = context.area;
        self.view.lay_out(session, Self::width(session, context));
        let areas = self.areas(session, screen);
        session.lay_out(areas.preview_width());
        self.view.scroll(session, areas.form);
        let focus = self.settled.unwrap_or(session.focus);
        // Of the head and end alone, a sentence is no more than a line.
        if areas.outline.is_some() || !session.has_document() {
            self.pane.scroll_to(session, focus, areas.document.height);
            self.speaks = session.has_preview();
        } else {
            self.speaks = self.pane.scroll_to_sentence(session, focus, areas.document.height);
        }
        if let Some(area) = areas.outline {
            self.outline_top = outline::top(session, self.outline_top, area.height);
        }
    }

    /// Draws the screen below the title bar. `scope` is that of the settled focus; `is_told` where a message stands in place
    /// of the hint.
    pub(crate) fn render(
        &self,
        session: &Session,
        scope: Scope,
        is_told: bool,
        context: &Context,
        frame: &mut Frame<'_>,
    ) {
        let Context { theme, language, .. } = *context;
        let screen = frame.area();
        let areas = self.areas(session, screen);
        let focus = self.settled.unwrap_or(session.focus);
        let rule = |y| Rect { y, height: 1, ..screen };
        if let Some(outline) = areas.outline {
            let (above, below) = theme.tees();
            let bottom = outline.bottom();
            frame.render_widget(theme.rule(), rule(1));
            frame.render_widget(theme.rule(), rule(bottom));
            let second = session.has_preview().then(|| areas.document.x - 1);
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
            if session.has_preview() {
                frame.render_widget(theme.rule(), rule(document.bottom()));
                let title = if session.has_document() { s::LIVE_SENTENCE } else { s::LIVE_HEAD };
                let title = format!(" {} ", title.of(language));
                put(frame.buffer_mut(), 2, areas.form.bottom(), &title, theme.quiet(), screen.width);
                if !self.speaks {
                    let text = s::NO_SENTENCE.of(language);
                    put(frame.buffer_mut(), 2, document.y, text, theme.quiet(), document.width);
                }
            }
        }
        if self.speaks {
            self.pane.render(session, areas.document, Some(focus), None, context, frame);
            if !session.has_document() {
                self.pane.render_more(session, areas.document, theme, frame);
            }
        }
        self.view.render(session, areas.form, context, frame);
        if !is_told {
            hint::render(session, focus, Self::width(session, context), context, frame);
        }
        keys(scope, context, frame);
    }

    /// "Mục 3/9 Chăm sóc sức khỏe   ! 1 lỗi   * 5 thiếu"
    fn section_line(&self, session: &Session, context: &Context, buffer: &mut Buffer) {
        let Context { theme, language, .. } = *context;
        let width = buffer.area.width;
        let sections = session.sections();
        let section = session.section();
        let number = sections.iter().position(|s| *s == section).map_or(0, |i| i + 1);
        let title = session.definition[section].title.text(language);
        let left = counts(session, width, 1, context, buffer);
        let of = s::SECTION_OF.fill(language, &[&number, &sections.len()]);
        let x = put(buffer, 1, 1, &of, theme.quiet(), width) + 2;
        let room = left.saturating_sub(x + 2);
        put(buffer, x, 1, &cut(title, usize::from(room), theme), theme.title(), room);
    }
}

/// That a table, or the report, takes no row more.
pub(crate) fn row_too_much(context: &Context) -> String {
    s::ROW_TOO_MUCH.fill(context.language, &[&(MAX_BYTES / 1000), &MAX_ROWS])
}

/// What an external editor is to change; `None` where the focus is on no text.
fn external_text(session: &Session) -> Option<Effect> {
    let Focus::Entry(path) = session.focus else { return None };
    let is_text = matches!(session.field()?.kind, FieldKind::Text | FieldKind::LongText | FieldKind::List);
    is_text.then(|| Effect::Task(Task::Edit(session.answers.raw(path).to_owned())))
}

/// Takes over what an editor made of the focused text. False where it is too long.
pub(crate) fn take_edited(session: &mut Session, text: &str) {
    if let Focus::Entry(path) = session.focus {
        let clean = clean_paste(text);
        let text = clean.trim_end_matches('\n');
        let text = if entry::is_paragraph(session, session.focus) { text.to_owned() } else { text.replace('\n', " ") };
        session.set(path, text);
    }
}

/// Lets the input method change the word before the cursor. False where it has nothing to change.
pub(crate) fn change_word(
    session: &mut Session,
    input: &mut InputMethod,
    change: impl FnOnce(&mut InputMethod, Spot, &str) -> Option<crate::typing::Edit>,
) -> bool {
    if entry::writing(session) == Writing::Other {
        return false;
    }
    let before = session.raw().get(..session.cursor.at).unwrap_or_default();
    let Some(edit) = change(input, Spot::of(session), before) else { return false };
    entry::replace(session, &edit);
    input.left_at(Spot::of(session), session.cursor.at);
    true
}

/// Gives the word before the cursor back to the keys that it was typed with. As after an automatic
/// correction elsewhere, this comes first, and what was typed is taken back later.
fn give_word_back(session: &mut Session, input: &mut InputMethod) -> bool {
    session.resume();
    let is_given_back = change_word(session, input, InputMethod::give_back);
    session.rest();
    is_given_back
}
