//! Where things live on this computer.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use super::files;
use super::modes::create_folder;
use super::names::free_paths_taken;
use super::reading::{MAX_SETTINGS_BYTES, read_text};

/// The environment variable that puts everything under one folder: tests and portable use.
pub(crate) const ROOT_VARIABLE: &str = "BAOCAO_ROOT";

/// The name of the office profile.
const OFFICE: &str = "don-vi";

/// The two folders that the program uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    config: PathBuf,
    reports: PathBuf,
    /// Where else a report may be saved when its own folder cannot be written to.
    others: Vec<PathBuf>,
    /// Where the documents of other programs may be, the likeliest first.
    documents: Vec<PathBuf>,
}

/// Where documents are kept in a home folder, by the names that desktops give.
fn documents_in(home: &Path) -> impl Iterator<Item = PathBuf> {
    let names = ["Documents", "Tài liệu", "Downloads", "Tải xuống"].into_iter();
    names.map(|name| home.join(name)).chain(std::iter::once(home.to_owned()))
}

impl Folders {
    /// The folders of this user, or those under `BAOCAO_ROOT` where that is set. `None` where the
    /// system knows no home folder.
    #[must_use]
    pub(crate) fn of_user() -> Option<Self> {
        if let Some(root) = env::var_os(ROOT_VARIABLE).filter(|root| !root.is_empty()) {
            return Some(Folders::under(Path::new(&root)));
        }
        let config = ProjectDirs::from("", "", "baocao")?.config_dir().to_owned();
        let user = UserDirs::new()?;
        let reports = user.document_dir().unwrap_or_else(|| user.home_dir()).join("bao-cao");
        let told = user.document_dir().into_iter().chain(user.download_dir()).map(Path::to_owned);
        let documents = told.chain(documents_in(user.home_dir())).collect();
        Some(Folders { config, reports, others: vec![user.home_dir().to_owned()], documents })
    }

    /// Everything under one folder.
    #[must_use]
    pub fn under(root: &Path) -> Self {
        Folders {
            config: root.join("config"),
            reports: root.join("bao-cao"),
            others: vec![root.to_owned()],
            documents: documents_in(root).collect(),
        }
    }

    /// Everything under one folder, which is made if need be; the process touches nothing outside of it
    /// from now on (see [`files`]).
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn confined(root: &Path) -> io::Result<Self> {
        create_folder(root)?;
        Ok(Folders::under(&files::confine(root)?))
    }

    /// The same with the reports in another folder, as the settings may say.
    #[must_use]
    pub(crate) fn with_reports(self, reports: Option<PathBuf>) -> Self {
        let may = |folder: &PathBuf| !files::metadata(folder).is_err_and(|error| files::is_outside(&error));
        let reports = reports.filter(may).unwrap_or_else(|| self.reports.clone());
        Folders { reports, ..self }
    }

    /// The folder of settings, office profile and index.
    #[must_use]
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// The folder of the answers files.
    #[must_use]
    pub fn reports(&self) -> &Path {
        &self.reports
    }

    /// Where a report may be saved when its own folder cannot be written to: the folder of reports
    /// first.
    #[must_use]
    pub(crate) fn others(&self) -> Vec<PathBuf> {
        let all = std::iter::once(&self.reports).chain(&self.others);
        all.filter(|folder| files::is_folder(folder)).cloned().collect()
    }

    /// Where the documents of other programs may be, the likeliest first; whether they are there is not
    /// known.
    #[must_use]
    pub(crate) fn documents(&self) -> &[PathBuf] {
        &self.documents
    }

    /// The folder of the user's own report types.
    #[must_use]
    pub fn types(&self) -> PathBuf {
        self.config.join("reports")
    }

    /// The office profile.
    #[must_use]
    pub fn office(&self) -> PathBuf {
        self.config.join(format!("{OFFICE}.toml"))
    }

    /// Files that are called like the office profile where that may have been saved when its own folder could
    /// not be written to. What is in them is not known.
    #[must_use]
    pub(crate) fn offices_elsewhere(&self) -> Vec<PathBuf> {
        let office = self.office();
        let folders = std::iter::once(self.config.clone()).chain(self.others());
        let found = folders.flat_map(|folder| free_paths_taken(&folder, OFFICE, "toml"));
        found.filter(|path| *path != office).collect()
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.toml")
    }

    /// The index of reports for the home screen.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.config.join("index.toml")
    }

    /// The measures of the printed page that an office may give.
    #[must_use]
    pub(crate) fn layout(&self) -> PathBuf {
        self.config.join("layout").join("nd30.toml")
    }

    /// The text of that file; none where the office has none.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub(crate) fn read_layout(&self) -> io::Result<Option<String>> {
        read_own(&self.layout())
    }

    /// The office's own lines to a list of words of the program.
    #[must_use]
    pub(crate) fn words(&self, name: &str) -> PathBuf {
        self.config.join("words").join(name)
    }

    /// The text of that file; none where the office has none.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub(crate) fn read_words(&self, name: &str) -> io::Result<Option<String>> {
        read_own(&self.words(name))
    }

    /// Makes the folders that are not there yet, for the owner alone.
    ///
    /// # Errors
    /// The one that cannot be made, and what the system says.
    pub fn create(&self) -> Result<(), (&Path, io::Error)> {
        for folder in [&self.config, &self.reports] {
            create_folder(folder).map_err(|error| (folder.as_path(), error))?;
        }
        Ok(())
    }
}

/// A file that an office may have; none where it has none.
fn read_own(path: &Path) -> io::Result<Option<String>> {
    match read_text(path, MAX_SETTINGS_BYTES) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_under_one_root() {
        let root = tempfile::tempdir().expect("a folder");
        let folders = Folders::under(root.path());
        folders.create().expect("made");
        assert!(folders.reports().is_dir() && folders.config().is_dir());
        for path in [folders.office(), folders.settings(), folders.index(), folders.types()] {
            assert!(path.starts_with(root.path()));
        }
        let elsewhere = folders.with_reports(Some(PathBuf::from("/x")));
        assert_eq!(elsewhere.reports(), Path::new("/x"));
    }

    #[test]
    fn a_file_that_is_not_there_is_none_and_one_that_cannot_be_read_is_told() {
        let root = tempfile::tempdir().expect("a folder");
        let folders = Folders::under(root.path());
        assert_eq!(folders.read_layout().expect("none"), None);
        std::fs::create_dir_all(folders.layout()).expect("a folder in its place");
        folders.read_layout().expect_err("a folder");
        std::fs::remove_dir(folders.layout()).expect("removed");
        std::fs::write(folders.layout(), "[size]\ntext = 13\n").expect("written");
        assert_eq!(folders.read_layout().expect("read").as_deref(), Some("[size]\ntext = 13\n"));
    }
}
