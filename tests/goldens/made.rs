//! What the program makes of a report: the one place of these tests that calls the library.

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

use baocao::document::Document;
use baocao::document::compose::compose;
use baocao::document::layout::{self, Layout};
use baocao::export::{ExportOptions, FORMATS, export, plain_text};
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::report::field::options;
use baocao::report::field::{Field, Kind, Label};
use baocao::store::library::Library;
use baocao::store::report_file::ReportFile;
use baocao::text::language::Language;
use zip::ZipArchive;

use crate::play::TODAY;

/// Every export of an answers file: the ending of its name, and its bytes.
pub fn exports(path: &Path) -> Vec<(String, Vec<u8>)> {
    let library = Library::new(None);
    let opened = ReportFile::open(path, &library, TODAY.year()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(opened.notes, [], "{}: all of it is understood", path.display());
    let evaluation = Evaluation::of(&opened.definition, &opened.answers, TODAY);
    let mut list = Vec::new();
    for draft in [false, true] {
        let mut document = compose(&opened.definition, &opened.answers, &evaluation);
        if draft {
            document.mark_draft(opened.answers.year);
        }
        for format in &FORMATS {
            let bytes = export(&document, format.name, &ExportOptions::default()).expect("written");
            list.push((format.ending(draft), bytes));
        }
        if !draft {
            for width in [60, 100] {
                list.push((format!("{width}.txt"), plain_text(&document, width).into_bytes()));
            }
            list.push(("preview.txt".to_owned(), preview(&document).into_bytes()));
        }
    }
    list
}

/// The lines of the document on a small screen that draws with ASCII.
fn preview(document: &Document) -> String {
    let mut layout = Layout::new(76, layout::LayoutOptions { compact: true, ascii: true });
    layout.update(document);
    layout.lines().iter().map(|line| line.text() + "\n").collect()
}

/// What `baocao check` says of an answers file, in a language.
pub fn check(path: &Path, language: &str) -> String {
    let (folder, name) = (path.parent().expect("a folder"), path.file_name().expect("a name"));
    let output = Command::new(env!("CARGO_BIN_EXE_baocao"))
        .args(["--lang", language, "check"])
        .arg(name)
        .current_dir(folder)
        .env_clear()
        .env("HOME", "/nonexistent")
        .output()
        .expect("it runs");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    format!("{said}exit {}\n", output.status.code().expect("it ends by itself"))
}

/// The parts of a Word file in their order: names and texts.
pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a Word file");
    let mut list = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("UTF-8").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("UTF-8");
        list.push((name, text));
    }
    list
}

/// Every text that a form shows of a type, a line each: where it stands, Vietnamese, English. Nobody sees what is
/// only computed.
pub fn form(type_id: &str) -> String {
    let definition = Library::new(None).load(type_id).expect("a type");
    let mut texts = Texts::default();
    texts.of_definition(&definition);
    texts.lines
}

#[derive(Default)]
struct Texts {
    lines: String,
}

impl Texts {
    fn line(&mut self, place: &str, vi: &str, en: &str) {
        if !vi.is_empty() || !en.is_empty() {
            let one_line = |text: &str| text.replace('\n', "\\n");
            self.lines += &format!("{place} | {} | {}\n", one_line(vi), one_line(en));
        }
    }

    fn label(&mut self, place: &str, label: &Label) {
        // As a person sees it: what has no English is told in Vietnamese.
        self.line(place, label.text(Language::Vi), label.text(Language::En));
    }

    fn of_definition(&mut self, definition: &Definition) {
        self.label("title", &definition.title);
        self.label("description", &definition.description);
        for section in &definition.sections {
            self.label(&section.id, &section.title);
            self.label(&format!("{}.hint", section.id), &section.hint);
            let fields = section.fields.iter().map(|field| &definition[*field]);
            for field in fields.filter(|field| !field.hidden) {
                self.of_field(&format!("{}.{}", section.id, field.id), field);
            }
        }
        for block in &definition.body {
            self.line(&format!("body.{}", block.id), &block.name, "");
        }
        for (number, rule) in definition.rules.iter().enumerate() {
            let (field, column) = rule.at;
            let field = &definition[field];
            let column = column.map_or(String::new(), |column| format!(".{}", field.columns[column].id));
            self.label(&format!("rule.{number}.{} at {}{column}", rule.code, field.id), &rule.message);
        }
    }

    fn of_field(&mut self, place: &str, field: &Field) {
        self.label(place, &field.label);
        self.label(&format!("{place}.hint"), &field.hint);
        self.line(&format!("{place}.example"), &field.example, "");
        match &field.kind {
            Kind::Number { unit, .. } => self.line(&format!("{place}.unit"), unit, ""),
            Kind::Rows { noun } => self.line(&format!("{place}.noun"), noun, ""),
            _ => {}
        }
        for option in options(field).iter().flat_map(|options| &options.list) {
            self.label(&format!("{place}.option.{}", option.id), &option.label);
            self.line(&format!("{place}.option.{}.text", option.id), &option.text, "");
            for (name, text) in &option.attributes {
                self.line(&format!("{place}.option.{}.{name}", option.id), text, "");
            }
        }
        for (number, constraint) in field.constraints.iter().enumerate() {
            self.label(&format!("{place}.constraint.{number}"), &constraint.message);
        }
        for (number, text) in field.suggestions.iter().enumerate() {
            self.line(&format!("{place}.suggestion.{number}"), text, "");
        }
        for column in field.columns.iter().filter(|column| !column.hidden) {
            self.of_field(&format!("{place}.{}", column.id), column);
        }
    }
}
