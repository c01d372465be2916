//! What stands for answers that are not there, that nobody knows yet, or that cannot be right.

use crate::report::answers::{EntryPath, field_at};
use crate::report::field::{Constraint, Kind};
use crate::report::value::Value;

use super::print::{PrintContext, Printer};
use super::value_text::change_first;
use super::{Run, RunKind};

impl<'a> Printer<'a> {
    /// "chưa có số liệu về phóng sự": what is said of entries that nobody knows yet.
    #[must_use]
    pub(super) fn unknown(&self, paths: &[EntryPath]) -> Vec<Run> {
        let mut runs = vec![Run::plain("chưa có số liệu về ")];
        for (index, path) in paths.iter().enumerate() {
            if index > 0 {
                runs.push(Run::plain(if index + 1 == paths.len() { " và " } else { ", " }));
            }
            let label = self.context.evaluation.worded(self.context.definition, self.label(*path));
            runs.push(Run::of(change_first(&label, |c| c.to_lowercase().collect()), *path));
            // Of a row, its name tells which.
            if let Some(row) = path.row
                && let Value::Text(name) = self.context.value(EntryPath::cell(path.field, row, 0))
            {
                runs.push(Run::plain(format!(" ({name})")));
            }
        }
        runs
    }

    /// What stands for an answer that is not there.
    pub(super) fn lack(&self, path: EntryPath) -> Run {
        let raw = self.context.answers.raw(path);
        let text = match self.context.answers.value(path) {
            Value::Unreadable(_) => format!("[chưa rõ: {raw}]"),
            _ if self.is_wrong(path) => format!("[chưa đúng: {raw}]"),
            _ => format!(
                "[thiếu: {}]",
                self.context.evaluation.worded(self.context.definition, self.label(path)).to_lowercase()
            ),
        };
        Run { text, origin: Some(path), kind: RunKind::Missing }
    }

    /// Whether a figure cannot be right as it stands: it breaks a rule of its field that is no mere warning.
    pub(super) fn is_wrong(&self, path: EntryPath) -> bool {
        let PrintContext { definition, evaluation, .. } = self.context;
        let Some(field) = field_at(definition, path) else { return false };
        let broken =
            |constraint: &Constraint| !constraint.warning && !evaluation.holds_at(definition, &constraint.check, path);
        match &field.kind {
            Kind::Percent { of: Some(of) } => self.is_wrong(EntryPath::field(*of)),
            Kind::Number { .. } | Kind::Ratio { .. } | Kind::Money => field.constraints.iter().any(broken),
            _ => false,
        }
    }

    fn label(&self, path: EntryPath) -> &'a str {
        field_at(self.context.definition, path).map_or("", |f| f.label.vi.as_str())
    }
}
