//! Nothing typed is lost: killed, hung up, stuck, panicking, without room, with two windows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use baocao::report::answers::{Answer, Answers, Entry};
use baocao::report::definition::Definition;
use baocao::report::value::Value;
use baocao::store::library::Library;
use baocao::store::report_file::ReportFile;
use baocao::ui::dialogs::{Dialog, Purpose};
use baocao::ui::events::Event;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::play::{Play, TODAY, parse};
use crate::terminal::{PATIENCE, Terminal, somebody_lives_in};

/// The report that the tests work on, in a home folder.
const REPORT: &str = "bao-cao/ban-mau.toml";

/// Kills of a run; `BAOCAO_KILLS=300 cargo test kill` for a long one.
fn kills() -> u64 {
    std::env::var("BAOCAO_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(40)
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
fn meaning(definition: &Definition, answers: &Answers, edited: &BTreeMap<String, String>) -> String {
    let entry = |entry: &Entry| match &entry.value {
        Value::Unreadable(_) => entry.raw.trim().to_owned(),
        value => format!("{value:?}"),
    };
    let row = |row: &[Entry]| row.iter().map(entry).collect::<Vec<_>>().join("|");
    let field = |field| match answers.answer(field) {
        Answer::One(one) => entry(one),
        Answer::Group(group) => row(group),
        // A row without any answer is not kept in the file.
        Answer::Rows(rows) => rows.iter().map(|r| row(r)).collect::<Vec<_>>().join("//"),
    };
    format!("{:?} {edited:?}", definition.fields.ids().map(field).collect::<Vec<_>>())
}

fn edited(answers: &Answers) -> BTreeMap<String, String> {
    answers.edited.iter().map(|(id, edited)| (id.to_string(), edited.text.clone())).collect()
}

/// What a person would say was on the screen.
fn seen(play: &Play) -> String {
    let session = play.session();
    let mut by_hand = edited(&session.answers);
    if let Some(Dialog::Prompt(prompt)) = &play.program().dialog
        && let Purpose::Block { id, .. } = &prompt.purpose
        && session.document.blocks().all(|block| block.id.as_ref() != Some(id) || block.text() != prompt.text.trim())
    {
        by_hand.insert(id.to_string(), prompt.text.trim().to_owned());
    }
    meaning(&session.definition, &session.answers, &by_hand)
}

fn read(path: &Path) -> String {
    let opened = ReportFile::open(path, &Library::new(None), TODAY.year()).expect("a readable report");
    let text = edited(&opened.answers);
    meaning(&opened.definition, &opened.answers, &text)
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
    let told = |(seen, found): &(String, String)| format!("shown {seen}\nfound {found}");
    nearest.unwrap_or_default().iter().map(told).collect::<Vec<_>>().join("\n")
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
        let pieces = 1 + usize::try_from(chance(run, model.pieces.len() as u64)).expect("small");
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
        assert!(
            kept,
            "run {run}, piece {shown:?} of {pieces}:\n{}\n{}",
            terminal.screen(),
            unlike(&model, least, &found)
        );
        assert_eq!(recover(home, &[]).0, 0, "run {run}: nothing is left to recover");
    }
    assert!(deepest > model.seen.len() / 2, "the kills came late enough to mean something: {deepest}");
}

/// The program on the saved sample, with its form on the screen.
fn opened(model: &Model, wrapper: &[&str], variables: &[(&str, &str)]) -> Terminal {
    let mut terminal = Terminal::under(wrapper, model.home(), &[REPORT], variables);
    terminal.wait("the form", |screen| screen.contains("Esc trình đơn"));
    terminal.settle();
    terminal
}

fn text(terminal: &Terminal) -> String {
    fs::read_to_string(terminal.home.path().join(REPORT)).expect("the report")
}

#[test]
fn a_terminal_that_goes_without_a_signal_ends_the_program_and_saves() {
    let model = Model::new();
    // No SIGHUP reaches it: it must see for itself.
    let mut terminal = opened(&model, &["/usr/bin/env", "--block-signal=HUP"], &[]);
    terminal.send(b" k999b");
    terminal.wait("the word", |screen| screen.contains("k999b"));
    terminal.hang_up();
    terminal.ended.recv_timeout(Duration::from_secs(1)).expect("it has ended by now");
    assert!(text(&terminal).contains("k999b"));
    assert!(!somebody_lives_in(terminal.home.path()));
}

#[test]
fn half_a_key_holds_up_neither_a_save_nor_a_signal() {
    let model = Model::new();
    // Alt-[, Alt-O, a paste whose end does not come, the first bytes of a letter.
    for half in [&b"\x1b["[..], b"\x1bO", b"\x1b[200~abc", b"\xe1\xbb"] {
        let mut terminal = opened(&model, &[], &[]);
        let path = terminal.home.path().join(REPORT);
        terminal.send(b" k999b");
        terminal.wait("the word", |screen| screen.contains("k999b"));
        terminal.send(half);
        terminal.wait_for_file("the word", || fs::read_to_string(&path).is_ok_and(|text| text.contains("k999b")));
        terminal.signal("TERM");
        assert_eq!(terminal.end(Duration::from_secs(1)), 0, "{half:?}");
    }
}

#[test]
fn what_was_typed_before_a_signal_is_typed() {
    let model = Model::new();
    let mut terminal = opened(&model, &[], &[]);
    // It comes to see both only when it runs again.
    terminal.signal("STOP");
    terminal.send(b" k999b");
    terminal.signal("TERM");
    terminal.signal("CONT");
    assert_eq!(terminal.end(PATIENCE), 0);
    assert!(text(&terminal).contains("k999b"));
}

/// Has the whole screen drawn more often than any line holds.
fn fill(terminal: &mut Terminal) {
    for _ in 0..100 {
        terminal.send(b"\x1b[24~");
        terminal.read_for(Duration::from_millis(10));
    }
}

#[test]
fn a_stuck_line_holds_up_neither_the_disk_nor_a_signal() {
    let model = Model::new();
    let mut terminal = opened(&model, &[], &[]);
    let path = terminal.home.path().join(REPORT);
    terminal.stop_reading();
    fill(&mut terminal);
    terminal.send(b" k999b");
    // Typed into a line that shows nothing, it is on the disk.
    terminal.wait_for_file("the last word", || fs::read_to_string(&path).is_ok_and(|text| text.contains("k999b")));
    terminal.read_again();
    terminal.wait("the screen as it is now", |screen| screen.contains("k999b"));
    terminal.settle();
    let drawn = terminal.screen();
    terminal.send(b"\x1b[24~");
    terminal.settle();
    assert_eq!(terminal.screen(), drawn, "and right in every cell");
    terminal.stop_reading();
    fill(&mut terminal);
    terminal.signal("TERM");
    terminal.ended.recv_timeout(Duration::from_secs(1)).expect("it has ended by now");
    assert!(text(&terminal).contains("k999b"));
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_where_the_answers_are() {
    let model = Model::new();
    let mut terminal = opened(&model, &[], &[("BAOCAO_PANIC_AT", "k998b")]);
    terminal.send(b" k997b");
    terminal.wait("the word", |screen| screen.contains("k997b"));
    terminal.send(b" k998b");
    assert_ne!(terminal.end(PATIENCE), 0);
    let told = String::from_utf8_lossy(&terminal.output).into_owned();
    let (_, after) = told.rsplit_once("\x1b[?1049l").expect("the other screen is left");
    assert!(after.contains("Câu trả lời còn nguyên") && after.contains(REPORT), "{after}");
    assert!(!terminal.vt.screen().hide_cursor());
    let home = terminal.home.path();
    assert_eq!(recover(home, &["--use"]).0, 0);
    assert!(text(&terminal).contains("k998b"), "even what made it panic");
}

#[test]
fn an_answer_that_makes_it_panic_again_does_not_lock_the_report() {
    let model = Model::new();
    let fault = [("BAOCAO_PANIC_AT", "k998b")];
    let mut terminal = opened(&model, &[], &fault);
    terminal.send(b" k998b");
    assert_ne!(terminal.end(PATIENCE), 0);
    let path = terminal.home.path().join(REPORT).display().to_string();
    let again = |terminal: &Terminal| {
        let mut again = Terminal::sidecar_path(terminal, &[&path], &fault);
        again.wait("the question", |screen| screen.contains("Lần trước có chữ chưa kịp lưu"));
        again
    };
    let mut second = again(&terminal);
    second.send(b"1");
    assert_ne!(second.end(PATIENCE), 0, "with what was typed it panics again");
    let mut third = again(&terminal);
    third.send(b"3");
    third.wait("the report without it", |screen| screen.contains("Esc trình đơn"));
    third.send(b"\x11");
    assert_eq!(third.end(PATIENCE), 0);
    assert!(!text(&terminal).contains("k998b"));
}

#[test]
fn a_file_that_may_not_grow_is_told_and_what_was_typed_is_kept() {
    let model = Model::new();
    // Files of 24 kB at most: the report is smaller, what is typed into it makes it larger.
    let mut terminal = opened(&model, &["/bin/sh", "-c", "ulimit -f 24; exec \"$@\"", "sh"], &[]);
    let path = terminal.home.path().join(REPORT);
    let long = "Trẻ em hôm nay, thế giới ngày mai. ".repeat(600);
    terminal.send(format!("\x06Viết thêm\r\x1b[200~{long}k999b\x1b[201~").as_bytes());
    terminal.wait("why it is not saved", |screen| screen.contains("CHƯA LƯU ĐƯỢC"));
    assert_eq!(text(&terminal), model.file, "the old file is whole");
    terminal.send(b"\x13");
    terminal.wait("where else it may go", |screen| screen.contains("Thử lưu lại"));
    terminal.send(b"\x1b");
    terminal.settle();
    // Nothing of it can be written anywhere: a script is to know.
    let mut other = opened(&model, &["/bin/sh", "-c", "ulimit -f 0; exec \"$@\"", "sh"], &[]);
    other.send(b" k995b");
    other.settle();
    other.signal("TERM");
    assert_eq!(other.end(PATIENCE), 1);
    // Taken back, it fits again.
    terminal.send(b"\x1a k996b\x13");
    terminal.wait_for_file("the file", || fs::read_to_string(&path).is_ok_and(|text| text.contains("k996b")));
}

#[test]
fn the_second_window_only_shows_the_report_and_says_who_has_it() {
    let model = Model::new();
    let mut first = opened(&model, &[], &[("USER", "lan")]);
    first.send(b" k995b");
    first.wait("the word", |screen| screen.contains("k995b"));
    let mut second = Terminal::sidecar_path(&first, &[REPORT], &[]);
    second.wait("who has it", |screen| screen.contains("chỉ xem") && screen.contains("lan"));
    second.settle();
    second.send(b"xyz\x13");
    second.settle();
    assert!(second.screen().contains("BÁO CÁO"), "the document is shown\n{}", second.screen());
    second.send(b"\x11");
    second.end(PATIENCE);
    first.send(b"\x11");
    assert_eq!(first.end(PATIENCE), 0);
    let saved = text(&first);
    assert!(saved.contains("k995b") && !saved.contains("xyz"));
    assert_eq!(names(first.home.path()), ["ban-cu", "ban-mau.toml"], "no lock and no journal stays");
    // The lock of a program that was killed keeps nobody out.
    let mut killed = Terminal::sidecar_path(&first, &[REPORT], &[]);
    killed.wait("the form", |screen| screen.contains("Esc trình đơn"));
    killed.kill();
    let mut next = Terminal::sidecar_path(&first, &[REPORT], &[]);
    next.wait("the form", |screen| screen.contains("Esc trình đơn"));
    assert!(!next.screen().contains("chỉ xem"));
}

#[test]
fn stopped_and_woken_or_resized_at_will_the_screen_is_right() {
    let model = Model::new();
    let mut terminal = opened(&model, &[], &[]);
    terminal.send(b" k994b");
    terminal.wait("the word", |screen| screen.contains("k994b"));
    for size in [(10, 40), (50, 200), (24, 80), (1, 1), (40, 120), (24, 80)] {
        terminal.resize(size.0, size.1);
    }
    terminal.signal("TSTP");
    // What others write on the screen meanwhile does not stay.
    terminal.vt.process(b"\x1bc$ ls\r\nbao-cao\r\n");
    terminal.signal("CONT");
    terminal.wait("the form again", |screen| screen.contains("k994b") && screen.contains("Esc trình đơn"));
    terminal.settle();
    assert!(!terminal.screen().contains("$ ls"), "{}", terminal.screen());
    // After a reset that nobody told the program of, a key draws all of it anew.
    terminal.vt.process(b"\x1bc");
    terminal.send(b"\x1b[24~");
    terminal.wait("the form again", |screen| screen.contains("k994b") && screen.contains("Esc trình đơn"));
    terminal.send(b"\x11");
    assert_eq!(terminal.end(PATIENCE), 0);
    assert!(text(&terminal).contains("k994b"));
}

fn names(home: &Path) -> Vec<String> {
    let entries = fs::read_dir(home.join("bao-cao")).expect("the folder of reports").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
