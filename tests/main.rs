//! The one test program: each module tests the program from the side that its name says.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what must be true and stops where it is not"
)]

mod authors;
mod blanks;
mod by_hand;
mod command_line;
mod copies;
mod coverage;
mod every_field;
mod exports;
mod filled;
mod form;
mod former_types;
mod goldens;
mod hostile;
mod house;
mod import;
mod import_cases;
mod import_whole;
mod import_worded;
mod keys;
mod kiosk;
mod limits;
mod look;
mod mutants;
mod nd30;
mod newcomer;
mod office;
mod old_text;
mod paper;
mod play;
mod power_cut;
mod pty;
mod readme;
mod recovery;
mod review;
mod robust;
mod round_trip;
mod safety;
mod sample;
mod screens;
mod shared_folder;
mod story_2021;
mod terminal;
mod types;
mod typing;
mod typing_program;
mod typist;
mod v0_1_0;
mod without_diacritics;
