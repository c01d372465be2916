//! What the screens look like, word for word and look for look, in both languages and in plain
//! looks. Below the words of a snapshot stand the cursor and, a line a row, the looks of the row.

mod disk;
mod document;
mod entries;
mod home;
mod keys;

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use baocao::app::environment::Environment;
use baocao::store::local;
use baocao::text::language::Language;
use jiff::Timestamp;
use jiff::civil::{DateTime, date};
use ratatui::style::{Color, Modifier, Style};

use crate::play::{ACTION_MONTH, Play};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (60, 20)];

fn environment(language: Language) -> Environment {
    Environment { letters: "vi_VN.UTF-8".to_owned(), language: Some(language), ..Environment::default() }
}

/// A play in a folder whose name has the same length everywhere: how much of it fits is seen.
fn begin(width: u16, height: u16, environment: Environment) -> Play {
    let folder = tempfile::tempdir_in("/tmp").expect("a folder");
    Play::in_folder(folder, width, height, environment)
}

/// The screen with the cursor marked, and without what differs from run to run.
fn shown(play: &Play) -> String {
    let reports = play.program().context.workspace.folders.reports();
    let folder = reports.display().to_string();
    let home = reports.parent().unwrap_or(reports).display().to_string();
    let kept = format!("/tmp/{}", "x".repeat(home.chars().count() - "/tmp/".len()));
    let lines = play.screen().into_iter().map(|line| {
        // In a frame the name keeps its length, lest the frame be moved.
        if line.contains(&home) && line.contains('│') {
            return line.replace(&home, &kept);
        }
        let line = line.replace(&folder, "/bao-cao");
        // How much of a folder's name fits depends on its length.
        match line.find("/tmp/") {
            Some(at) => format!("{}(…)", &line[..at]),
            None => line,
        }
    });
    let (x, y) = play.cursor().expect("the cursor is seen on every screen");
    format!("{}\ncursor {x},{y}\n{}", lines.collect::<Vec<_>>().join("\n"), looks(play))
}

/// How the cells of each row look that do not look plain: "3: 10-14 bold cyan; 20-22 reversed". Of a
/// blank only what is seen of it counts.
fn looks(play: &Play) -> String {
    let mut lines = Vec::new();
    for (y, row) in play.styled().into_iter().enumerate() {
        let mut runs: Vec<(usize, usize, String)> = Vec::new();
        for (x, (symbol, style)) in row.into_iter().enumerate() {
            let look = look(style);
            let blank = symbol.trim().is_empty();
            let unseen = blank && !["underlined", "reversed", "on "].iter().any(|part| look.contains(part));
            if unseen {
                continue;
            }
            // Blanks between two words of one look break no run, whatever stands on them.
            match runs.last_mut() {
                Some((_, last, run)) if *run == look => *last = x,
                _ => runs.push((x, x, look)),
            }
        }
        runs.retain(|(.., look)| !look.is_empty());
        let told: Vec<String> = runs.iter().map(|(first, last, look)| format!("{first}-{last} {look}")).collect();
        if !told.is_empty() {
            lines.push(format!("{y}: {}", told.join("; ")));
        }
    }
    lines.join("\n")
}

/// A look in words; nothing for a plain one.
fn look(style: Style) -> String {
    let names = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ];
    let known = names.iter().fold(Modifier::empty(), |all, (modifier, _)| all | *modifier);
    assert!(known.contains(style.add_modifier), "a look that has no word here: {style:?}");
    let words = names.iter().filter(|(modifier, _)| style.add_modifier.contains(*modifier));
    let mut words: Vec<String> = words.map(|(_, name)| (*name).to_owned()).collect();
    let named = |colour: Option<Color>| colour.filter(|colour| *colour != Color::Reset);
    words.extend(named(style.fg).map(|colour| colour.to_string().to_lowercase()));
    words.extend(named(style.bg).map(|colour| format!("on {}", colour.to_string().to_lowercase())));
    words.join(" ")
}

/// Compares what is on the screen with the snapshot of this name.
fn same(name: &str, play: &Play) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, shown(play));
    });
}

/// One snapshot for each size and language; the play begins at the home screen.
fn snapshots(name: &str, story: impl Fn(&mut Play)) {
    snapshots_of(name, |mut play| {
        story(&mut play);
        play
    });
}

/// The same for a story in which the program ends and begins again.
fn snapshots_of(name: &str, story: impl Fn(Play) -> Play) {
    for (width, height) in SIZES {
        for (suffix, language) in [("vi", Language::Vi), ("en", Language::En)] {
            let play = story(begin(width, height, environment(language)));
            same(&format!("{name}-{width}x{height}-{suffix}"), &play);
        }
    }
}

/// One snapshot, for what looks much like something that has them all.
fn snapshot(name: &str, story: impl Fn(&mut Play)) {
    snapshot_of(name, |mut play| {
        story(&mut play);
        play
    });
}

/// The same for a story in which the program ends and begins again.
fn snapshot_of(name: &str, story: impl Fn(Play) -> Play) {
    same(name, &story(begin(80, 24, environment(Language::Vi))));
}

/// When the files of a play were changed: that is told on the screen, by the clock on the wall.
const CHANGED: DateTime = date(2026, 6, 20).at(9, 41, 5, 0);

/// Gives a file a time of its last change, so many minutes after [`CHANGED`].
fn changed(path: &Path, minutes: i64) {
    let wanted = CHANGED + jiff::Span::new().minutes(minutes);
    let shown = |time: Timestamp| local(time).datetime();
    let guess = wanted.to_zoned_datetime(jiff::tz::TimeZone::UTC).expect("a time").timestamp();
    let time = guess - shown(guess).duration_since(wanted);
    assert_eq!(shown(time), wanted, "told by the clock on the wall");
    let file = File::options().write(true).open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let seconds = u64::try_from(time.as_second()).expect("after 1970");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).expect("a time");
}

/// Gives every report of the folder a time of its own, in the order of their names, and lists them.
fn listed(play: &mut Play) {
    let folder = play.program().context.workspace.folders.reports().to_owned();
    let names = play.files().into_iter().filter(|name| Path::new(name).extension().is_some_and(|e| e == "toml"));
    for (minutes, name) in (0..).zip(names) {
        changed(&folder.join(name), minutes);
    }
    play.list_reports();
    play.keys("<home>");
}

/// Types the one of two texts that is in the language of the interface.
fn said(play: &mut Play, vi: &str, en: &str) {
    let text = play.language().pick(vi, en).to_owned();
    play.keys(&text);
}

/// The profile of an invented commune is there.
fn with_office(play: &Play) {
    fs::write(play.program().context.workspace.folders.office(), crate::play::OFFICE).expect("written");
}

/// A new report of a type, from that profile.
fn new_report(play: &mut Play, type_id: &str) {
    with_office(play);
    play.program_mut().new_report(type_id);
    play.keys("");
}

fn on_sample(play: &mut Play) {
    play.choose("bản mẫu", "sample");
}

/// The n-th page of the sample, counted from 1.
fn on_page(play: &mut Play, page: usize) {
    on_sample(play);
    play.keys("<c-g><home><enter>");
    for _ in 1..page {
        play.keys("<pgdn>");
    }
}

#[test]
fn home_empty() {
    snapshots("home-empty", |_| {});
}

#[test]
fn first_run() {
    snapshots("first-run", |play| {
        play.program_mut().open_office();
        play.keys("");
    });
}

#[test]
fn a_new_report() {
    snapshots("new-report", |play| {
        play.program_mut().new_report(ACTION_MONTH);
        play.keys("");
    });
}

#[test]
fn form_pages() {
    for (name, page) in [("form-basis", 1), ("form-guidance", 3), ("form-media", 5), ("form-health", 6)] {
        snapshots(name, |play| on_page(play, page));
    }
}

#[test]
fn form_with_a_wrong_entry() {
    snapshots("form-wrong", |play| {
        on_page(play, 5);
        play.keys("<tab><tab><tab>x");
    });
}

#[test]
fn the_list_of_types() {
    snapshots("popup-types", |play| {
        play.choose("Báo cáo mới", "New report");
    });
}

#[test]
fn a_list_to_mark() {
    snapshots("popup-several", |play| {
        on_page(play, 5);
        while play.field() != "tt_noi_dung" {
            play.keys("<tab>");
        }
        play.keys("<space>");
    });
}

#[test]
fn screens_over_the_form() {
    for (name, page, keys) in [
        ("menu", 1, "<esc>"),
        ("preview", 5, "<c-p>"),
        ("review", 1, "<c-r>"),
        ("help", 5, "<f1>"),
        ("outline", 5, "<c-g>"),
    ] {
        snapshots(name, |play| {
            on_page(play, page);
            play.keys(keys);
        });
    }
}

#[test]
fn settings() {
    snapshots("settings", |play| {
        play.choose("Cài đặt", "Settings");
    });
}

#[test]
fn a_file_that_is_only_shown() {
    snapshots("read-only", |play| {
        let path = play.program().context.workspace.folders.reports().join("la.toml");
        let text = "[report]\ntype = \"bao-cao-la\"\nversion = 1\n\n[answers]\n# ghi chú\nten = \"xã Suối Lim\"\n";
        std::fs::write(&path, text).expect("written");
        play.open(path);
        play.keys("");
    });
}

#[test]
fn a_window_that_is_too_small() {
    for (width, height) in [(40, 10), (59, 24), (80, 15), (7, 3)] {
        let mut play = begin(80, 24, environment(Language::Vi));
        on_sample(&mut play);
        play.resize(width, height);
        same(&format!("too-small-{width}x{height}"), &play);
    }
}

#[test]
fn without_colours_every_state_still_has_a_mark_and_a_word() {
    let plain = Environment { no_color: true, ..environment(Language::Vi) };
    for (width, height) in SIZES {
        let mut play = begin(width, height, plain.clone());
        let mut coloured = begin(width, height, environment(Language::Vi));
        for story in [on_sample as fn(&mut Play), |play| _ = play.keys("<c-r>"), |play| _ = play.keys("<esc><esc>")] {
            story(&mut play);
            story(&mut coloured);
            assert!(!play.has_colour(), "a colour on\n{}", play.picture());
            assert!(coloured.has_colour(), "no colour on\n{}", coloured.picture());
            assert_eq!(play.picture(), coloured.picture(), "the same words and marks");
        }
    }
}

#[test]
fn ascii_frames() {
    let ascii = Environment { letters: "C".to_owned(), ..environment(Language::Vi) };
    let mut play = begin(120, 40, ascii);
    on_page(&mut play, 5);
    let vietnamese = |c: char| c.is_ascii() || c.is_alphabetic() || "“”–".contains(c);
    let mut check = |keys: &str, name: &str| {
        play.keys(keys);
        for line in play.screen() {
            let strange: String = line.chars().filter(|c| !vietnamese(*c)).collect();
            assert_eq!(strange, "", "drawn with more than ASCII: {line}");
        }
        same(name, &play);
    };
    check("", "ascii-form");
    check("<esc>", "ascii-menu");
    check("<esc><c-p>", "ascii-preview");
}
