//! Where keys and sequences begin and end among the bytes (ECMA-48 §5.4 and §5.6; xterm, "ctlseqs").
//!
//! A person presses Esc and types on: `ESC` begins a sequence only where what follows is what terminals
//! send. Bytes 0x80–0x9f are parts of letters, never controls: the terminal speaks UTF-8.

use std::str;

use crossterm::event::{KeyEvent, KeyModifiers};

use super::keys;
use crate::text::visible::is_hidden;

/// Begins every sequence; by itself it is the key Esc.
pub(crate) const ESC: u8 = 0x1b;

/// Begins a bracketed paste.
pub(crate) const PASTE_START: &[u8] = b"\x1b[200~";

/// More parameter bytes than the sequence of any key has. Longer sequences are skipped, not kept.
pub(crate) const LONGEST: usize = 64;

/// What the next byte belongs to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Within {
    /// A key.
    #[default]
    Keys,
    /// A control sequence that is longer than that of any key.
    Sequence,
    /// An answer of the terminal.
    String,
    /// A paste, of which this much has come.
    Paste(Vec<u8>),
    /// The same, of a terminal that does not mark pastes.
    Lines(Vec<u8>),
}

/// What some bytes begin with. The numbers are lengths, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// There are no bytes.
    Nothing,
    /// `ESC`, with or without what may begin a sequence.
    Perhaps,
    /// The beginning of a sequence or of a letter.
    Half,
    /// A key, or a whole sequence that is no key.
    Key(usize, Option<KeyEvent>),
    /// The introducer of something longer than a key.
    Begin(usize, Within),
}

/// Tells what the bytes begin with. `alone`: whether an `ESC` at their start was read by itself.
pub(crate) fn first(bytes: &[u8], alone: bool) -> Found {
    match bytes {
        [] => Found::Nothing,
        [ESC] | [ESC, b'O' | b'[' | b']' | b'P' | b'_'] | [ESC, b'O', b'2'..=b'8'] | [ESC, b'[', b'['] => {
            Found::Perhaps
        }
        [ESC, b'O', last, ..] if let Some(key) = keys::ss3(*last) => Found::Key(3, Some(key)),
        // Konsole: the modifiers of F1 to F4.
        [ESC, b'O', mask @ b'2'..=b'8', last @ b'P'..=b'S', ..] => {
            let modifiers = keys::modifiers(u32::from(mask - b'0'));
            Found::Key(4, keys::ss3(*last).map(|key| KeyEvent { modifiers, ..key }))
        }
        [ESC, b'[', after @ ..] => control_sequence(after).unwrap_or_else(|| escaped(bytes, alone)),
        // OSC, DCS and APC. SOS and PM no terminal sends.
        [ESC, b']', b'0'..=b'9', ..]
        | [ESC, b'P', b'0'..=b'9' | b'>' | b'!' | b'+' | b'=' | b'$', ..]
        | [ESC, b'_', b'G', ..] => Found::Begin(2, Within::String),
        [ESC, ..] => escaped(bytes, alone),
        [byte @ ..0x80, ..] => Found::Key(1, Some(keys::letter(char::from(*byte)))),
        _ => letter(bytes),
    }
}

/// The key of an `ESC` that begins no sequence, and its length: Esc, or the next key with Alt. With Alt
/// are printable ASCII, Tab (the Linux console sends `ESC Tab` for Shift-Tab) and Enter, if they came in
/// one read with `ESC`. Not so `[`, which half an arrow key ends in.
pub(crate) fn escape(bytes: &[u8], alone: bool) -> (usize, KeyEvent) {
    match bytes {
        [ESC, b'[', ..] => (1, keys::letter(char::from(ESC))),
        [ESC, next @ (b'\t' | b'\r' | b' '..=b'~'), ..] if !alone => {
            let key = keys::letter(char::from(*next));
            (2, KeyEvent { modifiers: key.modifiers | KeyModifiers::ALT, ..key })
        }
        _ => (1, keys::letter(char::from(ESC))),
    }
}

fn escaped(bytes: &[u8], alone: bool) -> Found {
    let (length, key) = escape(bytes, alone);
    Found::Key(length, Some(key))
}

/// The control sequence of which this comes after `ESC [`; `None` if it is none.
fn control_sequence(after: &[u8]) -> Option<Found> {
    let digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length = match after.get(digits) {
        // In rxvt `$` ends a key with Shift; elsewhere it is an intermediate byte.
        Some(b'$') if digits > 0 => digits,
        // No terminal sends one that begins so.
        Some(b' '..=b'/') if digits == 0 => return None,
        _ => after.iter().take_while(|byte| is_parameter(**byte)).count(),
    };
    if length >= LONGEST {
        return Some(Found::Begin(2, Within::Sequence));
    }
    let (parameters, rest) = after.split_at_checked(length)?;
    let whole = 2 + length;
    Some(match (parameters, rest) {
        // The Linux console: F1 to F5.
        ([], [b'[', last @ b'A'..=b'E', ..]) => Found::Key(4, Some(keys::function(last - b'A' + 1))),
        ([], [b'[', ..]) => return None,
        // A mouse as X10 had it: three bytes more.
        ([], [b'M', report @ ..]) => match report.iter().take(3).take_while(|byte| **byte >= b' ').count() {
            part @ 0..3 if part == report.len() => Found::Half,
            part => Found::Key(whole + 1 + part, None),
        },
        (b"200", [b'~', ..]) => Found::Begin(PASTE_START.len(), Within::Paste(Vec::new())),
        (_, [last @ (b'@'..=b'~' | b'$'), ..]) => Found::Key(whole + 1, keys::control_sequence(parameters, *last)),
        (_, []) => Found::Half,
        ([], _) => return None,
        // Another key cuts it off.
        _ => Found::Key(whole, None),
    })
}

/// So many lines that end in one read are pasted: keys come one at a time, and a stalled line that hands on
/// what was typed meanwhile rarely has more than the answers to two fields.
const PASTED_LINES: usize = 3;

/// Whether these bytes, which were read in one go, are a paste that the terminal did not mark: text and the
/// ends of its lines, and no other key.
pub(crate) fn is_paste(bytes: &[u8]) -> bool {
    let (text, rest) = bytes.split_at_checked(text_length(bytes)).unwrap_or_default();
    let mut lines: Vec<&[u8]> = text.split(|byte| is_line_end(*byte)).collect();
    // What stands after the last line end has not ended.
    lines.pop();
    let written = lines.iter().filter(|line| !line.trim_ascii().is_empty());
    is_half_letter(rest) && written.count() >= PASTED_LINES
}

/// So many letters in one read, some of them composed, are no word that an input method sends at once: the
/// longest has seven, and the blank after it.
const PASTED_LETTERS: usize = 10;

/// How many of these bytes, which were read in one go, are a paste in one line that the terminal did not mark:
/// several words, with letters that no plain keyboard sends, and no other key but the end of that line. Plain
/// letters that come together may have been typed while the line stalled.
pub(crate) fn pasted_line(bytes: &[u8]) -> Option<usize> {
    let (text, rest) = bytes.split_at_checked(text_length(bytes))?;
    let line = str::from_utf8(text).ok()?.trim_end_matches(['\r', '\n']);
    let is_composed = |c: char| !c.is_ascii() && c.is_alphabetic();
    // Input methods send characters without width to delete them.
    let is_line = !line.contains(|c| is_hidden(c) || c == '\u{202f}');
    let is_pasted = line.chars().count() >= PASTED_LETTERS && line.trim().contains(' ') && line.contains(is_composed);
    (is_half_letter(rest) && is_line && is_pasted).then_some(line.len())
}

/// How many bytes are text and line ends.
pub(crate) fn text_length(bytes: &[u8]) -> usize {
    let text = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let is_key = |c: char| c.is_control() && !matches!(c, '\r' | '\n');
    text.find(is_key).unwrap_or(text.len())
}

/// Whether these bytes are the beginning of a letter, or none.
pub(crate) fn is_half_letter(bytes: &[u8]) -> bool {
    bytes.is_empty()
        || str::from_utf8(bytes).is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
}

/// How many of the last bytes are the beginning of a letter whose rest has not come.
pub(crate) fn half_letter(text: &[u8]) -> usize {
    let is_half =
        |length: &usize| text.len().checked_sub(*length).is_some_and(|at| text.get(at..).is_some_and(is_half_letter));
    (1..4).find(is_half).unwrap_or(0)
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// Parameter and intermediate bytes.
fn is_parameter(byte: u8) -> bool {
    matches!(byte, b' '..=b'?')
}

/// How many bytes belong to a control sequence that is being skipped, and whether it ends with them.
pub(crate) fn sequence_end(bytes: &[u8]) -> (usize, bool) {
    let length = bytes.iter().take_while(|byte| is_parameter(**byte)).count();
    match bytes.get(length) {
        Some(b'@'..=b'~') => (length + 1, true),
        Some(_) => (length, true),
        None => (length, false),
    }
}

/// How many bytes belong to a string, and whether it ends with them: with BEL, CAN, SUB, or ST, which is
/// `ESC \` or U+009C. Any other `ESC` begins something new: the end of the string was lost.
pub(crate) fn string_end(bytes: &[u8]) -> (usize, bool) {
    let may_end = |byte: &u8| matches!(*byte, 0x07 | 0x18 | 0x1a | ESC | 0xc2);
    let length = bytes.iter().position(may_end).unwrap_or(bytes.len());
    match bytes.get(length..).unwrap_or_default() {
        [] | [ESC | 0xc2] => (length, false),
        [ESC, b'\\', ..] | [0xc2, 0x9c, ..] => (length + 2, true),
        [ESC, ..] => (length, true),
        [0xc2, ..] => (length + 1, false),
        _ => (length + 1, true),
    }
}

/// A letter of several bytes. Invalid bytes are dropped, as by crossterm, but never with the key after
/// them; so are the controls U+0080–U+009F.
fn letter(bytes: &[u8]) -> Found {
    let head = bytes.get(..4).unwrap_or(bytes);
    let Some(chunk) = head.utf8_chunks().next() else { return Found::Nothing };
    match chunk.valid().chars().next() {
        Some(letter) => Found::Key(letter.len_utf8(), Some(keys::letter(letter)).filter(|_| !letter.is_control())),
        None if str::from_utf8(head).is_err_and(|error| error.error_len().is_none()) => Found::Half,
        None => Found::Key(chunk.invalid().len(), None),
    }
}
