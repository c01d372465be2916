//! The report types on the command line: their list, and the check of a type file with its examples.

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::document::compose::compose;
use crate::document::{Block, Document, Run};
use crate::report::convert::convert as rows;
use crate::report::definition::{Definition, Example};
use crate::report::evaluation::Evaluation;
use crate::report::load::is_old_spelling;
use crate::report::load_error::{LoadError, LoadErrorKind};
use crate::report::source::TypeFiles;
use crate::store::answers_file::AnswersFile;
use crate::store::library::{Library, TypeSource};
use crate::store::names::free_path;
use crate::store::reading::{MAX_TYPE_BYTES, read_text};
use crate::store::{atomic, describe_io, files, type_files};
use crate::text::language::Language;
use crate::text::visible::{shown_line, shown_path};

/// The types, a line each: id, title, where it comes from.
#[must_use]
pub(crate) fn list(library: &Library, language: Language) -> String {
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

/// Every mistake in a type: in its text, and in what its examples give.
#[must_use]
pub fn check<'a>(library: &Library, files: impl Into<TypeFiles<'a>>, today: Date) -> Vec<LoadError> {
    let files = files.into();
    let name = files.examples.map_or("", |examples| examples.name);
    match library.check_text(files) {
        Err(mistakes) => mistakes,
        Ok(definition) => definition
            .examples
            .iter()
            .flat_map(|example| {
                run(&definition, example, today).into_iter().map(|kind| LoadError {
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

/// Rewrites a type of the old form as rows; its old text stays beside it. What was written is told.
///
/// # Errors
/// The file cannot be read, is no TOML or of the new form already, or something stands where a file
/// beside it is to be written; in words.
pub(crate) fn convert(path: &Path, language: Language) -> Result<String, String> {
    let name = shown_path(path);
    let io_failure = |path: &Path, error: &io::Error| format!("{}: {}", shown_path(path), describe_io(error, language));
    let old = read_text(path, MAX_TYPE_BYTES).map_err(|error| io_failure(path, &error))?;
    if !is_old_spelling(&old) {
        return Err(format!("{name}: {}", language.pick("đã viết theo cách mới rồi", "is of the new form already")));
    }
    let new = rows(&old).map_err(|why| format!("{name}: {why}"))?;
    // Asked before anything is written: half a type helps nobody.
    atomic::may_replace(path).map_err(|error| error.describe(language))?;
    let beside = [(type_files::ENGLISH, &new.english), (type_files::EXAMPLES, &new.examples)];
    let mut files: Vec<(PathBuf, &str)> = Vec::new();
    for (ending, text) in beside.into_iter().filter(|(_, text)| !text.is_empty()) {
        let path = path.with_extension(ending);
        if files::exists(&path) {
            let why = language.pick("đã có, không ghi đè", "is already there and not replaced");
            return Err(format!("{} {why}", shown_path(&path)));
        }
        files.push((path, text));
    }
    let (folder, stem) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
    files.push((free_path(folder, &stem.to_string_lossy(), "old"), &old));
    files.push((path.to_owned(), &new.text));
    let mut told = String::new();
    for (path, text) in files {
        atomic::write(&path, text.as_bytes()).map_err(|error| error.describe(language))?;
        told.push_str(&format!("{}\n", shown_path(&path)));
    }
    Ok(told)
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
fn run(definition: &Definition, example: &Example, today: Date) -> Vec<LoadErrorKind> {
    let name = example.name.clone();
    let contents = match AnswersFile::read(&example.answers, definition, today.year()) {
        Ok(contents) => contents,
        Err(error) => return vec![LoadErrorKind::ExampleAnswers { name, why: error.describe(Language::Vi) }],
    };
    let mut mistakes: Vec<LoadErrorKind> = contents
        .notes
        .iter()
        .map(|note| LoadErrorKind::ExampleAnswers { name: name.clone(), why: note.describe(Language::Vi) })
        .collect();
    let evaluation = Evaluation::of(definition, &contents.answers, today);
    let document = compose(definition, &contents.answers, &evaluation);
    let lines = lines(&document);
    let mut from = 0;
    for wanted in &example.expect {
        match lines.iter().skip(from).position(|line| line.contains(wanted.as_str())) {
            Some(at) => from += at,
            None => mistakes.push(LoadErrorKind::ExampleLacks { name: name.clone(), line: wanted.clone() }),
        }
    }
    for unwanted in example.reject.iter().filter(|text| lines.iter().any(|line| line.contains(text.as_str()))) {
        mistakes.push(LoadErrorKind::ExampleSays { name: name.clone(), text: unwanted.clone() });
    }
    mistakes
}
