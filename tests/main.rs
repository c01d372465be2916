//! The one test program: each module tests the program from the side that its name says.

mod sample;
mod types;
