//! A file name that is not taken yet.

use std::fs;
use std::path::{Path, PathBuf};

/// "name.toml", or "name-2.toml", "name-3.toml" … where that is taken.
#[must_use]
pub fn free_path(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let is_free = |path: &Path| fs::symlink_metadata(path).is_err();
    free_path_where(folder, stem, extension, is_free)
}

/// The same with another idea of what is free.
#[must_use]
pub fn free_path_where(folder: &Path, stem: &str, extension: &str, is_free: impl Fn(&Path) -> bool) -> PathBuf {
    let first = folder.join(format!("{stem}.{extension}"));
    let others = (2_u32..).map(|number| folder.join(format!("{stem}-{number}.{extension}")));
    std::iter::once(first.clone()).chain(others).find(|path| is_free(path)).unwrap_or(first)
}
