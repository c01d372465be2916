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

/// What became of a text in an editor.
pub(crate) enum Edited {
    /// The editor ended well, and this is the text.
    Text(String),
    /// The editor ended otherwise and had written nothing: its file is gone.
    Untouched,
    /// What it wrote cannot be read, or it failed, or was told to end and may be writing still: its file stays.
    Kept,
}

/// Runs an editor on a copy of a text, which lies beside its report, where the next run finds it if this one is
/// killed; `recv_timeout` waits so long for the next event that is no key. Returns what ended the program meanwhile,
/// too, if anything did: the editor is told to end then.
///
/// # Errors
/// The copy cannot be written, or there is no such editor.
pub(crate) fn run(
    editor: &str,
    path: &Path,
    text: &str,
    recv_timeout: impl Fn(Duration) -> Option<Event>,
) -> io::Result<(Edited, Option<Event>)> {
    atomic::write_here(path, text.as_bytes()).map_err(|error| error.source)?;
    let mut words = editor.split_whitespace();
    let child = Command::new(words.next().unwrap_or_default()).args(words).arg(path).spawn();
    let mut child = child.inspect_err(|_| {
        // Nobody has written in it.
        let _ = files::remove(path);
    })?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if let Some(end @ (Event::Terminate | Event::HungUp)) = recv_timeout(WAIT) {
            if let Some(process) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
                // One that has ended by itself need not be told.
                let _ = kill_process(process, Signal::TERM);
            }
            // Nobody knows how far it was.
            return Ok((Edited::Kept, Some(end)));
        }
    };
    let edited = match reading::read_text(path, reading::MAX_BYTES) {
        Ok(written) if status.success() => Edited::Text(written),
        Ok(written) if written == text => {
            // One that was left by a word for "no" has nothing to give.
            let _ = files::remove(path);
            Edited::Untouched
        }
        // Whoever deleted it gives nothing.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Edited::Untouched,
        _ => Edited::Kept,
    };
    Ok((edited, None))
}
