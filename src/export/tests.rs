//! What the written files say.

use proptest::prelude::*;

use super::*;
use crate::document::Role;
use crate::document::compounds::NO_BREAK;
use crate::document::layout::sample::{a_body, a_body_with_tables, numbered, report, words};
use crate::document::layout::{Line, lay_out};
use crate::document::{Block, Run};

fn write(document: &Document, format: FormatName) -> String {
    write_in(document, format, &ExportOptions::default())
}

fn write_in(document: &Document, format: FormatName, options: &ExportOptions) -> String {
    // Which spaces hold is for `compounds`.
    String::from_utf8(export(document, format, options).unwrap()).unwrap().replace(NO_BREAK, " ")
}

/// Plain text with lines of so many columns.
fn text_of(document: &Document, width: usize) -> String {
    plain_text(document, width)
}

fn body(blocks: Vec<Block>) -> Document {
    Document { body: blocks, ..Document::default() }
}

fn markdown(role: Role, text: &str) -> String {
    write(&body(vec![words(role, text)]), FormatName::Markdown)
}

/// The text of a page: what stands in its body, without tags.
fn stripped(html: &str) -> String {
    let (_, html) = html.split_once("<main>").unwrap();
    let mut text = String::new();
    let mut parts = html.split('<');
    text.push_str(parts.next().unwrap());
    for part in parts {
        let (tag, rest) = part.split_once('>').unwrap();
        if !matches!(tag.trim_start_matches('/').split(' ').next(), Some("sup" | "a" | "span")) {
            text.push(' ');
        }
        text.push_str(rest);
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn list(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn every_format_has_its_row() {
    for format in FORMATS {
        assert_eq!(format.name.format().id, format.id);
        assert_eq!(FormatName::of_id(format.id), Some(format.name));
    }
    assert_eq!(FormatName::of_id("odt"), None);
}

#[test]
fn plain_text_is_the_layout_without_spaces_at_line_ends() {
    let text = write(&report(), FormatName::Text);
    let mut held = report();
    Compounds::built_in().hold(&mut held);
    let lines: Vec<String> = lay_out(&held, PLAIN_WIDTH).iter().map(Line::text).collect();
    assert_eq!(text, format!("{}\n", lines.join("\n").trim_end_matches('\n')));
    assert!(text.lines().all(|line| !line.ends_with(' ')));
    assert_eq!(text_of(&Document::default(), 20), "\n");
}

#[test]
fn a_report_in_markdown() {
    assert_eq!(write(&report(), FormatName::Markdown), include_str!("tests/report.md"));
}

#[test]
fn nothing_in_a_text_is_markup_in_markdown() {
    for (text, expected) in [
        ("1. Một", "1\\. Một"),
        ("12) Một", "12\\) Một"),
        ("2026", "2026"),
        ("1.300 trẻ", "1.300 trẻ"),
        ("- gạch", "\\- gạch"),
        ("+ cộng", "\\+ cộng"),
        ("# thăng, số #1", "\\# thăng, số #1"),
        ("> hơn, 3 > 2", "\\> hơn, 3 > 2"),
        ("a*b_c `d` [e](f) <g> &amp; ~h~ \\i", "a\\*b\\_c \\`d\\` \\[e\\](f) \\<g> \\&amp; \\~h\\~ \\\\i"),
        ("    lùi vào", "lùi vào"),
        ("một\n- hai", "một\\\n\\- hai"),
        ("a | b", "a | b"),
    ] {
        assert_eq!(markdown(Role::Paragraph, text), format!("{expected}\n"), "{text}");
    }
    assert_eq!(markdown(Role::Item, "1. Một"), "- 1\\. Một\n");
    assert_eq!(markdown(Role::Item, "một\nhai"), "- một\\\n  hai\n");
    assert_eq!(markdown(Role::Basis, " *Luật* "), "*\\*Luật\\**\n");
    let heading = numbered(Role::Heading(2), "1.", "Mục #");
    assert_eq!(write(&body(vec![heading]), FormatName::Markdown), "### 1. Mục \\#\n");
}

#[test]
fn bars_in_cells_do_not_part_them() {
    let mut document = body(vec![crate::document::layout::sample::table()]);
    let table = document.body[0].table.as_mut().unwrap();
    table.header[0] = "a|b".to_owned();
    table.rows[0][0] = vec![Run::plain("c|d\n- e")];
    let text = write(&document, FormatName::Markdown);
    assert!(text.starts_with("| a\\|b | Số trẻ |\n| --- | ---: |\n| c\\|d - e | 1.300 |\n"), "{text}");
}

#[test]
fn a_page_is_whole() {
    let html = write(&report(), FormatName::Html);
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"));
    let title = "<title>BÁO CÁO Kết quả tổ chức các hoạt động Tháng hành động vì trẻ em năm 2026</title>";
    assert!(html.contains(title));
    for outside in ["<script", "<link", "http", "url(", "@import"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(
        html.contains("<h2>I. KẾT QUẢ</h2>\n<h3>1. Chăm sóc sức khỏe</h3>\n<h4>a) Khám sức khỏe</h4>\n<p>- Tổ chức")
    );
    assert!(html.contains("xã<sup><a id=\"mark1\" href=\"#note1\">(1)</a></sup>.</p>"));
    assert!(html.contains("<p id=\"note1\"><a href=\"#mark1\">(1)</a> Theo báo cáo của Trạm Y tế xã.</p>"));
    assert!(html.contains("<tr class=\"total\">\n<td>Cộng</td>\n<td class=\"figure\">1.345</td>\n</tr>"));
    assert!(html.contains("PHÓ TRƯỞNG BAN</p>\n<div class=\"gap\"></div>\n<p class=\"other post\">PHÓ CHỦ TỊCH"));
    // Number and date stand in one row.
    let level = "<p class=\"number\">Số: <span class=\"symbol\">05/BC-VHXH</span></p>\n</td>\n<td class=\"right\">\n<p class=\"date\">Bờ Y";
    assert!(html.contains(level));
}

#[test]
fn a_page_has_the_measures_of_the_office() {
    let (measures, _) = Measures::with(Some("[page]\nleft = 35\n[size]\ntext = 13\n[spacing]\nindent = 12.7"));
    let html = write_in(&report(), FormatName::Html, &ExportOptions { measures, ..ExportOptions::default() });
    assert!(html.contains("@page { size: A4; margin: 56.7pt 42.7pt 56.7pt 85.2pt;"), "{html}");
    for variable in ["--text: 13pt;", "--indent: 36pt;", "--motto: 14pt;", "--line: 1.32"] {
        assert!(html.contains(variable), "{variable}");
    }
    let (sheet, _) = html.split_once("</style>").unwrap();
    let (set, used) = sheet.split_once("</title>").unwrap().1.split_once("}\n:root").unwrap();
    assert!(set.contains("@page"));
    for name in used.split("var(").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        assert!(used.contains(&format!("{name}: ")), "{name} is not set");
    }
}

#[test]
fn an_appendix_stands_on_a_page_of_its_own_in_html() {
    let mut document = report();
    document.appendices = vec![words(Role::AppendixLabel, "Phụ lục"), crate::document::layout::sample::table()];
    let html = write(&document, FormatName::Html);
    let section = "<section class=\"appendix\" style=\"page: appendix-1\">\n<h2 class=\"appendix\">Phụ lục</h2>\n<table class=\"data\">";
    assert!(html.contains(section));
    // Its pages are counted for themselves.
    assert!(html.contains("@page appendix-1 { counter-increment: appendix-1;"));
}

#[test]
fn nothing_in_a_text_is_markup_in_html() {
    let html = write(&body(vec![words(Role::Paragraph, "a < b & c > d <b>\ne")]), FormatName::Html);
    assert!(html.contains("<p>a &lt; b &amp; c &gt; d &lt;b&gt;<br>e</p>"));
}

#[test]
fn what_is_missing_is_told_in_every_format() {
    let missing =
        || Run { text: "[thiếu: họ tên]".to_owned(), origin: None, kind: crate::document::RunKind::Missing };
    let mut document = report();
    document.signature[4].runs = vec![missing()];
    document.body[7].table.as_mut().unwrap().rows[0][1] = vec![missing()];
    document.body[0].runs.push(missing());
    for format in FORMATS.iter().filter(|format| format.name != FormatName::Word) {
        let text = write(&document, format.name);
        assert_eq!(text.matches("thiếu: họ tên").count(), 3, "{text}");
        assert!(text.contains("PHÓ CHỦ TỊCH UBND XÃ"));
    }
}

proptest! {
    /// The body has the same words in the same order in plain text and in HTML.
    #[test]
    fn text_and_html_have_the_same_words(blocks in a_body(), width in 62..200_usize) {
        let document = body(blocks);
        // No word is longer than a line here, so none is broken.
        let whole = document.blocks().flat_map(Block::all_runs).all(|run| !run.text.is_empty());
        prop_assume!(whole);
        let text = text_of(&document, width);
        let html = stripped(&write(&document, FormatName::Html));
        prop_assert_eq!(list(&text), list(&html));
    }

    /// With tables too, where the line is long enough for their cells.
    #[test]
    fn tables_have_the_same_words(blocks in a_body_with_tables()) {
        let document = body(blocks);
        let text = text_of(&document, 4000);
        // Drawn bars and rules are not words; the random words have no box-drawing characters.
        let text = text.replace(['│', '─', '┼'], " ");
        let html = stripped(&write(&document, FormatName::Html));
        prop_assert_eq!(list(&text), list(&html));
    }

    /// On the narrowest line, letters are all there in their order.
    #[test]
    fn no_letter_is_lost(blocks in a_body(), width in 1..40_usize) {
        let document = body(blocks);
        let text = text_of(&document, width);
        let html = stripped(&write(&document, FormatName::Html));
        prop_assert_eq!(list(&text).concat(), list(&html).concat());
    }
}
