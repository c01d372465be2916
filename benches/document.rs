//! From answers to a document, to lines, to files: `cargo bench --bench document`.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

mod measure;

use baocao::check::check;
use baocao::document::compose::compose;
use baocao::document::layout::lay_out;
use baocao::export::{ExportOptions, FORMATS, export};
use baocao::report::evaluation::Evaluation;
use baocao::store::answers_file::AnswersFile;
use baocao::store::library::Library;
use baocao::text::language::Language;
use jiff::civil::date;
use measure::{SAMPLE, cost, forty_pages, line, ten_pages};

const ROUNDS: usize = 50;

fn main() {
    let library = Library::new(None);
    let today = date(2026, 6, 20);
    for (name, text) in [("sample", SAMPLE.to_owned()), ("ten pages", ten_pages()), ("forty pages", forty_pages())] {
        println!("\n{name}");
        let repeat = |name: &str, thing: &dyn Fn() -> usize| {
            line(name, &(0..ROUNDS).map(|_| cost(thing)).collect::<Vec<_>>());
        };
        repeat("read the answers file and its type", &|| {
            usize::from(AnswersFile::open(&text, &library, 2026).is_err())
        });
        let Ok(opened) = AnswersFile::open(&text, &library, 2026) else { continue };
        let (definition, answers) = (&opened.definition, &opened.answers);
        let evaluation = Evaluation::of(definition, answers, today);
        let document = compose(definition, answers, &evaluation);
        repeat("evaluate", &|| {
            std::hint::black_box(Evaluation::of(definition, answers, today));
            0
        });
        repeat("check", &|| check(definition, answers, &evaluation, &document, Language::Vi).len());
        repeat("compose", &|| {
            std::hint::black_box(compose(definition, answers, &evaluation));
            0
        });
        repeat("lay out", &|| {
            std::hint::black_box(lay_out(&document, 80));
            0
        });
        // The figure to keep: a Word file of ten pages in 10 ms.
        for format in FORMATS {
            repeat(&format!("export as {}", format.extension), &|| {
                export(&document, format.name, &ExportOptions::default()).map_or(0, |bytes| bytes.len())
            });
        }
    }
}
