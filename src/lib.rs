//! baocao
pub mod check;
pub mod cli;
pub mod document;
pub mod export;
pub mod report;
pub mod store;
pub mod ui;
