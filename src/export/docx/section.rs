//! Sections: the page and its number; each appendix is a section of its own.

use super::xml::Xml;
use crate::export::measures::{A4, Measures};

/// What a section's pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Section {
    /// The long side of the paper lies at the top.
    pub landscape: bool,
    /// Its pages are numbered from 1 again (mục III.1.đ).
    pub renumbered: bool,
}

impl Section {
    /// The width of its text, twips.
    pub(crate) fn text_width(self, measures: &Measures) -> u32 {
        if self.landscape { measures.text_width() + A4.1 - A4.0 } else { measures.text_width() }
    }

    /// The properties of the section, in the order of the schema (ECMA-376, CT_SectPr). The number
    /// of the first page is not shown (mục I.7).
    pub(crate) fn properties(self, xml: &mut Xml, measures: &Measures) {
        let page = measures.page;
        xml.element("w:sectPr", &[], |xml| {
            xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rId4")]);
            xml.empty("w:headerReference", &[("w:type", "first"), ("r:id", "rId5")]);
            let (short, long) = (A4.0.to_string(), A4.1.to_string());
            if self.landscape {
                xml.empty("w:pgSz", &[("w:w", &long), ("w:h", &short), ("w:orient", "landscape")]);
            } else {
                xml.empty("w:pgSz", &[("w:w", &short), ("w:h", &long)]);
            }
            let sides = [
                ("w:top", page.top),
                ("w:right", page.right),
                ("w:bottom", page.bottom),
                ("w:left", page.left),
                ("w:header", page.header),
                ("w:footer", page.header),
                ("w:gutter", 0),
            ]
            .map(|(side, twips)| (side, twips.to_string()));
            xml.empty("w:pgMar", &sides.each_ref().map(|(side, twips)| (*side, twips.as_str())));
            if self.renumbered {
                xml.empty("w:pgNumType", &[("w:start", "1")]);
            }
            xml.empty("w:titlePg", &[]);
        });
    }
}
