//! The settings screen: each line turns to its next value.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::store::settings::{Colour, EnterInText, Settings, TypingMethod};
use crate::text::language::Language;
use crate::text::message::Message;
use crate::text::visible::shown_path;
use crate::text::width::columns;
use crate::typing::ToneStyle;
use crate::ui::action::Action;
use crate::ui::context::Context;
use crate::ui::effect::Effect;
use crate::ui::keymap::Scope;
use crate::ui::page::{self, page, page_step};
use crate::ui::strings as s;
use crate::ui::text::lines;
use crate::ui::text::{cut, put};

use super::step_of;

/// The settings screen.
#[derive(Debug, Default, Clone, Copy)]
pub struct SettingsScreen {
    pub selected: usize,
}

/// One line of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
    Language,
    Colour,
    Frames,
    Enter,
    Typing,
    ToneStyle,
    Brackets,
}

const LINES: [(Setting, Message); 7] = [
    (Setting::Language, s::SET_LANGUAGE),
    (Setting::Colour, s::SET_COLOUR),
    (Setting::Frames, s::SET_FRAMES),
    (Setting::Enter, s::SET_ENTER),
    (Setting::Typing, s::SET_TYPING),
    (Setting::ToneStyle, s::SET_TONE_STYLE),
    (Setting::Brackets, s::SET_BRACKETS),
];

impl SettingsScreen {
    /// Does an action; `None` where it is none of the screen's.
    pub(crate) fn update(&mut self, action: Action, context: &mut Context) -> Option<Vec<Effect>> {
        if matches!(action, Action::Accept | Action::Left | Action::Right) {
            self.turn(&mut context.settings.settings);
            return Some(vec![Effect::ApplySettings]);
        }
        let by = step_of(action, page_step(context))?;
        self.selected = self.selected.saturating_add_signed(by).min(LINES.len() - 1);
        Some(Vec::new())
    }

    /// Turns the chosen line to its next value.
    fn turn(&self, settings: &mut Settings) {
        let Some((line, _)) = LINES.get(self.selected) else { return };
        match line {
            Setting::Language => {
                settings.language = match settings.language {
                    None => Some(Language::Vi),
                    Some(Language::Vi) => Some(Language::En),
                    Some(Language::En) => None,
                };
            }
            Setting::Colour => {
                settings.colour = match settings.colour {
                    None => Some(Colour::Eight),
                    Some(Colour::Eight) => Some(Colour::None),
                    Some(Colour::None) => None,
                };
            }
            Setting::Frames => {
                settings.ascii = match settings.ascii {
                    None => Some(false),
                    Some(false) => Some(true),
                    Some(true) => None,
                };
            }
            Setting::Enter => {
                settings.enter_in_text = match settings.enter_in_text {
                    None | Some(EnterInText::NewLine) => Some(EnterInText::Next),
                    Some(EnterInText::Next) => Some(EnterInText::NewLine),
                };
            }
            Setting::Typing => {
                settings.typing = match settings.typing {
                    None => Some(TypingMethod::Telex),
                    Some(TypingMethod::Off) => None,
                    Some(method) => Some(method.next()),
                };
            }
            Setting::ToneStyle => {
                settings.tone_style = match settings.tone_style {
                    None | Some(ToneStyle::Old) => Some(ToneStyle::New),
                    Some(ToneStyle::New) => Some(ToneStyle::Old),
                };
            }
            Setting::Brackets => settings.brackets = Some(!settings.brackets.unwrap_or(false)),
        }
    }

    fn value(line: Setting, settings: &Settings, language: Language) -> &'static str {
        let text = match line {
            Setting::Language => {
                return match settings.language {
                    None => s::AUTOMATIC.of(language),
                    Some(Language::Vi) => "Tiếng Việt",
                    Some(Language::En) => "English",
                };
            }
            Setting::Colour => match settings.colour {
                None => s::AUTOMATIC,
                Some(Colour::Eight) => s::COLOUR_ON,
                Some(Colour::None) => s::COLOUR_OFF,
            },
            Setting::Frames => match settings.ascii {
                None => s::AUTOMATIC,
                Some(false) => s::FRAMES_LINES,
                Some(true) => s::FRAMES_ASCII,
            },
            Setting::Enter => match settings.enter_in_text {
                None | Some(EnterInText::NewLine) => s::ENTER_NEW_LINE,
                Some(EnterInText::Next) => s::ENTER_NEXT,
            },
            Setting::Typing => match settings.typing {
                None => s::AUTOMATIC,
                Some(method) => s::typing_method(method),
            },
            Setting::ToneStyle => match settings.tone_style {
                None | Some(ToneStyle::Old) => s::TONES_OLD,
                Some(ToneStyle::New) => s::TONES_NEW,
            },
            Setting::Brackets if settings.brackets == Some(true) => s::BRACKETS_ON,
            Setting::Brackets => s::BRACKETS_OFF,
        };
        text.of(language)
    }

    /// Draws the screen below the title bar.
    pub(crate) fn render(&self, context: &Context, frame: &mut Frame<'_>) {
        let Context { theme, language, .. } = *context;
        let settings = &context.settings.settings;
        let folder = shown_path(context.workspace.folders.reports());
        let body = page(Scope::Settings, context, frame);
        let room = body.width.saturating_sub(VALUE + 1);
        put(frame.buffer_mut(), 2, body.y, s::SETTINGS.of(language), theme.title(), body.width);
        let items = LINES.iter().enumerate().map(|(at, (line, name))| {
            let name = cut(name.of(language), 25, theme);
            let gap = usize::from(VALUE - 4).saturating_sub(columns(&name));
            let value = cut(Self::value(*line, settings, language), usize::from(room), theme);
            let style = if at == self.selected { theme.title() } else { theme.text() };
            Line::from(vec![Span::styled(name, style), Span::raw(" ".repeat(gap)), Span::raw(value)]).into()
        });
        let height = u16::try_from(LINES.len()).unwrap_or(0);
        let area = Rect { x: 2, y: body.y + 2, width: body.width.saturating_sub(3), height };
        let cursor = page::list(items.collect(), Some(self.selected), "> ", theme, area, frame.buffer_mut());
        let y = area.bottom() + 1;
        put(frame.buffer_mut(), 4, y, s::SET_FOLDER.of(language), theme.text(), 25);
        let area = Rect { x: VALUE, y, width: room, height: body.bottom().saturating_sub(y) };
        frame.render_widget(Paragraph::new(lines(&folder, room)).style(theme.quiet()), area);
        frame.set_cursor_position((VALUE, cursor.unwrap_or(y)));
    }
}

/// The column in which values begin.
const VALUE: u16 = 30;
