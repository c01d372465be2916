//! Reads and checks the built-in report types, so that the program need not do so at every start:
//! it finds them packed.

#[expect(dead_code, unused_imports, reason = "of the ground floor, only what reads report types is needed here")]
#[path = "src/report/mod.rs"]
mod report;

use std::path::Path;
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
    println!("cargo::rustc-link-search=native=/usr/lib/gcc/x86_64-linux-gnu/12");
    println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    println!("cargo::rustc-link-arg-bins=-Wl,--no-eh-frame-hdr");
    Ok(())
}

fn read(file: &str) -> io::Result<String> {
    println!("cargo::rerun-if-changed={file}");
    fs::read_to_string(file).map_err(|error| io::Error::other(format!("{file}: {error}")))
}

fn told(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(|mistake| format!("\n{}", mistake.display(Language::En))).collect()
}
