//! The order of elements by the schema.

use super::file::Node;

/// What may follow what in the elements that we write (ECMA-376, part 4, transitional): the names
/// of each sequence that we use, in its order. A part of it may lack.
const SEQUENCES: [(&str, &[&str]); 16] = [
    ("w:document", &["w:background", "w:body"]),
    ("w:p", &["w:pPr", "w:r"]),
    ("w:r", &["w:rPr", "*"]),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:textAlignment",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:color",
            "w:spacing",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:vertAlign",
            "w:lang",
        ],
    ),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    (
        "w:tblPr",
        &["w:tblStyle", "w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook"],
    ),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:vAlign"]),
    ("w:sectPr", &["w:headerReference", "w:pgSz", "w:pgMar", "w:pgNumType", "w:cols", "w:titlePg"]),
    ("w:styles", &["w:docDefaults", "w:latentStyles", "w:style"]),
    ("w:style", &["w:name", "w:basedOn", "w:next", "w:uiPriority", "w:qFormat", "w:pPr", "w:rPr", "w:tblPr"]),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:defaultTabStop",
            "w:characterSpacingControl",
            "w:footnotePr",
            "w:compat",
            "w:themeFontLang",
            "w:decimalSymbol",
            "w:listSeparator",
        ],
    ),
];

/// Every element stands where the schema has it.
pub(crate) fn in_order(node: &Node) {
    if let Some((_, sequence)) = SEQUENCES.iter().find(|(name, _)| *name == node.name) {
        let mut last = 0;
        for child in &node.children {
            let at = sequence.iter().position(|name| *name == child.name || *name == "*");
            let at = at.unwrap_or_else(|| panic!("{} in {}", child.name, node.name));
            assert!(at >= last, "{} too late in {}", child.name, node.name);
            last = at;
        }
    }
    node.children.iter().for_each(in_order);
}

/// A cell ends with a paragraph, and two tables never touch.
pub(crate) fn well_formed(node: &Node) {
    if node.name == "w:tc" {
        assert_eq!(node.children.last().unwrap().name, "w:p");
    }
    for pair in node.children.windows(2) {
        assert!(pair[0].name != "w:tbl" || pair[1].name != "w:tbl", "two tables are one to Word");
    }
    node.children.iter().for_each(well_formed);
}
