//! Holds the sources to the plan of the house: who imports whom, and what no file may have.

mod circles;

use std::fs;
use std::path::{Path, PathBuf};

use baocao::store::built_in::{BUILT_IN, EXAMPLES};

/// What each part of the house may import of the others.
const MAY_IMPORT: [(&str, &[&str]); 14] = [
    ("text", &[]),
    ("typing", &[]),
    ("words", &["text"]),
    ("report", &["text"]),
    ("document", &["report", "text"]),
    ("check", &["document", "report", "text", "words"]),
    ("export", &["document", "report", "text"]),
    ("import", &["document", "report", "text"]),
    ("proof", &["check", "import", "report", "text", "typing", "words"]),
    ("store", &["report", "text", "typing", "words"]),
    ("session", &["check", "document", "export", "import", "report", "store", "text", "typing"]),
    (
        "app",
        &["check", "document", "export", "import", "proof", "report", "session", "store", "text", "typing", "words"],
    ),
    ("ui", &["app", "check", "document", "export", "import", "proof", "report", "session", "store", "text", "typing"]),
    (
        "cli",
        &[
            "app", "check", "document", "export", "import", "proof", "report", "session", "store", "text", "typing",
            "ui",
        ],
    ),
];

/// What belongs to the terminal, the disk or the clock, and which parts may use it.
const OUTSIDE: [(&str, &[&str]); 8] = [
    ("ratatui", &["ui"]),
    ("crossterm", &["ui"]),
    ("signal_hook", &["ui"]),
    ("std::fs", &["ui", "store", "cli"]),
    // An archive is put together, and read, in memory.
    ("std::io", &["ui", "app", "store", "cli", "export", "import"]),
    ("std::env", &["app", "store", "cli", "session"]),
    ("std::time", &["ui", "app", "session", "store"]),
    ("jiff::Zoned", &["ui", "store"]),
];

/// Lines of code in a file, its tests apart.
const LONGEST: usize = 450;

struct Source {
    /// Below `src`.
    name: String,
    /// Without the tests at its end.
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut list = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            list.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            list.push(path);
        }
    }
    list.sort();
    list
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source");
        let name = path.strip_prefix(&src).expect("below src").to_string_lossy().into_owned();
        let is_test = name.ends_with("tests.rs") || name.contains("/tests/");
        let code =
            if is_test { String::new() } else { text.split("#[cfg(test)]").next().unwrap_or_default().to_owned() };
        Source { name, code }
    };
    let list: Vec<Source> = files(&src, "rs").into_iter().map(read).collect();
    assert!(list.len() > 40, "the sources are not where this test looks");
    list
}

/// The part of the house that a file belongs to: `main` and `lib` are parts of their own.
fn part(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or_default()
}

/// What stands after each `crate::` in the code, comments apart.
fn imports(code: &str) -> Vec<String> {
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let parts = lines.flat_map(|line| line.split("crate::").skip(1));
    parts.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()).collect()
}

#[test]
fn each_part_imports_only_those_below_it() {
    let mut wrong = Vec::new();
    for source in sources() {
        let own = part(&source.name);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == own) else {
            assert!(matches!(own, "main" | "lib"), "{}: a part that this table does not know", source.name);
            continue;
        };
        for import in imports(&source.code) {
            let known = MAY_IMPORT.iter().any(|(name, _)| *name == import);
            if known && import != own && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{} imports {import}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_command_line_only_starts_the_interface() {
    for source in sources().iter().filter(|source| part(&source.name) == "cli") {
        for rest in source.code.split("crate::ui").skip(1) {
            assert!(rest.starts_with("::{self, Start};"), "{}: crate::ui{}", source.name, &rest[..20]);
        }
        for rest in source.code.split("ui::").skip(1).filter(|rest| !rest.starts_with("{self")) {
            assert!(rest.starts_with("run("), "{}: ui::{}", source.name, &rest[..20]);
        }
    }
}

#[test]
fn the_terminal_the_disk_and_the_clock_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for source in sources() {
        let code: Vec<&str> = source.code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for (name, allowed) in OUTSIDE {
            let own = part(&source.name);
            if !allowed.contains(&own) && code.iter().any(|line| line.contains(name)) && own != "main" {
                wrong.push(format!("{} uses {name}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_file_opens_with_what_it_holds() {
    let folders = ["src", "tests", "benches", "fuzz/src", "fuzz/fuzz_targets"].map(|name| root().join(name));
    let list = folders.iter().filter(|folder| folder.exists()).flat_map(|folder| files(folder, "rs"));
    let silent: Vec<PathBuf> =
        list.filter(|path| !fs::read_to_string(path).expect("a source").starts_with("//!")).collect();
    assert!(silent.is_empty(), "no //! at the top of {silent:?}");
}

#[test]
fn no_file_grows_too_long() {
    let mut long = Vec::new();
    for source in sources() {
        let lines = source.code.lines().count();
        if lines > LONGEST {
            long.push(format!("{}: {lines} lines; is there a second noun in it?", source.name));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_code_is_unsafe_and_none_talks_to_a_network() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    for source in sources() {
        for word in ["std::net", "UnixStream", "UnixListener", "TcpStream", "UdpSocket"] {
            assert!(!source.code.contains(word), "src/{}: {word}", source.name);
        }
    }
    // What the program is built of, as Cargo.lock has it; development's own crates are among it.
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    let crates: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(crates.len() > 50, "the lock file reads as {crates:?}");
    let banned = [
        "async-std",
        "curl",
        "h2",
        "hickory-resolver",
        "hyper",
        "isahc",
        "minreq",
        "native-tls",
        "openssl",
        "quinn",
        "reqwest",
        "ring",
        "rustls",
        "smol",
        "socket2",
        "surf",
        "tokio",
        "tungstenite",
        "ureq",
        "webpki",
    ];
    let found: Vec<&&str> = crates.iter().filter(|name| banned.contains(name)).collect();
    assert!(found.is_empty(), "{found:?} can talk to a network");
}

#[test]
fn temporary_files_stand_beside_the_report() {
    for source in sources() {
        for word in ["temp_dir", "tempfile", "\"/tmp", "TMPDIR"] {
            assert!(!source.code.contains(word), "src/{}: {word}", source.name);
        }
    }
}

/// `Path::display` keeps what a terminal would obey; `shown_path` does not. Files of which nothing is
/// known are read within limits.
#[test]
fn names_are_shown_and_files_are_read_by_one_way_each() {
    let mut wrong = Vec::new();
    for source in sources() {
        for word in [".display()", "fs::read(", "read_to_string("] {
            let may = source.name == "store/reading.rs";
            let lines = source.code.lines().filter(|line| line.contains(word));
            wrong.extend(lines.filter(|_| !may).map(|line| format!("src/{}: {}", source.name, line.trim())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_half_done() {
    // Put together here, so that this file does not find itself.
    let words = ["to", "unimple", "db", "FIX", "XX", "HA"];
    let rests = ["do!", "mented!", "g!", "ME", "X", "CK"];
    let words: Vec<String> = words.iter().zip(rests).map(|(a, b)| format!("{a}{b}")).collect();
    let mut found = Vec::new();
    for path in ["src", "tests"].iter().flat_map(|folder| files(&root().join(folder), "rs")) {
        let text = fs::read_to_string(&path).expect("a source");
        for (number, line) in (1..).zip(text.lines()) {
            if let Some(word) = words.iter().find(|word| line.contains(word.as_str())) {
                found.push(format!("{}:{number}: {word}", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What says in words which promise of its own is broken, instead of going on with a blank.
const MAY_EXPECT: [&str; 2] = ["report/definition.rs", "report/ids.rs"];

#[test]
fn the_program_never_unwraps() {
    let mut found = Vec::new();
    for mut source in sources() {
        if MAY_EXPECT.contains(&source.name.as_str()) {
            source.code = source.code.replace(".expect(", "");
        }
        for (number, line) in (1..).zip(source.code.lines()) {
            let code = line.split("//").next().unwrap_or_default();
            if [".unwrap()", ".expect(", "panic!(", "unreachable!("].iter().any(|word| code.contains(word)) {
                found.push(format!("src/{}:{number}: {}", source.name, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn tests_neither_sleep_nor_are_switched_off() {
    let words = [("thread::", "sleep"), ("#[ig", "nore")].map(|(a, b)| format!("{a}{b}"));
    for path in files(&root().join("tests"), "rs").into_iter().chain(files(&root().join("src"), "rs")) {
        let text = fs::read_to_string(&path).expect("a source");
        for word in &words {
            assert!(!text.contains(word.as_str()), "{}: {word}", path.display());
        }
    }
}

#[test]
fn every_type_and_example_is_part_of_the_program() {
    let embedded = |mut names: Vec<String>, folder: &str| {
        let folder = root().join("config").join(folder);
        names.sort();
        let there = files(&folder, "toml");
        let there: Vec<String> =
            there.iter().map(|path| path.strip_prefix(&folder).expect("below").display().to_string()).collect();
        assert_eq!(names, there, "{}", folder.display());
    };
    let endings = ["toml", "en.toml", "examples.toml"];
    let of_types = BUILT_IN.iter().flat_map(|own| endings.map(|ending| format!("{}.{ending}", own.id)));
    embedded(of_types.collect(), "reports");
    embedded(EXAMPLES.iter().map(|(name, _)| (*name).to_owned()).collect(), "examples");
}
