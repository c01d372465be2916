//! A report for another period, begun from an earlier one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use baocao::report::answers::{Answer, Answers, Entry, EntryPath, field_at};
use baocao::report::definition::Definition;
use baocao::report::field::{Carry, Kind, Shape};
use baocao::session::focus::Focus;
use baocao::store::answers_file::AnswersFile;
use baocao::store::built_in::{BUILT_IN, EXAMPLES};
use baocao::store::library::Library;
use ratatui::style::Modifier;

use crate::play::{ACTION_MONTH, Play, TODAY};

/// A play with one report in the list, the example of a type.
fn with_example(type_id: &str) -> Play {
    let mut play = Play::new(80, 24).with_office();
    let (_, text) = EXAMPLES.iter().find(|(name, _)| *name == format!("{type_id}.toml")).expect("an example");
    let path = play.program().context.workspace.folders.reports().join(format!("{type_id}-2026.toml"));
    fs::write(path, text).expect("written");
    play.list_reports();
    play
}

fn copied(type_id: &str) -> Play {
    let mut play = with_example(type_id);
    play.keys("<home>c").sees("Báo cáo mới, tệp");
    play
}

fn entries(answer: &Answer) -> Vec<(Option<usize>, Option<usize>, &Entry)> {
    match answer {
        Answer::One(entry) => vec![(None, None, entry)],
        Answer::Group(row) => row.iter().enumerate().map(|(column, entry)| (None, Some(column), entry)).collect(),
        Answer::Rows(rows) => {
            let cells = |(row, cells): (usize, &'_ Vec<Entry>)| (0..cells.len()).map(move |column| (row, column));
            let at = rows.iter().enumerate().flat_map(cells).collect::<Vec<_>>();
            at.into_iter().map(|(row, column)| (Some(row), Some(column), &rows[row][column])).collect()
        }
    }
}

/// Everything that an answers file says, read by the library.
fn read(text: &str) -> (Definition, Answers) {
    let opened = AnswersFile::open(text, &Library::new(None), TODAY.year()).expect("opens");
    (opened.definition, opened.answers)
}

#[test]
fn every_field_of_every_type_is_copied_or_shown_or_left_as_its_type_says() {
    for of_type in BUILT_IN {
        let play = copied(of_type.id);
        let (_, text) = EXAMPLES.iter().find(|(name, _)| *name == format!("{}.toml", of_type.id)).expect("an example");
        let (definition, old) = read(text);
        let session = play.session();
        let copy = &session.answers;
        let mut seen = BTreeMap::new();
        let mut by_hand = BTreeSet::new();
        for (id, field) in definition.fields.with_ids() {
            if definition.period == Some(id) || !field.is_typed() {
                continue;
            }
            for (row, column, was) in entries(old.answer(id)) {
                let path = EntryPath { field: id, row, column };
                let at = field_at(&definition, path).expect("a field");
                if was.raw.is_empty() || !at.is_typed() {
                    continue;
                }
                let word = if column.is_some() { field.carry.max(at.carry) } else { field.carry };
                let name = format!("{}: {} {path:?}", of_type.id, field.id);
                *seen.entry(format!("{word:?}")).or_insert(0) += 1;
                match word {
                    Carry::Copy => {
                        assert_eq!(copy.raw(path), was.raw, "{name}");
                        assert!(copy.is_unconfirmed(id), "{name}");
                    }
                    Carry::Show if copy.raw(path).is_empty() => {
                        let previous = copy.previous.as_ref().expect("what is shown");
                        assert_eq!(previous.raw(path), was.raw, "{name}");
                    }
                    // What follows the period, and what the office profile says.
                    // What would follow and was written by hand is that of the new year, and asked about.
                    Carry::Show if copy.is_unconfirmed(id) => {
                        assert!(
                            field.prefill.is_some() && matches!(field.kind, Kind::Text | Kind::DateRange),
                            "{name}"
                        );
                        assert_ne!(copy.raw(path), was.raw, "{name}");
                        by_hand.insert(field.id.clone());
                    }
                    Carry::Show => assert!(field.prefill.is_some(), "{name}"),
                    Carry::Never => {
                        assert!(copy.raw(path).is_empty() || copy.raw(path) != was.raw, "{name}");
                        let previous = copy.previous.as_ref().expect("what is shown");
                        assert_eq!(previous.raw(path), "", "{name}");
                    }
                }
            }
            if field.shape() == Shape::Rows && field.carry != Carry::Never {
                assert_eq!(copy.rows(id).len(), old.rows(id).len(), "{}", field.id);
            }
        }
        assert_eq!(seen.len(), 3, "{seen:?}");
        // "9 tháng đầu năm 2026", where the year alone would be said.
        assert_eq!(by_hand.contains("ky_bao_cao"), of_type.id == "bao-cao-chung", "{by_hand:?}");
        assert!(copy.edited.is_empty());
    }
}

#[test]
fn what_would_follow_from_the_period_and_was_written_by_hand_is_that_of_the_new_year() {
    for (type_id, was, id, is) in [
        ("bao-cao-chung", "ky_bao_cao = \"9 tháng đầu năm 2026\"", "ky_bao_cao", "9 tháng đầu năm 2027"),
        (ACTION_MONTH, "thoi_gian = { start = 2026-05-15, end = 2026-06-30 }", "thoi_gian", "15/5/2027 - 30/6/2027"),
    ] {
        let mut play = with_example(type_id);
        let path = play.program().context.workspace.folders.reports().join(format!("{type_id}-2026.toml"));
        let text = fs::read_to_string(&path).expect("the report");
        let own = text.lines().find(|line| line.starts_with(id)).expect("an answer");
        fs::write(&path, text.replace(own, was)).expect("written");
        play.list_reports();
        play.keys("<home>c");
        assert_eq!(play.answer(id), is);
        let session = play.session();
        assert!(session.answers.is_unconfirmed(session.definition.field(id).expect("a field")), "{id}");
    }
}

/// The four that went out with the report of the year after.
#[test]
fn number_date_letter_and_theme_never_come_along_and_the_document_says_nothing_of_last_year() {
    for (type_id, year) in [(ACTION_MONTH, "2027"), ("tre-em-dinh-ky", "2026"), ("bao-cao-chung", "2027")] {
        let mut play = with_example(type_id);
        let path = play.program().context.workspace.folders.reports().join(format!("{type_id}-2026.toml"));
        let text = fs::read_to_string(&path).expect("the report");
        if !text.contains("so_van_ban") {
            let issued = "\n[answers]\nso_van_ban = 125\nngay_ban_hanh = 2026-07-05\n";
            fs::write(&path, text.replace("\n[answers]\n", issued)).expect("written");
        }
        play.list_reports();
        play.keys("<home>c");
        let copy = play.session();
        assert_eq!(play.answer("so_van_ban"), "");
        assert_eq!(play.answer("ngay_ban_hanh"), "");
        let letter = copy.definition.field("van_ban_yeu_cau").expect("a field");
        assert!(copy.answers.answer(letter).is_blank(), "{type_id}");
        assert!(play.answer("trich_yeu").contains(year), "{type_id}: {}", play.answer("trich_yeu"));
        if type_id == ACTION_MONTH {
            assert_eq!(play.answer("chu_de"), "");
        }
    }
}

#[test]
fn a_copy_opens_at_its_period_and_nothing_is_official_until_it_is_confirmed() {
    let mut play = copied(ACTION_MONTH);
    assert_eq!(play.field(), "nam");
    assert_eq!(play.raw(), "2027");
    play.sees(">~ Năm");
    play.keys("<c-o><enter>").sees("chưa xác nhận (~)").sees("Ctrl-N: tới chỗ");
    play.keys("<esc>");
    // Enter confirms one, Ctrl-X a page, and Ctrl-N goes to what is left.
    play.keys("<c-g><home><enter><enter>").lacks("~ Năm");
    play.keys("<c-n>");
    let waits = |play: &Play| {
        let session = play.session();
        let unconfirmed = &session.diagnostics;
        unconfirmed.iter().filter(|found| found.severity == baocao::check::Severity::Unconfirmed).count()
    };
    let before = waits(&play);
    assert!(before > 10, "{before}");
    for _ in 0..60 {
        if waits(&play) == 0 {
            break;
        }
        let field = play.session().focus.field();
        if play.session().answers.is_unconfirmed(field) {
            play.keys("<c-x>").sees("Đã xác nhận cả trang");
        }
        play.keys("<c-n>");
    }
    assert_eq!(waits(&play), 0);
    play.keys("<c-x>").sees("Trang này không có gì chờ xác nhận");
    // What is left is missing; a draft goes out in any case.
    play.keys("<c-o><enter>").sees("chỗ thiếu, sai hoặc mâu thuẫn").lacks("chưa xác nhận");
    play.keys("2").sees("Đã xuất");
}

#[test]
fn figures_and_dates_stand_dim_beside_the_empty_field_until_a_key_takes_them_over() {
    let mut play = copied(ACTION_MONTH);
    play.at("Dân số").sees("2026: 6.420").sees("Phím =: lấy lại như kỳ trước (2026: 6.420).");
    let line = play
        .styled()
        .into_iter()
        .find(|row| row.iter().map(|(letter, _)| letter.as_str()).collect::<String>().contains("2026: 6.420"));
    let cells = line.expect("the line");
    let last = cells.iter().rposition(|(letter, _)| letter == "0").expect("a figure");
    assert!(cells[last].1.add_modifier.contains(Modifier::DIM), "{:?}", cells[last]);
    assert!(!play.document().contains("6.420"));
    play.keys("=").lacks("Phím =: lấy lại");
    assert_eq!(play.answer("dan_so"), "6.420");
    assert!(play.document().contains("6.420"));
    play.keys("<c-z>").sees("2026: 6.420");
    assert_eq!(play.answer("dan_so"), "");
    // Typing has the key for itself wherever something is typed already, and where nothing was.
    play.keys("5").sees("2026: 6.420 (-6.415)");
    play.keys("=");
    assert_eq!(play.answer("dan_so"), "5=");
    play.at("Cơ quan chủ trì").keys("<c-u>=").sees("không có gợi ý để lấy");
    assert_eq!(play.answer("tt_chu_tri"), "", "no answer begins with it");
    // Nor does it end one that came along, where a person goes down the fields with it, or make a row.
    play.at("Đơn vị khám");
    let name = play.raw().to_owned();
    play.keys("=").sees("không có gợi ý để lấy");
    assert_eq!(play.raw(), name);
    play.keys("c=");
    assert_eq!(play.raw(), format!("{name}c="), "a letter behind another");
    play.keys("<c-z><c-z>");
    let rows =
        |play: &Play| play.session().answers.rows(play.session().definition.field("kham").expect("a field")).len();
    let before = rows(&play);
    while !play.form_line().contains("+ Thêm") {
        play.keys("<tab>");
    }
    play.keys("=").sees("không có gợi ý để lấy");
    assert_eq!(rows(&play), before);
    // In a table, of the row of the same names.
    play.at("Lượt trẻ").sees("2026: 180");
    play.keys("=");
    let kham = play.session().definition.field("kham").expect("a field");
    assert_eq!(play.session().answers.raw(EntryPath::cell(kham, 0, 3)), "180");
    // A mark or a stop corrected in its name makes no other row of it.
    play.keys("<c-z>").at("Đơn vị khám").keys("<end>.").at("Lượt trẻ").sees("2026: 180");
    play.keys("=");
    assert!(play.session().answers.is_unconfirmed(kham), "the names are still to be looked at");
    // Yes or no, of which a blank is neither.
    play.at("Có ban hành kế hoạch").sees("2026: Có");
    play.keys("=");
    assert_eq!(play.answer("co_ke_hoach"), "true");
    // All of it is there again after the program was closed.
    let path = play.path();
    let mut play = play.again();
    play.open(path).at("Tổng số trẻ em").sees("2026: 1.986");
}

/// Enter confirms all of a group at once, and says so before; what a document was about is not carried at all.
#[test]
fn a_group_says_that_enter_confirms_all_of_it_and_last_years_subject_stands_only_beside_it() {
    let mut play = copied(ACTION_MONTH);
    let plan = play.session().definition.field("ke_hoach").expect("a field");
    let subject = play.session().definition[plan].column("subject").expect("a part");
    play.at("Có ban hành kế hoạch").keys("=");
    play.walk("ke_hoach").sees("Enter để xác nhận mọi ô của mục này").lacks("Enter ở ô này");
    assert!(!play.session().answers.raw(EntryPath::part(plan, 0)).is_empty());
    assert_eq!(play.session().answers.raw(EntryPath::part(plan, subject)), "");
    play.keys("<enter>");
    assert!(!play.session().answers.is_unconfirmed(plan));
    while play.session().focus.path() != EntryPath::part(plan, subject) {
        play.keys("<tab>");
    }
    play.sees("Phím =: lấy lại như kỳ trước (2026: ");
    play.walk("chu_ky").sees("Enter để xác nhận mọi ô của mục này");
}

/// The figures of last year stay beside a row whose name is corrected, and not beside one that is another.
#[test]
fn a_row_whose_name_is_corrected_keeps_last_years_figures_beside_it() {
    let mut play = copied(ACTION_MONTH);
    play.walk("kham").sees("2026: 180");
    play.keys("<end> 1").sees("2026: 180");
    play.keys("<c-u>Đoàn bác sĩ tình nguyện").lacks("2026: 180");
}

#[test]
fn what_is_typed_in_one_cell_confirms_no_other() {
    let mut play = copied(ACTION_MONTH);
    let kham = play.session().definition.field("kham").expect("a field");
    play.at("Lượt trẻ").keys("<enter>").lacks("Đã xác nhận");
    assert!(play.session().answers.is_unconfirmed(kham), "a blank cell says nothing of the others");
    play.at("Lượt trẻ").keys("120<enter>");
    assert!(play.session().answers.is_unconfirmed(kham));
    play.keys("<enter>");
    assert!(!play.session().answers.is_unconfirmed(kham), "Enter where nothing was just typed");
    play.sees("Đã xác nhận cả bảng, 2 dòng");
}

#[test]
fn the_old_report_may_go_and_an_earlier_program_reads_the_copy() {
    let mut play = copied(ACTION_MONTH);
    play.advance(2000);
    let text = play.file();
    assert!(text.contains("\n[previous]\nnam = \"2026\"\n"), "{text}");
    // No answer is read from what is only shown.
    let (definition, answers) = read(&text);
    let dan_so = definition.field("dan_so").expect("a field");
    assert!(answers.answer(dan_so).is_blank());
    let session = play.session();
    assert_eq!(answers.unconfirmed, session.answers.unconfirmed);
    assert!(answers.previous.is_some() && answers.previous == session.answers.previous, "not as it was");
    // Without the table it is the same report.
    let bare = &text[..text.find("\n# Của báo cáo kỳ trước").expect("the table")];
    let (_, without) = read(bare);
    assert_eq!(without.previous, None);
    for id in definition.fields.ids() {
        let name = &definition[id].id;
        let values =
            |answers: &Answers| entries(answers.answer(id)).iter().map(|(.., e)| e.value.clone()).collect::<Vec<_>>();
        assert!(values(&without) == values(&answers) && values(&answers) == values(&session.answers), "{name}");
    }
}

#[test]
fn a_paragraph_by_hand_stays_with_the_figures_that_it_was_written_about() {
    let mut play = with_example(ACTION_MONTH);
    play.keys("<home><enter>").at("Dân số").keys("<c-p>s").keys("Một câu viết tay, 6.420 người.<esc><esc>");
    assert_eq!(play.session().answers.edited.len(), 1);
    play.keys("<c-t><home>c").sees("1 đoạn viết tay ở lại báo cáo cũ");
    assert!(play.session().answers.edited.is_empty());
    assert!(!play.document().contains("viết tay"));
}

#[test]
fn the_list_of_types_offers_the_reports_to_begin_from() {
    let mut play = with_example(ACTION_MONTH);
    play.choose("Báo cáo mới", "New report");
    play.sees("Từ báo cáo cũ: Tháng hành động vì trẻ em 2026");
    play.keys("từ báo cáo cũ<enter>").sees("Báo cáo mới, tệp");
    assert_eq!((play.field(), play.raw()), ("nam", "2027"));
}

#[test]
fn a_computed_prefill_goes_on_following_after_the_report_is_opened_again() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    play.to("nam").keys("<c-u>2027<tab>").advance(2000);
    assert_eq!(play.answer("thoi_gian"), "01/6 - 30/6/2027");
    let mut play = play.again();
    play.choose("Tháng hành động", "Action Month");
    play.to("nam").keys("<c-u>2028<tab>").advance(2000);
    assert!(play.file().contains("thoi_gian = { start = 2028-06-01, end = 2028-06-30 }"), "{}", play.file());
    assert!(play.answer("trich_yeu").ends_with("2028"));
    // Until somebody types there.
    play.to("thoi_gian").keys("<c-u>02/6 - 30/6/2028<tab>").advance(2000);
    let mut play = play.again();
    play.choose("Tháng hành động", "Action Month");
    play.to("nam").keys("<c-u>2029<tab>").advance(2000);
    assert!(play.file().contains("thoi_gian = { start = 2028-06-02, end = 2028-06-30 }"), "{}", play.file());
}

#[test]
fn a_file_follows_its_period_with_all_that_belongs_to_it() {
    let mut play = copied(ACTION_MONTH);
    let name = |year: &str| format!("{ACTION_MONTH}-{year}.toml");
    let has = |play: &Play, file: &str| play.files().iter().any(|name| name == file);
    assert!(has(&play, &name("2027")) && has(&play, &format!("{}.khoa", name("2027"))));
    play.at("Dân số").keys("7").advance(2000);
    play.to("nam").keys("<c-u>2029");
    play.advance(2000);
    assert!(has(&play, &name("2027")), "not while one types: {:?}", play.files());
    play.keys("<tab>").sees("2029.toml");
    assert!(has(&play, &name("2029")) && has(&play, &format!("{}.khoa", name("2029"))), "{:?}", play.files());
    assert!(play.files().iter().all(|file| !file.contains("2027")), "{:?}", play.files());
    let versions = play.path().parent().expect("a folder").join("ban-cu").join(name("2029"));
    assert!(versions.is_dir());
    play.at("Dân số").keys("8").advance(2000);
    assert!(play.file().contains("dan_so = 78"));
    // Back, by undo too.
    play.keys("<c-z>").to("nam").keys("<c-u>2027<c-t>");
    assert!(has(&play, &name("2027")) && !has(&play, &name("2029")), "{:?}", play.files());
}

/// A program that is killed after a new year was saved, and before its field was left: the file is named after it when the
/// field is left in the next session. One that is killed in the middle of the renaming: the next start finishes it.
#[test]
fn a_file_follows_its_period_after_a_kill_too() {
    let mut play = copied(ACTION_MONTH);
    let name = |year: &str| format!("{ACTION_MONTH}-{year}.toml");
    play.at("Dân số").keys("7").advance(2000);
    play.to("nam").keys("<c-u>2029").advance(2000);
    let folder = play.path().parent().expect("a folder").to_owned();
    let mut play = play.killed();
    assert!(folder.join(name("2027")).exists() && !folder.join(name("2029")).exists());
    play.open(folder.join(name("2027")));
    play.to("nam").keys("<tab>").sees("2029.toml");
    assert!(play.path().ends_with(name("2029")));
    let versions = |year: &str| folder.join("ban-cu").join(name(year));
    assert!(versions("2029").is_dir() && !versions("2027").exists());

    // As it is between two steps of the renaming back: the report has its new name, its versions have not.
    let mut play = play.killed();
    fs::rename(folder.join(name("2029")), folder.join(name("2027"))).expect("renamed");
    let lock = folder.join(format!("{}.khoa", name("2029")));
    fs::write(&lock, format!("process = 77\nrenamed_to = \"{}\"\n", name("2027"))).expect("written");
    play.list_reports();
    assert!(versions("2027").is_dir() && !versions("2029").exists() && !lock.exists(), "{:?}", play.files());
    play.open(folder.join(name("2027")));
    play.keys("<f7>").sees("Các bản cũ");
}

#[test]
fn a_name_of_a_persons_own_stays_and_one_that_is_taken_is_asked_about() {
    let mut play = with_example(ACTION_MONTH);
    let folder = play.program().context.workspace.folders.reports().to_owned();
    fs::rename(folder.join(format!("{ACTION_MONTH}-2026.toml")), folder.join("bao cao của tôi.toml")).expect("renamed");
    play.list_reports();
    play.keys("<home><enter>").to("nam").keys("<c-u>2027<tab>").advance(2000);
    assert!(play.path().ends_with("bao cao của tôi.toml"));
    play.keys("<c-t>");

    let taken = folder.join(format!("{ACTION_MONTH}-2030.toml"));
    fs::write(&taken, "của người khác").expect("written");
    play.program_mut().new_report(ACTION_MONTH);
    play.keys("");
    let before = play.path();
    play.to("nam").keys("<c-u>2030<tab>").sees("Đã có một báo cáo tên");
    play.keys("<esc>").advance(2000);
    assert_eq!(play.path(), before);
    // Once is enough.
    play.to("nam").keys("<tab>").lacks("Đã có một báo cáo tên");
    play.to("nam").keys("<c-u>2031<tab>").lacks("Đã có một báo cáo tên");
    play.to("nam").keys("<c-u>2030<tab>").sees("Đã có một báo cáo tên");
    play.keys("<down><enter>").advance(2000);
    assert!(play.path().ends_with(format!("{ACTION_MONTH}-2030-2.toml")), "{}", play.path().display());
    assert_eq!(fs::read_to_string(taken).expect("there"), "của người khác");
}

#[test]
fn a_text_of_a_former_year_that_nobody_confirmed_says_of_which_years_it_speaks() {
    let mut play = Play::new(120, 40).with_office();
    let path = play.program().context.workspace.folders.reports().join("a.toml");
    let head = "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\nunconfirmed = [\"thuan_loi\", \"dac_diem\", \"can_cu_khac\"]\n";
    let answers = "\n[answers]\ndac_diem = \"Xã có 2025 hộ, 12 thôn, mã 20251.\"\nthuan_loi = [\"Nghị quyết giai đoạn 2021-2025.\", \"Năm 2026 được mùa.\"]\n";
    let cited = "\n[[answers.can_cu_khac]]\nkind = \"Luật\"\ndate = 2016-04-05\nsubject = \"Trẻ em 2016\"\n";
    fs::write(&path, format!("{head}{answers}{cited}")).expect("written");
    play.open(&path);
    play.walk("thuan_loi").sees("CHƯA XÁC NHẬN: Có nhắc năm 2021, 2025. Lấy từ báo cáo cũ.");
    play.walk("can_cu_khac").sees("CHƯA XÁC NHẬN: Lấy từ báo cáo cũ.");
    play.walk("thuan_loi").keys("<enter>").lacks("Có nhắc năm");
}

/// What follows a blank is blank: it comes back with what it follows, in this run and in the next.
#[test]
fn what_is_computed_goes_with_what_it_follows() {
    for is_again in [false, true] {
        let mut play = Play::report("bao-cao-chung", 80, 24);
        play.walk("noi_dung").keys("giảm nghèo<tab>");
        assert_eq!(play.answer("trich_yeu"), "Kết quả thực hiện giảm nghèo năm 2026");
        play.walk("ky_bao_cao").keys("<c-u><tab>");
        assert_eq!(play.answer("trich_yeu"), "");
        play.keys("<c-s>");
        let path = play.path();
        if is_again {
            play = play.again();
            play.open(&path);
        }
        play.walk("ky_bao_cao").keys("quys IV nawm 2026<tab>");
        assert_eq!(play.answer("trich_yeu"), "Kết quả thực hiện giảm nghèo quý IV năm 2026", "{is_again}");
        // What a person wrote is theirs.
        play.walk("trich_yeu").keys("<end> cuar xax<tab>").walk("ky_bao_cao").keys("<c-u><tab>");
        assert_eq!(play.answer("trich_yeu"), "Kết quả thực hiện giảm nghèo quý IV năm 2026 của xã");
    }
    // A step back takes back what followed from it.
    let mut play = Play::report("bao-cao-chung", 80, 24);
    play.walk("noi_dung").keys("x").keys("<c-s>");
    assert_ne!(play.answer("trich_yeu"), "");
    play.keys("<c-z><c-s>");
    assert!(!play.file().contains("trich_yeu ="), "{}", play.file());
}

#[test]
fn a_text_of_a_former_year_that_is_taken_over_is_to_be_confirmed_as_a_copied_one_is() {
    let mut play = Play::new(120, 40).with_office();
    let path = play.program().context.workspace.folders.reports().join("a.toml");
    let head = "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\n";
    let answers = "\n[answers]\n[[answers.so_lieu]]\nchi_tieu = \"Hộ nghèo\"\nso_luong = 46\n";
    let previous = "\n[previous]\nnam = \"2025\"\nten_phu_luc = \"Số liệu giảm nghèo năm 2025\"\ndac_diem = \"Xã có 12 thôn.\"\n\
                    [[previous.so_lieu]]\nchi_tieu = \"Hộ nghèo\"\nghi_chu = \"hơn năm 2024\"\n";
    fs::write(&path, format!("{head}{answers}{previous}")).expect("written");
    play.open(&path);
    let marked = "CHƯA XÁC NHẬN: Có nhắc năm 2025. Lấy từ báo cáo cũ.";
    play.walk("ten_phu_luc").sees("2025: Số liệu giảm nghèo năm 2025").lacks("CHƯA XÁC NHẬN");
    play.keys("=").sees(marked).sees(">~ Tên phụ lục");
    play.advance(2000);
    assert!(play.file().contains("unconfirmed = [\"ten_phu_luc\"]"), "{}", play.file());
    // It is one step, and comes back with it.
    play.keys("<c-z>").sees("2025: Số liệu giảm nghèo năm 2025").lacks(marked);
    play.keys("<c-y>").sees(marked);
    play.keys("<enter>").walk("ten_phu_luc").lacks("CHƯA XÁC NHẬN");
    // So it is where it was typed over, and what names no year is taken as it was.
    play.keys("<c-u>=").sees(marked);
    play.keys("<bs>6").lacks("CHƯA XÁC NHẬN");
    play.walk("dac_diem").keys("=").lacks("CHƯA XÁC NHẬN");
    // In a table it is the table that is to be confirmed.
    play.walk("so_lieu");
    while !play.line().contains("Ghi chú") {
        play.keys("<tab>");
    }
    play.keys("=").sees("CHƯA XÁC NHẬN: Có nhắc năm 2024.");
}

#[test]
fn a_cited_document_that_is_taken_over_prints_as_it_did() {
    let mut play = Play::new(100, 30).with_office();
    let path = play.program().context.workspace.folders.reports().join("a.toml");
    let head = "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\n\n[answers]\n";
    let cited = [
        "kind = \"Luật\"\ndate = 2016-04-05\nsubject = \"Trẻ em\"",
        "kind = \"Luật\"\nsubject = \"Phòng, chống thiên tai năm 2013\"",
        "kind = \"Bộ luật\"\nsubject = \"Lao động\"\ndate = 2019-11-20",
        "kind = \"Kế hoạch\"\nnumber = \"15\"\nsymbol = \"KH-UBND\"\ndate = 2026-05-12\nissuer = \"Sở Y tế\"\nsubject = \"Triển khai\"",
        "kind = \"Nghị quyết\"\nnumber = \"04\"\nsymbol = \"NQ/TU\"\ndate = 2021-05-09\nissuer = \"Tỉnh ủy\"\nsubject = \"V/v phát triển\"",
    ];
    let cited = cited.map(|row| format!("\n[[answers.can_cu_khac]]\n{row}\n")).concat();
    fs::write(&path, format!("{head}{cited}")).expect("written");
    let bases = |play: &Play| {
        let document = play.document();
        document.lines().filter(|line| line.starts_with("Căn cứ")).map(str::to_owned).collect::<Vec<_>>()
    };
    play.open(&path);
    let before = bases(&play);
    assert_eq!(before[0], "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;");
    assert_eq!(before.len(), 5);
    let mut play = play.again();
    play.list_reports();
    play.keys("<home>c").sees("Báo cáo mới, tệp");
    play.walk("can_cu_khac");
    for _ in 0..40 {
        let Focus::Entry(path) = play.session().focus else { break };
        if play.session().answers.raw(path).is_empty() {
            play.keys("=");
        }
        play.keys("<tab>");
    }
    assert_eq!(bases(&play), before);
    // The years of cited documents are no former years of the report.
    play.lacks("Có nhắc năm");
}

/// A theme that nobody chose goes with its year.
#[test]
fn a_theme_that_followed_the_year_does_not_stay_when_another_year_has_none() {
    let mut play = Play::report(ACTION_MONTH, 80, 24);
    for (year, theme) in [("2025", "2025"), ("2031", ""), ("2024", "2024"), ("20", "2024")] {
        play.walk("nam").keys("<c-u>").keys(year).keys("<tab>").advance(2000);
        assert_eq!(play.answer("chu_de"), theme, "{year}");
    }
    // One that was chosen stays, and is told.
    play.walk("nam").keys("<c-u>2024<tab>").walk("chu_de").keys("<c-u>Vì trẻ em<tab>");
    play.walk("nam").keys("<c-u>2025<tab>").advance(2000);
    assert_eq!(play.answer("chu_de"), "Vì trẻ em");
}
