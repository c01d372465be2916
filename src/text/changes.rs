//! Two texts beside each other, word by word.

use similar::{ChangeTag, TextDiff};

/// A text of which words became others: those that went in `[-…-]`, those that came in `{+…+}`.
#[must_use]
pub(crate) fn changed_words(before: &str, after: &str) -> String {
    let difference = TextDiff::from_words(before, after);
    let mut said = String::new();
    let mut open = ChangeTag::Equal;
    let marks = |tag| match tag {
        ChangeTag::Equal => ("", ""),
        ChangeTag::Delete => ("[-", "-]"),
        ChangeTag::Insert => ("{+", "+}"),
    };
    for change in difference.iter_all_changes() {
        let tag = change.tag();
        if tag != open {
            let spaces = said.len() - said.trim_end_matches(' ').len();
            said.truncate(said.len() - spaces);
            said.push_str(marks(open).1);
            said.push_str(&" ".repeat(spaces));
            said.push_str(marks(tag).0);
            open = tag;
        }
        said.push_str(change.value());
    }
    said.push_str(marks(open).1);
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_went_and_came_are_marked() {
        assert_eq!(changed_words("Các xã đã báo cáo.", "Các thôn đã báo cáo."), "Các [-xã-]{+thôn+} đã báo cáo.");
        assert_eq!(changed_words("như cũ", "như cũ"), "như cũ");
        assert_eq!(changed_words("", "mới"), "{+mới+}");
    }
}
