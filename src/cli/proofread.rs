//! `baocao check --text`: proofreads texts and Word files; `baocao check --rules`: what it looks for.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::import::{ImportError, MAX_FILE};
use crate::proof::{Level, RULES, proofread, source};
use crate::store::{describe_io, reading};
use crate::text::message::messages;
use crate::text::visible::{shown_line, shown_path};

use super::output::tell;
use super::{Cli, Failure};

messages! {
    CLEAN: "không thấy lỗi chữ", "nothing found";
    SUM: "{} tệp: {} lỗi, {} cảnh báo, {} gợi ý.", "{} files: {} errors, {} warnings, {} hints.";
}

/// A file of which nothing could be read.
const UNREADABLE: u8 = 2;

/// Proofreads files, a finding a line: `FILE:LINE:COLUMN: LEVEL: text [code]`. 0 where nothing above a hint is found, 1 where
/// something is, 2 where a file cannot be read.
///
/// # Errors
/// Standard output refuses.
pub(super) fn run(cli: &Cli, files: &[PathBuf]) -> Result<ExitCode, Failure> {
    let lists = cli.workspace.word_lists();
    let (mut lines, mut is_unread) = (String::new(), false);
    let mut counts = [0_usize; 3];
    for file in files {
        let passages = match read(cli, file) {
            Ok(passages) => passages,
            Err(why) => {
                tell(&why);
                is_unread = true;
                continue;
            }
        };
        let found = proofread(&passages, &lists, cli.language);
        for finding in &found {
            let at = match finding.level {
                Level::Error => 0,
                Level::Warning => 1,
                Level::Hint => 2,
            };
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
            let (path, place, level) = (shown_path(file), finding.place, finding.level.name(cli.language));
            let around = match &finding.right {
                Some(_) => format!(" – “{}”", finding.around),
                None => String::new(),
            };
            let told = format!(
                "{path}:{}:{}: {level}: {}{around} [{}]",
                place.line, place.column, finding.message, finding.code
            );
            lines.push_str(&format!("{}\n", shown_line(&told)));
        }
        if found.is_empty() {
            lines.push_str(&format!("{}: {}\n", shown_path(file), CLEAN.of(cli.language)));
        }
    }
    let [errors, warnings, hints] = counts;
    if files.len() > 1 {
        lines.push_str(&format!("{}\n", SUM.fill(cli.language, &[&files.len(), &errors, &warnings, &hints])));
    }
    cli.print(&lines)?;
    let code = if is_unread { UNREADABLE } else { u8::from(errors + warnings > 0) };
    Ok(ExitCode::from(code))
}

fn read(cli: &Cli, file: &Path) -> Result<Vec<source::Passage>, String> {
    let name = shown_path(file);
    let bytes =
        reading::read(file, MAX_FILE).map_err(|error| format!("{name}: {}", describe_io(&error, cli.language)))?;
    let read = source::passages(&bytes);
    read.map_err(|error: ImportError| format!("{name}: {}", error.describe(cli.language)))
}

/// The rules, a line each: code, level, what it looks for, and an example.
///
/// # Errors
/// Standard output refuses.
pub(super) fn rules(cli: &Cli) -> Result<ExitCode, Failure> {
    let line = |rule: &&crate::proof::Rule| {
        let (level, about) = (rule.level.name(cli.language), rule.about.of(cli.language));
        let (wrong, right) = cli.language.pick(("Sai", "Đúng"), ("Wrong", "Right"));
        format!("{}  {level}: {about}.\n     {wrong}: {}\n     {right}: {}\n", rule.code, rule.hit, rule.near_miss)
    };
    cli.print(&RULES.iter().map(line).collect::<String>())?;
    Ok(ExitCode::SUCCESS)
}
