//! The built-in report types are without mistakes, and their examples hold.

use baocao::report::language::Language;
use baocao::report::load::load;
use baocao::report::toml_reader::Source;

#[test]
fn the_built_in_types_have_no_mistakes() {
    let shared = [Source { name: "van-ban.toml", text: include_str!("../config/parts/van-ban.toml") }];
    for (name, text) in [
        ("thang-hanh-dong-vi-tre-em.toml", include_str!("../config/reports/thang-hanh-dong-vi-tre-em.toml")),
        ("office.toml", include_str!("../config/office.toml")),
    ] {
        let result = load(Source { name, text }, &shared);
        let mistakes = result.err().unwrap_or_default();
        let lines: Vec<String> = mistakes.iter().map(|m| m.display(Language::Vi).to_string()).collect();
        assert!(lines.is_empty(), "{}", lines.join("\n"));
    }
}
