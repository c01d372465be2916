//! What terminals send, as they send it and cut anywhere; what they answer; what a person types after
//! Esc; pastes; and any bytes at all.

use std::fmt::Write;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::*;
use crate::ui::keymap::{Key, TABLE};

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const ALT: KeyModifiers = KeyModifiers::ALT;
const CTRL: KeyModifiers = KeyModifiers::CONTROL;

/// A millisecond less than Esc waits, and than half a sequence.
const BRIEF: Duration = Duration::from_millis(49);
const LONG: Duration = Duration::from_millis(1999);

/// A terminal that sends, and the time that it takes.
struct Terminal {
    reader: Reader,
    now: Instant,
    events: Vec<Event>,
}

impl Terminal {
    fn new() -> Self {
        Self { reader: Reader::new(), now: Instant::now(), events: Vec::new() }
    }

    /// It sends these in one go, a millisecond after what came before.
    fn send(&mut self, bytes: &[u8]) -> &mut Self {
        self.now += Duration::from_millis(1);
        self.reader.read(bytes, self.now, &mut self.events);
        assert!(self.reader.unread.len() <= sequence::LONGEST + 2, "{:?}", self.reader);
        self
    }

    /// It is silent for so long.
    fn pause(&mut self, time: Duration) -> &mut Self {
        let end = self.now + time;
        while let Some(due) = self.reader.due().filter(|due| *due <= end) {
            self.reader.rest(due, &mut self.events);
            assert_ne!(self.reader.due(), Some(due), "it waits for what has come");
        }
        self.now = end;
        self
    }

    /// All that it sent, once it has been silent.
    fn sent(&mut self) -> Vec<Event> {
        self.pause(SILENCE);
        assert_eq!(self.reader.due(), None);
        std::mem::take(&mut self.events)
    }
}

fn sent(reads: &[&[u8]]) -> Vec<Event> {
    let mut terminal = Terminal::new();
    for bytes in reads {
        terminal.send(bytes);
    }
    terminal.sent()
}

/// What is sent in one read, byte by byte, and cut at each place.
fn three_ways(bytes: &[u8]) -> Vec<(String, Vec<Event>)> {
    let singles: Vec<&[u8]> = bytes.chunks(1).collect();
    let mut ways = vec![("whole".to_owned(), sent(&[bytes])), ("byte by byte".to_owned(), sent(&singles))];
    for at in 1..bytes.len() {
        let (head, tail) = bytes.split_at(at);
        ways.push((format!("cut at {at}"), sent(&[head, tail])));
    }
    ways
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn typed(text: &str) -> Vec<Event> {
    text.chars().map(|c| Event::Key(keys::letter(c))).collect()
}

fn pasted(text: &str) -> Event {
    Event::Paste(text.to_owned())
}

fn shown(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

// ---- Keys

/// What stands alike in crossterm 0.29, `event/sys/unix/parse.rs`: `parse_event`, `parse_csi`,
/// `parse_csi_special_key_code`, `parse_csi_modifier_key_code`, `parse_csi_u_encoded_key_code`.
const AS_CROSSTERM: &[(&[u8], KeyCode, KeyModifiers)] = &[
    (b"\x1b[A", KeyCode::Up, NONE),
    (b"\x1b[B", KeyCode::Down, NONE),
    (b"\x1b[C", KeyCode::Right, NONE),
    (b"\x1b[D", KeyCode::Left, NONE),
    (b"\x1b[H", KeyCode::Home, NONE),
    (b"\x1b[F", KeyCode::End, NONE),
    (b"\x1bOA", KeyCode::Up, NONE),
    (b"\x1bOB", KeyCode::Down, NONE),
    (b"\x1bOC", KeyCode::Right, NONE),
    (b"\x1bOD", KeyCode::Left, NONE),
    (b"\x1bOH", KeyCode::Home, NONE),
    (b"\x1bOF", KeyCode::End, NONE),
    (b"\x1b[Z", KeyCode::BackTab, SHIFT),
    (b"\x1b[1~", KeyCode::Home, NONE),
    (b"\x1b[2~", KeyCode::Insert, NONE),
    (b"\x1b[3~", KeyCode::Delete, NONE),
    (b"\x1b[4~", KeyCode::End, NONE),
    (b"\x1b[5~", KeyCode::PageUp, NONE),
    (b"\x1b[6~", KeyCode::PageDown, NONE),
    (b"\x1b[7~", KeyCode::Home, NONE),
    (b"\x1b[8~", KeyCode::End, NONE),
    (b"\x1b[5;5~", KeyCode::PageUp, CTRL),
    (b"\x1b[3;2~", KeyCode::Delete, SHIFT),
    (b"\x1b[1;5A", KeyCode::Up, CTRL),
    (b"\x1b[1;2B", KeyCode::Down, SHIFT),
    (b"\x1b[1;5C", KeyCode::Right, CTRL),
    (b"\x1b[1;5D", KeyCode::Left, CTRL),
    (b"\x1b[1;3C", KeyCode::Right, ALT),
    (b"\x1b[1;3D", KeyCode::Left, ALT),
    (b"\x1b[1;5H", KeyCode::Home, CTRL),
    (b"\x1b[1;5F", KeyCode::End, CTRL),
    (b"\x1b[1;8F", KeyCode::End, SHIFT.union(ALT).union(CTRL)),
    (b"\x1b[1;9A", KeyCode::Up, KeyModifiers::SUPER),
    (b"\x1b[;5A", KeyCode::Up, CTRL),
    (b"\x1b[5C", KeyCode::Right, CTRL),
    (b"\x1b[1;5:1A", KeyCode::Up, CTRL),
    (b"\x1bOP", KeyCode::F(1), NONE),
    (b"\x1bOQ", KeyCode::F(2), NONE),
    (b"\x1bOR", KeyCode::F(3), NONE),
    (b"\x1bOS", KeyCode::F(4), NONE),
    (b"\x1b[P", KeyCode::F(1), NONE),
    (b"\x1b[Q", KeyCode::F(2), NONE),
    (b"\x1b[S", KeyCode::F(4), NONE),
    (b"\x1b[1;5P", KeyCode::F(1), CTRL),
    (b"\x1b[1;2S", KeyCode::F(4), SHIFT),
    (b"\x1b[[A", KeyCode::F(1), NONE),
    (b"\x1b[[B", KeyCode::F(2), NONE),
    (b"\x1b[[C", KeyCode::F(3), NONE),
    (b"\x1b[[D", KeyCode::F(4), NONE),
    (b"\x1b[[E", KeyCode::F(5), NONE),
    (b"\x1b[11~", KeyCode::F(1), NONE),
    (b"\x1b[12~", KeyCode::F(2), NONE),
    (b"\x1b[13~", KeyCode::F(3), NONE),
    (b"\x1b[14~", KeyCode::F(4), NONE),
    (b"\x1b[15~", KeyCode::F(5), NONE),
    (b"\x1b[17~", KeyCode::F(6), NONE),
    (b"\x1b[18~", KeyCode::F(7), NONE),
    (b"\x1b[19~", KeyCode::F(8), NONE),
    (b"\x1b[20~", KeyCode::F(9), NONE),
    (b"\x1b[21~", KeyCode::F(10), NONE),
    (b"\x1b[23~", KeyCode::F(11), NONE),
    (b"\x1b[24~", KeyCode::F(12), NONE),
    (b"\x1b[13;2~", KeyCode::F(3), SHIFT),
    (b"\x1b[21;5~", KeyCode::F(10), CTRL),
    (b"\x1b", KeyCode::Esc, NONE),
    (b"\r", KeyCode::Enter, NONE),
    (b"\t", KeyCode::Tab, NONE),
    (b"\x7f", KeyCode::Backspace, NONE),
    (b"\0", KeyCode::Char(' '), CTRL),
    (b"\x01", KeyCode::Char('a'), CTRL),
    (b"\x08", KeyCode::Char('h'), CTRL),
    (b"\n", KeyCode::Char('j'), CTRL),
    (b"\x1a", KeyCode::Char('z'), CTRL),
    (b"\x1c", KeyCode::Char('4'), CTRL),
    (b"\x1f", KeyCode::Char('7'), CTRL),
    (b"a", KeyCode::Char('a'), NONE),
    (b"A", KeyCode::Char('A'), SHIFT),
    (b" ", KeyCode::Char(' '), NONE),
    (b"?", KeyCode::Char('?'), NONE),
    ("ế".as_bytes(), KeyCode::Char('ế'), NONE),
    ("Đ".as_bytes(), KeyCode::Char('Đ'), SHIFT),
    ("\u{323}".as_bytes(), KeyCode::Char('\u{323}'), NONE),
    ("😀".as_bytes(), KeyCode::Char('😀'), NONE),
    (b"\x1b[97u", KeyCode::Char('a'), NONE),
    (b"\x1b[97;5u", KeyCode::Char('a'), CTRL),
    (b"\x1b[49;3u", KeyCode::Char('1'), ALT),
    (b"\x1b[32;5u", KeyCode::Char(' '), CTRL),
    (b"\x1b[27u", KeyCode::Esc, NONE),
    (b"\x1b[13u", KeyCode::Enter, NONE),
    (b"\x1b[13;3u", KeyCode::Enter, ALT),
    (b"\x1b[9u", KeyCode::Tab, NONE),
    (b"\x1b[9;2u", KeyCode::BackTab, SHIFT),
    (b"\x1b[9;4u", KeyCode::BackTab, SHIFT.union(ALT)),
    (b"\x1b[127u", KeyCode::Backspace, NONE),
];

/// What crossterm drops, or takes for letters.
const BEYOND: &[(&[u8], KeyCode, KeyModifiers)] = &[
    // The keypad in application mode.
    (b"\x1bOM", KeyCode::Enter, NONE),
    (b"\x1bOX", KeyCode::Char('='), NONE),
    (b"\x1bOj", KeyCode::Char('*'), NONE),
    (b"\x1bOk", KeyCode::Char('+'), NONE),
    (b"\x1bOl", KeyCode::Char(','), NONE),
    (b"\x1bOm", KeyCode::Char('-'), NONE),
    (b"\x1bOn", KeyCode::Char('.'), NONE),
    (b"\x1bOo", KeyCode::Char('/'), NONE),
    (b"\x1bOp", KeyCode::Char('0'), NONE),
    (b"\x1bOu", KeyCode::Char('5'), NONE),
    (b"\x1bOy", KeyCode::Char('9'), NONE),
    (b"\x1bOE", KeyCode::KeypadBegin, NONE),
    (b"\x1b[E", KeyCode::KeypadBegin, NONE),
    // Rxvt.
    (b"\x1bOa", KeyCode::Up, CTRL),
    (b"\x1bOd", KeyCode::Left, CTRL),
    (b"\x1b[a", KeyCode::Up, SHIFT),
    (b"\x1b[c", KeyCode::Right, SHIFT),
    (b"\x1b[7^", KeyCode::Home, CTRL),
    (b"\x1b[8@", KeyCode::End, CTRL.union(SHIFT)),
    (b"\x1b[3$", KeyCode::Delete, SHIFT),
    (b"\x1b[23$", KeyCode::F(11), SHIFT),
    (b"\x1b[11^", KeyCode::F(1), CTRL),
    // Konsole.
    (b"\x1bO2P", KeyCode::F(1), SHIFT),
    (b"\x1bO5R", KeyCode::F(3), CTRL),
    // "modifyOtherKeys" of xterm.
    (b"\x1b[27;5;13~", KeyCode::Enter, CTRL),
    (b"\x1b[27;2;13~", KeyCode::Enter, SHIFT),
    (b"\x1b[27;2;9~", KeyCode::BackTab, SHIFT),
    (b"\x1b[27;5;110~", KeyCode::Char('n'), CTRL),
    (b"\x1b[27;2;65~", KeyCode::Char('A'), SHIFT),
    (b"\x1b[27;3;49~", KeyCode::Char('1'), ALT),
    // Kitty.
    (b"\x1b[97;2u", KeyCode::Char('A'), SHIFT),
    (b"\x1b[110;6u", KeyCode::Char('N'), CTRL.union(SHIFT)),
    (b"\x1b[49:33;2u", KeyCode::Char('!'), SHIFT),
    (b"\x1b[7871;2u", KeyCode::Char('Ế'), SHIFT),
    (b"\x1b[57404u", KeyCode::Char('5'), NONE),
    (b"\x1b[57414u", KeyCode::Enter, NONE),
    (b"\x1b[57421;5u", KeyCode::PageUp, CTRL),
    (b"\x1b[1;4Z", KeyCode::BackTab, SHIFT.union(ALT)),
    (b"\x1b[1;129A", KeyCode::Up, NONE),
];

/// What is Alt in one read only.
const WITH_ALT: &[(&[u8], KeyCode, KeyModifiers)] = &[
    (b"\x1b\t", KeyCode::Tab, ALT),
    (b"\x1b\r", KeyCode::Enter, ALT),
    (b"\x1b1", KeyCode::Char('1'), ALT),
    (b"\x1bx", KeyCode::Char('x'), ALT),
    (b"\x1bX", KeyCode::Char('X'), SHIFT.union(ALT)),
    (b"\x1b ", KeyCode::Char(' '), ALT),
    (b"\x1bO", KeyCode::Char('O'), SHIFT.union(ALT)),
    (b"\x1b]", KeyCode::Char(']'), ALT),
    (b"\x1b_", KeyCode::Char('_'), ALT),
    (b"\x1b\\", KeyCode::Char('\\'), ALT),
];

#[test]
fn every_key_comes_however_it_is_cut() {
    for (bytes, code, modifiers) in [AS_CROSSTERM, BEYOND].concat() {
        for (way, events) in three_ways(bytes) {
            // Events of a letter with Shift are equal whichever case it has.
            let [Event::Key(event)] = events.as_slice() else { panic!("{}, {way}: {events:?}", shown(bytes)) };
            assert_eq!((event.code, event.modifiers), (code, modifiers), "{}, {way}", shown(bytes));
            assert_eq!(events, [key(code, modifiers)], "{}, {way}", shown(bytes));
        }
    }
}

#[test]
fn a_letter_read_with_escape_is_alt_and_read_after_it_is_itself() {
    for (bytes, code, modifiers) in WITH_ALT {
        assert_eq!(sent(&[bytes]), [key(*code, *modifiers)], "{}", shown(bytes));
        let apart = [key(KeyCode::Esc, NONE), key(*code, modifiers.difference(ALT))];
        assert_eq!(sent(&[&bytes[..1], &bytes[1..]]), apart, "{}", shown(bytes));
        // An earlier Esc that was read by itself has nothing to do with it.
        let mut terminal = Terminal::new();
        terminal.send(b"\x1b").send(&[b"[A", *bytes].concat());
        assert_eq!(terminal.sent(), [key(KeyCode::Up, NONE), key(*code, *modifiers)], "{}", shown(bytes));
        terminal.send(b"\x1b").send(b"[1;").pause(SILENCE).send(bytes);
        assert_eq!(terminal.sent(), [key(*code, *modifiers)], "{}", shown(bytes));
        terminal.send(b"\x1b").pause(ESCAPE_WAIT).send(bytes);
        assert_eq!(terminal.sent(), [key(KeyCode::Esc, NONE), key(*code, *modifiers)], "{}", shown(bytes));
    }
}

#[test]
fn every_bound_key_is_among_those_that_are_tried() {
    let mut tried: Vec<Key> = Vec::new();
    let control: Vec<[u8; 1]> = (0..0x20).map(|byte| [byte]).collect();
    let ascii: Vec<[u8; 1]> = (0x20..0x80).map(|byte| [byte]).collect();
    let sequences = [AS_CROSSTERM, WITH_ALT].concat();
    let all = sequences.iter().map(|(bytes, ..)| *bytes).chain(control.iter().chain(&ascii).map(<[u8; 1]>::as_slice));
    for bytes in all {
        match sent(&[bytes]).as_slice() {
            [Event::Key(key)] => tried.push(Key::of(*key)),
            other => panic!("{}: {other:?}", shown(bytes)),
        }
    }
    for row in TABLE {
        for key in row.keys {
            assert!(tried.contains(key), "{key}");
        }
    }
}

#[test]
fn escape_waits_for_what_follows_and_no_longer() {
    let (esc, c) = (key(KeyCode::Esc, NONE), |c| Event::Key(keys::letter(c)));
    let mut terminal = Terminal::new();
    assert_eq!(terminal.send(b"\x1b").pause(BRIEF).events, []);
    assert_eq!(terminal.pause(Duration::from_millis(1)).events, std::slice::from_ref(&esc));
    assert_eq!(terminal.send(b"[A").sent(), [esc.clone(), c('['), c('A')]);
    assert_eq!(terminal.send(b"\x1b").pause(BRIEF).send(b"[").pause(BRIEF).send(b"A").sent(), [key(KeyCode::Up, NONE)]);
    assert_eq!(terminal.send(b"\x1b[").pause(ESCAPE_WAIT).events, [esc.clone(), c('[')]);
    terminal.events.clear();
    assert_eq!(terminal.send(b"\x1b[[").pause(ESCAPE_WAIT).events, [esc.clone(), c('['), c('[')]);
    terminal.events.clear();
    // One that has surely begun waits longer.
    assert_eq!(
        terminal.send(b"\x1b[1;").pause(LONG).send(b"5").pause(LONG).send(b"C").sent(),
        [key(KeyCode::Right, CTRL)]
    );
    assert_eq!(terminal.send(b"\x1b[1;").pause(SILENCE).send(b"5").sent(), [c('5')]);
    // Bytes that the program was late to read are not late.
    let mut reader = Reader::new();
    let (now, mut events) = (Instant::now(), Vec::new());
    reader.read(b"\x1b", now, &mut events);
    reader.rest(now + BRIEF, &mut events);
    reader.read(b"", now + SILENCE, &mut events);
    assert_eq!(reader.due(), Some(now + ESCAPE_WAIT));
    reader.read(b"[A", now + SILENCE, &mut events);
    assert_eq!(events, [key(KeyCode::Up, NONE)]);
}

#[test]
fn escape_before_what_is_no_letter_of_ascii_is_escape() {
    let esc = || key(KeyCode::Esc, NONE);
    for (bytes, rest) in [
        (&b"\x1b\x1b"[..], vec![esc()]),
        (b"\x1b\x1b[A", vec![key(KeyCode::Up, NONE)]),
        (b"\x1b\x7f", vec![key(KeyCode::Backspace, NONE)]),
        (b"\x1b\x08\x08", vec![key(KeyCode::Char('h'), CTRL), key(KeyCode::Char('h'), CTRL)]),
        (b"\x1b\n", vec![key(KeyCode::Char('j'), CTRL)]),
        ("\x1bếx".as_bytes(), typed("ếx")),
        (b"\x1b\x80x", typed("x")),
        (b"\x1b[\r", [typed("["), vec![key(KeyCode::Enter, NONE)]].concat()),
        (b"\x1b[\x1b[A", [typed("["), vec![key(KeyCode::Up, NONE)]].concat()),
        ("\x1b[ếx".as_bytes(), typed("[ếx")),
        (b"\x1b[ x]", typed("[ x]")),
        (b"\x1b[[x]]", typed("[[x]]")),
    ] {
        for (way, events) in three_ways(bytes) {
            assert_eq!(events, [vec![esc()], rest.clone()].concat(), "{}, {way}", shown(bytes));
        }
    }
}

#[test]
fn a_letter_is_put_together_and_half_a_letter_takes_no_key() {
    for (bytes, text) in [
        ("Kính gửi: Ủy ban 😀".as_bytes(), "Kính gửi: Ủy ban 😀"),
        (b"\xe1a", "a"),
        (b"\xe1\xba\x1b[?1ca", "a"),
        (b"\xe1\xbaa", "a"),
        (b"\xff\xfea\x80b", "ab"),
        (b"\xc0\xafa", "a"),
        (b"\xed\xa0\x80a", "a"),
        (b"\xf4\x90\x80\x80a", "a"),
        (b"\xc3\xc3\xa0", "à"),
        // Controls that are called letters.
        ("\u{80}a\u{9b}b\u{9f}".as_bytes(), "ab"),
    ] {
        for (way, events) in three_ways(bytes) {
            assert_eq!(events, typed(text), "{}, {way}", shown(bytes));
        }
    }
    let mut terminal = Terminal::new();
    terminal.send(b"\xe1").pause(SILENCE);
    assert_eq!(terminal.send(b"\xba\xbfa").sent(), typed("a"));
}

// ---- What is no key

const ANSWERS: &[&[u8]] = &[
    // Device attributes, first, second and third.
    b"\x1b[?1;2c",
    b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    b"\x1b[62;22c",
    b"\x1b[>41;370;0c",
    b"\x1b[=1;2c",
    b"\x1bP!|7E565445\x1b\\",
    // The name and version of the terminal.
    b"\x1bP>|XTerm(370)\x1b\\",
    // Modes and reports.
    b"\x1b[?2026;2$y",
    b"\x1b[4;1$y",
    b"\x1b[?0u",
    b"\x1b[?997;1n",
    b"\x1b[0n",
    b"\x1b[24;80R",
    b"\x1b[?24;80;1R",
    b"\x1b[8;24;80t",
    b"\x1b[>4;2m",
    b"\x1b[?1;0;256S",
    // XTGETTCAP and DECRQSS.
    b"\x1bP1+r544e=787465726d2d323536636f6c6f72\x1b\\",
    b"\x1bP0+r\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP0$r\x1b\\",
    b"\x1bP=1s\x1b\\",
    // Colours and the clipboard.
    b"\x1b]4;1;rgb:cd00/0000/0000\x1b\\",
    b"\x1b]10;rgb:ffff/ffff/ffff\x07",
    b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b]11;rgb:0000/0000/0000\xc2\x9c",
    "\x1b]0;tiêu đề © “Việt”\x1b\\".as_bytes(),
    b"\x1b]52;c;xJDhur9v\x07",
    b"\x1b]52;c;xJD\x18",
    b"\x1b]52;c;xJD\x1a",
    b"\x1bP1$r\r\n\t\0\x7f\xff\xe1\x80\x9c\x1b\\",
    // Pictures.
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b_Gi=31;ENOENT:no file\x1b\\",
    // The mouse: X10, SGR, urxvt; the window.
    b"\x1b[M !!",
    b"\x1b[M#\xe1\xff",
    b"\x1b[<0;10;5M",
    b"\x1b[<35;10;5m",
    b"\x1b[32;10;5M",
    b"\x1b[I",
    b"\x1b[O",
    // A key that is let go, and keys that type nothing.
    b"\x1b[97;1:3u",
    b"\x1b[1;1:3A",
    b"\x1b[57441;2u",
    b"\x1b[57358u",
    b"\x1b[0;;97u",
    b"\x1b[155u",
    // Of no meaning, and too long for one.
    b"\x1b[R",
    b"\x1b[1;5R",
    b"\x1b[99~",
    b"\x1b[99999999999~",
    b"\x1b[201~",
    b"\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32~",
];

#[test]
fn no_answer_of_a_terminal_is_typed() {
    for answer in ANSWERS {
        let bytes = [answer, &b"x"[..]].concat();
        for (way, events) in three_ways(&bytes) {
            assert_eq!(events, typed("x"), "{}, {way}", shown(&bytes));
        }
    }
}

#[test]
fn streams_that_were_typed_into_a_field() {
    for (bytes, text) in [
        (&b"\x1b[>41;370;0c"[..], ""),
        (b"\x1b[?2026;2$yhello", "hello"),
        (b"\x1bOp\x1bOq\x1bOr\x1bOM", "012\r"),
        (b"\x1b]11;rgb:0000/0000/0000\x1b\\", ""),
    ] {
        for (way, events) in three_ways(bytes) {
            assert_eq!(events, typed(text), "{}, {way}", shown(bytes));
        }
    }
}

#[test]
fn a_key_cuts_half_a_sequence_off() {
    for (bytes, text) in [
        (&b"\x1b[1;\rx"[..], "\rx"),
        (b"\x1b[1;\x7fx", "\x7fx"),
        ("\x1b[1;ếx".as_bytes(), "ếx"),
        (b"\x1b[M \tx", "\tx"),
    ] {
        for (way, events) in three_ways(bytes) {
            assert_eq!(events, typed(text), "{}, {way}", shown(bytes));
        }
    }
    for begun in [&b"\x1b[1;"[..], b"\x1b]11;rgb:00", b"\x1bP1$r", b"\x1b[M!"] {
        let bytes = [begun, b"\x1b[A"].concat();
        for (way, events) in three_ways(&bytes) {
            assert_eq!(events, [key(KeyCode::Up, NONE)], "{}, {way}", shown(&bytes));
        }
    }
}

#[test]
fn silence_ends_a_string_and_no_memory_is_taken_by_it() {
    let mut terminal = Terminal::new();
    terminal.send(b"\x1b]52;c;").pause(LONG);
    for _ in 0..1000 {
        terminal.send(&[b'A'; 1000]);
    }
    assert!(terminal.reader.unread.is_empty());
    terminal.send(b"\x1b").pause(LONG).send(b"\\x");
    assert_eq!(terminal.sent(), typed("x"));
    assert_eq!(terminal.send(b"\x1bP1$r").pause(SILENCE).send(b"x").sent(), typed("x"));
    assert_eq!(terminal.send(b"\x1bP1$r\x1b").pause(SILENCE).send(b"x").sent(), typed("x"));
    let digits = vec![b'1'; 100_000];
    assert_eq!(terminal.send(b"\x1b[").send(&digits).send(&digits).send(b"~x").sent(), typed("x"));
    assert_eq!(terminal.send(b"\x1b[").send(&digits).pause(SILENCE).send(b"x").sent(), typed("x"));
    assert_eq!(terminal.send(b"\x1b[").send(&digits).send(b"\rx").sent(), typed("\rx"));
}

// ---- Esc, and a word after it

const VIETNAMESE: &str = "anh ủy ban ông ồn Ông Ủy xã phường Đảng đảng Phạm Xuân Oánh không giờ lúc Quốc Nội Thành 14/CT \
    1-6 P.T.H.C X. ^^ _a_ ]] P, PA Pt Xin Ong OI OV P: _ g [thiếu] [[ (a) “trẻ” ế em \\ ` ~ @ Òa Ở ớ";

#[test]
fn what_is_typed_after_escape_is_lost_by_one_letter_at_most() {
    let english = include_str!("../../../tests/data/english-words.txt");
    let mut tried = 0;
    for word in english.split_whitespace().chain(VIETNAMESE.split_whitespace()) {
        // The keypad sends `ESC O n`, and a control sequence is `ESC [ t`.
        if matches!(word.as_bytes(), [b'O', next, ..] if keys::ss3(*next).is_some()) || word == "[thiếu]" {
            continue;
        }
        let mut events = sent(&[b"\x1b", word.as_bytes()].concat().chunks(100).collect::<Vec<_>>());
        let mut expected = typed(word);
        match events.first_mut() {
            Some(Event::Key(key)) if key.code == KeyCode::Esc => drop(events.remove(0)),
            Some(Event::Key(key)) => {
                assert!(key.modifiers.contains(ALT), "{word}: {key:?}");
                key.modifiers.remove(ALT);
            }
            other => panic!("{word}: {other:?}"),
        }
        assert_eq!(events, expected, "{word}");
        // Read apart, nothing is lost.
        expected.insert(0, key(KeyCode::Esc, NONE));
        assert_eq!(sent(&[b"\x1b", word.as_bytes()]), expected, "{word}");
        tried += 1;
    }
    assert!(tried > 1040, "{tried}");
}

// ---- Pastes

#[test]
fn a_paste_is_text_however_it_is_cut() {
    for (text, expected) in [
        (&b""[..], ""),
        ("Kính gửi:\r\tỦy ban".as_bytes(), "Kính gửi:\r\tỦy ban"),
        (b"\x1b[A\x1b]11;\x07\x1b\x1b[201\x1b[20", "\x1b[A\x1b]11;\x07\x1b\x1b[201\x1b[20"),
        (b"\x1b[200~", "\x1b[200~"),
        (b"a\xffb\xe1\xba", "a\u{fffd}b\u{fffd}"),
    ] {
        let bytes = [b"\x1b[200~", text, b"\x1b[201~x"].concat();
        for (way, events) in three_ways(&bytes) {
            assert_eq!(events, [vec![pasted(expected)], typed("x")].concat(), "{}, {way}", shown(&bytes));
        }
    }
}

#[test]
fn silence_ends_a_paste_and_its_text_is_kept() {
    let mut terminal = Terminal::new();
    terminal.send(b"\x1b[200~mot ").pause(LONG).send(b"hai\x1b[20").pause(LONG);
    assert_eq!(terminal.events, []);
    assert_eq!(terminal.pause(Duration::from_millis(1)).events, [pasted("mot hai")]);
    assert_eq!(terminal.send(b"x").sent(), [vec![pasted("mot hai")], typed("x")].concat());
    // The rest of it comes after all; then keys are keys again.
    assert_eq!(terminal.send(b" ba\r\x1b[201~y").sent(), [vec![pasted(" ba\r")], typed("y")].concat());
    assert_eq!(terminal.send(b"ba\x1b[201~y").sent(), typed("bay"));
    // Its end alone is nothing.
    terminal.send(b"\x1b[200~mot").pause(SILENCE).send(b"\x1b[201~");
    assert_eq!(terminal.send(b"ba\x1b[201~").sent(), [vec![pasted("mot")], typed("ba")].concat());
    terminal.send(b"\x1b[200~mot").pause(SILENCE).send(b"x\x1b").send(b"[201~");
    assert_eq!(terminal.sent(), [vec![pasted("mot")], typed("x")].concat());
    // Nor is it the end of an answer.
    terminal.send(b"\x1b[200~mot").pause(SILENCE).send(b"\x1b]52;c;").send(b"ba\x1b[201~x");
    assert_eq!(terminal.sent(), [vec![pasted("mot")], typed("x")].concat());
    terminal.send(b"\x1b[201~");
    // A paste that begins and ends in the same read is another.
    terminal.send(b"\x1b[200~mot").pause(SILENCE).send(b"x\x1b[200~hai\x1b[201~");
    assert_eq!(terminal.sent(), [vec![pasted("mot")], typed("x"), vec![pasted("hai")]].concat());
    assert_eq!(terminal.send(b"ba\x1b[201~").sent(), typed("ba"));
}

/// A million reads of a byte: were each to look at what came before, this would take hours.
#[test]
fn a_long_paste_is_read_once() {
    let mut text = String::new();
    for number in 0.. {
        write!(text, "{number} Ủy ban\r\x1b[20").expect("in memory");
        if text.len() > 1_000_000 {
            break;
        }
    }
    let bytes = [b"\x1b[200~", text.as_bytes(), b"\x1b[201~"].concat();
    for size in [1, 7, 1024, bytes.len()] {
        let mut terminal = Terminal::new();
        for read in bytes.chunks(size) {
            terminal.send(read);
            assert!(terminal.reader.unread.len() < PASTE_END.len());
        }
        assert!(terminal.sent() == [pasted(&text)], "in reads of {size}");
    }
}

// ---- Pastes that are not marked

#[test]
fn lines_in_one_read_are_a_paste() {
    for (text, rest) in [
        (&b"a\rb\rc\r"[..], &b""[..]),
        (b"a\nb\nc\n", b""),
        (b"a\r\nb\r\nc\r\nd", b""),
        (b"a\r\rb\r\rc\r", b""),
        ("Một\rhai, “ba”\r  bốn\r".as_bytes(), b""),
        // Another key ends it.
        (b"a\rb\rc\r", b"\x1b[A"),
    ] {
        let mut terminal = Terminal::new();
        terminal.send(text);
        assert_eq!(terminal.events, [], "the rest of it may come");
        terminal.send(rest);
        let key = if rest.is_empty() { vec![] } else { vec![key(KeyCode::Up, NONE)] };
        let text = pasted(str::from_utf8(text).expect("UTF-8"));
        assert_eq!(terminal.sent(), [vec![text], key].concat());
        assert_eq!(terminal.send(b"x\r").sent(), typed("x\r"), "keys are keys again");
    }
}

#[test]
fn a_paste_that_is_not_marked_goes_on_while_it_comes_and_ends_with_a_moment_of_silence() {
    let mut terminal = Terminal::new();
    let text = "Kính gửi:\rỦy ban\rnhân dân\rxã Đăk Glei".as_bytes();
    // The kernel hands it on in pieces, letters cut anywhere.
    let end = text.len() - 4;
    let (head, tail) = text.split_at(text.iter().rposition(|byte| *byte == 0xc4).expect("Đ or ă") + 1);
    terminal.send(head).pause(BRIEF).send(&tail[..2]).pause(BRIEF).send(&tail[2..]);
    assert_eq!(terminal.events, []);
    assert_eq!(terminal.sent(), [pasted(str::from_utf8(text).expect("UTF-8"))], "cut before {end}");
    // Half a letter at its end waits for the other half.
    let mut terminal = Terminal::new();
    terminal.send(b"a\rb\rc\r\xc4").pause(ESCAPE_WAIT).send(b"\x90x");
    assert_eq!(terminal.sent(), [vec![pasted("a\rb\rc\r")], typed("Đx")].concat());
}

#[test]
fn what_is_no_paste_is_keys() {
    for text in [
        "12\r34\r",
        "a\rb\rc",
        "\r\r\r\r",
        "a\r\r\rb\r",
        "a\r \r \r",
        "a\tb\rc\rd\re\r",
        "a\rb\rc\x7f\r",
        "a\rb\rc\x08\r",
        "a\rb\rc\r\x13",
    ] {
        assert_eq!(sent(&[text.as_bytes()]), typed(text), "{text:?}");
    }
    // The same lines one by one: somebody types.
    assert_eq!(sent(&[b"a\r", b"b\r", b"c\r"]), typed("a\rb\rc\r"));
    // Invalid bytes are dropped, and what stands around them is keys.
    assert_eq!(sent(&[b"a\rb\rc\r\xffd"]), typed("a\rb\rc\rd"));
}

// ---- Any bytes

/// Bytes that mean something, and some that mean nothing.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let sequences = [AS_CROSSTERM, BEYOND, WITH_ALT].concat();
    let sequences: Vec<&[u8]> = sequences.iter().map(|(bytes, ..)| *bytes).chain(ANSWERS.iter().copied()).collect();
    let marks: &[&[u8]] =
        &[b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b_G", b"\x1b\\", b"\x1b[200~", PASTE_END];
    let piece = prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        (b' '..=b'~').prop_map(|byte| vec![byte]),
        prop::sample::select(sequences).prop_map(<[u8]>::to_vec),
        prop::sample::select(marks).prop_map(<[u8]>::to_vec),
        prop::sample::select(vec!["ế", "Đ", "\u{9c}", "😀"]).prop_map(|letter| letter.as_bytes().to_vec()),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// The same bytes in several reads.
fn cut(bytes: &[u8], sizes: &[usize]) -> Vec<Vec<u8>> {
    let (mut reads, mut rest) = (Vec::new(), bytes);
    for size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (head, tail) = rest.split_at((*size).min(rest.len()));
        reads.push(head.to_vec());
        rest = tail;
    }
    reads
}

/// Alt as Esc and the key after it: which of the two it is, a cut decides.
fn without_alt(events: Vec<Event>) -> Vec<Event> {
    let split = |event| match event {
        Event::Key(key) if key.modifiers.contains(ALT) => {
            vec![Event::Key(KeyCode::Esc.into()), Event::Key(KeyEvent { modifiers: key.modifiers - ALT, ..key })]
        }
        other => vec![other],
    };
    events.into_iter().flat_map(split).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn keys_come_after_any_bytes(
        reads in prop::collection::vec((pieces(), prop::sample::select(vec![1_u64, 49, 50, 51, 1999, 2000, 5000])), 0..8),
    ) {
        let mut terminal = Terminal::new();
        for (bytes, time) in &reads {
            terminal.send(bytes).pause(Duration::from_millis(*time));
        }
        terminal.sent();
        prop_assert_eq!(terminal.send(b"a\t\r").sent(), typed("a\t\r"));
    }

    #[test]
    fn where_bytes_are_cut_changes_nothing(bytes in pieces(), sizes in prop::collection::vec(1_usize..9, 1..6)) {
        // Whether lines are a paste is told by what comes in one read.
        prop_assume!(!sequence::is_paste(&bytes));
        let reads = cut(&bytes, &sizes);
        let reads: Vec<&[u8]> = reads.iter().map(Vec::as_slice).collect();
        prop_assert_eq!(without_alt(sent(&reads)), without_alt(sent(&[&bytes])));
    }

    #[test]
    fn letters_are_those_letters(text in "\\PC{0,40}", sizes in prop::collection::vec(1_usize..9, 1..6)) {
        let reads = cut(text.as_bytes(), &sizes);
        let reads: Vec<&[u8]> = reads.iter().map(Vec::as_slice).collect();
        prop_assert_eq!(sent(&reads), typed(&text));
    }

    #[test]
    fn answers_between_keys_change_nothing(
        sent_keys in prop::collection::vec((0..AS_CROSSTERM.len(), prop::sample::select(ANSWERS)), 0..12),
        sizes in prop::collection::vec(1_usize..9, 1..6),
    ) {
        // After the key Esc something else would be Alt, or a sequence.
        let sent_keys: Vec<_> = sent_keys.iter().filter(|(place, _)| AS_CROSSTERM[*place].0 != b"\x1b").collect();
        let bytes: Vec<u8> = sent_keys.iter().flat_map(|(place, answer)| [AS_CROSSTERM[*place].0, answer].concat()).collect();
        let expected: Vec<Event> = sent_keys.iter().map(|(place, _)| AS_CROSSTERM[*place]).map(|(_, c, m)| key(c, m)).collect();
        let reads = cut(&bytes, &sizes);
        let reads: Vec<&[u8]> = reads.iter().map(Vec::as_slice).collect();
        prop_assert_eq!(sent(&reads), expected);
    }
}

#[test]
fn half_a_paste_is_given_when_nothing_more_comes() {
    let (mut reader, now, mut events) = (Reader::new(), Instant::now(), Vec::new());
    reader.read(b"\x1b[200~mot hai\nba", now, &mut events);
    assert!(events.is_empty());
    reader.rest(now, &mut events);
    assert!(events.is_empty(), "it may go on");
    reader.end(now, &mut events);
    assert_eq!(events, [Event::Paste("mot hai\nba".to_owned())]);
    reader.end(now, &mut events);
    assert_eq!(events.len(), 1);
}
