//! What is the program's and no screen's.

use ratatui::layout::Rect;

use crate::app::Workspace;
use crate::session::open_report::Moment;
use crate::store::settings::SettingsFile;
use crate::text::language::Language;

use super::theme::Theme;
use crate::app::environment::Environment;

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
