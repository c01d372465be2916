//! Reads fields: their kinds, conditions, prefill and consolidation rule.

use crate::report::field::{
    Carry, Choice, Constraint, Field, Kind, Merge, OptionList, Prefill, Required, citation, recipients, signature,
};
use crate::report::load_error::{LoadErrorKind, nearest};
use crate::report::period::Granularity;
use crate::report::source::Text;
use crate::report::toml_reader::Reader;
use crate::report::value::MAX_PLACES;

use super::Loader;

/// The kinds as type files name them.
const KINDS: [&str; 18] = [
    "text",
    "long_text",
    "list",
    "number",
    "ratio",
    "percent",
    "money",
    "date",
    "date_range",
    "period",
    "choice",
    "yes_no",
    "several",
    "citation",
    "citations",
    "rows",
    "recipients",
    "signature",
];

/// The kinds that a column may have.
const SIMPLE: [&str; 12] = [
    "text",
    "long_text",
    "list",
    "number",
    "ratio",
    "money",
    "date",
    "date_range",
    "period",
    "choice",
    "yes_no",
    "several",
];

/// Option lists whose name is this are made from the named blocks of the body.
const BLOCKS: &str = "blocks";

/// A field as the file has it.
pub(super) struct FieldRead<'a> {
    pub(super) field: Field,
    /// Its id, where it stands.
    pub(super) place: Text<'a>,
    /// Whether it need not be used.
    pub(super) excused: bool,
    /// The ratio that a percent is derived from.
    pub(super) of: Option<Text<'a>>,
}

/// Before the name of a field of the office profile.
const OFFICE: &str = "office.";

/// Whether a prefill names a field of the office profile, and is no text: "office.dia_danh", "ofice.dia_danh".
fn is_reference(profile: &str, name: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    let is_name = |name: &str| name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(is_part);
    is_name(profile) && is_name(name)
}

/// What a field says of copies, if anything.
fn carry(reader: &Reader<'_>) -> Option<Carry> {
    let text = reader.text("carry")?;
    let named = Carry::NAMES.iter().find(|(name, _)| *name == text.value).map(|(_, carry)| *carry);
    if named.is_none() {
        let near = nearest(text.value, Carry::NAMES.iter().map(|(name, _)| *name));
        reader.wrong_text(&text, LoadErrorKind::UnknownName { what: "carry rule", name: text.value.to_owned() }, near);
    }
    named
}

impl<'a> Loader<'a> {
    pub(super) fn field(&mut self, reader: &Reader<'a>) -> FieldRead<'a> {
        let id = reader.needed("id");
        self.check_id(reader, &id);
        let kind_name = reader.needed("kind");
        let of = (kind_name.value == "percent" && !reader.has("calculation")).then(|| reader.needed("of"));
        let columns = self.columns(reader, kind_name.value);
        let kind = self.kind(reader, &kind_name, &id, columns.is_empty());
        let merge = self.merge(reader, kind_name.value, id.value, &columns);
        let calculation = self.expression(reader, "calculation");
        let excused = reader.flag("unused");
        let prefill = self.prefill(reader, kind_name.value);
        let carry = carry(reader).unwrap_or_else(|| match prefill {
            // What follows other answers follows those of the copy.
            Some(Prefill::Computed(_)) => Carry::Show,
            _ => Carry::of_kind(kind_name.value, &merge),
        });
        let field = Field {
            renamed_from: reader.strings("renamed_from"),
            columns_were: reader.strings("columns_were"),
            label: reader.needed_label("label"),
            figure: reader.string("figure"),
            import: reader.strings("import"),
            hint: reader.label("hint"),
            example: reader.string("example"),
            kind,
            columns,
            required: self.required(reader),
            relevant: self.expression(reader, "relevant"),
            constraints: self.constraint(reader, &id).into_iter().collect(),
            calculation,
            prefill,
            propose: self.expression(reader, "propose"),
            merge,
            carry,
            hidden: reader.flag("hidden"),
            suggestions: reader.strings("suggestions"),
            suggestions_from: self.expression(reader, "suggestions_from"),
            id: id.value.to_owned(),
        };
        reader.finish();
        FieldRead { field, place: id, excused, of }
    }

    fn columns(&mut self, reader: &Reader<'a>, kind: &str) -> Vec<Field> {
        let own = reader.tables("columns");
        let set = match kind {
            "citation" | "citations" => Some(("citation", &citation::NAMES[..])),
            "recipients" => Some(("recipients", &recipients::NAMES[..])),
            "signature" => Some(("signature", &signature::NAMES[..])),
            _ => None,
        };
        let readers = match set {
            None => own,
            Some((name, names)) => {
                let shared =
                    self.parts.iter().flat_map(|p| p.tables("columns")).find(|r| r.needed("kind").value == name);
                let readers = shared.map(|r| r.tables("columns")).unwrap_or_default();
                if readers.iter().map(|r| r.needed("id").value).ne(names.iter().map(|n| (*n).to_owned())) {
                    let list = format!("[[columns]] kind = \"{name}\": {}", names.join(", "));
                    reader.wrong(LoadErrorKind::MissingKey { key: list, place: "config/parts".to_owned() }, None);
                    return Vec::new();
                }
                readers
            }
        };
        let mut columns: Vec<Field> = Vec::new();
        for column in readers {
            let kind = column.needed("kind");
            let computed = column.has("calculation");
            let fits = SIMPLE.contains(&kind.value) || (computed && kind.value == "percent");
            if !fits && KINDS.contains(&kind.value) {
                let near = nearest(kind.value, SIMPLE);
                column.wrong_text(
                    &kind,
                    LoadErrorKind::UnknownName { what: "kind", name: kind.value.to_owned() },
                    near,
                );
            }
            // The parts of a citation or signature are all typed.
            if let Some(calculation) = column.text("calculation").filter(|_| set.is_some()) {
                let key =
                    LoadErrorKind::UnknownKey { key: "calculation".to_owned(), place: "columns = [ … ]".to_owned() };
                column.wrong_text(&calculation, key, None);
            }
            let FieldRead { mut field, place, .. } = self.field(&column);
            if !column.has("merge") {
                field.merge = Merge::Own;
                if !column.has("carry") {
                    field.carry = Carry::of_kind(kind.value, &field.merge);
                }
            }
            if columns.iter().any(|c| c.id == field.id) {
                column.wrong_text(&place, LoadErrorKind::Duplicate { what: "column", id: field.id.clone() }, None);
            }
            columns.push(field);
        }
        columns.shrink_to_fit();
        columns
    }

    fn kind(&self, reader: &Reader<'a>, name: &Text<'a>, id: &Text<'a>, no_columns: bool) -> Kind {
        let incomplete = |what| {
            reader.wrong_text(id, LoadErrorKind::Incomplete { field: id.value.to_owned(), what }, None);
        };
        match name.value {
            "long_text" => Kind::LongText,
            "list" => Kind::List,
            "number" => Kind::Number {
                unit: reader.string("unit"),
                plain: reader.flag("plain"),
                decimals: Self::decimals(reader),
            },
            "ratio" => Kind::Ratio { unit: reader.string("unit") },
            "percent" => Kind::Percent { of: None },
            "money" => Kind::Money,
            "date" => Kind::Date,
            "date_range" => Kind::DateRange,
            "period" => Kind::Period(self.granularity(reader)),
            "choice" | "several" => {
                let options = self.options(reader);
                if options.list.is_empty() && !options.other && !options.of_blocks {
                    incomplete("options");
                }
                if name.value == "choice" { Kind::Choice(options) } else { Kind::Several(options) }
            }
            "yes_no" => Kind::YesNo,
            "citation" => Kind::Citation,
            "citations" => Kind::Citations,
            "rows" => {
                if no_columns {
                    incomplete("columns");
                }
                Kind::Rows { noun: reader.text("noun").map_or("dòng".into(), |text| text.value.to_owned()) }
            }
            "recipients" => Kind::Recipients,
            "signature" => Kind::Signature,
            "text" => Kind::Text,
            other => {
                if !other.is_empty() {
                    let kind = LoadErrorKind::UnknownName { what: "kind", name: other.to_owned() };
                    reader.wrong_text(name, kind, nearest(other, KINDS));
                }
                Kind::Text
            }
        }
    }

    /// The most decimals that a number may have.
    fn decimals(reader: &Reader<'a>) -> u8 {
        let Some(decimals) = reader.integer("decimals") else { return 0 };
        let decimals = u8::try_from(decimals).unwrap_or(u8::MAX);
        // A number in plain digits is a year or a house number.
        if decimals > MAX_PLACES || reader.flag("plain") {
            let expected = "1 or 2, and never with plain";
            reader.wrong(LoadErrorKind::WrongType { key: "decimals".to_owned(), expected }, None);
        }
        decimals.min(MAX_PLACES)
    }

    fn granularity(&self, reader: &Reader<'a>) -> Granularity {
        let name = reader.needed("granularity");
        Granularity::from_name(name.value).unwrap_or_else(|| {
            let near = nearest(name.value, ["year", "half", "quarter", "month"]);
            reader.wrong_text(&name, LoadErrorKind::UnknownName { what: "period", name: name.value.to_owned() }, near);
            Granularity::Year
        })
    }

    fn options(&self, reader: &Reader<'a>) -> OptionList {
        let other = reader.flag("other");
        let Some(from) = reader.text("options_from") else {
            return OptionList { list: self.choices(reader.tables("options")), other, of_blocks: false };
        };
        if from.value == BLOCKS {
            // Filled by `fill_block_options` once the body is known.
            return OptionList { list: Vec::new(), other, of_blocks: true };
        }
        let mut names = Vec::new();
        for list in self.parts.iter().flat_map(|part| part.tables("options")) {
            let name = list.needed("name").value;
            if name == from.value {
                return OptionList { list: self.choices(list.tables("list")), other, of_blocks: false };
            }
            names.push(name);
        }
        let kind = LoadErrorKind::UnknownName { what: "list of options", name: from.value.to_owned() };
        reader.wrong_text(&from, kind, nearest(from.value, names));
        OptionList { list: Vec::new(), other: true, of_blocks: false }
    }

    fn choices(&self, readers: Vec<Reader<'a>>) -> Vec<Choice> {
        let mut list: Vec<Choice> = Vec::new();
        for reader in readers {
            let id = reader.needed("id");
            if list.iter().any(|c| c.id == id.value) {
                reader.wrong_text(&id, LoadErrorKind::Duplicate { what: "option", id: id.value.to_owned() }, None);
            }
            let label = reader.needed_label("label");
            let text = reader.text("text").map_or_else(|| label.vi.clone(), |text| text.value.to_owned());
            list.push(Choice {
                id: id.value.to_owned(),
                was: reader.strings("was"),
                text,
                label,
                attributes: reader.others(&["id", "was", "label", "text"]),
            });
        }
        list
    }

    fn required(&mut self, reader: &Reader<'a>) -> Required {
        match reader.flag_or_text("required") {
            None => Required::Never,
            Some(text) if text.value == "true" => Required::Always,
            Some(text) => self.parse_expression(&text).map_or(Required::Always, Required::When),
        }
    }

    fn constraint(&mut self, reader: &Reader<'a>, id: &Text<'a>) -> Option<Constraint> {
        let check = self.expression(reader, "constraint");
        let message = reader.label("constraint_message");
        let warning = reader.flag("constraint_warning");
        let check = check?;
        if message.vi.is_empty() {
            reader.wrong_text(id, LoadErrorKind::Incomplete { field: id.value.to_owned(), what: "message" }, None);
        }
        Some(Constraint { check, message, warning })
    }

    fn prefill(&mut self, reader: &Reader<'a>, kind: &str) -> Option<Prefill> {
        let text = reader.text("prefill")?;
        if let Some((_, name)) = text.value.split_once('.').filter(|(profile, name)| is_reference(profile, name)) {
            self.check_office_name(&text, name, kind);
            return Some(Prefill::Office(name.to_owned()));
        }
        match text.value.strip_prefix('=') {
            None => Some(Prefill::Fixed(text.value.to_owned())),
            Some(_) => {
                let inner = text.part(1..text.value.len());
                self.parse_expression(&inner).map(Prefill::Computed)
            }
        }
    }

    /// The office profile has the fields that the shared sections take from it; of a table only a table is filled.
    fn check_office_name(&self, text: &Text<'a>, name: &str, kind: &str) {
        let sections = self.parts.iter().flat_map(|part| part.tables("section"));
        let prefilled = sections.flat_map(|section| section.tables("fields")).filter_map(|field| {
            let name = field.text("prefill")?.value.strip_prefix(OFFICE)?.to_owned();
            Some((name, field.string("kind")))
        });
        let known: Vec<(String, String)> = prefilled.collect();
        let is_table = |kind: &str| kind == "rows";
        let found = known.iter().find(|(known, _)| known == name);
        if text.value.starts_with(OFFICE) && found.is_some_and(|(_, own)| is_table(own) == is_table(kind)) {
            return;
        }
        let is_office = text.value.starts_with(OFFICE);
        let what =
            if found.is_some() && is_office { "text of the office profile" } else { "field of the office profile" };
        let near = match found {
            Some(_) if !is_office => Some(format!("{OFFICE}{name}")),
            Some(_) => None,
            None => nearest(name, known.iter().map(|(known, _)| known.as_str())),
        };
        let at = text.value.len() - name.len();
        let (at, name) = if is_office { (at, name) } else { (0, text.value) };
        let kind = LoadErrorKind::UnknownName { what, name: name.to_owned() };
        self.mistakes.add(text.source(), text.offset(at, name), kind, near);
    }

    fn merge(&self, reader: &Reader<'a>, kind: &str, id: &str, columns: &[Field]) -> Merge {
        let Some(text) = reader.text("merge") else { return Merge::of_kind(kind) };
        let Some(merge) = Merge::from_name(text.value) else {
            let near = nearest(text.value, Merge::NAMES.iter().map(|(n, _)| *n));
            reader.wrong_text(
                &text,
                LoadErrorKind::UnknownName { what: "merge rule", name: text.value.to_owned() },
                near,
            );
            return Merge::default();
        };
        let fits = match &merge {
            Merge::Sum if kind == "percent" => {
                reader.wrong_text(&text, LoadErrorKind::SummedPercent(id.to_owned()), None);
                return merge;
            }
            Merge::Sum => matches!(kind, "number" | "money" | "ratio"),
            Merge::CountYes => matches!(kind, "yes_no" | "choice"),
            Merge::Roster => matches!(kind, "list" | "rows"),
            Merge::Concat => matches!(kind, "rows" | "citations"),
            Merge::ConcatBy(column) => {
                if let Some(named) = columns.iter().map(|c| c.id.as_str()).find(|c| c == column) {
                    !named.is_empty()
                } else {
                    let near = nearest(column, columns.iter().map(|c| c.id.as_str()));
                    let unknown = LoadErrorKind::UnknownPart { field: id.to_owned(), part: column.clone() };
                    reader.wrong_text(&text, unknown, near);
                    true
                }
            }
            Merge::Union => matches!(kind, "list" | "several" | "citations" | "rows" | "text"),
            Merge::Digest => matches!(kind, "list" | "long_text" | "text"),
            Merge::Group => matches!(kind, "choice" | "text" | "several"),
            Merge::Span => matches!(kind, "date" | "date_range"),
            Merge::Own | Merge::Recompute => true,
        };
        if !fits && KINDS.contains(&kind) {
            let bad =
                LoadErrorKind::BadMerge { field: id.to_owned(), merge: text.value.to_owned(), kind: kind.to_owned() };
            reader.wrong_text(&text, bad, None);
        }
        merge
    }
}
