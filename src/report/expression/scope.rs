//! The answers as expressions see them.

use std::collections::HashMap;
use std::sync::Arc;

use minijinja::value::{Object, Value as Fact};

use super::THIS;

/// The answers as expressions see them.
///
/// Dates are ISO texts (they compare as texts), money and numbers are integers, a choice is its
/// id, a ratio is `{part, of}`, rows are a list of maps. What is missing is undefined.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    facts: Arc<Facts>,
    /// The row that an `each` is at, under the name of its field.
    row: Option<(String, Fact)>,
}

#[derive(Debug, Default, Clone)]
struct Facts {
    map: HashMap<Arc<str>, Fact>,
}

impl Scope {
    /// The fact of this name, replaced or added.
    pub(crate) fn set(&mut self, name: &str, fact: Fact) {
        Arc::make_mut(&mut self.facts).map.insert(Arc::from(name), fact);
    }

    /// The same scope, in which `name` means one row.
    #[must_use]
    pub(crate) fn with_row(&self, name: &str, row: Fact) -> Scope {
        Scope { facts: Arc::clone(&self.facts), row: Some((name.to_owned(), row)) }
    }

    /// The fact behind a dotted name; undefined when there is none.
    #[must_use]
    pub(crate) fn lookup(&self, name: &str) -> Fact {
        let (root, rest) = name.split_once('.').unwrap_or((name, ""));
        let mut fact = self.root(root).unwrap_or(Fact::UNDEFINED);
        for part in rest.split('.').filter(|p| !p.is_empty()) {
            fact = fact.get_attr(part).unwrap_or(Fact::UNDEFINED);
        }
        fact
    }

    fn root(&self, name: &str) -> Option<Fact> {
        match &self.row {
            Some((row, fact)) if row == name || name == THIS => Some(fact.clone()),
            _ => self.facts.map.get(name).cloned(),
        }
    }

    /// Itself, as the engine takes it.
    pub(super) fn as_fact(&self) -> Fact {
        Fact::from_object(self.clone())
    }
}

impl Object for Scope {
    fn get_value(self: &Arc<Self>, key: &Fact) -> Option<Fact> {
        self.root(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Fact> {
        self.root(key)
    }
}
