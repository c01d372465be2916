//! Lists of words that rules look things up in: built in, and changed by files of the config folder.

use std::collections::HashMap;

use super::key;

/// The lists of the program: what each is called in [`Lists`], and the file that holds it.
macro_rules! lists {
    ($($(#[$about:meta])* $name:ident = $file:literal),* $(,)?) => {
        /// The files of all lists.
        pub(crate) const FILES: &[&str] = &[$($file),*];

        /// All lists.
        #[derive(Debug)]
        pub(crate) struct Lists {
            $($(#[$about])* pub $name: List,)*
        }

        impl Lists {
            /// The lists that are built in.
            #[cfg(test)]
            pub(crate) fn built_in() -> Self {
                Lists::changed_by(&|_| None)
            }

            /// The same, each changed by a text of the person's own, by the name of its file.
            #[must_use]
            pub(crate) fn changed_by(own: &dyn Fn(&str) -> Option<String>) -> Self {
                let list = |built_in: &str, file: &str| {
                    List::of(merged(built_in, own(file).as_deref().unwrap_or_default()))
                };
                Lists { $($name: list(include_str!(concat!("../../config/words/", $file)), $file),)* }
            }
        }
    };
}

lists! {
    /// What is misspelt, what is meant, how sure that is, and the words beside which it is right.
    misspellings = "misspellings.tsv",
    /// Names with wrong capitals, letter by letter, and the right ones.
    forms = "forms.tsv",
    /// Lists that lack their comma, and the same with it.
    enumerations = "enumerations.tsv",
    /// Words of other languages.
    foreign = "foreign.tsv",
    /// Fields in the names of bodies.
    domains = "domains.tsv",
    /// Words of a level of administration, and the levels in whose reports they are strange.
    levels = "levels.tsv",
    /// Bodies that are no more, since when, and what is in their place.
    bodies = "bodies.tsv",
    /// Words of several syllables.
    compounds = "compounds.tsv",
    /// The theme of the Action Month of each year.
    themes = "themes.tsv",
}

/// The themes of the Action Month, the year and the words, the latest first; `own` are the lines of the person's own file
/// of that name.
#[must_use]
pub(crate) fn themes(own: Option<&str>) -> Vec<(String, String)> {
    let rows = merged(include_str!("../../config/words/themes.tsv"), own.unwrap_or_default());
    let mut themes: Vec<(String, String)> = rows.into_iter().map(|row| (row.wrong, row.right)).collect();
    themes.retain(|(year, theme)| year.bytes().all(|b| b.is_ascii_digit()) && !theme.is_empty());
    themes.sort_by(|one, two| two.cmp(one));
    themes
}

/// A line of a list: what is looked for, and the columns after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub wrong: String,
    pub right: String,
    /// How the syllables of what is looked for are compared.
    pub keys: Vec<String>,
    rest: Vec<String>,
}

impl Row {
    fn read(line: &str) -> Option<Self> {
        let mut columns = line.split('\t').map(|column| column.trim().to_owned());
        let (wrong, right) = (columns.next()?, columns.next().unwrap_or_default());
        let keys = wrong.split_whitespace().map(key).collect();
        (!wrong.is_empty()).then(|| Row { wrong, right, keys, rest: columns.collect() })
    }

    /// A column after the first two, from 0; "" where there is none.
    #[must_use]
    pub(crate) fn column(&self, at: usize) -> &str {
        self.rest.get(at).map_or("", String::as_str)
    }
}

/// The lines of a list, and which of them begin with a syllable.
#[derive(Debug)]
pub(crate) struct List {
    pub rows: Vec<Row>,
    first: HashMap<String, Vec<usize>>,
}

impl List {
    fn of(rows: Vec<Row>) -> Self {
        let mut first: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            let mut syllables = row.wrong.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            if let Some(syllable) = syllables.next() {
                first.entry(key(syllable)).or_default().push(at);
            }
        }
        List { rows, first }
    }

    /// Whether a line is this word.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.beginning_with(&key(word)).any(|row| row.wrong == word)
    }

    /// The columns after the first of the line that begins with this.
    pub(crate) fn of_name(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.wrong == name)
    }

    /// The lines that begin with a syllable, by how it is compared.
    pub(crate) fn beginning_with(&self, key: &str) -> impl Iterator<Item = &Row> {
        self.first.get(key).into_iter().flatten().filter_map(|at| self.rows.get(*at))
    }
}

/// The lines of a list with those of another, which adds some, replaces those of the same first column, and takes out
/// those that it names after "-".
fn merged(built_in: &str, own: &str) -> Vec<Row> {
    let lines = |text: &str| -> Vec<Row> {
        let said = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        said.filter_map(Row::read).collect()
    };
    let mut rows = lines(built_in);
    for row in lines(own) {
        let name = row.wrong.strip_prefix('-').unwrap_or(&row.wrong).trim().to_owned();
        let is_out = name.len() < row.wrong.len();
        let known = rows.iter().position(|known| known.wrong == name);
        match (known, is_out) {
            (Some(at), true) => drop(rows.remove(at)),
            (None, true) => {}
            (Some(at), false) => {
                if let Some(slot) = rows.get_mut(at) {
                    *slot = row;
                }
            }
            (None, false) => rows.push(row),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_ones_own_adds_replaces_and_takes_out() {
        let rows = merged("# x\na\tb\tchắc\nc\td\n", "-c\na\tz\n\ne\tf\n# y\n-q\n");
        let said: Vec<(&str, &str)> = rows.iter().map(|row| (row.wrong.as_str(), row.right.as_str())).collect();
        assert_eq!(said, [("a", "z"), ("e", "f")]);
    }
}
