//! What the program reads, cut, doubled and mixed at random: told or read, never a panic. The fuzz
//! targets in `fuzz/` look for the same, longer.

use std::fs;
use std::sync::LazyLock;

use baocao::cli::types::check as check_type;
use baocao::document::compose::compose;
use baocao::report::answers::Answers;
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::report::expression::{Expression, Scope};
use baocao::report::pattern::Pattern;
use baocao::report::source::Source;
use baocao::store::answers_file::{AnswersFile, decode};
use baocao::store::built_in::EXAMPLES;
use baocao::store::index::{Index, IndexEntry};
use baocao::store::library::Library;
use baocao::store::settings::SettingsFile;
use proptest::prelude::*;

use crate::play::{ACTION_MONTH, TODAY};

/// Pieces that mean something to one of the readers, and some that mean nothing to any.
const PIECES: [&str; 30] = [
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\"\"\"",
    "=",
    ".",
    ",",
    "\n",
    "\\",
    "#",
    "|",
    "/",
    "*",
    "(",
    ")",
    "[[answers]]\n",
    "[report]\n",
    "\u{0}",
    "\u{1b}",
    "\u{202e}",
    "\u{feff}",
    "e\u{302}",
    "9223372036854775808",
    "-1",
    "2026-02-30",
    "true",
    "🙂",
];

/// A change: where, in thousandths of the text; how much is cut or doubled; what is put there.
type Change = (usize, usize, bool, Option<&'static str>);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let piece = prop::option::of(prop::sample::select(PIECES.to_vec()));
    prop::collection::vec((0..1000_usize, 0..40_usize, any::<bool>(), piece), 1..8)
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for (at, length, doubles, piece) in changes {
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let start = boundary(text.len() * at / 1000);
        let end = boundary(start + length).max(start);
        let cut = text[start..end].to_owned();
        let put = piece.unwrap_or_default().to_owned() + &if *doubles { cut.repeat(2) } else { String::new() };
        text.replace_range(start..end, &put);
    }
    text
}

/// The quoted texts behind some keys of the shipped types.
fn sources(keys: &[&str]) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/config/reports");
    let files = fs::read_dir(folder).expect("a folder").flatten();
    let text: String = files.map(|file| fs::read_to_string(file.path()).expect("a type")).collect();
    let quoted = |key: &&str| {
        let start = format!("{key} = \"");
        let places = text.split(&start).skip(1);
        places
            .filter_map(|rest| rest.split('"').next().filter(|text| !text.is_empty()))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    keys.iter().flat_map(quoted).collect()
}

static EXPRESSIONS: LazyLock<Vec<String>> = LazyLock::new(|| sources(&["when", "relevant", "constraint", "check"]));
static PATTERNS: LazyLock<Vec<String>> = LazyLock::new(|| sources(&["text"]));

thread_local! {
    static DEFINITION: Definition = Library::new(None).load(ACTION_MONTH).expect("a built-in type");
}

fn composes(definition: &Definition, answers: &Answers) {
    let evaluation = Evaluation::of(definition, answers, TODAY);
    let _ = compose(definition, answers, &evaluation);
}

proptest! {
    #![proptest_config(crate::robust::cases(64))]

    #[test]
    fn answers_are_read_or_told_and_saved_as_they_were_read(changes in changes()) {
        let text = changed(EXAMPLES[0].1, &changes);
        let Ok(text) = decode(text.as_bytes()) else { return Ok(()) };
        DEFINITION.with(|definition| {
            let Ok(mut first) = AnswersFile::read(&text, definition, 2026) else { return Ok(()) };
            composes(definition, &first.answers);
            prop_assert!(first.file.update(definition, &first.answers, first.focus).is_ok());
            let again = AnswersFile::read(first.file.text(), definition, 2026).expect("what was saved opens");
            prop_assert_eq!(&again.answers, &first.answers);
            let mut fresh = AnswersFile::new(definition, first.answers.period(definition));
            prop_assert!(fresh.update(definition, &first.answers, None).is_ok());
            let again = AnswersFile::read(fresh.text(), definition, 2026).expect("what was saved opens");
            prop_assert_eq!(again.answers, first.answers);
            Ok(())
        })?;
    }

    #[test]
    fn types_are_read_or_their_mistakes_told(changes in changes()) {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/config/reports/bao-cao-chung.toml");
        let text = changed(&fs::read_to_string(folder).expect("a type"), &changes);
        let library = Library::new(None);
        match library.check_text(Source { name: "x", text: &text }) {
            Ok(definition) => composes(&definition, &Answers::new(&definition, 2026)),
            Err(mistakes) => prop_assert!(!mistakes.is_empty() && mistakes.len() <= 101),
        }
        let _ = check_type(&library, Source { name: "x", text: &text }, TODAY);
    }

    #[test]
    fn expressions_and_patterns_are_parsed_or_refused(at in any::<prop::sample::Index>(), changes in changes()) {
        let source = changed(at.get::<String>(&EXPRESSIONS), &changes);
        if let Ok(expression) = Expression::parse(&source) {
            let _ = (expression.value(&Scope::default()), expression.is_answered(&Scope::default()));
        }
        let source = changed(at.get::<String>(&PATTERNS), &changes);
        if let Err(mistake) = Pattern::parse(&source) {
            prop_assert!(source.is_char_boundary(mistake.offset), "{source:?}: {mistake:?}");
        }
    }

    #[test]
    fn settings_and_the_index_are_read_saved_and_read_again(changes in changes()) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.toml");
        let settings = "language = \"vi\"\nascii = true\ncolour = 8\ntyping = \"telex\"\nfolder = \"/a\" # b\n";
        let index = "[[report]]\npath = \"/a\"\ntype = \"x\"\nanswered = 1\nchanged = 5\n[[export]]\npath = \"/b\"\n";
        fs::write(&path, changed(settings, &changes)).expect("written");
        let (mut file, _) = SettingsFile::load(&path);
        file.save(&path).expect("saved");
        prop_assert_eq!(SettingsFile::load(&path).0.settings, file.settings);
        fs::write(&path, changed(index, &changes)).expect("written");
        let mut recent = Index::load(&path);
        recent.remember(IndexEntry { path: path.clone(), ..IndexEntry::default() }).expect("saved");
        prop_assert!(Index::load(&path).list(folder.path()).iter().any(|entry| entry.path == path));
    }
}
