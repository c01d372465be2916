//! Markdown as plain text: a line a paragraph, without its marks.

/// The text without marks, its paragraphs apart; `None` where it is no Markdown: no line is a heading of it.
pub(super) fn plain(text: &str) -> Option<String> {
    let is_markdown = text.lines().any(|line| heading(line).is_some());
    is_markdown.then(|| text.lines().filter_map(line).collect::<Vec<_>>().join("\n\n"))
}

/// What a heading says.
fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())).then(|| rest.strip_prefix(' ')).flatten()
}

/// A line in plain letters; `None` for one that only draws a table.
fn line(line: &str) -> Option<String> {
    // A backslash at the end breaks the line.
    let line = line.trim_end().trim_end_matches('\\');
    let trimmed = line.trim_start();
    if let Some(cells) = trimmed.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')) {
        let is_rule = cells.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '));
        let cells = cells.split(" | ").map(|cell| inline(cell.trim()));
        return (!is_rule).then(|| cells.collect::<Vec<_>>().join(" | "));
    }
    if let Some((number, note)) = trimmed.strip_prefix("[^").and_then(|rest| rest.split_once("]: ")) {
        return Some(format!("({number}) {}", inline(note)));
    }
    // An item within another is of the lower level.
    let item = trimmed.strip_prefix("- ").filter(|_| line.starts_with("  "));
    Some(item.map_or_else(|| inline(heading(trimmed).unwrap_or(trimmed)), |item| format!("+ {}", inline(item))))
}

/// Text without the stars that make it bold or slanted, and with the letters that a backslash kept from being marks.
fn inline(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    let mut in_note = false;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.extend(letters.next()),
            '*' => {}
            // The mark of a note, "[^1]".
            '[' if letters.as_str().starts_with('^') => {
                letters.next();
                in_note = true;
                plain.push('(');
            }
            ']' if in_note => {
                in_note = false;
                plain.push(')');
            }
            letter => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_none_of_the_text() {
        let text = "UBND TỈNH\\\n**SỞ Y TẾ**\\\nSố: 3/BC-SYT\n\n# BÁO CÁO\n\n*Căn cứ Luật;*\n\n## I. KẾT QUẢ\n\n- Một[^1].\n  - Hai\n\n\
            | a | b |\n| --- | ---: |\n| c\\|d | \\[thiếu: e\\] |\n\n[^1]: Ba.\n";
        let lines = [
            "UBND TỈNH",
            "SỞ Y TẾ",
            "Số: 3/BC-SYT",
            "",
            "BÁO CÁO",
            "",
            "Căn cứ Luật;",
            "",
            "I. KẾT QUẢ",
            "",
            "- Một(1).",
            "+ Hai",
            "",
            "a | b",
            "c|d | [thiếu: e]",
            "",
            "(1) Ba.",
        ];
        assert_eq!(plain(text).as_deref(), Some(lines.join("\n\n").as_str()));
        assert_eq!(plain("Một #2 và * ba\n- bốn"), None);
    }
}
