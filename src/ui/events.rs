//! What comes from outside: keys, pastes, new sizes, signals; two threads feed one channel.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// Something from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Key(KeyEvent),
    Paste(String),
    /// The window has another size.
    Resize,
    /// A file was written, or not.
    Saved,
    /// The program runs again after it was stopped.
    Resumed,
    /// It is to end now: save, restore the terminal, leave.
    Terminate,
    /// The terminal is gone: save and leave without touching it.
    HungUp,
}

/// How long a lone Esc waits for the rest of a key that the network split.
const ESCAPE_WAIT: Duration = Duration::from_millis(50);

/// Starts the threads that feed the channel.
///
/// # Errors
/// The signals cannot be watched.
pub fn spawn(sender: &Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGCONT])?;
    let to_loop = sender.clone();
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGCONT => Event::Resumed,
                SIGHUP => Event::HungUp,
                _ => Event::Terminate,
            };
            if to_loop.send(event).is_err() {
                break;
            }
        }
    })?;
    let to_loop = sender.clone();
    thread::Builder::new().name("keys".into()).spawn(move || {
        let mut source = Terminal;
        loop {
            let events = match next(&mut source) {
                Ok(events) => events,
                Err(_) => vec![Event::HungUp],
            };
            for event in events {
                let last = event == Event::HungUp;
                if to_loop.send(event).is_err() || last {
                    return;
                }
            }
        }
    })?;
    Ok(())
}

/// Where terminal events come from; a script in the tests.
trait Source {
    fn read(&mut self) -> io::Result<event::Event>;
    /// The next event, if it comes within this time.
    fn read_within(&mut self, time: Duration) -> io::Result<Option<event::Event>>;
}

struct Terminal;

impl Source for Terminal {
    fn read(&mut self) -> io::Result<event::Event> {
        event::read()
    }

    fn read_within(&mut self, time: Duration) -> io::Result<Option<event::Event>> {
        if event::poll(time)? { event::read().map(Some) } else { Ok(None) }
    }
}

/// The next events. A lone Esc is held for a moment: when `[` or `O` follows, it was the start of
/// a key that the network split, and the key is put together again.
fn next(source: &mut impl Source) -> io::Result<Vec<Event>> {
    let first = source.read()?;
    if !is_key(&first, KeyCode::Esc) {
        return Ok(translate(first).into_iter().collect());
    }
    let mut held = vec![first];
    let mut sequence = String::new();
    while let Some(event) = source.read_within(ESCAPE_WAIT)? {
        let letter = typed(&event);
        held.push(event);
        let Some(letter) = letter else { break };
        sequence.push(letter);
        if !sequence.starts_with(['[', 'O']) || sequence.len() > 12 {
            break;
        }
        if sequence.len() > 1 && (letter.is_ascii_alphabetic() || letter == '~') {
            return Ok(key_of(&sequence).map(Event::Key).into_iter().collect());
        }
    }
    Ok(held.into_iter().filter_map(translate).collect())
}

fn is_key(event: &event::Event, code: KeyCode) -> bool {
    matches!(event, event::Event::Key(key) if key.code == code && key.modifiers.is_empty())
}

fn typed(event: &event::Event) -> Option<char> {
    match event {
        event::Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. })
            if modifiers.difference(KeyModifiers::SHIFT).is_empty() =>
        {
            Some(*c)
        }
        _ => None,
    }
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Resize(..) => Some(Event::Resize),
        _ => None,
    }
}

/// The key of an escape sequence, without its ESC.
fn key_of(sequence: &str) -> Option<KeyEvent> {
    let number = sequence.trim_start_matches(['[', 'O']).trim_end_matches('~');
    let code = match (sequence.chars().next_back()?, number) {
        ('A', _) => KeyCode::Up,
        ('B', _) => KeyCode::Down,
        ('C', _) => KeyCode::Right,
        ('D', _) => KeyCode::Left,
        ('H', _) | ('~', "1" | "7") => KeyCode::Home,
        ('F', _) | ('~', "4" | "8") => KeyCode::End,
        ('Z', _) => KeyCode::BackTab,
        ('P', _) | ('~', "11") => KeyCode::F(1),
        ('Q', _) | ('~', "12") => KeyCode::F(2),
        ('R', _) | ('~', "13") => KeyCode::F(3),
        ('S', _) | ('~', "14") => KeyCode::F(4),
        ('~', "3") => KeyCode::Delete,
        ('~', "5") => KeyCode::PageUp,
        ('~', "6") => KeyCode::PageDown,
        ('~', "15") => KeyCode::F(5),
        ('~', "17") => KeyCode::F(6),
        ('~', "18") => KeyCode::F(7),
        ('~', "19") => KeyCode::F(8),
        ('~', "20") => KeyCode::F(9),
        ('~', "21") => KeyCode::F(10),
        _ => return None,
    };
    Some(KeyEvent::new(code, KeyModifiers::NONE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;

    /// Events of which `None` is a pause longer than a lone Esc waits.
    struct Script(VecDeque<Option<KeyCode>>);

    impl Script {
        fn event(code: KeyCode) -> event::Event {
            event::Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
        }
    }

    impl Source for Script {
        fn read(&mut self) -> io::Result<event::Event> {
            let code = self.0.pop_front().flatten().ok_or_else(|| io::Error::other("the script ends"))?;
            Ok(Script::event(code))
        }

        fn read_within(&mut self, _: Duration) -> io::Result<Option<event::Event>> {
            Ok(self.0.pop_front().flatten().map(Script::event))
        }
    }

    fn codes(script: &[Option<KeyCode>]) -> Vec<KeyCode> {
        let events = next(&mut Script(script.iter().copied().collect())).expect("events");
        events
            .into_iter()
            .filter_map(|event| match event {
                Event::Key(key) => Some(key.code),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_split_key_is_put_together() {
        use KeyCode::{BackTab, Char, Down, Esc, F, PageDown};
        let c = |c| Some(Char(c));
        assert_eq!(codes(&[Some(Esc), c('['), c('B')]), [Down]);
        assert_eq!(codes(&[Some(Esc), c('O'), c('P')]), [F(1)]);
        assert_eq!(codes(&[Some(Esc), c('['), c('6'), c('~')]), [PageDown]);
        assert_eq!(codes(&[Some(Esc), c('['), c('Z')]), [BackTab]);
    }

    #[test]
    fn a_lone_escape_is_escape_and_what_follows_is_kept() {
        use KeyCode::{Char, Enter, Esc};
        assert_eq!(codes(&[Some(Esc), None]), [Esc]);
        assert_eq!(codes(&[Some(Esc), Some(Char('3'))]), [Esc, Char('3')]);
        assert_eq!(codes(&[Some(Esc), Some(Enter)]), [Esc, Enter]);
        assert_eq!(codes(&[Some(Esc), Some(Char('[')), None]), [Esc, Char('[')]);
    }
}
