//! Changes that may be refused once they are seen.

use super::Session;

impl Session {
    /// Changes something, and leaves nothing of it where what came of it may not be. Undo and
    /// redo know nothing of what was refused: a step of that size would have pushed out those before it.
    pub(crate) fn attempt(&mut self, change: impl FnOnce(&mut Session), may: impl FnOnce(&Session) -> bool) -> bool {
        let history = std::mem::take(&mut self.history);
        let (answers, changed) = (self.answers.clone(), self.changed.clone());
        let (revision, at) = (self.revision, (self.focus, self.cursor, self.typing));
        change(self);
        let made = std::mem::replace(&mut self.history, history);
        let may = self.revision == revision || may(self);
        if may {
            self.history.append(made);
        } else {
            (self.answers, self.changed, self.revision) = (answers, changed, revision);
            (self.focus, self.cursor, self.typing) = at;
        }
        may
    }
}
