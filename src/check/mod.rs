//! What is wrong with the answers: missing, not understood, contradictory.

pub mod answers;
pub mod diagnostic;

pub use answers::check;
pub use diagnostic::{Diagnostic, Severity, in_order};
