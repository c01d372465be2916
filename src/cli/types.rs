//! The report types on the command line: their list, and the check of a type file with its examples.

use jiff::civil::Date;

use crate::document::compose::{Pending, compose};
use crate::document::{Block, Document, Run};
use crate::report::definition::{Definition, Example};
use crate::report::evaluation::Evaluation;
use crate::report::mistake::{Mistake, MistakeKind};
use crate::report::toml_reader::Source;
use crate::store::answers_file::AnswersFile;
use crate::store::library::{Library, TypeSource};
use crate::text::language::Language;
use crate::text::visible::{shown_line, shown_path};

/// The types, a line each: id, title, where it comes from.
#[must_use]
pub fn list(library: &Library, language: Language) -> String {
    let mut lines = String::new();
    for entry in library.list() {
        let source = match &entry.source {
            TypeSource::BuiltIn => language.pick("có sẵn", "built in").to_owned(),
            TypeSource::User(path) => shown_path(path),
        };
        let (id, title) = (shown_line(&entry.id), shown_line(entry.title.text(language)));
        lines.push_str(&format!("{id:<32} {title}  ({source})\n"));
        for mistake in &entry.mistakes {
            lines.push_str(&format!("    {}\n", shown_line(&mistake.display(language).to_string())));
        }
    }
    lines
}

/// Every mistake in a type file: in its text, and in what its examples give.
#[must_use]
pub fn check(library: &Library, name: &str, text: &str, today: Date) -> Vec<Mistake> {
    match library.check_text(Source { name, text }) {
        Err(mistakes) => mistakes,
        Ok(definition) => definition
            .examples
            .iter()
            .flat_map(|example| {
                run(&definition, example, today).into_iter().map(|kind| Mistake {
                    file: name.to_owned(),
                    line: example.line,
                    column: 1,
                    kind,
                    nearest: None,
                })
            })
            .collect(),
    }
}

/// The document as lines without any layout, the notes last: what examples are held against. The
/// cells of a table stand between " | ".
#[must_use]
pub fn lines(document: &Document) -> Vec<String> {
    document.blocks().flat_map(lines_of).collect()
}

fn lines_of(block: &Block) -> Vec<String> {
    let Some(table) = &block.table else {
        return vec![format!("{} {}{}", block.number, block.role.prefix(), block.text()).trim_start().to_owned()];
    };
    let cell = |runs: &Vec<Run>| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>());
    std::iter::once(table.header.clone()).chain(rows).map(|row| row.join(" | ")).collect()
}

/// Runs an example: its answers must give its lines, in order, and none of what it rejects.
fn run(definition: &Definition, example: &Example, today: Date) -> Vec<MistakeKind> {
    let name = example.name.clone();
    let contents = match AnswersFile::read(&example.answers, definition, today.year()) {
        Ok(contents) => contents,
        Err(error) => return vec![MistakeKind::ExampleAnswers { name, why: error.describe(Language::Vi) }],
    };
    let mut mistakes: Vec<MistakeKind> = contents
        .notes
        .iter()
        .map(|note| MistakeKind::ExampleAnswers { name: name.clone(), why: note.describe(Language::Vi) })
        .collect();
    let evaluation = Evaluation::of(definition, &contents.answers, today);
    let document = compose(definition, &contents.answers, &evaluation, Pending::Omit);
    let lines = lines(&document);
    let mut from = 0;
    for wanted in &example.expect {
        match lines.iter().skip(from).position(|line| line.contains(wanted.as_str())) {
            Some(at) => from += at,
            None => mistakes.push(MistakeKind::ExampleLacks { name: name.clone(), line: wanted.clone() }),
        }
    }
    for unwanted in example.reject.iter().filter(|text| lines.iter().any(|line| line.contains(text.as_str()))) {
        mistakes.push(MistakeKind::ExampleSays { name: name.clone(), text: unwanted.clone() });
    }
    mistakes
}
