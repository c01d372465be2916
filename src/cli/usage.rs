//! What is wrong with the arguments of the command line, in the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::app::environment::Environment;
use crate::store::settings::Settings;
use crate::text::language::Language;

/// The language that is asked for among arguments which cannot be read as a whole.
pub(super) fn language(arguments: impl Iterator<Item = String>, environment: &Environment) -> Language {
    let words: Vec<String> =
        arguments.flat_map(|word| word.split('=').map(str::to_owned).collect::<Vec<_>>()).collect();
    match words.iter().skip_while(|word| *word != "--lang").nth(1).map(String::as_str) {
        Some("en") => Language::En,
        Some("vi") => Language::Vi,
        _ => environment.language(&Settings::default()),
    }
}

/// What is wrong, where, and how to learn more.
pub(super) fn describe(error: &clap::Error, language: Language) -> String {
    if language == Language::En {
        let text = error.to_string();
        return format!("baocao: {}", text.trim_start_matches("error: ").trim_end());
    }
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let why = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tham số “{argument}”"),
        ErrorKind::InvalidSubcommand => format!("không có lệnh “{}”", context(error, ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("tham số “{argument}” cần một giá trị"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("giá trị “{value}” không dùng được cho “{argument}”")
        }
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::ArgumentConflict => {
            format!("“{argument}” không dùng cùng “{}”", context(error, ContextKind::PriorArg))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "thiếu tên lệnh".to_owned()
        }
        ErrorKind::TooManyValues => format!("thừa giá trị “{value}” cho “{argument}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("“{argument}” thiếu giá trị"),
        ErrorKind::NoEquals => format!("giữa “{argument}” và giá trị phải có dấu ="),
        ErrorKind::InvalidUtf8 => "có tham số không phải chữ UTF-8".to_owned(),
        _ => "tham số không đúng".to_owned(),
    };
    let mut text = format!("baocao: {why}.");
    let valid = context(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        text.push_str(&format!(" Được ghi: {valid}."));
    }
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let near = context(error, kind);
        if !near.is_empty() {
            text.push_str(&format!(" Có phải “{near}”?"));
        }
    }
    text.push_str("\nXem cách dùng: baocao --help");
    text
}

/// What the parser says of something, in a line; empty where it says nothing.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
