//! Headings: each stands only with what stands under it, and those that stand are numbered.

use super::numbers::{point_letter, roman};
use super::{Block, Role};

/// Headings that wait for something to stand under them.
#[derive(Default)]
pub(crate) struct Outline {
    open: Vec<Open>,
}

struct Open {
    level: u8,
    heading: Block,
    /// What is said when nothing stands under the heading.
    empty: Option<Block>,
}

impl Outline {
    /// A heading comes; it waits for what stands under it.
    pub(crate) fn open(&mut self, level: u8, heading: Block, empty: Option<Block>) {
        self.open.push(Open { level, heading, empty });
    }

    /// A heading of `level` comes (0: the end): those still open at its level or deeper have
    /// nothing under them. They vanish, or say their sentence.
    pub(crate) fn settle(&mut self, body: &mut Vec<Block>, level: u8) {
        let coming = if level == 0 { None } else { self.open.pop() };
        while self.open.last().is_some_and(|open| open.level >= level.max(1)) {
            let saying = self.open.iter().rposition(|open| open.level >= level.max(1) && open.empty.is_some());
            match saying {
                Some(index) => {
                    let empty = self.open.get_mut(index).and_then(|open| open.empty.take());
                    self.open.truncate(index + 1);
                    self.extend(body, empty);
                }
                None => {
                    self.open.pop();
                }
            }
        }
        self.open.extend(coming);
    }

    /// Something stands: the headings above it do too.
    pub(crate) fn extend(&mut self, body: &mut Vec<Block>, blocks: impl IntoIterator<Item = Block>) {
        let mut blocks = blocks.into_iter().peekable();
        if blocks.peek().is_some() {
            body.extend(self.open.drain(..).map(|open| open.heading));
            body.extend(blocks);
        }
    }
}

/// Numbers the headings that stand: `I.`, `1.`, `a)`.
pub(crate) fn number_headings(body: &mut [Block]) {
    let (mut first, mut second, mut third) = (0, 0, 0);
    for block in body {
        let Role::Heading(level) = block.role else { continue };
        block.number = match level {
            0 | 1 => {
                (first, second, third) = (first + 1, 0, 0);
                format!("{}.", roman(first))
            }
            2 => {
                (second, third) = (second + 1, 0);
                format!("{second}.")
            }
            _ => {
                third += 1;
                format!("{})", point_letter(third - 1))
            }
        };
    }
}
