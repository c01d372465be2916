//! What can be done with reports, for the screens and the command line alike: opened, begun, copied,
//! exported. Nothing here knows a screen or a line of a terminal.

pub(crate) mod begin;
pub(crate) mod current;
pub(crate) mod difference;
pub(crate) mod earlier;
pub mod environment;
pub mod export;
pub(crate) mod figures;
pub(crate) mod import;
pub(crate) mod old_files;
pub(crate) mod open;
pub(crate) mod proofreading;

use jiff::civil::Date;

use crate::store::built_in::THEMES;
use crate::store::describe_io;
use crate::store::folders::Folders;
use crate::store::library::Library;
use crate::text::language::Language;
use crate::text::message::messages;
use crate::text::visible::shown_path;
use crate::words::lists::{self, Lists};

messages! {
    WORDS_UNREADABLE: "{}: {}. Danh sách từ này không được dùng.", "{}: {}. This list of words is not used.";
}

/// What the program works in: its folders and the report types, on a day.
pub struct Workspace {
    pub folders: Folders,
    pub library: Library,
    pub today: Date,
}

impl Workspace {
    /// The lists that proofreading looks words up in, with those of the config folder. One that cannot be read changes
    /// nothing.
    #[must_use]
    pub(crate) fn word_lists(&self) -> Lists {
        Lists::changed_by(&|file| self.folders.read_words(file).ok().flatten())
    }

    /// What is to be said of lists of words in the config folder that cannot be read.
    #[must_use]
    pub(crate) fn unreadable_words(&self, language: Language) -> Vec<String> {
        let told = |file: &&str| {
            let why = describe_io(&self.folders.read_words(file).err()?, language);
            Some(WORDS_UNREADABLE.fill(language, &[&shown_path(&self.folders.words(file)), &why]))
        };
        lists::FILES.iter().filter_map(told).collect()
    }

    /// Folders, and the report types in them.
    #[must_use]
    pub(crate) fn new(folders: Folders, today: Date) -> Self {
        let themes = folders.read_words(THEMES).ok().flatten();
        let library = Library::new(Some(folders.types())).with_themes(themes.as_deref());
        Workspace { folders, library, today }
    }

    /// The year that dates without one are in.
    #[must_use]
    pub(crate) fn year(&self) -> i16 {
        self.today.year()
    }
}
