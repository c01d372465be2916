//! The map of the house.
//!
//! ```text
//! config/reports/*.toml ──► Definition ─┐
//!                                       ├─► compose ─► Document ─┬─► lay_out ─► preview, plain text
//! answers *.toml ─────────► Answers ────┘        │               ├─► Markdown
//!                                                ▼               └─► Word, HTML ◄── Measures
//!                                              check ─► Diagnostic                     ▲
//!                                            config/words/*.tsv, config/layout/nd30.toml
//!
//! old .docx, .txt ──► Paragraph ─► import ─► Answers, unconfirmed
//!
//! bytes ─► key ─► Action ─► screen.update ─► Effect ─► Journal ─► evaluate, compose ─► draw ─► ratatui ─► one write
//! ```
//!
//! The upper part is pure: it knows no terminal, no file and no clock; today's date is an
//! argument. Nothing in it remembers an earlier call: what follows from the answers is computed
//! anew, at most once a frame. The lower part owns the only mutable thing, one value of
//! [`ui::program::Program`]; a change is in the journal before anything is computed from it.
//!
//! | floor | module | what it is | may import |
//! |---|---|---|---|
//! | 1 | [`text`] | text, whatever it says: columns, lines, letters, language, messages | nothing of ours |
//! | 1 | [`typing`] | Vietnamese from the keys of any keyboard: Telex and VNI | nothing of ours |
//! | 1 | `words` | syllables and how they are compared; lists that rules look words up in | nothing of ours |
//! | 1 | [`report`] | what is asked and answered: types, fields, patterns, answers | `text` |
//! | 2 | [`document`] | what is written: blocks and runs that know where they came from | `report`, `text` |
//! | 3 | [`check`] | what is wrong: missing, unreadable, contradictory | `document`, `report`, `text`, `words` |
//! | 3 | [`export`] | file formats | `document`, `report` (never answers), `text` |
//! | 3 | [`import`] | an old report read again: its paragraphs, and the answers in them | `document`, `report`, `text` |
//! | 3 | [`store`] | the disk: answers files, their journals, locks and versions, report types, settings, the index | `report`, `text`, `typing`, `words` |
//! | 4 | `proof` | slips of the language, in any text and in what was typed | `check`, `import`, `report`, `text`, `typing`, `words` |
//! | 4 | [`session`] | the open report: answers, history, focus, saving; it knows no screen | all above |
//! | 4 | [`app`] | what the screens and the command line do alike: open, begin, import, export, close | all above |
//! | 5 | [`ui`] | the terminal: screens that own themselves, dialogs, keys, the loop | all above |
//! | 6 | [`cli`] | the command line | all; of `ui` only how it starts |
//!
//! Words, one for each thing: a *form* has *sections* with *fields*; a field has a *label*, a
//! *hint* and an *answer*; an answer is made of *entries* (what was typed, and the *value* it was
//! read as), each at a *path*. A *document* is made of *blocks*, a block of *runs*; a run has an
//! *origin*, the path it came from. A *diagnostic* is a finding. A key does an *action*; what a
//! screen or dialog asks of the program is an *effect*, what only the loop can do a *task*.

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests put on the disk what they need"))]

pub mod app;
pub mod check;
pub mod cli;
pub mod document;
pub mod export;
pub mod import;
pub(crate) mod proof;
pub mod report;
pub mod session;
pub mod store;
pub mod text;
pub mod typing;
pub mod ui;
pub(crate) mod words;
