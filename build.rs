//! Packs the built-in report types, so that the program need not parse them at every start.

#[path = "src/report/pack.rs"]
mod pack;

use std::path::Path;
use std::{env, fs, io};

/// The files that `src/store/library.rs` embeds.
const FILES: [&str; 5] = [
    "config/reports/thang-hanh-dong-vi-tre-em.toml",
    "config/reports/tre-em-dinh-ky.toml",
    "config/reports/bao-cao-chung.toml",
    "config/parts/van-ban.toml",
    "config/office.toml",
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/report/pack.rs");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    for file in FILES {
        println!("cargo::rerun-if-changed={file}");
        let text = fs::read_to_string(file).map_err(|error| io::Error::other(format!("{file}: {error}")))?;
        let (bytes, mistakes) = pack::pack(&text);
        if let Some((offset, mistake)) = mistakes.first() {
            let line = text.as_bytes().iter().take(*offset).filter(|byte| **byte == b'\n').count() + 1;
            return Err(io::Error::other(format!("{file}:{line}: {mistake}")));
        }
        let name = Path::new(file).with_extension("packed");
        fs::write(Path::new(&out).join(name.file_name().unwrap_or_default()), bytes)?;
    }
    Ok(())
}
