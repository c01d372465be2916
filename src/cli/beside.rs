//! `baocao diff` and `baocao figures`: a report beside another.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::app::earlier::{self, named};
use crate::app::figures::{ENDING, page};
use crate::app::{difference, export};
use crate::export::{FORMATS, FormatName};
use crate::report::comparison::{Answered, WithEarlier};
use crate::report::difference::differences;
use crate::report::evaluation::Evaluation;
use crate::report::period::Period;
use crate::session::earlier::Earlier;
use crate::store::describe_io;
use crate::store::index::Index;
use crate::text::message::messages;
use crate::text::visible::shown_path;

use super::output::print_bytes;
use super::{Cli, Failure};

messages! {
    OTHER_TYPE: "{}: không cùng loại báo cáo với {}", "{}: not of the same type as {}";
}

#[derive(Debug, clap::Args)]
pub(crate) struct FiguresArguments {
    file: PathBuf,
    /// Báo cáo kỳ trước; bỏ trống thì tự tìm trong thư mục báo cáo (the report before; else it is looked for)
    #[arg(long, alias = "voi", value_name = "FILE")]
    with: Option<PathBuf>,
    /// docx, txt, md hoặc html
    #[arg(long, value_parser = format_named, default_value = "txt")]
    to: FormatName,
    /// Tệp kết quả; bỏ trống thì in ra màn hình, docx ghi cạnh báo cáo (where to)
    #[arg(short, long)]
    output: Option<PathBuf>,
}

fn format_named(id: &str) -> Result<FormatName, String> {
    FormatName::of_id(id).ok_or_else(|| FORMATS.map(|format| format.id).join(", "))
}

/// Columns of the page as text.
const WIDTH: usize = 100;

/// Prints or writes the figures of a report beside those of the period before.
///
/// # Errors
/// A report cannot be opened, or the page cannot be written.
pub(super) fn figures(cli: &Cli, arguments: &FiguresArguments) -> Result<ExitCode, Failure> {
    let FiguresArguments { file, with, to, output } = arguments;
    let opened = cli.open(file)?;
    let (definition, answers) = (&opened.definition, &opened.answers);
    let evaluation = Evaluation::of(definition, answers, cli.workspace.today);
    let before: Option<Earlier> = match with {
        None => {
            let index = Index::load(&cli.workspace.folders.index());
            earlier::find(file, (definition, answers), &index, &cli.workspace)
        }
        Some(path) => {
            let found = named(path, definition, &cli.workspace);
            let found = found.map_err(|error| Failure(error.describe(cli.language)))?;
            Some(found.ok_or_else(|| other_type(cli, path, file))?)
        }
    };
    let both = WithEarlier {
        definition,
        now: Answered { answers, evaluation: &evaluation },
        before: before.as_ref().map(Earlier::of_period),
    };
    let page = page(both, cli.language);
    let (bytes, _) = export::bytes(&page, *to, WIDTH, &cli.workspace.folders, cli.language)
        .map_err(|error| Failure(describe_io(&error, cli.language)))?;
    match output {
        Some(path) if path.as_os_str() != "-" => cli.to_file(path, &bytes)?,
        None if !to.format().is_text => cli.to_file(&file.with_extension(ENDING), &bytes)?,
        _ => print_bytes(&bytes, cli.language)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints how the answers of two reports differ. 0 where they do not, 1 where they do.
///
/// # Errors
/// One cannot be opened, or they are of two types.
pub(super) fn diff(cli: &Cli, one: &Path, other: &Path) -> Result<ExitCode, Failure> {
    let (before, after) = (cli.open(one)?, cli.open(other)?);
    if !before.definition.asks_the_same(&after.definition) {
        return Err(other_type(cli, other, one));
    }
    let found = differences(&after.definition, &before.answers, &after.answers);
    let periods = [&before, &after].map(|opened| opened.answers.period(&opened.definition).map(Period::name));
    let names = match periods {
        [Some(was), Some(is)] if was != is => [was, is],
        _ => [one, other].map(shown_path),
    };
    let [was, is] = &names;
    cli.print(&format!("{}\n", difference::listed(&after.definition, &found, [was, is], cli.language).trim_end()))?;
    Ok(ExitCode::from(u8::from(!found.is_empty())))
}

fn other_type(cli: &Cli, one: &Path, other: &Path) -> Failure {
    Failure(OTHER_TYPE.fill(cli.language, &[&shown_path(one), &shown_path(other)]))
}
