//! Reads what the document says: letterhead, body, closing, the rules and the examples.

use crate::report::definition::{BodyBlock, BodyRole, Closing, Example, Letterhead, Rule, Series, TableColumn, Units};
use crate::report::field::{Choice, Field, Kind, Label, Shape};
use crate::report::ids::FieldId;
use crate::report::load_error::{LoadErrorKind, nearest};
use crate::report::pattern::{Condition, Format, Part, Pattern, PatternErrorKind, Piece, Target};
use crate::report::source::Text;
use crate::report::toml_reader::Reader;

use super::{Loader, pieces_of};

/// Where a pattern stands: what it may print besides fields.
#[derive(Clone, Copy, Default)]
struct Place<'s> {
    each: Option<FieldId>,
    series: &'s [Series],
}

impl<'a> Loader<'a> {
    pub(super) fn body(&mut self, document: &Reader<'a>) -> Vec<BodyBlock> {
        let mut blocks: Vec<BodyBlock> = Vec::new();
        let mut former: Vec<Text<'a>> = Vec::new();
        for reader in document.tables("body") {
            let id = reader.needed("id");
            if !super::is_slug(&id.value.replace('_', "-")) {
                reader.wrong_text(&id, LoadErrorKind::BadId(id.value.to_owned()), None);
            }
            if blocks.iter().any(|b| b.id == id.value) {
                reader.wrong_text(&id, LoadErrorKind::Duplicate { what: "block", id: id.value.to_owned() }, None);
            }
            former.extend(reader.texts("was"));
            let block = self.block(&reader, id.value.to_owned());
            reader.finish();
            blocks.push(block);
        }
        document.finish();
        for (index, id) in former.iter().enumerate() {
            let again = former.iter().take(index).any(|before| before.value == id.value);
            if again || blocks.iter().any(|block| block.id == id.value) {
                let kind = LoadErrorKind::Duplicate { what: "block", id: id.value.to_owned() };
                self.mistakes.add(id.source(), id.offset(0, id.value), kind, None);
            }
        }
        blocks
    }

    fn block(&mut self, reader: &Reader<'a>, id: String) -> BodyBlock {
        let role = reader.needed("role");
        let role = BodyRole::NAMES.iter().find(|(n, _)| *n == role.value).map_or_else(
            || {
                let near = nearest(role.value, BodyRole::NAMES.iter().map(|(n, _)| *n));
                reader.wrong_text(
                    &role,
                    LoadErrorKind::UnknownName { what: "role", name: role.value.to_owned() },
                    near,
                );
                BodyRole::Paragraph
            },
            |(_, role)| *role,
        );
        let (each, items) = reader.text("each").map_or((None, None), |name| self.repetition(&name));
        self.used.extend(each);
        let at = Place { each, series: &[] };
        let series: Vec<Series> = reader
            .tables("series")
            .iter()
            .map(|series| {
                let list = Series {
                    name: series.needed("name").value.to_owned(),
                    parts: series.texts("parts").iter().map(|t| self.pattern(t, at)).collect(),
                    semicolons: series.flag("semicolons"),
                };
                series.finish();
                list
            })
            .collect();
        let at = Place { each, series: &series };
        let (text, cells) = if role == BodyRole::Table {
            (Pattern::default(), self.cells(reader, at))
        } else {
            (self.pattern(&reader.needed("text"), at), Vec::new())
        };
        let title = if role == BodyRole::Table { reader.text("appendix") } else { None };
        // Of a table the key is unknown, and told to be.
        let (import, old_wordings) = match role {
            BodyRole::Heading(_) => (reader.strings("import"), Vec::new()),
            BodyRole::Table => (Vec::new(), Vec::new()),
            _ => (Vec::new(), reader.texts("import").iter().map(|text| self.pattern(text, at)).collect()),
        };
        let mut block = BodyBlock {
            id,
            was: reader.strings("was"),
            name: reader.string("name"),
            role,
            text,
            when: self.expression(reader, "when"),
            each,
            items,
            footnote: reader.text("footnote").map(|t| self.pattern(&t, at)),
            empty: reader.text("empty").map(|t| self.pattern(&t, Place::default())),
            cells,
            appendix: title.map(|title| self.pattern(&title, Place::default())),
            series,
            import,
            old_wordings,
            reads: Vec::new(),
            depends: Vec::new(),
        };
        block.collect_fields(|name| self.names.get(name).copied());
        block
    }

    /// What a block is repeated for: a field, or the items of a column in each of its rows.
    fn repetition(&mut self, name: &Text<'a>) -> (Option<FieldId>, Option<usize>) {
        let Some((root, part)) = name.value.split_once('.') else {
            return (self.field_named(name, name.value), None);
        };
        let Some(each) = self.field_named(name, root) else { return (None, None) };
        let field = &self.fields[each];
        let is_list = |c: &&Field| matches!(c.kind, Kind::LongText | Kind::List | Kind::Several(_));
        let column = field.columns.iter().position(|c| c.id == part && is_list(&c) && field.shape() == Shape::Rows);
        if column.is_none() {
            let near = nearest(part, field.columns.iter().filter(is_list).map(|c| c.id.as_str()));
            let kind = LoadErrorKind::UnknownPart { field: root.to_owned(), part: part.to_owned() };
            self.mistakes.add(name.source(), name.offset(root.len() + 1, part), kind, near);
        }
        (Some(each), column)
    }

    fn cells(&mut self, reader: &Reader<'a>, at: Place<'_>) -> Vec<TableColumn> {
        reader
            .tables("cells")
            .iter()
            .map(|cell| {
                let row_number = cell.flag("row_number");
                let column = TableColumn {
                    title: cell.needed("title").value.to_owned(),
                    import: cell.strings("import"),
                    text: if row_number { Pattern::default() } else { self.pattern(&cell.needed("text"), at) },
                    row_number,
                    right: cell.flag("right"),
                    centre: cell.flag("centre"),
                    total: cell.text("total").map(|t| self.pattern(&t, Place::default())),
                };
                cell.finish();
                column
            })
            .collect()
    }

    pub(super) fn rules(&mut self, checks: &Reader<'a>) -> Vec<Rule> {
        let mut rules = Vec::new();
        let mut ids: Vec<&str> = Vec::new();
        for reader in checks.tables("rules") {
            let id = reader.needed("id");
            if !id.value.is_empty() && ids.contains(&id.value) {
                reader.wrong_text(&id, LoadErrorKind::Duplicate { what: "rule", id: id.value.to_owned() }, None);
            }
            ids.push(id.value);
            let code = reader.needed("code").value.to_owned();
            let each = reader.text("each").and_then(|name| self.field_named(&name, name.value));
            let at = reader.needed("at");
            let _ = (reader.needed("message"), reader.needed("check"));
            let check = self.expression(&reader, "check");
            let rule = |check, when, at| Rule {
                code,
                check,
                when,
                each,
                even_if_missing: reader.flag("even_if_missing"),
                warning: reader.flag("warning"),
                message: reader.label("message"),
                at,
            };
            let when = self.expression(&reader, "when");
            let at = self.rule_place(&at);
            if let (Some(check), Some(at)) = (check, at) {
                rules.push(rule(check, when, at));
            }
            for key in ["even_if_missing", "warning"] {
                let _ = reader.has(key);
            }
            let _ = reader.label("message");
            reader.finish();
        }
        checks.finish();
        rules
    }

    fn rule_place(&self, text: &Text<'a>) -> Option<(FieldId, Option<usize>)> {
        let (root, part) = text.value.split_once('.').map_or((text.value, None), |(r, p)| (r, Some(p)));
        let at = self.field_named(text, root)?;
        let field = &self.fields[at];
        let column = part.map(|p| field.column(p).ok_or(p)).transpose();
        if let Err(part) = column {
            let near = nearest(part, field.columns.iter().map(|c| c.id.as_str()));
            let kind = LoadErrorKind::UnknownPart { field: root.to_owned(), part: part.to_owned() };
            self.mistakes.add(text.source(), text.offset(root.len() + 1, part), kind, near);
        }
        Some((at, column.ok().flatten()))
    }

    pub(super) fn units(&mut self, reader: &Reader<'a>) -> Option<Units> {
        let called = reader.needed("called").value.to_owned();
        let _ = reader.needed("word");
        let word = self.expression(reader, "word");
        let noun = self.bound_field(reader, "noun");
        reader.finish();
        Some(Units { called, word: word?, noun }).filter(|units| !units.called.is_empty())
    }

    pub(super) fn letterhead(&mut self, reader: &Reader<'a>) -> Letterhead {
        let letterhead = Letterhead {
            parent: self.optional_pattern(reader, "parent"),
            agency: self.pattern(&reader.needed("agency"), Place::default()),
            number: self.optional_pattern(reader, "number"),
            symbol: self.optional_pattern(reader, "symbol"),
            place: self.optional_pattern(reader, "place"),
            date: self.bound_field(reader, "date"),
            title: self.pattern(&reader.needed("title"), Place::default()),
            subject: self.pattern(&reader.needed("subject"), Place::default()),
            addressees: self.bound_field(reader, "addressees"),
            padding: self.bound_field(reader, "padding"),
        };
        reader.finish();
        letterhead
    }

    pub(super) fn closing(
        &mut self,
        reader: &Reader<'a>,
        sentence: Option<&Text<'a>>,
        notes: Option<&Text<'a>>,
    ) -> Closing {
        let closing = Closing {
            sentence: sentence.map(|text| self.pattern(text, Place::default())).unwrap_or_default(),
            recipients: self.bound_field(reader, "recipients"),
            archive: self.optional_pattern(reader, "archive"),
            signature: self.bound_field(reader, "signature"),
            issuer: self.bound_field(reader, "issuer"),
            notes: notes.and_then(|name| self.named_and_used(name)),
        };
        reader.finish();
        closing
    }

    fn bound_field(&mut self, reader: &Reader<'a>, key: &'static str) -> Option<FieldId> {
        self.named_and_used(&reader.text(key)?)
    }

    fn named_and_used(&mut self, name: &Text<'a>) -> Option<FieldId> {
        let field = self.field_named(name, name.value);
        self.used.extend(field);
        field
    }

    fn optional_pattern(&mut self, reader: &Reader<'a>, key: &'static str) -> Pattern {
        reader.text(key).map(|t| self.pattern(&t, Place::default())).unwrap_or_default()
    }

    /// Parses a pattern and looks up its names.
    fn pattern(&mut self, text: &Text<'a>, at: Place<'_>) -> Pattern {
        let mut pattern = match Pattern::parse(text.value) {
            Ok(pattern) => pattern,
            Err(error) => {
                let (kind, near) = pattern_mistake(&error.kind);
                self.mistakes.add(text.source(), text.offset(error.offset, ""), kind, near);
                return Pattern::default();
            }
        };
        self.look_up(&mut pattern.parts, text, at);
        pattern
    }

    /// Looks up the names in a pattern, and parses its conditions.
    fn look_up(&mut self, parts: &mut [Part], text: &Text<'a>, at: Place<'_>) {
        for part in parts {
            match part {
                Part::Text(_) => {}
                Part::Optional(inner) => self.look_up(inner, text, at),
                Part::Choice(wordings) => {
                    for wording in wordings {
                        self.condition(&mut wording.when, text);
                        self.look_up(&mut wording.parts, text, at);
                    }
                }
                Part::Place(place) => {
                    for candidate in &mut place.candidates {
                        self.condition(&mut candidate.when, text);
                        let Target::Name(name) = &candidate.target else { continue };
                        match self.target(name, place.format, at) {
                            Ok(target) => candidate.target = target,
                            Err((kind, near)) => {
                                self.mistakes.add(text.source(), text.offset(place.offset, name), kind, near);
                            }
                        }
                    }
                }
            }
        }
    }

    fn condition(&mut self, condition: &mut Option<Condition>, text: &Text<'a>) {
        if let Some(condition) = condition {
            condition.expression = self.parse_expression(&text.part(condition.span.clone()));
        }
    }

    fn target(&mut self, name: &str, format: Format, at: Place<'_>) -> Result<Target, (LoadErrorKind, Option<String>)> {
        if let Some(index) = at.series.iter().position(|s| s.name == name) {
            return Ok(Target::Series(index));
        }
        let (root, part) = name.split_once('.').map_or((name, None), |(r, p)| (r, Some(p)));
        let (part, attribute) = part.map_or((None, None), |part| match part.split_once('.') {
            Some((part, attribute)) => (Some(part), Some(attribute)),
            None => (Some(part), None),
        });
        let Some(id) = self.names.get(root).copied() else {
            let known = self.fields.iter().map(|f| f.id.as_str()).chain(at.series.iter().map(|s| s.name.as_ref()));
            return Err((LoadErrorKind::UnknownField(root.to_owned()), nearest(root, known)));
        };
        self.used.insert(id);
        let (field, Some(part)) = (&self.fields[id], part) else { return Ok(Target::Field(id)) };
        if let Some(column) = field.column(part) {
            let gathered = matches!(format, Format::Sum | Format::Count | Format::Each);
            if field.shape() == Shape::Rows && at.each != Some(id) && !gathered {
                return Err((LoadErrorKind::OutsideEach { field: root.to_owned() }, None));
            }
            let Some(attribute) = attribute else { return Ok(Target::Column(id, column)) };
            let own = field.columns.get(column).map(attributes_of).unwrap_or_default();
            if own.contains(&attribute) {
                return Ok(Target::Attribute(id, Some(column), attribute.to_owned()));
            }
            let unknown = LoadErrorKind::UnknownPart { field: format!("{root}.{part}"), part: attribute.to_owned() };
            return Err((unknown, nearest(attribute, own)));
        }
        let piece = Piece::NAMES.iter().find(|(n, p)| *n == part && pieces_of(&field.kind).contains(p));
        if let Some((_, piece)) = piece {
            return Ok(Target::Piece(id, *piece));
        }
        let attributes = attributes_of(field);
        if attributes.contains(&part) {
            return Ok(Target::Attribute(id, None, part.to_owned()));
        }
        let pieces = Piece::NAMES.iter().filter(|(_, p)| pieces_of(&field.kind).contains(p)).map(|(n, _)| *n);
        let known = pieces.chain(attributes).chain(field.columns.iter().map(|c| c.id.as_str()));
        let unknown = LoadErrorKind::UnknownPart { field: root.to_owned(), part: part.to_owned() };
        Err((unknown, nearest(part, known)))
    }

    /// Fields whose options are "the paragraphs of the report" get them now.
    pub(super) fn fill_block_options(&mut self, body: &[BodyBlock]) {
        for id in self.fields.ids() {
            let field = &mut self.fields[id];
            for kind in std::iter::once(&mut field.kind).chain(field.columns.iter_mut().map(|c| &mut c.kind)) {
                if let Kind::Choice(options) = kind
                    && options.of_blocks
                {
                    options.list = body
                        .iter()
                        .filter(|block| !block.name.is_empty())
                        .map(|block| Choice {
                            id: block.id.clone(),
                            was: block.was.clone(),
                            label: Label { vi: block.name.clone(), en: String::default() },
                            text: block.name.clone(),
                            attributes: Vec::new(),
                        })
                        .collect();
                }
            }
        }
    }
}

fn attributes_of(field: &Field) -> Vec<&str> {
    let options = crate::report::field::options(field);
    let lists = options.map_or(&[][..], |o| &o.list);
    lists.iter().flat_map(|o| o.attributes.iter().map(|(name, _)| name.as_str())).collect()
}

fn pattern_mistake(mistake: &PatternErrorKind) -> (LoadErrorKind, Option<String>) {
    match mistake {
        PatternErrorKind::UnknownFormat(name) => (
            LoadErrorKind::UnknownName { what: "format", name: name.clone() },
            nearest(name, Format::NAMES.iter().map(|(n, _)| *n)),
        ),
        PatternErrorKind::Unclosed(c) => (LoadErrorKind::BadPattern(format!("{c} …")), None),
        PatternErrorKind::Unopened(c) => (LoadErrorKind::BadPattern(format!("… {c}")), None),
        PatternErrorKind::StrayCondition => (LoadErrorKind::BadPattern("… {if …}".to_owned()), None),
        PatternErrorKind::NoName => (LoadErrorKind::BadPattern("{}".to_owned()), None),
        PatternErrorKind::TooDeep => (LoadErrorKind::BadPattern("[[[…]]]".to_owned()), None),
    }
}

/// Reads the examples; they are run by whoever can compose a document.
pub(super) fn examples(top: &Reader<'_>) -> Vec<Example> {
    let mut list = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for reader in top.tables("example") {
        let (name, answers) = (reader.needed("name"), reader.needed("answers"));
        // Line by line from the example before: they stand at the end of long files.
        let between = name.source().text.get(counted..name.start()).unwrap_or_default();
        line += between.bytes().filter(|byte| *byte == b'\n').count();
        counted = name.start();
        list.push(Example {
            line,
            name: name.value.to_owned(),
            answers: answers.value.to_owned(),
            expect: reader.strings("expect"),
            reject: reader.strings("reject"),
        });
        reader.finish();
    }
    top.finish();
    list
}
