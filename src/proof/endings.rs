//! How paragraphs and lists end.

use crate::check::Severity;
use crate::text::message::Message;

use super::source::Role;
use super::{Find, Reading, Rule, Slip};

/// "… chỉ định phẫu thuật," at the end of a paragraph.
pub(super) const COMMA: Rule = Rule {
    code: "T16",
    level: Severity::Error,
    about: Message::new("đoạn không kết thúc bằng dấu phẩy", "no paragraph ends with a comma"),
    hit: "Phát hiện 02 ca dị tật vận động có chỉ định phẫu thuật,",
    near_miss: "Phát hiện 02 ca dị tật vận động, có chỉ định phẫu thuật.",
    find: Find::Alone(comma),
};

/// A sentence without its stop.
pub(super) const NO_STOP: Rule = Rule {
    code: "T17",
    level: Severity::Warning,
    about: Message::new("cuối đoạn thiếu dấu chấm", "the paragraph lacks its stop"),
    hit: "Đã tổng kết.\n\nCác ban, ngành, đoàn thể đã chủ động phối hợp với các đơn vị tổ chức các hoạt động cho trẻ em",
    near_miss: "I. CÔNG TÁC THAM MƯU, CHỈ ĐẠO VÀ TỔ CHỨC CÁC HOẠT ĐỘNG TRONG THÁNG HÀNH ĐỘNG VÌ TRẺ EM",
    find: Find::Alone(no_stop),
};

/// A list of which the last item ends as those before it.
pub(super) const LAST_ITEM: Rule = Rule {
    code: "T18",
    level: Severity::Warning,
    about: Message::new("ý cuối kết thúc bằng dấu chấm", "the last item ends with a stop"),
    hit: "Gồm:\n- Thăm hỏi các gia đình;\n- Tặng quà trẻ em;\n\nCác xã đã báo cáo đầy đủ.",
    near_miss: "Gồm:\n- Thăm hỏi các gia đình;\n- Tặng quà trẻ em.\n\nCác xã đã báo cáo đầy đủ.",
    find: Find::Beside(last_item),
};

/// "I. Tổ chức thực hiện:".
pub(super) const HEADING: Rule = Rule {
    code: "T19",
    level: Severity::Warning,
    about: Message::new(
        "tiêu đề mục không có dấu ở cuối (phụ lục I)",
        "headings have no mark at their end (appendix I)",
    ),
    hit: "I. Tổ chức thực hiện:",
    near_miss: "I. Tổ chức thực hiện",
    find: Find::Beside(headings),
};

/// "Thực hiện Công văn … của Sở Y tế." as a sentence of its own.
pub(super) const LEAD: Rule = Rule {
    code: "T20",
    level: Severity::Warning,
    about: Message::new(
        "câu dẫn chưa trọn: thay dấu chấm bằng dấu phẩy, viết tiếp cơ quan báo cáo",
        "the lead is no whole sentence: a comma, and who reports",
    ),
    hit: "Thực hiện Công văn số 15/SYT-BTXH ngày 06 tháng 5 năm 2026 của Sở Y tế về việc báo cáo kết quả.",
    near_miss: "Thực hiện Công văn số 15/SYT-BTXH ngày 06 tháng 5 năm 2026 của Sở Y tế, Ủy ban nhân dân xã báo cáo như sau:",
    find: Find::Alone(lead),
};

/// "1 | Tiền ăn | 1.404.000 | 0", as a table is told in a line of text; it would stand so on paper.
pub(super) const TABLE_ROW: Rule = Rule {
    code: "T32",
    level: Severity::Warning,
    about: Message::new(
        "dòng của bảng sẽ in ra cả dấu “|”: kẻ bảng trong Word, hoặc viết thành câu",
        "the row of a table is printed with its “|”: make it a table in Word, or a sentence",
    ),
    hit: "1 | Tiền ăn | 1.404.000 | 0",
    near_miss: "| STT | Khoản thu | Số tiền |",
    find: Find::Beside(table_rows),
};

/// "Đã tặng 50 suất quà (mỗi suất 300.000 đồng."
pub(super) const OPEN: Rule = Rule {
    code: "T34",
    level: Severity::Warning,
    about: Message::new("mở ngoặc mà không đóng", "a bracket or quotation mark that is not closed"),
    hit: "Đã tặng 50 suất quà (mỗi suất 300.000 đồng.",
    near_miss: "a) Đã tặng 50 suất quà (mỗi suất 300.000 đồng) với chủ đề “Vì trẻ em”.",
    find: Find::Alone(open),
};

/// Words that a paragraph has at least in order to be a sentence.
const SENTENCE: usize = 9;
/// The same of a footnote.
const NOTE: usize = 4;

fn is_prose(reading: &Reading<'_>) -> bool {
    matches!(reading.role, Role::Body | Role::Item | Role::Note)
}

/// The text without what closes it after the mark: quotes, brackets, references to footnotes.
fn bare(text: &str) -> &str {
    let is_reference = |c: char| matches!(c, '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹' | '⁰' | '⁽' | '⁾');
    text.trim_end_matches(|c: char| c.is_whitespace() || is_reference(c))
}

fn comma(reading: &Reading<'_>) -> Vec<Slip> {
    let text = bare(reading.text);
    let is_list = reading.text.starts_with(['-', '+']);
    let right = if is_list { ";" } else { "." };
    match text.strip_suffix(',') {
        Some(before) if is_prose(reading) && before.split_whitespace().count() > NOTE => {
            vec![Slip::new(before.len()..text.len(), right)]
        }
        _ => Vec::new(),
    }
}

/// The last bracket or quotation mark that opens more than is closed.
fn open(reading: &Reading<'_>) -> Vec<Slip> {
    let text = reading.text;
    let is_open = |(from, to): &(char, char)| text.matches(*from).count() > text.matches(*to).count();
    let pairs = [('(', ')'), ('“', '”')].into_iter().filter(is_open).filter(|_| reading.role.is_of_sentences());
    let at = |(from, _): (char, char)| text.rfind(from).map(|at| Slip::unsure(at..at + from.len_utf8()));
    pairs.filter_map(at).collect()
}

/// Whether a text is a row of a table, in text; in Markdown it begins with a bar.
pub(super) fn is_table_row(text: &str) -> bool {
    text.matches(" | ").count() > 1 && !text.starts_with('|')
}

/// The first row of each table.
fn table_rows(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let is_row = |at: usize| readings.get(at).is_some_and(|reading| is_table_row(reading.text));
    let first = |at: &usize| is_row(*at) && !at.checked_sub(1).is_some_and(is_row);
    let slip = |at: usize| Some((at, Slip::unsure(0..readings.get(at)?.text.len())));
    (0..readings.len()).filter(first).filter_map(slip).collect()
}

fn no_stop(reading: &Reading<'_>) -> Vec<Slip> {
    let text = bare(reading.text);
    // What leads to a list has a colon, which another rule asks for.
    if is_table_row(text) || text.ends_with("như sau") {
        return Vec::new();
    }
    let words = text.split_whitespace().count();
    let least = if reading.role == Role::Note { NOTE } else { SENTENCE };
    let inner = text.trim_end_matches([')', '”', '"', '*', '_']);
    let ends = inner.ends_with(|c: char| c.is_alphanumeric() || c == '%');
    let wrong_end = reading.role == Role::Note && text.ends_with(';');
    // "(Kèm theo Báo cáo …)" is a line of its own.
    let is_aside =
        text.trim_start_matches(['*', '_']).starts_with('(') && text.trim_end_matches(['*', '_']).ends_with(')');
    if !is_prose(reading) || words < least || !(ends || wrong_end) || (is_aside && reading.role != Role::Note) {
        return Vec::new();
    }
    let last = text.rfind(char::is_whitespace).map_or(0, |at| at + text.get(at..).map_or(0, first_length));
    let word = text.get(last..).unwrap_or_default();
    vec![Slip::new(last..text.len(), format!("{}.", word.trim_end_matches(';')))]
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn last_item(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let level = |reading: &Reading<'_>| reading.text.chars().next().filter(|c| matches!(c, '-' | '+'));
    let is_item = |reading: &Reading<'_>| reading.role == Role::Item && level(reading).is_some();
    let mut found = Vec::new();
    for (at, pair) in readings.windows(2).enumerate() {
        let [one, next] = pair else { continue };
        let is_last = is_item(one) && !is_item(next) && !matches!(next.role, Role::Note | Role::Recipient);
        let text = bare(one.text);
        if is_last && text.ends_with(';') && !next.text.starts_with(char::is_lowercase) {
            found.push((at, Slip::new(text.len() - 1..text.len(), ".")));
        }
    }
    found
}

/// All of a document are one finding: it is one habit.
fn headings(readings: &[Reading<'_>]) -> Vec<(usize, Slip)> {
    let ends = |reading: &Reading<'_>| {
        let text = reading.text.trim_end();
        let mark = text.ends_with([':', '.']) && !text.ends_with("..");
        (reading.role == Role::Heading && mark).then(|| text.len() - 1..text.len())
    };
    // "1. Với UBND tỉnh:" leads in to the items below it.
    let leads_in = |at: &usize| {
        let next = readings.get(at + 1).map(|next| next.role);
        readings.get(*at).is_some_and(|reading| reading.text.trim_end().ends_with(':'))
            && matches!(next, Some(Role::Item | Role::Label))
    };
    let candidates = (0..readings.len()).filter(|at| !leads_in(at));
    let mut all = candidates.filter_map(|at| Some((at, ends(readings.get(at)?)?)));
    all.next().map(|(at, part)| (at, Slip::new(part, ""))).into_iter().collect()
}

fn lead(reading: &Reading<'_>) -> Vec<Slip> {
    const KINDS: [&str; 7] =
        ["Công văn", "Kế hoạch", "Chỉ thị", "Nghị quyết", "Quyết định", "Thông báo", "Chương trình"];
    let Some(rest) = reading.text.strip_prefix("Thực hiện ") else { return Vec::new() };
    let text = bare(reading.text);
    let is_cited = KINDS.iter().any(|kind| rest.starts_with(kind)) && rest.contains(" của ");
    let is_one = !text.trim_end_matches('.').contains(". ");
    // Who reports or did something comes after a comma: not the day of the document.
    let goes_on = rest.match_indices(", ").any(|(at, _)| {
        let next = rest.get(at + 2..).unwrap_or_default();
        let acts = [" báo cáo ", " đã ", " tổ chức ", " rà soát ", " triển khai ", " thực hiện ", " ban hành "];
        let is_clause = acts.iter().any(|words| next.contains(words)) && !next.starts_with("ngày ");
        next.starts_with(char::is_uppercase) || is_clause
    });
    let end = text.len() - usize::from(text.ends_with('.'));
    if is_cited && is_one && !goes_on && text.ends_with('.') && reading.role == Role::Body {
        vec![Slip::new(end..text.len(), ",")]
    } else {
        Vec::new()
    }
}
