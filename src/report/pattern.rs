//! Sentence patterns: text with places for answers.
//!
//! `{field}` prints an answer, `{field.part}` a part of one, `{field|format}` prints it in a form;
//! `{field/other}` prints the first of the two that has an answer, `{field/'words'}` the words where
//! it has none, `{field if condition}` what it says while a condition holds;
//! `[…]` stands only when the answers inside it do; `[{if condition}…|{if condition}…|…]` is the first
//! wording whose condition holds. A backslash before a bracket writes the bracket.

use std::ops::Range;

use super::expression::Expression;
use super::ids::FieldId;

/// A parsed pattern.
#[derive(Debug, PartialEq, Default)]
pub struct Pattern {
    pub parts: Vec<Part>,
}

/// One piece of a pattern.
#[derive(Debug, PartialEq)]
pub enum Part {
    Text(String),
    Place(Placeholder),
    /// Stands only when the places directly inside it have answers.
    Optional(Vec<Part>),
    /// The first of these whose condition holds is printed as if it were written there; nothing
    /// where none holds.
    Choice(Vec<Wording>),
}

/// One of several wordings of the same part of a sentence.
#[derive(Debug, PartialEq)]
pub struct Wording {
    /// Always, where there is none.
    pub when: Option<Condition>,
    pub parts: Vec<Part>,
}

/// A condition in a pattern.
#[derive(Debug)]
pub struct Condition {
    /// Where it stands in the pattern, in bytes.
    pub span: Range<usize>,
    /// Not yet parsed, or wrong: it never holds.
    pub expression: Option<Expression>,
}

impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        let source = |condition: &Condition| condition.expression.as_ref().map(|e| e.source().to_owned());
        self.span == other.span && source(self) == source(other)
    }
}

/// A place for an answer.
#[derive(Debug, PartialEq)]
pub struct Placeholder {
    /// What it prints: the first of these that has an answer.
    pub candidates: Vec<Candidate>,
    pub format: Format,
    /// Where the name stands in the pattern, in bytes.
    pub offset: usize,
}

impl Placeholder {
    /// What it may print, whatever the conditions.
    #[must_use]
    pub fn targets(&self) -> impl DoubleEndedIterator<Item = &Target> {
        self.candidates.iter().map(|candidate| &candidate.target)
    }
}

/// One of the things that a place may print.
#[derive(Debug, PartialEq)]
pub struct Candidate {
    pub target: Target,
    /// Passed over while this does not hold.
    pub when: Option<Condition>,
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
    /// A property of the chosen option: of a field, or of a column.
    Attribute(FieldId, Option<usize>, String),
    /// Words of the pattern itself, for an answer that is not there.
    Words(String),
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
            Target::Field(field)
            | Target::Column(field, _)
            | Target::Attribute(field, ..)
            | Target::Piece(field, _) => Some(*field),
            Target::Name(_) | Target::Words(_) | Target::Series(_) => None,
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
    pub kind: PatternErrorKind,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternErrorKind {
    /// An opening bracket is never closed.
    Unclosed(char),
    /// A closing bracket was never opened.
    Unopened(char),
    /// `{}` without a name.
    NoName,
    /// The format after `|` is unknown.
    UnknownFormat(String),
    /// A condition stands elsewhere than at the beginning of a wording.
    StrayCondition,
    /// Optional parts are nested deeper than [`MAX_DEPTH`].
    TooDeep,
}

/// How deep optional parts may be nested.
pub(crate) const MAX_DEPTH: usize = 8;

impl Pattern {
    /// Parses a pattern; names are left as [`Target::Name`], conditions unparsed.
    ///
    /// # Errors
    /// The first mistake and where it stands.
    pub fn parse(source: &str) -> Result<Pattern, PatternError> {
        let mut stack = vec![Open { is_bracket: false, ..Open::bracket(0) }];
        let mut text = String::new();
        let mut chars = source.char_indices().peekable();
        let fail = |offset, kind| Err(PatternError { offset, kind });
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => text.extend(chars.next().map(|(_, escaped)| escaped)),
                '{' => {
                    let rest = source.get(at + 1..).unwrap_or_default();
                    let Some(length) = rest.find('}') else { return fail(at, PatternErrorKind::Unclosed('{')) };
                    let inside = rest.get(..length).unwrap_or_default();
                    while chars.next_if(|(i, _)| *i <= at + 1 + length).is_some() {}
                    if let Some(open) = stack.last_mut() {
                        open.take(&mut text);
                        match condition(inside, at + 1) {
                            Some(when) if open.begins() => open.when = Some(when),
                            Some(_) => return fail(at, PatternErrorKind::StrayCondition),
                            None => open.parts.push(Part::Place(place(inside, at + 1)?)),
                        }
                    }
                }
                '[' => {
                    if stack.len() > MAX_DEPTH {
                        return fail(at, PatternErrorKind::TooDeep);
                    }
                    if let Some(open) = stack.last_mut() {
                        open.take(&mut text);
                    }
                    stack.push(Open::bracket(at));
                }
                '|' if stack.last().is_some_and(Open::is_choice) => {
                    if let Some(open) = stack.last_mut() {
                        open.next_wording(&mut text);
                    }
                }
                ']' => match (stack.pop(), stack.last_mut()) {
                    (Some(inner), Some(outer)) => outer.parts.push(inner.close(&mut text)),
                    _ => return fail(at, PatternErrorKind::Unopened(']')),
                },
                '}' => return fail(at, PatternErrorKind::Unopened('}')),
                _ => text.push(c),
            }
        }
        if let Some(open) = stack.last_mut() {
            open.take(&mut text);
        }
        match (stack.pop(), stack.is_empty()) {
            (Some(whole), true) => Ok(Pattern { parts: whole.parts }),
            (Some(open), false) => fail(open.at, PatternErrorKind::Unclosed('[')),
            (None, _) => Ok(Pattern::default()),
        }
    }

    /// The fields that it prints, the optional ones too; some may come twice.
    #[must_use]
    pub(crate) fn fields(&self) -> Vec<FieldId> {
        fn walk(parts: &[Part], found: &mut Vec<FieldId>) {
            for part in parts {
                match part {
                    Part::Text(_) => {}
                    Part::Place(place) => found.extend(place.targets().filter_map(Target::field)),
                    Part::Optional(inner) => walk(inner, found),
                    Part::Choice(wordings) => wordings.iter().for_each(|wording| walk(&wording.parts, found)),
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.parts, &mut found);
        found
    }
}

/// A bracket that is not yet closed, or the pattern itself.
struct Open {
    /// Where it was opened.
    at: usize,
    is_bracket: bool,
    /// The wordings before this one, where there is a choice of them.
    wordings: Vec<Wording>,
    when: Option<Condition>,
    parts: Vec<Part>,
}

impl Open {
    fn bracket(at: usize) -> Self {
        Open { at, is_bracket: true, wordings: Vec::new(), when: None, parts: Vec::new() }
    }

    /// Whether a condition may stand here: at the beginning of a bracket or of a wording in it.
    fn begins(&self) -> bool {
        self.parts.is_empty() && self.when.is_none() && self.is_bracket
    }

    fn is_choice(&self) -> bool {
        self.when.is_some() || !self.wordings.is_empty()
    }

    fn take(&mut self, text: &mut String) {
        if !text.is_empty() {
            self.parts.push(Part::Text(std::mem::take(text)));
        }
    }

    fn next_wording(&mut self, text: &mut String) {
        self.take(text);
        self.wordings.push(Wording { when: self.when.take(), parts: std::mem::take(&mut self.parts) });
    }

    fn close(mut self, text: &mut String) -> Part {
        if !self.is_choice() {
            self.take(text);
            return Part::Optional(self.parts);
        }
        self.next_wording(text);
        Part::Choice(self.wordings)
    }
}

/// What `if` stands before, if it does.
fn condition(inside: &str, offset: usize) -> Option<Condition> {
    let source = inside.strip_prefix("if ")?;
    Some(Condition { span: offset + inside.len() - source.len()..offset + inside.len(), expression: None })
}

/// What stands between braces.
fn place(inside: &str, offset: usize) -> Result<Placeholder, PatternError> {
    let (names, format) = match outside(inside, '|') {
        Some(at) => (inside.get(..at).unwrap_or_default(), inside.get(at + 1..)),
        None => (inside, None),
    };
    let format = match format.map(str::trim) {
        None => Format::Usual,
        Some(f) => Format::NAMES.iter().find(|(n, _)| *n == f).map(|(_, f)| *f).ok_or_else(|| PatternError {
            offset: offset + names.len() + 1,
            kind: PatternErrorKind::UnknownFormat(f.to_owned()),
        })?,
    };
    let mut candidates = Vec::new();
    let (mut rest, mut at) = (names, offset);
    loop {
        let end = outside(rest, '/').unwrap_or(rest.len());
        candidates.push(candidate(rest.get(..end).unwrap_or_default(), at)?);
        let Some(more) = rest.get(end + 1..) else { break };
        (rest, at) = (more, at + end + 1);
    }
    Ok(Placeholder { candidates, format, offset })
}

/// `name`, `'words'`, or one of them with ` if condition` after it.
fn candidate(inside: &str, offset: usize) -> Result<Candidate, PatternError> {
    let (name, when) = match inside.split_once(" if ") {
        Some((name, rest)) => (name, condition(&format!("if {rest}"), offset + name.len() + 1)),
        None => (inside, None),
    };
    let name = name.trim();
    let target = match name.strip_prefix('\'').and_then(|words| words.strip_suffix('\'')) {
        Some(words) => Target::Words(words.to_owned()),
        None if name.is_empty() => return Err(PatternError { offset, kind: PatternErrorKind::NoName }),
        None => Target::Name(name.to_owned()),
    };
    Ok(Candidate { target, when })
}

/// Where a sign first stands outside quotes and round brackets.
fn outside(text: &str, sign: char) -> Option<usize> {
    let (mut quoted, mut depth) = (false, 0_usize);
    text.char_indices().find_map(|(at, c)| {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        (c == sign && !quoted && depth == 0).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str, format: Format, offset: usize) -> Part {
        let target = Target::Name(name.to_owned());
        Part::Place(Placeholder { candidates: vec![Candidate { target, when: None }], format, offset })
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
    fn wordings_and_conditions_are_found_where_they_stand() {
        let source = "Có [{if a == 0}không|{if (b|first) / 2}{b}|[{c}]] {d if e/'x/y|z' if (f|g)/h|short} a|b [c|d]";
        let pattern = Pattern::parse(source).expect("a pattern");
        let said = |when: &Option<Condition>| when.as_ref().map_or("", |when| &source[when.span.clone()]);
        let Part::Choice(wordings) = &pattern.parts[1] else { panic!("{pattern:?}") };
        assert_eq!(wordings.iter().map(|w| said(&w.when)).collect::<Vec<_>>(), ["a == 0", "(b|first) / 2", ""]);
        assert_eq!(wordings[0].parts, [Part::Text("không".into())]);
        assert!(matches!(wordings[2].parts[..], [Part::Optional(_)]));
        let Part::Place(place) = &pattern.parts[3] else { panic!("{pattern:?}") };
        let candidates: Vec<_> = place.candidates.iter().map(|c| (&c.target, said(&c.when))).collect();
        let [d, words, h] = [Target::Name("d".into()), Target::Words("x/y|z".into()), Target::Name("h".into())];
        assert_eq!((candidates, place.format), (vec![(&d, "e"), (&words, "(f|g)"), (&h, "")], Format::Short));
        assert_eq!(pattern.parts[4..], [Part::Text(" a|b ".into()), Part::Optional(vec![Part::Text("c|d".into())])]);
    }

    #[test]
    fn escaped_brackets_are_text() {
        let pattern = Pattern::parse(r"\[a\] \{b\}").expect("a pattern");
        assert_eq!(pattern.parts, [Part::Text("[a] {b}".into())]);
    }

    #[test]
    fn mistakes_say_where_they_are() {
        let at = |source: &str| Pattern::parse(source).map_err(|e| (e.offset, e.kind)).expect_err("a mistake");
        assert_eq!(at("ab {c"), (3, PatternErrorKind::Unclosed('{')));
        assert_eq!(at("ab [c"), (3, PatternErrorKind::Unclosed('[')));
        assert_eq!(at("ab c]"), (4, PatternErrorKind::Unopened(']')));
        assert_eq!(at("ab c}"), (4, PatternErrorKind::Unopened('}')));
        assert_eq!(at("{ }"), (1, PatternErrorKind::NoName));
        assert_eq!(at("{a|shrt}"), (3, PatternErrorKind::UnknownFormat("shrt".into())));
        assert_eq!(at("{a/}"), (3, PatternErrorKind::NoName));
        assert_eq!(at("{if a}b"), (0, PatternErrorKind::StrayCondition));
        assert_eq!(at("[b{if a}]"), (2, PatternErrorKind::StrayCondition));
        assert_eq!(at(&"[".repeat(20)).1, PatternErrorKind::TooDeep);
    }
}
