//! What every filled report became, kept byte for byte: its exports, what is found wrong in it, and
//! the texts of each type's form.
//!
//! `BAOCAO_BLESS=1 cargo test goldens` writes the kept files anew.

mod made;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::filled::{self, Filled, root};

/// Files by their names below the folder of a test.
type Files = BTreeMap<String, Vec<u8>>;

/// So many lines that differ are told of a file, and so many files.
const TOLD: usize = 6;

/// Compares what was made with what is kept in a folder of `tests/data`; or keeps it.
fn held_against(folder: &str, made: &Files) {
    let folder = root().join("tests/data").join(folder);
    if env::var_os("BAOCAO_BLESS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (name, bytes) in made {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        return;
    }
    let kept = kept(&folder, &folder);
    let mut told = differences(&kept, made);
    let more = told.len().saturating_sub(TOLD);
    told.truncate(TOLD);
    assert!(told.is_empty(), "{}:\n{}\n({more} more)", folder.display(), told.join("\n"));
}

/// What is not as it was kept, a text a file.
fn differences(kept: &Files, made: &Files) -> Vec<String> {
    let gone = kept.keys().filter(|name| !made.contains_key(*name));
    let gone = gone.map(|name| format!("{name} is not made any more"));
    let differs = made.iter().filter_map(|(name, new)| match kept.get(name) {
        None => Some(format!("{name} is new")),
        Some(old) => (old != new).then(|| format!("{name} differs:\n{}", difference(old, new))),
    });
    gone.chain(differs).collect()
}

fn kept(folder: &Path, base: &Path) -> Files {
    let mut files = Files::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(kept(&path, base));
        } else {
            let name = path.strip_prefix(base).expect("below").to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).expect("read"));
        }
    }
    files
}

/// The first lines that differ, with their numbers.
fn difference(old: &[u8], new: &[u8]) -> String {
    let [old, new] = [old, new].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let (mut old, mut new) = (old.split('\n'), new.split('\n'));
    let mut told = Vec::new();
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                let line = |line: Option<&str>| line.map_or("(no more)".to_owned(), |line| format!("{line:?}"));
                told.push(format!("  line {number}\n    - {}\n    + {}", line(a), line(b)));
            }
        }
        if told.len() == TOLD {
            told.push("  …".to_owned());
            break;
        }
    }
    told.join("\n")
}

/// The parts of a Word file that depend on its report; the others are all the same, and kept once.
const OF_REPORT: [&str; 3] = ["docProps/core.xml", "word/document.xml", "word/footnotes.xml"];

/// What begins a line in the listing of a part.
const BEGINS: [&str; 10] = [
    "<w:p>",
    "<w:p ",
    "<w:tbl>",
    "<w:tr>",
    "<w:tr ",
    "<w:sectPr",
    "<w:footnote ",
    "<w:style ",
    "<Override ",
    "<Relationship ",
];

/// The parts of a Word file, a line a paragraph. Those that `common` has just so are only named.
fn listed(bytes: &[u8], common: &mut Files) -> Vec<u8> {
    let mut listing = String::new();
    for (name, text) in made::parts(bytes) {
        listing += &format!("==== {name}\n");
        let lines = BEGINS.iter().fold(text, |text, begin| text.replace(begin, &format!("\n{begin}"))) + "\n";
        if OF_REPORT.contains(&name.as_str()) {
            listing += &lines;
            continue;
        }
        let key = format!("docx/{}", name.replace('/', "_"));
        let same = common.entry(key.clone()).or_insert_with(|| lines.clone().into_bytes());
        if *same == lines.as_bytes() {
            listing += &format!("(as in {key})\n");
        } else {
            listing += &lines;
        }
    }
    listing.into_bytes()
}

#[test]
fn every_export_is_what_it_was() {
    let mut files = Files::new();
    for Filled { type_id, name, path } in filled::all() {
        for (ending, bytes) in made::exports(&path) {
            let is_word = PathBuf::from(&ending).extension().is_some_and(|e| e == "docx") || ending == "docx";
            let place = format!("{type_id}/{name}.{ending}");
            if is_word {
                let listing = listed(&bytes, &mut files);
                files.insert(format!("{place}.xml"), listing);
            } else {
                files.insert(place, bytes);
            }
        }
    }
    held_against("exports", &files);
}

#[test]
fn every_finding_is_what_it_was() {
    let mut files = Files::new();
    for Filled { type_id, name, path } in filled::all() {
        for language in ["vi", "en"] {
            files.insert(format!("{type_id}/{name}.{language}.txt"), made::check(&path, language).into_bytes());
        }
    }
    held_against("findings", &files);
}

#[test]
fn every_text_of_the_forms_is_what_it_was() {
    let types = ["thang-hanh-dong-vi-tre-em", "tre-em-dinh-ky", "bao-cao-chung", "don-vi"];
    let forms = types.map(|type_id| (format!("{type_id}.txt"), made::form(type_id).into_bytes()));
    held_against("forms", &forms.into_iter().collect());
}

/// A comparison that never fails compares nothing.
#[test]
fn a_difference_is_told_with_its_lines() {
    let told = difference("một\nhai\nba\n".as_bytes(), "một\nHai\nba\nbốn\n".as_bytes());
    assert_eq!(
        told,
        "  line 2\n    - \"hai\"\n    + \"Hai\"\n  line 4\n    - \"\"\n    + \"bốn\"\n  line 5\n    - (no more)\n    + \"\""
    );
    let files = |list: &[(&str, &str)]| -> Files {
        list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    };
    let told =
        differences(&files(&[("a", "1"), ("b", "2"), ("c", "3")]), &files(&[("b", "2"), ("c", "4"), ("d", "5")]));
    let first: Vec<&str> = told.iter().filter_map(|text| text.lines().next()).collect();
    assert_eq!(first, ["a is not made any more", "c differs:", "d is new"]);
}
