//! A report type of the form that types had before (`[[section.field]]`, `label_en`) as rows: what
//! `baocao types convert` writes. Nothing but the form changes; comments stay with what they stood before.

mod row;

use toml_edit::{DocumentMut, Item, Table, TableLike};

use self::row::{English, List, Row, comments, key_comments, write_pair};

/// The three files of a converted type.
#[derive(Debug)]
pub struct Converted {
    pub text: String,
    /// Empty where there are no English texts.
    pub english: String,
    /// Empty where there are no examples.
    pub examples: String,
}

/// Converts the text of a type, or of a file with parts of types.
///
/// # Errors
/// The text is not TOML; the parser's words.
pub fn convert(old: &str) -> Result<Converted, String> {
    let document: DocumentMut = old.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    let mut to = Writer::default();
    let (values, tables): (Vec<_>, Vec<_>) = document.iter().partition(|(_, item)| is_value(item));
    for (key, item) in values {
        to.value(document.as_table(), key, item, &[]);
    }
    for (key, item) in tables {
        match (key, item) {
            ("body", item) => to.rows("document", "body", List::Body, item),
            ("rule", item) => to.rows("checks", "rules", List::Rules, item),
            ("example", Item::ArrayOfTables(list)) => list.iter().for_each(|table| to.example(table)),
            (_, Item::ArrayOfTables(list)) => list.iter().for_each(|table| to.table(key, table, true)),
            (_, Item::Table(table)) => to.table(key, table, false),
            _ => {}
        }
    }
    let rest = document.trailing().as_str().map(comments).unwrap_or_default();
    for comment in rest {
        to.line(&comment);
    }
    let english = to.english();
    Ok(Converted { text: to.text, english, examples: to.examples })
}

fn is_value(item: &Item) -> bool {
    matches!(item, Item::Value(_))
}

/// What is written so far.
#[derive(Debug, Default)]
struct Writer {
    text: String,
    examples: String,
    /// The English of the top, and that of the tables by their headers.
    top: Vec<(String, English)>,
    tables: Vec<(String, Vec<(String, English)>)>,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Begins a table, a blank line and its comments above it.
    fn header(&mut self, comments: &[String], header: &str) {
        if !self.text.is_empty() {
            self.line("");
        }
        for comment in comments {
            self.line(comment);
        }
        self.line(header);
    }

    /// A value of the top or of a table; English goes to `header`, or to the top.
    fn value(&mut self, table: &dyn TableLike, key: &str, item: &Item, header: &[&str]) {
        let Item::Value(value) = item else { return };
        let comments = key_comments(table, key);
        if let Some(own) = English::key(key) {
            let text = English::One(value.as_str().unwrap_or_default().to_owned());
            self.translate(&header.join("."), vec![(own.to_owned(), text)]);
            return;
        }
        let is_head = self.text.is_empty() && !comments.is_empty();
        for comment in &comments {
            self.line(comment);
        }
        if is_head {
            self.line("");
        }
        let mut text = String::new();
        write_pair(&mut text, key, value);
        self.text.push_str(&text);
    }

    fn translate(&mut self, header: &str, english: Vec<(String, English)>) {
        if english.is_empty() {
            return;
        }
        if header.is_empty() {
            self.top.extend(english);
            return;
        }
        match self.tables.iter_mut().find(|(own, _)| own == header) {
            Some((_, list)) => list.extend(english),
            None => self.tables.push((header.to_owned(), english)),
        }
    }

    /// `[section] list = [ rows ]` from `[[list]]` at the top.
    fn rows(&mut self, section: &str, list: &str, of: List, item: &Item) {
        let rows = Row::list(item, of);
        let above = rows.first().map(|row| row.comments.clone()).unwrap_or_default();
        self.header(&above, &format!("[{section}]"));
        self.list(list, of, rows, section, true);
    }

    fn list(&mut self, key: &str, of: List, mut rows: Vec<Row>, header: &str, is_titled: bool) {
        if is_titled && let Some(first) = rows.first_mut() {
            first.comments.clear();
        }
        self.line(&format!("{key} = ["));
        for (index, row) in rows.iter().enumerate() {
            let begins = of == List::Body && (row.is_heading() || !row.comments.is_empty());
            if begins && index > 0 {
                self.line("");
            }
            row.write(&mut self.text, 2, "");
        }
        self.line("]");
        self.translate(&format!("{header}.{key}"), English::list(&rows, of));
    }

    /// A table, or one of a list of them.
    fn table(&mut self, key: &str, table: &Table, is_of_list: bool) {
        let above = table.decor().prefix().and_then(|prefix| prefix.as_str()).map(comments).unwrap_or_default();
        self.header(&above, &if is_of_list { format!("[[{key}]]") } else { format!("[{key}]") });
        let names = ["id", "name", "kind"];
        let id = names.iter().find_map(|name| table.get(name)?.as_str()).unwrap_or_default();
        let header = if id.is_empty() { key.to_owned() } else { format!("{key}.{id}") };
        for (name, item) in table {
            if is_value(item) && List::of(name).is_none() {
                self.value(table, name, item, &[&header]);
            }
        }
        for (name, item) in table {
            if let Some((new, of)) = List::of(name) {
                self.list(new, of, Row::list(item, of), &header, false);
            }
        }
    }

    fn example(&mut self, table: &Table) {
        let above = table.decor().prefix().and_then(|prefix| prefix.as_str()).map(comments).unwrap_or_default();
        if !self.examples.is_empty() {
            self.examples.push('\n');
        }
        for comment in above {
            self.examples.push_str(&format!("{comment}\n"));
        }
        self.examples.push_str(&format!("[[example]]\n{table}"));
    }

    fn english(&self) -> String {
        let mut text = String::new();
        let pairs = |text: &mut String, pairs: &[(String, English)]| {
            for (key, english) in pairs {
                english.write(text, key, 0);
            }
        };
        pairs(&mut text, &self.top);
        for (header, list) in &self.tables {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&format!("[{header}]\n"));
            pairs(&mut text, list);
        }
        text
    }
}
