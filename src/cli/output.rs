//! What the command line says: the only way to its two streams. Whatever a text holds, a terminal
//! obeys none of it, and no stream that is closed or full ends the program.

use std::io::{self, Write};

use crate::store::describe_io;
use crate::text::language::Language;
use crate::text::visible::shown;

use super::Failure;

/// Prints a text on standard output.
///
/// # Errors
/// It is refused; a reader that has had enough is no error.
pub(super) fn print(text: &str, language: Language) -> Result<(), Failure> {
    print_bytes(shown(text).as_bytes(), language)
}

/// Prints a document on standard output as it is: whoever exports it wants its bytes.
///
/// # Errors
/// As [`print()`].
pub(super) fn print_bytes(bytes: &[u8], language: Language) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let why = language.pick("không ghi được ra đầu ra", "the output cannot be written");
            Err(Failure(format!("{why}: {}", describe_io(&error, language))))
        }
        _ => Ok(()),
    }
}

/// Says a line on standard error. What was done is done, whether or not anybody listens.
pub fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{}", shown(text));
}
