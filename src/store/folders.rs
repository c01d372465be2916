//! Where things live on this computer.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use super::atomic::{create_folder, follow};
use super::reading::{MAX_SETTINGS_BYTES, read_text};

/// The environment variable that puts everything under one folder: tests and portable use.
pub(crate) const ROOT_VARIABLE: &str = "BAOCAO_ROOT";

/// The two folders that the program uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    config: PathBuf,
    reports: PathBuf,
    /// Where else a report may be saved when its own folder cannot be written to.
    others: Vec<PathBuf>,
    /// The folder that nothing may be outside of, its links followed; on a shared server.
    confines: Option<PathBuf>,
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
        Some(Folders { config, reports, others: vec![user.home_dir().to_owned()], confines: None })
    }

    /// Everything under one folder.
    #[must_use]
    pub fn under(root: &Path) -> Self {
        Folders {
            config: root.join("config"),
            reports: root.join("bao-cao"),
            others: vec![root.to_owned()],
            confines: None,
        }
    }

    /// Everything under one folder, which is made if need be, and nothing outside of it.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn confined(root: &Path) -> io::Result<Self> {
        create_folder(root)?;
        let root = root.canonicalize()?;
        Ok(Folders { confines: Some(root.clone()), ..Folders::under(&root) })
    }

    /// Whether nothing outside of one folder may be touched.
    #[must_use]
    pub(crate) fn is_confined(&self) -> bool {
        self.confines.is_some()
    }

    /// Whether a file may be opened, saved or exported to. Its links are followed; it need not be
    /// there yet.
    #[must_use]
    pub(crate) fn allow(&self, path: &Path) -> bool {
        let Some(confines) = &self.confines else { return true };
        let real = path.canonicalize().or_else(|_| {
            let target = follow(path)?;
            let folder = target.parent().ok_or(io::ErrorKind::NotFound)?;
            Ok::<PathBuf, io::Error>(folder.canonicalize()?.join(target.file_name().unwrap_or_default()))
        });
        real.is_ok_and(|real| real.starts_with(confines) && real != *confines)
    }

    /// The same with the reports in another folder, as the settings may say.
    #[must_use]
    pub(crate) fn with_reports(self, reports: Option<PathBuf>) -> Self {
        let reports = reports.filter(|folder| self.allow(folder)).unwrap_or_else(|| self.reports.clone());
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
        all.filter(|folder| folder.is_dir()).cloned().collect()
    }

    /// The folder of the user's own report types.
    #[must_use]
    pub fn types(&self) -> PathBuf {
        self.config.join("reports")
    }

    /// The office profile.
    #[must_use]
    pub fn office(&self) -> PathBuf {
        self.config.join("don-vi.toml")
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
        match read_text(&self.layout(), MAX_SETTINGS_BYTES) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
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
        assert!(folders.allow(Path::new("/etc/passwd")) && !folders.is_confined());
        let elsewhere = folders.with_reports(Some(PathBuf::from("/x")));
        assert_eq!(elsewhere.reports(), Path::new("/x"));
    }

    #[test]
    fn nothing_leads_out_of_a_folder_that_confines() {
        let root = tempfile::tempdir().expect("a folder");
        let home = root.path().join("lan");
        let folders = Folders::confined(&home).expect("made");
        folders.create().expect("made");
        std::fs::write(root.path().join("khac.toml"), "").expect("written");
        std::os::unix::fs::symlink(root.path(), folders.reports().join("ra")).expect("a link");
        std::os::unix::fs::symlink(root.path().join("khac.toml"), folders.reports().join("a.toml")).expect("a link");
        let inside = ["bao-cao/moi.toml", "bao-cao", "config/settings.toml", "bao-cao/../bao-cao/x.toml"];
        for path in inside {
            assert!(folders.allow(&home.join(path)), "{path}");
        }
        let outside = ["", "../khac.toml", "bao-cao/../../khac.toml", "bao-cao/ra/khac.toml", "bao-cao/ra/moi.toml"];
        for path in outside.into_iter().chain(["bao-cao/a.toml", "/etc/passwd", "khong-co/x.toml/../../../x"]) {
            assert!(!folders.allow(&home.join(path)), "{path}");
        }
        let elsewhere = folders.clone().with_reports(Some(PathBuf::from("/x")));
        assert_eq!(elsewhere, folders);
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
