//! What `baocao types check` tells the author of a report type: each mistake with its place, the name
//! at fault and the nearest right one, in plain words.

use std::fs;

use baocao::cli::types::check;
use baocao::store::library::Library;
use baocao::text::language::Language;

use crate::command_line::Home;
use crate::play::TODAY;

/// A type without mistakes.
const TYPE: &str = r#"id = "trong-cay"
version = 1
title = "Báo cáo trồng cây"

[[section]]
id = "trong"
title = "Trồng cây"

[[section.field]]
id = "so_cay"
label = "Số cây"
kind = "number"
merge = "sum"

[[section.field]]
id = "con_song"
label = "Cây còn sống"
kind = "ratio"
constraint = "con_song.part <= con_song.of"
constraint_message = "Phần không lớn hơn tổng."

[[section.field]]
id = "ty_le"
label = "Tỷ lệ sống"
kind = "percent"
of = "con_song"
merge = "recompute"

[[section.field]]
id = "vuon"
label = "Vườn ươm"
kind = "choice"
options = [{ id = "co", label = "Có" }, { id = "khong", label = "Không" }]
relevant = "so_cay > 0"

[[body]]
id = "ket-qua"
role = "paragraph"
text = "Đã trồng {so_cay} cây[, còn sống {con_song|words} ({ty_le})][, vườn ươm: {vuon|lower}]."
when = "filled(so_cay)|default(false) and so_cay is not none"

[[example]]
name = "một xã"
answers = "[answers]\nso_cay = 45\n"
expect = ["Đã trồng 45 cây."]
"#;

/// What is told of a text, in Vietnamese.
fn told(text: &str) -> Vec<String> {
    let mistakes = check(&Library::new(None), "cay.toml", text, TODAY);
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
        "con_son\"\nmerge",
        "không có trường “con_son” – có phải “con_song”?",
    );
    is_told("of = \"con_song\"", "of = \"so_cay\"", "so_cay\"\nmerge", "trường “so_cay” không phải là tỷ số (ratio)");
    is_told("kind = \"number\"", "kind = \"nunber\"", "nunber", "không có kiểu “nunber” – có phải “number”?");
    is_told(
        "role = \"paragraph\"",
        "role = \"paragaph\"",
        "paragaph",
        "không có vai trò “paragaph” – có phải “paragraph”?",
    );
    is_told("merge = \"sum\"", "merge = \"sums\"", "sums", "không có cách tổng hợp “sums” – có phải “sum”?");
    is_told("title = \"Trồng cây\"", "", "[[section]]", "thiếu khóa “title” trong [[section]]");
    is_told("version = 1", "verson = 1", "verson", "không có khóa “verson” ở đầu tệp – có phải “version”?");
    is_told("so_cay > 0", "so_cay > 0 and so_ca > 1", "so_ca >", "không có trường “so_ca” – có phải “so_cay”?");
    is_told("|default(", "|defaul(", "defaul(", "không có bộ lọc “defaul” – có phải “default”?");
    is_told("is not none", "is not nono", "nono", "không có phép thử “nono” – có phải “none”?");
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
    is_told("title = \"Trồng cây\"", "title = 3", "3\n\n[[section.field]]", "“title” phải là chuỗi chữ");
    is_told("version = 1", "version = 0", "0\ntitle", "“version” phải là số nguyên từ 1 trở lên");
    is_told("of = \"con_song\"\n", "", "[[section.field]]\nid = \"ty_le\"", "thiếu khóa “of” trong [[field]]");
    is_told("{ty_le}", "{ty_lee}", "ty_lee", "không có trường “ty_lee” – có phải “ty_le”?");
    let found = told(&TYPE.replace("text = \"Đã", "txt = \"Đã"));
    assert!(found.len() == 2 && !found.iter().any(|line| line.contains("không dùng")), "{found:?}");
}

#[test]
fn what_is_there_twice_unused_or_unfit_is_told() {
    let again = "[[section.field]]\nid = \"so_cay\"\nlabel = \"Cây\"\nkind = \"text\"\nunused = true\n\n[[body]]";
    is_told("[[body]]", again, "so_cay\"\nlabel = \"Cây\"", "trường “so_cay” đã có ở trên");
    is_told("id = \"khong\"", "id = \"co\"", "co\", label = \"Không\"", "lựa chọn “co” đã có ở trên");
    is_told("[, vườn ươm: {vuon|lower}]", "", "vuon", &unused("vuon"));
    is_told(
        "merge = \"recompute\"",
        "merge = \"sum\"\n",
        "sum\"\n\n\n",
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
    is_told("so_cay > 0", "so_cay > (0", "0\"\n\n[[body]]", "biểu thức sai: thiếu `)` ở cuối");
    is_told("{vuon|lower}].", "{vuon|lower].", "{vuon|lower].", "mẫu câu sai: { …");
    is_told("[, còn sống", ", còn sống", "][, vườn", "mẫu câu sai: … ]");
}

#[test]
fn conditions_in_a_circle_are_told_with_their_way() {
    let text = TYPE.replace("kind = \"ratio\"", "kind = \"ratio\"\nrelevant = \"filled(vuon)\"");
    let text = text.replace("so_cay > 0", "filled(con_song)");
    let circle = ["con_song → vuon → con_song", "vuon → con_song → vuon"];
    let found = told(&text);
    let is_circle = |line: &String| circle.iter().any(|way| line.ends_with(&format!("vòng tròn: {way}")));
    assert!(matches!(&found[..], [line] if is_circle(line)), "{found:?}");
}

#[test]
fn examples_are_run_and_what_they_miss_is_told() {
    is_told("expect = [\"Đã trồng 45 cây.\"]", "expect = [\"Đã trồng 46 cây.\"]", "name = \"một xã\"", {
        "ví dụ “một xã”: văn bản không có (hoặc không đúng thứ tự) “Đã trồng 46 cây.”"
    });
    is_told("expect = [\"Đã trồng 45 cây.\"]", "reject = [\"45 cây\"]", "name = \"một xã\"", {
        "ví dụ “một xã”: văn bản không được có “45 cây”"
    });
}

#[test]
fn the_command_tells_all_of_them_and_fails() {
    let home = Home::with("");
    let file = home.folder.path().join("cay.toml");
    fs::write(&file, TYPE.replace("{so_cay}", "{so_cai}").replace("so_cay > 0", "so_caay > 0")).expect("written");
    let (code, said) = home.run_on(&["--lang", "en", "types", "check"], &file);
    assert_eq!(code, Some(1));
    assert!(said.contains("cay.toml:39:19:") && said.contains("did you mean “so_cay”?"), "{said}");
    assert_eq!(said.matches("there is no field").count(), 2, "{said}");

    fs::write(&file, TYPE).expect("written");
    let (code, said) = home.run_on(&["--lang", "en", "types", "check"], &file);
    assert_eq!((code, said.ends_with("no mistakes\n")), (Some(0), true), "{said}");
}
