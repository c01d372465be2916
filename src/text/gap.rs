//! How what stands in a draft in the place of an answer begins.

/// For one that is not there; what it is called and `]` follow.
pub(crate) const MISSING: &str = "[thiếu: ";
/// For one that was not understood; what was typed follows.
pub(crate) const UNREAD: &str = "[chưa rõ: ";
/// For one that cannot be right; what was typed follows.
pub(crate) const WRONG: &str = "[chưa đúng: ";

/// Whether a text says only that an answer is not there, or unclear.
#[must_use]
pub(crate) fn is_gap(text: &str) -> bool {
    let text = text.trim();
    [MISSING, UNREAD, WRONG].iter().any(|gap| text.starts_with(gap)) && text.find(']') == Some(text.len() - 1)
}
