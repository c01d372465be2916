//! The document leaves the program: in a format, to a file, and what is said of it.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use crate::check::Diagnostic;
use crate::document::Document;
use crate::document::compounds::Compounds;
use crate::export::measures::Measures;
use crate::export::{self, ExportOptions, FormatName};
use crate::report::answers::Answers;
use crate::store::describe_io;
use crate::store::disk::WriteError;
use crate::store::export_file::{self, Exported};
use crate::store::folders::Folders;
use crate::store::index::Index;
use crate::text::language::Language;
use crate::text::message::messages;
use crate::text::visible::shown_path;

messages! {
    FETCH: "Lấy về máy của bạn, gõ ở máy ấy: {}", "To fetch it, type on your own computer: {}";
    EXPORTED: "Đã xuất: {} ({})", "Exported: {} ({})";
    EXPORT_UNCHANGED: "Tệp đã có và đúng với báo cáo hiện nay: {}", "The file is there and up to date: {}";
    EXPORT_KEPT: "Đã xuất: {} ({}). Bản trước khác nội dung, được giữ ở: {}", "Exported: {} ({}). The earlier one differed and is kept as: {}";
}

/// The measures of the page, and what is to be said about the office's own file of them, a line each.
fn measures(folders: &Folders, language: Language) -> (Measures, Vec<String>) {
    let path = folders.layout();
    let told = |what: String| format!("{}: {what}", shown_path(&path));
    match folders.read_layout() {
        Ok(text) => {
            let (measures, remarks) = Measures::with(text.as_deref());
            (measures, remarks.iter().map(|remark| told(remark.describe(language))).collect())
        }
        Err(error) => (Measures::nd30(), vec![told(describe_io(&error, language))]),
    }
}

/// The words that no line parts, and what is to be said where the office's own file of them cannot be read.
fn compounds(folders: &Folders, language: Language) -> (Compounds, Option<String>) {
    match folders.read_words(COMPOUNDS) {
        Ok(text) => (text.map_or_else(|| Compounds::built_in().clone(), |text| Compounds::with(&text)), None),
        Err(error) => {
            let told = format!("{}: {}", shown_path(&folders.words(COMPOUNDS)), describe_io(&error, language));
            (Compounds::built_in().clone(), Some(told))
        }
    }
}

/// The file of those words.
const COMPOUNDS: &str = "compounds.tsv";

/// Why a document cannot go out as the official one, in any format: something lacks, is wrong, contradicts itself or
/// waits to be confirmed. A draft can always.
#[must_use]
pub fn obstacles<'f>(findings: impl IntoIterator<Item = &'f Diagnostic>) -> Vec<&'f Diagnostic> {
    let mut serious: Vec<&Diagnostic> = findings.into_iter().filter(|finding| finding.is_serious()).collect();
    serious.sort_by_key(|finding| finding.path);
    serious
}

/// Whether a document leaves the program as the official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draft {
    Official,
    Draft,
}

/// The document of a report as it leaves the program: marked, where it is a draft.
#[must_use]
pub(crate) fn outgoing<'a>(document: &'a Document, answers: &Answers, draft: Draft) -> Cow<'a, Document> {
    match draft {
        Draft::Official => Cow::Borrowed(document),
        Draft::Draft => {
            let mut document = document.clone();
            document.mark_draft(answers.year);
            Cow::Owned(document)
        }
    }
}

/// A document in a format, `width` columns wide where that is plain text; and what is to be said about
/// the office's own file of measures where they are used, a line each.
///
/// # Errors
/// The format cannot be written.
pub(crate) fn bytes(
    document: &Document,
    format: FormatName,
    width: usize,
    folders: &Folders,
    language: Language,
) -> io::Result<(Vec<u8>, Vec<String>)> {
    let (measures, mut remarks) = measures(folders, language);
    let (compounds, unread) = compounds(folders, language);
    if !format.format().is_printed {
        remarks.clear();
    }
    remarks.extend(unread);
    Ok((export::export(document, format, &ExportOptions { width, measures, compounds })?, remarks))
}

/// Writes an exported document to a file: what became of it, in words. An older one in which someone
/// went on writing is kept.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write(path: &Path, bytes: &[u8], index: &mut Index, language: Language) -> Result<String, WriteError> {
    let (shown, size) = (shown_path(path), export_file::size(bytes.len()));
    Ok(match export_file::write_own(path, bytes, index)? {
        Exported::Written => EXPORTED.fill(language, &[&shown, &size]),
        Exported::Unchanged => EXPORT_UNCHANGED.fill(language, &[&shown]),
        Exported::Kept(older) => EXPORT_KEPT.fill(language, &[&shown, &size, &shown_path(&older)]),
    })
}
