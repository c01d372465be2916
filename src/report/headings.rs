//! Which columns of a table of answers the headings of a table in another paper name.

use std::borrow::Cow;

use super::definition::Definition;
use super::field::Kind;
use super::ids::FieldId;
use super::pattern::Target;
use crate::text::letters::plain_letters;

/// What a column is called that numbers the rows of a page.
const ROW_NUMBERS: [&str; 3] = ["stt", "tt", "so tt"];

/// Whether the column below this heading numbers the rows.
pub(crate) fn is_row_number(heading: &str) -> bool {
    ROW_NUMBERS.contains(&plain_letters(heading).as_str())
}

/// What stands below a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Below {
    /// Answers of this column of the table, typed or worked out.
    Column(usize),
    /// The numbers of the rows.
    Number,
    /// Nobody knows.
    Unknown(String),
}

/// What stands below these headings of a table; `None` where they are none of this field's table, or hardly.
pub(crate) fn below(definition: &Definition, field: FieldId, headings: &[&str]) -> Option<Vec<Below>> {
    // A title or two that are alike may be of another table.
    Some(named(definition, field, headings)).filter(|below| is_like(below) && known(below) * 3 >= headings.len() * 2)
}

/// The same of the first line of what was pasted into this table, above so many rows that have figures: a line of words of
/// which one is called just as a column is no row.
pub(crate) fn below_pasted(
    definition: &Definition,
    field: FieldId,
    headings: &[&str],
    with_figures: usize,
) -> Option<Vec<Below>> {
    let is_figure = |cell: &&&str| !cell.is_empty() && !cell.contains(char::is_alphabetic) && !cell.starts_with('%');
    let is_words = headings.iter().find(is_figure).is_none() && headings.iter().any(|cell| !cell.is_empty());
    let titles = titles(definition, field);
    let is_title = |cell: &&&str| titles.iter().any(|(title, _)| *title == plain_letters(cell));
    let has_title = headings.iter().any(|cell| is_title(&cell)) && headings.len() > 1;
    let has_numbers = headings.first().is_some_and(|first| is_row_number(first)) && with_figures > 0;
    let below = named(definition, field, headings);
    let columns = below.iter().filter(|below| matches!(below, Below::Column(_))).count();
    let is_head = is_words && (has_title || has_numbers || columns >= 2);
    (is_head || (is_like(&below) && known(&below) * 3 >= headings.len() * 2)).then_some(below)
}

/// How many of these are known.
fn known(below: &[Below]) -> usize {
    below.iter().filter(|below| !matches!(below, Below::Unknown(_))).count()
}

/// Whether two are known and a column is among them.
fn is_like(below: &[Below]) -> bool {
    known(below) >= 2 && below.iter().any(|below| matches!(below, Below::Column(_)))
}

/// What each of these headings names.
fn named(definition: &Definition, field: FieldId, headings: &[&str]) -> Vec<Below> {
    let titles = titles(definition, field);
    let exactly = |plain: &str| titles.iter().find(|(title, _)| title == plain).map(|(_, column)| *column);
    let column_of = |plain: &str| {
        let mut like = titles.iter().filter(|(title, _)| begins(title, plain) || begins(plain, title));
        let alike = like.next().map(|(_, column)| *column);
        exactly(plain).or_else(|| alike.filter(|column| like.all(|(_, other)| other == column)))
    };
    let latest = headings.iter().filter_map(|heading| year_of(heading)).max();
    let said: Vec<String> = headings.iter().map(|heading| in_relative_years(heading, latest)).collect();
    let of_this_year: Vec<&String> = said.iter().filter(|said| said.contains(THIS_YEAR)).collect();
    // "Năm 2024" beside "Thực hiện năm 2025" is the result of the year before.
    let has_result =
        exactly(THIS_YEAR).is_some() && of_this_year.iter().any(|own| column_of(own) == exactly(THIS_YEAR));
    let mut below: Vec<Below> = headings
        .iter()
        .zip(&said)
        .map(|(heading, plain)| {
            let is_past = year_of(heading).is_some_and(|year| Some(year) < latest) || plain.ends_with(LAST_YEAR);
            // "Năm 2024", or "Thực hiện 6 tháng năm 2024", is the same period of the year before beside the same of
            // 2025; a plan of 2024 is not.
            let own = plain.strip_suffix(LAST_YEAR).map(|rest| format!("{rest}{THIS_YEAR}"));
            let is_result = |own: &String| of_this_year.contains(&own) && column_of(own) == exactly(THIS_YEAR);
            let is_compared = own.is_some_and(|own| is_result(&own));
            let column = match plain.as_str() {
                plain if is_row_number(plain) => return Below::Number,
                _ if is_compared => exactly(LAST_YEAR),
                LAST_YEAR if has_result => exactly(LAST_YEAR),
                LAST_YEAR => None,
                // "Thực hiện năm 2024" beside "Kế hoạch năm 2025" is not what the report is about.
                plain if is_past => exactly(plain),
                plain => column_of(plain),
            };
            column.map_or_else(|| Below::Unknown((*heading).to_owned()), Below::Column)
        })
        .collect();
    // Two that name one column: the one that is called just so, or is of a year, if only one is.
    for at in 0..below.len() {
        let Some(column @ Below::Column(_)) = below.get(at).cloned() else { continue };
        let all: Vec<usize> = (0..below.len()).filter(|other| below.get(*other) == Some(&column)).collect();
        let heading = |at: &usize| headings.get(*at).copied().unwrap_or_default();
        let is_exact = |at: &&usize| titles.iter().any(|(title, _)| *title == plain_letters(heading(at)));
        let only = |list: Vec<usize>| if let [only] = list[..] { Some(only) } else { None };
        let chosen = only(all.iter().filter(is_exact).copied().collect())
            .or_else(|| only(all.iter().filter(|at| year_of(heading(at)).is_some()).copied().collect()))
            .or_else(|| only(all.clone()));
        for other in all.into_iter().filter(|other| Some(*other) != chosen) {
            if let Some(below) = below.get_mut(other) {
                *below = Below::Unknown(heading(&other).to_owned());
            }
        }
    }
    below
}

/// The year that a heading names.
fn year_of(heading: &str) -> Option<u16> {
    let numbers = heading.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.filter_map(|number| number.parse().ok()).find(|year| (1990..2100).contains(year))
}

const THIS_YEAR: &str = "nam nay";
const LAST_YEAR: &str = "nam truoc";

/// Words of a period, in plain letters.
const PERIOD: [&str; 8] = ["quy", "i", "ii", "iii", "iv", "thang", "dau", "nam"];

/// A heading in plain letters, with "năm nay" and "năm trước" for years: "Cùng kỳ năm 2024" is of the year before, beside
/// whatever it stands.
fn in_relative_years(heading: &str, latest: Option<u16>) -> String {
    let plain = plain_letters(heading);
    let is_period = |text: &str| {
        let is_of_one = |word: &str| PERIOD.contains(&word) || word.bytes().all(|b| b.is_ascii_digit());
        text.split_whitespace().all(is_of_one)
    };
    let Some((year, latest)) = year_of(heading).zip(latest) else {
        // "Quý III", "6 tháng": the period of the report. "Tháng" alone is the months below it.
        let is_named = plain.starts_with("quy ") || plain.ends_with(" thang") || plain.contains(" thang dau");
        return if is_named && is_period(&plain) { THIS_YEAR.to_owned() } else { plain };
    };
    let relative = if year + 1 == latest || plain.starts_with("cung ky") {
        LAST_YEAR
    } else if year == latest {
        THIS_YEAR
    } else {
        return plain;
    };
    let year = year.to_string();
    let plain = plain.replace(&format!("nam {year}"), &year).replace(&year, relative);
    // "6 tháng đầu năm 2025": the period, and nothing of it.
    let of_period = plain.strip_suffix(relative).is_some_and(is_period);
    if of_period { relative.to_owned() } else { plain }
}

/// The units that a heading may say of the money below it, in plain letters and as they are written in an answer.
const MONEY_UNITS: [(&str, &str); 13] = [
    ("nghin dong", "nghìn đồng"),
    ("ngan dong", "nghìn đồng"),
    ("1.000 d", "nghìn đồng"),
    ("1.000d", "nghìn đồng"),
    ("1000 d", "nghìn đồng"),
    ("1000d", "nghìn đồng"),
    ("nghin d", "nghìn đồng"),
    ("ngan d", "nghìn đồng"),
    ("trieu dong", "triệu đồng"),
    ("tr.d", "triệu đồng"),
    ("trd", "triệu đồng"),
    ("ty dong", "tỷ đồng"),
    ("ti dong", "tỷ đồng"),
];

/// A cell with the unit that its heading says: "1.250" below "Kinh phí (triệu đồng)" is 1.250 triệu đồng. One that says
/// its unit itself keeps it.
pub(crate) fn with_unit<'c>(kind: &Kind, heading: &str, cell: &'c str) -> Cow<'c, str> {
    let is_bare = cell.contains(|c: char| c.is_ascii_digit()) && !cell.contains(char::is_alphabetic);
    if !matches!(kind, Kind::Money) || !is_bare {
        return Cow::Borrowed(cell);
    }
    let plain = plain_letters(heading);
    let unit = MONEY_UNITS.iter().find(|(said, _)| plain.contains(said)).map(|(_, unit)| *unit);
    unit.map_or(Cow::Borrowed(cell), |unit| Cow::Owned(format!("{cell} {unit}")))
}

/// What the form, the page and old reports call the columns of a table, in plain letters.
fn titles(definition: &Definition, field: FieldId) -> Vec<(String, usize)> {
    let columns = definition[field].columns.iter().enumerate().filter(|(_, own)| !own.hidden);
    let mut titles: Vec<(String, usize)> = Vec::new();
    for (at, own) in columns {
        titles.extend(std::iter::once(&own.label.vi).chain(&own.import).map(|name| (plain_letters(name), at)));
    }
    let blocks = definition.body.iter().filter(|block| block.each == Some(field));
    for cell in blocks.flat_map(|block| &block.cells) {
        if let Some(Target::Column(of, column)) = cell.text.targets().first()
            && *of == field
        {
            let names = std::iter::once(&cell.title).chain(&cell.import);
            titles.extend(names.map(|name| (plain_letters(name), *column)));
        }
    }
    titles
}

/// The column of a table of answers that takes what this year came to.
pub(crate) fn of_this_year(definition: &Definition, field: FieldId) -> Option<usize> {
    titles(definition, field).into_iter().find(|(title, _)| title == THIS_YEAR).map(|(_, column)| column)
}

/// Whether a heading is another with more behind it: "Cùng kỳ" may be short for "Cùng kỳ năm trước".
fn begins(one: &str, other: &str) -> bool {
    one.strip_prefix(other).is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
}
