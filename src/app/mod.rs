//! What the screens and the command line do alike.
//!
//! - [`import`]: a report begun from an old one.

pub mod import;
