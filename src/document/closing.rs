//! The end of the document: last sentence and signature, with nơi nhận beside it
//! (NĐ 30/2020, phụ lục I, mục II.7; mẫu 1.4 for `./.`).

use crate::report::answers::{Answers, EntryPath};
use crate::report::definition::{Closing, Definition};
use crate::report::evaluation::Evaluation;
use crate::report::field::{options, signature};
use crate::report::ids::{BlockId, FieldId};
use crate::report::signing;
use crate::report::value::{Chosen, Value};

use super::changed::{Makings, changed_entry};
use super::notes::Notes;
use super::print::Printer;
use super::sentence::{finish_sentence, name, tidy};
use super::{Block, Document, Role, Run, recipients};

/// In what right a document is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SigningForm {
    /// The head of an office, school or board signs.
    Direct,
    /// TM.: on behalf of a collective.
    OnBehalf,
    /// KT.: a deputy for the head.
    ForHead,
    /// TM. and KT.: a deputy for the head of a collective.
    OnBehalfForHead,
    /// TL.: by order of the head.
    ByOrder,
    /// TUQ.: by written authorisation.
    Authorised,
    /// Q.: the acting head.
    Acting,
}

impl SigningForm {
    /// Every form with the id that answers files use.
    pub(crate) const IDS: [(&'static str, SigningForm); 7] = [
        ("truc_tiep", SigningForm::Direct),
        ("tm", SigningForm::OnBehalf),
        ("kt", SigningForm::ForHead),
        ("tm_kt", SigningForm::OnBehalfForHead),
        ("tl", SigningForm::ByOrder),
        ("tuq", SigningForm::Authorised),
        ("q", SigningForm::Acting),
    ];
}

/// Composes the end into `document`.
pub(super) fn compose(end: &Closing, printer: &Printer<'_>, document: &mut Document, notes: &mut Notes) {
    let mut sentence = printer.print(&end.sentence, &[], None);
    tidy(&mut sentence.runs);
    if !sentence.runs.is_empty() {
        finish_sentence(&mut sentence.runs, Role::Closing);
        if let Some(last) = sentence.runs.last_mut() {
            last.text.truncate(last.text.trim_end_matches(['.', '/', ' ', ';', ',']).len());
        }
        sentence.runs.push(Run::plain("./."));
        let mut block = Block::new(Role::Closing, sentence.runs);
        let makings = Makings { patterns: &[&end.sentence], depends: &[], each: None };
        let changed = |runs: &[Run], then: &str| changed_entry(printer.context, makings, runs, then);
        name(&mut block, BlockId::new("closing"), printer.context.answers, changed);
        // Written by hand it ends so, too (phụ lục III, mẫu 1.4).
        if let Some(last) = block.runs.last_mut().filter(|last| !last.text.trim_end().ends_with("./.")) {
            last.text.truncate(last.text.trim_end_matches(['.', '/', ' ', ';', ',', '\n']).len());
            block.runs.push(Run::plain("./."));
        }
        document.body.push(block);
    }
    recipients::compose(end, printer, document, notes);
    if let Some(field) = end.signature {
        document.signature = sign(field, printer);
    }
}

/// The form of a signature that is chosen; the head's own where none is.
fn form_of(definition: &Definition, answers: &Answers, field: FieldId) -> SigningForm {
    let list = definition[field].columns.get(signature::FORM).and_then(options);
    let id = match answers.value(EntryPath::part(field, signature::FORM)) {
        Value::Choice(Chosen::Option(at)) => list.and_then(|list| list.list.get(*at)).map_or("", |option| &option.id),
        _ => "",
    };
    SigningForm::IDS.iter().find(|(name, _)| *name == id).map_or(SigningForm::Direct, |(_, form)| *form)
}

/// What stands in a signature for a title that is blank: the issuer's usual one.
fn usual_title(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
    (field, column): (FieldId, usize),
) -> Option<String> {
    let issuer = definition.closing.as_ref()?.issuer?;
    let name = match (column, form_of(definition, answers, field)) {
        (signature::BEHALF, _) => "behalf",
        (signature::HEAD, _) | (signature::POST, SigningForm::Direct | SigningForm::OnBehalf) => "head",
        (signature::POST, SigningForm::ForHead | SigningForm::OnBehalfForHead) => "deputy",
        _ => return None,
    };
    let Value::Choice(Chosen::Option(option)) = evaluation.value(answers, EntryPath::field(issuer)) else {
        return None;
    };
    let option = options(&definition[issuer])?.list.get(*option)?;
    Some(option.attribute(name).to_owned()).filter(|text| !text.is_empty())
}

/// The titles that stand in the signature for those that are asked and blank.
#[must_use]
pub(crate) fn usual_titles(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
) -> Vec<(EntryPath, String)> {
    let Some(field) = definition.closing.as_ref().and_then(|closing| closing.signature) else { return Vec::new() };
    let blank = |path: EntryPath| evaluation.is_asked(path) && answers.raw(path).is_empty();
    let columns = [signature::BEHALF, signature::HEAD, signature::POST].into_iter();
    let asked = columns.filter(|column| blank(EntryPath::part(field, *column)));
    let title = |column| usual_title(definition, answers, evaluation, (field, column));
    asked.filter_map(|column| Some((EntryPath::part(field, column), title(column)?))).collect()
}

/// A title without the mark that was typed before it ("TM. ", "T/M ", "TM "), which the line has anyway.
fn without_mark<'t>(title: &'t str, mark: &str) -> &'t str {
    let mark = mark.trim_end();
    let bare = || title.strip_prefix(mark.trim_end_matches('.'))?.strip_prefix(' ');
    match signing::mark(title) {
        Some((typed, rest)) if typed == mark => rest,
        _ => bare().map_or(title, str::trim_start),
    }
}

fn sign(field: FieldId, printer: &Printer<'_>) -> Vec<Block> {
    let context = printer.context;
    let path = |column| EntryPath::part(field, column);
    let text = |column| match context.evaluation.value(context.answers, path(column)) {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let form = form_of(context.definition, context.answers, field);
    let title = |column| {
        let usual = || usual_title(context.definition, context.answers, context.evaluation, (field, column));
        text(column).or_else(usual)
    };
    let (behalf, head) = (|| title(signature::BEHALF), || title(signature::HEAD));
    let is_head = matches!(form, SigningForm::Direct | SigningForm::OnBehalf);
    let post = text(signature::POST).or_else(|| if is_head { head() } else { title(signature::POST) });

    let line = |prefix: &str, text: Option<String>, column: usize| {
        let origin = path(column);
        let said = text.map(|text| Run::of(format!("{prefix}{}", without_mark(&text.to_uppercase(), prefix)), origin));
        Block::new(Role::SignatureLine, vec![said.unwrap_or_else(|| printer.lack(origin))])
    };
    let mut lines: Vec<Block> = Vec::new();
    // Titles follow from the right in which one signs; until that is chosen they are those of the head.
    if *context.value(path(signature::FORM)) == Value::Missing {
        lines.push(Block::new(Role::SignatureLine, vec![printer.lack(path(signature::FORM))]));
    }
    // Of a collective the acting head signs on its behalf, too.
    let is_of_collective = || form == SigningForm::Acting && behalf().is_some();
    if matches!(form, SigningForm::OnBehalf | SigningForm::OnBehalfForHead) || is_of_collective() {
        lines.push(line("TM. ", behalf(), signature::BEHALF));
    }
    match form {
        SigningForm::Direct | SigningForm::OnBehalf => {}
        SigningForm::ForHead | SigningForm::OnBehalfForHead => lines.push(line("KT. ", head(), signature::HEAD)),
        SigningForm::ByOrder => lines.push(line("TL. ", head(), signature::HEAD)),
        SigningForm::Authorised => lines.push(line("TUQ. ", head(), signature::HEAD)),
        SigningForm::Acting => lines.push(line("Q. ", head(), signature::HEAD)),
    }
    // The acting head signs with the head's own title alone.
    if form != SigningForm::Acting {
        lines.push(line("", post, signature::POST));
    }
    if let Some(other) = text(signature::OTHER_POST) {
        let run = Run::of(other.to_uppercase(), path(signature::OTHER_POST));
        lines.push(Block::new(Role::OtherPost, vec![run]));
    }
    let name = text(signature::NAME).map(|name| Run::of(name, path(signature::NAME)));
    let name = name.unwrap_or_else(|| printer.lack(path(signature::NAME)));
    lines.push(Block::new(Role::SignerName, vec![name]));
    lines
}
