//! One letter as Vietnamese writes it: a base with its mark, a tone, and its case.

/// What makes a letter another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mark {
    #[default]
    None,
    /// Dấu mũ: â ê ô.
    Circumflex,
    /// Dấu trăng: ă.
    Breve,
    /// Dấu móc: ơ ư.
    Horn,
    /// Gạch ngang: đ.
    Bar,
}

/// The tone of a syllable (thanh điệu), in the order of VNI's digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tone {
    /// Ngang: no sign.
    #[default]
    Level,
    /// Sắc: á.
    Acute,
    /// Huyền: à.
    Grave,
    /// Hỏi: ả.
    Hook,
    /// Ngã: ã.
    Tilde,
    /// Nặng: ạ.
    Dot,
}

use Tone::{Acute, Dot, Grave, Hook, Level, Tilde};

/// The tones in the order in which [`VOWELS`] writes them.
const TONES: [Tone; 6] = [Level, Acute, Grave, Hook, Tilde, Dot];

/// Each vowel: its base, its mark, and itself with each tone.
const VOWELS: [(char, Mark, [char; 6]); 12] = [
    ('a', Mark::None, ['a', 'á', 'à', 'ả', 'ã', 'ạ']),
    ('a', Mark::Breve, ['ă', 'ắ', 'ằ', 'ẳ', 'ẵ', 'ặ']),
    ('a', Mark::Circumflex, ['â', 'ấ', 'ầ', 'ẩ', 'ẫ', 'ậ']),
    ('e', Mark::None, ['e', 'é', 'è', 'ẻ', 'ẽ', 'ẹ']),
    ('e', Mark::Circumflex, ['ê', 'ế', 'ề', 'ể', 'ễ', 'ệ']),
    ('i', Mark::None, ['i', 'í', 'ì', 'ỉ', 'ĩ', 'ị']),
    ('o', Mark::None, ['o', 'ó', 'ò', 'ỏ', 'õ', 'ọ']),
    ('o', Mark::Circumflex, ['ô', 'ố', 'ồ', 'ổ', 'ỗ', 'ộ']),
    ('o', Mark::Horn, ['ơ', 'ớ', 'ờ', 'ở', 'ỡ', 'ợ']),
    ('u', Mark::None, ['u', 'ú', 'ù', 'ủ', 'ũ', 'ụ']),
    ('u', Mark::Horn, ['ư', 'ứ', 'ừ', 'ử', 'ữ', 'ự']),
    ('y', Mark::None, ['y', 'ý', 'ỳ', 'ỷ', 'ỹ', 'ỵ']),
];

/// A letter without its tone, which belongs to the syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// In lower case, without its mark.
    pub base: char,
    pub mark: Mark,
    pub upper: bool,
}

impl Letter {
    /// A letter of a text, and the tone on it.
    pub(crate) fn of(c: char) -> (Self, Tone) {
        if c.is_ascii() {
            return (Letter { base: c.to_ascii_lowercase(), mark: Mark::None, upper: c.is_ascii_uppercase() }, Level);
        }
        let lower = lower(c);
        let upper = lower != c;
        if lower == 'đ' {
            return (Letter { base: 'd', mark: Mark::Bar, upper }, Level);
        }
        for (base, mark, row) in VOWELS {
            if let Some(at) = row.iter().position(|vowel| *vowel == lower) {
                let tone = TONES.get(at).copied().unwrap_or_default();
                return (Letter { base, mark, upper }, tone);
            }
        }
        (Letter { base: lower, mark: Mark::None, upper }, Level)
    }

    /// The letter with a tone on it.
    pub(crate) fn with(self, tone: Tone) -> char {
        let lower = if self.mark == Mark::Bar {
            'đ'
        } else if self.mark == Mark::None && tone == Level {
            self.base
        } else {
            let row = VOWELS.iter().find(|(base, mark, _)| *base == self.base && *mark == self.mark);
            row.and_then(|(_, _, row)| row.get(tone as usize)).copied().unwrap_or(self.base)
        };
        if self.upper { upper(lower) } else { lower }
    }

    /// The letter in lower case, without a tone.
    pub(crate) fn plain(self) -> char {
        Letter { upper: false, ..self }.with(Level)
    }

    /// Whether it is a vowel.
    pub(crate) fn is_vowel(self) -> bool {
        matches!(self.base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
    }
}

/// A letter in lower case; itself where that is not one letter.
pub(super) fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    lower.next().filter(|_| lower.next().is_none()).unwrap_or(c)
}

fn upper(c: char) -> char {
    let mut upper = c.to_uppercase();
    upper.next().filter(|_| upper.next().is_none()).unwrap_or(c)
}
