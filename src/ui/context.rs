//! What every screen is drawn with.

use crate::text::language::Language;

use super::theme::Theme;

/// The looks and the language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    pub theme: Theme,
    pub language: Language,
}
