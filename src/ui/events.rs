//! What comes from outside: keys, pastes, new sizes, signals. The thread here passes signals on.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::event::KeyEvent;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::event_queue::Waker;

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

/// A signal to end has come; the loop may not have heard of it yet.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Whether the program is to end as soon as it can.
#[must_use]
pub fn is_ending() -> bool {
    ENDING.load(Ordering::Relaxed)
}

/// Starts the thread that passes signals on.
///
/// # Errors
/// The signals cannot be watched.
pub fn watch_signals(waker: Waker) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            ENDING.fetch_or(!matches!(signal, SIGCONT | SIGWINCH), Ordering::Relaxed);
            waker.wake(match signal {
                SIGCONT => Event::Resumed,
                SIGWINCH => Event::Resize,
                SIGHUP => Event::HungUp,
                _ => Event::Terminate,
            });
        }
    })?;
    Ok(())
}
