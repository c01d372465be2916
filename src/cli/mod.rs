//! The command line: open, new, export, import, check, recover, types, typing; each with a Vietnamese name.

mod authors;
mod beside;
mod check;
mod export;
mod import;
pub mod output;
pub(crate) mod recover;
pub mod types;
pub(crate) mod typing;
mod usage;

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::app::Workspace;
use crate::app::environment::Environment;
use crate::store::folders::Folders;
use crate::store::report_file::{OpenedReport, ReportFile};
use crate::store::settings::{Colour, Settings, SettingsFile};
use crate::store::type_files::TypeOnDisk;
use crate::store::{describe_io, files, local};
use crate::text::language::Language;
use crate::text::visible::{shown, shown_line, shown_path};
use crate::ui::{self, Start};

use output::{print, tell};

/// Viết báo cáo hành chính bằng biểu mẫu, trong cửa sổ dòng lệnh.
/// (Writes Vietnamese administrative reports from a form, in the terminal.)
#[derive(Debug, Default, Parser)]
#[command(name = "baocao", version)]
struct Arguments {
    /// Báo cáo cần mở; bỏ trống để xem danh sách (the report to open)
    file: Option<PathBuf>,
    #[command(flatten)]
    looks: Looks,
    #[command(flatten)]
    place: HomeArguments,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Clone, Copy, Default, clap::Args)]
struct Looks {
    /// Ngôn ngữ giao diện (language of the interface)
    #[arg(long, global = true, value_enum)]
    lang: Option<LanguageName>,
    /// Màu (colours)
    #[arg(long, global = true, value_enum, alias = "mau")]
    colour: Option<ColourName>,
    /// Vẽ khung bằng ký tự ASCII (frames of ASCII)
    #[arg(long, global = true)]
    ascii: bool,
}

#[derive(Debug, Default, clap::Args)]
struct HomeArguments {
    /// Để mọi thứ trong thư mục này (keep everything in this folder)
    #[arg(long, global = true, value_name = "DIR")]
    home: Option<PathBuf>,
    /// Máy chủ dùng chung: chỉ biểu mẫu, không ra khỏi thư mục --home (shared server: the form alone)
    #[arg(long, requires = "home")]
    kiosk: bool,
}

impl Arguments {
    /// Those of a start with nothing but perhaps an answers file. Most starts are such, and spare
    /// the time and memory of building every command and switch.
    fn plain(mut given: impl Iterator<Item = OsString>) -> Option<Self> {
        let file = given.next().map(PathBuf::from);
        let is_answers = |file: &PathBuf| {
            file.extension().is_some_and(|ending| ending == "toml")
                && !file.as_os_str().as_encoded_bytes().starts_with(b"-")
        };
        let plain = file.as_ref().is_none_or(is_answers) && given.next().is_none();
        plain.then(|| Arguments { file, ..Arguments::default() })
    }
}

impl HomeArguments {
    fn folders(&self, language: Language) -> Result<Folders, Failure> {
        let no_home = language.pick(
            "không tìm thấy thư mục của người dùng; hãy đặt biến HOME, hoặc thêm --home THƯ-MỤC",
            "there is no home folder; set HOME, or add --home FOLDER",
        );
        match &self.home {
            Some(home) if self.kiosk => Folders::confined(home)
                .map_err(|error| Failure(format!("{}: {}", shown_path(home), describe_io(&error, language)))),
            Some(home) => Ok(Folders::under(&absolute(home))),
            None => Folders::of_user().ok_or_else(|| Failure(no_home.to_owned())),
        }
    }
}

/// A path that counts from wherever the program is.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LanguageName {
    Vi,
    En,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ColourName {
    #[value(alias = "khong")]
    None,
    #[value(name = "8")]
    Eight,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Mở một báo cáo (open a report)
    #[command(visible_alias = "mo")]
    Open { file: PathBuf },
    /// Làm báo cáo mới (begin a report)
    #[command(visible_alias = "moi")]
    New {
        /// Loại báo cáo, xem `baocao types` (its type)
        type_id: String,
        /// Báo cáo cũ để lấy tên, nơi, người ký; số liệu cũ chỉ hiện mờ (an earlier report to begin from)
        #[arg(long, alias = "tu", value_name = "FILE")]
        from: Option<PathBuf>,
    },
    /// Xuất văn bản ra tệp (export the document)
    #[command(visible_alias = "xuat")]
    Export(export::Arguments),
    /// Kiểm tra báo cáo: còn thiếu gì, mâu thuẫn gì; soát chữ một văn bản (check the answers; proofread a text)
    #[command(visible_alias = "kiem-tra")]
    Check(check::Arguments),
    /// So hai báo cáo cùng loại: câu nào khác (how two reports of a type differ)
    #[command(visible_alias = "so")]
    Diff { before: PathBuf, after: PathBuf },
    /// Mọi số liệu của báo cáo trên một trang, cạnh kỳ trước (all figures on a page, beside those of the period before)
    #[command(visible_alias = "so-lieu")]
    Figures(beside::FiguresArguments),
    /// Xem, lấy lại hoặc bỏ những gì chưa kịp lưu khi chương trình bị ngắt (what a cut-off left)
    #[command(visible_alias = "khoi-phuc")]
    Recover(recover::Arguments),
    /// Lấy lại báo cáo cũ (.docx, .odt, .txt, .md) thành bản nháp (begin a draft from an old report)
    #[command(visible_alias = "nhap")]
    Import(import::Arguments),
    /// Các loại báo cáo (list the report types)
    #[command(visible_alias = "loai")]
    Types {
        #[command(subcommand)]
        command: Option<TypesCommand>,
    },
    /// Thử gõ tiếng Việt: đọc phím từng dòng, in ra chữ (what keystrokes make, a line at a time)
    #[command(visible_alias = "go")]
    Typing(typing::Arguments),
}

#[derive(Debug, Subcommand)]
enum TypesCommand {
    /// Soát một tệp loại báo cáo: mọi lỗi với dòng, cột (check a type file)
    #[command(visible_alias = "kiem-tra")]
    Check { file: PathBuf },
    /// Viết lại một tệp loại báo cáo cũ: mỗi trường, mỗi đoạn một dòng (rewrite a type of the old form)
    #[command(visible_alias = "chuyen")]
    Convert { file: PathBuf },
    /// Viết một loại báo cáo nhỏ để sửa thành loại của mình (write a small type, to change into one's own)
    #[command(visible_alias = "moi")]
    New { name: String },
    /// Xem biểu mẫu và văn bản của một loại, xem lại mỗi khi lưu (show the form and the page, again when saved)
    #[command(visible_alias = "xem")]
    Preview {
        file: PathBuf,
        /// Tệp báo cáo; bỏ trống thì lấy ví dụ đầu tiên (answers; else the first example)
        answers: Option<PathBuf>,
    },
}

/// What went wrong, in words for the person at the command line.
#[derive(Debug, thiserror::Error)]
#[error("{}", shown(.0))]
pub struct Failure(String);

/// What the commands work with.
struct Cli {
    workspace: Workspace,
    language: Language,
}

/// Runs the program as its arguments say.
///
/// # Errors
/// What went wrong, for standard error.
pub fn run() -> Result<ExitCode, Failure> {
    let mut environment = Environment::read();
    let plain = Arguments::plain(std::env::args_os().skip(1));
    let arguments = match plain.map_or_else(Arguments::try_parse, Ok) {
        Ok(arguments) => arguments,
        Err(error) => {
            let language = usage::language(std::env::args(), &environment);
            if error.use_stderr() {
                tell(&usage::describe(&error, language));
                return Ok(ExitCode::from(2));
            }
            return print(&error.to_string(), language).map(|()| ExitCode::SUCCESS);
        }
    };
    environment.language = arguments.looks.lang.map(|name| match name {
        LanguageName::Vi => Language::Vi,
        LanguageName::En => Language::En,
    });
    environment.colour = arguments.looks.colour.map(|name| match name {
        ColourName::None => Colour::None,
        ColourName::Eight => Colour::Eight,
    });
    environment.ascii = arguments.looks.ascii;
    let language = environment.language(&Settings::default());
    let folders = arguments.place.folders(language)?;
    let open = |file: PathBuf| Start::Open(absolute(&file));
    match arguments.command {
        None => interface(folders, environment, arguments.file.map_or(Start::Home, open)),
        Some(Command::Open { file }) => interface(folders, environment, open(file)),
        Some(Command::New { type_id, from }) => {
            let start = match from {
                Some(earlier) => Start::NewFrom(type_id, absolute(&earlier)),
                None => Start::New(type_id),
            };
            interface(folders, environment, start)
        }
        Some(_) if files::is_confined() => {
            let why = language.pick(
                "--kiosk chỉ mở biểu mẫu, không chạy lệnh khác",
                "with --kiosk there is the form only, no other command",
            );
            Err(Failure(why.to_owned()))
        }
        Some(Command::Typing(how)) => typing::run(how, language).map(|()| ExitCode::SUCCESS),
        Some(command) => {
            let (settings, _) = SettingsFile::load(&folders.settings());
            let language = environment.language(&settings.settings);
            let folders = folders.with_reports(settings.settings.folder.clone());
            Cli { workspace: Workspace::new(folders, local(jiff::Timestamp::now()).date()), language }.command(command)
        }
    }
}

fn interface(folders: Folders, environment: Environment, start: Start) -> Result<ExitCode, Failure> {
    let language = environment.language(&SettingsFile::load(&folders.settings()).0.settings);
    if !io::stdout().is_terminal() {
        return Err(Failure(
            language
                .pick(
                    "đầu ra không phải là cửa sổ dòng lệnh. Hãy chạy lại, không kèm dấu > hoặc | phía sau.",
                    "the output is no terminal. Run it again without a > or | behind it.",
                )
                .to_owned(),
        ));
    }
    // A report that is there opens wherever it is; without these folders there is no list, and settings are not kept.
    let opens = matches!(&start, Start::Open(file) if files::exists(file));
    if let Err((folder, error)) = folders.create().or_else(|failed| if opens { Ok(()) } else { Err(failed) }) {
        let why = language.pick("không tạo được thư mục này", "the folder cannot be made");
        return Err(Failure(format!("{}: {why}: {}", shown_path(folder), describe_io(&error, language))));
    }
    let ended = ui::run(folders, environment, start).map_err(|error| {
        let why = language.pick("không dùng được cửa sổ dòng lệnh", "the terminal cannot be used");
        Failure(format!("{why}: {}", describe_io(&error, language)))
    })?;
    for receipt in ended.receipts {
        print(&format!("{receipt}\n"), language)?;
    }
    Ok(ExitCode::from(u8::from(ended.is_unsaved)))
}

impl Cli {
    /// Prints a text on standard output.
    fn print(&self, text: &str) -> Result<(), Failure> {
        print(text, self.language)
    }

    fn command(&self, command: Command) -> Result<ExitCode, Failure> {
        match command {
            Command::Export(arguments) => self.export(&arguments),
            Command::Check(arguments) => check::run(self, &arguments),
            Command::Diff { before, after } => beside::diff(self, &before, &after),
            Command::Figures(arguments) => beside::figures(self, &arguments),
            Command::Import(arguments) => import::run(self, &arguments),
            Command::Recover(arguments) => recover::run(self, &arguments),
            Command::Types { command: None } => {
                self.print(&types::list(&self.workspace.library, self.language))?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Types { command: Some(TypesCommand::Check { file }) } => self.check_type(&file),
            Command::Types { command: Some(TypesCommand::Convert { file }) } => {
                self.print(&types::convert(&file, self.language).map_err(Failure)?)?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Types { command: Some(TypesCommand::New { name }) } => {
                authors::new(self, &name).map(|()| ExitCode::SUCCESS)
            }
            Command::Types { command: Some(TypesCommand::Preview { file, answers }) } => {
                authors::preview(self, &file, answers.as_deref()).map(|()| ExitCode::SUCCESS)
            }
            Command::Open { .. } | Command::New { .. } | Command::Typing(_) => Ok(ExitCode::SUCCESS),
        }
    }

    fn open(&self, file: &Path) -> Result<OpenedReport, Failure> {
        ReportFile::open(file, &self.workspace.library, self.workspace.year())
            .map_err(|error| Failure(error.describe(self.language)))
    }

    fn check_type(&self, file: &Path) -> Result<ExitCode, Failure> {
        let read = TypeOnDisk::read(file).map_err(|(path, error)| {
            Failure(format!("{}: {}", shown_path(&path), describe_io(&error, self.language)))
        })?;
        let name = shown_path(file);
        let mistakes = types::check(&self.workspace.library, read.files(), self.workspace.today);
        let mut lines = String::new();
        for mistake in &mistakes {
            lines.push_str(&format!("{}\n", shown_line(&mistake.display(self.language).to_string())));
        }
        if mistakes.is_empty() {
            lines = format!("{name}: {}\n", self.language.pick("không có lỗi", "no mistakes"));
        }
        self.print(&lines)?;
        Ok(ExitCode::from(u8::from(!mistakes.is_empty())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_start_is_what_the_parser_makes_of_it() {
        for (arguments, is_plain) in [
            (&[][..], true),
            (&["bao-cao.toml"], true),
            (&["/cho/khac/bao cao.2026.toml"], true),
            (&["moi.toml"], true),
            (&["-x.toml"], false),
            (&["--home=a.toml"], false),
            (&["loai"], false),
            (&["bao-cao.txt"], false),
            (&["a.toml", "--ascii"], false),
            (&["moi", "a.toml"], false),
        ] {
            let plain = Arguments::plain(arguments.iter().map(OsString::from));
            assert_eq!(plain.is_some(), is_plain, "{arguments:?}");
            if let Some(plain) = plain {
                let parsed = Arguments::try_parse_from([&["baocao"], arguments].concat()).expect("parses");
                assert_eq!(format!("{plain:?}"), format!("{parsed:?}"));
            }
        }
    }
}
