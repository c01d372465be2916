//! What is said twice: a sentence, and a body in two ways.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::check::Severity;
use crate::text::letters::begins_with_small;
use crate::text::message::Message;

use super::source::Role;
use super::{Find, Reading, Rule, Slip};

/// The same body written in two ways.
pub(super) const TWO_WAYS: Rule = Rule {
    code: "Q16",
    level: Severity::Warning,
    about: Message::new("cùng một cơ quan, chỗ khác viết khác", "the same body is written in another way elsewhere"),
    hit: "Giao Trung tâm Văn hóa - Thể thao chủ trì. Trung tâm Văn hóa - Thể thao đã báo cáo. Nay Trung tâm Văn hóa, Thể thao theo dõi.",
    near_miss: "Giao Phòng Văn hóa - Xã hội chủ trì. Phòng Văn hóa - Xã hội đã báo cáo; Phòng Kinh tế phối hợp.",
    find: Find::Beside(two_ways),
};

/// A sentence that stands twice.
pub(super) const REPEATED: Rule = Rule {
    code: "Q17",
    level: Severity::Warning,
    about: Message::new("câu này gần như lặp lại một câu ở trên", "the sentence nearly says again what stands above"),
    hit: "Công tác thông tin về các hoạt động trong Tháng hành động vì trẻ em của các thôn còn chậm so với yêu cầu.\n\nCông tác thông tin về các hoạt động trong Tháng hành động vì trẻ em của các thôn còn chậm và thiếu.",
    near_miss: "Công tác thông tin về các hoạt động trong Tháng hành động vì trẻ em của các thôn còn chậm so với yêu cầu.\n\nCác trường học đã phối hợp tổ chức nhiều hoạt động vui chơi bổ ích cho học sinh trong dịp hè.",
    find: Find::Beside(repeated),
};

/// Where a body is named, and how: the paragraph, the words in it.
type Named<'t> = (usize, Range<usize>, &'t str);

fn two_ways(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let mut names: BTreeMap<String, Vec<Named<'_>>> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate() {
        if !reading.role.is_prose() && reading.role != Role::Recipient {
            continue;
        }
        for (key, part) in super::names::bodies_named(reading) {
            let written = reading.text.get(part.clone()).unwrap_or_default();
            names.entry(key).or_default().push((at, part, written));
        }
    }
    let mut found = Vec::new();
    for places in names.into_values() {
        let count = |written: &str| places.iter().filter(|(.., other)| *other == written).count();
        let usual = places.iter().map(|(.., written)| *written).max_by_key(|written| count(written));
        let Some(usual) = usual else { continue };
        for (at, part, written) in places.iter().filter(|(.., written)| *written != usual) {
            if count(written) <= count(usual) {
                found.push((*at, Slip::new(part.clone(), usual)));
            }
        }
    }
    found
}

/// Words of a sentence that is compared, and of a piece of it.
const COMPARED: usize = 8;
const PIECE: usize = 3;
/// A piece that stands in so many sentences is a set phrase.
const USUAL: usize = 4;
/// Pieces of a beginning, and how many of them another beginning shares that says the same.
const BEGINNING: usize = 12;
const SAME_BEGINNING: usize = 5;

/// A sentence as it is compared: where it stands, and its pieces in their order.
struct Sentence {
    at: usize,
    part: Range<usize>,
    pieces: Vec<u64>,
    /// Whether it tells how a matter goes: such sentences begin alike where they say the same.
    is_of_matter: bool,
}

impl Sentence {
    fn all_of<'r>(at: usize, reading: &'r Reading<'_>) -> impl Iterator<Item = Sentence> + 'r {
        let mut start = 0;
        reading.text.split_inclusive(". ").filter_map(move |sentence| {
            let part = start..start + sentence.trim_end().len();
            start += sentence.len();
            let keys: Vec<&str> = reading.syllables_in(&part).iter().map(|syllable| syllable.key.as_str()).collect();
            let begin = sentence.trim_start_matches(['-', '+', ' ']);
            let is_of_matter =
                ["công tác", "việc ", "cán bộ", "một số"].iter().any(|word| begins_with_small(begin, word));
            let pieces = keys.windows(PIECE).map(hash).collect();
            (keys.len() >= COMPARED).then_some(Sentence { at, part, pieces, is_of_matter })
        })
    }

    /// Whether it says what an earlier one said, set phrases apart.
    fn repeats(&self, earlier: &Sentence, is_set: impl Fn(&u64) -> bool) -> bool {
        let own: Vec<&u64> = self.pieces.iter().filter(|piece| !is_set(piece)).collect();
        let theirs: Vec<&u64> = earlier.pieces.iter().filter(|piece| !is_set(piece)).collect();
        let shared = |own: &[&u64], theirs: &[&u64]| own.iter().filter(|piece| theirs.contains(piece)).count();
        let least = own.len().min(theirs.len());
        let (same, most) = (shared(&own, &theirs) * 5, own.len().max(theirs.len()));
        let is_all = least >= COMPARED - PIECE && same >= least * 3 && same >= most * 2;
        let beginning = |pieces: &[&u64]| pieces.iter().take(BEGINNING).copied().copied().collect::<Vec<u64>>();
        let (one, two) = (beginning(&own), beginning(&theirs));
        let is_begun = one.iter().filter(|piece| two.contains(piece)).count() >= SAME_BEGINNING;
        is_all || (self.is_of_matter && earlier.is_of_matter && is_begun)
    }
}

fn repeated(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    // The last sentence of a report says again what its title and lead say.
    let is_closing = |reading: &Reading<'_>| reading.text.starts_with("Trên đây là");
    let prose =
        readings.iter().enumerate().filter(|(_, reading)| reading.role.is_of_sentences() && !is_closing(reading));
    let sentences: Vec<Sentence> = prose.flat_map(|(at, reading)| Sentence::all_of(at, reading)).collect();
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (number, sentence) in sentences.iter().enumerate() {
        for piece in &sentence.pieces {
            let list = places.entry(*piece).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    // What the title says, the lead and the end say again.
    let titles = readings.iter().filter(|reading| matches!(reading.role, Role::Label | Role::Heading));
    let titles: Vec<Vec<&str>> =
        titles.map(|reading| reading.syllables.iter().map(|syllable| syllable.key.as_str()).collect()).collect();
    let named: HashSet<u64> = titles.iter().flat_map(|keys| keys.windows(PIECE).map(hash)).collect();
    let is_set = |piece: &u64| named.contains(piece) || places.get(piece).is_some_and(|list| list.len() >= USUAL);
    let repeats = |(number, sentence): (usize, &Sentence)| {
        let mut earlier: Vec<usize> = sentence
            .pieces
            .iter()
            .filter(|piece| !is_set(piece))
            .filter_map(|piece| places.get(piece))
            .flatten()
            .copied()
            .collect();
        earlier.sort_unstable();
        earlier.dedup();
        let is_again = earlier
            .into_iter()
            .take_while(|other| *other < number)
            .filter_map(|other| sentences.get(other))
            .any(|other| sentence.repeats(other, is_set));
        is_again.then(|| (sentence.at, Slip::unsure(sentence.part.clone())))
    };
    sentences.iter().enumerate().filter_map(repeats).collect()
}

fn hash(words: &[&str]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
