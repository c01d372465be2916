//! What the user prefers: a small file that may be edited by hand.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};
use toml_edit::{DocumentMut, Item};

use crate::report::source::line_column;
use crate::text::language::Language;
use crate::text::toml_words::plain;
use crate::text::visible::shown_path;
use crate::typing::{Method, ToneStyle};

use super::answers_file::{Form, remove_entry};
use super::atomic;
use super::describe_io;
use super::disk::WriteError;
use super::reading::{self, MAX_SETTINGS_BYTES};

/// What is preferred; `None` where nothing was said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    pub language: Option<Language>,
    /// Letters and lines that every terminal can draw.
    pub ascii: Option<bool>,
    pub colour: Option<Colour>,
    pub enter_in_text: Option<EnterInText>,
    /// How Vietnamese is typed.
    pub typing: Option<TypingMethod>,
    /// Where tones stand in hòa, thúy.
    pub tone_style: Option<ToneStyle>,
    /// Telex: whether `[` and `]` type ơ and ư.
    #[serde(rename = "telex_brackets")]
    pub brackets: Option<bool>,
    /// The folder of the reports.
    pub folder: Option<PathBuf>,
}

/// How many colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// The terminal's own eight.
    #[serde(rename = "8")]
    Eight,
    None,
}

/// What Enter does in a text of several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnterInText {
    NewLine,
    /// Goes on to the next field.
    Next,
}

/// A method of typing Vietnamese, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypingMethod {
    Telex,
    Vni,
    /// Letters are what the keyboard or its input method sends.
    Off,
}

impl TypingMethod {
    /// The method, where it is one.
    #[must_use]
    pub(crate) fn method(self) -> Option<Method> {
        match self {
            TypingMethod::Telex => Some(Method::Telex),
            TypingMethod::Vni => Some(Method::Vni),
            TypingMethod::Off => None,
        }
    }

    /// The one after it, round the end.
    #[must_use]
    pub(crate) fn next(self) -> Self {
        match self {
            TypingMethod::Telex => TypingMethod::Vni,
            TypingMethod::Vni => TypingMethod::Off,
            TypingMethod::Off => TypingMethod::Telex,
        }
    }
}

/// Settings, and what their file is known to say.
#[derive(Debug, Clone, Default)]
pub struct SettingsFile {
    pub settings: Settings,
    /// What was read or saved last: only what differs from it is written.
    known: Settings,
    /// The file cannot be written to, lest what is in it be lost.
    broken: bool,
}

/// Something in the settings that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsNote {
    vi: String,
    en: String,
}

impl SettingsNote {
    /// What it was and what stands in its place.
    #[must_use]
    pub(crate) fn describe(&self, language: Language) -> &str {
        language.pick(&self.vi, &self.en)
    }
}

/// Each setting: its key, what it may be, and the comment above it in a new file.
const KEYS: [(&str, &str, &str); 8] = [
    ("language", r#""vi", "en""#, "# Ngôn ngữ giao diện: \"vi\" hoặc \"en\" (văn bản luôn là tiếng Việt)."),
    ("ascii", "true, false", "# true: chỉ vẽ khung bằng ký tự đơn giản, cho màn hình cũ."),
    ("colour", r#""8", "none""#, "# Màu: \"8\" hoặc \"none\"."),
    (
        "enter_in_text",
        r#""new_line", "next""#,
        "# Phím Enter trong ô nhiều dòng: \"new_line\" xuống dòng, \"next\" sang câu sau.",
    ),
    ("typing", r#""telex", "vni", "off""#, "# Gõ tiếng Việt ngay trong chương trình: \"telex\", \"vni\" hoặc \"off\"."),
    ("tone_style", r#""old", "new""#, "# Đặt dấu thanh: \"old\" hòa, thúy; \"new\" hoà, thuý."),
    ("telex_brackets", "true, false", "# true: trong Telex, phím [ là ơ, phím ] là ư."),
    ("folder", "\"…\"", "# Thư mục chứa các báo cáo."),
];

const HEADER: &str = "# Cài đặt của chương trình baocao. Có thể sửa tay; ghi chú sau dấu # được giữ nguyên.\n";

/// A file of settings as it is on the disk now: how it is stored, and what it says.
type Found = (Form, DocumentMut);

/// Reads a file of settings; `None` where there is none. What is wrong with it, in both languages.
fn read(path: &Path) -> Result<Option<Found>, (String, String)> {
    let text = match reading::read(path, MAX_SETTINGS_BYTES).map(String::from_utf8) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err((describe_io(&e, Language::Vi), describe_io(&e, Language::En))),
        Ok(Err(_)) => return Err(("không phải UTF-8".to_owned(), "not UTF-8".to_owned())),
        Ok(Ok(text)) => text,
    };
    let form = Form::of(&text);
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    match text.parse::<DocumentMut>() {
        Ok(document) => Ok(Some((form, document))),
        Err(error) => {
            let (line, column) = line_column(&text, error.span().map_or(0, |span| span.start));
            let why = |language| plain(error.message(), language);
            Err((
                format!("dòng {line}, cột {column}: {}", why(Language::Vi)),
                format!("line {line}, column {column}: {}", why(Language::En)),
            ))
        }
    }
}

impl SettingsFile {
    /// Reads the settings. Whatever is wrong in them is told and passed over: defaults stand in.
    #[must_use]
    pub fn load(path: &Path) -> (Self, Vec<SettingsNote>) {
        match read(path) {
            Ok(None) => (SettingsFile::default(), Vec::new()),
            Ok(Some((_, document))) => {
                let mut notes = Vec::new();
                let settings = Settings::read(&document, &mut notes);
                (SettingsFile { known: settings.clone(), settings, broken: false }, notes)
            }
            Err((vi, en)) => {
                let name = shown_path(path);
                let vi = format!("Cài đặt {name} không đọc được ({vi}); tạm dùng mặc định. Hãy sửa tệp, hoặc xóa đi.");
                let en = format!(
                    "The settings {name} cannot be read ({en}); defaults are used. Mend the file or remove it."
                );
                (SettingsFile { broken: true, ..SettingsFile::default() }, vec![SettingsNote { vi, en }])
            }
        }
    }

    /// Whether the file was last found broken, and what is chosen holds until the program ends.
    #[must_use]
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Saves what was changed here since it was last read or saved; all else in the file stays as it is
    /// on the disk now. A broken file, and one that has a table or a list in the place of a setting, is left
    /// alone.
    ///
    /// # Errors
    /// The disk refuses. Nothing was written.
    pub fn save(&mut self, path: &Path) -> Result<(), WriteError> {
        let Ok(found) = read(path) else {
            self.broken = true;
            return Ok(());
        };
        // Of a file that is gone, or was broken when something was chosen, nothing is known any more.
        let before = if found.is_some() && !self.broken { self.known.values() } else { Table::new() };
        let (form, mut document) = found.unwrap_or_default();
        let fresh = document.is_empty() && document.trailing().as_str().unwrap_or("").trim().is_empty();
        let values = self.settings.values();
        for (key, _, comment) in KEYS.into_iter().filter(|(key, ..)| values.get(*key) != before.get(*key)) {
            let is_single = |item: &Item| matches!(item, Item::Value(old) if !old.is_array() && !old.is_inline_table());
            if !document.get(key).is_none_or(is_single) {
                self.broken = true;
                return Ok(());
            }
            match values.get(key) {
                Some(Value::Boolean(yes)) => set(&mut document, key, comment, (*yes).into()),
                Some(Value::String(text)) => set(&mut document, key, comment, text.into()),
                _ => remove(&mut document, key, comment),
            }
        }
        let text = if fresh { format!("{HEADER}\n{document}") } else { document.to_string() };
        let text = form.stored(&text);
        if !reading::read(path, MAX_SETTINGS_BYTES).is_ok_and(|found| found == text.as_bytes()) {
            atomic::write_with_folder(path, text.as_bytes())?;
        }
        self.broken = false;
        self.known = self.settings.clone();
        Ok(())
    }
}

fn set(document: &mut DocumentMut, key: &str, comment: &str, mut value: toml_edit::Value) {
    if let Some(Item::Value(old)) = document.get_mut(key) {
        let same = old.as_str().is_some_and(|text| value.as_str() == Some(text))
            || old.as_bool().is_some_and(|yes| value.as_bool() == Some(yes))
            || old.as_integer().is_some_and(|number| value.as_str() == Some(number.to_string().as_str()));
        if !same {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        return;
    }
    document.insert(key, Item::Value(value));
    if let Some(mut name) = document.key_mut(key) {
        name.leaf_decor_mut().set_prefix(format!("{comment}\n"));
    }
}

/// Takes a setting back. Comments stay in its place, but for the one that it comes with.
fn remove(document: &mut DocumentMut, key: &str, comment: &str) {
    if let Some(mut name) = document.key_mut(key) {
        let above = name.leaf_decor().prefix().and_then(|above| above.as_str()).unwrap_or_default();
        let own: String = above.split_inclusive('\n').filter(|line| line.trim() != comment).collect();
        name.leaf_decor_mut().set_prefix(own);
    }
    remove_entry(document.as_table_mut(), key);
}

impl Settings {
    /// Each setting by itself, so that one that is wrong takes no other along.
    fn read(document: &DocumentMut, notes: &mut Vec<SettingsNote>) -> Self {
        let mut values = Table::new();
        for (key, allowed, _) in KEYS {
            let Some(item) = document.get(key) else { continue };
            let text = item.as_str().map(str::to_owned);
            // A number is as good as its text: colour = 8.
            let text = text.or_else(|| item.as_integer().map(|number| number.to_string()));
            let value = text.map(Value::String).or(item.as_bool().map(Value::Boolean));
            let alone = |value: &Value| Table::from_iter([(key.to_owned(), value.clone())]);
            let is_right = |value: &Value| alone(value).try_into::<Settings>().is_ok();
            match value.filter(is_right) {
                Some(value) => {
                    values.insert(key.to_owned(), value);
                }
                None => notes.push(SettingsNote {
                    vi: format!("Cài đặt “{key}” không đúng nên bỏ qua; được ghi: {allowed}."),
                    en: format!("The setting “{key}” is not right and was passed over; it may be: {allowed}."),
                }),
            }
        }
        let settings: Settings = values.try_into().unwrap_or_default();
        Settings { folder: settings.folder.filter(|folder| !folder.as_os_str().is_empty()), ..settings }
    }

    /// The values by their keys, without those of which nothing was said.
    fn values(&self) -> Table {
        Table::try_from(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn settings_are_saved_with_words_and_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x/settings.toml");
        let (mut file, notes) = SettingsFile::load(&path);
        assert_eq!((file.settings.clone(), notes), (Settings::default(), Vec::new()));
        file.settings = Settings {
            language: Some(Language::En),
            ascii: Some(true),
            colour: Some(Colour::None),
            enter_in_text: Some(EnterInText::Next),
            typing: Some(TypingMethod::Vni),
            tone_style: Some(ToneStyle::New),
            brackets: Some(true),
            folder: Some(PathBuf::from("/a/b")),
        };
        file.save(&path).expect("saved");
        let text = fs::read_to_string(&path).expect("read");
        assert!(text.starts_with(HEADER) && text.contains("colour = \"none\"\n"), "{text}");
        let (again, notes) = SettingsFile::load(&path);
        assert_eq!((again.settings, notes), (file.settings.clone(), Vec::new()));
        file.save(&path).expect("saved");
        assert_eq!(fs::read_to_string(&path).expect("read"), text);
        file.settings.colour = None;
        file.save(&path).expect("saved");
        assert_eq!(SettingsFile::load(&path).0.settings.colour, None);
    }

    #[test]
    fn strangers_and_comments_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.toml");
        fs::write(&path, "# của tôi\nla = 1\nlanguage = \"vi\" # tiếng Việt\ncolour = 8\n").expect("written");
        let (mut file, notes) = SettingsFile::load(&path);
        assert_eq!((file.settings.colour, notes), (Some(Colour::Eight), Vec::new()));
        file.settings.language = Some(Language::En);
        file.save(&path).expect("saved");
        let text = fs::read_to_string(&path).expect("read");
        assert_eq!(text, "# của tôi\nla = 1\nlanguage = \"en\" # tiếng Việt\ncolour = 8\n");
    }

    #[test]
    fn what_another_program_wrote_meanwhile_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.toml");
        let read = || fs::read_to_string(&path).expect("read");
        fs::write(&path, "language = \"vi\"\n").expect("written");
        let (mut file, _) = SettingsFile::load(&path);
        // Another window, or an editor of Windows.
        let theirs = "\u{feff}# của tôi\r\nlanguage = \"en\" # họ\r\ntyping = \"vni\"\r\nla = 1\r\n";
        fs::write(&path, theirs).expect("written");
        file.settings.typing = Some(TypingMethod::Off);
        file.save(&path).expect("saved");
        assert_eq!(read(), theirs.replace("\"vni\"", "\"off\""));
        // Taken back, it leaves the comments around it.
        file.settings.language = None;
        file.settings.typing = Some(TypingMethod::Telex);
        file.save(&path).expect("saved");
        let text = read();
        assert!(text.contains("# của tôi\r\n") && text.contains("# họ\r\n") && !text.contains("language"), "{text}");
        assert!(text.contains("typing = \"telex\"\r\nla = 1\r\n"), "{text}");
        // Gone, it is made again with all that holds.
        fs::remove_file(&path).expect("removed");
        file.settings.ascii = Some(true);
        file.save(&path).expect("saved");
        assert_eq!(SettingsFile::load(&path).0.settings, file.settings);
    }

    #[test]
    fn what_cannot_be_kept_leaves_the_file_as_it_is_until_that_is_mended() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.toml");
        for theirs in ["typing = \n", "[typing]\nkieu = \"vni\"\n", "typing = { kieu = 1 }\n", "typing = [1]\n"] {
            fs::write(&path, "ascii = true\n").expect("written");
            let (mut file, _) = SettingsFile::load(&path);
            for _ in 0..2 {
                fs::write(&path, theirs).expect("written");
                file.settings.typing = Some(TypingMethod::Vni);
                file.save(&path).expect("nothing to do");
                assert!(file.is_broken());
                assert_eq!(fs::read_to_string(&path).expect("read"), theirs);
            }
            fs::write(&path, "la = 1\n").expect("written");
            file.save(&path).expect("saved");
            assert!(!file.is_broken());
            let text = fs::read_to_string(&path).expect("read");
            assert!(text.starts_with("la = 1\n") && text.ends_with("typing = \"vni\"\n"), "{text}");
        }
    }

    #[test]
    fn all_that_may_be_written_is_read_and_written_again() {
        for (key, allowed, _) in KEYS {
            for value in allowed.split(", ") {
                let mut notes = Vec::new();
                let document: DocumentMut = format!("{key} = {value}\n").parse().expect("TOML");
                let values = Settings::read(&document, &mut notes).values();
                assert_eq!((notes, values.len()), (Vec::new(), 1), "{key} = {value}");
                assert_eq!(values[key].to_string(), value);
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told_and_never_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.toml");
        fs::write(&path, "language = \"fr\"\nascii = \"yes\"\ncolour = \"8\"\n").expect("written");
        let (file, notes) = SettingsFile::load(&path);
        assert_eq!(
            (file.settings.language, file.settings.ascii, file.settings.colour),
            (None, None, Some(Colour::Eight))
        );
        assert_eq!(notes.len(), 2);
        assert!(notes[0].describe(Language::Vi).contains("\"vi\", \"en\""));

        fs::write(&path, "language = \n").expect("written");
        let (mut file, notes) = SettingsFile::load(&path);
        assert_eq!(file.settings, Settings::default());
        assert!(notes[0].describe(Language::Vi).contains("dòng 1"));
        file.settings.ascii = Some(true);
        file.save(&path).expect("nothing to do");
        assert_eq!(fs::read_to_string(&path).expect("read"), "language = \n", "a broken file is left alone");
    }
}
