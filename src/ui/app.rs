//! The loop: an event comes, the state changes, a frame is drawn; nothing else ever runs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::{Rect, Size};
use rustix::process::{Pid, Signal, kill_process};

use crate::store::saver::Saver;
use crate::text::language::Language;

use crate::store::names::free_path;
use crate::store::{atomic, reading};
use crate::text::visible::shown_path;

use super::backend::TtyBackend;
use super::event_queue::EventQueue;
use super::events::{Event, watch_signals};
use super::render::render;
use super::state::{Effect, State};
use super::strings as s;
use super::terminal_control::TerminalControl;
use super::tty_writer::TtyWriter;
use super::work::{Moment, Work};

/// How often the end of an editor is looked for.
const WAIT_FOR_EDITOR: Duration = Duration::from_millis(100);

/// Draws the state with one `write`, or none when nothing changed. While the terminal takes no bytes
/// nothing new is drawn; what changes is on the disk all the same.
fn draw<B: TerminalControl>(terminal: &mut Terminal<B>, state: &mut State) -> io::Result<()> {
    state.arrange();
    remember(state);
    if terminal.backend_mut().is_ready()? {
        terminal.draw(|frame| render(state, frame)).map_err(io::Error::other)?;
    }
    Ok(())
}

/// Takes the terminal over anew, whatever was done to it meanwhile.
fn enter<B: TerminalControl>(terminal: &mut Terminal<B>) -> io::Result<()> {
    terminal.backend_mut().enter()?;
    terminal.clear().map_err(io::Error::other)
}

/// How the terminal was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// As it was found: there is a normal screen to print on.
    Restored,
    /// It is gone or stuck: nothing can be printed.
    Lost,
}

/// Runs the program on the terminal until the person leaves.
///
/// # Errors
/// The terminal cannot be used.
pub fn run(state: &mut State) -> io::Result<Left> {
    restore_on_panic();
    // A file that may grow no further is an error to tell, not the end of the program.
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default())?;
    let (mut queue, waker) = EventQueue::open()?;
    // Before the window is measured: another size is told from here on.
    watch_signals(waker.clone())?;
    state.area = area();
    let mut terminal = Terminal::new(TtyBackend::new(TtyWriter::open()?, state.area.as_size()))?;
    enter(&mut terminal)?;
    draw(&mut terminal, state)?;
    state.saver = Saver::aside(state.saver.disk(), Box::new(move || waker.wake(Event::Saved)));
    match turn(state, &mut terminal, &mut queue) {
        Ok(End::Left) => Ok(if terminal.backend_mut().leave()? { Left::Restored } else { Left::Lost }),
        Ok(End::HungUp) => Ok(Left::Lost),
        Err(error) => {
            // What is on the screen may be lost, never what was typed.
            state.end(&now());
            if terminal.backend_mut().leave().is_err() { Ok(Left::Lost) } else { Err(error) }
        }
    }
}

/// How the loop ended.
enum End {
    Left,
    /// There is no terminal to restore.
    HungUp,
}

fn turn<B: TerminalControl>(state: &mut State, terminal: &mut Terminal<B>, queue: &mut EventQueue) -> io::Result<End> {
    loop {
        let due = [state.due(), terminal.backend().retry_at()].into_iter().flatten().min();
        let Some(first) = queue.wait(due) else {
            state.tick(&now());
            draw(terminal, state)?;
            continue;
        };
        let now = now();
        // Everything that has come is handled before one frame is drawn.
        let mut next = Some(first);
        while let Some(event) = next {
            let hung_up = event == Event::HungUp;
            if matches!(event, Event::Resize | Event::Resumed) {
                if event == Event::Resumed {
                    enter(terminal)?;
                }
                resize(state, terminal);
            }
            match state.handle(event, &now) {
                None => {}
                Some(Effect::Quit) => return Ok(if hung_up { End::HungUp } else { End::Left }),
                Some(Effect::Redraw) => enter(terminal)?,
                Some(Effect::Suspend) => suspend(terminal)?,
                Some(Effect::Edit(text)) => {
                    let ended = edit(state, terminal, queue, &text)?;
                    // What came meanwhile was not listened to.
                    resize(state, terminal);
                    state.edited_outside(&self::now());
                    if let Some(event) = ended {
                        next = Some(event);
                        continue;
                    }
                }
                Some(Effect::Copy(text)) => terminal.backend_mut().copy(&text),
            }
            next = queue.take();
        }
        draw(terminal, state)?;
    }
}

fn now() -> Moment {
    let now = crate::store::local(jiff::Timestamp::now());
    Moment { instant: Instant::now(), today: now.date(), clock: format!("{}:{:02}", now.hour(), now.minute()) }
}

/// The time, for whoever prepares the state.
#[must_use]
pub fn moment() -> Moment {
    now()
}

/// The area of the window.
#[must_use]
pub fn area() -> Rect {
    let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
    Rect { x: 0, y: 0, width: width.clamp(1, 1000), height: height.clamp(1, 500) }
}

fn resize<B: TerminalControl>(state: &mut State, terminal: &mut Terminal<B>) {
    state.area = area();
    terminal.backend_mut().set_size(state.area.as_size());
}

/// Stops the program as Ctrl-Z does in a shell; SIGCONT brings [`Event::Resumed`].
fn suspend<B: TerminalControl>(terminal: &mut Terminal<B>) -> io::Result<()> {
    let _ = terminal.backend_mut().leave()?;
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

/// Lets the user's editor change a text. Returns what ended the program meanwhile, if anything did.
fn edit<B: TerminalControl>(
    state: &mut State,
    terminal: &mut Terminal<B>,
    queue: &EventQueue,
    text: &str,
) -> io::Result<Option<Event>> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(editor) = set("VISUAL").or_else(|| set("EDITOR")) else {
        state.message = Some(s::NO_EDITOR.of(state.language).to_owned());
        return Ok(None);
    };
    let path = free_path(state.folders.reports(), &format!(".soan-{}", std::process::id()), "txt");
    let _ = terminal.backend_mut().leave()?;
    let result = run_editor(&editor, &path, text, queue);
    let ended = result.as_ref().ok().and_then(|(_, ended)| ended.clone());
    if ended.is_none() {
        enter(terminal)?;
    }
    match result {
        // The answer is in the report now; the copy is not needed.
        Ok((Ok(text), _)) if state.edited(&text) => drop(std::fs::remove_file(&path)),
        Ok(_) => state.message = Some(s::EDIT_KEPT.fill(state.language, &[&shown_path(&path)])),
        Err(error) => state.message = Some(s::EDITOR_FAILED.fill(state.language, &[&editor, &error])),
    }
    Ok(ended)
}

/// Runs an editor on a copy of a text: what it made of it, where that can be read, and what ended
/// the program meanwhile. The editor is told to end then, and what it had saved by that time counts.
fn run_editor(
    editor: &str,
    path: &Path,
    text: &str,
    queue: &EventQueue,
) -> io::Result<(io::Result<String>, Option<Event>)> {
    atomic::write_here(path, text.as_bytes()).map_err(|error| error.source)?;
    let mut words = editor.split_whitespace();
    let child = Command::new(words.next().unwrap_or_default()).args(words).arg(path).spawn();
    let mut child = child.inspect_err(|_| {
        // Nobody has written in it.
        let _ = std::fs::remove_file(path);
    })?;
    let mut ended = None;
    while child.try_wait()?.is_none() {
        if let Some(end @ (Event::Terminate | Event::HungUp)) = queue.recv_timeout(WAIT_FOR_EDITOR) {
            if let Some(process) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
                // One that has ended by itself need not be told.
                let _ = kill_process(process, Signal::TERM);
            }
            ended = Some(end);
            break;
        }
    }
    Ok((reading::read_text(path, reading::MAX_BYTES), ended))
}

/// The answers that are on the screen, for the last words of a program that panics.
static WORKED_ON: Mutex<Option<PathBuf>> = Mutex::new(None);

fn remember(state: &State) {
    let path = state.work.as_ref().map(Work::path);
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
        let mut backend = TtyBackend::new(io::stdout(), Size::ZERO);
        backend.leave_screen();
        let _ = backend.flush();
        let _ = crossterm::terminal::disable_raw_mode();
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
