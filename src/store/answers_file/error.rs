//! Why an answers file cannot be opened, and what is worth telling of one that was.

use crate::report::source::line_column;
use crate::store::library::TypeError;
use crate::text::language::Language;
use crate::text::toml_words::plain;

use super::MAX_DEPTH;
use super::quotes::{self, OpenQuote};
use crate::store::limits::{READ_BYTES, READ_CELLS, READ_ROWS};

/// Why a file is not opened for writing. The file itself stays untouched.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Line and column count from 1, columns in characters.
    #[error("{line}:{column}: {vi}")]
    Broken { line: usize, column: usize, vi: String, en: String },
    #[error("{line}:{column}: not UTF-8")]
    NotUtf8 { line: usize, column: usize },
    #[error("{bytes} bytes are too many")]
    TooLarge { bytes: usize },
    #[error("nested too deeply")]
    TooDeep,
    #[error("too many values")]
    TooManyValues,
    /// A table or list of answers has more rows than a form can show.
    #[error("{key}: {rows} rows are too many")]
    TooManyRows { key: String, rows: usize },
    /// There is no `[report]` table with a `type`.
    #[error("not an answers file")]
    NotAReport,
    /// To be shown read-only.
    #[error("unknown report type {id}")]
    UnknownType { id: String, nearest: Option<String> },
    /// Written by a newer program; to be shown read-only.
    #[error("version {version} of {id} is newer than {known}")]
    Newer { id: String, version: i64, known: i64 },
    #[error(transparent)]
    Type(TypeError),
}

impl OpenError {
    /// Whether the file is sound, so that it may be shown, but not written. One that is too large may have
    /// become so by what was typed into it: those words are to be seen.
    #[must_use]
    pub(crate) fn is_readable(&self) -> bool {
        match self {
            OpenError::UnknownType { .. } | OpenError::Newer { .. } | OpenError::Type(_) => true,
            OpenError::TooLarge { .. } | OpenError::TooManyValues | OpenError::TooManyRows { .. } => true,
            OpenError::Broken { .. } | OpenError::NotUtf8 { .. } | OpenError::TooDeep | OpenError::NotAReport => false,
        }
    }

    /// An error at a byte of the text.
    pub(super) fn broken_at(text: &str, offset: usize, vi: &str, en: &str) -> Self {
        let (line, column) = line_column(text, offset);
        OpenError::Broken { line, column, vi: vi.to_owned(), en: en.to_owned() }
    }

    pub(super) fn of_toml(error: &toml_edit::TomlError, text: &str) -> Self {
        let message = error.message();
        if message.contains("recurs") {
            return OpenError::TooDeep;
        }
        let offset = error.span().map_or(0, |span| span.start);
        if let Some(OpenQuote { at, mark }) = quotes::first_open(text).filter(|quote| quote.at <= offset) {
            let vi = format!("chữ mở nháy ở đây chưa đóng bằng {mark}");
            let en = format!("the text that begins here lacks its closing {mark}");
            return OpenError::broken_at(text, at, &vi, &en);
        }
        let line = text.get(offset..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        // The parser takes the end of the line for a text without quotes.
        let message =
            if message.starts_with("string values") && line.trim().is_empty() { "missing value" } else { message };
        OpenError::broken_at(text, offset, plain(message, Language::Vi), plain(message, Language::En))
    }

    /// What is wrong, where, and what to do.
    #[must_use]
    #[rustfmt::skip]
    pub(crate) fn describe(&self, language: Language) -> String {
        match self {
            Self::Broken { line, column, vi, en } => language.pick(format!("Tệp có lỗi ở dòng {line}, cột {column}: {vi}. Tệp không bị thay đổi; sửa chỗ đó rồi mở lại, hoặc dùng bản sao dự phòng."),
                format!("The file is broken at line {line}, column {column}: {en}. It was left untouched; mend that place and open it again, or use an earlier version.")),
            Self::NotUtf8 { line, column } => language.pick(format!("Tệp không phải văn bản UTF-8 (dòng {line}, cột {column}). Hãy lưu lại bằng mã UTF-8 rồi mở."),
                format!("The file is not UTF-8 text (line {line}, column {column}). Save it as UTF-8 and open it again.")),
            Self::TooLarge { bytes } => language.pick(format!("Tệp quá lớn ({bytes} byte, tối đa {READ_BYTES}). Nếu đúng là báo cáo, hãy chia thành nhiều báo cáo."),
                format!("The file is too large ({bytes} bytes, at most {READ_BYTES}). If it is a report, divide it into several.")),
            Self::TooDeep => language.pick(format!("Tệp có bảng lồng nhau quá {MAX_DEPTH} tầng nên không mở. Có lẽ đây không phải tệp trả lời."),
                format!("Tables stand in each other more than {MAX_DEPTH} deep. It may not be an answers file.")),
            Self::TooManyValues => language.pick(
                "Tệp có quá nhiều giá trị nên không mở để sửa. Nếu đúng là báo cáo, hãy chia thành nhiều báo cáo.".to_owned(),
                "The file has too many values to be edited. If it is a report, divide it into several.".to_owned()),
            Self::TooManyRows { key, rows } => language.pick(format!("“{key}” có {rows} dòng, quá nhiều để mở (tối đa {READ_ROWS} dòng, {READ_CELLS} ô). Tệp không bị thay đổi; hãy chia thành nhiều báo cáo."),
                format!("“{key}” has {rows} rows, too many to open (at most {READ_ROWS} rows, {READ_CELLS} cells). The file was left untouched; divide it into several reports.")),
            Self::NotAReport => language.pick("Tệp không có dòng type trong mục [report], nên không biết là báo cáo loại nào. Hãy thêm, ví dụ: type = \"bao-cao-chung\"".to_owned(),
                "The file has no type in its [report] table, so its kind of report is not known. Add one, as: type = \"bao-cao-chung\"".to_owned()),
            Self::UnknownType { id, nearest } => {
                let near = nearest.as_ref().map_or(String::new(), |near| match language {
                    Language::Vi => format!(" Có phải “{near}”?"),
                    Language::En => format!(" Did you mean “{near}”?"),
                });
                language.pick(format!("Chương trình không có loại báo cáo “{id}”.{near} Tệp chỉ mở để xem; hãy thêm loại báo cáo đó hoặc sửa dòng type."),
                    format!("This program has no report type “{id}”.{near} The file is shown read-only; add that type, or mend the line “type”."))
            }
            Self::Newer { id, version, known } => language.pick(format!("Tệp thuộc phiên bản {version} của “{id}”, mới hơn phiên bản {known} của chương trình này. Tệp chỉ mở để xem; hãy cập nhật chương trình để sửa."),
                format!("The file is of version {version} of “{id}”, newer than this program's version {known}. It is shown read-only; update the program to edit it.")),
            Self::Type(error) => error.describe(language),
        }
    }
}

/// Something in a file that was not as expected. Nothing of it was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The key it is about.
    pub key: String,
    /// Its line, from 1; 0 where it has none.
    pub line: usize,
    pub kind: NoteKind,
}

/// What was not as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteKind {
    /// Another type of value stands there; it was taken as the text it is written in.
    WrongType,
    /// A group or table of answers was due; what stands there is kept in the file, unread.
    WrongShape,
    /// No field has this name; it is kept in the file.
    UnknownKey { nearest: Option<String> },
    /// Found under a former name; it will be saved under this one.
    Renamed { now: String },
    /// The period stands in two places that differ; that of `[report]` counts.
    TwoPeriods,
}

impl Note {
    /// What was found and what became of it.
    #[must_use]
    #[rustfmt::skip]
    pub(crate) fn describe(&self, language: Language) -> String {
        let Note { key, line, kind } = self;
        let said = match kind {
            NoteKind::WrongType => language.pick("giá trị không đúng kiểu, được giữ nguyên như chữ đã gõ".to_owned(), "the value is of another type; it is kept as the text that it is".to_owned()),
            NoteKind::WrongShape => language.pick("giá trị không đúng dạng nên chưa đọc; vẫn giữ trong tệp".to_owned(), "the value is not of the due form and was not read; it stays in the file".to_owned()),
            NoteKind::UnknownKey { nearest: None } => language.pick("không có câu hỏi nào tên này; vẫn giữ trong tệp".to_owned(), "no field has this name; it stays in the file".to_owned()),
            NoteKind::UnknownKey { nearest: Some(near) } => language.pick(format!("không có câu hỏi nào tên này – có phải “{near}”? Vẫn giữ trong tệp"), format!("no field has this name – did you mean “{near}”? It stays in the file")),
            NoteKind::Renamed { now } => language.pick(format!("tên cũ; sẽ lưu với tên “{now}”"), format!("a former name; it will be saved as “{now}”")),
            NoteKind::TwoPeriods => language.pick("kỳ báo cáo ghi ở hai nơi khác nhau; lấy theo mục [report]".to_owned(), "the period stands in two places that differ; that of [report] counts".to_owned()),
        };
        language.pick(format!("Dòng {line}, “{key}”: {said}."), format!("Line {line}, “{key}”: {said}."))
    }
}
