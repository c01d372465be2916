//! A mistake in a report type: where it is, what is wrong, and the nearest right name.

use std::fmt;

use crate::text::language::Language;
use crate::text::toml_words::plain;

/// One mistake in a type file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    /// The file as it was named to us.
    pub file: String,
    /// Line and column of the offending text, from 1; columns count characters.
    pub line: usize,
    pub column: usize,
    pub kind: LoadErrorKind,
    /// The nearest right name, where one is near.
    pub nearest: Option<String>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadErrorKind {
    /// After this many mistakes no more are looked for.
    TooMany(usize),
    /// The file cannot be read, and why, in both languages.
    Unreadable { vi: String, en: String },
    /// The file is not TOML; the parser's own words.
    NotToml(String),
    /// A key that nothing reads.
    UnknownKey { key: String, place: String },
    /// The key is of the form that types had before; what is written now.
    OldSpelling { key: &'static str, now: &'static str },
    /// An English text for what the type does not have.
    NothingToTranslate(String),
    /// A key that must be there.
    MissingKey { key: String, place: String },
    /// The value is of another TOML type.
    WrongType { key: String, expected: &'static str },
    /// An id holds other letters than a-z, 0-9 and `_`, or starts with none of a-z.
    BadId(String),
    /// The id belongs to the program itself.
    Reserved(String),
    /// Two things of the same name.
    Duplicate { what: &'static str, id: String },
    /// A kind, role, rule or level that does not exist.
    UnknownName { what: &'static str, name: String },
    /// A pattern prints a field that does not exist.
    UnknownField(String),
    /// The head or the end that all types share needs a field of a shared section that the type does not use.
    LacksShared { section: String, field: String },
    /// The head or the end that all types share needs a field of the type's own.
    SharedNeeds(String),
    /// What a percent is derived from is no ratio.
    NoRatio(String),
    /// A pattern prints a part that this kind of field does not have.
    UnknownPart { field: String, part: String },
    /// A pattern prints a column outside of an `each`.
    OutsideEach { field: String },
    /// Nothing prints, computes or asks this field.
    NeverUsed(String),
    /// A pattern is not well formed.
    BadPattern(String),
    /// An expression is not well formed; the reason.
    BadExpression(String),
    /// A percent cannot be added up.
    SummedPercent(String),
    /// This consolidation rule does not fit the kind.
    BadMerge { field: String, merge: String, kind: String },
    /// Conditions or calculations that depend on each other in a circle.
    Circle(Vec<String>),
    /// A needed companion is missing: a constraint without message, a choice without options.
    Incomplete { field: String, what: &'static str },
    /// An example's answers are not right.
    ExampleAnswers { name: String, why: String },
    /// An example's text lacks a line, or has it out of order.
    ExampleLacks { name: String, line: String },
    /// An example's text says what it must not say.
    ExampleSays { name: String, text: String },
}

impl LoadErrorKind {
    /// Whether what was not understood may have used a field.
    #[must_use]
    pub(crate) fn hides_uses(&self) -> bool {
        matches!(
            self,
            Self::NotToml(_)
                | Self::UnknownKey { .. }
                | Self::MissingKey { .. }
                | Self::WrongType { .. }
                | Self::UnknownName { what: "format", .. }
                | Self::UnknownField(_)
                | Self::LacksShared { .. }
                | Self::SharedNeeds(_)
                | Self::NoRatio(_)
                | Self::BadPattern(_)
                | Self::BadExpression(_)
        )
    }

    /// In plain words.
    #[must_use]
    #[rustfmt::skip]
    pub(crate) fn describe(&self, language: Language) -> String {
        let say = |vi: String, en: String| match language { Language::Vi => vi, Language::En => en };
        match self {
            Self::TooMany(most) => say(format!("đã thấy {most} lỗi, có thể còn nữa; hãy sửa các lỗi trên trước"), format!("{most} mistakes were found, there may be more; please mend those above first")),
            Self::Unreadable { vi, en } => say(format!("không đọc được tệp: {vi}"), format!("the file cannot be read: {en}")),
            Self::NotToml(why) => say(format!("không đúng cú pháp TOML: {}", plain(why, language)), format!("not valid TOML: {}", plain(why, language))),
            Self::UnknownKey { key, place } => say(format!("không có khóa “{key}” {}", place_vi(place)), format!("there is no key “{key}” in {place}")),
            Self::OldSpelling { key, now } => say(format!("{key} là cách viết cũ, nay viết {now}; `baocao types convert TỆP` tự viết lại cả tệp"), format!("{key} is how it was written before, now it is {now}; `baocao types convert FILE` rewrites the whole file")),
            Self::NothingToTranslate(id) => say(format!("loại báo cáo không có “{id}” để dịch"), format!("the type has no “{id}” to translate")),
            Self::MissingKey { key, place } => say(format!("thiếu khóa “{key}” {}", place_vi(place)), format!("{place} lacks the key “{key}”")),
            Self::WrongType { key, expected } => say(format!("“{key}” phải là {}", type_vi(expected)), format!("“{key}” must be {expected}")),
            Self::BadId(id) => say(format!("tên “{id}” chỉ được gồm chữ a-z, số và dấu _, bắt đầu bằng chữ, dài tối đa 100"), format!("the name “{id}” may hold only a-z, digits and _, starts with a letter and has at most 100 of them")),
            Self::Reserved(id) => say(format!("tên “{id}” dành cho hồ sơ đơn vị của chương trình; hãy đặt tên khác"), format!("the name “{id}” belongs to the office profile of the program; choose another")),
            Self::Duplicate { what, id } => say(format!("{} “{id}” đã có ở trên", what_vi(what)), format!("the {what} “{id}” is already there above")),
            Self::UnknownName { what, name } => say(format!("không có {} “{name}”", what_vi(what)), format!("there is no {what} “{name}”")),
            Self::UnknownField(name) => say(format!("không có trường “{name}”"), format!("there is no field “{name}”")),
            Self::LacksShared { section, field } => say(format!("phần đầu, phần cuối văn bản dùng trường “{field}”; hãy thêm [[section]] với use = \"{section}\""), format!("the head and the end of the document use the field “{field}”; add a [[section]] with use = \"{section}\"")),
            Self::SharedNeeds(name) => say(format!("phần đầu, phần cuối văn bản dùng trường “{name}”; hãy thêm trường ấy vào một mục"), format!("the head and the end of the document use the field “{name}”; add it to a section")),
            Self::NoRatio(name) => say(format!("trường “{name}” không phải là tỷ số (ratio)"), format!("the field “{name}” is no ratio")),
            Self::UnknownPart { field, part } => say(format!("trường “{field}” không có phần “{part}”"), format!("the field “{field}” has no part “{part}”")),
            Self::OutsideEach { field } => say(format!("cột của bảng “{field}” chỉ dùng được khi có each = \"{field}\", hoặc với |sum, |each"), format!("a column of “{field}” needs each = \"{field}\", or |sum or |each")),
            Self::NeverUsed(id) => say(format!("trường “{id}” được hỏi nhưng không dùng ở đâu; nếu cố ý, ghi unused = true"), format!("the field “{id}” is asked but never used; if that is meant, say unused = true")),
            Self::BadPattern(why) => say(format!("mẫu câu sai: {why}"), format!("bad pattern: {why}")),
            Self::BadExpression(why) => say(format!("biểu thức sai: {}", engine_words_vi(why)), format!("bad expression: {why}")),
            Self::SummedPercent(field) => say(format!("“{field}” là tỷ lệ phần trăm, không cộng được; hãy dùng merge = \"recompute\""), format!("“{field}” is a percent and cannot be added up; use merge = \"recompute\"")),
            Self::BadMerge { field, merge, kind } => say(format!("cách tổng hợp “{merge}” không dùng được cho “{field}” kiểu {kind}"), format!("the rule “{merge}” does not fit “{field}” of kind {kind}")),
            Self::Circle(names) => say(format!("điều kiện phụ thuộc vòng tròn: {}", names.join(" → ")), format!("conditions depend on each other in a circle: {}", names.join(" → "))),
            Self::Incomplete { field, what } => say(format!("“{field}” thiếu {}", what_vi(what)), format!("“{field}” lacks {what}")),
            Self::ExampleAnswers { name, why } => say(format!("ví dụ “{name}”: {why}"), format!("example “{name}”: {why}")),
            Self::ExampleLacks { name, line } => say(format!("ví dụ “{name}”: văn bản không có (hoặc không đúng thứ tự) “{line}”"), format!("example “{name}”: the text lacks, or has out of order, “{line}”")),
            Self::ExampleSays { name, text } => say(format!("ví dụ “{name}”: văn bản không được có “{text}”"), format!("example “{name}”: the text must not say “{text}”")),
        }
    }
}

fn place_vi(place: &str) -> String {
    match place {
        "the type" | "the file" | "the English texts" | "the examples" => "ở đầu tệp".to_owned(),
        table => format!("trong {table}"),
    }
}

fn what_vi(what: &str) -> &str {
    match what {
        "section" => "mục",
        "field" => "trường",
        "column" => "cột",
        "option" => "lựa chọn",
        "block" => "đoạn",
        "kind" => "kiểu",
        "role" => "vai trò",
        "rule" => "quy tắc",
        "field of the office profile" => "trường của hồ sơ đơn vị",
        "text of the office profile" => "ô chữ của hồ sơ đơn vị",
        "merge rule" => "cách tổng hợp",
        "carry rule" => "cách chép sang kỳ sau",
        "period" => "loại kỳ",
        "list of options" => "danh sách lựa chọn",
        "shared section" => "mục dùng chung",
        "series" => "dãy",
        "format" => "cách in",
        "filter" => "bộ lọc",
        "test" => "phép thử",
        "message" => "lời báo (message)",
        "options" => "danh sách lựa chọn (options)",
        "columns" => "các cột (column)",
        other => other,
    }
}

/// The commonest complaints of the expression engine in Vietnamese; the others in its own words.
fn engine_words_vi(why: &str) -> String {
    let complaint = why.strip_prefix("syntax error: ").unwrap_or(why).trim_start_matches("unexpected ");
    let own = [
        ("the expression is too long or too deep", "quá dài hoặc lồng nhau quá sâu"),
        ("there are too many expressions in this type", "loại báo cáo này có quá nhiều biểu thức"),
        (
            "only numbers can be multiplied, not what has [ ], { }, | or range",
            "chỉ nhân được các số, không nhân với [ ], { }, | hay range",
        ),
    ];
    if let Some((_, vi)) = own.iter().find(|(en, _)| *en == why) {
        return (*vi).to_owned();
    }
    match complaint.split_once(", expected ") {
        Some(("end of input", "expression")) => "chưa viết hết".to_owned(),
        Some(("end of input", wanted)) => format!("thiếu {wanted} ở cuối"),
        Some((found, wanted)) => format!("gặp {found}, lẽ ra phải là {wanted}"),
        None => why.to_owned(),
    }
}

fn type_vi(expected: &str) -> &str {
    match expected {
        "a text" => "chuỗi chữ",
        "a whole number from 1" => "số nguyên từ 1 trở lên",
        "1 or 2, and never with plain" => "1 hoặc 2, và không đi cùng plain",
        "true or false" => "true hoặc false",
        "a list" => "danh sách",
        "a list of texts" => "danh sách chuỗi chữ",
        "a table" => "bảng",
        other => other,
    }
}

impl LoadError {
    /// `file:line:column: what is wrong (the nearest right name)`.
    #[must_use]
    pub fn display(&self, language: Language) -> impl fmt::Display + '_ {
        let nearest = self.nearest.as_ref().map_or(String::new(), |name| match language {
            Language::Vi => format!(" – có phải “{name}”?"),
            Language::En => format!(" – did you mean “{name}”?"),
        });
        format!("{}:{}:{}: {}{nearest}", self.file, self.line, self.column, self.kind.describe(language))
    }
}

/// Longer names are no slips of the pen, and comparing takes the square of their length.
const MAX_COMPARED: usize = 100;

/// The candidate that is nearest to `name`, if one is near enough to be meant.
#[must_use]
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if name.len() > MAX_COMPARED {
        return None;
    }
    // Case and kind of dash are slips that anyone makes.
    let plain = |name: &str| name.to_lowercase().replace('-', "_");
    let meant = plain(name);
    candidates
        .into_iter()
        .filter(|candidate| !candidate.is_empty() && *candidate != name && candidate.len() <= MAX_COMPARED)
        .map(|candidate| (strsim::osa_distance(&meant, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count().min(name.chars().count()) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_about_expressions_are_in_plain_words() {
        let told = |source: &str| {
            let (why, _) = crate::report::expression::Expression::parse(source).expect_err("a mistake");
            LoadErrorKind::BadExpression(why).describe(Language::Vi)
        };
        assert_eq!(told("a > (1"), "biểu thức sai: thiếu `)` ở cuối");
        assert_eq!(told("a >"), "biểu thức sai: chưa viết hết");
    }
}
