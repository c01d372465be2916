//! `baocao recover`: what a program that was cut off left of a report, from a script.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::report::answers::place_words;
use crate::report::difference::{DifferencePlace, count};
use crate::store::atomic::RealDisk;
use crate::store::lock::{Lock, Locked};
use crate::store::recovery::{Found, Recovery, find};
use crate::store::report_file::OpenFileError;
use crate::store::{describe_io, files, time_words};
use crate::text::visible::shown_path;

use super::{Cli, Failure};

/// What to do with what was left.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Báo cáo (the report)
    pub file: std::path::PathBuf,
    /// Lấy lại những gì đã gõ, lưu vào tệp (take back what was typed)
    #[arg(long = "use", alias = "lay", conflicts_with = "discard")]
    take: bool,
    /// Bỏ, nhưng giữ một bản trong các bản cũ (drop it, but keep a copy)
    #[arg(long, alias = "bo")]
    discard: bool,
}

/// Shows what was left, or does with it what was asked for. The exit code is 1 while something
/// waits for a decision.
///
/// # Errors
/// The report is open elsewhere, or the disk refuses.
pub(super) fn run(cli: &Cli, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (path, language) = (arguments.file.as_path(), cli.language);
    let lock = match Lock::take(path) {
        Ok(lock) => Some(lock),
        Err(Locked::By(holder)) => {
            let held = language.pick("đang mở ở nơi khác", "open elsewhere");
            let lock = language
                .pick("nếu chắc chắn không còn ai mở, hãy xóa tệp", "if nobody has it open for sure, delete the file");
            return Err(Failure(format!(
                "{}: {held} ({}); {lock} {}",
                shown_path(path),
                holder.describe(language),
                shown_path(&holder.lock)
            )));
        }
        Err(Locked::Impossible(_)) => None,
    };
    let failure = |error: crate::store::report_file::SaveError| Failure(error.describe(language));
    let found = find(path, &cli.workspace.library, cli.workspace.today.year());
    let unreadable = |error: io::Error| Failure(format!("{}: {}", shown_path(path), describe_io(&error, language)));
    let recovery = match found.map_err(unreadable)? {
        Found::Recovery(recovery) => recovery,
        // A slip of the pen in the name must not read as good news.
        Found::Nothing if files::symlink_metadata(path).is_err() => {
            let missing = io::Error::from(io::ErrorKind::NotFound);
            return Err(Failure(OpenFileError::Io { path: path.to_owned(), source: missing }.describe(language)));
        }
        Found::Nothing => {
            let nothing = language.pick("không có gì chưa lưu.", "nothing is left unsaved.");
            cli.print(&format!("{}: {nothing}\n", shown_path(path)))?;
            return Ok(ExitCode::SUCCESS);
        }
        Found::Unreadable(kept) => {
            let unreadable = language.pick("nhật ký không đọc được, giữ ở", "the journal cannot be read, kept as");
            return Err(Failure(format!("{}: {unreadable} {}", shown_path(path), shown_path(&kept))));
        }
    };
    let listed = listed(cli, path, &recovery);
    let done = if arguments.take {
        recovery.save(&RealDisk, path).map_err(failure)?;
        language.pick("đã lấy lại và lưu.", "taken back and saved.")
    } else if arguments.discard {
        // The file of the lock is not to move along.
        drop(lock);
        if let Some(discarded) = recovery.discard(&RealDisk, path).map_err(failure)? {
            let to = language.pick("đã chuyển tới", "moved to");
            cli.print(&format!("{listed}{}: {to} {}\n", shown_path(path), shown_path(&discarded.to)))?;
            return Ok(ExitCode::SUCCESS);
        }
        language.pick("đã bỏ; một bản còn trong các bản cũ.", "dropped; a copy is among the earlier versions.")
    } else {
        cli.print(&listed)?;
        return Ok(ExitCode::from(1));
    };
    cli.print(&format!("{listed}{}: {done}\n", shown_path(path)))?;
    Ok(ExitCode::SUCCESS)
}

/// What differs, a line a place, for people and for grep.
fn listed(cli: &Cli, path: &Path, recovery: &Recovery) -> String {
    let (language, name) = (cli.language, shown_path(path));
    let (number, time) = (count(&recovery.differences), time_words(recovery.time));
    let summary = match language {
        crate::text::language::Language::Vi => format!("{number} câu trả lời chưa lưu, sửa lần cuối lúc {time}."),
        crate::text::language::Language::En => format!("{number} answers not saved, last changed at {time}."),
    };
    let mut lines = format!("{name}: {summary}\n");
    for difference in &recovery.differences {
        let place = match &difference.place {
            DifferencePlace::Entry(path) => place_words(recovery.definition(), *path, language),
            DifferencePlace::Block(id) => id.to_string(),
        };
        let [before, after] = [&difference.before, &difference.after].map(|text| format!("{text:?}"));
        let both = if recovery.conflicts.iter().any(|conflict| conflict.place == difference.place) {
            language.pick(
                "  (cả hai bên cùng sửa; chữ bên kia sẽ còn trong các bản cũ)",
                "  (changed on both sides; the other text will be among the earlier versions)",
            )
        } else {
            ""
        };
        lines.push_str(&format!("{name}: {place}: {before} -> {after}{both}\n"));
    }
    lines
}
