//! The figures that a rule compares, told beside what it says: "(Số lượng: 5; Đơn giá: 1.600.000; Thành tiền: 800.000)".

use crate::report::answers::{Answers, EntryPath, field_at};
use crate::report::definition::{Definition, Rule};
use crate::report::evaluation::Evaluation;
use crate::report::field::Shape;
use crate::report::figure_words::figure_words;
use crate::report::value::Value;
use crate::text::language::Language;

/// More figures than these tell no more.
const TOLD: usize = 4;

/// The figures that the check of a rule reads, each with its label, for what it found at an entry. Empty where it compares
/// fewer than two, or anything else.
#[must_use]
pub(super) fn compared(
    (definition, answers, evaluation): (&Definition, &Answers, &Evaluation),
    rule: &Rule,
    at: EntryPath,
    language: Language,
) -> String {
    let path_of = |name: &String| {
        let (table, column) = name.split_once('.').unwrap_or((name, ""));
        let field = if table == "this" { Some(at.field) } else { definition.field(table) }?;
        match definition[field].shape() {
            Shape::One => Some(EntryPath::field(field)),
            Shape::Rows if field == at.field => {
                let column = definition[field].columns.iter().position(|own| own.id == column)?;
                Some(EntryPath::cell(field, at.row?, column))
            }
            Shape::Rows | Shape::Group => None,
        }
    };
    let mut paths: Vec<EntryPath> = Vec::new();
    for path in rule.check.names().iter().filter_map(path_of) {
        let is_figure =
            matches!(evaluation.value(answers, path), Value::Number(_) | Value::Money { .. } | Value::Ratio { .. });
        if is_figure && !paths.contains(&path) {
            paths.push(path);
        }
    }
    // As the form asks for them.
    paths.sort();
    if !(2..=TOLD).contains(&paths.len()) {
        return String::new();
    }
    let figure = |path: &EntryPath| {
        let label = field_at(definition, *path).map_or("", |field| field.label.text(language));
        let label = evaluation.worded(definition, label);
        format!("{label}: {}", figure_words(evaluation.value(answers, *path), language))
    };
    format!(" ({})", paths.iter().map(figure).collect::<Vec<_>>().join("; "))
}
