//! The keys of the terminal, as crossterm reads them; a key that the network split is put together.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::events::Event;

/// How long a lone Esc waits for the rest of a key that the network split.
const ESCAPE_WAIT: Duration = Duration::from_millis(50);

/// How long is looked for what crossterm holds. It reads the clock several times before it looks, and
/// does not look at all once the time is over; till then it spins.
const MOMENT: Duration = Duration::from_micros(50);

/// The same where bytes have come: it returns with the first key, and waits only for the rest of one.
const AMPLE: Duration = Duration::from_millis(10);

/// So many events are read at a time: other things wait for their turn, too.
const MOST: usize = 4096;

/// Reads what has come: the bytes that are `waiting` at the terminal, and what crossterm holds.
///
/// # Errors
/// The terminal cannot be read from.
pub fn read(waiting: u64, into: &mut VecDeque<Event>) -> io::Result<()> {
    let mut time = if waiting > 0 { AMPLE } else { MOMENT };
    while into.len() < MOST
        && let Some(events) = next(&mut Terminal, time)?
    {
        let is_all = matches!(events.as_slice(), [Event::Key(key)] if length(key) == Some(waiting));
        into.extend(events);
        if is_all {
            break;
        }
        time = MOMENT;
    }
    Ok(())
}

/// The bytes of a letter that was typed alone.
fn length(key: &KeyEvent) -> Option<u64> {
    let is_letter = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
    let KeyCode::Char(letter) = key.code else { return None };
    u64::try_from(letter.len_utf8()).ok().filter(|_| is_letter)
}

/// Where terminal events come from; a script in the tests.
trait Source {
    /// The next event, if it comes within this time.
    fn read_within(&mut self, time: Duration) -> io::Result<Option<event::Event>>;
}

struct Terminal;

impl Source for Terminal {
    fn read_within(&mut self, time: Duration) -> io::Result<Option<event::Event>> {
        if event::poll(time)? { event::read().map(Some) } else { Ok(None) }
    }
}

/// The next events; `None` where there is nothing to read now. A lone Esc is held for a moment: when
/// `[` or `O` follows, it was the start of a key that the network split, and the key is put together
/// again.
fn next(source: &mut impl Source, time: Duration) -> io::Result<Option<Vec<Event>>> {
    let Some(first) = source.read_within(time)? else { return Ok(None) };
    if !is_key(&first, KeyCode::Esc) {
        return Ok(Some(translate(first).into_iter().collect()));
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
            return Ok(Some(key_of(&sequence).map(Event::Key).into_iter().collect()));
        }
    }
    Ok(Some(held.into_iter().filter_map(translate).collect()))
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

    /// Events of which `None` is a pause longer than a lone Esc waits.
    struct Script(VecDeque<Option<KeyCode>>);

    impl Script {
        fn event(code: KeyCode) -> event::Event {
            event::Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
        }
    }

    impl Source for Script {
        fn read_within(&mut self, _: Duration) -> io::Result<Option<event::Event>> {
            Ok(self.0.pop_front().flatten().map(Script::event))
        }
    }

    fn codes(script: &[Option<KeyCode>]) -> Vec<KeyCode> {
        let events = next(&mut Script(script.iter().copied().collect()), MOMENT).expect("read").expect("events");
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
