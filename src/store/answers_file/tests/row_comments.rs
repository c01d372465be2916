//! Comments at the rows of tables and the items of lists: they go where these go, and stay where one is removed.

use super::comments::{Play, TEXT, around, comments, sorted_comments};
use super::*;
use std::collections::BTreeSet;

use proptest::prelude::*;

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
    assert_eq!(sorted_comments(&moved), sorted_comments(TEXT), "{moved}");
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
fn a_copy_has_no_comments() {
    let mut play = Play::new(TEXT);
    let copied = play.rows("kham", &[0, 0, 1, 2]);
    assert_eq!(comments(&copied), comments(TEXT), "{copied}");
    assert_eq!(play.undo(), TEXT);
    let copied = play.type_in("muc", "một\nhai\nhai\nba");
    assert_eq!(comments(&copied), comments(TEXT), "{copied}");
    assert_eq!(play.undo(), TEXT);
}

#[test]
fn a_removed_row_leaves_its_comments_in_its_place() {
    let mut play = Play::new(TEXT);
    let mut rows = |order: &[usize], due: &str| {
        let gone = play.rows("kham", order);
        assert!(gone.contains(due), "{gone}");
        assert_eq!(sorted_comments(&gone), sorted_comments(TEXT), "{gone}");
        assert_eq!(play.undo(), TEXT);
    };
    rows(&[1, 2], "\n\n# trên A\n# sau A\n# sau nơi A\n# trên số A\n# sau số A\n\n[[answers.kham]]\nnoi = \"B\"");
    rows(&[0, 2], "\n\n# sau nơi B\n\n# cuối B\n\n# trên C\n[[answers.kham]]\nnoi = \"C\"");
    rows(&[0, 1], "so = 2\n# cuối B\n\n# trên C\n\n# trên sửa tay\n[edited.cu]");
    rows(&[2], "# sau số A\n\n# sau nơi B\n\n# cuối B\n\n# trên C\n[[answers.kham]]\nnoi = \"C\"");
    rows(&[], "# cuối B\n# trên C\n");
    let gone = play.rows("can_cu", &[0, 2]);
    let due =
        "# sau luật\n\n  # trên nghị định\n  # sau nghị định\n\n  { kind = \"Thông tư\", number = \"3\" },\n  # cuối";
    assert!(gone.contains(due), "{gone}");
    assert_eq!(play.undo(), TEXT);
}

#[test]
fn a_removed_item_leaves_its_comments_in_its_place() {
    let mut play = Play::new(TEXT);
    for (items, due) in [
        ("hai\nba", "muc = [ # đầu danh mục\n  # sau một\n\n  # trên hai\n  \"hai\", # sau hai\n"),
        ("một\nba", "  \"một\", # sau một\n\n  # trên hai\n  # sau hai\n\n  \"ba\" # sau ba\n"),
        ("một\nhai", "  \"hai\" # sau hai\n\n  # sau ba\n\n  # cuối danh mục\n] # sau danh mục\n"),
        ("ba", "muc = [ # đầu danh mục\n  # sau một\n\n  # trên hai\n  # sau hai\n\n  \"ba\" # sau ba\n"),
        ("", "# sau ba\n# cuối danh mục\n"),
    ] {
        let gone = play.type_in("muc", items);
        assert!(gone.contains(due), "{gone}");
        assert_eq!(sorted_comments(&gone), sorted_comments(TEXT), "{gone}");
        assert_eq!(play.undo(), TEXT);
    }
    // On one line there is no room for a comment.
    let text = format!("{HEAD}can_cu = [{{ kind = \"a\", # trong a\n number = \"1\" }}, {{ kind = \"b\" }}]\n");
    let mut play = Play::new(&text);
    assert_eq!(play.rows("can_cu", &[1]), format!("{HEAD}can_cu = [\n  # trong a\n\n  {{ kind = \"b\" }}]\n"));
    assert_eq!(play.undo(), text);
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
    // It cannot be told which of them it is: the comments stay.
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
    assert_eq!(comments(&removed), comments(text));
    assert!(removed.contains("# ghi chú 1\n\n  # trước hai\n  # ghi chú 2\n\n  { tieu_de = \"Ba\""), "{removed}");
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
        let mut copied = BTreeSet::new();
        for step in steps {
            take(&mut play, step);
            let saved = play.saved();
            check_comments(&saved, &mut copied)?;
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

/// Each comment "# trên x" or "# sau x" is there once, and where x is, at it. Of one that was `copied`, and one
/// of the two edited, nobody can tell which it was: if the other is removed, its comments stay as a block.
fn check_comments(saved: &str, copied: &mut BTreeSet<&'static str>) -> Result<(), TestCaseError> {
    let lines: Vec<&str> = saved.lines().collect();
    for name in ["r0", "r1", "r2", "r3", "i0", "i1", "i2", "i3", "c0", "c1", "c2", "c3"] {
        let is_there = |line: &&str| line.contains(&format!("\"{name}")) && !line.starts_with('#');
        let there = lines.iter().filter(|line| is_there(line)).count();
        if there > 1 {
            copied.insert(name);
        }
        let above: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].trim() == format!("# trên {name}")).collect();
        let behind: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains(&format!("# sau {name}"))).collect();
        prop_assert_eq!((above.len(), behind.len()), (1, 1), "{} not once in {}", name, saved);
        prop_assert_eq!(above[0] + 1, behind[0], "{} torn in {}", name, saved);
        let value = if name.starts_with('r') { lines[behind[0] + 1] } else { lines[behind[0]] };
        if is_there(&value) {
            continue;
        }
        prop_assert!(there == 0 || copied.contains(name), "{} at another in {}", name, saved);
        prop_assert!(lines[behind[0]].trim_start().starts_with('#'), "{} at another in {}", name, saved);
    }
    Ok(())
}

/// How rows or items may be written.
#[derive(Debug, Clone, Copy)]
enum Written {
    Tables { spaced: bool },
    InlineTables { comma: bool },
    Texts { comma: bool },
}

impl Written {
    fn field(self) -> &'static str {
        match self {
            Written::Tables { .. } => "kham",
            Written::InlineTables { .. } => "can_cu",
            Written::Texts { .. } => "muc",
        }
    }

    /// Three rows, each with comments in those of four places that its `at` tells: above, at the end of the
    /// line, inside, and on a line below.
    fn text(self, at: &[[bool; 4]]) -> String {
        let mut text = String::new();
        for (n, [above, end, inside, below]) in at.iter().copied().enumerate() {
            let comment =
                |is_there: bool, place: &str| if is_there { format!("# {place} r{n}") } else { String::new() };
            let line = |is_there: bool, place: &str| if is_there { comment(true, place) + "\n" } else { String::new() };
            text += &line(above, "trên");
            let comma = |comma: bool| if comma || n + 1 < at.len() { "," } else { "" };
            text += &match self {
                Written::Tables { .. } => format!(
                    "[[answers.kham]] {}\nnoi = \"r{n}\"\nso = {n} {}\n",
                    comment(end, "sau"),
                    comment(inside, "trong")
                ),
                Written::InlineTables { comma: last } => format!(
                    "  {{ kind = \"r{n}\", {}number = \"{n}\" }}{} {}\n",
                    line(inside, "trong"),
                    comma(last),
                    comment(end, "sau")
                ),
                Written::Texts { comma: last } => format!("  \"r{n}\"{} {}\n", comma(last), comment(end, "sau")),
            };
            text += &line(below, "dưới");
            text += if matches!(self, Written::Tables { spaced: true }) { "\n" } else { "" };
        }
        let rows = match self {
            Written::Tables { .. } => text,
            Written::InlineTables { .. } => format!("can_cu = [\n{text}] # sau hết\n"),
            Written::Texts { .. } => format!("muc = [\n{text}] # sau hết\n"),
        };
        format!("{HEAD}# trên tên\nten = \"a\" # sau tên\n{rows}\n[cuoi] # cuối\n")
    }
}

#[derive(Debug, Clone, Copy)]
enum Act {
    Remove(usize),
    RemoveAll,
    Move(usize, usize),
    Copy(usize),
    EmptyCell(usize),
    EmptyName,
}

fn act_strategy() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..3_usize).prop_map(Act::Remove),
        1 => Just(Act::RemoveAll),
        1 => (0..3_usize, 0..3_usize).prop_map(|(from, to)| Act::Move(from, to)),
        1 => (0..3_usize).prop_map(Act::Copy),
        1 => (0..3_usize).prop_map(Act::EmptyCell),
        1 => Just(Act::EmptyName),
    ]
}

fn rearranged<T: Clone>(list: &mut Vec<T>, act: Act) {
    let count = list.len().max(1);
    match act {
        _ if list.is_empty() => {}
        Act::Remove(at) => drop(list.remove(at % count)),
        Act::RemoveAll => list.clear(),
        Act::Move(from, to) => {
            let taken = list.remove(from % count);
            list.insert(to % count, taken);
        }
        Act::Copy(at) => list.insert(at % count, list[at % count].clone()),
        Act::EmptyCell(_) | Act::EmptyName => {}
    }
}

/// Does it to the rows or items, and saves; the text.
fn act_on(play: &mut Play, written: Written, act: Act) -> String {
    play.change(|definition, answers| {
        let place = path(definition, written.field());
        if matches!(act, Act::EmptyName) {
            answers.set(definition, path(definition, "ten"), String::new());
        } else if matches!(written, Written::Texts { .. }) {
            let mut items: Vec<String> = answers.raw(place).lines().map(str::to_owned).collect();
            rearranged(&mut items, act);
            answers.set(definition, place, items.join("\n"));
        } else {
            let mut rows = answers.rows(place.field).to_vec();
            rearranged(&mut rows, act);
            let count = rows.len();
            answers.replace(place.field, Answer::Rows(rows));
            if let Act::EmptyCell(row) = act
                && count > 0
            {
                answers.set(definition, EntryPath::cell(place.field, row % count, 1), String::new());
            }
        }
    })
}

/// No comment of a row that is gone stands on another's line, or right above another.
fn check_gone(saved: &str, written: Written) -> Result<(), TestCaseError> {
    let lines: Vec<&str> = saved.lines().map(str::trim).collect();
    for name in ["r0", "r1", "r2"].iter().filter(|name| !saved.contains(&format!("\"{name}\""))) {
        // A line right below a row is above the next one, but where a blank line parts them.
        let below = matches!(written, Written::Tables { spaced: true }).then_some("dưới");
        for place in ["trên", "sau", "trong"].into_iter().chain(below) {
            let comment = format!("# {place} {name}");
            let Some(at) = lines.iter().position(|line| line.contains(&comment)) else { continue };
            prop_assert_eq!(lines[at], &comment, "{}", saved);
            let next = lines[at..].iter().find(|line| !line.starts_with('#')).copied().unwrap_or_default();
            prop_assert!(next.is_empty() || next.starts_with(']'), "{} above {} in\n{}", comment, next, saved);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done to rows or items, each comment is in the saved file once, also when the file was
    /// closed in between; and when all is undone, the file is as it was.
    #[test]
    fn no_comment_is_lost(
        written in prop_oneof![
            any::<bool>().prop_map(|spaced| Written::Tables { spaced }),
            any::<bool>().prop_map(|comma| Written::InlineTables { comma }),
            any::<bool>().prop_map(|comma| Written::Texts { comma }),
        ],
        at in any::<[[bool; 4]; 3]>(),
        acts in proptest::collection::vec((act_strategy(), any::<bool>()), 1..4),
    ) {
        let text = written.text(&at);
        let mut play = Play::new(&text);
        let mut opened = text.clone();
        let mut saved = text.clone();
        for (act, is_reopened) in acts {
            if is_reopened {
                play = Play::new(&saved);
                opened.clone_from(&saved);
            }
            let is_first = opened == text;
            saved = act_on(&mut play, written, act);
            prop_assert_eq!(sorted_comments(&saved), sorted_comments(&text), "{:?}: {}\n=>\n{}", act, opened, saved);
            if is_first {
                check_gone(&saved, written)?;
            }
        }
        while !play.undo.is_empty() {
            saved = play.undo();
        }
        prop_assert_eq!(saved, opened);
    }
}
