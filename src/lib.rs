//! baocao
pub mod document;
pub mod report;
