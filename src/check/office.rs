//! Whether symbol, issuer, signature and the subject of the sentences are of one body.

use crate::report::answers::EntryPath;
use crate::report::comparison::WithEarlier;
use crate::report::field::{Kind, signature};
use crate::report::value::{Chosen, Value};
use crate::text::letters::plain_letters;
use crate::text::message::Message;

use super::Severity;
use super::data_rule::{DataRule, Found, raw_of};
use super::prose::prose;

/// "BC-BĐH" of a people's committee.
pub(super) const SYMBOL: DataRule = DataRule {
    code: "Q09",
    level: Severity::Warning,
    about: Message::new(
        "ký hiệu, cơ quan ban hành, cách xưng và người ký phải của một cơ quan (NĐ 30/2020, phụ lục I)",
        "symbol, issuer, subject of the sentences and signature are of one body (Decree 30/2020, appendix I)",
    ),
    hit: &[("ky_hieu", "BC-BĐH")],
    near_miss: &[("ky_hieu", "BC-UBND")],
    find: office,
};

/// Another commune's committee as who did something.
pub(super) const UNIT: DataRule = DataRule {
    code: "Q23",
    level: Severity::Warning,
    about: Message::new(
        "câu nói về ủy ban nhân dân của đơn vị khác, có thể còn lại từ bản khác",
        "a sentence is about the committee of another place, perhaps left from another report",
    ),
    hit: &[("dac_diem_them", "Ủy ban nhân dân xã Bờ Y đã chỉ đạo các thôn.")],
    near_miss: &[
        ("dac_diem_them", "UBND xã Suối Lim đã phối hợp với Ủy ban nhân dân xã Bờ Y. UBND xã đã chỉ đạo."),
        ("dac_diem_them", "UBND xã Suối Lim, căn cứ tình hình thực tế, đã chỉ đạo các thôn."),
        ("kinh_gui", "Ủy ban nhân dân xã Bờ Y\nBan Chỉ huy quân sự xã"),
    ],
    find: of_another,
};

/// A committee, and the area that its name is of: the subject of a sentence where it begins one.
const COMMITTEES: [&str; 3] = ["Ủy ban nhân dân ", "Uỷ ban nhân dân ", "UBND "];
const AREAS: [&str; 4] = ["xã ", "phường ", "đặc khu ", "thị trấn "];

fn of_another(facts: &WithEarlier<'_>) -> Vec<Found> {
    let (definition, answers) = (facts.definition, facts.now.answers);
    // Those above a commune speak of communes.
    let own = ["chu_the", "co_quan_ban_hanh", "co_quan_chu_quan", "dia_danh"];
    let own = own.map(|id| raw_of(definition, answers, id).replace('\n', " ")).join(" | ").to_lowercase();
    if raw_of(definition, answers, "cap_don_vi") != "xa" || own.replace(['|', ' '], "").is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for prose in prose(definition, facts.now) {
        for (at, committee) in COMMITTEES.iter().flat_map(|words| prose.text.match_indices(words)) {
            let before = prose.text.get(..at).unwrap_or_default().trim_end();
            let is_subject = before.is_empty() || before.ends_with(['.', ';', ':', '-', '+']);
            let rest = prose.text.get(at + committee.len()..).unwrap_or_default();
            let Some(area) = AREAS.iter().find(|area| rest.starts_with(**area)).filter(|_| is_subject) else {
                continue;
            };
            let line = rest.get(area.len()..).and_then(|name| name.lines().next()).unwrap_or_default();
            // "UBND xã Suối Lim, căn cứ …" is named before the comma.
            let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '\'' | '’' | '-');
            let named = line.split(is_mark).next().unwrap_or_default();
            let words: Vec<&str> = named.split(' ').take_while(|word| word.starts_with(char::is_uppercase)).collect();
            let name = words.join(" ");
            // A name that stands alone is one to whom something goes.
            let goes_on = line
                .get(name.len()..)
                .is_some_and(|rest| rest.trim_start_matches([',', ' ']).starts_with(char::is_lowercase));
            if name.is_empty() || !goes_on || own.contains(&name.to_lowercase()) {
                continue;
            }
            let whole = format!("{committee}{area}{name}");
            found.push(prose.found(
                at..at + whole.len(),
                [
                    format!("Câu nói về {whole}, không phải đơn vị báo cáo; xem lại câu này."),
                    format!("The sentence is about {whole}, which is not who reports; look at it."),
                ],
            ));
        }
    }
    found
}

/// Fields that every report has.
const ISSUER: &str = "loai_chu_the";
const SUBJECT: &str = "chu_the";

fn office(facts: &WithEarlier<'_>) -> Vec<Found> {
    let (definition, answers) = (facts.definition, facts.now.answers);
    let mut found = Vec::new();
    let agency = raw_of(definition, answers, "co_quan_ban_hanh").replace('\n', " ");
    if agency.trim().is_empty() {
        return found;
    }
    if let Some(field) = definition.field("ky_hieu") {
        let symbol = answers.raw(EntryPath::field(field)).trim();
        let short = symbol.strip_prefix("BC-").unwrap_or_default();
        if !short.is_empty() && !is_short_of(short, &agency) {
            found.push(Found::at(
                EntryPath::field(field),
                [
                    format!("Ký hiệu “{symbol}” không hợp với cơ quan ban hành “{agency}”; xem lại hai chỗ."),
                    format!("The symbol “{symbol}” does not fit the issuer “{agency}”; look at both."),
                ],
            ));
        }
    }
    if let Some(field) = definition.field(SUBJECT) {
        let subject = answers.raw(EntryPath::field(field)).trim();
        if !subject.is_empty() && !are_alike(subject, &agency) {
            found.push(Found::at(
                EntryPath::field(field),
                [
                    format!("Câu văn xưng “{subject}”, mà cơ quan ban hành là “{agency}”; xem lại hai chỗ."),
                    format!("The sentences speak of “{subject}”, the issuer is “{agency}”; look at both."),
                ],
            ));
        }
    }
    found.extend(signs_for_another(facts));
    found
}

/// Whether capitals can be short for a name: the first letters of its words, some left out, or all of a short word.
fn is_short_of(short: &str, name: &str) -> bool {
    let words = plain_letters(name);
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first: String = words.iter().filter_map(|word| word.chars().next()).collect();
    let mut rest = first.chars();
    let letters = plain_letters(short);
    let letters: Vec<char> = letters.chars().filter(|c| c.is_alphanumeric()).collect();
    let begins = letters.first().is_none_or(|c| *c == 'p' || first.contains(*c));
    begins && letters.iter().all(|letter| rest.any(|own| own == *letter))
}

/// Whether two names are of one body: they begin with the same word, and the shorter says nothing that the longer does not.
fn are_alike(one: &str, other: &str) -> bool {
    const SHORT: [(&str, &str); 4] = [
        ("ubnd", "uy ban nhan dan"),
        ("hdnd", "hoi dong nhan dan"),
        ("thcs", "trung hoc co so"),
        ("thpt", "trung hoc pho thong"),
    ];
    let words = |name: &str| -> Vec<String> {
        let whole = SHORT.iter().fold(plain_letters(name), |text, (short, whole)| text.replace(short, whole));
        whole.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    let (less, more) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    less.first() == more.first() && less.iter().all(|word| more.contains(word))
}

/// The post of a signature that belongs to another kind of body.
fn signs_for_another(facts: &WithEarlier<'_>) -> Option<Found> {
    let (definition, answers) = (facts.definition, facts.now.answers);
    let issuer = definition.field(ISSUER)?;
    let Kind::Choice(options) = &definition[issuer].kind else { return None };
    let Value::Choice(Chosen::Option(own)) = answers.value(EntryPath::field(issuer)) else { return None };
    let signature = definition.closing.as_ref()?.signature?;
    // By order of the head (TL., TUQ.) somebody of a body below signs.
    let is_ordered = ["tl", "tuq"].contains(&answers.raw(EntryPath::part(signature, signature::FORM)));
    let columns = if is_ordered { &[signature::HEAD][..] } else { &[signature::HEAD, signature::POST] };
    columns.iter().copied().find_map(|column| {
        let path = EntryPath::part(signature, column);
        let post = plain_letters(answers.raw(path).trim());
        let posts = |at: usize| {
            let option = options.list.get(at);
            let of = |name: &str| option.map_or_else(String::new, |option| plain_letters(option.attribute(name)));
            ["head", "deputy"].map(of)
        };
        let is_of = |at: usize| posts(at).iter().any(|known| post == *known || post.starts_with(&format!("{known} ")));
        let other =
            (0..options.list.len()).find(|at| at != own && is_of(*at)).filter(|_| !post.is_empty() && !is_of(*own));
        other.and_then(|other| {
            let label = options.list.get(other)?.label.vi.clone();
            let typed = answers.raw(path);
            Some(Found::at(
                path,
                [
                    format!("“{typed}” là chức vụ của {label}, không phải của cơ quan ban hành đã chọn."),
                    format!("“{typed}” is a post of another kind of body ({label}) than the issuer."),
                ],
            ))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_is_short_for_its_office() {
        for (short, name) in [
            ("UBND", "Ủy ban nhân dân xã Bờ Y"),
            ("VHXH", "Phòng Văn hóa - Xã hội"),
            ("PVHXH", "Phòng Văn hóa - Xã hội"),
            ("SYT", "Sở Y tế"),
            ("THKĐ", "Trường Tiểu học Kim Đồng"),
            ("BCĐ", "Ban Chỉ đạo công tác trẻ em"),
        ] {
            assert!(is_short_of(short, name), "{short} {name}");
        }
        for (short, name) in [("BĐH", "Ủy ban nhân dân xã Bờ Y"), ("UBND", "Phòng Văn hóa - Xã hội")] {
            assert!(!is_short_of(short, name), "{short} {name}");
        }
        assert!(are_alike("UBND xã Bờ Y", "Ủy ban nhân dân xã Bờ Y"));
        assert!(are_alike("Phòng Văn hóa - Xã hội xã Bờ Y", "Phòng Văn hóa - Xã hội"));
        assert!(!are_alike("Ủy ban nhân dân xã Bờ Y", "Ban Điều hành xã Bờ Y"));
    }
}
