//! What could be Vietnamese by its letters, and is not meant so: words of other languages, names,
//! addresses.

/// Words of other languages and beginnings of such, in lower case, as typed in Telex.
///
/// None of them is the usual way to type a Vietnamese word: "max" is how mã is typed, and is not
/// here; "test" would be tét, which is typed "tets" as well. A word is here only where the rules do
/// not tell it from Vietnamese.
const TELEX: &[&str] = &[
    "array", "axis", "boss", "brown", "carry", "cars", "chess", "curry", "desk", "diff", "drama", "green", "grow",
    "guess", "harass", "hurry", "kiss", "know", "kw", "less", "loss", "major", "mass", "mess", "miss", "off", "oxfam",
    "pairs", "paris", "pass", "post", "proof", "refer", "refuse", "sofa", "suffer", "swiss", "tariff", "taxi", "terms",
    "terre", "test", "turns", "virus", "wwf", "www",
];

/// What a W makes of these is typed otherwise, with a U before it: the abbreviation of Trung ương in the symbols of
/// documents, and the first half of Wi-Fi. They are shown as typed, and what goes on from them is a word like any other:
/// TWF makes TỪ.
const WITH_W: &[&str] = &["TW", "WI", "Wi"];

/// Names of communes that are typed as they are written, each after what stands before it.
const NAMES: &[(&str, &str)] = &[
    ("krông ", "ana"),
    ("xã ", "dur"),
    ("m'", "gar"),
    ("m’", "gar"),
    ("ea ", "kar"),
    ("đăk ", "mar"),
    ("xã ", "uar"),
    ("rơ ", "wa"),
];

/// Whether a word typed in Telex stays as it was typed.
pub(super) fn in_telex(before: &str, word: &str) -> bool {
    let named = |(begin, name): &(&str, &str)| *name == word && before.to_lowercase().ends_with(begin);
    TELEX.contains(&word) || NAMES.iter().any(named)
}

/// Whether what was typed in Telex so far is shown so.
pub(super) fn keeps_w(word: &str) -> bool {
    WITH_W.contains(&word)
}

/// Whether a whole word typed in VNI stays as it was typed: the size of paper, not ã.
pub(super) fn in_vni(word: &str) -> bool {
    word == "a4"
}

/// Whether the text before a word makes the word part of an address or of a file's name.
pub(super) fn is_address(before: &str) -> bool {
    let begin = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    begin.contains(begins_address) || begin.contains("://") || begin.starts_with("www.")
}

/// Whether what stands before this letter is part of an address or of a file's name.
pub(super) fn begins_address(letter: char) -> bool {
    matches!(letter, '@' | '_')
}
