//! The office profile, which another program wrote to as well. New reports are begun from its one file alone, so
//! neither side may go on in another: what gives way is among the earlier versions.

use crate::store::disk::Disk;
use crate::store::save_error::SaveError;

use super::OpenReport;

impl OpenReport {
    /// The next save replaces what the other program wrote, which becomes an earlier version.
    ///
    /// # Errors
    /// That could not be kept; nothing is changed.
    pub(crate) fn keep_mine(&mut self, disk: &dyn Disk) -> Result<(), SaveError> {
        self.file.give_way(disk)
    }

    /// What was typed becomes an earlier version; the file is what the other program wrote, to be opened anew.
    ///
    /// # Errors
    /// It could not be kept; nothing is changed.
    pub(crate) fn take_theirs(mut self, disk: &dyn Disk) -> Result<(), (Box<Self>, SaveError)> {
        if let Err(error) = self.keep_now(disk) {
            return Err((Box::new(self), error));
        }
        self.journal.remove(disk);
        Ok(())
    }
}
