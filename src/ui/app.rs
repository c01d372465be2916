//! The loop: an event comes, the state changes, a frame is drawn; nothing else ever runs.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Instant;

use crossterm::clipboard::CopyToClipboard;
use crossterm::{QueueableCommand, terminal};
use ratatui::layout::Rect;

use super::canvas::{Canvas, Sheet};
use super::draw::draw_on;
use super::events::{Event, spawn};
use super::painter::{Features, Painter};
use super::state::{Effect, State};
use super::strings as s;
use super::work::Moment;

/// The terminal as the loop holds it: restored when it is dropped.
struct Screen {
    out: File,
    painter: Painter,
    canvas: Canvas,
    sheet: Sheet,
    bytes: Vec<u8>,
}

impl Screen {
    fn open(colour: bool) -> io::Result<Self> {
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        terminal::enable_raw_mode()?;
        let mut screen = Screen {
            out,
            painter: Painter::new(Features { colour, ..Features::default() }),
            canvas: Canvas::default(),
            sheet: Sheet::default(),
            bytes: Vec::new(),
        };
        screen.painter.enter(&mut screen.bytes);
        Ok(screen)
    }

    /// Draws the state with one `write`, or none when nothing changed.
    fn frame(&mut self, state: &mut State) -> io::Result<()> {
        state.arrange();
        self.canvas.begin(state.theme, state.area);
        let cursor = draw_on(state, &mut self.canvas);
        self.painter.paint(self.sheet.frame(&self.canvas), cursor, &mut self.bytes);
        self.flush()
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.bytes.is_empty() {
            self.out.write_all(&self.bytes)?;
            self.bytes.clear();
        }
        Ok(())
    }

    /// Asks the terminal to put a text on its clipboard (OSC 52); the next frame carries it.
    fn copy(&mut self, text: String) {
        // Writing to memory cannot fail.
        let _ = self.bytes.queue(CopyToClipboard::to_clipboard_from(text));
    }

    /// Gives the terminal back to the shell for a while.
    fn leave(&mut self) -> io::Result<()> {
        self.painter.leave(&mut self.bytes);
        self.flush()?;
        terminal::disable_raw_mode()
    }

    fn enter(&mut self) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        self.painter.enter(&mut self.bytes);
        Ok(())
    }
}

/// Runs the program on the terminal until the person leaves.
///
/// # Errors
/// The terminal cannot be used.
pub fn run(state: &mut State) -> io::Result<()> {
    restore_on_panic();
    let (sender, events) = channel();
    let mut screen = Screen::open(state.theme.colour)?;
    state.area = size();
    screen.frame(state)?;
    spawn(&sender)?;
    let end = turn(state, &mut screen, &events);
    if matches!(end, Ok(End::HungUp)) {
        return Ok(());
    }
    screen.leave()?;
    end.map(|_| ())
}

/// How the loop ended.
enum End {
    Left,
    /// There is no terminal to restore.
    HungUp,
}

fn turn(state: &mut State, screen: &mut Screen, events: &Receiver<Event>) -> io::Result<End> {
    loop {
        let first = match state.due() {
            None => events.recv().ok(),
            Some(due) => match events.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => {
                    state.tick(&now());
                    screen.frame(state)?;
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => None,
            },
        };
        let Some(first) = first else { return Ok(End::HungUp) };
        let now = now();
        // Everything that has come is handled before one frame is drawn.
        for event in std::iter::once(first).chain(events.try_iter()) {
            let hung_up = event == Event::HungUp;
            if matches!(event, Event::Resize | Event::Resumed) {
                if event == Event::Resumed {
                    screen.enter()?;
                }
                state.area = size();
            }
            match state.handle(event, &now) {
                None => {}
                Some(Effect::Quit) => return Ok(if hung_up { End::HungUp } else { End::Left }),
                Some(Effect::Suspend) => suspend(screen)?,
                Some(Effect::Edit(text)) => edit(state, screen, &text)?,
                Some(Effect::Copy(text)) => screen.copy(text),
            }
        }
        screen.frame(state)?;
    }
}

fn now() -> Moment {
    let now = crate::store::local_time::local(jiff::Timestamp::now());
    Moment { instant: Instant::now(), today: now.date(), clock: format!("{}:{:02}", now.hour(), now.minute()) }
}

/// The time, for whoever prepares the state.
#[must_use]
pub fn moment() -> Moment {
    now()
}

fn size() -> Rect {
    let (width, height) = terminal::size().unwrap_or((80, 24));
    Rect { x: 0, y: 0, width: width.clamp(1, 1000), height: height.clamp(1, 500) }
}

/// Stops the program as Ctrl-Z does in a shell; SIGCONT brings [`Event::Resumed`].
fn suspend(screen: &mut Screen) -> io::Result<()> {
    screen.leave()?;
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

/// Lets the user's editor change a text.
fn edit(state: &mut State, screen: &mut Screen, text: &str) -> io::Result<()> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(editor) = set("VISUAL").or_else(|| set("EDITOR")) else {
        state.message = Some(s::NO_EDITOR.of(state.language).to_owned());
        return Ok(());
    };
    let path = state.folders.reports().join(format!(".soan-{}.txt", std::process::id()));
    screen.leave()?;
    let result = run_editor(&editor, &path, text);
    screen.enter()?;
    match result {
        Ok(text) => state.edited(&text),
        Err(error) => state.message = Some(s::EDITOR_FAILED.fill(state.language, &[&editor, &error])),
    }
    Ok(())
}

fn run_editor(editor: &str, path: &Path, text: &str) -> io::Result<String> {
    crate::store::atomic::write(path, text.as_bytes()).map_err(|error| error.source)?;
    let mut words = editor.split_whitespace();
    let status = Command::new(words.next().unwrap_or_default()).args(words).arg(path).status();
    let edited = std::fs::read_to_string(path);
    // The answer is in the report now; the copy is not needed.
    let _ = std::fs::remove_file(path);
    status?;
    edited
}

/// A panic must not leave the terminal raw, nor its message invisible.
fn restore_on_panic() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let mut bytes = Vec::new();
        Painter::new(Features::default()).leave(&mut bytes);
        let _ = io::stdout().write_all(&bytes).and_then(|()| io::stdout().flush());
        let _ = terminal::disable_raw_mode();
        usual(info);
    }));
}
