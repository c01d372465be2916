//! Pastes: marked, cut off, and those that nothing marks.

use super::*;

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

#[test]
fn silence_within_a_letter_of_a_paste_or_within_its_end_spoils_neither() {
    let word = "vi ệt 😀".as_bytes();
    for at in 1..word.len() {
        let (head, tail) = word.split_at(at);
        let mut terminal = Terminal::new();
        terminal.send(b"\x1b[200~").send(head).pause(SILENCE).send(&[tail, b"\x1b[201~"].concat()).send(b"y");
        let events = terminal.sent();
        let text: String =
            events.iter().filter_map(|e| if let Event::Paste(text) = e { Some(&**text) } else { None }).collect();
        assert_eq!(text.as_bytes(), word, "cut at {at}");
        assert_eq!(events.last(), typed("y").last());
        // Its end comes later still, or never: whole letters all the same.
        let mut terminal = Terminal::new();
        terminal.send(b"\x1b[200~").send(head).pause(SILENCE).send(tail);
        let whole = head.len() - sequence::half_letter(head);
        let (pasted_text, rest) = word.split_at(whole);
        let [pasted_text, rest] = [pasted_text, rest].map(|bytes| str::from_utf8(bytes).expect("UTF-8"));
        assert_eq!(terminal.sent(), [vec![pasted(pasted_text)], typed(rest)].concat(), "cut at {at}");
    }
    for at in 1..PASTE_END.len() {
        let (head, tail) = PASTE_END.split_at(at);
        let mut terminal = Terminal::new();
        terminal.send(b"\x1b[200~mot").send(head).pause(SILENCE).send(tail).send(b"y");
        assert_eq!(terminal.sent(), [vec![pasted("mot")], typed("y")].concat(), "cut at {at}");
        // A person types on instead.
        terminal.send(b"\x1b[200~mot").send(head).pause(SILENCE).send(b"1").send(b"2");
        assert_eq!(terminal.sent(), [vec![pasted("mot")], typed("12")].concat(), "cut at {at}");
    }
    // A key is a key, and half a letter before it nothing.
    let mut terminal = Terminal::new();
    terminal.send(b"\x1b[200~mot\xe1\xbb").pause(SILENCE).send(b"x").send(b"\x87");
    assert_eq!(terminal.sent(), [vec![pasted("mot")], typed("x")].concat());
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

#[test]
fn many_letters_that_no_keyboard_sends_are_a_paste_in_one_read() {
    for text in ["trẻ em và bình đẳng giới", "Xã Suối Lim", " Hội đồng "] {
        assert_eq!(sent(&[text.as_bytes()]), [pasted(text)], "{text}");
        // The end of the line is the key that it would be.
        let lines = format!("{text}\r");
        assert_eq!(sent(&[lines.as_bytes()]), [vec![pasted(text)], typed("\r")].concat(), "{text}");
        // A long one comes in several reads, cut in a letter, too.
        let (begun, rest) = text.as_bytes().split_at(text.len() - 1);
        let whole = format!("{}{text}", text.repeat(2));
        assert_eq!(sent(&[text.repeat(2).as_bytes(), begun, rest]), [pasted(&whole)], "{text}");
    }
    // A word that an input method sends at once, with what it takes away and without; keys that waited.
    for keys in
        ["nghiêng ", "\u{8}\u{8}ệt nam việt nam", "trer em vaf binhf ", "tiế\u{200b}\u{7f}ng việt nam", "ở xã\r", "à\t"]
    {
        assert_eq!(sent(&[keys.as_bytes()]), typed(keys), "{keys:?}");
    }
}
