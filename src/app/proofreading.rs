//! What is found in a report beyond what each key shows: by rules that take the whole of it, in its words, and beside the
//! report of the period before. It is looked for once typing rests, a slice between two events, so that no key waits.

use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use crate::check::rules;
use crate::check::{self, Diagnostic, check};
use crate::document::Document;
use crate::document::compose::compose;
use crate::proof::about::About;
use crate::proof::answers::{Line, lines, slips, slips_of_all};
use crate::report::comparison::{Answered, WithEarlier};
use crate::report::evaluation::Evaluation;
use crate::report::period::Period;
use crate::session::Session;
use crate::session::earlier::Earlier;
use crate::store::index::Index;
use crate::store::report_file::OpenedReport;
use crate::text::language::Language;
use crate::words::lists::Lists;

use super::{Workspace, earlier};

/// Typing rests this long before anything is looked for.
const REST: Duration = Duration::from_millis(400);

/// Bytes of text that are looked through between two events: about a millisecond on an old laptop.
const SLICE: usize = 4_000;

/// What a report says, and all that is found in it.
#[derive(Debug)]
pub(crate) struct LookedOver {
    pub evaluation: Evaluation,
    pub document: Document,
    pub findings: Vec<Diagnostic>,
}

/// Looks a whole report over at once.
#[must_use]
pub(crate) fn look_over(opened: &OpenedReport, workspace: &Workspace, language: Language) -> LookedOver {
    let OpenedReport { definition, answers, .. } = opened;
    let evaluation = Evaluation::of(definition, answers, workspace.today);
    let document = compose(definition, answers, &evaluation);
    let mut findings = check(definition, answers, &evaluation, &document, language);
    let lists = workspace.word_lists();
    let report = (definition, answers);
    let earlier = earlier::find(opened.report.path(), report, &Index::load(&workspace.folders.index()), workspace);
    let now = Answered { answers, evaluation: &evaluation };
    let before = earlier.as_ref().map(Earlier::of_period);
    findings.extend(rules::look_over(&WithEarlier { definition, now, before }, language));
    let lines = lines(definition, now);
    let about = About::of_answers(definition, answers);
    findings.extend(slips(&lines, &about, &lists, language));
    findings.extend(slips_of_all(&lines, &about, &lists, language));
    check::silence(&mut findings, definition, answers);
    check::in_order(&mut findings);
    LookedOver { evaluation, document, findings }
}

/// Looks the open report over, a slice at a time.
#[derive(Debug, Default)]
pub(crate) struct Proofreader {
    /// Read when they are first needed.
    lists: Option<Lists>,
    /// The newest revision of the answers, and since when it is that.
    seen: Option<(u64, Instant)>,
    /// The period and the unit for which the report of the period before was looked for.
    earlier_of: Option<(Option<Period>, String)>,
    job: Option<Job>,
}

/// What is left to look through of one revision of the answers, and what was found.
#[derive(Debug)]
struct Job {
    revision: u64,
    lines: Vec<Line>,
    next: usize,
    found: Vec<Diagnostic>,
}

impl Proofreader {
    /// Takes note of changes made since the last event.
    pub(crate) fn notice(&mut self, session: &Session, now: Instant) {
        if self.seen.is_none_or(|(revision, _)| revision != session.revision) {
            self.seen = Some((session.revision, now));
        }
    }

    /// When the next slice is to be looked through.
    #[must_use]
    pub(crate) fn due(&self, session: &Session) -> Option<Instant> {
        let (revision, since) = self.seen?;
        if session.is_looked_over() || !session.has_document() {
            return None;
        }
        let is_under_way = self.job.as_ref().is_some_and(|job| job.revision == revision);
        Some(if is_under_way { since } else { since + REST })
    }

    /// Looks through the next slice; the findings are the session's with the last of them.
    pub(crate) fn step(
        &mut self,
        session: &mut Session,
        path: &Path,
        index: &Index,
        workspace: &Workspace,
        language: Language,
    ) {
        let report = (&*session.definition, &session.answers);
        let of = (session.answers.period(&session.definition), earlier::unit(report));
        if self.earlier_of.as_ref() != Some(&of) {
            session.earlier = earlier::find(path, report, index, workspace).map(Rc::new);
            self.earlier_of = Some(of);
        }
        let lists = self.lists.get_or_insert_with(|| workspace.word_lists());
        let mut job = self.job.take().filter(|job| job.revision == session.revision).unwrap_or_else(|| {
            let lines = lines(&session.definition, session.answered());
            Job { revision: session.revision, lines, next: 0, found: Vec::new() }
        });
        let rest = job.lines.get(job.next..).unwrap_or_default();
        let mut room = SLICE;
        let fits = |line: &&Line| {
            let is_in = room > 0;
            room = room.saturating_sub(line.len());
            is_in
        };
        let slice = rest.get(..rest.iter().take_while(fits).count()).unwrap_or_default();
        let about = About::of_answers(&session.definition, &session.answers);
        job.found.extend(slips(slice, &about, lists, language));
        job.next += slice.len();
        if job.next < job.lines.len() {
            self.job = Some(job);
            return;
        }
        job.found.extend(slips_of_all(&job.lines, &about, lists, language));
        job.found.extend(rules::look_over(&session.with_earlier(), language));
        session.take_found(job.found);
    }

    /// Looks through what is left, where all is to be known now.
    pub(crate) fn finish(
        &mut self,
        session: &mut Session,
        path: &Path,
        index: &Index,
        workspace: &Workspace,
        language: Language,
    ) {
        while !session.is_looked_over() && session.has_document() {
            self.step(session, path, index, workspace, language);
        }
    }
}
