//! The head of an old report: agencies, number and symbol, place and date, subject, addressees,
//! bases, and the lead (NĐ 30/2020, phụ lục I, mục II.1–6 and II.9).

use crate::report::answers::EntryPath;
use crate::report::definition::{BodyRole, Letterhead};
use crate::report::field::{Kind, Shape};
use crate::report::ids::FieldId;
use crate::report::pattern::{Part, Pattern, Target};
use crate::text::gap::is_gap;
use crate::text::letters::{plain_letters, small_in_place};

use super::bodies::{belongs_to_another, is_address, level_of, names_body, second_committee, without_address};
use super::draft::Draft;
use super::mark::{is_capitals, small_after_first};
use super::outline::field_of;
use super::sentence::{self, Line};
use super::{Paragraph, citation, period, places, subject};

/// Paragraphs within which the title must stand.
const TITLE_WITHIN: usize = 40;

/// The head, up to the addressees, and what follows. Without a title there is no head.
pub(crate) fn split(paragraphs: &[Paragraph]) -> (&[Paragraph], &[Paragraph]) {
    let Some(title) = paragraphs.iter().take(TITLE_WITHIN).position(is_title) else { return (&[], paragraphs) };
    let rest = paragraphs.get(title + 1..).unwrap_or_default();
    let subject = subject::lines(rest);
    let rest = rest.get(subject..).unwrap_or_default();
    let addressed = rest.first().is_some_and(|first| is_address(&first.text));
    let addressees = match (addressed, rest.get(1..)) {
        (false, _) | (_, None) => 0,
        (true, Some(more)) => {
            // The next one stands below, with or without a mark.
            let goes_on = |at: &usize| {
                let is_listed = rest.get(*at).is_some_and(|before| before.text.ends_with(';'));
                is_listed || more.get(*at).is_some_and(|p| p.text.starts_with(['-', '+', '|']))
            };
            1 + (0..more.len()).take_while(goes_on).count()
        }
    };
    paragraphs.split_at(title + 1 + subject + addressees)
}

fn is_title(paragraph: &Paragraph) -> bool {
    let plain = plain_letters(&paragraph.text);
    plain == "bao cao" || (plain.starts_with("bao cao ") && paragraph.text.starts_with("BÁO CÁO"))
}

/// Reads the head, and the `lead`: what stands before the first heading. `all` is the whole report,
/// in which names stand that the head has in capitals. Returns what of the lead was not understood.
pub(crate) fn read(draft: &mut Draft<'_>, head: &[Paragraph], lead: &[Paragraph], all: &[Paragraph]) -> Vec<Paragraph> {
    let Some(letterhead) = &draft.definition.letterhead else {
        for paragraph in head {
            draft.keep(paragraph);
        }
        return lead.to_vec();
    };
    draft.rest.extend(head.iter().flat_map(|paragraph| paragraph.notes.iter().cloned()));
    let title = head.iter().position(is_title);
    let (above, below) = head.split_at(title.unwrap_or(0));
    if let Some(first) = below.get(1).or_else(|| below.first()) {
        draft.reads(first);
    }
    let subject = subject::of(below);
    period::read(draft, &subject, lead);
    put(draft, &letterhead.subject, &subject);
    let mut strange = Vec::new();
    for paragraph in above {
        draft.reads(paragraph);
        let is_numbered = number(draft, letterhead, &paragraph.text);
        let is_dated = place_and_date(draft, letterhead, &paragraph.text);
        if !is_numbered && !is_dated && !is_usual(&paragraph.text) {
            strange.push(paragraph);
        }
    }
    let agencies = agencies(draft, letterhead, &strange, all);
    // What the head has besides ("HỎA TỐC", a telephone) is handed back.
    draft.rest.extend(strange.iter().map(|line| line.text.clone()).filter(|text| !agencies.contains(text)));
    addressees(draft, letterhead, below);
    period::of_date(draft, &subject);
    if let Some(first) = below.get(1).or_else(|| below.first()) {
        draft.reads(first);
        subject::answer(draft);
    }
    let mut open = Vec::new();
    for paragraph in lead {
        draft.reads(paragraph);
        read_quoted(draft, &paragraph.text);
        if !read_lead(draft, paragraph) {
            open.push(paragraph.clone());
        }
    }
    open
}

fn put(draft: &mut Draft<'_>, pattern: &Pattern, text: &str) {
    if let Some(field) = field_of(pattern) {
        draft.put(EntryPath::field(field), text);
    }
}

/// Whether a line of the head says what every head does, or nothing: quốc hiệu, tiêu ngữ, the mark of a draft, a rule,
/// a number or a day that is still blank, a gap of a draft.
fn is_usual(text: &str) -> bool {
    let plain = plain_letters(text);
    // "SỞ Y TẾ" is no number.
    let is_number = ["Số", "SỐ", "số"].iter().any(|word| text.starts_with(word));
    let is_blank = is_number && !plain.contains(|c: char| c.is_ascii_digit());
    ["cong hoa xa hoi", "doc lap", "dang cong san viet nam", "doan tncs ho chi minh"]
        .iter()
        .any(|words| plain.starts_with(words))
        || plain == "du thao"
        || is_blank
        || !text.contains(char::is_alphanumeric)
        || is_gap(text)
}

/// "Số: 12/BC-UBND", the number perhaps still blank, as typists write it: "SỐ: 15/BC - UBND", "Số 15/2026/BC-UBND".
/// False where the line is no such.
fn number(draft: &mut Draft<'_>, letterhead: &Letterhead, text: &str) -> bool {
    let Some(rest) = ["Số", "SỐ", "số"].iter().find_map(|word| text.strip_prefix(word)) else { return false };
    if !rest.starts_with([':', ' ', '.', '…']) {
        return false;
    }
    let rest = rest.trim_start_matches([':', ' ']).replace(" - ", "-").replace(" / ", "/");
    let Some((number, symbol)) = rest.split_once('/') else { return false };
    let number = number.trim_matches([' ', '.', '…', '_']);
    // A year between them is none of either (mục II.3).
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let symbol =
        symbol.split_once('/').filter(|(year, _)| is_year(year.trim())).map_or(symbol, |(_, symbol)| symbol).trim();
    let is_number = number.chars().all(|c| c.is_ascii_digit());
    if !is_number || symbol.is_empty() || symbol.contains(' ') || !symbol.starts_with(char::is_uppercase) {
        return false;
    }
    if !number.is_empty() {
        put(draft, &letterhead.number, number);
    }
    put(draft, &letterhead.symbol, symbol);
    true
}

/// "Bờ Y, ngày 05 tháng 7 năm 2026", the day perhaps still blank, the comma perhaps left out. False where the line is
/// no such.
fn place_and_date(draft: &mut Draft<'_>, letterhead: &Letterhead, text: &str) -> bool {
    let split = ["ngày", "Ngày", "NGÀY"].iter().find_map(|word| text.split_once(word));
    let Some((place, date)) = split else { return false };
    let place = place.trim_matches(['(', ' ', ',']);
    // "Kèm theo Công văn số 12 ngày …" names no place.
    // "TP. Vinh"
    let bare = ["TP.", "Tp.", "TX.", "Tx."].iter().find_map(|short| place.strip_prefix(short)).unwrap_or(place);
    let is_name = place.split(' ').count() <= 6
        && !bare.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ';' | '/'));
    let is_place = is_name && place.starts_with(char::is_uppercase) && !plain_letters(place).starts_with("kem theo");
    let day = citation::date(date.trim_start());
    let is_day = day.as_ref().is_some_and(|(_, rest)| rest.trim_matches(['.', ')', ' ']).is_empty());
    if !(is_place || is_gap(place)) || !(is_day || plain_letters(date).contains("thang")) {
        return false;
    }
    if is_place {
        put(draft, &letterhead.place, place);
    }
    if let (Some((day, _)), Some(field)) = (day, letterhead.date) {
        draft.put(EntryPath::field(field), &day);
    }
    true
}

/// The lines of the agency and of the one above it; those that were understood.
fn agencies(draft: &mut Draft<'_>, letterhead: &Letterhead, above: &[&Paragraph], all: &[Paragraph]) -> Vec<String> {
    let lines: Vec<&str> = above.iter().map(|p| p.text.as_str()).filter(|text| is_capitals(text)).collect();
    if lines.is_empty() || lines.len() > 4 {
        return Vec::new();
    }
    let own = lines.iter().rposition(|line| belongs_to_another(line)).or(second_committee(&lines)).unwrap_or(0);
    let (parent, agency) = lines.split_at(own);
    for (lines, pattern) in [(parent, &letterhead.parent), (agency, &letterhead.agency)] {
        let Some(field) = field_of(pattern).filter(|_| !lines.is_empty()) else { continue };
        if let Some(first) = above.iter().find(|paragraph| lines.first() == Some(&paragraph.text.as_str())) {
            draft.reads(first);
        }
        let names = each_in_small_letters(lines, all, &named_place(draft, letterhead));
        if draft.put(EntryPath::field(field), &names.join("\n")) {
            continue;
        }
        draft.put(EntryPath::field(field), &names.join(" "));
    }
    let known = |name: &str| draft.definition.field(name).map(EntryPath::field);
    if let Some(((level, area), field)) = level_of(&parent.join(" "), &agency.join(" ")).zip(known("cap_don_vi")) {
        draft.put(field, level);
        // What is usual for a level need not be said.
        if let Some(field) = known("dia_ban").filter(|_| matches!(area, "phường" | "đặc khu" | "thị trấn" | "quận"))
        {
            draft.put(field, area);
        }
    }
    lines.into_iter().map(str::to_owned).collect()
}

/// The place that the head names before its date.
fn named_place(draft: &Draft<'_>, letterhead: &Letterhead) -> String {
    field_of(&letterhead.place).map_or(String::new(), |field| draft.answers.raw(EntryPath::field(field)).to_owned())
}

/// Words of the longest name that needs no shorter one.
const SHORT: usize = 4;

/// Who reports, in full and short, where the report itself did not say so: as the head names it.
pub(crate) fn name_reporter(draft: &mut Draft<'_>) {
    let Some(agency) = draft.definition.letterhead.as_ref().and_then(|head| field_of(&head.agency)) else { return };
    let raw = draft.answers.raw(EntryPath::field(agency));
    // "UBND xã Thanh Lâm" above its district is all of the name.
    let first = raw.split('\n').next().filter(|first| first.starts_with("UBND "));
    let name = first.map_or_else(|| raw.replace('\n', " "), str::to_owned);
    if name.is_empty() || is_capitals(&name) {
        return;
    }
    let known = |name: &str| draft.definition.field(name).map(EntryPath::field);
    if let Some(field) = known("chu_the") {
        draft.put(field, &name);
    }
    // "UBND xã", "Nhà trường", as the sentences of a report go on.
    let committee = COMMITTEE.iter().find_map(|words| name.strip_prefix(words)?.strip_prefix(' '));
    let short = match committee {
        Some(area) => {
            let unit: Vec<&str> = area.split(' ').take_while(|word| word.starts_with(char::is_lowercase)).collect();
            (!unit.is_empty()).then(|| format!("UBND {}", unit.join(" ")))
        }
        None if name.starts_with("Trường ") => Some("Nhà trường".to_owned()),
        // "Sở Nội vụ", "Trạm Y tế" are short as they are.
        None => (name.split(' ').count() <= SHORT).then(|| name.clone()),
    };
    if let Some((field, short)) = known("ten_rut_gon").zip(short) {
        draft.put(field, &short);
    }
}

/// The same, each line alone where they are no name together.
fn each_in_small_letters(lines: &[&str], all: &[Paragraph], place: &str) -> Vec<String> {
    let whole = in_small_letters(lines, all, place);
    if whole.iter().zip(lines).any(|(name, line)| name != line) {
        return whole;
    }
    lines.iter().flat_map(|line| in_small_letters(&[line], all, place)).collect()
}

/// Lines in capitals as the prose of the report writes them, or as usual where they are the committee of the `place` of
/// the head; as they are where neither tells.
fn in_small_letters(lines: &[&str], all: &[Paragraph], place: &str) -> Vec<String> {
    let lower = lines.join(" ").to_lowercase();
    let found = all.iter().filter(|p| !is_capitals(&p.text)).find_map(|p| {
        let at = small_in_place(&p.text).find(&lower)?;
        p.text.get(at..at + lower.len())
    });
    let usual = lower.strip_suffix(&place.to_lowercase()).filter(|_| !place.is_empty()).and_then(committee_of);
    let usual = usual.map(|(name, unit)| format!("{name} {unit} {place}"));
    let by_words =
        lines.iter().any(|line| belongs_to_another(line)).then(|| named_by_its_words(&lines.join(" "))).flatten();
    let mut rest = found.or(usual.as_deref()).or(by_words.as_deref()).unwrap_or_default();
    let mut names = Vec::new();
    for line in lines {
        let (own, more) = rest.split_at_checked(line.to_lowercase().len()).unwrap_or((line, ""));
        names.push(if own.is_empty() { (*line).to_owned() } else { own.to_owned() });
        rest = more.trim_start();
    }
    names
}

/// What bodies are called, in capitals, whose names go on with their field: "PHÒNG VĂN HÓA - XÃ HỘI".
const OF_FIELDS: [&str; 5] = ["PHÒNG ", "SỞ ", "BAN ", "TRẠM ", "TRUNG TÂM "];

/// A name in capitals as NĐ 30/2020 (phụ lục II, mục IV) writes it: the body, and each part of its field with a capital.
/// `None` of what has other words, as a school has.
fn named_by_its_words(name: &str) -> Option<String> {
    let body = OF_FIELDS.iter().find(|body| name.starts_with(**body))?;
    // "BAN CHỈ ĐẠO" is no whole name.
    if *body == "BAN " && !name.contains(" - ") {
        return None;
    }
    let field = name.get(body.len()..)?;
    // "SỞ Y TẾ TỈNH …" says whose it is, too.
    let is_plain = field.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '–' | ','))
        && ![" XÃ ", " PHƯỜNG ", " HUYỆN ", " TỈNH "]
            .iter()
            .any(|area| format!(" {} ", field.replace("XÃ HỘI", "")).contains(area))
        && field.split([' ', '-']).all(|word| word.len() < 3 || word.to_lowercase().contains(is_vowel));
    let parts = |text: &str| text.split(" - ").map(small_after_first).collect::<Vec<_>>().join(" - ");
    is_plain.then(|| {
        let fields: Vec<String> = field.split(" VÀ ").map(parts).collect();
        format!("{} {}", small_after_first(body.trim_end()), fields.join(" và "))
    })
}

/// Whether a letter, without its marks, is a vowel: a word without one is an abbreviation.
fn is_vowel(c: char) -> bool {
    plain_letters(c.encode_utf8(&mut [0; 4])).contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// A people's committee as offices write it; the second is the spelling of older keyboards.
const COMMITTEE: [&str; 3] = ["Ủy ban nhân dân", "Uỷ ban nhân dân", "UBND"];

/// The committee and its unit that "ủy ban nhân dân xã ", before the name of the place, is.
fn committee_of(before: &str) -> Option<(&'static str, &str)> {
    let (name, unit) = COMMITTEE.iter().find_map(|name| Some((*name, before.strip_prefix(&name.to_lowercase())?)))?;
    let unit = unit.trim();
    ["xã", "phường", "đặc khu", "thị trấn", "huyện", "tỉnh"].contains(&unit).then_some((name, unit))
}

fn addressees(draft: &mut Draft<'_>, letterhead: &Letterhead, below: &[Paragraph]) {
    let Some(field) = letterhead.addressees else { return };
    let Some(at) = below.iter().position(|p| is_address(&p.text)) else { return };
    for paragraph in below.get(at..).unwrap_or_default() {
        draft.reads(paragraph);
        let text = without_address(&paragraph.text);
        for name in text.split(';') {
            let name = name.trim_matches(['-', '+', '|', ' ', '.', ';']);
            draft.add_line(EntryPath::field(field), name);
        }
    }
}

/// The clause of a lead that says who reports what, and what stands before it: "Thực hiện …, Ủy ban nhân dân xã … báo
/// cáo … như sau:".
fn reporting(text: &str) -> Option<(&str, &str)> {
    let is_who = |who: &str| {
        let is_body = who.starts_with(char::is_uppercase) && !who.contains(|c: char| c.is_ascii_digit());
        who.chars().count() < 80 && is_body && !plain_letters(who).ends_with(" ve viec")
    };
    let is_end = |at: usize| text.get(at + " báo cáo".len()..).is_some_and(|after| after.starts_with([' ', ':']));
    let ends = || text.match_indices(" báo cáo").map(|(at, _)| at).filter(|at| text.ends_with(':') && is_end(*at));
    let clause = |at: usize| {
        // A name may have commas: it begins where a body is named, else after the last.
        let marks = text.get(..at)?.match_indices([',', ';']).map(|(mark, _)| mark + 1);
        let commas = marks.filter(|end| text.get(*end..).is_some_and(|rest| rest.starts_with(' '))).map(|end| end + 1);
        let starts: Vec<usize> = std::iter::once(0).chain(commas).collect();
        let is_own = |start: &&usize| text.get(**start..at).is_some_and(|who| names_body(who) && is_who(who));
        let start = starts.iter().rev().find(is_own).or(starts.last()).copied().unwrap_or(0);
        is_who(text.get(start..at)?)
            .then_some((text.get(..start)?.trim_end_matches([',', ';', ' ']), text.get(start..)?))
    };
    // "Thực hiện chế độ báo cáo định kỳ, UBND xã … báo cáo": who is a body, if any of them is.
    let named = ends().filter_map(clause).find(|(_, who)| names_body(who));
    named.or_else(|| {
        let is_of_lead = |who: &str| ["Thực hiện ", "Căn cứ ", "Theo "].iter().any(|words| who.starts_with(words));
        ends().filter_map(clause).find(|(_, who)| !is_of_lead(who))
    })
}

/// What stands between quotation marks after words that the lead of the type has before its own: the theme of "với chủ đề
/// “…”", wherever the report says it.
fn read_quoted(draft: &mut Draft<'_>, text: &str) {
    let leads = draft.definition.body.iter().filter(|block| block.role == BodyRole::Lead);
    let optional = leads.flat_map(|block| &block.text.parts).filter_map(|part| match part {
        Part::Optional(parts) => Some(parts),
        _ => None,
    });
    let quoted = optional.filter_map(|parts| match parts.as_slice() {
        [Part::Text(words), Part::Place(place), ..] => Some((words.trim().strip_suffix('“')?.trim_end(), place)),
        _ => None,
    });
    for (words, place) in quoted {
        // The last two words are its name: "với chủ đề".
        let label = words.rsplitn(3, ' ').take(2).collect::<Vec<_>>();
        let [second, first] = label[..] else { continue };
        let said = small_in_place(text).find(&format!("{first} {second}"));
        let after = said.and_then(|at| text.get(at + first.len() + 1 + second.len()..)).unwrap_or_default();
        let after = after.trim_start_matches([':', ' ']).strip_prefix(['“', '"', '«']);
        let theme = after.and_then(|after| after.split_once(['”', '"', '»'])).map(|(theme, _)| theme.trim());
        if let Some((theme, field)) = theme.zip(place.targets().find_map(Target::field)) {
            draft.put(EntryPath::field(field), theme);
        }
    }
}

/// Reads a basis or the lead sentence, by the blocks of those roles. False where it is neither.
fn read_lead(draft: &mut Draft<'_>, paragraph: &Paragraph) -> bool {
    let text = paragraph.text.as_str();
    // Several bases in one paragraph.
    if let Some((first, rest)) = text.split_once("; Căn cứ ") {
        let part = |text: &str| Paragraph { text: text.to_owned(), notes: Vec::new(), ..paragraph.clone() };
        let all = [part(first), Paragraph { text: format!("Căn cứ {rest}"), ..paragraph.clone() }];
        return all.iter().filter(|part| read_lead(draft, part)).count() > 0;
    }
    let definition = draft.definition;
    let blocks = || definition.body.iter().filter(|b| matches!(b.role, BodyRole::Basis | BodyRole::Lead));
    let whole = Line::of(text)
        .and_then(|line| blocks().find_map(|block| Some((block, sentence::read(block, &line, draft, &draft.steps)?))));
    if let Some((block, reading)) = whole {
        places::take(draft, block, &reading, paragraph);
        return true;
    }
    // Worded otherwise, it still says who reports, and which document asked for it.
    let reports = reporting(text);
    let reporter = blocks().find_map(|block| {
        block.text.parts.windows(2).enumerate().find_map(|(at, pair)| match pair {
            [Part::Place(place), Part::Text(words)] if words.starts_with(" báo cáo") => {
                Some((block, at, place.targets().next()?.field()?))
            }
            _ => None,
        })
    });
    // From there on it may be the type's own sentence.
    if let (Some((before, clause)), Some((block, at, _))) = (&reports, &reporter)
        && let Some(parts) = block.text.parts.get(*at..)
        && let Some(line) = Line::of(clause)
        && let Some(reading) = sentence::read_parts(parts, &block.series, &line, draft, &draft.steps)
    {
        if before.is_empty() {
            places::take(draft, block, &reading, paragraph);
            return true;
        }
        let whole = Paragraph { notes: Vec::new(), ..Paragraph::new(clause) };
        places::take(draft, block, &reading, &whole);
    }
    let named = reports.zip(reporter).and_then(|((before, clause), (block, _, field))| {
        let subject = clause.split_once(" báo cáo")?.0;
        let subject = [" và", " đã triển khai", " tổng hợp,", " tổng hợp", " kính", " xin", " trân trọng"]
            .iter()
            .fold(subject, |who, word| who.trim_end_matches(word));
        draft.agree(EntryPath::field(field), subject).then_some((before, block))
    });
    // What is asked for in the lead stands before who reports.
    let (asked, lead) = named.map_or((text, None), |(before, block)| (before, Some(block)));
    let cited = citation::find(asked).and_then(|found| {
        let shape = match plain_letters(&found.before).as_str() {
            "can cu" => Shape::Rows,
            "thuc hien" | "theo" | "tiep tuc thuc hien" => Shape::Group,
            _ => return None,
        };
        let cites = |field: &FieldId| {
            let field = &definition[*field];
            field.shape() == shape && matches!(field.kind, Kind::Citation | Kind::Citations)
        };
        let (block, field) = blocks().find_map(|block| Some((block, block.reads.iter().copied().find(cites)?)))?;
        let is_all = found.is_all_of(asked);
        let is_put = match shape {
            Shape::Group => draft.put_parts(field, &found.parts),
            _ => draft.add_row(field, &found.parts.into_iter().enumerate().collect::<Vec<_>>()),
        };
        Some((block, is_put && is_all))
    });
    match (lead, cited) {
        (None, None) => return false,
        (Some(block), None) if asked.is_empty() => draft.hang(block, &paragraph.notes),
        (lead, Some((block, true))) => draft.hang(lead.unwrap_or(block), &paragraph.notes),
        _ => draft.keep(paragraph),
    }
    true
}
