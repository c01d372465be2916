//! `baocao export`: the document as a file.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::app;
use crate::app::export::Draft;
use crate::app::proofreading::look_over;
use crate::check::{Severity, check_by_hand};
use crate::export::{FORMATS, FormatName};
use crate::store::export_file::fetch_command;
use crate::store::index::Index;
use crate::store::{describe_io, files};
use crate::text::message::messages;
use crate::text::visible::shown_path;

use super::output::{print_bytes, tell};
use super::{Cli, Failure};

messages! {
    REFUSED: "Chưa xuất được bản chính thức: còn {} chỗ trên. Bản dự thảo: thêm --draft.", "No official document yet: see the {} above. For a draft, add --draft.";
    NOT_WITHOUT: "Chưa xuất bản chính thức khi còn chữ chưa lưu. Bản dự thảo từ tệp đã lưu: thêm --draft.", "No official document while words are unsaved. For a draft of what is saved, add --draft.";
    UNCONFIRMED: "{} câu chưa xác nhận: mở báo cáo, Ctrl-N tới từng câu, Enter xác nhận (Ctrl-X: cả trang).", "{} are not confirmed: open the report, Ctrl-N goes to each, Enter confirms it (Ctrl-X: the page).";
}

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    file: PathBuf,
    /// docx, txt, md hoặc html
    #[arg(long, value_parser = format_named)]
    to: FormatName,
    /// Tệp kết quả; bỏ trống thì docx ghi cạnh báo cáo, dạng khác in ra màn hình; “-” là in ra màn hình
    /// (where to; else docx beside the report, others to standard output, which is “-”)
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Bản dự thảo: có chữ DỰ THẢO, để trống số và ngày, ghi rõ chỗ thiếu (a draft: number and date are left open,
    /// and what is missing is marked)
    #[arg(long, alias = "du-thao")]
    draft: bool,
    /// Số cột của văn bản thuần (columns of plain text)
    #[arg(long, default_value_t = 80, value_parser = clap::value_parser!(u16).range(40..=400))]
    width: u16,
}

fn format_named(id: &str) -> Result<FormatName, String> {
    FormatName::of_id(id).ok_or_else(|| FORMATS.map(|format| format.id).join(", "))
}

impl Cli {
    /// Exports a report; the official document only when nothing lacks, contradicts itself or waits to be confirmed.
    pub(super) fn export(&self, arguments: &Arguments) -> Result<ExitCode, Failure> {
        let Arguments { file, to, output, draft, width } = arguments;
        let opened = self.open(file)?;
        let notes = self.notes(file, &opened);
        if !notes.is_empty() {
            tell(notes.trim_end());
        }
        let looked = look_over(&opened, &self.workspace, self.language);
        let document = &looked.document;
        let format = to.format();
        let unsaved = self.unsaved(file);
        if !draft {
            let found = app::export::obstacles(&looked.findings);
            if let Some(unsaved) = &unsaved {
                tell(&format!("{}: {unsaved}\n{}", shown_path(file), NOT_WITHOUT.of(self.language)));
                return Ok(ExitCode::FAILURE);
            }
            if !found.is_empty() {
                let lines = found.iter().map(|finding| self.told(file, &opened, &looked, finding));
                let mut refused =
                    format!("{}{}", lines.collect::<String>(), REFUSED.fill(self.language, &[&found.len()]));
                let unconfirmed = found.iter().filter(|finding| finding.severity == Severity::Unconfirmed).count();
                if unconfirmed > 0 {
                    refused = format!("{refused}\n{}", UNCONFIRMED.fill(self.language, &[&unconfirmed]));
                }
                tell(&refused);
                return Ok(ExitCode::FAILURE);
            }
        }
        if let Some(unsaved) = unsaved {
            tell(&format!("{}: {unsaved}", shown_path(file)));
        }
        for finding in check_by_hand(&opened.definition, &opened.answers, document, self.language) {
            tell(self.told(file, &opened, &looked, &finding).trim_end());
        }
        let draft = if *draft { Draft::Draft } else { Draft::Official };
        let outgoing = app::export::outgoing(document, &opened.answers, draft);
        let (bytes, remarks) =
            app::export::bytes(&outgoing, *to, usize::from(*width), &self.workspace.folders, self.language)
                .map_err(|error| Failure(describe_io(&error, self.language)))?;
        match output {
            Some(path) if same_file(path, file) => {
                let why = self.language.pick("đây là chính báo cáo, không ghi đè", "this is the report itself");
                return Err(Failure(format!("{}: {why}", shown_path(path))));
            }
            Some(path) if path.as_os_str() == "-" => print_bytes(&bytes, self.language)?,
            Some(path) => self.to_file(path, &bytes)?,
            None if format.is_text => print_bytes(&bytes, self.language)?,
            None => self.to_file(&file.with_extension(format.ending(draft == Draft::Draft)), &bytes)?,
        }
        for remark in remarks {
            tell(&remark);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Writes the document to a file; an older one in which someone went on writing is kept.
    pub(super) fn to_file(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let path = &super::absolute(path);
        let mut recent = Index::load(&self.workspace.folders.index());
        let told = app::export::write(path, bytes, &mut recent, self.language);
        self.tell(path, &told.map_err(|error| Failure(error.describe(self.language)))?);
        Ok(())
    }

    /// Says on standard error what was written, and how to fetch it.
    fn tell(&self, path: &Path, told: &str) {
        tell(told);
        if let Some(command) = fetch_command(path) {
            tell(&app::export::FETCH.fill(self.language, &[&command]));
        }
    }
}

/// Whether two names are those of one file.
fn same_file(one: &Path, other: &Path) -> bool {
    matches!((files::real(one), files::real(other)), (Ok(one), Ok(other)) if one == other)
}
