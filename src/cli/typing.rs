//! Typing on the command line: keystrokes in, a line at a time, and what they make.

use std::io::{self, BufRead};

use clap::ValueEnum;

use crate::store::describe_io;
use crate::text::language::Language;
use crate::typing::{Method, ToneStyle, TypingOptions, type_line};

use super::Failure;
use super::output::print;

/// How the keystrokes are read.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Arguments {
    /// Kiểu gõ (method)
    #[arg(long, value_enum)]
    method: MethodName,
    /// Đặt dấu thanh: old là hòa, thúy; new là hoà, thuý (where tones stand)
    #[arg(long, value_enum, default_value = "old")]
    style: StyleName,
    /// Telex: [ là ơ, ] là ư (brackets are letters)
    #[arg(long)]
    brackets: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum MethodName {
    Telex,
    Vni,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StyleName {
    Old,
    New,
}

impl From<Arguments> for TypingOptions {
    fn from(arguments: Arguments) -> Self {
        let method = match arguments.method {
            MethodName::Telex => Method::Telex,
            MethodName::Vni => Method::Vni,
        };
        let style = match arguments.style {
            StyleName::Old => ToneStyle::Old,
            StyleName::New => ToneStyle::New,
        };
        TypingOptions { method, style, brackets: arguments.brackets, symbols: false }
    }
}

/// Reads keystrokes from standard input and prints what each line of them makes, as it comes.
///
/// # Errors
/// Standard input is no UTF-8, or standard output is refused.
pub(super) fn run(arguments: Arguments, language: Language) -> Result<(), Failure> {
    let options = TypingOptions::from(arguments);
    for line in io::stdin().lock().lines() {
        let line = line.map_err(|error| Failure(describe_io(&error, language)))?;
        print(&format!("{}\n", type_line(&line, options)), language)?;
    }
    Ok(())
}
