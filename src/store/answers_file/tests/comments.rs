//! Comments belong to their values: they go where these go, and come back with them.

use super::*;

/// A file with a comment in every place.
pub(super) const TEXT: &str = r#"# đầu tệp
[report] # sau mục
type = "thu"
version = 2
# trên kỳ
period = "2026-Q2" # sau kỳ
# trên khóa lạ
nguoi_lap = "Y Lan" # sau khóa lạ

# trên mục
[answers] # sau mục answers
# trên tên
ten = "Y Lan" # sau tên
# trên đoạn
doan = """
một
hai""" # sau đoạn
# trên danh mục
muc = [ # đầu danh mục
  "một", # sau một
  # trên hai
  "hai", # sau hai
  "ba" # sau ba
  # cuối danh mục
] # sau danh mục
# trên lượt
luot = { value = 300, approx = "hơn" } # sau lượt
# trên tỷ số
ty_so = { part = 7, of = 8, nguon = "sổ" } # sau tỷ số
tien = 5 # sau tiền
ngay = 2026-05-12 # sau ngày
dot = { start = 2026-06-01, end = 2026-06-30 } # sau đợt
co = true # sau có
# trên nhiều
nhieu = ["x", "y"] # sau nhiều
# trên kế hoạch
ke_hoach = { kind = "Kế hoạch", number = "15" } # sau kế hoạch
# trên căn cứ
can_cu = [
  { kind = "Luật", number = "1" }, # sau luật
  # trên nghị định
  { kind = "Nghị định", number = "2" }, # sau nghị định
  { kind = "Thông tư", number = "3" },
  # cuối căn cứ
] # sau căn cứ
# trên lạ
la = [1, 2] # sau lạ
# cuối answers

# trên A
[[answers.kham]] # sau A
noi = "A" # sau nơi A
# trên số A
so = 1 # sau số A

[[answers.kham]]
noi = "B" # sau nơi B
so = 2
# cuối B

# trên C
[[answers.kham]]
noi = "C"
so = 3
ghi_chu = "c"

# trên sửa tay
[edited.cu] # sau sửa tay
# trên text
text = "a" # sau text
replaces = "b"

# trên cuối
[cuoi]
a = 1 # sau a
# cuối tệp
"#;

/// All comments of a text, in order.
pub(super) fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.find("# ").map(|at| line[at..].trim())).collect()
}

/// All comments of a text, in alphabetical order: two texts have the same ones, wherever they stand.
pub(super) fn sorted_comments(text: &str) -> Vec<&str> {
    let mut all = comments(text);
    all.sort_unstable();
    all
}

/// A file that is saved again and again, with what was before to go back to.
pub(super) struct Play {
    pub(super) opened: Opened,
    pub(super) undo: Vec<Answers>,
}

impl Play {
    pub(super) fn new(text: &str) -> Self {
        Play { opened: open(text), undo: Vec::new() }
    }

    /// Changes the answers and saves; the text, which says them.
    pub(super) fn change(&mut self, change: impl FnOnce(&Definition, &mut Answers)) -> String {
        self.undo.push(self.opened.answers.clone());
        change(&self.opened.definition, &mut self.opened.answers);
        self.saved()
    }

    pub(super) fn type_in(&mut self, name: &str, raw: &str) -> String {
        self.change(|definition, answers| answers.set(definition, path(definition, name), raw.to_owned()))
    }

    /// The rows of a field in another order, or fewer, or more; saved.
    pub(super) fn rows(&mut self, name: &str, order: &[usize]) -> String {
        self.change(|definition, answers| {
            let field = path(definition, name).field;
            let rows = answers.rows(field).to_vec();
            let row =
                |index: &usize| rows.get(*index).cloned().unwrap_or_else(|| Answers::blank_row(definition, field));
            answers.replace(field, Answer::Rows(order.iter().map(row).collect()));
        })
    }

    pub(super) fn undo(&mut self) -> String {
        self.opened.answers = self.undo.pop().expect("something to undo");
        self.saved()
    }

    pub(super) fn saved(&mut self) -> String {
        let text = save(&mut self.opened);
        let again = open(&text);
        assert_eq!(properties::difference(&again.definition, &again.answers, &self.opened.answers), None, "{text}");
        text
    }
}

/// The line of a text that has this in it, with what stands right above.
pub(super) fn around<'a>(text: &'a str, needle: &str) -> (Option<&'a str>, &'a str) {
    let mut above = None;
    for line in text.lines() {
        if line.contains(needle) {
            return (above, line);
        }
        above = Some(line);
    }
    panic!("no {needle} in\n{text}")
}

#[test]
fn what_is_emptied_and_retyped_or_undone_has_its_comments_again() {
    for (name, other) in [
        ("ky", "quý III/2026"),
        ("ten", "Y Mai"),
        ("doan", "một dòng"),
        ("luot", "301"),
        ("ty_so", "8/8"),
        ("tien", "6"),
        ("ngay", "13/5"),
        ("dot", "2/6 - 30/6"),
        ("co", "không"),
        ("ke_hoach.kind", "Quyết định"),
        ("ke_hoach.number", "16"),
        ("muc", "một\nhai\nbốn"),
        ("nhieu", "x"),
        ("kham.0.noi", "AA"),
        ("kham.0.so", "11"),
        ("kham.1.noi", "BB"),
        ("can_cu.1.number", "22"),
    ] {
        let mut play = Play::new(TEXT);
        let raw = raw(&play.opened, name);
        let emptied = play.type_in(name, "");
        assert_eq!(
            sorted_comments(&emptied),
            sorted_comments(TEXT),
            "{name} emptied: a comment stays where the answer was\n{emptied}"
        );
        assert_eq!(play.type_in(name, &raw), TEXT, "{name} retyped");
        let changed = play.type_in(name, other);
        assert_eq!(comments(&changed), comments(TEXT), "{name} changed\n{changed}");
        play.type_in(name, "");
        assert_eq!(play.type_in(name, other), changed, "{name} emptied and typed otherwise");
        for _ in 0..3 {
            play.undo();
        }
        play.undo();
        assert_eq!(play.undo(), TEXT, "{name} undone");
    }
}

#[test]
fn comments_inside_of_tables_over_several_lines_stay() {
    let text = format!(
        "{HEAD}ke_hoach = {{ # đầu\n  kind = \"Kế hoạch\", # loại\n  # trên số\n  number = \"15\", # số\n  date = 2026-05-12 # ngày\n}} # sau\n"
    );
    let mut play = Play::new(&text);
    for (name, raw) in [("ke_hoach.kind", "Kế hoạch"), ("ke_hoach.number", "15"), ("ke_hoach.date", "12/5/2026")] {
        let emptied = play.type_in(name, "");
        assert_eq!(sorted_comments(&emptied), sorted_comments(&text), "{emptied}");
        assert_eq!(play.type_in(name, raw), text);
    }
    let without = text.replace("  # trên số\n  number = \"15\", # số\n", "");
    let with = typed(&without, &[("ke_hoach.number", "7")]);
    assert!(with.contains("kind = \"Kế hoạch\", # loại\n  number = \"7\",\n  date"), "{with}");
}

#[test]
fn answers_on_one_line_are_spread_with_their_comments() {
    let text = "report = { type = \"thu\", version = 2 } # sau report\n# trên answers\nanswers = { # đầu\n  luot = 5, # sau lượt\n  # trên lạ\n  la = 1 # sau lạ\n} # sau answers\n";
    let saved = typed(text, &[("luot", "6")]);
    assert_eq!(sorted_comments(&saved), sorted_comments(text), "{saved}");
    assert_eq!(around(&saved, "luot = 6").0, Some("# sau lượt"), "{saved}");
}

#[test]
fn a_period_among_the_answers_takes_its_comment_to_the_report() {
    let text = "[report]\ntype = \"thu\"\nversion = 2\n[answers]\n# trên kỳ\nky = \"2026-Q2\" # sau kỳ\nluot = 5\n";
    let mut play = Play::new(text);
    let saved = play.type_in("ky", "quý III/2026");
    assert!(saved.contains("# trên kỳ\n# sau kỳ\nperiod = \"2026-Q3\"\n[answers]\nluot = 5\n"), "{saved}");
    assert_eq!(play.undo(), text);
}

#[test]
fn a_hand_edit_put_back_leaves_its_comments() {
    let mut play = Play::new(TEXT);
    let edited = play.change(|_, answers| answers.edited.clear());
    assert_eq!(sorted_comments(&edited), sorted_comments(TEXT), "{edited}");
    assert_eq!(play.undo(), TEXT);
}
