//! Runs the command line: the only place that prints an error and picks an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    match baocao::cli::run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("baocao: {error}");
            ExitCode::from(2)
        }
    }
}
