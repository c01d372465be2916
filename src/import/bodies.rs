//! What bodies are called.

use crate::text::letters::plain_letters;

/// What bodies are called that belong to another, written above them.
const BODIES: [&str; 12] = [
    "phong",
    "so",
    "truong",
    "ban",
    "trung tam",
    "hoi",
    "chi cuc",
    "tram",
    "cong an",
    "doan",
    "thanh tra",
    "van phong",
];

/// What other bodies are called that a report names.
const OTHERS: [&str; 9] =
    ["uy ban", "ubnd", "hdnd", "hoi dong", "bo", "dang uy", "nha truong", "mat tran", "thuong truc"];

/// Whether a line begins with what a body is called that belongs to another.
pub(super) fn belongs_to_another(line: &str) -> bool {
    begins(&plain_letters(line), &BODIES)
}

/// Whether a text begins with what a body is called: "Sở Y tế", "Ủy ban nhân dân xã".
pub(super) fn names_body(text: &str) -> bool {
    let plain = plain_letters(text);
    text.starts_with(char::is_uppercase) && (begins(&plain, &BODIES) || begins(&plain, &OTHERS))
}

fn begins(plain: &str, bodies: &[&str]) -> bool {
    bodies.iter().any(|body| plain.strip_prefix(body).is_some_and(|rest| rest.starts_with(' ')))
}
