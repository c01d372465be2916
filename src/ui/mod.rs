//! The terminal: what a person sees, and what their keys do.
//!
//! ```text
//! terminal event ─► keymap ─► Action ─► Program ─► Effect? ─► Terminal::draw ─► Backend ─► one write
//! ```

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a broken invariant may end the program, in words: each change is in the journal before \
              anything is computed from it"
)]

pub mod action;
pub mod app;
pub mod backend;
pub(crate) mod context;
pub mod dialogs;
pub(crate) mod editor;
pub(crate) mod effect;
pub(crate) mod event_queue;
pub mod events;
pub mod input;
pub(crate) mod input_method;
pub mod keymap;
pub(crate) mod page;
pub mod program;
pub(crate) mod questions;
pub mod render;
pub mod screens;
pub(crate) mod signals;
pub(crate) mod strings;
pub mod terminal_control;
pub(crate) mod text;
pub(crate) mod theme;
pub(crate) mod tty_writer;

use std::io;
use std::path::PathBuf;

use crate::app::environment::Environment;
use crate::store::files;
use crate::store::folders::Folders;

use app::Left;
use events::moment;
use program::Program;

/// What the interface begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Start {
    /// The list of reports; on the first run, the office profile.
    Home,
    /// The report in a file.
    Open(PathBuf),
    /// A new report of a type.
    New(String),
    /// One begun from an earlier report.
    NewFrom(String, PathBuf),
}

/// What is left once the interface has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The lines that the normal screen shows.
    pub receipts: Vec<String>,
    /// Something was typed that is in no file; its journal has it, where one could be written.
    pub is_unsaved: bool,
}

/// Runs the interface until the person leaves.
///
/// # Errors
/// The terminal cannot be used.
pub(crate) fn run(folders: Folders, environment: Environment, start: Start) -> io::Result<Ended> {
    let is_first_run = !files::exists(&folders.office());
    let mut program = Program::new(folders, environment, moment());
    program.context.area.width = terminal_control::window_size().width;
    match start {
        Start::Home if is_first_run => program.open_office(),
        Start::Home => {}
        Start::Open(file) => program.open(file),
        Start::New(type_id) => program.new_report(&type_id),
        Start::NewFrom(type_id, earlier) => program.copy_report(&earlier, Some(&type_id)),
    }
    if program.current.report.is_none() {
        program.list_reports();
    }
    let (mut program, left) = app::run(program)?;
    program.end_at(moment());
    let receipts = if left == Left::Restored { program.current.receipts } else { Vec::new() };
    Ok(Ended { receipts, is_unsaved: program.current.is_unsaved })
}
