//! What a program does to a terminal besides drawing on it.

use std::error::Error;
use std::io::{self, Write as _};
use std::time::Instant;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::backend::{Backend, TestBackend};
use ratatui::layout::Size;

use super::backend::TtyBackend;
use super::tty_writer::TtyWriter;

/// What is done to a terminal besides drawing on it: [`Backend`] has no word for these. What is not
/// said of one is as in memory: it is always ready, and nothing of it has to be given back.
pub trait TerminalControl: Backend<Error: Error + Send + Sync + 'static> {
    /// Takes the terminal over: raw mode, a screen of its own, pastes marked. The codes are written
    /// with the next frame, for which the terminal is to be cleared.
    ///
    /// # Errors
    /// The terminal is gone.
    fn enter(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Gives the terminal back as it was, not later than `until`: waits while it takes bytes. False
    /// where it does not take the codes for that any more. It is not raw any more in any case.
    ///
    /// # Errors
    /// The terminal is gone.
    fn leave(&mut self, until: Option<Instant>) -> io::Result<bool> {
        let _ = until;
        Ok(true)
    }

    /// Whether a frame can be written now. What an earlier one left is tried first; while the
    /// terminal takes no bytes nothing new is to be drawn.
    ///
    /// # Errors
    /// The terminal is gone.
    fn is_ready(&mut self) -> io::Result<bool> {
        Ok(true)
    }

    /// When to try again what the terminal did not take.
    fn retry_at(&self) -> Option<Instant> {
        None
    }

    /// The size of the window.
    fn window_size(&self) -> Size {
        self.size().unwrap_or_default()
    }

    /// The window has another size: the next frame has it too.
    fn set_size(&mut self, size: Size);

    /// Asks the terminal to put a text on its clipboard (OSC 52), with the next frame.
    fn copy(&mut self, text: &str);
}

impl TerminalControl for TtyBackend<TtyWriter> {
    fn enter(&mut self) -> io::Result<()> {
        // Raw mode that another program took away is still on in crossterm's books.
        disable_raw_mode()?;
        enable_raw_mode()?;
        self.enter_screen();
        Ok(())
    }

    fn leave(&mut self, until: Option<Instant>) -> io::Result<bool> {
        // Codes after half of another code would be part of it: what waits goes first.
        let is_given_back = self.writer_mut().drain(until).and_then(|is_empty| {
            if is_empty {
                self.leave_screen();
                Backend::flush(self)?;
            }
            Ok(is_empty && self.writer_mut().drain(until)?)
        });
        disable_raw_mode()?;
        is_given_back
    }

    fn is_ready(&mut self) -> io::Result<bool> {
        if self.writer().is_stuck() {
            self.writer_mut().flush()?;
        }
        Ok(!self.writer().is_stuck())
    }

    fn retry_at(&self) -> Option<Instant> {
        self.writer().retry_at()
    }

    fn window_size(&self) -> Size {
        window_size()
    }

    fn set_size(&mut self, size: Size) {
        TtyBackend::set_size(self, size);
    }

    fn copy(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(self.codes_mut());
    }
}

impl TerminalControl for TestBackend {
    fn set_size(&mut self, size: Size) {
        self.resize(size.width, size.height);
    }

    fn copy(&mut self, _: &str) {}
}

/// What would be written is kept.
impl TerminalControl for TtyBackend<Vec<u8>> {
    fn set_size(&mut self, size: Size) {
        TtyBackend::set_size(self, size);
    }

    fn copy(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(self.codes_mut());
    }
}

/// The size of the window that the process is in.
#[must_use]
pub(crate) fn window_size() -> Size {
    let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
    Size { width: width.clamp(1, 1000), height: height.clamp(1, 500) }
}
