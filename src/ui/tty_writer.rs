//! The way out to the terminal, written without ever waiting for it.
//!
//! A connection that is stuck takes no more bytes; a program that waits for it handles no key, no
//! signal and no save. What does not go through at once is kept and tried again.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::OFlags;
use rustix::io::Errno;

/// The terminal of the process.
const TERMINAL: &str = "/dev/tty";

/// How soon a stuck line is tried again, at first and at last.
const FIRST_TRY: Duration = Duration::from_millis(1);
const LAST_TRY: Duration = Duration::from_millis(50);

/// A line that takes nothing for so long is given up.
const STALL: Duration = Duration::from_millis(300);

/// The way out to the terminal. [`Write::write`] takes every byte; [`Write::flush`] hands on what
/// the terminal takes now, and the rest waits.
#[derive(Debug)]
pub(crate) struct TtyWriter {
    out: File,
    bytes: Vec<u8>,
    /// When to try again, while the line is stuck, and how long after that.
    retry: Option<(Instant, Duration)>,
}

/// Opens the terminal of the process, which then waits for nothing: neither for bytes nor for room.
///
/// # Errors
/// The process has none.
pub(crate) fn open_terminal(options: &mut OpenOptions) -> io::Result<File> {
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    options.custom_flags(i32::try_from(flags).map_err(io::Error::other)?).open(TERMINAL)
}

impl TtyWriter {
    /// Opens the line: the terminal of the process, or what the standard output is where it has none.
    ///
    /// # Errors
    /// There is no standard output.
    pub(crate) fn open() -> io::Result<Self> {
        // A file of its own: not to wait is not to be forced upon the shell that shares the other.
        let out = match open_terminal(OpenOptions::new().write(true)) {
            Ok(own) => own,
            Err(_) => File::from(io::stdout().as_fd().try_clone_to_owned()?),
        };
        Ok(TtyWriter { out, bytes: Vec::new(), retry: None })
    }

    /// Whether bytes wait that the terminal did not take.
    #[must_use]
    pub(crate) fn is_stuck(&self) -> bool {
        self.retry.is_some()
    }

    /// When to try again.
    #[must_use]
    pub(crate) fn retry_at(&self) -> Option<Instant> {
        self.retry.map(|(when, _)| when)
    }

    /// Writes what waits, for as long as the line takes bytes, but not after `until`. A line that takes
    /// none is given up after a moment. True when all was taken.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(crate) fn drain(&mut self, until: Option<Instant>) -> io::Result<bool> {
        self.flush()?;
        let mut waiting = self.bytes.len();
        let mut stalled = Instant::now() + STALL;
        while self.is_stuck() {
            let end = until.map_or(stalled, |until| until.min(stalled));
            let wait = end.saturating_duration_since(Instant::now()).min(LAST_TRY);
            if wait.is_zero() {
                return Ok(false);
            }
            let mut room = [PollFd::new(&self.out, PollFlags::OUT)];
            match poll(&mut room, Some(&wait.try_into().unwrap_or_default())) {
                Err(Errno::INTR) => {}
                result => drop(result?),
            }
            self.flush()?;
            if self.bytes.len() < waiting {
                waiting = self.bytes.len();
                stalled = Instant::now() + STALL;
            }
        }
        Ok(true)
    }
}

impl Write for TtyWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Writes what waits, as far as the terminal takes it; an error means that it is gone.
    fn flush(&mut self) -> io::Result<()> {
        let mut written = 0;
        let mut stuck = false;
        while let Some(rest) = self.bytes.get(written..).filter(|rest| !rest.is_empty()) {
            match self.out.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(taken) => written += taken,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    stuck = true;
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        self.bytes.drain(..written);
        self.retry = stuck.then(|| {
            let before = self.retry.filter(|_| written == 0).map_or(FIRST_TRY, |(_, wait)| (wait * 2).min(LAST_TRY));
            (Instant::now() + before, before)
        });
        Ok(())
    }
}
