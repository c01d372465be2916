//! What terminals send, as they send it and cut anywhere; what they answer; what a person types after
//! Esc; pastes; and any bytes at all.

use std::fmt::Write;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::*;
use crate::ui::keymap::{Key, TABLE};

mod pastes;
mod sequences;

use sequences::{ANSWERS, AS_CROSSTERM, BEYOND, WITH_ALT};

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
        ("Kính Ủy 😀".as_bytes(), "Kính Ủy 😀"),
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
        // Whether lines, or letters, are a paste is told by what comes in one read.
        prop_assume!(!sequence::is_paste(&bytes) && sequence::pasted_line(&bytes).is_none());
        let reads = cut(&bytes, &sizes);
        let reads: Vec<&[u8]> = reads.iter().map(Vec::as_slice).collect();
        prop_assert_eq!(without_alt(sent(&reads)), without_alt(sent(&[&bytes])));
    }

    #[test]
    fn letters_are_those_letters(text in "\\PC{0,40}", sizes in prop::collection::vec(1_usize..9, 1..6)) {
        prop_assume!(sequence::pasted_line(text.as_bytes()).is_none());
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
