//! What the loop waits for, in one place: the keys of the terminal, and what other threads tell.
//!
//! It waits for the terminal itself before it lets crossterm read: crossterm would read for ever from
//! a terminal that is gone. Only the loop reads, so an editor of the user's has the terminal alone.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::OwnedFd;
use std::process::Stdio;
use std::slice;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionread};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::stdio::{dup2_stdin, stdin};

use super::events::Event;
use super::keys;
use super::tty_writer::open_terminal;

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

/// Everything that comes, keys first: what was typed before a signal is typed.
#[derive(Debug)]
pub struct Inbox {
    terminal: File,
    /// The standard input as it was, for other programs.
    shared: OwnedFd,
    rung: File,
    told: Receiver<Event>,
    /// What was read and not taken yet.
    ready: VecDeque<Event>,
    again: slice::Iter<'static, Duration>,
}

impl Inbox {
    /// Opens it on the terminal of the process, which becomes the standard input.
    ///
    /// # Errors
    /// There is no terminal to read from.
    pub fn open() -> io::Result<(Self, Bell)> {
        let given = stdin();
        let shared = given.try_clone_to_owned()?;
        // Crossterm waits for the rest of half a key, wherever it may be, unless reading never waits.
        // A file of its own: that is not to be forced upon the shell, which shares the other.
        let terminal = match open_terminal(OpenOptions::new().read(true)) {
            Ok(own) => own,
            Err(_) if given.is_terminal() => File::from(given.try_clone_to_owned()?),
            Err(error) => return Err(error),
        };
        dup2_stdin(&terminal)?;
        let (rung, pipe) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        let (to_loop, told) = channel();
        let bell = Bell { to_loop, pipe: Arc::new(File::from(pipe)) };
        let inbox = Self { terminal, shared, rung: File::from(rung), told, ready: VecDeque::new(), again: [].iter() };
        Ok((inbox, bell))
    }

    /// The standard input for a program that is to have the terminal meanwhile.
    ///
    /// # Errors
    /// The process has too many files open.
    pub fn stdin(&self) -> io::Result<Stdio> {
        self.shared.try_clone().map(Stdio::from)
    }

    /// What has come already.
    pub fn take(&mut self) -> Option<Event> {
        if self.ready.is_empty() {
            let told = self.told.try_recv().ok()?;
            if matches!(told, Event::Terminate | Event::HungUp) {
                // A terminal that is gone has no more.
                let _ = keys::read(self.waiting(), &mut self.ready);
            }
            self.ready.push_back(told);
        }
        self.ready.pop_front()
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
            match self.read(if is_again { again } else { left }) {
                Err(_) => self.ready.push_back(Event::HungUp),
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
        keys::read(self.waiting(), &mut self.ready)?;
        if !self.ready.is_empty() {
            self.again = AGAIN.iter();
        }
        Ok(!self.ready.is_empty() || [terminal, rung].iter().any(|fd| fd.contains(PollFlags::IN)))
    }

    /// How many bytes wait at the terminal.
    fn waiting(&self) -> u64 {
        ioctl_fionread(&self.terminal).unwrap_or(0)
    }
}
