//! Changes of the answers, each a step that can be undone.

use std::rc::Rc;

use crate::document::compose::compose;
use crate::document::{Block, Edit, Role};
use crate::report::answers::{Answer, Answers, Edited, Entry, EntryPath};
use crate::report::carry::former_years;
use crate::report::hand_edits::{self, HandEdits};
use crate::report::ids::{BlockId, FieldId};
use crate::report::moves::Moves;
use crate::report::notes;
use crate::report::paragraph_names::present_name;
use crate::text::splice::Splice;

use super::Session;
use super::choices;
use super::cursor::Cursor;
use super::focus::Focus;
use super::history::{Change, Step};

/// A row, and where it was before its table changed; none for a new one.
pub(crate) type MovedRow = (Option<usize>, Vec<Entry>);

impl Session {
    /// Replaces what is typed at the focus. Typing joins the undo step that it goes on with.
    pub(crate) fn type_raw(&mut self, raw: String, cursor: Cursor, join: bool) {
        let Focus::Entry(path) = self.focus else { return };
        let join = join.then_some(self.focus);
        let changed = self.type_into(path, raw, join);
        self.cursor = cursor;
        self.typing = true;
        if changed {
            self.set_last_cursor();
        }
    }

    fn type_into(&mut self, path: EntryPath, raw: String, join: Option<Focus>) -> bool {
        let old = self.answers.raw(path);
        if old == raw {
            return false;
        }
        let change = Change::Text { path, splice: Splice::between(old, &raw) };
        let before = self.has_named_paragraphs().then(|| self.answers.shared(path.field));
        self.answers.set(&self.definition, path, raw);
        let mut changes = vec![change];
        changes.extend(before.into_iter().flat_map(|before| self.edits_follow(path.field, &before, None)));
        self.made(changes, self.cursor.at, join);
        self.changed.insert(path.field);
        true
    }

    /// What is typed next begins an undo step of its own.
    pub(crate) fn rest(&mut self) {
        self.history.rest();
    }

    /// What is typed next belongs to the undo step before it, though that had ended.
    pub(crate) fn resume(&mut self) {
        self.history.resume(self.focus);
    }

    /// Sets an entry that need not have the focus, as one undo step.
    pub(crate) fn set(&mut self, path: EntryPath, raw: String) {
        self.type_into(path, raw, None);
        if self.focus == Focus::Entry(path) {
            self.typing = false;
            self.cursor = Cursor::end_of(self.raw());
        }
    }

    /// Takes over what the report before says at the empty entry that has the focus, as one undo step. A text that
    /// speaks of a former year is to be confirmed, as where it is copied.
    pub(crate) fn take_previous(&mut self) {
        let Focus::Entry(path) = self.focus else { return };
        if let Some(raw) = self.previous(path).map(|entry| entry.raw.clone()) {
            self.set(path, raw);
            let is_former = !former_years(&self.definition, &self.answers, path).is_empty();
            if is_former && !self.answers.is_unconfirmed(path.field) {
                let before = Rc::clone(&self.answers.unconfirmed);
                Rc::make_mut(&mut self.answers.unconfirmed).insert(path.field);
                let after = Rc::clone(&self.answers.unconfirmed);
                self.history.add_to_last(Change::Unconfirmed { before, after });
            }
        }
    }

    /// Changes the rows of a table as one undo step and moves the focus. Each row comes with where it was
    /// before, a new one with nothing; what was written by hand goes with it.
    pub(crate) fn change_rows(&mut self, field: FieldId, focus: Focus, change: impl FnOnce(&mut Vec<MovedRow>)) {
        let before = self.answers.shared(field);
        let old = match &*before {
            Answer::Rows(rows) => rows.as_slice(),
            _ => &[],
        };
        let mut rows: Vec<MovedRow> = old.iter().cloned().enumerate().map(|(at, row)| (Some(at), row)).collect();
        change(&mut rows);
        let (was, new): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let mut changes: Vec<Change> = rows_changed(field, old, &new).into_iter().collect();
        if !changes.is_empty() {
            self.answers.share(field, Rc::new(Answer::Rows(new)));
        }
        let moves = Moves::of(old.len(), &was);
        changes.extend(self.edits_follow(field, &before, Some(&moves)));
        if self.definition.notes() == Some(field) {
            changes.extend(self.references_follow(&moves));
        }
        let changed = !changes.is_empty();
        if changed {
            self.made(changes, self.cursor.at, None);
            self.changed.insert(field);
        }
        self.arrive_at(focus);
        self.cursor = Cursor::end_of(self.raw());
        if changed {
            self.set_last_cursor();
        }
    }

    /// Remembers changes that were made at this cursor. They confirm an answer of one entry; what is typed
    /// in one of several, or done with a row, says nothing about the others.
    pub(super) fn made(&mut self, mut changes: Vec<Change>, cursor: usize, join: Option<Focus>) {
        let field = match changes.first() {
            Some(Change::Text { path, .. }) if path.column.is_none() => Some(path.field),
            _ => None,
        };
        let at = (self.focus, cursor);
        changes.extend(self.confirmed(field));
        self.history.push(Step { changes, before: at, after: at, join });
        self.mark_changed();
    }

    /// Takes fields from those that nobody has confirmed; what that changed.
    fn confirmed(&mut self, fields: impl IntoIterator<Item = FieldId>) -> Option<Change> {
        let before = Rc::clone(&self.answers.unconfirmed);
        for field in fields.into_iter().filter(|field| before.contains(field)) {
            Rc::make_mut(&mut self.answers.unconfirmed).remove(&field);
        }
        let after = Rc::clone(&self.answers.unconfirmed);
        (before != after).then_some(Change::Unconfirmed { before, after })
    }

    /// Confirms the answer at the focus, as one undo step. False where nothing was to confirm, or where
    /// one of several entries was just typed, or is blank: Enter is about this one alone then.
    pub(crate) fn confirm(&mut self) -> bool {
        let Focus::Entry(path) = self.focus else { return false };
        let is_typed = path.column.is_some() && self.history.ends_with_typing_at(path);
        let is_blank = path.column.is_some() && self.raw().is_empty();
        self.answers.is_unconfirmed(path.field) && !is_typed && !is_blank && self.confirm_all(vec![path.field])
    }

    /// Confirms the answers of a page, as one undo step. False where nothing was to confirm.
    pub(crate) fn confirm_page(&mut self) -> bool {
        let fields = self.definition[self.section()].fields.clone();
        self.confirm_all(fields)
    }

    fn confirm_all(&mut self, mut fields: Vec<FieldId>) -> bool {
        fields.retain(|field| self.evaluation.is_relevant(*field));
        let Some(change) = self.confirmed(fields) else { return false };
        self.made(vec![change], self.cursor.at, None);
        true
    }

    /// The answers are not those of the file any more.
    pub(crate) fn mark_changed(&mut self) {
        self.revision += 1;
    }

    /// Empties an answer as one undo step, whether or not it is shown.
    pub(crate) fn empty(&mut self, path: EntryPath) {
        let mut answers = self.answers.clone();
        match (path.column, answers.answer(path.field)) {
            (None, Answer::Rows(_)) => answers.replace(path.field, Answer::Rows(Vec::new())),
            (None, Answer::Group(_)) => {
                let row = Answers::blank_row(&self.definition, path.field);
                answers.replace(path.field, Answer::Group(row));
            }
            _ => answers.set(&self.definition, path, String::new()),
        }
        self.replace_all(&answers);
    }

    /// Takes over other answers to the same report, as one undo step.
    pub(crate) fn replace_all(&mut self, answers: &Answers) {
        let mut changes = Vec::new();
        for field in self.definition.fields.ids() {
            let (before, after) = (self.answers.shared(field), answers.shared(field));
            if before != after {
                self.answers.share(field, Rc::clone(&after));
                self.changed.insert(field);
                changes.push(Change::Field { field, before, after });
            }
        }
        changes.extend(self.replace_edits(answers.edited.clone()));
        let before = std::mem::replace(&mut self.answers.unconfirmed, Rc::clone(&answers.unconfirmed));
        if before != answers.unconfirmed {
            changes.push(Change::Unconfirmed { before, after: Rc::clone(&answers.unconfirmed) });
        }
        let before = std::mem::replace(&mut self.answers.silenced, Rc::clone(&answers.silenced));
        if before != answers.silenced {
            changes.push(Change::Silenced { before, after: Rc::clone(&answers.silenced) });
        }
        self.answers.settle_year(&self.definition);
        if !changes.is_empty() {
            let at = (self.focus, self.cursor.at);
            self.history.push(Step { changes, before: at, after: at, join: None });
            self.mark_changed();
            self.typing = false;
            self.cursor = Cursor::near(self.raw(), self.cursor.at);
        }
    }

    /// Whether anything is kept under the names of paragraphs.
    fn has_named_paragraphs(&self) -> bool {
        let notes = self.definition.notes();
        !self.answers.edited.is_empty() || notes.is_some_and(|notes| !self.answers.rows(notes).is_empty())
    }

    /// What was written by hand, and footnotes, go with the rows and items of an answer that was another before: what
    /// that changed.
    fn edits_follow(&mut self, field: FieldId, before: &Answer, rows: Option<&Moves>) -> Vec<Change> {
        let answers = &self.answers;
        let change = (before, answers.answer(field));
        let followed = hand_edits::follow(&self.definition, &answers.edited, field, change, rows);
        let notes = notes::follow(&self.definition, answers, field, change, rows);
        let mut changes = followed.map_or(Vec::new(), |edited| self.replace_edits(edited));
        if let (Some((new, moves)), Some(notes)) = (notes, self.definition.notes()) {
            changes.extend(rows_changed(notes, self.answers.rows(notes), &new));
            self.answers.share(notes, Rc::new(Answer::Rows(new)));
            self.changed.insert(notes);
            changes.extend(self.references_follow(&moves));
        }
        changes
    }

    /// References to footnotes in what was typed or written by hand go with the rows of the notes: what that changed.
    fn references_follow(&mut self, moves: &Moves) -> Vec<Change> {
        let now = |raw: &str| raw.contains("[^").then(|| notes::renumbered(raw, |row| moves.now(row)));
        let mut changes = Vec::new();
        for field in self.definition.fields.ids() {
            let before = self.answers.shared(field);
            let mut after = Answer::clone(&before);
            let entries: Vec<&mut Entry> = match &mut after {
                Answer::One(entry) => vec![entry],
                Answer::Group(entries) => entries.iter_mut().collect(),
                Answer::Rows(rows) => rows.iter_mut().flatten().collect(),
            };
            let mut is_other = false;
            for entry in entries {
                if let Some(raw) = now(&entry.raw).filter(|raw| *raw != entry.raw) {
                    entry.raw = raw;
                    is_other = true;
                }
            }
            if is_other {
                // It is read anew.
                self.restore(field, &after);
                let after = self.answers.shared(field);
                changes.push(Change::Field { field, before, after });
            }
        }
        let mut edited = self.answers.edited.clone();
        for text in edited.values_mut().flat_map(|edited| [&mut edited.text, &mut edited.replaces]) {
            if let Some(renumbered) = now(text) {
                *text = renumbered;
            }
        }
        changes.extend(self.replace_edits(edited));
        changes
    }

    /// Takes over what was written by hand: what that changed.
    fn replace_edits(&mut self, edited: HandEdits) -> Vec<Change> {
        let before = std::mem::replace(&mut self.answers.edited, edited);
        let after = &self.answers.edited;
        let added = after.keys().filter(|block| !before.contains_key(*block));
        let of = |block: &BlockId| {
            let (before, after) = (before.get(block).cloned(), after.get(block).cloned());
            (before != after).then(|| Change::Edit { block: block.clone(), before, after })
        };
        before.keys().chain(added).filter_map(of).collect()
    }

    fn set_last_cursor(&mut self) {
        let at = (self.focus, self.cursor.at);
        self.history.set_last_focus(at);
    }

    /// Writes a paragraph by hand (`text`), or gives it back to its answers (`None`).
    pub(crate) fn edit_block(&mut self, block: &Block, text: Option<String>) {
        let Some(id) = block.id.clone() else { return };
        let before = self.answers.edited.get(&id).cloned();
        // What the answers give anyway is not kept.
        let after = text.and_then(|text| {
            let replaces = self.generated(&id).unwrap_or_else(|| block.text());
            (text != replaces).then_some(Edited { text, replaces })
        });
        if before != after {
            self.restore_edit(id.clone(), after.clone());
            self.made(vec![Change::Edit { block: id, before, after }], self.cursor.at, None);
        }
    }

    /// What the answers alone give for a paragraph.
    #[must_use]
    pub(crate) fn generated(&self, id: &BlockId) -> Option<String> {
        // An edit may be kept under a former name of the paragraph; without any it has its own.
        let block = self.definition.block(id.block());
        let own = present_name(&self.definition, id);
        let former = block.into_iter().flat_map(|block| &block.was);
        let mut plain = self.answers.clone();
        plain.edited.remove(&own);
        former.for_each(|was| drop(plain.edited.remove(&id.in_block(was))));
        let document = compose(&self.definition, &plain, &self.evaluation);
        document.block(&own).map(Block::text)
    }

    /// Whether a paragraph can be written by hand.
    #[must_use]
    pub(crate) fn can_edit(block: &Block) -> bool {
        let by_hand = block.edit != Edit::Generated;
        let prose = matches!(
            block.role,
            Role::Basis | Role::Lead | Role::Paragraph | Role::Item | Role::SubItem | Role::Closing
        );
        block.id.is_some() && prose && (by_hand || !block.pending)
    }

    /// Takes the last step back. False when there is none.
    pub(crate) fn undo(&mut self) -> bool {
        let Some(step) = self.history.undo() else { return false };
        let before = step.before;
        self.undo_changes(step);
        self.arrive(before);
        true
    }

    fn undo_changes(&mut self, step: Step) {
        // Later changes of a step may be to what earlier ones made.
        for change in step.changes.into_iter().rev() {
            match change {
                Change::Text { path, splice } => self.restore_text(path, splice.undone(self.answers.raw(path))),
                Change::Field { field, before, .. } => self.restore(field, &before),
                Change::Rows { field, at, before, after } => self.replace_rows(field, at, after.len(), before),
                Change::Swap { field, row } => self.swap_rows(field, row),
                Change::Edit { block, before, .. } => self.restore_edit(block, before),
                Change::Unconfirmed { before, .. } => self.answers.unconfirmed = before,
                Change::Silenced { before, .. } => self.answers.silenced = before,
                Change::OldTurned { at } => self.old.turn(at),
            }
        }
    }

    /// Does the step taken back last again. False when there is none.
    pub(crate) fn redo(&mut self) -> bool {
        let Some(step) = self.history.redo() else { return false };
        for change in step.changes {
            match change {
                Change::Text { path, splice } => self.restore_text(path, splice.redone(self.answers.raw(path))),
                Change::Field { field, after, .. } => self.restore(field, &after),
                Change::Rows { field, at, before, after } => self.replace_rows(field, at, before.len(), after),
                Change::Swap { field, row } => self.swap_rows(field, row),
                Change::Edit { block, after, .. } => self.restore_edit(block, after),
                Change::Unconfirmed { after, .. } => self.answers.unconfirmed = after,
                Change::Silenced { after, .. } => self.answers.silenced = after,
                Change::OldTurned { at } => self.old.turn(at),
            }
        }
        self.arrive(step.after);
        true
    }

    fn restore_text(&mut self, path: EntryPath, raw: String) {
        self.answers.set(&self.definition, path, raw);
        self.changed.insert(path.field);
    }

    fn restore(&mut self, field: FieldId, answer: &Answer) {
        // Adopting reads the entries anew: dates without a year follow the year of now.
        self.answers.adopt(&self.definition, field, answer);
        self.answers.settle_year(&self.definition);
        self.changed.insert(field);
    }

    /// Puts rows in the place of so many from this one on.
    fn replace_rows(&mut self, field: FieldId, at: usize, count: usize, with: Vec<Vec<Entry>>) {
        let mut rows = self.answers.rows(field).to_vec();
        let at = at.min(rows.len());
        rows.splice(at..(at + count).min(rows.len()), with);
        self.restore(field, &Answer::Rows(rows));
    }

    fn swap_rows(&mut self, field: FieldId, row: usize) {
        let mut rows = self.answers.rows(field).to_vec();
        if row + 1 < rows.len() {
            rows.swap(row, row + 1);
        }
        self.answers.share(field, Rc::new(Answer::Rows(rows)));
        self.changed.insert(field);
    }

    fn restore_edit(&mut self, block: BlockId, edited: Option<Edited>) {
        match edited {
            Some(edited) => self.answers.edited.insert(block, edited),
            None => self.answers.edited.remove(&block),
        };
    }

    fn arrive(&mut self, (focus, cursor): (Focus, usize)) {
        self.mark_changed();
        let typing = self.typing && self.focus == focus;
        self.arrive_at(focus);
        // A text stays one when a step of it is taken back; an option that comes back is one.
        self.typing = typing && !choices::is_id(self);
        self.cursor = Cursor::near(self.raw(), cursor);
    }
}

/// What turns rows into others; `None` where they are the same.
fn rows_changed(field: FieldId, old: &[Vec<Entry>], new: &[Vec<Entry>]) -> Option<Change> {
    let same = |(a, b): &(&Vec<Entry>, &Vec<Entry>)| a == b;
    let at = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[at..], &new[at..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (before, after) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    match (before, after) {
        ([], []) => None,
        ([a, b], [c, d]) if a == d && b == c => Some(Change::Swap { field, row: at }),
        _ => Some(Change::Rows { field, at, before: before.to_vec(), after: after.to_vec() }),
    }
}
