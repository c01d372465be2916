//! The body of an old report: each paragraph under the heading of the type that its own stands for.

use crate::report::answers::EntryPath;
use crate::report::definition::BodyBlock;
use crate::report::field::Kind;
use crate::report::ids::FieldId;
use crate::report::pattern::{Part, Target};
use crate::text::letters::plain_letters;

use super::draft::Draft;
use super::outline::{
    further_words, heading_for, literal, number_of, only_place, row_heading, title_of, under, word_set,
};
use super::places::take;
use super::sentence::{self, Reading};
use super::{Paragraph, figures};

/// Letters that a sentence must say itself to be known by them: under its heading, and without it.
const SURE: (usize, usize) = (16, 24);

/// Letters with which it may begin, to be known by them under its heading: "Khách quan: …".
const BEGINS: usize = 6;

/// Letters with which a sentence of the type must begin for its beginning alone to tell.
const OPENING: usize = 20;

/// So many words of a heading that the type's own does not have are words of the report: they are handed back.
const FURTHER: usize = 3;

/// Reads the body.
pub(crate) fn read(draft: &mut Draft<'_>, body: &[Paragraph]) {
    let mut reader = Body { draft, heading: None, title: String::new(), row: None };
    for paragraph in body {
        reader.paragraph(paragraph);
    }
}

struct Body<'a, 'd> {
    draft: &'a mut Draft<'d>,
    /// The heading of the type that the present one stands for.
    heading: Option<usize>,
    /// The present heading as the old report words it.
    title: String,
    /// The table, and its column of text, whose last row goes on.
    row: Option<(FieldId, usize)>,
}

impl<'d> Body<'_, 'd> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        if let Some(title) = title_of(paragraph) {
            let definition = self.draft.definition;
            let sentence = number_of(&paragraph.text).is_some() && paragraph.text.ends_with(['.', ';', ',']);
            match heading_for(definition, &title.text, self.heading.unwrap_or(0)) {
                Some(heading) => {
                    if further_words(definition, &title.text) >= FURTHER {
                        self.draft.rest.push(title.text.clone());
                    }
                    (self.heading, self.title, self.row) = (Some(heading), title.text, None);
                    match definition.body.get(heading) {
                        Some(block) if title.after.is_empty() => self.draft.hang(block, &paragraph.notes),
                        _ => self.text(&title.after, paragraph),
                    }
                    return;
                }
                None if sentence => {}
                None => {
                    self.strange_heading(&title.text, paragraph);
                    if title.after.is_empty() {
                        self.draft.rest.extend(paragraph.notes.iter().cloned());
                    } else {
                        self.text(&title.after, paragraph);
                    }
                    return;
                }
            }
        }
        let text = paragraph.text.trim_start_matches(['-', '+', '•', '*', '–', ' ']);
        self.text(number_of(text).unwrap_or(text), paragraph);
    }

    /// A heading that the type does not have: a row where it lets people name their own.
    fn strange_heading(&mut self, title: &str, paragraph: &Paragraph) {
        let definition = self.draft.definition;
        if let Some((heading, table, column)) = row_heading(definition)
            && self.draft.add_row(table, &[(column, title.to_owned())])
        {
            self.heading = Some(heading);
            title.clone_into(&mut self.title);
            self.row = definition.body.iter().find_map(|b| (b.each == Some(table)).then_some((table, b.items?)));
            return;
        }
        (self.heading, self.row) = (None, None);
        self.draft.rest.push(paragraph.text.clone());
    }

    fn text(&mut self, text: &str, paragraph: &Paragraph) {
        let definition = self.draft.definition;
        if let Some((table, column)) = self.row {
            let row = self.draft.answers.rows(table).len().saturating_sub(1);
            // A note hangs on a block, and this one is repeated for each row.
            if self.draft.add_line(EntryPath::cell(table, row, column), text) {
                self.draft.rest.extend(paragraph.notes.iter().cloned());
            } else {
                self.draft.keep(paragraph);
            }
            return;
        }
        let near = self.heading.map_or(0..0, |heading| under(definition, heading));
        if let Some(block) = self.none(text, near.clone()) {
            self.draft.hang(block, &paragraph.notes);
            return;
        }
        let others = (0..definition.body.len()).filter(|at| !near.contains(at));
        for at in near.clone().chain(others) {
            let Some(block) = definition.body.get(at) else { continue };
            if only_place(&block.text).is_some() || super::outline::level(block).is_some() {
                continue;
            }
            if let Some(reading) = sentence::read(block, text, self.draft, &self.draft.steps)
                && is_sure(block, &reading, near.contains(&at))
            {
                take(self.draft, block, &reading, paragraph);
                return;
            }
        }
        self.beginning(text, near.clone());
        figures::read(self.draft, near.clone(), text);
        match self.prose(near) {
            Some((block, path)) if self.draft.add_line(path, text) => self.draft.hang(block, &paragraph.notes),
            _ => self.draft.keep(paragraph),
        }
    }

    /// "Kiến nghị: Không": where the type has a sentence for it, that is an answer, unless another was
    /// given before.
    fn none(&mut self, text: &str, near: std::ops::Range<usize>) -> Option<&'d BodyBlock> {
        let plain = plain_letters(text.trim_end_matches(['.', ';', '/']));
        if !matches!(plain.as_str(), "khong" | "khong co") {
            return None;
        }
        let blocks = self.draft.definition.body.get(near)?;
        let mut said = blocks.iter().filter(|b| plain_letters(&literal(&b.text)).starts_with("khong co "));
        let (block, when) = said.find_map(|block| Some((block, block.when.as_ref()?)))?;
        self.draft.imply(when).then_some(block)
    }

    /// "Không tổ chức Lễ phát động …", worded otherwise after that: how the sentence of the type begins
    /// tells when it would stand.
    fn beginning(&mut self, text: &str, near: std::ops::Range<usize>) {
        let plain = plain_letters(text);
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
    fn prose(&self, near: std::ops::Range<usize>) -> Option<(&'d BodyBlock, EntryPath)> {
        let definition = self.draft.definition;
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
                found.push((names.intersection(&word_set(&self.title)).count(), block, *field));
            }
        }
        let alone = found.len() == 1;
        // Of those that fit as well, the first.
        let best = found.into_iter().rev().max_by_key(|(shared, ..)| *shared)?;
        (alone || best.0 > 0).then_some((best.1, EntryPath::field(best.2)))
    }
}

/// Whether a line is this sentence and no other. Under its own heading a figure, a day or a document
/// in its place is enough, or how it begins.
fn is_sure(block: &BodyBlock, reading: &Reading<'_>, is_near: bool) -> bool {
    let begins = match block.text.parts.first() {
        Some(Part::Text(words)) => words.chars().filter(|c| c.is_alphabetic()).count() >= BEGINS,
        _ => false,
    };
    if is_near { reading.hard > 0 || begins || reading.said >= SURE.0 } else { reading.said >= SURE.1 }
}
