//! Lists that change keep the items that stay, with their comments.

use toml_edit::{Array, Value as Toml};

/// Takes the items that both lists have from the old one, as they are written there, and its
/// layout for the others.
pub(crate) fn keep_items(old: &Array, new: &mut Array) {
    let same = |a: &Toml, b: &Toml| a.as_str().is_some() && a.as_str() == b.as_str();
    let mut left: Vec<(usize, &Toml)> = old.iter().enumerate().collect();
    let chosen: Vec<Option<usize>> = new
        .iter()
        .map(|item| {
            let found = left.iter().position(|(_, o)| same(o, item))?;
            Some(left.remove(found).0)
        })
        .collect();
    let items: Vec<Toml> = new.iter().cloned().collect();
    let kept: Vec<Kept> = items.into_iter().zip(chosen).collect();
    rebuild(old, kept, new);
}

/// An item of a new list, and which of the old list it was.
pub(crate) type Kept = (Toml, Option<usize>);

/// Fills `new` with the items: those that stay with their own surroundings, the others laid out as
/// their neighbours. Comments of items that went stay where these were.
pub(crate) fn rebuild(old: &Array, items: Vec<Kept>, new: &mut Array) {
    let prefix = |index: usize| {
        old.get(index).and_then(|v| v.decor().prefix()?.as_str()).unwrap_or(if index == 0 { "" } else { " " })
    };
    let suffix = |index: usize| old.get(index).and_then(|v| v.decor().suffix()?.as_str()).unwrap_or("");
    let stays: Vec<usize> = items.iter().filter_map(|(_, from)| *from).collect();
    let is_spread = (0..old.len()).any(|i| prefix(i).contains('\n'));
    let indent = if is_spread {
        let line = (0..old.len()).map(prefix).find(|p| p.contains('\n')).unwrap_or("\n  ");
        format!("\n{}", line.rsplit('\n').next().unwrap_or("  "))
    } else {
        " ".to_owned()
    };
    // Comments of removed items go before the first item that stood after them, else to the end.
    let mut orphans: Vec<(usize, String)> = (0..old.len())
        .filter(|i| !stays.contains(i))
        .map(|i| (i, format!("{}{}", prefix(i), suffix(i))))
        .filter(|(_, text)| text.contains('#'))
        .collect();

    let mut list = Array::new();
    for (position, (mut item, from)) in items.into_iter().enumerate() {
        let (mut before, after) = match from {
            Some(index) => (prefix(index).to_owned(), suffix(index).to_owned()),
            None if position == 0 && !is_spread => (String::new(), String::new()),
            None => (indent.clone(), String::new()),
        };
        if let Some(index) = from {
            let (now, later) = orphans.into_iter().partition(|(i, _)| *i < index);
            orphans = later;
            let now: Vec<(usize, String)> = now;
            before = now.into_iter().map(|(_, text)| text).collect::<String>() + &before;
        }
        if position > 0 && before.is_empty() {
            before.push(' ');
        }
        item.decor_mut().set_prefix(before);
        item.decor_mut().set_suffix(after);
        list.push_formatted(item);
    }
    let rest: String = orphans.into_iter().map(|(_, text)| text).collect();
    list.set_trailing(rest + old.trailing().as_str().unwrap_or(""));
    list.set_trailing_comma(old.trailing_comma() && is_spread);
    *new = list;
}
