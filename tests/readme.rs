//! README and the pages in `docs/` say what is true: their keys, commands, screens, examples and links
//! are those of the program.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use baocao::cli::types;
use baocao::report::expression::{FILTERS, FUNCTIONS, TESTS};
use baocao::report::source::{Source, TypeFiles};
use baocao::store::library::Library;
use baocao::text::language::Language;
use baocao::ui::keymap::{Scope, TABLE};
use ratatui::style::{Modifier, Style};

use crate::play::{Play, TODAY};

/// Lines of a README; what is longer belongs into `docs/`.
const LONGEST: usize = 130;

const READMES: [&str; 2] = ["README.md", "README.vi.md"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The pages that a person reads, by their names below the root.
fn pages() -> Vec<String> {
    let mut names = Vec::new();
    for folder in ["", "docs/"] {
        for entry in fs::read_dir(root().join(folder)).expect("a folder") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            if Path::new(&name).extension().is_some_and(|ending| ending == "md") {
                names.push(format!("{folder}{name}"));
            }
        }
    }
    names.sort();
    names
}

/// Where the text between `<!-- name -->` and `<!-- /name -->` stands.
fn between(text: &str, name: &str) -> Option<(usize, usize)> {
    let opening = format!("<!-- {name} -->\n");
    Some((text.find(&opening)? + opening.len(), text.find(&format!("<!-- /{name} -->"))?))
}

/// What stands between `…` in a text.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The part of a page under a heading.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let rest = page.split(&format!("\n## {heading}\n")).nth(1).unwrap_or_else(|| panic!("no part {heading}"));
    rest.split("\n## ").next().unwrap_or_default()
}

/// The blocks of code of a page that are marked as being in a language.
fn code<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("\n```{language}\n");
    page.split(&fence).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

/// Compares a part of a file with what it must be; writes it when that is asked for.
fn hold(name: &str, part: impl Fn(&str) -> Option<(usize, usize)>, wanted: &str, variable: &str) {
    let path = root().join(name);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let (start, end) = part(&text).unwrap_or_else(|| panic!("{name} lacks the place"));
    if std::env::var_os(variable).is_some() {
        fs::write(path, format!("{}{wanted}{}", &text[..start], &text[end..])).expect("written");
    } else {
        let told = format!("{name} is not what the program says; {variable}=1 cargo test readme writes it");
        assert_eq!(&text[start..end], wanted, "{told}");
    }
}

#[test]
fn a_readme_is_short_and_begins_with_how_to_run_and_test() {
    for name in READMES {
        let text = read(name);
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{name} has {lines} lines, {LONGEST} are allowed: what is longer belongs into docs/");
        let commands: Vec<&str> =
            code(&text, "sh")[0].lines().filter_map(|line| line.split('#').next()).map(str::trim).collect();
        assert_eq!(commands, ["cargo run --release", "cargo test"], "{name}");
    }
    assert!(read(".ci/run").contains("step cargo test"), ".ci/run runs the tests as the README says");
}

/// The keys as a table of Markdown.
fn key_table(language: Language) -> String {
    let (key, does) = (language.pick("Phím", "Key"), language.pick("Làm gì", "What it does"));
    let mut table = String::from("\n");
    for scope in Scope::ALL {
        let name = scope.name().of(language);
        let first = name.chars().next().expect("a name");
        let title = first.to_uppercase().chain(name[first.len_utf8()..].chars()).collect::<String>();
        let _ = writeln!(table, "{title}:\n\n| {key} | {does} |\n| --- | --- |");
        for row in TABLE.iter().filter(|row| row.scope == scope) {
            let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
            let keys = if keys.is_empty() { language.pick("trình đơn", "menu").to_owned() } else { keys.join(", ") };
            let _ = writeln!(table, "| {keys} | {} |", row.name.of(language));
        }
        table.push('\n');
    }
    table
}

#[test]
fn the_key_tables_are_those_of_the_program() {
    for (file, language) in [("docs/guide.md", Language::En), ("docs/guide.vi.md", Language::Vi)] {
        hold(file, |text| between(text, "keys"), &key_table(language), "UPDATE_KEYS");
    }
}

/// The commands that the program lists in its help, with their other names.
fn commands(of: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_baocao")).args(of).arg("--help").output().expect("it runs");
    let help = String::from_utf8(output.stdout).expect("UTF-8");
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list");
    let mut names = BTreeSet::new();
    for line in list.lines() {
        let name = line.split_whitespace().next().expect("a name");
        let other = line.split("[alias: ").nth(1).and_then(|rest| rest.split(']').next());
        if name != "help" {
            let other = other.unwrap_or_else(|| panic!("{name} has no Vietnamese name"));
            names.insert([of, &[name]].concat().join(" "));
            names.insert(other.to_owned());
        }
    }
    names
}

#[test]
fn every_command_is_in_the_guide() {
    let names: BTreeSet<String> = [commands(&[]), commands(&["types"])].into_iter().flatten().collect();
    assert!(names.len() > 15, "{names:?}");
    for (file, heading) in [("docs/guide.md", "The command line"), ("docs/guide.vi.md", "Dòng lệnh")] {
        let page = read(file);
        let told: Vec<&str> = quoted(section(&page, heading)).into_iter().flat_map(|text| text.split(' ')).collect();
        for name in names.iter().flat_map(|name| name.split(' ')) {
            assert!(told.contains(&name), "{file} does not name {name}");
        }
    }
}

/// The rules are the list of the program: what is looked for, and an example of each.
#[test]
fn the_pages_of_rules_are_the_list_of_the_program() {
    for (file, language) in [("docs/rules.md", "en"), ("docs/rules.vi.md", "vi")] {
        let output = Command::new(env!("CARGO_BIN_EXE_baocao"))
            .args(["--lang", language, "check", "--rules"])
            .output()
            .expect("it runs");
        let listed = String::from_utf8(output.stdout).expect("UTF-8");
        hold(file, |text| between(text, "rules"), &format!("\n```text\n{listed}```\n"), "UPDATE_RULES");
    }
}

#[test]
fn what_expressions_may_call_is_told_to_authors() {
    for (file, heading) in [("docs/authors.md", "Expressions"), ("docs/authors.vi.md", "Biểu thức")] {
        let page = read(file);
        // Functions, filters, tests: a point each, with the names quoted.
        let told: Vec<Vec<&str>> = section(&page, heading).split("\n- ").skip(1).map(quoted).collect();
        let functions: Vec<&str> = told[0].iter().filter_map(|call| call.split('(').next()).collect();
        assert_eq!(functions, FUNCTIONS, "{file}");
        assert_eq!(told[1][1..], *FILTERS, "{file}");
        assert_eq!(told[2][2..], *TESTS, "{file}");
    }
}

/// The mistakes that the author of a type is told, in Vietnamese.
fn mistakes(texts: [&str; 3]) -> Vec<String> {
    let [source, english, examples] = texts.map(|text| Source { name: "loai.toml", text });
    let files = TypeFiles { source, english: Some(english), examples: Some(examples) };
    let found = types::check(&Library::new(None), files, TODAY);
    found.iter().map(|mistake| mistake.display(Language::Vi).to_string()).collect()
}

/// The three files of the type that a page shows.
fn small_type(page: &str) -> [&str; 3] {
    code(page, "toml").try_into().expect("a type, its English, its examples")
}

#[test]
fn the_small_type_of_the_authors_page_works() {
    let [page, vietnamese] = ["docs/authors.md", "docs/authors.vi.md"].map(read);
    let texts = small_type(&page);
    assert_eq!(code(&vietnamese, "toml"), texts, "both languages show the same type");
    assert_eq!(mistakes(texts), [] as [&str; 0]);
    let english = texts[1].replace("so_cay", "so_cam");
    assert!(mistakes([texts[0], &english, texts[2]]).iter().any(|told| told.contains("so_cam")));
    let example = texts[2].replace("Đã trồng 45", "Đã trồng 46");
    assert_ne!(mistakes([texts[0], texts[1], &example]), [] as [&str; 0], "its example is run");
}

#[test]
fn every_kind_on_the_authors_page_is_one() {
    let [page, vietnamese] = ["docs/authors.md", "docs/authors.vi.md"].map(read);
    let unknown = |kind: &str| format!("không có kiểu “{kind}”");
    let is_unknown = |kind: &str| {
        let [text, english, examples] = small_type(&page);
        let text = text.replace("kind = \"ratio\"", &format!("kind = \"{kind}\""));
        mistakes([&text, english, examples]).iter().any(|told| told.contains(&unknown(kind)))
    };
    assert!(is_unknown("no_kind"), "this test tells what is no kind");
    let first = |line: &'_ str| line.split(" | ").next().map(str::to_owned);
    let kinds = |page: &str, head: &str| -> Vec<String> {
        let table = page.split(&format!("\n| {head} |")).nth(1).and_then(|rest| rest.split("\n\n").next());
        let cells: Vec<String> = table.expect("a table").lines().skip(2).filter_map(first).collect();
        cells.iter().flat_map(|cell| quoted(cell)).map(str::to_owned).collect()
    };
    let told = kinds(&page, "Kind");
    assert!(told.len() > 15, "{told:?}");
    assert_eq!(told, kinds(&vietnamese, "Kiểu"));
    for kind in told {
        assert!(!is_unknown(&kind), "{kind} is no kind of field");
    }
}

#[test]
fn every_promise_names_a_test_that_there_is() {
    let promises = |file: &str| -> Vec<String> {
        let page = read(file);
        let last = page.lines().filter_map(|line| line.strip_suffix("` |")?.rsplit_once("| `"));
        last.filter(|(_, name)| name.contains("::")).map(|(_, name)| name.to_owned()).collect()
    };
    let names = promises("docs/promises.md");
    assert!(names.len() > 10, "little is promised");
    assert_eq!(names, promises("docs/promises.vi.md"), "the same is promised in both languages");
    for name in names {
        let (module, test) = name.split_once("::").expect("a module and a test");
        let source = fs::read_to_string(root().join(format!("tests/{module}.rs"))).unwrap_or_default();
        assert!(source.contains(&format!("#[test]\nfn {test}()")), "there is no test {name}");
    }
}

#[test]
fn the_server_is_set_up_alike_in_both_languages() {
    let [english, vietnamese] = ["docs/server.md", "docs/server.vi.md"].map(read);
    let configuration = code(&english, "");
    assert!(configuration[0].contains("--kiosk"));
    assert_eq!(configuration[0], code(&vietnamese, "")[0]);
}

/// What a heading is called in a link, as GitHub does it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect::<String>().replace(' ', "-")
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    let mut count = 0;
    for name in pages() {
        let text = read(&name);
        let folder = root().join(&name).parent().expect("a folder").to_owned();
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://")) {
            count += 1;
            let (file, heading) = target.split_once('#').map_or((target, None), |(file, part)| (file, Some(part)));
            let path = if file.is_empty() { root().join(&name) } else { folder.join(file) };
            let has = |wanted: &str| {
                let page = fs::read_to_string(&path).unwrap_or_default();
                page.lines()
                    .filter(|line| line.starts_with('#'))
                    .any(|line| anchor(line.trim_start_matches('#')) == wanted)
            };
            if !path.exists() || heading.is_some_and(|wanted| !has(wanted)) {
                broken.push(format!("{name}: {target}"));
            }
        }
    }
    assert!(count > 40, "links are not where this test looks");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_page_is_linked_and_has_both_languages() {
    let pages = pages();
    for (readme, own) in READMES.iter().zip([false, true]) {
        let text = read(readme);
        for page in pages.iter().filter(|name| name.starts_with("docs/") && name.ends_with(".vi.md") == own) {
            assert!(text.contains(&format!("]({page})")), "{readme} does not lead to {page}");
        }
    }
    for page in pages.iter().filter(|name| name.starts_with("docs/") && !name.ends_with(".vi.md")) {
        let twin = page.replace(".md", ".vi.md");
        let headings = |name: &str| read(name).lines().filter(|line| line.starts_with("## ")).count();
        assert_eq!(headings(page), headings(&twin), "{page} and {twin} have the same parts");
    }
}

/// The sample report on the page that the pictures show.
fn pictured(width: u16, height: u16) -> Play {
    let mut play = Play::sample(width, height);
    play.keys("<pgdn><pgdn><pgdn><pgdn><tab><tab><tab>");
    play
}

#[test]
fn the_screen_in_the_readme_is_what_the_program_draws() {
    let lines = pictured(80, 24).screen();
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    let block = format!("```text\n{}\n```\n", lines.join("\n"));
    for name in READMES {
        hold(name, |text| between(text, "screen"), &block, "UPDATE_PICTURE");
    }
}

const CELL: (usize, usize) = (8, 17);

/// The screen as a picture: one text element for each run of one style.
fn picture(play: &Play) -> String {
    let cells = play.styled();
    let (rows, columns) = (cells.len(), cells.first().map_or(0, Vec::len));
    let (width, height) = (columns * CELL.0 + 24, rows * CELL.1 + 24);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"'DejaVu Sans Mono', \
         'Cascadia Mono', Menlo, monospace\" font-size=\"13\" xml:space=\"preserve\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#fdfdfb\" stroke=\"#c8c8c0\"/>\n"
    );
    for (y, row) in cells.iter().enumerate() {
        let mut x = 0;
        while x < row.len() {
            let style = row[x].1;
            let run: Vec<&str> =
                row[x..].iter().take_while(|(_, s)| *s == style).map(|(text, _)| text.as_str()).collect();
            let text: String = run.concat();
            // Words far apart stand each in its own place, whatever the font makes of blanks.
            let mut from = 0;
            for piece in text.split_inclusive("  ") {
                let blanks = piece.chars().take_while(|c| *c == ' ').count();
                let (left, base) = (12 + (x + from + blanks) * CELL.0, 12 + y * CELL.1 + 13);
                from += piece.chars().count();
                let length = piece.trim().chars().count() * CELL.0;
                let piece = piece.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                if !piece.is_empty() {
                    let look = look(style);
                    let _ =
                        writeln!(svg, "<text x=\"{left}\" y=\"{base}\" textLength=\"{length}\"{look}>{piece}</text>");
                }
            }
            x += run.len();
        }
    }
    if let Some((x, y)) = play.cursor() {
        let (x, y) = (12 + usize::from(x) * CELL.0, 12 + usize::from(y) * CELL.1);
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\" fill=\"#222\"/>", CELL.1);
    }
    svg.push_str("</svg>\n");
    svg
}

fn look(style: Style) -> String {
    use ratatui::style::Color;
    let has = |modifier| style.add_modifier.contains(modifier);
    let colour = match style.fg {
        Some(Color::Red) => "#b3261e",
        Some(Color::Green) => "#2e7d32",
        Some(Color::Magenta) => "#8e24aa",
        Some(Color::Cyan) => "#00707c",
        _ if has(Modifier::DIM) => "#8a8a84",
        _ => "#222222",
    };
    let mut look = format!(" fill=\"{colour}\"");
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
    ] {
        if has(modifier) {
            look.push_str(attribute);
        }
    }
    look
}

#[test]
fn the_picture_is_what_the_program_draws() {
    hold("docs/screen.svg", |text| Some((0, text.len())), &picture(&pictured(120, 34)), "UPDATE_PICTURE");
}
