//! What a text means in a place of a sentence: the answer that would have printed it.

use crate::report::answers::EntryPath;
use crate::report::definition::{BodyBlock, Definition};
use crate::report::expression::Expression;
use crate::report::field::{Field, Kind, Shape, citation as part, options};
use crate::report::ids::FieldId;
use crate::report::pattern::{Format, Part, Piece, Placeholder, Target};
use crate::report::value::Value;
use crate::text::gap::is_gap;
use crate::text::letters::plain_letters;

use super::bodies::addressed;
use super::draft::{Claim, Draft};
use super::implied::{conditions, imply_cells, is_alone, may_be_blank, noughts};
use super::sentence::{Fits, Reading};
use super::worded::{counts_people, is_clause, runs_on};
use super::{Paragraph, citation};

/// Names of bodies are shorter than this, in letters.
const NAME: usize = 80;

/// Takes over what a sentence of a block says, and its footnotes. The paragraph is handed back where
/// some of it found no place: another answer was there, or nobody can tell which field it is for.
pub(crate) fn take(draft: &mut Draft<'_>, block: &BodyBlock, reading: &Reading<'_>, paragraph: &Paragraph) {
    let known = draft.claims.len();
    if apply(draft, block, reading) {
        draft.hang(block, &paragraph.notes);
        for (place, _) in &reading.found {
            if let Some(Target::Piece(field, Piece::Part | Piece::Of)) = target(draft.definition, place) {
                draft.side_of(*field, paragraph);
            }
        }
        for claim in draft.claims.get_mut(known..).unwrap_or_default() {
            claim.paragraph.clone_from(&paragraph.text);
        }
    } else {
        draft.claims.truncate(known);
        draft.keep(paragraph);
    }
}

fn apply(draft: &mut Draft<'_>, block: &BodyBlock, reading: &Reading<'_>) -> bool {
    if reading.found.iter().any(|(place, text)| draft.is_of_another_year(place, text)) || says_two_wholes(reading) {
        return false;
    }
    let conditions = conditions(block, reading);
    let mut is_whole = conditions.iter().all(|when| draft.imply(when));
    // What a table of one row says without a sentence of each row is of that row.
    let table = block.each.or_else(|| {
        draft
            .definition
            .fields
            .ids()
            .find(|id| draft.answers.rows(*id).is_empty() && is_alone(draft.definition, *id, &conditions))
    });
    let mut row = Vec::new();
    for (place, text) in &reading.found {
        // What holds two answers goes to neither; in a row, to be parted by hand, to the last.
        let merged = reading.merged.iter().find(|(_, merged)| std::ptr::eq(*merged, *place));
        if merged.is_some() && matches!(place.targets().next(), Some(Target::Field(_))) {
            is_whole &= draft.says(text);
            continue;
        }
        // A body and what it is asked to do are told apart: on the page the two make the same sentence.
        if let Some(((first, _), (who, what))) = merged.zip(addressed(text)) {
            is_whole &= assign(draft, table, first, who, &mut row) && assign(draft, table, place, what, &mut row);
            continue;
        }
        // A figure that is not there may be blank as well as not counted, where the sentence has words for both.
        if text == "-" && may_be_blank(draft.definition, &block.text.parts, place) {
            continue;
        }
        // What ends the line with words of the officer's own has his full stop, too.
        let mut wordings = std::iter::once(&block.text).chain(&block.old_wordings);
        let is_last = wordings.any(|wording| ends_with(&wording.parts, place));
        let stops = if is_last && draft.is_lines(place) { reading.stops.as_str() } else { "" };
        is_whole &= assign(draft, table, place, &format!("{text}{stops}"), &mut row);
    }
    if let Some(table) = table.filter(|_| !row.is_empty()) {
        imply_cells(draft.definition, table, &conditions, &mut row);
        is_whole &= draft.add_row(table, &row);
        let last = draft.answers.rows(table).len().saturating_sub(1);
        let is_said = |column: &usize| row.iter().any(|(said, _)| said == column);
        let (said, unsaid): (Vec<usize>, Vec<usize>) = noughts(draft.definition, table, block).partition(is_said);
        let unsaid = unsaid.into_iter().filter(|_| !said.is_empty());
        draft.noughts.extend(unsaid.map(|column| EntryPath::cell(table, last, column)));
    }
    is_whole
}

/// Whether a place is the last of these parts, in one of their wordings.
fn ends_with(parts: &[Part], place: &Placeholder) -> bool {
    match parts.last() {
        Some(Part::Place(last)) => std::ptr::eq(last, place),
        Some(Part::Choice(wordings)) => wordings.iter().any(|wording| ends_with(&wording.parts, place)),
        _ => false,
    }
}

/// False where the text found no place.
fn assign(
    draft: &mut Draft<'_>,
    each: Option<FieldId>,
    place: &Placeholder,
    text: &str,
    row: &mut Vec<(usize, String)>,
) -> bool {
    if let Some((field, option)) = by_attribute(draft, place, text) {
        return draft.agree(EntryPath::field(field), &option);
    }
    // One of several names that is known to be this.
    let known = |target: &Target| match target {
        Target::Field(field) => plain_letters(draft.answers.raw(EntryPath::field(*field))) == plain_letters(text),
        _ => false,
    };
    if place.targets().any(known) || says(place, text) {
        return true;
    }
    if let Some((column, option)) = each.and_then(|table| column_by_attribute(draft, place, table, text)) {
        row.push((column, option));
        return true;
    }
    // What several options have tells none of them.
    if has_attribute(draft, place, text) {
        return true;
    }
    match target(draft.definition, place) {
        Some(Target::Column(field, column)) if each == Some(*field) && place.format != Format::Count => {
            let is_typed = draft.definition[*field].columns.get(*column).is_some_and(Field::is_typed);
            // What is worked out in the row is compared in the end: the draft says it, or the line is handed back.
            row.extend(is_typed.then(|| (*column, text.to_owned())));
            true
        }
        Some(Target::Column(field, column)) if place.format == Format::Sum => {
            draft.claims.push(Claim::of(*field, text, Some(*column), None));
            true
        }
        Some(Target::Piece(field, Piece::Part)) => draft.put_side(*field, 0, text),
        Some(Target::Piece(field, Piece::Of)) => draft.put_side(*field, 1, text),
        // The rest of a ratio and its share follow from its sides.
        Some(Target::Piece(field, piece)) => {
            draft.claims.push(Claim::of(*field, text, None, Some(*piece)));
            true
        }
        Some(Target::Field(field)) => put_field(draft, *field, place.format, text),
        _ => false,
    }
}

fn put_field(draft: &mut Draft<'_>, id: FieldId, format: Format, text: &str) -> bool {
    let path = EntryPath::field(id);
    let Some(field) = draft.typed(path) else {
        draft.claims.push(Claim::of(id, text, None, None));
        return true;
    };
    match field.kind {
        Kind::Citation => put_citation(draft, id, format, text),
        Kind::Citations => {
            let mut is_whole = true;
            for one in citation::listed(text) {
                is_whole &= put_citation(draft, id, format, one);
            }
            is_whole
        }
        Kind::List | Kind::LongText if matches!(format, Format::Semicolons | Format::Quoted) => {
            let mut is_whole = true;
            for item in text.split("; ") {
                let quoted = item.strip_prefix('“').and_then(|item| item.strip_suffix('”'));
                is_whole &= draft.add_line(path, quoted.filter(|_| format == Format::Quoted).unwrap_or(item));
            }
            is_whole
        }
        Kind::List | Kind::LongText => draft.add_line(path, text),
        Kind::Several(_) => draft.agree(path, &several(field, format, text)),
        _ => draft.agree(path, text),
    }
}

fn put_citation(draft: &mut Draft<'_>, id: FieldId, format: Format, text: &str) -> bool {
    let Some(mut found) = citation::find(text) else { return false };
    let is_all = found.is_all_of(text);
    let whole = draft.definition.field("chu_the").map(|f| draft.answers.raw(EntryPath::field(f)).to_owned());
    if format == Format::Own
        && let Some(issuer) = found.parts.get_mut(part::ISSUER).filter(|issuer| issuer.is_empty())
    {
        *issuer = whole.unwrap_or_default();
    }
    let is_put = if draft.definition[id].shape() == Shape::Group {
        draft.put_parts(id, &found.parts)
    } else {
        draft.add_row(id, &found.parts.into_iter().enumerate().collect::<Vec<_>>())
    };
    is_put && is_all
}

/// The options that a joined list names, one a line: their own names may have commas.
fn several(field: &Field, format: Format, text: &str) -> String {
    if format == Format::Semicolons {
        return text.replace("; ", "\n");
    }
    let names = || options(field).into_iter().flat_map(|options| &options.list).map(|option| option.text.as_str());
    // Where items have commas of their own, "; " stands between them.
    let (before, last) = text.rsplit_once("; ").unwrap_or(("", text));
    let gaps: &[&str] = if before.is_empty() { &[", ", " và "] } else { &[" và "] };
    let mut lines: Vec<String> = before.split("; ").filter(|item| !item.is_empty()).map(str::to_owned).collect();
    let mut rest = last.to_owned();
    while !rest.is_empty() {
        let lower = rest.to_lowercase();
        let known = names().filter(|name| lower.starts_with(&name.to_lowercase())).max_by_key(|name| name.len());
        let end = known.map(str::len).or_else(|| gaps.iter().find_map(|gap| rest.find(gap))).unwrap_or(rest.len());
        lines.push(rest.get(..end).unwrap_or_default().to_owned());
        let after = rest.get(end..).unwrap_or_default();
        rest = gaps.iter().find_map(|gap| after.strip_prefix(gap)).unwrap_or_default().to_owned();
    }
    lines.join("\n")
}

/// The option that has this text as the property that a place prints, if it is the only one.
fn by_attribute(draft: &Draft<'_>, place: &Placeholder, text: &str) -> Option<(FieldId, String)> {
    place.targets().find_map(|target| {
        let Target::Attribute(field, None, name) = target else { return None };
        Some((*field, only_option(&draft.definition[*field], name, text)?))
    })
}

/// The same in a row of a table: the column of it and the option.
fn column_by_attribute(draft: &Draft<'_>, place: &Placeholder, table: FieldId, text: &str) -> Option<(usize, String)> {
    place.targets().find_map(|target| match target {
        Target::Attribute(field, Some(column), name) if *field == table => {
            let own = draft.definition[table].columns.get(*column)?;
            Some((*column, only_option(own, name, text)?))
        }
        _ => None,
    })
}

/// Whether an option of what a place prints has this text as the property that is printed.
fn has_attribute(draft: &Draft<'_>, place: &Placeholder, text: &str) -> bool {
    place.targets().any(|target| {
        let Target::Attribute(field, column, name) = target else { return false };
        let field = &draft.definition[*field];
        let own = column.map_or(Some(field), |column| field.columns.get(column));
        let mut list = own.and_then(options).into_iter().flat_map(|options| &options.list);
        list.any(|option| !text.is_empty() && plain_letters(option.attribute(name)) == plain_letters(text))
    })
}

/// The only option that has this text as a property.
fn only_option(field: &Field, attribute: &str, text: &str) -> Option<String> {
    let list = &options(field)?.list;
    let mut same = list.iter().filter(|o| plain_letters(o.attribute(attribute)) == plain_letters(text));
    same.next().filter(|_| same.next().is_none()).map(|option| option.id.clone())
}

/// Whether a place has this text as words of its own.
fn says(place: &Placeholder, text: &str) -> bool {
    place.targets().any(|target| matches!(target, Target::Words(words) if words.to_lowercase() == text.to_lowercase()))
}

/// Whether the conditions of a place leave room for a text: what is printed if it is "%" is nothing else.
fn may_be(place: &Placeholder, text: &str) -> bool {
    let [candidate] = place.candidates.as_slice() else { return true };
    let Some(when) = candidate.when.as_ref().and_then(|when| when.expression.as_ref()) else { return true };
    let quoted =
        |words: &str| words.trim().strip_prefix('\'').and_then(|words| words.strip_suffix('\'')).map(str::to_owned);
    match (when.source().split_once(" == "), when.source().split_once(" != ")) {
        (Some((_, words)), None) => quoted(words).is_none_or(|words| words == text),
        (None, Some((_, words))) => quoted(words).is_none_or(|words| words != text),
        _ => true,
    }
}

/// What a place prints first that a person types, or the column that it is computed from.
fn target<'p>(definition: &Definition, place: &'p Placeholder) -> Option<&'p Target> {
    let typed = |target: &&Target| match target {
        Target::Field(field) => definition[*field].is_typed(),
        Target::Column(field, column) => definition[*field].columns.get(*column).is_some_and(Field::is_typed),
        Target::Piece(..) => true,
        _ => false,
    };
    place.targets().find(typed).or_else(|| place.targets().next())
}

/// Whether a share has two wholes: "12/12 thôn chưa …" is none of 12, "3/12 thôn chưa …" is not.
fn says_two_wholes(reading: &Reading<'_>) -> bool {
    let whole = |place: &Placeholder| match place.targets().next() {
        Some(Target::Piece(field, Piece::Of)) => Some(*field),
        _ => None,
    };
    let wholes: Vec<(FieldId, &str)> =
        reading.found.iter().filter_map(|(place, text)| Some((whole(place)?, text.as_str()))).collect();
    wholes.iter().any(|(field, text)| wholes.iter().any(|(other, said)| field == other && text != said))
}

impl Draft<'_> {
    /// Whether a place takes the name of something: a text of one line, or an option of one's own.
    fn is_name(&self, target: &Target) -> bool {
        let field = match target {
            Target::Field(field) => Some(&self.definition[*field]),
            Target::Column(field, column) => self.definition[*field].columns.get(*column),
            _ => None,
        };
        field.is_some_and(|field| matches!(field.kind, Kind::Text | Kind::Choice(_)))
    }

    /// Whether a day is of another year than the report.
    fn is_of_another_year(&self, place: &Placeholder, text: &str) -> bool {
        let field = match target(self.definition, place) {
            Some(Target::Field(field)) => Some(&self.definition[*field]),
            Some(Target::Column(field, column)) => self.definition[*field].columns.get(*column),
            _ => None,
        };
        let is_known = self.definition.period.is_some_and(|period| !self.answers.answer(period).is_blank());
        let day = field.filter(|_| is_known).and_then(|field| self.readable(field, text));
        matches!(day, Some(Value::Date(day)) if day.year() != self.answers.year)
    }

    /// Whether a place prints lines of a text or a list.
    fn is_lines(&self, place: &Placeholder) -> bool {
        match target(self.definition, place) {
            Some(Target::Field(field)) => matches!(self.definition[*field].kind, Kind::List | Kind::LongText),
            _ => false,
        }
    }
}

impl Fits for Draft<'_> {
    fn fits(&self, place: &Placeholder, text: &str) -> bool {
        if is_gap(text) {
            return true;
        }
        let digits = || text.chars().all(|c| c.is_ascii_digit() || c == '.');
        if !may_be(place, text) {
            return false;
        }
        if says(place, text) || has_attribute(self, place, text) {
            return true;
        }
        let Some(target) = target(self.definition, place) else { return false };
        if self.is_name(target) && (is_clause(text) || counts_people(text)) {
            return false;
        }
        let field = match target {
            Target::Piece(_, Piece::Percent) => return text.ends_with('%'),
            Target::Piece(_, Piece::Part | Piece::Of | Piece::Rest) => return digits(),
            Target::Piece(..) => return text.chars().any(|c| c.is_ascii_digit()),
            Target::Field(field) => Some(&self.definition[*field]),
            Target::Column(field, column) => self.definition[*field].columns.get(*column),
            Target::Attribute(..) | Target::Name(_) | Target::Words(_) | Target::Series(_) => return false,
        };
        let Some(field) = field else { return false };
        let length = text.chars().count();
        // Of words that are worked out, only those that can come out.
        if let Some(source) = field.calculation.as_ref().map(Expression::source).filter(|source| source.contains('\''))
            && matches!(field.kind, Kind::Text)
        {
            return source.contains(&format!("'{text}'"));
        }
        // A name that is known already is what it is.
        if let (Target::Field(index), Kind::Text) = (target, &field.kind) {
            let raws = place.targets().filter_map(Target::field).map(|f| self.answers.raw(EntryPath::field(f)));
            let mut known = raws.filter(|raw| !raw.is_empty()).peekable();
            let is_known = !self.answers.raw(EntryPath::field(*index)).is_empty();
            if is_known && known.peek().is_some() {
                let plain = plain_letters(text);
                return known.any(|raw| plain_letters(raw) == plain);
            }
            // "Nhà văn hóa xã với 420 người tham dự" is a place and more.
            let begins = ["Thực hiện ", "Căn cứ ", "Theo "].iter().any(|words| text.starts_with(words));
            let tells_more = begins
                || [" đã ", ", có ", ", trong đó ", ", thu hút ", ", với ", ", đồng thời ", ", kết hợp ", ", nhằm "]
                    .iter()
                    .any(|words| text.contains(words))
                || text.split(" với ").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            return length <= NAME * 2
                && !tells_more
                && !text.contains([';', '.'])
                && text.chars().any(char::is_alphabetic);
        }
        let is_cell_of_words =
            matches!(target, Target::Column(..)) && matches!(field.kind, Kind::Text | Kind::Choice(_));
        if is_cell_of_words && runs_on(text) {
            return false;
        }
        match &field.kind {
            Kind::Percent { .. } => text.ends_with('%'),
            Kind::Citation | Kind::Citations => citation::find(text).is_some_and(|found| found.before.is_empty()),
            Kind::Number { unit, .. } if place.format == Format::Unit => {
                let plain = plain_letters(text);
                let ends =
                    |unit: &str| plain.strip_suffix(plain_letters(unit).as_str()).is_some_and(|n| n.ends_with(' '));
                unit.split(',').any(ends) && self.readable(field, text).is_some()
            }
            Kind::Number { .. } => text.ends_with(|c: char| c.is_ascii_digit()) && self.readable(field, text).is_some(),
            // A number would choose an option in the form; in a sentence it is none.
            Kind::Choice(_) if !text.contains(char::is_alphabetic) => false,
            Kind::Choice(options) if options.other => {
                length < 120 && matches!(self.readable(field, text), Some(Value::Choice(_)))
            }
            Kind::Text | Kind::List | Kind::LongText | Kind::Several(_) => {
                length < 400 && text.chars().any(char::is_alphabetic)
            }
            _ => self.readable(field, text).is_some(),
        }
    }

    fn is_free(&self, place: &Placeholder) -> bool {
        let field = match target(self.definition, place) {
            Some(Target::Field(field)) => Some(&self.definition[*field]),
            Some(Target::Column(field, column)) => {
                self.definition[*field].columns.get(*column).filter(|column| column.is_typed())
            }
            _ => None,
        };
        field.is_some_and(|f| matches!(f.kind, Kind::Text | Kind::List | Kind::LongText | Kind::Several(_)))
    }

    fn is_hard(&self, place: &Placeholder) -> bool {
        let field = match target(self.definition, place) {
            Some(Target::Field(field)) => Some(&self.definition[*field]),
            Some(Target::Column(field, column)) => self.definition[*field].columns.get(*column),
            Some(Target::Piece(..)) => return true,
            _ => None,
        };
        field.is_some_and(|f| match &f.kind {
            Kind::Number { .. }
            | Kind::Ratio { .. }
            | Kind::Money
            | Kind::Date
            | Kind::DateRange
            | Kind::Citation
            | Kind::Citations => true,
            Kind::Choice(options) => !options.other,
            _ => false,
        })
    }

    fn is_count(&self, place: &Placeholder) -> bool {
        let field = match target(self.definition, place) {
            Some(Target::Field(field)) => Some(&self.definition[*field]),
            Some(Target::Column(field, column)) => self.definition[*field].columns.get(*column),
            _ => None,
        };
        field.is_some_and(|f| f.is_typed() && matches!(f.kind, Kind::Number { plain: false, .. }))
    }
}
