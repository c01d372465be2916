//! What was found out about expressions, so that it need not be found out again.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// What is asked of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Whether it holds.
    Holds,
    /// Whether every name that it reads has an answer.
    IsAnswered,
}

/// What is asked, of which expression (its id), and the field and row where it is asked; none for
/// the whole report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    pub question: Question,
    pub expression: u32,
    pub row: Option<(usize, usize)>,
}

/// The replies of one evaluation, and those of the one before, which still count where nothing
/// that they depend on has changed.
#[derive(Debug, Default)]
pub struct Held {
    now: RefCell<Replies>,
    before: Replies,
}

#[derive(Debug, Default)]
struct Replies {
    /// Over the whole report, by expression and question: looked up for each key, hence a list.
    report: Vec<[Option<bool>; 2]>,
    /// In rows.
    rows: BTreeMap<Asked, bool>,
}

impl Held {
    /// What the next evaluation begins with; this one forgets.
    #[must_use]
    pub fn handed_on(&self) -> Held {
        Held { now: RefCell::default(), before: self.now.take() }
    }

    /// Forgets what was found out in the rows of a field, and about these expressions (by id).
    pub fn forget(&mut self, field: usize, expressions: impl Iterator<Item = u32>) {
        let replies = self.now.get_mut();
        replies.rows.retain(|asked, _| asked.row.is_none_or(|(of, _)| of != field));
        for expression in expressions {
            if let Some(slots) = replies.report.get_mut(expression as usize) {
                *slots = [None; 2];
            }
        }
    }

    /// What was found out about a condition over the whole report, if anything was.
    #[must_use]
    pub fn known(&self, question: Question, expression: u32) -> Option<bool> {
        self.now.borrow().get(Asked { question, expression, row: None })
    }

    /// The reply found already, or before and `untouched` since; else `find` finds it.
    pub fn reply(&self, asked: Asked, untouched: impl FnOnce() -> bool, find: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.now.borrow().get(asked) {
            return known;
        }
        let before = self.before.get(asked).filter(|_| untouched());
        let reply = before.unwrap_or_else(find);
        self.now.borrow_mut().insert(asked, reply);
        reply
    }
}

impl Replies {
    fn get(&self, asked: Asked) -> Option<bool> {
        match asked.row {
            None => *self.report.get(asked.expression as usize)?.get(asked.question as usize)?,
            Some(_) => self.rows.get(&asked).copied(),
        }
    }

    fn insert(&mut self, asked: Asked, reply: bool) {
        if asked.row.is_some() {
            self.rows.insert(asked, reply);
            return;
        }
        let at = asked.expression as usize;
        if at >= self.report.len() {
            self.report.resize(at + 1, [None; 2]);
        }
        if let Some(slot) = self.report.get_mut(at).and_then(|slots| slots.get_mut(asked.question as usize)) {
            *slot = Some(reply);
        }
    }
}
