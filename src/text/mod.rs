//! Text, whatever it says: on a terminal, composed, compared, changed, in the language of the reader.
//!
//! - [`language`]: the two languages of the interface.
//! - [`gap`]: what stands in a draft in the place of an answer.
//! - [`letters`]: composed letters, and words without their diacritics.
//! - [`message`]: what the program says, in both languages.
//! - [`visible`]: characters that have no ink.
//! - [`width`]: the columns that a text takes on a terminal.
//! - [`wrap`]: where the lines of a text break.
//! - [`splice`]: a change of a text.
//! - [`toml_words`]: what the parser of TOML complains of, in plain words.

pub(crate) mod changes;
pub(crate) mod gap;
pub mod language;
pub(crate) mod letters;
pub mod message;
pub(crate) mod splice;
pub(crate) mod toml_words;
pub mod visible;
pub mod width;
pub mod wrap;
