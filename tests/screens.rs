//! What the screens look like, word for word, in both languages and in plain looks.

use baocao::report::language::Language;
use baocao::ui::surroundings::Surroundings;

use crate::play::{ACTION_MONTH, Play};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (60, 20)];

fn surroundings(language: Language) -> Surroundings {
    Surroundings { letters: "vi_VN.UTF-8".to_owned(), language: Some(language), ..Surroundings::default() }
}

/// The screen with the cursor marked, and without what differs from run to run.
fn shown(play: &Play) -> String {
    let folder = play.state.folders.reports().display().to_string();
    let lines = play.screen().into_iter().map(|line| line.replace(&folder, "/bao-cao"));
    // How much of a folder's name fits depends on its length.
    let lines = lines.map(|line| match line.find("/tmp/") {
        Some(at) => format!("{}(…)", &line[..at]),
        None => line,
    });
    let (x, y) = play.cursor().expect("the cursor is seen on every screen");
    format!("{}\ncursor {x},{y}", lines.collect::<Vec<_>>().join("\n"))
}

/// One snapshot for each size and language; the play begins at the home screen.
fn snapshots(name: &str, story: impl Fn(&mut Play)) {
    for (width, height) in SIZES {
        for (suffix, language) in [("vi", Language::Vi), ("en", Language::En)] {
            let mut play = Play::begin(width, height, surroundings(language));
            story(&mut play);
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(format!("{name}-{width}x{height}-{suffix}"), shown(&play));
            });
        }
    }
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
        let now = play.now();
        play.state.open_office(&now);
        play.keys("");
    });
}

#[test]
fn a_new_report() {
    snapshots("new-report", |play| {
        let now = play.now();
        play.state.new_report(ACTION_MONTH, &now);
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
        let path = play.state.folders.reports().join("la.toml");
        let text = "[report]\ntype = \"bao-cao-la\"\nversion = 1\n\n[answers]\n# ghi chú\nten = \"xã Suối Lim\"\n";
        std::fs::write(&path, text).expect("written");
        let now = play.now();
        play.state.open(&path, &now);
        play.keys("");
    });
}

#[test]
fn a_window_that_is_too_small() {
    for (width, height) in [(40, 10), (59, 24), (80, 15), (7, 3)] {
        let mut play = Play::begin(80, 24, surroundings(Language::Vi));
        on_sample(&mut play);
        play.resize(width, height);
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("too-small-{width}x{height}"), shown(&play));
        });
    }
}

#[test]
fn without_colours_every_state_still_has_a_mark_and_a_word() {
    let plain = Surroundings { no_color: true, ..surroundings(Language::Vi) };
    for (width, height) in SIZES {
        let mut play = Play::begin(width, height, plain.clone());
        let mut coloured = Play::begin(width, height, surroundings(Language::Vi));
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
    let ascii = Surroundings { letters: "C".to_owned(), ..surroundings(Language::Vi) };
    let mut play = Play::begin(120, 40, ascii);
    on_page(&mut play, 5);
    let vietnamese = |c: char| c.is_ascii() || c.is_alphabetic() || "“”–".contains(c);
    let mut check = |keys: &str, name: &str| {
        play.keys(keys);
        for line in play.screen() {
            let strange: String = line.chars().filter(|c| !vietnamese(*c)).collect();
            assert_eq!(strange, "", "drawn with more than ASCII: {line}");
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, shown(&play));
        });
    };
    check("", "ascii-form");
    check("<esc>", "ascii-menu");
    check("<esc><c-p>", "ascii-preview");
}
