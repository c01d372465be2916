//! The filled reports that the program is held to: the examples that it comes with, and the answers
//! files of `tests/data/answers`, in a folder a type.

use std::fs;
use std::path::{Path, PathBuf};

/// An answers file.
pub struct Filled {
    /// The id of its type.
    pub type_id: String,
    /// What it is called among those of its type.
    pub name: String,
    pub path: PathBuf,
}

/// The example of a type is called so.
const EXAMPLE: &str = "vi-du";

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All of them, by type and name; the example of each type is the first.
pub fn all() -> Vec<Filled> {
    let examples = tomls(&root().join("config/examples"));
    let mut list = Vec::new();
    for example in examples {
        let type_id = stem(&example);
        let others = tomls(&root().join("tests/data/answers").join(&type_id));
        list.push(Filled { type_id: type_id.clone(), name: EXAMPLE.to_owned(), path: example });
        list.extend(others.into_iter().map(|path| Filled { type_id: type_id.clone(), name: stem(&path), path }));
    }
    assert!(list.len() >= 3, "an example of each type");
    list
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

fn tomls(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut list: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    list.sort();
    list
}
