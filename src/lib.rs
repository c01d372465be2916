//! baocao
pub mod check;
pub mod document;
pub mod report;
