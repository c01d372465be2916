//! A sentence pattern: what is parsed is no larger than its source, and mistakes stand inside it.
#![no_main]

use baocao::report::pattern::{Part, Pattern};
use libfuzzer_sys::fuzz_target;

fn count(parts: &[Part]) -> usize {
    let inside = |part: &Part| if let Part::Optional(inner) = part { count(inner) } else { 0 };
    parts.iter().map(|part| 1 + inside(part)).sum()
}

fuzz_target!(|source: &str| match Pattern::parse(source) {
    Ok(pattern) => assert!(count(&pattern.parts) <= source.len()),
    Err(mistake) => assert!(source.is_char_boundary(mistake.offset), "{mistake:?}"),
});
