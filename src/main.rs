//! Runs the command line: the only place that prints an error and picks an exit code.

use std::process::ExitCode;
use std::sync::Arc;

use baocao::cli::output::tell;

fn main() -> ExitCode {
    // A file that may grow no further is an error to tell, not the end of the program. Where the signal
    // cannot be caught, it ends it as ever.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    match baocao::cli::run() {
        Ok(code) => code,
        Err(error) => {
            tell(&format!("baocao: {error}"));
            ExitCode::from(2)
        }
    }
}
