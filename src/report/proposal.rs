//! What a type proposes for entries that are blank: shown beside them, taken over by a key.

use std::collections::BTreeMap;

use super::answers::{Answers, EntryPath, field_at};
use super::definition::Definition;
use super::evaluation::Evaluation;
use super::field::{Field, Kind, Shape};
use super::ids::FieldId;
use jiff::civil::Date;

/// The proposals for the answers as they are.
#[derive(Debug, Default)]
pub(crate) struct Proposals {
    texts: BTreeMap<EntryPath, String>,
    /// The answers as they would be with every proposal taken; `None` where there is none.
    pub taken: Option<(Answers, Evaluation)>,
}

impl Proposals {
    /// What the type proposes; a proposal may follow from others.
    #[must_use]
    pub(crate) fn of(definition: &Definition, answers: &Answers, evaluation: &Evaluation, today: Date) -> Self {
        let mut found = Self::default();
        for path in definition.order.iter().flat_map(|field| proposed_to(definition, answers, *field)) {
            let known = found.taken.as_ref().map_or(evaluation, |(_, evaluation)| evaluation);
            let Some(text) = proposed(definition, known, answers.raw(path), path) else { continue };
            let mut answers = found.taken.map_or_else(|| answers.clone(), |(answers, _)| answers);
            answers.set(definition, path, text.clone());
            found.texts.insert(path, text);
            let evaluation = Evaluation::of(definition, &answers, today);
            found.taken = Some((answers, evaluation));
        }
        found
    }

    /// Proposes what stands in the document while an entry is blank.
    pub(crate) fn add(&mut self, path: EntryPath, text: String) {
        self.texts.entry(path).or_insert(text);
    }

    /// What is proposed for an entry.
    #[must_use]
    pub(crate) fn text(&self, path: EntryPath) -> Option<&str> {
        self.texts.get(&path).map(String::as_str)
    }
}

/// The entries of a field for which its type may have a proposal.
fn proposed_to(definition: &Definition, answers: &Answers, field: FieldId) -> Vec<EntryPath> {
    let asked = &definition[field];
    let columns = || asked.columns.iter().enumerate().filter(|(_, column)| column.propose.is_some()).map(|(at, _)| at);
    let paths: Vec<EntryPath> = match asked.shape() {
        Shape::One => asked.propose.iter().map(|_| EntryPath::field(field)).collect(),
        Shape::Group => columns().map(|column| EntryPath::part(field, column)).collect(),
        Shape::Rows => {
            let rows = 0..answers.rows(field).len();
            rows.flat_map(|row| columns().map(move |column| EntryPath::cell(field, row, column))).collect()
        }
    };
    let waits = |path: &EntryPath| field_at(definition, *path).is_some_and(|field| is_open(field, answers.raw(*path)));
    paths.into_iter().filter(waits).collect()
}

/// What one would type; nothing while what it follows from is not answered.
fn proposed(definition: &Definition, evaluation: &Evaluation, raw: &str, path: EntryPath) -> Option<String> {
    let expression = field_at(definition, path)?.propose.as_ref().filter(|_| evaluation.is_asked(path))?;
    let fact = match path.column {
        None => expression.value(&evaluation.scope),
        Some(_) => expression.value(&evaluation.row_scope(definition, path.field, path.row.unwrap_or(0))),
    }?;
    let is_answered = !fact.is_undefined() && !fact.is_none();
    let text = is_answered.then(|| fact.to_string()).filter(|text| !text.trim().is_empty())?;
    Some(if raw.trim().is_empty() { text } else { format!("{raw}/{text}") })
}

/// Whether an entry waits for a proposal: a blank one, or a ratio of which only the part is typed.
fn is_open(field: &Field, raw: &str) -> bool {
    let is_part = || !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match field.kind {
        Kind::Ratio { .. } => is_part(),
        _ => raw.trim().is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::answers::Answer;
    use crate::report::load::load;
    use crate::report::source::Source;

    const TYPE: &str = r#"
        id = "x"
        version = 1
        title = "X"
        document = false
        [[section]]
        id = "s"
        title = "S"
        fields = [
          { id = "dai", label = "D", kind = "text", propose = "'UBND ' ~ ten if filled(ten)" },
          { id = "ten", label = "T", kind = "text" },
          { id = "ngan", label = "N", kind = "text", propose = "dai|initials" },
          { id = "bang", label = "B", kind = "rows", noun = "dòng", columns = [
              { id = "a", label = "A", kind = "text" },
              { id = "b", label = "B", kind = "text", propose = "this.a ~ '!'" },
            ] },
          { id = "ty_le", label = "R", kind = "ratio", propose = "bang|length" },
        ]
    "#;

    #[test]
    fn proposals_follow_answers_and_each_other_and_stand_for_blank_entries_alone() {
        let definition = load(Source { name: "x.toml", text: TYPE }, &[]).expect("a type");
        let today = jiff::civil::date(2026, 6, 1);
        let field = |name: &str| definition.field(name).expect("a field");
        let mut answers = Answers::new(&definition, 2026);
        let of = |answers: &Answers| {
            Proposals::of(&definition, answers, &Evaluation::of(&definition, answers, today), today)
        };
        assert!(of(&answers).taken.is_none());
        answers.set(&definition, EntryPath::field(field("ten")), "xã Bờ Y".to_owned());
        answers.replace(field("bang"), Answer::Rows(vec![Answers::blank_row(&definition, field("bang"))]));
        answers.set(&definition, EntryPath::cell(field("bang"), 0, 0), "x".to_owned());
        let found = of(&answers);
        assert_eq!(found.text(EntryPath::field(field("dai"))), Some("UBND xã Bờ Y"));
        assert_eq!(found.text(EntryPath::field(field("ngan"))), Some("UXBY"));
        assert_eq!(found.text(EntryPath::cell(field("bang"), 0, 1)), Some("x!"));
        assert_eq!(answers.raw(EntryPath::field(field("dai"))), "", "nothing is taken by itself");
        let ratio = EntryPath::field(field("ty_le"));
        for (typed, proposed) in [("", None), ("1", Some("1/1")), ("1/", None), ("1/1", None)] {
            answers.set(&definition, ratio, typed.to_owned());
            assert_eq!(of(&answers).text(ratio), proposed, "{typed}");
        }
        answers.set(&definition, EntryPath::field(field("dai")), "Sở Y tế".to_owned());
        let found = of(&answers);
        assert_eq!(found.text(EntryPath::field(field("dai"))), None);
        assert_eq!(found.text(EntryPath::field(field("ngan"))), Some("SYT"));
    }
}
