//! Words of other languages that could be Vietnamese by their letters, and are not meant so.
//!
//! None of them is the usual way to type a Vietnamese word: "max" is how mã is typed, and is not
//! here; "test" would be tét, which is typed "tets" as well.

/// In lower case, as typed in Telex.
const TELEX: &[&str] = &[
    "access",
    "buffet",
    "coffee",
    "correct",
    "current",
    "different",
    "effect",
    "error",
    "issue",
    "kw",
    "lesson",
    "massage",
    "message",
    "miss",
    "mission",
    "office",
    "offline",
    "offset",
    "passport",
    "password",
    "session",
    "sofa",
    "taxi",
    "test",
    "tests",
    "traffic",
    "virus",
    "wwf",
    "www",
];

/// Whether a word typed in Telex stays as it was typed.
pub(super) fn in_telex(word: &str) -> bool {
    TELEX.contains(&word)
}

/// Whether a whole word typed in VNI stays as it was typed: the size of paper, not ã.
pub(super) fn in_vni(word: &str) -> bool {
    word == "a4"
}
