//! Whether a paragraph is a sentence of the type, and where it goes that is none.

use std::ops::Range;

use crate::report::answers::EntryPath;
use crate::report::definition::BodyBlock;
use crate::report::field::Kind;
use crate::report::ids::FieldId;
use crate::report::pattern::{Part, Pattern, Target};
use crate::text::letters::{capitalised, plain_letters};

use super::super::Paragraph;
use super::super::outline::{
    has_no_results, heading_called, is_apart, level, literal, only_place, other_results, under, word_set,
};
use super::super::sentence::{Line, Reading, read_parts};
use super::super::worded::{asked, asks, field_called, whom_below};
use super::{BARE, Body, OPENING, Open};

/// Words, in plain letters, of paragraphs that tell of nothing that was done.
const NO_DEEDS: [&str; 8] =
    ["can cu ", "thuc hien cong van", "thoi gian toi", " se ", "kien nghi", "de nghi", "kho khan", "han che"];

/// Letters that a sentence must say itself to be known by them: under its heading, and without it.
const SURE: (usize, usize) = (16, 24);

/// Letters with which it may begin, to be known by them under its heading: "Khách quan: …".
const BEGINS: usize = 6;

/// Sentences of a paragraph that are looked at one by one.
const SENTENCES: usize = 8;

/// What good is called, in plain letters.
const PRAISE: [&str; 5] = ["thuan loi", "uu diem", "mat manh", "mat duoc", "ket qua dat duoc"];

impl<'d> Body<'_, 'd> {
    /// "- Hạn chế: sổ sách chưa đủ." is said under that heading, "- Chủ đề: “…”" in the field that is called so. False
    /// where what stands before the colon is neither.
    pub(super) fn labelled(&mut self, text: &str, paragraph: &Paragraph) -> bool {
        let definition = self.draft.definition;
        let is_row = self.open.last().is_some_and(|open| open.row.is_some());
        let Some((label, value)) = text.split_once(": ").filter(|(label, _)| !is_row && label.chars().count() <= BARE)
        else {
            return false;
        };
        // "Khó khăn: địa bàn rộng" among the circumstances is one of them.
        let is_circumstance = self.open.last().is_some_and(|o| self.is_of_circumstances(o));
        // "Kinh phí: bố trí 50 triệu đồng" among the tasks is one of them.
        let is_task = self.open.last().is_some_and(|open| open.is_apart);
        // "Thuận lợi: …" beside "Khó khăn: …" is no shortcoming.
        let is_praise = PRAISE.contains(&plain_letters(label).as_str());
        let may_leave = |at: &usize| {
            !is_task || is_praise || definition.body.get(*at).is_some_and(|block| is_apart(&literal(&block.text)))
        };
        if let Some(heading) = heading_called(definition, label).filter(|_| !is_circumstance).filter(may_leave) {
            let is_apart = !is_praise && (is_apart(label) || is_task);
            let title = label.to_owned();
            let own = Open {
                level: u8::MAX,
                heading: Some(heading),
                title,
                row: None,
                is_apart,
                is_line: false,
                number: None,
                is_told: true,
            };
            self.open.push(own);
            self.text(value, paragraph);
            self.open.pop();
            return true;
        }
        if is_praise && is_task {
            self.draft.keep(paragraph);
            return true;
        }
        let found = field_called(definition, label);
        let value = value.trim_matches(['“', '”', '"', '.', ';', ' ']);
        found.is_some_and(|field| self.draft.agree(EntryPath::field(field), value))
    }

    /// The sentence of the type that a text is, in whatever wording, and the answers in it. `near` are the blocks under the
    /// present heading; what stands apart is looked for only there.
    pub(super) fn sentence(
        &self,
        text: &str,
        near: &Range<usize>,
        is_apart: bool,
    ) -> Option<(&'d BodyBlock, Reading<'d>)> {
        let definition = self.draft.definition;
        let line = Line::of(text)?;
        // Nothing that is said of next year's tasks is an answer to what was done.
        let others = (0..definition.body.len()).filter(|at| !is_apart && !near.contains(at));
        near.clone().chain(others).find_map(|at| {
            let block = definition.body.get(at)?;
            if only_place(&block.text).is_some() || level(block).is_some() {
                return None;
            }
            // A sentence without places answers by its condition alone.
            let tells = |reading: &Reading<'_>| {
                !reading.found.is_empty() || block.when.as_ref().is_none_or(|when| self.draft.can_imply(when))
            };
            std::iter::once(&block.text).chain(&block.old_wordings).find_map(|wording| {
                let reading = read_parts(&wording.parts, &block.series, &line, self.draft, &self.draft.steps)?;
                (is_sure(wording, &reading, near.contains(&at)) && tells(&reading)).then_some((block, reading))
            })
        })
    }

    /// A paragraph of several sentences, of which one is a sentence of the type: what stands before it, itself, and what
    /// stands behind it.
    pub(super) fn pieces<'t>(&self, text: &'t str, near: &Range<usize>, is_apart: bool) -> Option<Vec<&'t str>> {
        let ends = text.match_indices(". ").map(|(at, _)| at + 1);
        let bounds: Vec<usize> = std::iter::once(0).chain(ends).chain([text.len()]).collect();
        if text.contains(" | ") || !(3..=SENTENCES + 1).contains(&bounds.len()) {
            return None;
        }
        let own = bounds.windows(2).find_map(|bounds| {
            let [start, end] = *bounds else { return None };
            let sentence = text.get(start..end)?.trim();
            // Sentences that are rows of one table belong together.
            let (block, _) = self.sentence(sentence, near, is_apart)?;
            block.each.is_none().then(|| [text.get(..start), Some(sentence), text.get(end..)])
        })?;
        Some(own.into_iter().flatten().map(str::trim).filter(|piece| !piece.is_empty()).collect())
    }

    /// Several proposals in one paragraph, each a sentence of its own, under the heading of those: "Đề nghị Sở … Đề nghị
    /// UBND …".
    pub(super) fn proposals(&self, text: &str) -> Option<Vec<String>> {
        let near = self.open.last()?.heading.map(|heading| under(self.draft.definition, heading))?;
        let blocks = self.draft.definition.body.get(near)?;
        let sentences: Vec<&str> = text.split(". ").flat_map(|sentence| sentence.split("; ")).collect();
        let all: Vec<String> = sentences.iter().map(|sentence| capitalised(sentence)).collect();
        let is_proposal = |text: &String| text.starts_with("Đề nghị ") || asked(blocks, text).is_some();
        (all.len() > 1 && all.iter().all(is_proposal)).then_some(all)
    }

    /// Whether a line says of which body is asked what stands below it; it is a heading then, the lowest.
    pub(super) fn leads_to_proposals(&mut self, text: &str) -> bool {
        let near = self.open.last().and_then(|open| open.heading).map(|heading| under(self.draft.definition, heading));
        let blocks = near.and_then(|near| self.draft.definition.body.get(near)).unwrap_or_default();
        let Some(whom) = whom_below(text).filter(|_| asks(blocks)) else { return false };
        self.open.retain(|open| open.level != u8::MAX);
        let above = self.open.last().cloned();
        let title = format!("Đề nghị {whom}");
        self.open.extend(above.map(|above| Open { level: u8::MAX, title, number: None, is_told: true, ..above }));
        true
    }

    /// "Tuy nhiên, …" under a heading of praise goes on with shortcomings. False where it is no such sentence.
    pub(super) fn turns(&mut self, text: &str, paragraph: &Paragraph) -> bool {
        let is_turn = ["Tuy nhiên", "Tuy vậy", "Bên cạnh những kết quả"].iter().any(|words| text.starts_with(words));
        let shortcomings = heading_called(self.draft.definition, "Tồn tại, hạn chế");
        let open = self.open.last().filter(|open| is_turn && !open.is_apart && open.row.is_none());
        let Some((heading, open)) = shortcomings.zip(open) else { return false };
        let title = "Tồn tại, hạn chế".to_owned();
        self.open.push(Open {
            heading: Some(heading),
            title,
            is_apart: true,
            is_line: false,
            number: None,
            is_told: true,
            ..open.clone()
        });
        self.text(text, paragraph);
        self.open.pop();
        true
    }

    /// "Kiến nghị: Không": where the type has a sentence for it, that is an answer, unless another was
    /// given before.
    pub(super) fn none(&mut self, text: &str, near: Range<usize>) -> Option<&'d BodyBlock> {
        let plain = plain_letters(text.trim_end_matches(['.', ';', '/']));
        // "Không có tồn tại" under "Tồn tại, hạn chế".
        let title = || self.open.last().map(|open| word_set(&open.title)).unwrap_or_default();
        let says_no_more = |rest: &str| {
            let title = title();
            word_set(rest).iter().all(|word| title.contains(word) || ["gi", "nao", "them"].contains(&word.as_str()))
        };
        let is_none = plain.strip_prefix("khong co ").is_some_and(says_no_more);
        if !is_none && !matches!(plain.as_str(), "khong" | "khong co" | "chua co") {
            return None;
        }
        let blocks = self.draft.definition.body.get(near)?;
        let mut said = blocks.iter().filter(|b| plain_letters(&literal(&b.text)).starts_with("khong co "));
        let (block, when) = said.find_map(|block| Some((block, block.when.as_ref()?)))?;
        self.draft.imply(when).then_some(block)
    }

    /// "Không tổ chức Lễ phát động …", worded otherwise after that: how the sentence of the type begins
    /// tells when it would stand.
    pub(super) fn beginning(&mut self, text: &str, near: Range<usize>) {
        let plain = plain_letters(text);
        // "Không có tồn tại lớn; tuy nhiên …" says that there are some.
        if ["tuy nhien", "nhung", "song"]
            .iter()
            .any(|word| plain.split([' ', ',']).collect::<Vec<_>>().join(" ").contains(word))
        {
            return;
        }
        let body = &self.draft.definition.body;
        let begins = |block: &&BodyBlock| match block.text.parts.first() {
            Some(Part::Text(words)) => {
                // The last word joins it to what follows: "do", "gồm".
                let words = words.trim_end().rsplit_once(' ').map_or("", |(words, _)| words);
                words.chars().count() > OPENING && plain.starts_with(&plain_letters(words))
            }
            _ => false,
        };
        let found = body.get(near).unwrap_or_default().iter().find(begins);
        if let Some(when) = found.and_then(|block| block.when.as_ref()) {
            self.draft.imply(when);
        }
    }

    /// Where prose under the present heading goes: the only text there, or the one whose names say
    /// most of what the heading says.
    pub(super) fn prose(&self, near: Range<usize>) -> Option<(&'d BodyBlock, EntryPath)> {
        let definition = self.draft.definition;
        let open = self.open.last();
        let mut title = word_set(open.map_or("", |open| open.title.as_str()));
        // "Khó khăn" may be another name for "Tồn tại, hạn chế".
        let heading = open.and_then(|open| open.heading).and_then(|heading| definition.body.get(heading));
        title.extend(heading.map(|heading| word_set(&literal(&heading.text))).unwrap_or_default());
        // Every section is about children.
        title.retain(|word| !["tre", "em", "cho", "va", "cac"].contains(&word.as_str()));
        let mut found: Vec<(usize, &BodyBlock, FieldId)> = Vec::new();
        for block in definition.body.get(near)? {
            let Some(Target::Field(field)) = only_place(&block.text) else { continue };
            let text =
                self.draft.typed(EntryPath::field(*field)).filter(|f| matches!(f.kind, Kind::List | Kind::LongText));
            if let Some(field_found) = text
                && found.iter().all(|(_, _, known)| known != field)
            {
                let section = &definition[definition.section_of(*field)].title.vi;
                let names = word_set(&format!("{section} {} {}", field_found.label.vi, block.name));
                found.push((names.intersection(&title).count(), block, *field));
            }
        }
        let alone = found.len() == 1;
        // Of those that fit as well, the first.
        let best = found.into_iter().rev().max_by_key(|(shared, ..)| *shared)?;
        (alone || best.0 > 0).then_some((best.1, EntryPath::field(best.2)))
    }

    /// Hands headings back that no line has told.
    pub(super) fn keep_untold(&mut self) {
        for open in self.open.iter_mut().filter(|open| !open.is_told) {
            open.is_told = true;
            self.draft.rest.push(open.title.clone());
        }
    }

    /// Keeps a line of results that has no place of its own among the other results; false where the type has none.
    pub(super) fn other_result(&mut self, line: &str) -> bool {
        let Some((heading, field)) = other_results(self.draft.definition) else { return false };
        let Some(open) = self.open.last_mut() else {
            // A report without any heading tells of all that was done one paragraph after another.
            let plain = plain_letters(line);
            let is_other = line.ends_with(':') || NO_DEEDS.iter().any(|words| plain.contains(words));
            return self.is_bare && !is_other && self.draft.add_line(EntryPath::field(field), line);
        };
        // A row of a table is no line.
        if open.is_apart || self.is_over || line.contains(" | ") || has_no_results(&open.title) {
            return false;
        }
        let is_first = open.heading == Some(heading) && !std::mem::replace(&mut open.is_told, true);
        let line = if is_first { format!("{}: {line}", open.title) } else { line.to_owned() };
        self.draft.add_line(EntryPath::field(field), &line)
    }
}

/// Whether a line is this sentence and no other. Under its own heading a figure, a day or a document
/// in its place is enough, or how it begins.
fn is_sure(wording: &Pattern, reading: &Reading<'_>, is_near: bool) -> bool {
    let begins = match wording.parts.first() {
        Some(Part::Text(words)) => words.chars().filter(|c| c.is_alphabetic()).count() >= BEGINS,
        _ => false,
    };
    let has_figures = reading.hard > 1 && reading.said >= SURE.0;
    // "Xã hội hóa: không có" says 0 in words.
    let says_figure = !reading.implied.is_empty() && reading.said >= BEGINS;
    if is_near {
        reading.hard > 0 || begins || says_figure || reading.said >= SURE.0
    } else {
        has_figures || reading.said >= SURE.1
    }
}

/// A row of a table of tasks as a line: "Mở 20 lớp dạy bơi | UBND các xã | Trước 30/6" is "Mở 20 lớp dạy bơi (UBND các xã;
/// Trước 30/6)". `None` of what has figures alone in a cell, or is no row.
pub(super) fn row_as_line(line: &str) -> Option<String> {
    const TASK: usize = 4;
    let cells: Vec<&str> = line.split(" | ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let is_number = |cell: &&str| !cell.contains(char::is_alphabetic) && cell.chars().count() <= 3;
    let cells = if cells.first().is_some_and(is_number) { cells.get(1..)? } else { &cells[..] };
    let (task, others) = cells.split_first().filter(|(_, others)| !others.is_empty())?;
    let is_figure = |cell: &&&str| !cell.contains(char::is_alphabetic) && !cell.contains('/');
    let is_task = task.split(' ').count() >= TASK && !others.iter().any(|cell| is_figure(&cell));
    is_task.then(|| format!("{} ({})", task.trim_end_matches(['.', ';']), others.join("; ")))
}
