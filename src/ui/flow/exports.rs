//! Exports: in what form the document leaves the program, and where it is then.

use crate::document::Document;
use crate::export::{FORMATS, FormatName, Options, PLAIN_WIDTH, export, plain_text};
use crate::store::describe_io;
use crate::store::export_file;
use crate::store::export_file::fetch_command;
use crate::text::visible::shown_path;

use crate::ui::overlay::{Chooser, Item, Overlay, Purpose};
use crate::ui::paper;
use crate::ui::review::{self, Review};
use crate::ui::session::Session;
use crate::ui::state::{Effect, Screen, State};
use crate::ui::strings as s;

/// A line of the list of exports.
#[derive(Debug, Clone, Copy)]
enum Export {
    File {
        format: FormatName,
        draft: bool,
    },
    /// The text goes to the clipboard of the terminal.
    Copy,
}

/// The lines in their order: the formats, the first of them as a draft too, the clipboard.
fn exports() -> impl Iterator<Item = Export> {
    let file = |draft| move |format: &crate::export::Format| Export::File { format: format.name, draft };
    let [first, rest @ ..] = &FORMATS;
    [file(false)(first), file(true)(first)].into_iter().chain(rest.iter().map(file(false))).chain([Export::Copy])
}

/// How many findings are named where the document cannot be official yet.
const NAMED: usize = 5;

impl State {
    pub(super) fn choose_export(&mut self) {
        let language = self.language;
        let item = |export| match export {
            Export::File { format, draft } => {
                let format = format.format();
                let name = language.pick(format.vi, format.en);
                let ending = format!(".{}", format.ending(draft));
                if draft { Item::new(s::EXPORT_DRAFT.of(language), ending) } else { Item::new(name, ending) }
            }
            Export::Copy => Item::new(s::EXPORT_COPY.of(language), ""),
        };
        let chooser = Chooser::new(s::EXPORT_TITLE.of(language), Purpose::Export, exports().map(item).collect());
        self.overlay = Some(Overlay::Chooser(chooser));
    }

    /// The n-th line of the list of exports.
    pub(super) fn export_chosen(&mut self, item: usize) -> Option<Effect> {
        match exports().nth(item)? {
            Export::File { format, draft } => {
                self.export(format, draft);
                None
            }
            Export::Copy => self.copy_text(),
        }
    }

    /// What follows where the official document was refused.
    pub(super) fn incomplete_chosen(&mut self, item: usize) {
        match item {
            0 => self.screen = Screen::Review(Review::default()),
            1 => self.export(FormatName::Word, true),
            _ => {}
        }
    }

    fn export(&mut self, format: FormatName, draft: bool) {
        let language = self.language;
        let Some(work) = &self.work else { return };
        if format.format().is_official && !draft {
            let missing = missing(&work.session, language);
            if !missing.is_empty() {
                return self.refuse(&missing);
            }
        }
        let path = work.path().with_extension(format.format().ending(draft));
        let document = document(&work.session, draft);
        let (measures, remarks) = paper::measures(&self.folders, language);
        let options = Options { width: PLAIN_WIDTH, measures };
        let shown = shown_path(&path);
        let bytes = match export(&document, format, &options) {
            Ok(bytes) => bytes,
            Err(error) => return self.tell(s::EXPORT_FAILED.fill(language, &[&shown, &describe_io(&error, language)])),
        };
        let written = export_file::write_own(&path, &bytes, &mut self.recent);
        let mut told = match &written {
            Ok(exported) => paper::told(exported, &path, bytes.len(), language),
            Err(error) => s::EXPORT_FAILED.fill(language, &[&shown, &describe_io(&error.source, language)]),
        };
        // Who is kept to the form has no other command to fetch with.
        if written.is_ok()
            && !self.folders.is_confined()
            && let Some(command) = fetch_command(&path)
        {
            let fetch = s::EXPORT_FETCH.fill(language, &[&command]);
            told = format!("{told}\n{fetch}");
            // On the normal screen it can be copied in one line.
            if !self.receipts.contains(&fetch) {
                self.receipts.push(fetch);
            }
        }
        for remark in remarks.iter().filter(|_| format.format().is_printed) {
            told = format!("{told}\n{remark}");
        }
        self.tell(told);
    }

    fn tell(&mut self, text: String) {
        self.overlay = Some(Overlay::message(s::EXPORT_TITLE.of(self.language), text));
    }

    fn refuse(&mut self, missing: &[String]) {
        let language = self.language;
        let mut named: Vec<&str> = missing.iter().take(NAMED).map(String::as_str).collect();
        if missing.len() > NAMED {
            named.push("…");
        }
        let note = s::EXPORT_REFUSED.fill(language, &[&missing.len(), &named.join("; ")]);
        let items = [s::SEE_MISSING, s::EXPORT_DRAFT, s::CLOSE].map(|text| Item::new(text.of(language), ""));
        let chooser = Chooser::new(s::EXPORT_TITLE.of(language), Purpose::Incomplete, items.to_vec());
        self.overlay = Some(Overlay::Chooser(chooser.with_note(note)));
    }

    fn copy_text(&mut self) -> Option<Effect> {
        let work = self.work.as_ref()?;
        let text = plain_text(&document(&work.session, false), PLAIN_WIDTH);
        self.tell(s::COPY_SENT.fill(self.language, &[&text.chars().count()]));
        Some(Effect::Copy(text))
    }
}

fn document(session: &Session, draft: bool) -> Document {
    paper::document(&session.definition, &session.answers, &session.evaluation, draft)
}

/// What keeps the document from being official: where an answer lacks, is wrong or contradicts.
fn missing(session: &Session, language: crate::text::language::Language) -> Vec<String> {
    let serious = session.diagnostics.iter().filter(|finding| finding.severity.is_serious());
    serious.map(|finding| review::place_of(session, finding, NAME, language)).collect()
}

/// Columns for the name of an entry.
const NAME: usize = 60;
