//! Whatever keys come, in whatever window: no panic, nothing lost, and the file gives it all back.

use baocao::report::answers::{Answers, EntryPath};
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::ui::events::Event;
use baocao::ui::screens::Screen;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::play::{ACTION_MONTH, Play, TODAY, parse};

/// What a hand, a terminal or a network may send.
#[derive(Debug, Clone)]
enum Input {
    Keys(&'static str),
    Letter(char),
    Key(KeyEvent),
    Paste(String),
    Resize(u16, u16),
    Wait(u64),
}

fn letters() -> impl Strategy<Value = char> {
    let usual = "aăâbcdđeêghiklmnoôơpqrstuưvxyạảấờữ0123456789 .,/-:;()[]{}\"'#%".chars().collect::<Vec<_>>();
    let strange = "\u{301}\u{323}\u{309}\u{200b}\u{a0}世🙂\u{feff}\u{7f}\u{0}\t".chars().collect::<Vec<_>>();
    prop_oneof![8 => prop::sample::select(usual), 1 => prop::sample::select(strange)]
}

fn inputs() -> impl Strategy<Value = Input> {
    let moves = [
        "<tab>",
        "<tab>",
        "<s-tab>",
        "<enter>",
        "<enter>",
        "<esc>",
        "<up>",
        "<down>",
        "<left>",
        "<right>",
        "<pgup>",
        "<pgdn>",
        "<pgdn>",
        "<home>",
        "<end>",
        "<bs>",
        "<c-h>",
        "<del>",
        "<space>",
        "<c-left>",
        "<c-right>",
        "<c-home>",
        "<c-end>",
        "<a-enter>",
        "<c-j>",
    ];
    let works = [
        "<c-n>",
        "<c-p>",
        "<c-r>",
        "<c-g>",
        "<c-f>",
        "<c-d>",
        "<c-l>",
        "<c-s>",
        "<c-z>",
        "<c-z>",
        "<c-y>",
        "<c-e>",
        "<c-o>1",
        "<c-o>2",
        "<c-o>3",
        "<f1>",
        "<f9>",
        "<a-3>",
        "<c-d>1",
        "<c-d>2",
        "<c-d>3",
        "<c-d>4",
        "<c-d>5",
        "<c-p>s",
        "<c-p>c",
        "<c-p>t",
        "<c-p><enter>",
        "<c-p>G",
        "<esc>1",
        "<c-t>",
        "<c-t><enter>",
        "<c-t>c",
        "<c-t>x<down><enter><enter>",
        "<c-t><home><c-z>",
        "<c-u>",
        "<c-c>",
        "<c-t><end><up><enter>",
    ];
    prop_oneof![
        6 => prop::sample::select(moves.to_vec()).prop_map(Input::Keys),
        3 => prop::sample::select(works.to_vec()).prop_map(Input::Keys),
        8 => letters().prop_map(Input::Letter),
        1 => (any::<char>(), 0_u8..16).prop_map(|(c, m)| {
            let modifiers = KeyModifiers::from_bits_truncate(m);
            // The one way out is tried apart from these.
            let leaves = modifiers.contains(KeyModifiers::CONTROL) && matches!(c.to_ascii_lowercase(), 'q' | 'c');
            Input::Key(KeyEvent::new(KeyCode::Char(if leaves { 'x' } else { c }), modifiers))
        }),
        1 => prop::collection::vec(letters(), 0..60).prop_map(|l| Input::Paste(l.into_iter().collect())),
        1 => "(?s).{0,40}".prop_map(Input::Paste),
        1 => (1_u16..=200, 1_u16..=60).prop_map(|(w, h)| Input::Resize(w, h)),
        1 => prop::sample::select(vec![(1, 1), (59, 16), (60, 15), (60, 16), (80, 24), (119, 40), (120, 40), (200, 60)])
            .prop_map(|(w, h)| Input::Resize(w, h)),
        1 => (0_u64..7000).prop_map(Input::Wait),
    ]
}

fn play_on(play: &mut Play, inputs: &[Input]) {
    for input in inputs {
        match input {
            Input::Keys(keys) => {
                for key in parse(keys) {
                    play.event(Event::Key(key));
                }
            }
            Input::Letter(letter) => {
                play.event(Event::Key(KeyEvent::new(KeyCode::Char(*letter), KeyModifiers::NONE)));
            }
            Input::Key(key) => _ = play.event(Event::Key(*key)),
            Input::Paste(text) => _ = play.event(Event::Paste(text.clone())),
            Input::Resize(width, height) => _ = play.resize(*width, *height),
            Input::Wait(time) => _ = play.advance(*time),
        }
        cursor_is_inside(play);
        if play.ended.is_some() {
            // The menu holds a way out; a person would start the program again.
            *play = std::mem::replace(play, Play::new(80, 24)).again();
        }
    }
}

fn cursor_is_inside(play: &Play) {
    let (width, height) = (play.program().context.area.width, play.program().context.area.height);
    if let Some((x, y)) = play.cursor() {
        assert!(x <= width && y < height, "the cursor at {x},{y} of {width}x{height}\n{}", play.picture());
    }
}

/// Every answer that counts, as it is understood, and what was not understood, as it was typed.
fn meaning(definition: &Definition, answers: &Answers) -> Vec<(EntryPath, String)> {
    let evaluation = Evaluation::of(definition, answers, TODAY);
    let text = |path: EntryPath| match answers.value(path) {
        baocao::report::value::Value::Unreadable(_) => answers.raw(path).trim().to_owned(),
        value => format!("{value:?}"),
    };
    evaluation.entries().map(|entry| (entry.path, text(entry.path))).collect()
}

/// A few cases in every run; `PROPTEST_CASES=2000 cargo test robust` for a long one.
pub fn cases(usual: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(usual), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn any_keys_in_any_window_keep_every_answer(
        size in (1_u16..=200, 1_u16..=60),
        sample in any::<bool>(),
        inputs in prop::collection::vec(inputs(), 0..80),
    ) {
        let mut play = if sample { Play::sample(120, 40) } else { Play::report(ACTION_MONTH, 120, 40) };
        play.resize(size.0, size.1);
        play_on(&mut play, &inputs);
        play.resize(120, 40);
        if play.program().current.report.is_none() {
            return Ok(());
        }
        // What still stands in a popup belongs to the answers too.
        while play.program().dialog.is_some() {
            play.fast("<esc>");
        }
        play.program_mut().update_layout();
        let Some(work) = &play.program().current.report else { return Ok(()) };
        let before = meaning(&work.session.definition, &work.session.answers);
        let edited = work.session.answers.edited.clone();
        let (path, changed) = (work.path().to_owned(), work.is_dirty());
        play.program_mut().end();
        let mut play = play.again();
        if !path.exists() {
            prop_assert!(!changed, "what was changed is written");
            return Ok(());
        }
        play.open(path);
        let work = play.program().current.report.as_ref().expect("it opens again");
        prop_assert_eq!(meaning(&work.session.definition, &work.session.answers), before);
        prop_assert_eq!(&work.session.answers.edited, &edited);
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn what_is_painted_bit_by_bit_is_what_there_is(
        size in (60_u16..=140, 16_u16..=45),
        inputs in prop::collection::vec(inputs(), 0..80),
    ) {
        // How wide strange letters are is a matter of the terminal: these are left out here.
        let usual = |c: char| c.is_ascii_graphic() || c == ' ' || ('À'..='ỹ').contains(&c) && c.is_alphabetic();
        let is_usual = |input: &Input| match input {
            Input::Letter(letter) => usual(*letter),
            Input::Key(_) => false,
            Input::Paste(text) => text.chars().all(usual),
            Input::Keys(_) | Input::Resize(..) | Input::Wait(_) => true,
        };
        let mut play = Play::sample(size.0, size.1);
        play.on_terminal();
        let inputs: Vec<Input> = inputs.into_iter().filter(is_usual).collect();
        play_on(&mut play, &inputs);
    }

    #[test]
    fn each_screen_is_drawn_in_any_window(width in 1_u16..=200, height in 1_u16..=60, keys in "[a-zđ0-9 ]{0,20}") {
        let mut play = Play::sample(120, 40);
        play.resize(width, height).on_terminal();
        for screen in ["<c-p>", "<esc><c-r>", "<esc><f1>", "<esc><esc>", "<esc><c-g>", "<esc><c-f>", "<esc><c-o>"] {
            play.fast(screen).fast(&keys);
            cursor_is_inside(&play);
            play.fast("<esc>");
            while play.program().dialog.is_some() {
                play.fast("<esc>");
            }
            if !matches!(play.program().screen, Screen::Form) {
                play.fast("<esc>");
            }
        }
    }
}

#[test]
fn drawing_twice_gives_the_same_picture() {
    let mut play = Play::sample(120, 40);
    play.at("Tin, bài").keys("12");
    let draw = |play: &mut Play| {
        play.program_mut().update_layout();
        let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a terminal");
        terminal.draw(|frame| baocao::ui::render::render(play.program(), frame)).expect("a frame");
        (terminal.backend().buffer().clone(), terminal.backend().cursor_position())
    };
    let first = draw(&mut play);
    assert_eq!(first, draw(&mut play), "arranging again moves nothing");
}
