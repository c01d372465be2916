//! The open report beside that of the period before: all figures, and how the answers differ.

use crate::app::current::Current;
use crate::app::difference::listed;
use crate::app::export::{bytes, write};
use crate::app::figures;
use crate::export::{FormatName, PLAIN_WIDTH, plain_text};
use crate::report::difference::differences;
use crate::report::period::Period;
use crate::session::Session;
use crate::session::open_report::{Kind, OpenReport};
use crate::store::describe_io;
use crate::text::visible::shown_path;
use crate::ui::context::Context;
use crate::ui::dialogs::Dialog;
use crate::ui::effect::{Effect, Reading};
use crate::ui::strings as s;

/// Columns that a page of figures takes at least and at most.
const WIDTH: std::ops::Range<usize> = 40..110;

/// All figures, to read before signing.
#[must_use]
pub(crate) fn read_figures(report: &OpenReport, context: &Context) -> Effect {
    let language = context.language;
    // The profile of an office has none.
    if report.kind == Kind::Office {
        return Effect::Notify(s::NO_DOCUMENT.of(language).to_owned());
    }
    Effect::Read(Reading {
        path: report.path().to_owned(),
        title: s::FIGURES_TITLE,
        reason: s::FIGURES_NOTE.of(language).to_owned(),
        text: figures_text(&report.session, context),
        is_figures: true,
    })
}

/// The page of figures, as wide as the screen lets it be.
#[must_use]
pub(crate) fn figures_text(session: &Session, context: &Context) -> String {
    let page = figures::page(session.with_earlier(), context.language);
    plain_text(&page, usize::from(context.area.width.saturating_sub(4)).clamp(WIDTH.start, WIDTH.end))
}

/// Writes the same page as a Word file beside the report: what came of it.
pub(crate) fn write_figures(current: &mut Current, context: &Context) -> Vec<Effect> {
    let language = context.language;
    let Some(report) = &current.report else { return Vec::new() };
    let page = figures::page(report.session.with_earlier(), language);
    let path = report.path().with_extension(figures::ENDING);
    let told = bytes(&page, FormatName::Word, PLAIN_WIDTH, &context.workspace.folders, language)
        .map_err(|error| describe_io(&error, language))
        .and_then(|(bytes, _)| {
            write(&path, &bytes, &mut current.index, language).map_err(|error| describe_io(&error.source, language))
        });
    let told = told.unwrap_or_else(|why| s::EXPORT_FAILED.fill(language, &[&shown_path(&path), &why]));
    vec![Effect::Ask(Dialog::message(s::EXPORT_TITLE.of(language), told))]
}

/// How the answers differ from those of the period before.
#[must_use]
pub(crate) fn compare_earlier(report: &OpenReport, context: &Context) -> Effect {
    let (language, session) = (context.language, &report.session);
    let Some(earlier) = &session.earlier else {
        return Effect::Notify(s::NO_EARLIER.of(language).to_owned());
    };
    let found = differences(&session.definition, &earlier.answers, &session.answers);
    let words = |period: Option<Period>, or: &str| period.map_or_else(|| or.to_owned(), Period::name);
    let was = words(earlier.period, s::PREVIOUS.of(language));
    let is = words(session.answers.period(&session.definition), s::NOW.of(language));
    Effect::Read(Reading {
        path: report.path().to_owned(),
        title: s::BESIDE_TITLE,
        reason: s::BESIDE_NOTE.fill(language, &[&shown_path(&earlier.path)]),
        text: listed(&session.definition, &found, [&was, &is], language),
        is_figures: false,
    })
}
