//! One row of a type: an inline table on a line, going on in the next where it is too long.

use toml_edit::{Array, Item, TableLike, Value};

use crate::report::field::Merge;

/// No line is longer, in characters.
const COLUMNS: usize = 160;

/// What the rows of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Fields,
    Columns,
    Options,
    Body,
    Rules,
    Others,
}

impl List {
    /// The list under this key of the old form, and the key that it has now.
    pub(super) fn of(key: &str) -> Option<(&'static str, Self)> {
        Some(match key {
            "field" | "fields" => ("fields", List::Fields),
            "column" | "columns" => ("columns", List::Columns),
            "options" => ("options", List::Options),
            "list" => ("list", List::Options),
            "cell" | "cells" => ("cells", List::Others),
            "series" => ("series", List::Others),
            _ => return None,
        })
    }

    /// The keys that stand first, in their order.
    fn first_keys(self) -> &'static [&'static str] {
        match self {
            List::Fields | List::Columns => {
                &["id", "label", "kind", "granularity", "unit", "plain", "noun", "of", "required", "example"]
            }
            List::Options => &["id", "label"],
            List::Body => &["id", "role", "each", "when", "name", "text"],
            List::Rules => &["id", "code", "at", "each", "when", "check"],
            List::Others => &["name", "title"],
        }
    }
}

/// A value of a row.
#[derive(Debug)]
enum Cell {
    Text(String),
    /// Texts in brackets.
    Texts(Vec<String>),
    /// A number or a switch, as it is written.
    Other(String),
    Rows(Vec<Row>),
}

/// A row, its comments above it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) comments: Vec<String>,
    cells: Vec<(String, Cell)>,
    english: Vec<(String, English)>,
}

/// The lines of a decoration that are comments.
pub(super) fn comments(decoration: &str) -> Vec<String> {
    decoration.lines().map(str::trim).filter(|line| line.starts_with('#')).map(str::to_owned).collect()
}

/// The comments above a key and behind its value.
pub(super) fn key_comments(table: &dyn TableLike, key: &str) -> Vec<String> {
    let above = table.key(key).and_then(|key| key.leaf_decor().prefix()?.as_str()).unwrap_or_default();
    let behind = table.get(key).and_then(|item| item.as_value()?.decor().suffix()?.as_str()).unwrap_or_default();
    [comments(above), comments(behind)].concat()
}

impl Row {
    /// The rows of a list, written as tables or in brackets.
    pub(super) fn list(item: &Item, of: List) -> Vec<Row> {
        let mut rows = Vec::new();
        match item {
            Item::ArrayOfTables(tables) => {
                for table in tables {
                    let above = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
                    rows.push(Row::of(table, comments(above), of));
                }
            }
            Item::Value(Value::Array(list)) => {
                for value in list {
                    let decor = value.decor();
                    let around = [decor.prefix(), decor.suffix()].into_iter().flatten();
                    let above = around.filter_map(|text| text.as_str()).flat_map(comments).collect();
                    if let Some(table) = value.as_inline_table() {
                        rows.push(Row::of(table, above, of));
                    }
                }
            }
            _ => {}
        }
        if of == List::Rules {
            name_rules(&mut rows);
        }
        rows
    }

    fn of(table: &dyn TableLike, mut above: Vec<String>, of: List) -> Row {
        let (mut cells, mut english) = (Vec::new(), Vec::new());
        for (key, item) in table.iter() {
            above.extend(key_comments(table, key));
            if let Some(own) = English::key(key) {
                english.push((own.to_owned(), English::One(item.as_str().unwrap_or_default().to_owned())));
            } else if let Some((new, inner)) = List::of(key) {
                let rows = Row::list(item, inner);
                let inside = English::list(&rows, inner);
                if !inside.is_empty() {
                    english.push((new.to_owned(), English::Table(inside)));
                }
                cells.push((new.to_owned(), Cell::Rows(rows)));
            } else if let Item::Value(value) = item {
                cells.push((key.to_owned(), Cell::of(value)));
            }
        }
        if of == List::Fields {
            leave_merge(&mut cells);
        }
        let first = of.first_keys();
        cells.sort_by_key(|(key, cell)| {
            let place = first.iter().position(|own| own == key).unwrap_or(first.len());
            (matches!(cell, Cell::Rows(..)), place)
        });
        Row { comments: above, cells, english }
    }

    fn text(&self, key: &str) -> &str {
        let cell = self.cells.iter().find(|(own, _)| own == key).map(|(_, cell)| cell);
        if let Some(Cell::Text(text)) = cell { text } else { "" }
    }

    pub(super) fn is_heading(&self) -> bool {
        self.text("role").starts_with("heading")
    }

    /// Writes the row, `name` before it, with a comma after it.
    pub(super) fn write(&self, to: &mut String, indent: usize, name: &str) {
        for comment in &self.comments {
            to.push_str(&format!("{}{comment}\n", " ".repeat(indent)));
        }
        let mut lines = Lines { to, indent: indent + 2, line: format!("{}{name}{{ ", " ".repeat(indent)) };
        for (index, (key, cell)) in self.cells.iter().enumerate() {
            let comma = if index + 1 == self.cells.len() { "" } else { "," };
            match cell {
                Cell::Text(text) => lines.text(&format!("{key} = "), text, comma),
                Cell::Other(text) => lines.piece(&format!("{key} = {text}{comma}")),
                Cell::Texts(texts) => lines.texts(key, texts, comma),
                Cell::Rows(rows) => {
                    lines.piece(&format!("{key} = ["));
                    lines.end();
                    for row in rows {
                        row.write(lines.to, indent + 4, "");
                    }
                    lines.line = format!("{}]{comma} ", " ".repeat(indent + 2));
                }
            }
        }
        lines.line = format!("{} }},", lines.line.trim_end());
        lines.end();
    }
}

/// How a field is consolidated is written only where its kind does not say so.
fn leave_merge(cells: &mut Vec<(String, Cell)>) {
    let text = |key: &str| match cells.iter().find(|(own, _)| own == key) {
        Some((_, Cell::Text(text))) => text.as_str(),
        _ => "",
    };
    let usual = Merge::of_kind(text("kind"));
    match text("merge") {
        "" if usual != Merge::Own => cells.push(("merge".to_owned(), Cell::Text("own".to_owned()))),
        name if Merge::from_name(name) == Some(usual) => cells.retain(|(key, _)| key != "merge"),
        _ => {}
    }
}

/// Rules get an id of their own, by their code and what they are about.
fn name_rules(rows: &mut [Row]) {
    let mut taken: Vec<String> = Vec::new();
    for row in rows.iter_mut().filter(|row| row.text("id").is_empty()) {
        let about = row.text("at").replace(['_', '.'], "-");
        let stem = format!("{}-{about}", row.text("code").to_lowercase());
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let id = std::iter::once(stem.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or_default();
        row.cells.insert(0, ("id".to_owned(), Cell::Text(id.clone())));
        taken.push(id);
    }
}

impl Cell {
    fn of(value: &Value) -> Cell {
        let texts = |list: &Array| list.iter().map(|item| item.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>();
        match value {
            Value::String(text) => Cell::Text(text.value().clone()),
            Value::Array(list) => match texts(list) {
                Some(texts) => Cell::Texts(texts),
                None => Cell::Other(value.to_string().trim().to_owned()),
            },
            other => Cell::Other(other.clone().decorated("", "").to_string()),
        }
    }
}

/// `key = value` of a table, on a line of its own.
pub(super) fn write_pair(to: &mut String, key: &str, value: &Value) {
    let mut lines = Lines { to, indent: 0, line: String::new() };
    match Cell::of(value) {
        Cell::Text(text) => lines.text(&format!("{key} = "), &text, ""),
        Cell::Other(text) => lines.piece(&format!("{key} = {text}")),
        Cell::Texts(texts) => lines.texts(key, &texts, ""),
        Cell::Rows(..) => {}
    }
    lines.line = lines.line.trim_end().to_owned();
    lines.end();
}

/// The English of a row.
#[derive(Debug)]
pub(super) enum English {
    One(String),
    Table(Vec<(String, English)>),
}

impl English {
    /// The key that an English text stands under now.
    pub(super) fn key(old: &str) -> Option<&str> {
        let own = old.strip_suffix("_en")?;
        ["title", "description", "label", "hint", "message", "constraint_message"].contains(&own).then_some(own)
    }

    /// The English of the rows of a list, by their ids. An option and a rule have but one text.
    pub(super) fn list(rows: &[Row], of: List) -> Vec<(String, English)> {
        let mut list = Vec::new();
        for row in rows.iter().filter(|row| !row.english.is_empty()) {
            let id = row.text(if row.text("id").is_empty() { "name" } else { "id" }).to_owned();
            let english = match row.english.as_slice() {
                [(_, English::One(text))] if matches!(of, List::Options | List::Rules) => English::One(text.clone()),
                all => English::Table(all.iter().map(|(key, english)| (key.clone(), english.copy())).collect()),
            };
            list.push((id, english));
        }
        list
    }

    fn copy(&self) -> English {
        match self {
            English::One(text) => English::One(text.clone()),
            English::Table(list) => {
                English::Table(list.iter().map(|(key, inner)| (key.clone(), inner.copy())).collect())
            }
        }
    }

    /// Writes it as `key = …` on a line.
    pub(super) fn write(&self, to: &mut String, key: &str, indent: usize) {
        let mut lines = Lines { to, indent: indent + 2, line: " ".repeat(indent) };
        self.pieces(&mut lines, key, "");
        lines.line = lines.line.trim_end().to_owned();
        lines.end();
    }

    fn pieces(&self, lines: &mut Lines<'_>, key: &str, comma: &str) {
        let key = if key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') && !key.is_empty() {
            key.to_owned()
        } else {
            quoted(key)
        };
        match self {
            English::One(text) => lines.text(&format!("{key} = "), text, comma),
            English::Table(list) => {
                lines.piece(&format!("{key} = {{"));
                for (index, (key, inner)) in list.iter().enumerate() {
                    let is_last = index + 1 == list.len();
                    inner.pieces(lines, key, if is_last { "" } else { "," });
                    if !is_last && matches!(inner, English::Table(_)) {
                        lines.end();
                        lines.line = " ".repeat(lines.indent);
                    }
                }
                lines.line = format!("{} }}{comma} ", lines.line.trim_end());
            }
        }
    }
}

/// Lines that are filled piece by piece.
struct Lines<'t> {
    to: &'t mut String,
    /// How far a line that goes on is indented.
    indent: usize,
    line: String,
}

impl Lines<'_> {
    fn end(&mut self) {
        self.to.push_str(self.line.trim_end());
        self.to.push('\n');
        self.line.clear();
    }

    /// A piece, in the next line where there is no room; " }," may follow it.
    fn piece(&mut self, piece: &str) {
        let columns = self.line.chars().count() + piece.chars().count() + 3;
        if columns > COLUMNS && !self.line.trim().is_empty() {
            self.end();
            self.line = " ".repeat(self.indent);
        }
        self.line.push_str(piece);
        self.line.push(' ');
    }

    /// A text, over several lines where one is too short for it.
    fn text(&mut self, key: &str, text: &str, comma: &str) {
        let whole = format!("{key}{}{comma}", quoted(text));
        if self.indent + whole.chars().count() + 3 <= COLUMNS {
            return self.piece(&whole);
        }
        if !self.line.trim().is_empty() {
            self.end();
            self.line = " ".repeat(self.indent);
        }
        self.line.push_str(&format!("{key}\"\"\""));
        let escaped = escape(text);
        let mut rest = escaped.as_str();
        while self.line.chars().count() + rest.chars().count() + 7 > COLUMNS {
            let room = COLUMNS - 1 - self.line.chars().count();
            let limit = rest.char_indices().nth(room).map_or(rest.len(), |(at, _)| at);
            let spaces = rest.match_indices(' ').map(|(at, _)| at + 1);
            let goes_on = |at: &usize| rest.get(*at..).is_some_and(|next| !next.starts_with(' ') && !next.is_empty());
            let Some(at) = spaces.take_while(|at| *at <= limit).filter(goes_on).last() else { break };
            let (now, then) = rest.split_at(at);
            let line = format!("{}{now}\\\n", self.line);
            self.to.push_str(&line);
            self.line = " ".repeat(self.indent + 2);
            rest = then;
        }
        self.line.push_str(&format!("{rest}\"\"\"{comma} "));
    }

    fn texts(&mut self, key: &str, texts: &[String], comma: &str) {
        let all = texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
        let whole = format!("{key} = [{all}]{comma}");
        if self.indent + whole.chars().count() + 3 <= COLUMNS {
            return self.piece(&whole);
        }
        self.piece(&format!("{key} = ["));
        self.end();
        self.indent += 2;
        for text in texts {
            self.line = " ".repeat(self.indent);
            self.text("", text, ",");
            self.end();
        }
        self.indent -= 2;
        self.line = format!("{}]{comma} ", " ".repeat(self.indent));
    }
}

/// A text in quotes: in those that it does not hold itself, if it can be.
fn quoted(text: &str) -> String {
    if text.contains('"') && !text.contains('\'') && !text.chars().any(char::is_control) {
        format!("'{text}'")
    } else {
        format!("\"{}\"", escape(text))
    }
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            control if control.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => out.push(other),
        }
    }
    out
}
