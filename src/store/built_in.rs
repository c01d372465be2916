//! What the program brings along in `config`: report types, what they share, and worked examples.

use crate::report::source::{Source, TypeFiles};

/// The id of the office profile's type.
pub(crate) const OFFICE_ID: &str = "don-vi";

/// A type that the program brings along: its id, for which its files are named, and their texts.
#[derive(Debug, Clone, Copy)]
pub struct TypeText {
    pub id: &'static str,
    pub text: &'static str,
    /// Empty where there is none.
    pub english: &'static str,
    /// Empty where there are none.
    pub examples: &'static str,
}

impl TypeText {
    /// A type of one file.
    #[must_use]
    pub const fn new(id: &'static str, text: &'static str) -> Self {
        TypeText { id, text, english: "", examples: "" }
    }

    /// The files that it stands in.
    #[must_use]
    pub fn files(&self) -> TypeFiles<'static> {
        let file = |name, text: &'static str| (!text.is_empty()).then_some(Source { name, text });
        TypeFiles {
            source: Source { name: self.id, text: self.text },
            english: file("*.en.toml", self.english),
            examples: file("*.examples.toml", self.examples),
        }
    }
}

/// The text of a file in `config`.
macro_rules! config {
    ($path:expr) => {
        include_str!(concat!("../../config/", $path))
    };
}

/// A built-in type with the texts of its files.
macro_rules! built_in {
    ($id:literal) => {
        TypeText {
            id: $id,
            text: config!(concat!("reports/", $id, ".toml")),
            english: config!(concat!("reports/", $id, ".en.toml")),
            examples: config!(concat!("reports/", $id, ".examples.toml")),
        }
    };
}

/// The built-in report types, in the order of the list.
pub const BUILT_IN: &[TypeText] =
    &[built_in!("thang-hanh-dong-vi-tre-em"), built_in!("tre-em-dinh-ky"), built_in!("bao-cao-chung")];

/// What types share: sections, option lists, column sets.
pub(super) const PARTS: &[TypeFiles<'static>] = &[TypeFiles {
    source: Source { name: "van-ban.toml", text: config!("parts/van-ban.toml") },
    english: Some(Source { name: "van-ban.en.toml", text: config!("parts/van-ban.en.toml") }),
    examples: None,
}];

/// The file in the config folder with the themes of the years.
pub(crate) const THEMES: &str = "themes.tsv";

/// The themes of the years as a list of options of that name: each by its year, so that an answer survives a correction
/// of its words.
pub(super) fn part_of_themes(themes: &[(String, String)]) -> String {
    let quoted = |text: &str| toml_edit::Value::from(text).to_string();
    let option = |(year, theme): &(String, String)| {
        format!(
            "  {{ id = {}, label = {}, text = {} }},\n",
            quoted(year),
            quoted(&format!("{year}: {theme}")),
            quoted(theme)
        )
    };
    format!("[[options]]\nname = \"themes\"\nlist = [\n{}]\n", themes.iter().map(option).collect::<String>())
}

/// The office profile's own type.
pub const OFFICE: TypeText =
    TypeText { id: OFFICE_ID, text: config!("office.toml"), english: config!("office.en.toml"), examples: "" };

/// Worked examples: the names and texts of answers files, the first of them the sample that a
/// newcomer can open. In the others nothing is missing.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("thang-hanh-dong-vi-tre-em.toml", include_str!("../../config/examples/thang-hanh-dong-vi-tre-em.toml")),
    ("bao-cao-chung.toml", include_str!("../../config/examples/bao-cao-chung.toml")),
    ("tre-em-dinh-ky.toml", include_str!("../../config/examples/tre-em-dinh-ky.toml")),
];
