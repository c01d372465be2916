//! Proofreading: slips of the language and of the forms of the decree, in any text, by rules one can read.
//!
//! - [`paragraphs`]: those of a file.
//! - [`source`]: paragraphs, and where their letters stand in the file.
//! - [`about`]: what a document says of itself, by which its words are judged.
//! - `spelling`, `syllables`, `typing`, `endings`, `forms`, `citations`, `names`, `sentences`, `shares`, `repeated`,
//!   `whole`: the rules.
//!
//! Nothing is ever corrected: each rule tells a place, what is wrong, and mostly what is meant.

pub(crate) mod about;
pub(crate) mod answers;
mod citations;
mod endings;
mod footnotes;
mod forms;
mod names;
pub(crate) mod paragraphs;
mod repeated;
mod roles;
mod rules;
mod sentences;
mod shares;
pub(crate) mod source;
mod spelling;
mod syllables;
mod typing;
mod whole;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

use crate::check::Severity;
use crate::text::language::Language;
use crate::text::letters::small_in_place;
use crate::text::message::Message;
use crate::typing::{Spelling, spelling};
use crate::words::lists::Lists;
use crate::words::{Syllable, syllables};
use about::About;
pub(crate) use rules::RULES;
use source::{Passage, Place, Role};

/// A rule of proofreading, with a text that breaks it and one that nearly does.
pub(crate) struct Rule {
    pub code: &'static str,
    pub level: Severity,
    /// What it looks for, and what it rests on.
    pub about: Message,
    pub hit: &'static str,
    pub near_miss: &'static str,
    find: Find,
}

/// How a rule finds slips.
enum Find {
    /// In a paragraph by itself.
    Alone(fn(&Reading<'_>) -> Vec<Slip>),
    /// In paragraphs beside each other: the slips of each of them, by its number.
    Beside(fn(&[Reading<'_>]) -> Vec<(usize, Slip)>),
}

/// A paragraph as the rules read it.
pub(crate) struct Reading<'t> {
    text: &'t str,
    role: Role,
    syllables: Vec<Syllable>,
    /// The text in small letters, once a rule asks.
    small: OnceCell<String>,
    /// Its words that are oddly spelt, once a rule asks.
    odd: OnceCell<Vec<(Range<usize>, Spelling)>>,
    about: &'t About,
    lists: &'t Lists,
    words: &'t Words,
}

/// How the words of a text are spelt: a long one has few that are not in it already.
#[derive(Default)]
struct Words(RefCell<HashMap<String, Spelling>>);

impl Words {
    fn spelling(&self, word: &str) -> Spelling {
        let known = self.0.borrow().get(word).cloned();
        known.unwrap_or_else(|| {
            let found = spelling(word);
            self.0.borrow_mut().insert(word.to_owned(), found.clone());
            found
        })
    }
}

impl<'t> Reading<'t> {
    fn of(passage: &'t Passage, about: &'t About, lists: &'t Lists, words: &'t Words) -> Self {
        let syllables = syllables(&passage.text);
        let (small, odd) = (OnceCell::new(), OnceCell::new());
        Reading { text: &passage.text, role: passage.role, syllables, small, odd, about, lists, words }
    }

    /// The syllables that begin in a part of the text.
    fn syllables_in(&self, part: &Range<usize>) -> &[Syllable] {
        let before = |end: usize| self.syllables.partition_point(|syllable| syllable.part.start < end);
        self.syllables.get(before(part.start)..before(part.end)).unwrap_or_default()
    }

    /// The text in small letters, each where it stands in the text itself.
    fn in_small_letters(&self) -> &str {
        self.small.get_or_init(|| small_in_place(self.text))
    }

    /// Its words that are not written as Vietnamese is, where they stand, and how they are meant.
    fn oddly_spelt(&self) -> &[(Range<usize>, Spelling)] {
        self.odd.get_or_init(|| syllables::oddly_spelt(self))
    }
}

/// What a rule found in a paragraph.
struct Slip {
    part: Range<usize>,
    /// What is meant, where that is sure; "" where it is to be taken away.
    right: Option<String>,
    /// Where it is another than the rule's.
    level: Option<Severity>,
    /// What is wrong, in both languages, where the rule says it too widely.
    said: Option<[String; 2]>,
}

impl Slip {
    fn new(part: Range<usize>, right: impl Into<String>) -> Self {
        Slip { part, right: Some(right.into()), level: None, said: None }
    }

    /// A slip of which only a person can say what is meant.
    fn unsure(part: Range<usize>) -> Self {
        Slip { part, right: None, level: None, said: None }
    }
}

/// A slip in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub place: Place,
    /// The paragraph, counted from 0, and the words in it.
    pub passage: usize,
    pub part: Range<usize>,
    pub level: Severity,
    pub code: &'static str,
    /// What is written, what is meant, and why, in the language of the interface.
    pub message: String,
    /// Some words around it.
    pub around: String,
    /// What is meant, where that is sure.
    pub right: Option<String>,
}

/// More slips of one rule in one paragraph tell no more than these.
const MAX_SLIPS: usize = 100;

/// What the rules about a single paragraph find in paragraphs, in their order.
#[must_use]
pub(crate) fn proofread(passages: &[Passage], about: &About, lists: &Lists, language: Language) -> Vec<Finding> {
    let words = Words::default();
    let of_one = |(number, passage)| alone(number, passage, &Reading::of(passage, about, lists, &words), language);
    passages.iter().enumerate().flat_map(of_one).collect()
}

/// What the rules find that compare paragraphs with each other.
#[must_use]
pub(crate) fn proofread_whole<'p, P: Iterator<Item = &'p Passage>>(
    passages: impl Fn() -> P,
    about: &About,
    lists: &Lists,
    language: Language,
) -> Vec<Finding> {
    let words = Words::default();
    let readings: Vec<Reading<'_>> = passages().map(|passage| Reading::of(passage, about, lists, &words)).collect();
    beside(&passages().collect::<Vec<_>>(), &readings, language)
}

/// All that the rules find in a text, in its order.
#[must_use]
pub(crate) fn proofread_text(passages: &[Passage], lists: &Lists, language: Language) -> Vec<Finding> {
    let (about, words) = (About::of_text(passages), Words::default());
    let readings: Vec<Reading<'_>> =
        passages.iter().map(|passage| Reading::of(passage, &about, lists, &words)).collect();
    let each = passages.iter().zip(&readings).enumerate();
    let mut found: Vec<Finding> =
        each.flat_map(|(number, (passage, reading))| alone(number, passage, reading, language)).collect();
    found.extend(beside(&passages.iter().collect::<Vec<_>>(), &readings, language));
    found.sort_by_key(|finding| (finding.passage, finding.part.start, finding.part.end));
    found
}

/// What the rules about a single paragraph find in this one.
fn alone(number: usize, passage: &Passage, reading: &Reading<'_>, language: Language) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for rule in RULES {
        if let Find::Alone(find) = rule.find {
            for slip in find(reading).into_iter().take(MAX_SLIPS) {
                // What another rule corrects is not told twice.
                let is_told = |told: &Finding| {
                    told.right.is_some() && told.part.start < slip.part.end && slip.part.start < told.part.end
                };
                let is_spelling = slip.right.is_some() || rule.code == syllables::IMPOSSIBLE.code;
                if !is_spelling || !found.iter().any(is_told) {
                    found.push(rule.told(passage, number, slip, language));
                }
            }
        }
    }
    found.sort_by_key(|finding| (finding.part.start, finding.part.end));
    found
}

/// What the rules find that compare these paragraphs.
fn beside(passages: &[&Passage], readings: &[Reading<'_>], language: Language) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in RULES {
        if let Find::Beside(find) = rule.find {
            let slips = find(readings).into_iter().take(MAX_SLIPS);
            found.extend(slips.filter_map(|(at, slip)| Some(rule.told(passages.get(at)?, at, slip, language))));
        }
    }
    found
}

impl Rule {
    /// A slip in a paragraph as a finding of this rule.
    fn told(&self, passage: &Passage, number: usize, slip: Slip, language: Language) -> Finding {
        let written = passage.text.get(slip.part.clone()).unwrap_or_default();
        let said = slip.said.map(|[vi, en]| language.pick(vi, en));
        let about = said.as_deref().unwrap_or_else(|| self.about.of(language));
        let message = match slip.right.as_deref() {
            Some("") => language.pick(format!("bỏ “{written}”: {about}"), format!("take “{written}” away: {about}")),
            Some(right) => format!("“{}” → “{}”: {about}", visible(written), visible(right)),
            None => format!("“{}”: {about}", shortened(written)),
        };
        Finding {
            place: passage.place(slip.part.start),
            passage: number,
            part: slip.part.clone(),
            level: slip.level.unwrap_or(self.level),
            code: self.code,
            message,
            around: passage.around(&slip.part),
            right: slip.right,
        }
    }
}

/// Words in a message: spaces at an end, which nobody sees, as the mark of a space.
fn visible(words: &str) -> String {
    let bare = words.trim_matches(' ');
    let spaces = |count: usize| "␣".repeat(count);
    let before = words.len() - words.trim_start_matches(' ').len();
    let after = words.trim_start_matches(' ').len() - bare.len();
    format!("{}{bare}{}", spaces(before), spaces(after))
}

/// Letters of a text that stand in a message.
const SHOWN: usize = 60;

fn shortened(text: &str) -> String {
    let begin: String = text.chars().take(SHOWN).collect();
    if begin.len() < text.len() { format!("{}…", begin.trim_end()) } else { begin }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Finding> {
        let passages = paragraphs::passages(text.as_bytes(), false).expect("a text");
        proofread_text(&passages, &Lists::built_in(), Language::Vi)
    }

    #[test]
    fn each_rule_finds_what_it_names_and_nothing_that_is_nearly_so() {
        let codes = |text: &str| found(text).into_iter().map(|finding| finding.code).collect::<Vec<_>>();
        let mut wrong = Vec::new();
        for rule in RULES {
            let (hit, miss) = (codes(rule.hit), codes(rule.near_miss));
            if hit != [rule.code] || !miss.is_empty() {
                wrong.push(format!("{}: {hit:?} in {:?}, {miss:?} in {:?}", rule.code, rule.hit, rule.near_miss));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_child_who_could_be_known_is_told_in_one_sentence_and_in_two() {
        for (text, is_told) in [
            ("Cháu Nguyễn Thị Lan, 12 tuổi, trú tại thôn Làng Thượng, bị xâm hại.", true),
            ("Cháu Nguyễn Thị Lan bị xâm hại. Cháu 12 tuổi, trú tại thôn Làng Thượng.", true),
            ("Nạn nhân Nguyễn Thị Lan bị đuối nước; nạn nhân là học sinh lớp 5A.", true),
            ("Cháu N.T.L bị xâm hại. Cháu 12 tuổi, trú tại thôn Làng Thượng.", false),
            ("Có 01 vụ bạo lực. Học sinh Nguyễn Thị Lan, lớp 5A, được mời dự.", false),
            ("Công nhân Nguyễn Văn Hải, trú tại thôn Làng Thượng, bị tai nạn.", false),
        ] {
            assert_eq!(found(text).iter().any(|finding| finding.code == "T28"), is_told, "{text}");
        }
        let named = found("Đã họp. Cháu Tám, 5 tuổi, bị bỏng.");
        assert!(named.iter().any(|finding| finding.message.starts_with("“Tám”")), "{named:?}");
    }

    /// What testers planted and what they wrote without a fault, each in a sentence.
    #[test]
    fn slips_are_told_apart_from_what_looks_like_them() {
        for (text, codes) in [
            ("Đã gửi đủ số liệu.Các trường cũng vậy.", &["T04"][..]),
            ("Gồm các đội:thanh niên, phụ nữ.", &["T04"]),
            ("Có 8 xã (đạt 80%)đạt chuẩn.", &["T04"]),
            ("Xem tại chinhphu.vn/van-ban.Html và https://a.vn lúc 7:30; a)chủ động.", &[]),
            ("Họp ngày 05/03/2026 tại xã.", &["T08"]),
            ("Họp ngày 5/3/2026 tại xã.", &["T08"]),
            ("Họp ngày 12/1/2026 tại xã.", &["T08"]),
            ("Họp ngày 31/6/2026 tại xã.", &["T08"]),
            ("Họp ngày 05/3/2026, 12/01/2026; thửa 12/3/45; số 05/03/QĐ.", &[]),
            ("BÁO CÁO\nKết quả năm 2030\n\nCó chủ đề “Chung tay giảm thiểu tổn hại trẻ em”.", &["Q08"]),
            ("BÁO CÁO\nKết quả năm 2030\n\nCó chủ đề “Trẻ em là tương lai của thôn”.", &[]),
            ("BÁO CÁO\nKết quả năm 2023, nhiệm vụ năm 2024\n\nCó chủ đề “Chung tay giảm thiểu tổn hại trẻ em”.", &[]),
            ("Có 02 mô hình hay[1] và 03 câu lạc bộ[3].\n\n[1] Mô hình tại thôn Làng Hạ.", &["Q13"]),
            ("Có 02 mô hình hay⁽²⁾ và 03 câu lạc bộ⁽¹⁾.\n\n¹ Mô hình tại thôn.\n\n² Câu lạc bộ của trường.", &["Q13"]),
            ("Theo tài liệu [1] và [2], các thôn đã làm.", &[]),
            ("Làm tốt công tac dân vận.", &["T01"]),
            ("Họp ngày 15 tháng 2 năm 2026 tại xã.", &["T08"]),
            ("Họp ngày 30 tháng 02 năm 2026 tại xã.", &["T08"]),
            ("Theo Quyết định số 90/QĐ-TTg ngày 18/01/2022, xã đã rà soát.", &["T22"]),
            ("Trạm đã khám theo Công văn số 15/SYT-VP ngày 05 tháng 5 năm 2026 của Sở Y tế.", &[]),
            ("UBND xã ban hành Kế hoạch số 15/KH-UBND ngày 05/5/2026 về phòng dịch.", &[]),
            ("Theo Kế hoạch số 15/ KH-UBND ngày 05/5/2026 của xã.", &["T09"]),
            ("Nơi nhận:\n- Như trên;\n- Lưu: VT", &["T11"]),
            ("TM.UBND XÃ SUỐI LIM", &["T12"]),
            ("Tổng kinh phí là … đồng.", &["Q20"]),
            ("Tổng số trẻ em là (điền số) em, có văn nghệ, thể thao… và trò chơi.", &["Q20"]),
            ("Tuy nhiên các thôn còn chậm.", &["T29"]),
            ("Cháu Tám, 5 tuổi, bị bỏng nặng.", &["T28"]),
            ("Trẻ em nhiễm HIV: Y Xuân, 9 tuổi.", &["T28"]),
            ("Học sinh Đinh Thị Hoa, thôn Làng Hạ, bị điện giật.", &["T28"]),
            ("Nạn nhân tên Hoàng Thị Mai, 14 tuổi, bị bắt cóc.", &["T28"]),
            ("Danh sách trẻ bị tai nạn:\n- Lê Văn Tám, 7 tuổi, thôn Làng Hạ.", &["T28"]),
            ("Danh sách học sinh giỏi:\n- Lê Văn Tám, 7 tuổi, thôn Làng Hạ.", &[]),
            ("Ông Hoàng Văn Ba, 45 tuổi, bị tai nạn ở thôn Làng Hạ.", &[]),
            ("Có 02 ca bệnh, chính quyền 2 cấp, 3 sao, đợt 2 có 05 người, bóng đá 7 người; quy trình 5 bước.", &[]),
            ("Theo Tờ trình số 12/TTr-UBND ngày 05/5/2026 của xã.", &[]),
            ("Vui tết Trung thu, đón tết Nguyên đán.", &[]),
            ("Vui Tết trung thu.", &["T07"]),
            ("Nói chung chung; lúa vàng vàng; đi đi lại lại; tiếng ting ting.", &[]),
            ("Cai nghiện methadone, xét nghiệm mpox tại homestay, biogas.", &[]),
            ("Liên hệ 0260.3862.xxx để được hướng dẫn.", &[]),
        ] {
            let told: Vec<&str> = found(text).into_iter().map(|finding| finding.code).collect();
            assert_eq!(told, codes, "{text}");
        }
    }

    #[test]
    fn recipients_begin_with_the_addressee_and_end_with_the_archive() {
        let told = |address: &str, recipients: &str| {
            let text = format!(
                "BÁO CÁO\nKết quả năm 2026\n\n{address}UBND xã Suối Lim báo cáo kết quả như sau:\n\nNơi nhận:\n{recipients}"
            );
            found(&text)
                .into_iter()
                .filter(|finding| finding.code == "Q12")
                .map(|finding| finding.message)
                .collect::<Vec<_>>()
        };
        let address = "Kính gửi: Sở Y tế tỉnh\n\n";
        assert!(told(address, "- Như trên;\n- Các thôn;\n- Lưu: VT.").is_empty());
        assert!(told("", "- Các thôn;\n- Lưu: VT.").is_empty());
        for (address, recipients, words) in [
            (address, "- Sở Y tế tỉnh;\n- Lưu: VT.", ["“- Sở Y tế tỉnh;”", "Như trên"]),
            (address, "- Như trên;\n- Các thôn.", ["“- Các thôn.”", "Lưu: VT"]),
            ("", "- Sở Y tế tỉnh;\n- Lưu: VT.", ["“- Sở Y tế tỉnh;”", "Kính gửi"]),
        ] {
            let told = told(address, recipients);
            assert!(told.len() == 1 && words.iter().all(|word| told[0].contains(word)), "{told:?}");
        }
    }

    #[test]
    fn marks_of_who_signs_for_another_are_told_as_they_are_typed() {
        for (text, right) in [
            ("T/M Ủy ban nhân dân xã", Some("TM.")),
            ("K/T Chủ tịch", Some("KT.")),
            ("T/M", Some("TM.")),
            ("T/M. ỦY BAN NHÂN DÂN", Some("TM.")),
            ("TM ỦY BAN NHÂN DÂN", Some("TM.")),
            ("TUQ CHỦ TỊCH", Some("TUQ.")),
            ("KT XÃ HỘI", None),
            ("TM. UBND", None),
        ] {
            let slips = found(text).into_iter().filter(|finding| finding.code == "T12");
            let rights: Vec<String> = slips.filter_map(|finding| finding.right).collect();
            assert_eq!(rights, Vec::from_iter(right.map(str::to_owned)), "{text}");
        }
    }

    #[test]
    fn codes_are_in_order_and_none_is_there_twice() {
        assert!(RULES.windows(2).all(|pair| matches!(pair, [a, b] if a.code < b.code)));
    }
}
