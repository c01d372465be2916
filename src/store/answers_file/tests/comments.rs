//! Comments belong to their values: they go where these go, and come back with them.

use super::*;
use proptest::prelude::*;

/// A file with a comment in every place.
const TEXT: &str = r#"# đầu tệp
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
fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.find("# ").map(|at| line[at..].trim())).collect()
}

/// A file that is saved again and again, with what was before to go back to.
struct Play {
    opened: Opened,
    undo: Vec<Answers>,
}

impl Play {
    fn new(text: &str) -> Self {
        Play { opened: open(text), undo: Vec::new() }
    }

    /// Changes the answers and saves; the text, which says them.
    fn change(&mut self, change: impl FnOnce(&Definition, &mut Answers)) -> String {
        self.undo.push(self.opened.answers.clone());
        change(&self.opened.definition, &mut self.opened.answers);
        self.saved()
    }

    fn type_in(&mut self, name: &str, raw: &str) -> String {
        self.change(|definition, answers| answers.set(definition, path(definition, name), raw.to_owned()))
    }

    /// The rows of a field in another order, or fewer, or more; saved.
    fn rows(&mut self, name: &str, order: &[usize]) -> String {
        self.change(|definition, answers| {
            let field = path(definition, name).field;
            let rows = answers.rows(field).to_vec();
            let row =
                |index: &usize| rows.get(*index).cloned().unwrap_or_else(|| Answers::blank_row(definition, field));
            answers.replace(field, Answer::Rows(order.iter().map(row).collect()));
        })
    }

    fn undo(&mut self) -> String {
        self.opened.answers = self.undo.pop().expect("something to undo");
        self.saved()
    }

    fn saved(&mut self) -> String {
        let text = save(&mut self.opened);
        let again = open(&text);
        assert_eq!(properties::difference(&again.definition, &again.answers, &self.opened.answers), None, "{text}");
        text
    }
}

/// The line of a text that has this in it, with what stands right above.
fn around<'a>(text: &'a str, needle: &str) -> (Option<&'a str>, &'a str) {
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
        let (mut found, mut due) = (comments(&emptied), comments(TEXT));
        found.sort_unstable();
        due.sort_unstable();
        assert_eq!(found, due, "{name} emptied: a comment stays where the answer was\n{emptied}");
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
fn rows_and_items_take_their_comments_along() {
    let mut play = Play::new(TEXT);
    let moved = play.rows("kham", &[1, 2, 0]);
    assert_eq!(around(&moved, "[[answers.kham]] # sau A").0, Some("# trên A"));
    assert!(
        moved.contains("# trên A\n[[answers.kham]] # sau A\nnoi = \"A\" # sau nơi A\n# trên số A\nso = 1 # sau số A\n")
    );
    assert!(moved.contains("noi = \"B\" # sau nơi B\nso = 2\n# cuối B\n\n# trên C\n"), "{moved}");
    let moved = play.rows("kham", &[1, 0, 2]);
    assert!(moved.contains("noi = \"B\" # sau nơi B\nso = 2\n# cuối B\n\n# trên A\n"), "{moved}");
    let mut sorted = comments(&moved);
    sorted.sort_unstable();
    let mut due = comments(TEXT);
    due.sort_unstable();
    assert_eq!(sorted, due, "{moved}");
    play.undo();
    assert_eq!(play.undo(), TEXT);

    let moved = play.rows("can_cu", &[2, 1, 0]);
    assert!(
        moved.contains(
            "can_cu = [\n  { kind = \"Thông tư\", number = \"3\" },\n  # trên nghị định\n  { kind = \"Nghị định\", number = \"2\" }, # sau nghị định\n  { kind = \"Luật\", number = \"1\" }, # sau luật\n  # cuối căn cứ\n] # sau căn cứ\n"
        ),
        "{moved}"
    );
    assert_eq!(play.undo(), TEXT);

    let moved = play.type_in("muc", "ba\nhai\nmột");
    assert!(
        moved.contains(
            "muc = [ # đầu danh mục\n  \"ba\", # sau ba\n  # trên hai\n  \"hai\", # sau hai\n  \"một\" # sau một\n  # cuối danh mục\n] # sau danh mục\n"
        ),
        "{moved}"
    );
    assert_eq!(play.undo(), TEXT);
}

#[test]
fn a_copy_has_no_comments_and_a_removed_one_takes_its_own() {
    let mut play = Play::new(TEXT);
    let copied = play.rows("kham", &[0, 0, 1, 2]);
    assert_eq!(comments(&copied), comments(TEXT), "{copied}");
    assert_eq!(play.undo(), TEXT);
    let copied = play.type_in("muc", "một\nhai\nhai\nba");
    assert_eq!(comments(&copied), comments(TEXT), "{copied}");
    assert_eq!(play.undo(), TEXT);

    let gone = play.rows("kham", &[0, 2]);
    let without = |gone: &[&str]| comments(TEXT).into_iter().filter(|c| !gone.contains(c)).collect::<Vec<_>>();
    let mut left = comments(&gone);
    assert!(left.contains(&"# cuối B"), "what is parted from a row stays");
    left.retain(|comment| *comment != "# cuối B");
    assert_eq!(left, without(&["# sau nơi B", "# cuối B"]), "{gone}");
    assert_eq!(play.undo(), TEXT, "and comes back");
    let gone = play.type_in("muc", "một\nba");
    assert_eq!(comments(&gone), without(&["# trên hai", "# sau hai"]), "{gone}");
    let gone = play.type_in("muc", "ba");
    assert_eq!(comments(&gone), without(&["# sau một", "# trên hai", "# sau hai"]), "{gone}");
    play.undo();
    assert_eq!(play.undo(), TEXT);
    // What stood above the first may speak of all.
    let gone = play.rows("kham", &[1, 2]);
    assert_eq!(around(&gone, "[[answers.kham]]").0, Some("# trên A"), "{gone}");
    assert_eq!(play.undo(), TEXT);
    for emptied in [play.rows("kham", &[]), play.rows("can_cu", &[]), play.type_in("muc", "")] {
        let mut found = comments(&emptied);
        found.sort_unstable();
        let mut due = comments(TEXT);
        due.sort_unstable();
        assert_eq!(found, due, "an emptied answer leaves all its comments\n{emptied}");
    }
}

#[test]
fn one_that_is_edited_bit_by_bit_and_moved_is_the_same_still() {
    let text = format!("{HEAD}[[answers.kham]] # của A\nnoi = \"A\"\n\n[[answers.kham]] # của B\nnoi = \"B\"\n");
    let mut play = Play::new(&text);
    play.type_in("kham.0.noi", "xa lạ");
    play.rows("kham", &[9, 0, 1]);
    play.type_in("kham.0.noi", "mới");
    let moved = play.rows("kham", &[0, 2, 1]);
    assert!(moved.contains("[[answers.kham]] # của A\nnoi = \"xa lạ\""), "{moved}");
    // Removed, and undone to what it last said.
    play.rows("kham", &[0, 1]);
    assert_eq!(play.undo(), moved);
    // Moved and a cell edited between two saves: told by the other cells.
    let mut play = Play::new(TEXT);
    let both = play.change(|definition, answers| {
        let kham = path(definition, "kham").field;
        let mut rows = answers.rows(kham).to_vec();
        rows.rotate_left(1);
        answers.replace(kham, Answer::Rows(rows));
        answers.set(definition, path(definition, "kham.2.noi"), "khác hẳn".to_owned());
    });
    assert!(both.contains("# trên A\n[[answers.kham]] # sau A\nnoi = \"khác hẳn\" # sau nơi A\n"), "{both}");
    // It cannot be told: the comments stay, at the end.
    let mut play = Play::new(&text);
    let doubtful = play.change(|definition, answers| {
        let kham = path(definition, "kham").field;
        let row = answers.rows(kham)[..1].to_vec();
        answers.replace(kham, Answer::Rows(row));
        answers.set(definition, path(definition, "kham.0.noi"), "mới".to_owned());
    });
    assert!(doubtful.contains("# của A") && doubtful.contains("# của B"), "{doubtful}");
    play.undo();
    assert_eq!(play.saved(), text);
}

#[test]
fn comments_inside_of_tables_over_several_lines_stay() {
    let text = format!(
        "{HEAD}ke_hoach = {{ # đầu\n  kind = \"Kế hoạch\", # loại\n  # trên số\n  number = \"15\", # số\n  date = 2026-05-12 # ngày\n}} # sau\n"
    );
    let mut play = Play::new(&text);
    for (name, raw) in [("ke_hoach.kind", "Kế hoạch"), ("ke_hoach.number", "15"), ("ke_hoach.date", "12/5/2026")] {
        let emptied = play.type_in(name, "");
        let (mut found, mut due) = (comments(&emptied), comments(&text));
        found.sort_unstable();
        due.sort_unstable();
        assert_eq!(found, due, "{emptied}");
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
    let (mut found, mut due) = (comments(&saved), comments(text));
    found.sort_unstable();
    due.sort_unstable();
    assert_eq!(found, due, "{saved}");
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
    let (mut found, mut due) = (comments(&edited), comments(TEXT));
    found.sort_unstable();
    due.sort_unstable();
    assert_eq!(found, due, "{edited}");
    assert_eq!(play.undo(), TEXT);
}

#[test]
fn rows_written_on_one_line_each_keep_theirs_in_a_report() {
    let text = "[report]\ntype = \"bao-cao-chung\"\nversion = 1\nperiod = \"2026\"\n\n[answers]\nket_qua = [\n  \
                { tieu_de = \"Một\", noi_dung = \"Nội dung một.\" }, # ghi chú 1\n  # trước hai\n  \
                { tieu_de = \"Hai\", noi_dung = \"Nội dung hai.\" }, # ghi chú 2\n  \
                { tieu_de = \"Ba\", noi_dung = \"Nội dung ba.\" },\n  # .. còn nữa\n]\n";
    let mut opened = AnswersFile::open(text, &Library::new(None), 2026).expect("opens");
    let field = opened.definition.field("ket_qua").expect("a field");
    let rows = opened.answers.rows(field).to_vec();
    let mut ordered = |order: &[usize]| {
        let rows = order.iter().map(|index| rows[*index].clone()).collect();
        opened.answers.replace(field, Answer::Rows(rows));
        save(&mut opened)
    };
    let moved = ordered(&[2, 0, 1]);
    assert!(
        moved.contains(
            "ket_qua = [\n  { tieu_de = \"Ba\", noi_dung = \"Nội dung ba.\" },\n  \
             { tieu_de = \"Một\", noi_dung = \"Nội dung một.\" }, # ghi chú 1\n  # trước hai\n  \
             { tieu_de = \"Hai\", noi_dung = \"Nội dung hai.\" }, # ghi chú 2\n  # .. còn nữa\n]\n"
        ),
        "{moved}"
    );
    let removed = ordered(&[0, 2]);
    assert_eq!(comments(&removed), ["# ghi chú 1", "# .. còn nữa"]);
    assert_eq!(ordered(&[0, 1, 2]), text);
}

/// A change to a file: which, and two numbers that say how.
type Step = (u8, usize, usize);

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Rows and items that are told apart by what they say are moved, removed, copied and edited in any
    /// order, a save after each: each comment stands once at its value while that is there.
    #[test]
    fn each_comment_stands_once_at_its_value(steps in proptest::collection::vec((0..8_u8, 0..6_usize, 0..6_usize), 1..14)) {
        let rows = (0..4).map(|n| format!("# trên r{n}\n[[answers.kham]] # sau r{n}\nnoi = \"r{n}\"\nso = {n} # số r{n}\n\n")).collect::<Vec<_>>().concat();
        let items = |name: &str, of: &dyn Fn(usize) -> String| {
            let lines = (0..4).map(|n| format!("  # trên {name}{n}\n  {}, # sau {name}{n}\n", of(n)));
            lines.collect::<Vec<_>>().concat()
        };
        let lists = format!(
            "muc = [\n{}]\ncan_cu = [\n{}]\n\n",
            items("i", &|n| format!("\"i{n}\"")),
            items("c", &|n| format!("{{ kind = \"c{n}\", number = \"{n}\" }}"))
        );
        let text = format!("{HEAD}# trên tên\nten = \"a\" # sau tên\n{lists}{rows}[cuoi]\n# cuối\n");
        let mut play = Play::new(&text);
        for step in steps {
            take(&mut play, step);
            let saved = play.saved();
            check_comments(&saved)?;
            for stays in ["# trên tên", "# sau tên", "# cuối\n"] {
                prop_assert_eq!(saved.matches(stays).count(), 1, "{} in {}", stays, saved);
            }
        }
        while !play.undo.is_empty() {
            play.undo();
        }
        prop_assert_eq!(play.saved(), text);
    }
}

/// Makes a step: a row, item or text of the file is moved, removed, copied, edited or put back.
fn take(play: &mut Play, (kind, one, two): Step) {
    let name = ["kham", "muc", "can_cu"][one % 3];
    let field = path(&play.opened.definition, name).field;
    if kind == 7 {
        if !play.undo.is_empty() {
            play.undo();
        }
        return;
    }
    if kind == 6 {
        let now = raw(&play.opened, "ten");
        play.type_in("ten", if now.is_empty() { "b" } else { "" });
        return;
    }
    play.change(|definition, answers| {
        if name == "muc" {
            let raw = answers.raw(EntryPath::field(field)).to_owned();
            let mut items: Vec<String> = raw.lines().map(str::to_owned).collect();
            rearrange(&mut items, kind, one, two, |item| item.push_str(" thêm"));
            answers.set(definition, EntryPath::field(field), items.join("\n"));
        } else {
            let mut rows = answers.rows(field).to_vec();
            rearrange(&mut rows, kind, one, two, |_| {});
            answers.replace(field, Answer::Rows(rows));
            if kind >= 4 && !answers.rows(field).is_empty() {
                let row = two % answers.rows(field).len();
                let now = answers.raw(EntryPath::cell(field, row, 1)).to_owned();
                answers.set(definition, EntryPath::cell(field, row, 1), format!("{now}7"));
            }
        }
    });
}

fn rearrange<T: Clone>(list: &mut Vec<T>, kind: u8, one: usize, two: usize, edit: impl Fn(&mut T)) {
    if list.is_empty() {
        return;
    }
    let (one, two) = ((one / 3) % list.len(), two % list.len());
    match kind {
        0 | 1 => {
            let taken = list.remove(one);
            list.insert(two, taken);
        }
        2 => drop(list.remove(two)),
        3 => list.insert(two, list[two].clone()),
        _ => edit(&mut list[two]),
    }
}

/// Each comment "# trên x" or "# sau x" stands once where x is, and next to it.
fn check_comments(saved: &str) -> Result<(), TestCaseError> {
    let lines: Vec<&str> = saved.lines().collect();
    for name in ["r0", "r1", "r2", "r3", "i0", "i1", "i2", "i3", "c0", "c1", "c2", "c3"] {
        let is_there = |line: &&str| line.contains(&format!("\"{name}")) && !line.starts_with('#');
        let there = lines.iter().filter(|line| is_there(line)).count();
        let above: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].trim() == format!("# trên {name}")).collect();
        let behind: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains(&format!("# sau {name}"))).collect();
        prop_assert!(above.len() <= 1 && behind.len() <= 1, "{} twice in {}", name, saved);
        if there == 0 {
            continue;
        }
        prop_assert_eq!((above.len(), behind.len()), (1, 1), "{} lost in {}", name, saved);
        prop_assert_eq!(above[0] + 1, behind[0], "{} torn in {}", name, saved);
        let value = if name.starts_with('r') { lines[behind[0] + 1] } else { lines[behind[0]] };
        prop_assert!(is_there(&value), "{} at another in {}", name, saved);
    }
    Ok(())
}
