//! Which old report: a list of the files of a folder, with the ways to other folders.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::app::old_files::{self, Kind, OldFile};
use crate::store::index::Index;
use crate::store::{export_file, files, local};
use crate::text::letters::to_nfc;
use crate::text::visible::{shown_name, shown_path};
use crate::text::width::columns;
use crate::ui::context::Context;
use crate::ui::dialogs::{Chooser, Dialog, Item, Letters, Prompt, Purpose};
use crate::ui::effect::{Effect, Question};
use crate::ui::strings as s;

/// Columns of a list that hold no name: the frame and its margins, the mark of the chosen line.
const AROUND: usize = 6;
/// Columns between a name and what is said beside it.
const GAP: usize = 2;

/// The folder of the old report that was read last, else where documents are; `told` is said above.
#[must_use]
pub(crate) fn first(index: &Index, told: &str, context: &Context) -> Question {
    let documents = context.workspace.folders.documents().iter().map(PathBuf::as_path);
    let mut folders = index.import_folder().into_iter().chain(documents);
    folders.find_map(|folder| list(folder, None, told, context).ok()).unwrap_or_else(|| path(context))
}

/// The files of a folder; `at` is the path of what is chosen in it, if not the first file. `told` is
/// said above.
///
/// # Errors
/// The folder cannot be listed.
pub(crate) fn list(folder: &Path, at: Option<&Path>, told: &str, context: &Context) -> io::Result<Question> {
    let language = context.language;
    let folder = std::path::absolute(files::real(folder)?)?;
    let found = old_files::list(&folder)?;
    let to = |path: &Path| vec![Effect::ListOld { folder: path.to_owned(), from: folder.clone() }];
    let mut items = Vec::new();
    // A confined process is told of no folder above its home.
    let above = folder.parent().filter(|above| !files::metadata(above).is_err_and(|error| files::is_outside(&error)));
    items.extend(above.map(|above| Item::new(to(above), "..").with_note(s::FOLDER_ABOVE.of(language))));
    let has_file = found.iter().any(|file| matches!(file.kind, Kind::Readable));
    let chosen = found.iter().position(|file| at == Some(&file.path)).or((!found.is_empty()).then_some(0));
    let chosen = chosen.map_or(0, |chosen| items.len() + chosen);
    items.extend(found.into_iter().map(|file| match file.kind {
        Kind::Folder => Item::new(to(&file.path), format!("{}/", name(&file.path))),
        _ => item(file, context),
    }));
    items.push(Item::new(vec![Effect::Ask(path(context))], s::TYPE_PATH.of(language)));
    let mut note = shown_path(&folder);
    for line in [told, if has_file { "" } else { s::NO_OLD_FILE.of(language) }] {
        if !line.is_empty() {
            note = format!("{note}\n{line}");
        }
    }
    let chooser = Chooser::new(s::CHOOSE_OLD.of(language), items).taking(Letters::Narrow);
    Ok(Dialog::Choose(chooser.with_note(note).at(chosen)))
}

/// Asks for the path of an old report.
fn path(context: &Context) -> Question {
    Dialog::Prompt(Prompt::new(s::IMPORT_PATH.of(context.language), Purpose::Import, String::new()))
}

fn name(path: &Path) -> String {
    to_nfc(&shown_name(path)).into_owned()
}

/// A file, with as much of its size and date beside its name as there is room for.
fn item(file: OldFile, context: &Context) -> Item<Vec<Effect>> {
    let language = context.language;
    let label = name(&file.path);
    let room = usize::from(context.area.width).saturating_sub(AROUND);
    let left = room.saturating_sub(columns(&label) + GAP);
    let obstacle = file.kind.obstacle(language).map(|why| s::OLD_REFUSED.fill(language, &[&why]));
    let notes = match (&file.kind, file.facts) {
        (Kind::Unreadable(_), _) => [s::TO_BE_SAVED.of(language).to_owned(), String::new()],
        (Kind::Lost(_), _) => [s::NOT_FOUND.of(language).to_owned(), String::new()],
        (_, Some((size, changed))) => {
            let day = local(Timestamp::try_from(changed).unwrap_or_default());
            let day = format!("{:02}/{:02}/{}", day.day(), day.month(), day.year());
            let size = export_file::size(usize::try_from(size).unwrap_or(usize::MAX));
            [format!("{size}  {day}"), day]
        }
        (_, None) => [String::new(), String::new()],
    };
    let note = notes.into_iter().find(|note| columns(note) <= left).unwrap_or_default();
    let item = Item::new(vec![Effect::ReadOld(file.path)], label).with_note(note);
    match obstacle {
        Some(obstacle) => item.dimmed().with_detail(obstacle),
        None => item,
    }
}
