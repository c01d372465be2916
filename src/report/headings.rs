//! Which columns of a table of answers the headings of a table in another paper name.

use super::definition::Definition;
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
    let titles = titles(definition, field);
    let column_of = |plain: &str| {
        let same = titles.iter().find(|(title, _)| title == plain).map(|(_, column)| *column);
        let mut like = titles.iter().filter(|(title, _)| begins(title, plain) || begins(plain, title));
        let alike = like.next().map(|(_, column)| *column);
        same.or_else(|| alike.filter(|column| like.all(|(_, other)| other == column)))
    };
    let below: Vec<Below> = headings
        .iter()
        .map(|heading| match plain_letters(heading).as_str() {
            plain if is_row_number(plain) => Below::Number,
            plain => column_of(plain).map_or_else(|| Below::Unknown((*heading).to_owned()), Below::Column),
        })
        .collect();
    let known = below.iter().filter(|below| !matches!(below, Below::Unknown(_))).count();
    let columns = below.iter().filter(|below| matches!(below, Below::Column(_))).count();
    // A title or two that are alike may be of another table.
    (known >= 2 && columns >= 1 && known * 3 >= headings.len() * 2).then_some(below)
}

/// What the form, the page and old reports call the columns of a table, in plain letters.
fn titles(definition: &Definition, field: FieldId) -> Vec<(String, usize)> {
    let columns = definition[field].columns.iter().enumerate().filter(|(_, own)| !own.hidden);
    let mut titles: Vec<(String, usize)> = columns.map(|(at, own)| (plain_letters(&own.label.vi), at)).collect();
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

/// Whether a heading is another with more behind it: "Cùng kỳ" may be short for "Cùng kỳ năm trước".
fn begins(one: &str, other: &str) -> bool {
    one.strip_prefix(other).is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
}
