//! What comes from outside: keys, pastes, new sizes, signals. The thread here passes signals on.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::KeyEvent;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::session::open_report::Moment;

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

/// Where events come from, and the time.
pub trait EventSource {
    /// The time now.
    fn now(&self) -> Moment;

    /// The next event; `None` once it is `due`.
    fn wait(&mut self, due: Option<Instant>) -> Option<Event>;

    /// What has come already.
    fn take(&mut self) -> Option<Event>;

    /// The next event that is no key, within a time: while another program has the terminal.
    fn recv_timeout(&self, time: Duration) -> Option<Event>;

    /// Stops the process until it is told to go on, which is an event.
    ///
    /// # Errors
    /// The process cannot be stopped.
    fn suspend(&mut self) -> io::Result<()>;
}

/// Starts the thread that passes signals on; `ending` is set before the loop can hear of one to end.
///
/// # Errors
/// The signals cannot be watched.
pub fn watch_signals(waker: Waker, ending: Arc<AtomicBool>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            ending.fetch_or(!matches!(signal, SIGCONT | SIGWINCH), Ordering::Relaxed);
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
