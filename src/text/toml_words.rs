//! What the parser of TOML complains of, in plain words.

use crate::text::language::Language;

/// A complaint of the parser in plain words, whatever it is.
#[must_use]
pub(crate) fn plain(complaint: &str, language: Language) -> &'static str {
    let known = PLAIN.iter().find(|(start, _, _)| complaint.starts_with(start));
    let (_, vi, en) = known.unwrap_or(&OTHER);
    language.pick(vi, en)
}

/// For whatever a newer parser may say.
const OTHER: (&str, &str, &str) = (
    "",
    "chỗ này không đúng cú pháp TOML; xem lại dấu nháy, dấu =, dấu ngoặc",
    "this is not TOML; see to quotes, = and brackets",
);

/// What is left to be wrong in a quoted text that is closed.
const FORBIDDEN: (&str, &str) = (
    "trong chuỗi chữ có ký tự không được phép, hoặc chưa đóng dấu nháy",
    "the text holds a character that is not allowed, or lacks its closing quote",
);

/// The words of the parser, by how they start; the first row that fits counts.
#[rustfmt::skip]
const PLAIN: &[(&str, &str, &str)] = &[
    ("recursion limit", "các bảng lồng nhau quá sâu", "tables are nested too deeply"),
    ("duplicate key", "khóa này đã có ở trên; bỏ bớt một dòng", "this key is already there above; remove one of the lines"),
    ("string values must be quoted", "chữ phải đặt trong dấu nháy kép \"…\"", "text must stand in quotes \"…\""),
    ("invalid basic string", FORBIDDEN.0, FORBIDDEN.1),
    ("invalid multi-line basic string", FORBIDDEN.0, FORBIDDEN.1),
    ("invalid literal string", FORBIDDEN.0, FORBIDDEN.1),
    ("invalid multi-line literal string", FORBIDDEN.0, FORBIDDEN.1),
    ("missing escaped value", "sau dấu \\ phải là ký tự đặc biệt; muốn ghi dấu \\ thì gõ \\\\", "an escape must follow \\; to write \\ itself, type \\\\"),
    ("key with no value", "khóa chưa có giá trị; ghi như: khoa = \"giá trị\"", "the key has no value; write it as: key = \"value\""),
    ("missing value", "sau dấu = chưa có giá trị; điền vào hoặc xóa dòng", "there is no value after =; fill it in or remove the line"),
    ("missing assignment", "thiếu dấu = sau tên khóa", "there is no = after the key"),
    ("extra assignment", "thừa một dấu =", "one = too many"),
    ("extra `=`", "thừa một dấu =", "one = too many"),
    ("missing comma", "thiếu dấu phẩy giữa hai giá trị", "a comma is missing between two values"),
    ("extra comma", "thừa một dấu phẩy", "one comma too many"),
    ("unclosed array table", "thiếu ]] ở cuối tên bảng", "the name of the table lacks its ]]"),
    ("unclosed array", "danh sách chưa đóng bằng dấu ]", "the list lacks its closing ]"),
    ("unclosed inline table", "nhóm giá trị chưa đóng bằng dấu }", "the group of values lacks its closing }"),
    ("unclosed table", "tên mục chưa đóng bằng dấu ]", "the name of the section lacks its ]"),
    ("invalid unquoted key", "tên khóa chỉ gồm chữ không dấu, số, _ và -; tên khác phải đặt trong dấu nháy", "a key holds only a-z, digits, _ and -; another must be quoted"),
    ("unquoted keys cannot be empty", "trước dấu = chưa có tên khóa", "there is no key before the ="),
    ("invalid key-value pair", "dòng này không có dạng: khoa = giá trị", "this line is not of the form: key = value"),
    ("unexpected key or value", "sau giá trị còn chữ thừa; mỗi dòng chỉ một khóa, ghi chú phải sau dấu #", "something follows the value; one key a line, and notes after #"),
    ("unexpected content", "có chữ thừa ở đây; ghi chú phải đặt sau dấu #", "something stands here that should not; notes go after #"),
    ("unexpected leading zero", "số không được bắt đầu bằng 0; muốn giữ số 0 thì đặt trong dấu nháy", "a number cannot start with 0; to keep the 0, quote it"),
    ("integer number overflowed", "số quá lớn", "the number is too large"),
    ("value is out of range", "ngày, giờ không có trong lịch", "there is no such date or time"),
    ("invalid date", "ngày không đúng; ghi năm, tháng, ngày đủ chữ số, như: 2026-06-01, hoặc đặt trong dấu nháy", "this is no date; write year, month and day in full, as 2026-06-01, or quote it"),
    ("invalid time", "giờ không đúng; ghi như: 08:30:00, hoặc đặt trong dấu nháy", "this is no time; write it as 08:30:00, or quote it"),
    ("invalid boolean", "giá trị không đọc được; có, không ghi là true, false; chữ phải đặt trong dấu nháy", "the value cannot be read; yes and no are true and false, and text must be quoted"),
    ("invalid fraction", "sau dấu chấm thập phân phải có chữ số", "digits must follow the decimal point"),
    ("invalid exponent", "sau chữ e của số mũ phải có chữ số", "digits must follow the e of an exponent"),
    ("`_` may only go", "dấu _ chỉ được đứng giữa hai chữ số", "an _ may only stand between digits"),
    ("too few unicode", "sau \\u phải đủ 4 chữ số hệ 16, sau \\U đủ 8, sau \\x đủ 2", "\\u needs 4 hexadecimal digits, \\U needs 8, \\x needs 2"),
    ("invalid", "giá trị không đọc được; chữ phải đặt trong dấu nháy", "the value cannot be read; text must be quoted"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_complaint_of_the_parser_is_known() {
        let broken = [
            "a = 2026-6-1",
            "a = 2026-06-32",
            "a = 12:99",
            "a = 1.",
            "a = +",
            "a = 0x",
            "a = 1__0",
            "a = tru",
            "a = \"\\u12\"",
            "a = \"\\xz\"",
            "[a\nb=1",
            "[[a]\nb=1",
            "a = '",
            "a.b.c",
            "a = {b = 1",
            "a = [1,,2]",
            "a = [1 2]",
            "= 1",
            "a = 1 b = 2",
            "[a]\n[a]",
            "a = 1\na = 2",
            "\u{1}",
            "a = 1e",
            "a = 01",
            "a = 2026-01-01T",
            "a = -nan1",
            "\"a = 1",
            "a = inf2",
            "a b = 1",
            "a = 99999999999999999999",
            "a = \"\"\"x",
            "[]",
            "[a.]",
            "a..b = 1",
            "a = {b=1 c=2}",
            "đ = 1",
            "a = \"x\" y",
            "a = 0b2",
            "a = 0o9",
            "a = _1",
            "a =",
            "a = \"\u{1}\"",
            "a = \"\\q\"",
        ];
        for text in broken {
            let error = text.parse::<toml_edit::DocumentMut>().expect_err(text);
            assert_ne!(plain(error.message(), Language::Vi), OTHER.1, "{text}: {}", error.message());
        }
        assert_eq!(plain("something new", Language::Vi), OTHER.1);
    }
}
