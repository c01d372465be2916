//! The built-in report types are without mistakes, and their examples hold.

use std::fs;

use baocao::check::{Diagnostic, Severity, check};
use baocao::document::compose::compose;
use baocao::document::{Block, Role, Run, RunKind};
use baocao::report::answers::{Answer, Answers, EntryPath, field_at};
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::report::field::options;
use baocao::report::field::{Kind, Shape};
use baocao::text::language::Language;

use crate::sample::{TYPES, built_in, document, findings, lines, open, today};

#[test]
fn the_examples_give_the_text_that_they_promise() {
    for name in TYPES {
        let definition = built_in(name);
        for example in &definition.examples {
            let answers = open(&definition, &example.answers);
            let found = lines(&document(&definition, &answers));
            let place = format!("{name}.examples.toml:{} “{}”", example.line, example.name);
            holds_in_order(&place, &found, example.expect.iter().map(AsRef::as_ref));
            for text in &example.reject {
                assert!(
                    !found.iter().any(|line| line.contains(&**text)),
                    "{place}: “{text}” stands in\n{}",
                    found.join("\n")
                );
            }
        }
    }
}

/// What must not be in a text, however many of its answers are missing, zero or not counted.
const BLEMISHES: [&str; 13] = ["  ", " ,", " .", " ;", " :", " )", "( ", "()", "[]", ",,", ";;", ",.", ";."];

#[test]
fn whatever_is_missing_leaves_no_blemish_in_the_text() {
    let sample = include_str!("../config/examples/thang-hanh-dong-vi-tre-em.toml");
    let mut chance = Chance(7);
    for name in TYPES {
        let definition = built_in(name);
        let examples = definition.examples.iter().map(|e| e.answers.as_ref());
        for text in examples.chain((name == "thang-hanh-dong-vi-tre-em").then_some(sample)) {
            let full = open(&definition, text);
            for _ in 0..150 {
                let answers = spoilt(&definition, &full, &mut chance);
                let evaluation = Evaluation::of(&definition, &answers, today());
                let document = compose(&definition, &answers, &evaluation);
                // What is said by half is told, where the answer lacks.
                let found = check(&definition, &answers, &evaluation, &document, Language::Vi);
                for block in document.blocks() {
                    let lacks =
                        block.all_runs().filter(|run| run.kind == RunKind::Missing).filter_map(|run| run.origin);
                    for path in lacks {
                        let is_told = |d: &Diagnostic| d.path.field == path.field && d.severity <= Severity::Missing;
                        assert!(found.iter().any(is_told), "{name}: “{}” lacks {path:?}", block.text());
                    }
                }
                // The number and the date of issue are gaps on purpose.
                let blocks = document.blocks().filter(|b| !matches!(b.role, Role::Number | Role::PlaceDate));
                for text in blocks.flat_map(texts) {
                    let found = BLEMISHES.iter().find(|blemish| text.contains(*blemish));
                    assert!(found.is_none(), "{name}: {found:?} in “{text}”");
                    assert!(text == text.trim(), "{name}: a space at an end of “{text}”");
                }
            }
        }
    }
}

/// The text of a block, or of each cell of its table.
fn texts(block: &Block) -> Vec<String> {
    let cell = |runs: &Vec<Run>| runs.iter().map(|r| r.text.as_str()).collect();
    match &block.table {
        Some(table) => table.rows.iter().flatten().map(cell).collect(),
        None => vec![block.text()],
    }
}

/// The answers with some of them blank, zero, not counted or chosen otherwise.
pub fn spoilt(definition: &Definition, full: &Answers, chance: &mut Chance) -> Answers {
    let mut answers = full.clone();
    for field in definition.fields.ids() {
        let rows = answers.rows(field).to_vec();
        if !rows.is_empty() && chance.one_in(4) {
            let kept = rows.into_iter().filter(|_| chance.one_in(2)).collect();
            answers.replace(field, Answer::Rows(kept));
        }
    }
    for path in Evaluation::of(definition, &answers, today()).entries().map(|entry| entry.path) {
        let Some(field) = field_at(definition, path).filter(|f| f.is_typed()) else { continue };
        let raw = match &field.kind {
            Kind::Number { .. } if chance.one_in(6) => "0".to_owned(),
            Kind::Number { .. } if chance.one_in(6) => "-".to_owned(),
            Kind::Ratio { .. } if chance.one_in(6) => "0/0".to_owned(),
            Kind::Money if chance.one_in(6) => "0".to_owned(),
            Kind::YesNo if chance.one_in(4) => chance.one_in(2).to_string(),
            Kind::Choice(options) if chance.one_in(4) && !options.list.is_empty() => {
                options.list[chance.below(options.list.len())].id.clone()
            }
            _ if chance.one_in(4) => String::new(),
            _ => continue,
        };
        answers.set(definition, path, raw);
    }
    answers
}

/// Chance that falls the same way in every run (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) >> 33).unwrap_or(0) % n
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// Each text stands in a line, and none before the one that stands before it.
fn holds_in_order<'a>(place: &str, lines: &[String], expect: impl Iterator<Item = &'a str>) {
    let mut at = 0;
    for text in expect {
        let found = lines.iter().skip(at).position(|line| line.contains(text));
        let whole = lines.join("\n");
        at += found.unwrap_or_else(|| panic!("{place}: no “{text}” from line {} on in\n{whole}", at + 1));
    }
}

#[test]
fn labels_fit_their_column_and_every_text_is_in_both_languages() {
    for name in TYPES {
        let definition = built_in(name);
        for field in definition.fields.iter().flat_map(|f| std::iter::once(f).chain(&f.columns)).filter(|f| !f.hidden) {
            let id = &field.id;
            assert!(field.label.vi.chars().count() <= 34, "{name}: the label of {id} is too long");
            assert!(!field.label.en.is_empty(), "{name}: {id} has no label_en");
            assert_eq!(
                field.hint.vi.is_empty(),
                field.hint.en.is_empty(),
                "{name}: {id} has a hint in one language only"
            );
            // The year's themes are quoted, and the paragraphs of the report are called by their own names.
            let quoted = ["chu_de", "doan"].contains(&id.as_ref());
            for option in options(field).filter(|_| !quoted).iter().flat_map(|options| &options.list) {
                assert!(!option.label.en.is_empty(), "{name}: {id} has no label_en for {}", option.id);
            }
            for constraint in &field.constraints {
                assert!(!constraint.message.en.is_empty(), "{name}: {id} has no constraint_message_en");
            }
        }
        for rule in &definition.rules {
            assert!(!rule.message.en.is_empty(), "{name}: a rule {} has no message_en", rule.code);
        }
    }
}

#[test]
fn the_report_of_2021_has_all_its_facts_in_their_order() {
    let definition = built_in("thang-hanh-dong-vi-tre-em");
    let answers = open(&definition, include_str!("data/bao-cao-2021.toml"));
    let found = lines(&document(&definition, &answers));
    let expect = include_str!("data/bao-cao-2021.expect.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    holds_in_order("bao-cao-2021.toml", &found, expect);
    assert_eq!(findings(&definition, &answers), [], "the facts agree with each other");
}

/// An answer that contradicts the first example of a type (or the filled sample), and the rule
/// that notices: type, field, row, column, what is typed, code.
type Contradiction = (&'static str, &'static str, Option<(usize, &'static str)>, &'static str, &'static str);

const CONTRADICTIONS: [Contradiction; 23] = [
    ("thang-hanh-dong-vi-tre-em", "don_vi_co_ke_hoach", None, "7/9", "Q01"),
    ("thang-hanh-dong-vi-tre-em", "ngay_ban_hanh", None, "1/5/2026", "Q02"),
    ("thang-hanh-dong-vi-tre-em", "le_ngay", None, "1/8/2026", "Q02"),
    ("thang-hanh-dong-vi-tre-em", "thoi_gian", None, "1/6/2025 - 30/6/2025", "Q03"),
    ("thang-hanh-dong-vi-tre-em", "kham", Some((1, "ngay")), "10/6/2025", "Q03"),
    ("thang-hanh-dong-vi-tre-em", "tre_mo_coi", None, "38", "Q04"),
    ("thang-hanh-dong-vi-tre-em", "day_boi", Some((0, "biet_boi")), "80", "Q04"),
    ("thang-hanh-dong-vi-tre-em", "phat_hien", Some((0, "so_ca")), "900", "Q04"),
    ("thang-hanh-dong-vi-tre-em", "qua", Some((0, "don_gia")), "600.000", "Q05"),
    ("thang-hanh-dong-vi-tre-em", "tong_gia_tri", None, "40 triệu", "Q05"),
    ("thang-hanh-dong-vi-tre-em", "tong_tre_ho_tro", None, "60", "Q05"),
    ("thang-hanh-dong-vi-tre-em", "tong_tre_ho_tro", None, "70", "Q05"),
    ("thang-hanh-dong-vi-tre-em", "qua", Some((0, "so_tre")), "40", "Q05"),
    ("thang-hanh-dong-vi-tre-em", "tiem_chung", None, "5/0", "Q06"),
    ("thang-hanh-dong-vi-tre-em", "co_le", None, "khong", "Q07"),
    ("thang-hanh-dong-vi-tre-em", "han_che", None, "Không", "Q07"),
    ("thang-hanh-dong-vi-tre-em", "kinh_gui", None, "", "Q12"),
    ("thang-hanh-dong-vi-tre-em", "qua", Some((2, "so_tre")), "6", "Q19"),
    ("tre-em-dinh-ky", "tre_hcdb", None, "45", "Q01"),
    ("tre-em-dinh-ky", "vu_viec", Some((1, "thang")), "7", "Q03"),
    ("tre-em-dinh-ky", "vu_viec", Some((0, "can_thiep")), "2", "Q04"),
    ("tre-em-dinh-ky", "chi_tieu", Some((0, "ke_hoach")), "0", "Q06"),
    ("bao-cao-chung", "ngay_ban_hanh", None, "31/12/2025", "Q03"),
];

#[test]
fn every_contradiction_is_noticed() {
    let sample = include_str!("../config/examples/thang-hanh-dong-vi-tre-em.toml");
    for (name, field, cell, raw, code) in CONTRADICTIONS {
        let definition = built_in(name);
        let text = if name == "thang-hanh-dong-vi-tre-em" { sample } else { &definition.examples[0].answers };
        let mut answers = open(&definition, text);
        let count = |answers: &Answers| findings(&definition, answers).iter().filter(|d| d.code == code).count();
        let before = count(&answers);
        let index = definition.field(field).expect("a field");
        let path = cell.map_or(EntryPath::field(index), |(row, column)| {
            EntryPath::cell(index, row, definition[index].column(column).expect("a column"))
        });
        answers.set(&definition, path, raw.to_owned());
        assert!(count(&answers) > before, "{name}: {code} does not notice {field} = {raw}");
    }
}

/// One's own body may be written with the usual letters for a people's committee.
#[test]
fn a_document_of_ones_own_body_is_no_contradiction_however_it_is_written() {
    let definition = built_in("tre-em-dinh-ky");
    for (issuer, is_own) in [
        ("Ủy ban nhân dân phường Tân Lộc", true),
        ("UBND phường Tân Lộc", true),
        ("UBND phường", true),
        ("UBND phường Tân An", false),
    ] {
        let answers = open(
            &definition,
            &format!(
                "chu_the = \"Ủy ban nhân dân phường Tân Lộc\"\nten_rut_gon = \"Ủy ban nhân dân phường\"\n\
                 van_ban_chi_dao = [{{ kind = \"Kế hoạch\", issuer = \"{issuer}\" }}]"
            ),
        );
        let is_told = findings(&definition, &answers).iter().any(|found| found.message.contains("cơ quan khác"));
        assert_eq!(is_told, !is_own, "{issuer}");
    }
}

/// What stands where it can hardly be meant is asked about.
#[test]
fn an_amount_without_its_multiple_and_a_percentage_without_its_unit_are_asked_about() {
    let asked = |answers: &Answers, definition: &Definition, path: EntryPath, words: &str| {
        findings(definition, answers).iter().any(|found| found.path == path && found.message.contains(words))
    };
    let definition = built_in("thang-hanh-dong-vi-tre-em");
    let mut answers = open(&definition, include_str!("../config/examples/thang-hanh-dong-vi-tre-em.toml"));
    let path = EntryPath::field(definition.field("tong_gia_tri").expect("a field"));
    for (raw, is_asked) in [("300", true), ("999 đồng", true), ("0", false), ("1.000", false), ("300 triệu", false)]
    {
        answers.set(&definition, path, raw.to_owned());
        assert_eq!(asked(&answers, &definition, path, "gõ cả đơn vị"), is_asked, "{raw}");
    }
    let definition = built_in("tre-em-dinh-ky");
    let mut answers = open(&definition, &definition.examples[0].answers);
    let table = definition.field("chi_tieu").expect("a field");
    let cell = |id: &str| EntryPath::cell(table, 0, definition[table].column(id).expect("a column"));
    for (name, unit, raw, is_asked) in [
        ("Trẻ em được trợ giúp", "trẻ em", "95%", true),
        ("Trẻ em được trợ giúp", "%", "95%", false),
        ("Tỷ lệ trẻ em được trợ giúp", "", "97,8%", false),
        ("Trẻ em được trợ giúp", "trẻ em", "95", false),
    ] {
        for (id, raw) in [("ten", name), ("don_vi", unit), ("thuc_hien", raw)] {
            answers.set(&definition, cell(id), raw.to_owned());
        }
        assert_eq!(asked(&answers, &definition, cell("thuc_hien"), "không tính bằng %"), is_asked, "{unit}: {raw}");
    }
}

/// A ward's report must not say "địa bàn xã".
#[test]
fn an_area_that_the_issuer_is_not_of_is_asked_about() {
    let definition = built_in("tre-em-dinh-ky");
    let field = |id: &str| EntryPath::field(definition.field(id).expect("a field"));
    for (above, issuer, area, is_asked) in [
        ("", "Ủy ban nhân dân\nphường Bờ Y", "", true),
        ("", "Ủy ban nhân dân\nphường Bờ Y", "phường", false),
        ("Ủy ban nhân dân đặc khu Lý Sơn", "Phòng Văn hóa - Xã hội", "xã", true),
        ("Ủy ban nhân dân đặc khu Lý Sơn", "Phòng Văn hóa - Xã hội", "đặc khu", false),
        ("", "Ủy ban nhân dân\nxã Bờ Y", "", false),
    ] {
        let mut answers = open(&definition, &definition.examples[0].answers);
        for (id, raw) in
            [("cap_don_vi", "xa"), ("co_quan_chu_quan", above), ("co_quan_ban_hanh", issuer), ("dia_ban", area)]
        {
            answers.set(&definition, field(id), raw.to_owned());
        }
        let found = findings(&definition, &answers);
        assert_eq!(found.iter().any(|found| found.message.contains("Gọi địa bàn là")), is_asked, "{issuer}: {found:?}");
    }
}

/// A total may stand for rows whose own count is not there.
#[test]
fn more_children_than_the_rows_count_are_no_contradiction_while_a_row_has_no_count() {
    let definition = built_in("thang-hanh-dong-vi-tre-em");
    let sample = include_str!("../config/examples/thang-hanh-dong-vi-tre-em.toml");
    let gifts = definition.field("qua").expect("a field");
    let children = definition[gifts].column("so_tre").expect("a column");
    for not_counted in ["", "-"] {
        let mut answers = open(&definition, sample);
        answers.set(&definition, EntryPath::cell(gifts, 2, children), not_counted.to_owned());
        let found = findings(&definition, &answers);
        assert!(found.iter().all(|found| found.code != "Q05"), "{not_counted:?}: {found:?}");
    }
}

/// What is needed and stands in no sentence: it decides between words, or its row is as if it were not there.
const UNSAID: [&str; 10] = [
    "cap_don_vi",
    "loai_chu_the",
    "chu_ky.form",
    "nam",
    "cuoc_chu.doan",
    "cuoc_chu.noi_dung",
    "noi_nhan.name",
    "danh_sach_don_vi.ten",
    // An office's own documents are cited without it.
    "ke_hoach.issuer",
    "van_ban_chi_dao.issuer",
];

/// A needed answer that is taken away leaves a gap that leads to it, in its sentence.
#[test]
fn what_is_needed_and_not_there_leaves_a_gap_in_its_place() {
    for name in &TYPES[..3] {
        let definition = built_in(name);
        let sample = format!("{}/config/examples/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let whole = open(&definition, &fs::read_to_string(sample).expect("a sample"));
        let evaluation = Evaluation::of(&definition, &whole, today());
        let entries = evaluation.entries().map(|entry| entry.path);
        let mut silent = Vec::new();
        for path in entries {
            let mut answers = whole.clone();
            answers.set(&definition, path, String::new());
            let lacks = |told: &Diagnostic| told.severity == Severity::Missing && told.path == path;
            if !findings(&definition, &answers).iter().any(lacks) {
                continue;
            }
            let document = document(&definition, &answers);
            let leads = |run: &Run| run.kind == RunKind::Missing && run.origin == Some(path);
            if !document.blocks().any(|block| block.all_runs().any(leads)) {
                let field = &definition[path.field];
                let column = path.column.map_or(String::new(), |column| format!(".{}", field.columns[column].id));
                silent.push(format!("{}{column}", field.id));
            }
        }
        silent.retain(|entry| !UNSAID.contains(&entry.as_str()));
        assert_eq!(silent, Vec::<String>::new(), "{name}");
    }
}

/// A document of which only the kind was chosen is begun: its sentence shows all that is still needed.
#[test]
fn a_citation_that_is_begun_shows_each_part_that_lacks() {
    let definition = built_in("bao-cao-chung");
    let answers = open(&definition, "van_ban_yeu_cau = { kind = \"Công văn\" }");
    let lead = "Thực hiện Công văn số [thiếu: số]/[thiếu: ký hiệu] [thiếu: ngày] của [thiếu: cơ quan ban hành] về việc [thiếu: trích yếu], ";
    let found = lines(&document(&definition, &answers));
    assert!(found.iter().any(|line| line.starts_with(lead)), "{found:#?}");
}

/// A rule that asks for more does not call wrong what is only not there yet.
#[test]
fn what_a_rule_asks_for_is_missing_until_it_is_answered() {
    let definition = built_in("thang-hanh-dong-vi-tre-em");
    let mut answers = open(&definition, include_str!("../config/examples/thang-hanh-dong-vi-tre-em.toml"));
    let mut set = |field: &str, raw: &str| -> Vec<(Severity, String)> {
        let path = EntryPath::field(definition.field(field).expect("a field"));
        answers.set(&definition, path, raw.to_owned());
        let found = findings(&definition, &answers);
        found.into_iter().filter(|d| !d.code.starts_with('D')).map(|d| (d.severity, d.code.into_owned())).collect()
    };
    let missing = |code: &str| (Severity::Missing, code.to_owned());
    assert_eq!(set("co_le", "khong"), [missing("Q07")]);
    assert_eq!(set("kinh_gui", ""), [missing("Q07"), missing("Q12")]);
    assert_eq!(set("ly_do_chi_tiet", "dịch Covid-19"), [missing("Q12")], "the reason in detail is a reason");
    assert_eq!(set("kinh_gui", "Sở Y tế"), []);
    // An answer that is required as well is told once, with the words of the rule.
    set("kinh_gui", "");
    let mut places: Vec<EntryPath> = findings(&definition, &answers).iter().map(|d| d.path).collect();
    let told = places.len();
    places.dedup();
    assert_eq!(places.len(), told);
}

/// Whoever has not come to a question has not contradicted anything.
#[test]
fn what_is_blank_is_never_wrong() {
    let sample = include_str!("../config/examples/thang-hanh-dong-vi-tre-em.toml");
    let mut wrong = Vec::new();
    for name in TYPES {
        let definition = built_in(name);
        let errors = |answers: &Answers| {
            let found = findings(&definition, answers).into_iter().filter(|d| d.severity == Severity::Error);
            found.map(|d| (d.code, d.message)).collect::<Vec<_>>()
        };
        let examples = definition.examples.iter().map(|e| e.answers.as_ref());
        for text in examples.chain((name == "thang-hanh-dong-vi-tre-em").then_some(sample)) {
            let full = open(&definition, text);
            let before = errors(&full);
            let mut look = |what: String, answers: &Answers| {
                let more = errors(answers).into_iter().filter(|error| !before.contains(error));
                wrong.extend(more.map(|(code, message)| format!("{name}: {what}: {code} {message}")));
            };
            for path in Evaluation::of(&definition, &full, today()).entries().map(|entry| entry.path) {
                let mut answers = full.clone();
                answers.set(&definition, path, String::new());
                look(format!("without {}", field_at(&definition, path).map_or("", |f| f.id.as_str())), &answers);
            }
            for (index, field) in definition.fields.with_ids().filter(|(_, f)| f.shape() == Shape::Rows) {
                let mut answers = full.clone();
                let mut rows = full.rows(index).to_vec();
                rows.push(Answers::blank_row(&definition, index));
                answers.replace(index, Answer::Rows(rows));
                look(format!("with a blank row of {}", field.id), &answers);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_filled_sample_lacks_exactly_two_answers() {
    let definition = built_in("thang-hanh-dong-vi-tre-em");
    let answers = open(&definition, include_str!("../config/examples/thang-hanh-dong-vi-tre-em.toml"));
    let found = findings(&definition, &answers);
    let missing = found.iter().filter(|d| d.severity == Severity::Missing).count();
    assert_eq!((missing, found.len()), (2, 2), "{found:#?}");
}

/// The other examples are whole: nothing lacks in them, nothing is worth a second look.
#[test]
fn the_other_examples_lack_nothing() {
    let (_, others) = baocao::store::built_in::EXAMPLES.split_first().expect("the sample");
    assert_eq!(others.len(), 2, "one of each type that the sample is not of");
    for (name, text) in others {
        let definition = built_in(name.trim_end_matches(".toml"));
        assert_eq!(findings(&definition, &open(&definition, text)), [], "{name}");
    }
}

/// One line of help and its example fit into the smallest usual screen.
#[test]
fn the_help_of_each_field_fits_on_a_line() {
    use baocao::session::Session;
    use baocao::session::focus::Focus;
    use baocao::text::language::Language;
    use baocao::ui::screens::form::{columns::FormWidth, hint::help_line};
    let library = baocao::store::library::Library::new(None);
    let mut long = Vec::new();
    for id in ["thang-hanh-dong-vi-tre-em", "tre-em-dinh-ky", "bao-cao-chung", "don-vi"] {
        let definition = std::rc::Rc::new(library.load(id).expect("loads"));
        let answers = baocao::report::answers::Answers::new(&definition, 2026);
        for language in [Language::Vi, Language::En] {
            let session = Session::new(definition.clone(), answers.clone(), None, today(), language, false);
            for (index, field) in definition.fields.with_ids() {
                use baocao::report::answers::EntryPath;
                let parts = (0..field.columns.len()).map(|column| EntryPath::part(index, column));
                for path in std::iter::once(EntryPath::field(index)).chain(parts) {
                    let line = help_line(&session, Focus::Entry(path), FormWidth { columns: 80, language }, 80);
                    let columns = line.chars().count();
                    if columns > 78 {
                        long.push(format!("{id} {} {:?}: {columns} {line}", field.id, path.column));
                    }
                }
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// What `baocao types check` says of the types that it comes with: nothing.
#[test]
fn the_check_for_authors_finds_nothing_in_the_built_in_types() {
    use baocao::store::built_in::{BUILT_IN, OFFICE};
    use baocao::store::library::Library;
    let library = Library::new(None);
    for own in BUILT_IN.iter().chain([&OFFICE]) {
        let found = baocao::cli::types::check(&library, own.files(), today());
        let told: Vec<String> =
            found.iter().map(|m| m.display(baocao::text::language::Language::Vi).to_string()).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }
}
