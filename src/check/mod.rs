//! What is wrong with the answers: missing, not understood, contradictory.

pub mod answers;
pub mod diagnostic;

pub use answers::{check, check_field};
pub use diagnostic::{Diagnostic, Severity, in_order};
