//! An editor of the person's own, on a copy of a text.

use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::store::{atomic, files, reading};

use super::events::Event;

/// How often the end of an editor is looked for.
const WAIT: Duration = Duration::from_millis(100);

/// What an editor made of a text, where that can be read, and what ended the program meanwhile.
pub(crate) type Edited = (io::Result<String>, Option<Event>);

/// Runs an editor on a copy of a text, which lies beside its report, where the next run finds it if this one is
/// killed; `recv_timeout` waits so long for the next event that is no key.
/// When one ends the program, the editor is told to end, and what it had saved by that time counts.
///
/// # Errors
/// The copy cannot be written, or there is no such editor.
pub(crate) fn run(
    editor: &str,
    path: &Path,
    text: &str,
    recv_timeout: impl Fn(Duration) -> Option<Event>,
) -> io::Result<Edited> {
    atomic::write_here(path, text.as_bytes()).map_err(|error| error.source)?;
    let mut words = editor.split_whitespace();
    let child = Command::new(words.next().unwrap_or_default()).args(words).arg(path).spawn();
    let mut child = child.inspect_err(|_| {
        // Nobody has written in it.
        let _ = files::remove(path);
    })?;
    let mut ended = None;
    while child.try_wait()?.is_none() {
        if let Some(end @ (Event::Terminate | Event::HungUp)) = recv_timeout(WAIT) {
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
