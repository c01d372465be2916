//! Forms of the decree (NĐ 30/2020): names, days, documents that are cited, the end of a document.

use std::ops::Range;

use crate::check::Severity;
use crate::report::signing::STROKES;
use crate::text::message::Message;
use crate::words::key;

use super::source::Role;
use super::{Find, Reading, Rule, Slip};

/// "tháng hành động vì trẻ em".
pub(super) const NAMES: Rule = Rule {
    code: "T07",
    level: Severity::Warning,
    about: Message::new("viết hoa tên (NĐ 30/2020, phụ lục II)", "capitals of a name (Decree 30/2020, appendix II)"),
    hit: "Các xã hưởng ứng tháng hành động vì trẻ em.",
    near_miss: "Các xã hưởng ứng Tháng hành động vì trẻ em; ỦY BAN NHÂN DÂN XÃ; 03 cơ sở y tế, trụ sở y tế; Trưởng Ban Chỉ đạo.",
    find: Find::Alone(names),
};

/// "tháng 03".
pub(super) const MONTHS: Rule = Rule {
    code: "T08",
    level: Severity::Warning,
    about: Message::new(
        "ngày dưới 10 và tháng 1, 2 có số 0 ở trước, tháng khác không (phụ lục I, II.4)",
        "days below 10 and the months 1 and 2 have a 0, other months none (appendix I, II.4)",
    ),
    hit: "Kế hoạch ngày 05 tháng 03 năm 2026.",
    near_miss: "Kế hoạch ngày 05 tháng 02 năm 2026, xong trong tháng 12; từ 01/6/2026 đến 15/02/2027; số 15/10/2026.",
    find: Find::Alone(months),
};

/// "653/SLĐT BXH-TE".
pub(super) const SYMBOL: Rule = Rule {
    code: "T09",
    level: Severity::Warning,
    about: Message::new("ký hiệu văn bản viết liền (phụ lục I, II.3)", "a symbol has no spaces (appendix I, II.3)"),
    hit: "Theo Kế hoạch số 15/KH - UBND ngày 12/5/2026 của xã.",
    near_miss: "Theo Kế hoạch số 15/KH-UBND ngày 12/5/2026 của UBND xã, Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ, Tờ trình số 12/TTr-UBND ngày 18/01/2022 về vốn, Công văn số 15/BHXH-QLThu ngày 18/01/2022 của cơ quan bảo hiểm.",
    find: Find::Alone(symbols),
};

/// "15/KH-UBND, ngày 12/5/2021".
pub(super) const COMMA_BEFORE_DATE: Rule = Rule {
    code: "T10",
    level: Severity::Warning,
    about: Message::new("không có dấu phẩy trước ngày của văn bản", "no comma before the day of a document"),
    hit: "Theo Kế hoạch số 15/KH-UBND, ngày 12/5/2026 của UBND xã.",
    near_miss: "Theo Kế hoạch số 15/KH-UBND ngày 12/5/2026 về phòng dịch, ngày 01/6/2026 các xã đã làm.",
    find: Find::Alone(commas_before_dates),
};

/// "Lưu VT".
pub(super) const ARCHIVE: Rule = Rule {
    code: "T11",
    level: Severity::Error,
    about: Message::new(
        "“Số:”, “Kính gửi:”, “như sau:”, “Nơi nhận:”, “Lưu:” có dấu hai chấm (phụ lục I)",
        "“Số:”, “Kính gửi:”, “như sau:”, “Nơi nhận:”, “Lưu:” have a colon (appendix I)",
    ),
    hit: "- Lưu VT, VHXH.",
    near_miss: "- Lưu: VT, VHXH.",
    find: Find::Alone(archive),
};

/// "8.5%", "12,500,000 đồng".
pub(super) const NUMBERS: Rule = Rule {
    code: "T33",
    level: Severity::Warning,
    about: Message::new(
        "số viết theo kiểu Việt Nam: dấu chấm giữa các nghìn, dấu phẩy trước phần lẻ",
        "figures are written as in Vietnam: a stop between thousands, a comma before decimals",
    ),
    hit: "Kinh phí 12,500,000 đồng.",
    near_miss: "Đạt 8,5%, mục 8.5, kinh phí 12.500.000 đồng.",
    find: Find::Alone(numbers),
};

/// "K/T".
pub(super) const ON_BEHALF: Rule = Rule {
    code: "T12",
    level: Severity::Error,
    about: Message::new(
        "TM., KT., TL., TUQ. có dấu chấm (phụ lục I, II.7)",
        "TM., KT., TL., TUQ. have a stop (appendix I, II.7)",
    ),
    hit: "K/T CHỦ TỊCH",
    near_miss: "KT. CHỦ TỊCH\n\nKT-XH\n\nKT - XH\n\nKT XÃ HỘI\n\nTM. ỦY BAN NHÂN DÂN\n\nT/M BAN THƯỜNG VỤ",
    find: Find::Alone(on_behalf),
};

/// Names as they are written, letter by letter: their capitals are what is wrong.
fn names(reading: &Reading<'_>) -> Vec<Slip> {
    let mut found = Vec::new();
    for syllable in &reading.syllables {
        let at = syllable.part.start;
        let rest = reading.text.get(at..).unwrap_or_default();
        let is_written =
            |wrong: &str| rest.strip_prefix(wrong).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
        let rows = reading.lists.forms.beginning_with(&syllable.key).filter(|row| is_written(&row.wrong));
        found.extend(rows.map(|row| Slip::new(at..at + row.wrong.len(), row.right.clone())));
    }
    found
}

fn months(reading: &Reading<'_>) -> Vec<Slip> {
    let mut list = Vec::new();
    let (day_word, month_word) = (key("ngày"), key("tháng"));
    for pair in reading.syllables.windows(2) {
        let [word, number] = pair else { continue };
        let written = reading.text.get(number.part.clone()).unwrap_or_default();
        let is_month = word.key == month_word;
        let is_padded = written.len() == 2 && written.starts_with('0') && !matches!(written, "00" | "01" | "02");
        if is_month && is_padded {
            list.push(Slip::new(number.part.clone(), written.trim_start_matches('0')));
        }
    }
    for three in reading.syllables.windows(3) {
        let [day, number, month] = three else { continue };
        let written = reading.text.get(number.part.clone()).unwrap_or_default();
        let is_day = day.key == day_word && month.key == month_word;
        if is_day && written.len() == 1 && written.bytes().all(|b| b.is_ascii_digit()) {
            list.push(Slip::new(number.part.clone(), format!("0{written}")));
        }
    }
    for five in reading.syllables.windows(5) {
        let [day_name, day, month_name, month, year_name] = five else { continue };
        if day_name.key != day_word || month_name.key != month_word || year_name.key != key("năm") {
            continue;
        }
        let [d, m] = [day, month].map(|one| reading.text.get(one.part.clone()).unwrap_or_default());
        if matches!(m, "1" | "2") {
            list.push(Slip::new(month.part.clone(), format!("0{m}")));
        }
        let rest = reading.text.get(year_name.part.end..).unwrap_or_default().trim_start();
        let year = rest.get(..4).and_then(|year| year.parse().ok()).unwrap_or(2024);
        if let (Ok(d), Ok(m)) = (d.parse(), m.parse())
            && jiff::civil::Date::new(year, m, d).is_err()
        {
            list.push(no_such_day(day.part.start..month.part.end));
        }
    }
    list.extend(whole_days(reading.text));
    list
}

fn no_such_day(part: Range<usize>) -> Slip {
    Slip { said: Some(["không có ngày này", "there is no such day"].map(str::to_owned)), ..Slip::unsure(part) }
}

/// What of a text is digits and these marks, from a digit on; and where each begins.
fn figures(text: &str, marks: [char; 2]) -> Vec<(usize, &str)> {
    let mut list = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|at| from + at) {
        let rest = text.get(at..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_digit() && !marks.contains(&c)).unwrap_or(rest.len());
        list.push((at, rest.get(..length).unwrap_or_default().trim_end_matches(marks)));
        from = at + length;
    }
    list
}

/// The days of a text in figures with their year, "05/3/2026", that are written otherwise or that no calendar has.
fn whole_days(text: &str) -> Vec<Slip> {
    let mut list = Vec::new();
    for (at, written) in figures(text, ['/', '/']) {
        // Behind a letter, a stop or a dash it is of a symbol or of another number.
        let is_alone =
            text.get(..at).is_none_or(|before| !before.ends_with(|c: char| c.is_alphanumeric() || ".,-".contains(c)));
        let [day, month, year] = written.split('/').collect::<Vec<_>>()[..] else { continue };
        let (Ok(d), Ok(m), Ok(y)) = (day.parse::<i8>(), month.parse::<i8>(), year.parse::<i16>()) else { continue };
        if !is_alone || year.len() != 4 || day.len() > 2 || month.len() > 2 {
            continue;
        }
        let right = format!("{d:02}/{}/{y}", if m < 3 { format!("{m:02}") } else { m.to_string() });
        let part = at..at + written.len();
        if jiff::civil::Date::new(y, m, d).is_err() {
            list.push(no_such_day(part));
        } else if right != written {
            list.push(Slip::new(part, right));
        }
    }
    list
}

/// The symbols of a text, "15/KH-UBND" and what stands like one: where it starts and ends.
pub(super) fn cited(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.match_indices('/').filter_map(|(slash, _)| {
        // "15 /KH-UBND" has a space too many.
        let before = text.get(..slash)?.trim_end_matches(' ');
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let after = text.get(slash + 1..)?;
        let is_symbol = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '–' | '/' | '&' | ' ');
        let mut end = 0;
        while let Some(rest) = after.get(end..).filter(|rest| rest.starts_with(is_symbol)) {
            end += rest.find(|c| !is_symbol(c)).unwrap_or(rest.len());
            end += small_letters(after, end);
        }
        let symbol = after.get(..end)?;
        // "15/KH-UBND Xã": the next word has small letters, too.
        let goes_on = after.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        let symbol = if goes_on { symbol.rsplit_once(' ').map_or(symbol, |(first, _)| first) } else { symbol };
        let symbol = symbol.trim_end_matches([' ', '-', '–', '/']);
        let start = before.len() - digits;
        // "9/9 – UBND xã" counts something; a year may stand before the symbol.
        let year = symbol.bytes().take_while(u8::is_ascii_digit).count();
        // "15/ KH-UBND" has a space too many.
        let spaced = symbol.strip_prefix(' ').is_some_and(|rest| {
            rest.split_once('-').is_some_and(|(kind, _)| kind.len() > 1 && kind.chars().all(char::is_uppercase))
        });
        let is_begun = symbol.starts_with(char::is_uppercase) || spaced || year == 4;
        (digits > 0 && is_begun && symbol.contains(char::is_uppercase)).then_some((start, slash + 1 + symbol.len()))
    })
}

/// The small letters with which a group of a symbol goes on that has capitals enough to be one: "QĐ-TTg", "TTr", "NgV".
fn small_letters(text: &str, at: usize) -> usize {
    let group =
        text.get(..at).and_then(|before| before.rsplit(|c: char| !c.is_alphabetic()).next()).unwrap_or_default();
    let rest = text.get(at..).unwrap_or_default();
    let whole = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let word = rest.get(..whole).unwrap_or_default();
    let capitals = group.chars().chain(word.chars()).filter(|c| c.is_uppercase()).count();
    let is_group = !group.is_empty() && capitals > 1 && word.is_ascii();
    if is_group { whole } else { 0 }
}

fn symbols(reading: &Reading<'_>) -> Vec<Slip> {
    cited(reading.text)
        .filter_map(|(start, end)| {
            let written = reading.text.get(start..end)?;
            let right: String = written.chars().filter(|c| *c != ' ').map(|c| if c == '–' { '-' } else { c }).collect();
            (right != written && right.contains('-')).then(|| Slip::new(start..end, right))
        })
        .collect()
}

fn commas_before_dates(reading: &Reading<'_>) -> Vec<Slip> {
    cited(reading.text)
        .filter_map(|(_, end)| {
            let after = reading.text.get(end..)?;
            let rest = after.strip_prefix(", ngày ").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            rest.map(|_| Slip::new(end..end + ", ngày".len(), " ngày"))
        })
        .collect()
}

fn archive(reading: &Reading<'_>) -> Vec<Slip> {
    let bare = reading.text.trim_start_matches(['-', '+', ' ', '–']);
    let at = reading.text.len() - bare.len();
    let mut list = Vec::new();
    if ["Lưu VT", "Lưu VP"].iter().any(|words| bare.starts_with(words)) {
        list.push(Slip::new(at..at + "Lưu".len(), "Lưu:"));
    }
    list.extend(without_colon(reading.text));
    // The name of the signer may stand beside it.
    let end = reading.text.split("    ").next().unwrap_or_default().trim_end();
    if reading.role == Role::Recipient && bare.starts_with("Lưu") && end.ends_with(char::is_alphanumeric) {
        let word = end.rsplit([' ', ',']).next().unwrap_or_default();
        let said = [
            "dòng “Lưu” kết thúc bằng dấu chấm (phụ lục I, II.9)",
            "the line of “Lưu” ends with a stop (appendix I, II.9)",
        ];
        let slip = Slip::new(end.len() - word.len()..end.len(), format!("{word}."));
        list.push(Slip { said: Some(said.map(str::to_owned)), ..slip });
    }
    list
}

/// "Kính gửi Sở Y tế", "Nơi nhận", "Số 25/BC-UBND", "… báo cáo kết quả như sau."
fn without_colon(text: &str) -> Option<Slip> {
    let text = text.trim_end();
    let number = || {
        let (figures, symbol) = text.strip_prefix("Số ")?.split_once('/')?;
        (figures.bytes().all(|b| b.is_ascii_digit()) && is_capitals(symbol) && !symbol.contains(' ')).then_some("Số")
    };
    let addressed = text.strip_prefix("Kính gửi ").filter(|rest| rest.starts_with(char::is_uppercase));
    let first = match text {
        "Nơi nhận" => Some("Nơi nhận"),
        _ => addressed.map(|_| "Kính gửi").or_else(number),
    };
    let last = || {
        let whole = text.strip_suffix('.').unwrap_or(text);
        let start = whole.strip_suffix("như sau").filter(|before| before.contains("báo cáo"))?.len();
        Some(Slip::new(start..text.len(), "như sau:"))
    };
    first.map(|word| Slip::new(0..word.len(), format!("{word}:"))).or_else(last)
}

fn is_capitals(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && !text.contains(char::is_lowercase)
}

fn numbers(reading: &Reading<'_>) -> Vec<Slip> {
    let text = reading.text;
    let right = |(at, written): (usize, &str)| {
        let is_grouped = written.matches(',').count() > 1 && written.split(',').skip(1).all(|group| group.len() == 3);
        let has_decimals =
            || written.split_once('.').is_some_and(|(whole, decimals)| whole.len() < 4 && decimals.len() < 3);
        let is_percentage = || text.get(at + written.len()..).is_some_and(|rest| rest.starts_with('%'));
        let right = match written {
            _ if is_grouped => written.replace(',', "."),
            _ if is_percentage() && has_decimals() => written.replace('.', ","),
            _ => return None,
        };
        Some(Slip::new(at..at + written.len(), right))
    };
    figures(text, ['.', ',']).into_iter().filter_map(right).collect()
}

fn on_behalf(reading: &Reading<'_>) -> Vec<Slip> {
    const OTHERS: [(&str, &str); 8] = [
        ("T.M", "TM."),
        ("K.T", "KT."),
        ("T.L", "TL."),
        ("TL/", "TL."),
        ("TUQ", "TUQ."),
        ("TM", "TM."),
        ("KT", "KT."),
        ("TL", "TL."),
    ];
    // Whom or what one signs for: "KT-XH" and "KT XÃ HỘI" are something else, letters with a stroke are nothing else.
    const SIGNED_FOR: [&str; 17] = [
        "BAN ",
        "BCĐ",
        "BÍ THƯ",
        "BỘ TRƯỞNG",
        "CHÁNH ",
        "CHỦ ",
        "CỤC ",
        "ĐẢNG ỦY",
        "GIÁM ĐỐC",
        "HIỆU TRƯỞNG",
        "HỘI ĐỒNG",
        "THƯỜNG TRỰC",
        "TỔNG ",
        "TRƯỞNG ",
        "UBND",
        "ỦY BAN",
        "UỶ BAN",
    ];
    let found = STROKES.iter().chain(&OTHERS).find_map(|(stroke, right)| {
        let rest = reading.text.strip_prefix(stroke).filter(|rest| !rest.starts_with(char::is_alphanumeric))?;
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        let post = rest.trim_start();
        // The Party signs so (Hướng dẫn 05-HD/VPTW).
        let is_party =
            ["BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "ĐẢNG ỦY", "CHI ỦY", "CHI BỘ"].iter().any(|body| post.starts_with(body));
        if is_party && *stroke == "T/M" {
            return None;
        }
        let is_signed = SIGNED_FOR.iter().any(|name| post.starts_with(name)) && post.len() < rest.len();
        if !is_signed && !stroke.contains('/') {
            return None;
        }
        let written = reading.text.len() - rest.len();
        (reading.text.get(..written) != Some(*right)).then(|| Slip::new(0..written, *right))
    });
    // "TM.UBND"
    let glued = STROKES.iter().map(|(_, right)| *right).find(|right| {
        reading.text.strip_prefix(right).is_some_and(|rest| SIGNED_FOR.iter().any(|name| rest.starts_with(name)))
    });
    let glued = glued.map(|right| Slip::new(0..right.len(), format!("{right} ")));
    found.into_iter().chain(glued).collect()
}
