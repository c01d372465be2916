//! The thread that tells the loop of signals.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::event_queue::Waker;
use super::events::Event;

/// Starts the thread that passes signals on; `ending` is set before the loop can hear of one to end.
///
/// # Errors
/// The signals cannot be watched.
pub fn watch_signals(waker: Waker, ending: Arc<AtomicBool>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            ending.fetch_or(!matches!(signal, SIGCONT | SIGWINCH), Ordering::Relaxed);
            waker.wake(match signal {
                SIGCONT => Event::Resumed,
                SIGWINCH => Event::Resize,
                SIGHUP => Event::HungUp,
                _ => Event::Terminate,
            });
        }
    })?;
    Ok(())
}
