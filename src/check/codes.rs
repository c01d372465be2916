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

/// A rule on the answers that every type has. Its examples are parts of the sample as a file has it, and what stands in their
/// place: with the one it is found, with the other not.
pub(crate) struct AnswerRule {
    pub code: &'static str,
    pub level: Severity,
    pub about: Message,
    pub hit: (&'static str, &'static str),
    pub near_miss: (&'static str, &'static str),
}

/// All of them.
pub(crate) const ALL: [AnswerRule; 18] = [
    AnswerRule {
        code: NOT_ANSWERED,
        level: Severity::Missing,
        about: Message::new("câu bắt buộc chưa có câu trả lời", "a needed answer is not there"),
        hit: ("le_dia_diem = \"Nhà văn hóa xã\"\n", ""),
        near_miss: ("tre_mo_coi = 8\n", ""),
    },
    AnswerRule {
        code: HALF_SAID,
        level: Severity::Missing,
        about: Message::new("câu văn mới có một phần", "only a part of a sentence can be said"),
        hit: ("tt_tin_bai = 9\ntt_phat_thanh = 48\ntt_mang_xa_hoi = 22\n", ""),
        near_miss: ("tt_tin_bai = 9\n", ""),
    },
    AnswerRule {
        code: UNREADABLE,
        level: Severity::Error,
        about: Message::new("không đọc được câu trả lời", "an entry was not understood"),
        hit: ("dan_so = 6420", "dan_so = \"nhiều\""),
        near_miss: ("dan_so = 6420", "dan_so = \"khoảng 6.400\""),
    },
    AnswerRule {
        code: NO_ANSWER,
        level: Severity::Error,
        about: Message::new("câu trả lời không có chữ hay số nào", "an answer without a letter or a figure"),
        hit: ("le_dia_diem = \"Nhà văn hóa xã\"", "le_dia_diem = \"...\""),
        near_miss: ("le_dia_diem = \"Nhà văn hóa xã\"", "le_dia_diem = \"Nhà A\""),
    },
    AnswerRule {
        code: FIELD,
        level: Severity::Error,
        about: Message::new("câu trả lời trái với quy tắc của ô", "a field's own rule is broken"),
        hit: ("vitamin_a = { part = 812, of = 820 }", "vitamin_a = { part = 830, of = 820 }"),
        near_miss: ("vitamin_a = { part = 812, of = 820 }", "vitamin_a = { part = 820, of = 820 }"),
    },
    AnswerRule {
        code: UNCONFIRMED,
        level: Severity::Unconfirmed,
        about: Message::new("câu trả lời lấy từ báo cáo cũ, chưa xác nhận", "an answer waits to be confirmed"),
        hit: ("version = 1\n", "version = 1\nunconfirmed = [\"dan_so\"]\n"),
        near_miss: ("version = 1\n", "version = 1\nunconfirmed = []\n"),
    },
    AnswerRule {
        code: STALE,
        level: Severity::Unconfirmed,
        about: Message::new(
            "đoạn viết tay trước khi câu trả lời đổi",
            "a paragraph was written by hand before its answers changed",
        ),
        hit: (
            "[answers]\n",
            "[edited.duoi-nuoc]\ntext = \"Không có em nào.\"\nreplaces = \"Có 02 em.\"\n\n[answers]\n",
        ),
        near_miss: (
            "[answers]\n",
            "[edited.duoi-nuoc]\ntext = \"Không có em nào.\"\nreplaces = \"Không có trẻ em tử vong do đuối nước.\"\n\n[answers]\n",
        ),
    },
    AnswerRule {
        code: NOT_STANDING,
        level: Severity::Warning,
        about: Message::new("đoạn viết tay không còn chỗ", "a paragraph written by hand stands nowhere"),
        hit: (
            "[answers]\n",
            "[edited.le-khong]\ntext = \"Không tổ chức lễ.\"\nreplaces = \"Không có.\"\n\n[answers]\n",
        ),
        near_miss: (
            "[answers]\n",
            "[edited.duoi-nuoc]\ntext = \"Không có em nào.\"\nreplaces = \"Không có trẻ em tử vong do đuối nước.\"\n\n[answers]\n",
        ),
    },
    AnswerRule {
        code: DRAFT_MARK,
        level: Severity::Error,
        about: Message::new("còn dấu của bản dự thảo", "a mark of a draft is left in an answer"),
        hit: ("le_dia_diem = \"Nhà văn hóa xã\"", "le_dia_diem = \"Nhà văn hóa [thiếu: nơi nào]\""),
        near_miss: ("le_dia_diem = \"Nhà văn hóa xã\"", "le_dia_diem = \"Nhà văn hóa [cũ]\""),
    },
    AnswerRule {
        code: GLUED,
        level: Severity::Error,
        about: Message::new("chữ gõ thêm dính vào chữ soạn sẵn", "words are joined to those that were there"),
        hit: (
            "trich_yeu = \"Kết quả các hoạt động hưởng ứng Tháng hành động vì trẻ em năm 2026\"",
            "trich_yeu = \"Kết quả các hoạt động hưởng ứng Tháng hành động vì trẻ em năm 2026lần hai\"",
        ),
        near_miss: (
            "trich_yeu = \"Kết quả các hoạt động hưởng ứng Tháng hành động vì trẻ em năm 2026\"",
            "trich_yeu = \"Kết quả các hoạt động hưởng ứng Tháng hành động vì trẻ em năm 2026 lần hai\"",
        ),
    },
    AnswerRule {
        code: TOTAL_ROW,
        level: Severity::Error,
        about: Message::new("dòng cộng trong bảng tự cộng", "a row of totals in a table that is added up"),
        hit: ("nguon = \"ns_xa\"", "nguon = \"Tổng cộng\""),
        near_miss: ("nguon = \"ns_xa\"", "nguon = \"Cộng đồng\""),
    },
    AnswerRule {
        code: DOUBLED,
        level: Severity::Warning,
        about: Message::new("chữ đã có sẵn trong câu", "words that the sentence has already"),
        hit: ("le_dia_diem = \"Nhà văn hóa xã\"", "le_dia_diem = \"tại Nhà văn hóa xã\""),
        near_miss: ("le_dia_diem = \"Nhà văn hóa xã\"", "le_dia_diem = \"Nhà văn hóa tại xã\""),
    },
    AnswerRule {
        code: SMALL_AMOUNT,
        level: Severity::Warning,
        about: Message::new("số tiền quá nhỏ", "an amount that buys nothing"),
        hit: ("so_tien = 30000000", "so_tien = 30"),
        near_miss: ("so_tien = 30000000", "so_tien = 30000"),
    },
    AnswerRule {
        code: NOTE_NOWHERE,
        level: Severity::Missing,
        about: Message::new("cước chú chưa gắn vào đoạn nào", "a footnote hangs on no paragraph"),
        hit: ("doan = \"don-vi-ke-hoach\"\n", ""),
        near_miss: ("doan = \"don-vi-ke-hoach\"", "doan = \"duoi-nuoc\""),
    },
    AnswerRule {
        code: NOTE_LOST,
        level: Severity::Error,
        about: Message::new("đoạn của cước chú không còn", "the paragraph of a footnote does not stand"),
        hit: ("doan = \"don-vi-ke-hoach\"", "doan = \"le-khong\""),
        near_miss: ("doan = \"don-vi-ke-hoach\"", "doan = \"duoi-nuoc\""),
    },
    AnswerRule {
        code: NOTE_REFERENCE,
        level: Severity::Error,
        about: Message::new("dấu gọi một cước chú không có", "a reference to a footnote that is not there"),
        hit: ("le_dia_diem = \"Nhà văn hóa xã\"", "le_dia_diem = \"Nhà văn hóa xã[^9]\""),
        near_miss: ("le_dia_diem = \"Nhà văn hóa xã\"", "le_dia_diem = \"Nhà văn hóa xã[^1]\""),
    },
    AnswerRule {
        code: TOO_LONG,
        level: Severity::Error,
        about: Message::new("văn bản quá dài", "the document goes on after its greatest length"),
        hit: ("", ""),
        near_miss: ("", ""),
    },
    AnswerRule {
        code: UNASKED,
        level: Severity::Warning,
        about: Message::new(
            "câu trả lời không vào văn bản vì mục mà nó theo để trống",
            "an answer is left out because what it hangs on was emptied",
        ),
        hit: ("tt_buoi = 8\n", ""),
        near_miss: ("tt_buoi = 8\n", "tt_buoi = 6\n"),
    },
];

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::check::check;
    use crate::document::compose::compose;
    use crate::report::evaluation::Evaluation;
    use crate::store::answers_file::AnswersFile;
    use crate::store::built_in::EXAMPLES;
    use crate::store::library::Library;
    use crate::text::language::Language;

    /// How often a code is found in the sample with a part of it changed.
    fn found(code: &str, (from, to): (&str, &str)) -> usize {
        let text =
            EXAMPLES.iter().map(|(_, text)| *text).find(|text| text.contains("thang-hanh-dong")).expect("a sample");
        assert!(text.contains(from), "{code}: no {from}");
        let opened = AnswersFile::open(&text.replacen(from, to, 1), &Library::new(None), 2026).expect("it opens");
        let (definition, answers) = (&opened.definition, &opened.answers);
        let evaluation = Evaluation::of(definition, answers, date(2026, 7, 1));
        let document = compose(definition, answers, &evaluation);
        let all = check(definition, answers, &evaluation, &document, Language::Vi);
        all.iter().filter(|finding| finding.code == code).count()
    }

    #[test]
    fn each_is_found_where_its_example_stands_and_not_where_it_nearly_does() {
        for AnswerRule { code, hit, near_miss, .. } in ALL.iter().filter(|code| !code.hit.0.is_empty()) {
            let usual = found(code, ("", ""));
            assert!(found(code, *hit) > usual, "{code}: {hit:?}");
            assert_eq!(found(code, *near_miss), usual, "{code}: {near_miss:?}");
        }
    }
}
