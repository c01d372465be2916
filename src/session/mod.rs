//! The open report: its answers and all that follows from them, where the person is in it, its
//! history, and its file. It knows no screen.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a broken invariant may end the program, in words: each change is in the journal before \
              anything is computed from it"
)]

mod attempt;
mod changes;
pub(crate) mod choices;
pub(crate) mod cursor;
pub(crate) mod earlier;
mod findings;
pub mod focus;
mod history;
pub(crate) mod old_text;
pub mod open_report;
pub(crate) mod pasted;
pub(crate) mod rows;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use jiff::civil::Date;

use crate::check::{Diagnostic, Severity, check};
use crate::document::Document;
use crate::document::closing::usual_titles;
use crate::document::compose::compose;
use crate::document::compounds::Compounds;
use crate::document::layout::{Layout, LayoutOptions};
use crate::report::answers::{Answer, Answers, Entry, EntryPath, field_at};
use crate::report::carry::previous_entry;
use crate::report::definition::{Definition, SectionId};
use crate::report::evaluation::{Evaluation, progress};
use crate::report::field::Field;
use crate::report::ids::FieldId;
use crate::report::prefill::ComputedPrefills;
use crate::report::proposal::Proposals;
use crate::text::language::Language;

use cursor::Cursor;
use earlier::Earlier;
use focus::{Focus, Slot, shown_sections, slots};
use history::History;
use old_text::OldText;

/// How many computed prefills may follow each other.
const MAX_CHAIN: usize = 8;

/// The revision of no answers.
const NEVER: u64 = u64::MAX;

/// An open report. Every change goes through it; what follows from the answers is made anew by
/// [`Session::refresh`], once however many changes came before.
pub struct Session {
    pub definition: Rc<Definition>,
    pub answers: Answers,
    pub evaluation: Evaluation,
    pub document: Document,
    pub diagnostics: Vec<Diagnostic>,
    /// What takes too long to look for at each key, and is looked for once typing rests.
    pub(crate) at_rest: Vec<Diagnostic>,
    /// The answers in which that was looked for, and their revision.
    looked_at: Option<(Answers, u64)>,
    /// Required entries that are answered, and that are needed.
    pub progress: (usize, usize),
    /// The revision of the answers from which these were made.
    evaluated: u64,
    prefills: ComputedPrefills,
    proposals: Proposals,
    pub layout: Layout,
    layout_options: LayoutOptions,
    /// The revision whose document is laid out.
    laid_out: u64,
    pub focus: Focus,
    pub cursor: Cursor,
    /// A text is being typed at the focus since it was gone to: whatever it says, it is no option yet.
    typing: bool,
    /// The letters typed since then at an entry that is no text: yes or no.
    pub(crate) word: String,
    /// The old report that this one was begun from.
    pub(crate) old: OldText,
    /// The report of the period before, once it was looked for.
    pub(crate) earlier: Option<Rc<Earlier>>,
    /// Fields changed since the report was opened.
    pub changed: BTreeSet<FieldId>,
    history: History,
    /// Rises with each change; the saver compares it.
    pub revision: u64,
    /// How many of these changes only followed others: nobody made them.
    followed: u64,
    today: Date,
    language: Language,
}

impl Session {
    /// Opens answers at an entry; at the first one when there is none.
    #[must_use]
    pub fn new(
        definition: Rc<Definition>,
        answers: Answers,
        entry: Option<EntryPath>,
        today: Date,
        language: Language,
        ascii: bool,
    ) -> Self {
        let evaluation = Evaluation::of(&definition, &answers, today);
        let layout_options = LayoutOptions { ascii, compact: true };
        let mut session = Session {
            document: Document::default(),
            prefills: ComputedPrefills::from(&definition, &answers, &evaluation),
            proposals: Proposals::default(),
            diagnostics: Vec::new(),
            at_rest: Vec::new(),
            looked_at: None,
            progress: (0, 0),
            evaluated: NEVER,
            layout: Layout::new(80, layout_options),
            layout_options,
            laid_out: NEVER,
            focus: Focus::Entry(EntryPath::field(definition.first_field())),
            cursor: Cursor::default(),
            typing: false,
            word: String::new(),
            old: OldText::default(),
            earlier: None,
            changed: BTreeSet::new(),
            history: History::default(),
            revision: 0,
            followed: 0,
            definition,
            answers,
            evaluation,
            today,
            language,
        };
        session.refresh();
        let wanted = entry.map(|path| match (path.row, session.answers.entry(path)) {
            (_, Some(_)) => Focus::Entry(path),
            _ => session.focus_of(path),
        });
        session.go(wanted.unwrap_or_else(|| session.first_focus(session.section())));
        session
    }

    /// Makes everything that follows from the answers anew, if they changed. True where answers that
    /// follow others were filled in, which is a change of its own.
    pub(crate) fn refresh(&mut self) -> bool {
        if self.evaluated == self.revision {
            return false;
        }
        #[cfg(debug_assertions)]
        self.fail_on_purpose();
        let before = self.revision;
        // A prefill may follow another: each round settles one more link of the chain.
        for _ in 0..MAX_CHAIN {
            self.evaluation = Evaluation::of(&self.definition, &self.answers, self.today);
            if !self.prefills.fill(&self.definition, &mut self.answers, &self.evaluation) {
                break;
            }
            self.revision += 1;
            self.followed += 1;
        }
        self.proposals = Proposals::of(&self.definition, &self.answers, &self.evaluation, self.today);
        self.document = match &self.proposals.taken {
            // Nobody signs it: it shows what taking the proposals would come to.
            Some((answers, evaluation)) if !self.has_document() => compose(&self.definition, answers, evaluation),
            _ => compose(&self.definition, &self.answers, &self.evaluation),
        };
        for (path, title) in usual_titles(&self.definition, &self.answers, &self.evaluation) {
            self.proposals.add(path, title);
        }
        self.diagnostics = check(&self.definition, &self.answers, &self.evaluation, &self.document, self.language);
        self.keep_found();
        self.progress = self.count_progress();
        self.recount_old();
        self.evaluated = self.revision;
        self.revision != before
    }

    /// Rises with each change that was made. One that only follows another touches nothing that is being
    /// typed: whoever remembers where a word was left compares this.
    #[must_use]
    pub(crate) fn changes_made(&self) -> u64 {
        self.revision - self.followed
    }

    /// How many answers are there of those that are needed: what is required, and what a sentence or a rule asks for.
    fn count_progress(&self) -> (usize, usize) {
        let (answered, needed) = progress(&self.definition, &self.answers, &self.evaluation);
        let asked_for =
            |d: &&Diagnostic| d.severity == Severity::Missing && d.is_open() && !self.evaluation.is_required(d.path);
        (answered, needed + self.diagnostics.iter().filter(asked_for).count())
    }

    /// A fault on purpose, where answers hold this word: a test sees what becomes of them.
    #[cfg(debug_assertions)]
    #[expect(clippy::panic, reason = "it is what is to be tried")]
    fn fail_on_purpose(&self) {
        if let Ok(word) = std::env::var("BAOCAO_PANIC_AT")
            && format!("{:?}", self.answers).contains(&word)
        {
            std::panic::panic_any("on purpose");
        }
    }

    /// Lays the document out for a preview of this width; to be called before drawing.
    pub(crate) fn lay_out(&mut self, width: usize) {
        if self.layout.width() != width {
            self.layout = Layout::new(width, self.layout_options);
            self.laid_out = NEVER;
        }
        if self.laid_out != self.evaluated {
            let mut held = self.document.clone();
            Compounds::built_in().hold(&mut held);
            self.layout.update(&held);
            self.laid_out = self.evaluated;
        }
    }

    /// Whether the answers become a document: those of the office profile do not.
    #[must_use]
    pub(crate) fn has_document(&self) -> bool {
        self.definition.is_document
    }

    /// Whether there is something to show of the page: of the office profile, head and end.
    #[must_use]
    pub(crate) fn has_preview(&self) -> bool {
        self.definition.letterhead.is_some()
    }

    // ---- Where the person is

    /// The section of the focus.
    #[must_use]
    pub(crate) fn section(&self) -> SectionId {
        self.definition.section_of(self.focus.field())
    }

    /// The sections that are shown now.
    #[must_use]
    pub(crate) fn sections(&self) -> Vec<SectionId> {
        shown_sections(&self.definition, &self.evaluation)
    }

    /// The slots of the present page.
    #[must_use]
    pub(crate) fn slots(&self) -> Vec<Slot> {
        slots(&self.definition, &self.answers, &self.evaluation, self.section())
    }

    /// The field or column that has the focus.
    #[must_use]
    pub(crate) fn field(&self) -> Option<&Field> {
        field_at(&self.definition, self.focus.path())
    }

    /// The text that is being typed.
    #[must_use]
    pub fn raw(&self) -> &str {
        match self.focus {
            Focus::Entry(path) => self.answers.raw(path),
            Focus::AddRow(_) => "",
        }
    }

    /// The answers that are kept although they are not asked now: whole fields, or parts of groups and
    /// rows.
    #[must_use]
    pub(crate) fn hidden(&self) -> Vec<EntryPath> {
        let Session { definition, answers, evaluation, .. } = self;
        let ids = definition.fields.ids().filter(|id| !definition[*id].hidden && definition[*id].is_typed());
        let parts = |id: FieldId| -> Vec<EntryPath> {
            let columns = 0..definition[id].columns.len();
            match answers.answer(id) {
                answer if !evaluation.is_relevant(id) => {
                    (!answer.is_blank()).then(|| EntryPath::field(id)).into_iter().collect()
                }
                Answer::One(_) => Vec::new(),
                Answer::Group(_) => columns.map(|column| EntryPath::part(id, column)).collect(),
                Answer::Rows(rows) => {
                    (0..rows.len()).flat_map(|row| columns.clone().map(move |c| EntryPath::cell(id, row, c))).collect()
                }
            }
        };
        let is_kept = |path: &EntryPath| {
            let is_typed = field_at(definition, *path).is_some_and(|field| field.is_typed() && !field.hidden);
            path.column.is_none() || (is_typed && !answers.raw(*path).is_empty() && !evaluation.is_asked(*path))
        };
        ids.flat_map(parts).filter(is_kept).collect()
    }

    /// What a person wrote in a field of one entry; blank while it is what its prefill gives.
    #[must_use]
    pub(crate) fn typed(&self, field: FieldId) -> &str {
        let raw = self.answers.raw(EntryPath::field(field));
        if self.prefills.gives(field, raw) { "" } else { raw }
    }

    /// A label or hint with the word that this office has for its units.
    #[must_use]
    pub(crate) fn worded<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.evaluation.worded(&self.definition, text)
    }

    /// What is proposed for an entry: it begins with what is typed there.
    #[must_use]
    pub(crate) fn proposal(&self, path: EntryPath) -> Option<&str> {
        self.proposals.text(path).filter(|text| text.starts_with(self.answers.raw(path).trim()))
    }

    /// What the report that this one was copied from says at an entry that is empty, where a copy shows it and
    /// its own answers propose nothing.
    #[must_use]
    pub(crate) fn previous(&self, path: EntryPath) -> Option<&Entry> {
        let is_open = self.answers.raw(path).trim().is_empty() && self.proposal(path).is_none();
        let copied = previous_entry(&self.definition, &self.answers, path);
        copied.or_else(|| self.earlier_figure(path)).filter(|_| is_open)
    }

    /// Moves the focus; the cursor goes to the end of the entry.
    pub(crate) fn go(&mut self, focus: Focus) {
        if self.focus != focus {
            self.history.rest();
        }
        self.arrive_at(focus);
        self.cursor = Cursor::end_of(self.raw());
    }

    /// The focus is here now; nothing has been typed since.
    fn arrive_at(&mut self, focus: Focus) {
        self.focus = focus;
        self.typing = false;
        self.word.clear();
    }

    /// Whether a text is being typed in an entry, which makes no option of it until the focus leaves.
    #[must_use]
    pub(crate) fn is_typing(&self, path: EntryPath) -> bool {
        self.typing && self.focus == Focus::Entry(path)
    }

    /// Moves the focus to where a path leads: an entry, a table's first cell, a citation's first
    /// part. A field that is not shown is left alone.
    pub(crate) fn go_to(&mut self, path: EntryPath) {
        let focus = self.focus_of(path);
        if self.evaluation.is_relevant(focus.field()) {
            self.go(focus);
        }
    }

    fn focus_of(&self, path: EntryPath) -> Focus {
        if self.answers.entry(path).is_some() {
            return Focus::Entry(path);
        }
        match self.answers.answer(path.field) {
            Answer::Group(_) => Focus::Entry(EntryPath::part(path.field, path.column.unwrap_or(0))),
            Answer::Rows(rows) if !rows.is_empty() => {
                let row = path.row.unwrap_or(0).min(rows.len() - 1);
                Focus::Entry(EntryPath::cell(path.field, row, path.column.unwrap_or(0)))
            }
            Answer::Rows(_) => Focus::AddRow(path.field),
            Answer::One(_) => Focus::Entry(EntryPath::field(path.field)),
        }
    }

    fn first_focus(&self, section: SectionId) -> Focus {
        let list = slots(&self.definition, &self.answers, &self.evaluation, section);
        list.into_iter().find_map(Slot::focus).unwrap_or(Focus::Entry(EntryPath::field(self.definition.first_field())))
    }

    /// To the next (`forward`) or previous entry, over page borders. False at the ends.
    pub(crate) fn step(&mut self, forward: bool) -> bool {
        let list: Vec<Focus> = self.slots().into_iter().filter_map(Slot::focus).collect();
        let at = list.iter().position(|focus| *focus == self.focus);
        let next = match (at, forward) {
            (Some(at), true) => list.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| list.get(at)),
            // What had the focus has vanished: its neighbour in the order of the form.
            (None, _) => list.iter().find(|focus| **focus >= self.focus).or(list.last()),
        };
        match next.copied() {
            Some(focus) => {
                self.go(focus);
                true
            }
            None => self.turn(forward, !forward),
        }
    }

    /// To the next or previous page: to its first entry, or to its last.
    pub(crate) fn turn(&mut self, forward: bool, to_last: bool) -> bool {
        let sections = self.sections();
        let section = self.section();
        let next = if forward {
            sections.iter().copied().find(|s| *s > section)
        } else {
            sections.iter().copied().rfind(|s| *s < section)
        };
        let Some(next) = next else { return false };
        let list = slots(&self.definition, &self.answers, &self.evaluation, next);
        let mut list = list.into_iter().filter_map(Slot::focus);
        let Some(focus) = (if to_last { list.next_back() } else { list.next() }) else { return false };
        self.go(focus);
        true
    }

    /// To the first entry of a section.
    pub(crate) fn go_to_section(&mut self, section: SectionId) {
        let focus = self.first_focus(section);
        self.go(focus);
    }
}

#[cfg(test)]
mod tests;
