//! Steps taken back and done again, with what the answers file says of the old report.

use crate::session::Session;
use crate::session::old_text::{DONE, TITLE};

use super::OpenReport;

impl OpenReport {
    /// Takes a paragraph of the old report as done with, or as waiting again; so do the comments at the end of the file.
    /// Whether it is done with now; `None` where nothing of it was left.
    pub(crate) fn settle_old(&mut self, at: usize) -> Option<bool> {
        self.with_comments(|session| session.turn_old(at))
    }

    /// Takes the last step back. False when there is none.
    pub(crate) fn undo(&mut self) -> bool {
        self.with_comments(Session::undo)
    }

    /// Does the step taken back last again. False when there is none.
    pub(crate) fn redo(&mut self) -> bool {
        self.with_comments(Session::redo)
    }

    /// Changes the session; the comments at the end of the file follow what is done with of the old report.
    fn with_comments<T>(&mut self, change: impl FnOnce(&mut Session) -> T) -> T {
        let before: Vec<bool> = self.session.old.lines().map(|(_, is_done)| is_done).collect();
        let changed = change(&mut self.session);
        let now = self.session.old.lines().zip(before);
        for ((line, is_done), _) in now.filter(|((_, is_done), was_done)| is_done != was_done) {
            let (from, to) = if is_done { (TITLE, DONE) } else { (DONE, TITLE) };
            self.file.move_comment(line, from, to);
        }
        changed
    }
}
