//! What the program asks, as dialogs whose items carry the effects of choosing them.

pub mod exports;
pub mod lists;
pub mod opening;
pub mod saving;
pub mod versions;
