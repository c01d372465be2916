//! A report type as the program uses it: checked, its names resolved, its order settled.

use std::ops::Index;

use super::expression::Expression;
use super::field::{Field, Label};
use super::ids::{FieldId, FieldMap};
use super::pattern::Pattern;

/// A report type. A list reads no further than its [`Head`].
#[derive(Debug)]
pub struct Definition {
    /// The stable name in answers files.
    pub id: String,
    /// Rises with each change that an older program could misread.
    pub version: i64,
    pub title: Label,
    pub description: Label,
    /// The field that says which period a report is about.
    pub period: Option<FieldId>,
    pub sections: Vec<Section>,
    /// The fields of all sections, one after the other.
    pub fields: FieldMap<Field>,
    /// The order in which fields are evaluated, so that each comes after those it depends on.
    pub order: Vec<FieldId>,
    /// Whether the answers become a document. Those of the office profile do not: its letterhead and
    /// closing only show how those of its reports will be.
    pub is_document: bool,
    /// How the form calls the units below.
    pub units: Option<Units>,
    pub letterhead: Option<Letterhead>,
    pub body: Vec<BodyBlock>,
    pub closing: Option<Closing>,
    pub rules: Vec<Rule>,
    /// By how many percent of what it was a figure may change from one period to the next before it is asked about.
    pub change_share: i64,
    pub examples: Vec<Example>,
}

/// What a list shows of a report type.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub id: String,
    pub version: i64,
    pub title: Label,
    pub description: Label,
}

/// One page of the form.
#[derive(Debug)]
pub struct Section {
    pub id: String,
    pub title: Label,
    pub hint: Label,
    /// The page is there only while this holds.
    pub relevant: Option<Expression>,
    pub fields: Vec<FieldId>,
}

/// A section of a report type, by its place in the form. Only its [`Definition`] gives one out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionId(usize);

/// The units below an office, as labels and hints call them: villages, communes, classes.
#[derive(Debug)]
pub struct Units {
    /// The words of labels and hints that mean any of them.
    pub called: String,
    /// The word for those of this office.
    pub word: Expression,
    /// The field in which the office says that word itself: figures are read with it.
    pub noun: Option<FieldId>,
}

/// What stands above the body (NĐ 30/2020, phụ lục I, mục II.1–5, 9).
#[derive(Debug)]
pub struct Letterhead {
    /// Lines of the body that the agency belongs to, if any.
    pub parent: Pattern,
    /// Lines of the agency's own name.
    pub agency: Pattern,
    /// The number; a gap is left while it is blank.
    pub number: Pattern,
    pub symbol: Pattern,
    pub place: Pattern,
    /// The field with the date of issue.
    pub date: Option<FieldId>,
    /// "BÁO CÁO".
    pub title: Pattern,
    pub subject: Pattern,
    /// The field listing to whom the report is addressed.
    pub addressees: Option<FieldId>,
    /// The field that says whether counts below ten are written 01 … 09.
    pub padding: Option<FieldId>,
}

/// What stands below the body (mục II.7 and II.9).
#[derive(Debug)]
pub struct Closing {
    /// The last sentence, from the type's `closing_sentence`; `./.` is added.
    pub sentence: Pattern,
    pub recipients: Option<FieldId>,
    /// What "Lưu:" names after "VT".
    pub archive: Pattern,
    pub signature: Option<FieldId>,
    /// The choice whose option attributes `behalf`, `head`, `deputy` complete the signature.
    pub issuer: Option<FieldId>,
    /// The field of notes that the officer hangs on paragraphs: rows of block and text.
    pub notes: Option<FieldId>,
}

/// What a part of the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyRole {
    /// A căn cứ line, in italics.
    Basis,
    /// The lead sentence.
    Lead,
    /// `I.`, `1.`, `a)`: levels 1 to 3. A heading vanishes with what stands under it.
    Heading(u8),
    Paragraph,
    /// A dash item.
    Item,
    /// A plus item under a dash.
    SubItem,
    /// A table; its columns are `cells`.
    Table,
}

impl BodyRole {
    /// Every role with the name that type files use.
    pub(crate) const NAMES: [(&'static str, BodyRole); 9] = [
        ("basis", BodyRole::Basis),
        ("lead", BodyRole::Lead),
        ("heading1", BodyRole::Heading(1)),
        ("heading2", BodyRole::Heading(2)),
        ("heading3", BodyRole::Heading(3)),
        ("paragraph", BodyRole::Paragraph),
        ("item", BodyRole::Item),
        ("subitem", BodyRole::SubItem),
        ("table", BodyRole::Table),
    ];
}

/// One part of the body, as the type file describes it.
#[derive(Debug)]
pub struct BodyBlock {
    /// Stable name: hand edits and notes are kept under it.
    pub id: String,
    /// Names of blocks that it stands for now: hand edits and notes kept under them are its own.
    pub was: Vec<String>,
    /// What a person calls the paragraph when choosing one for a note.
    pub name: String,
    pub role: BodyRole,
    pub text: Pattern,
    /// The lists that `text` prints as `{name}`: parts with no answer drop out.
    pub series: Vec<Series>,
    pub when: Option<Expression>,
    /// Repeated for each row or item of this field. A heading with it opens a group: the blocks
    /// right after it that repeat the same rows stand under it row by row.
    pub each: Option<FieldId>,
    /// Repeated, in each row, for each item of this column.
    pub items: Option<usize>,
    /// A footnote on the paragraph.
    pub footnote: Option<Pattern>,
    /// For a heading: the sentence that stands when nothing else does.
    pub empty: Option<Pattern>,
    /// For a table: its columns.
    pub cells: Vec<TableColumn>,
    /// For a table: the title of the appendix that it stands in; in the body where there is none.
    pub appendix: Option<Pattern>,
    /// For a heading: words by which an old report is known to mean it.
    pub import: Vec<String>,
    /// For a sentence: how old reports say the same otherwise.
    pub old_wordings: Vec<Pattern>,
    /// The fields that its text prints.
    pub reads: Vec<FieldId>,
    /// The other fields, on whose answers it depends whether it stands and in which wording.
    pub depends: Vec<FieldId>,
}

/// A list of parts, of which those with answers are joined.
#[derive(Debug)]
pub struct Series {
    pub name: String,
    pub parts: Vec<Pattern>,
    /// Joined with "; " instead of ", " and "và".
    pub semicolons: bool,
}

/// A column of a table in the document.
#[derive(Debug)]
pub struct TableColumn {
    pub title: String,
    /// What else old reports call it.
    pub import: Vec<String>,
    pub text: Pattern,
    /// Counts the rows (STT) and prints nothing else.
    pub row_number: bool,
    /// Figures are set flush right.
    pub right: bool,
    /// Units are set in the middle.
    pub centre: bool,
    /// What the closing "Cộng" row says; no such row when all are empty.
    pub total: Option<Pattern>,
}

/// A rule across fields (`report-model` §5).
#[derive(Debug)]
pub struct Rule {
    /// Its code, "Q02".
    pub code: String,
    pub check: Expression,
    /// Applies only while this holds.
    pub when: Option<Expression>,
    /// Checked for each row of this field.
    pub each: Option<FieldId>,
    /// Checked even while answers it reads are missing; what it asks for is then missing too, not
    /// wrong.
    pub even_if_missing: bool,
    pub warning: bool,
    pub message: Label,
    /// Where the officer is sent: the field, and the column of it.
    pub at: (FieldId, Option<usize>),
}

/// Answers with the text that they must give: the type's own test.
#[derive(Debug)]
pub struct Example {
    pub name: String,
    /// An answers file without its `[report]` table.
    pub answers: String,
    /// Lines that the plain text must contain, in this order.
    pub expect: Vec<String>,
    /// Texts that it must not contain.
    pub reject: Vec<String>,
    /// Line of the example in its file, from 1.
    pub line: usize,
}

impl BodyBlock {
    /// Collects the fields that its text prints and that its conditions read, for [`BodyBlock::reads`] and
    /// [`BodyBlock::depends`].
    pub(crate) fn collect_fields(&mut self, field_named: impl Fn(&str) -> Option<FieldId>) {
        let series = self.series.iter().flat_map(|series| &series.parts);
        let cells = self.cells.iter().flat_map(|cell| std::iter::once(&cell.text).chain(&cell.total));
        let patterns = [&self.text]
            .into_iter()
            .chain(series)
            .chain(cells)
            .chain(&self.footnote)
            .chain(&self.empty)
            .chain(&self.appendix);
        let patterns: Vec<&Pattern> = patterns.collect();
        let mut reads: Vec<FieldId> = patterns.iter().flat_map(|p| p.fields()).chain(self.each).collect();
        reads.sort_unstable();
        reads.dedup();
        let conditions = patterns.iter().flat_map(|p| p.conditions()).chain(&self.when);
        let roots = conditions.flat_map(Expression::names).map(|name| name.split('.').next().unwrap_or_default());
        let mut depends: Vec<FieldId> = roots.filter_map(field_named).filter(|field| !reads.contains(field)).collect();
        depends.sort_unstable();
        depends.dedup();
        (self.reads, self.depends) = (reads, depends);
    }
}

impl Definition {
    /// The field of this name, or of this former name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<FieldId> {
        let renamed = |field: &Field| field.renamed_from.iter().any(|old| old == name);
        self.fields.position(|field| field.id == name).or_else(|| self.fields.position(renamed))
    }

    /// Whether it asks the same as another, so that ids and answers of one are those of the other: the
    /// file of a type may be changed while a report of it is open.
    #[must_use]
    pub(crate) fn asks_the_same(&self, other: &Definition) -> bool {
        let columns = |field: &Field| field.columns.iter().map(|column| column.id.clone()).collect::<Vec<_>>();
        let asked = |field: &Field| (field.id.clone(), field.shape(), columns(field));
        self.id == other.id && self.fields.iter().map(asked).eq(other.fields.iter().map(asked))
    }

    /// The field of the footnotes that the officer writes.
    #[must_use]
    pub(crate) fn notes(&self) -> Option<FieldId> {
        self.closing.as_ref()?.notes
    }

    /// The sections, in the order of the form.
    pub(crate) fn section_ids(&self) -> impl Iterator<Item = SectionId> + use<> {
        (0..self.sections.len()).map(SectionId)
    }

    /// The block of the body that this name, or former name, is of.
    #[must_use]
    pub fn block(&self, id: &str) -> Option<&BodyBlock> {
        let former = || self.body.iter().find(|block| block.was.iter().any(|was| was == id));
        self.body.iter().find(|block| block.id == id).or_else(former)
    }

    /// The section that a field belongs to.
    ///
    /// # Panics
    /// Never: fields are read section by section.
    #[must_use]
    #[expect(clippy::expect_used, reason = "fields are read section by section")]
    pub(crate) fn section_of(&self, field: FieldId) -> SectionId {
        let holds = |section: &SectionId| self[*section].fields.contains(&field);
        self.section_ids().find(holds).expect("each field stands in a section of its report type")
    }

    /// The field that the form begins with.
    ///
    /// # Panics
    /// Never: a type file without fields is refused.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a type file without fields is refused")]
    pub(crate) fn first_field(&self) -> FieldId {
        self.fields.ids().next().expect("a report type asks something")
    }
}

impl Index<FieldId> for Definition {
    type Output = Field;

    fn index(&self, field: FieldId) -> &Field {
        &self.fields[field]
    }
}

#[expect(clippy::expect_used, reason = "only the definition gives ids out, and it keeps its sections")]
impl Index<SectionId> for Definition {
    type Output = Section;

    fn index(&self, section: SectionId) -> &Section {
        self.sections.get(section.0).expect("a section id belongs to the report type that gave it")
    }
}
