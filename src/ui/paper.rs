//! The measures of the printed page: the decree's, and those of the office's own file.

use crate::export::measures::Measures;
use crate::report::language::Language;
use crate::report::visible::shown_path;
use crate::store::folders::Folders;
use crate::store::{describe_io, layout_file};

/// The measures, and what is to be said about the office's file, a line each.
#[must_use]
pub fn measures(folders: &Folders, language: Language) -> (Measures, Vec<String>) {
    let path = layout_file::path(folders.config());
    let told = |what: String| format!("{}: {what}", shown_path(&path));
    match layout_file::read(folders.config()) {
        Ok(text) => {
            let (measures, remarks) = Measures::with(text.as_deref());
            (measures, remarks.iter().map(|remark| told(remark.describe(language))).collect())
        }
        Err(error) => (Measures::nd30(), vec![told(describe_io(&error, language))]),
    }
}
