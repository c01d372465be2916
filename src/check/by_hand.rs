//! Paragraphs that were written by hand: over other answers than these, or for a place that is no more.

use std::collections::BTreeSet;

use crate::document::changed::source;
use crate::document::{Document, Edit};
use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::Definition;
use crate::report::ids::BlockId;
use crate::report::paragraph_names::has_place;
use crate::text::language::Language;
use crate::text::message::messages;

use super::diagnostic::{Diagnostic, Severity};
use super::{beginning, codes};

messages! {
    STALE: "Đoạn viết tay, nhưng câu soạn từ các câu trả lời nay đã khác. Đọc lại ở trang văn bản (Ctrl-P): s rồi Enter để giữ, t để lấy câu tự soạn.", "Written by hand, but the sentence that the answers give is another now. Read it again on the page (Ctrl-P): s and Enter keep it, t takes the other.";
    NOT_STANDING: "Đoạn viết tay không còn chỗ: với câu trả lời hiện nay, văn bản không có đoạn này. Chữ vẫn giữ trong tệp: “{}” ({}). Nếu còn cần, hãy chép vào một câu trả lời.", "Written by hand, but with these answers the document has no such paragraph. The file keeps the words: “{}” ({}). If they are needed, put them into an answer.";
    NO_PLACE: "Đoạn viết tay không còn chỗ: dòng của nó không còn. Chữ vẫn giữ trong tệp: “{}” ({}). Nếu còn cần, hãy chép vào một câu trả lời.", "Written by hand for a row that is gone. The file keeps the words: “{}” ({}). If they are needed, put them into an answer.";
}

/// The field that a paragraph comes from, whether or not it stands.
#[must_use]
pub(crate) fn origin_of(definition: &Definition, id: &BlockId) -> EntryPath {
    let block = definition.block(id.block());
    // A sentence without answers stands or not by those that its condition reads.
    let read =
        block.and_then(|block| block.each.into_iter().chain(block.reads.clone()).chain(block.depends.clone()).next());
    let field = read.map(|field| source(definition, field).unwrap_or(field));
    EntryPath::field(field.unwrap_or_else(|| definition.first_field()))
}

/// The findings about what was written by hand: a paragraph whose answers have changed since waits to be confirmed,
/// and one that stands nowhere in the document is told.
#[must_use]
pub(crate) fn check_by_hand(
    definition: &Definition,
    answers: &Answers,
    document: &Document,
    language: Language,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if answers.edited.is_empty() || !definition.is_document {
        return found;
    }
    let mut add = |severity, path, code: &'static str, message: String, block: &BlockId| {
        let block = Some(block.clone());
        found.push(Diagnostic { block, ..Diagnostic::new(severity, path, code, message) });
    };
    let path_of = |id: &BlockId| origin_of(definition, id);
    let mut standing = BTreeSet::new();
    for block in document.blocks().filter(|block| block.edit != Edit::Generated) {
        let Some(id) = &block.id else { continue };
        standing.insert(id);
        if block.edit == Edit::Stale {
            let path = block.origin().unwrap_or_else(|| path_of(id));
            add(Severity::Unconfirmed, path, codes::STALE, STALE.of(language).to_owned(), id);
        }
    }
    for (id, edited) in answers.edited.iter().filter(|(id, _)| !standing.contains(id)) {
        let told = if has_place(definition, answers, id) { NOT_STANDING } else { NO_PLACE };
        add(
            Severity::Warning,
            path_of(id),
            codes::NOT_STANDING,
            told.fill(language, &[&beginning(&edited.text), id]),
            id,
        );
    }
    found
}
