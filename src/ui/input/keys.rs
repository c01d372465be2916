//! Which key a letter or a sequence is: xterm (ctlseqs), rxvt (rxvtRef), the Linux console
//! (console_codes(4)), kitty ("Comprehensive keyboard handling in terminals"). The events are those of
//! crossterm 0.29 for all that it knows.

use std::str;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The keys of the keypad in kitty's order, numbered from [`KEYPAD_FIRST`] on.
#[rustfmt::skip]
const KEYPAD: [KeyCode; 29] = {
    use KeyCode::{Char, Delete, Down, End, Enter, Home, Insert, KeypadBegin, Left, PageDown, PageUp, Right, Up};
    [
        Char('0'), Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6'), Char('7'), Char('8'), Char('9'),
        Char('.'), Char('/'), Char('*'), Char('-'), Char('+'), Enter, Char('='), Char(','),
        Left, Right, Up, Down, PageUp, PageDown, Home, End, Insert, Delete, KeypadBegin,
    ]
};
const KEYPAD_FIRST: u32 = 57399;

fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// The key F1, F2, …
pub(crate) fn function(number: u8) -> KeyEvent {
    plain(KeyCode::F(number))
}

/// The key that sends this letter or control character.
pub(crate) fn letter(letter: char) -> KeyEvent {
    let with_ctrl = |base: u8, from: u8| {
        let place = u8::try_from(letter).unwrap_or_default().saturating_sub(from);
        KeyEvent::new(KeyCode::Char(char::from(base + place)), KeyModifiers::CONTROL)
    };
    match letter {
        '\0' => with_ctrl(b' ', 0),
        '\t' => plain(KeyCode::Tab),
        '\r' => plain(KeyCode::Enter),
        '\x1b' => plain(KeyCode::Esc),
        '\x7f' => plain(KeyCode::Backspace),
        '\x01'..='\x1a' => with_ctrl(b'a', 0x01),
        '\x1c'..='\x1f' => with_ctrl(b'4', 0x1c),
        _ if letter.is_uppercase() => KeyEvent::new(KeyCode::Char(letter), KeyModifiers::SHIFT),
        _ => plain(KeyCode::Char(letter)),
    }
}

/// The key of `ESC O` and this byte (SS3).
pub(crate) fn ss3(last: u8) -> Option<KeyEvent> {
    let code = match last {
        b'M' => KeyCode::Enter,
        b'R' => KeyCode::F(3),
        b'X' => KeyCode::Char('='),
        // `* + , - . /` and the digits, in the order of ASCII.
        b'j'..=b'y' => KeyCode::Char(char::from(last - b'j' + b'*')),
        b'a'..=b'd' => return Some(KeyEvent::new(moved(last.to_ascii_uppercase())?, KeyModifiers::CONTROL)),
        _ => moved(last)?,
    };
    Some(plain(code))
}

/// The key of a control sequence with these parameters and this last byte; `None` if it is no key.
pub(crate) fn control_sequence(parameters: &[u8], last: u8) -> Option<KeyEvent> {
    // Answers have private or intermediate bytes.
    if !parameters.iter().all(|byte| matches!(byte, b'0'..=b';')) {
        return None;
    }
    let text = str::from_utf8(parameters).ok()?;
    let number = |field: usize, part: usize| text.split(';').nth(field)?.split(':').nth(part)?.parse::<u32>().ok();
    let (first, mask) = (number(0, 0), number(1, 0));
    // A key that is let go, in kitty.
    if number(1, 1) == Some(3) {
        return None;
    }
    let held = modifiers(mask.unwrap_or(1));
    let (code, held) = match last {
        b'u' => return named(first?, number(0, 1), held),
        // "modifyOtherKeys" of xterm.
        b'~' if first == Some(27) => return named(number(2, 0)?, None, held),
        b'~' => (numbered(first?)?, held),
        b'$' => (numbered(first?)?, KeyModifiers::SHIFT),
        b'^' => (numbered(first?)?, KeyModifiers::CONTROL),
        b'@' => (numbered(first?)?, KeyModifiers::CONTROL | KeyModifiers::SHIFT),
        b'Z' => (KeyCode::BackTab, held | KeyModifiers::SHIFT),
        b'a'..=b'd' if parameters.is_empty() => (moved(last.to_ascii_uppercase())?, KeyModifiers::SHIFT),
        // Old terminals leave out the 1 before the modifiers.
        _ => (moved(last)?, modifiers(mask.or(first).unwrap_or(1))),
    };
    Some(KeyEvent::new(code, held))
}

/// The keys that the last byte names. Not F3: `CSI … R` tells where the cursor stands.
fn moved(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'E' => KeyCode::KeypadBegin,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

/// The keys that a number names.
fn numbered(number: u32) -> Option<KeyCode> {
    let function = |first: u32| u8::try_from(number - first).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=24 => function(12),
        _ => None,
    }
}

/// The key that is named by its letter; with Shift, `shifted` or the capital letter.
fn named(code: u32, shifted: Option<u32>, held: KeyModifiers) -> Option<KeyEvent> {
    let place = code.checked_sub(KEYPAD_FIRST).and_then(|place| usize::try_from(place).ok());
    if let Some(code) = place.and_then(|place| KEYPAD.get(place)) {
        return Some(KeyEvent::new(*code, held));
    }
    // Kitty numbers keys that type nothing in the private use area of Unicode.
    if matches!(code, 0 | 0x80..=0x9f | 0xe000..=0xf8ff) {
        return None;
    }
    let mut typed = char::from_u32(code)?;
    if held.contains(KeyModifiers::SHIFT) {
        let shifted = shifted.and_then(char::from_u32).filter(|letter| !letter.is_control());
        let mut upper = typed.to_uppercase();
        typed = match (shifted, upper.next(), upper.next()) {
            (Some(shifted), ..) => shifted,
            (None, Some(upper), None) => upper,
            _ => typed,
        };
    }
    let key = letter(typed);
    let code = if key.code == KeyCode::Tab && held.contains(KeyModifiers::SHIFT) { KeyCode::BackTab } else { key.code };
    Some(KeyEvent::new(code, key.modifiers | held))
}

/// The modifiers of a sequence, which are one more than the sum of their bits.
pub(crate) fn modifiers(mask: u32) -> KeyModifiers {
    let bits = mask.saturating_sub(1);
    let all = [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
        KeyModifiers::SUPER,
        KeyModifiers::HYPER,
        KeyModifiers::META,
    ];
    (0..).zip(all).filter(|(place, _)| bits >> place & 1 == 1).map(|(_, modifier)| modifier).collect()
}
