//! What the filled reports say of their types, counted: every block stands somewhere, every condition
//! holds and does not, every optional part of a sentence stands and is left out, every rule is kept
//! and broken. What has never been is told by its name.

mod marks;

use std::collections::{BTreeMap, BTreeSet};

use baocao::check::check;
use baocao::document::compose::compose;
use baocao::document::{Block, Document, Edit, Role, Run};
use baocao::report::answers::{Answers, EntryPath};
use baocao::report::definition::Definition;
use baocao::report::evaluation::Evaluation;
use baocao::report::expression::Expression;
use baocao::report::field::{Field, Kind, Required, Shape, options, recipients, signature};
use baocao::report::ids::{BlockId, FieldId};
use baocao::report::pattern::Target;
use baocao::report::value::{Approx, Chosen, Number, Value};
use baocao::store::library::Library;
use baocao::store::report_file::ReportFile;
use baocao::text::language::Language;

use crate::filled;
use crate::play::TODAY;
use marks::Marked;

/// What can never be, each with the reason. Should it come to be, it is taken from this list.
const NEVER: &[(&[&str], &str, &str)] = &[
    (EVERY, "a citation.issuer is required: no", LAW),
    (EVERY, "a citation.number is required: no", LAW),
    (EVERY, "a citation.symbol is required: no", LAW),
    (MONTH, "block don-vi-ke-hoach: [ ({don_vi_co_ke_hoach.Percent})]: no", WHOLE),
    (MONTH, "block the-bhyt: [, đạt {the_bhyt.Percent}]: no", WHOLE),
    (MONTH, "block tiem-chung: [, đạt {ty_le_tiem_chung}]: no", WHOLE),
    (MONTH, "block vitamin-a: [, đạt {vitamin_a.Percent}]: no", WHOLE),
    (
        MONTH,
        "block kham-tong: [Tổng số có {luot_kham/kham.luot|sum} lượt trẻ em được khám sàng lọc.]: no",
        "it is the whole sentence",
    ),
    (MONTH, "block cau-dan: [ với chủ đề “{chu_de}”]: no", "a theme is needed: without it there is a gap"),
    (MONTH, "don_vi_co_ke_hoach is required: no", SAME),
    (MONTH, "rule 35 Q07 at ly_do_khong_le when: no", SAME),
    (MONTH, "rule 37 Q12 at kinh_gui when: no", SAME),
    (MONTH, "block qua-gia-tri: [, cho {tong_tre_ho_tro|counted} lượt trẻ em]: yes", UNKNOWN),
    (MONTH, "block qua-gia-tri: {tong_tre_ho_tro|counted}: printed", UNKNOWN),
    (HALF_YEAR, "block hcdb-ho-tro: [ ({hcdb_ho_tro.Percent})]: no", WHOLE),
    (HALF_YEAR, "rule 16 Q12 at kinh_gui when: no", SAME),
    (GENERAL, "rule 3 Q12 at kinh_gui when: no", SAME),
];

const MONTH: &[&str] = &["thang-hanh-dong-vi-tre-em"];
const HALF_YEAR: &[&str] = &["tre-em-dinh-ky"];
const GENERAL: &[&str] = &["bao-cao-chung"];
const EVERY: &[&str] = &[MONTH[0], HALF_YEAR[0], GENERAL[0]];

const LAW: &str = "asked only of what is no law, and then it is required";
const WHOLE: &str = "the sentence stands only with a whole above nought, and then there is a percent";
const UNKNOWN: &str = "the figure stands in another sentence; here it is told where nobody knows it yet";
const SAME: &str = "the field is asked only when this holds";

/// How the name of a block ends that only asks for what is missing: it never stands as it is printed then.
const ASKS: &str = "-thieu: ";

/// Choices of which a report takes one and whose options differ in words alone: the words are held by
/// the kept texts of the forms.
const ONE_OF: [&str; 3] = ["chu_de", "ly_do_khong_le", "cuoc_chu.doan"];

/// What has been seen: the name of a thing, and whether it was each of the ways that it must be.
#[derive(Default)]
struct Seen {
    ways: BTreeMap<String, BTreeMap<&'static str, bool>>,
    /// The first value of what is computed.
    first: BTreeMap<String, Value>,
}

impl Seen {
    fn way(&mut self, name: &str, way: &'static str, seen: bool) {
        *self.ways.entry(name.to_owned()).or_default().entry(way).or_default() |= seen;
    }

    /// It must be, and must not be.
    fn both(&mut self, name: &str, holds: Option<bool>) {
        self.way(name, "yes", holds == Some(true));
        self.way(name, "no", holds == Some(false));
    }

    /// Something is computed: it comes to something, and not always to the same.
    fn computed(&mut self, name: &str, value: Option<&Value>) {
        self.way(name, "computed", value.is_some_and(Value::is_known));
        let differs =
            value.is_some_and(|value| *self.first.entry(name.to_owned()).or_insert_with(|| value.clone()) != *value);
        self.way(name, "computed otherwise", differs);
    }

    fn never(&self) -> BTreeSet<String> {
        let ways = self.ways.iter().flat_map(|(name, ways)| ways.iter().map(move |(way, seen)| (name, way, *seen)));
        ways.filter(|(.., seen)| !seen).map(|(name, way, _)| format!("{name}: {way}")).collect()
    }
}

/// One filled report, evaluated and composed.
struct Report<'a> {
    definition: &'a Definition,
    answers: &'a Answers,
    evaluation: &'a Evaluation,
}

impl Report<'_> {
    fn value(&self, path: EntryPath) -> &Value {
        self.evaluation.value(self.answers, path)
    }

    /// The paths of a column of a field: its cells, or its part.
    fn cells(&self, field: FieldId, column: usize) -> Vec<EntryPath> {
        match self.definition[field].shape() {
            Shape::Rows => (0..self.answers.rows(field).len()).map(|row| EntryPath::cell(field, row, column)).collect(),
            _ => vec![EntryPath::part(field, column)],
        }
    }

    fn conditions(&self, seen: &mut Seen) {
        let definition = self.definition;
        let sections =
            definition.sections.iter().map(|section| (&section.relevant, &section.id, "section", "is relevant"));
        let blocks = definition.body.iter().map(|block| (&block.when, &block.id, "block", "when"));
        for (condition, id, what, how) in sections.chain(blocks) {
            if let Some(condition) = condition {
                seen.both(&format!("{what} {id} {how}"), Some(self.evaluation.holds(condition)));
            }
        }
        for (index, field) in definition.fields.with_ids() {
            self.field(&field.id, field, &[EntryPath::field(index)], seen);
            for (column, of_column) in field.columns.iter().enumerate() {
                let paths = if self.evaluation.is_relevant(index) { self.cells(index, column) } else { Vec::new() };
                // All citations of a type are asked and printed in one way.
                let is_citation = matches!(field.kind, Kind::Citation | Kind::Citations);
                let of = if is_citation { "a citation" } else { &field.id };
                self.field(&format!("{of}.{}", of_column.id), of_column, &paths, seen);
            }
        }
    }

    /// The conditions of a field or column, at each of its places.
    fn field(&self, name: &str, field: &Field, paths: &[EntryPath], seen: &mut Seen) {
        let holds =
            |condition: &Expression, path: EntryPath| self.evaluation.holds_at(self.definition, condition, path);
        let mut at_each = |what: &str, condition: &Expression, asked: &dyn Fn(EntryPath) -> bool| {
            seen.both(&format!("{name} {what}"), None);
            for path in paths.iter().filter(|path| asked(**path)) {
                seen.both(&format!("{name} {what}"), Some(holds(condition, *path)));
            }
        };
        if let Some(condition) = &field.relevant {
            at_each("is relevant", condition, &|_| true);
        }
        let asked = |path| self.evaluation.is_asked(path);
        if let Required::When(condition) = &field.required {
            at_each("is required", condition, &asked);
        }
        for (number, constraint) in field.constraints.iter().enumerate() {
            let answered = |path| asked(path) && self.value(path).is_known() && *self.value(path) != Value::NotCounted;
            at_each(&format!("keeps constraint {number}"), &constraint.check, &answered);
        }
        if field.calculation.is_some() {
            seen.computed(name, None);
            for path in paths.iter().filter(|path| asked(**path)) {
                seen.computed(name, Some(self.value(*path)));
            }
        }
        self.options(name, field, paths, seen);
    }

    /// The options of a field or column: each where several can be chosen in one report, else that
    /// one of them is.
    fn options(&self, name: &str, field: &Field, paths: &[EntryPath], seen: &mut Seen) {
        let Some(options) = options(field).filter(|_| field.is_typed()) else { return };
        let is_chosen = |wanted: &dyn Fn(&Chosen) -> bool| {
            paths.iter().any(|path| match self.value(*path) {
                Value::Choice(chosen) => wanted(chosen),
                Value::Several(list) => list.iter().any(wanted),
                _ => false,
            })
        };
        for (position, option) in options.list.iter().enumerate() {
            let one = ONE_OF.contains(&name);
            let name = if one { format!("{name} = one of the list") } else { format!("{name} = {}", option.id) };
            seen.way(&name, "chosen", is_chosen(&|chosen| *chosen == Chosen::Option(position)));
        }
        if options.other {
            seen.way(
                &format!("{name} = of one's own"),
                "chosen",
                is_chosen(&|chosen| matches!(chosen, Chosen::Other(_))),
            );
        }
    }

    /// Rules as the check has them: they apply once what they read is answered.
    fn rules(&self, seen: &mut Seen) {
        let (definition, evaluation) = (self.definition, self.evaluation);
        let found =
            check(definition, self.answers, evaluation, &compose(definition, self.answers, evaluation), Language::Vi);
        for (number, rule) in definition.rules.iter().enumerate() {
            let (at, column) = rule.at;
            let name = format!("rule {number} {} at {}", rule.code, definition[at].id);
            let rows: Vec<Option<(FieldId, usize)>> = match rule.each {
                None => vec![None],
                Some(each) => (0..self.answers.rows(each).len()).map(|row| Some((each, row))).collect(),
            };
            let holds = |condition: &Expression, row: Option<(FieldId, usize)>| match row {
                None => evaluation.holds(condition),
                Some((field, row)) => evaluation.holds_in_row(definition, condition, field, row),
            };
            seen.both(&format!("{name} is kept"), None);
            for row in rows.into_iter().filter(|_| evaluation.is_relevant(at)) {
                if let Some(when) = &rule.when {
                    seen.both(&format!("{name} when"), Some(holds(when, row)));
                }
                let applies = rule.when.as_ref().is_none_or(|when| holds(when, row))
                    && (rule.even_if_missing || evaluation.is_answered(definition, &rule.check, row));
                if applies {
                    seen.both(&format!("{name} is kept"), Some(holds(&rule.check, row)));
                }
            }
            let fired = found.iter().any(|finding| {
                let message = evaluation.worded(definition, rule.message.text(Language::Vi));
                // The figures that it compares stand behind it.
                let said = message.trim_end_matches('.');
                let same = finding.code == rule.code && finding.message.starts_with(said);
                same && finding.path.field == at && finding.path.column == column
            });
            seen.way(&name, "fired", fired);
        }
    }

    /// The patterns of the body: which of their parts stand while the sentence does.
    fn patterns(&self, document: &Document, marked: &[Marked], seen: &mut Seen) {
        for pattern in marked {
            let owner = match (pattern.cell, pattern.total) {
                (None, _) => format!("block {}", pattern.block),
                (Some(cell), false) => format!("table {} column {cell}", pattern.block),
                (Some(cell), true) => format!("table {} sum of column {cell}", pattern.block),
            };
            let blocks =
                document.blocks().filter(|block| base(block) == pattern.block && block.edit == Edit::Generated);
            let texts: Vec<Vec<Run>> = blocks.flat_map(|block| sentences(block, pattern)).collect();
            for mark in &pattern.marks {
                let name = format!("{owner}: {}", mark.name);
                seen.both(&name, None);
                for runs in texts.iter().filter(|runs| mark.around.is_none_or(|around| has(runs, around))) {
                    seen.both(&name, Some(has(runs, mark.letter)));
                }
            }
            for spot in &pattern.spots {
                let stands = |runs: &&Vec<Run>| spot.around.is_none_or(|around| has(runs, around));
                let printed = texts.iter().filter(stands).flatten().any(|run| is_of(run, &spot.target));
                seen.way(&format!("{owner}: {}", spot.name), "printed", printed);
            }
        }
    }

    /// Head and end of the document, and what kinds of answers there are.
    fn forms(&self, document: &Document, seen: &mut Seen) {
        let has = |role| document.blocks().any(|block| block.role == role);
        for (name, role) in [
            ("the agency above", Role::Parent),
            ("a footnote", Role::Note),
            ("another post", Role::OtherPost),
            ("bases", Role::Basis),
        ] {
            seen.both(name, Some(has(role)));
        }
        seen.way("addressed to", "nobody", !has(Role::Addressee) && !has(Role::AddresseeLead));
        seen.way("addressed to", "one", has(Role::Addressee));
        seen.way("addressed to", "several", has(Role::AddresseeLead));
        let of =
            |id: &str| self.value(EntryPath::field(self.definition.field(id).expect("a field of every type"))).clone();
        seen.both("the number is there", Some(of("so_van_ban").is_known()));
        seen.both("the number is below ten", Some(matches!(of("so_van_ban"), Value::Number(n) if n.value < 10)));
        seen.both("the day is there", Some(of("ngay_ban_hanh").is_known()));
        seen.both("the archive names a unit", Some(of("luu").is_known()));
        seen.both("counts begin with a nought", Some(of("so_0_dau") != Value::YesNo(false)));
        let closing = self.definition.closing.as_ref().expect("an end");
        let (signed, received) = (closing.signature.expect("a signature"), closing.recipients.expect("recipients"));
        for (column, name) in [
            (signature::BEHALF, "signed on behalf of, by hand"),
            (signature::HEAD, "the post of the head, by hand"),
            (signature::POST, "the post of the signer, by hand"),
        ] {
            seen.both(name, Some(self.value(EntryPath::part(signed, column)).is_known()));
        }
        for row in 0..self.answers.rows(received).len() {
            let at = |column| self.value(EntryPath::cell(received, row, column));
            seen.both("a recipient has a purpose", Some(at(recipients::PURPOSE).is_known()));
            seen.both("a recipient has a note", Some(at(recipients::NOTE).is_known()));
        }
        for entry in self.evaluation.entries() {
            let value = self.value(entry.path);
            seen.way("a number", "0", matches!(value, Value::Number(Number { value: 0, .. })));
            seen.way("a number", "not counted", *value == Value::NotCounted);
            for (approx, word) in Approx::ALL {
                let is_it = matches!(value, Value::Number(Number { approx: Some(found), .. }) if *found == approx);
                seen.way("a number", word, is_it);
            }
        }
        let table = |block: &Block| block.table.as_ref().map(|table| table.has_total);
        for block in document.blocks().filter(|block| self.definition.body.iter().any(|body| body.id == name(block))) {
            let sums = self
                .definition
                .body
                .iter()
                .any(|body| body.id == name(block) && body.cells.iter().any(|c| c.total.is_some()));
            if sums {
                seen.way(&format!("table {}", name(block)), "with a sum", table(block) == Some(true));
            }
        }
        for body in self.definition.body.iter().filter(|body| body.appendix.is_some()) {
            let place = |blocks: &[Block]| blocks.iter().any(|block| name(block) == body.id);
            seen.way(&format!("table {}", body.id), "in an appendix", place(&document.appendices));
            seen.way(&format!("table {}", body.id), "in the body", place(&document.body));
        }
    }
}

/// The name of a block; empty where it has none.
fn name(block: &Block) -> &str {
    block.id.as_ref().map_or("", BlockId::as_str)
}

/// The id of the body block that a block came from.
fn base(block: &Block) -> &str {
    block.id.as_ref().map_or("", BlockId::block)
}

/// The runs of what a pattern gave in a block: its sentence, or its cell in each row.
fn sentences(block: &Block, pattern: &Marked) -> Vec<Vec<Run>> {
    let Some(cell) = pattern.cell else { return vec![block.runs.clone()] };
    let Some(table) = &block.table else { return Vec::new() };
    let rows = table.rows.iter().enumerate().filter(|(row, _)| table.is_total(*row) == pattern.total);
    rows.filter_map(|(_, row)| row.get(cell).cloned()).collect()
}

fn has(runs: &[Run], letter: char) -> bool {
    runs.iter().any(|run| run.text.contains(letter))
}

/// Whether a run prints what a place of a pattern is for.
fn is_of(run: &Run, target: &Target) -> bool {
    let Some(origin) = run.origin.filter(|_| !run.text.trim().is_empty()) else { return false };
    match target {
        Target::Field(field) | Target::Attribute(field, ..) | Target::Piece(field, _) => origin.field == *field,
        Target::Column(field, column) => origin.field == *field && origin.column == Some(*column),
        Target::Name(_) | Target::Words(_) | Target::Series(_) => false,
    }
}

/// What the filled reports of a type have never shown.
fn never(type_id: &str) -> BTreeSet<String> {
    let library = Library::new(None);
    let mut definition = library.load(type_id).expect("a type");
    let marked = marks::put(&mut definition);
    let mut seen = Seen::default();
    for filled in filled::all().iter().filter(|filled| filled.type_id == type_id) {
        let opened = ReportFile::open(&filled.path, &library, TODAY.year()).unwrap_or_else(|error| panic!("{error}"));
        let answers = &opened.answers;
        let evaluation = &Evaluation::of(&definition, answers, TODAY);
        let report = Report { definition: &definition, answers, evaluation };
        let document = compose(&definition, answers, evaluation);
        for block in &definition.body {
            let stands = |pending: bool| {
                let ids = document.blocks().any(|other| base(other) == block.id && other.pending == pending);
                let empty = format!("{}-empty", block.id);
                ids || document.blocks().any(|other| name(other) == empty && other.pending == pending)
            };
            seen.way(&format!("block {}", block.id), "stands", stands(false));
            if !stands(false) {
                seen.way(&format!("block {}", block.id), "asks for an answer", stands(true));
            }
        }
        report.conditions(&mut seen);
        report.rules(&mut seen);
        let mut whole = document.clone();
        whole.body.retain(|block| !block.pending);
        report.patterns(&whole, &marked, &mut seen);
        report.forms(&whole, &mut seen);
    }
    // Most sentences need not have been seen asking: they stand.
    let asks = ": asks for an answer";
    let mut never = seen.never();
    never.retain(|name| !name.contains(ASKS) || name.ends_with(asks));
    let stands: Vec<String> =
        never.iter().filter_map(|name| Some(format!("{}{asks}", name.strip_suffix(": stands")?))).collect();
    never.retain(|name| !name.ends_with(asks) || stands.contains(name) || name.contains(ASKS));
    never
}

#[test]
fn everything_that_a_type_can_say_is_said_and_left_out_somewhere() {
    let mut told = Vec::new();
    for type_id in EVERY {
        let never = never(type_id);
        let known: BTreeSet<&str> =
            NEVER.iter().filter(|(types, ..)| types.contains(type_id)).map(|(_, name, _)| *name).collect();
        told.extend(
            never.iter().filter(|name| !known.contains(name.as_str())).map(|name| format!("{type_id}: {name}")),
        );
        let come = known.iter().filter(|name| !never.contains(**name));
        told.extend(come.map(|name| format!("{type_id}: {name}: has come to be, and is still in the list")));
    }
    assert!(told.is_empty(), "{} are lacking:\n{}", told.len(), told.join("\n"));
}
