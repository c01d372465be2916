//! What comes from a terminal, cut anywhere and with pauses: no panic, no event out of nothing, no
//! silence that never ends, and keys come through afterwards.
#![no_main]

use std::time::{Duration, Instant};

use baocao::ui::events::Event;
use baocao::ui::input::{Reader, SILENCE};
use crossterm::event::KeyCode;
use libfuzzer_sys::fuzz_target;

/// The keys that come through in any case.
const KEYS: [KeyCode; 3] = [KeyCode::Char('a'), KeyCode::Tab, KeyCode::Enter];

/// Lets silence say what it means. Nothing waits any longer then.
fn pause(reader: &mut Reader, now: &mut Instant, events: &mut Vec<Event>) {
    if let Some(due) = reader.due() {
        assert!(due <= *now + SILENCE);
        *now = due;
        reader.rest(due, events);
    }
    assert_eq!(reader.due(), None);
}

fuzz_target!(|data: &[u8]| {
    let (mut reader, mut events, mut now) = (Reader::new(), Vec::new(), Instant::now());
    let mut left = data;
    // The first byte of each read: its length, and whether a pause follows.
    while let [head, tail @ ..] = left {
        let (bytes, tail) = tail.split_at(usize::from(head & 0x7f).min(tail.len()));
        now += Duration::from_millis(1);
        reader.read(bytes, now, &mut events);
        if head & 0x80 != 0 {
            pause(&mut reader, &mut now, &mut events);
        }
        left = tail;
    }
    pause(&mut reader, &mut now, &mut events);
    let length = |event: &Event| match event {
        Event::Paste(text) => text.len(),
        _ => 1,
    };
    // A byte that is no letter is pasted as U+FFFD, of three bytes.
    assert!(events.iter().map(length).sum::<usize>() <= 3 * data.len());
    events.clear();
    reader.read(b"a\t\r", now, &mut events);
    let keys: Vec<KeyCode> =
        events.iter().filter_map(|event| if let Event::Key(key) = event { Some(key.code) } else { None }).collect();
    assert_eq!((keys.as_slice(), events.len(), reader.due()), (&KEYS[..], 3, None));
});
