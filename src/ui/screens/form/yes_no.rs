//! Answers of yes or no as they are typed.

use crate::report::answers::EntryPath;
use crate::report::value::Value;
use crate::session::Session;
use crate::text::letters::plain_letters;
use crate::typing::type_line;
use crate::ui::input_method::InputMethod;

/// Words that answer yes or no, in plain letters. The first that begins as what was typed is meant: "c" is
/// "có", "ch" is "chưa có".
const YES_NO: [(&str, bool); 6] =
    [("co", true), ("khong co", false), ("chua co", false), ("yes", true), ("no", false), ("not", false)];

/// Words, in plain letters, that begin as an answer of yes or no and are none.
const NEITHER: [&str; 15] = [
    "chua biet",
    "chua co so lieu",
    "chua co thong ke",
    "chua ro",
    "chua thong ke",
    "co hay khong",
    "co khong",
    "co le",
    "co the",
    "khong biet",
    "khong co so lieu",
    "khong nho",
    "khong phai",
    "khong ro",
    "khong thong ke",
];

/// What a word says, as far as it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YesNo {
    Is(bool),
    /// "chưa rõ", "không biết"
    Neither,
    Nothing,
}

/// Words, in plain letters, that say no more than yes or no do, beside those of the question: "không tổ chức", "có rồi ạ".
const NO_MORE: [&str; 24] = [
    "a", "ban", "co", "da", "chuc", "chua", "duoc", "gi", "hanh", "he", "hien", "ho", "khong", "lam", "nao", "phat",
    "roi", "sinh", "to", "thuc", "truong", "vang", "vu", "viec",
];

/// What is said to a question of yes or no. Words that say more, to no part of the question, are no answer: they would be
/// lost with it.
pub(super) fn yes_or_no(word: &str, question: &str) -> YesNo {
    let plain = plain_letters(word);
    if plain.is_empty() {
        return YesNo::Nothing;
    }
    // "k có", "ko tổ chức"
    let short = [("k ", "khong "), ("ko ", "khong "), ("c ", "co ")];
    let long = short.iter().find_map(|(short, long)| Some(format!("{long}{}", plain.strip_prefix(short)?)));
    let plain = long.unwrap_or(plain);
    if let Some((_, yes)) = YES_NO.iter().find(|(answer, _)| answer.starts_with(&plain)) {
        return YesNo::Is(*yes);
    }
    let begins = |words: &str| plain.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    if NEITHER.iter().any(|words| words.starts_with(&plain) || begins(words)) {
        return YesNo::Neither;
    }
    let question = plain_letters(question);
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<Vec<String>>()
    };
    let known: Vec<String> = words(&question).into_iter().chain(NO_MORE.map(str::to_owned)).collect();
    let said = words(&plain);
    let (last, before) = said.split_last().map_or(("", &[][..]), |(last, before)| (last.as_str(), before));
    // The last one may still be on its way.
    let says_no_more =
        before.iter().all(|word| known.contains(word)) && known.iter().any(|word| word.starts_with(last));
    // "không tổ chức", "có kế hoạch"
    match plain.split_once(' ').filter(|_| says_no_more) {
        Some(("co", _)) => YesNo::Is(true),
        Some(("khong" | "chua", _)) => YesNo::Is(false),
        _ => YesNo::Nothing,
    }
}

/// Types a letter of an answer of yes or no: "c" and "k" are enough, and whoever types the whole word has
/// it read as one. A space chooses the other, but not within a word; what is none of the answers stands as it was typed.
pub(super) fn type_yes_no(session: &mut Session, path: EntryPath, letter: char, input: &InputMethod) {
    if letter == ' ' && session.word.chars().count() < 2 {
        // "k có" goes on.
        session.word.extend((!session.word.is_empty()).then_some(' '));
        let yes = *session.answers.value(path) == Value::YesNo(true);
        session.set(path, (!yes).to_string());
        return;
    }
    session.word.push(letter);
    let composed = |word: &str| input.options().map_or_else(|| word.to_owned(), |options| type_line(word, options));
    let word = composed(&session.word);
    let question = session.field().map_or_else(String::new, |field| field.label.vi.clone());
    let said = match yes_or_no(&word, &question) {
        // Two letters that begin no word are two keys, the second of which counts.
        YesNo::Nothing if session.word.chars().count() == 2 => {
            let again = yes_or_no(letter.encode_utf8(&mut [0; 4]), &question);
            if again != YesNo::Nothing {
                session.word = letter.to_string();
            }
            again
        }
        said => said,
    };
    match said {
        YesNo::Is(yes) => session.set(path, yes.to_string()),
        // It stands as it was typed, and is told to be no answer.
        YesNo::Neither => session.set(path, word),
        // A letter that begins nothing may be a slip: it stands where nothing did, and takes no answer away.
        YesNo::Nothing if word.chars().count() > 1 || session.answers.raw(path).is_empty() => session.set(path, word),
        YesNo::Nothing => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_as_an_answer_and_is_none_is_none() {
        for (word, said) in [
            ("c", YesNo::Is(true)),
            ("Có ạ", YesNo::Is(true)),
            ("k", YesNo::Is(false)),
            ("chưa", YesNo::Is(false)),
            ("chưa có", YesNo::Is(false)),
            ("không tổ chức", YesNo::Is(false)),
            ("không có vụ nào", YesNo::Is(false)),
            ("chưa có số liệu", YesNo::Neither),
            ("chưa rõ", YesNo::Neither),
            ("không biết", YesNo::Neither),
            ("có hay không", YesNo::Neither),
            ("không phải không có", YesNo::Neither),
            ("có ban hành kế hoạch", YesNo::Is(true)),
            ("có kế ho", YesNo::Is(true)),
            ("có kế hoạch riêng", YesNo::Nothing),
            ("chưa ban hành", YesNo::Is(false)),
            ("có nhưng chưa xong", YesNo::Nothing),
            ("không nhưng sẽ làm", YesNo::Nothing),
            ("có thêm 2 vụ", YesNo::Nothing),
            ("có lẽ có", YesNo::Neither),
            ("k có", YesNo::Is(false)),
            ("không có, không làm", YesNo::Is(false)),
            ("ko tổ chức", YesNo::Is(false)),
            ("c có", YesNo::Is(true)),
            ("k rõ", YesNo::Neither),
            ("đã có", YesNo::Nothing),
            ("x", YesNo::Nothing),
            ("", YesNo::Nothing),
        ] {
            assert_eq!(yes_or_no(word, "Có ban hành kế hoạch"), said, "{word}");
        }
    }
}
