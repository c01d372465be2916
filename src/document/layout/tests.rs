//! How lines come out, and what a change lays out anew.

use proptest::prelude::*;

use super::super::{Align, Run, Table};
use super::sample::{a_body_with_tables, long, mark, numbered, report, table, words};
use super::*;
use crate::report::ids::FieldId;
use crate::text::width::columns;

fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text() + "\n").collect()
}

/// The lines of a body.
fn body(blocks: Vec<Block>, width: usize) -> String {
    text(&lay_out(&Document { body: blocks, ..Document::default() }, width))
}

fn compact(document: &Document, width: usize, ascii: bool) -> String {
    let mut layout = Layout::new(width, LayoutOptions { compact: true, ascii });
    layout.update(document);
    text(layout.lines())
}

#[test]
fn a_report_at_80_columns() {
    assert_eq!(text(&lay_out(&report(), 80)), include_str!("tests/wide.txt"));
}

#[test]
fn a_report_at_50_columns() {
    assert_eq!(text(&lay_out(&report(), 50)), include_str!("tests/narrow.txt"));
}

#[test]
fn columns_stand_side_by_side_from_62_columns() {
    let level = |width| {
        let lines = lay_out(&report(), width);
        lines.iter().any(|line| line.text().contains("Số: 05/BC-VHXH") && line.text().contains("Bờ Y, ngày 05"))
    };
    assert!(level(62) && level(80) && !level(61));
}

#[test]
fn the_number_stays_level_with_the_date_below_a_long_agency() {
    let mut document = report();
    document.title.clear();
    document.body.clear();
    document.recipients.clear();
    document.signature.clear();
    document.notes.clear();
    document.head_left = vec![
        words(Role::Parent, "UBND HUYỆN NGỌC HỒI"),
        words(Role::Agency, "BAN ĐIỀU HÀNH THÁNG HÀNH ĐỘNG VÌ TRẺ EM"),
        words(Role::Number, "Số:        /BC-BĐH"),
    ];
    let expected = "
  UBND HUYỆN NGỌC HỒI      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  BAN ĐIỀU HÀNH THÁNG         Độc lập - Tự do - Hạnh phúc
  HÀNH ĐỘNG VÌ TRẺ EM         ───────────────────────────
        ────────
   Số:        /BC-BĐH        Bờ Y, ngày 05 tháng 7 năm 2026
";
    assert_eq!(text(&lay_out(&document, 62)), expected.trim_start_matches('\n'));
}

#[test]
fn several_addressees_have_their_dashes_under_the_colon() {
    let title = vec![
        words(Role::AddresseeLead, "Kính gửi:"),
        words(Role::AddresseeItem, "Sở Y tế tỉnh Quảng Ngãi;"),
        words(Role::AddresseeItem, "Ủy ban nhân dân xã Bờ Y."),
    ];
    let document = Document { title, ..Document::default() };
    let expected = "
             Kính gửi:
                     - Sở Y tế tỉnh Quảng Ngãi;
                     - Ủy ban nhân dân xã Bờ Y.
";
    assert_eq!(text(&lay_out(&document, 60)), expected);
    let expected = "
Kính gửi:
  - Sở Y tế tỉnh Quảng
    Ngãi;
  - Ủy ban nhân dân xã
    Bờ Y.
";
    assert_eq!(text(&lay_out(&document, 23)), expected);
}

#[test]
fn compact_and_ascii() {
    let mut document = report();
    document.head_left.clear();
    document.head_right.clear();
    document.body.drain(..4);
    let expected = "                 BÁO CÁO
      Kết quả tổ chức các hoạt động
    Tháng hành động vì trẻ em năm 2026
              --------------

    Kính gửi: Ủy ban nhân dân xã Bờ Y

  a) Khám sức khỏe
  - Tổ chức khám sức khỏe cho hơn 300 lượt
trẻ em từ ngày 01/6 đến ngày 30/6/2026 tại
Trạm Y tế xã(1).
  + Trong đó có 89/90 trẻ em có hoàn cảnh
đặc biệt.
  Nội dung    | Số trẻ
--------------+-------
Khám sức khỏe |  1.300
Tặng quà      |     45
--------------+-------
Cộng          |  1.345
  Trên đây là kết quả tổ chức Tháng hành
động vì trẻ em./.

Nơi nhận:
- Như trên;
- Lưu: VT, VHXH.

            TM. BAN ĐIỀU HÀNH
              KT. TRƯỞNG BAN
              PHÓ TRƯỞNG BAN


           PHÓ CHỦ TỊCH UBND XÃ
               Nguyễn Thị Ờ

--------------------
(1) Theo báo cáo của Trạm Y tế xã.
";
    assert_eq!(compact(&document, 42, true), expected);
}

#[test]
fn words_that_never_part() {
    let text = "Từ ngày 01/6/2026 có 14.000.000\u{a0}đồng";
    assert_eq!(body(vec![words(Role::Paragraph, text)], 17), "  Từ ngày\n01/6/2026 có\n14.000.000 đồng\n");
    // Longer than the line: broken by columns, between graphemes.
    let e = "e\u{302}\u{301}";
    let expected = format!("  {}\n{}\n", e.repeat(10), e.repeat(3));
    assert_eq!(body(vec![words(Role::Paragraph, &e.repeat(13))], 12), expected);
    assert_eq!(body(vec![words(Role::Item, "漢字漢字漢字")], 10), "  - 漢字漢\n字漢字\n");
    assert_eq!(body(vec![words(Role::Paragraph, "một\nhai\tba")], 20), "  một\nhai ba\n");
}

#[test]
fn a_word_of_several_runs_stays_whole() {
    let runs = vec![Run::plain("có "), Run::of("tám", EntryPath::field(FieldId::nth(1))), mark(1), Run::plain(". Hết")];
    let lines = lay_out(&Document { body: vec![Block::new(Role::Paragraph, runs)], ..Document::default() }, 10);
    assert_eq!(text(&lines), "  có\ntám(1).\nHết\n");
    let spans: Vec<_> = lines[1].spans.iter().map(|s| (s.text.as_str(), s.origin, s.kind)).collect();
    let mark = ("(1)", None, RunKind::NoteMark(1));
    assert_eq!(
        spans,
        [("tám", Some(EntryPath::field(FieldId::nth(1))), RunKind::Text), mark, (".", None, RunKind::Text)]
    );
}

#[test]
fn a_long_origin_is_one_span_on_each_line() {
    let runs =
        vec![Run::plain("Đã "), Run::of("tặng quà cho trẻ em", EntryPath::field(FieldId::nth(2))), Run::plain(".")];
    let lines = lay_out(&Document { body: vec![Block::new(Role::Basis, runs)], ..Document::default() }, 20);
    let spans: Vec<Vec<_>> =
        lines.iter().map(|l| l.spans.iter().map(|s| (s.text.as_str(), s.origin.is_some())).collect()).collect();
    let first = vec![("  Đã ", false), ("tặng quà cho", true)];
    assert_eq!(spans, [first, vec![("trẻ em", true), (".", false)]]);
    assert!(lines[1].spans.iter().all(|span| span.style == Style::ITALIC));
}

#[test]
fn looks_follow_the_decree() {
    let lines = lay_out(&report(), 80);
    let style = |word: &str| {
        lines.iter().flat_map(|l| &l.spans).find(|s| s.text.contains(word)).map(|s| (s.style.bold, s.style.italic))
    };
    for (word, look) in [
        ("UBND XÃ BỜ Y", (false, false)),
        ("PHÒNG VĂN HÓA", (true, false)),
        ("Số: 05", (false, false)),
        ("Bờ Y, ngày", (false, true)),
        ("BÁO CÁO", (true, false)),
        ("Căn cứ", (false, true)),
        ("I. KẾT QUẢ", (true, false)),
        ("1. Chăm sóc", (true, false)),
        ("a) Khám", (false, false)),
        ("Cộng", (true, false)),
        ("Nơi nhận", (true, true)),
        ("Nguyễn Thị Ờ", (true, false)),
    ] {
        assert_eq!(style(word), Some(look), "{word}");
    }
}

#[test]
fn lines_know_their_block() {
    let mut document = report();
    document.body[1].pending = true;
    document.body[2].edit = Edit::Stale;
    let lines = lay_out(&document, 80);
    let blocks: Vec<&Block> = document.blocks().collect();
    let of = |word: &str| lines.iter().find(|line| line.text().contains(word)).unwrap();
    for word in ["UBND XÃ", "BÁO CÁO", "Căn cứ", "89/90", "Tặng quà", "Như trên", "Nguyễn Thị Ờ", "Theo báo cáo"]
    {
        let block = blocks[of(word).block.unwrap()];
        assert!(block.all_runs().any(|run| run.text.contains(word)), "{word}");
    }
    let pending: Vec<_> = lines.iter().filter(|line| line.pending).map(Line::text).collect();
    assert_eq!(pending, ["    Phòng Văn hóa - Xã hội báo cáo kết quả như sau:"]);
    assert_eq!(of("KẾT QUẢ").edit, Edit::Stale);
    assert_eq!(lines.iter().filter(|line| line.edit != Edit::Generated).count(), 1);
}

#[test]
fn tables_wrap_and_then_give_up_columns() {
    let cell = |text: &str| vec![Run::plain(text)];
    let mut block = table();
    block.table = Some(Table {
        header: ["Đơn vị", "Hoạt động", "Số lượt"].map(str::to_owned).to_vec(),
        rows: vec![
            vec![cell("Thôn 1"), cell("Phát thanh trên loa truyền thanh"), cell("45")],
            vec![cell("Thôn 2"), vec![], cell("1.200")],
        ],
        has_total: false,
        align: vec![Align::Left, Align::Left, Align::Right],
    });
    let expected = "\
Đơn vị │ Hoạt động  │ Số lượt
───────┼────────────┼────────
Thôn 1 │ Phát thanh │      45
       │ trên loa   │
       │ truyền     │
       │ thanh      │
Thôn 2 │            │   1.200
";
    assert_eq!(body(vec![block.clone()], 29), expected);
    let expected = "\
Đơn vị: Thôn 1
  Hoạt động: Phát
    thanh trên loa
    truyền thanh
  Số lượt: 45
Đơn vị: Thôn 2
  Số lượt: 1.200
";
    assert_eq!(body(vec![block], 18), expected);
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(lay_out(&Document::default(), 80), []);
}

/// What a layout keeps must be what a new one makes.
fn assert_kept(layout: &mut Layout, document: &Document) {
    layout.update(document);
    let mut anew = Layout::new(layout.width(), layout.frame.options);
    anew.update(document);
    assert_eq!(layout.lines(), anew.lines());
}

#[test]
fn kept_lines_are_right_after_every_change() {
    let mut document = long();
    let mut layout = Layout::new(80, LayoutOptions::default());
    assert_kept(&mut layout, &document);
    document.body[300].runs[1].text = "một".to_owned();
    assert_kept(&mut layout, &document);
    document.body.remove(10);
    assert_kept(&mut layout, &document);
    document.body.insert(500, words(Role::Item, "mới"));
    document.head_left.remove(0);
    assert_kept(&mut layout, &document);
    document.body.swap(1, 400);
    document.notes.push(numbered(Role::Note, "(2)", "Hai"));
    assert_kept(&mut layout, &document);
    document.body.drain(100..300);
    assert_kept(&mut layout, &document);
    assert_kept(&mut layout, &Document::default());
}

#[test]
fn an_unchanged_block_is_not_laid_out_again() {
    let mut document = long();
    let mut layout = Layout::new(80, LayoutOptions::default());
    layout.update(&document);
    // A kept line is the same allocation.
    let address = |layout: &Layout| {
        let last = layout.lines().iter().rev().find(|line| line.block == Some(500));
        last.map(|line| line.spans.as_ptr())
    };
    let before = address(&layout);
    document.body[3].runs[1].text = "một".to_owned();
    layout.update(&document);
    assert!(before.is_some());
    assert_eq!(address(&layout), before);
}

proptest! {
    /// Centred lines are no more than are needed, and none could be shorter.
    #[test]
    fn centred_lines_are_even(text in "[a-zờế]{1,8}([ \\n]{1,2}[a-zờế]{1,8}){0,12}", room in 8..40_usize) {
        let block = words(Role::Title, &text);
        let count = |limit| wrap::wrap(&wrap::fragments(&block), "", Style::PLAIN, 0, limit).len();
        let rows = wrap::balanced(&block, 0, room, 0);
        let widest = rows.iter().map(|row| row.width).max().unwrap_or(0);
        prop_assert_eq!(rows.len(), count(room));
        let longest = text.split([' ', '\n']).map(columns).max().unwrap_or(0);
        prop_assert!(widest == longest || rows.len() == 1 || count(widest - 1) > rows.len(), "{:?}", rows);
    }

    /// No line is wider than asked, and spans that look the same are one.
    #[test]
    fn lines_fit(body in a_body_with_tables(), width in 8..120_usize) {
        let mut document = report();
        document.body = body;
        for line in lay_out(&document, width) {
            let text: String = line.spans.iter().map(|span| span.text.as_str()).collect();
            prop_assert!(columns(&text) <= width, "{width}: {text:?}");
            let merged = line.spans.windows(2).all(|pair| {
                (pair[0].origin, pair[0].kind, pair[0].style) != (pair[1].origin, pair[1].kind, pair[1].style)
            });
            prop_assert!(merged, "{:?}", line.spans);
        }
    }

    #[test]
    fn kept_lines_are_right(first in a_body_with_tables(), second in a_body_with_tables(), at in 0..6_usize) {
        let mut document = report();
        document.body = first;
        let mut layout = Layout::new(70, LayoutOptions::default());
        assert_kept(&mut layout, &document);
        let at = at.min(document.body.len());
        document.body.splice(at..at, second);
        assert_kept(&mut layout, &document);
    }
}

#[test]
fn an_appendix_follows_and_its_lines_know_their_blocks() {
    let mut document = report();
    document.appendices = vec![
        words(Role::AppendixLabel, "Phụ lục"),
        words(Role::AppendixTitle, "SỐ LIỆU"),
        words(Role::AppendixReference, "(Kèm theo Báo cáo số 05/BC-UBND)"),
        table(),
        words(Role::AppendixEnd, "./."),
    ];
    let lines = lay_out(&document, 80);
    let at = lines.iter().rposition(|line| line.text().ends_with("Phụ lục")).expect("its label");
    let roles: Vec<Role> =
        lines[at..].iter().filter_map(|line| document.blocks().nth(line.block?)).map(|block| block.role).collect();
    let (heads, rest) = roles.split_at(4);
    // The reference has a rule below it.
    let reference = Role::AppendixReference;
    assert_eq!(heads, [Role::AppendixLabel, Role::AppendixTitle, reference, reference]);
    assert!(rest[..rest.len() - 1].iter().all(|role| *role == Role::Table), "{rest:?}");
    assert_eq!(rest.last(), Some(&Role::AppendixEnd));
}
