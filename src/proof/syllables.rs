//! Syllables that cannot be Vietnamese, and tones that stand on the wrong letter.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::Severity;
use crate::text::letters::capitalised;
use crate::text::message::Message;
use crate::typing::{Spelling, both_ways};

use super::{Find, Reading, Rule, Slip};
use crate::words::Syllable;

/// "hợpp".
pub(super) const IMPOSSIBLE: Rule = Rule {
    code: "T13",
    level: Severity::Warning,
    about: Message::new("tiếng Việt không có chữ viết như thế", "no Vietnamese syllable is written so"),
    hit: "Các thôn đã phối hợpp tổ chức.",
    near_miss: "Các ngành, y sĩ ở Plei Kần, Pờ Y, Ia H'Drai, A Phương dùng Zalo, fanpage và email.",
    find: Find::Alone(impossible),
};

/// "hòan thành".
pub(super) const MISPLACED: Rule = Rule {
    code: "T14",
    level: Severity::Error,
    about: Message::new("dấu thanh đặt sai chữ", "the tone stands on the wrong letter"),
    hit: "Các xã đã hòan thành kế hoạch.",
    near_miss: "Các xã đã hoàn thành kế hoạch quý I; gì, giữ, thuở nhỏ.",
    find: Find::Alone(misplaced),
};

/// "văn hoá" beside "văn hóa".
pub(super) const MIXED: Rule = Rule {
    code: "T15",
    level: Severity::Warning,
    about: Message::new(
        "dấu thanh đặt hai kiểu trong một văn bản, kiểu này ít hơn",
        "tones are placed in two ways; this one is the rarer",
    ),
    hit: "Uỷ ban đã hoàn thành. Phòng Văn hóa hòa giải.",
    near_miss: "Trung tâm Văn hóa và Phòng Văn hóa thúc đẩy hòa giải; huyện Khánh Hoà.",
    find: Find::Beside(mixed),
};

/// The words of a reading that stand between spaces and marks alone: not "a.b", "x@y" or "in-tơ-nét".
fn plain_words<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = (Range<usize>, &'r str)> {
    reading.syllables.iter().filter_map(|syllable| {
        let written = reading.text.get(syllable.part.clone())?;
        let before = reading.text.get(..syllable.part.start)?.chars().next_back();
        let after = reading.text.get(syllable.part.end..)?.chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '@' | '_' | '/' | '\'' | '’' | '&'));
        let dot = reading.text.get(syllable.part.end..)?.strip_prefix('.');
        let goes_on = dot.is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) || before == Some('.');
        let is_word = written.chars().all(char::is_lowercase) && written.chars().count() > 1;
        (is_word && !joins(before) && !joins(after) && !goes_on).then_some((syllable.part.clone(), written))
    })
}

/// The plain words of a reading that are not written as Vietnamese is.
pub(super) fn oddly_spelt(reading: &Reading<'_>) -> Vec<(Range<usize>, Spelling)> {
    let spelt = plain_words(reading).map(|(part, word)| (part, reading.words.spelling(word)));
    spelt.filter(|(_, spelling)| *spelling != Spelling::Possible).collect()
}

fn impossible(reading: &Reading<'_>) -> Vec<Slip> {
    // A text without any mark is typed without an input method.
    if reading.text.is_ascii() {
        return Vec::new();
    }
    // A measure has no vowel: "kg".
    let is_word = |word: &str| word.contains(|c: char| !c.is_ascii() || "aeiouy".contains(c));
    let is_known = |word: &str| reading.lists.foreign.has(word);
    let is_slip =
        |part: &Range<usize>| reading.text.get(part.clone()).is_some_and(|word| is_word(word) && !is_known(word));
    let odd = reading.oddly_spelt().iter().filter(|(_, spelling)| *spelling == Spelling::Impossible);
    odd.filter(|(part, _)| is_slip(part)).map(|(part, _)| Slip::unsure(part.clone())).collect()
}

fn misplaced(reading: &Reading<'_>) -> Vec<Slip> {
    let odd = reading.oddly_spelt().iter();
    odd.filter_map(|(part, spelling)| match spelling {
        Spelling::Misplaced(right) => Some(Slip::new(part.clone(), right.clone())),
        _ => None,
    })
    .collect()
}

/// Whether a word is in small letters, or begins a word of several syllables: "Uỷ ban".
fn may_be_compared(reading: &Reading<'_>, place: usize) -> bool {
    let (Some(one), next) = (reading.syllables.get(place), reading.syllables.get(place + 1)) else { return false };
    let mut letters = reading.text.get(one.part.clone()).unwrap_or_default().chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    let is_compound = |next: &Syllable| {
        let keys = [&one.key, &next.key];
        let is_small = reading.text.get(next.part.clone()).is_some_and(|word| word.starts_with(char::is_lowercase));
        is_small && reading.lists.compounds.beginning_with(&one.key).any(|row| row.keys.iter().take(2).eq(keys))
    };
    letters.all(char::is_lowercase) && (!is_capital || next.is_some_and(is_compound))
}

/// Names keep the way that their bearers write them: only words in small letters, and first syllables of others, are looked
/// at.
fn mixed(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let mut found: BTreeMap<bool, Vec<(usize, Slip)>> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate() {
        for (place, syllable) in reading.syllables.iter().enumerate() {
            let written = reading.text.get(syllable.part.clone()).unwrap_or_default();
            // Without a tone there is none to be placed.
            if written.is_ascii() || !may_be_compared(reading, place) {
                continue;
            }
            let lower = written.to_lowercase();
            if let Some([old, new]) = both_ways(&lower) {
                let is_new = lower == new;
                let right = if is_new { old } else { new };
                let right = if lower == written { right } else { capitalised(&right) };
                found.entry(is_new).or_default().push((at, Slip::new(syllable.part.clone(), right)));
            }
        }
    }
    let (new, old) = (found.remove(&true).unwrap_or_default(), found.remove(&false).unwrap_or_default());
    match (new.len(), old.len()) {
        (0, _) | (_, 0) => Vec::new(),
        (new_ones, old_ones) if new_ones > old_ones => old,
        _ => new,
    }
}
