//! The end of an old report: its last sentence, recipients and signature (NĐ 30/2020, phụ lục I,
//! mục II.7 and II.9).

use std::ops::Range;

use crate::report::answers::EntryPath;
use crate::report::field::{options, recipients, signature};
use crate::report::pattern::Target;
use crate::report::signing;
use crate::text::letters::plain_letters;

use super::Paragraph;
use super::draft::Draft;
use super::mark::{is_capitals, is_sign, small_after_first};
use super::outline::{literal, only_place, title_of, word_set};

/// How posts begin that stand above a name.
const POSTS: [&str; 8] = ["CHỦ TỊCH", "PHÓ ", "TRƯỞNG ", "HIỆU TRƯỞNG", "GIÁM ĐỐC", "BÍ THƯ", "CHÁNH ", "NGƯỜI "];

/// Words of a last sentence that say nothing of their own.
const USUAL: &str = "Trên đây là báo cáo kết quả thực hiện công tác của về việc tình hình các hoạt động \
    nhà trường phòng ban đơn vị cơ quan Ủy ban nhân dân UBND địa bàn xã phường đặc khu sở kính xin trân trọng \
    trình xem xét chỉ đạo tổng hợp theo dõi";

/// Words of the longest second sentence that says nothing of its own: "Kính trình UBND tỉnh./."
const FORMULA: usize = 6;

/// What follows "Nơi nhận:"; `None` where a paragraph does not begin so.
fn recipients_title(text: &str) -> Option<&str> {
    let (title, after) = text.split_once(':').unwrap_or((text, ""));
    (plain_letters(title).trim() == "noi nhan").then(|| after.trim())
}

/// The lines of a signature, from its first to the name, where none but they can be meant.
fn signature(paragraphs: &[Paragraph]) -> Option<Range<usize>> {
    let line = |at: usize| paragraphs.get(at).map_or("", |p| p.text.as_str());
    let is_above = |at: &usize| is_capitals(line(*at)) || signing::mark(line(*at)).is_some() || is_signed(line(*at));
    let begins =
        |at: &usize| signing::mark(line(*at)).is_some() || POSTS.iter().any(|post| line(*at).starts_with(post));
    let is_capital_name =
        |at: usize| is_name_in_capitals(line(at)) && POSTS.iter().any(|post| line(at - 1).starts_with(post));
    let is_signer = |at: &usize| (!is_capitals(line(*at)) && is_name(line(*at))) || is_capital_name(*at);
    (1..paragraphs.len()).rev().filter(is_signer).find_map(|name| {
        let above = (0..name).rev().take_while(is_above);
        above.filter(begins).last().map(|first| first..name + 1)
    })
}

/// The body, the last sentence, and the end, which begins with "Nơi nhận:" or with the signature.
pub(crate) fn split(paragraphs: &[Paragraph]) -> (&[Paragraph], Option<&Paragraph>, &[Paragraph]) {
    let is_closing = |p: &Paragraph| is_closing(&p.text);
    let end = match paragraphs.iter().position(|p| recipients_title(&p.text).is_some()) {
        // The signature may stand above.
        Some(at) => {
            let above = signature(paragraphs.get(..at).unwrap_or_default());
            above.filter(|lines| lines.end == at).map_or(at, |lines| lines.start)
        }
        None => signature(paragraphs)
            .map(|lines| lines.start)
            .or_else(|| paragraphs.iter().rposition(is_closing).map(|at| at + 1))
            .or_else(|| paragraphs.last().filter(|last| is_signer(last)).map(|_| paragraphs.len() - 1))
            .unwrap_or(paragraphs.len()),
    };
    // Who drew the report up may sign beside: a post and a name, without a mark.
    let stands_above = |at: &usize| {
        let text = paragraphs.get(*at).map_or("", |p| p.text.as_str());
        (is_capitals(text) && POSTS.iter().any(|post| text.starts_with(post)))
            || is_signed(text)
            || is_signer_name(text)
    };
    let first = (0..end).rev().take_while(stands_above).last().unwrap_or(end);
    let has_post = paragraphs.get(first..end).unwrap_or_default().iter().any(|p| is_capitals(&p.text));
    let end = if has_post { first } else { end };
    let (body, end) = paragraphs.split_at(end);
    match body.split_last() {
        Some((last, body)) if is_closing(last) => (body, Some(last), end),
        _ => (body, None, end),
    }
}

/// Whether a line can only be a person's name: several words, each with its capital.
fn is_signer_name(text: &str) -> bool {
    text.contains(' ') && is_name(text) && !is_capitals(text)
}

/// Whether a paragraph ends a report: "Trên đây là báo cáo …", "UBND xã kính báo cáo./."
fn is_closing(text: &str) -> bool {
    let plain = plain_letters(text.trim_end_matches(['.', '/', ' ', ';']));
    let is_short = plain.split(' ').count() <= 24;
    let ends = ["kinh bao cao", "xin bao cao", "tran trong bao cao", "bao cao va de nghi"];
    plain.starts_with("tren day la") || (is_short && ends.iter().any(|words| plain.ends_with(words)))
}

/// Whether a paragraph at the very end is the name of a signer whose post is not there.
fn is_signer(paragraph: &Paragraph) -> bool {
    is_signer_name(&paragraph.text) && title_of(paragraph).is_none()
}

/// The last sentence is the type's own where it says nothing but what the report is; else it is kept.
pub(crate) fn read_closing<'p>(draft: &mut Draft<'_>, closing: &Paragraph, above: impl Iterator<Item = &'p Paragraph>) {
    let own = draft.definition.closing.as_ref().map_or(String::new(), |closing| literal(&closing.sentence));
    let known = above.fold(word_set(&format!("{USUAL} {own}")), |mut known, paragraph| {
        known.extend(word_set(&paragraph.text));
        known
    });
    // A second sentence asks or thanks in words of its own, however usual each of them is.
    let (first, second) = closing.text.split_once(". ").unwrap_or((&closing.text, ""));
    if word_set(first).is_subset(&known) {
        let is_formula = second.split(' ').count() <= FORMULA && word_set(second).is_subset(&known);
        draft.rest.extend((!is_formula).then(|| second.to_owned()));
        draft.rest.extend(closing.notes.iter().cloned());
    } else {
        draft.keep(closing);
    }
}

/// Reads the end: the recipients under their title, and the signature up to its name. What follows,
/// as an appendix does, and what is neither, is handed back.
pub(crate) fn read(draft: &mut Draft<'_>, end: &[Paragraph]) {
    let mut lines: Vec<&Paragraph> = Vec::new();
    let mut other: Vec<&Paragraph> = Vec::new();
    // Whether recipients may come, and whether the signature is over.
    let (mut listing, mut is_over) = (false, false);
    // Of two that sign, the last is who answers for the report; the other is handed back.
    let own = signature(end);
    for (at, paragraph) in end.iter().enumerate() {
        draft.reads(paragraph);
        let is_own = own.as_ref().is_none_or(|own| own.contains(&at));
        let title = recipients_title(&paragraph.text);
        let text = title.unwrap_or(&paragraph.text);
        let (is_item, begun) = (text.starts_with(is_sign), !lines.is_empty());
        listing |= title.is_some();
        if title.is_some() && text.is_empty() {
            draft.rest.extend(paragraph.notes.iter().cloned());
        } else if is_own
            && !is_over
            && !is_item
            && (signing::mark(text).is_some() || (is_capitals(text) && !is_appendix(text)))
        {
            lines.push(paragraph);
        } else if listing && (title.is_some() || is_item || (!begun && text.ends_with(';'))) {
            // Lines broken within a paragraph come as one.
            let items: Vec<&str> = text.split(';').filter(|item| title.is_some() || !item.trim().is_empty()).collect();
            let mut is_read = true;
            for item in items {
                is_read &= recipient(draft, item.trim_start().trim_start_matches(is_sign).trim(), &paragraph.notes);
            }
            if !is_read {
                draft.keep(paragraph);
            }
        } else if begun && !is_over && is_signed(text) {
            draft.rest.extend(paragraph.notes.iter().cloned());
        } else if begun && !is_over && is_name(text) {
            lines.push(paragraph);
            (listing, is_over) = (false, true);
        } else {
            other.push(paragraph);
            is_over |= begun;
            listing &= !is_over;
        }
    }
    if let Some(first) = lines.first() {
        draft.reads(first);
    }
    let texts: Vec<&str> = lines.iter().map(|p| recipients_title(&p.text).unwrap_or(&p.text)).collect();
    let is_read = sign(draft, &texts);
    for paragraph in lines {
        if is_read {
            draft.rest.extend(paragraph.notes.iter().cloned());
        } else {
            draft.keep(paragraph);
        }
    }
    for paragraph in other {
        draft.keep(paragraph);
    }
}

/// "(Đã ký)", "(Ký, ghi rõ họ tên)".
fn is_signed(line: &str) -> bool {
    line.starts_with('(') && line.to_lowercase().contains("ký") && line.chars().count() < 50
}

/// "PHỤ LỤC I".
fn is_appendix(line: &str) -> bool {
    plain_letters(line).starts_with("phu luc")
}

/// "Các ban, ngành, đoàn thể xã (p/h);", or "Lưu: VT, VHXH." False where it found no place.
fn recipient(draft: &mut Draft<'_>, text: &str, notes: &[String]) -> bool {
    let Some(closing) = &draft.definition.closing else { return false };
    let text = text.trim_end_matches([';', '.', ' ', ',']);
    let plain = plain_letters(text);
    if matches!(plain.as_str(), "" | "nhu tren" | "nhu kinh gui" | "luu") {
        return notes.is_empty();
    }
    if let Some(rest) = text.strip_prefix("Lưu").filter(|rest| rest.starts_with([':', ' '])) {
        let rest = rest.trim_start_matches([':', ' ']);
        let unit = rest.strip_prefix("VT").map_or(rest, |unit| unit.trim_start_matches([',', '-', ';', ' ']));
        return notes.is_empty()
            && match only_place(&closing.archive) {
                _ if unit.is_empty() => true,
                Some(Target::Field(field)) => draft.agree(EntryPath::field(*field), unit),
                _ => false,
            };
    }
    let Some(field) = closing.recipients else { return false };
    let split = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    // How many they are is of their name: "Các thôn (11 thôn)".
    let is_count = |purpose: &str| purpose.contains(|c: char| c.is_ascii_digit());
    let known = split.filter(|(_, purpose)| purpose.contains('/') || !is_count(purpose));
    let (name, purpose) = known.map_or((text, ""), |(name, purpose)| (name.trim(), purpose.trim()));
    let row = [
        (recipients::NAME, name.to_owned()),
        (recipients::PURPOSE, purpose.to_owned()),
        (recipients::NOTE, notes.join(" ").trim_end_matches(['.', ';']).to_owned()),
    ];
    draft.add_row(field, &row)
}

/// "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", and the name. False where not all of it
/// found its place.
fn sign(draft: &mut Draft<'_>, lines: &[&str]) -> bool {
    let Some(closing) = &draft.definition.closing else { return false };
    let Some(field) = closing.signature else { return false };
    let mut parts: [String; 6] = Default::default();
    let mut forms: Vec<&str> = Vec::new();
    let mut posts: Vec<&str> = Vec::new();
    let has_name = lines.iter().any(|line| !is_capitals(line) && is_name(line));
    for line in lines {
        match signing::mark(line) {
            Some((mark, rest)) if posts.is_empty() => {
                forms.push(mark);
                let slot = if mark == "TM." { signature::BEHALF } else { signature::HEAD };
                if let Some(slot) = parts.get_mut(slot) {
                    rest.trim().clone_into(slot);
                }
            }
            // Where posts look like names, too, nobody knows which is one.
            _ if is_capitals(line)
                && (has_name
                    || posts.is_empty()
                    || !is_name_in_capitals(line)
                    || posts.iter().any(|post| is_name_in_capitals(post))) =>
            {
                posts.push(line);
            }
            _ if is_capitals(line) => parts[signature::NAME] = name_in_small_letters(line),
            _ => (*line).clone_into(&mut parts[signature::NAME]),
        }
    }
    let form = match forms.as_slice() {
        ["TM."] => "tm",
        ["TM.", "KT."] => "tm_kt",
        ["KT."] => "kt",
        ["TL."] => "tl",
        ["TUQ."] => "tuq",
        ["Q."] | ["TM.", "Q."] => "q",
        [] if !posts.is_empty() => "truc_tiep",
        // Nobody knows how the program would write it.
        _ => return false,
    };
    form.clone_into(&mut parts[signature::FORM]);
    // The acting head has the head's own post.
    let own = if form == "q" { 0 } else { posts.len().min(1) };
    let (post, other) = posts.split_at(own);
    parts[signature::POST] = post.join(" ");
    parts[signature::OTHER_POST] = other.join(" ");
    // What the kind of office says anyway is left to it.
    if let Some(issuer) = closing.issuer {
        let list = options(&draft.definition[issuer]).map(|options| options.list.as_slice());
        let same = |one: &str, two: &str| !two.is_empty() && plain_letters(one) == plain_letters(two);
        let said = |option: &&crate::report::field::Choice| {
            same(&parts[signature::BEHALF], option.attribute("behalf"))
                || same(&parts[signature::HEAD], option.attribute("head"))
                || (form == "truc_tiep" && same(&parts[signature::POST], option.attribute("head")))
        };
        if let Some(option) = list.into_iter().flatten().find(said) {
            let is_issuer = draft.agree(EntryPath::field(issuer), &option.id);
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
                if let Some(part) = parts.get_mut(part).filter(|part| is_issuer && same(part, words)) {
                    part.clear();
                }
            }
        }
    }
    draft.put_parts(field, &parts)
}

/// Words of posts, wherever they stand in them.
const OF_POSTS: [&str; 8] = ["TRƯỞNG", "PHÓ", "VIÊN", "THƯ", "CHỦ", "GIÁM", "CHÁNH", "NGƯỜI"];

/// Whether a line in capitals can be the name of a signer: "ĐINH VĂN MẪU".
fn is_name_in_capitals(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    (2..=5).contains(&words.len())
        && is_capitals(line)
        && is_name(line)
        && signing::mark(line).is_none()
        && !words.iter().any(|word| OF_POSTS.contains(word))
}

/// A name in capitals as it is written: "Đinh Văn Mẫu".
fn name_in_small_letters(name: &str) -> String {
    name.split(' ').map(small_after_first).collect::<Vec<_>>().join(" ")
}

/// Whether a line can be a person's name: words with capitals, without figures.
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || ".'’".contains(c))
    };
    (1..=6).contains(&words.len()) && words.iter().all(capital)
}
