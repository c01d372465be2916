//! The screens: each owns what it shows, does what its keys mean, and draws itself.

pub(crate) mod document;
pub mod form;
pub(crate) mod help;
pub(crate) mod home;
pub(crate) mod old_text;
pub(crate) mod pane;
pub(crate) mod review;
pub(crate) mod settings;
pub(crate) mod viewer;

use document::DocumentScreen;
use help::HelpScreen;
use old_text::OldTextScreen;
use settings::SettingsScreen;
use viewer::ViewerScreen;

use super::action::Action;

/// The screen that is shown. List of reports, form and review stay as they were while another is.
#[derive(Debug)]
pub enum Screen {
    Home,
    Form,
    Document(DocumentScreen),
    Review,
    OldText(OldTextScreen),
    Help(HelpScreen),
    Settings(SettingsScreen),
    Viewer(ViewerScreen),
}

/// How far an action moves on a screen of so many lines, where a page is a step of `page`; `None`
/// where it is none that moves.
fn step_of(action: Action, page: isize) -> Option<isize> {
    Some(match action {
        Action::Up => -1,
        Action::Down => 1,
        Action::PreviousSection => -page,
        Action::NextSection => page,
        Action::TextStart => isize::MIN,
        Action::TextEnd => FAR,
        _ => return None,
    })
}

/// Further than any list or page goes.
const FAR: isize = 100_000;
