//! The styles of the document: an office restyles it by changing these, never a paragraph.

use crate::document::Role;
use crate::export::measures::Measures;

use super::xml::Xml;

/// How a paragraph stands. Lengths in twips.
#[derive(Default, Clone, Copy)]
struct Paragraph {
    keep_next: bool,
    keep_lines: bool,
    /// A line is drawn above it.
    rule: bool,
    before: u32,
    after: u32,
    /// 240ths of a line; or twips, where exact.
    line: Option<(u32, &'static str)>,
    first_line: u32,
    align: Option<&'static str>,
    /// Its level in the navigation pane, from 0.
    outline: Option<u32>,
}

/// How letters look. Size in half-points.
#[derive(Default, Clone, Copy)]
struct Letters {
    bold: bool,
    italic: bool,
    size: Option<u32>,
}

const CENTRE: Option<&str> = Some("center");

/// The style of a block.
pub(crate) fn style_of(role: Role) -> &'static str {
    match role {
        Role::Parent => "Parent",
        Role::Agency => "Agency",
        Role::Nation => "Nation",
        Role::Motto => "Motto",
        Role::Number => "DocumentNumber",
        Role::DraftMark => "DraftMark",
        Role::PlaceDate => "PlaceDate",
        Role::Title => "Title",
        Role::Subject => "Subtitle",
        Role::Addressee => "Addressee",
        Role::AddresseeLead => "AddresseeLead",
        Role::AddresseeItem => "AddresseeItem",
        Role::Basis => "Basis",
        Role::Heading(0 | 1) => "Heading1",
        Role::Heading(2) => "Heading2",
        Role::Heading(_) => "Heading3",
        Role::Lead | Role::Paragraph | Role::Table => "BodyText",
        Role::Item => "ListItem",
        Role::SubItem => "ListSubItem",
        Role::Closing => "LastSentence",
        Role::RecipientsTitle => "RecipientsTitle",
        Role::Recipient => "Recipient",
        Role::SignatureLine => "SignatureLine",
        Role::OtherPost => "OtherPost",
        Role::SignerName => "SignerName",
        Role::Note => "FootnoteText",
        Role::AppendixLabel => "AppendixLabel",
        Role::AppendixTitle => "AppendixTitle",
        Role::AppendixReference => "AppendixReference",
        Role::AppendixEnd => "AppendixEnd",
    }
}

/// The part `styles.xml`. `place_date` is the size of that line, which a long name makes smaller.
pub(crate) fn part(measures: &Measures, place_date: u32) -> Vec<u8> {
    Xml::part("w:styles", |xml| {
        defaults(xml, measures.size.text);
        paragraphs(xml, measures, place_date);
        characters(xml);
        tables(xml);
    })
}

fn defaults(xml: &mut Xml, size: u32) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                let font = "Times New Roman";
                xml.empty("w:rFonts", &[("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", font), ("w:cs", font)]);
                xml.value("w:sz", size);
                xml.value("w:szCs", size);
                xml.empty("w:lang", &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")]);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| spacing(xml, 0, 0, Some((240, "auto"))));
        });
    });
}

fn paragraphs(xml: &mut Xml, measures: &Measures, place_date: u32) {
    let (size, space) = (measures.size, measures.spacing);
    let plain = Paragraph::default();
    let text = Paragraph {
        before: space.before,
        line: Some((space.line, "auto")),
        first_line: space.indent,
        align: Some("both"),
        ..plain
    };
    let centred = Paragraph { align: CENTRE, ..plain };
    let below = |before| Paragraph { before, ..centred };
    let heading = |level| Paragraph { keep_next: true, outline: Some(level), ..text };
    let exact = |twips| Paragraph { line: Some((twips, "exact")), ..plain };
    let letters = |size| Letters { size: Some(size), ..Letters::default() };
    let bold = |size| Letters { bold: true, ..letters(size) };
    let italic = |size| Letters { italic: true, ..letters(size) };
    let tiny = letters(2);

    let rows: [(&str, &str, Paragraph, Letters); 29] = [
        ("Normal", "Normal", plain, Letters::default()),
        ("BodyText", "Body Text", text, Letters::default()),
        ("Parent", "Cơ quan chủ quản", centred, letters(size.parent)),
        ("Agency", "Cơ quan ban hành", centred, bold(size.agency)),
        ("Nation", "Quốc hiệu", centred, bold(size.nation)),
        ("Motto", "Tiêu ngữ", centred, bold(size.motto)),
        ("Rule", "Đường kẻ", Paragraph { rule: true, before: 60, ..exact(80) }, tiny),
        ("DocumentNumber", "Số, ký hiệu", below(80), letters(size.number)),
        ("DraftMark", "Dự thảo", below(60), bold(size.number)),
        ("PlaceDate", "Địa danh, thời gian", below(80), italic(place_date)),
        ("Title", "Title", Paragraph { keep_next: true, ..below(320) }, bold(size.title)),
        ("Subtitle", "Subtitle", Paragraph { keep_next: true, ..centred }, bold(size.title)),
        ("Addressee", "Kính gửi", Paragraph { after: 120, ..below(240) }, letters(size.addressee)),
        (
            "AddresseeLead",
            "Kính gửi nhiều nơi",
            Paragraph { keep_next: true, before: 240, ..plain },
            letters(size.addressee),
        ),
        ("AddresseeItem", "Nơi được gửi", Paragraph { before: 60, ..plain }, letters(size.addressee)),
        ("Basis", "Căn cứ", text, Letters { italic: true, ..Letters::default() }),
        ("Heading1", "heading 1", heading(0), Letters { bold: true, ..Letters::default() }),
        ("Heading2", "heading 2", heading(1), Letters { bold: true, ..Letters::default() }),
        ("Heading3", "heading 3", heading(2), Letters::default()),
        ("ListItem", "Gạch đầu dòng", text, Letters::default()),
        ("ListSubItem", "Gạch cộng", text, Letters::default()),
        ("LastSentence", "Câu kết", Paragraph { keep_next: true, keep_lines: true, ..text }, Letters::default()),
        ("RecipientsTitle", "Nơi nhận", plain, Letters { bold: true, italic: true, size: Some(size.recipients_title) }),
        ("Recipient", "Tên nơi nhận", plain, letters(size.recipient)),
        ("SignatureLine", "Quyền hạn, chức vụ", centred, bold(size.signature)),
        ("SignatureRoom", "Chỗ ký", exact(space.signature_room), tiny),
        ("OtherPost", "Chức vụ khác", centred, bold(size.signature)),
        ("SignerName", "Họ tên người ký", centred, bold(size.signature)),
        ("TableRoom", "Khoảng trên bảng", Paragraph { keep_next: true, ..exact(space.before.max(20)) }, tiny),
    ];
    let tail: [(&str, &str, Paragraph, Letters); 7] = [
        (
            "AppendixEnd",
            "Hết phụ lục",
            Paragraph { align: Some("right"), before: space.before, ..plain },
            Letters::default(),
        ),
        ("End", "Hết phần", exact(20), tiny),
        ("AppendixLabel", "Phụ lục", Paragraph { outline: Some(0), keep_next: true, ..centred }, bold(size.appendix)),
        ("AppendixTitle", "Tên phụ lục", Paragraph { keep_next: true, ..centred }, bold(size.appendix)),
        ("AppendixReference", "Kèm theo", Paragraph { keep_next: true, ..centred }, italic(size.appendix)),
        ("Header", "header", centred, letters(size.page_number)),
        ("FootnoteText", "footnote text", Paragraph { align: Some("both"), ..plain }, letters(size.note)),
    ];
    for (id, name, paragraph, letters) in rows.iter().chain(&tail) {
        style(xml, id, name, paragraph, letters);
    }
    let heading = Paragraph { keep_next: true, ..cell(CENTRE) };
    for (step, size) in stepped_sizes(size.table).enumerate() {
        for (id, name, paragraph, letters) in [
            ("TableHeading", "Tiêu đề bảng", &heading, bold(size)),
            ("TableText", "Chữ trong bảng", &cell(None), letters(size)),
            ("TableFigure", "Số trong bảng", &cell(Some("right")), letters(size)),
            ("TableUnit", "Giữa ô trong bảng", &cell(CENTRE), letters(size)),
        ] {
            style(xml, &stepped(id, step), &stepped(name, step), paragraph, &letters);
        }
    }
}

/// The smallest size that letters are stepped down to, half-points: 10 points.
pub(crate) const LEAST: u32 = 20;

/// The sizes of letters that a table, or a line that must not break, may have, half-points: from this one down to 10
/// points.
pub(crate) fn stepped_sizes(first: u32) -> impl Iterator<Item = u32> {
    (0..).map(move |step| first.saturating_sub(2 * step)).take_while(move |size| *size >= LEAST.min(first))
}

/// The name of a style in one of the smaller sizes.
pub(crate) fn stepped(style: &str, step: usize) -> String {
    if step == 0 { style.to_owned() } else { format!("{style}{step}") }
}

/// The paragraph of a cell in a table of figures.
fn cell(align: Option<&'static str>) -> Paragraph {
    Paragraph { before: 30, after: 30, align, ..Paragraph::default() }
}

fn style(xml: &mut Xml, id: &str, name: &str, paragraph: &Paragraph, letters: &Letters) {
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", id)];
    let is_normal = id == "Normal";
    // Names that Word knows are its own.
    let is_own = !name.is_ascii();
    if is_normal {
        attributes.insert(1, ("w:default", "1"));
    }
    if is_own {
        attributes.insert(1, ("w:customStyle", "1"));
    }
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", name);
        if !is_normal {
            xml.value("w:basedOn", "Normal");
        }
        if id.starts_with("Heading") {
            xml.value("w:next", "BodyText");
        }
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| properties(xml, paragraph));
        xml.element("w:rPr", &[], |xml| {
            if letters.bold {
                xml.empty("w:b", &[]);
                xml.empty("w:bCs", &[]);
            }
            if letters.italic {
                xml.empty("w:i", &[]);
                xml.empty("w:iCs", &[]);
            }
            if let Some(size) = letters.size {
                xml.value("w:sz", size);
                xml.value("w:szCs", size);
            }
        });
    });
}

/// In the order of the schema (ECMA-376, CT_PPrBase).
fn properties(xml: &mut Xml, paragraph: &Paragraph) {
    if paragraph.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    if paragraph.keep_lines {
        xml.empty("w:keepLines", &[]);
    }
    if paragraph.rule {
        xml.element("w:pBdr", &[], |xml| {
            xml.empty("w:top", &[("w:val", "single"), ("w:sz", "6"), ("w:space", "0"), ("w:color", "auto")]);
        });
    }
    spacing(xml, paragraph.before, paragraph.after, paragraph.line);
    if paragraph.first_line > 0 {
        xml.empty("w:ind", &[("w:firstLine", &paragraph.first_line.to_string())]);
    }
    if let Some(align) = paragraph.align {
        xml.value("w:jc", align);
    }
    if let Some(level) = paragraph.outline {
        xml.value("w:outlineLvl", level);
    }
}

fn spacing(xml: &mut Xml, before: u32, after: u32, line: Option<(u32, &str)>) {
    let (before, after) = (before.to_string(), after.to_string());
    let (distance, rule) = line.map_or((String::new(), ""), |(distance, rule)| (distance.to_string(), rule));
    let mut attributes = vec![("w:before", before.as_str()), ("w:after", after.as_str())];
    if !rule.is_empty() {
        attributes.extend([("w:line", distance.as_str()), ("w:lineRule", rule)]);
    }
    xml.empty("w:spacing", &attributes);
}

fn characters(xml: &mut Xml) {
    let mut style = |id, name, properties: fn(&mut Xml)| {
        xml.element("w:style", &[("w:type", "character"), ("w:styleId", id)], |xml| {
            xml.value("w:name", name);
            xml.element("w:rPr", &[], properties);
        });
    };
    style("Strong", "Strong", |xml| {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
    });
    style("FootnoteReference", "footnote reference", |xml| xml.value("w:vertAlign", "superscript"));
    // What a draft lacks is seen at once, and vanishes with its words when they are written over.
    style("Missing", "Chỗ thiếu", |xml| xml.value("w:highlight", "yellow"));
}

fn tables(xml: &mut Xml) {
    xml.element("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |xml| {
        xml.value("w:name", "Normal Table");
        xml.element("w:tblPr", &[], |xml| cell_margins(xml, 108));
    });
    xml.element("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "TwoColumns")], |xml| {
        xml.value("w:name", "Hai cột");
        xml.value("w:basedOn", "TableNormal");
        xml.element("w:tblPr", &[], |xml| cell_margins(xml, TWO_COLUMNS_MARGIN));
    });
    xml.element("w:style", &[("w:type", "table"), ("w:styleId", "TableGrid")], |xml| {
        xml.value("w:name", "Table Grid");
        xml.value("w:basedOn", "TableNormal");
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                    let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")];
                    xml.empty(side, &line);
                }
            });
            cell_margins(xml, TABLE_MARGIN);
        });
    });
}

/// Room at either side of a cell at head and end, twips.
pub(crate) const TWO_COLUMNS_MARGIN: u32 = 85;

/// Room at either side of a cell in a table of figures, twips.
pub(crate) const TABLE_MARGIN: u32 = 85;

fn cell_margins(xml: &mut Xml, twips: u32) {
    xml.element("w:tblCellMar", &[], |xml| {
        for (side, twips) in [("w:top", 0), ("w:left", twips), ("w:bottom", 0), ("w:right", twips)] {
            xml.width(side, twips);
        }
    });
}
