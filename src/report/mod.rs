//! What is asked and answered: report types, their fields, and the answers to them.
//!
//! The ground floor: it knows no document, no file, no screen and no clock.

pub mod answers;
pub(crate) mod carry;
pub(crate) mod comparison;
pub mod convert;
pub mod definition;
pub(crate) mod difference;
pub mod evaluation;
pub mod expression;
mod facts;
pub mod field;
pub(crate) mod figure_words;
pub(crate) mod hand_edits;
pub(crate) mod headings;
pub mod ids;
pub mod load;
pub(crate) mod load_error;
pub(crate) mod merge;
pub(crate) mod moves;
pub(crate) mod notes;
pub(crate) mod paragraph_names;
pub mod pattern;
pub mod period;
pub(crate) mod prefill;
pub(crate) mod proposal;
pub mod read;
pub(crate) mod row_units;
pub(crate) mod signing;
pub(crate) mod sorting;
pub mod source;
pub(crate) mod toml_reader;
pub mod value;
