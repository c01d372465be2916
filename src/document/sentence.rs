//! The finish of sentences: capitals, stops, what was written by hand.

use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::BodyRole;
use crate::report::ids::BlockId;
use crate::report::notes::before_references;
use crate::text::letters::small_in_place;

use super::changed::says_the_same;
use super::marks::{
    keeps_its_first_letter, keeps_stop, set_end, typed_level, unquoted, without_dash, without_end_mark, without_mark,
    without_number,
};
use super::value_text::{change_first, in_mid_sentence};
use super::{Block, Edit, Role, Run, RunKind};

/// The words of a heading: what was typed as one may end like a sentence, which a heading does not;
/// the highest ones are in capitals.
pub(super) fn heading_runs(mut runs: Vec<Run>, role: BodyRole) -> Vec<Run> {
    tidy(&mut runs);
    if let Some(first) = runs.first_mut().filter(|run| run.origin.is_some()) {
        let text = without_number(without_dash(&first.text));
        let is_as_typed = text.len() == first.text.len() || keeps_its_first_letter(text);
        first.text = if is_as_typed { text.to_owned() } else { change_first(text, |c| c.to_uppercase().collect()) };
    }
    if let Some(last) = runs.last_mut().filter(|run| run.origin.is_some()) {
        let stem = without_end_mark(last.text.trim_end());
        let ends: &[char] = if keeps_stop(stem) { &[' '] } else { &['.', ':', ';', ',', ' '] };
        last.text = stem.trim_end_matches(ends).to_owned();
    }
    if role == BodyRole::Heading(1) {
        for run in &mut runs {
            run.text = run.text.to_uppercase();
        }
    }
    runs
}

/// Gives a paragraph its name; what was written by hand under it takes the place of what the answers give. `changed` tells
/// which of them is another since it gave a text.
pub(super) fn name(
    block: &mut Block,
    id: BlockId,
    answers: &Answers,
    changed: impl FnOnce(&[Run], &str) -> Option<EntryPath>,
) {
    // One that was emptied is that which the answers give, as in the form.
    if let Some(edited) = answers.edited.get(&id).filter(|edited| !edited.text.trim().is_empty()) {
        let is_same = says_the_same(&block.text(), &edited.replaces);
        block.edit = if is_same && !block.pending { Edit::ByHand } else { Edit::Stale };
        block.pending = false;
        let replaced = block.runs.iter().filter_map(|run| run.origin);
        block.sources.splice(..0, replaced);
        block.sources.dedup();
        let changed = if is_same { None } else { changed(&block.runs, &edited.replaces) };
        let origin = changed.or_else(|| block.origin());
        block.runs = vec![Run { text: edited.text.clone(), origin, kind: RunKind::Text }];
        // Lines of their own have marks of their own.
        if !edited.text.contains('\n') {
            block.role = typed_level(block.role, &mut block.runs).unwrap_or(block.role);
        }
    }
    block.id = Some(id);
}

/// Căn cứ lines end with ";", the last one with "." (NĐ 30, phụ lục I, mục II.6.a).
pub(super) fn punctuate_bases(body: &mut [Block]) {
    let bases: Vec<usize> = (0..body.len()).filter(|i| body.get(*i).is_some_and(|b| b.role == Role::Basis)).collect();
    for index in &bases {
        let end = if Some(index) == bases.last() { "." } else { ";" };
        if let Some(block) = body.get_mut(*index) {
            set_end(block, end);
        }
    }
}

/// Takes the mark away that was typed before a line that is no paragraph of a list.
pub(super) fn without_first_mark(runs: &mut [Run]) {
    if let Some(first) = runs.first_mut().filter(|run| run.origin.is_some() && run.kind == RunKind::Text) {
        first.text = without_mark(&first.text).to_owned();
    }
}

/// Removes what joins leave behind: empty runs, doubled spaces, a space that an empty run leaves
/// before a mark, a full stop typed at the end of an answer that stands in mid-sentence.
pub(super) fn tidy(runs: &mut Vec<Run>) {
    let mut last = ' ';
    for index in 0..runs.len() {
        let mut following = runs.iter().skip(index + 1).flat_map(|run| run.text.chars());
        let (next, after) = (following.next(), following.next());
        let Some(run) = runs.get_mut(index) else { break };
        if last == ' ' && run.text.starts_with(' ') {
            run.text.remove(0);
        }
        if next.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | ')')) {
            run.text.truncate(run.text.trim_end_matches(' ').len());
        }
        let mut closes = false;
        if run.origin.is_some() && run.kind == RunKind::Text {
            if index > 0 {
                run.text = without_mark(&run.text).to_owned();
            }
            (run.text, closes) = between(&run.text, last, next, after);
        }
        last = run.text.chars().next_back().unwrap_or(last);
        if closes && let Some(stop) = runs.iter_mut().skip(index + 1).find(|run| !run.text.is_empty()) {
            stop.text.remove(0);
        }
    }
    runs.retain(|run| !run.text.is_empty());
}

/// An answer as it stands between this letter and these two, and whether its own end is that of the sentence, too: of
/// "v.v." and the sentence's stop one stands.
fn between(text: &str, last: char, next: Option<char>, after: Option<char>) -> (String, bool) {
    // Quotation marks that the sentence has are not set twice.
    if last == '“' && next == Some('”') {
        return (unquoted(text).to_owned(), false);
    }
    // Marks of notes come after the end of a sentence.
    let (stem, references) = text.split_at(before_references(text));
    if keeps_stop(stem) {
        return (text.to_owned(), next == Some('.'));
    }
    let ends: &[char] = match (next, after) {
        (Some('.' | ',' | ';' | ':'), _) => &['.', ',', ';', ':', ' '],
        // A mark at the end of an answer, where its sentence goes on.
        (Some(' '), Some(after)) if after.is_lowercase() || after.is_ascii_digit() || after == '(' => &['.', ';'],
        _ => &[],
    };
    (format!("{}{references}", stem.trim_end_matches(ends)), false)
}

/// Puts more at the end of a sentence: after a semicolon, or in brackets before a colon.
pub(super) fn go_on(runs: &mut Vec<Run>, more: Vec<Run>) {
    let Some(last) = runs.last_mut() else { return };
    let is_open = last.text.trim_end().ends_with(':');
    let is_closed = last.text.trim_end().ends_with('.');
    last.text.truncate(last.text.trim_end_matches(['.', ';', ',', ':', ' ']).len());
    runs.push(Run::plain(if is_open { " (" } else { "; " }));
    runs.extend(more);
    if is_open {
        runs.push(Run::plain("):"));
    } else if is_closed {
        runs.push(Run::plain("."));
    }
}

/// Capital at the start.
pub(super) fn begin_sentence(runs: &mut [Run]) {
    if let Some(first) = runs.first_mut().filter(|first| !keeps_its_first_letter(&first.text)) {
        first.text = change_first(&first.text, |c| c.to_uppercase().collect());
    }
}

/// Takes away the label that was typed behind the sentence's own: "Khách quan: Nguyên nhân khách quan: mưa kéo dài".
pub(super) fn without_second_label(runs: &mut [Run]) {
    let [label, typed, ..] = runs else { return };
    let own = label.text.trim_end().strip_suffix(':').filter(|own| label.origin.is_none() && !own.is_empty());
    let Some(own) = own.map(str::to_lowercase) else { return };
    let lower = small_in_place(&typed.text);
    let said = [own.clone(), format!("nguyên nhân {own}")].into_iter().find(|words| lower.starts_with(words.as_str()));
    let rest = said.and_then(|words| typed.text.get(words.len()..));
    let rest = rest.and_then(|rest| rest.strip_prefix(':').or_else(|| rest.strip_prefix(" là ")));
    if let Some(rest) = rest.map(str::trim_start).filter(|rest| !rest.is_empty()) {
        typed.text = in_mid_sentence(rest);
    }
}

/// The same as [`begin_sentence`], and a full stop at the end.
pub(super) fn finish_sentence(runs: &mut Vec<Run>, role: Role) {
    begin_sentence(runs);
    let Some(last) = runs.last_mut() else { return };
    let (stem, references) = last.text.trim_end().split_at(before_references(&last.text));
    let stem = without_end_mark(stem);
    // A list follows, whatever mark was left out.
    let announces = ["như sau", "sau đây"].iter().any(|words| stem.to_lowercase().ends_with(words));
    if announces {
        last.text = format!("{stem}:{references}");
        return;
    }
    let closed = stem.ends_with(['.', '!', '?', ':', '…', '/']) || keeps_stop(stem);
    let ends: &[char] = if closed { &[] } else { &[',', ';', ' '] };
    last.text = format!("{}{references}", stem.trim_end_matches(ends));
    if matches!(role, Role::Paragraph | Role::Item | Role::SubItem | Role::Lead | Role::Note) && !closed {
        runs.push(Run::plain("."));
    }
}
