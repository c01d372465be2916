//! The terminal: what a person sees, and what their keys do.
//!
//! ```text
//! terminal event ─► keymap ─► Action ─► State ─► Effect? ─► Terminal::draw ─► Backend ─► one write
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
pub mod context;
pub mod event_queue;
pub mod events;
pub mod flow;
pub mod form;
pub mod help;
pub mod history;
pub mod home;
pub mod input;
pub mod keymap;
pub mod overlay;
pub mod page;
pub mod paper;
pub mod read_only;
pub mod render;
pub mod review;
pub mod session;
pub mod settings;
pub mod state;
pub mod strings;
pub mod surroundings;
pub mod terminal_control;
pub mod text;
pub mod theme;
pub mod tty_writer;
pub mod typist;
pub mod work;
