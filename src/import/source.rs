//! What became of each paragraph of an old report.

use crate::report::answers::EntryPath;

use super::Paragraph;
use super::mark::{bullet, number_of};

/// A paragraph of an old report, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    pub text: String,
    pub notes: Vec<String>,
    /// The entries that it gave, in the order of reading.
    pub taken: Vec<EntryPath>,
    /// What of it found no place: all of it, a footnote, a heading.
    pub left: Vec<String>,
}

impl Source {
    /// A paragraph that found no place.
    #[must_use]
    pub(crate) fn left(text: &str) -> Self {
        Source { text: text.to_owned(), left: vec![text.to_owned()], ..Source::default() }
    }
}

/// A text without the number or the sign that stands before it.
#[must_use]
pub(crate) fn without_mark(text: &str) -> &str {
    let (_, text) = bullet(text);
    number_of(text).unwrap_or(text)
}

/// What became of each paragraph: `taken` names entries by the paragraphs that they come from, `rest` is what found no
/// place. What of the rest stands in no paragraph as it is, since lines of it were joined, comes last.
pub(super) fn sources(paragraphs: &[Paragraph], taken: Vec<(usize, EntryPath)>, rest: &[String]) -> Vec<Source> {
    let source = |p: &Paragraph| Source { text: p.text.clone(), notes: p.notes.clone(), ..Source::default() };
    let mut sources: Vec<Source> = paragraphs.iter().map(source).collect();
    for (at, path) in taken {
        if let Some(source) = sources.get_mut(at).filter(|source| !source.taken.contains(&path)) {
            source.taken.push(path);
        }
    }
    for left in rest {
        // Of two that are alike, each is handed back on its own.
        let own = |sources: &[Source], is: &dyn Fn(&Source) -> bool| {
            sources.iter().position(|source| is(source) && !source.left.contains(left))
        };
        let at = own(&sources, &|source| source.text == *left)
            .or_else(|| own(&sources, &|source| source.notes.contains(left)))
            .or_else(|| own(&sources, &|source| source.text.contains(left.as_str())));
        match at.and_then(|at| sources.get_mut(at)) {
            Some(source) => source.left.push(left.clone()),
            None => sources.push(Source::left(left)),
        }
    }
    sources
}
