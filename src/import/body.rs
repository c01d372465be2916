//! The body of an old report: each paragraph under the heading of the type that its own stands for.

use crate::report::answers::Path;
use crate::report::definition::{BodyBlock, Definition};
use crate::report::evaluation::options;
use crate::report::field::{Field, Kind, Shape, citation as part};
use crate::report::letters::plain_letters;
use crate::report::pattern::{Format, Piece, Place, Target};
use crate::report::value::Value;

use super::draft::Draft;
use super::outline::{heading_for, literal, number_of, only_place, row_heading, title_of, under, word_set};
use super::sentence::{self, Fits, Reading};
use super::{Paragraph, citation, figures};

/// Letters that a sentence must say itself to be known without its heading.
const SURE: usize = 14;

/// Reads the body.
pub fn read(draft: &mut Draft<'_>, body: &[Paragraph]) {
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
    row: Option<(usize, usize)>,
}

impl<'d> Body<'_, 'd> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        if let Some(title) = title_of(paragraph) {
            let definition = self.draft.definition;
            let sentence = number_of(&paragraph.text).is_some() && paragraph.text.ends_with(['.', ';', ',']);
            match heading_for(definition, &title.text, self.heading.unwrap_or(0)) {
                Some(heading) => {
                    (self.heading, self.title, self.row) = (Some(heading), title.text, None);
                    if !title.after.is_empty() {
                        self.text(&title.after, paragraph);
                    }
                    return;
                }
                None if sentence => {}
                None => {
                    self.strange_heading(&title.text, paragraph);
                    if !title.after.is_empty() {
                        self.text(&title.after, paragraph);
                    }
                    return;
                }
            }
        }
        let text = paragraph.text.trim_start_matches(['-', '+', '•', '–', ' ']);
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
            self.draft.add_line(Path::cell(table, row, column), text);
            return;
        }
        let near = self.heading.map_or(0..0, |heading| under(definition, heading));
        if self.is_none(text, near.clone()) {
            return;
        }
        let others = (0..definition.body.len()).filter(|at| !near.contains(at));
        for at in near.clone().chain(others) {
            let Some(block) = definition.body.get(at) else { continue };
            if only_place(&block.text).is_some() || super::outline::level(block).is_some() {
                continue;
            }
            if let Some(reading) = sentence::read(block, text, self.draft)
                && (reading.said >= SURE || near.contains(&at))
            {
                apply(self.draft, block, &reading);
                self.notes(block, paragraph);
                return;
            }
        }
        figures::read(self.draft, near.clone(), text);
        match self.prose(near) {
            Some((block, path)) if self.draft.add_line(path, text) => self.notes(block, paragraph),
            _ => {
                self.draft.rest.push(paragraph.text.clone());
                self.draft.rest.extend(paragraph.notes.iter().cloned());
            }
        }
    }

    /// "Kiến nghị: Không": where the type has a sentence for it, that is an answer.
    fn is_none(&mut self, text: &str, near: std::ops::Range<usize>) -> bool {
        let plain = plain_letters(text.trim_end_matches(['.', ';', '/']));
        if !matches!(plain.as_str(), "khong" | "khong co") {
            return false;
        }
        let blocks = self.draft.definition.body.get(near).unwrap_or_default();
        let said = blocks.iter().find(|b| plain_letters(&literal(&b.text)).starts_with("khong co ") && b.when.is_some());
        if let Some(when) = said.and_then(|block| block.when.as_ref()) {
            self.draft.imply(when);
        }
        said.is_some()
    }

    /// Where prose under the present heading goes: the only text there, or the one whose names say
    /// most of what the heading says.
    fn prose(&self, near: std::ops::Range<usize>) -> Option<(&'d BodyBlock, Path)> {
        let definition = self.draft.definition;
        let mut found: Vec<(usize, &BodyBlock, usize)> = Vec::new();
        for block in definition.body.get(near)? {
            let Some(Target::Field(field)) = only_place(&block.text) else { continue };
            let text = self.draft.typed(Path::field(*field)).filter(|f| matches!(f.kind, Kind::List | Kind::LongText));
            if let Some(field_found) = text
                && found.iter().all(|(_, _, known)| known != field)
            {
                let section = definition.sections.get(definition.section_of(*field)).map_or("", |s| &s.title.vi);
                let names = word_set(&format!("{section} {} {}", field_found.label.vi, block.name));
                found.push((names.intersection(&word_set(&self.title)).count(), block, *field));
            }
        }
        let alone = found.len() == 1;
        // Of those that fit as well, the first.
        let best = found.into_iter().rev().max_by_key(|(shared, ..)| *shared)?;
        (alone || best.0 > 0).then_some((best.1, Path::field(best.2)))
    }

    /// Hangs the footnotes of a paragraph on the block that now says it.
    fn notes(&mut self, block: &BodyBlock, paragraph: &Paragraph) {
        let field = self.draft.definition.closing.as_ref().and_then(|closing| closing.notes);
        for note in &paragraph.notes {
            let row = [(0, block.id.clone()), (1, note.trim_end_matches('.').to_owned())];
            if !field.is_some_and(|field| self.draft.add_row(field, &row)) {
                self.draft.rest.push(note.clone());
            }
        }
    }
}

/// Takes over what a sentence says.
pub fn apply(draft: &mut Draft<'_>, block: &BodyBlock, reading: &Reading<'_>) {
    if let Some(when) = &block.when {
        draft.imply(when);
    }
    let mut row = Vec::new();
    for (place, text) in &reading.found {
        assign(draft, block.each, place, text, &mut row);
    }
    if let Some(table) = block.each.filter(|_| !row.is_empty()) {
        draft.add_row(table, &row);
    }
}

fn assign(draft: &mut Draft<'_>, each: Option<usize>, place: &Place, text: &str, row: &mut Vec<(usize, String)>) {
    if let Some((field, option)) = by_attribute(draft, place, text) {
        draft.put(Path::field(field), &option);
        return;
    }
    // One of several names, of which a later one is known to be this.
    let known = |target: &Target| match target {
        Target::Field(field) => plain_letters(draft.answers.raw(Path::field(*field))) == plain_letters(text),
        _ => false,
    };
    if place.targets.iter().skip(1).any(known) {
        return;
    }
    match target(draft.definition, place) {
        Some(Target::Column(field, column)) if each == Some(*field) => {
            if let Some(column) = source(draft, *field, *column, text) {
                row.push((column, text.to_owned()));
            }
        }
        Some(Target::Piece(field, Piece::Part)) => draft.put_side(*field, 0, text),
        Some(Target::Piece(field, Piece::Of)) => draft.put_side(*field, 1, text),
        Some(Target::Field(field)) => put_field(draft, *field, place.format, text),
        _ => {}
    }
}

fn put_field(draft: &mut Draft<'_>, index: usize, format: Format, text: &str) {
    let path = Path::field(index);
    let Some(field) = draft.typed(path) else { return };
    match field.kind {
        Kind::Citation | Kind::Citations => {
            let Some(mut found) = citation::find(text) else { return };
            let whole = draft.definition.field("chu_the").map(|f| draft.answers.raw(Path::field(f)).to_owned());
            if format == Format::Own
                && let Some(issuer) = found.parts.get_mut(part::ISSUER).filter(|issuer| issuer.is_empty())
            {
                *issuer = whole.unwrap_or_default();
            }
            if field.shape() == Shape::Group {
                draft.put_parts(index, &found.parts);
            } else {
                draft.add_row(index, &found.parts.into_iter().enumerate().collect::<Vec<_>>());
            }
        }
        Kind::List | Kind::LongText if format == Format::Semicolons => {
            for item in text.split("; ") {
                draft.add_line(path, item);
            }
        }
        Kind::List | Kind::LongText => drop(draft.add_line(path, text)),
        Kind::Several(_) => drop(draft.put(path, &several(field, format, text))),
        _ => drop(draft.put(path, text)),
    }
}

/// The options that a joined list names, one a line: their own names may have commas.
fn several(field: &Field, format: Format, text: &str) -> String {
    if format == Format::Semicolons {
        return text.replace("; ", "\n");
    }
    let names = || options(field).into_iter().flat_map(|options| &options.list).map(|option| option.text.as_str());
    let (mut rest, mut lines) = (text.to_owned(), Vec::new());
    while !rest.is_empty() {
        let lower = rest.to_lowercase();
        let known = names().filter(|name| lower.starts_with(&name.to_lowercase())).max_by_key(|name| name.len());
        let end = known.map(str::len).or_else(|| rest.find(", ")).or_else(|| rest.find(" và ")).unwrap_or(rest.len());
        lines.push(rest.get(..end).unwrap_or_default().to_owned());
        let after = rest.get(end..).unwrap_or_default();
        rest = [", ", " và "].iter().find_map(|gap| after.strip_prefix(gap)).unwrap_or_default().to_owned();
    }
    lines.join("\n")
}

/// The option that has this text as the property that a place prints, if it is the only one.
fn by_attribute(draft: &Draft<'_>, place: &Place, text: &str) -> Option<(usize, String)> {
    place.targets.iter().find_map(|target| {
        let Target::Attribute(index, name) = target else { return None };
        let list = &options(draft.definition.fields.get(*index)?)?.list;
        let mut same = list.iter().filter(|o| plain_letters(o.attribute(name)) == plain_letters(text));
        same.next().filter(|_| same.next().is_none()).map(|option| (*index, option.id.clone()))
    })
}

/// What a place prints first that a person types, or the column that it is computed from.
fn target<'p>(definition: &Definition, place: &'p Place) -> Option<&'p Target> {
    let typed = |target: &&Target| match target {
        Target::Field(field) => definition.fields.get(*field).is_some_and(Field::is_typed),
        Target::Column(field, column) => {
            definition.fields.get(*field).and_then(|f| f.columns.get(*column)).is_some_and(Field::is_typed)
        }
        Target::Piece(..) => true,
        _ => false,
    };
    place.targets.iter().find(typed).or_else(|| place.targets.first())
}

/// The column that a text in a column was typed into: itself, or the one that it is computed from.
fn source(draft: &Draft<'_>, field: usize, column: usize, text: &str) -> Option<usize> {
    let columns = &draft.definition.fields.get(field)?.columns;
    let own = columns.get(column)?;
    let Some(calculation) = &own.calculation else { return Some(column) };
    let names = calculation.names().iter().filter_map(|name| name.strip_prefix("this."));
    let found = names.filter_map(|name| columns.iter().position(|c| c.id == name));
    let mut words = found.filter(|at| {
        columns.get(*at).is_some_and(|c| {
            matches!(c.kind, Kind::Text | Kind::Choice(_)) && draft.readable(c, text).is_some()
        })
    });
    words.next()
}

impl Fits for Draft<'_> {
    fn fits(&self, place: &Place, text: &str) -> bool {
        let digits = || text.chars().all(|c| c.is_ascii_digit() || c == '.');
        if by_attribute(self, place, text).is_some() {
            return true;
        }
        let Some(target) = target(self.definition, place) else { return false };
        let field = match target {
            Target::Piece(_, Piece::Percent) => return text.ends_with('%'),
            Target::Piece(_, Piece::Part | Piece::Of | Piece::Rest) => return digits(),
            Target::Piece(..) => return text.chars().any(|c| c.is_ascii_digit()),
            Target::Field(field) => self.definition.fields.get(*field),
            Target::Column(field, column) => {
                let columns = self.definition.fields.get(*field).map(|f| &f.columns);
                let own = columns.and_then(|columns| columns.get(*column));
                match own {
                    Some(own) if !own.is_typed() && matches!(own.kind, Kind::Text) => {
                        let Some(from) = source(self, *field, *column, text) else { return true };
                        columns.and_then(|columns| columns.get(from))
                    }
                    own => own,
                }
            }
            Target::Attribute(..) | Target::Name(_) | Target::Series(_) => return false,
        };
        let Some(field) = field else { return false };
        let length = text.chars().count();
        match &field.kind {
            Kind::Percent { .. } => text.ends_with('%'),
            Kind::Citation | Kind::Citations => citation::find(text).is_some_and(|found| found.before.is_empty()),
            Kind::Number { unit, .. } if place.format == Format::Unit => {
                let plain = plain_letters(text);
                let ends = |unit: &str| plain.strip_suffix(plain_letters(unit).as_str()).is_some_and(|n| n.ends_with(' '));
                unit.split(',').any(ends) && self.readable(field, text).is_some()
            }
            Kind::Number { .. } => text.ends_with(|c: char| c.is_ascii_digit()) && self.readable(field, text).is_some(),
            Kind::Choice(options) if options.other => {
                length < 120 && matches!(self.readable(field, text), Some(Value::Choice(_)))
            }
            Kind::Text | Kind::List | Kind::LongText | Kind::Several(_) => {
                length < 400 && text.chars().any(char::is_alphabetic)
            }
            _ => self.readable(field, text).is_some(),
        }
    }

    fn is_free(&self, place: &Place) -> bool {
        let field = match target(self.definition, place) {
            Some(Target::Field(field)) => self.definition.fields.get(*field),
            Some(Target::Column(field, column)) => {
                self.definition.fields.get(*field).and_then(|f| f.columns.get(*column)).filter(|c| c.is_typed())
            }
            _ => None,
        };
        field.is_some_and(|f| matches!(f.kind, Kind::Text | Kind::List | Kind::LongText | Kind::Several(_)))
    }

    fn is_count(&self, place: &Place) -> bool {
        let field = match target(self.definition, place) {
            Some(Target::Field(field)) => self.definition.fields.get(*field),
            Some(Target::Column(field, column)) => self.definition.fields.get(*field).and_then(|f| f.columns.get(*column)),
            _ => None,
        };
        field.is_some_and(|f| f.is_typed() && matches!(f.kind, Kind::Number { plain: false, .. }))
    }
}
