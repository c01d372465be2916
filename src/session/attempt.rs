//! Changes that may be refused once they are seen.

use super::Session;
use crate::report::answers::Answers;

impl Session {
    /// Changes something, and leaves nothing of it where that may not be, seeing what came of these answers.
    /// Undo and redo know nothing of what was refused: a step of that size would have pushed out those before it.
    pub(crate) fn attempt(
        &mut self,
        change: impl FnOnce(&mut Session),
        may: impl FnOnce(&Session, &Answers) -> bool,
    ) -> bool {
        let history = std::mem::take(&mut self.history);
        let (answers, changed) = (self.answers.clone(), self.changed.clone());
        let (revision, at) = (self.revision, (self.focus, self.cursor, self.typing));
        change(self);
        let made = std::mem::replace(&mut self.history, history);
        let may = self.revision == revision || may(self, &answers);
        if may {
            self.history.append(made);
        } else {
            (self.answers, self.changed, self.revision) = (answers, changed, revision);
            (self.focus, self.cursor, self.typing) = at;
        }
        may
    }
}
