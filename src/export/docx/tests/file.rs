//! A file that was written, unzipped and parsed again.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{Document, ExportOptions, write};
use crate::export::measures::Measures;

/// An element of a part.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    pub text: String,
}

impl Node {
    fn parse(xml: &str) -> Node {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Node::of(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Node::of(&start)),
                Event::End(_) => {
                    let done = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(done);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
                Event::GeneralRef(name) => open.last_mut().unwrap().text.push(match name.into_inner().as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("&{other};"),
                }),
                Event::Eof => return open.pop().unwrap().children.pop().unwrap(),
                _ => {}
            }
        }
    }

    fn of(start: &quick_xml::events::BytesStart<'_>) -> Node {
        let attribute = |a: quick_xml::events::attributes::Attribute<'_>| {
            (a.key.as_ref().to_owned(), quick_xml::escape::unescape(&a.value).unwrap().into_owned())
        };
        Node {
            name: start.name().as_ref().to_owned(),
            attributes: start.attributes().map(|a| attribute(a.unwrap())).collect(),
            ..Node::default()
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The child of this name; then, after a slash, its child.
    pub(crate) fn at(&self, path: &str) -> Option<&Node> {
        path.split('/').try_fold(self, |node, name| node.children.iter().find(|child| child.name == name))
    }

    /// `w:val` of what stands there.
    pub(crate) fn val(&self, path: &str) -> Option<&str> {
        self.at(path)?.get("w:val")
    }

    fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Node>) {
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            child.all(name, found);
        }
    }

    pub(crate) fn every(&self, name: &str) -> Vec<&Node> {
        let mut found = Vec::new();
        self.all(name, &mut found);
        found
    }

    pub(crate) fn style(&self) -> &str {
        self.val("w:pPr/w:pStyle").unwrap_or_default()
    }

    /// The letters of a paragraph; a line break is a newline.
    pub(crate) fn letters(&self) -> String {
        let own = match self.name.as_str() {
            "w:t" => self.text.as_str(),
            "w:br" => "\n",
            "w:noBreakHyphen" => "-",
            _ => "",
        };
        self.children.iter().fold(own.to_owned(), |text, child| text + &child.letters())
    }
}

/// A file that was unzipped again.
pub(crate) struct File(pub Vec<(String, Vec<u8>)>);

impl File {
    pub(crate) fn of(document: &Document, measures: Measures) -> File {
        let bytes = write(document, &ExportOptions { measures, ..ExportOptions::default() }).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let count = archive.len();
        let read = |index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        };
        File((0..count).map(read).collect())
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        let (_, bytes) = self.0.iter().find(|(part, _)| part == name).unwrap_or_else(|| panic!("no {name}"));
        std::str::from_utf8(bytes).unwrap()
    }

    pub(crate) fn part(&self, name: &str) -> Node {
        Node::parse(self.text(name))
    }

    pub(crate) fn body(&self) -> Node {
        let mut document = self.part("word/document.xml");
        document.children.pop().unwrap()
    }
}
