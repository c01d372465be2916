//! Words that a sentence says twice, where what was typed meets its own words: "từ nguồn" and "nguồn xã hội hóa".

use crate::report::answers::EntryPath;

use super::{Block, Edit, Run, RunKind};

/// The most words that are looked for at once.
const WORDS: usize = 3;

/// The typed entries of a paragraph that repeat the words beside them, with these words.
#[must_use]
pub(crate) fn doubled(block: &Block) -> Vec<(EntryPath, String)> {
    if block.edit != Edit::Generated {
        return Vec::new();
    }
    let cells = block.table.iter().flat_map(|table| table.rows.iter().flatten());
    let texts = std::iter::once(&block.runs).chain(cells);
    let pairs = texts.flat_map(|runs| {
        // A space of its own between two answers parts them as one within them does.
        let said: Vec<(&Run, bool)> = runs
            .iter()
            .scan(false, |gap, run| {
                let is_gap = run.text.chars().all(char::is_whitespace);
                let before = std::mem::replace(gap, is_gap);
                Some((run, before && !is_gap))
            })
            .filter(|(run, _)| !run.text.trim().is_empty())
            .collect();
        said.windows(2)
            .filter_map(|pair| match pair {
                [(before, _), (after, is_parted)] => in_pair(before, after, *is_parted),
                _ => None,
            })
            .collect::<Vec<_>>()
    });
    pairs.collect()
}

/// Words that say the same one after the other: how what stands before ends, and how what stands after begins.
const ALIKE: [(&str, &str); 5] = [
    ("đề nghị", "đối với"),
    ("đề nghị", "kiến nghị"),
    ("đề nghị", "kính đề nghị"),
    ("từ nguồn", "từ"),
    ("tài trợ", "hỗ trợ"),
];

/// The words with which the first of two runs ends and the second begins.
fn in_pair(before: &Run, after: &Run, is_parted: bool) -> Option<(EntryPath, String)> {
    let typed = |run: &Run| run.origin.filter(|_| run.kind == RunKind::Text);
    let path = typed(after).or_else(|| typed(before))?;
    let parted = before.text.ends_with(char::is_whitespace) || after.text.starts_with(char::is_whitespace);
    if !parted && !is_parted {
        return None;
    }
    let (ends, begins) = (before.text.trim_end().to_lowercase(), after.text.trim_start().to_lowercase());
    let is_word = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let alike =
        ALIKE.iter().find(|(end, begin)| ends.ends_with(end) && begins.strip_prefix(begin).is_some_and(is_word));
    if let Some((end, begin)) = alike {
        let own = if typed(after).is_some() { begin } else { end };
        return Some((path, (*own).to_owned()));
    }
    let last: Vec<&str> = before.text.split_whitespace().rev().take(WORDS).collect();
    let first: Vec<&str> = after.text.split_whitespace().take(WORDS).collect();
    let is_mark = |c: char| !c.is_alphanumeric();
    let is_same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase() && !a.is_empty() && !a.contains(is_mark);
    let same = |count: usize| {
        let (ends, begins) = (last.get(..count)?, first.get(..count)?);
        let mut pairs = ends.iter().rev().zip(begins).enumerate();
        // Marks stand around the words, and never between them.
        let all = pairs.all(|(at, (a, b))| {
            let a = if at == 0 { a.trim_start_matches(is_mark) } else { a };
            let b = if at + 1 == count { b.trim_end_matches(is_mark) } else { b };
            is_same(a, b)
        });
        all.then(|| begins.join(" ").trim_end_matches(is_mark).to_owned())
    };
    Some((path, (1..=WORDS).rev().find_map(same)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;
    use crate::report::ids::FieldId;

    #[test]
    fn words_that_stand_on_both_sides_are_found_whatever_their_case() {
        let path = EntryPath::field(FieldId::nth(1));
        let told = |runs: Vec<Run>| -> Vec<String> {
            doubled(&Block::new(Role::Item, runs)).into_iter().map(|(_, words)| words).collect()
        };
        let at = |before: &str, typed: &str, after: &str| -> Vec<String> {
            told(vec![Run::plain(before), Run::of(typed, path), Run::plain(after)])
        };
        assert_eq!(at("từ nguồn ", "Nguồn xã hội hóa", "."), ["Nguồn"]);
        assert_eq!(at("phối hợp với ", "phối hợp với Trạm Y tế", " tổ chức"), ["phối hợp với"]);
        assert_eq!(at("do ", "Công ty A hỗ trợ", " hỗ trợ."), ["hỗ trợ"]);
        assert_eq!(at("do ", "Công ty A tài trợ", " hỗ trợ."), ["tài trợ"]);
        assert_eq!(at("Đề nghị ", "Đối với Công an thành phố", " xem xét."), ["đối với"]);
        let two = vec![Run::of("nhiệm vụ năm học", path), Run::plain(" "), Run::of("năm học 2025 - 2026", path)];
        assert_eq!(told(two), ["năm học"]);
        let none: [&str; 0] = [];
        assert_eq!(at("thôn: ", "Thôn Gò Trám", "."), none, "a mark stands between");
        assert_eq!(at("năm ", "2026", ", năm 2027"), none);
        assert_eq!(at("trẻ em", "em", " "), none, "these are one word");
    }
}
