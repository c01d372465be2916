//! What is the program's and no screen's.

use ratatui::layout::Rect;

use crate::app::Workspace;
use crate::session::open_report::Moment;
use crate::store::settings::SettingsFile;
use crate::text::language::Language;

use super::theme::Theme;
use crate::app::environment::Environment;

/// The smallest window that is drawn, and the smallest in which keys are taken: columns, rows.
const SMALLEST: (u16, u16) = (60, 16);

/// Settings, language, looks, time, folders and the window.
pub struct Context {
    pub workspace: Workspace,
    pub settings: SettingsFile,
    pub environment: Environment,
    pub language: Language,
    pub theme: Theme,
    pub area: Rect,
    pub now: Moment,
}

impl Context {
    /// Whether the window shows nothing but that it is too small.
    pub(super) fn is_too_small(&self) -> bool {
        self.area.width < SMALLEST.0 || self.area.height < SMALLEST.1
    }
}
