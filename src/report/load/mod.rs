//! From a type file to a [`Definition`], with every mistake told.

mod body;
mod fields;
mod old_spelling;
mod order;

use std::collections::{BTreeSet, HashMap};

use toml::de::DeTable;

use self::fields::FieldRead;
use super::definition::{Definition, Section};
use super::expression::{
    ANSWERED, Expression, FILTERS, INEXACT, MAX_IN_TYPE, Role, TESTS, THIS, TODAY, UNKNOWN, words,
};
use super::field::{Field, Kind, Shape};
use super::ids::{FieldId, FieldMap};
use super::load_error::{LoadError, LoadErrorKind, nearest};
use super::pattern::Piece;
use super::source::{Source, Text, TypeFiles};
use super::toml_reader::{Mistakes, Reader};

/// Reads a report type. `shared` holds the sections, option lists and column sets that types
/// refer to with `use`, `options_from` and kinds such as `citation`.
///
/// # Errors
/// Every mistake in the files, in the order of their places.
pub fn load<'a>(files: impl Into<TypeFiles<'a>>, shared: &[TypeFiles<'a>]) -> Result<Definition, Vec<LoadError>> {
    let files = files.into();
    let mistakes = Mistakes::default();
    let parse = |source: &Source<'a>| {
        let (table, errors) = DeTable::parse_recoverable(source.text);
        for error in errors {
            let offset = error.span().map_or(0, |span| span.start);
            mistakes.add(*source, offset, LoadErrorKind::NotToml(error.message().to_owned()), None);
        }
        table
    };
    let both = |files: &TypeFiles<'a>| (parse(&files.source), files.english.as_ref().map(parse));
    let (file, parts) = (both(&files), shared.iter().map(both).collect::<Vec<_>>());
    let examples = files.examples.as_ref().map(parse);
    // What only follows from the old form is not told beside it.
    if old_spelling::tell(files.source, file.0.get_ref(), &mistakes) {
        return Err(mistakes.into_sorted());
    }
    let mut shared_fields = Vec::new();
    let definition = {
        let english = files.english.zip(file.1.as_ref());
        let english =
            english.map(|(source, table)| Reader::new(source, table.get_ref(), &mistakes, "the English texts"));
        let top = Reader::new(files.source, file.0.get_ref(), &mistakes, "the type").with_english(english);
        let parts = shared.iter().zip(&parts).map(|(part, (table, english))| {
            let english = part.english.zip(english.as_ref());
            let english = english.map(|(source, table)| Reader::new(source, table.get_ref(), &mistakes, "the file"));
            Reader::new(part.source, table.get_ref(), &mistakes, "the file").with_english(english)
        });
        let parts: Vec<_> = parts.collect();
        let examples = files.examples.zip(examples.as_ref());
        let examples = examples.map(|(source, table)| Reader::new(source, table.get_ref(), &mistakes, "the examples"));
        for section in parts.iter().flat_map(|part| part.tables("section")) {
            let fields = section.tables("fields");
            let name = section.string("id");
            shared_fields.extend(fields.iter().map(|field| (field.string("id"), name.clone())));
        }
        Loader {
            mistakes: &mistakes,
            parts: &parts,
            fields: FieldMap::default(),
            names: HashMap::new(),
            used: BTreeSet::new(),
            percents: Vec::new(),
            checks: Vec::new(),
        }
        .definition(&top, examples.as_ref())
    };
    let list = mistakes.into_sorted();
    let list = told_to_its_author(list, files.source.name, &shared_fields);
    if list.is_empty() { Ok(definition) } else { Err(list) }
}

/// Mistakes as the author of a type can mend them: a field that the shared head and end use and the type does not have is
/// told at the top of the type's own file, once for each shared section that has such fields.
fn told_to_its_author(list: Vec<LoadError>, own: &str, shared_fields: &[(String, String)]) -> Vec<LoadError> {
    let mut told: Vec<LoadError> = Vec::new();
    for error in list {
        let of_shared = match &error.kind {
            LoadErrorKind::UnknownField(name) if error.file != own => Some(name.clone()),
            _ => None,
        };
        let Some(field) = of_shared else {
            told.push(error);
            continue;
        };
        let section = shared_fields.iter().find(|(name, _)| *name == field).map(|(_, section)| section.clone());
        let is_told = told.iter().any(|told| match (&told.kind, &section) {
            (LoadErrorKind::LacksShared { section: known, .. }, Some(section)) => known == section,
            (LoadErrorKind::SharedNeeds(known), None) => *known == field,
            _ => false,
        });
        if !is_told {
            let kind = match section {
                Some(section) => LoadErrorKind::LacksShared { section, field },
                None => LoadErrorKind::SharedNeeds(field),
            };
            told.push(LoadError { file: own.to_owned(), line: 1, column: 1, kind, nearest: None });
        }
    }
    told.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    told
}

/// Whether a type is written as types were before fields were rows: `baocao types convert` rewrites it.
#[must_use]
pub fn is_old_spelling(text: &str) -> bool {
    let (table, _) = DeTable::parse_recoverable(text);
    old_spelling::tell(Source { name: "", text }, table.get_ref(), &Mistakes::default())
}

/// What is gathered while a type is read.
struct Loader<'a> {
    mistakes: &'a Mistakes,
    parts: &'a [Reader<'a>],
    fields: FieldMap<Field>,
    /// The fields by name.
    names: HashMap<String, FieldId>,
    /// Fields that something prints, computes or asks.
    used: BTreeSet<FieldId>,
    /// Percent fields and the ratio that each names.
    percents: Vec<(FieldId, Text<'a>)>,
    /// Expressions, the names in which are looked up once all fields are known.
    checks: Vec<Text<'a>>,
}

impl<'a> Loader<'a> {
    fn definition(mut self, top: &Reader<'a>, examples: Option<&Reader<'a>>) -> Definition {
        let id = top.needed("id");
        if !id.value.is_empty() && !is_slug(id.value) {
            top.wrong_text(&id, LoadErrorKind::BadId(id.value.to_owned()), None);
        }
        let version = top.version();
        let (title, description) = (top.label("title"), top.label("description"));
        let _ = top.needed("title");

        let (sections, places) = self.sections(top);
        let period = top.text("period").and_then(|name| {
            let found = self.field_named(&name, name.value);
            found.filter(|field| matches!(self.fields[*field].kind, Kind::Period(_)))
        });
        self.used.extend(period);

        let is_document = !top.is_false("document");
        let document = if is_document { top.table("document") } else { None };
        let body = document.map(|document| self.body(&document)).unwrap_or_default();
        let rules = top.table("checks").map(|checks| self.rules(&checks)).unwrap_or_default();
        let change_share = top.integer("change_share").filter(|share| *share > 0).unwrap_or(CHANGE_SHARE);
        let (sentence, notes) = (top.text("closing_sentence"), top.text("notes"));
        let shared = |key| if is_document { self.shared_table(top, key) } else { top.table(key) };
        let (head, end) = (shared("letterhead"), shared("closing"));
        let units = self.shared_table(top, "units").and_then(|r| self.units(&r));
        let letterhead = head.map(|r| self.letterhead(&r));
        let closing = end.map(|r| self.closing(&r, sentence.as_ref(), notes.as_ref()));
        let examples = examples.map(body::examples).unwrap_or_default();
        top.finish();

        self.check_names();
        if self.fields.as_slice().is_empty() && self.mistakes.is_empty() {
            let kind = LoadErrorKind::MissingKey { key: "fields".to_owned(), place: "[[section]]".to_owned() };
            top.wrong(kind, None);
        }
        self.fill_block_options(&body);
        let all_known = is_document && !self.mistakes.hide_uses();
        for (field, (text, excused)) in places.with_ids() {
            if all_known && !excused && !self.used.contains(&field) {
                let kind = LoadErrorKind::NeverUsed(text.value.to_owned());
                self.mistakes.add(text.source(), text.offset(0, text.value), kind, None);
            }
        }
        let mut definition = Definition {
            id: id.value.to_owned(),
            version,
            title,
            description,
            period,
            sections,
            order: self.fields.ids().collect(),
            fields: self.fields,
            is_document,
            change_share,
            units,
            letterhead,
            body,
            closing,
            rules,
            examples,
        };
        match order::order(&definition, &self.names) {
            Ok(order) => definition.order = order,
            Err(circle) => {
                let names = circle.iter().map(|field| definition[*field].id.clone()).collect();
                if let Some(first) = circle.first() {
                    let text = &places[*first].0;
                    self.mistakes.add(text.source(), text.offset(0, text.value), LoadErrorKind::Circle(names), None);
                }
            }
        }
        definition
    }

    /// Reads the sections and their fields. Beside them, for each field, where its id stands and
    /// whether it is excused from being used.
    fn sections(&mut self, top: &Reader<'a>) -> (Vec<Section>, FieldMap<(Text<'a>, bool)>) {
        let mut sections: Vec<Section> = Vec::new();
        let mut places = FieldMap::default();
        for reader in top.tables("section") {
            let shared = reader.text("use");
            let reader = match &shared {
                Some(name) => match self.shared_section(name) {
                    Some(shared) => {
                        reader.finish();
                        shared
                    }
                    None => continue,
                },
                None => reader,
            };
            let id = reader.needed("id");
            self.check_id(&reader, &id);
            if sections.iter().any(|s| s.id == id.value) {
                reader.wrong_text(&id, LoadErrorKind::Duplicate { what: "section", id: id.value.to_owned() }, None);
            }
            let _ = reader.needed("title");
            let (title, hint) = (reader.label("title"), reader.label("hint"));
            let relevant = self.expression(&reader, "relevant");
            let mut fields = Vec::new();
            for field in reader.tables("fields") {
                let FieldRead { field, place, excused, of } = self.field(&field);
                let name = field.id.clone();
                let id = self.fields.push(field);
                self.percents.extend(of.map(|ratio| (id, ratio)));
                if *self.names.entry(name.clone()).or_insert(id) != id {
                    let kind = LoadErrorKind::Duplicate { what: "field", id: name };
                    self.mistakes.add(place.source(), place.offset(0, place.value), kind, None);
                }
                fields.push(id);
                // A type is not blamed for what a shared section asks beyond its needs.
                places.push((place, excused || shared.is_some()));
            }
            reader.finish();
            sections.push(Section { id: id.value.to_owned(), title, hint, relevant, fields });
        }
        self.settle_percents();
        (sections, places)
    }

    /// Percent fields name a ratio; both are known only now.
    fn settle_percents(&mut self) {
        for (percent, name) in std::mem::take(&mut self.percents) {
            if name.value.is_empty() {
                continue;
            }
            let ratio = self.field_named(&name, name.value);
            let is_ratio = |field: &FieldId| matches!(self.fields[*field].kind, Kind::Ratio { .. });
            if let Some(other) = ratio.filter(|field| !is_ratio(field)) {
                let ratios = self.fields.iter().filter(|field| matches!(field.kind, Kind::Ratio { .. }));
                let near = nearest(name.value, ratios.map(|field| field.id.as_str()));
                let kind = LoadErrorKind::NoRatio(name.value.to_owned());
                self.mistakes.add(name.source(), name.offset(0, name.value), kind, near);
                self.used.insert(other);
                continue;
            }
            self.used.extend(ratio);
            self.fields[percent].kind = Kind::Percent { of: ratio };
        }
    }

    fn shared_section(&self, name: &Text<'a>) -> Option<Reader<'a>> {
        let mut known = Vec::new();
        for part in self.parts {
            for section in part.tables("section") {
                let id = section.needed("id").value;
                if id == name.value {
                    return Some(section);
                }
                known.push(id);
            }
        }
        let kind = LoadErrorKind::UnknownName { what: "shared section", name: name.value.to_owned() };
        let near = nearest(name.value, known);
        self.mistakes.add(name.source(), name.offset(0, name.value), kind, near);
        None
    }

    /// A table of the type itself, else of a shared file of which the type uses a section.
    fn shared_table(&self, top: &Reader<'a>, key: &'static str) -> Option<Reader<'a>> {
        let uses_shared = top.tables("section").iter().any(|s| s.has("use"));
        top.table(key).or_else(|| self.parts.iter().filter(|_| uses_shared).find_map(|part| part.table(key)))
    }

    fn check_id(&self, reader: &Reader<'a>, id: &Text<'a>) {
        let mut chars = id.value.chars();
        let right = id.value.len() <= MAX_ID
            && chars.next().is_some_and(|c| c.is_ascii_lowercase())
            && chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !right && !id.value.is_empty() {
            reader.wrong_text(id, LoadErrorKind::BadId(id.value.to_owned()), None);
        }
    }

    /// Parses an expression and remembers its names for [`Self::check_names`].
    fn expression(&mut self, reader: &Reader<'a>, key: &'static str) -> Option<Expression> {
        let text = reader.text(key)?;
        self.parse_expression(&text)
    }

    fn parse_expression(&mut self, text: &Text<'a>) -> Option<Expression> {
        let parsed = if self.checks.len() < MAX_IN_TYPE {
            Expression::parse(text.value)
        } else {
            Err(("there are too many expressions in this type".to_owned(), None))
        };
        match parsed {
            Ok(expression) => {
                self.checks.push(text.clone());
                Some(expression)
            }
            Err((why, at)) => {
                self.mistakes.add(
                    text.source(),
                    text.offset(at.unwrap_or(0), ""),
                    LoadErrorKind::BadExpression(why),
                    None,
                );
                None
            }
        }
    }

    /// Looks up every name in the expressions.
    fn check_names(&mut self) {
        for text in std::mem::take(&mut self.checks) {
            for (at, word, role) in words(text.value) {
                let (what, known) = match role {
                    Role::Name => {
                        self.check_name(&text, at, word);
                        continue;
                    }
                    Role::Filter => ("filter", FILTERS),
                    Role::Test => ("test", TESTS),
                };
                if !known.contains(&word) {
                    let kind = LoadErrorKind::UnknownName { what, name: word.to_owned() };
                    let near = nearest(word, known.iter().copied());
                    self.mistakes.add(text.source(), text.offset(at, word), kind, near);
                }
            }
        }
    }

    fn check_name(&mut self, text: &Text<'a>, at: usize, name: &str) {
        let (root, rest) = name.split_once('.').map_or((name, None), |(root, part)| (root, Some(part)));
        if [TODAY, THIS, ANSWERED, UNKNOWN].contains(&root) {
            return;
        }
        let Some(field) = self.names.get(root).copied() else {
            let near = nearest(root, self.fields.iter().map(|f| f.id.as_str()));
            let kind = LoadErrorKind::UnknownField(root.to_owned());
            self.mistakes.add(text.source(), text.offset(at, root), kind, near);
            return;
        };
        self.used.insert(field);
        let (field, Some(part)) = (&self.fields[field], rest) else { return };
        if !parts_of(field).iter().any(|p| p == part) {
            let near = nearest(part, parts_of(field).iter().map(String::as_str));
            let kind = LoadErrorKind::UnknownPart { field: root.to_owned(), part: part.to_owned() };
            self.mistakes.add(text.source(), text.offset(at, name), kind, near);
        }
    }

    /// The field of this name; told where it is not found.
    fn field_named(&self, text: &Text<'a>, name: &str) -> Option<FieldId> {
        let found = self.names.get(name).copied();
        if found.is_none() {
            let near = nearest(name, self.fields.iter().map(|f| f.id.as_str()));
            let kind = LoadErrorKind::UnknownField(name.to_owned());
            self.mistakes.add(text.source(), text.offset(0, name), kind, near);
        }
        found
    }
}

/// The parts of a field that expressions may read as `field.part`.
fn parts_of(field: &Field) -> Vec<String> {
    let pieces = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
    match (&field.kind, field.shape()) {
        (_, Shape::Group | Shape::Rows) => {
            field.columns.iter().map(|c| c.id.as_str()).chain([INEXACT]).map(str::to_owned).collect()
        }
        (Kind::Ratio { .. } | Kind::Percent { .. }, _) => pieces(&["part", "of"]),
        (Kind::DateRange, _) => pieces(&["start", "end"]),
        (Kind::Period(_), _) => pieces(&["year", "index", "start", "end", "words"]),
        _ => Vec::new(),
    }
}

/// The pieces of a field that patterns may print as `{field.piece}`.
fn pieces_of(kind: &Kind) -> &'static [Piece] {
    match kind {
        Kind::Ratio { .. } | Kind::Percent { .. } => &[Piece::Part, Piece::Of, Piece::Rest, Piece::Percent],
        Kind::DateRange | Kind::Period(_) => &[Piece::Start, Piece::End, Piece::Year],
        Kind::Date => &[Piece::Year],
        _ => &[],
    }
}

/// The longest id, in bytes: with a period and a number it is still the name of a file.
const MAX_ID: usize = 100;

/// The share of types that name none.
const CHANGE_SHARE: i64 = 50;

/// Whether an id can be a file name: a-z, 0-9 and hyphens.
fn is_slug(id: &str) -> bool {
    id.len() <= MAX_ID
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !id.starts_with('-')
}
