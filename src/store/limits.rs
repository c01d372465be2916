//! How large a report may become, and how large a file is still read: whatever was saved can be opened.
//!
//! Pastes, copies and imports are refused beyond a size that no report has. What a person types, takes
//! back or writes by hand is never refused; so far more is read than the first will ever make. Only what
//! another program made nearly so large can come to be larger by typing: it is shown, and not lost from sight.

/// What pastes, copies and imports may fill the file of a report up to, in bytes; a report has some
/// 20 kB.
pub(crate) const MAX_BYTES: usize = 1_000_000;
/// The same for the rows of a table and the lines of a list.
pub(crate) const MAX_ROWS: usize = 5_000;
/// The same for the cells of a table, each of which takes some 100 bytes of memory.
pub(crate) const MAX_CELLS: usize = 100_000;

/// The largest file that is read for editing, in bytes. A paragraph written by hand has its text twice in the file:
/// of a report of [`MAX_BYTES`], they make three times that, and so much is read four times over.
pub(crate) const READ_BYTES: usize = 12 * MAX_BYTES;
/// The largest file that is still shown, in bytes.
pub(crate) const SHOWN_BYTES: usize = 2 * READ_BYTES;
/// The most rows of a table, or lines of a list, that are read.
pub(crate) const READ_ROWS: usize = 4 * MAX_ROWS;
/// The most cells of a table that are read.
pub(crate) const READ_CELLS: usize = 4 * MAX_CELLS;
/// The most values that a file may have: it takes up to 400 bytes of memory to read each.
pub(crate) const READ_VALUES: usize = 700_000;
