//! baocao
pub mod document;
pub mod report;
pub mod store;
