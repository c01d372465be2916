//! The settings and the index: whatever stands in them, they are read, saved and read again.
#![no_main]

use std::fs;

use baocao::store::index::{Index, IndexEntry};
use baocao::store::settings::SettingsFile;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static FOLDER: tempfile::TempDir = tempfile::tempdir_in("/dev/shm").expect("a folder");
}

fuzz_target!(|bytes: &[u8]| {
    FOLDER.with(|folder| {
        let path = folder.path().join("x.toml");
        fs::write(&path, bytes).expect("written");
        let _ = Index::load(&path).list(folder.path());
        let (mut file, _) = SettingsFile::load(&path);
        file.save(&path).expect("saved");
        let (again, _) = SettingsFile::load(&path);
        assert_eq!(again.settings, file.settings);
        let mut index = Index::load(&path);
        index.remember(IndexEntry { path: path.clone(), ..IndexEntry::default() }).expect("saved");
        assert!(Index::load(&path).list(folder.path()).iter().any(|entry| entry.path == path));
    });
});
