//! baocao
pub mod check;
pub mod document;
pub mod export;
pub mod report;
pub mod store;
pub mod ui;
