//! The body of an old report: each paragraph under the heading of the type that its own stands for.

mod prose;

use crate::report::answers::EntryPath;
use crate::report::ids::FieldId;
use crate::text::letters::plain_letters;

use super::draft::Draft;
use super::mark::{LETTER, bullet, is_capitals, mark_of, number_of};
use super::outline::{
    LABEL, Title, below, further_words, has_no_results, heading_called, heading_for, is_apart, level, literal,
    names_nothing, other_results, own_words, row_heading, title_of, under,
};
use super::places::take;
use super::worded::{asked, asked_of_nobody, asks, from_label, whom, with_label};
use super::{Paragraph, figures, told};

/// Letters with which a sentence of the type must begin for its beginning alone to tell.
const OPENING: usize = 20;

/// So many words of a heading that the type's own does not have are words of the report: they are handed back.
const FURTHER: usize = 3;

/// Reads the body.
pub(crate) fn read<'a>(draft: &'a mut Draft<'_>, body: &'a [Paragraph]) {
    let is_bare = body.iter().all(|paragraph| title_of(paragraph).is_none());
    let mut reader = Body { draft, open: Vec::new(), is_over: false, is_bare, next: None };
    let mut rest = body;
    while let Some((paragraph, after)) = rest.split_first() {
        rest = after;
        // "Phần thứ hai", and its title on the next line.
        let is_bare = mark_of(&paragraph.text).is_some_and(|mark| mark.level == 0 && mark.rest.is_empty());
        match after.split_first().filter(|(title, _)| is_bare && (title.heading.is_some() || is_capitals(&title.text)))
        {
            Some((title, after)) => {
                let notes = paragraph.notes.iter().chain(&title.notes).cloned().collect();
                let text = format!("{}. {}", paragraph.text.trim_end_matches(['.', ':']), title.text);
                reader.next = after.first();
                reader.paragraph(&Paragraph { text, notes, ..title.clone() });
                rest = after;
            }
            None => {
                reader.next = after.first();
                reader.paragraph(paragraph);
            }
        }
    }
    reader.keep_untold();
}

/// A heading that is open: what stands below it is of it.
#[derive(Debug, Clone)]
struct Open {
    level: u8,
    /// The heading of the type that it stands for.
    heading: Option<usize>,
    /// As the old report words it.
    title: String,
    /// The table, and its column of text, whose last row goes on.
    row: Option<(FieldId, usize)>,
    /// Whether nothing under it tells of what was done.
    is_apart: bool,
    /// Whether it is itself a line of what stands under its parent.
    is_line: bool,
    /// Its number, where it has one in digits.
    number: Option<u32>,
    /// Whether its title has been told, where the type has no such heading.
    is_told: bool,
}

struct Body<'a, 'd> {
    draft: &'a mut Draft<'d>,
    /// The present heading, and those above it.
    open: Vec<Open>,
    /// Tasks have been told: what comes after them is no result.
    is_over: bool,
    /// The report has no headings at all.
    is_bare: bool,
    /// What comes after the paragraph that is being read.
    next: Option<&'a Paragraph>,
}

/// Whether nothing stands below a numbered paragraph: the next one is as high, or higher.
fn is_leaf(paragraph: &Paragraph, next: Option<&Paragraph>) -> bool {
    let level_of = |paragraph: &Paragraph| {
        title_of(paragraph).map(|title| title.level).or(mark_of(&paragraph.text).map(|m| m.level))
    };
    next.is_none_or(|next| level_of(next).zip(level_of(paragraph)).is_some_and(|(next, own)| next <= own))
}

/// Letters of the longest heading that is known without a number or a style.
const BARE: usize = 60;

/// The number in digits with which a paragraph begins.
fn digits_of(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

impl Body<'_, '_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.draft.reads(paragraph);
        match (title_of(paragraph).or_else(|| self.bare_title(paragraph)), mark_of(&paragraph.text)) {
            (Some(title), _) if self.opens(&title, paragraph) => return,
            (None, Some(mark)) => self.number_on(mark.level, digits_of(&paragraph.text)),
            _ => {}
        }
        let (_, text) = bullet(&paragraph.text);
        let text = number_of(text).unwrap_or(text);
        if self.leads_to_proposals(text) {
            return;
        }
        if let Some(proposals) = self.proposals(text) {
            for (at, proposal) in proposals.iter().enumerate() {
                let notes = if at == 0 { paragraph.notes.clone() } else { Vec::new() };
                self.text(proposal, &Paragraph { text: proposal.clone(), notes, ..paragraph.clone() });
            }
        } else if !self.labelled(text, paragraph) && !self.turns(text, paragraph) {
            self.text(text, paragraph);
        }
    }

    /// A heading without a number or a style, which a line is that is called just as one of the type.
    fn bare_title(&self, paragraph: &Paragraph) -> Option<Title> {
        // "* Kiến nghị:" stands above items with dashes.
        let text = paragraph.text.strip_prefix('*').unwrap_or(&paragraph.text).trim_start().trim_end_matches(':');
        let is_short = text.starts_with(char::is_uppercase) && text.chars().count() <= BARE;
        let heading = heading_called(self.draft.definition, text).filter(|_| is_short)?;
        let level = level(self.draft.definition.body.get(heading)?)?;
        Some(Title { level, text: text.to_owned(), after: String::new(), is_sentence: false })
    }

    /// Whether a heading stands for the one of the type below which the circumstances are told.
    fn is_of_circumstances(&self, open: &Open) -> bool {
        let block = open.heading.and_then(|at| self.draft.definition.body.get(at));
        block.is_some_and(|block| plain_letters(&literal(&block.text)).starts_with("dac diem"))
    }

    /// What is numbered on from a heading stands beside it, and not below.
    fn number_on(&mut self, level: u8, number: Option<u32>) {
        let beside = self.open.iter().position(|open| open.level == level && open.number.is_some());
        let goes_on =
            |at: &usize| self.open.get(*at).and_then(|open| open.number).zip(number).is_some_and(|(a, b)| a + 1 == b);
        if let Some(at) = beside.filter(goes_on) {
            self.open.truncate(at);
        }
    }

    /// Opens the heading that a paragraph is. False where it is a sentence after all.
    fn opens(&mut self, title: &Title, paragraph: &Paragraph) -> bool {
        let definition = self.draft.definition;
        let above = self.open.iter().rposition(|open| open.level < title.level);
        let parent = above.and_then(|at| self.open.get(at)).cloned();
        let all = 0..definition.body.len();
        let from = self.open.last().and_then(|open| open.heading).unwrap_or(0);
        let own = |among| heading_for(definition, &title.text, among, from);
        // "Nguyên nhân" under "Tồn tại, hạn chế" may be a heading beside it.
        let may_leave = |at: &usize, stays: bool| {
            !stays || definition.body.get(*at).is_some_and(|block| is_apart(&literal(&block.text)))
        };
        let is_called = |at: &usize| heading_called(definition, &title.text) == Some(*at);
        let plain = plain_letters(&title.text);
        let is_circumstance = ["thuan loi", "kho khan"].iter().any(|words| plain.contains(words));
        let found = match &parent {
            None => own(all),
            Some(parent @ Open { heading: Some(heading), .. })
                if is_circumstance && self.is_of_circumstances(parent) =>
            {
                own(below(definition, *heading))
            }
            // What goes on a row of one's own is told there whole; "Tồn tại, hạn chế" under it is a section of the report.
            Some(Open { row: Some(_), .. }) => own(all).filter(|at| may_leave(at, true) && is_called(at)),
            Some(Open { heading: Some(heading), is_apart, .. }) => {
                own(below(definition, *heading)).or_else(|| own(all).filter(|at| may_leave(at, *is_apart)))
            }
            Some(Open { is_apart, .. }) => own(all).filter(|at| may_leave(at, *is_apart)),
        };
        // "II. Kết quả đạt được" above headings of its own is no praise: it holds what was done.
        let leads = self.next.and_then(title_of).is_some_and(|next| next.level > title.level);
        let holds = parent.is_none() && leads && title.after.is_empty() && plain.starts_with("ket qua");
        let is_lower = |at: &usize| definition.body.get(*at).and_then(level) != Some(1);
        let found = found.filter(|at| !holds || !is_lower(at));
        let number = digits_of(&paragraph.text);
        // "1. Kiến nghị tỉnh cấp vốn" among the tasks, with nothing below it, is one of them.
        let has_own = |at: usize| definition.body.get(at).is_some_and(|b| !own_words(b, &title.text).is_empty());
        if is_leaf(paragraph, self.next)
            && parent.is_some()
            && title.after.is_empty()
            && !is_capitals(&title.text)
            && found.is_some_and(has_own)
        {
            self.number_on(title.level, number);
            return false;
        }
        // "3. Công tác Đội: kết nạp 30 em." is a section of its own where people name theirs.
        let is_section = !title.after.is_empty()
            && !self.is_over
            && !has_no_results(&title.text)
            && row_heading(definition).is_some()
            && parent
                .as_ref()
                .is_some_and(|parent| parent.heading.is_some() && parent.row.is_none() && !parent.is_apart);
        if found.is_none() && title.is_sentence && !is_section {
            self.number_on(title.level, number);
            return false;
        }
        // "2. Hạn chế: sổ sách chưa đủ." says all of it on its line.
        let before = title.is_sentence.then(|| self.open.clone());
        self.keep_untold();
        self.open.truncate(above.map_or(0, |at| at + 1));
        let Some(heading) = found else {
            self.strange_heading(title, parent.as_ref(), paragraph);
            let row = self.open.last().filter(|open| open.row.is_some()).and_then(|open| open.heading);
            if let Some(block) = row.and_then(|at| definition.body.get(at)).filter(|_| title.after.is_empty()) {
                self.draft.hang(block, &paragraph.notes);
            } else if title.after.is_empty() {
                self.draft.rest.extend(paragraph.notes.iter().cloned());
            } else {
                self.text(&title.after, paragraph);
            }
            return true;
        };
        let block = definition.body.get(heading);
        // "Tổng số trẻ em được tặng quà: 126 em" is said whole, under the heading that it means.
        let is_label =
            !title.after.is_empty() && block.is_some_and(|block| own_words(block, &title.text).len() >= LABEL);
        if !is_label && further_words(definition, &title.text).len() >= FURTHER {
            self.draft.rest.push(title.text.clone());
        }
        let is_apart = is_apart(&title.text) || parent.is_some_and(|parent| parent.is_apart);
        let title_text = title.text.clone();
        self.open.push(Open {
            level: title.level,
            heading: Some(heading),
            title: title_text,
            row: None,
            is_apart,
            is_line: false,
            number,
            is_told: true,
        });
        self.is_over |= block
            .is_some_and(|block| level(block) == Some(1) && plain_letters(&literal(&block.text)).contains("nhiem vu"));
        match block {
            Some(block) if title.after.is_empty() => self.draft.hang(block, &paragraph.notes),
            _ if is_label => self.text(&format!("{}: {}", title.text, title.after), paragraph),
            _ => self.text(&title.after, paragraph),
        }
        if let Some(before) = before {
            self.open = before;
        }
        true
    }

    /// A heading that the type does not have: a line where its parent takes lines, else a row where the type lets people
    /// name their own.
    fn strange_heading(&mut self, title: &Title, parent: Option<&Open>, paragraph: &Paragraph) {
        let definition = self.draft.definition;
        let is_circumstance = parent.is_some_and(|parent| self.is_of_circumstances(parent));
        let is_apart = (is_apart(&title.text) && !is_circumstance) || parent.is_some_and(|parent| parent.is_apart);
        let open = |heading, row| Open {
            level: title.level,
            heading,
            title: title.text.clone(),
            row,
            is_apart,
            is_line: false,
            number: digits_of(&paragraph.text),
            is_told: true,
        };
        if let Some(parent) =
            parent.cloned().filter(|parent| parent.row.is_some() || (parent.is_apart && parent.heading.is_some()))
        {
            let blocks =
                parent.heading.map(|heading| under(definition, heading)).and_then(|at| definition.body.get(at));
            let is_whom = asks(blocks.unwrap_or_default()) && whom(&title.text).is_some();
            if is_whom && parent.row.is_none() && title.after.is_empty() {
                self.open.push(Open { is_told: false, ..open(parent.heading, None) });
                return;
            }
            let heading = Paragraph { notes: Vec::new(), ..paragraph.clone() };
            // In a row it is a line with its number; among items, one that has items of its own.
            let line = if parent.row.is_some() && title.after.is_empty() { &paragraph.text } else { &title.text };
            let number = digits_of(&paragraph.text);
            self.open.push(Open { level: title.level, is_line: false, number, ..parent.clone() });
            self.text(line, &heading);
            if let Some(open) = self.open.last_mut() {
                open.is_line = parent.row.is_none();
            }
            return;
        }
        let leads = self.next.and_then(title_of).is_some_and(|next| next.level > 0);
        // "Phần thứ nhất: Kết quả …" above headings of its own says nothing but what they say.
        if title.level == 0 && leads && title.after.is_empty() && !is_apart && !self.is_over {
            self.open.push(open(None, None));
            return;
        }
        if !is_apart
            && !self.is_over
            && !has_no_results(&title.text)
            && let Some((heading, table, column)) = row_heading(definition)
            && self.draft.add_row(table, &[(column, title.text.clone())])
        {
            let row = definition.body.iter().find_map(|b| (b.each == Some(table)).then_some((table, b.items?)));
            self.open.push(open(Some(heading), row));
            return;
        }
        let tells = !is_apart && !self.is_over && !has_no_results(&title.text);
        // Below a heading that has none of its own in the type, what it is called tells no other place.
        let inherited = parent.and_then(|parent| parent.heading).filter(|at| {
            let has_headings =
                definition.body.get(below(definition, *at)).is_some_and(|b| b.iter().any(|b| level(b).is_some()));
            !has_headings && other_results(definition).is_none_or(|(other, _)| other != *at)
        });
        if let Some(heading) = inherited.filter(|_| !is_apart) {
            // Its first line says what it is about.
            let is_told = names_nothing(&title.text);
            self.open.push(Open { is_told, ..open(Some(heading), None) });
            return;
        }
        let other = other_results(definition).filter(|_| tells && title.level > 0 && !names_nothing(&title.text));
        self.open.push(open(other.map(|(heading, _)| heading), None));
        match self.open.last_mut().filter(|_| other.is_some()) {
            // Its first line says what it is about.
            Some(open) => open.is_told = false,
            // "Kết quả công tác" is what every report has.
            None if names_nothing(&title.text) && !is_apart => {}
            None => self.draft.rest.push(paragraph.text.clone()),
        }
    }

    fn text(&mut self, text: &str, paragraph: &Paragraph) {
        let definition = self.draft.definition;
        if let Some(told) = told::split(definition, text) {
            if !told.said.is_empty() {
                self.text(&told.said, paragraph);
            }
            return told.put(self.draft);
        }
        let open = self.open.last().cloned();
        // Letters, and marks of a lower level, stay: they are levels on paper, too.
        let is_lettered = mark_of(&paragraph.text).is_some_and(|mark| mark.level == LETTER && mark.rest == text);
        let is_lower = paragraph.text.starts_with('+') || open.as_ref().is_some_and(|open| open.is_line);
        let marked = |text: &str| match is_lettered {
            true => paragraph.text.clone(),
            false if is_lower => format!("+ {text}"),
            false => text.to_owned(),
        };
        if let Some((table, column)) = open.as_ref().and_then(|open| open.row) {
            let row = self.draft.answers.rows(table).len().saturating_sub(1);
            let block = definition.body.iter().find(|b| b.each == Some(table) && b.items == Some(column));
            match block {
                Some(block) if self.draft.add_line(EntryPath::cell(table, row, column), &marked(text)) => {
                    self.draft.hang(block, &paragraph.notes);
                }
                _ => self.draft.keep(paragraph),
            }
            return;
        }
        let is_apart = open.as_ref().is_some_and(|open| open.is_apart);
        let near = open.as_ref().and_then(|open| open.heading).map_or(0..0, |heading| under(definition, heading));
        let blocks = definition.body.get(near.clone()).unwrap_or_default();
        // What stands below "Với UBND tỉnh" is asked of it.
        let of_body = || Some(format!("{}: {text}", whom(&open.as_ref()?.title)?));
        let asked =
            asked(blocks, text).or_else(|| asked(blocks, &of_body()?)).or_else(|| asked_of_nobody(blocks, text));
        let titled = open.as_ref().and_then(|open| with_label(blocks, &open.title, text));
        let text = asked.as_deref().or(titled.as_deref()).unwrap_or_else(|| from_label(blocks, text));
        if let Some(block) = self.none(text, near.clone()) {
            self.draft.hang(block, &paragraph.notes);
            return;
        }
        if let Some((block, reading)) = self.sentence(text, &near, is_apart) {
            take(self.draft, block, &reading, paragraph);
            if let Some(open) = self.open.last_mut().filter(|open| asked.is_some() && whom(&open.title).is_some()) {
                open.is_told = true;
            }
            return;
        }
        if asked.is_none()
            && titled.is_none()
            && let Some(pieces) = self.pieces(text, &near, is_apart)
        {
            let last = pieces.len() - 1;
            for (at, piece) in pieces.into_iter().enumerate() {
                let notes = if at == last { paragraph.notes.clone() } else { Vec::new() };
                self.text(piece, &Paragraph { text: piece.to_owned(), notes, ..paragraph.clone() });
            }
            return;
        }
        self.beginning(text, near.clone());
        let is_other = other_results(definition).is_some_and(|(heading, _)| under(definition, heading) == near);
        // What is told among other results may be of any section.
        let is_told = if is_other && !is_apart && !self.is_over {
            figures::read_shares(self.draft, text)
        } else {
            figures::read(self.draft, near.clone(), text)
        };
        if is_told && paragraph.notes.is_empty() {
            // The type says it with these answers: on paper it would stand twice. What it does not say is handed back.
            return;
        }
        let line = if is_lower { format!("+ {text}") } else { text.to_owned() };
        let line = prose::row_as_line(&line).filter(|_| is_apart).unwrap_or(line);
        // A row of a table is no line.
        let title = self.open.last().filter(|open| !open.is_told && open.row.is_none());
        let titled = title.map_or_else(|| line.clone(), |open| format!("{}: {line}", open.title));
        match self.prose(near).filter(|_| !is_other && !line.contains(" | ")) {
            Some((block, path)) if self.draft.add_line(path, &titled) => {
                self.draft.hang(block, &paragraph.notes);
                if let Some(open) = self.open.last_mut() {
                    open.is_told = true;
                }
            }
            _ if self.other_result(&line) => self.draft.rest.extend(paragraph.notes.iter().cloned()),
            _ => self.draft.keep(paragraph),
        }
    }
}
