//! What comes from outside: keys, pastes, new sizes, signals; and the time.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::KeyEvent;
use jiff::Timestamp;

use crate::session::open_report::Moment;
use crate::store::local;

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

/// The time.
#[must_use]
pub(crate) fn moment() -> Moment {
    let now = local(Timestamp::now());
    Moment { instant: Instant::now(), today: now.date(), clock: format!("{}:{:02}", now.hour(), now.minute()) }
}
