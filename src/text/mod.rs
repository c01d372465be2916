//! Text, whatever it says: on a terminal, composed, compared, changed, in the language of the reader.
//!
//! - [`language`]: the two languages of the interface.
//! - [`letters`]: composed letters, and words without their diacritics.
//! - [`visible`]: characters that have no ink.
//! - [`width`]: the columns that a text takes on a terminal.
//! - [`splice`]: a change of a text.

pub mod language;
pub mod letters;
pub mod splice;
pub mod visible;
pub mod width;
