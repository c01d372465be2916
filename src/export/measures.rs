//! The measures of the printed page: sizes, margins and spacing, with the decree's ranges.

use crate::report::load_error::nearest;
use crate::text::language::Language;
use crate::text::toml_words::plain;

/// What the decree asks for, as the program brings it along.
const BUILT_IN: &str = include_str!("../../config/layout/nd30.toml");

/// The measures of the printed page (NĐ 30/2020, phụ lục I). Lengths are twips (twentieths of a
/// point), sizes of letters half-points, the distance of lines 240ths of a line: the units of
/// WordprocessingML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measures {
    pub page: PageMargins,
    pub size: Sizes,
    pub spacing: Spacing,
    pub columns: Columns,
}

/// Margins of the A4 page, and the distance of the page number from its edge; twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageMargins {
    /// Above the text.
    pub top: u32,
    /// Below it.
    pub bottom: u32,
    /// Where the pages are bound.
    pub left: u32,
    /// At the outer edge.
    pub right: u32,
    /// Of the page number from the upper edge.
    pub header: u32,
}

/// Sizes of letters in half-points, by what is written with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sizes {
    /// The text of the report.
    pub text: u32,
    /// The agency above the one that issues it.
    pub parent: u32,
    /// The agency that issues it.
    pub agency: u32,
    /// Quốc hiệu.
    pub nation: u32,
    /// Tiêu ngữ.
    pub motto: u32,
    /// Number and symbol.
    pub number: u32,
    /// Place and date.
    pub place_date: u32,
    /// Kind of document and trích yếu.
    pub title: u32,
    /// Kính gửi.
    pub addressee: u32,
    /// Authority, post and name of the signer.
    pub signature: u32,
    /// “Nơi nhận:”
    pub recipients_title: u32,
    /// Each of those who receive it.
    pub recipient: u32,
    /// The number of the page.
    pub page_number: u32,
    /// Number and title of an appendix.
    pub appendix: u32,
    /// Cells of a table.
    pub table: u32,
    /// Footnotes.
    pub note: u32,
}

/// Indent, room and distance of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spacing {
    /// Indent of a first line, twips.
    pub indent: u32,
    /// Room above a paragraph, twips.
    pub before: u32,
    /// Distance of lines, 240ths.
    pub line: u32,
    /// Room for signature and stamp, twips.
    pub signature_room: u32,
}

/// Widths of the columns at head and end, twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Columns {
    /// At the head, of the agency.
    pub head_left: u32,
    /// At the head, of quốc hiệu.
    pub head_right: u32,
    /// At the end, of those who receive it.
    pub end_left: u32,
    /// At the end, of the signature.
    pub end_right: u32,
}

/// In what a measure is given in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Millimetre,
    /// Of a length.
    Point,
    /// Of letters.
    Size,
    Line,
}

impl Unit {
    /// How many of the unit of [`Measures`] are one of this, and what can be used at all.
    fn scale(self) -> (f64, std::ops::RangeInclusive<f64>) {
        match self {
            Unit::Millimetre => (1440.0 / 25.4, 0.0..=210.0),
            Unit::Point => (20.0, 0.0..=400.0),
            Unit::Size => (2.0, 4.0..=72.0),
            Unit::Line => (240.0, 0.5..=5.0),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Unit::Millimetre => "mm",
            Unit::Point | Unit::Size => "pt",
            Unit::Line => "",
        }
    }
}

/// What the decree allows, from and to, and where it says so: phụ lục I.
type Law = (f64, f64, &'static str);

/// One measure of the file.
struct Row {
    table: &'static str,
    key: &'static str,
    unit: Unit,
    law: Option<Law>,
    slot: fn(&mut Measures) -> &mut u32,
}

const fn row(table: &'static str, key: &'static str, unit: Unit, slot: fn(&mut Measures) -> &mut u32) -> Row {
    Row { table, key, unit, law: None, slot }
}

impl Row {
    const fn law(mut self, least: f64, most: f64, clause: &'static str) -> Self {
        self.law = Some((least, most, clause));
        self
    }
}

use Unit::{Line, Millimetre, Point, Size};

/// Every measure, a row each.
#[rustfmt::skip]
const ROWS: &[Row] = &[
    row("page", "top", Millimetre, |m| &mut m.page.top).law(20.0, 25.0, "I.3"),
    row("page", "bottom", Millimetre, |m| &mut m.page.bottom).law(20.0, 25.0, "I.3"),
    row("page", "left", Millimetre, |m| &mut m.page.left).law(30.0, 35.0, "I.3"),
    row("page", "right", Millimetre, |m| &mut m.page.right).law(15.0, 20.0, "I.3"),
    row("page", "header", Millimetre, |m| &mut m.page.header),
    row("size", "text", Size, |m| &mut m.size.text).law(13.0, 14.0, "II.6.e"),
    row("size", "parent", Size, |m| &mut m.size.parent).law(12.0, 13.0, "II.2.b"),
    row("size", "agency", Size, |m| &mut m.size.agency).law(12.0, 13.0, "II.2.b"),
    row("size", "nation", Size, |m| &mut m.size.nation).law(12.0, 13.0, "II.1.a"),
    row("size", "motto", Size, |m| &mut m.size.motto).law(13.0, 14.0, "II.1.b"),
    row("size", "number", Size, |m| &mut m.size.number).law(13.0, 13.0, "II.3.c"),
    row("size", "place_date", Size, |m| &mut m.size.place_date).law(13.0, 14.0, "II.4.c"),
    row("size", "title", Size, |m| &mut m.size.title).law(13.0, 14.0, "II.5.b"),
    row("size", "addressee", Size, |m| &mut m.size.addressee).law(13.0, 14.0, "II.9.d"),
    row("size", "signature", Size, |m| &mut m.size.signature).law(13.0, 14.0, "II.7.đ"),
    row("size", "recipients_title", Size, |m| &mut m.size.recipients_title).law(12.0, 12.0, "II.9.d"),
    row("size", "recipient", Size, |m| &mut m.size.recipient).law(11.0, 11.0, "II.9.d"),
    row("size", "page_number", Size, |m| &mut m.size.page_number).law(13.0, 14.0, "I.7"),
    row("size", "appendix", Size, |m| &mut m.size.appendix).law(13.0, 14.0, "III.1"),
    row("size", "table", Size, |m| &mut m.size.table),
    row("size", "note", Size, |m| &mut m.size.note),
    row("spacing", "indent", Millimetre, |m| &mut m.spacing.indent).law(10.0, 12.7, "II.6.e"),
    row("spacing", "before", Point, |m| &mut m.spacing.before).law(6.0, 400.0, "II.6.e"),
    row("spacing", "line", Line, |m| &mut m.spacing.line).law(1.0, 1.5, "II.6.e"),
    row("spacing", "signature_room", Point, |m| &mut m.spacing.signature_room),
    row("columns", "head_left", Millimetre, |m| &mut m.columns.head_left),
    row("columns", "head_right", Millimetre, |m| &mut m.columns.head_right),
    row("columns", "end_left", Millimetre, |m| &mut m.columns.end_left),
    row("columns", "end_right", Millimetre, |m| &mut m.columns.end_right),
];

/// What is to be said about a file of measures.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Remark {
    /// It is no TOML; nothing of it is used.
    NotToml { line: usize, why: String },
    /// There is no such measure; the nearest name that there is.
    Unknown { name: String, near: Option<String> },
    /// It is no number, or one that no page can have; it is not used.
    Unusable { name: String, unit: &'static str, least: f64, most: f64 },
    /// It is used, against the decree.
    Unlawful { name: String, value: f64, unit: &'static str, least: f64, most: f64, clause: &'static str },
}

impl Measures {
    /// The decree's measures, with those of the user's file in their place, and what is to be said
    /// about that file.
    #[must_use]
    pub(crate) fn with(file: Option<&str>) -> (Self, Vec<Remark>) {
        let mut measures = Measures::default();
        measures.read(BUILT_IN);
        let remarks = file.map_or_else(Vec::new, |text| measures.read(text));
        (measures, remarks)
    }

    /// The decree's measures.
    #[must_use]
    pub(crate) fn nd30() -> Self {
        Measures::with(None).0
    }

    /// The width of the text on an upright page, twips.
    #[must_use]
    pub(crate) fn text_width(&self) -> u32 {
        A4.0.saturating_sub(self.page.left + self.page.right).max(1440)
    }

    fn read(&mut self, text: &str) -> Vec<Remark> {
        let tables = match text.parse::<toml::Table>() {
            Ok(tables) => tables,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
                return vec![Remark::NotToml { line, why: error.message().to_owned() }];
            }
        };
        let mut remarks = Vec::new();
        for (table, values) in &tables {
            let Some(values) = values.as_table().filter(|_| ROWS.iter().any(|row| row.table == table)) else {
                let near = nearest(table, ROWS.iter().map(|row| row.table));
                remarks.push(Remark::Unknown { name: table.clone(), near });
                continue;
            };
            for (key, value) in values {
                remarks.extend(self.set(table, key, value));
            }
        }
        remarks
    }

    fn set(&mut self, table: &str, key: &str, value: &toml::Value) -> Option<Remark> {
        let name = format!("{table}.{key}");
        let Some(row) = ROWS.iter().find(|row| row.table == table && row.key == key) else {
            let near = nearest(key, ROWS.iter().filter(|row| row.table == table).map(|row| row.key));
            return Some(Remark::Unknown { name, near });
        };
        let unit = row.unit.name();
        let (scale, usable) = row.unit.scale();
        // Whole numbers of the file are small.
        #[allow(clippy::cast_precision_loss, reason = "what a page can have is far below 2^52")]
        let number = value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
        let Some(number) = number.filter(|number| usable.contains(number)) else {
            return Some(Remark::Unusable { name, unit, least: *usable.start(), most: *usable.end() });
        };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within what a page can have")]
        let measure = (number * scale).round() as u32;
        *(row.slot)(self) = measure;
        let (least, most, clause) = row.law?;
        let lawful = (least..=most).contains(&number);
        (!lawful).then_some(Remark::Unlawful { name, value: number, unit, least, most, clause })
    }
}

/// Width and height of the paper in twips (mục I.1).
pub(crate) const A4: (u32, u32) = (11906, 16838);

impl Remark {
    /// What is wrong and what to do, in the language of the interface.
    #[must_use]
    pub(crate) fn describe(&self, language: Language) -> String {
        let vi = language == Language::Vi;
        match self {
            Remark::NotToml { line, why } if vi => {
                let why = plain(why, language);
                format!("dòng {line}: không đọc được ({why}); tệp này không được dùng, văn bản theo đúng Nghị định")
            }
            Remark::NotToml { line, why } => {
                let why = plain(why, language);
                format!("line {line}: cannot be read ({why}); the file is not used, the decree's measures are")
            }
            Remark::Unknown { name, near } => {
                let near = near.as_ref().map(|near| format!(" ({} “{near}”?)", language.pick("có phải", "is it")));
                let text = language.pick("không có thông số này, bỏ qua", "no such measure, passed over");
                format!("{name}: {text}{}", near.unwrap_or_default())
            }
            Remark::Unusable { name, unit, least, most } if vi => {
                format!("{name}: phải là một số từ {least} đến {most} {unit}; giá trị này không được dùng")
            }
            Remark::Unusable { name, unit, least, most } => {
                format!("{name}: must be a number from {least} to {most} {unit}; this value is not used")
            }
            Remark::Unlawful { name, value, unit, least, most, clause } => {
                let range = match least.partial_cmp(most) {
                    Some(std::cmp::Ordering::Less) if *most >= 400.0 => {
                        format!("{} {least}", language.pick("ít nhất", "at least"))
                    }
                    Some(std::cmp::Ordering::Less) => format!("{least}–{most}"),
                    _ => least.to_string(),
                };
                let range = format!("{range} {unit}");
                if vi {
                    format!(
                        "{name} = {value}: Nghị định 30/2020/NĐ-CP, phụ lục I, mục {clause} quy định {}",
                        range.trim_end()
                    )
                } else {
                    format!("{name} = {value}: Decree 30/2020/NĐ-CP, appendix I, {clause} says {}", range.trim_end())
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_sets_every_measure_within_the_law() {
        let mut measures = Measures::default();
        assert_eq!(measures.read(BUILT_IN), []);
        for row in ROWS {
            assert_ne!(*(row.slot)(&mut measures), 0, "{}.{}", row.table, row.key);
            assert!(BUILT_IN.contains(&format!("\n{} = ", row.key)), "{}", row.key);
        }
        let PageMargins { top, left, right, .. } = measures.page;
        assert_eq!((top, left, right, measures.text_width()), (1134, 1701, 1134, 9071));
    }

    #[test]
    fn a_file_of_the_office_changes_what_it_names() {
        let (measures, remarks) =
            Measures::with(Some("[size]\ntext = 13\n[page]\nleft = 35\n[spacing]\nindent = 12.7"));
        assert_eq!(remarks, []);
        let usual = Measures::nd30();
        assert_eq!((measures.size.text, measures.page.left, measures.spacing.indent), (26, 1984, 720));
        assert_eq!((measures.page.right, measures.size.title), (usual.page.right, usual.size.title));
    }

    #[test]
    fn what_is_against_the_decree_is_used_and_told_with_its_clause() {
        let (measures, remarks) = Measures::with(Some("[size]\ntext = 12\n[spacing]\nbefore = 3\n[page]\nleft = 25.5"));
        assert_eq!((measures.size.text, measures.spacing.before, measures.page.left), (24, 60, 1446));
        let told: Vec<String> = remarks.iter().map(|remark| remark.describe(Language::Vi)).collect();
        for text in [
            "size.text = 12: Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.6.e quy định 13–14 pt",
            "spacing.before = 3: Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.6.e quy định ít nhất 6 pt",
            "page.left = 25.5: Nghị định 30/2020/NĐ-CP, phụ lục I, mục I.3 quy định 30–35 mm",
        ] {
            assert!(told.iter().any(|line| line == text), "{told:?}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_left_out_and_told() {
        let usual = Measures::nd30();
        let text = "[size]\ntext = \"to\"\ntxt = 13\nmotto = -3\n[pages]\nleft = 30";
        let (measures, remarks) = Measures::with(Some(text));
        assert_eq!(measures, usual);
        let told: Vec<String> = remarks.iter().map(|remark| remark.describe(Language::En)).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told.iter().any(|line| line == "size.txt: no such measure, passed over (is it “text”?)"), "{told:?}");
        assert!(told.iter().any(|line| line.starts_with("pages: ") && line.contains("“page”")), "{told:?}");
        let (measures, remarks) = Measures::with(Some("[size]\ntext = \n"));
        assert_eq!(measures, usual);
        assert!(matches!(remarks[..], [Remark::NotToml { line: 2, .. }]), "{remarks:?}");
    }
}
