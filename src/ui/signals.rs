//! The thread that tells the loop of signals.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::iterator::Signals;

use super::event_queue::Waker;
use super::events::Event;

/// The signals that end a program which does not listen to them, and would leave the terminal raw.
/// SIGSEGV, SIGBUS, SIGFPE and SIGILL are not among them: a program cannot go on after those.
const ENDING: [i32; 14] = [
    SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGABRT, SIGALRM, SIGIO, SIGPROF, SIGSYS, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGXCPU,
];

/// Those that Linux has besides: SIGSTKFLT, SIGPWR and the real-time ones that every C library leaves free.
const OF_LINUX: &[i32] = &[
    16, 30, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61,
    62, 63, 64,
];

/// Starts the thread that passes signals on; `ending` is set before the loop can hear of one to end.
///
/// # Errors
/// The signals cannot be watched.
pub(crate) fn watch_signals(waker: Waker, ending: Arc<AtomicBool>) -> io::Result<()> {
    let others = if cfg!(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))) {
        OF_LINUX
    } else {
        &[]
    };
    let mut signals = Signals::new(ENDING.iter().chain(others).chain(&[SIGCONT, SIGWINCH]))?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            ending.fetch_or(![SIGCONT, SIGWINCH].contains(&signal), Ordering::Relaxed);
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
