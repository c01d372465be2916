use super::*;
use crate::document::layout::sample;

#[test]
#[ignore = "writes files to look at"]
fn show() {
    let mut document = sample::report();
    for format in FORMATS {
        let text = export(&document, format.name, &Options::default());
        std::fs::write(format!("/tmp/export-sample.{}", format.extension), text).unwrap();
    }
    document.body.splice(1..1, sample::long().body.into_iter().take(30));
    let text = export(&document, FormatName::Html, &Options::default());
    std::fs::write("/tmp/export-long.html", text).unwrap();
    println!("{}", export(&sample::report(), FormatName::Markdown, &Options::default()));
}
