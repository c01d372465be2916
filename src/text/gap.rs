//! How what stands in a draft in the place of an answer begins.

use std::borrow::Cow;

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

/// What was typed, where a text says only that it is unclear or cannot be right.
#[must_use]
pub(crate) fn typed_in_gap(text: &str) -> Option<&str> {
    let inner = [UNREAD, WRONG].iter().find_map(|gap| text.trim().strip_prefix(gap))?;
    inner.strip_suffix(']').filter(|typed| !typed.contains(']'))
}

/// A text without what it marks so.
#[must_use]
pub(crate) fn without_gaps(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    while let Some(at) = [MISSING, UNREAD, WRONG].iter().filter_map(|gap| text.find(gap)).min() {
        let Some(length) = text.get(at..).and_then(|rest| rest.find(']')) else { break };
        text.to_mut().replace_range(at..=at + length, "");
    }
    text
}
