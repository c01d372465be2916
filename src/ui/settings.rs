//! The settings screen: each line turns to its next value.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Paragraph;

use crate::report::language::Language;
use crate::store::settings::{Colour, EnterInText, Settings, TypingMethod};
use crate::typing::ToneStyle;

use super::context::Context;
use super::form::wrap::lines;
use super::keymap::Scope;
use super::page::page;
use super::strings as s;
use super::text::{cut, put};

/// The settings screen.
#[derive(Debug, Default, Clone, Copy)]
pub struct SettingsScreen {
    pub selected: usize,
}

/// One line of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Language,
    Colour,
    Frames,
    Enter,
    Typing,
    ToneStyle,
    Brackets,
}

const LINES: [(Line, s::Text); 7] = [
    (Line::Language, s::SET_LANGUAGE),
    (Line::Colour, s::SET_COLOUR),
    (Line::Frames, s::SET_FRAMES),
    (Line::Enter, s::SET_ENTER),
    (Line::Typing, s::SET_TYPING),
    (Line::ToneStyle, s::SET_TONE_STYLE),
    (Line::Brackets, s::SET_BRACKETS),
];

impl SettingsScreen {
    /// Moves the choice.
    pub fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(LINES.len() - 1);
    }

    /// Turns the chosen line to its next value.
    pub fn turn(&self, settings: &mut Settings) {
        let Some((line, _)) = LINES.get(self.selected) else { return };
        match line {
            Line::Language => {
                settings.language = match settings.language {
                    None => Some(Language::Vi),
                    Some(Language::Vi) => Some(Language::En),
                    Some(Language::En) => None,
                };
            }
            Line::Colour => {
                settings.colour = match settings.colour {
                    None => Some(Colour::Eight),
                    Some(Colour::Eight) => Some(Colour::None),
                    Some(Colour::None) => None,
                };
            }
            Line::Frames => {
                settings.ascii = match settings.ascii {
                    None => Some(false),
                    Some(false) => Some(true),
                    Some(true) => None,
                };
            }
            Line::Enter => {
                settings.enter_in_text = match settings.enter_in_text {
                    None | Some(EnterInText::NewLine) => Some(EnterInText::Next),
                    Some(EnterInText::Next) => Some(EnterInText::NewLine),
                };
            }
            Line::Typing => {
                settings.typing = match settings.typing {
                    None => Some(TypingMethod::Telex),
                    Some(TypingMethod::Off) => None,
                    Some(method) => Some(method.next()),
                };
            }
            Line::ToneStyle => {
                settings.tone_style = match settings.tone_style {
                    None | Some(ToneStyle::Old) => Some(ToneStyle::New),
                    Some(ToneStyle::New) => Some(ToneStyle::Old),
                };
            }
            Line::Brackets => settings.brackets = Some(!settings.brackets.unwrap_or(false)),
        }
    }

    fn value(line: Line, settings: &Settings, language: Language) -> &'static str {
        let text = match line {
            Line::Language => {
                return match settings.language {
                    None => s::AUTOMATIC.of(language),
                    Some(Language::Vi) => "Tiếng Việt",
                    Some(Language::En) => "English",
                };
            }
            Line::Colour => match settings.colour {
                None => s::AUTOMATIC,
                Some(Colour::Eight) => s::COLOUR_ON,
                Some(Colour::None) => s::COLOUR_OFF,
            },
            Line::Frames => match settings.ascii {
                None => s::AUTOMATIC,
                Some(false) => s::FRAMES_LINES,
                Some(true) => s::FRAMES_ASCII,
            },
            Line::Enter => match settings.enter_in_text {
                None | Some(EnterInText::NewLine) => s::ENTER_NEW_LINE,
                Some(EnterInText::Next) => s::ENTER_NEXT,
            },
            Line::Typing => match settings.typing {
                None => s::AUTOMATIC,
                Some(method) => s::typing_method(method),
            },
            Line::ToneStyle => match settings.tone_style {
                None | Some(ToneStyle::Old) => s::TONES_OLD,
                Some(ToneStyle::New) => s::TONES_NEW,
            },
            Line::Brackets if settings.brackets == Some(true) => s::BRACKETS_ON,
            Line::Brackets => s::BRACKETS_OFF,
        };
        text.of(language)
    }

    /// Draws the screen below the title bar.
    pub fn render(&self, settings: &Settings, folder: &str, context: Context, frame: &mut Frame<'_>) {
        let Context { theme, language } = context;
        let body = page(Scope::Settings, context, frame);
        let buffer = frame.buffer_mut();
        let room = body.width.saturating_sub(VALUE + 1);
        put(buffer, 2, body.y, s::SETTINGS.of(language), theme.title(), body.width);
        let mut y = body.y + 2;
        let mut cursor = y;
        for (index, (line, name)) in LINES.iter().enumerate() {
            let chosen = index == self.selected;
            if chosen {
                put(buffer, 2, y, ">", theme.accent(), 1);
                cursor = y;
            }
            put(buffer, 4, y, name.of(language), if chosen { theme.title() } else { theme.text() }, 25);
            let value = cut(Self::value(*line, settings, language), usize::from(room), theme);
            put(buffer, VALUE, y, &value, theme.text(), room);
            y += 1;
        }
        y += 1;
        put(buffer, 4, y, s::SET_FOLDER.of(language), theme.text(), 25);
        let area = Rect { x: VALUE, y, width: room, height: body.bottom().saturating_sub(y) };
        frame.render_widget(Paragraph::new(lines(folder, room)).style(theme.quiet()), area);
        frame.set_cursor_position(Position::new(VALUE, cursor));
    }
}

/// The column in which values begin.
const VALUE: u16 = 30;
