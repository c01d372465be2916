//! `baocao recover`: what a program that was cut off left of a report, from a script.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::report::answers::place_words;
use crate::report::difference::{DifferencePlace, count};
use crate::store::broken::aside;
use crate::store::disk::RealDisk;
use crate::store::lock::{Lock, Locked};
use crate::store::names::{JOURNAL, edits_left, sidecar_path};
use crate::store::recovery::{Found, Recovery, find};
use crate::store::report_file::OpenFileError;
use crate::store::save_error::SaveError;
use crate::store::versions::folder_of;
use crate::store::{describe_io, files, time_words};
use crate::text::language::Language;
use crate::text::visible::{shown_name, shown_path};

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
/// waits for a decision: a journal, or a text in an editor.
///
/// # Errors
/// The report is open elsewhere, or the disk refuses.
pub(super) fn run(cli: &Cli, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (path, language) = (arguments.file.as_path(), cli.language);
    let done = journal(cli, arguments, !edits_left(path).is_empty());
    // They went along with a report that was moved.
    let edits = edits_left(path);
    let told = language.pick("còn bài đang soạn bằng trình soạn thảo, ở", "what was written in an editor is in");
    for left in &edits {
        cli.print(&format!("{}: {told} {}\n", shown_path(path), shown_path(left)))?;
    }
    done.map(|code| if edits.is_empty() { code } else { ExitCode::from(1) })
}

/// The same for the journal alone. `has_edits`: whether something else was left, of which the caller tells.
fn journal(cli: &Cli, arguments: &Arguments, has_edits: bool) -> Result<ExitCode, Failure> {
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
    let failure = |error: SaveError| {
        let why = error.describe(language);
        let SaveError::NoVersion(_) = error else { return Failure(why) };
        let look = language.pick(
            "Mở báo cáo bằng chương trình thì xem được, hoặc làm tiếp mà nhật ký được giữ riêng.",
            "Opened in the program, the report can be looked at, or gone on with while the journal is kept aside.",
        );
        Failure(format!("{why} {look}"))
    };
    let found = find(path, &cli.workspace.library, cli.workspace.today.year());
    let unreadable = |why: String| {
        let (journal, why) = (shown_path(&sidecar_path(path, JOURNAL)), why.trim_end_matches('.').to_owned());
        Failure(language.pick(
            format!("Không đọc được nhật ký {journal}: {why}. Báo cáo và nhật ký vẫn nguyên."),
            format!("The journal {journal} cannot be read: {why}. The report and the journal are as they were."),
        ))
    };
    let recovery = match found.map_err(|error| unreadable(describe_io(&error, language)))? {
        Found::Waiting(why) => return Err(unreadable(why.describe(language))),
        Found::Recovery(recovery) => recovery,
        Found::Nothing if has_edits => return Ok(ExitCode::from(1)),
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

/// How much is not saved, and what has become of the file meanwhile.
fn summary(path: &Path, recovery: &Recovery, language: Language) -> String {
    let (number, time) = (count(&recovery.differences), time_words(recovery.time));
    let mut sentences = vec![language.pick(
        format!("{number} câu trả lời chưa lưu, sửa lần cuối lúc {time}."),
        format!("{number} answers not saved, last changed at {time}."),
    )];
    if recovery.is_unsaved() {
        let gone =
            ("Không có tệp nào mang tên này; lấy lại thì tệp được tạo.", "No file has this name; --use creates it.");
        sentences.push(language.pick(gone.0, gone.1).to_owned());
    } else if recovery.is_blocked() {
        let kept = shown_name(&aside(path));
        sentences.push(language.pick(
            format!("Tệp bây giờ không mở được; lấy lại thì tệp ấy được giữ dưới tên {kept}."),
            format!("The file cannot be opened now; --use keeps it as {kept}."),
        ));
    }
    if recovery.is_foreign {
        let foreign = ("Từ đó tệp đã bị chương trình khác sửa.", "The file was changed by another program since.");
        sentences.push(language.pick(foreign.0, foreign.1).to_owned());
    }
    if !recovery.conflicts.is_empty() {
        let (number, kept) = (count(&recovery.conflicts), shown_path(&folder_of(path)));
        sentences.push(language.pick(
            format!("{number} chỗ cả hai bên cùng sửa; lấy lại thì cả tệp bên kia được giữ trong {kept}."),
            format!("{number} places were changed on both sides; --use keeps the whole other file in {kept}."),
        ));
    }
    if recovery.is_damaged() {
        let damaged = (
            "Nhật ký có chỗ hỏng; phần trước chỗ hỏng vẫn lấy lại được.",
            "The journal is damaged; what comes before the damage can be had.",
        );
        sentences.push(language.pick(damaged.0, damaged.1).to_owned());
    }
    sentences.join(" ")
}

/// What differs, a line a place, for people and for grep.
fn listed(cli: &Cli, path: &Path, recovery: &Recovery) -> String {
    let (language, name) = (cli.language, shown_path(path));
    let mut lines = format!("{name}: {}\n", summary(path, recovery, language));
    for difference in &recovery.differences {
        let place = match &difference.place {
            DifferencePlace::Entry(path) => place_words(recovery.definition(), *path, language),
            DifferencePlace::Block(id) => id.to_string(),
        };
        let [before, after] = [&difference.before, &difference.after].map(|text| format!("{text:?}"));
        let both = if recovery.conflicts.iter().any(|conflict| conflict.place.holds(&difference.place)) {
            language.pick(
                "  (cả hai bên cùng sửa; lấy lại thì chữ bên kia còn trong các bản cũ)",
                "  (changed on both sides; with --use the other text is among the earlier versions)",
            )
        } else {
            ""
        };
        lines.push_str(&format!("{name}: {place}: {before} -> {after}{both}\n"));
    }
    lines
}
