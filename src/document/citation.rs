//! Citations of documents.

use crate::report::answers::{Entry, EntryPath};
use crate::report::field::citation;
use crate::report::ids::FieldId;
use crate::report::pattern::Format;
use crate::report::value::Value;

use super::Run;
use super::numbers::full_date;
use super::print::Printer;
use super::value_text::{Outcome, chosen_text, in_mid_sentence, join};

impl Printer<'_> {
    /// A citation: in full at its first mention, by type and number after.
    ///
    /// What is not asked of a kind of document (a law has no number) is not said, though it was typed for another. What
    /// is needed and not there leaves a gap.
    pub(super) fn cite(&self, field: FieldId, row: Option<usize>, entries: &[Entry], format: Format) -> Outcome {
        let parts = Parts { printer: self, field, row, entries, gaps: Vec::new() };
        parts.cite(format)
    }

    /// Citations in one sentence.
    pub(super) fn cite_all(&self, field: FieldId, rows: &[Vec<Entry>], format: Format) -> Outcome {
        let (mut texts, mut all_gaps) = (Vec::new(), Vec::new());
        for (at, row) in rows.iter().enumerate() {
            match self.cite(field, Some(at), row, format) {
                Outcome::Text(text) => texts.push(text),
                Outcome::Gaps(text, gaps) => {
                    texts.push(text);
                    all_gaps.extend(gaps);
                }
                Outcome::Zero(_) | Outcome::Missing => {}
            }
        }
        if texts.is_empty() { Outcome::Missing } else { outcome(join(&texts, format), all_gaps) }
    }
}

/// A text, and the gaps in it in the order in which they stand.
fn outcome(text: String, gaps: Vec<Run>) -> Outcome {
    if gaps.is_empty() { Outcome::Text(text) } else { Outcome::Gaps(text, gaps) }
}

/// The parts of one cited document, and the gaps that they left so far.
struct Parts<'p, 'a> {
    printer: &'p Printer<'a>,
    field: FieldId,
    row: Option<usize>,
    entries: &'p [Entry],
    gaps: Vec<Run>,
}

impl Parts<'_, '_> {
    fn path(&self, at: usize) -> EntryPath {
        EntryPath { field: self.field, row: self.row, column: Some(at) }
    }

    fn is_asked(&self, at: usize) -> bool {
        self.printer.context.evaluation.is_asked(self.path(at))
    }

    /// What a part says; "" when it is not there.
    fn said(&self, at: usize) -> String {
        match self.entries.get(at).filter(|_| self.is_asked(at)).map(|entry| &entry.value) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Date(date)) => full_date(*date),
            Some(Value::Choice(chosen)) => {
                let column = self.printer.context.definition[self.field].columns.get(at);
                column.map_or_else(String::new, |column| chosen_text(column, chosen).to_owned())
            }
            _ => String::new(),
        }
    }

    /// What a part says, or what stands for it when it is needed or was not understood.
    fn part(&mut self, at: usize) -> String {
        let said = self.said(at);
        let is_unread = || matches!(self.entries.get(at).map(|entry| &entry.value), Some(Value::Unreadable(_)));
        let is_needed = || self.printer.context.evaluation.is_required(self.path(at)) || is_unread();
        if !said.is_empty() || !self.is_asked(at) || !is_needed() {
            return said;
        }
        let gap = self.printer.lack(self.path(at));
        let text = gap.text.clone();
        self.gaps.push(gap);
        text
    }

    fn cite(mut self, format: Format) -> Outcome {
        let is_begun = (0..self.entries.len()).any(|at| !self.said(at).is_empty());
        if !is_begun {
            return Outcome::Missing;
        }
        let (kind, number, symbol) =
            (self.part(citation::KIND), self.part(citation::NUMBER), self.part(citation::SYMBOL));
        // "những số nhỏ hơn 10 phải ghi thêm số 0 phía trước" (phụ lục I, mục II.3)
        let is_digit = number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit());
        let number = if is_digit { format!("0{number}") } else { number };
        let joint = if is_of_party(&symbol) { "-" } else { "/" };
        let name = match (number.is_empty(), symbol.is_empty()) {
            (true, true) => kind.clone(),
            (true, false) => format!("{kind} {symbol}"),
            (false, true) => format!("{kind} số {number}"),
            (false, false) => format!("{kind} số {number}{joint}{symbol}"),
        };
        // Two bodies may issue documents of one number and symbol, and one body in two years.
        let cited = [&name, &self.said(citation::DATE), &self.said(citation::ISSUER)].map(String::as_str).join("\t");
        let known = self.printer.cited.borrow().contains(&cited);
        if (known && format != Format::Full && !number.is_empty()) || format == Format::Short {
            return outcome(name, self.gaps);
        }
        if !known {
            self.printer.cited.borrow_mut().push(cited);
        }
        let mut full = name;
        let mut go_on = |words: &str, more: &str| {
            if !more.is_empty() {
                full.push_str(words);
                full.push_str(more);
            }
        };
        // A law is told by its name: "Luật Trẻ em ngày 05 tháng 4 năm 2016".
        let is_law = !self.is_asked(citation::NUMBER);
        if is_law {
            go_on(" ", &self.part(citation::SUBJECT));
        }
        go_on(" ", &self.part(citation::DATE));
        let issuer = self.part(citation::ISSUER);
        // "của Chính phủ" is typed now and then, as it stands in what one copies from.
        let issuer = issuer.strip_prefix("của ").or_else(|| issuer.strip_prefix("Của ")).unwrap_or(&issuer);
        if format != Format::Own || !self.printer.is_own_name(issuer) {
            go_on(" của ", issuer);
        }
        if !is_law {
            let subject = self.part(citation::SUBJECT);
            if !subject.is_empty() {
                go_on(" ", &about(&kind, &subject));
            }
        }
        outcome(full, self.gaps)
    }
}

/// Whether a symbol is one of the Party's, which are written "04-NQ/TU"; all others are "15/KH-UBND", "4/2016/QH13".
fn is_of_party(symbol: &str) -> bool {
    symbol.split_once('/').is_some_and(|(kind, body)| {
        let is_letters = |text: &str| !text.is_empty() && text.chars().all(char::is_alphabetic);
        is_letters(kind) && body.chars().next().is_some_and(char::is_alphabetic) && !kind.contains('-')
    })
}

/// With these nouns a subject names a matter.
const MATTERS: [&str; 46] = [
    "biện pháp",
    "bộ tiêu chí",
    "các",
    "chế độ",
    "chỉ tiêu",
    "chiến lược",
    "chính sách",
    "chuẩn nghèo",
    "chương trình",
    "công tác",
    "cơ chế",
    "danh mục",
    "danh sách",
    "dự án",
    "dự toán",
    "đề án",
    "định mức",
    "giải pháp",
    "hoạt động",
    "hội thi",
    "kết luận",
    "kết quả",
    "kinh phí",
    "lịch",
    "một số",
    "mức",
    "nhiệm vụ",
    "những",
    "nội dung",
    "phong trào",
    "phương án",
    "quy chế",
    "số liệu",
    "thời gian",
    "thời hạn",
    "tình hình",
    "ý kiến",
    "Chiến lược",
    "Chương trình",
    "Dự án",
    "Đề án",
    "Kế hoạch",
    "Ngày",
    "Quy chế",
    "Tháng",
    "Tuần lễ",
];

/// What a document is about, as a citation goes on with it. "V/v" is "về việc", which is not said twice; a decree or a
/// circular has it without ("quy định chi tiết …").
fn about(kind: &str, subject: &str) -> String {
    let shorts = ["V/v", "v/v", "V/V", "vv ", "Vv ", "VV ", "vv:", "Vv:", "VV:"];
    let short = |subject: &'_ str| shorts.into_iter().find(|short| subject.starts_with(short)).map_or(0, str::len);
    // "về việc V/v báo cáo" has both.
    let kind = kind.to_lowercase();
    let is_rule = ["nghị định", "thông tư"].iter().any(|name| kind.starts_with(name));
    // So has a decision or a resolution that lays down rules.
    let lower = subject.to_lowercase();
    let lays_down = lower.strip_prefix("về việc ").unwrap_or(&lower).starts_with("quy định ");
    let is_rule = is_rule || (lays_down && ["quyết định", "nghị quyết"].iter().any(|name| kind.starts_with(name)));
    let rules = |subject: &str| {
        let first = subject.split_whitespace().next().unwrap_or_default().to_lowercase();
        ["quy", "ban", "sửa", "bổ", "hướng", "bãi", "điều", "thay"].contains(&first.as_str())
    };
    let long = ["về việc ", "Về việc "].into_iter().find_map(|words| subject.strip_prefix(words));
    let subject = long.filter(|rest| short(rest) > 0 || (is_rule && rules(rest))).unwrap_or(subject);
    let stem = subject.get(short(subject)..).filter(|stem| stem.len() < subject.len());
    let subject = stem.map_or(subject, |stem| stem.trim_start_matches([':', '.', ' ']));
    let first = subject.split_whitespace().next().unwrap_or_default().to_lowercase();
    let small = || in_mid_sentence(subject);
    let is_rule = is_rule && stem.is_none();
    match first.as_str() {
        "về" => small(),
        _ if is_rule && rules(subject) => small(),
        "việc" => format!("về {}", small()),
        // "Nghị định … về công tác văn thư"
        _ if is_rule => format!("về {}", in_mid_sentence(subject)),
        // A matter is no deed: "về công tác trẻ em".
        _ => {
            let subject = in_mid_sentence(subject);
            let is_matter =
                MATTERS.iter().any(|noun| subject.strip_prefix(noun).is_some_and(|rest| rest.starts_with(' ')));
            format!("{} {subject}", if is_matter { "về" } else { "về việc" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn what_a_document_is_about_is_said_once() {
        for (kind, subject, text) in [
            ("Công văn", "triển khai Tháng hành động", "về việc triển khai Tháng hành động"),
            ("Quyết định", "Quy định về mức hỗ trợ", "quy định về mức hỗ trợ"),
            ("Nghị quyết", "về việc quy định mức hỗ trợ", "quy định mức hỗ trợ"),
            ("Quyết định", "ban hành Quy chế", "về việc ban hành Quy chế"),
            ("Kế hoạch", "công tác trẻ em năm 2026", "về công tác trẻ em năm 2026"),
            ("Công văn", "Tháng hành động vì trẻ em năm 2026", "về Tháng hành động vì trẻ em năm 2026"),
            ("Công văn", "Chương trình giảm nghèo", "về chương trình giảm nghèo"),
            ("Công văn", "Đề án 06", "về Đề án 06"),
            ("Công văn", "các biện pháp phòng dịch", "về các biện pháp phòng dịch"),
            ("Công văn", "cấp kinh phí", "về việc cấp kinh phí"),
            ("Công văn", "Tình hình thiên tai", "về tình hình thiên tai"),
            ("Công văn", "công tác", "về việc công tác"),
            ("Công văn", "Về việc triển khai", "về việc triển khai"),
            ("Công văn", "Tổ chức Tháng hành động vì trẻ em", "về việc tổ chức Tháng hành động vì trẻ em"),
            ("Thông báo", "Ủy ban nhân dân xã họp", "về việc Ủy ban nhân dân xã họp"),
            ("Công văn", "V/v triển khai", "về việc triển khai"),
            ("Công văn", "về việc V/v triển khai", "về việc triển khai"),
            ("Công văn", "v/v: triển khai", "về việc triển khai"),
            ("Công văn", "vv triển khai", "về việc triển khai"),
            (
                "Nghị định",
                "quy định chi tiết một số điều của Luật Trẻ em",
                "quy định chi tiết một số điều của Luật Trẻ em",
            ),
            ("Thông tư liên tịch", "Quy định về hồ sơ", "quy định về hồ sơ"),
            ("Nghị định", "về công tác văn thư", "về công tác văn thư"),
            ("Nghị định", "công tác văn thư", "về công tác văn thư"),
            ("Công văn", "việc tăng cường phối hợp", "về việc tăng cường phối hợp"),
            ("Quyết định", "phê duyệt Chương trình", "về việc phê duyệt Chương trình"),
        ] {
            assert_eq!(about(kind, subject), text);
        }
    }
}
