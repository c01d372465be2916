//! The report types: those built in, and those that a user added or changed.

use std::io;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeTable;

use crate::report::definition::{Definition, Head};
use crate::report::field::Label;
use crate::report::load::load;
use crate::report::load_error::{LoadError, LoadErrorKind, nearest};
use crate::report::sorting::sort_by;
use crate::report::source::{Source, TypeFiles, line_column};
use crate::report::toml_reader::whole;
use crate::text::language::Language;
use crate::text::visible::shown_path;
use crate::words::lists::themes;

use super::built_in::{BUILT_IN, OFFICE, OFFICE_ID, PARTS, THEMES, TypeText, part_of_themes};
use super::reading::{MAX_TYPE_BYTES, read_text};
use super::type_files::{ENGLISH, EXAMPLES as EXAMPLES_OF_TYPE, TypeOnDisk};
use super::{describe_io, files};

/// Every report type that can be opened.
#[derive(Debug, Clone)]
pub struct Library {
    built_in: &'static [TypeText],
    user_folder: Option<PathBuf>,
    /// The list of options `themes`, as a part that types refer to.
    themes: String,
}

/// Where a type comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeSource {
    BuiltIn,
    /// A file in the user's folder.
    User(PathBuf),
}

/// A report type as a list shows it.
#[derive(Debug, Clone)]
pub struct TypeEntry {
    /// Empty where a user's file gives none.
    pub id: String,
    pub title: Label,
    pub description: Label,
    pub version: i64,
    pub source: TypeSource,
    /// What is wrong in a user's file; such a type cannot be opened.
    pub mistakes: Vec<LoadError>,
}

/// Why a type cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TypeError {
    #[error("no report type {id}")]
    Unknown { id: String, nearest: Option<String> },
    #[error("the report type {id} has mistakes")]
    Mistakes { id: String, mistakes: Vec<LoadError> },
    #[error("{}: {source}", shown_path(path))]
    Unreadable { path: PathBuf, source: io::Error },
}

impl TypeError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn describe(&self, language: Language) -> String {
        match self {
            TypeError::Unknown { id, nearest } => {
                let near = nearest.as_ref().map_or(String::new(), |near| match language {
                    Language::Vi => format!(" Có phải “{near}”?"),
                    Language::En => format!(" Did you mean “{near}”?"),
                });
                language.pick(
                    format!("Không có loại báo cáo “{id}”.{near} Xem danh sách bằng lệnh: baocao types"),
                    format!("There is no report type “{id}”.{near} List them with: baocao types"),
                )
            }
            TypeError::Mistakes { id, mistakes } => {
                let list: Vec<String> = mistakes.iter().map(|m| format!("  {}", m.display(language))).collect();
                let list = list.join("\n");
                language.pick(
                    format!("Loại báo cáo “{id}” có lỗi, hãy sửa tệp:\n{list}"),
                    format!("The report type “{id}” has mistakes, please mend the file:\n{list}"),
                )
            }
            TypeError::Unreadable { path, source } => {
                let (path, why) = (shown_path(path), describe_io(source, language));
                language.pick(format!("Không đọc được {path}: {why}."), format!("{path} cannot be read: {why}."))
            }
        }
    }
}

impl Library {
    /// The built-in types and those in this folder, if it is there.
    #[must_use]
    pub fn new(user_folder: Option<PathBuf>) -> Self {
        Library { built_in: BUILT_IN, user_folder, themes: part_of_themes(&themes(None)) }
    }

    /// The same with these lines beside the built-in themes of the years.
    #[must_use]
    pub(crate) fn with_themes(self, own: Option<&str>) -> Self {
        Library { themes: part_of_themes(&themes(own)), ..self }
    }

    /// A library of given types, by id and text, instead of the built-in ones: small ones to test with.
    #[must_use]
    pub fn with(types: &'static [TypeText], user_folder: Option<PathBuf>) -> Self {
        Library { built_in: types, user_folder, themes: part_of_themes(&themes(None)) }
    }

    /// Reads a type with what types share at hand.
    fn load_with_parts<'a>(&'a self, files: TypeFiles<'a>) -> Result<Definition, Vec<LoadError>> {
        let themes = Source { name: THEMES, text: &self.themes };
        let parts: Vec<TypeFiles<'a>> = PARTS.iter().copied().chain([themes.into()]).collect();
        load(files, &parts)
    }

    /// Every type: the built-in ones in their order, each replaced by the user's of the same id,
    /// then the user's others by file name. The user's files are checked; one with mistakes is
    /// listed with them.
    #[must_use]
    pub fn list(&self) -> Vec<TypeEntry> {
        let mut list: Vec<TypeEntry> =
            self.built_in.iter().map(|own| entry(head_of(&own.files()), TypeSource::BuiltIn, Vec::new())).collect();
        let mut taken: Vec<String> = Vec::new();
        for path in self.user_files() {
            let (head, mut mistakes) = match TypeOnDisk::read(&path) {
                Ok(read) => (head_of(&read.files()), self.check_text(read.files()).err().unwrap_or_default()),
                Err((path, error)) => {
                    let kind = LoadErrorKind::Unreadable {
                        vi: describe_io(&error, Language::Vi),
                        en: describe_io(&error, Language::En),
                    };
                    let file = shown_path(&path);
                    (Head::default(), vec![LoadError { file, line: 1, column: 1, kind, nearest: None }])
                }
            };
            let name = shown_path(&path);
            let id = head.id.clone();
            if taken.contains(&id) && !id.is_empty() {
                let kind = LoadErrorKind::Duplicate { what: "loại báo cáo", id };
                mistakes.push(LoadError { file: name, line: 1, column: 1, kind, nearest: None });
                list.push(entry(head, TypeSource::User(path), mistakes));
                continue;
            }
            taken.push(id);
            let entry = entry(head, TypeSource::User(path), mistakes);
            match list.iter_mut().find(|e| e.id == entry.id && e.source == TypeSource::BuiltIn) {
                Some(replaced) => *replaced = entry,
                None => list.push(entry),
            }
        }
        list
    }

    /// What a type is called, of which only the head is looked at.
    #[must_use]
    pub(crate) fn title(&self, id: &str) -> Option<Label> {
        let of_user = self
            .user_files()
            .into_iter()
            .filter_map(|path| TypeOnDisk::read(&path).ok())
            .map(|read| head_of(&read.files()));
        let built_in = self.built_in.iter().filter(|own| own.id == id).map(|own| head_of(&own.files()));
        of_user.chain(built_in).find(|head| head.id == id).map(|head| head.title)
    }

    /// Reads one type; of the others at most the head is looked at. A user's file comes before
    /// the built-in one of the same id. `don-vi` is the office profile.
    ///
    /// # Errors
    /// There is no such type, or its file cannot be read or has mistakes.
    pub fn load(&self, id: &str) -> Result<Definition, TypeError> {
        let mistakes = |mistakes| TypeError::Mistakes { id: id.to_owned(), mistakes };
        let mut known = Vec::new();
        for path in self.user_files().into_iter().filter(|_| id != OFFICE_ID) {
            match read_text(&path, MAX_TYPE_BYTES) {
                Ok(text) => {
                    let found = head_of(&Source { name: "", text: &text }.into()).id;
                    if found == id {
                        let read =
                            TypeOnDisk::read(&path).map_err(|(path, source)| TypeError::Unreadable { path, source })?;
                        return self.check_text(read.files()).map_err(mistakes);
                    }
                    known.push(found);
                }
                // Only the file that was meant may stop the work.
                Err(source) if path.file_stem().is_some_and(|stem| stem == id) => {
                    return Err(TypeError::Unreadable { path, source });
                }
                Err(_) => {}
            }
        }
        if let Some(own) = self.built_in.iter().chain([&OFFICE]).find(|own| own.id == id) {
            return self.load_with_parts(own.files()).map_err(mistakes);
        }
        let names = self.built_in.iter().map(|own| own.id).chain(known.iter().map(String::as_str));
        Err(TypeError::Unknown { id: id.to_owned(), nearest: nearest(id, names) })
    }

    /// The type of the office profile.
    ///
    /// # Errors
    /// As [`Library::load`].
    pub(crate) fn office(&self) -> Result<Definition, TypeError> {
        self.load(OFFICE_ID)
    }

    /// Reads the text of a user's type, in one file or several, with the shared sections at hand.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn check_text<'a>(&self, files: impl Into<TypeFiles<'a>>) -> Result<Definition, Vec<LoadError>> {
        let files = files.into();
        let Source { name, text } = files.source;
        let loaded = self.load_with_parts(files);
        let top = top_of(text);
        match top.get_ref().get("id") {
            Some(id) if id.get_ref().as_str() == Some(OFFICE_ID) && text != OFFICE.text => {
                let (line, column) = line_column(text, id.span().start);
                let kind = LoadErrorKind::Reserved(OFFICE_ID.to_owned());
                let reserved = LoadError { file: name.to_owned(), line, column, kind, nearest: None };
                Err(std::iter::once(reserved).chain(loaded.err().into_iter().flatten()).collect())
            }
            _ => loaded,
        }
    }

    fn user_files(&self) -> Vec<PathBuf> {
        let Some(folder) = &self.user_folder else { return Vec::new() };
        let names = files::list(folder).unwrap_or_default();
        let mut files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).filter(|p| is_type_file(p)).collect();
        sort_by(&mut files, Ord::cmp);
        files
    }
}

fn is_type_file(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let is_beside = [ENGLISH, EXAMPLES_OF_TYPE].iter().any(|ending| name.ends_with(&format!(".{ending}")));
    !name.starts_with('.') && !is_beside && path.extension().is_some_and(|e| e == "toml")
}

/// The keys at the top of a type file, before its first table.
fn head_of(files: &TypeFiles<'_>) -> Head {
    let english = files.english.map_or("", |english| english.text);
    let (table, english) = (top_of(files.source.text), top_of(english));
    let text = |table: &DeTable<'_>, key: &str| {
        table.get(key).and_then(|value| value.get_ref().as_str()).map(str::to_owned).unwrap_or_default()
    };
    let (own, en) = (table.get_ref(), english.get_ref());
    let label = |key: &str| Label { vi: text(own, key), en: text(en, key) };
    let version = own.get("version").and_then(|value| value.get_ref().as_integer()).and_then(whole);
    Head {
        id: text(own, "id"),
        version: version.unwrap_or(1),
        title: label("title"),
        description: label("description"),
    }
}

fn top_of(text: &str) -> Spanned<DeTable<'_>> {
    let end = if text.starts_with('[') { 0 } else { text.find("\n[").map_or(text.len(), |i| i + 1) };
    DeTable::parse_recoverable(text.get(..end).unwrap_or_default()).0
}

fn entry(head: Head, source: TypeSource, mistakes: Vec<LoadError>) -> TypeEntry {
    let Head { id, version, title, description } = head;
    TypeEntry { id, title, description, version, source, mistakes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::answers_file::AnswersFile;
    use std::fs;

    const ONE: &str = "id = \"mot\"\nversion = 3\ntitle = \"Một\"\ndocument = false\n[[section]]\nid = \"a\"\ntitle = \"A\"\n\
        fields = [ { id = \"ten\", label = \"Tên\", kind = \"text\" } ]\n";
    const TYPES: &[TypeText] = &[TypeText { english: "title = \"One\"\n", ..TypeText::new("mot", ONE) }];

    fn user(files: &[(&str, &str)]) -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("written");
        }
        let library = Library::with(TYPES, Some(folder.path().to_owned()));
        (folder, library)
    }

    #[test]
    fn built_in_types_are_right_and_named_for_their_ids() {
        let library = Library::new(None);
        for id in BUILT_IN.iter().chain([&OFFICE]).map(|own| own.id) {
            match library.load(id) {
                Ok(definition) => assert_eq!(definition.id, id),
                Err(error) => panic!("{}", error.describe(Language::En)),
            }
        }
        assert_eq!(library.list().len(), BUILT_IN.len());
        for id in library.list().into_iter().map(|entry| entry.id) {
            let definition = library.load(&id).expect("loads");
            for example in &definition.examples {
                let read = AnswersFile::read(&example.answers, &definition, 2026);
                let contents = read.unwrap_or_else(|e| panic!("{}: {}", example.name, e.describe(Language::En)));
                assert_eq!(contents.notes, [], "{id}: {}", example.name);
            }
        }
        assert_eq!(library.office().expect("the office profile loads").id, OFFICE_ID);
    }

    #[test]
    fn a_user_file_replaces_the_built_in_type_of_its_id() {
        let own = ONE.replace("version = 3", "version = 9");
        let (_folder, library) = user(&[
            ("khac.toml", &own),
            ("khac.en.toml", "title = \"One\"\n"),
            ("khac.examples.toml", ""),
            // Beside no type, they are none either.
            ("le-loi.en.toml", ONE),
            ("le-loi.examples.toml", ONE),
        ]);
        let list = library.list();
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].version, 9);
        assert_eq!(list[0].title, Label { vi: "Một".into(), en: "One".into() });
        assert!(matches!(list[0].source, TypeSource::User(_)));
        assert_eq!(library.load("mot").expect("loads").version, 9);
    }

    #[test]
    fn a_file_with_mistakes_does_not_hide_the_others() {
        let two = ONE.replace("mot", "hai");
        let (_folder, library) = user(&[
            ("a.toml", "id = \"hong\"\ntitel = \"x\"\n"),
            ("b.toml", &two),
            ("c.toml", "id = \n"),
            ("d.txt", ""),
        ]);
        let list = library.list();
        let ids: Vec<&str> = list.iter().map(|e| e.id.as_str()).collect();
        assert_eq!(ids, ["mot", "hong", "hai", ""]);
        assert!(!list[1].mistakes.is_empty() && list[2].mistakes.is_empty() && !list[3].mistakes.is_empty());
        assert_eq!(library.load("hai").expect("loads").version, 3);
        let error = library.load("hong").expect_err("mistakes").describe(Language::Vi);
        assert!(error.contains("a.toml:2:1") && error.contains("titel"), "{error}");
    }

    #[test]
    fn the_second_file_of_an_id_is_told() {
        let two = ONE.replace("mot", "hai");
        let (_folder, library) = user(&[("a.toml", &two), ("b.toml", &two)]);
        let list = library.list();
        assert_eq!(list.len(), 3);
        assert!(list[1].mistakes.is_empty() && list[2].mistakes.len() == 1);
    }

    #[test]
    fn an_unknown_type_names_the_nearest() {
        let (_folder, library) = user(&[]);
        let error = library.load("mott").expect_err("unknown");
        assert!(matches!(&error, TypeError::Unknown { nearest: Some(near), .. } if near == "mot"));
        assert!(error.describe(Language::En).contains("Did you mean “mot”?"));
    }
}
