//! A Word file that the program wrote, taken apart: its paragraphs with the looks that their styles give them, the room
//! they stand in, and how wide their letters are.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use unicode_normalization::UnicodeNormalization as _;

use crate::command_line::Home;
use crate::exports::part;

/// An element of a part.
#[derive(Debug, Default)]
pub struct Node {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    text: String,
}

impl Node {
    pub fn parse(xml: &str) -> Node {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Node::default()];
        loop {
            let event = reader.read_event().expect("XML without mistakes");
            let is_last = matches!(event, Event::Eof);
            let mut done = None;
            match event {
                Event::Start(start) => open.push(Node::of(&start)),
                Event::Empty(start) => done = Some(Node::of(&start)),
                Event::End(_) => done = open.pop(),
                Event::Text(text) => open.last_mut().expect("an open one").text.push_str(&text.xml10_content()),
                Event::GeneralRef(name) => {
                    assert_eq!(name.into_inner().as_ref(), "amp", "the one reference in the words of these reports");
                    open.last_mut().expect("an open one").text.push('&');
                }
                _ => {}
            }
            open.last_mut().expect("an open one").children.extend(done);
            if is_last {
                return open.swap_remove(0).children.pop().expect("a root");
            }
        }
    }

    fn of(start: &BytesStart<'_>) -> Node {
        let attributes = start.attributes().map(|attribute| attribute.expect("an attribute"));
        let attributes = attributes.map(|a| (a.key.as_ref().to_owned(), a.value.as_ref().to_owned())).collect();
        Node { name: start.name().as_ref().to_owned(), attributes, ..Node::default() }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A length in twips; none is 0.
    pub fn number(&self, name: &str) -> i64 {
        self.get(name).map_or(0, |value| value.parse().expect("a number"))
    }

    /// The child of this name; then, after a slash, its child.
    pub fn at(&self, path: &str) -> Option<&Node> {
        path.split('/').try_fold(self, |node, name| node.children.iter().find(|child| child.name == name))
    }

    /// The child that must be there.
    pub fn the(&self, path: &str) -> &Node {
        self.at(path).unwrap_or_else(|| panic!("no {path} in {}", self.name))
    }

    /// Everything of this name below, in the order of the document.
    pub fn every(&self, name: &str) -> Vec<&Node> {
        let below = |child| -> Vec<&Node> {
            let child: &Node = child;
            let own = (child.name == name).then_some(child);
            own.into_iter().chain(child.every(name)).collect()
        };
        self.children.iter().flat_map(below).collect()
    }

    /// What is read: a break of a line is a newline, a space that holds is a space.
    pub fn words(&self) -> String {
        let own = match self.name.as_str() {
            "w:t" | "w:instrText" => self.text.replace('\u{a0}', " "),
            "w:br" => "\n".to_owned(),
            "w:noBreakHyphen" => "-".to_owned(),
            _ => String::new(),
        };
        self.children.iter().fold(own, |text, child| text + &child.words())
    }

    /// The paragraphs in it that have words.
    pub fn lines(&self) -> Vec<String> {
        self.every("w:p").iter().map(|p| p.words()).filter(|words| !words.is_empty()).collect()
    }
}

/// A Word file.
pub struct Word {
    pub home: Home,
    pub body: Node,
    styles: Node,
}

impl Word {
    /// What `baocao export` makes of answers in which nothing is missing.
    pub fn of(answers: &str) -> Word {
        Word::with_type("", answers)
    }

    /// The same, where the office has a type of its own, called `rieng`.
    pub fn with_type(definition: &str, answers: &str) -> Word {
        let home = Home::with(answers);
        if !definition.is_empty() {
            let folder = home.folder.path().join(".config/baocao/reports");
            std::fs::create_dir_all(&folder).expect("a folder");
            std::fs::write(folder.join("rieng.toml"), definition).expect("written");
        }
        let output = home.ask(&["export", "--to", "docx"], &[]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let styles = Node::parse(&part(&home.report.with_extension("docx"), "word/styles.xml"));
        let mut word = Word { home, body: Node::default(), styles };
        word.body = word.part("word/document.xml").children.pop().expect("a body");
        word
    }

    pub fn part(&self, name: &str) -> Node {
        Node::parse(&part(&self.home.report.with_extension("docx"), name))
    }

    /// The one paragraph that says just this; a break of a line in it is a space.
    pub fn line(&self, words: &str) -> &Node {
        let says = |p: &&Node| p.words().replace('\n', " ") == words;
        let found: Vec<&Node> = self.body.every("w:p").into_iter().filter(says).collect();
        assert_eq!(found.len(), 1, "“{words}” stands once in\n{}", self.body.lines().join("\n"));
        found[0]
    }

    /// The paragraphs right after one.
    pub fn after(&self, paragraph: &Node) -> Vec<&Node> {
        self.body.every("w:p").into_iter().skip_while(|p| !std::ptr::eq(*p, paragraph)).skip(1).collect()
    }

    fn style(&self, id: &str) -> &Node {
        let found = self.styles.children.iter().find(|style| style.get("w:styleId") == Some(id));
        found.unwrap_or_else(|| panic!("no style {id}"))
    }

    /// The properties of a style and of those it is based on, the nearest first.
    fn inherited(&self, id: Option<&str>, kind: &str) -> Vec<&Node> {
        let styles = std::iter::successors(id.map(|id| self.style(id)), |style| {
            style.at("w:basedOn").and_then(|base| base.get("w:val")).map(|id| self.style(id))
        });
        styles.filter_map(|style| style.at(kind)).collect()
    }

    fn value<'a>(mut levels: impl Iterator<Item = &'a Node>, element: &str, attribute: &str) -> Option<&'a str> {
        levels.find_map(|level| level.at(element)?.get(attribute))
    }

    /// An attribute of how a paragraph stands: its own, else of its style, of the style's base, of all.
    pub fn stands(&self, paragraph: &Node, element: &str, attribute: &str) -> Option<String> {
        let style = paragraph.at("w:pPr/w:pStyle").and_then(|style| style.get("w:val"));
        let levels = paragraph.at("w:pPr").into_iter().chain(self.inherited(style, "w:pPr"));
        let levels = levels.chain(self.styles.at("w:docDefaults/w:pPrDefault/w:pPr"));
        Word::value(levels, element, attribute).map(str::to_owned)
    }

    /// The same as a length in twips; none is 0.
    pub fn length(&self, paragraph: &Node, element: &str, attribute: &str) -> i64 {
        self.stands(paragraph, element, attribute).map_or(0, |value| value.parse().expect("a number"))
    }

    /// Whether a paragraph stays on the page of the next.
    pub fn keeps_next(&self, paragraph: &Node) -> bool {
        let style = paragraph.at("w:pPr/w:pStyle").and_then(|style| style.get("w:val"));
        let levels = paragraph.at("w:pPr").into_iter().chain(self.inherited(style, "w:pPr"));
        levels.into_iter().any(|level| level.at("w:keepNext").is_some())
    }

    /// How a paragraph looks: "13 bold center". All its words must look alike, but for the marks of notes.
    pub fn look(&self, paragraph: &Node) -> String {
        let style = paragraph.at("w:pPr/w:pStyle").and_then(|style| style.get("w:val"));
        let is_mark = |run: &&Node| ["w:footnoteReference", "w:footnoteRef"].iter().any(|mark| run.at(mark).is_some());
        let runs = paragraph.every("w:r").into_iter().filter(|run| !is_mark(run));
        let mut looks: Vec<String> = runs.map(|run| self.letters(run, style)).collect();
        looks.dedup();
        assert_eq!(looks.len(), 1, "one look in “{}”", paragraph.words());
        let align = self.stands(paragraph, "w:jc", "w:val").unwrap_or_else(|| "left".to_owned());
        format!("{} {align}", looks[0])
    }

    fn letters(&self, run: &Node, paragraph: Option<&str>) -> String {
        let own = run.at("w:rPr/w:rStyle").and_then(|style| style.get("w:val"));
        let levels = || {
            let near = run.at("w:rPr").into_iter().chain(self.inherited(own, "w:rPr"));
            near.chain(self.inherited(paragraph, "w:rPr")).chain(self.styles.at("w:docDefaults/w:rPrDefault/w:rPr"))
        };
        let size: i64 = Word::value(levels(), "w:sz", "w:val").expect("a size").parse().expect("half-points");
        let mut look = if size % 2 == 0 { (size / 2).to_string() } else { format!("{}.5", size / 2) };
        let off = ["0", "false", "none", "auto"];
        for (element, name) in [
            ("w:b", "bold"),
            ("w:i", "italic"),
            ("w:u", "underlined"),
            ("w:caps", "capitals"),
            ("w:color", "coloured"),
            ("w:highlight", "marked"),
            ("w:vertAlign", "raised"),
        ] {
            let nearest = levels().find_map(|level| level.at(element));
            if nearest.is_some_and(|there| there.get("w:val").is_none_or(|value| !off.contains(&value))) {
                look = format!("{look} {name}");
            }
        }
        look
    }

    /// Every section's properties, in order.
    pub fn sections(&self) -> Vec<&Node> {
        self.body.every("w:sectPr")
    }

    /// The room that a paragraph has: of its cell without the margins, else of the page of its section; twips.
    pub fn room(&self, paragraph: &Node) -> i64 {
        let holds = |node: &&Node| node.every("w:p").iter().any(|p| std::ptr::eq(*p, paragraph));
        if let Some(table) = self.body.every("w:tbl").into_iter().find(holds) {
            let cell = table.every("w:tc").into_iter().find(holds).expect("a cell");
            let style = table.the("w:tblPr/w:tblStyle").get("w:val");
            let levels = self.inherited(style, "w:tblPr");
            let margins = levels.iter().find_map(|level| level.at("w:tblCellMar")).expect("margins");
            let sides = ["w:left", "w:right"].map(|side| margins.the(side).number("w:w"));
            return cell.the("w:tcPr/w:tcW").number("w:w") - sides[0] - sides[1];
        }
        let sections = self.sections();
        // A section ends with the paragraph that holds its properties, the last one with the document.
        let behind: Vec<&Node> = self.after(paragraph);
        let left = behind.iter().filter(|p| p.at("w:pPr/w:sectPr").is_some()).count();
        let section = sections[sections.len() - 1 - left];
        let margins = section.the("w:pgMar");
        section.the("w:pgSz").number("w:w") - margins.number("w:left") - margins.number("w:right")
    }

    /// The lines that a centred paragraph takes in its room, or those that it is broken into.
    pub fn broken(&self, paragraph: &Node) -> Vec<i64> {
        let look = self.look(paragraph);
        let (size, face) = look.split_once(' ').expect("a size and more");
        let size: i64 = size.parse().expect("points");
        let sides = ["w:left", "w:right"].map(|side| self.length(paragraph, "w:ind", side));
        let room = self.room(paragraph) - sides[0] - sides[1];
        let face: &Face = if face.contains("bold") { &BOLD } else { &ITALIC };
        let mut lines = Vec::new();
        for text in paragraph.words().split('\n') {
            let mut line = String::new();
            for word in text.split(' ') {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if width(&longer, size, face) > room {
                    lines.push(width(&line, size, face));
                    word.clone_into(&mut line);
                } else {
                    line = longer;
                }
            }
            lines.push(width(&line, size, face));
        }
        lines
    }

    /// The length of the rule that is drawn right below a paragraph; twips.
    pub fn rule_below(&self, paragraph: &Node) -> i64 {
        let after = self.after(paragraph);
        let rule = after.first().expect("a paragraph below");
        let line = self.stands(rule, "w:pBdr/w:top", "w:val");
        assert_eq!(line.as_deref(), Some("single"), "a solid rule below “{}”", paragraph.words());
        assert_eq!(rule.words(), "", "it is drawn, not typed");
        let sides = ["w:left", "w:right"].map(|side| self.length(rule, "w:ind", side));
        assert_eq!(sides[0], sides[1], "the rule below “{}” stands in the middle", paragraph.words());
        self.room(rule) - sides[0] - sides[1]
    }
}

/// Letters of one width, in thousandths of their size.
type Face = [(i64, &'static str)];

/// Times Bold, as its maker publishes it, for the letters of these reports.
const BOLD: [(i64, &str); 14] = [
    (250, " ,."),
    (278, "il/"),
    (333, "fjt-:()"),
    (389, "Is"),
    (444, "cer"),
    (500, "agovxyJ0123456789"),
    (556, "bdhknpquđS"),
    (611, "FP"),
    (667, "BELTZ"),
    (722, "wACDĐNRUVXY"),
    (778, "GHKOQ"),
    (833, "m"),
    (944, "M"),
    (1000, "W"),
];

/// Times Italic.
const ITALIC: [(i64, &str); 11] = [
    (250, " ,."),
    (278, "fijlt/"),
    (333, "I-:()"),
    (389, "rsz"),
    (444, "cekvxyJ"),
    (500, "abdđghnopquS0123456789"),
    (556, "LTYZ"),
    (611, "ABEFPRVX"),
    (667, "wCKN"),
    (722, "mDĐGHOQU"),
    (833, "MW"),
];

/// The width of text in letters of a size in points; twips.
pub fn width(text: &str, size: i64, face: &Face) -> i64 {
    let letter = |c: char| match c {
        // The horn of ơ and ư adds some; other marks stand above and below.
        '\u{31b}' => 55,
        '\u{300}'..='\u{36f}' => 0,
        c => face.iter().find(|(_, letters)| letters.contains(c)).unwrap_or_else(|| panic!("no {c} in the table")).0,
    };
    text.nfd().map(letter).sum::<i64>() * size * 20 / 1000
}

/// The width of bold text.
pub fn bold(text: &str, size: i64) -> i64 {
    width(text, size, &BOLD)
}
