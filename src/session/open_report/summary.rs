//! What is said of an open report elsewhere: on the home screen, in the title bar, on the normal screen.

use std::path::{Path, PathBuf};

use crate::check::Severity;
use crate::report::answers::EntryPath;
use crate::report::field::Prefill;
use crate::report::ids::FieldId;
use crate::report::period::Period;
use crate::report::value::Value;
use crate::store::files;
use crate::store::index::IndexEntry;
use crate::store::names::edits_left;
use crate::text::language::Language;
use crate::text::message::messages;
use crate::text::visible::shown_path;

use super::{Moved, OpenReport, Status};

messages! {
    RECEIPT: "Đã lưu: {}. {}", "Saved: {}. {}";
    RECEIPT_BESIDE_THEIRS: "Đã lưu sang tệp khác: {}. Còn {} là bản của chương trình khác. {}", "Saved in another file: {}. {} is what another program wrote. {}";
    RECEIPT_MOVED: "Đã lưu sang tệp KHÁC, là bản MỚI: {}. Bản cũ, không ghi vào được: {}. {}", "Saved in ANOTHER file, which is the NEWER: {}. The older one, which cannot be written to: {}. {}";
    RECEIPT_UNSAVED: "CHƯA LƯU ĐƯỢC: {} ({}).", "NOT SAVED: {} ({}).";
    RECEIPT_RECORDED: "Mở lại là lấy lại được.", "Open it again, and it is back.";
    RECEIPT_EDITED: "Bài soạn bằng trình soạn thảo còn ở {}: xem đã có trong báo cáo chưa.", "What was written in an editor is in {}: see whether the report has it.";
    RECEIPT_JOURNAL: "CHƯA LƯU KỊP: {}. Mở lại báo cáo là lấy lại được.", "NOT SAVED IN TIME: {}. Open the report again, and it is back.";
    RECEIPT_MISSING: "Còn thiếu {} câu trả lời bắt buộc.", "{} required answers are missing.";
    RECEIPT_WRONG: "Còn {} chỗ sai.", "{} answers are wrong.";
    RECEIPT_COMPLETE: "Đã đủ câu trả lời bắt buộc.", "All required answers are there.";
}

impl OpenReport {
    /// What the home screen remembers of it.
    #[must_use]
    pub(crate) fn entry(&self) -> IndexEntry {
        let session = &self.session;
        let definition = &session.definition;
        let unit = definition.field("chu_the").map(|f| session.answers.value(EntryPath::field(f)));
        let unit = match unit {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let subject = definition.letterhead.as_ref().and_then(|head| head.subject.fields().first().copied());
        let subject = subject.map_or("", |field| {
            let own = session.answers.raw(EntryPath::field(field));
            if self.follows_answers(field) { own } else { session.typed(field) }
        });
        let subject = subject.to_owned();
        let (answered, needed) = session.progress;
        IndexEntry {
            subject,
            path: self.path().to_owned(),
            type_id: definition.id.clone(),
            title: definition.title.vi.clone(),
            period: session.answers.period(definition).map_or(String::new(), Period::words),
            unit,
            answered,
            needed,
            continues: self.older().map_or(PathBuf::new(), Path::to_owned),
            has_unsaved: false,
            changed: 0,
            content_hash: 0,
        }
    }

    /// Whether a field is made of answers besides the period: two reports of one period differ in it.
    fn follows_answers(&self, field: FieldId) -> bool {
        let definition = &self.session.definition;
        let Some(Prefill::Computed(made)) = &definition[field].prefill else { return false };
        let roots = made.names().iter().map(|name| name.split('.').next().unwrap_or_default());
        roots.filter_map(|root| definition.field(root)).any(|other| Some(other) != definition.period)
    }

    /// The file with an older text of it, where one is left.
    fn older(&self) -> Option<&Path> {
        let older = match &self.moved {
            Some(moved) => Some(&moved.from).filter(|_| !moved.is_of_others),
            None => self.continues.as_ref(),
        };
        older.map(PathBuf::as_path).filter(|older| files::exists(older))
    }

    /// How many required answers are missing.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.session.findings().filter(|d| d.severity == Severity::Missing && d.is_open()).count()
    }

    /// The line that stays on the normal screen: what was saved, where, how much is missing.
    #[must_use]
    pub(crate) fn receipt(&self, language: Language) -> String {
        let left = edits_left(self.path());
        let left = left.iter().map(|path| RECEIPT_EDITED.fill(language, &[&shown_path(path)]));
        std::iter::once(self.receipt_of_report(language)).chain(left).collect::<Vec<_>>().join(" ")
    }

    fn receipt_of_report(&self, language: Language) -> String {
        let path = shown_path(self.path());
        if let Status::Failed(why) = self.status() {
            let told = RECEIPT_UNSAVED.fill(language, &[&path, &why]);
            return if self.is_recorded() { format!("{told} {}", RECEIPT_RECORDED.of(language)) } else { told };
        }
        if self.is_dirty() || self.saving.is_some() {
            return RECEIPT_JOURNAL.fill(language, &[&path]);
        }
        let wrong = self.session.findings().filter(|d| d.severity == Severity::Error && d.is_open()).count();
        let missing = match self.missing() {
            0 if wrong > 0 => RECEIPT_WRONG.fill(language, &[&wrong]),
            0 => RECEIPT_COMPLETE.of(language).to_owned(),
            n => RECEIPT_MISSING.fill(language, &[&n]),
        };
        match &self.moved {
            Some(Moved { from, is_of_others: true }) => {
                RECEIPT_BESIDE_THEIRS.fill(language, &[&path, &shown_path(from), &missing])
            }
            Some(Moved { from, .. }) => RECEIPT_MOVED.fill(language, &[&path, &shown_path(from), &missing]),
            None => RECEIPT.fill(language, &[&path, &missing]),
        }
    }

    /// "Tháng hành động vì trẻ em 2026", and the office.
    #[must_use]
    pub(crate) fn title(&self, language: Language) -> (String, String) {
        let entry = self.entry();
        let title = self.session.definition.title.text(language);
        (format!("{title} {}", entry.period).trim_end().to_owned(), entry.unit)
    }
}
