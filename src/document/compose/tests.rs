//! How whole documents come out, block by block.

use jiff::civil::date;

use super::super::Edit;
use super::*;
use crate::report::answers::Edited;
use crate::report::ids::{BlockId, FieldId};
use crate::report::load::load;
use crate::report::source::Source;

const FIELDS: &str = r#"
id = "t"
title = "T"
closing_sentence = ""

[letterhead]
agency = "A"
title = "BÁO CÁO"
subject = "S"

[[section]]
id = "s"
title = "S"

[[section.fields]]
id = "muc"
label = "Mục"
kind = "rows"
columns = [
  { id = "ten", label = "Tên", kind = "text", required = true },
  { id = "doan", label = "Đoạn", kind = "long_text", required = true },
  { id = "so", label = "Số", kind = "number" },
]

[[section.fields]]
id = "a"
label = "A"
kind = "number"
unit = "lượt"

[[section.fields]]
id = "b"
label = "B"
kind = "number"
"#;

const GROUP: &str = r#"
[[document.body]]
id = "h"
role = "heading1"
text = "Kết quả"

[[document.body]]
id = "ten"
role = "heading2"
each = "muc"
text = "{muc.ten|capital}"

[[document.body]]
id = "doan"
role = "paragraph"
each = "muc.doan"
text = "{muc.doan}"

[[document.body]]
id = "so"
role = "item"
each = "muc"
text = "Số: {muc.so}."

[[document.body]]
id = "a"
role = "item"
text = "Có {tong}."
series = [{ name = "tong", parts = ["{a} em trai", "{b} em gái"] }]
"#;

/// Names every field and is never printed: what is asked must be used.
const USES: &str = r#"
[[document.body]]
id = "uses"
role = "item"
when = "1 == 2"
text = "{a}, {b}, {muc|count}"
"#;

fn definition(body: &str) -> Definition {
    let text = format!("{FIELDS}{body}");
    let loaded = load(Source { name: "t.toml", text: &text }, &[]);
    loaded.unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
}

/// Answers with these rows of `muc`.
fn rows(definition: &Definition, rows: &[[&str; 3]]) -> Answers {
    let mut answers = Answers::new(definition, 2026);
    let table = FieldId::nth(0);
    answers.replace(table, Answer::Rows(vec![Answers::blank_row(definition, table); rows.len()]));
    for (row, cells) in rows.iter().enumerate() {
        for (column, raw) in cells.iter().enumerate() {
            answers.set(definition, EntryPath::cell(table, row, column), (*raw).to_owned());
        }
    }
    answers
}

fn body(definition: &Definition, answers: &Answers) -> Vec<String> {
    let evaluation = Evaluation::of(definition, answers, date(2026, 7, 1));
    let blocks = compose(definition, answers, &evaluation).body;
    let id = |block: &Block| block.id.as_ref().map_or(String::new(), BlockId::to_string);
    blocks.iter().map(|b| format!("{} {}{}", id(b), b.number, b.text())).collect()
}

#[test]
fn rows_stand_under_a_heading_each() {
    let definition = definition(GROUP);
    let answers = rows(&definition, &[["dạy bơi:", "Mở lớp.\nĐủ giáo viên", "3"], ["Khám bệnh", "Đã khám", ""]]);
    assert_eq!(
        body(&definition, &answers),
        [
            "h I.KẾT QUẢ",
            "ten#1 1.Dạy bơi",
            "doan#1.1 Mở lớp.",
            "doan#1.2 Đủ giáo viên.",
            "so#1 Số: 03.",
            "ten#2 2.Khám bệnh",
            "doan#2.1 Đã khám.",
        ]
    );
}

#[test]
fn a_heading_under_which_a_text_lacks_asks_for_it() {
    let definition = definition(GROUP);
    let answers = rows(&definition, &[["Dạy bơi", "", ""]]);
    assert_eq!(body(&definition, &answers), ["h I.KẾT QUẢ", "ten#1 1.Dạy bơi", "doan#1.1 [thiếu: đoạn]"]);
}

#[test]
fn a_sentence_whose_counts_are_all_zero_does_not_stand() {
    let definition = definition(GROUP);
    let mut answers = Answers::new(&definition, 2026);
    for field in [1, 2] {
        answers.set(&definition, EntryPath::field(FieldId::nth(field)), "0".to_owned());
    }
    assert!(body(&definition, &answers).is_empty());
    answers.set(&definition, EntryPath::field(FieldId::nth(2)), "4".to_owned());
    assert_eq!(body(&definition, &answers), ["h I.KẾT QUẢ", "a Có 04 em gái."]);
}

#[test]
fn only_a_column_of_several_texts_can_be_gone_through() {
    let wrong = format!("{FIELDS}{}", GROUP.replace("each = \"muc.doan\"", "each = \"muc.ten\""));
    let mistakes = load(Source { name: "t.toml", text: &wrong }, &[]).expect_err("a mistake");
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
}

#[test]
fn a_table_counts_its_rows_and_adds_them_up() {
    let table = r#"
[[document.body]]
id = "bang"
role = "table"
each = "muc"

[[document.body.cells]]
title = "STT"
row_number = true

[[document.body.cells]]
title = "Mục"
text = "{muc.ten}{muc.doan}"
total = "Cộng"

[[document.body.cells]]
title = "Số"
text = "{muc.so|plain}"
right = true
total = "{muc.so|sum}"
"#;
    let used = "\n[[document.body]]\nid = \"ab\"\nrole = \"item\"\ntext = \"{a} {b}\"\n";
    let definition = definition(&format!("{table}{used}"));
    let answers = rows(&definition, &[["x", "y", "3"], ["", "", ""], ["z", "t", "9"]]);
    let evaluation = Evaluation::of(&definition, &answers, date(2026, 7, 1));
    let document = compose(&definition, &answers, &evaluation);
    let table = document.body.first().and_then(|b| b.table.as_ref()).expect("a table");
    let text = |runs: &Vec<Run>| runs.iter().map(|r| r.text.as_str()).collect::<String>();
    let rows: Vec<String> = table.rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>().join("|")).collect();
    assert_eq!(rows, ["1|xy|3", "2|zt|9", "|Cộng|12"], "a blank row is not counted");
    assert!(table.has_total);
}

#[test]
fn a_column_with_one_figure_keeps_the_words_it_was_given_with() {
    let body = "\n[[document.body]]\nid = \"p\"\nrole = \"paragraph\"\ntext = \"{muc.so|sum} suất.\"\n\
                [[document.body]]\nid = \"ab\"\nrole = \"item\"\ntext = \"{a} {b} {muc.ten|each} {muc.doan|each}\"\n";
    let definition = definition(body);
    let said = |cells: &[[&str; 3]]| {
        let answers = rows(&definition, cells);
        let evaluation = Evaluation::of(&definition, &answers, date(2026, 7, 1));
        compose(&definition, &answers, &evaluation).body.first().map(Block::text)
    };
    assert_eq!(said(&[["x", "y", "hơn 300"], ["z", "t", ""]]).as_deref(), Some("Hơn 300 suất."));
    assert_eq!(said(&[["x", "y", "hơn 300"], ["z", "t", "20"]]).as_deref(), Some("Hơn 320 suất."));
    assert_eq!(said(&[["x", "y", "hơn 300"], ["z", "t", "gần 20"]]).as_deref(), Some("Khoảng 320 suất."));
    assert_eq!(said(&[["x", "y", "300"], ["z", "t", "20"]]).as_deref(), Some("320 suất."));
}

#[test]
fn what_was_not_counted_leaves_no_unit_and_no_remark() {
    let body = "\n[[document.body]]\nid = \"p\"\nrole = \"paragraph\"\ntext = \"Mở {a|unit} phát thanh[, có {b|counted} người].\"\n\
                [[document.body]]\nid = \"q\"\nrole = \"paragraph\"\ntext = \"Trao {muc.so|sum} suất[, cộng {muc.so|sum}].\"\n\
                [[document.body]]\nid = \"r\"\nrole = \"item\"\ntext = \"{muc.ten|each} {muc.doan|each}\"\n";
    let definition = definition(body);
    let said = |[a, b]: [&str; 2], cells: &[[&str; 3]]| {
        let mut answers = rows(&definition, cells);
        for (name, raw) in [("a", a), ("b", b)] {
            let field = definition.field(name).expect("a field");
            answers.set(&definition, EntryPath::field(field), raw.to_owned());
        }
        let evaluation = Evaluation::of(&definition, &answers, date(2026, 7, 1));
        let body = compose(&definition, &answers, &evaluation).body;
        body.iter().take(2).map(Block::text).collect::<Vec<_>>()
    };
    let counted = said(["45", "9"], &[["x", "y", "3"], ["z", "t", "4"]]);
    assert_eq!(counted, ["Mở 45 lượt phát thanh, có 09 người.", "Trao 07 suất, cộng 07."]);
    let uncounted = said(["-", "-"], &[["x", "y", "3"], ["z", "t", "-"]]);
    assert_eq!(uncounted, ["Mở phát thanh.", "Trao suất."], "what was not counted cannot be added up");
}

#[test]
fn the_wording_whose_condition_holds_is_printed_as_if_it_stood_there() {
    let block = r#"
[[document.body]]
id = "a"
role = "item"
text = "[{if a == 0}Không có|{if a is none}Chưa có số liệu về|Có {a}] lượt[{if b > 1}, nhiều em]."
"#;
    let definition = definition(&format!("{block}{USES}"));
    let mut answers = Answers::new(&definition, 2026);
    let mut told = |a: &str, b: &str| -> Vec<String> {
        answers.set(&definition, EntryPath::field(FieldId::nth(1)), a.to_owned());
        answers.set(&definition, EntryPath::field(FieldId::nth(2)), b.to_owned());
        let evaluation = Evaluation::of(&definition, &answers, date(2026, 6, 1));
        let document = compose(&definition, &answers, &evaluation);
        document.body.iter().map(|b| b.runs.iter().map(|r| r.text.clone()).collect::<Vec<_>>().join("|")).collect()
    };
    let none: [&str; 0] = [];
    assert_eq!(told("0", "2"), ["Không có lượt, nhiều em."]);
    assert_eq!(told("-", "1"), ["Chưa có số liệu về lượt."]);
    assert_eq!(told("3", "x"), ["Có |03| lượt."]);
    assert_eq!(told("", "2"), none, "a condition is no answer: nobody has begun to answer the sentence");
    assert_eq!(told("x", ""), ["Có |[chưa rõ: x]| lượt."]);
}

#[test]
fn words_stand_for_an_answer_that_is_not_there_and_conditions_are_those_of_the_row() {
    let block = r#"
[[document.body]]
id = "muc"
role = "item"
each = "muc"
text = "{muc.ten/'không tên'}: {muc.so}[ ({'nhiều' if muc.so > 5})][, {muc.doan if this.so == 1}]."
"#;
    let definition = definition(&format!("{block}{USES}"));
    let answers = rows(&definition, &[["một", "Đoạn.", "1"], ["", "Đoạn.", "7"]]);
    assert_eq!(body(&definition, &answers), ["muc#1 Một: 01, Đoạn.", "muc#2 Không tên: 07 (nhiều)."]);
}

#[test]
fn an_unclear_figure_is_told_in_a_series_and_an_unknown_one_in_the_place_of_words() {
    let block = r#"
[[document.body]]
id = "a"
role = "item"
text = "Có {day}."
series = [{ name = "day", parts = ["{a} lượt", "{b} em"] }]

[[document.body]]
id = "b"
role = "item"
text = "Số: {a/b/'không có'}."
"#;
    let definition = definition(&format!("{block}{USES}"));
    let mut answers = Answers::new(&definition, 2026);
    let mut told = |a: &str, b: &str| {
        answers.set(&definition, EntryPath::field(FieldId::nth(1)), a.to_owned());
        answers.set(&definition, EntryPath::field(FieldId::nth(2)), b.to_owned());
        body(&definition, &answers)
    };
    assert_eq!(told("3", "1tr5"), ["a Có 03 lượt và [chưa rõ: 1tr5] em.", "b Số: 03."]);
    assert_eq!(told("3", ""), ["a Có 03 lượt.", "b Số: 03."]);
    // One that is known is said, whatever is not known of the next; the words are for what has no answer at all.
    assert_eq!(told("3", "chưa có số liệu")[1], "b Số: 03.");
    assert_eq!(told("chưa có số liệu", "4")[1], "b Số: 04.");
    assert!(told("chưa có số liệu", "").contains(&"b Số: chưa có số liệu.".to_owned()));
}

#[test]
fn only_a_figure_that_is_there_breaks_a_rule_about_it() {
    let block = "[[document.body]]\nid = \"p\"\nrole = \"item\"\ntext = \"Mở {a} lớp cho {b} em.\"\n";
    let rule = "unit = \"lượt\"\nconstraint = \"a > 0 or not b > 0\"\nconstraint_message = \"Phải có lớp.\"";
    let text = format!("{}{block}{USES}", FIELDS.replace("unit = \"lượt\"", rule));
    let definition = load(Source { name: "t.toml", text: &text }, &[]).expect("the type loads");
    let mut answers = Answers::new(&definition, 2026);
    let mut told = |a: &str, b: &str| {
        answers.set(&definition, EntryPath::field(FieldId::nth(1)), a.to_owned());
        answers.set(&definition, EntryPath::field(FieldId::nth(2)), b.to_owned());
        body(&definition, &answers)
    };
    assert_eq!(told("0", "5"), ["p Mở [chưa đúng: 0] lớp cho 05 em."]);
    assert_eq!(told("", "5"), ["p Mở [thiếu: a] lớp cho 05 em."]);
    assert_eq!(told("-", "5"), ["p Mở lớp cho 05 em."]);
}

#[test]
fn what_was_written_on_a_former_paragraph_stands_where_its_words_stand_now() {
    let block = "[[document.body]]\nid = \"moi\"\nwas = [\"cu\", \"cu-hon\"]\nrole = \"item\"\neach = \"muc\"\n\
                 text = \"Số {muc.so}.\"\n";
    let definition = definition(&format!("{block}{USES}"));
    let mut answers = rows(&definition, &[["", "", "1"], ["", "", "2"], ["", "", "3"]]);
    let mut write = |id: &str, text: &str, replaces: &str| {
        let edited = Edited { text: text.to_owned(), replaces: replaces.to_owned() };
        answers.edited.insert(BlockId::new(id), edited);
    };
    write("moi#1", "Mới.", "Số 9.");
    write("cu#1", "Cũ, đúng câu.", "Số 01.");
    write("cu-hon#2", "Cũ, khác câu.", "Số 9.");
    let evaluation = Evaluation::of(&definition, &answers, date(2026, 6, 1));
    let document = compose(&definition, &answers, &evaluation);
    let told: Vec<_> = document
        .body
        .iter()
        .map(|block| (block.id.as_ref().map_or("", BlockId::as_str), block.text(), block.edit))
        .collect();
    let wanted = [
        ("cu#1", "Cũ, đúng câu.", Edit::ByHand),
        ("cu-hon#2", "Cũ, khác câu.", Edit::Stale),
        ("moi#3", "Số 03.", Edit::Generated),
    ];
    assert_eq!(told, wanted.map(|(id, text, edit)| (id, text.to_owned(), edit)));
}

#[test]
fn the_sentence_for_an_empty_part_and_a_basis_can_be_written_by_hand() {
    let blocks = "[[document.body]]\nid = \"can-cu\"\nrole = \"basis\"\neach = \"muc\"\ntext = \"Căn cứ {muc.ten}\"\n\n\
                  [[document.body]]\nid = \"h\"\nrole = \"heading1\"\ntext = \"H\"\nempty = \"Không có gì.\"\n";
    let definition = definition(&format!("{blocks}{USES}"));
    let mut answers = rows(&definition, &[["một", "", ""], ["hai", "", ""]]);
    for (id, replaces) in [("h-empty", "Không có gì."), ("can-cu#1", "Căn cứ một;"), ("can-cu#2", "Căn cứ ba.")]
    {
        let edited = Edited { text: format!("Tay {id}."), replaces: replaces.to_owned() };
        answers.edited.insert(BlockId::new(id), edited);
    }
    let evaluation = Evaluation::of(&definition, &answers, date(2026, 6, 1));
    let body = compose(&definition, &answers, &evaluation).body;
    let told: Vec<_> = body.iter().map(|block| (block.text(), block.edit)).collect();
    let wanted = [
        ("Tay can-cu#1;", Edit::ByHand),
        ("Tay can-cu#2.", Edit::Stale),
        ("H", Edit::Generated),
        ("Tay h-empty.", Edit::ByHand),
    ];
    assert_eq!(told, wanted.map(|(text, edit)| (text.to_owned(), edit)));
}
