//! How a Vietnamese typist types a text: the keys of each letter, mark and tone, in any order.

use baocao::typing::{Method, ToneStyle, TypingOptions, type_line};
use unicode_normalization::UnicodeNormalization;

/// A letter as it is typed: its own key, and the key of its mark.
struct Stroke {
    letter: char,
    mark: Option<char>,
}

/// A word as it is typed.
pub struct Strokes {
    letters: Vec<Stroke>,
    /// The key of the tone, and the letter that bears it.
    tone: Option<(char, usize)>,
}

impl Strokes {
    /// The keys of a word.
    pub fn of(word: &str, method: Method) -> Self {
        let vni = method == Method::Vni;
        let (mut letters, mut tone) = (Vec::new(), None);
        for (at, c) in word.nfc().enumerate() {
            let mut parts = std::iter::once(c).nfd();
            let base = parts.next().expect("a letter");
            let (letter, mut mark) = match base {
                'đ' => ('d', Some(if vni { '9' } else { 'd' })),
                'Đ' => ('D', Some(if vni { '9' } else { 'D' })),
                _ => (base, None),
            };
            for part in parts {
                match part {
                    '\u{302}' => mark = Some(if vni { '6' } else { letter }),
                    '\u{306}' => mark = Some(if vni { '8' } else { like('w', letter) }),
                    '\u{31b}' => mark = Some(if vni { '7' } else { like('w', letter) }),
                    '\u{301}' => tone = Some((if vni { '1' } else { like('s', letter) }, at)),
                    '\u{300}' => tone = Some((if vni { '2' } else { like('f', letter) }, at)),
                    '\u{309}' => tone = Some((if vni { '3' } else { like('r', letter) }, at)),
                    '\u{303}' => tone = Some((if vni { '4' } else { like('x', letter) }, at)),
                    '\u{323}' => tone = Some((if vni { '5' } else { like('j', letter) }, at)),
                    other => panic!("{other:?} in {word:?}"),
                }
            }
            letters.push(Stroke { letter, mark });
        }
        Strokes { letters, tone }
    }

    /// Marks at once, the tone at the end: tieengs.
    pub fn usual(&self) -> String {
        let tone = self.tone.map(|(key, _)| key);
        self.letters.iter().flat_map(|stroke| [Some(stroke.letter), stroke.mark]).flatten().chain(tone).collect()
    }

    /// Every order: marks at their letters or at the end, the tone at each place after its vowel.
    pub fn every_order(&self) -> Vec<String> {
        let mut orders = Vec::new();
        let horns: Vec<usize> = (0..self.letters.len()).filter(|at| self.horned(*at)).collect();
        // Both letters of ươ may be marked, or one of them for both.
        let left_out: &[Option<usize>] =
            if let [first, second] = horns[..] { &[None, Some(first), Some(second)] } else { &[None] };
        for left_out in left_out {
            let mark = |at: usize| self.letters[at].mark.filter(|_| *left_out != Some(at));
            let tokens: Vec<String> = (0..self.letters.len())
                .map(|at| std::iter::once(self.letters[at].letter).chain(mark(at)).collect())
                .collect();
            match self.tone {
                None => orders.push(tokens.concat()),
                Some((key, vowel)) => {
                    for at in vowel + 1..=tokens.len() {
                        orders.push(format!("{}{key}{}", tokens[..at].concat(), tokens[at..].concat()));
                    }
                }
            }
            // Two horns one after the other would be one that is undone.
            if horns.len() < 2 || left_out.is_some() {
                let letters: String = self.letters.iter().map(|stroke| stroke.letter).collect();
                let marks: String = (0..self.letters.len()).filter_map(mark).collect();
                let tone: String = self.tone.map(|(key, _)| key).into_iter().collect();
                orders.push(format!("{letters}{marks}{tone}"));
                orders.push(format!("{letters}{tone}{marks}"));
            }
        }
        orders.sort();
        orders.dedup();
        orders
    }

    fn horned(&self, at: usize) -> bool {
        let stroke = &self.letters[at];
        stroke.mark.is_some()
            && matches!(stroke.letter, 'o' | 'u')
            && stroke.mark != Some(stroke.letter)
            && stroke.mark != Some('6')
    }
}

/// A key in the case of its letter.
fn like(key: char, letter: char) -> char {
    if letter.is_uppercase() { key.to_ascii_uppercase() } else { key }
}

/// A text without its diacritics, as it is typed where they do not count.
pub fn plain(text: &str) -> String {
    let bare = text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    bare.map(|c| match c {
        'đ' => 'd',
        'Đ' => 'D',
        c => c,
    })
    .collect()
}

/// The keys of a whole text, word by word; what are no letters is typed as it is.
pub fn keys(text: &str, options: TypingOptions) -> String {
    let mut keys = String::new();
    for_each_word(text, |word, end| {
        keys.push_str(&keys_of_word(word, end, options));
        keys.extend(end);
    });
    keys
}

/// Calls with each word, and what ends it.
fn for_each_word(text: &str, mut with: impl FnMut(&str, Option<char>)) {
    let mut word = String::new();
    for c in text.nfc() {
        if c.is_alphabetic() {
            word.push(c);
        } else {
            with(&std::mem::take(&mut word), Some(c));
        }
    }
    with(&word, None);
}

/// A word as typists know to type it: what would change it otherwise they press twice.
fn keys_of_word(word: &str, end: Option<char>, options: TypingOptions) -> String {
    let usual = Strokes::of(word, options.method).usual();
    let end: String = end.into_iter().collect();
    let makes = |keys: &str| type_line(&format!("{keys}{end}"), options) == format!("{word}{end}");
    let twice = usual.char_indices().map(|(at, key)| format!("{}{key}{}", &usual[..at], &usual[at..]));
    std::iter::once(usual.clone())
        .chain(twice)
        .find(|keys| makes(keys))
        .unwrap_or_else(|| panic!("{word:?} cannot be typed in {:?}", options.method))
}

/// What an input method of another computer sends for a text: the letters of a word as they are
/// typed, then Backspaces and the end of it anew. Backspace is U+0008.
pub fn sent(text: &str) -> String {
    let mut sent = String::new();
    for_each_word(text, |word, end| {
        let bare = plain(word);
        let same = word.chars().zip(bare.chars()).take_while(|(a, b)| a == b).count();
        sent.push_str(&bare);
        sent.extend(bare.chars().skip(same).map(|_| '\u{8}'));
        sent.extend(word.chars().skip(same).chain(end));
    });
    sent
}

/// How a story is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    /// Each letter as it stands in the text.
    Composed,
    /// By the built-in method.
    Built(Method),
    /// By an input method of the person's own computer.
    External,
}

impl Hands {
    /// The keys of a run of letters, where diacritics count (in symbols, only those of Đ) or not.
    pub fn keys(self, text: &str, symbols: bool, prose: bool) -> String {
        match self {
            Hands::Composed => text.to_owned(),
            Hands::External => sent(text),
            Hands::Built(method) if prose => {
                keys(text, TypingOptions { method, style: ToneStyle::Old, brackets: false, symbols })
            }
            Hands::Built(_) => plain(text),
        }
    }
}

/// What input methods send for "Tiếng Việt ở xã": letters as they are typed, each change as
/// Backspaces and what stands there then.
pub fn input_method(backspace: &str) -> Vec<String> {
    let steps = [
        "T", "i", "e", "<ê", "<<iế", "n", "g", " ", "V", "i", "e", "<ê", "t", "<<ệt", " ", "o", "<ơ", "<ở", " ", "x",
        "a", "<ã",
    ];
    steps.iter().map(|step| step.replace('<', backspace)).collect()
}
