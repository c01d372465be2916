//! What the program asks, as dialogs whose items carry the effects of choosing them.

pub(crate) mod beside;
pub(crate) mod exports;
pub(crate) mod lists;
pub(crate) mod old_files;
pub(crate) mod opening;
pub(crate) mod saving;
pub(crate) mod versions;
