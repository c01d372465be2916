//! Where a paragraph goes that no sentence of the type says.

use crate::report::answers::EntryPath;
use crate::report::definition::BodyBlock;
use crate::report::field::Kind;
use crate::report::ids::FieldId;
use crate::report::pattern::{Part, Target};
use crate::text::letters::plain_letters;

use super::super::Paragraph;
use super::super::outline::{has_no_results, heading_called, literal, only_place, other_results, under, word_set};
use super::super::worded::asked;
use super::{Body, OPENING, Open};

/// Words, in plain letters, of paragraphs that tell of nothing that was done.
const NO_DEEDS: [&str; 8] =
    ["can cu ", "thuc hien cong van", "thoi gian toi", " se ", "kien nghi", "de nghi", "kho khan", "han che"];

impl<'d> Body<'_, 'd> {
    /// Several proposals in one paragraph, each a sentence of its own, under the heading of those: "Đề nghị Sở … Đề nghị
    /// UBND …".
    pub(super) fn proposals(&self, text: &str) -> Option<Vec<String>> {
        let near = self.open.last()?.heading.map(|heading| under(self.draft.definition, heading))?;
        let blocks = self.draft.definition.body.get(near)?;
        let sentences: Vec<&str> = text.split(". ").flat_map(|sentence| sentence.split("; ")).collect();
        let capital = |text: &str| {
            let mut letters = text.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.as_str().chars()).collect::<String>()
        };
        let all: Vec<String> = sentences.iter().map(|sentence| capital(sentence)).collect();
        let is_proposal = |text: &String| text.starts_with("Đề nghị ") || asked(blocks, text).is_some();
        (all.len() > 1 && all.iter().all(is_proposal)).then_some(all)
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
    pub(super) fn none(&mut self, text: &str, near: std::ops::Range<usize>) -> Option<&'d BodyBlock> {
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
    pub(super) fn beginning(&mut self, text: &str, near: std::ops::Range<usize>) {
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
    pub(super) fn prose(&self, near: std::ops::Range<usize>) -> Option<(&'d BodyBlock, EntryPath)> {
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
