//! baocao
pub mod document;
pub mod export;
pub mod report;
