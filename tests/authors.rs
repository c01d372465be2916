//! What `baocao types check` tells the author of a report type: each mistake with its place, the name
//! at fault and the nearest right one, in plain words.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use baocao::cli::types::check;
use baocao::report::convert::{Converted, convert};
use baocao::report::definition::{Definition, Rule};
use baocao::report::load::{is_old_spelling, load};
use baocao::report::source::{Source, TypeFiles};
use baocao::store::library::Library;
use baocao::text::language::Language;

use crate::command_line::Home;
use crate::play::{Play, TODAY};
use crate::sample::built_in;
use crate::terminal::Terminal;

/// A type without mistakes.
const TYPE: &str = r#"id = "trong-cay"
version = 1
title = "Báo cáo trồng cây"

[[section]]
id = "trong"
title = "Trồng cây"

fields = [
  { id = "so_cay", label = "Số cây", kind = "number", merge = "sum" },
  { id = "con_song", label = "Cây còn sống", kind = "ratio",
    constraint = "con_song.part <= con_song.of", constraint_message = "Phần không lớn hơn tổng." },
  { id = "ty_le", label = "Tỷ lệ sống", kind = "percent", of = "con_song", merge = "recompute" },
  { id = "vuon", label = "Vườn ươm", kind = "choice", relevant = "so_cay > 0", options = [
      { id = "co", label = "Có" },
      { id = "khong", label = "Không" },
    ] },
]

[document]
body = [
  { id = "ket-qua", role = "paragraph", when = "filled(so_cay)|default(false) and so_cay is not none",
    text = """Đã trồng {so_cay} cây[, còn sống {con_song|words} ({ty_le})]\
      [, vườn ươm: {vuon|lower}].""" },
]
"#;

/// Its English.
const ENGLISH: &str = r#"title = "Trees planted"

[section.trong]
title = "Trees"

[section.trong.fields]
so_cay = "Trees"
vuon = { label = "Nursery", options = { co = "There is one" } }
"#;

/// Its examples.
const EXAMPLES: &str = r#"[[example]]
name = "một xã"
answers = "[answers]\nso_cay = 45\n"
expect = ["Đã trồng 45 cây."]
"#;

/// What is told of a text, in Vietnamese.
fn told(text: &str) -> Vec<String> {
    told_of(text, ENGLISH, EXAMPLES)
}

fn told_of(text: &str, english: &str, examples: &str) -> Vec<String> {
    let files = TypeFiles {
        source: Source { name: "cay.toml", text },
        english: Some(Source { name: "cay.en.toml", text: english }),
        examples: Some(Source { name: "cay.examples.toml", text: examples }),
    };
    let mistakes = check(&Library::new(None), files, TODAY);
    mistakes.iter().map(|mistake| mistake.display(Language::Vi).to_string()).collect()
}

/// What is told of the type with one text in it replaced. The place must be the right one: the line
/// of `at`, and the column at which it begins there.
fn is_told(from: &str, to: &str, at: &str, wanted: &str) {
    assert_eq!(TYPE.matches(from).count(), 1, "{from}");
    let text = TYPE.replace(from, to);
    let before = text.split(at).next().expect("a beginning");
    assert_ne!(before, text, "{at}");
    let (line, start) = (before.matches('\n').count() + 1, before.rsplit('\n').next().expect("a line"));
    let found = told(&text);
    assert_eq!(found, [format!("cay.toml:{line}:{}: {wanted}", start.chars().count() + 1)], "{from} → {to}");
}

#[test]
fn a_type_without_mistakes_is_told_to_have_none() {
    assert_eq!(told(TYPE), [] as [&str; 0]);
}

#[test]
fn names_that_are_not_there_are_told_with_the_nearest() {
    is_told("{so_cay}", "{so_cai}", "so_cai", "không có trường “so_cai” – có phải “so_cay”?");
    is_told("so_cay > 0", "so_caay > 0", "so_caay", "không có trường “so_caay” – có phải “so_cay”?");
    is_told(
        "con_song.part <=",
        "con_song.pat <=",
        "con_song.pat",
        "trường “con_song” không có phần “pat” – có phải “part”?",
    );
    is_told("|words}", "|word}", "word}", "không có cách in “word” – có phải “words”?");
    is_told(
        "of = \"con_song\"",
        "of = \"con_son\"",
        "con_son\", merge",
        "không có trường “con_son” – có phải “con_song”?",
    );
    is_told("of = \"con_song\"", "of = \"so_cay\"", "so_cay\", merge", "trường “so_cay” không phải là tỷ số (ratio)");
    is_told("kind = \"number\"", "kind = \"nunber\"", "nunber", "không có kiểu “nunber” – có phải “number”?");
    is_told(
        "role = \"paragraph\"",
        "role = \"paragaph\"",
        "paragaph",
        "không có vai trò “paragaph” – có phải “paragraph”?",
    );
    is_told(
        "merge = \"sum\"",
        "merge = \"sum\", carry = \"nev\"",
        "nev",
        "không có cách chép sang kỳ sau “nev” – có phải “never”?",
    );
    is_told("merge = \"sum\"", "merge = \"sums\"", "sums", "không có cách tổng hợp “sums” – có phải “sum”?");
    is_told("title = \"Trồng cây\"", "", "[[section]]", "thiếu khóa “title” trong [[section]]");
    is_told("version = 1", "verson = 1", "verson", "không có khóa “verson” ở đầu tệp – có phải “version”?");
    is_told("so_cay > 0", "so_cay > 0 and so_ca > 1", "so_ca >", "không có trường “so_ca” – có phải “so_cay”?");
    is_told("|default(", "|defaul(", "defaul(", "không có bộ lọc “defaul” – có phải “default”?");
    let prefilled = |text: &str| format!("kind = \"number\", prefill = \"{text}\"");
    is_told(
        "kind = \"number\"",
        &prefilled("ofice.so_don_vi"),
        "ofice",
        "không có trường của hồ sơ đơn vị “ofice.so_don_vi” – có phải “office.so_don_vi”?",
    );
    is_told(
        "kind = \"number\"",
        &prefilled("office.so_don_vi2"),
        "so_don_vi2",
        "không có trường của hồ sơ đơn vị “so_don_vi2” – có phải “so_don_vi”?",
    );
    is_told(
        "kind = \"number\"",
        &prefilled("office.danh_sach_don_vi"),
        "danh_sach",
        "không có ô chữ của hồ sơ đơn vị “danh_sach_don_vi”",
    );
    is_told("is not none", "is not nono", "nono", "không có phép thử “nono” – có phải “none”?");
}

/// The head and the end that all types share are not the author's file: what they need is told at the top of the author's.
#[test]
fn what_the_shared_head_and_end_need_is_told_in_the_file_of_the_author() {
    let with = |sections: &str| TYPE.replace("[document]", &format!("{sections}\n[document]"));
    let used = |names: &[&str]| {
        let sections: Vec<String> = names.iter().map(|name| format!("[[section]]\nuse = \"{name}\"\n")).collect();
        sections.concat()
    };
    let lacks = |section: &str, field: &str| {
        format!(
            "cay.toml:1:1: phần đầu, phần cuối văn bản dùng trường “{field}”; hãy thêm [[section]] với use = \"{section}\""
        )
    };
    let subject = "cay.toml:1:1: phần đầu, phần cuối văn bản dùng trường “trich_yeu”; hãy thêm trường ấy vào một mục";
    assert_eq!(
        told(&with(&used(&["co_quan"]))),
        [lacks("so_ngay", "so_van_ban"), subject.to_owned(), lacks("noi_nhan_ky", "kinh_gui")]
    );
    assert_eq!(told(&with(&used(&["co_quan", "so_ngay", "noi_nhan_ky"]))), [subject]);
}

#[test]
fn calls_in_quotes_are_names_too_and_arguments_are_not() {
    let when = "filled(so_cay)|default(false)";
    let wrong = [
        ("[so_cay]|map('lowr')|first", "lowr", "không có bộ lọc “lowr” – có phải “lower”?"),
        ("[so_cay]|select('gtt', 1)|first", "gtt", "không có phép thử “gtt” – có phải “gt”?"),
        ("[so_cay]|rejectattr('c', 'nono')|first", "nono", "không có phép thử “nono” – có phải “none”?"),
    ];
    for (to, at, wanted) in wrong {
        is_told(when, to, at, wanted);
    }
    for right in [
        "[so_cay]|map('abs')|first",
        "[{'lowr': so_cay}]|selectattr('lowr', '>', 1)|first",
        "[{'lowr': so_cay}]|map(attribute='lowr')|first",
    ] {
        assert_eq!(told(&TYPE.replace(when, right)), [] as [&str; 0], "{right}");
    }
}

#[test]
fn each_mistake_is_told_once_and_nothing_that_only_follows_from_it() {
    is_told("title = \"Trồng cây\"", "title = 3", "3\n\nfields", "“title” phải là chuỗi chữ");
    is_told("version = 1", "version = 0", "0\ntitle", "“version” phải là số nguyên từ 1 trở lên");
    is_told("of = \"con_song\", ", "", "{ id = \"ty_le\"", "thiếu khóa “of” trong fields = [ … ]");
    is_told("{ty_le}", "{ty_lee}", "ty_lee", "không có trường “ty_lee” – có phải “ty_le”?");
    let found = told(&TYPE.replace("text = \"\"\"Đã", "txt = \"\"\"Đã"));
    assert!(found.len() == 2 && !found.iter().any(|line| line.contains("không dùng")), "{found:?}");
}

#[test]
fn what_is_there_twice_unused_or_unfit_is_told() {
    let again = "{ id = \"so_cay\", label = \"Cây\", kind = \"text\", unused = true },\n]\n\n[document]";
    is_told("]\n\n[document]", again, "so_cay\", label = \"Cây\"", "trường “so_cay” đã có ở trên");
    is_told("id = \"khong\"", "id = \"co\"", "co\", label = \"Không\"", "lựa chọn “co” đã có ở trên");
    is_told("[, vườn ươm: {vuon|lower}]", "", "vuon\"", &unused("vuon"));
    is_told(
        "merge = \"recompute\"",
        "merge = \"sum\" ",
        "sum\"  }",
        "“ty_le” là tỷ lệ phần trăm, không cộng được; hãy dùng merge = \"recompute\"",
    );
    is_told(
        "merge = \"sum\"",
        "merge = \"union\"",
        "union",
        "cách tổng hợp “union” không dùng được cho “so_cay” kiểu number",
    );
}

fn unused(field: &str) -> String {
    format!("trường “{field}” được hỏi nhưng không dùng ở đâu; nếu cố ý, ghi unused = true")
}

#[test]
fn what_is_not_well_formed_is_told_where_it_breaks() {
    is_told("so_cay > 0", "so_cay > (0", "0\", options", "biểu thức sai: thiếu `)` ở cuối");
    is_told("{vuon|lower}].", "{vuon|lower].", "{vuon|lower].", "mẫu câu sai: { …");
    is_told("[, còn sống", ", còn sống", "]\\\n      [, vườn", "mẫu câu sai: … ]");
}

#[test]
fn conditions_in_a_circle_are_told_with_their_way() {
    let text = TYPE.replace("kind = \"ratio\"", "kind = \"ratio\", relevant = \"filled(vuon)\"");
    let text = text.replace("so_cay > 0", "filled(con_song)");
    let circle = ["con_song → vuon → con_song", "vuon → con_song → vuon"];
    let found = told(&text);
    let is_circle = |line: &String| circle.iter().any(|way| line.ends_with(&format!("vòng tròn: {way}")));
    assert!(matches!(&found[..], [line] if is_circle(line)), "{found:?}");
}

#[test]
fn examples_are_run_and_what_they_miss_is_told() {
    let expect = "expect = [\"Đã trồng 45 cây.\"]";
    assert_eq!(EXAMPLES.matches(expect).count(), 1);
    for (to, wanted) in [
        ("expect = [\"Đã trồng 46 cây.\"]", "văn bản không có (hoặc không đúng thứ tự) “Đã trồng 46 cây.”"),
        ("reject = [\"45 cây\"]", "văn bản không được có “45 cây”"),
    ] {
        let found = told_of(TYPE, ENGLISH, &EXAMPLES.replace(expect, to));
        assert_eq!(found, [format!("cay.examples.toml:2:1: ví dụ “một xã”: {wanted}")]);
    }
    let found = told_of(TYPE, ENGLISH, &EXAMPLES.replace("expect", "exspect"));
    assert_eq!(found, ["cay.examples.toml:4:1: không có khóa “exspect” trong [[example]] – có phải “expect”?"]);
}

#[test]
fn english_that_fits_nothing_is_told() {
    for (from, to, wanted) in [
        ("so_cay", "so_cai", "7:1: loại báo cáo không có “so_cai” để dịch – có phải “so_cay”?"),
        ("co =", "com =", "8:41: loại báo cáo không có “com” để dịch – có phải “co”?"),
        ("{ label", "{ lable", "8:10: không có khóa “lable” trong fields = [ … ] – có phải “label”?"),
        (
            "title = \"Trees planted",
            "titel = \"Trees planted",
            "1:1: không có khóa “titel” ở đầu tệp – có phải “title”?",
        ),
        ("\"Trees\"\nvuon", "3\nvuon", "7:10: “fields” phải là chuỗi chữ"),
    ] {
        assert_eq!(ENGLISH.matches(from).count(), 1, "{from}");
        assert_eq!(told_of(TYPE, &ENGLISH.replace(from, to), EXAMPLES), [format!("cay.en.toml:{wanted}")]);
    }
}

#[test]
fn the_command_tells_all_of_them_and_fails() {
    let home = Home::with("");
    let file = home.folder.path().join("cay.toml");
    fs::write(&file, TYPE.replace("{so_cay}", "{so_cai}").replace("so_cay > 0", "so_caay > 0")).expect("written");
    let (code, said) = home.run_on(&["--lang", "en", "types", "check"], &file);
    assert_eq!(code, Some(1));
    assert!(said.contains("cay.toml:23:25:") && said.contains("did you mean “so_cay”?"), "{said}");
    assert_eq!(said.matches("there is no field").count(), 2, "{said}");

    fs::write(&file, TYPE).expect("written");
    let (code, said) = home.run_on(&["--lang", "en", "types", "check"], &file);
    assert_eq!((code, said.ends_with("no mistakes\n")), (Some(0), true), "{said}");
}

/// The types as they were written before a field was a row; they are never changed.
const OLD: [(&str, &str); 4] = [
    ("thang-hanh-dong-vi-tre-em", include_str!("data/old-types/thang-hanh-dong-vi-tre-em.toml")),
    ("tre-em-dinh-ky", include_str!("data/old-types/tre-em-dinh-ky.toml")),
    ("bao-cao-chung", include_str!("data/old-types/bao-cao-chung.toml")),
    ("don-vi", include_str!("data/old-types/office.toml")),
];
const OLD_PARTS: &str = include_str!("data/old-types/van-ban.toml");

fn files<'a>(name: &'a str, converted: &'a Converted) -> TypeFiles<'a> {
    let file = |text: &'a str| (!text.is_empty()).then_some(Source { name, text });
    TypeFiles {
        source: Source { name, text: &converted.text },
        english: file(&converted.english),
        examples: file(&converted.examples),
    }
}

/// A type as it was before a field was a row, converted.
pub fn former(id: &str) -> Definition {
    let (_, old) = OLD.iter().find(|(name, _)| *name == id).expect("a type");
    let (new, parts) = (convert(old).expect("TOML"), convert(OLD_PARTS).expect("TOML"));
    load(files(id, &new), &[files("van-ban", &parts)]).expect("a type without mistakes")
}

/// Rules that let more pass since: an amount that was not counted contradicts nothing.
const MILDER: [&str; 3] = [
    "Thành tiền khác với số lượng nhân đơn giá.",
    "Tổng giá trị khác với tổng cột thành tiền.",
    "Tổng số phải lớn hơn 0 thì mới tính được tỷ lệ.",
];

/// One that takes a price for an amount since.
const BY_PRICE: &str = "Tổng giá trị lớn hơn tổng cột thành tiền; còn dòng quà chưa có thành tiền.";

/// What was worth a second look and is an error now, told at its field.
const STRICTER: &str = "Có kinh phí trợ giúp nhưng số trẻ em bằng 0; hãy xem lại.";

/// That the types say what they said is for `former_types`.
#[test]
fn the_old_types_are_converted_without_mistakes() {
    for (id, old) in OLD {
        assert!(is_old_spelling(old) || id == "don-vi", "{id}");
        let new = convert(old).expect("TOML");
        assert!(!is_old_spelling(&new.text) && new.text.lines().all(|line| line.chars().count() <= 160), "{id}");
        let (converted, now) = (former(id), built_in(id));
        assert!(converted.examples.len() <= now.examples.len(), "{id}");
        // Every rule of then is there and says what it said; some have come since.
        let is_there =
            |then: &Rule| then.message.vi == STRICTER || now.rules.iter().any(|r| r.message.vi == then.message.vi);
        assert!(converted.rules.iter().all(is_there), "{id}");
        let is_of_then = |rule: &&Rule| {
            let is_milder = MILDER.contains(&rule.message.vi.as_str()) || rule.message.vi == BY_PRICE;
            !is_milder
                && rule.message.vi != STRICTER
                && converted.rules.iter().any(|own| own.message.vi == rule.message.vi)
        };
        let rules = |definition: &Definition| {
            let rules: Vec<_> = definition.rules.iter().filter(is_of_then).collect();
            format!("{rules:?}")
        };
        assert_eq!(rules(&converted).len(), rules(&now).len(), "{id}");
    }
}

/// What a sentence may choose from is checked like the sentence itself.
#[test]
fn conditions_and_wordings_in_a_sentence_are_told_where_they_are_wrong() {
    let choice = "[{if so_cay > 1}Đã|{if so_cay == 1}Mới|Chưa] trồng {so_cay/'vài' if filled(vuon)} cây";
    let text = TYPE.replace("Đã trồng {so_cay} cây", choice);
    assert_eq!(told(&text), [] as [&str; 0]);
    let wrong = [
        ("so_cay == 1", "so_caay == 1", "so_caay", "không có trường “so_caay” – có phải “so_cay”?"),
        ("so_cay == 1", "so_cay == (1", "1}Mới", "biểu thức sai: thiếu `)` ở cuối"),
        ("filled(vuon)", "filled(vuom)", "vuom", "không có trường “vuom” – có phải “vuon”?"),
        ("{so_cay/", "{so_cai/", "so_cai", "không có trường “so_cai” – có phải “so_cay”?"),
        ("] trồng", "] {if so_cay}trồng", "{if so_cay}", "mẫu câu sai: … {if …}"),
    ];
    for (from, to, at, wanted) in wrong {
        let text = text.replacen(from, to, 1);
        let before = text.split(at).next().expect("a beginning");
        let (line, start) = (before.matches('\n').count() + 1, before.rsplit('\n').next().expect("a line"));
        let found = told(&text);
        assert_eq!(found[0], format!("cay.toml:{line}:{}: {wanted}", start.chars().count() + 1), "{from} → {to}");
    }
}

#[test]
fn former_names_of_a_paragraph_that_are_not_free_are_told() {
    let was = |ids: &str| format!("id = \"ket-qua\", was = [{ids}], role");
    let with = |ids: &str| TYPE.replace("id = \"ket-qua\", role", &was(ids));
    assert_eq!(told(&with("\"ket-qua-cu\", \"da-trong\"")), [] as [&str; 0]);
    is_told("id = \"ket-qua\", role", &was("\"ket-qua\""), "ket-qua\"], role", "đoạn “ket-qua” đã có ở trên");
    is_told("id = \"ket-qua\", role", &was("\"cu\", \"cu\""), "cu\"], role", "đoạn “cu” đã có ở trên");
    assert!(told(&with("3"))[0].contains("“was” phải là"), "{:?}", told(&with("3")));
}

#[test]
fn comments_are_converted_too() {
    for (id, old) in OLD {
        let new = convert(old).expect("TOML");
        let written = [&*new.text, &*new.examples].concat();
        for comment in old.lines().filter(|line| line.starts_with('#')) {
            assert!(written.contains(comment), "{id}: {comment}");
        }
    }
}

#[test]
fn what_is_hard_to_quote_is_converted_as_it_is() {
    let long = "“dài” \\\"trích\\\" 'x' \\\\ \\t \\u0007 ".repeat(20);
    let old = format!(
        "id = \"a\"\ntitle = \"T\"\n[[section]]\nid = \"s\"\ntitle = \"\"\"\nHai\ndòng\"\"\" # sau\n\
         [[section.field]]\nid = \"f\"\n# trên nhãn\nlabel = '\"'\nlabel_en = \"E\"\nkind = \"list\"\nunused = true\n\
         suggestions = [\"{long}\", \"b\"]\nhint = \"{long}x\"\n"
    );
    let new = convert(&old).expect("TOML");
    let (old, text): (toml::Table, toml::Table) = (old.parse().expect("TOML"), new.text.parse().expect("TOML 1.1"));
    let (old, section) = (&old["section"][0], &text["section"][0]);
    assert_eq!(section["title"], old["title"]);
    for key in ["id", "label", "kind", "unused", "suggestions", "hint"] {
        assert_eq!(section["fields"][0][key], old["field"][0][key], "{key}\n{}", new.text);
    }
    assert!(new.text.contains("# sau\n") && new.text.contains("  # trên nhãn\n  { id = \"f\""), "{}", new.text);
    assert_eq!(new.english, "[section.s.fields]\nf = { label = \"E\" }\n");
}

#[test]
fn the_old_form_is_told_and_the_command_rewrites_it() {
    let (id, old) = OLD[2];
    let found = told_of(old, "", "");
    let line = |key: &str| 1 + old.lines().position(|line| line.starts_with(key)).expect("there");
    assert!(found.len() >= 5 && found.iter().all(|line| line.contains("cách viết cũ")), "{found:?}");
    let wanted = format!(
        "cay.toml:{}:11: [[section.field]] là cách viết cũ, nay viết fields = [ {{ … }} ]; \
         `baocao types convert TỆP` tự viết lại cả tệp",
        line("[[section.field]]")
    );
    assert!(found.contains(&wanted), "{wanted}\n{found:?}");

    let home = Home::with(old);
    let file = &home.report;
    let refused = || {
        let output = home.ask(&["types", "convert"], &[]);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    // Of one that may only be read, nothing is written beside it either.
    let mode = |mode| fs::set_permissions(file, fs::Permissions::from_mode(mode)).expect("set");
    mode(0o444);
    assert_eq!(refused().matches("chỉ cho đọc").count(), 1);
    assert_eq!(refused().matches("bao-cao.toml").count(), 1);
    assert!(!file.with_extension("en.toml").exists() && !file.with_extension("toml.old").exists());
    mode(0o644);
    let (code, said) = home.run_on(&["types", "convert"], file);
    assert_eq!((code, said.lines().count()), (Some(0), 4), "{said}");
    assert_eq!(fs::read_to_string(file.with_extension("toml.old")).expect("kept"), old);
    let (code, said) = home.run_on(&["types", "check"], file);
    assert_eq!(code, Some(0), "{id}: {said}");
    assert!(refused().contains("đã viết theo cách mới rồi"));

    // What stands there is not written over.
    fs::write(file, old).expect("written");
    assert!(refused().contains("bao-cao.en.toml đã có, không ghi đè"));
    assert_eq!(fs::read_to_string(file).expect("there"), old);
}

/// The office's own type of an earlier version: refused with what to do, its reports shown and not written.
#[test]
fn a_report_of_a_type_that_is_refused_opens_to_be_read() {
    let (id, old) = OLD[2];
    let mut play = Play::new(120, 40);
    let folders = &play.program().context.workspace.folders;
    fs::create_dir_all(folders.types()).expect("made");
    fs::write(folders.types().join("rieng.toml"), old).expect("written");
    let path = folders.reports().join("cu.toml");
    let text = format!("[report]\ntype = \"{id}\"\nversion = 1\n\n[answers]\nnoi_dung = \"công tác giảm nghèo\"\n");
    fs::write(&path, &text).expect("written");
    play.open(&path).keys("");
    let screen = words(&play.picture());
    for there in ["chỉ xem", "rieng.toml:", "cách viết cũ", "baocao types convert", "công tác giảm nghèo"] {
        assert!(screen.contains(there), "no {there} in\n{}", play.picture());
    }
    play.keys("x<enter><c-s><esc>").advance(5000);
    assert_eq!(fs::read_to_string(&path).expect("there"), text);
    // The type put right, the report opens.
    let home = Home::with("");
    let own = play.program().context.workspace.folders.types().join("rieng.toml");
    assert_eq!(home.run_on(&["types", "convert"], &own).0, Some(0));
    play.open(&path).keys("");
    assert_eq!(play.answer("noi_dung"), "công tác giảm nghèo");
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_new_type_is_right_and_is_shown() {
    let home = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_baocao"));
        let output = command.args(["--home", "h"]).args(arguments).current_dir(&home).env_clear().output();
        let output = output.expect("it runs");
        let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
        (output.status.code(), said)
    };
    let (code, said) = run(&["types", "new", "trong-rung"]);
    assert_eq!((code, said.lines().count()), (Some(0), 3), "{said}");
    let path = said.lines().last().expect("the type");
    let (code, said) = run(&["types", "check", path]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run(&["types", "preview", path]);
    assert!(code == Some(0) && said.contains("== Kết quả\n") && said.contains("đã trồng 1.200 cây tại ven"), "{said}");
    assert!(run(&["--lang", "en", "types"]).1.contains("Trees planted"));
    for (name, words) in
        [("trong-rung", "đã có loại báo cáo này"), ("bao-cao-chung", "đã có loại báo cáo này"), ("../x", "tên chỉ gồm")]
    {
        let (code, said) = run(&["types", "new", name]);
        assert!(code != Some(0) && said.contains(words), "{name}: {said}");
    }
}

#[test]
fn a_disk_that_is_full_leaves_no_half_of_a_new_type() {
    let home = Home::with("");
    // The first two files have their room, the third has not.
    let limited = |limit: &str| {
        let script = format!("trap '' XFSZ; {limit} exec \"$0\" types new trong-rung");
        let mut command = std::process::Command::new("/bin/sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_baocao")]);
        command.env_clear().env("HOME", home.folder.path()).output().expect("a shell")
    };
    let refused = limited("ulimit -f 3;");
    assert!(!refused.status.success() && refused.stdout.is_empty(), "{refused:?}");
    let made = limited("");
    assert!(made.status.success(), "the name is free still: {made:?}");
}

#[test]
fn a_preview_is_shown_again_when_the_type_is_saved() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("cay.toml");
    let letterhead = "[letterhead]\nagency = \"\"\ntitle = \"BÁO CÁO\"\nsubject = \"\"\n\n[document]";
    let text = TYPE.replace("[document]", letterhead);
    fs::write(&file, &text).expect("written");
    fs::write(file.with_extension("examples.toml"), EXAMPLES).expect("written");
    let path = file.to_string_lossy().into_owned();
    let mut terminal = Terminal::in_home(home, &["--home", "lan", "types", "preview", &path], &[]);
    terminal.wait("the page", |screen| screen.contains("== Trồng cây") && screen.contains("Đã trồng 45 cây."));
    // An editor that writes beside the file and renames.
    let new = file.with_extension("new");
    fs::write(&new, text.replace("Đã trồng", "Trồng được")).expect("written");
    fs::rename(&new, &file).expect("renamed");
    terminal.wait("the new page", |screen| screen.contains("Trồng được 45 cây."));
    fs::write(file.with_extension("examples.toml"), EXAMPLES.replace("45", "46")).expect("written");
    terminal.wait("the new example", |screen| screen.contains("Trồng được 46 cây."));
    terminal.kill();
}
