//! The loop: an event comes, the program changes, a frame is drawn; nothing else ever runs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::layout::{Rect, Size};

use crate::session::open_report::OpenReport;
use crate::store::names::edited_path;
use crate::store::saver::Saver;
use crate::text::language::Language;
use crate::text::visible::shown_path;

use super::backend::TtyBackend;
use super::editor::{self, Edited};
use super::effect::Task;
use super::event_queue::EventQueue;
use super::events::{Event, EventSource, moment};
use super::program::Program;
use super::render::render;
use super::signals::watch_signals;
use super::strings as s;
use super::terminal_control::{TerminalControl, window_size};
use super::tty_writer::TtyWriter;

/// How long a terminal that takes bytes slowly is waited for when the system ends the program.
const TERMINATION: Duration = Duration::from_secs(1);

/// How the terminal was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// As it was found: there is a normal screen to print on.
    Restored,
    /// It is gone or stuck: nothing can be printed.
    Lost,
}

/// How the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The person left.
    Left,
    /// The system ends the program, and waits for it a moment only.
    Terminated,
    /// The terminal is gone, or goes at once.
    HungUp,
}

impl End {
    /// Until when the terminal may take the codes that give it back; `None` while it takes any bytes.
    fn patience(self) -> Option<Instant> {
        match self {
            End::Left => None,
            End::Terminated => Some(Instant::now() + TERMINATION),
            End::HungUp => Some(Instant::now()),
        }
    }
}

/// The program on a terminal, and what it waits for.
pub struct App<B: TerminalControl, E: EventSource> {
    pub program: Program,
    pub terminal: Terminal<B>,
    pub events: E,
}

impl<B: TerminalControl, E: EventSource> App<B, E> {
    /// The program on a terminal that is not yet taken over.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn new(mut program: Program, backend: B, events: E) -> io::Result<Self> {
        program.context.area = Rect::from((ratatui::layout::Position::ORIGIN, backend.window_size()));
        Ok(App { program, terminal: Terminal::new(backend).map_err(io::Error::other)?, events })
    }

    /// Takes the terminal over anew, whatever was done to it meanwhile.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(crate) fn enter(&mut self) -> io::Result<()> {
        self.terminal.backend_mut().enter()?;
        self.terminal.clear().map_err(io::Error::other)
    }

    /// Runs until the person leaves.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(crate) fn run(&mut self) -> io::Result<End> {
        loop {
            if let Some(end) = self.turn()? {
                return Ok(end);
            }
        }
    }

    /// Draws the program with one `write`, or none when nothing changed. While the terminal takes no
    /// bytes nothing new is drawn; what changes is on the disk all the same.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self) -> io::Result<()> {
        self.program.update_layout();
        remember(&self.program);
        if self.terminal.backend_mut().is_ready()? {
            self.terminal.draw(|frame| render(&self.program, frame)).map_err(io::Error::other)?;
        }
        Ok(())
    }

    /// When something is to be done without an event.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        [self.program.due(), self.terminal.backend().retry_at()].into_iter().flatten().min()
    }

    /// Waits for what comes or is due, handles all of it, and draws one frame. How the loop ended, once
    /// it has.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn turn(&mut self) -> io::Result<Option<End>> {
        let mut next = self.events.wait(self.due());
        let now = self.events.now();
        while let Some(event) = next {
            let end = match event {
                Event::HungUp => End::HungUp,
                Event::Terminate => End::Terminated,
                _ => End::Left,
            };
            if event == Event::Resumed {
                self.enter()?;
            }
            if matches!(event, Event::Resize | Event::Resumed) {
                self.resize();
            }
            next = None;
            match self.program.handle(event, now.clone()) {
                None => {}
                Some(Task::Quit) => return Ok(Some(end)),
                Some(Task::Redraw) => self.enter()?,
                Some(Task::Suspend) => self.suspend()?,
                Some(Task::Edit(text)) => next = self.edit(&text)?,
                Some(Task::Copy(text)) => self.terminal.backend_mut().copy(&text),
            }
            // However many keys wait, what is due is done in time.
            let is_due = self.program.due().is_some_and(|due| due <= self.events.now().instant);
            next = next.or_else(|| if is_due { None } else { self.events.take() });
        }
        self.program.tick(self.events.now());
        self.draw()?;
        Ok(None)
    }

    fn resize(&mut self) {
        let size = self.terminal.backend().window_size();
        self.program.context.area = Rect::from((ratatui::layout::Position::ORIGIN, size));
        self.terminal.backend_mut().set_size(size);
    }

    /// Stops the program as Ctrl-Z does in a shell; SIGCONT brings [`Event::Resumed`].
    fn suspend(&mut self) -> io::Result<()> {
        self.terminal.backend_mut().leave(None)?;
        self.events.suspend()
    }

    /// Lets the person's editor change a text. Returns what ended the program meanwhile, if anything did.
    fn edit(&mut self, text: &str) -> io::Result<Option<Event>> {
        let language = self.program.context.language;
        let Some(editor) = self.program.context.environment.editor.clone() else {
            self.program.message = Some(s::NO_EDITOR.of(language).to_owned());
            return Ok(None);
        };
        let Some(report) = &self.program.current.report else { return Ok(None) };
        let path = edited_path(report.path());
        self.terminal.backend_mut().leave(None)?;
        let result = editor::run(&editor, &path, text, |time| self.events.recv_timeout(time));
        let ended = result.as_ref().ok().and_then(|(_, ended)| ended.clone());
        if ended.is_none() {
            self.enter()?;
        }
        match result {
            Ok((Edited::Text(text), _)) if self.program.take_edited(&text, &path) => {}
            Ok((Edited::Untouched, _)) => {}
            Ok(_) => self.program.message = Some(s::EDIT_KEPT.fill(language, &[&shown_path(&path)])),
            Err(error) => self.program.message = Some(s::EDITOR_FAILED.fill(language, &[&editor, &error])),
        }
        // What came meanwhile was not listened to.
        self.resize();
        self.program.after_editor(self.events.now());
        Ok(ended)
    }
}

/// Runs the program on the terminal of the process until the person leaves.
///
/// # Errors
/// The terminal cannot be used.
pub(crate) fn run(program: Program) -> io::Result<(Program, Left)> {
    restore_on_panic();
    let (events, waker) = EventQueue::open()?;
    let ending = Arc::<AtomicBool>::default();
    // Before the window is measured: another size is told from here on.
    watch_signals(waker.clone(), Arc::clone(&ending))?;
    let backend = TtyBackend::new(TtyWriter::open()?, window_size());
    let mut app = App::new(program, backend, events)?;
    let ended = app.enter().and_then(|()| app.draw()).and_then(|()| {
        let saver = &mut app.program.current.saver;
        *saver = Saver::aside(saver.disk(), Box::new(move || waker.wake(Event::Saved)), ending);
        app.run()
    });
    if ended.is_err() {
        // What is on the screen may be lost, never what was typed.
        app.program.end_at(moment());
    }
    let until = ended.as_ref().map_or(End::Terminated, |end| *end).patience();
    let is_given_back = app.terminal.backend_mut().leave(until);
    let is_lost = ended? == End::HungUp || !is_given_back?;
    let left = if is_lost { Left::Lost } else { Left::Restored };
    Ok((app.program, left))
}

/// The answers that are on the screen, for the last words of a program that panics.
static WORKED_ON: Mutex<Option<PathBuf>> = Mutex::new(None);

fn remember(program: &Program) {
    let path = program.current.report.as_ref().map(OpenReport::path);
    if let Ok(mut worked_on) = WORKED_ON.lock()
        && worked_on.as_deref() != path
    {
        *worked_on = path.map(Path::to_owned);
    }
}

/// A panic must not leave the terminal raw, nor its message invisible, nor the person without
/// knowing where the answers are.
fn restore_on_panic() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let until = End::Terminated.patience();
        let is_given_back = TtyWriter::open()
            .and_then(|writer| TtyBackend::new(writer, Size::ZERO).leave(until))
            .is_ok_and(|is_given_back| is_given_back);
        if !is_given_back {
            // Nothing can be read there, and to write would be to wait for ever.
            return;
        }
        let worked_on = WORKED_ON.try_lock().ok().and_then(|path| path.clone());
        for language in [Language::Vi, Language::En] {
            let told = match &worked_on {
                Some(path) => s::PANIC_ANSWERS.fill(language, &[&shown_path(path)]),
                None => s::PANIC.of(language).to_owned(),
            };
            let _ = writeln!(io::stderr(), "{told}");
        }
        usual(info);
    }));
}
