//! Opens an answers text in the plainest way.

pub use baocao::cli::types::lines;

use baocao::check::{Diagnostic, check};
use baocao::document::Document;
use baocao::document::compose::compose;
use baocao::report::answers::{Answer, Answers, EntryPath};
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::report::field::Shape;
use baocao::report::ids::FieldId;
use baocao::store::library::Library;
use baocao::text::language::Language;
use jiff::civil::{Date, date};
use toml::{Table, Value};

/// Every type that the program brings along, and the office profile.
pub const TYPES: [&str; 4] = ["thang-hanh-dong-vi-tre-em", "tre-em-dinh-ky", "bao-cao-chung", "don-vi"];

/// The built-in type of this id.
pub fn built_in(id: &str) -> Definition {
    Library::new(None).load(id).unwrap_or_else(|error| panic!("{}", error.describe(Language::Vi)))
}

/// The day on which every test runs.
pub fn today() -> Date {
    date(2026, 11, 24)
}

/// The answers of a file with a `[report]` table, or of one without it. A key that the type does
/// not know, or a value of the wrong shape, fails the test.
pub fn open(definition: &Definition, text: &str) -> Answers {
    let mut table: Table = text.parse().expect("TOML");
    let mut answers = Answers::new(definition, 2026);
    let head = table.remove("report");
    if let Some(period) = head.as_ref().and_then(|head| head.get("period")).and_then(Value::as_str) {
        answers.set(definition, EntryPath::field(definition.period.expect("a period")), period.to_owned());
    }
    let body = match (head, table.remove("answers")) {
        (Some(_), body) => {
            assert!(table.is_empty(), "unknown tables: {table:?}");
            body.and_then(|b| b.as_table().cloned()).unwrap_or_default()
        }
        (None, _) => table,
    };
    for (key, value) in &body {
        let field = definition.fields.position(|f| f.id == *key).unwrap_or_else(|| panic!("no field {key}"));
        fill(definition, &mut answers, field, value);
    }
    answers
}

fn fill(definition: &Definition, answers: &mut Answers, field: FieldId, value: &Value) {
    let columns = &definition[field].columns;
    let column = |key: &str| {
        let found = columns.iter().position(|c| c.id == key);
        found.unwrap_or_else(|| panic!("no column {}.{key}", definition[field].id))
    };
    match definition[field].shape() {
        Shape::One => answers.set(definition, EntryPath::field(field), raw(value)),
        Shape::Group => {
            for (key, part) in value.as_table().expect("a table") {
                answers.set(definition, EntryPath::part(field, column(key)), raw(part));
            }
        }
        Shape::Rows => {
            let rows = value.as_array().expect("rows");
            answers.replace(field, Answer::Rows(vec![Answers::blank_row(definition, field); rows.len()]));
            for (row, cells) in rows.iter().enumerate() {
                for (key, cell) in cells.as_table().expect("a row") {
                    answers.set(definition, EntryPath::cell(field, row, column(key)), raw(cell));
                }
            }
        }
    }
}

/// What a person would have typed.
fn raw(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(raw).collect::<Vec<_>>().join("\n"),
        Value::Table(table) => {
            let part = |key| table.get(key).map(raw).unwrap_or_default();
            if table.contains_key("of") {
                format!("{}/{}", part("part"), part("of"))
            } else if table.contains_key("end") {
                format!("{}..{}", part("start"), part("end"))
            } else {
                format!("{} {}", part("approx"), part("value"))
            }
        }
        Value::Float(number) => number.to_string().replace('.', ","),
        other => other.to_string(),
    }
}

/// The document of these answers, as exports have it.
pub fn document(definition: &Definition, answers: &Answers) -> Document {
    compose(definition, answers, &Evaluation::of(definition, answers, today()))
}

/// What is wrong with the answers, said in Vietnamese.
pub fn findings(definition: &Definition, answers: &Answers) -> Vec<Diagnostic> {
    let evaluation = Evaluation::of(definition, answers, today());
    check(definition, answers, &evaluation, &compose(definition, answers, &evaluation), Language::Vi)
}
