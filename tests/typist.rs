//! How a Vietnamese typist types a text: the keys of each letter, mark and tone, in any order.

use baocao::typing::Method;
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
