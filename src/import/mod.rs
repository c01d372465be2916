//! An old report read again: its paragraphs, and the answers that they give where that is sure.
//!
//! - [`kind`]: what a file is, by its bytes.
//! - [`docx`], [`odt`] and [`text`]: from the bytes of a file to [`Paragraph`]s.
//! - `outline`: headings of the old report, and those of the type that they stand for.
//! - `sentence` and `places`: the sentences of the type read backwards.
//! - `implied`: what a sentence says by how it is worded.
//! - `rows` and `appendix`: tables that the type has, too, and what stands above those on pages of their own.
//! - `figures`: numbers, shares and amounts in free prose.
//! - `told`: figures that are said to be unknown.
//! - `citation`, `head`, `subject`, `period`, `end`: documents named, the letterhead and its subject, the time, recipients
//!   and signature.
//! - `coverage`: what the draft does not say.
//! - `source`: what became of each paragraph.
//!
//! What is not sure stays blank: a wrong figure that looks right is worse than none. Nothing is
//! thrown away: what found no place is handed back.

mod aligned;
mod appendix;
mod bodies;
mod body;
mod citation;
mod coverage;
pub(crate) mod docx;
mod draft;
mod drawn;
mod encoding;
mod end;
mod figures;
mod head;
mod html;
mod implied;
pub(crate) mod kind;
mod labels;
mod legacy;
mod lines;
mod mark;
mod markdown;
pub(crate) mod odt;
mod outline;
mod package;
mod period;
mod places;
mod rows;
mod sentence;
pub(crate) mod source;
mod subject;
mod table;
#[cfg(test)]
mod tests;
pub(crate) mod text;
mod told;
mod worded;
mod xml;

use std::rc::Rc;

use crate::report::answers::Answers;
use crate::report::definition::Definition;
use crate::text::language::Language;

use coverage::Drafted;
use draft::Draft;
use kind::Kind;
use source::Source;

/// Files longer than this are not read, in bytes.
pub(crate) const MAX_FILE: usize = 20_000_000;

/// Text longer than this is no report, in bytes.
pub(crate) const MAX_TEXT: usize = 400_000;

/// Paragraphs that a report may have.
pub(crate) const MAX_PARAGRAPHS: usize = 2_000;

/// A paragraph of an old report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Composed (NFC), its words parted by single spaces.
    pub text: String,
    /// The level of its heading style, 0 the first; none of text, and where the file has no such styles.
    pub heading: Option<u8>,
    /// The footnotes and endnotes that hang on it.
    pub notes: Vec<String>,
    /// Its place among those with text, from 0; known once they are read as answers.
    pub at: usize,
}

impl Paragraph {
    /// A paragraph of plain text.
    #[must_use]
    pub(crate) fn new(text: &str) -> Self {
        Paragraph { text: words(text), ..Paragraph::default() }
    }
}

/// The text in composed letters, with single spaces.
fn words(text: &str) -> String {
    let clean = crate::text::visible::clean_paste(text);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("a .docx file larger than a report can be")]
    TooLarge,
    #[error("a text larger than a report can be")]
    TextTooLarge,
    /// More than [`MAX_TEXT`] or [`MAX_PARAGRAPHS`].
    #[error("more text than a report can have")]
    TooMuchText,
    #[error("neither Unicode nor an old Vietnamese encoding")]
    NotText,
    /// A file of Word 97–2003.
    #[error("a .doc file")]
    OldWord,
    #[error("a PDF file")]
    Pdf,
    #[error("an .rtf file")]
    Rtf,
    #[error("an HTML file")]
    Html,
    /// A page of the web with all that is in it, in the format of mail.
    #[error("an MHT file")]
    Mail,
    /// A file of another office program.
    #[error("a file of another office program")]
    OtherWord,
    /// A spreadsheet or slides, whatever the name says.
    #[error("a spreadsheet or slides")]
    Sheet,
    /// A file that a password opens.
    #[error("an encrypted file")]
    Encrypted,
    /// Neither a sound .docx nor a sound .odt file.
    #[error("not a .docx or .odt file")]
    NotWord,
    /// It would unpack to more than a report can be, or is nested as no report is.
    #[error("a .docx file that unpacks too large or too deep")]
    Bomb,
    #[error("nothing in it")]
    Empty,
}

impl ImportError {
    /// What a file that is too large is told to be, by its first bytes.
    #[must_use]
    pub(crate) fn too_large(begin: &[u8]) -> Self {
        if begin.starts_with(b"PK") { ImportError::TooLarge } else { ImportError::TextTooLarge }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub(crate) fn describe(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            ImportError::TooLarge => (
                "tệp quá lớn để là một báo cáo; hãy bỏ bớt hình ảnh rồi lưu lại",
                "the file is too large for a report; take pictures out and save it again",
            ),
            ImportError::TextTooLarge => (
                "tệp chữ quá lớn để là một báo cáo; hãy chép riêng phần báo cáo sang một tệp mới",
                "the text is too large for a report; copy the report alone to a new file",
            ),
            ImportError::TooMuchText => (
                "chữ trong tệp nhiều hơn một báo cáo; hãy chép riêng phần báo cáo sang một tệp mới",
                "the file has more text than a report; copy the report alone to a new file",
            ),
            ImportError::NotText => (
                "tệp không phải văn bản Unicode, TCVN3 hay VNI; hãy lưu lại thành .docx hoặc .txt (UTF-8)",
                "not a text in Unicode, TCVN3 or VNI; save it as .docx or .txt (UTF-8)",
            ),
            ImportError::OldWord => (
                "đây là tệp .doc đời cũ; hãy mở bằng Word hoặc LibreOffice rồi lưu thành .docx",
                "this is an old .doc file; open it in Word or LibreOffice and save it as .docx",
            ),
            ImportError::Pdf => (
                "đây là tệp PDF; hãy mở bằng Word hoặc LibreOffice rồi lưu thành .docx, hoặc tìm lại tệp Word gốc",
                "this is a PDF; open it in Word or LibreOffice and save it as .docx, or look for the original",
            ),
            ImportError::Rtf => (
                "đây là tệp RTF; hãy mở bằng Word hoặc LibreOffice rồi lưu thành .docx",
                "this is an RTF file; open it in Word or LibreOffice and save it as .docx",
            ),
            ImportError::Html => (
                "đây là tệp HTML (trang web); hãy mở bằng Word hoặc LibreOffice rồi lưu thành .docx",
                "this is an HTML file (a web page); open it in Word or LibreOffice and save it as .docx",
            ),
            ImportError::Mail => (
                "đây là tệp MHT (trang web gói một tệp); hãy mở bằng Word rồi lưu thành .docx",
                "this is an MHT file (a web page in one file); open it in Word and save it as .docx",
            ),
            ImportError::OtherWord => (
                "đây là tệp của chương trình khác; hãy mở bằng Word hoặc LibreOffice rồi lưu thành .docx",
                "this is a file of another program; open it in Word or LibreOffice and save it as .docx",
            ),
            ImportError::Sheet => (
                "đây là bảng tính hoặc trang trình chiếu; hãy chép phần báo cáo sang một tệp Word rồi lưu thành .docx",
                "this is a spreadsheet or slides; copy the report to a file of Word and save it as .docx",
            ),
            ImportError::Encrypted => (
                "tệp có mật khẩu; hãy mở bằng Word hoặc LibreOffice, bỏ mật khẩu rồi lưu thành .docx",
                "the file has a password; open it in Word or LibreOffice, take the password off and save it as .docx",
            ),
            ImportError::NotWord => (
                "tệp hỏng, hoặc không phải văn bản của Word hay LibreOffice; hãy mở bằng Word hoặc LibreOffice rồi lưu thành .docx",
                "the file is broken, or no text of Word or LibreOffice; open it there and save it as .docx",
            ),
            ImportError::Bomb => (
                "tệp bung ra quá lớn hoặc lồng quá sâu nên không đọc; hãy chép chữ sang một tệp mới",
                "the file unpacks too large or too deep and is not read; copy its text to a new file",
            ),
            ImportError::Empty => ("trong tệp không có chữ nào", "there is no text in the file"),
        };
        language.pick(vi, en)
    }
}

/// Whether a file of a name with this ending may be an old report, and whether it can be read; `None`
/// for what is no text of a word processor. Its bytes have the last word ([`paragraphs`]).
#[must_use]
pub(crate) fn by_ending(ending: &str) -> Option<Result<(), ImportError>> {
    match ending.to_ascii_lowercase().as_str() {
        "docx" | "docm" | "dotx" | "odt" | "ott" | "txt" | "text" | "md" => Some(Ok(())),
        "doc" | "dot" => Some(Err(ImportError::OldWord)),
        "pdf" => Some(Err(ImportError::Pdf)),
        "rtf" => Some(Err(ImportError::Rtf)),
        "htm" | "html" => Some(Err(ImportError::Html)),
        "mht" | "mhtml" => Some(Err(ImportError::Mail)),
        "fodt" => Some(Err(ImportError::OtherWord)),
        _ => None,
    }
}

/// Reads the bytes of an old report, by what they are ([`kind`]), whatever its name ends in.
///
/// # Errors
/// It is none of those that are read, or larger than a report can be.
pub fn paragraphs(bytes: &[u8]) -> Result<Vec<Paragraph>, ImportError> {
    if bytes.len() > MAX_FILE {
        return Err(ImportError::too_large(bytes));
    }
    let mut list = match kind::kind(bytes)? {
        Kind::Word => docx::paragraphs(bytes)?,
        Kind::OpenDocument => odt::paragraphs(bytes)?,
        Kind::Text => text::paragraphs(bytes)?,
    };
    if list.iter().any(|p| legacy::is_vietnamese(&p.text)) {
        // Icelandic's letter, which some keyboards gave, looks the same.
        for text in list.iter_mut().flat_map(|p| [&mut p.text].into_iter().chain(&mut p.notes)) {
            if text.contains(['Ð', 'ð']) {
                *text = text.replace('Ð', "Đ").replace('ð', "đ");
            }
        }
    }
    let length: usize = list.iter().map(|p| p.text.len() + p.notes.iter().map(String::len).sum::<usize>()).sum();
    if length > MAX_TEXT || list.len() > MAX_PARAGRAPHS {
        return Err(ImportError::TooMuchText);
    }
    if list.is_empty() { Err(ImportError::Empty) } else { Ok(list) }
}

/// The name of the encoding that a text file was found to have; `None` of what needs none to be told: UTF-8, and files of
/// a word processor.
#[must_use]
pub fn encoding(bytes: &[u8]) -> Option<&'static str> {
    match kind::kind(bytes) {
        Ok(Kind::Text) => {
            encoding::decode(bytes).map(|decoded| decoded.encoding).filter(|name| *name != encoding::USUAL)
        }
        _ => None,
    }
}

/// What an old report gave.
#[derive(Debug)]
pub struct Imported {
    /// Every answer in them is unconfirmed.
    pub answers: Answers,
    /// Paragraphs that found no place.
    pub rest: Vec<String>,
    /// What became of each paragraph.
    pub sources: Vec<Source>,
}

/// Reads an old report as answers to a type. `year` completes days without one where the report
/// itself names no year.
#[must_use]
pub fn import(definition: &Definition, paragraphs: &[Paragraph], year: i16) -> Imported {
    let mut draft = Draft::new(definition, year);
    let mut paragraphs: Vec<Paragraph> = paragraphs.iter().filter(|p| !p.text.is_empty()).cloned().collect();
    paragraphs.iter_mut().enumerate().for_each(|(at, paragraph)| paragraph.at = at);
    let (rows, others) = rows::take(definition, &paragraphs);
    let (appendices, others) = appendix::take(definition, &rows, &others);
    let (head, rest) = head::split(&others);
    let (body, closing, end) = end::split(rest);
    let lead = body.iter().take_while(|p| outline::title_of(p).is_none()).count();
    let (lead, body) = body.split_at(lead);
    let mut open = head::read(&mut draft, head, lead, &paragraphs);
    open.extend_from_slice(body);
    // What the end gives is known to the sentences of the body; what it hands back stands last.
    let above = std::mem::take(&mut draft.rest);
    if let Some(closing) = closing {
        end::read_closing(&mut draft, closing, head.iter().chain(lead));
    }
    end::read(&mut draft, end);
    let below = std::mem::replace(&mut draft.rest, above);
    body::read(&mut draft, &open);
    for row in &rows {
        rows::put(&mut draft, row);
    }
    for heading in &appendices {
        appendix::put(&mut draft, heading);
    }
    draft.rest.extend(below);
    head::name_reporter(&mut draft);
    draft.settle();
    let Draft { mut answers, mut rest, taken, .. } = draft;
    let formulas: Vec<&Paragraph> = lead.iter().chain(closing).collect();
    let drafted = Drafted::new(definition, &answers);
    drafted.without_what_is_said(&mut rest, &formulas);
    let lost = drafted.lost(&paragraphs, &formulas, &rest);
    rest.extend(lost);
    let filled = definition.fields.ids().filter(|field| !answers.answer(*field).is_blank());
    answers.unconfirmed = Rc::new(filled.collect());
    let sources = source::sources(&paragraphs, taken, &rest);
    Imported { answers, rest, sources }
}
