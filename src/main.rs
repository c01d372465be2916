//! Runs the command line: the only place that prints an error and picks an exit code.

use std::process::ExitCode;

use baocao::cli::output::tell;

fn main() -> ExitCode {
    match baocao::cli::run() {
        Ok(code) => code,
        Err(error) => {
            tell(&format!("baocao: {error}"));
            ExitCode::from(2)
        }
    }
}
