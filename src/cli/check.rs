//! `baocao check`: what is wrong with reports, a finding a line; `--text`: with any text; `--rules`: what is looked for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use crate::app::proofreading::{LookedOver, look_over};
use crate::check::codes;
use crate::check::rules::DATA_RULES;
use crate::check::{Diagnostic, Severity};
use crate::import::{MAX_FILE, by_ending};
use crate::proof::{RULES, Rule, paragraphs, proofread_text, source};
use crate::report::answers::place_words;
use crate::report::definition;
use crate::report::evaluation::answered;
use crate::store::answers_file::{Note, Places};
use crate::store::names::{JOURNAL, sidecar_path};
use crate::store::report_file::{OpenedReport, ReportFile};
use crate::store::{describe_io, files, reading};
use crate::text::language::Language;
use crate::text::message::{Message, messages};
use crate::text::visible::{shown_line, shown_path};

use super::output::tell;
use super::{Cli, Failure};

messages! {
    UNSAVED: "có chữ chưa lưu, không có trong tệp này: lưu báo cáo đang mở, hoặc mở lại báo cáo sau lần bị ngắt (baocao recover).", "there are unsaved words, which are not in this file: save the report that is open, or open it again after the interruption (baocao recover).";
    CLEAN: "không thấy lỗi chữ", "nothing found";
    SUM: "{} tệp: {} thiếu, {} lỗi, {} cảnh báo, {} gợi ý.", "{} files: {} missing, {} errors, {} warnings, {} hints.";
    UNREAD: " Không đọc được {} tệp.", " {} could not be read.";
    AS_TEXT: "Để soát chữ của tệp ấy: baocao check --text {}", "To proofread that file: baocao check --text {}";
    BY_HAND: "đoạn viết tay: {}", "written by hand: {}";
}

/// A file of which nothing could be read.
const UNREADABLE: u8 = 2;

/// The code of what a file has and the program does not know.
const NOTE: &str = "F01";
/// The code of words that are in no file yet.
const NOT_SAVED: &str = "F02";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Báo cáo cần kiểm tra (the reports to check)
    #[arg(required_unless_present_any = ["text", "rules"])]
    files: Vec<PathBuf>,
    /// Soát chữ các tệp .txt, .md, .docx, .odt này (proofread these files)
    #[arg(long, alias = "van-ban", num_args = 1.., conflicts_with_all = ["files", "rules"])]
    text: Vec<PathBuf>,
    /// Liệt kê các quy tắc soát chữ (list the rules of proofreading)
    #[arg(long, alias = "quy-tac", conflicts_with = "files")]
    rules: bool,
    /// Dạng kết quả: từng dòng, hay JSON (a line a finding, or JSON)
    #[arg(long, alias = "dang", value_enum, default_value_t)]
    format: Form,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    #[default]
    Text,
    Json,
}

/// A finding as the command tells it.
#[derive(Debug, Serialize)]
struct Told<'a> {
    file: &'a str,
    /// Both from 1; of a Word file the paragraph and the letter in it.
    line: usize,
    column: usize,
    level: &'static str,
    code: &'a str,
    text: String,
    /// What is meant instead, where that is sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<&'a str>,
    /// Why it is silenced: then it is only told here.
    #[serde(skip_serializing_if = "Option::is_none")]
    silenced: Option<&'a str>,
}

/// What was found in all files, and what is printed of it.
struct Output {
    form: Form,
    language: Language,
    lines: Vec<String>,
    /// Missing, errors, warnings, hints.
    counts: [usize; 4],
    /// Files of which nothing could be read.
    unread: usize,
}

impl Output {
    fn add(&mut self, severity: Severity, told: &Told<'_>) -> Result<(), Failure> {
        if told.silenced.is_none() {
            let [missing, errors, warnings, hints] = &mut self.counts;
            *match severity {
                Severity::Missing | Severity::Unconfirmed => missing,
                Severity::Error => errors,
                Severity::Warning => warnings,
                Severity::Hint => hints,
            } += 1;
        }
        match self.form {
            Form::Json => self.lines.push(serde_json::to_string(told).map_err(|error| Failure(error.to_string()))?),
            Form::Text if told.silenced.is_some() => {}
            Form::Text => {
                let Told { file, line, column, level, code, text, .. } = told;
                self.lines.push(shown_line(&format!("{file}:{line}:{column}: {level}: {text} [{code}]")).into_owned());
            }
        }
        Ok(())
    }

    /// Says something of a whole file, where a person reads it.
    fn say(&mut self, line: String) {
        if self.form == Form::Text {
            self.lines.push(line);
        }
    }

    /// What is printed at the end, and how the command ends: 0 where nothing above a hint was found, 1 where something was, 2
    /// where a file could not be read.
    fn end(mut self, cli: &Cli, files: usize) -> Result<ExitCode, Failure> {
        let [missing, errors, warnings, hints] = self.counts;
        if files > 1 {
            let read = files - self.unread;
            let mut sum = SUM.fill(self.language, &[&read, &missing, &errors, &warnings, &hints]);
            if self.unread > 0 {
                sum += &UNREAD.fill(self.language, &[&self.unread]);
            }
            self.say(sum);
        }
        let text = match self.form {
            Form::Json if self.lines.is_empty() => "[]\n".to_owned(),
            Form::Json => format!("[\n{}\n]\n", self.lines.join(",\n")),
            Form::Text if self.lines.is_empty() => String::new(),
            Form::Text => self.lines.join("\n") + "\n",
        };
        cli.print(&text)?;
        let code = if self.unread > 0 { UNREADABLE } else { u8::from(missing + errors + warnings > 0) };
        Ok(ExitCode::from(code))
    }
}

/// Checks reports, or texts.
///
/// # Errors
/// Standard output refuses.
pub(super) fn run(cli: &Cli, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Arguments { files, text, rules: lists_rules, format } = arguments;
    if *lists_rules {
        return rules(cli);
    }
    for line in cli.workspace.unreadable_words(cli.language) {
        tell(&line);
    }
    let counts = [0; 4];
    let mut output = Output { form: *format, language: cli.language, lines: Vec::new(), counts, unread: 0 };
    for file in files {
        match ReportFile::open(file, &cli.workspace.library, cli.workspace.year()) {
            Ok(opened) => report(cli, file, &opened, &mut output)?,
            Err(error) => {
                tell(&error.describe(cli.language));
                let ending = file.extension().unwrap_or_default().to_string_lossy();
                if by_ending(&ending).is_some() {
                    tell(&AS_TEXT.fill(cli.language, &[&shown_path(file)]));
                }
                output.unread += 1;
            }
        }
    }
    for file in text {
        match read(cli, file) {
            Ok(passages) => proofread_file(cli, file, &passages, &mut output)?,
            Err(why) => {
                tell(&why);
                output.unread += 1;
            }
        }
    }
    output.end(cli, files.len() + text.len())
}

/// All that is found in a report.
fn report(cli: &Cli, file: &Path, opened: &OpenedReport, output: &mut Output) -> Result<(), Failure> {
    let looked = look_over(opened, &cli.workspace, cli.language);
    let name = shown_path(file);
    let before = output.counts;
    for note in &opened.notes {
        let text = note.describe(cli.language);
        let (level, line) = (Severity::Warning.name(cli.language), note.line.max(1));
        let told = Told { file: &name, line, column: 1, level, code: NOTE, text, right: None, silenced: None };
        output.add(Severity::Warning, &told)?;
    }
    let unsaved = cli.unsaved(file);
    if let Some(text) = unsaved {
        let level = Severity::Error.name(cli.language);
        let told = Told { file: &name, line: 1, column: 1, level, code: NOT_SAVED, text, right: None, silenced: None };
        output.add(Severity::Error, &told)?;
    }
    let places = Places::of(opened.report.file().text());
    for finding in &looked.findings {
        let told = told(cli, &name, opened, &looked, &places, finding);
        output.add(finding.severity, &told)?;
    }
    let [missing, errors, warnings, _] = output.counts;
    if [missing, errors, warnings] == before[..3] {
        let given = answered(&opened.definition, &opened.answers, &looked.evaluation);
        output.say(format!("{name}: {}", sound(given, cli.language)));
    }
    Ok(())
}

/// A finding with its place in the file, and in words.
fn told<'a>(
    cli: &Cli,
    file: &'a str,
    opened: &OpenedReport,
    looked: &LookedOver,
    places: &Places,
    finding: &'a Diagnostic,
) -> Told<'a> {
    let OpenedReport { definition, answers, .. } = opened;
    let at = finding.part.as_ref().map(|part| part.start);
    let (line, column) = match &finding.block {
        Some(block) => places.edited(definition, answers, block, at),
        None if finding.severity == Severity::Missing => (places.entry(definition, answers, finding.path, None).0, 1),
        None => places.entry(definition, answers, finding.path, at),
    };
    Told {
        file,
        line,
        column,
        level: finding.severity.name(cli.language),
        code: &finding.code,
        text: in_words(cli.language, opened, looked, finding),
        right: finding.right.as_deref(),
        silenced: finding.silenced.as_deref(),
    }
}

/// Where a finding is in the form, and what it says: "Tồn tại, hạn chế: …".
fn in_words(language: Language, opened: &OpenedReport, looked: &LookedOver, finding: &Diagnostic) -> String {
    let place = place_words(&opened.definition, finding.path, language);
    let place = looked.evaluation.worded(&opened.definition, &place);
    let is_about_words = finding.block.is_some() && finding.part.is_some();
    let place = if is_about_words { BY_HAND.fill(language, &[&place]) } else { place.into_owned() };
    format!("{place}: {}", finding.message)
}

impl Cli {
    /// What was not as expected in the file, a line each.
    pub(super) fn notes(&self, file: &Path, opened: &OpenedReport) -> String {
        let line = |note: &Note| {
            let level = Severity::Warning.name(self.language);
            format!("{}: {level}: {}\n", shown_path(file), note.describe(self.language))
        };
        opened.notes.iter().map(line).collect()
    }

    /// Words that were typed and are not in the file, as the list of reports marks them: a journal waits.
    pub(super) fn unsaved(&self, file: &Path) -> Option<String> {
        let journal = files::symlink_metadata(&sidecar_path(file, JOURNAL)).ok()?;
        (journal.is_file() && journal.len() > 0).then(|| UNSAVED.of(self.language).to_owned())
    }

    /// A finding as a line.
    pub(super) fn told(&self, file: &Path, opened: &OpenedReport, looked: &LookedOver, finding: &Diagnostic) -> String {
        let places = Places::of(opened.report.file().text());
        let name = shown_path(file);
        let Told { line, column, level, code, text, .. } = told(self, &name, opened, looked, &places, finding);
        format!("{}\n", shown_line(&format!("{name}:{line}:{column}: {level}: {text} [{code}]")))
    }
}

/// What is said of a report in which nothing is missing, wrong or doubtful.
fn sound(given: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("không còn thiếu, không có mâu thuẫn ({given} câu trả lời)."),
        Language::En => format!("nothing is missing, nothing contradicts itself ({given} answers)."),
    }
}

fn read(cli: &Cli, file: &Path) -> Result<Vec<source::Passage>, String> {
    let name = shown_path(file);
    let bytes =
        reading::read(file, MAX_FILE).map_err(|error| format!("{name}: {}", describe_io(&error, cli.language)))?;
    let is_markdown = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    paragraphs::passages(&bytes, is_markdown).map_err(|error| format!("{name}: {}", error.describe(cli.language)))
}

/// What the rules of language find in a text.
fn proofread_file(cli: &Cli, file: &Path, passages: &[source::Passage], output: &mut Output) -> Result<(), Failure> {
    let lists = cli.workspace.word_lists();
    let name = shown_path(file);
    let found = proofread_text(passages, &lists, cli.language);
    for finding in &found {
        let around = match &finding.right {
            Some(_) => format!(" – “{}”", finding.around),
            None => String::new(),
        };
        let told = Told {
            file: &name,
            line: finding.place.line,
            column: finding.place.column,
            level: finding.level.name(cli.language),
            code: finding.code,
            text: format!("{}{around}", finding.message),
            right: finding.right.as_deref(),
            silenced: None,
        };
        output.add(finding.level, &told)?;
    }
    if found.is_empty() {
        output.say(format!("{name}: {}", CLEAN.of(cli.language)));
    }
    Ok(())
}

/// The rules, each with its code, level, what it looks for, and an example: of the answers, of data, of language.
fn rules(cli: &Cli) -> Result<ExitCode, Failure> {
    let language = cli.language;
    let (wrong, right) = language.pick(("Sai", "Đúng"), ("Wrong", "Right"));
    let head = |code: &str, level: Severity, about: Message| {
        format!("{code}  {}: {}.\n", level.name(language), about.of(language))
    };
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let answers = codes::ALL.map(|rule| {
        let head = head(rule.code, rule.level, rule.about);
        // What no file of a few lines can show has no example; "–" is what was taken out.
        let shown = |(from, to): (&str, &str)| {
            if to.is_empty() { format!("– {}", one_line(from)) } else { one_line(to.trim_end_matches("[answers]\n")) }
        };
        let examples = || format!("     {wrong}: {}\n     {right}: {}\n", shown(rule.hit), shown(rule.near_miss));
        if rule.hit.0.is_empty() { head } else { head + &examples() }
    });
    let typed = |answers: &[(&str, &str)]| {
        answers
            .iter()
            .map(|(place, raw)| format!("{place} = {}", raw.replace('\n', " / ")))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let data = DATA_RULES.map(|rule| {
        let (hit, miss) = (typed(rule.hit), typed(rule.near_miss));
        format!("{}     {wrong}: {hit}\n     {right}: {miss}\n", head(rule.code, rule.level, rule.about))
    });
    let words = |rule: &&Rule| {
        let (hit, miss) = (one_line(rule.hit), one_line(rule.near_miss));
        format!("{}     {wrong}: {hit}\n     {right}: {miss}\n", head(rule.code, rule.level, rule.about))
    };
    let words = RULES.iter().map(words);
    let of_types = of_types(cli);
    cli.print(&answers.into_iter().chain(data).chain(words).chain(of_types).collect::<String>())?;
    Ok(ExitCode::SUCCESS)
}

/// The rules of each report type, below its title: what is said once is listed once.
fn of_types(cli: &Cli) -> Vec<String> {
    let (library, language) = (&cli.workspace.library, cli.language);
    let mut listed = Vec::new();
    for definition in library.list().iter().filter_map(|entry| library.load(&entry.id).ok()) {
        let line = |rule: &definition::Rule| {
            let level = if rule.warning { Severity::Warning } else { Severity::Error };
            format!("{}  {}: {}\n", rule.code, level.name(language), rule.message.text(language))
        };
        let lines: BTreeSet<String> = definition.rules.iter().map(line).collect();
        if !lines.is_empty() {
            listed.push(format!("\n{}\n", definition.title.text(language)));
            listed.extend(lines);
        }
    }
    listed
}
