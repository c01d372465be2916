//! How much one document may hold: a type that prints each row in each of its sentences would have
//! no end.

use std::cell::Cell;

use super::Run;

/// Some hundred and fifty pages, in bytes; on the screen they take up to 300 times as much.
const MOST: usize = 600_000;

/// What a run takes besides its text, in bytes.
const RUN: usize = 64;

/// How much was printed so far, in bytes of text and [`RUN`] for each run.
#[derive(Debug, Default)]
pub(crate) struct Room(Cell<usize>);

impl Room {
    /// Whether the document has all that it may hold; nothing more is printed.
    #[must_use]
    pub(crate) fn is_full(&self) -> bool {
        self.0.get() >= MOST
    }

    /// Counts a run.
    pub(crate) fn take(&self, run: &Run) {
        self.0.set(self.0.get().saturating_add(run.text.len() + RUN));
    }
}
