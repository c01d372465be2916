//! The text of a pattern, read in one pass; what it means is told in [`super`].

use super::{
    Candidate, Condition, Format, Part, Pattern, PatternError, PatternErrorKind, Placeholder, Target, Wording,
};

/// How deep optional parts may be nested.
const MAX_DEPTH: usize = 8;

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
