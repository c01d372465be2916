//! What leaves as paper, from the form and from the command line: the document, the measures of its
//! page, and what is said of it.

use std::path::Path;

use crate::document::Document;
use crate::document::compose::{Pending, compose};
use crate::export::measures::Measures;
use crate::report::answers::Answers;
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::store::describe_io;
use crate::store::export_file::{self, Exported};
use crate::store::folders::Folders;
use crate::text::language::Language;
use crate::text::visible::shown_path;

use super::strings as s;

/// The measures, and what is to be said about the office's file, a line each.
#[must_use]
pub fn measures(folders: &Folders, language: Language) -> (Measures, Vec<String>) {
    let path = folders.layout();
    let told = |what: String| format!("{}: {what}", shown_path(&path));
    match folders.read_layout() {
        Ok(text) => {
            let (measures, remarks) = Measures::with(text.as_deref());
            (measures, remarks.iter().map(|remark| told(remark.describe(language))).collect())
        }
        Err(error) => (Measures::nd30(), vec![told(describe_io(&error, language))]),
    }
}

/// The document as it goes out; a draft is marked, and leaves number and date open.
#[must_use]
pub fn document(definition: &Definition, answers: &Answers, evaluation: &Evaluation, draft: bool) -> Document {
    let mut document = compose(definition, answers, evaluation, Pending::Omit);
    if draft {
        document.mark_draft(answers.year);
    }
    document
}

/// What became of a document of so many bytes that was to go to a file.
#[must_use]
pub fn told(exported: &Exported, path: &Path, bytes: usize, language: Language) -> String {
    let (shown, size) = (shown_path(path), export_file::size(bytes));
    match exported {
        Exported::Written => s::EXPORTED.fill(language, &[&shown, &size]),
        Exported::Unchanged => s::EXPORT_UNCHANGED.fill(language, &[&shown]),
        Exported::Kept(older) => s::EXPORT_KEPT.fill(language, &[&shown, &size, &shown_path(older)]),
    }
}
