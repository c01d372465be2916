//! What comes from the terminal, as bytes: keys and pastes; what is neither is dropped.
//!
//! ```text
//! bytes ─► Reader ─► sequence::first: where a key ends ─► keys: which key it is ─► Event
//! ```
//!
//! Terminals answer programs on the same line on which keys come, even programs that have ended: those
//! answers are sequences, but no keys. A network may cut any of it, so half a sequence waits for its
//! rest, until there is silence. Nothing here reads or waits by itself.
//!
//! A terminal that does not mark pastes sends their line ends as the key Enter: lines of text that come
//! in one read, and nothing else with them, are a paste all the same ([`sequence::is_paste`]); and so is a line of
//! several words that no plain keyboard sends ([`sequence::pasted_line`]): an input method sends a word at a time.
//!
//! Parsers of what programs write to terminals (the crate vte) do not serve: they know neither `ESC O`
//! nor pastes, nor the Esc that a person presses before typing on.

mod keys;
mod sequence;

#[cfg(test)]
mod tests;

use std::mem;
use std::time::{Duration, Instant};

use super::events::Event;
use sequence::{ESC, Found, Within};

/// How long `ESC` waits, with the byte or two that may begin a sequence, before it is the key Esc, and a
/// paste that is not marked for the rest of it: longer than the parts of a sequence lie apart, shorter than
/// two keys that a person presses.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(50);

/// The silence that ends what has surely begun: a sequence with parameters, a string, a paste. TCP has
/// sent a lost packet three times by then (Linux: after 0.2, 0.6 and 1.4 s).
pub const SILENCE: Duration = Duration::from_secs(2);

const PASTE_END: &[u8] = b"\x1b[201~";

/// Turns the bytes of a terminal into keys and pastes. Any bytes, cut anywhere, become events or are
/// dropped, and after [`SILENCE`] the next byte is a key again.
///
/// ```
/// # use std::time::Instant;
/// # use baocao::ui::input::{ESCAPE_WAIT, Reader};
/// let (mut reader, mut events, now) = (Reader::new(), Vec::new(), Instant::now());
/// reader.read(b"a\x1b", now, &mut events);
/// assert_eq!((events.len(), reader.due()), (1, Some(now + ESCAPE_WAIT)));
/// reader.rest(now + ESCAPE_WAIT, &mut events);
/// assert_eq!((events.len(), reader.due()), (2, None));
/// ```
#[derive(Debug, Default)]
pub struct Reader {
    within: Within,
    /// Half a sequence or letter, of at most 66 bytes.
    unread: Vec<u8>,
    /// Whether the `ESC` at the start of `unread` was read by itself: then it is not Alt.
    alone: bool,
    /// Whether silence ended the last paste, so that its end may still come.
    late: bool,
    /// The letter, or the end of the paste, that this silence fell into, as far as it had come.
    begun: Vec<u8>,
    due: Option<Instant>,
}

impl Reader {
    /// A reader that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the bytes that were read in one go at `now`, and appends what they mean. Bytes read after
    /// [`due`](Self::due) still belong to what came before: they may have waited for the program, so
    /// only [`rest`](Self::rest) tells that there was silence.
    pub fn read(&mut self, bytes: &[u8], now: Instant, events: &mut impl Extend<Event>) {
        if bytes.is_empty() {
            return;
        }
        self.alone |= self.unread == [ESC];
        let mut unread = mem::take(&mut self.unread);
        let begun = mem::take(&mut self.begun);
        if goes_on(&begun, bytes) {
            unread.extend(begun);
        }
        unread.extend_from_slice(bytes);
        let rest = self.late_paste(&unread, events);
        let rest = if matches!(self.within, Within::Keys) { self.unmarked_paste(rest, events) } else { rest };
        self.understand(rest, now, events);
    }

    /// When silence will mean something: that `ESC` is the key Esc, or that half a sequence, a string or
    /// a paste has ended. `None` if nothing is waiting for its rest.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        self.due
    }

    /// To be called once that time has come and no byte has; called earlier, it does nothing.
    pub fn rest(&mut self, now: Instant, events: &mut impl Extend<Event>) {
        if self.due.is_some_and(|due| due <= now) {
            self.end(now, events);
        }
    }

    /// Nothing more comes: half a key, or half a paste, was all of it.
    pub(crate) fn end(&mut self, now: Instant, events: &mut impl Extend<Event>) {
        let unread = mem::take(&mut self.unread);
        let mut rest: &[u8] = &[];
        match mem::take(&mut self.within) {
            Within::Keys if matches!(sequence::first(&unread, self.alone), Found::Perhaps) => {
                let (length, key) = sequence::escape(&unread, self.alone);
                events.extend([Event::Key(key)]);
                rest = unread.get(length..).unwrap_or_default();
            }
            // Its text is kept; half an end is no text, and half a letter none yet.
            Within::Paste(text) => {
                let half = if unread.is_empty() { sequence::half_letter(&text) } else { 0 };
                let (text, letter) = text.split_at_checked(text.len() - half).unwrap_or_default();
                self.late = true;
                self.begun = if half > 0 { letter.to_vec() } else { unread };
                events.extend([paste(text)]);
            }
            Within::Lines(text) => {
                events.extend([paste(&text)]);
                rest = &unread;
            }
            Within::Keys | Within::Sequence | Within::String => {}
        }
        self.alone = false;
        self.understand(rest, now, events);
    }

    /// If silence has ended a paste and its end comes after all, what stands before that in the same read
    /// belongs to the paste. Returns the bytes after it.
    fn late_paste<'a>(&mut self, bytes: &'a [u8], events: &mut impl Extend<Event>) -> &'a [u8] {
        if self.late
            && matches!(self.within, Within::Keys)
            && let Some(length) = find(bytes, PASTE_END)
            && let Some((text, rest)) = bytes.split_at_checked(length)
            && find(text, sequence::PASTE_START).is_none()
        {
            self.late = false;
            if !text.is_empty() {
                events.extend([paste(text)]);
            }
            // It begins with the end itself, which is no key.
            return rest;
        }
        bytes
    }

    /// Begins a paste that the terminal did not mark; of one line, with the line end as the key that it would
    /// be. Returns the bytes that are left.
    fn unmarked_paste<'a>(&mut self, bytes: &'a [u8], events: &mut impl Extend<Event>) -> &'a [u8] {
        let line = sequence::pasted_line(bytes).and_then(|length| bytes.split_at_checked(length));
        match line {
            _ if sequence::is_paste(bytes) => {}
            Some((text, end @ [b'\r' | b'\n', ..])) => {
                events.extend([paste(text)]);
                return end;
            }
            Some(_) => {}
            None => return bytes,
        }
        self.within = Within::Lines(Vec::new());
        bytes
    }

    /// Appends what the bytes mean, and keeps those that mean nothing yet.
    fn understand(&mut self, mut bytes: &[u8], now: Instant, events: &mut impl Extend<Event>) {
        let wait = loop {
            let length = match &mut self.within {
                Within::Keys => match sequence::first(bytes, self.alone) {
                    Found::Nothing => break None,
                    Found::Perhaps => break Some(ESCAPE_WAIT),
                    Found::Half => break Some(SILENCE),
                    Found::Key(length, key) => {
                        events.extend(key.map(Event::Key));
                        length
                    }
                    Found::Begin(length, within) => {
                        self.late &= !matches!(within, Within::Paste(_));
                        self.within = within;
                        length
                    }
                },
                within @ (Within::Sequence | Within::String) => {
                    let is_string = matches!(within, Within::String);
                    match if is_string { sequence::string_end(bytes) } else { sequence::sequence_end(bytes) } {
                        (0, false) => break Some(SILENCE),
                        (length, false) => length,
                        (length, true) => {
                            *within = Within::Keys;
                            length
                        }
                    }
                }
                Within::Paste(text) => {
                    let end = find(bytes, PASTE_END);
                    let length = end.unwrap_or_else(|| bytes.len() - half_end(bytes));
                    text.extend_from_slice(bytes.get(..length).unwrap_or_default());
                    match end {
                        Some(length) => {
                            events.extend([paste(text)]);
                            self.within = Within::Keys;
                            length + PASTE_END.len()
                        }
                        None if length == 0 => break Some(SILENCE),
                        None => length,
                    }
                }
                Within::Lines(text) => {
                    let length = sequence::text_length(bytes);
                    text.extend_from_slice(bytes.get(..length).unwrap_or_default());
                    if length == 0 {
                        // A long one comes in several reads.
                        if sequence::is_half_letter(bytes) {
                            break Some(ESCAPE_WAIT);
                        }
                        events.extend([paste(text)]);
                        self.within = Within::Keys;
                    }
                    length
                }
            };
            bytes = bytes.get(length..).unwrap_or_default();
            self.alone &= length == 0;
        };
        self.unread = bytes.to_vec();
        self.due = wait.map(|wait| now + wait);
    }
}

/// Whether bytes are the rest of what a silence fell into. A key that a person presses by now is not.
fn goes_on(begun: &[u8], bytes: &[u8]) -> bool {
    match begun {
        [] => false,
        [ESC, ..] => PASTE_END.strip_prefix(begun).is_some_and(|rest| bytes.starts_with(rest)),
        _ => matches!(bytes, [0x80..=0xbf, ..]),
    }
}

fn paste(text: &[u8]) -> Event {
    Event::Paste(String::from_utf8_lossy(text).into_owned())
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|part| part == mark)
}

/// How many of the last bytes may be the beginning of [`PASTE_END`].
fn half_end(bytes: &[u8]) -> usize {
    let half = |length: &usize| PASTE_END.get(..*length).is_some_and(|half| bytes.ends_with(half));
    (1..PASTE_END.len()).rev().find(half).unwrap_or(0)
}
