//! Lists that change: what stays keeps its comments and layout.

use toml_edit::{Array, Item, Value as Toml};

use super::decor::{closed, decor, gather_inside, lines, split_behind};
use super::origins::{Origins, item_parts, left_before};

/// Takes the items that both lists have from the old one, as they are written there, and its
/// layout for the others. `origins` tells which are which, where it was followed.
pub(crate) fn keep_items(old: &Array, new: &mut Array, origins: Option<&Origins>) {
    let followed = || {
        let mut origins = Origins::new(item_parts(old));
        origins.follow(item_parts(new));
        origins
    };
    let origins = origins.cloned().unwrap_or_else(followed);
    let same = |a: &Toml, b: &Toml| a.as_str().is_some() && a.as_str() == b.as_str();
    let kept = |(item, from): (&Toml, Option<usize>)| {
        let old = from.and_then(|index| old.get(index));
        // A list or a table among texts is not one of them, edited: it may hold comments of its own.
        let from = from.filter(|_| old.is_none_or(|old| !old.is_array() && !old.is_inline_table()));
        (old.filter(|old| same(old, item)).unwrap_or(item).clone(), from)
    };
    let items: Vec<Kept> = new.iter().zip(origins.places()).map(kept).collect();
    *new = rebuilt(old, &items);
}

/// An item of a new list, and which of the old list it was.
pub(crate) type Kept = (Toml, Option<usize>);

/// What stands around an item of a list, as toml_edit’s decor does, but with each comment at the item that
/// it is about.
struct ItemDecor {
    /// Line breaks, indents and comments above it.
    above: String,
    /// Spaces before its comma.
    after: String,
    /// The comment behind it on its line, before the comma or after.
    behind: String,
}

/// The comment behind the list's opening, what stands around each item, and what stands after the last
/// before the list is closed.
fn item_decors(list: &Array) -> (String, Vec<ItemDecor>, String) {
    let mut opening = String::new();
    let mut all: Vec<ItemDecor> = Vec::with_capacity(list.len());
    let next = |gap: String, all: &mut Vec<ItemDecor>| match all.last_mut() {
        None => gap,
        Some(last) => {
            let (behind, rest) = split_behind(&gap);
            last.behind.push_str(behind);
            // What was on lines of its own before the comma comes before the next item.
            if last.after.contains('#') {
                let after = std::mem::take(&mut last.after);
                let (behind, lines) = split_behind(&after);
                last.behind.insert_str(0, behind);
                return format!("{}{rest}", if rest.contains('\n') { lines.trim_end() } else { lines });
            }
            rest.to_owned()
        }
    };
    for (index, item) in list.iter().enumerate() {
        let [before, after] = decor(item.decor(), [if index == 0 { "" } else { " " }, ""]);
        let mut above = next(before, &mut all);
        if index == 0 {
            let rest = above.split_off(split_behind(&above).0.len());
            opening = std::mem::replace(&mut above, rest);
        }
        all.push(ItemDecor { above, after, behind: String::new() });
    }
    let rest = next(list.trailing().as_str().unwrap_or_default().to_owned(), &mut all);
    (opening, all, rest)
}

/// A list of these items laid out as the old one: those that stay with what stood around them, the
/// others as their neighbours. The comments of one that was removed stay in its place, on lines of their
/// own with blank lines around them.
pub(crate) fn rebuilt(old: &Array, items: &[Kept]) -> Array {
    let (opening, around, rest) = item_decors(old);
    let comments = |place: usize| {
        let (Some(decor), Some(item)) = (around.get(place), old.get(place)) else { return String::new() };
        let mut inside = String::new();
        gather_inside(&Item::Value(item.clone()), &mut inside);
        lines(&decor.above) + &inside + &lines(&decor.after) + &lines(&decor.behind)
    };
    let left = left_before(old.len(), items.iter().map(|(_, from)| *from), comments);
    let is_spread = rest.contains('\n') || around.iter().any(|a| a.above.contains('\n')) || !left.is_empty();
    let indent = if is_spread {
        let line = around.iter().map(|a| a.above.as_str()).find(|above| above.contains('\n')).unwrap_or("\n  ");
        format!("\n{}", line.rsplit('\n').next().unwrap_or("  "))
    } else {
        " ".to_owned()
    };
    let indented = |notes: &String| notes.lines().flat_map(|line| [indent.as_str(), line]).collect::<String>();
    let blocks = |place: usize| left.get(&place).map(|all| all.iter().map(indented).collect::<Vec<_>>().join("\n"));

    let mut gap = opening;
    let mut list = Array::new();
    for (position, (mut item, from)) in items.iter().cloned().enumerate() {
        let own = from.and_then(|index| around.get(index));
        let mut above = own.map_or(indent.as_str(), |own| own.above.as_str());
        if let Some(blocks) = from.and_then(blocks) {
            gap += if position == 0 { "" } else { "\n" };
            gap = gap + &blocks + "\n";
        }
        if !is_spread {
            above = if position == 0 { "" } else { " " };
        } else if !above.trim_start_matches([' ', '\t']).starts_with('\n') && (position > 0 || gap.contains('#')) {
            gap.push_str(&indent);
            above = above.trim_start();
        }
        item.decor_mut().set_prefix(closed(format!("{gap}{above}"), &indent));
        item.decor_mut().set_suffix(own.map_or("", |own| own.after.as_str()));
        list.push_formatted(item);
        gap = own.map_or(String::new(), |own| own.behind.clone());
    }
    if let Some(blocks) = blocks(old.len()) {
        gap = gap + "\n" + &blocks + if rest.contains('#') { "\n" } else { "" };
    }
    // A comment ends with its line.
    let closes_line = rest.trim_start_matches([' ', '\t']).starts_with('\n');
    let end = if gap.contains('#') && !closes_line { "\n" } else { "" };
    list.set_trailing(closed(format!("{gap}{end}{rest}"), "\n"));
    list.set_trailing_comma(old.trailing_comma() && is_spread);
    list
}
