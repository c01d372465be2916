//! Keys, pastes and sizes of the window: no panic, and no cell of the screen holds an order.
#![no_main]

use std::fs;
use std::time::{Duration, Instant};

use baocao::app::environment::Environment;
use baocao::session::open_report::Moment;
use baocao::store::folders::Folders;
use baocao::store::built_in::EXAMPLES;
use baocao::text::visible::is_hidden;
use baocao::ui::backend::TtyBackend;
use baocao::ui::events::Event;
use baocao::ui::program::Program;
use baocao::ui::render::render;
use baocao_fuzz::TODAY;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use libfuzzer_sys::fuzz_target;
use ratatui::Terminal;
use ratatui::layout::Rect;

/// The keys that a byte below `0x20` stands for.
const KEYS: [KeyCode; 20] = [
    KeyCode::Tab,
    KeyCode::BackTab,
    KeyCode::Enter,
    KeyCode::Enter,
    KeyCode::Esc,
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::F(1),
    KeyCode::F(4),
    KeyCode::F(9),
    KeyCode::Insert,
    KeyCode::Null,
];

fn events(text: &str) -> Vec<Event> {
    let key = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
    let mut chars = text.chars();
    let mut events = Vec::new();
    while let Some(c) = chars.next() {
        events.push(match c {
            '\0'..='\u{13}' => key(KEYS[c as usize], KeyModifiers::NONE),
            '\u{14}'..='\u{16}' => key(KeyCode::Char(chars.next().unwrap_or('p')), KeyModifiers::CONTROL),
            '\u{17}' => key(KeyCode::Char(chars.next().unwrap_or('1')), KeyModifiers::ALT),
            '\u{18}' => Event::Paste(chars.by_ref().take_while(|c| *c != '\u{18}').collect()),
            '\u{19}' => Event::Resize,
            c => key(KeyCode::Char(c), KeyModifiers::NONE),
        });
    }
    events
}

fuzz_target!(|text: &str| {
    let folder = tempfile::tempdir_in("/dev/shm").expect("a folder");
    let folders = Folders::under(folder.path());
    folders.create().expect("folders");
    let path = folders.reports().join("a.toml");
    fs::write(&path, EXAMPLES[0].1).expect("written");
    let begin = Instant::now();
    let now = |time| Moment { instant: begin + Duration::from_secs(time), today: TODAY, clock: "9:41".to_owned() };
    let mut program = Program::new(folders, Environment::default(), now(0));
    let backend = TtyBackend::new(Vec::new(), program.context.area.as_size());
    let mut terminal = Terminal::new(backend).expect("a terminal");
    program.open(path);
    for (time, event) in (1..).zip(events(text).into_iter().take(200)) {
        if event == Event::Resize {
            let size = u16::try_from(time * 37 % 200).unwrap_or(80);
            program.context.area = Rect { x: 0, y: 0, width: size.max(1), height: (size / 3).max(1) };
            terminal.backend_mut().set_size(program.context.area.as_size());
        }
        if program.handle(event, now(time)).is_some() {
            break;
        }
        program.tick(now(time));
        program.update_layout();
        let frame = terminal.draw(|frame| render(&program, frame)).expect("a frame");
        assert!(!frame.buffer.content.iter().any(|cell| cell.symbol().contains(is_hidden)));
        terminal.backend_mut().writer_mut().clear();
    }
    program.end_at(now(1000));
});
