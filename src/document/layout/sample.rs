//! Documents for tests: a small report with everything in it, a long one, and random ones.

use proptest::prelude::*;

use super::super::{Align, Block, Document, Role, Run, RunKind, Table};
use crate::report::answers::EntryPath;
use crate::report::ids::{BlockId, FieldId};

/// A block of plain words.
#[must_use]
pub(crate) fn words(role: Role, text: &str) -> Block {
    Block::new(role, vec![Run::plain(text)])
}

/// A numbered block.
#[must_use]
pub(crate) fn numbered(role: Role, number: &str, text: &str) -> Block {
    Block { number: number.to_owned(), ..words(role, text) }
}

/// The mark of a footnote.
#[must_use]
pub(crate) fn mark(number: usize) -> Run {
    Run { text: format!("({number})"), origin: None, kind: RunKind::NoteMark(number) }
}

/// A table of two columns with a row of sums whose first cell is empty.
#[must_use]
pub(crate) fn table() -> Block {
    let cell = |text: &str, row| vec![Run::of(text, EntryPath::cell(FieldId::nth(7), row, 0))];
    let mut block = Block::new(Role::Table, Vec::new());
    block.table = Some(Table {
        header: vec!["Nội dung".into(), "Số trẻ".into()],
        rows: vec![
            vec![cell("Khám sức khỏe", 0), cell("1.300", 0)],
            vec![cell("Tặng quà", 1), cell("45", 1)],
            vec![vec![], vec![Run::plain("1.345")]],
        ],
        has_total: true,
        align: vec![Align::Left, Align::Right],
    });
    block
}

/// A small report with everything in it.
#[must_use]
pub(crate) fn report() -> Document {
    let item = "Tổ chức khám sức khỏe cho hơn 300 lượt trẻ em từ ngày 01/6 đến ngày 30/6/2026 tại Trạm Y tế xã";
    let mut document = Document {
        head_left: vec![
            words(Role::Parent, "UBND XÃ BỜ Y"),
            words(Role::Agency, "PHÒNG VĂN HÓA - XÃ HỘI"),
            words(Role::Number, "Số: 05/BC-VHXH"),
        ],
        head_right: vec![
            words(Role::Nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            words(Role::Motto, "Độc lập - Tự do - Hạnh phúc"),
            words(Role::PlaceDate, "Bờ Y, ngày 05 tháng 7 năm 2026"),
        ],
        title: vec![
            words(Role::Title, "BÁO CÁO"),
            words(Role::Subject, "Kết quả tổ chức các hoạt động Tháng hành động vì trẻ em năm 2026"),
            words(Role::Addressee, "Kính gửi: Ủy ban nhân dân xã Bờ Y"),
        ],
        body: vec![
            words(Role::Basis, "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016."),
            words(Role::Lead, "Phòng Văn hóa - Xã hội báo cáo kết quả như sau:"),
            numbered(Role::Heading(1), "I.", "KẾT QUẢ"),
            numbered(Role::Heading(2), "1.", "Chăm sóc sức khỏe"),
            numbered(Role::Heading(3), "a)", "Khám sức khỏe"),
            Block::new(Role::Item, vec![Run::of(item, EntryPath::field(FieldId::nth(3))), mark(1), Run::plain(".")]),
            words(Role::SubItem, "Trong đó có 89/90 trẻ em có hoàn cảnh đặc biệt."),
            table(),
            words(Role::Closing, "Trên đây là kết quả tổ chức Tháng hành động vì trẻ em./."),
        ],
        recipients: vec![
            words(Role::RecipientsTitle, "Nơi nhận:"),
            words(Role::Recipient, "Như trên;"),
            words(Role::Recipient, "Lưu: VT, VHXH."),
        ],
        signature: vec![
            words(Role::SignatureLine, "TM. BAN ĐIỀU HÀNH"),
            words(Role::SignatureLine, "KT. TRƯỞNG BAN"),
            words(Role::SignatureLine, "PHÓ TRƯỞNG BAN"),
            words(Role::OtherPost, "PHÓ CHỦ TỊCH UBND XÃ"),
            words(Role::SignerName, "Nguyễn Thị Ờ"),
        ],
        notes: vec![numbered(Role::Note, "(1)", "Theo báo cáo của Trạm Y tế xã.")],
        appendices: Vec::new(),
        ..Document::default()
    };
    for (index, block) in document.body.iter_mut().enumerate() {
        block.id = Some(BlockId::new(format!("b{index}")));
    }
    document
}

/// About 40 pages: 600 blocks, 130.000 characters.
#[must_use]
pub(crate) fn long() -> Document {
    let mut document = report();
    let text = "Ủy ban nhân dân xã đã chỉ đạo các thôn, trường học tổ chức 12 hoạt động cho ";
    document.body = (0..600)
        .map(|index| {
            let runs = vec![
                Run::plain(text),
                Run::of(format!("{} lượt trẻ em", index + 100), EntryPath::field(FieldId::nth(index))),
                Run::plain(", trong đó có trẻ em có hoàn cảnh đặc biệt, với kinh phí "),
                Run::of("14.000.000 đồng", EntryPath::field(FieldId::nth(index + 1))),
                Run::plain(" từ ngày 01/6 đến ngày 30/6/2026 theo kế hoạch của xã"),
                Run::plain("."),
            ];
            let role = if index % 20 == 0 { Role::Heading(2) } else { Role::Paragraph };
            Block { id: Some(BlockId::new(format!("p{index}"))), ..Block::new(role, runs) }
        })
        .collect();
    document
}

/// Words of Vietnamese, figures, and what formats take as markup. None has a space.
fn a_word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zđêơưạảấầễộỡựỹ]{1,7}",
        "[0-9]{1,4}([./][0-9]{1,2})?",
        r"[-+*_#<>&`|\[\]\\~.;:!=)(0-9a]{1,5}",
        Just("e\u{302}\u{301}".to_owned()),
        Just("漢字".to_owned()),
    ]
}

fn a_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(a_word(), 1..30).prop_map(|words| words.join(" "))
}

fn some_runs() -> impl Strategy<Value = Vec<Run>> {
    let run = (a_text(), proptest::option::of(0..5_usize), any::<bool>()).prop_map(|(text, origin, space)| Run {
        text: if space { format!("{text} ") } else { text },
        origin: origin.map(|at| EntryPath::field(FieldId::nth(at))),
        kind: RunKind::Text,
    });
    proptest::collection::vec(run, 1..4)
}

fn a_block() -> impl Strategy<Value = Block> {
    let role = prop_oneof![
        Just(Role::Basis),
        Just(Role::Lead),
        (1..=3_u8).prop_map(Role::Heading),
        Just(Role::Paragraph),
        Just(Role::Item),
        Just(Role::SubItem),
    ];
    (role, some_runs()).prop_map(|(role, runs)| {
        let mut block = Block::new(role, runs);
        if let Role::Heading(level) = role {
            block.number = ["I.", "1.", "a)"].get(usize::from(level) - 1).copied().unwrap_or_default().to_owned();
        }
        block
    })
}

fn a_table() -> impl Strategy<Value = Block> {
    (1..4_usize, any::<bool>()).prop_flat_map(|(columns, has_total)| {
        let header = proptest::collection::vec(a_word(), columns);
        let rows = proptest::collection::vec(proptest::collection::vec(some_runs(), columns), 1..4);
        let align = proptest::sample::select(vec![Align::Left, Align::Centre, Align::Right]);
        let align = proptest::collection::vec(align, columns);
        (header, rows, align).prop_map(move |(header, mut rows, align)| {
            if let Some(cell) = rows.last_mut().and_then(|row| row.first_mut()).filter(|_| has_total) {
                cell.clear();
            }
            let mut block = Block::new(Role::Table, Vec::new());
            block.table = Some(Table { header, rows, has_total, align });
            block
        })
    })
}

/// A random body without tables.
pub(crate) fn a_body() -> impl Strategy<Value = Vec<Block>> {
    proptest::collection::vec(a_block(), 0..8)
}

/// A random body with tables.
pub(crate) fn a_body_with_tables() -> impl Strategy<Value = Vec<Block>> {
    proptest::collection::vec(prop_oneof![a_block(), a_table()], 0..6)
}
