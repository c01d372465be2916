//! Reads and checks the built-in report types, so that the program need not do so at every start:
//! it finds them packed.

#[expect(dead_code, unused_imports, reason = "of the ground floor, only what reads report types is needed here")]
#[path = "src/report/mod.rs"]
mod report;

use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

use report::language::Language;
use report::load::load;
use report::mistake::Mistake;
use report::pack::Pack;
use report::toml_reader::Source;

/// The types that `src/store/library.rs` embeds.
const TYPES: [&str; 4] = [
    "config/reports/thang-hanh-dong-vi-tre-em.toml",
    "config/reports/tre-em-dinh-ky.toml",
    "config/reports/bao-cao-chung.toml",
    "config/office.toml",
];

/// What they share.
const PARTS: &str = "config/parts/van-ban.toml";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/report");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    let parts = read(PARTS)?;
    for file in TYPES {
        let text = read(file)?;
        let definition = load(Source { name: file, text: &text }, &[Source { name: PARTS, text: &parts }]);
        let mut packed = String::new();
        definition.map_err(|mistakes| io::Error::other(told(&mistakes)))?.pack(&mut packed);
        let name = Path::new(file).with_extension("packed");
        fs::write(Path::new(&out).join(name.file_name().unwrap_or_default()), packed)?;
    }
    lean();
    Ok(())
}

fn read(file: &str) -> io::Result<String> {
    println!("cargo::rerun-if-changed={file}");
    fs::read_to_string(file).map_err(|error| io::Error::other(format!("{file}: {error}")))
}

fn told(mistakes: &[Mistake]) -> String {
    let lines: Vec<String> = mistakes.iter().map(|mistake| mistake.display(Language::En).to_string()).collect();
    lines.join("\n")
}

/// Leaves out of the program what it does not use, where the machine that builds it can: each
/// library that is loaded and each page that is touched counts on an old laptop.
fn lean() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let for_here = env::var_os("TARGET") == env::var_os("HOST");
    if !for_here || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    // The table by which panics find their way up: here they end the program.
    println!("cargo::rustc-link-arg-bins=-Wl,--no-eh-frame-hdr");
    // The unwinder, which only the standard library mentions: a few functions instead of a library.
    let unwinder = said("cc", &["-print-file-name=libgcc_eh.a"]);
    if let Some(folder) = Path::new(&unwinder).parent().filter(|folder| folder.is_absolute()) {
        println!("cargo::rustc-link-search=native={}", folder.display());
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
    // The places that the loader fills in, as a bit map instead of 24 bytes for each; from glibc
    // 2.36 on (before that a program with it does not start).
    let version = said("getconf", &["GNU_LIBC_VERSION"]);
    let mut numbers = version.trim_start_matches("glibc ").split('.').map_while(|part| part.parse::<u32>().ok());
    if (numbers.next(), numbers.next()) >= (Some(2), Some(36)) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// What a command prints, without the line end; nothing where there is no such command.
fn said(command: &str, arguments: &[&str]) -> String {
    let output = Command::new(command).args(arguments).output().map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&output).trim_end().to_owned()
}
