//! A file of a report type: checked with its examples, and composed without answers.
#![no_main]

use baocao::cli::types::check;
use baocao::report::answers::Answers;
use baocao::report::source::Source;
use baocao::store::library::Library;
use baocao_fuzz::{TODAY, whole};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let library = Library::new(None);
    let _ = check(&library, Source { name: "x.toml", text }, TODAY);
    if let Ok(definition) = library.check_text(Source { name: "x.toml", text }) {
        whole(&definition, &Answers::new(&definition, TODAY.year()));
    }
});
