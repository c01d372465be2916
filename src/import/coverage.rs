//! What of an old report the draft does not say: it is handed back, whatever became of it on the way.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::document::Document;
use crate::document::compose::compose;
use crate::report::answers::{Answer, Answers, Entry, EntryPath};
use crate::report::definition::Definition;
use crate::report::evaluation::Evaluation;
use crate::report::headings::is_row_number;
use crate::report::signing;
use crate::report::value::Value;
use crate::text::gap::{is_gap, without_gaps};
use crate::text::letters::plain_letters;

use super::Paragraph;
use super::bodies::is_address;
use super::drawn::BAR;
use super::mark::{bullet, is_capitals, number_of};
use super::outline::{LABEL, Title, further_words, heading_called, heading_for, names_nothing, own_words, title_of};
use super::rows::strange_headings;
use super::subject::without_about;
use super::worded::{field_called, whom_below};

/// So many words in a row make it likely that they were said together.
const TOGETHER: usize = 4;

/// More words in a row than these that the draft says nowhere together are a part of a sentence that is lost.
const LOST: usize = 4;

/// The same of a lead or a last sentence, which each report words in its own way.
const FORMULA: usize = 6;

/// Figures of so few digits stand in any report.
const SMALL: usize = 2;

/// Words before the figures of a day, a period or a document.
const OF_DAYS: [&str; 6] = ["ngay", "thang", "nam", "so", "quy", "khoa"];

/// Words of a lead or a last sentence that say nothing of their own.
const USUAL: &str = "Trên đây là báo cáo tổng hợp kết quả thực hiện triển khai công tác của về việc tình hình các hoạt động cụ thể \
    như sau trân trọng kính gửi trình để xem xét chỉ đạo nhiệm vụ năm học đạt được đánh giá chung nhà trường phòng ban đơn vị cơ quan Ủy ban nhân dân UBND địa bàn xã phường";

/// An old report and the draft of it.
pub(crate) struct Drafted<'a> {
    definition: &'a Definition,
    answers: &'a Answers,
    evaluation: Evaluation,
    /// What the draft says as a report of ours.
    document: Document,
}

impl<'a> Drafted<'a> {
    pub(crate) fn new(definition: &'a Definition, answers: &'a Answers) -> Self {
        // No sentence depends on the day.
        let evaluation = Evaluation::of(definition, answers, Date::default());
        let document = compose(definition, answers, &evaluation);
        Drafted { definition, answers, evaluation, document }
    }

    /// Takes away what the document of the draft says word for word: a total, or what follows from other answers; and of
    /// `formulas`, the lead and the last sentence, those that say what every report says there, and no more.
    pub(crate) fn without_what_is_said(&self, rest: &mut Vec<String>, formulas: &[&Paragraph]) {
        let line = |text: &str| words(&without_gaps(text));
        let lines: HashSet<Vec<String>> = self.document.blocks().map(|block| line(&block.text())).collect();
        rest.retain(|text| !lines.contains(&line(text)));
        if rest.iter().any(|text| formulas.iter().any(|formula| formula.text == *text)) {
            let said = self.said(&[]);
            let usual = said.with_usual_words();
            rest.retain(|text| {
                !formulas.iter().any(|formula| formula.text == *text) || !said.has_formula(&without_gaps(text), &usual)
            });
        }
    }

    /// The texts of an old report that neither the answers nor `rest`, which is handed back already, say: each paragraph or
    /// footnote of which a word stands nowhere, or several words in a row nowhere together. What a sentence of the type
    /// says in its own words, a day or a number in another form, is said; so is a heading that found its place, and of
    /// `formulas`, the lead and the last sentence, what every report says there.
    pub(crate) fn lost(&self, source: &[Paragraph], formulas: &[&Paragraph], rest: &[String]) -> Vec<String> {
        let (said, definition) = (self.said(rest), self.definition);
        let usual = said.with_usual_words();
        let mut lost = Vec::new();
        for paragraph in source {
            // What a draft of ours marks is a blank.
            let text = &*without_gaps(&paragraph.text);
            // "T/M ỦY BAN" is said as "TM. ỦY BAN".
            let signed = signing::mark(text).map(|(mark, rest)| format!("{mark} {rest}"));
            let text = without_about(signed.as_deref().unwrap_or(text));
            // "DỰ THẢO", "(Ký, ghi rõ họ tên)" are marks of the paper, and say nothing.
            let plain = plain_letters(text);
            if plain == "du thao"
                || is_gap(text)
                || (plain.starts_with("(ky") || plain.starts_with("(da ky")) && words(text).len() < 10
            {
                continue;
            }
            let is_said = if formulas.iter().any(|formula| std::ptr::eq(*formula, paragraph) || formula.text == text) {
                said.has_formula(text, &usual)
            } else if let Some(title) = title_of(paragraph).filter(|title| names_heading(definition, title)) {
                said.has(&title.after)
                    && (said.has(without_ask(&title.text)) || is_heading_of(definition, &title.text, &usual))
            } else if is_capitals(text) && is_heading_of(definition, text, &usual) {
                // The title of a part, on a line of its own below "Phần thứ hai".
                true
            } else if let Some((_, whom)) = text.split_once(':').filter(|_| is_address(text)) {
                said.has(whom)
            } else if let Some(whom) = whom_below(text) {
                said.has(whom)
            } else if let Some(strange) = strange_headings(definition, text) {
                // A row below which nothing stands may be no headings at all, and its cells are sentences then.
                strange.iter().all(|heading| said.has(heading))
                    && text.split(BAR).all(|cell| words(cell).len() <= FORMULA || said.has(cell))
            } else if let Some(value) = value_of(definition, text) {
                said.has(value)
            } else if text.contains(BAR) {
                // The number of a row, and what the column of the numbers is called, say nothing.
                let is_number = |cell: &str| is_row_number(cell) || cell.bytes().all(|b| b.is_ascii_digit());
                let mut cells = text.split(BAR).enumerate();
                cells.all(|(at, cell)| (at == 0 && is_number(cell)) || said.has(cell))
            } else {
                let text = bullet(text).1;
                said.has(without_ask(number_of(text).unwrap_or(text)))
            };
            if !is_said {
                lost.push(paragraph.text.clone());
            }
            lost.extend(paragraph.notes.iter().filter(|note| !said.has(note)).cloned());
        }
        lost
    }

    fn said(&self, rest: &[String]) -> Said {
        let Drafted { definition, answers, evaluation, document } = self;
        let mut said = Said::default();
        for block in document.blocks() {
            said.add(
                &block.all_runs().map(|run| run.text.as_str()).collect::<Vec<_>>().join(if block.table.is_some() {
                    " "
                } else {
                    ""
                }),
            );
            block.table.iter().flat_map(|table| &table.header).for_each(|title| said.add(title));
        }
        let mut add = |entry: &Entry| {
            said.add(&entry.raw);
            // "25 triệu đồng" is said of 25.000.000 đồng.
            said.words.extend(entry.value.as_integer().map(|number| number.to_string()));
        };
        for field in definition.fields.ids() {
            match answers.answer(field) {
                Answer::One(entry) => add(entry),
                Answer::Group(entries) => entries.iter().for_each(&mut add),
                Answer::Rows(rows) => rows.iter().flatten().for_each(&mut add),
            }
        }
        let totals = definition.fields.ids().map(|field| evaluation.value(answers, EntryPath::field(field)));
        said.words.extend(totals.filter_map(Value::as_integer).map(|total| total.to_string()));
        for text in rest {
            said.add(text);
        }
        said
    }
}

/// A proposal without the words before the body that it goes to, for which the type has its own.
fn without_ask(text: &str) -> &str {
    let asks = ["Đối với ", "Kính đề nghị ", "Kiến nghị với ", "Kiến nghị ", "Với "];
    asks.iter().find_map(|words| text.strip_prefix(words)).unwrap_or(text)
}

/// What a line gives to the field or the heading that is called as what stands before its colon: "- Thời gian: …".
fn value_of<'t>(definition: &Definition, text: &'t str) -> Option<&'t str> {
    let (label, value) = bullet(text).1.split_once(": ")?;
    let label = number_of(label).unwrap_or(label);
    let is_called = field_called(definition, label).is_some() || heading_called(definition, label).is_some();
    is_called.then_some(value)
}

/// Whether a title stands alone on its line, or is what the type calls a heading, and not the label of what comes after it.
fn names_heading(definition: &Definition, title: &Title) -> bool {
    let heading = || heading_for(definition, &title.text, 0..definition.body.len(), 0);
    let block = || definition.body.get(heading()?);
    title.after.is_empty() || block().is_some_and(|block| own_words(block, &title.text).len() < LABEL)
}

/// Whether a title stands for a heading of the type, and has no words but those of its headings, and `usual` ones.
fn is_heading_of(definition: &Definition, title: &str, usual: &HashSet<String>) -> bool {
    let is_number = |word: &String| word.bytes().all(|b| b.is_ascii_digit());
    let is_usual = |word: &String| usual.contains(word) || is_number(word);
    let is_there = || heading_for(definition, title, 0..definition.body.len(), 0).is_some();
    names_nothing(title) || (is_there() && further_words(definition, title).iter().all(is_usual))
}

/// The words that were said, and which were said together.
#[derive(Default)]
struct Said {
    words: HashSet<String>,
    together: HashSet<Vec<String>>,
}

impl Said {
    fn add(&mut self, text: &str) {
        let words = words(text);
        for length in 1..=TOGETHER {
            self.together.extend(words.windows(length).map(<[String]>::to_vec));
        }
        self.words.extend(words);
    }

    /// Whether a text was said.
    fn has(&self, text: &str) -> bool {
        words(text).iter().all(|word| self.words.contains(word))
            && self.longest_gap(text) <= LOST
            && self.has_figures(text)
    }

    /// The words that were said, and those that each report says in its lead and its last sentence.
    fn with_usual_words(&self) -> HashSet<String> {
        self.words.iter().cloned().chain(words(USUAL)).collect()
    }

    /// Whether a lead or a last sentence says nothing but that.
    fn has_formula(&self, text: &str, usual: &HashSet<String>) -> bool {
        // What begins so says what the report is, however it goes on.
        let is_closing = plain_letters(text).starts_with("tren day la");
        words(text).iter().all(|word| usual.contains(word)) && (is_closing || self.longest_gap(text) <= FORMULA)
    }

    /// Whether each small figure of a text was said of something that it is said of there: it may stand anywhere. Days
    /// and numbers of documents are said in other forms.
    fn has_figures(&self, text: &str) -> bool {
        let words = words(text);
        let is_said = |pair: Option<&[String]>| pair.is_some_and(|pair| self.together.contains(pair));
        let is_number = |word: &String| word.bytes().all(|b| b.is_ascii_digit());
        words.iter().enumerate().all(|(at, word)| {
            // "ngày 5/6/2025"
            let before = words.iter().take(at).rfind(|word| !is_number(word)).map_or("", String::as_str);
            let is_figure = word.len() <= SMALL && is_number(word) && !OF_DAYS.contains(&before);
            !is_figure
                || words.len() == 1
                || is_said(at.checked_sub(1).and_then(|from| words.get(from..=at)))
                || is_said(words.get(at..at + 2))
        })
    }

    /// How many words in a row were said nowhere together.
    fn longest_gap(&self, text: &str) -> usize {
        let words = words(text);
        let length = TOGETHER.min(words.len()).max(1);
        let mut covered = vec![false; words.len()];
        for (at, window) in words.windows(length).enumerate() {
            if self.together.contains(window) {
                covered.iter_mut().skip(at).take(length).for_each(|word| *word = true);
            }
        }
        covered.split(|is_covered| *is_covered).map(<[bool]>::len).max().unwrap_or(0)
    }
}

/// The words of a text in plain letters; a number in digits alone, without zeros before it.
fn words(text: &str) -> Vec<String> {
    let plain: Vec<char> = plain_letters(text).chars().collect();
    let is_digit = |at: usize| plain.get(at).is_some_and(char::is_ascii_digit);
    // A stop between thousands.
    let groups = |at: usize| at > 0 && is_digit(at - 1) && (1..=3).all(|next| is_digit(at + next)) && !is_digit(at + 4);
    let whole: String =
        plain.iter().enumerate().filter(|(at, c)| **c != '.' || !groups(*at)).map(|(_, c)| *c).collect();
    let words = whole.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| word.trim_start_matches('0'))
        .map(|word| if word.is_empty() { "0" } else { word }.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_in_another_form_is_said_and_a_clause_too_many_is_not() {
        let mut said = Said::default();
        said.add("Ngày 05 tháng 6 năm 2025, xã tổ chức lễ phát động tại Nhà văn hóa xã, thu hút 120 người tham dự.");
        said.add("được sự quan tâm của Đảng ủy");
        for (text, is_said) in [
            ("Ngày 5/6/2025, xã tổ chức Lễ phát động tại nhà văn hóa xã.", true),
            ("xã tổ chức lễ phát động tại Nhà văn hóa xã được sự quan tâm của Đảng ủy", true),
            ("Xã tổ chức lễ phát động tại sân vận động", false),
            ("Nhà xã, tháng lễ, năm động, tại sự, tâm hút", false),
            ("", true),
        ] {
            assert_eq!(said.has(text), is_said, "{text}");
        }
    }
}
