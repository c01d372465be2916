//! The one test program: each module tests the program from the side that its name says.

mod blanks;
mod house;
mod keys;
mod play;
mod pty;
mod robust;
mod sample;
mod screens;
mod types;
