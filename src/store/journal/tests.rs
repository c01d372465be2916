//! Journals written by any changes, cut off anywhere, damaged anywhere.

use super::replay::{JournalError, Replayed, replay};
use super::*;
use crate::report::answers::Edited;
use crate::report::ids::{BlockId, FieldId};
use crate::store::answers_file::AnswersFile;
use crate::store::built_in::TypeText;
use crate::store::disk::RealDisk;
use crate::store::library::Library;
use proptest::prelude::*;
use std::fs;
use std::io;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

const TYPES: &[TypeText] = &[TypeText::new(
    "thu",
    "id = \"thu\"\ntitle = \"Thử\"\ndocument = false\n[[section]]\nid = \"a\"\ntitle = \"A\"\n\
     fields = [ { id = \"ten\", label = \"Tên\", kind = \"text\" }, { id = \"so\", label = \"Số\", kind = \"number\" },\
     { id = \"bang\", label = \"Bảng\", kind = \"rows\", columns = [ { id = \"x\", label = \"X\", kind = \"text\" }, { id = \"y\", label = \"Y\", kind = \"text\" } ] } ]\n",
)];

const TABLE: FieldId = FieldId::nth(2);

/// Where the person is all the time.
const FOCUS: EntryPath = EntryPath { field: TABLE, row: Some(0), column: Some(1) };

fn library() -> Library {
    Library::with(TYPES, None)
}

/// One thing that a person does.
#[derive(Debug, Clone)]
enum Deed {
    Type(usize, String),
    Cell(usize, usize, String),
    AddRow(usize),
    DeleteRow(usize),
    Rewrite(u8, Option<String>),
    /// All but these are confirmed.
    Confirm(Vec<usize>),
}

fn deeds() -> impl Strategy<Value = Deed> {
    let text = "[a-zđế \"'\\\\\n]{0,12}";
    prop_oneof![
        4 => (0_usize..2, text).prop_map(|(field, text)| Deed::Type(field, text)),
        3 => (0_usize..4, 0_usize..2, text).prop_map(|(row, column, text)| Deed::Cell(row, column, text)),
        1 => (0_usize..4).prop_map(Deed::AddRow),
        1 => (0_usize..4).prop_map(Deed::DeleteRow),
        1 => prop::collection::vec(0_usize..3, 0..3).prop_map(Deed::Confirm),
        1 => (0_u8..2, prop::option::of(text)).prop_map(|(block, text)| Deed::Rewrite(block, text)),
    ]
}

fn perform(deed: &Deed, definition: &Definition, answers: &mut Answers) {
    let mut rows = answers.rows(TABLE).to_vec();
    match deed {
        Deed::Type(field, text) => answers.set(definition, EntryPath::field(FieldId::nth(*field)), text.clone()),
        Deed::Cell(row, column, text) => answers.set(definition, EntryPath::cell(TABLE, *row, *column), text.clone()),
        Deed::AddRow(at) => {
            rows.insert((*at).min(rows.len()), Answers::blank_row(definition, TABLE));
            answers.replace(TABLE, Answer::Rows(rows));
        }
        Deed::DeleteRow(at) if *at < rows.len() => {
            rows.remove(*at);
            answers.replace(TABLE, Answer::Rows(rows));
        }
        Deed::DeleteRow(_) => {}
        Deed::Confirm(others) => {
            answers.unconfirmed = Rc::new(others.iter().map(|field| FieldId::nth(*field)).collect());
        }
        Deed::Rewrite(block, text) => {
            let id = BlockId::new(format!("khối {block}"));
            match text {
                Some(text) => answers.edited.insert(id, Edited { text: text.clone(), replaces: "cũ".to_owned() }),
                None => answers.edited.remove(&id),
            };
        }
    }
}

/// All that was typed.
fn typed(answers: &Answers) -> String {
    let raws = |entries: &[Entry]| entries.iter().map(|entry| format!("{:?}", entry.raw)).collect::<Vec<_>>().join(",");
    let rows: Vec<String> = answers.rows(TABLE).iter().map(|row| raws(row)).collect();
    let [name, number] = [0, 1].map(|field| answers.raw(EntryPath::field(FieldId::nth(field))));
    format!("{name:?} {number:?} {rows:?} {:?} {:?}", answers.edited, answers.unconfirmed)
}

fn read(bytes: &[u8]) -> Result<Replayed, JournalError> {
    replay(bytes, &library(), 2026)
}

/// A report that is in no file yet, and its journal.
struct Begun {
    _folder: tempfile::TempDir,
    definition: Definition,
    file: ReportFile,
    answers: Answers,
    journal: Journal,
}

impl Begun {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let report = folder.path().join("a.toml");
        let definition = library().load("thu").expect("loads");
        let file = ReportFile::unsaved(report.clone(), AnswersFile::new(&definition, None));
        let (answers, journal) = (Answers::new(&definition, 2026), Journal::of(&report));
        Begun { _folder: folder, definition, file, answers, journal }
    }
}

/// A journal of these deeds, and what was typed after each of them; the bytes after each, too.
fn written(deeds: &[Deed]) -> (Vec<String>, Vec<Vec<u8>>) {
    let Begun { _folder, definition, file, mut answers, mut journal } = Begun::new();
    let (mut states, mut bytes) = (Vec::new(), Vec::new());
    for deed in deeds {
        perform(deed, &definition, &mut answers);
        journal.record(&RealDisk, &definition, &file, &answers, FOCUS).expect("written");
        states.push(typed(&answers));
        bytes.push(fs::read(&journal.path).unwrap_or_default());
    }
    (states, bytes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_every_change_the_journal_gives_back_what_was_typed(deeds in prop::collection::vec(deeds(), 1..24)) {
        let (states, journals) = written(&deeds);
        for (state, bytes) in states.iter().zip(&journals).filter(|(_, bytes)| !bytes.is_empty()) {
            let replayed = read(bytes).expect("a journal");
            prop_assert!(!replayed.damaged);
            prop_assert_eq!(&typed(&replayed.answers), state);
        }
    }

    #[test]
    fn cut_off_anywhere_it_gives_back_what_was_whole(
        deeds in prop::collection::vec(deeds(), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let (_, journals) = written(&deeds);
        let Some(last) = journals.last().filter(|bytes| !bytes.is_empty()) else { return Ok(()) };
        let cut = last.get(..cut.index(last.len())).unwrap_or_default();
        if let Ok(replayed) = read(cut) {
            prop_assert!(!replayed.damaged);
            // A change may be several lines: those that are whole count, and none of those before
            // them is missing.
            let whole = journals.iter().filter(|bytes| !bytes.is_empty()).rfind(|bytes| cut.starts_with(bytes));
            if let Some(whole) = whole.filter(|whole| whole.len() == cut.len()) {
                prop_assert_eq!(typed(&replayed.answers), typed(&read(whole).expect("a journal").answers));
            }
        }
    }

    #[test]
    fn no_damage_is_taken_for_what_was_typed(
        deeds in prop::collection::vec(deeds(), 1..12),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let (states, journals) = written(&deeds);
        let Some(last) = journals.last().filter(|bytes| !bytes.is_empty()) else { return Ok(()) };
        let mut bytes = last.clone();
        let at = at.index(bytes.len());
        if bytes[at] != byte {
            bytes[at] = byte;
            if let Ok(replayed) = read(&bytes) {
                prop_assert!(replayed.damaged || bytes[at] == b'\n' || last[at] == b'\n' || Some(&typed(&replayed.answers)) == states.last());
            }
        }
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut journal = format!("{MAGIC} 0 {:016x}\n\n", content_hash(b"")).into_bytes();
        journal.extend(&bytes);
        let _ = read(&bytes);
        let _ = read(&journal);
    }
}

#[test]
fn a_disk_that_fails_for_a_while_leaves_no_gap() {
    #[derive(Debug, Default)]
    struct Full(AtomicBool);
    impl Disk for Full {
        fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
            let part = if self.0.load(Ordering::Relaxed) { bytes.len() / 2 } else { bytes.len() };
            RealDisk.write(file, bytes.get(..part).unwrap_or_default())?;
            if part < bytes.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }
    }
    let Begun { _folder, definition, file, mut answers, mut journal } = Begun::new();
    let disk = Full::default();
    for (full, text) in [(true, "a"), (false, "ab"), (true, "abc"), (true, "abcd"), (false, "abcde"), (true, "x")] {
        disk.0.store(full, Ordering::Relaxed);
        answers.set(&definition, EntryPath::field(FieldId::nth(0)), text.to_owned());
        let result = journal.record(&disk, &definition, &file, &answers, FOCUS);
        assert_eq!(result.is_err(), full, "{text}");
        if !full {
            let replayed = read(&fs::read(&journal.path).expect("a journal")).expect("readable");
            assert_eq!((replayed.answers.raw(EntryPath::field(FieldId::nth(0))), replayed.damaged), (text, false));
        }
    }
    let replayed = read(&fs::read(&journal.path).expect("a journal")).expect("readable");
    assert_eq!(
        replayed.answers.raw(EntryPath::field(FieldId::nth(0))),
        "abcde",
        "what was whole before the disk was full"
    );
}

#[test]
fn a_journal_knows_the_files_that_were_saved_from_it() {
    let Begun { _folder, definition, file, mut answers, mut journal } = Begun::new();
    assert!(journal.mark(&RealDisk, "x").expect("nothing to mark").is_none());
    answers.set(&definition, EntryPath::field(FieldId::nth(0)), "Một".to_owned());
    journal.record(&RealDisk, &definition, &file, &answers, FOCUS).expect("written");
    assert!(journal.mark(&RealDisk, "nội dung").expect("marked").is_some());
    let replayed = read(&fs::read(&journal.path).expect("a journal")).expect("readable");
    let saved: Vec<i64> = replayed.saved.iter().map(|(content, _)| *content).collect();
    assert_eq!(saved, [content_hash(file.file().text().as_bytes()), content_hash("nội dung".as_bytes())]);
    // What was refused is none of them; what the changes start from is one always.
    let saved = |journal: &Journal| {
        let replayed = read(&fs::read(&journal.path).expect("a journal")).expect("readable");
        assert!(!replayed.damaged);
        replayed.saved.iter().map(|(content, _)| *content).collect::<Vec<i64>>()
    };
    let (first, other) = (content_hash(file.file().text().as_bytes()), content_hash("nội dung".as_bytes()));
    journal.mark(&RealDisk, "nội dung").expect("marked");
    for (refused, left) in [(other, &[first, other][..]), (other, &[first]), (first, &[first]), (7, &[first])] {
        journal.unmark(&RealDisk, refused).expect("taken back");
        assert_eq!(saved(&journal), left);
    }
    journal.remove(&RealDisk);
    assert!(!journal.path.exists());
}

#[test]
fn a_journal_that_begins_after_a_refusal_starts_from_what_stood_in_the_file() {
    let Begun { _folder, definition, mut file, mut answers, .. } = Begun::new();
    let field = EntryPath::field(FieldId::nth(0));
    let mut put = |file: &mut ReportFile, text: &str| {
        answers.set(&definition, field, text.to_owned());
        (file.save(&RealDisk, &definition, &answers, None), answers.clone())
    };
    assert!(put(&mut file, "Một").0.is_ok());
    let theirs = fs::read_to_string(file.path()).expect("saved").replace("Một", "Hai");
    fs::write(file.path(), theirs).expect("written");
    for text in ["Ba", "Bốn"] {
        let (saved, answers) = put(&mut file, text);
        assert!(saved.is_err());
        let mut journal = Journal::of(file.path());
        journal.record(&RealDisk, &definition, &file, &answers, FOCUS).expect("written");
        let replayed = read(&fs::read(&journal.path).expect("a journal")).expect("readable");
        assert_eq!(replayed.answers.raw(field), text);
        assert!(replayed.saved.iter().all(|(_, known)| known.raw(field) == "Một"), "{text}");
    }
}

/// What a journal gives where the table has become this meanwhile: its rows, and whether all had its place.
fn after_change(table: &str, journal: &[u8]) -> (Answer, bool) {
    let (before, _) = TYPES[0].text.split_once("{ id = \"bang\"").expect("a table");
    let text = format!("{before}{{ id = \"bang\"{table} ]\n");
    let types: &'static [TypeText] = Box::leak(Box::new([TypeText::new("thu", text.leak())]));
    let replayed = replay(journal, &Library::with(types, None), 2026).expect("a journal");
    (replayed.answers.answer(TABLE).clone(), replayed.damaged)
}

#[test]
fn a_type_that_changed_meanwhile_neither_exchanges_words_nor_loses_them_untold() {
    let column = |id: &str| format!("{{ id = \"{id}\", label = \"{id}\", kind = \"text\" }}");
    let table = |ids: &[&str]| {
        let columns: Vec<String> = ids.iter().map(|id| column(id)).collect();
        format!(", label = \"Bảng\", kind = \"rows\", columns = [ {} ] }}", columns.join(", "))
    };
    let text = ", label = \"Bảng\", kind = \"text\" }".to_owned();
    let former = ", label = \"Bảng\", kind = \"rows\", columns = [ { id = \"x\", label = \"X\", kind = \"text\" }, \
                  { id = \"z\", label = \"Z\", kind = \"text\", renamed_from = [\"y\"] } ] }"
        .to_owned();
    let deeds = |last: &str| {
        [
            Deed::AddRow(0),
            Deed::Cell(0, 0, "một".to_owned()),
            Deed::Cell(0, 1, "ha".to_owned()),
            Deed::Cell(0, 1, last.to_owned()),
        ]
    };
    // The whole rows first, then only what was put in a cell.
    let journal = written(&deeds("hai")).1.pop().expect("a journal");
    assert!(String::from_utf8_lossy(&journal).contains("text = { at = \"bang.1.y\""));
    for (now, rows, damaged) in [
        (table(&["x", "y"]), &["một", "hai"][..], false),
        (table(&["y", "x"]), &["hai", "một"], false),
        (table(&["moi", "x", "y"]), &["", "một", "hai"], false),
        (former, &["một", "hai"], false),
        (table(&["x"]), &["một"], true),
    ] {
        let (answer, is_damaged) = after_change(&now, &journal);
        let Answer::Rows(found) = answer else { panic!("{now}") };
        let found: Vec<&str> = found[0].iter().map(|entry| entry.raw.as_str()).collect();
        assert_eq!((found.as_slice(), is_damaged), (rows, damaged), "{now}");
    }
    assert_eq!(after_change(&text, &journal), (Answer::One(Entry::default()), true));

    // The journal of an earlier program has no names: its cells go by their order, but none gets lost untold.
    let journal: String = String::from_utf8(journal)
        .expect("text")
        .split_inclusive('\n')
        .map(|old| match old.split_once(' ') {
            Some((_, text)) if text.starts_with("answer") => {
                line(text.trim_end().replace("columns = [\"x\", \"y\"], ", "").as_str())
            }
            _ => old.to_owned(),
        })
        .collect();
    for (now, damaged) in [(table(&["x", "y"]), false), (table(&["x"]), true), (text, true)] {
        assert_eq!(after_change(&now, journal.as_bytes()).1, damaged, "{now}");
    }
    let (answer, _) = after_change(&table(&["x", "y"]), journal.as_bytes());
    assert!(matches!(answer, Answer::Rows(rows) if rows[0][0].raw == "một" && rows[0][1].raw == "hai"));
}
