//! What can be a Vietnamese syllable: initials, rimes, and how they go together.

use super::letter::{Letter, Mark, Tone};

/// The initials (âm đầu), none among them, and those of place names that the peoples of the
/// Central Highlands gave (Krông, Đray).
const INITIALS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x", "kr", "đr", "đl",
];

/// More of such initials. English has most of them too, so that a rime must show by a mark that
/// the word is none of English: Plây, Mnông, Xtiêng.
const FOREIGN_INITIALS: &[&str] = &[
    "bđ", "bh", "bk", "bl", "br", "dl", "dr", "gl", "gr", "hl", "hm", "hr", "kb", "kd", "kl", "kn", "kp", "ks", "kt",
    "ml", "mn", "mr", "pl", "pr", "sr", "st", "xt",
];

/// The rimes (vần) that begin with a, ă, â.
const RIMES_A: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ă", "ăc", "ăm", "ăn", "ăng", "ăp",
    "ăt", "â", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ăk", "ăl", "ăr",
];
/// Those that begin with e, ê.
const RIMES_E: &[&str] =
    &["e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ek"];
/// Those that begin with i.
const RIMES_I: &[&str] =
    &["i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iê", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu"];
/// Those that begin with o, ô, ơ.
const RIMES_O: &[&str] = &[
    "o", "oc", "oi", "om", "on", "ong", "op", "ot", "oong", "ooc", "oa", "oac", "oach", "oai", "oam", "oan", "oang",
    "oanh", "oao", "oap", "oat", "oay", "oăc", "oăm", "oăn", "oăng", "oăp", "oăt", "oe", "oem", "oen", "oeo", "oet",
    "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ok", "ơng", "ơk", "ơl", "ơr",
];
/// Those that begin with u, ư.
const RIMES_U: &[&str] = &[
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh", "uôc",
    "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt",
    "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
    "uk", "ưk", "ưl", "ưr",
];
/// Those that begin with y.
const RIMES_Y: &[&str] = &["y", "yêm", "yên", "yêng", "yêt", "yêu"];
/// Those that follow qu, whose u sounds with the rime.
const RIMES_AFTER_QU: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăp",
    "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch",
    "ên", "ênh", "êt", "êu", "i", "ich", "in", "inh", "it", "iu", "o", "oang", "oăt", "ôc", "ông", "ơ", "ơi", "ơn",
    "ơt", "y", "ych", "ynh", "yp", "yt", "yên", "yêt", "â",
];

/// Names of communes, peoples and families that no initial and rime above makes. They have a
/// capital, so that words of other languages are none of them: Jút, but just.
const NAMES: &[&str] = &[
    "adrơng",
    "alăng",
    "arâl",
    "avô",
    "avương",
    "bhnướch",
    "bkrông",
    "blêh",
    "blêl",
    "blúp",
    "blưh",
    "bnướch",
    "bríu",
    "buôr",
    "byă",
    "chơro",
    "clâu",
    "cuôr",
    "cơho",
    "dêê",
    "hmưnh",
    "hrú",
    "hyưk",
    "hôih",
    "hđrue",
    "hđơk",
    "hốih",
    "jiê",
    "jút",
    "jăn",
    "katơr",
    "kbuôr",
    "khươl",
    "kmăl",
    "kmăn",
    "knuếc",
    "kpă",
    "kpơr",
    "krêl",
    "krôc",
    "kră",
    "kđoh",
    "kđăm",
    "nguơn",
    "nhưih",
    "ntơr",
    "nuôl",
    "nđu",
    "pnôn",
    "púch",
    "păh",
    "pưh",
    "pơling",
    "pốk",
    "rvê",
    "rơmah",
    "rốk",
    "sró",
    "să",
    "sơmei",
    "tôr",
    "tưih",
    "tẻh",
    "vêng",
    "yơh",
    "yơr",
    "yốp",
    "zơ",
    "êban",
    "ênuôl",
    "êê",
    "đak",
    "đakrông",
    "đal",
];

/// First syllables of names of the Highlands that are written as one word with the next: Rơmăm, Zơrâm, Pơloong.
const FIRST_SYLLABLES: &[&str] = &["bơ", "cơ", "kơ", "lơ", "mơ", "pơ", "rơ", "tơ", "xơ", "zơ"];

/// How much of a syllable is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Letters, marks and tones may still come.
    Beginning,
    /// Nothing comes any more.
    Whole,
}

/// Whether letters with a tone are a syllable, or the beginning of one.
pub(super) fn fits(letters: &[Letter], tone: Tone, extent: Extent) -> bool {
    // No syllable has more letters than "nghiêng".
    if letters.len() > 7 {
        return false;
    }
    let marked = letters.iter().any(|letter| letter.is_vowel() && letter.mark != Mark::None);
    let foreign = if marked { FOREIGN_INITIALS } else { &[] };
    INITIALS.iter().chain(foreign).any(|initial| fits_after(initial, letters, tone, extent))
        || (letters.first().is_some_and(|letter| letter.upper)
            && (NAMES.iter().any(|name| is_name(letters, tone, name, extent)) || is_two(letters, tone, extent)))
}

/// Whether letters without a tone are a name of two syllables, or begin it.
fn is_two(letters: &[Letter], tone: Tone, extent: Extent) -> bool {
    let Some((first, second)) = letters.split_at_checked(2) else { return false };
    tone == Tone::Level
        && second.first().is_some_and(|letter| !letter.is_vowel())
        && FIRST_SYLLABLES.iter().any(|syllable| is_rime(first, syllable, Extent::Whole))
        && fits(second, tone, extent)
}

/// Whether letters with a tone are a name, or begin it.
fn is_name(letters: &[Letter], tone: Tone, name: &str, extent: Extent) -> bool {
    let its_tone = name.chars().map(|c| Letter::of(c).1).find(|tone| *tone != Tone::Level).unwrap_or_default();
    let open = tone == Tone::Level && extent == Extent::Beginning;
    (open || tone == its_tone) && is_rime(letters, name, extent)
}

fn fits_after(initial: &str, letters: &[Letter], tone: Tone, extent: Extent) -> bool {
    let mut rest = letters;
    for c in initial.chars() {
        let Some((first, others)) = rest.split_first() else {
            // Not yet all of the initial.
            return extent == Extent::Beginning && tone == Tone::Level;
        };
        if first.plain() != c {
            return false;
        }
        rest = others;
    }
    let Some(first) = rest.first() else {
        // A tone may come before the vowel: qu1y.
        return extent == Extent::Beginning && (tone == Tone::Level || initial == "qu");
    };
    let rimes = match (initial, first.base) {
        ("qu", _) => RIMES_AFTER_QU,
        (_, 'a') => RIMES_A,
        (_, 'e') => RIMES_E,
        (_, 'i') => RIMES_I,
        (_, 'o') => RIMES_O,
        (_, 'u') => RIMES_U,
        (_, 'y') => RIMES_Y,
        _ => return false,
    };
    rimes.iter().any(|rime| is_rime(rest, rime, extent) && goes_with(initial, rime) && bears(rime, tone, extent))
}

/// Whether letters are those of a rime, or begin it. A letter without a mark may still get one.
fn is_rime(letters: &[Letter], rime: &str, extent: Extent) -> bool {
    let mut targets = rime.chars();
    for letter in letters {
        let Some(target) = targets.next() else { return false };
        if letter.plain() == target {
            continue;
        }
        let (target, _) = Letter::of(target);
        let open = letter.mark == Mark::None && extent == Extent::Beginning;
        if letter.base != target.base || !(open || letter.mark == target.mark) {
            return false;
        }
    }
    extent == Extent::Beginning || targets.next().is_none()
}

/// Spelling: which initials are written before which rimes.
fn goes_with(initial: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'ê', 'i']);
    let glide = rime.starts_with("oa")
        || rime.starts_with("oă")
        || rime.starts_with("oe")
        || rime.starts_with("uâ")
        || rime.starts_with("uê")
        || rime.starts_with("uơ")
        || (rime.starts_with("uy") && rime != "uyt");
    match initial {
        // A letter by its name ("chữ ă"); no English word has quaa.
        "" | "qu" => true,
        _ if matches!(rime, "ă" | "â") => false,
        // Before these sounds, k and ngh and gh are written.
        "c" | "ng" => !front && !rime.starts_with('y'),
        "g" => !rime.starts_with(['e', 'ê', 'y']),
        "gh" | "ngh" => front,
        "gi" => !rime.starts_with(['i', 'y']),
        // Lips do not round twice.
        "b" | "m" | "p" | "ph" | "v" => !glide && !rime.starts_with("yê"),
        _ => !rime.starts_with("yê"),
    }
}

/// Whether a rime bears a tone: a stopped one only sắc and nặng.
fn bears(rime: &str, tone: Tone, extent: Extent) -> bool {
    let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
    let never_level = stopped && extent == Extent::Whole;
    match tone {
        Tone::Acute | Tone::Dot => true,
        Tone::Level => !never_level,
        Tone::Grave | Tone::Hook | Tone::Tilde => !stopped && !rime.ends_with('k'),
    }
}

/// How many of the letters are the initial: the u of qu and the i of gi before a vowel belong to it.
fn initial_length(letters: &[Letter]) -> usize {
    let consonants = letters.iter().take_while(|letter| !letter.is_vowel()).count();
    let base = |at: usize| letters.get(at).map(|letter| letter.base);
    let vowel_follows = letters.get(consonants + 1).is_some_and(|letter| letter.is_vowel());
    match (consonants, base(0), base(1)) {
        (1, Some('q'), Some('u')) | (1, Some('g'), Some('i')) if vowel_follows => 2,
        _ => consonants,
    }
}

/// Where the tone of open oa, oe, uy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ToneStyle {
    /// On the first vowel: hòa, thúy.
    #[default]
    Old,
    /// On the second: hoà, thuý.
    New,
}

/// The letter that bears the tone, if there is a vowel to bear it.
pub(super) fn tone_place(letters: &[Letter], style: ToneStyle) -> Option<usize> {
    let begin = initial_length(letters);
    let vowels = letters.get(begin..)?.iter().take_while(|letter| letter.is_vowel()).count();
    let end = begin + vowels;
    if vowels == 0 {
        return None;
    }
    let marked = (begin..end).rev().find(|at| letters.get(*at).is_some_and(|letter| letter.mark != Mark::None));
    let base = |at: usize| letters.get(begin + at).filter(|_| at < vowels).map(|letter| letter.base);
    Some(marked.unwrap_or(match ((base(0), base(1), base(2)), end < letters.len()) {
        ((_, None, _), _) => begin,
        // With a final consonant, and where ê or ô is still to come: the last vowel.
        (_, true) | ((Some('i' | 'y' | 'u'), Some('e'), None) | (Some('u'), Some('o'), None), _) => end - 1,
        ((Some('o'), Some('a' | 'e'), None) | (Some('u'), Some('y'), None), _) => {
            begin + usize::from(style == ToneStyle::New)
        }
        ((_, _, None), _) => begin,
        _ => begin + 1,
    }))
}
