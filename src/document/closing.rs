//! The end of the document: last sentence, nơi nhận, signature
//! (NĐ 30/2020, phụ lục I, mục II.7 and II.9; mẫu 1.4 for `./.`).

use crate::report::answers::{Answers, Entry, EntryPath, field_at};
use crate::report::definition::{Closing, Definition};
use crate::report::evaluation::Evaluation;
use crate::report::field::{options, recipients, signature};
use crate::report::ids::{BlockId, FieldId};
use crate::report::value::{Chosen, Value};
use crate::text::gap::MISSING;
use crate::text::letters::plain_letters;

use super::marks::without_dash;
use super::notes::Notes;
use super::print::Printer;
use super::sentence::{finish_sentence, name, tidy};
use super::{Block, Document, Role, Run, RunKind};

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
        name(&mut block, BlockId::new("closing"), printer.context.answers);
        document.body.push(block);
    }
    recipient_list(end, printer, document, notes);
    if let Some(field) = end.signature {
        document.signature = sign(field, printer);
    }
}

/// "Như trên" first after a Kính gửi, "Lưu: VT, …." last (mục II.9.b, d).
fn recipient_list(end: &Closing, printer: &Printer<'_>, document: &mut Document, notes: &mut Notes) {
    let context = printer.context;
    let addressed = document.title.iter().any(|b| matches!(b.role, Role::Addressee | Role::AddresseeLead));
    let (mut lines, mut typed_archive): (Vec<Vec<Run>>, Vec<Vec<Run>>) = (Vec::new(), Vec::new());
    if addressed {
        lines.push(vec![Run::plain("Như trên")]);
    }
    if let Some(field) = end.recipients.filter(|f| context.evaluation.is_relevant(*f)) {
        for (row, entries) in context.answers.rows(field).iter().enumerate() {
            let text = |column: usize| match entries.get(column).map(|e| &e.value) {
                Some(Value::Text(text)) => Some(text.trim_end_matches([';', '.', ' ']).to_owned()),
                _ => None,
            };
            let name = text(recipients::NAME);
            if addressed && name.as_ref().is_some_and(|name| name.to_lowercase() == "như trên") {
                continue;
            }
            let path = EntryPath::cell(field, row, recipients::NAME);
            // The file copy has a line of its own; one that was typed among the recipients is that line.
            let is_bare = text(recipients::NOTE).is_none() && purpose(context.definition, field, entries).is_none();
            let is_archive = |name: &&String| is_bare && plain_letters(without_dash(name)).starts_with("luu:");
            if let Some(name) = name.as_ref().filter(is_archive) {
                typed_archive.push(vec![Run::of(without_dash(name), path)]);
                continue;
            }
            let name = name.map(|name| Run::of(without_dash(&name), path));
            let Some(name) = name.or_else(|| missing(context.definition, path)) else { continue };
            let mut line = vec![name];
            if let Some(purpose) = purpose(context.definition, field, entries) {
                line.push(Run::of(format!(" ({purpose})"), EntryPath::cell(field, row, recipients::PURPOSE)));
            }
            if let Some(note) = text(recipients::NOTE) {
                // "Nơi nhận:" stands above the lines.
                let at = lines.len() + 1;
                notes.hang_on_recipient(at, vec![Run::of(note, EntryPath::cell(field, row, recipients::NOTE))]);
            }
            lines.push(line);
        }
    }
    let mut archive = vec![Run::plain("Lưu: VT")];
    let mut unit = printer.print(&end.archive, &[], None);
    if unit.missing.is_empty() && !unit.runs.is_empty() {
        for run in &mut unit.runs {
            let stem = run
                .text
                .trim_start_matches("Lưu:")
                .trim()
                .trim_start_matches("VT")
                .trim_start_matches([',', '-', ' ', '.']);
            run.text = stem.trim_end_matches('.').to_owned();
        }
        unit.runs.retain(|run| !run.text.is_empty());
        if !unit.runs.is_empty() {
            archive.push(Run::plain(", "));
        }
        archive.extend(unit.runs);
    }
    let text_of =
        |line: &[Run]| plain_letters(&line.iter().map(|run| run.text.as_str()).collect::<String>()).replace(' ', "");
    let own = text_of(&archive);
    let is_said = |typed: &Vec<Run>| text_of(typed).starts_with(&own);
    if typed_archive.iter().any(is_said) {
        lines.extend(typed_archive);
    } else {
        // "Lưu: VT" says less than the line that names the unit.
        lines.extend(typed_archive.into_iter().filter(|typed| !own.starts_with(&text_of(typed))));
        lines.push(archive);
    }
    let last = lines.len() - 1;
    document.recipients = vec![Block::new(Role::RecipientsTitle, vec![Run::plain("Nơi nhận:")])];
    for (index, mut runs) in lines.into_iter().enumerate() {
        runs.push(Run::plain(if index == last { "." } else { ";" }));
        document.recipients.push(Block::new(Role::Recipient, runs));
    }
}

fn purpose(definition: &Definition, field: FieldId, entries: &[Entry]) -> Option<String> {
    let column = definition[field].columns.get(recipients::PURPOSE)?;
    match &entries.get(recipients::PURPOSE)?.value {
        Value::Choice(Chosen::Option(index)) => options(column)?.list.get(*index).map(|o| o.text.clone()),
        Value::Choice(Chosen::Other(text)) | Value::Text(text) => Some(text.clone()),
        _ => None,
    }
    .map(|text| text.trim_matches(['(', ')']).to_owned())
    .filter(|text| !text.is_empty())
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

    let line = |prefix: &str, text: Option<String>, column: usize| -> Option<Block> {
        let origin = path(column);
        let run = match text {
            Some(text) => Run::of(format!("{prefix}{}", text.to_uppercase()), origin),
            None => missing(context.definition, origin)?,
        };
        Some(Block::new(Role::SignatureLine, vec![run]))
    };
    let mut lines: Vec<Option<Block>> = Vec::new();
    // Titles follow from the right in which one signs; until that is chosen they are those of the head.
    if *context.value(path(signature::FORM)) == Value::Missing {
        let run = missing(context.definition, path(signature::FORM));
        lines.push(run.map(|run| Block::new(Role::SignatureLine, vec![run])));
    }
    if matches!(form, SigningForm::OnBehalf | SigningForm::OnBehalfForHead) {
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
        lines.push(Some(Block::new(Role::OtherPost, vec![run])));
    }
    let name = text(signature::NAME).map(|name| Run::of(name, path(signature::NAME)));
    let name = name.or_else(|| missing(context.definition, path(signature::NAME)));
    lines.push(name.map(|run| Block::new(Role::SignerName, vec![run])));
    lines.into_iter().flatten().collect()
}

/// Stands for a part of the signature or of a recipient that is not there yet.
fn missing(definition: &Definition, path: EntryPath) -> Option<Run> {
    let text = format!("{MISSING}{}]", field_at(definition, path)?.label.vi.to_lowercase());
    Some(Run { text, origin: Some(path), kind: RunKind::Missing })
}
