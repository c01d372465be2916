//! The terminal: what a person sees, and what their keys do.
//!
//! ```text
//! terminal event ─► keymap ─► Action ─► State ─► Effect? ─► draw(&State) ─► Painter ─► one write
//! ```

pub mod action;
pub mod app;
pub mod canvas;
pub mod columns;
pub mod draw;
pub mod events;
pub mod flow;
pub mod form;
pub mod help;
pub mod history;
pub mod home;
pub mod inbox;
pub mod input;
pub mod keymap;
pub mod keys;
pub mod line;
pub mod overlay;
pub mod painter;
pub mod paper;
pub mod read_only;
pub mod review;
pub mod session;
pub mod settings;
pub mod state;
pub mod strings;
pub mod surroundings;
pub mod theme;
pub mod typist;
pub mod work;
