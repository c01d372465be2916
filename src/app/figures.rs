//! All figures of a report on one page, beside those of the period before: what a chief reads before signing.

use crate::document::{Align, Block, Document, Role, Run, Table};
use crate::report::answers::{Answers, EntryPath, field_at};
use crate::report::comparison::{Comparison, WithEarlier, figures};
use crate::report::definition::Definition;
use crate::report::field::Kind;
use crate::report::figure_words::{figure_words, signed};
use crate::report::period::Period;
use crate::report::value::{Chosen, Number, Value};
use crate::text::language::Language;
use crate::text::letters::capitalised;
use crate::text::message::messages;

messages! {
    TITLE: "SỐ LIỆU BÁO CÁO", "FIGURES OF THE REPORT";
    FIGURE: "Số liệu", "Figure";
    BEFORE: "Kỳ trước", "Before";
    NOW: "Kỳ này", "Now";
    CHANGE: "Tăng, giảm", "Change";
    NOTE: "Dấu (!): khác kỳ trước hơn {}%, xem lại trước khi ký.", "(!): more than {}% off the period before; look at it before signing.";
    NO_EARLIER: "Không thấy báo cáo kỳ trước cùng loại, cùng đơn vị trong thư mục báo cáo.", "No report of an earlier period, of this type and unit, is in the folder of reports.";
    NO_FIGURES: "Báo cáo chưa có số liệu nào.", "The report has no figures yet.";
    GONE: "{} (kỳ này không có)", "{} (not in this one)";
}

/// How the Word file of the page ends, beside its report.
pub(crate) const ENDING: &str = "so-lieu.docx";

/// The page.
#[must_use]
pub(crate) fn page(both: WithEarlier<'_>, language: Language) -> Document {
    let WithEarlier { definition, now, before } = both;
    let period =
        |period: Option<Period>, or: &str| period.map_or_else(|| or.to_owned(), |period| capitalised(&period.name()));
    let (then, is) = (
        period(before.and_then(|(_, period)| period), BEFORE.of(language)),
        period(now.answers.period(definition), NOW.of(language)),
    );
    let share = definition.change_share;
    let line = |figure: Comparison| {
        let words = |value: &Option<_>, none: &str| {
            value.as_ref().map_or_else(|| none.to_owned(), |value| figure_words(value, language))
        };
        let mark = if figure.is_beyond(share) { " (!)" } else { "" };
        let percent = figure
            .share()
            .filter(|share| *share != 0)
            .map_or(String::new(), |share| format!(" ({}%)", signed(Number::whole(share))));
        let change = figure.difference().map_or(String::new(), |change| format!("{}{percent}{mark}", signed(change)));
        let cells = [
            name(both, &figure, language),
            words(&figure.before, ""),
            words(&figure.now, if figure.is_gone { "" } else { "…" }),
            change,
        ];
        cells.map(|cell| vec![Run::plain(cell)]).to_vec()
    };
    let header = [FIGURE.of(language).to_owned(), then, is, CHANGE.of(language).to_owned()].to_vec();
    let rows: Vec<Vec<Vec<Run>>> =
        figures(definition, now, before.map(|(before, _)| before)).into_iter().map(line).collect();
    let align = vec![Align::Left, Align::Right, Align::Right, Align::Right];
    let is_blank = rows.is_empty();
    let mut table = Block::new(Role::Table, Vec::new());
    table.table = Some(Table { header, rows, has_total: false, align });
    let note = match before {
        Some(_) => NOTE.fill(language, &[&share]),
        None => NO_EARLIER.of(language).to_owned(),
    };
    let subject = definition.letterhead.as_ref().and_then(|head| head.subject.fields().first().copied());
    let subject = subject.map_or("", |field| now.answers.raw(EntryPath::field(field)));
    let text = |role, text: &str| Block::new(role, vec![Run::plain(text)]);
    let subject = (!subject.is_empty()).then(|| text(Role::Subject, subject));
    let body = if is_blank { text(Role::Paragraph, NO_FIGURES.of(language)) } else { table };
    Document {
        title: std::iter::once(text(Role::Title, TITLE.of(language))).chain(subject).collect(),
        body: vec![body, text(Role::Paragraph, &note)],
        ..Document::default()
    }
}

/// What a figure is called: "Tổng số trẻ em"; in a row after what the row is about: "Quà – xe đạp: Số lượng".
fn name(both: WithEarlier<'_>, figure: &Comparison, language: Language) -> String {
    let WithEarlier { definition, now, before } = both;
    let path = figure.path;
    let label = |path: EntryPath| field_at(definition, path).map_or("", |field| field.label.text(language)).to_owned();
    let evaluation = now.evaluation;
    let worded = |text: String| evaluation.worded(definition, &text).into_owned();
    let Some(row) = path.row else {
        let of = path.column.map(|_| format!("{} – ", label(EntryPath::field(path.field))));
        return worded(format!("{}{}", of.unwrap_or_default(), label(path)));
    };
    let answers = match before {
        Some((before, _)) if figure.is_gone => before.answers,
        _ => now.answers,
    };
    let about = about(definition, answers, path, language).unwrap_or_else(|| (row + 1).to_string());
    let name = worded(format!("{} – {about}: {}", label(EntryPath::field(path.field)), label(path)));
    if figure.is_gone { GONE.fill(language, &[&name]) } else { name }
}

/// The first words of a row.
fn about(definition: &Definition, answers: &Answers, path: EntryPath, language: Language) -> Option<String> {
    (0..definition[path.field].columns.len()).find_map(|column| {
        let path = EntryPath { column: Some(column), ..path };
        let field = field_at(definition, path)?;
        match (answers.value(path), &field.kind) {
            (Value::Choice(Chosen::Option(at)), Kind::Choice(options)) => {
                options.list.get(*at).map(|option| option.label.text(language).to_owned())
            }
            (Value::Text(text) | Value::Choice(Chosen::Other(text)), _) => Some(text.clone()),
            (Value::Period(period), _) => Some(period.words()),
            _ => None,
        }
    })
}
