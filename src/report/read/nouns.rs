//! What a figure counts, as it may be said after it in plain letters: "56 em" and "180 chau" are children wherever
//! children are counted.

/// Children, one each.
const CHILDREN: [&str; 16] = [
    "em",
    "tre",
    "tre em",
    "chau",
    "chau be",
    "em be",
    "be",
    "hoc sinh",
    "hs",
    "em hoc sinh",
    "em hs",
    "chau hoc sinh",
    "thieu nhi",
    "em thieu nhi",
    "chau thieu nhi",
    "tre nho",
];

/// People, one each; children are people too.
const PEOPLE: [&str; 9] =
    ["nguoi", "nguoi dan", "nhan khau", "khau", "dai bieu", "hoc vien", "phu huynh", "can bo", "ca nhan"];

/// Cases of one person each.
const CASES: [&str; 2] = ["ca", "truong hop"];

/// Incidents, which may befall several.
const INCIDENTS: [&str; 2] = ["vu", "vu viec"];

/// Places with people of their own, as an office has them below it.
const AREAS: [&str; 26] = [
    "don vi",
    "don vi truc thuoc",
    "dia phuong",
    "thon",
    "buon",
    "bon",
    "ap",
    "ban",
    "lang",
    "plei",
    "soc",
    "phum",
    "xom",
    "khu",
    "khu pho",
    "khu dan cu",
    "khom",
    "to",
    "to dan pho",
    "tdp",
    "to dan cu",
    "cum dan cu",
    "xa",
    "phuong",
    "dac khu",
    "thi tran",
];

/// Whether a noun means what a unit counts. A unit may name several things, as in "thon, ban"; of turns ("luot tre em")
/// the word for a turn may be left out, since each is one of a child, but a turn is no child.
pub(super) fn means(noun: &str, unit: &str) -> bool {
    unit.split(',').map(str::trim).any(|item| {
        let child = item.strip_prefix("luot ");
        let (item, noun) = match child {
            Some(item) => (item, noun.strip_prefix("luot ").unwrap_or(noun)),
            None => (item, noun),
        };
        let is = |list: &[&str]| list.contains(&noun);
        if CHILDREN.contains(&item) {
            is(&CHILDREN) || (child.is_none() && is(&CASES))
        } else if PEOPLE.contains(&item) {
            is(&CHILDREN) || is(&PEOPLE)
        } else if CASES.contains(&item) {
            is(&CASES) || is(&CHILDREN) || noun == "nguoi"
        } else if INCIDENTS.contains(&item) {
            is(&INCIDENTS) || is(&CASES)
        } else {
            AREAS.contains(&item) && is(&AREAS)
        }
    })
}

/// The text with an office's own noun for its units, perhaps one of several, as a noun that [`means`] knows.
pub(super) fn known(text: &str, own: &str) -> String {
    let mut known = text.to_owned();
    for noun in own.split(',').map(str::trim).filter(|noun| !noun.is_empty()) {
        let (mut rest, mut done) = (known.as_str(), String::new());
        while let Some((before, after)) = rest.split_once(noun) {
            let is_whole = !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic);
            done = done + before + if is_whole { AREAS[0] } else { noun };
            rest = after;
        }
        known = done + rest;
    }
    known
}

/// Whether a figure is said of places that an office does not call so: "2/3 to dan pho" where it has "thon". A noun may
/// be shortened ("tdp", "khu").
pub(super) fn is_of_others(text: &str, own: &str, unit: &str) -> bool {
    let noun = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let noun = noun.rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim();
    let is_own = |own: &str| {
        let initials: String = own.split(' ').filter_map(|word| word.chars().next()).collect();
        own == noun || initials == noun || own.strip_prefix(noun).is_some_and(|rest| rest.starts_with(' '))
    };
    let is_any = |noun: &str| AREAS.iter().take(3).any(|any| *any == noun);
    let is_known = AREAS.contains(&noun) || unit.split(',').any(|item| item.trim() == noun && !noun.is_empty());
    is_known && !is_any(noun) && !own.split(',').map(str::trim).any(is_own)
}

/// Whether what a unit counts happens, or happens not at all.
pub(super) fn are_cases(unit: &str) -> bool {
    unit.split(',').map(str::trim).any(|item| CASES.contains(&item) || INCIDENTS.contains(&item))
}

/// Whether none of what is called so is none of what a unit counts: without an incident nobody comes to harm.
pub(super) fn none_of(noun: &str, unit: &str) -> bool {
    let harmed = || unit.split(',').map(str::trim).any(|item| CHILDREN.contains(&item) || PEOPLE.contains(&item));
    means(noun, unit) || (INCIDENTS.contains(&noun) || CASES.contains(&noun)) && (are_cases(unit) || harmed())
}
