//! What the loop waits for, in one place: what comes from the terminal, and what other threads tell.
//!
//! Only the loop reads, so an editor of the user's has the terminal alone.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::stdio::stdin;

use crate::session::open_report::Moment;

use super::events::{Event, EventSource, moment};
use super::input::Reader;
use super::tty_writer::open_terminal;

/// So many events are read before they are handled: other things wait for their turn, too.
const MOST: usize = 4096;

/// With which another thread tells the loop something.
#[derive(Debug, Clone)]
pub(crate) struct Waker {
    to_loop: Sender<Event>,
    pipe: Arc<File>,
}

impl Waker {
    /// Tells it. Nobody listens any more once the program ends.
    pub(crate) fn wake(&self, event: Event) {
        let _ = self.to_loop.send(event);
        // A pipe that is full wakes all the same.
        let _ = (&*self.pipe).write(&[0]);
    }
}

/// Everything that comes, keys first: what was typed before a signal is typed.
#[derive(Debug)]
pub(crate) struct EventQueue {
    terminal: File,
    reader: Reader,
    /// Readable when another thread has told something.
    woken: File,
    told: Receiver<Event>,
    /// What was read and not taken yet.
    ready: VecDeque<Event>,
}

impl EventQueue {
    /// Opens it on the terminal of the process.
    ///
    /// # Errors
    /// There is no terminal to read from.
    pub(crate) fn open() -> io::Result<(Self, Waker)> {
        // A file of its own: not to wait is not to be forced upon the shell, which shares the other.
        let terminal = match open_terminal(OpenOptions::new().read(true)) {
            Err(_) if stdin().is_terminal() => File::from(stdin().try_clone_to_owned()?),
            own => own?,
        };
        let (woken, pipe) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        let (to_loop, told) = channel();
        let waker = Waker { to_loop, pipe: Arc::new(File::from(pipe)) };
        let queue = Self { terminal, reader: Reader::new(), woken: File::from(woken), told, ready: VecDeque::new() };
        Ok((queue, waker))
    }

    /// Waits for something to come, and reads it; false where the time is over and nothing has.
    fn poll(&mut self, time: Option<Duration>) -> io::Result<bool> {
        let mut ready = [PollFd::new(&self.terminal, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
        let limit: Option<Timespec> = time.and_then(|time| time.try_into().ok());
        match poll(&mut ready, limit.as_ref()) {
            Err(Errno::INTR) => return Ok(true),
            result => result?,
        };
        let [terminal, woken] = ready.map(|fd| fd.revents());
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        if woken.contains(PollFlags::IN) {
            // Once for all that was told.
            let _ = self.woken.read(&mut [0; 64]);
        }
        if terminal.contains(PollFlags::IN) {
            self.read_terminal()?;
        }
        Ok([terminal, woken].iter().any(|fd| fd.contains(PollFlags::IN)))
    }

    /// Reads what waits at the terminal. The kernel hands on some 4 kB at a time.
    fn read_terminal(&mut self) -> io::Result<()> {
        let mut buffer = [0; 4096];
        while self.ready.len() < MOST && is_readable(&self.terminal)? {
            match self.terminal.read(&mut buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => {
                    let bytes = buffer.get(..count).unwrap_or_default();
                    self.reader.read(bytes, Instant::now(), &mut self.ready);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl EventSource for EventQueue {
    fn now(&self) -> Moment {
        moment()
    }

    fn take(&mut self) -> Option<Event> {
        if self.ready.is_empty() {
            let told = self.told.try_recv().ok()?;
            if matches!(told, Event::Terminate | Event::HungUp) {
                // A terminal that is gone has no more.
                let _ = self.read_terminal();
                self.reader.end(Instant::now(), &mut self.ready);
            }
            self.ready.push_back(told);
        }
        self.ready.pop_front()
    }

    /// The terminal being gone is [`Event::HungUp`].
    fn wait(&mut self, due: Option<Instant>) -> Option<Event> {
        loop {
            if let Some(event) = self.take() {
                return Some(event);
            }
            let until = [due, self.reader.due()].into_iter().flatten().min();
            match self.poll(until.map(|until| until.saturating_duration_since(Instant::now()))) {
                Err(_) => {
                    self.reader.end(Instant::now(), &mut self.ready);
                    self.ready.push_back(Event::HungUp);
                }
                Ok(true) => {}
                Ok(false) => {
                    let now = Instant::now();
                    // Nothing has come: half a key, if there is one, was all of it.
                    self.reader.rest(now, &mut self.ready);
                    if self.ready.is_empty() && due.is_some_and(|due| due <= now) {
                        return None;
                    }
                }
            }
        }
    }

    fn recv_timeout(&self, time: Duration) -> Option<Event> {
        self.told.recv_timeout(time).ok()
    }

    fn suspend(&mut self) -> io::Result<()> {
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
    }
}

fn is_readable(file: &File) -> io::Result<bool> {
    let mut ready = [PollFd::new(file, PollFlags::IN)];
    poll(&mut ready, Some(&Timespec::default()))?;
    Ok(ready.iter().any(|fd| fd.revents().contains(PollFlags::IN)))
}
