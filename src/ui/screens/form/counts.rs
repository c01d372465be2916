//! How much is wrong, missing or waiting, in the second line of the screen.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::check::Severity;
use crate::session::Session;
use crate::text::message::Message;
use crate::ui::context::Context;
use crate::ui::strings as s;
use crate::ui::text::put_right;

/// Columns that the number of a page takes at least, before what is counted.
const PAGE_NUMBER: usize = 12;

/// Errors and missing answers, flush right; returns the first column taken.
pub(crate) fn counts(session: &Session, right: u16, y: u16, context: &Context, buffer: &mut Buffer) -> u16 {
    let Context { theme, language, .. } = *context;
    let count = |severity| session.findings().filter(|d| d.severity == severity && d.is_open()).count();
    let parts = [
        (count(Severity::Hint), ".", s::HINTS, theme.quiet()),
        (count(Severity::Warning), "?", s::WARNINGS, theme.warning()),
        // Words of an old report that stand nowhere yet.
        (session.old.waiting, "+", s::OLD_LEFT, theme.warning()),
        (count(Severity::Unconfirmed), "~", s::UNCONFIRMED, theme.warning()),
        (count(Severity::Missing), "*", s::MISSING, theme.warning()),
        (count(Severity::Error), "!", s::ERRORS, theme.error()),
    ];
    let mut x = right.saturating_sub(1);
    if parts.iter().all(|(n, ..)| *n == 0) {
        return put_right(buffer, x, y, s::COMPLETE.of(language), theme.good());
    }
    let told = |(n, mark, text, style): (usize, &str, Message, Style)| {
        (format!("{mark} {}", text.fill(language, &[&n])), style)
    };
    let mut shown: Vec<(String, Style)> = parts.into_iter().filter(|(n, ..)| *n > 0).map(told).collect();
    // What does not fit beside the number of the page is not shown: the mildest first.
    let width = |shown: &[(String, Style)]| shown.iter().map(|(text, _)| text.chars().count() + 3).sum::<usize>();
    while shown.len() > 1 && width(&shown) + PAGE_NUMBER > usize::from(right) {
        shown.remove(0);
    }
    for (text, style) in shown {
        x = put_right(buffer, x, y, &text, style).saturating_sub(3);
    }
    x + 3
}
