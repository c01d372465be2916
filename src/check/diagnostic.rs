//! One finding: what is wrong, how bad it is, and where to go.

use crate::report::answers::Path;
use crate::report::sorting::sort_by_key;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The report contradicts itself, or an entry was not understood.
    Error,
    /// A needed answer is not there yet.
    Missing,
    /// The answer came from an old report and nobody has confirmed it.
    Unconfirmed,
    /// Worth a second look.
    Warning,
}

impl Severity {
    /// Whether the report cannot go out like this: something lacks, is wrong or contradicts itself.
    #[must_use]
    pub fn is_serious(self) -> bool {
        self < Severity::Unconfirmed
    }
}

/// Puts findings in the order in which the form asks.
pub fn in_order(findings: &mut Vec<Diagnostic>) {
    sort_by_key(findings, |finding| finding.path);
}

/// One finding about the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// The entry to go to.
    pub path: Path,
    /// The code of the rule ("Q04"); empty for a missing or unreadable entry.
    pub code: String,
    /// What is wrong and what to do, in the language of the interface.
    pub message: String,
}
