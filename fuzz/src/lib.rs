//! What the targets share: a report type, and what must hold of every document.

use std::cell::OnceCell;

use baocao::check::check;
use baocao::document::compose::compose;
use baocao::export::{ExportOptions, FORMATS, export};
use baocao::report::answers::Answers;
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::store::library::Library;
use baocao::text::language::Language;
use baocao::text::visible::is_hidden;
use jiff::civil::{Date, date};

/// The day on which every run is set.
pub const TODAY: Date = date(2026, 6, 20);

/// The type of the reports.
pub const TYPE: &str = "thang-hanh-dong-vi-tre-em";

/// Runs with a report type that is loaded once.
///
/// # Panics
/// The built-in type does not load.
pub fn with_type(run: impl FnOnce(&Definition)) {
    thread_local! {
        static DEFINITION: OnceCell<Definition> = const { OnceCell::new() };
    }
    DEFINITION.with(|cell| run(cell.get_or_init(|| Library::new(None).load(TYPE).expect("the built-in type"))));
}

/// Checks, composes and exports; nothing hidden stands in any export.
///
/// # Panics
/// Something hidden stands in one.
pub fn whole(definition: &Definition, answers: &Answers) {
    let evaluation = Evaluation::of(definition, answers, TODAY);
    let document = compose(definition, answers, &evaluation);
    let _ = check(definition, answers, &evaluation, &document, Language::En);
    for format in FORMATS {
        let Ok(bytes) = export(&document, format.name, &ExportOptions::default()) else { continue };
        // A Word file is packed.
        let Ok(text) = String::from_utf8(bytes) else { continue };
        assert!(!text.contains(|c| c != '\n' && is_hidden(c)), "{}: {text:?}", format.id);
    }
}
