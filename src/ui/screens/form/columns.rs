//! How the width of a form is divided, and what fits into it.

use crate::report::answers::field_at;
use crate::report::definition::{BodyBlock, BodyRole};
use crate::report::field::{Field, Kind, OptionList};
use crate::session::Session;
use crate::session::focus::{Focus, Slot};
use crate::text::language::Language;
use crate::text::width::columns;

/// How wide the form is, and its language: whether options stand side by side depends on both.
#[derive(Debug, Clone, Copy)]
pub struct FormWidth {
    pub columns: u16,
    pub language: Language,
}

/// How a page is divided: where labels and entries stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    /// Columns for the label.
    pub label: usize,
    /// Columns for the entry.
    pub entry: usize,
}

/// Columns before the label: the focus, the mark, a space.
pub(crate) const GUTTER: usize = 3;

impl Columns {
    /// The division of a page of this width.
    #[must_use]
    pub(crate) fn of(width: u16) -> Self {
        let width = usize::from(width);
        let label = (width * 2 / 5).clamp(12, 32);
        Columns { label, entry: width.saturating_sub(GUTTER + label + 2).max(8) }
    }
}

/// Whether an entry shows a dash before each of its texts: where the document prints one.
#[must_use]
pub(crate) fn is_list(session: &Session, slot: Slot) -> bool {
    let Slot::Entry(path) = slot else { return false };
    let definition = &session.definition;
    let is_text = |field: &Field| matches!(field.kind, Kind::List | Kind::LongText);
    let is_item = |block: &BodyBlock| matches!(block.role, BodyRole::Item | BodyRole::SubItem);
    field_at(definition, path).is_some_and(is_text)
        && definition.body.iter().any(|b| b.each == Some(path.field) && b.items == path.column && is_item(b))
}

/// The columns in which an entry is typed: what Up and Down move by.
#[must_use]
pub(crate) fn entry_width(session: &Session, width: u16) -> usize {
    let listed = matches!(session.focus, Focus::Entry(path) if is_list(session, Slot::Entry(path)));
    Columns::of(width).entry.saturating_sub(usize::from(listed) * 2)
}

/// Whether all options fit on one line, so that the list need not be opened.
#[must_use]
pub(crate) fn fits_inline(options: &OptionList, width: FormWidth) -> bool {
    let needed: usize = options.list.iter().map(|o| columns(o.label.text(width.language)) + 7).sum();
    !options.other && options.list.len() <= 3 && needed <= Columns::of(width.columns).entry
}
