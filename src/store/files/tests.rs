//! What links can and cannot do, in both ways of resolving a path.

use crate::store::modes;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::os::unix::fs::{MetadataExt, symlink};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::fs::{RenameFlags, renameat_with};

use super::*;
use crate::store::disk::RealDisk;
use crate::store::lock::Lock;
use crate::store::{atomic, export_file, reading, versions};

thread_local! {
    /// In tests a thread is a process of its own.
    pub(super) static HERE: Cell<Option<&'static Home>> = const { Cell::new(None) };
}

/// Does something as a process that is confined to a folder.
fn within<T>(home: &Path, work: impl FnOnce() -> T) -> T {
    struct Free;
    impl Drop for Free {
        fn drop(&mut self) {
            HERE.set(None);
        }
    }
    let _free = Free;
    HERE.set(Some(Box::leak(Box::new(Home::open(home).expect("a home")))));
    work()
}

/// What stands in `ngoai`, which no test may read or change.
const SECRET: &str = "của người khác";

/// `nha` with a file and folders, and beside it `ngoai`, which links in `nha` lead to.
fn planted() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    let at = |path: &str| root.path().join(path);
    for folder in ["nha/bao-cao/sau", "ngoai/sau"] {
        fs::create_dir_all(at(folder)).expect("made");
    }
    for file in ["ngoai/a.toml", "ngoai/sau/a.toml"] {
        fs::write(at(file), SECRET).expect("written");
    }
    for file in ["nha/a.toml", "nha/bao-cao/a.toml", "nha/bao-cao/sau/a.toml"] {
        fs::write(at(file), "của mình").expect("written");
    }
    for (link, to) in [
        ("nha/ra", "../ngoai"),
        ("nha/bao-cao/ra", "../../ngoai/sau"),
        ("nha/trong", "bao-cao"),
        ("nha/vong", "vong"),
        ("nha/goc", "/proc/self/root"),
        ("nha/ra.toml", "../ngoai/a.toml"),
        ("nha/moi.toml", "../ngoai/moi.toml"),
        ("nha/trong.toml", "a.toml"),
    ] {
        symlink(to, at(link)).expect("a link");
    }
    symlink(at("ngoai"), at("nha/bao-cao/het")).expect("a link");
    root
}

/// Every name below a folder, with what can be told of it.
fn everything(folder: &Path) -> BTreeSet<(PathBuf, String, i64)> {
    let mut all = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, found) = (entry.path(), entry.metadata().expect("there"));
        if found.is_dir() {
            all.extend(everything(&path));
        }
        all.insert((path.clone(), fs::read_to_string(&path).unwrap_or_default(), found.ctime_nsec()));
    }
    all
}

#[test]
fn the_way_by_steps_gives_the_same_answers() {
    let root = planted();
    let home = Home::open(&root.path().join("nha")).expect("a home");
    let id = |found: OwnedFd| File::from(found).metadata().map(|found| (found.dev(), found.ino())).expect("known");
    let mut refused = 0;
    for path in [
        ".",
        "bao-cao",
        "bao-cao/sau",
        "ra",
        "ra/sau",
        "bao-cao/ra",
        "bao-cao/het/sau",
        "trong",
        "trong/sau",
        "vong",
        "vong/x",
        "goc",
        "goc/etc",
        "a.toml",
        "a.toml/x",
        "ra.toml",
        "moi.toml",
        "khong",
        "khong/co",
    ] {
        let both = [beneath, beneath_by_steps].map(|way| way(home.handle.as_fd(), Path::new(path)).map(id));
        assert_eq!(both[0], both[1], "{path}");
        let is_link =
            ["ra", "trong", "vong", "goc", "moi", "bao-cao/ra", "bao-cao/het"].iter().any(|l| path.starts_with(l));
        assert_eq!(both[0] == Err(Errno::LOOP), is_link, "{path}: {both:?}");
        refused += usize::from(both[0].is_err());
    }
    assert_eq!(refused, 16);
}

#[test]
fn nothing_is_done_through_a_link_or_outside_of_the_home() {
    let root = planted();
    let (nha, ngoai) = (root.path().join("nha"), root.path().join("ngoai"));
    let before = everything(&ngoai);
    let outside = ["ra.toml", "moi.toml", "trong.toml", "vong", "ra/a.toml", "trong/a.toml", "goc/etc/passwd"];
    let outside = outside.into_iter().chain(["bao-cao/het/a.toml", "bao-cao/../a.toml", "..", "../ngoai/a.toml"]);
    within(&nha, || {
        for path in outside.map(|path| nha.join(path)).chain([ngoai.join("a.toml"), "/etc/passwd".into()]) {
            let tried = [
                open(&path).map(drop),
                open_or_create(&path).map(drop),
                metadata(&path).map(drop),
                real(&path).map(drop),
                read_link(&path).map(drop),
                reading::read(&path, 99).map(drop),
                atomic::write(&path, b"x").map_err(|error| error.source),
                modes::create_folder(&path),
                versions::keep(&RealDisk, &path.join("x"), b"x").map_err(|error| error.source),
            ];
            for (number, tried) in tried.into_iter().enumerate() {
                let error = tried.expect_err("refused");
                assert!(is_outside(&error), "{number} {}: {error}", path.display());
            }
            assert!(!exists(&path) && !is_folder(&path) && list(&path).is_err(), "{}", path.display());
            assert!(create_new(&path).is_err() && may_write(&path.join("x")).is_err(), "{}", path.display());
            Lock::take(&path.join("x")).expect_err("refused");
        }
        for path in [ngoai.join("a.toml"), nha.join("ra/a.toml"), nha.join("bao-cao/het/a.toml")] {
            assert!(rename(&nha.join("a.toml"), &path).is_err() && rename(&path, &nha.join("x")).is_err());
            assert!(remove(&path).is_err());
        }
        // A name that the program chose gives way, and what it pointed to is left alone.
        export_file::write(&nha.join("bao-cao/ra.txt"), b"x", |_| false).expect("written");
        rename(&nha.join("a.toml"), &nha.join("ra.toml")).expect("the link is replaced");
        remove(&nha.join("moi.toml")).expect("the link is removed");
        create_new(&nha.join("moi.toml")).expect("free by now");
        modes::create_folder(&nha).expect("there");
        modes::create_folder(&nha.join("x/y")).expect("made");
        assert_eq!(list(&nha.join("bao-cao/sau")).expect("a folder"), ["a.toml"]);
        assert_eq!(reading::read(&nha.join("ra.toml"), 99).expect("read"), "của mình".as_bytes());
    });
    assert_eq!(before, everything(&ngoai));
    assert!(!is_confined() && exists(&ngoai.join("a.toml")), "only that thread");
}

#[test]
fn a_home_is_known_by_the_name_that_it_was_given_too() {
    let root = planted();
    symlink("nha", root.path().join("ten")).expect("a link");
    within(&root.path().join("ten"), || {
        for name in ["ten/a.toml", "nha/a.toml"] {
            assert!(exists(&root.path().join(name)), "{name}");
        }
        assert!(!exists(&root.path().join("ngoai/a.toml")));
    });
}

/// Ends the other thread, whatever becomes of this one.
struct End<'a>(&'a AtomicBool);
impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn what_is_swapped_at_any_moment_leads_nowhere() {
    let root = planted();
    let (nha, ngoai) = (root.path().join("nha"), root.path().join("ngoai"));
    // Each pair changes places all the time: a folder and a link to another, a file and a link to another.
    let pairs = [("bao-cao", "ra"), ("a.toml", "ra.toml")].map(|(one, other)| (nha.join(one), nha.join(other)));
    let before = everything(&ngoai);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let _end = End(&done);
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                for (one, other) in &pairs {
                    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).expect("swapped");
                }
            }
        });
        within(&nha, || {
            let home = home().expect("confined");
            // Both answers are waited for, so that the swaps were in between.
            for path in ["bao-cao/a.toml", "bao-cao/sau/a.toml", "a.toml"] {
                let (mut read, mut refused) = (0, 0);
                while read < 300 || refused < 300 {
                    match reading::read(&nha.join(path), 99) {
                        Ok(bytes) => {
                            assert_eq!(String::from_utf8_lossy(&bytes), "của mình");
                            read += 1;
                        }
                        Err(error) => {
                            assert!(is_outside(&error), "{error}");
                            refused += 1;
                        }
                    }
                }
            }
            for number in 0..500 {
                let path = nha.join(format!("bao-cao/{number}.toml"));
                let _ = atomic::write(&path, b"x");
                let _ = atomic::write(&nha.join("a.toml"), "của mình".as_bytes());
                let _ = (Lock::take(&path), list(&nha.join("bao-cao")), remove(&nha.join("bao-cao/sau/a.toml")));
                let _ = modes::create_folder(&nha.join("bao-cao/sau/moi"));
                let found = beneath_by_steps(home.handle.as_fd(), Path::new("bao-cao/sau")).map(File::from);
                let is_own = |found: File| {
                    fs::metadata(ngoai.join("sau"))
                        .is_ok_and(|out| found.metadata().is_ok_and(|own| own.ino() != out.ino()))
                };
                assert!(found.map_or_else(|error| [Errno::LOOP, Errno::NOTDIR].contains(&error), is_own));
            }
        });
    });
    assert_eq!(before, everything(&ngoai));
}
