//! The codes of what is told without a rule of a report type.

use crate::text::message::Message;

use super::Severity;

/// A needed answer is not there.
pub const NOT_ANSWERED: &str = "D01";
/// Only a part of a sentence can be said.
pub const HALF_SAID: &str = "D02";
/// An entry was not understood.
pub const UNREADABLE: &str = "D03";
/// An answer without a letter or a figure.
pub const NO_ANSWER: &str = "D04";
/// A field's own rule is broken.
pub const FIELD: &str = "D05";
/// An answer waits to be confirmed.
pub const UNCONFIRMED: &str = "D06";
/// A paragraph was written by hand before its answers changed.
pub const STALE: &str = "D07";
/// A paragraph written by hand stands nowhere.
pub const NOT_STANDING: &str = "D08";
/// A mark of a draft is left in an answer.
pub const DRAFT_MARK: &str = "D09";
/// Words are joined to those that were there.
pub const GLUED: &str = "D10";
/// A row of totals in a table that is added up.
pub const TOTAL_ROW: &str = "D11";
/// Words that the sentence has already.
pub const DOUBLED: &str = "D12";
/// An amount that buys nothing.
pub const SMALL_AMOUNT: &str = "D13";
/// A footnote hangs on no paragraph.
pub const NOTE_NOWHERE: &str = "D14";
/// The paragraph of a footnote does not stand.
pub const NOTE_LOST: &str = "D15";
/// A reference to a footnote that is not there.
pub const NOTE_REFERENCE: &str = "D16";
/// The document goes on after its greatest length.
pub const TOO_LONG: &str = "D17";
/// Answers that are left out because what they hang on was emptied.
pub const UNASKED: &str = "D18";

/// All of them, with how bad they are and what they mean.
pub(crate) const ALL: [(&str, Severity, Message); 18] = [
    (NOT_ANSWERED, Severity::Missing, Message::new("câu bắt buộc chưa có câu trả lời", "a needed answer is not there")),
    (HALF_SAID, Severity::Missing, Message::new("câu văn mới có một phần", "only a part of a sentence can be said")),
    (UNREADABLE, Severity::Error, Message::new("không đọc được câu trả lời", "an entry was not understood")),
    (
        NO_ANSWER,
        Severity::Error,
        Message::new("câu trả lời không có chữ hay số nào", "an answer without a letter or a figure"),
    ),
    (FIELD, Severity::Error, Message::new("câu trả lời trái với quy tắc của ô", "a field's own rule is broken")),
    (
        UNCONFIRMED,
        Severity::Unconfirmed,
        Message::new("câu trả lời lấy từ báo cáo cũ, chưa xác nhận", "an answer waits to be confirmed"),
    ),
    (
        STALE,
        Severity::Unconfirmed,
        Message::new(
            "đoạn viết tay trước khi câu trả lời đổi",
            "a paragraph was written by hand before its answers changed",
        ),
    ),
    (
        NOT_STANDING,
        Severity::Warning,
        Message::new("đoạn viết tay không còn chỗ", "a paragraph written by hand stands nowhere"),
    ),
    (DRAFT_MARK, Severity::Error, Message::new("còn dấu của bản dự thảo", "a mark of a draft is left in an answer")),
    (
        GLUED,
        Severity::Error,
        Message::new("chữ gõ thêm dính vào chữ soạn sẵn", "words are joined to those that were there"),
    ),
    (
        TOTAL_ROW,
        Severity::Error,
        Message::new("dòng cộng trong bảng tự cộng", "a row of totals in a table that is added up"),
    ),
    (DOUBLED, Severity::Warning, Message::new("chữ đã có sẵn trong câu", "words that the sentence has already")),
    (SMALL_AMOUNT, Severity::Warning, Message::new("số tiền quá nhỏ", "an amount that buys nothing")),
    (
        NOTE_NOWHERE,
        Severity::Missing,
        Message::new("cước chú chưa gắn vào đoạn nào", "a footnote hangs on no paragraph"),
    ),
    (
        NOTE_LOST,
        Severity::Error,
        Message::new("đoạn của cước chú không còn", "the paragraph of a footnote does not stand"),
    ),
    (
        NOTE_REFERENCE,
        Severity::Error,
        Message::new("dấu gọi một cước chú không có", "a reference to a footnote that is not there"),
    ),
    (TOO_LONG, Severity::Error, Message::new("văn bản quá dài", "the document goes on after its greatest length")),
    (
        UNASKED,
        Severity::Warning,
        Message::new(
            "câu trả lời không vào văn bản vì mục mà nó theo để trống",
            "an answer is left out because what it hangs on was emptied",
        ),
    ),
];
