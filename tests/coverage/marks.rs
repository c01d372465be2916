//! Marks in the patterns of a type, by which its document tells which parts of a sentence stand: a
//! letter that nobody types at the beginning of each optional part and of each part of a series.

use baocao::report::definition::Definition;
use baocao::report::field::Field;
use baocao::report::ids::FieldMap;
use baocao::report::pattern::{Format, Part, Pattern, Placeholder, Target};

/// The first of the letters.
const FIRST: u32 = 0xE000;

/// What a mark stands for.
pub struct Mark {
    pub letter: char,
    /// The group that it stands in; the sentence itself where there is none.
    pub around: Option<char>,
    pub name: String,
}

/// A place for an answer, and the group that it stands in.
pub struct Spot {
    pub around: Option<char>,
    pub target: Target,
    pub name: String,
}

/// One pattern: the sentence of a block, or the cell of a table.
pub struct Marked {
    /// The body block, and the column of its table; "closing" for the last sentence.
    pub block: String,
    pub cell: Option<usize>,
    /// Of the closing row of a table.
    pub total: bool,
    pub marks: Vec<Mark>,
    pub spots: Vec<Spot>,
}

/// Puts the marks into a type.
pub fn put(definition: &mut Definition) -> Vec<Marked> {
    let mut list = Vec::new();
    let mut next = FIRST;
    let Definition { fields, body, closing, .. } = definition;
    for block in body {
        let mut marked =
            Marked { block: block.id.clone(), cell: None, total: false, marks: Vec::new(), spots: Vec::new() };
        let mut hand = Hand { fields, next: &mut next, marked: &mut marked };
        hand.pattern(&mut block.text, None);
        for series in &mut block.series {
            for part in &mut series.parts {
                let letter = hand.mark(format!("part “{}” of {}", told(&part.parts, fields), series.name), None);
                hand.pattern(part, Some(letter));
                part.parts.insert(0, Part::Text(letter.to_string()));
            }
        }
        assert!(block.footnote.is_none(), "{}: a footnote of its own, that nothing here counts", block.id);
        list.push(marked);
        for (column, cell) in block.cells.iter_mut().enumerate() {
            for (total, pattern) in [(false, Some(&mut cell.text)), (true, cell.total.as_mut())] {
                let Some(pattern) = pattern else { continue };
                let mut marked =
                    Marked { block: block.id.clone(), cell: Some(column), total, marks: Vec::new(), spots: Vec::new() };
                Hand { fields, next: &mut next, marked: &mut marked }.pattern(pattern, None);
                list.push(marked);
            }
        }
    }
    if let Some(closing) = closing {
        let mut marked =
            Marked { block: "closing".to_owned(), cell: None, total: false, marks: Vec::new(), spots: Vec::new() };
        Hand { fields, next: &mut next, marked: &mut marked }.pattern(&mut closing.sentence, None);
        list.push(marked);
    }
    list
}

struct Hand<'a> {
    fields: &'a FieldMap<Field>,
    next: &'a mut u32,
    marked: &'a mut Marked,
}

impl Hand<'_> {
    fn pattern(&mut self, pattern: &mut Pattern, around: Option<char>) {
        self.parts(&mut pattern.parts, around);
    }

    fn parts(&mut self, parts: &mut [Part], around: Option<char>) {
        for part in parts {
            match part {
                Part::Text(_) => {}
                Part::Choice(wordings) => {
                    for wording in wordings {
                        let letter = self.mark(format!("[…{}…]", told(&wording.parts, self.fields)), around);
                        self.parts(&mut wording.parts, Some(letter));
                        wording.parts.insert(0, Part::Text(letter.to_string()));
                    }
                }
                Part::Place(place) => self.spots(place, around),
                Part::Optional(inner) => {
                    let letter = self.mark(format!("[{}]", told(inner, self.fields)), around);
                    self.parts(inner, Some(letter));
                    inner.insert(0, Part::Text(letter.to_string()));
                }
            }
        }
    }

    fn mark(&mut self, name: String, around: Option<char>) -> char {
        let letter = char::from_u32(*self.next).expect("a letter");
        *self.next += 1;
        self.marked.marks.push(Mark { letter, around, name });
        letter
    }

    fn spots(&mut self, place: &Placeholder, around: Option<char>) {
        for target in place.targets() {
            if target.field().is_some() {
                let name = format!("{{{}{}}}", target_name(target, self.fields), format_name(place.format));
                self.marked.spots.push(Spot { around, target: target.clone(), name });
            }
        }
    }
}

/// A pattern as its type file has it.
fn told(parts: &[Part], fields: &FieldMap<Field>) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Optional(inner) => format!("[{}]", told(inner, fields)),
        Part::Choice(wordings) => {
            let wordings: Vec<String> = wordings.iter().map(|wording| told(&wording.parts, fields)).collect();
            format!("[{}]", wordings.join("|"))
        }
        Part::Place(place) => {
            let names: Vec<String> = place.targets().map(|target| target_name(target, fields)).collect();
            format!("{{{}{}}}", names.join("/"), format_name(place.format))
        }
    };
    parts.iter().map(part).collect()
}

fn target_name(target: &Target, fields: &FieldMap<Field>) -> String {
    match target {
        Target::Name(name) => name.clone(),
        Target::Field(field) => fields[*field].id.clone(),
        Target::Column(field, column) => format!("{}.{}", fields[*field].id, fields[*field].columns[*column].id),
        Target::Words(words) => format!("'{words}'"),
        Target::Attribute(field, None, name) => format!("{}.{name}", fields[*field].id),
        Target::Attribute(field, Some(column), name) => {
            format!("{}.{}.{name}", fields[*field].id, fields[*field].columns[*column].id)
        }
        Target::Piece(field, piece) => format!("{}.{piece:?}", fields[*field].id),
        Target::Series(series) => format!("series {series}"),
    }
}

fn format_name(format: Format) -> String {
    if format == Format::Usual { String::new() } else { format!("|{format:?}").to_lowercase() }
}
