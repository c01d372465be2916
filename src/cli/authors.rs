//! `baocao types new` and `baocao types preview`: for whoever writes a report type.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::document::compose::compose;
use crate::export::plain_text;
use crate::report::answers::Answers;
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::store::answers_file::AnswersFile;
use crate::store::library::{Library, TypeError};
use crate::store::modes;
use crate::store::reading::{MAX_BYTES, read_text};
use crate::store::type_files::{self, TypeOnDisk, Watch};
use crate::store::{atomic, describe_io, files};
use crate::text::language::Language;
use crate::text::visible::{shown_line, shown_path};

use super::{Cli, Failure};

/// The type that `types new` writes: the endings of its files and their texts.
const NEW: [(&str, &str); 3] = [
    (type_files::ENGLISH, include_str!("../../config/new-type/new.en.toml")),
    (type_files::EXAMPLES, include_str!("../../config/new-type/new.examples.toml")),
    ("toml", include_str!("../../config/new-type/new.toml")),
];

/// The columns of the page that is shown.
const WIDTH: usize = 80;

/// Writes a small type that works into the folder of the user's types.
pub(super) fn new(cli: &Cli, name: &str) -> Result<(), Failure> {
    let language = cli.language;
    let right = !name.starts_with('-')
        && (1..=100).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !right {
        let why = language.pick("tên chỉ gồm chữ a-z, số và dấu -", "a name holds only a-z, digits and -");
        return Err(Failure(format!("{name}: {why}")));
    }
    let path = cli.workspace.folders.types().join(format!("{name}.toml"));
    let is_there = NEW.iter().any(|(ending, _)| files::exists(&path.with_extension(ending)));
    if is_there || !matches!(cli.workspace.library.load(name), Err(TypeError::Unknown { .. })) {
        let why = language.pick("đã có loại báo cáo này", "there is such a type already");
        return Err(Failure(format!("{name}: {why}")));
    }
    let failure = |path: &Path, why: String| Failure(format!("{}: {why}", shown_path(path)));
    let folder = cli.workspace.folders.types();
    modes::create_folder(&folder).map_err(|error| failure(&folder, describe_io(&error, language)))?;
    let mut made: Vec<PathBuf> = Vec::new();
    for (ending, text) in NEW {
        let path = path.with_extension(ending);
        if let Err(error) = atomic::write(&path, text.replace("\"NAME\"", &format!("\"{name}\"")).as_bytes()) {
            // A type of half its files would only bar its name; where that cannot be undone, it is seen.
            made.extend(error.replaced().then(|| path.clone()));
            for made in &made {
                let _ = files::remove(made);
            }
            return Err(failure(&path, error.describe(language)));
        }
        made.push(path);
    }
    let lines: Vec<String> = made.iter().map(|path| format!("{}\n", shown_path(path))).collect();
    cli.print(&lines.concat())
}

/// Prints the form and the page of a type; on a terminal again whenever it is saved.
pub(super) fn preview(cli: &Cli, file: &Path, answers: Option<&Path>) -> Result<(), Failure> {
    let failure = |error: io::Error| Failure(format!("{}: {}", shown_path(file), describe_io(&error, cli.language)));
    let page = || shown(&cli.workspace.library, file, answers, cli.workspace.today, cli.language);
    if !io::stdout().is_terminal() {
        return cli.print(&page());
    }
    // What is saved while the page is made is heard.
    let watch = Watch::on(file).map_err(failure)?;
    loop {
        cli.print(&page())?;
        watch.wait().map_err(failure)?;
        // The page before is pushed up, not wiped: the two can be compared.
        cli.print(&format!("\n{}\n\n", "=".repeat(WIDTH)))?;
    }
}

/// The form and the page, or what is wrong with the files.
fn shown(library: &Library, file: &Path, answers: Option<&Path>, today: Date, language: Language) -> String {
    let unreadable =
        |path: &Path, error: &io::Error| format!("{}: {}\n", shown_path(path), describe_io(error, language));
    let read = match TypeOnDisk::read(file) {
        Ok(read) => read,
        Err((path, error)) => return unreadable(&path, &error),
    };
    let definition = match library.check_text(read.files()) {
        Ok(definition) => definition,
        Err(mistakes) => {
            let lines =
                mistakes.iter().map(|mistake| format!("{}\n", shown_line(&mistake.display(language).to_string())));
            return lines.collect();
        }
    };
    let text = match answers {
        Some(path) => match read_text(path, MAX_BYTES) {
            Ok(text) => Some(text),
            Err(error) => return unreadable(path, &error),
        },
        None => definition.examples.first().map(|example| example.answers.clone()),
    };
    let answers = match text.map(|text| AnswersFile::read(&text, &definition, today.year())) {
        None => Answers::new(&definition, today.year()),
        Some(Ok(contents)) => contents.answers,
        Some(Err(error)) => return format!("{}\n", error.describe(language)),
    };
    let evaluation = Evaluation::of(&definition, &answers, today);
    let document = compose(&definition, &answers, &evaluation);
    format!("{}\n{}\n", form(&definition, language), plain_text(&document, WIDTH))
}

/// The pages of the form with what they ask, a line each.
fn form(definition: &Definition, language: Language) -> String {
    let mut text = String::new();
    for section in &definition.sections {
        text.push_str(&format!("== {}\n", section.title.text(language)));
        for field in section.fields.iter().map(|field| &definition[*field]).filter(|field| !field.hidden) {
            let hint = field.hint.text(language);
            text.push_str(format!("   {:<34} {hint}", field.label.text(language)).trim_end());
            text.push('\n');
            for column in &field.columns {
                text.push_str(&format!("     - {}\n", column.label.text(language)));
            }
        }
    }
    text
}
