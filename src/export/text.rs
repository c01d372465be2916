//! Plain text: the lines of the layout.

use crate::document::Document;
use crate::document::layout::lay_out;

/// Lines of at most `width` columns without spaces at their ends; one newline at the end.
pub(crate) fn write(document: &Document, width: usize) -> String {
    let mut text = String::new();
    for line in lay_out(document, width) {
        text.push_str(&line.text());
        text.push('\n');
    }
    text.truncate(text.trim_end_matches('\n').len());
    text.push('\n');
    text
}
