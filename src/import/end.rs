//! The end of an old report: its last sentence, recipients and signature (NĐ 30/2020, phụ lục I,
//! mục II.7 and II.9).

use crate::report::answers::Path;
use crate::report::evaluation::options;
use crate::report::field::{recipients, signature};
use crate::report::letters::plain_letters;
use crate::report::pattern::Target;

use super::Paragraph;
use super::draft::Draft;
use super::outline::only_place;
use super::text::is_capitals;

/// The body and the end, which begins with "Nơi nhận:" or with the signature.
pub fn split(paragraphs: &[Paragraph]) -> (&[Paragraph], &[Paragraph]) {
    let recipients = paragraphs.iter().rposition(|p| plain_letters(&p.text).starts_with("noi nhan"));
    let closing = paragraphs.iter().rposition(|p| plain_letters(&p.text).starts_with("tren day la"));
    let end = recipients.or(closing.map(|at| at + 1)).unwrap_or(paragraphs.len());
    let (mut body, end) = paragraphs.split_at(end);
    // The last sentence is the type's own.
    if closing.is_some_and(|at| at + 1 == body.len()) {
        body = body.get(..body.len() - 1).unwrap_or_default();
    }
    (body, end)
}

/// Reads the end.
pub fn read(draft: &mut Draft<'_>, end: &[Paragraph]) {
    let (listed, signed): (Vec<&Paragraph>, Vec<&Paragraph>) =
        end.iter().partition(|p| p.text.starts_with(['-', '–', '+']) || plain_letters(&p.text).starts_with("noi nhan"));
    for paragraph in listed {
        let text = paragraph.text.trim_start_matches(['-', '–', '+', ' ']);
        if !plain_letters(text).starts_with("noi nhan") {
            recipient(draft, text, &paragraph.notes);
        }
    }
    let lines: Vec<&str> = signed.iter().map(|p| p.text.as_str()).filter(|t| !t.starts_with('(')).collect();
    sign(draft, &lines);
}

/// "Các ban, ngành, đoàn thể xã (p/h);", or "Lưu: VT, VHXH."
fn recipient(draft: &mut Draft<'_>, text: &str, notes: &[String]) {
    let Some(closing) = &draft.definition.closing else { return };
    let text = text.trim_end_matches([';', '.', ' ', ',']);
    let plain = plain_letters(text);
    if plain == "nhu tren" || plain == "nhu kinh gui" {
        return;
    }
    if let Some(rest) = text.strip_prefix("Lưu").filter(|rest| rest.starts_with([':', ' '])) {
        let rest = rest.trim_start_matches([':', ' ']);
        let unit = rest.strip_prefix("VT").map_or(rest, |unit| unit.trim_start_matches([',', '-', ';', ' ']));
        if let Some(Target::Field(field)) = only_place(&closing.archive) {
            draft.put(Path::field(*field), unit);
        }
        return;
    }
    let Some(field) = closing.recipients else { return };
    let split = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let known = split.filter(|(_, purpose)| purpose.contains('/') || plain_letters(purpose).starts_with("de "));
    let (name, purpose) = known.map_or((text, ""), |(name, purpose)| (name.trim(), purpose.trim()));
    let purpose = purpose.strip_prefix("để ").filter(|rest| rest.contains('/')).unwrap_or(purpose);
    let row = [
        (recipients::NAME, name.to_owned()),
        (recipients::PURPOSE, purpose.to_owned()),
        (recipients::NOTE, notes.join(" ").trim_end_matches(['.', ';']).to_owned()),
    ];
    draft.add_row(field, &row);
}

/// "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", and the name.
fn sign(draft: &mut Draft<'_>, lines: &[&str]) {
    let Some(closing) = &draft.definition.closing else { return };
    let Some(field) = closing.signature else { return };
    let mut parts: [String; 6] = Default::default();
    let mut forms: Vec<&str> = Vec::new();
    let mut posts: Vec<&str> = Vec::new();
    for line in lines {
        let line = line.trim_matches(['*', ' ']);
        // Marks of those who sign, as long as they stand first: "TUQ." before "Q.".
        let marked =
            ["TM.", "KT.", "TL.", "TUQ.", "Q."].iter().find_map(|mark| Some((*mark, line.strip_prefix(*mark)?)));
        match marked {
            Some((mark, rest)) if posts.is_empty() => {
                forms.push(mark);
                let slot = if mark == "TM." { signature::BEHALF } else { signature::HEAD };
                if let Some(slot) = parts.get_mut(slot) {
                    rest.trim().clone_into(slot);
                }
            }
            _ if is_capitals(line) => posts.push(line),
            _ if is_name(line) => {
                line.clone_into(&mut parts[signature::NAME]);
                break;
            }
            _ => {}
        }
    }
    let form = match forms.as_slice() {
        ["TM."] => "tm",
        ["TM.", "KT."] => "tm_kt",
        ["KT."] => "kt",
        ["TL."] => "tl",
        ["TUQ."] => "tuq",
        ["Q."] => "q",
        [] if !posts.is_empty() => "truc_tiep",
        _ => return,
    };
    form.clone_into(&mut parts[signature::FORM]);
    if let Some(post) = posts.first() {
        (*post).clone_into(&mut parts[signature::POST]);
    }
    if let Some(other) = posts.get(1..).filter(|other| !other.is_empty()) {
        parts[signature::OTHER_POST] = other.join(" ");
    }
    // What the kind of office says anyway is left to it.
    if let Some(issuer) = closing.issuer {
        let list = draft.definition.fields.get(issuer).and_then(options).map(|options| options.list.as_slice());
        let same = |one: &str, two: &str| !two.is_empty() && plain_letters(one) == plain_letters(two);
        let said = |option: &&crate::report::field::Choice| {
            same(&parts[signature::BEHALF], option.attribute("behalf"))
                || same(&parts[signature::HEAD], option.attribute("head"))
                || (form == "truc_tiep" && same(&parts[signature::POST], option.attribute("head")))
        };
        if let Some(option) = list.into_iter().flatten().find(said) {
            draft.put(Path::field(issuer), &option.id);
            let usual_post = match form {
                "tm" | "truc_tiep" => option.attribute("head"),
                "tm_kt" | "kt" => option.attribute("deputy"),
                _ => "",
            };
            let usual = [
                (signature::BEHALF, option.attribute("behalf")),
                (signature::HEAD, option.attribute("head")),
                (signature::POST, usual_post),
            ];
            for (part, words) in usual {
                if same(&parts[part], words) {
                    parts[part].clear();
                }
            }
        }
    }
    draft.put_parts(field, &parts);
}

/// Whether a line can be a person's name: words with capitals, without figures.
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let capital =
        |word: &&str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '.');
    (1..=6).contains(&words.len()) && words.iter().all(capital)
}
