//! What is typed into any field of any built-in type is what stands there: in Telex, in VNI, by an input
//! method of the person's own, key by key, all in one read, or pasted.

use std::collections::BTreeSet;
use std::fs;

use baocao::report::answers::EntryPath;
use baocao::report::field::{Choice, Field, Kind, OptionList};
use baocao::report::value::{Chosen, Value};
use baocao::session::focus::Focus;
use baocao::store::built_in::BUILT_IN;
use baocao::typing::{Method, ToneStyle, TypingOptions};
use baocao::ui::screens::Screen;
use baocao::ui::screens::form::entry::{Writing, writing};

use crate::play::{ACTION_MONTH, Play};
use crate::typist::{Hands, keys, sent};

const TYPES: [&str; 3] = [ACTION_MONTH, "tre-em-dinh-ky", "bao-cao-chung"];

/// How what is typed comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comes {
    KeyByKey,
    Burst,
    Pasted,
}

/// The filled example of a type, at its first field, where these hands type.
fn example(type_id: &str, hands: Hands) -> Play {
    let mut play = Play::new(100, 40).with_office();
    let example = format!("{}/config/examples/{type_id}.toml", env!("CARGO_MANIFEST_DIR"));
    let path = play.program().context.workspace.folders.reports().join("mau.toml");
    fs::copy(example, &path).expect("copied");
    play.open(path);
    if hands == Hands::Built(Method::Vni) {
        play.keys("<c-space>");
    }
    play.keys("<c-g><home><enter>");
    play
}

/// Walks with Tab from the first field to the last.
fn each_field(play: &mut Play, mut visit: impl FnMut(&mut Play)) {
    for _ in 0..1000 {
        visit(play);
        play.keys("<tab>");
        if !matches!(play.program().screen, Screen::Form) {
            return;
        }
    }
    panic!("Tab does not come to an end");
}

/// What is to be typed, and what must come of it.
struct Case {
    word: String,
    /// Keys after it: Enter where it is searched for in a list.
    after: &'static str,
    wanted: Wanted,
}

enum Wanted {
    /// It stands there.
    Word,
    /// It was understood so.
    Value(Value),
    /// It is a paragraph of this block.
    Paragraph(String),
    /// It is among what was chosen.
    Among(Chosen),
}

/// The field or column at the focus; on a line that adds a row, the cell that typing goes into: the first, or the words
/// of a footnote.
fn field_here(play: &Play) -> &Field {
    let session = play.session();
    let (field, column) = match session.focus {
        Focus::Entry(path) => (&session.definition[path.field], path.column),
        Focus::AddRow(field) => {
            let field = &session.definition[field];
            let is_words = |column: &Field| !matches!(&column.kind, Kind::Choice(list) if list.of_blocks);
            (field, field.columns.iter().position(is_words))
        }
    };
    column.map_or(field, |column| &field.columns[column])
}

fn cases(play: &Play) -> Vec<Case> {
    let word = |word: &str| Case { word: word.to_owned(), after: "", wanted: Wanted::Word };
    let labels = |options: &OptionList| -> Vec<String> {
        options.list.iter().take(6).map(|option| option.label.vi.clone()).collect()
    };
    match &field_here(play).kind {
        Kind::Text if writing(play.session()) == Writing::Symbol => vec![word("QĐ-UBND"), word("VHXH, Hương")],
        Kind::Text | Kind::LongText | Kind::List => vec![word("Đường Nguyễn Huệ, quả")],
        Kind::Choice(options) if options.other => {
            let also = labels(options).into_iter().take(3).flat_map(|label| [format!("{label} Tết"), label]);
            also.map(|label| word(&label)).chain([word("Quà Tết"), word("Công văn hỏa tốc")]).collect()
        }
        Kind::Choice(options) if options.of_blocks => {
            let of = |block: &Choice| Case {
                word: block.label.vi.clone(),
                after: "\r",
                wanted: Wanted::Paragraph(block.id.clone()),
            };
            options.list.iter().take(6).map(of).collect()
        }
        Kind::Choice(options) => {
            let of = |at: usize, label: String| Case {
                word: label,
                after: "\r",
                wanted: Wanted::Value(Value::Choice(Chosen::Option(at))),
            };
            labels(options).into_iter().enumerate().map(|(at, label)| of(at, label)).collect()
        }
        Kind::Several(options) => {
            let of = |chosen, word: String| Case { word, after: "\r\r", wanted: Wanted::Among(chosen) };
            let own = "Bánh chưng".to_owned();
            let own = options.other.then(|| of(Chosen::Other(own.clone()), own));
            let labels = labels(options).into_iter().enumerate();
            labels.map(|(at, label)| of(Chosen::Option(at), label)).chain(own).collect()
        }
        Kind::YesNo => [("có", true), ("không", false), ("Không có", false), ("chưa có", false), ("chưa", false)]
            .map(|(word, yes)| Case { word: word.to_owned(), after: "", wanted: Wanted::Value(Value::YesNo(yes)) })
            .into_iter()
            // What says more is no answer, and stands.
            .chain(["có nhưng chưa xong", "không biết rõ", "chưa nhưng sẽ họp"].map(word))
            .collect(),
        Kind::Number { .. } | Kind::Ratio { .. } => {
            ["12o", "1.2.3", "hơn 300", "300 hộ", "chưa rõ", "7/8 xã", "không phát sinh"].map(word).into()
        }
        _ => ["12o", "1.2.3", "1tr5", "12/5/26", "hơn 300", "14 triệu rưỡi", "12 tháng 5"].map(word).into(),
    }
}

/// Types a word at the focus.
fn enter(play: &mut Play, case: &Case, hands: Hands, comes: Comes) {
    let symbols = writing(play.session()) == Writing::Symbol;
    let typed = match hands {
        Hands::Composed => case.word.clone(),
        Hands::External => sent(&case.word),
        Hands::Built(method) => {
            keys(&case.word, TypingOptions { method, style: ToneStyle::Old, brackets: false, symbols })
        }
    };
    match comes {
        Comes::KeyByKey => {
            for key in typed.chars() {
                play.send(key.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        Comes::Burst => _ = play.send(typed.as_bytes()),
        Comes::Pasted => _ = play.paste(&case.word),
    }
    if play.program().dialog.is_some() {
        play.send(case.after.as_bytes());
    }
}

/// Types all that is to be typed at the focus, and looks what came of it; then everything is undone.
fn try_here(play: &mut Play, hands: Hands, comes: Comes) -> usize {
    let cases = cases(play);
    let (before, focus) = (play.session().answers.clone(), play.session().focus);
    for case in &cases {
        play.keys("<c-u>");
        enter(play, case, hands, comes);
        let told = format!("{} in {:?} ({hands:?}, {comes:?})\n{}", case.word, focus, play.picture());
        assert!(play.program().dialog.is_none(), "a dialog: {told}");
        let session = play.session();
        let Focus::Entry(path) = session.focus else { panic!("no entry: {told}") };
        let value = session.answers.value(path);
        match &case.wanted {
            Wanted::Word => {
                assert_eq!(session.raw(), case.word, "{told}");
                let shown = play.form_line().replace(char::is_whitespace, "");
                let begin: String = case.word.chars().filter(|c| !c.is_whitespace()).take(8).collect();
                assert!(shown.contains(&begin), "it is not to be seen: {told}");
            }
            Wanted::Value(wanted) => assert_eq!(value, wanted, "{told}"),
            Wanted::Paragraph(block) => {
                assert_eq!(session.raw().split('#').next(), Some(block.as_str()), "{told}");
            }
            Wanted::Among(wanted) => {
                assert!(matches!(value, Value::Several(list) if list.contains(wanted)), "{value:?}: {told}");
            }
        }
        // All that there is to undo.
        play.send(&[0x1a; 60]);
        assert!(play.session().answers == before, "undo does not bring back what was there: {told}");
        assert_eq!(play.session().focus, focus, "{told}");
    }
    cases.len()
}

/// Every field of every type: Telex is what is on where nothing else is said.
#[test]
fn what_comes_in_one_read_into_any_field_is_what_was_typed() {
    let (hands, mut tried) = (Hands::Built(Method::Telex), 0);
    for type_id in TYPES {
        each_field(&mut example(type_id, hands), |play| tried += try_here(play, hands, Comes::Burst));
    }
    assert!(tried > 500, "{tried} words");
}

/// Kinds of fields that take keys alike.
fn likeness(play: &Play) -> String {
    let other = match &field_here(play).kind {
        Kind::Choice(options) | Kind::Several(options) => format!("{} {}", options.other, options.list.len() <= 3),
        _ => String::new(),
    };
    let kind = format!("{:?}", field_here(play).kind);
    let kind = kind.split([' ', '(']).next().expect("a name").to_owned();
    let is_cell = matches!(play.session().focus, Focus::Entry(EntryPath { row: Some(_), .. }));
    let adds = matches!(play.session().focus, Focus::AddRow(_));
    format!("{kind} {other} {is_cell} {adds} {:?}", writing(play.session()))
}

/// One field of each kind.
fn each_kind(hands: Hands, mut visit: impl FnMut(&mut Play)) {
    let mut seen = BTreeSet::new();
    for type_id in TYPES {
        each_field(&mut example(type_id, hands), |play| {
            if seen.insert(likeness(play)) {
                visit(play);
            }
        });
    }
    assert!(seen.len() > 20, "{seen:?}");
}

#[test]
fn what_comes_key_by_key_into_any_kind_of_field_is_what_was_typed() {
    for hands in [Hands::Composed, Hands::Built(Method::Telex), Hands::Built(Method::Vni)] {
        each_kind(hands, |play| _ = try_here(play, hands, Comes::KeyByKey));
    }
}

/// Each text that the answer to another field follows, where both are answered.
fn each_text_that_another_follows(hands: Hands, mut visit: impl FnMut(&mut Play)) {
    for type_id in TYPES {
        let mut play = Play::report(type_id, 100, 40);
        if hands == Hands::Built(Method::Vni) {
            play.keys("<c-space>");
        }
        let is_prose =
            |play: &Play| matches!(play.session().focus, Focus::Entry(_)) && writing(play.session()) == Writing::Prose;
        play.keys("<c-g><home><enter>");
        each_field(&mut play, |play| {
            if is_prose(play) && play.raw().is_empty() {
                play.paste("rà soát");
            }
        });
        play.keys("<c-g><home><enter>");
        each_field(&mut play, |play| {
            let (true, Focus::Entry(path)) = (is_prose(play), play.session().focus) else { return };
            let before = play.session().answers.clone();
            play.paste("rà soát");
            let answers = &play.session().answers;
            let mut others = play.session().definition.fields.ids().filter(|id| *id != path.field);
            let is_followed = others.any(|id| answers.answer(id) != before.answer(id));
            play.keys("<c-z>");
            if is_followed {
                play.keys("<c-u>");
                visit(play);
            }
        });
    }
}

#[test]
fn an_answer_that_follows_does_not_disturb_the_word_that_is_being_typed() {
    let text = "công tác quản lý website, wifi ở Sa Loong, USB, Google";
    for hands in [Hands::Composed, Hands::External, Hands::Built(Method::Telex), Hands::Built(Method::Vni)] {
        let mut tried = 0;
        each_text_that_another_follows(hands, |play| {
            let case = Case { word: text.to_owned(), after: "", wanted: Wanted::Word };
            enter(play, &case, hands, Comes::KeyByKey);
            assert_eq!(play.raw(), text, "{} ({hands:?})", play.field());
            // Backspace and undo know the word, too.
            if hands == Hands::Built(Method::Telex) {
                play.keys("<c-u>").send(b"d");
                play.send(b"d").send(b"a").send(b"s");
                play.send(b"\x7f").send(b"a").send(b"f");
                assert_eq!(play.raw(), "đà", "{}", play.field());
            }
            tried += 1;
        });
        assert!(tried >= 2, "{tried} ({hands:?})");
    }
}

#[test]
fn what_comes_in_one_read_into_any_kind_of_field_is_what_was_meant() {
    for hands in [Hands::Composed, Hands::External, Hands::Built(Method::Vni)] {
        each_kind(hands, |play| _ = try_here(play, hands, Comes::Burst));
    }
}

#[test]
fn what_is_pasted_into_any_kind_of_field_is_what_was_copied() {
    each_kind(Hands::Composed, |play| _ = try_here(play, Hands::Composed, Comes::Pasted));
}

// ---- What was replaced or dropped

/// Presses keys one at a time; what stands at the focus after each.
fn after_each(play: &mut Play, keys: &str) -> Vec<String> {
    keys.chars().map(|key| play.send(key.encode_utf8(&mut [0; 4]).as_bytes()).raw().to_owned()).collect()
}

#[test]
fn a_text_that_happens_to_be_an_option_stays_a_text_until_it_is_left() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Quà, học bổng").keys("<enter>");
    assert_eq!(after_each(&mut play, "Quaf"), ["Q", "Qu", "Qua", "Quà"]);
    play.sees(" Quà");
    for (typed, made) in
        [("Xe ddapj", "Xe đạp"), ("Hocj boongr", "Học bổng"), ("Quaf Teets", "Quà Tết"), ("qua", "qua")]
    {
        play.keys("<c-u>");
        after_each(&mut play, typed);
        assert_eq!(play.raw(), made, "{typed}");
        assert!(play.form_line().contains(made), "{typed}\n{}", play.picture());
    }
    // Left, it is the option, and shown as that; gone on with, it is a text again, after one that is told.
    play.keys("<tab><s-tab>");
    assert!(play.form_line().contains("Quà"), "{}", play.picture());
    play.keys("v").sees("thay cho mục đã chọn; Ctrl-Z");
    play.keys("owr");
    assert_eq!(play.raw(), "vở");
    play.keys("<c-z><c-z>");
    assert_eq!(play.raw(), "qua", "undo brings the option back");

    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Văn bản yêu cầu báo cáo, Loại");
    after_each(&mut play, "Kees hoachj");
    assert_eq!(play.raw(), "Kế hoạch");
    play.keys("<c-u>");
    after_each(&mut play, "Coong vawn hoar toocs");
    assert_eq!(play.raw(), "Công văn hỏa tốc");
}

#[test]
fn what_narrows_a_list_is_seen_as_the_text_that_its_keys_make() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Cấp đơn vị").keys("<bs>");
    after_each(&mut play, "tinhr");
    play.sees("tỉnh").lacks("tinhr").sees("Tỉnh, thành phố");
    // A letter that is seen goes, not the key of its tone.
    play.keys("<bs>").lacks("tỉnh");
    play.sees("tỉn");
    play.keys("h<enter>");
    assert_eq!(play.answer("cap_don_vi"), "tinh");
}

#[test]
fn an_option_that_is_typed_is_the_same_on_the_paper_as_when_the_report_is_opened_again() {
    for type_id in TYPES {
        let mut play = example(type_id, Hands::Composed);
        let mut typed = 0;
        each_field(&mut play, |play| {
            if let (Kind::Choice(list), Focus::Entry(_)) = (&field_here(play).kind, play.session().focus)
                && list.other
                && let Some(option) = list.list.get(1)
            {
                let label = option.label.vi.to_uppercase();
                play.keys("<c-u>").paste(&label).keys("<tab><s-tab>");
                typed += 1;
            }
        });
        assert!(typed > 2, "{type_id}: {typed}");
        let (path, paper) = (play.path(), play.document());
        play.open(path);
        assert_eq!(play.document(), paper, "{type_id}");
    }
}

#[test]
fn what_is_typed_on_the_line_that_adds_a_row_is_in_its_first_cell() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Đợt khám sàng lọc");
    for (at, _) in "abc ghi".char_indices() {
        play.send(&b"abc ghi"[at..=at]);
        play.sees(&"abc ghi"[..=at]);
    }
    let Focus::Entry(path) = play.session().focus else { panic!("no row") };
    assert_eq!((play.raw(), path.row, path.column), ("abc ghi", Some(0), Some(0)));
    play.keys("<c-z><c-z><c-z>").sees("+ Thêm đợt khám");
    // All in one read, a paste, and a space, which asks for the row alone.
    play.send(b"Beenhj vieenj");
    assert_eq!(play.raw(), "Bệnh viện");
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Đợt khám sàng lọc").paste("Bệnh viện Hoàn Mỹ\n");
    assert_eq!(play.raw(), "Bệnh viện Hoàn Mỹ");
    play.keys(" II");
    assert_eq!(play.raw(), "Bệnh viện Hoàn Mỹ II", "it is gone on with");
    play.keys("<c-z><c-z>").sees("+ Thêm đợt khám");
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Đợt khám sàng lọc").keys(" ab");
    assert_eq!(play.raw(), "ab");
}

/// The rows of the table at the focus, each as what was typed in its cells.
fn rows_here(play: &Play) -> Vec<Vec<String>> {
    let session = play.session();
    let rows = session.answers.rows(session.focus.field()).iter();
    rows.map(|row| row.iter().map(|entry| entry.raw.clone()).collect()).collect()
}

#[test]
fn lines_pasted_where_a_row_is_added_are_rows_and_what_tabs_part_are_cells() {
    let mut play = Play::new(80, 24).with_office();
    play.program_mut().open_office();
    play.keys("").walk("danh_sach_don_vi");
    let villages = "Thôn Một\r\nThôn Hai\n\n  Thôn Ba  \nThôn Bốn\nThôn Năm\n";
    play.paste(villages);
    let names = |play: &Play| rows_here(play).iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    assert_eq!(names(&play), ["Thôn Một", "Thôn Hai", "Thôn Ba", "Thôn Bốn", "Thôn Năm"]);
    assert_eq!(play.raw(), "Thôn Năm", "the focus is in the last of them");
    play.sees("Đã dán thành 5 dòng");
    play.keys("<c-z>");
    assert!(rows_here(&play).is_empty(), "one step");
    // A terminal that marks no paste sends the same.
    play.send("Thôn Một\rThôn Hai\rThôn Ba\r".as_bytes());
    assert_eq!(names(&play), ["Thôn Một", "Thôn Hai", "Thôn Ba"]);
    // In a cell, line ends are spaces.
    play.paste(" và\nThôn Tư");
    assert_eq!(names(&play), ["Thôn Một", "Thôn Hai", "Thôn Ba và Thôn Tư"]);

    // Out of a spreadsheet: what cannot be read stands as it was, and is told; what is too much is not lost.
    let mut play = Play::report(ACTION_MONTH, 120, 60);
    play.walk("hoi_nghi_trien_khai");
    play.paste("tập huấn kỹ năng\t20/5\t2\t1.085\nhội nghị\tnhiều\t1\nnói chuyện\t\t3\t40\tthừa\n");
    assert_eq!(
        rows_here(&play),
        [
            ["tập huấn kỹ năng", "20/5", "2", "1.085"],
            ["hội nghị", "nhiều", "1", ""],
            ["nói chuyện", "", "3", "40; thừa"]
        ]
    );
    play.sees("Đã dán thành 3 dòng, trong đó 2 ô chưa đọc được");
    play.keys("<c-r>").sees("Chưa đọc được ngày").sees("Chưa đọc được số");
    // A cell of several lines comes between quotes, which are doubled within it; other quotes are the person's own.
    play.keys("<c-z>").walk("hoi_nghi_trien_khai");
    play.paste("\"tập huấn\r\nvề \"\"Trẻ em\"\"\"\t20/5\t2\t85\r\n\"Vui hè\"\t\t1\t40\r\nhội \"nghị\t\t1\t9\r\n");
    assert_eq!(
        rows_here(&play),
        [["tập huấn về \"Trẻ em\"", "20/5", "2", "85"], ["\"Vui hè\"", "", "1", "40"], ["hội \"nghị", "", "1", "9"]]
    );
    // One line alone is the first cell, unless it has tabs.
    play.walk("hoi_nghi_trien_khai");
    while !matches!(play.session().focus, Focus::AddRow(_)) {
        play.keys("<tab>");
    }
    play.paste("họp\t21/5\t1");
    assert_eq!(rows_here(&play)[3], ["họp", "21/5", "1", ""]);
    // A choice is taken by its name, and a table takes what it takes, or nothing.
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.walk("qua").paste("Học bổng\t50\t50\nSách vở\t5");
    let gifts = play.session().focus.field();
    let value = |row| play.session().answers.value(EntryPath::cell(gifts, row, 0)).clone();
    assert_eq!(value(0), Value::Choice(Chosen::Option(1)));
    assert_eq!(value(1), Value::Choice(Chosen::Other("Sách vở".to_owned())));
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.walk("kham").paste(&"Bệnh viện\n".repeat(6_000)).sees("Chưa dán vì quá dài");
    assert!(rows_here(&play).is_empty());
    play.keys("<c-z>").sees("Không còn gì để hoàn tác");
}

/// What a page has besides is no answer: headings, numbers of rows, percentages; those that differ are not lost.
#[test]
fn a_table_that_is_pasted_as_it_stands_on_a_page_fits_its_columns() {
    let heading = "STT\tChỉ tiêu\tĐơn vị tính\tKế hoạch\tKết quả\tĐạt\tCùng kỳ\tGhi chú";
    let row = |cells: [&str; 6]| cells.map(str::to_owned);
    for (pasted, rows) in [
        ("Hộ nghèo\thộ\t300\t268\t89,3%\t112\tgiảm", vec![row(["Hộ nghèo", "hộ", "300", "268", "112", "giảm"])]),
        ("Hộ nghèo\thộ\t300\t268\t89,3\t112\tgiảm", vec![row(["Hộ nghèo", "hộ", "300", "268", "112", "giảm"])]),
        (
            "Hộ nghèo\thộ\t300\t268\t95%\t112\tgiảm",
            vec![row(["Hộ nghèo", "hộ", "300", "268", "112", "giảm Đạt kế hoạch: 95%"])],
        ),
        ("Hộ nghèo\thộ\t\t268\t95%\t112\t", vec![row(["Hộ nghèo", "hộ", "", "268", "112", "Đạt kế hoạch: 95%"])]),
        (
            "1\tHộ nghèo\thộ\t300\t268\n2\tHộ mới\thộ\t5\t4",
            vec![row(["Hộ nghèo", "hộ", "300", "268", "", ""]), row(["Hộ mới", "hộ", "5", "4", "", ""])],
        ),
        ("Hộ nghèo\thộ\t300 hộ\t268 hộ", vec![row(["Hộ nghèo", "hộ", "300 hộ", "268 hộ", "", ""])]),
    ] {
        let mut play = Play::report("bao-cao-chung", 100, 40);
        play.walk("so_lieu");
        play.paste(pasted);
        let shown: Vec<usize> = [0, 1, 2, 3, 5, 6].into();
        let cells: Vec<Vec<String>> =
            rows_here(&play).iter().map(|row| shown.iter().map(|at| row[*at].clone()).collect()).collect();
        assert_eq!(cells, rows, "{pasted}");
        assert_eq!(
            play.picture().contains("% khác số tính ra"),
            pasted.contains("95%"),
            "{pasted}\n{}",
            play.picture()
        );
        assert!(!play.form_line().contains('!'), "{}", play.picture());
    }
    // Under headings the cells go where these say, in any order.
    for (pasted, row) in [
        (
            format!("{heading}\n1\tHộ nghèo\thộ\t300\t268\t89,3%\t112\ttốt"),
            ["Hộ nghèo", "hộ", "300", "268", "112", "tốt"],
        ),
        (
            "Chỉ tiêu\tĐơn vị tính\tKết quả\tKế hoạch\nĐàn bò\tcon\t46\t50".to_owned(),
            ["Đàn bò", "con", "50", "46", "", ""],
        ),
        (
            "STT\tChỉ tiêu\tĐơn vị tính\tKết quả\tGhi chú\n1\tĐàn bò\tcon\t46\ttốt".to_owned(),
            ["Đàn bò", "con", "", "46", "", "tốt"],
        ),
    ] {
        let mut play = Play::report("bao-cao-chung", 100, 40);
        play.walk("so_lieu").paste(&pasted);
        let cells = rows_here(&play);
        assert_eq!(cells.len(), 1, "{cells:?}");
        assert_eq!([0, 1, 2, 3, 5, 6].map(|at| cells[0][at].as_str()), row, "{pasted}");
    }
    // A heading that the table does not have stays with its cells, and that is told.
    let mut play = Play::report("bao-cao-chung", 100, 40);
    play.walk("so_lieu")
        .paste("STT\tNội dung\tĐơn vị tính\tKế hoạch\tKết quả\tNgười lập\n1\tĐàn bò\tcon\t50\t46\tChị Hà");
    let cells = rows_here(&play);
    let shown = [0, 1, 2, 3, 6].map(|at| cells[0][at].as_str());
    assert_eq!(shown, ["Đàn bò", "con", "50", "46", "Người lập: Chị Hà"]);
    play.sees("1 ô dưới cột lạ");
    // Not beside the unit, where no column is for notes, and what cannot be read is told with it.
    let mut play = Play::report("tre-em-dinh-ky", 100, 40);
    play.walk("chi_tieu").paste("Chỉ tiêu\tĐVT\tThực hiện\tGhi chú\nTrẻ em có thẻ BHYT\tem\tnhiều\tsố tạm tính");
    let cells = rows_here(&play);
    assert_eq!([0, 1].map(|at| cells[0][at].as_str()), ["Trẻ em có thẻ BHYT Ghi chú: số tạm tính", "em"]);
    play.sees("1 ô chưa đọc được").sees("1 ô dưới cột lạ");
    let mut play = Play::report("tre-em-dinh-ky", 100, 40);
    play.to("co_vu_viec").keys("c<tab>").walk("vu_viec").paste("STT\tTháng\tTrẻ em bị bạo lực\n1\t3\t4\n2\t5\t6");
    assert_eq!(
        rows_here(&play).iter().map(|row| [row[0].as_str(), row[1].as_str()]).collect::<Vec<_>>(),
        [["3", "4"], ["5", "6"]]
    );
    let mut play = Play::report(ACTION_MONTH, 100, 40);
    play.to("co_kinh_phi").keys("c<tab>").walk("nguon");
    play.paste(
        "STT\tNguồn\tSố tiền\n1\tNgân sách cấp xã\t15.000.000\n2\tXã hội hóa\t2.350.000\nTổng cộng\t\t17.350.000",
    );
    let sources: Vec<String> = rows_here(&play).iter().map(|row| row[0].clone()).collect();
    assert_eq!(sources, ["Ngân sách cấp xã", "Xã hội hóa", "Tổng cộng"]);
    // A row that adds up the others would count twice.
    let mut play = Play::report(ACTION_MONTH, 100, 40);
    play.to("co_kinh_phi").keys("c<tab>");
    play.walk("nguon").paste("Ngân sách cấp xã\t14.000.000\nTổng cộng\t14.000.000");
    play.keys("<c-r>").sees("Dòng cộng do chương trình tự tính");
}

/// Headings say more than which column it is: the year of a figure, and the unit of money.
#[test]
fn headings_that_are_pasted_say_years_and_units() {
    // Years say which column is the report's and which is the year before.
    for (pasted, row) in [
        ("Nội dung\tĐơn vị tính\tNăm 2025\tNăm 2026\nHộ bị ngập\thộ\t12\t15", ["Hộ bị ngập", "hộ", "", "15", "12", ""]),
        (
            "TT\tChỉ tiêu\tĐVT\tCùng kỳ năm 2025\tKế hoạch 2026\tƯớc TH 2026\n1\tHộ bị ngập\thộ\t12\t10\t15",
            ["Hộ bị ngập", "hộ", "10", "15", "12", ""],
        ),
        (
            "Chỉ tiêu\tĐVT\tThực hiện năm 2025\tThực hiện 6 tháng đầu năm 2026\nHộ bị ngập\thộ\t12\t15",
            ["Hộ bị ngập", "hộ", "", "15", "", "Thực hiện năm 2025: 12"],
        ),
        (
            "Chỉ tiêu\tĐVT\tKế hoạch năm 2025\tKế hoạch năm 2026\tQuý III\nHộ bị ngập\thộ\t9\t10\t15",
            ["Hộ bị ngập", "hộ", "10", "15", "", "Kế hoạch năm 2025: 9"],
        ),
        (
            "Chỉ tiêu\tĐVT\tKết quả 6 tháng 2025\tKết quả 6 tháng 2026\nHộ bị ngập\thộ\t12\t15",
            ["Hộ bị ngập", "hộ", "", "15", "12", ""],
        ),
    ] {
        let mut play = Play::report("bao-cao-chung", 100, 40);
        play.walk("so_lieu").paste(pasted);
        let cells = rows_here(&play);
        assert_eq!(cells.len(), 1, "{cells:?}");
        assert_eq!([0, 1, 2, 3, 5, 6].map(|at| cells[0][at].as_str()), row, "{pasted}");
    }
    // A heading says the unit of the money below it, unless the cell does.
    for (heading, cell, raw) in [
        ("Số tiền (triệu đồng)", "1.250", "1.250 triệu đồng"),
        ("Số tiền (triệu đồng)", "37,5", "37,5 triệu đồng"),
        ("Số tiền, nghìn đồng", "972", "972 nghìn đồng"),
        ("Số tiền (ĐVT: 1.000 đ)", "972", "972 nghìn đồng"),
        ("Số tiền (triệu đồng)", "972 nghìn", "972 nghìn"),
        ("Số tiền (đồng)", "972.000", "972.000"),
        ("Số tiền", "972.000", "972.000"),
    ] {
        let mut play = Play::report(ACTION_MONTH, 100, 40);
        play.to("co_kinh_phi").keys("c<tab>").walk("nguon");
        play.paste(&format!("STT\tNguồn\t{heading}\n1\tNgân sách cấp xã\t{cell}"));
        let cells = rows_here(&play);
        assert!(cells[0].iter().any(|typed| typed == raw), "{heading}: {cells:?}");
    }
}

#[test]
fn lines_in_one_read_are_a_paste_and_two_answers_are_keys() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Cơ quan chủ trì").send(b"a\rb\rc\r");
    assert_eq!((play.field(), play.raw()), ("tt_chu_tri", "a b c"), "a paste into the field at hand");
    play.walk("mo_ta_chi_dao").send(b"a\rb\rc\rd");
    assert_eq!(play.raw(), "a\nb\nc\nd");
    play.at("Dân số").send(b"12\r34\r");
    assert_eq!((play.answer("dan_so"), play.answer("tong_tre_em")), ("12", "34"), "keys that a stalled line sends");
    play.at("Dân số").send(b"<\r\r\r");
    assert_eq!(play.answer("dan_so"), "12<", "three keys Enter are no lines");
}

#[test]
fn words_that_say_yes_or_no_are_read_as_words() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.at("Có ban hành kế hoạch");
    for (typed, says) in [
        ("không có", "false"),
        ("có", "true"),
        ("khoong cos", "false"),
        ("cos", "true"),
        ("chuwa", "false"),
        ("cos kees hoachj", "true"),
        ("ck", "false"),
        ("kc", "true"),
        ("không\u{7f}", "false"),
        ("k cos", "false"),
        ("ko cos", "false"),
        ("k", "false"),
        ("y", "true"),
    ] {
        play.keys("<c-u>").send(typed.as_bytes());
        assert_eq!(play.raw(), says, "{typed}");
    }
    // What begins as an answer and is none stands as it was typed, and is told.
    for typed in ["chuwa cos soos lieeuj", "khoong roox", "khoong bieets", "cos lex", "ddax cos", "ddang lafm"] {
        play.keys("<c-u>c");
        // Leaving ends the word, so that what is typed next is a new one over the answer.
        play.keys("<tab><s-tab>");
        for key in typed.chars() {
            play.send(key.encode_utf8(&mut [0; 4]).as_bytes());
        }
        play.sees("Xin gõ: có hoặc không");
        assert!(!["true", "false", ""].contains(&play.raw()), "{typed}: {}", play.raw());
        let raw = play.raw().to_owned();
        play.sees(&raw);
    }
    play.keys("<c-u>y<space>");
    assert_eq!(play.raw(), "false", "a space alone chooses the other");
    // So many composed letters in one read are a paste, and a paste is read as a whole.
    play.send("có kế hoạch".as_bytes());
    assert_eq!(play.raw(), "true");
    play.keys("<c-u>k").send("chưa có số liệu".as_bytes()).sees("Xin gõ: có hoặc không");
    assert_eq!(play.raw(), "false");
    play.paste("Có").sees("Có");
    assert_eq!(play.raw(), "true");
    play.paste("có lẽ").sees("Xin gõ: có hoặc không");
    assert_eq!(play.raw(), "true");
}

/// Two figures that are pasted into one field are not read as one, however they were parted.
#[test]
fn figures_of_two_cells_are_never_one_figure() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    for (field, pasted, stands) in [
        ("dan_so", "120\t350", "120; 350"),
        ("dan_so", "74\r\n120\r\n", "74; 120"),
        ("dan_so", "120\r\n", "120"),
        ("dan_so", "120 350", "120 350"),
        ("don_vi_co_ke_hoach", "7/8\t120", "7/8; 120"),
        ("tong_gia_tri", "12 triệu\n500", "12 triệu; 500"),
    ] {
        play.walk(field).keys("<c-u>").paste(pasted);
        assert_eq!(play.raw(), stands, "{pasted:?}");
        assert_eq!(play.form_line().contains('!'), stands.contains(';'), "{pasted:?}\n{}", play.picture());
    }
}

/// What cannot be read stands as it was typed, says so, and is there again when the file is opened.
#[test]
fn a_figure_that_cannot_be_read_stays_as_it_was_typed() {
    for type_id in TYPES {
        let mut play = example(type_id, Hands::Composed);
        let (mut typed, mut number) = (Vec::new(), 0);
        each_field(&mut play, |play| {
            let is_figure = matches!(
                field_here(play).kind,
                Kind::Number { .. } | Kind::Ratio { .. } | Kind::Money | Kind::Date | Kind::DateRange
            );
            let (true, Focus::Entry(path)) = (is_figure, play.session().focus) else { return };
            number += 1;
            let text =
                [format!("{number}o"), format!("1.2.3.{number}"), format!("  {number}..  5"), format!("{number} ,5/")]
                    [number % 4]
                    .clone();
            play.keys("<c-u>").send(text.as_bytes());
            assert_eq!(play.raw(), text);
            assert!(play.form_line().contains('!'), "it is not told\n{}", play.picture());
            typed.push((path, text));
        });
        assert!(typed.len() > 2, "{type_id}");
        play.keys("<esc><c-s>");
        let path = play.path();
        let mut play = play.again();
        play.open(path);
        for (path, text) in typed {
            assert_eq!(play.session().answers.raw(path), text, "{path:?} of {type_id}");
        }
    }
}

#[test]
fn on_every_line_that_adds_a_row_letters_are_a_text_of_it() {
    for of_type in BUILT_IN {
        let mut play = example(of_type.id, Hands::Composed);
        let mut seen = BTreeSet::new();
        each_field(&mut play, |play| {
            let Focus::AddRow(table) = play.session().focus else { return };
            if !seen.insert(table) {
                return;
            }
            let rows = play.session().answers.rows(table).len();
            play.keys("na");
            let session = play.session();
            let Focus::Entry(path) = session.focus else { panic!("no row\n{}", play.picture()) };
            assert_eq!((path.field, path.row), (table, Some(rows)), "{}", play.picture());
            assert!(play.program().dialog.is_none(), "a list in {}\n{}", of_type.id, play.picture());
            assert_eq!(play.raw(), "na", "{}", play.picture());
        });
        assert!(seen.len() > 5, "{}: {}", of_type.id, seen.len());
    }
}

/// A column that has number and symbol of documents in one is two of the form's, and a line over the table says what its
/// money is counted in.
#[test]
fn a_sheet_that_has_number_and_symbol_in_one_or_a_caption_fits_the_form() {
    for pasted in [
        "STT\tLoại văn bản\tSố, ký hiệu\tNgày\tCơ quan ban hành\tTrích yếu\n1\tKế hoạch\t15/KH-UBND\t12/5/2026\tUBND xã\ttổ chức Tháng hành động",
        "Kế hoạch\t15/KH-UBND\t12/5/2026\tUBND xã\ttổ chức Tháng hành động",
    ] {
        let mut play = Play::report("thang-hanh-dong-vi-tre-em", 100, 40);
        play.walk("van_ban_chi_dao").paste(pasted);
        let cells = rows_here(&play);
        assert_eq!(
            cells,
            [["Kế hoạch", "15", "KH-UBND", "12/5/2026", "UBND xã", "tổ chức Tháng hành động"]],
            "{pasted}"
        );
    }
    let mut play = Play::report("tre-em-dinh-ky", 100, 40);
    play.walk("ho_tro").paste("ĐVT: triệu đồng\nHình thức\tSố trẻ em\tKinh phí\nTặng quà\t40\t12,5");
    assert_eq!(rows_here(&play)[0][2], "12,5 triệu đồng");
    // Headings as offices shorten them.
    let mut play = Play::report("tre-em-dinh-ky", 100, 40);
    play.walk("ho_tro").paste("STT\tHình thức\tSố trẻ em\tKP (1.000đ)\tNguồn\n1\tTặng quà\t40\t30.000\tNgân sách xã");
    assert_eq!(rows_here(&play)[0][1..], ["40", "30.000 nghìn đồng", "Ngân sách xã"].map(str::to_owned));
    let mut play = Play::report("tre-em-dinh-ky", 100, 40);
    play.walk("chi_tieu")
        .paste("STT\tTên chỉ tiêu\tĐVT\tKH\tTH\n1\tTrẻ em có thẻ BHYT\tem\t100\t90\n2\tTrẻ em được khám\tem\t200\t150");
    let cells = rows_here(&play);
    assert_eq!(cells[0][..4], ["Trẻ em có thẻ BHYT", "em", "100", "90"].map(str::to_owned), "{cells:?}");
    assert_eq!(cells.len(), 2);
}

/// A line of usual headings is no row, whatever else stands in it; and what is too much for a row is no figure.
#[test]
fn a_line_of_headings_is_no_row_and_surplus_cells_are_no_figures() {
    let pasted = |field: &str, text: &str| {
        let mut play = Play::report("thang-hanh-dong-vi-tre-em", 100, 40);
        play.walk(field).paste(text);
        let rows = rows_here(&play);
        (rows, play)
    };
    let (rows, _) = pasted(
        "hoi_nghi_trien_khai",
        "TT\tNội dung\tThời gian\tSố lớp\tSố người tham dự\n2\tTập huấn\t28/5/2026\t2\t120",
    );
    assert_eq!(rows, [["Tập huấn", "28/5/2026", "2", "120"]]);
    let (rows, _) = pasted("long_ghep", "STT\tChương trình lồng ghép\n1\tChương trình nông thôn mới");
    assert_eq!(rows, [["Chương trình nông thôn mới", ""]]);
    let (rows, _) = pasted("long_ghep", "Tên chương trình\tGhi chú\nChương trình nông thôn mới\tĐang làm");
    assert_eq!(rows, [["Chương trình nông thôn mới", "Ghi chú: Đang làm"]]);
    let (rows, play) = pasted("day_boi", "12\t145\t130\t99");
    assert_eq!(rows, [["12", "145", "130; 99"]]);
    assert!(play.picture().contains('!'), "{}", play.picture());
    let (rows, _) = pasted("clb", "Câu lạc bộ đọc sách\tTrường THCS\t2\t145");
    assert_eq!(rows[0][2], "2; 145");
}

/// What a sheet has beside the form's columns is said beside its row, under its own heading, and no note is a name.
#[test]
fn what_is_worked_out_otherwise_is_kept_and_a_note_is_no_name() {
    let pasted = |type_id: &str, field: &str, text: &str| {
        let mut play = Play::report(type_id, 100, 40);
        play.walk(field).paste(text);
        rows_here(&play)
    };
    let head = "Tên chỉ tiêu\tĐơn vị tính\tKế hoạch\tThực hiện trong kỳ\tCùng kỳ năm trước\tTăng so với cùng kỳ";
    let rows = pasted(
        "tre-em-dinh-ky",
        "chi_tieu",
        &format!("{head}\nSố trẻ A\ttrẻ\t100\t90\t80\t25\nSố trẻ B\ttrẻ\t100\t90\t80\t10"),
    );
    assert_eq!(rows[0][0], "Số trẻ A Tăng so với cùng kỳ: 25");
    assert_eq!(rows[1][0], "Số trẻ B");
    let head = "STT\tSố, ký hiệu văn bản\tNgày tháng\tTrích yếu nội dung\tCơ quan ban hành\tGhi chú";
    let rows = pasted(
        "thang-hanh-dong-vi-tre-em",
        "van_ban_chi_dao",
        &format!("{head}\n1\t125/KH-UBND\t15/3/2026\tTriển khai\tUBND tỉnh\tđã gửi"),
    );
    assert_eq!(rows[0][0], "", "{rows:?}");
    assert!(rows[0].iter().any(|cell| cell.contains("Ghi chú: đã gửi")), "{rows:?}");
    let rows = pasted(
        "thang-hanh-dong-vi-tre-em",
        "clb",
        "STT\tTên\tNơi hoạt động\tSố thành viên\tGhi chú\n3\t\tTrường\t20\t",
    );
    assert!(rows[0][0].contains("Số thành viên: 20") || rows[0][1].contains("Số thành viên: 20"), "{rows:?}");
}
