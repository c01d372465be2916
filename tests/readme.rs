//! README says what is true: its keys are those of the key table, its picture is the screen.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use baocao::report::expression::{FILTERS, FUNCTIONS, TESTS};
use baocao::text::language::Language;
use baocao::ui::keymap::{Scope, TABLE};
use ratatui::style::{Modifier, Style};

use crate::play::Play;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Compares a part of a file with what it must be; writes it when that is asked for.
fn hold(path: &Path, part: impl Fn(&str) -> Option<(usize, usize)>, wanted: &str, variable: &str) {
    let text = fs::read_to_string(path).unwrap_or_default();
    let (start, end) = part(&text).unwrap_or_else(|| panic!("{} lacks the place", path.display()));
    if std::env::var_os(variable).is_some() {
        fs::write(path, format!("{}{wanted}{}", &text[..start], &text[end..])).expect("written");
    } else {
        let told = format!("{} is not what the program says; {variable}=1 cargo test readme writes it", path.display());
        assert_eq!(&text[start..end], wanted, "{told}");
    }
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
    for (file, language) in [("README.md", Language::En), ("README.vi.md", Language::Vi)] {
        let place = |text: &str| {
            let start = text.find("<!-- keys -->")? + "<!-- keys -->\n".len();
            Some((start, text.find("<!-- /keys -->")?))
        };
        hold(&root().join(file), place, &key_table(language), "UPDATE_KEYS");
    }
}

/// What stands between `…` in a text.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn what_expressions_may_call_is_told_to_authors() {
    for file in ["README.md", "README.vi.md"] {
        let text = fs::read_to_string(root().join(file)).expect("a README");
        let rules = text.split("- `[[rule]]`").nth(1).and_then(|rest| rest.split("\n- ").next()).expect("a list");
        // Functions, filters, tests: a point each, with the names quoted.
        let told: Vec<Vec<&str>> = rules.split("\n  - ").skip(1).map(quoted).collect();
        let functions: Vec<&str> = told[0].iter().filter_map(|call| call.split('(').next()).collect();
        assert_eq!(functions, FUNCTIONS, "{file}");
        assert_eq!(told[1][1..], *FILTERS, "{file}");
        assert_eq!(told[2][2..], *TESTS, "{file}");
    }
}

#[test]
fn every_promise_names_a_test_that_there_is() {
    for file in ["README.md", "README.vi.md"] {
        let text = fs::read_to_string(root().join(file)).expect("a README");
        let promises: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_suffix("` |")?.rsplit_once("| `")?.1.split_once("::").map(|_| line))
            .collect();
        assert!(promises.len() > 10, "{file} promises little");
        for line in promises {
            let name = line.trim_end_matches("` |").rsplit('`').next().expect("a name");
            let (module, test) = name.split_once("::").expect("a module and a test");
            let source = fs::read_to_string(root().join(format!("tests/{module}.rs"))).unwrap_or_default();
            assert!(source.contains(&format!("#[test]\nfn {test}()")), "{file}: there is no test {name}");
        }
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
    let mut play = Play::sample(120, 34);
    play.keys("<pgdn><pgdn><pgdn><pgdn><tab><tab><tab>");
    hold(&root().join("docs/screen.svg"), |text| Some((0, text.len())), &picture(&play), "UPDATE_PICTURE");
}
