//! No circle of imports between the files of the program.
//!
//! A file imports another where it names it, or something in it: in a `use`, or in a path from
//! `crate` or `super`; and where it declares it with `mod`. What a file re-exports counts as named in
//! the file that it comes from. What a file takes from one that it is declared in does not count: it
//! is a part of that one, and sees what is private there. So a parent and its child make no circle,
//! while two of its children do that import each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{part, sources};

/// The names from the root of the crate to a module or to something in one.
type Names = Vec<String>;

/// The module that a file below `src` holds: "store/mod.rs" holds `store`.
fn module(file: &str) -> Names {
    let mut names: Names = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    names.pop_if(|last| last == "mod");
    names
}

/// The paths that a `use` names: `a::{b, c::D as E}` names `a::b` and `a::c::D`.
fn spread(tree: &str) -> Vec<String> {
    let Some((before, rest)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap_or_default().trim().to_owned()];
    };
    let inside = rest.rsplit_once('}').expect("a closed brace").0;
    let mut depth = 0;
    let parts = inside.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(spread).map(|path| format!("{}{path}", before.trim_start())).collect()
}

/// What a file names: paths, whether it re-exports them, and the modules that it declares.
struct Named {
    paths: Vec<(String, bool)>,
    declared: Vec<String>,
}

fn named(code: &str) -> Named {
    let mut named = Named { paths: Vec::new(), declared: Vec::new() };
    let mut lines = code.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    while let Some(line) = lines.next() {
        let (is_public, item) = match line.strip_prefix("pub") {
            Some(rest) if rest.starts_with('(') => (true, rest.split_once(") ").map_or("", |(_, item)| item)),
            Some(rest) => (true, rest.trim_start()),
            None => (false, line),
        };
        if let Some(tree) = item.strip_prefix("use ") {
            let mut tree = tree.to_owned();
            while !tree.ends_with(';') {
                tree.push_str(lines.next().expect("the end of a use"));
            }
            named.paths.extend(spread(tree.trim_end_matches(';')).into_iter().map(|path| (path, is_public)));
        } else if let Some(name) = item.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
            named.declared.push(name.to_owned());
        } else {
            for root in ["crate::", "super::"] {
                for (at, _) in line.match_indices(root).filter(|(at, _)| !line[..*at].ends_with("::")) {
                    let path = line[at..].split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
                    named.paths.push((path.take(1).collect(), false));
                }
            }
        }
    }
    named
}

/// A path as it stands in a module, from the root of the crate; none where it leads out of the crate.
fn from_root(own: &[String], path: &str, declared: &[String]) -> Option<Names> {
    let mut names: Names = path.split("::").map(str::to_owned).filter(|name| !name.is_empty()).collect();
    let mut base = own.to_vec();
    match names.first()?.as_str() {
        "crate" => base.clear(),
        "self" | "super" => {}
        first if declared.iter().any(|name| name == first) => {}
        _ => return None,
    }
    while names.first().is_some_and(|name| ["crate", "self", "super"].contains(&name.as_str())) {
        if names.remove(0) == "super" {
            base.pop();
        }
    }
    names.pop_if(|last| last == "self");
    base.extend(names);
    Some(base)
}

/// The files, by their modules, each with those that it imports.
fn imports(files: &[(String, String)]) -> BTreeMap<Names, BTreeSet<Names>> {
    let all: BTreeMap<Names, Named> = files.iter().map(|(file, code)| (module(file), named(code))).collect();
    let mut origins: BTreeMap<Names, Names> = BTreeMap::new();
    for (own, named) in &all {
        for (path, _) in named.paths.iter().filter(|(_, is_public)| *is_public) {
            let Some(origin) = from_root(own, path, &named.declared) else { continue };
            let here = [own.as_slice(), origin.last().map_or(&[], std::slice::from_ref)].concat();
            // A function may have the name of its file.
            if !all.contains_key(&here) {
                origins.insert(here, origin);
            }
        }
    }
    let mut imports = BTreeMap::new();
    for (own, named) in &all {
        let declared = named.declared.iter().map(|name| [own.as_slice(), std::slice::from_ref(name)].concat());
        let paths = named.paths.iter().filter_map(|(path, _)| from_root(own, path, &named.declared));
        let mut found = BTreeSet::new();
        for mut path in paths.chain(declared) {
            while let Some((end, origin)) = (1..=path.len()).rev().find_map(|n| Some((n, origins.get(&path[..n])?))) {
                path = [origin.as_slice(), &path[end..]].concat();
            }
            let file = (1..=path.len()).rev().map(|n| &path[..n]).find(|names| all.contains_key(*names));
            found.extend(file.filter(|file| !own.starts_with(file)).map(<[String]>::to_vec));
        }
        imports.insert(own.clone(), found);
    }
    imports
}

/// The files that are in a circle or between two.
fn circles(files: &[(String, String)]) -> Vec<String> {
    let mut left = imports(files);
    loop {
        let imported: BTreeSet<Names> = left.values().flatten().cloned().collect();
        let free = |own: &Names, list: &BTreeSet<Names>| {
            !imported.contains(own) || !list.iter().any(|other| left.contains_key(other))
        };
        let gone: Vec<Names> = left.iter().filter(|(own, list)| free(own, list)).map(|(own, _)| own.clone()).collect();
        if gone.is_empty() {
            break;
        }
        for own in gone {
            left.remove(&own);
        }
        let names: BTreeSet<Names> = left.keys().cloned().collect();
        for list in left.values_mut() {
            list.retain(|other| names.contains(other));
        }
    }
    let words = |list: BTreeSet<Names>| list.iter().map(|names| names.join("::")).collect::<Vec<_>>().join(", ");
    left.into_iter().map(|(own, list)| format!("{} imports {}", own.join("::"), words(list))).collect()
}

#[test]
fn no_files_import_each_other() {
    let is_meant = |name: &str| !["main", "lib"].contains(&part(name));
    let files: Vec<(String, String)> =
        sources().into_iter().filter(|file| is_meant(&file.name)).map(|file| (file.name, file.code)).collect();
    let imports = imports(&files);
    assert!(imports.values().flatten().count() > 300, "the imports are not where this test looks");
    let circles = circles(&files);
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn a_circle_is_found_whichever_way_it_is_written() {
    let of = |files: &[(&str, &str)]| {
        circles(&files.iter().map(|(name, code)| ((*name).to_owned(), (*code).to_owned())).collect::<Vec<_>>())
    };
    let root = ("a/mod.rs", "mod b;\npub mod c;\npub(crate) use b::B;\n");
    // A child and its parent are one; a child may use another.
    assert!(of(&[root, ("a/b.rs", "use super::{Own, c::C};"), ("a/c.rs", "use super::Own;")]).is_empty());
    for back in [
        "use super::b;",
        "use super::{\n    Own,\n    b::{X, Y as Z},\n};",
        "use crate::a::B;",
        "fn f() { super::b::g(); }",
        "fn f(b: &crate::a::B) {}",
    ] {
        let found = of(&[root, ("a/b.rs", "use super::{Own, c::C};"), ("a/c.rs", back)]);
        assert_eq!(found, ["a::b imports a::c", "a::c imports a::b"], "{back}");
    }
    // Over a parent, too: it stands for the children that it declares.
    let found = of(&[root, ("a/b.rs", ""), ("a/c.rs", "use crate::d::D;"), ("d.rs", "use crate::a::Own;")]);
    assert_eq!(found, ["a imports a::c", "a::c imports d", "d imports a"]);
}
