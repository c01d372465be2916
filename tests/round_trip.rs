//! What the program writes comes back: export, import, export.

use std::slice::from_ref;

use baocao::document::compose::compose;
use baocao::document::{Block, Document};
use baocao::export::{ExportOptions, FormatName, export};
use baocao::import::{Imported, import, paragraphs};
use baocao::report::answers::{Answer, Answers, Entry, EntryPath};
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::report::field::{Field, Kind};
use baocao::report::ids::FieldId;
use baocao::report::value::{Chosen, Value};
use baocao::store::answers_file::AnswersFile;
use baocao::store::library::Library;

use crate::filled;
use crate::play::TODAY;

/// What cannot come back as it was, and why.
const OTHERWISE: [(&str, &str, &str); 9] = [
    ("mau-thuan", "co_han_che", "“Không có.” under “Có” is one of its contradictions"),
    ("con-trong", "nam", "its subject names another year, too"),
    ("mau-thuan", "nam", "the subject names another year than the period, which is one of its contradictions"),
    ("mau-thuan", "kien_nghi", "“Đề nghị Đề nghị …” is one of its contradictions"),
    ("truong-hoc", "ke_hoach", "the school calls itself otherwise there, and its own plan is printed without its name"),
    ("", "chu_ky", "what is printed is in capitals, and usual posts are printed, too: it is compared as it is printed"),
    ("", "luot_kham", "a sum of rows is said as the total is"),
    ("", "can_cu_khac", "the year of a law stands in its number or its symbol: it is compared as it is printed"),
    ("", "so_0_dau", "whether small numbers have a nought is not asked of an old report"),
];

fn document(definition: &Definition, answers: &Answers) -> Document {
    compose(definition, answers, &Evaluation::of(definition, answers, TODAY))
}

/// What came back otherwise than it was: a value of a field, or a row of which no row had all that it has. What is only
/// text may stand in another field.
fn others(own: &Field, before: &Answers, after: &Answers, field: FieldId) -> Vec<String> {
    let small = |value: &Value| match value {
        Value::Text(text) | Value::Choice(Chosen::Other(text)) => Value::Text(text.to_lowercase()),
        other => other.clone(),
    };
    // The first paragraph of those that are repeated goes by the name of them all, too.
    let is_first = |now: &str, then: &str| [format!("{then}#1"), format!("{then}#1.1")].contains(&now.to_owned());
    let is_same = |now: &Entry, then: &Entry| {
        now.value == Value::Missing || small(&now.value) == small(&then.value) || is_first(&now.raw, &then.raw)
    };
    let agrees = |row: &[Entry], own: &[Entry]| row.iter().zip(own).all(|(now, then)| is_same(now, then));
    let told = |row: &[Entry]| row.iter().map(|entry| entry.raw.as_str()).collect::<Vec<_>>().join(" | ");
    let is_free = matches!(own.kind, Kind::LongText | Kind::List | Kind::Text);
    match (before.answer(field), after.answer(field)) {
        (Answer::One(then), Answer::One(now)) if !is_free && !agrees(from_ref(now), from_ref(then)) => {
            vec![format!("{} for {}", now.raw, then.raw)]
        }
        (Answer::Group(then), Answer::Group(now)) if !agrees(now, then) => {
            vec![format!("{} for {}", told(now), told(then))]
        }
        (Answer::Rows(then), Answer::Rows(now)) => {
            let strange = now.iter().filter(|row| !then.iter().any(|own| agrees(row, own)));
            strange.map(|row| told(row)).collect()
        }
        _ => Vec::new(),
    }
}

/// A text as it is read, without the capitals, noughts and stops that the program sets.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('\u{a0}', " ");
    let words =
        text.split_whitespace().map(|word| word.trim_matches(['.', ';', ',', ':', '/']).trim_start_matches('0'));
    words.collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a document.
fn texts(document: &Document) -> Vec<String> {
    document.blocks().map(|block| plain(&block.text())).filter(|text| !text.is_empty()).collect()
}

/// Every filled report, in every format that is read: no answer comes back as another, and a second time nothing changes.
#[test]
fn no_answer_of_a_report_of_ours_comes_back_as_another() {
    let library = Library::new(None);
    let mut told = Vec::new();
    for filled in filled::all() {
        let text = std::fs::read_to_string(&filled.path).expect("read");
        let sample = AnswersFile::open(&text, &library, TODAY.year()).expect("opens");
        let definition = &sample.definition;
        let first = document(definition, &sample.answers);
        let back = |document: &Document, format| {
            let bytes = export(document, format, &ExportOptions::default()).expect("written");
            import(definition, &paragraphs(&bytes).expect("read"), TODAY.year())
        };
        for format in [FormatName::Word, FormatName::Markdown, FormatName::Text] {
            let Imported { answers, .. } = back(&first, format);
            for field in definition.fields.ids() {
                let own = &definition[field];
                let excused = OTHERWISE.iter().find(|(name, id, _)| filled.name.contains(name) && own.id == *id);
                if excused.is_none() {
                    let found = others(own, &sample.answers, &answers, field).into_iter();
                    told.extend(
                        found
                            .map(|found| format!("{} {} {format:?}: {}: {found}", filled.type_id, filled.name, own.id)),
                    );
                }
            }
            // What is compared as it is printed.
            let second = document(definition, &answers);
            let printed = |blocks: &[Block]| blocks.iter().map(Block::text).collect::<Vec<_>>().join(" ");
            let is_signed = !printed(&second.signature).contains("[thiếu");
            if is_signed && printed(&first.signature) != printed(&second.signature) {
                told.push(format!("{} {} {format:?}: {}", filled.type_id, filled.name, printed(&second.signature)));
            }
            // A second time it says the same, but for what is handed back.
            let again = back(&second, format);
            let twice = texts(&document(definition, &again.answers));
            for text in texts(&second).iter().filter(|text| !twice.contains(text) && !text.contains("[thiếu")) {
                if !again.rest.iter().any(|rest| plain(rest).contains(text.as_str())) {
                    told.push(format!("{} {} {format:?}: gone the second time: {text}", filled.type_id, filled.name));
                }
            }
        }
    }
    assert!(told.is_empty(), "{} in all\n{}", told.len(), told.join("\n"));
}

/// Sentences of ours that state less than an answer: a total without its rows, a share without its whole.
const STATED_IN_PART: [&str; 9] = [
    "lấy từ nguồn",
    "không phát hiện ca mắc bệnh",
    "chưa kiểm tra",
    "% kế hoạch",
    "so với cùng kỳ năm trước",
    // A document that is cited again by its number alone.
    "Thực hiện Chỉ thị số 09/CT-UBND,",
    "; Kế hoạch số 55/KH-SYT.",
    "xã Suối Lim, ngày",
    // The answer is two places with nothing between them.
    "báo cáo tình hình thủy lợi năm 2026",
];

/// Nothing that a report of ours says is handed back, whatever the format: not its totals, its appendices, or its notes.
#[test]
fn a_report_of_ours_comes_back_without_a_rest() {
    let library = Library::new(None);
    let mut told = Vec::new();
    // What contradicts itself is taken as it can be.
    for filled in
        filled::all().into_iter().filter(|filled| !filled.name.contains("mau-thuan") && !filled.name.contains("lech"))
    {
        let text = std::fs::read_to_string(&filled.path).expect("read");
        let sample = AnswersFile::open(&text, &library, TODAY.year()).expect("opens");
        let first = document(&sample.definition, &sample.answers);
        for format in [FormatName::Word, FormatName::Markdown, FormatName::Text] {
            let bytes = export(&first, format, &ExportOptions::default()).expect("written");
            let back = import(&sample.definition, &paragraphs(&bytes).expect("read"), TODAY.year());
            let is_stated = |text: &&String| {
                !text.contains("[thiếu")
                    && !text.contains("[chưa")
                    && !STATED_IN_PART.iter().any(|part| text.contains(part))
            };
            told.extend(back.rest.iter().filter(is_stated).map(|text| format!("{} {format:?}: {text}", filled.name)));
        }
    }
    assert!(told.is_empty(), "{} in all\n{}", told.len(), told.join("\n"));
}

/// What a draft marks as unclear or as contradicting others was typed all the same: it comes back as it was.
#[test]
fn what_a_draft_marks_comes_back_as_it_was_typed() {
    let library = Library::new(None);
    let (mut told, mut marks) = (Vec::new(), 0);
    for filled in filled::all() {
        let text = std::fs::read_to_string(&filled.path).expect("read");
        let sample = AnswersFile::open(&text, &library, TODAY.year()).expect("opens");
        let first = document(&sample.definition, &sample.answers);
        let marked = first.blocks().flat_map(|block| &block.runs).filter(|run| run.text.starts_with("[chưa "));
        let marked: Vec<EntryPath> = marked.filter_map(|run| run.origin).collect();
        marks += marked.len();
        for format in [FormatName::Word, FormatName::Markdown, FormatName::Text] {
            let bytes = export(&first, format, &ExportOptions::default()).expect("written");
            let back = import(&sample.definition, &paragraphs(&bytes).expect("read"), TODAY.year()).answers;
            let is_other = |path: &&EntryPath| {
                sample.answers.value(**path) != back.value(**path) && sample.answers.raw(**path) != back.raw(**path)
            };
            told.extend(marked.iter().filter(is_other).map(|path| {
                let (was, is) = (sample.answers.raw(*path), back.raw(*path));
                format!("{} {format:?}: {}: {was:?}, {is:?}", filled.name, sample.definition[path.field].id)
            }));
        }
    }
    assert!(marks > 40, "{marks} marks");
    assert!(told.is_empty(), "{} in all\n{}", told.len(), told.join("\n"));
}
