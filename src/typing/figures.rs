//! The words that stand with figures, amounts and dates: in VNI, where digits are keys, only these are composed.

use super::letter::{Letter, Mark, Tone};

/// Words with which figures are said, and those of days and periods.
const WORDS: &[&str] = &[
    "hơn",
    "trên",
    "gần",
    "khoảng",
    "chừng",
    "ước",
    "tỷ",
    "tỉ",
    "triệu",
    "nghìn",
    "ngàn",
    "rưỡi",
    "đồng",
    "không",
    "có",
    "chưa",
    "rõ",
    "thống",
    "kê",
    "số",
    "liệu",
    "tổng",
    "trong",
    "từ",
    "đến",
    "tới",
    "hết",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "của",
    "đầu",
    "cuối",
    "một",
    "mỗi",
    "trẻ",
    "cháu",
    "bé",
    "học",
    "trường",
    "hợp",
    "vụ",
    "việc",
    "người",
    "nào",
    "bản",
    "ấp",
    "buôn",
    "làng",
    "xóm",
    "khóm",
    "phố",
    "tổ",
    "đạt",
    "lệ",
    "mồng",
    "mùng",
    "sáng",
    "chiều",
    "tối",
];

/// Words, in plain letters, after which a figure is typed without a space: "quý2", "k1".
const BEFORE_FIGURES: &[&str] = &["quy", "dot", "lan", "tuan", "khoa", "thang", "nam", "ngay", "ty", "ti", "so"];

/// Whether a word, as far as it has come, may become one that stands with figures, or, in a figure that counts
/// something, any word but those that a number follows: what it counts goes by many names.
#[must_use]
pub(crate) fn is_said_with_figures(word: &str, counts: bool) -> bool {
    let plain = || word.chars().map(|c| Letter::of(c).0.base).collect::<String>();
    let takes_figure = || BEFORE_FIGURES.contains(&plain().as_str());
    WORDS.iter().any(|whole| begins(word, whole)) || counts && !takes_figure()
}

/// Whether these letters begin a word; what is not marked yet may still be. The tone moves with the letters that
/// come, and is the same wherever it stands.
fn begins(part: &str, whole: &str) -> bool {
    let tone = |text: &str| text.chars().map(|c| Letter::of(c).1).find(|tone| *tone != Tone::Level);
    let letter = |c: char| Letter::of(c).0;
    let fits = |(a, b): (Letter, Letter)| a.base == b.base && (a.mark == Mark::None || a.mark == b.mark);
    part.chars().count() <= whole.chars().count()
        && part.chars().map(letter).zip(whole.chars().map(letter)).all(fits)
        && tone(part).is_none_or(|own| tone(whole) == Some(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_from_its_first_letters_on() {
        for word in ["triẹu", "Triệ", "tỷ", "hơ", "khỏ", "khoảng", "thá", "rươi", "nghìn"] {
            assert!(is_said_with_figures(word, false), "{word}");
        }
        for word in ["cháu", "trẻ", "học", "vụ", "làng", "đạt", "mùng", "sáng"] {
            assert!(is_said_with_figures(word, false), "{word}");
        }
        for word in ["tỳ", "quỳ", "nàm", "dẻn", "tú", "triệuu", "thạng", "xã"] {
            assert!(!is_said_with_figures(word, false), "{word}");
        }
        for word in ["xã", "hộ", "lớp", "lượt", "phát"] {
            assert!(is_said_with_figures(word, true), "{word}");
        }
        for word in ["quỳ", "đọt", "nàm"] {
            assert!(!is_said_with_figures(word, true), "{word}");
        }
    }
}
