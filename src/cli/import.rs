//! `baocao import`: a draft from an old report, from a script.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::app::begin;
use crate::app::import::{begin_in, read};
use crate::import::ImportError;
use crate::store::disk::RealDisk;
use crate::store::files;
use crate::text::language::Language;
use crate::text::visible::{shown_line, shown_path};

use super::output::tell;
use super::{Cli, Failure};

/// What to read, and as what.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Báo cáo cũ, .docx, .odt, .txt hoặc .md (the old report)
    file: PathBuf,
    /// Loại báo cáo, xem `baocao types` (the type that it becomes)
    #[arg(long = "type", alias = "loai")]
    type_id: String,
    /// Tệp trả lời; bỏ trống thì đặt trong thư mục báo cáo (where to; else the folder of reports)
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// Writes a new answers file and says what was recognised and what found no place. A file that is
/// there is never overwritten.
///
/// # Errors
/// The old report cannot be read, the type is unknown, or the disk refuses.
pub(super) fn run(cli: &Cli, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let language = cli.language;
    let old = read(&arguments.file).map_err(|error| Failure(error.describe(language)))?;
    let begun = begin_in(&cli.workspace, &arguments.type_id, &old.paragraphs);
    let begun = begun.map_err(|error| Failure(error.describe(language)))?;
    if !begun.is_due_size {
        let why = ImportError::TooMuchText.describe(language);
        return Err(Failure(format!("{}: {why}", shown_path(&arguments.file))));
    }
    let mut opened = begun.opened;
    if let Some(path) = &arguments.output {
        if files::symlink_metadata(path).is_ok() {
            let why = language.pick("đã có tệp này nên không ghi đè", "the file is there and is not overwritten");
            return Err(Failure(format!("{}: {why}", shown_path(path))));
        }
        opened.report.move_to(path.clone());
    }
    let saved = opened.report.save(&RealDisk, &opened.definition, &opened.answers, None);
    saved.map_err(|error| Failure(error.describe(language)))?;
    if let Err(error) = begin::office(&cli.workspace) {
        tell(&error.describe(language));
    }
    let path = shown_path(opened.report.path());
    // What follows from the period is confirmed, too: it may have been otherwise.
    let (count, waiting, rest) = (begun.recognised, opened.answers.unconfirmed.len(), begun.rest.len());
    let mut lines = match language {
        Language::Vi => {
            format!("{path}: {count} câu lấy từ báo cáo cũ; {waiting} câu chờ xác nhận (~); {rest} đoạn chưa có chỗ.\n")
        }
        Language::En => {
            format!(
                "{path}: {count} answers from the old report; {waiting} to be confirmed (~); {rest} paragraphs without a place.\n"
            )
        }
    };
    if let Some(encoding) = old.encoding {
        let told = language.pick("chữ viết theo bảng mã", "its text was in the encoding");
        lines.push_str(&format!("{}: {told} {encoding}\n", shown_path(&arguments.file)));
    }
    for field in opened.answers.unconfirmed.iter().map(|field| &opened.definition[*field]) {
        lines.push_str(&format!("{path}: ~ {}\n", field.label.text(language)));
    }
    let nowhere = language.pick("chưa có chỗ", "without a place");
    for paragraph in &begun.rest {
        lines.push_str(&format!("{path}: {nowhere}: {}\n", shown_line(paragraph)));
    }
    cli.print(&lines)?;
    Ok(ExitCode::SUCCESS)
}
