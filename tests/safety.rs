//! Nothing typed is lost: killed, hung up, stuck, panicking, without room, with two windows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use baocao::report::answers::{Answer, Answers, Entry};
use baocao::report::value::Value;
use baocao::store::library::Library;
use baocao::store::report_file::ReportFile;
use baocao::ui::events::Event;
use baocao::ui::overlay::{Overlay, PromptPurpose};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::play::{Play, TODAY, parse};
use crate::terminal::Terminal;

/// The report that the tests work on, in a home folder.
const REPORT: &str = "bao-cao/ban-mau.toml";

/// Kills of a run; `BAOCAO_KILLS=300 cargo test kill` for a long one.
fn kills() -> u64 {
    std::env::var("BAOCAO_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(60)
}

/// One thing that a hand does.
#[derive(Debug, Clone)]
enum Deed {
    Key(KeyEvent),
    Paste(String),
}

impl Deed {
    /// The bytes that a terminal sends for it.
    fn bytes(&self) -> Vec<u8> {
        match self {
            Deed::Paste(text) => format!("\x1b[200~{text}\x1b[201~").into_bytes(),
            Deed::Key(key) => match key.code {
                KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => vec![c as u8 & 0x1f],
                KeyCode::Char(c) => c.to_string().into_bytes(),
                KeyCode::Enter => b"\r".to_vec(),
                KeyCode::Tab => b"\t".to_vec(),
                KeyCode::Backspace => b"\x7f".to_vec(),
                KeyCode::Down => b"\x1b[B".to_vec(),
                KeyCode::Home => b"\x1b[H".to_vec(),
                KeyCode::End => b"\x1b[F".to_vec(),
                other => panic!("no bytes for {other:?}"),
            },
        }
    }
}

/// A mark that is typed, to be found on the screen; no two are the same, and no word is made of it.
fn mark(number: usize) -> String {
    format!("k{number:03}b")
}

/// Typing, pasting, rows, undo, a paragraph by hand: pieces that each end with a mark.
fn script() -> Vec<Vec<Deed>> {
    let keys = |keys: &str| parse(keys).into_iter().map(Deed::Key).collect::<Vec<_>>();
    let mut pieces = Vec::new();
    let mut number = 0;
    let mut piece = |mut deeds: Vec<Deed>| {
        deeds.extend(keys(&format!(" {}", mark(number))));
        number += 1;
        pieces.push(deeds);
    };
    for _ in 0..3 {
        piece(keys("<c-f>Cơ quan chủ trì<enter>Phòng Văn hóa"));
        piece(keys(" và các đoàn thể"));
        piece(keys("<bs><bs><bs><bs>, trường"));
        piece(keys("<c-f>Viết thêm<enter>Đợt này"));
        piece(vec![Deed::Paste("Dán một đoạn\rhai dòng, “có ngoặc” \\ và dấu 'nháy'".to_owned())]);
        piece(keys("<c-z><c-z><c-y> lại"));
        piece(keys("<c-f>Tên, nội dung<enter>lớp"));
        piece(keys("<c-d>1họp"));
        piece(keys("<c-d>2 chép"));
        piece(keys("<c-z><c-z>gõ"));
        piece(keys("<c-d>5"));
        piece(keys("<c-p>sbằng tay"));
        piece(keys(" nữa"));
        piece(keys("<enter><c-p><c-f>Khó khăn<enter>mưa"));
    }
    pieces
}

/// All that is answered and all that was written by hand, as it is understood.
fn meaning(answers: &Answers, fields: usize, edited: BTreeMap<String, String>) -> String {
    let entry = |entry: &Entry| match &entry.value {
        Value::Unreadable(_) => entry.raw.trim().to_owned(),
        value => format!("{value:?}"),
    };
    let row = |row: &[Entry]| row.iter().map(entry).collect::<Vec<_>>().join("|");
    let field = |field: usize| match answers.answer(field) {
        Some(Answer::One(one)) => entry(one),
        Some(Answer::Group(group)) => row(group),
        // A row without any answer is not kept in the file.
        Some(Answer::Rows(rows)) => rows.iter().map(|r| row(r)).collect::<Vec<_>>().join("//"),
        None => String::new(),
    };
    format!("{:?} {edited:?}", (0..fields).map(field).collect::<Vec<_>>())
}

fn edited(answers: &Answers) -> BTreeMap<String, String> {
    answers.edited.iter().map(|(id, edited)| (id.clone(), edited.text.clone())).collect()
}

/// What a person would say was on the screen.
fn seen(play: &Play) -> String {
    let session = &play.state.work.as_ref().expect("an open report").session;
    let mut by_hand = edited(&session.answers);
    if let Some(Overlay::Prompt(prompt)) = &play.state.overlay
        && let PromptPurpose::Block(id) = &prompt.purpose
        && session.document.blocks().all(|block| block.id != *id || block.text() != prompt.text.trim())
    {
        by_hand.insert(id.clone(), prompt.text.trim().to_owned());
    }
    meaning(&session.answers, session.definition.fields.len(), by_hand)
}

fn read(path: &Path) -> String {
    let opened = ReportFile::open(path, &Library::new(None), TODAY.year()).expect("a readable report");
    let text = edited(&opened.answers);
    meaning(&opened.answers, opened.definition.fields.len(), text)
}

/// The sample, saved; the script played on it: what was seen after each deed, and after how many of
/// them each piece was done.
struct Model {
    file: String,
    pieces: Vec<Vec<Deed>>,
    seen: Vec<String>,
    ends: Vec<usize>,
}

impl Model {
    fn new() -> Self {
        let mut play = Play::sample(80, 24);
        play.at("Dân số").keys("<end>1<bs>").advance(2000);
        play.at("Cơ quan chủ trì").advance(2000);
        let file = play.file();
        let mut model = Model { file, pieces: script(), seen: vec![seen(&play)], ends: Vec::new() };
        for piece in &model.pieces {
            for deed in piece {
                match deed {
                    Deed::Key(key) => play.event(Event::Key(*key)),
                    Deed::Paste(text) => play.event(Event::Paste(text.clone())),
                };
                model.seen.push(seen(&play));
            }
            model.ends.push(model.seen.len() - 1);
        }
        model
    }

    /// A home folder with the report in it.
    fn home(&self) -> tempfile::TempDir {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir(home.path().join("bao-cao")).expect("made");
        fs::write(home.path().join(REPORT), &self.file).expect("written");
        home
    }

    /// The last piece whose mark stands on a screen.
    fn last_on(&self, screen: &str) -> Option<usize> {
        (0..self.pieces.len()).rev().find(|number| screen.contains(&mark(*number)))
    }
}

fn recover(home: &Path, how: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_baocao"))
        .arg("recover")
        .arg(REPORT)
        .args(how)
        .current_dir(home)
        .env_clear()
        .env("HOME", home)
        .output()
        .expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap_or(-1), text)
}

/// Where what was found differs from the state that is the most like it, of those that would do.
fn unlike(model: &Model, least: usize, found: &str) -> String {
    let parts = |text: &str| text.split("\", \"").map(str::to_owned).collect::<Vec<_>>();
    let found = parts(found);
    let pairs = |seen: &str| {
        let pairs = parts(seen).into_iter().zip(found.clone());
        pairs.filter(|(seen, found)| seen != found).collect::<Vec<_>>()
    };
    let nearest = model.seen.iter().skip(least).map(|seen| pairs(seen)).min_by_key(Vec::len);
    nearest.unwrap_or_default().iter().map(|(seen, found)| format!("shown {seen}\nfound {found}\n")).collect()
}

/// A number that looks like chance and is the same in every run.
fn chance(seed: u64, below: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)) % below
}

#[test]
fn killed_at_any_moment_it_gives_back_all_that_was_shown() {
    let model = Model::new();
    let mut deepest = 0;
    for run in 0..kills() {
        let home = model.home();
        let mut terminal = Terminal::in_home(home, &[REPORT], &[]);
        terminal.wait("the form", |screen| screen.contains("Esc trình đơn"));
        let pieces = 1 + chance(run, model.pieces.len() as u64) as usize;
        for (number, piece) in model.pieces.iter().take(pieces).enumerate() {
            let bytes: Vec<u8> = piece.iter().flat_map(Deed::bytes).collect();
            terminal.send(&bytes);
            // Now fast, now at rest: once in a while long enough for the file to be saved.
            let rest = match chance(run * 1000 + number as u64, 100) {
                0 => 1000 + chance(run, 60),
                rest @ 1..50 => rest / 3,
                _ => 0,
            };
            terminal.read_for(Duration::from_millis(rest));
        }
        terminal.read_for(Duration::from_micros(chance(run * 7, 30_000)));
        terminal.kill();
        let shown = model.last_on(&terminal.screen());
        let home = terminal.home.path();
        let (code, told) = recover(home, &["--use"]);
        assert_eq!(code, 0, "run {run}: {told}");
        let found = read(&home.join(REPORT));
        let least = shown.and_then(|piece| model.ends.get(piece)).copied().unwrap_or(0);
        deepest = deepest.max(least);
        let kept = model.seen.iter().skip(least).any(|seen| *seen == found);
        assert!(kept, "run {run}, piece {shown:?} of {pieces}:\n{}\n{}", terminal.screen(), unlike(&model, least, &found));
        assert_eq!(recover(home, &[]).0, 0, "run {run}: nothing is left to recover");
    }
    assert!(deepest > model.seen.len() / 2, "the kills came late enough to mean something: {deepest}");
}
