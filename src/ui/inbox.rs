//! What the loop waits for, in one place: the keys of the terminal, and what other threads tell.
//!
//! It waits for the terminal itself before it lets crossterm read: crossterm would read for ever from
//! a terminal that is gone. Only the loop reads, so an editor of the user's has the terminal alone.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::AsFd;
use std::slice;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};

use super::events::Event;
use super::keys;
use super::line::TERMINAL;

/// After keys it is looked again this late: had the program been held up while it looked, what
/// crossterm holds would lie there until the next key.
const AGAIN: [Duration; 2] = [Duration::from_millis(5), Duration::from_millis(50)];

/// With which another thread tells the loop something.
#[derive(Debug, Clone)]
pub struct Bell {
    to_loop: Sender<Event>,
    pipe: Arc<File>,
}

impl Bell {
    /// Tells it. Nobody listens any more once the program ends.
    pub fn ring(&self, event: Event) {
        let _ = self.to_loop.send(event);
        // A pipe that is full rings all the same.
        let _ = (&*self.pipe).write(&[0]);
    }
}

/// Everything that comes; what other threads tell goes before the keys.
#[derive(Debug)]
pub struct Inbox {
    terminal: File,
    rung: File,
    told: Receiver<Event>,
    /// The keys that were read.
    keys: VecDeque<Event>,
    again: slice::Iter<'static, Duration>,
}

impl Inbox {
    /// Opens it on the terminal of the process.
    ///
    /// # Errors
    /// There is no terminal to read from.
    pub fn open() -> io::Result<(Self, Bell)> {
        let terminal = if io::stdin().is_terminal() {
            File::from(io::stdin().as_fd().try_clone_to_owned()?)
        } else {
            File::open(TERMINAL)?
        };
        let (rung, pipe) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        let (to_loop, told) = channel();
        let bell = Bell { to_loop, pipe: Arc::new(File::from(pipe)) };
        Ok((Self { terminal, rung: File::from(rung), told, keys: VecDeque::new(), again: [].iter() }, bell))
    }

    /// What has come already.
    pub fn take(&mut self) -> Option<Event> {
        self.told.try_recv().ok().or_else(|| self.keys.pop_front())
    }

    /// The next event; `None` once it is `due`. The terminal being gone is [`Event::HungUp`].
    pub fn wait(&mut self, due: Option<Instant>) -> Option<Event> {
        loop {
            if let Some(event) = self.take() {
                return Some(event);
            }
            let left = due.map(|due| due.saturating_duration_since(Instant::now()));
            let again = self.again.as_slice().first().copied();
            let is_again = again.is_some_and(|again| left.is_none_or(|left| again < left));
            let time = if is_again { again } else { left };
            match self.read(time) {
                Err(_) => return Some(Event::HungUp),
                Ok(true) => {}
                Ok(false) if is_again => {
                    self.again.next();
                }
                Ok(false) => return None,
            }
        }
    }

    /// The next thing that another thread tells, within a time: while another program has the terminal.
    #[must_use]
    pub fn told_within(&self, time: Duration) -> Option<Event> {
        self.told.recv_timeout(time).ok()
    }

    /// Waits for something to come, and reads the keys; false where the time is over and nothing has.
    fn read(&mut self, time: Option<Duration>) -> io::Result<bool> {
        let mut ready = [PollFd::new(&self.terminal, PollFlags::IN), PollFd::new(&self.rung, PollFlags::IN)];
        let limit: Option<Timespec> = time.and_then(|time| time.try_into().ok());
        match poll(&mut ready, limit.as_ref()) {
            Err(Errno::INTR) => return Ok(true),
            result => result?,
        };
        let [terminal, rung] = ready.map(|fd| fd.revents());
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        if rung.contains(PollFlags::IN) {
            // Once for all that was told.
            let _ = self.rung.read(&mut [0; 64]);
        }
        // What crossterm holds is not seen from here.
        if keys::read(&mut self.keys)? > 0 {
            self.again = AGAIN.iter();
            return Ok(true);
        }
        Ok(rung.contains(PollFlags::IN))
    }
}
