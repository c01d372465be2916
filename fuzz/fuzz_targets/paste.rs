//! A paste: nothing hidden is left of it, every kind of field reads it, and it is wrapped and typed.
#![no_main]

use baocao::report::read::{entry_text, read};
use baocao::report::value::Value;
use baocao::text::visible::{clean_paste, is_hidden, shown_line};
use baocao::text::width::{columns, fit};
use baocao::text::wrap::wrap;
use baocao::typing::{Method, ToneStyle, TypingOptions, type_line};
use baocao_fuzz::with_type;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let clean = clean_paste(text);
    assert!(!clean.contains(|c| c != '\n' && is_hidden(c)));
    assert_eq!(clean_paste(&clean), clean);
    assert!(!shown_line(text).contains(is_hidden));
    for row in wrap(text, 40) {
        let line = text.get(row.range).expect("whole letters");
        assert!(columns(fit(line, 60)) <= 60, "{line:?}");
    }
    for (method, style) in [(Method::Telex, ToneStyle::Old), (Method::Vni, ToneStyle::New)] {
        let _ = type_line(text, TypingOptions { method, style, brackets: true, symbols: false });
    }
    with_type(|definition| {
        for field in definition.fields.iter().step_by(7) {
            let value = read(&field.kind, &clean, 2026);
            if !matches!(value, Value::Missing | Value::Unreadable(_)) {
                let again = entry_text(&field.kind, &value);
                assert_eq!(read(&field.kind, &again, 2026), value, "{again:?}");
            }
        }
    });
});
