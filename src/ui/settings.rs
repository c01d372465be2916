//! The settings screen: each line turns to its next value.

use ratatui::layout::{Position, Rect};

use crate::report::language::Language;
use crate::store::settings::{Colour, EnterInText, Settings, TypingMethod};
use crate::typing::ToneStyle;

use super::canvas::Canvas;
use super::form::keys;
use super::form::wrap::wrap;
use super::keymap::Scope;
use super::strings as s;

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
    pub fn draw(
        &self,
        settings: &Settings,
        folder: &str,
        canvas: &mut Canvas,
        screen: Rect,
        language: Language,
    ) -> Option<Position> {
        let theme = canvas.theme;
        canvas.rule(Rect { x: 0, y: 1, width: screen.width, height: 1 });
        canvas.put(2, 2, s::SETTINGS.of(language), theme.title(), screen.width);
        canvas.rule(Rect { x: 0, y: screen.bottom().saturating_sub(2), width: screen.width, height: 1 });
        keys(canvas, screen, Scope::Settings, language);
        let mut cursor = None;
        let mut y = 4;
        for (index, (line, name)) in LINES.iter().enumerate() {
            let chosen = index == self.selected;
            if chosen {
                canvas.put(2, y, ">", theme.accent(), 1);
                cursor = Some(Position::new(30, y));
            }
            canvas.put(4, y, name.of(language), if chosen { theme.title() } else { theme.text() }, 25);
            canvas.put_cut(
                30,
                y,
                Self::value(*line, settings, language),
                theme.text(),
                screen.width.saturating_sub(31),
            );
            y += 1;
        }
        canvas.put(4, y + 1, s::SET_FOLDER.of(language), theme.text(), 25);
        let bottom = screen.bottom().saturating_sub(2);
        for (y, row) in (y + 1..bottom).zip(wrap(folder, usize::from(screen.width.saturating_sub(31)))) {
            canvas.put(30, y, folder.get(row.range).unwrap_or_default(), theme.quiet(), screen.width);
        }
        cursor
    }
}
