//! Runs the command line: the only place that prints an error and picks an exit code.

use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match baocao::cli::run() {
        Ok(code) => code,
        Err(error) => {
            // Whoever started the program may be gone.
            let _ = writeln!(io::stderr(), "baocao: {error}");
            ExitCode::from(2)
        }
    }
}
