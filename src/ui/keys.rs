//! The keys of the terminal, read by a thread that can be told to leave them to another program.
//!
//! It waits for them itself before it lets crossterm read: crossterm would go on reading while an
//! editor of the user's has the terminal, and for ever from a terminal that is gone.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::AsFd;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};

use super::events::Event;
use super::line::TERMINAL;

/// How long a lone Esc waits for the rest of a key that the network split.
const ESCAPE_WAIT: Duration = Duration::from_millis(50);

/// How long is looked for what crossterm has read already. It spins through so short a time, and
/// does not look at all once the time is over.
const MOMENT: Duration = Duration::from_micros(50);

/// After keys it is looked again this late: had the thread been held up for a moment just then, what
/// crossterm holds would lie there until the next key.
const AGAIN: [Duration; 2] = [Duration::from_millis(5), Duration::from_millis(50)];

/// The thread that reads the keys, as the loop holds it.
pub struct Keys {
    gate: Arc<Gate>,
    bell: File,
}

/// Whether the keys are read.
#[derive(Debug, Default)]
struct Gate {
    is: Mutex<Is>,
    changed: Condvar,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Is {
    #[default]
    Open,
    /// To be closed; the thread may still be reading.
    Closing,
    Closed,
}

impl Gate {
    fn set(&self, is: Is) {
        if let Ok(mut now) = self.is.lock() {
            *now = is;
            self.changed.notify_all();
        }
    }

    /// Waits until it is as told.
    fn wait(&self, is: Is) {
        if let Ok(now) = self.is.lock() {
            drop(self.changed.wait_while(now, |now| *now != is));
        }
    }
}

impl Keys {
    /// Starts the thread; it ends with [`Event::HungUp`] once the terminal is gone.
    ///
    /// # Errors
    /// There is no terminal to read from.
    pub fn read(to_loop: Sender<Event>) -> io::Result<Self> {
        let terminal = if io::stdin().is_terminal() {
            File::from(io::stdin().as_fd().try_clone_to_owned()?)
        } else {
            File::open(TERMINAL)?
        };
        let (rung, bell) = pipe_with(PipeFlags::CLOEXEC)?;
        let rung = File::from(rung);
        let keys = Keys { gate: Arc::default(), bell: File::from(bell) };
        let gate = Arc::clone(&keys.gate);
        thread::Builder::new().name("keys".into()).spawn(move || {
            let end = read_all(&terminal, rung, &gate, &to_loop);
            // The loop may have ended already.
            let _ = end.or_else(|_| to_loop.send(Event::HungUp));
            gate.set(Is::Closed);
        })?;
        Ok(keys)
    }

    /// Leaves the keys to another program from now on.
    pub fn pause(&mut self) {
        self.gate.set(Is::Closing);
        if self.bell.write_all(&[0]).is_ok() {
            self.gate.wait(Is::Closed);
        }
    }

    /// Reads them again.
    pub fn resume(&mut self) {
        self.gate.set(Is::Open);
    }
}

/// Reads until nobody listens (`Ok`) or the terminal is gone.
fn read_all(terminal: &File, mut bell: File, gate: &Gate, to_loop: &Sender<Event>) -> io::Result<()> {
    let mut again = [].iter();
    loop {
        let mut ready = [PollFd::new(terminal, PollFlags::IN), PollFd::new(&bell, PollFlags::IN)];
        let time: Option<Timespec> = again.next().and_then(|time: &Duration| (*time).try_into().ok());
        match poll(&mut ready, time.as_ref()) {
            Err(Errno::INTR) => continue,
            result => result?,
        };
        let [keys, rung] = ready.map(|fd| fd.revents());
        if keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        if rung.contains(PollFlags::IN) {
            bell.read_exact(&mut [0])?;
            gate.set(Is::Closed);
            gate.wait(Is::Open);
            continue;
        }
        while let Some(events) = next(&mut Terminal)? {
            again = AGAIN.iter();
            for event in events {
                if to_loop.send(event).is_err() {
                    return Ok(());
                }
            }
        }
    }
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

/// The next events; `None` where there is nothing to read now. A lone Esc is held for a moment: when `[` or `O` follows, it was the start of
/// a key that the network split, and the key is put together again.
fn next(source: &mut impl Source) -> io::Result<Option<Vec<Event>>> {
    let Some(first) = source.read_within(MOMENT)? else { return Ok(None) };
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
    use std::collections::VecDeque;

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
        let events = next(&mut Script(script.iter().copied().collect())).expect("read").expect("events");
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
