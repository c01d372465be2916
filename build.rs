//! Reads and checks the built-in report types, so that the program need not do so at every start:
//! it finds them packed.

#[expect(dead_code, unused_imports, reason = "of the ground floor, only what reads report types is needed here")]
#[path = "src/report/mod.rs"]
mod report;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use report::language::Language;
use report::load::load;
use report::pack::Pack;
use report::toml_reader::Source;

/// What the types share.
const PARTS: &str = "config/parts/van-ban.toml";

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?);
    let parts = read(Path::new(PARTS))?;
    println!("cargo::rerun-if-changed=config/reports");
    let files = fs::read_dir("config/reports")?.map(|entry| entry.map(|entry| entry.path()));
    for file in files.chain([Ok("config/office.toml".into())]) {
        let file = file?;
        if file.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let text = read(&file)?;
        let source = Source { name: &file.to_string_lossy(), text: &text };
        let mut packed = String::new();
        match load(source, &[Source { name: PARTS, text: &parts }]) {
            Ok(definition) => definition.pack(&mut packed),
            Err(mistakes) => {
                for mistake in mistakes {
                    // It stops the build.
                    println!("cargo::error={}", mistake.display(Language::En));
                }
            }
        }
        fs::write(out.join(file.with_extension("packed").file_name().unwrap_or_default()), packed)?;
    }
    lean();
    Ok(())
}

fn read(file: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", file.display());
    fs::read_to_string(file).map_err(|error| io::Error::other(format!("{}: {error}", file.display())))
}

/// Leaves out of the released program what it does not use: each library that is loaded and each page
/// that is touched counts on an old laptop. Only where it is linked as usual, for this very machine:
/// other linkers need not know these arguments.
fn lean() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let for_here = env::var_os("TARGET") == env::var_os("HOST");
    let as_usual = env::var_os("RUSTC_LINKER").is_none() && !flags.contains("link");
    let of_glibc = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // What is built to look for mistakes, or to be tested, unwinds and tells where it was.
    let released = is("PROFILE", "release") && is("DEBUG", "false");
    if !(for_here && as_usual && of_glibc && released) {
        return;
    }
    // The table by which a panic finds its way up: here it ends the program.
    println!("cargo::rustc-link-arg-bins=-Wl,--no-eh-frame-hdr");
    // The unwinder, which only the standard library mentions: a few functions, where the linker takes
    // them instead of the library.
    let unwinder = said("cc", &["-print-file-name=libgcc_eh.a"]);
    if let Some(folder) = Path::new(&unwinder).parent().filter(|folder| folder.is_absolute()) {
        println!("cargo::rustc-link-search=native={}", folder.display());
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
    // The places that the loader fills in, as a bit map instead of 24 bytes for each. The program then
    // needs the glibc 2.36 that is here, or a later one, wherever it runs.
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
