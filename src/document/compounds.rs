//! What a line does not part: the syllables of a word, a date, a figure and what it counts.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Document, Role, Run};

/// A space at which no line breaks.
pub(crate) const NO_BREAK: char = '\u{a0}';

/// The words of several syllables that stay together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compounds {
    /// In small letters, with single spaces.
    words: HashSet<String>,
    /// Syllables of the longest.
    longest: usize,
}

static BUILT_IN: LazyLock<Compounds> = LazyLock::new(|| {
    let mut compounds = Compounds { words: HashSet::new(), longest: 0 };
    compounds.add(include_str!("../../config/words/compounds.tsv"));
    compounds
});

/// Words after which a number names one of them: "Đề án 06", "tháng 3", "khoản 2".
const NUMBERED: [&str; 18] = [
    "ngày", "tháng", "năm", "quý", "số", "án", "điều", "khoản", "mục", "lục", "chương", "phần", "thôn", "tổ", "khóa",
    "lần", "đợt", "quận",
];

impl Compounds {
    /// Those of the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Those of the program with the lines of an office's own file: each is a word more, "-word" one less.
    #[must_use]
    pub(crate) fn with(text: &str) -> Self {
        let mut compounds = BUILT_IN.clone();
        compounds.add(text);
        compounds
    }

    fn add(&mut self, text: &str) {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let line = line.split('\t').next().unwrap_or_default();
            let word = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            match line.strip_prefix('-') {
                Some(line) => drop(self.words.remove(&word(line))),
                None => drop(self.words.insert(word(line))),
            }
        }
        self.longest = self.words.iter().map(|word| word.split(' ').count()).max().unwrap_or(0);
    }

    /// Puts no-break spaces where no line of a document may end.
    pub fn hold(&self, document: &mut Document) {
        for block in document.blocks_mut() {
            // The quốc hiệu has a line.
            if !matches!(block.role, Role::Nation | Role::Motto) {
                self.hold_runs(&mut block.runs, is_by_itself(block.role));
            }
            // A column may be narrower than a word of several syllables: who sets the table sees (`Table::loosened`).
            if let Some(table) = &mut block.table {
                table.header.iter_mut().for_each(|title| *title = replaced(title, 0, &self.spaces(title, false)));
                table.rows.iter_mut().flatten().for_each(|cell| self.hold_runs(cell, false));
            }
        }
    }

    /// A word or a date may begin in one run and end in the next.
    fn hold_runs(&self, runs: &mut [Run], whole_dates: bool) {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let held = self.spaces(&text, whole_dates);
        if held.is_empty() {
            return;
        }
        let mut start = 0;
        for run in runs {
            let end = start + run.text.len();
            let [from, to] = [start, end].map(|at| held.partition_point(|space| *space < at));
            if let Some(within) = held.get(from..to).filter(|within| !within.is_empty()) {
                run.text = replaced(&run.text, start, within);
            }
            start = end;
        }
    }

    /// The spaces of a text, in bytes and in order, at which no line may end. A date is held as a whole, or by day, month
    /// and year.
    fn spaces(&self, text: &str, whole_dates: bool) -> Vec<usize> {
        let mut syllables: Vec<(usize, &str)> = Vec::new();
        let mut at = 0;
        for syllable in text.split(' ') {
            syllables.push((at, syllable));
            at += syllable.len() + 1;
        }
        let lower: Vec<String> = syllables.iter().map(|(_, syllable)| small(syllable)).collect();
        let mut held = Vec::new();
        let mut first = 0;
        while first + 1 < lower.len() {
            // Several spaces are room to write in, "ngày      tháng      năm 2026", and belong to what stands around them.
            if let [now, next] = lower.get(first..first + 2).unwrap_or_default()
                && (now.is_empty() || next.is_empty())
            {
                held.extend(syllables.get(first + 1).map(|(start, _)| start - 1));
                first += 1;
                continue;
            }
            let word = (2..=self.longest.min(lower.len() - first)).rev().find(|length| {
                let syllables = lower.get(first..first + length).unwrap_or_default();
                self.words.contains(bare(&syllables.join(" ")))
            });
            let word = word.or_else(|| self.name(&syllables, &lower, first));
            let to = first + word.map_or(0, |length| length - 1);
            held.extend((first..to).filter_map(|i| Some(syllables.get(i + 1)?.0 - 1)));
            if let (Some(now), Some(next)) = (lower.get(to), lower.get(to + 1))
                && let before = to.checked_sub(1).and_then(|before| lower.get(before))
                && (goes_with(before, now, next)
                    || (whole_dates && is_date(before, now, next))
                    || (before.is_some() && is_joined_name(now, syllables.get(to + 1))))
            {
                held.extend(syllables.get(to + 1).map(|(start, _)| start - 1));
            }
            first = to + 1;
        }
        held
    }

    /// Syllables from this one on that are the name of a place or of a person: "Suối Lim", "Hồ Chí Minh". Where a
    /// word of the list begins, as in "Hội Liên hiệp", the name is another's.
    fn name(&self, syllables: &[(usize, &str)], lower: &[String], first: usize) -> Option<usize> {
        // Of two syllables or more: "Hội Cựu chiến binh".
        let begins_word = |at: usize| {
            let mut words = (2..=self.longest).filter_map(|length| lower.get(at..at + length));
            words.any(|word| self.words.contains(bare(&word.join(" "))))
        };
        let goes_on = |at: usize| {
            let ends =
                at == first || syllables.get(at - 1).is_some_and(|(_, before)| before.ends_with(char::is_alphabetic));
            syllables.get(at).is_some_and(|(_, syllable)| is_capitalised(syllable)) && ends && !begins_word(at)
        };
        let length = (first..first + 4).take_while(|at| goes_on(*at)).count();
        (2..=3).contains(&length).then_some(length)
    }
}

/// A syllable in small letters, without the mark of a footnote behind it: "trợ(3),", "trợ3".
fn small(syllable: &str) -> String {
    let word = syllable.trim_end_matches(['.', ',', ';', ':']);
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')'));
    let stop = syllable.get(word.len()..).unwrap_or_default();
    let is_marked = stem.len() < word.len() && stem.starts_with(char::is_alphabetic);
    if is_marked { stem.to_lowercase() + stop } else { syllable.to_lowercase() }
}

/// Whether a syllable is written as those of names are: "Lim", but no "lim" and no "LIM".
fn is_capitalised(syllable: &str) -> bool {
    let mut letters = syllable.trim_start_matches(['(', '“', '"']).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(|c| !c.is_uppercase())
}

/// Whether a number names what stands before it, or counts what comes after it; and whether a dash stands beside what
/// it joins: no line begins with one, and "2021 - 2026" is one thing.
fn goes_with(before: Option<&String>, now: &str, next: &str) -> bool {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_dash = |word: &str| matches!(word, "-" | "–");
    if is_dash(next) {
        return !now.is_empty();
    }
    if is_dash(now) {
        return is_number(next) && before.is_some_and(|before| is_number(before));
    }
    // What has a comma or is in thousands counts something, and is the name of nothing: "mỗi phần 1,25 triệu đồng".
    let is_amount = |word: &str| is_number(word) && word.trim_end_matches(['.', ',']).contains([',', '.']);
    let is_numbered = |word: &str| NUMBERED.contains(&word.trim_start_matches(['(', '“', '"']));
    // "quý III", "khóa XV"
    let is_roman = |word: &str| !bare(word).is_empty() && bare(word).chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    // "tăng 13" stands in the cells of tables.
    if is_number(next) && matches!(now, "tăng" | "giảm") {
        return true;
    }
    if is_number(next) || is_roman(next) {
        return is_numbered(now) && !is_amount(next);
    }
    // "7/8 thôn" counts, too.
    let is_figure = now.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/')) && is_number(now);
    let is_named = before.is_some_and(|before| is_numbered(before)) && !is_amount(now);
    is_figure && !now.ends_with(['.', ',']) && !is_named && next.starts_with(char::is_alphabetic)
}

/// Whether a date goes on: "ngày 06 tháng 5 năm 2021".
fn is_date(before: Option<&String>, now: &str, next: &str) -> bool {
    let is_named = matches!((before.map(String::as_str), next), (Some("ngày"), "tháng") | (Some("tháng"), "năm"));
    is_named && !now.is_empty() && now.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a paragraph is one of few lines that nothing stretches. A whole date that does not fit at the end of a justified
/// line would leave its words far apart.
fn is_by_itself(role: Role) -> bool {
    matches!(
        role,
        Role::Title
            | Role::Subject
            | Role::Number
            | Role::PlaceDate
            | Role::Parent
            | Role::Agency
            | Role::Addressee
            | Role::AddresseeLead
            | Role::Heading(_)
    ) || role.heads_appendix()
}

/// Whether a dash stands before the second half of a name, "Lao động - Thương binh": no line ends in it.
fn is_joined_name(now: &str, next: Option<&(usize, &str)>) -> bool {
    matches!(now, "-" | "–") && next.is_some_and(|(_, next)| next.starts_with(char::is_uppercase))
}

/// Where a text names documents by number and symbol, "55/KH-SYT", in bytes: their hyphens are no place for a line to end.
pub(crate) fn symbols(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| c.is_ascii_digit() || c.is_uppercase() || matches!(c, '/' | '-' | '&');
    let word = move |word: &str| {
        let is_symbol = word.contains('-') && word.contains('/') && word.chars().all(is_part);
        is_symbol.then_some(word.len())
    };
    let mut at = 0;
    let words = text.split_inclusive([' ', NO_BREAK]).map(move |piece| {
        let start = at;
        at += piece.len();
        (start, piece)
    });
    words.filter_map(move |(start, piece)| {
        let start = start + piece.len() - piece.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let length = word(bare(piece))?;
        Some(start..start + length)
    })
}

/// A word without the marks around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The text with the spaces at `held`, which are in order, unbreakable; it begins at byte `start`.
fn replaced(text: &str, start: usize, held: &[usize]) -> String {
    let is_held = |at: usize| held.binary_search(&(start + at)).is_ok();
    let letter = |(at, c): (usize, char)| if c == ' ' && is_held(at) { NO_BREAK } else { c };
    text.char_indices().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text in one run, its unbreakable spaces as "_".
    fn held(compounds: &Compounds, text: &str) -> String {
        held_with(compounds, text, false)
    }

    fn held_with(compounds: &Compounds, text: &str, whole_dates: bool) -> String {
        let mut runs = [Run::plain(text)];
        compounds.hold_runs(&mut runs, whole_dates);
        runs.map(|run| run.text.replace(NO_BREAK, "_")).concat()
    }

    #[test]
    fn words_dates_and_figures_stay_together() {
        for (text, expected) in [
            ("kết quả Tháng hành động vì trẻ em", "kết_quả Tháng_hành_động vì trẻ_em"),
            ("ỦY BAN NHÂN DÂN XÃ BỜ Y", "ỦY_BAN NHÂN_DÂN XÃ BỜ Y"),
            ("PHÒNG VĂN HÓA - XÃ HỘI", "PHÒNG VĂN_HÓA_-_XÃ_HỘI"),
            ("Hội Liên hiệp Phụ nữ thôn Gò Trám", "Hội Liên_hiệp Phụ_nữ thôn Gò_Trám"),
            ("phòng, chống thiên tai, dịch bệnh.", "phòng, chống thiên_tai, dịch_bệnh."),
            ("ngày 09 tháng 3 năm 2026 tại", "ngày_09 tháng_3 năm_2026 tại"),
            ("Bờ Y, ngày   tháng   năm 2026 của", "Bờ_Y, ngày___tháng___năm_2026 của"),
            ("trong tháng 3 năm 2026; quý I năm 2026", "trong tháng_3 năm_2026; quý_I năm_2026"),
            ("có 7/8 thôn, 12/12 xã", "có 7/8_thôn, 12/12_xã"),
            ("Hội Cựu chiến binh xã", "Hội Cựu_chiến_binh xã"),
            ("LAO ĐỘNG - THƯƠNG BINH", "LAO_ĐỘNG_-_THƯƠNG_BINH"),
            ("Đề án 06 của", "Đề_án_06 của"),
            ("có 02 ca và 1.234,5 ha", "có 02_ca và 1.234,5_ha"),
            ("tăng 13 em so với cùng kỳ", "tăng_13_em so với cùng_kỳ"),
            ("trao 14 triệu đồng, 50 suất", "trao 14_triệu_đồng, 50_suất"),
            ("8/8 xã, 100% và 2026.", "8/8_xã, 100% và 2026."),
            ("trẻ, em", "trẻ, em"),
            ("tình hình quý III năm 2026; quý IV", "tình_hình quý_III năm_2026; quý_IV"),
            ("được hỗ trợ(3), trợ giúp1", "được hỗ_trợ(3), trợ_giúp1"),
        ] {
            assert_eq!(held(Compounds::built_in(), text), expected);
        }
    }

    #[test]
    fn a_date_is_whole_in_a_line_by_itself() {
        for (text, expected) in [
            ("ngày 09 tháng 3 năm 2026 tại", "ngày_09_tháng_3_năm_2026 tại"),
            ("trong tháng 3 năm 2026", "trong tháng_3_năm_2026"),
            ("2 lớp trong 3 tháng, 5 năm", "2_lớp trong 3_tháng, 5_năm"),
        ] {
            assert_eq!(held_with(Compounds::built_in(), text, true), expected);
        }
    }

    #[test]
    fn a_word_may_begin_in_one_run_and_end_in_the_next() {
        let mut runs = vec![Run::plain("có 02"), Run::plain(" ca tim bẩm"), Run::plain(" sinh")];
        Compounds::built_in().hold_runs(&mut runs, false);
        let texts: Vec<String> = runs.iter().map(|run| run.text.replace(NO_BREAK, "_")).collect();
        assert_eq!(texts, ["có 02", "_ca tim_bẩm", "_sinh"]);
    }

    #[test]
    fn a_line_neither_begins_with_a_dash_nor_ends_in_a_symbol() {
        for (text, expected) in [
            ("quốc phòng - an ninh năm", "quốc_phòng_-_an_ninh năm"),
            ("Nam Định - một tỉnh", "Nam_Định_- một tỉnh"),
            ("giai đoạn 2021 - 2026; 5 - 7 lớp", "giai_đoạn 2021_-_2026; 5_-_7_lớp"),
            ("- Mở lớp", "- Mở lớp"),
        ] {
            assert_eq!(held(Compounds::built_in(), text), expected);
        }
        for (text, found) in [
            ("số 55/KH-SYT; (1677/NQ-UBTVQH15) 04-NQ/TU.", vec!["55/KH-SYT", "1677/NQ-UBTVQH15", "04-NQ/TU"]),
            ("05/BC-BCĐCĐS&ĐA06", vec!["05/BC-BCĐCĐS&ĐA06"]),
            ("theo\u{a0}123/2024/TT-BLĐTBXH", vec!["123/2024/TT-BLĐTBXH"]),
            ("https://a-b.vn/c, y-tế, 2021-2026, TP-HCM", vec![]),
        ] {
            assert_eq!(symbols(text).map(|range| &text[range]).collect::<Vec<_>>(), found, "{text}");
        }
    }

    #[test]
    fn an_office_adds_words_and_takes_some_out() {
        let compounds = Compounds::with("# của xã\nMăng Tôn\n-trẻ em\n");
        assert_eq!(held(&compounds, "thôn Măng Tôn, trẻ em, xã hội"), "thôn Măng_Tôn, trẻ em, xã_hội");
    }
}
