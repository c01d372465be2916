//! Sentence patterns: text with places for answers.
//!
//! `{field}` prints an answer, `{field.part}` a part of one, `{field|format}` prints it in a form;
//! `{field/other}` prints the first of the two that has an answer;
//! `[…]` stands only when the answers inside it do. A backslash before a bracket writes the bracket.

use super::ids::FieldId;

/// A parsed pattern.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern {
    pub parts: Vec<Part>,
}

/// One piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Text(String),
    Place(Place),
    /// Stands only when the places directly inside it have answers.
    Optional(Vec<Part>),
}

/// A place for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it prints: the first of these that has an answer.
    pub targets: Vec<Target>,
    pub format: Format,
    /// Where the name stands in the pattern, in bytes.
    pub offset: usize,
}

/// What a place prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Not yet looked up: the name as written.
    Name(String),
    /// The whole answer of a field.
    Field(FieldId),
    /// A column of a table, or a part of a citation or signature.
    Column(FieldId, usize),
    /// A property of the chosen option.
    Attribute(FieldId, String),
    /// A part of a simple value.
    Piece(FieldId, Piece),
    /// A series of the block, by position.
    Series(usize),
}

impl Target {
    /// The field that it prints something of.
    #[must_use]
    pub fn field(&self) -> Option<FieldId> {
        match self {
            Target::Field(field) | Target::Column(field, _) | Target::Attribute(field, _) | Target::Piece(field, _) => {
                Some(*field)
            }
            Target::Name(_) | Target::Series(_) => None,
        }
    }
}

/// A part of a simple value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// `part` of a ratio.
    Part,
    /// `of` of a ratio.
    Of,
    /// `rest`: of − part.
    Rest,
    /// `percent` of a ratio.
    Percent,
    /// `start` of a range or period.
    Start,
    /// `end` of a range or period.
    End,
    /// `year` of a period or date.
    Year,
}

impl Piece {
    /// Every piece with its name.
    pub(crate) const NAMES: [(&'static str, Piece); 7] = [
        ("part", Piece::Part),
        ("of", Piece::Of),
        ("rest", Piece::Rest),
        ("percent", Piece::Percent),
        ("start", Piece::Start),
        ("end", Piece::End),
        ("year", Piece::Year),
    ];
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// What is usual for its kind.
    #[default]
    Usual,
    /// A number without the leading zero.
    Plain,
    /// A count with its field's unit, "45 lượt"; one that was not counted says neither.
    Unit,
    /// A count where only a figure will do: a `[…]` or a part of a series with one that was not
    /// counted does not stand.
    Counted,
    /// A number, or an amount of money, in words.
    Words,
    /// A date in full: "ngày 12 tháng 5 năm 2021".
    Full,
    /// Day and month only: "12/5".
    Day,
    /// Money as "14 triệu đồng"; a citation by number only.
    Short,
    /// A citation without its issuer, who is the subject of the sentence.
    Own,
    /// Items joined with "; ".
    Semicolons,
    /// The first letter small.
    Lower,
    /// The first letter capital.
    Capital,
    /// All capitals.
    Upper,
    /// The sum of a column. With a row that was not counted there is none, and nothing that needs
    /// it stands.
    Sum,
    /// The number of rows or items.
    Count,
    /// The different values of a column, joined.
    Each,
}

impl Format {
    /// Every format with the name that patterns use.
    pub(crate) const NAMES: [(&'static str, Format); 15] = [
        ("plain", Format::Plain),
        ("unit", Format::Unit),
        ("counted", Format::Counted),
        ("words", Format::Words),
        ("full", Format::Full),
        ("day", Format::Day),
        ("short", Format::Short),
        ("own", Format::Own),
        ("semicolons", Format::Semicolons),
        ("lower", Format::Lower),
        ("capital", Format::Capital),
        ("upper", Format::Upper),
        ("sum", Format::Sum),
        ("count", Format::Count),
        ("each", Format::Each),
    ];
}

/// A mistake in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// Where, in bytes from the start of the pattern.
    pub offset: usize,
    pub kind: PatternMistake,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternMistake {
    /// An opening bracket is never closed.
    Unclosed(char),
    /// A closing bracket was never opened.
    Unopened(char),
    /// `{}` without a name.
    NoName,
    /// The format after `|` is unknown.
    UnknownFormat(String),
    /// Optional parts are nested deeper than [`MAX_DEPTH`].
    TooDeep,
}

/// How deep optional parts may be nested.
pub(crate) const MAX_DEPTH: usize = 8;

impl Pattern {
    /// Parses a pattern; names are left as [`Target::Name`].
    ///
    /// # Errors
    /// The first mistake and where it stands.
    pub fn parse(source: &str) -> Result<Pattern, PatternError> {
        let mut stack: Vec<(usize, Vec<Part>)> = vec![(0, Vec::new())];
        let mut text = String::new();
        let mut chars = source.char_indices().peekable();
        let fail = |offset, kind| Err(PatternError { offset, kind });
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => text.extend(chars.next().map(|(_, escaped)| escaped)),
                '{' => {
                    flush(&mut text, &mut stack);
                    let rest = source.get(at + 1..).unwrap_or_default();
                    let Some(length) = rest.find('}') else { return fail(at, PatternMistake::Unclosed('{')) };
                    let place = Self::place(rest.get(..length).unwrap_or_default(), at + 1)?;
                    if let Some((_, parts)) = stack.last_mut() {
                        parts.push(Part::Place(place));
                    }
                    while chars.next_if(|(i, _)| *i <= at + 1 + length).is_some() {}
                }
                '[' => {
                    flush(&mut text, &mut stack);
                    if stack.len() > MAX_DEPTH {
                        return fail(at, PatternMistake::TooDeep);
                    }
                    stack.push((at, Vec::new()));
                }
                ']' => {
                    flush(&mut text, &mut stack);
                    match (stack.pop(), stack.last_mut()) {
                        (Some((_, inner)), Some((_, outer))) => outer.push(Part::Optional(inner)),
                        _ => return fail(at, PatternMistake::Unopened(']')),
                    }
                }
                '}' => return fail(at, PatternMistake::Unopened('}')),
                _ => text.push(c),
            }
        }
        flush(&mut text, &mut stack);
        match (stack.pop(), stack.is_empty()) {
            (Some((_, parts)), true) => Ok(Pattern { parts }),
            (Some((at, _)), false) => fail(at, PatternMistake::Unclosed('[')),
            (None, _) => Ok(Pattern::default()),
        }
    }

    fn place(inside: &str, offset: usize) -> Result<Place, PatternError> {
        let (name, format) = inside.split_once('|').map_or((inside, None), |(n, f)| (n, Some(f.trim())));
        if name.trim().is_empty() {
            return Err(PatternError { offset, kind: PatternMistake::NoName });
        }
        let format = match format {
            None => Format::Usual,
            Some(f) => Format::NAMES.iter().find(|(n, _)| *n == f).map(|(_, f)| *f).ok_or_else(|| PatternError {
                offset: offset + name.len() + 1,
                kind: PatternMistake::UnknownFormat(f.to_owned()),
            })?,
        };
        let targets = name.split('/').map(|name| Target::Name(name.trim().to_owned())).collect();
        Ok(Place { targets, format, offset })
    }

    /// The fields that it prints, the optional ones too; some may come twice.
    #[must_use]
    pub(crate) fn fields(&self) -> Vec<FieldId> {
        fn walk(parts: &[Part], found: &mut Vec<FieldId>) {
            for part in parts {
                match part {
                    Part::Text(_) => {}
                    Part::Place(place) => found.extend(place.targets.iter().filter_map(Target::field)),
                    Part::Optional(inner) => walk(inner, found),
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.parts, &mut found);
        found
    }

    /// Every place, the optional ones too.
    pub(crate) fn places_mut(&mut self) -> Vec<&mut Place> {
        fn walk<'a>(parts: &'a mut [Part], found: &mut Vec<&'a mut Place>) {
            for part in parts {
                match part {
                    Part::Text(_) => {}
                    Part::Place(place) => found.push(place),
                    Part::Optional(inner) => walk(inner, found),
                }
            }
        }
        let mut found = Vec::new();
        walk(&mut self.parts, &mut found);
        found
    }
}

fn flush(text: &mut String, stack: &mut [(usize, Vec<Part>)]) {
    if !text.is_empty()
        && let Some((_, parts)) = stack.last_mut()
    {
        parts.push(Part::Text(std::mem::take(text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str, format: Format, offset: usize) -> Part {
        Part::Place(Place { targets: vec![Target::Name(name.to_owned())], format, offset })
    }

    #[test]
    fn places_formats_and_optional_parts_are_found_where_they_stand() {
        let pattern = Pattern::parse("Có {a} em[, trị giá {b.x|short}[ ({c})]].").expect("a pattern");
        assert_eq!(
            pattern.parts,
            [
                Part::Text("Có ".into()),
                name("a", Format::Usual, 5),
                Part::Text(" em".into()),
                Part::Optional(vec![
                    Part::Text(", trị giá ".into()),
                    name("b.x", Format::Short, 25),
                    Part::Optional(vec![Part::Text(" (".into()), name("c", Format::Usual, 39), Part::Text(")".into())]),
                ]),
                Part::Text(".".into()),
            ]
        );
    }

    #[test]
    fn escaped_brackets_are_text() {
        let pattern = Pattern::parse(r"\[a\] \{b\}").expect("a pattern");
        assert_eq!(pattern.parts, [Part::Text("[a] {b}".into())]);
    }

    #[test]
    fn mistakes_say_where_they_are() {
        let at = |source: &str| Pattern::parse(source).map_err(|e| (e.offset, e.kind)).expect_err("a mistake");
        assert_eq!(at("ab {c"), (3, PatternMistake::Unclosed('{')));
        assert_eq!(at("ab [c"), (3, PatternMistake::Unclosed('[')));
        assert_eq!(at("ab c]"), (4, PatternMistake::Unopened(']')));
        assert_eq!(at("ab c}"), (4, PatternMistake::Unopened('}')));
        assert_eq!(at("{ }"), (1, PatternMistake::NoName));
        assert_eq!(at("{a|shrt}"), (3, PatternMistake::UnknownFormat("shrt".into())));
        assert_eq!(at(&"[".repeat(20)).1, PatternMistake::TooDeep);
    }
}
