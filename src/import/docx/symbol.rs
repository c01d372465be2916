//! Characters of symbol fonts: Word writes them by font and code, not as Unicode.

/// Codes of Wingdings that are used as marks of items: dots, squares, arrows, ticks.
const WINGDINGS_BULLETS: [u32; 16] =
    [0x6c, 0x6e, 0x6f, 0x71, 0x75, 0x76, 0x77, 0x9f, 0xa7, 0xa8, 0xd8, 0xe0, 0xe8, 0xf0, 0xfc, 0xb2];

/// Codes of Symbol, and what they are in Unicode.
const SYMBOL: [(u32, char); 17] = [
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xae, '→'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xbc, '…'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x6d, 'μ'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
];

/// The character that a symbol font shows for a code; codes in Unicode's private area are those of the
/// font. `None` for what has no like in a text.
pub(super) fn symbol(code: u32, font: &str) -> Option<char> {
    let is_private = (0xf000..=0xf0ff).contains(&code);
    let code = if is_private { code - 0xf000 } else { code };
    let font = font.to_lowercase();
    if font.starts_with("wingdings") || font.starts_with("webdings") {
        return match code {
            0xfc | 0xfe if font == "wingdings" => Some('✓'),
            0xa8 | 0x6f if font == "wingdings" => Some('□'),
            code if WINGDINGS_BULLETS.contains(&code) => Some('•'),
            _ => None,
        };
    }
    let found = SYMBOL.iter().find(|(symbol, _)| *symbol == code).map(|(_, c)| *c);
    let known = found.filter(|_| font == "symbol" || code == 0xb7);
    // Word keeps the marks of its own lists in a private area, whatever the font is called.
    if known.is_none() && is_private && font != "symbol" && WINGDINGS_BULLETS.contains(&code) {
        return Some('•');
    }
    known.or_else(|| char::from_u32(code).filter(|c| !c.is_control()))
}

/// Whether a character of a text comes from a symbol font.
pub(super) fn is_private(c: char) -> bool {
    ('\u{f000}'..='\u{f0ff}').contains(&c)
}
