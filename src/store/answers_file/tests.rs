//! Answers files: round trips, hand edits that survive, and files that must not be opened.

mod by_hand;
mod comments;
mod properties;
mod row_comments;

use super::*;
use crate::report::answers::{Answer, Edited};
use crate::report::ids::BlockId;
use crate::store::built_in::TypeText;
use crate::text::language::Language;

const TYPE: &str = r#"
id = "thu"
version = 2
title = "Thử"
document = false
period = "ky"

[[section]]
id = "chung"
title = "Chung"
fields = [
  { id = "ky", label = "Kỳ", kind = "period", granularity = "quarter" },
  { id = "ten", label = "Tên", kind = "text", renamed_from = ["ho_ten"] },
  { id = "doan", label = "Đoạn", kind = "long_text" },
  { id = "muc", label = "Mục", kind = "list" },
]

[[section]]
id = "so_lieu"
title = "Số liệu"
fields = [
  { id = "luot", label = "Lượt", kind = "number", unit = "lượt" },
  { id = "ty_so", label = "Tỷ số", kind = "ratio" },
  { id = "phan_tram", label = "Phần trăm", kind = "percent", of = "ty_so" },
  { id = "tien", label = "Tiền", kind = "money" },
  { id = "ngay", label = "Ngày", kind = "date" },
  { id = "dot", label = "Đợt", kind = "date_range" },
  { id = "chon", label = "Chọn", kind = "choice", options = [ { id = "a", label = "Loại A" }, { id = "để biết", label = "Để biết" } ] },
  { id = "khac", label = "Khác", kind = "choice", other = true, options = [ { id = "a", label = "Loại A" } ] },
  { id = "co", label = "Có", kind = "yes_no" },
  { id = "nhieu", label = "Nhiều", kind = "several", other = true, options = [ { id = "x", label = "X" }, { id = "y", label = "Y" } ] },
]

[[section]]
id = "van_ban"
title = "Văn bản"
fields = [
  { id = "ke_hoach", label = "Kế hoạch", kind = "citation" },
  { id = "can_cu", label = "Căn cứ", kind = "citations" },
  { id = "kham", label = "Khám", kind = "rows", columns = [
    { id = "noi", label = "Nơi", kind = "text", renamed_from = ["dia_diem"] },
    { id = "so", label = "Số", kind = "number" },
    { id = "ghi_chu", label = "Ghi chú", kind = "long_text" },
    { id = "loai", label = "Loại", kind = "list" },
  ] },
  { id = "noi_nhan", label = "Nơi nhận", kind = "recipients" },
  { id = "chu_ky", label = "Chữ ký", kind = "signature" },
]
"#;

const TYPES: &[TypeText] = &[TypeText::new("thu", TYPE)];

fn library() -> Library {
    Library::with(TYPES, None)
}

fn definition() -> Definition {
    library().load("thu").unwrap_or_else(|e| panic!("{}", e.describe(Language::En)))
}

fn open(text: &str) -> Opened {
    AnswersFile::open(text, &library(), 2026).unwrap_or_else(|e| panic!("{}\n{text}", e.describe(Language::En)))
}

fn path(definition: &Definition, name: &str) -> EntryPath {
    let mut parts = name.split('.');
    let field = definition.field(parts.next().expect("a field")).expect("a known field");
    let column = |name: &str| definition[field].column(name).expect("a known column");
    match (parts.next(), parts.next()) {
        (Some(row), Some(name)) => EntryPath::cell(field, row.parse().expect("a row"), column(name)),
        (Some(name), None) => EntryPath::part(field, column(name)),
        _ => EntryPath::field(field),
    }
}

/// Types entries into an opened file and gives back its new text.
fn typed(text: &str, entries: &[(&str, &str)]) -> String {
    let mut opened = open(text);
    for (name, raw) in entries {
        let path = path(&opened.definition, name);
        opened.answers.set(&opened.definition, path, (*raw).to_owned());
    }
    save(&mut opened)
}

fn save(opened: &mut Opened) -> String {
    let Opened { file, definition, answers, .. } = opened;
    file.update(definition, answers, None).expect("it can be written");
    file.text().to_owned()
}

fn raw(opened: &Opened, name: &str) -> String {
    opened.answers.raw(path(&opened.definition, name)).to_owned()
}

/// The text between two marks, for short comparisons.
fn answers_part(text: &str) -> &str {
    text.split_once("[answers]\n").expect("there are answers").1
}

const HEAD: &str = "[report]\ntype = \"thu\"\nversion = 2\nperiod = \"2026-Q2\"\n\n[answers]\n";

#[test]
fn a_new_file_says_what_it_is_and_opens_again() {
    let definition = definition();
    let period = Period::read("2026-Q2", crate::report::period::Granularity::Quarter, 2026);
    let file = AnswersFile::new(&definition, period);
    let mut opened = open(file.text());
    assert_eq!(raw(&opened, "ky"), "quý II năm 2026");
    assert_eq!(opened.answers.year, 2026);
    assert_eq!(save(&mut opened), file.text());
    assert!(file.text().starts_with("# Thử – "));
}

#[test]
fn every_kind_is_written_as_one_would_by_hand() {
    let text = typed(
        HEAD,
        &[
            ("tien", "14 triệu"),
            ("ten", "Y  Lan"),
            ("luot", "hơn 300"),
            ("doan", "Một.\nHai \"ba\"."),
            ("muc", "- một\n- hai"),
            ("ty_so", "8/8"),
            ("ngay", "12/5"),
            ("dot", "1/6 - 30/6"),
            ("chon", "loại a"),
            ("khac", "Tự ghi"),
            ("co", "có"),
            ("nhieu", "thêm\ny\nx"),
            ("ke_hoach.kind", "Kế hoạch"),
            ("ke_hoach.number", "15"),
            ("ke_hoach.date", "12/5"),
        ],
    );
    assert_eq!(
        answers_part(&text),
        r#"# --- Chung ---
ten = "Y Lan"
doan = """
Một.
Hai "ba"."""
muc = ["một", "hai"]

# --- Số liệu ---
luot = { value = 300, approx = "hơn" }
ty_so = { part = 8, of = 8 }
tien = 14000000  # đồng
ngay = 2026-05-12
dot = { start = 2026-06-01, end = 2026-06-30 }
chon = "a"
khac = "Tự ghi"
co = true
nhieu = ["x", "y", "thêm"]

# --- Văn bản ---
ke_hoach = { kind = "Kế hoạch", number = "15", date = 2026-05-12 }
"#
    );
    assert_eq!(typed(HEAD, &[("luot", "-")]), format!("{HEAD}# --- Số liệu ---\nluot = \"not counted\"\n"));
}

#[test]
fn rows_are_tables_under_the_answers() {
    let mut opened = open(HEAD);
    let kham = path(&opened.definition, "kham").field;
    let blank = Answers::blank_row(&opened.definition, kham);
    opened.answers.replace(kham, Answer::Rows(vec![blank.clone(), blank.clone(), blank]));
    for (name, text) in [("kham.0.noi", "Thôn A"), ("kham.0.so", "12"), ("kham.2.ghi_chu", "a\nb"), ("ten", "x")] {
        let path = path(&opened.definition, name);
        opened.answers.set(&opened.definition, path, text.to_owned());
    }
    let text = save(&mut opened);
    assert_eq!(
        answers_part(&text),
        "# --- Chung ---\nten = \"x\"\n\n# --- Văn bản ---\n[[answers.kham]]\nnoi = \"Thôn A\"\nso = 12\n\n[[answers.kham]]\n\n\
         [[answers.kham]]\nghi_chu = \"\"\"\na\nb\"\"\"\n"
    );
    let again = open(&text);
    assert_eq!(again.answers, opened.answers, "an empty row is a row");
}

#[test]
fn hand_edits_survive() {
    let before = r#"# của tôi
title = "khóa lạ"

[report]
version = 2 # bản
type = "thu"
period = "2026-Q2"
nguoi_lap = "Y Lan"

# trước mục
[answers]
# số liệu trước
luot = 300 # theo sổ
la = [1, 2] # khóa lạ
ty_so = { part = 7, of = 8, nguon = "sổ" } # tỷ số

ten = 'Y Lan'
muc = [
  "một", # thứ nhất
  # trước hai
  "hai",
]

[[answers.kham]] # đợt đầu
noi = "A" # ở đây
rieng = true
[[answers.kham]]
noi = "B"

[cuoi]
a = 1
# hết
"#;
    let mut opened = open(before);
    assert_eq!(save(&mut opened), before);
    let after = typed(
        before,
        &[
            ("luot", "301"),
            ("ty_so", "8/8"),
            ("muc", "một\nhai\nba"),
            ("kham.0.noi", "AA"),
            ("kham.1.so", "5"),
            ("tien", "5"),
        ],
    );
    let expected = before
        .replace("luot = 300 #", "luot = 301 #")
        .replace("part = 7", "part = 8")
        .replace("  \"hai\",\n", "  \"hai\",\n  \"ba\",\n")
        .replace("noi = \"A\"", "noi = \"AA\"")
        .replace("noi = \"B\"\n", "noi = \"B\"\nso = 5\n")
        .replace("# tỷ số\n", "# tỷ số\ntien = 5  # đồng\n");
    assert_eq!(after, expected);
}

#[test]
fn removed_answers_leave_their_comments() {
    let before = format!("{HEAD}# --- Số liệu ---\n# theo sổ\nluot = 300 # tháng 5\ntien = 5  # đồng\n");
    let one = typed(&before, &[("luot", "")]);
    assert_eq!(one, format!("{HEAD}# --- Số liệu ---\n# theo sổ\n# tháng 5\n\ntien = 5  # đồng\n"));
    let none = typed(&one, &[("tien", " ")]);
    assert_eq!(none, format!("{HEAD}# theo sổ\n# tháng 5\n"));
    let back = typed(&none, &[("tien", "6")]);
    assert!(back.contains("# theo sổ") && back.contains("# --- Số liệu ---\ntien = 6"), "{back}");
}

#[test]
fn headings_follow_their_sections() {
    let one = typed(HEAD, &[("tien", "5")]);
    let two = typed(&one, &[("luot", "1")]);
    assert_eq!(answers_part(&two), "# --- Số liệu ---\nluot = 1\ntien = 5  # đồng\n");
    let three = typed(&two, &[("ten", "x")]);
    assert_eq!(answers_part(&three), "# --- Chung ---\nten = \"x\"\n\n# --- Số liệu ---\nluot = 1\ntien = 5  # đồng\n");
    let four = typed(&three, &[("luot", ""), ("ten", "")]);
    assert_eq!(answers_part(&four), "# --- Số liệu ---\ntien = 5  # đồng\n");
}

#[test]
fn former_names_are_found_and_replaced() {
    let before = "[report]\ntype = \"thu\"\nversion = 1\n[answers]\n# tên\nho_ten = \"Y Lan\" # cũ\nluot = 3\n\n\
                  [[answers.kham]]\ndia_diem = \"A\"\nso = 1\n";
    let mut opened = open(before);
    assert_eq!((raw(&opened, "ten"), raw(&opened, "kham.0.noi")), ("Y Lan".to_owned(), "A".to_owned()));
    assert!(opened.notes.iter().any(|n| n.kind == NoteKind::Renamed { now: "ten".to_owned() }));
    let where_ = path(&opened.definition, "kham.0.so");
    opened.answers.set(&opened.definition, where_, "2".to_owned());
    let expected = before
        .replace("version = 1", "version = 2")
        .replace("ho_ten", "ten")
        .replace("dia_diem", "noi")
        .replace("so = 1", "so = 2");
    assert_eq!(save(&mut opened), expected);
}

#[test]
fn newer_and_unknown_types_are_not_half_read() {
    let newer = AnswersFile::open("[report]\ntype = \"thu\"\nversion = 3\n", &library(), 2026).expect_err("newer");
    assert!(matches!(newer, OpenError::Newer { version: 3, known: 2, .. }) && newer.is_readable());
    let unknown = AnswersFile::open("[report]\ntype = \"thuu\"\n", &library(), 2026).expect_err("unknown");
    assert!(matches!(&unknown, OpenError::UnknownType { nearest: Some(near), .. } if near == "thu"));
    let none = AnswersFile::open("a = 1\n", &library(), 2026).expect_err("no report");
    assert!(matches!(none, OpenError::NotAReport) && !none.is_readable());
    for error in [newer, unknown, none] {
        assert!(!error.describe(Language::Vi).is_empty() && !error.describe(Language::En).is_empty());
    }
}

#[test]
fn a_broken_file_names_line_and_column() {
    for (bad, line, column, word) in [
        ("ten = Y Lan", 7, 7, "nháy"),
        ("ten = \"Y Lan", 7, 7, "chưa đóng bằng \""),
        ("ten = \"Y Lan\nluot = 5", 7, 7, "chưa đóng bằng \""),
        ("ten = 'Y Lan\nmuc = ['a']", 7, 7, "chưa đóng bằng '"),
        ("muc = [\"a\", \"b]\nluot = 5", 7, 13, "chưa đóng bằng \""),
        ("doan = \"\"\"một\nhai\nluot = 5", 7, 8, "chưa đóng bằng \"\"\""),
        ("ten = \"Y\u{7}Lan\"", 7, 9, "ký tự không được phép"),
        ("luot =", 7, 7, "chưa có giá trị"),
        ("luot = 1\nluot = 2", 8, 1, "đã có"),
        ("luot 5", 7, 6, "khóa chưa có giá trị"),
        ("muc = [\"a\" \"b\"]", 7, 12, "phẩy"),
        ("luot = 05", 7, 8, "bắt đầu bằng 0"),
        ("ngay = 2026-02-30", 7, 8, ""),
    ] {
        let text = format!("{HEAD}{bad}\n");
        let error = AnswersFile::open(&text, &library(), 2026).expect_err(bad);
        let OpenError::Broken { line: l, column: c, vi, .. } = &error else { panic!("{bad}: {error:?}") };
        assert_eq!((*l, *c), (line, column), "{bad}: {error}");
        assert!(vi.contains(word), "{bad}: {vi}");
        assert!(error.describe(Language::Vi).contains(&format!("dòng {line}, cột ")));
    }
}

#[test]
fn what_is_no_answers_file_is_refused() {
    assert!(matches!(decode(&vec![b'#'; crate::store::limits::SHOWN_BYTES + 1]), Err(OpenError::TooLarge { .. })));
    assert!(matches!(decode(b"a = 1\nb = \"\xff\""), Err(OpenError::NotUtf8 { line: 2, column: 6 })));
    for deep in [
        format!("a = {}1{}", "[".repeat(70), "]".repeat(70)),
        format!("a = {}1{}", "[".repeat(5000), "]".repeat(5000)),
        format!("a = {}1{}", "{a = ".repeat(70), "}".repeat(70)),
        format!("{}a = 1", "a.".repeat(70)),
        format!("{}a = 1", "a.".repeat(100_000)),
        format!("[{}a]", "a.".repeat(70)),
    ] {
        let error = AnswersFile::open(&format!("{deep}\n"), &library(), 2026).expect_err("too deep");
        assert!(matches!(error, OpenError::TooDeep), "{error:?} {}", &deep[..20]);
    }
}

#[test]
fn line_ends_and_marks_stay_and_forms_of_letters_do_not_matter() {
    let decomposed = "Xa\u{303} Bo\u{31b}\u{300} Y";
    let text = format!("\u{feff}{HEAD}ten = \"{decomposed}\"\nluot = 5\n").replace('\n', "\r\n");
    let decoded = decode(text.as_bytes()).expect("it is text");
    let mut opened = open(&decoded);
    assert_eq!(raw(&opened, "ten"), "Xã Bờ Y");
    let luot = path(&opened.definition, "luot");
    opened.answers.set(&opened.definition, luot, "6".to_owned());
    let saved = save(&mut opened);
    assert_eq!(saved, text.replace("luot = 5", "luot = 6"), "as they were");
    // Where there are both, all lines get the ends that most have.
    let mixed = format!("{HEAD}ten = \"x\"\r\nluot = 5\r\n");
    assert_eq!(typed(&mixed, &[("luot", "6")]), format!("{HEAD}ten = \"x\"\nluot = 6\n"));
}

#[test]
fn hand_edited_paragraphs_are_kept_under_their_blocks() {
    let mut opened = open(&format!("{HEAD}\n[edited.cu]\ntext = \"a\"\nreplaces = \"b\"\nthem = 1\n"));
    let edit = |text: &str| Edited { text: text.to_owned(), replaces: "gốc".to_owned() };
    opened.answers.edited.insert(BlockId::new("kham#2"), edit("Câu \"mới\""));
    opened.answers.edited.insert(BlockId::new("cu"), edit("khác"));
    let text = save(&mut opened);
    assert!(text.contains("[edited.cu]\ntext = \"khác\"\nreplaces = \"gốc\"\nthem = 1\n"), "{text}");
    assert!(text.contains("[edited.\"kham#2\"]\ntext = 'Câu \"mới\"'\nreplaces = \"gốc\"\n"), "{text}");
    let mut again = open(&text);
    assert_eq!(again.answers, opened.answers);
    again.answers.edited.clear();
    assert!(!save(&mut again).contains("edited"));
}

#[test]
fn the_focus_is_where_the_officer_left() {
    let mut opened = open(&format!("{HEAD}[[answers.kham]]\nnoi = \"A\"\n"));
    for (name, words) in [("kham.0.so", "kham.1.so"), ("ke_hoach.number", "ke_hoach.number"), ("ten", "ten")] {
        let focus = path(&opened.definition, name);
        opened.file.update(&opened.definition, &opened.answers, Some(focus)).expect("written");
        assert!(opened.file.text().contains(&format!("focus = \"{words}\"")));
        assert_eq!(open(opened.file.text()).focus, Some(focus));
    }
}
