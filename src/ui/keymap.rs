//! Every key, once: what it does, where, and what help calls it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::Action;
use crate::text::message::Message;

/// A key as the table names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

const fn key(code: KeyCode) -> Key {
    Key { code, modifiers: KeyModifiers::NONE }
}

const fn ctrl(letter: char) -> Key {
    Key { code: KeyCode::Char(letter), modifiers: KeyModifiers::CONTROL }
}

const fn letter(letter: char) -> Key {
    Key { code: KeyCode::Char(letter), modifiers: KeyModifiers::NONE }
}

const fn with_ctrl(code: KeyCode) -> Key {
    Key { code, modifiers: KeyModifiers::CONTROL }
}

const fn with_alt(code: KeyCode) -> Key {
    Key { code, modifiers: KeyModifiers::ALT }
}

const fn f(n: u8) -> Key {
    Key { code: KeyCode::F(n), modifiers: KeyModifiers::NONE }
}

impl Key {
    /// The key of a terminal event. Shift is dropped where the code says it already.
    #[must_use]
    pub(crate) fn of(event: KeyEvent) -> Self {
        let mut modifiers = event.modifiers.difference(KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            // Some terminals, and Vietnamese input methods on Windows, send 0x08 for Backspace.
            KeyCode::Char('h') if event.modifiers.contains(KeyModifiers::CONTROL) => {
                modifiers = KeyModifiers::NONE;
                KeyCode::Backspace
            }
            KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => {
                KeyCode::Char(c.to_ascii_lowercase())
            }
            code => code,
        };
        Key { code, modifiers }
    }

    /// The letter that this key types, if it types one.
    #[must_use]
    pub(crate) fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    /// Whether it is the key that empties what is being typed.
    #[must_use]
    pub(crate) fn is_clear(self) -> bool {
        self == ctrl('u')
    }

    /// Whether it is Backspace, in any of its forms.
    #[must_use]
    pub(crate) fn is_backspace(self) -> bool {
        self.code == KeyCode::Backspace
    }

    /// The digit of Alt+digit or of F-digit: the n-th item of the menu.
    #[must_use]
    pub(crate) fn menu_digit(self) -> Option<usize> {
        match self.code {
            KeyCode::Char(c) if self.modifiers == KeyModifiers::ALT => c.to_digit(10).map(|d| d as usize),
            _ => None,
        }
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            out.write_str("Ctrl-")?;
        }
        if self.modifiers.contains(KeyModifiers::ALT) {
            out.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Char(' ') => out.write_str("Space"),
            KeyCode::Char(c) if self.modifiers.is_empty() => write!(out, "{c}"),
            KeyCode::Char(c) => write!(out, "{}", c.to_ascii_uppercase()),
            KeyCode::F(n) => write!(out, "F{n}"),
            KeyCode::BackTab => out.write_str("Shift-Tab"),
            KeyCode::PageUp => out.write_str("PgUp"),
            KeyCode::PageDown => out.write_str("PgDn"),
            KeyCode::Up => out.write_str("↑"),
            KeyCode::Down => out.write_str("↓"),
            KeyCode::Left => out.write_str("←"),
            KeyCode::Right => out.write_str("→"),
            other => write!(out, "{other:?}"),
        }
    }
}

/// Where a key applies. A scope lies within another, whose keys apply in it too unless it gives
/// them another meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere but in a popup, which has its own keys.
    Anywhere,
    /// In the form, where letters are typed.
    Form,
    /// In a text of several lines, where Enter begins a new one.
    Paragraph,
    /// In the preview, where letters are commands.
    Preview,
    /// In all that is only chosen from or read.
    List,
    /// In the list of reports.
    Home,
    /// On a report of that list.
    Report,
    /// In the review.
    Review,
    /// In the old report.
    OldText,
    /// In the settings.
    Settings,
    /// On pages that are only read: help, and files that cannot be written.
    Page,
}

impl Scope {
    /// Every scope, in the order of help.
    pub const ALL: [Scope; 11] =
        [Anywhere, Form, Paragraph, Preview, List, Home, Report, Review, OldText, Settings, Page];

    /// The scope that it lies within.
    fn around(self) -> Option<Scope> {
        match self {
            Anywhere => None,
            Form | Preview | List => Some(Anywhere),
            Paragraph => Some(Form),
            Home | Review | OldText | Settings | Page => Some(List),
            Report => Some(Home),
        }
    }

    /// It and those around it, from the inside out.
    fn outward(self) -> impl Iterator<Item = Scope> {
        std::iter::successors(Some(self), |scope| scope.around())
    }

    /// How far out the scope of a row is, if it applies here.
    fn distance(self, row: &KeyRow) -> Option<usize> {
        self.outward().position(|scope| scope == row.scope)
    }

    /// Where that is, in words: "in the form".
    #[must_use]
    pub fn name(self) -> Message {
        match self {
            Anywhere => Message::new("ở mọi nơi", "anywhere"),
            Form => Message::new("trong biểu mẫu", "in the form"),
            Paragraph => Message::new("trong đoạn văn", "in a text of several lines"),
            Preview => Message::new("khi xem văn bản", "in the document"),
            List => Message::new("trong danh sách và trang đọc", "in lists and pages"),
            Home => Message::new("ở danh sách báo cáo", "in the list of reports"),
            Report => Message::new("ở một báo cáo trong danh sách", "on a report of the list"),
            Review => Message::new("khi kiểm tra", "in the review"),
            OldText => Message::new("ở văn bản cũ", "in the old report"),
            Settings => Message::new("ở cài đặt", "in the settings"),
            Page => Message::new("ở trang chỉ đọc", "on pages that are only read"),
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct KeyRow {
    pub action: Action,
    pub keys: &'static [Key],
    pub scope: Scope,
    /// What help and menu call it.
    pub name: Message,
    /// A word for the hint line, where it is shown there.
    pub hint: Option<Message>,
    /// Whether the menu offers it.
    pub menu: bool,
}

const fn row(action: Action, keys: &'static [Key], scope: Scope, name: Message) -> KeyRow {
    KeyRow { action, keys, scope, name, hint: None, menu: false }
}

impl KeyRow {
    const fn hint(mut self, text: Message) -> Self {
        self.hint = Some(text);
        self
    }

    const fn menu(mut self) -> Self {
        self.menu = true;
        self
    }
}

use Scope::{Anywhere, Form, Home, List, OldText, Page, Paragraph, Preview, Report, Review, Settings};

/// The table. Dispatch, hint line, menu, help and the guide read it; the order is that of the hint
/// line and the menu.
#[rustfmt::skip]
pub const TABLE: &[KeyRow] = &[
    row(Action::NextField, &[key(KeyCode::Tab)], Form, Message::new("ô tiếp theo", "next field")).hint(Message::new("tiếp", "next")),
    row(Action::NewLine, &[key(KeyCode::Enter)], Paragraph, Message::new("xuống dòng", "new line")).hint(Message::new("dòng mới", "new line")),
    row(Action::PreviousField, &[key(KeyCode::BackTab), with_alt(KeyCode::Tab), with_alt(KeyCode::BackTab)], Form, Message::new("ô trước", "previous field")).hint(Message::new("lùi", "back")),
    row(Action::NextSection, &[key(KeyCode::PageDown)], Form, Message::new("mục sau", "next section")).hint(Message::new("mục sau", "section")),
    row(Action::PreviousSection, &[key(KeyCode::PageUp)], Form, Message::new("mục trước", "previous section")),
    row(Action::NextMissing, &[ctrl('n'), f(8)], Anywhere, Message::new("tới chỗ thiếu, sai hoặc còn dấu ~", "next missing or wrong answer, or mark ~")).hint(Message::new("chỗ thiếu", "missing")).menu(),
    row(Action::Preview, &[ctrl('p'), f(5)], Anywhere, Message::new("xem cả văn bản", "the whole document")).hint(Message::new("văn bản", "document")).menu(),
    row(Action::Review, &[ctrl('r'), f(9)], Anywhere, Message::new("kiểm tra: còn thiếu gì, mâu thuẫn gì", "review: what is missing or contradictory")).menu(),
    row(Action::Export, &[ctrl('o'), f(6)], Anywhere, Message::new("xuất văn bản ra tệp", "export to a file")).menu(),
    row(Action::Outline, &[ctrl('g'), f(3)], Anywhere, Message::new("danh sách mục", "outline")).menu(),
    row(Action::Find, &[ctrl('f')], Anywhere, Message::new("tìm ô theo tên hoặc nội dung", "find a field")).menu(),
    row(Action::Rows, &[ctrl('d')], Form, Message::new("dòng: thêm, chép, chuyển, xóa", "row: add, copy, move, delete")).menu(),
    row(Action::Suggest, &[ctrl('l')], Form, Message::new("câu gợi ý", "suggested phrases")).menu(),
    row(Action::Save, &[ctrl('s'), f(2)], Anywhere, Message::new("lưu ngay", "save now")).menu(),
    row(Action::Versions, &[f(7)], Anywhere, Message::new("các bản cũ: xem, so sánh, trở lại", "earlier versions: see, compare, go back")).menu(),
    row(Action::Undo, &[ctrl('z')], Anywhere, Message::new("hoàn tác", "undo")).menu(),
    row(Action::Redo, &[ctrl('y')], Anywhere, Message::new("làm lại", "redo")).menu(),
    row(Action::Clear, &[ctrl('u')], Form, Message::new("xóa trắng ô này", "empty this field")).menu(),
    row(Action::TakeProposed, &[letter('=')], Form, Message::new("ở ô có chữ mờ (gợi ý, kỳ trước): lấy chữ ấy", "where dim words stand (proposed, or of the period before): take them")),
    row(Action::ConfirmPage, &[ctrl('x')], Form, Message::new("xác nhận cả trang này (dấu ~)", "confirm this page (the marks ~)")).menu(),
    row(Action::OldText, &[f(11)], Anywhere, Message::new("văn bản cũ: đã lấy gì, đoạn nào chưa có chỗ", "the old report: what was taken, what has no place")).menu(),
    row(Action::HiddenAnswers, &[], Anywhere, Message::new("câu trả lời đang ẩn: xem, xóa trắng", "hidden answers: see, empty")).menu(),
    row(Action::Figures, &[], Anywhere, Message::new("bảng số liệu, cạnh kỳ trước", "figures, beside the period before")).menu(),
    row(Action::CompareEarlier, &[], Anywhere, Message::new("khác kỳ trước những gì", "what differs from the period before")).menu(),
    row(Action::Typing, &[ctrl(' '), f(4)], Anywhere, Message::new("gõ tiếng Việt: Telex, VNI, tắt", "typing Vietnamese: Telex, VNI, off")).menu(),
    row(Action::ExternalEditor, &[ctrl('e')], Form, Message::new("soạn bằng trình soạn thảo ngoài", "external editor")).menu(),
    row(Action::EditBlock, &[letter('s'), ctrl('e')], Preview, Message::new("viết lại đoạn này bằng tay", "write this paragraph by hand")).hint(Message::new("sửa đoạn", "edit")),
    row(Action::Regenerate, &[letter('t')], Preview, Message::new("trả đoạn này về tự động", "give this paragraph back to its answers")).hint(Message::new("tự động", "automatic")),
    row(Action::AddNote, &[letter('c')], Preview, Message::new("thêm cước chú cho đoạn này", "add a footnote to this paragraph")).hint(Message::new("cước chú", "footnote")),
    row(Action::EarlierParagraph, &[letter('n')], Preview, Message::new("xem đoạn này ở kỳ trước", "this paragraph in the period before")).hint(Message::new("kỳ trước", "before")),
    row(Action::Accept, &[key(KeyCode::Enter)], Preview, Message::new("tới ô của câu này", "to the field of these words")).hint(Message::new("tới ô", "to field")),
    row(Action::Accept, &[key(KeyCode::Enter)], Home, Message::new("mở", "open")).hint(Message::new("mở", "open")),
    row(Action::Import, &[], Home, Message::new("lấy từ báo cáo cũ (Word, văn bản)", "from an old report (Word, text)")).menu(),
    row(Action::CopyReport, &[letter('c')], Report, Message::new("làm báo cáo kỳ mới từ báo cáo này", "begin the report of another period from it")).hint(Message::new("chép", "copy")).menu(),
    row(Action::DiscardReport, &[letter('x'), key(KeyCode::Delete)], Report, Message::new("xóa báo cáo (chuyển vào da-xoa)", "delete (moves it to da-xoa)")).hint(Message::new("xóa", "delete")).menu(),
    row(Action::Accept, &[key(KeyCode::Enter)], Review, Message::new("tới chỗ này", "go there")).hint(Message::new("tới chỗ này", "go there")),
    row(Action::TakeProposed, &[letter('=')], Review, Message::new("lấy cách sửa đã đề nghị", "take the correction that is offered")).hint(Message::new("sửa luôn", "correct")),
    row(Action::Silence, &[letter('b')], Review, Message::new("bỏ qua lời nhắc này, có ghi lý do; hoặc nhắc lại", "hear no more of this, with the reason; or hear of it again")).hint(Message::new("bỏ qua", "silence")),
    row(Action::Figures, &[letter('s')], Review, Message::new("bảng số liệu, cạnh kỳ trước", "figures, beside the period before")).hint(Message::new("số liệu", "figures")),
    row(Action::Accept, &[key(KeyCode::Enter)], OldText, Message::new("đưa đoạn này vào ô đang mở", "put the paragraph into the field at hand")).hint(Message::new("đưa vào ô", "put in")),
    row(Action::Find, &[ctrl('f')], OldText, Message::new("chọn ô để đưa vào", "choose the field to put it into")).hint(Message::new("chọn ô", "field")),
    row(Action::NextField, &[key(KeyCode::Tab)], OldText, Message::new("ô tiếp theo", "next field")).hint(Message::new("ô sau", "next")),
    row(Action::PreviousField, &[key(KeyCode::BackTab), with_alt(KeyCode::Tab), with_alt(KeyCode::BackTab)], OldText, Message::new("ô trước", "previous field")),
    row(Action::NextMissing, &[letter('n')], OldText, Message::new("đoạn sau chưa có chỗ", "next paragraph without a place")).hint(Message::new("chưa xếp", "next left")),
    row(Action::SettleOld, &[letter('x')], OldText, Message::new("đoạn này xong rồi (hoặc chưa)", "this paragraph is done with (or is not)")).hint(Message::new("xong", "done")),
    row(Action::Right, &[key(KeyCode::Right)], OldText, Message::new("tới ô đã nhận đoạn này", "to the field that has it")).hint(Message::new("tới ô đã nhận", "to its field")),
    row(Action::Accept, &[key(KeyCode::Enter), letter(' ')], Settings, Message::new("đổi", "change")).hint(Message::new("đổi", "change")),
    row(Action::NextSection, &[key(KeyCode::PageDown)], Page, Message::new("trang sau", "page down")).hint(Message::new("trang sau", "page down")),
    row(Action::Home, &[ctrl('t')], Anywhere, Message::new("danh sách báo cáo", "list of reports")).menu(),
    row(Action::Office, &[], Anywhere, Message::new("hồ sơ đơn vị", "office profile")).menu(),
    row(Action::Settings, &[], Anywhere, Message::new("cài đặt", "settings")).menu(),
    row(Action::Help, &[f(1)], Anywhere, Message::new("trợ giúp", "help")).hint(Message::new("trợ giúp", "help")).menu(),
    row(Action::Help, &[letter('?')], List, Message::new("trợ giúp", "help")),
    row(Action::Help, &[letter('?')], Preview, Message::new("trợ giúp", "help")),
    row(Action::Redraw, &[f(12)], Anywhere, Message::new("vẽ lại màn hình", "draw the screen anew")).menu(),
    row(Action::Suspend, &[], Anywhere, Message::new("tạm ra dòng lệnh", "suspend to the shell")).menu(),
    row(Action::Leave, &[ctrl('q'), f(10)], Anywhere, Message::new("thoát (tự lưu)", "leave (saved by itself)")).menu(),
    row(Action::Interrupt, &[ctrl('c')], Anywhere, Message::new("bấm hai lần liền: thoát (tự lưu)", "twice in a row: leave (saved by itself)")),
    row(Action::Menu, &[key(KeyCode::Esc)], Anywhere, Message::new("trình đơn", "menu")).hint(Message::new("trình đơn", "menu")),
    row(Action::Back, &[key(KeyCode::Esc)], Preview, Message::new("về biểu mẫu", "back to the form")).hint(Message::new("về biểu mẫu", "form")),
    row(Action::Back, &[key(KeyCode::Esc)], Review, Message::new("về biểu mẫu", "back to the form")).hint(Message::new("về biểu mẫu", "form")),
    row(Action::Back, &[key(KeyCode::Esc)], OldText, Message::new("về biểu mẫu", "back to the form")).hint(Message::new("về biểu mẫu", "form")),
    row(Action::Back, &[key(KeyCode::Esc)], Settings, Message::new("trở lại chỗ vừa làm", "back to where one was")).hint(Message::new("trở lại", "back")),
    row(Action::Back, &[key(KeyCode::Esc), key(KeyCode::Enter)], Page, Message::new("trở lại", "back")).hint(Message::new("trở lại", "back")),
    row(Action::Accept, &[key(KeyCode::Enter)], Form, Message::new("nhận ô này; thêm dòng bảng", "accept; add a row")),
    row(Action::NewLine, &[ctrl('j'), with_alt(KeyCode::Enter)], Form, Message::new("xuống dòng trong đoạn văn", "new line in a text")),
    row(Action::Up, &[key(KeyCode::Up)], Form, Message::new("lên một dòng, hoặc ô trước", "up a line, or previous field")),
    row(Action::Down, &[key(KeyCode::Down)], Form, Message::new("xuống một dòng, hoặc ô sau", "down a line, or next field")),
    row(Action::Up, &[key(KeyCode::Up), letter('k')], List, Message::new("lên", "up")),
    row(Action::Down, &[key(KeyCode::Down), letter('j')], List, Message::new("xuống", "down")),
    row(Action::Up, &[key(KeyCode::Up), letter('k')], Preview, Message::new("câu trước", "up")),
    row(Action::Down, &[key(KeyCode::Down), letter('j')], Preview, Message::new("câu sau", "down")),
    row(Action::PreviousSection, &[key(KeyCode::PageUp)], Preview, Message::new("trang trước", "page up")),
    row(Action::NextSection, &[key(KeyCode::PageDown), letter(' ')], Preview, Message::new("trang sau", "page down")),
    row(Action::PreviousSection, &[key(KeyCode::PageUp)], List, Message::new("trang trước", "page up")),
    row(Action::NextSection, &[key(KeyCode::PageDown)], List, Message::new("trang sau", "page down")),
    row(Action::TextStart, &[key(KeyCode::Home), letter('g')], Preview, Message::new("đầu văn bản", "top")),
    row(Action::TextEnd, &[key(KeyCode::End), letter('G')], Preview, Message::new("cuối văn bản", "bottom")),
    row(Action::TextStart, &[key(KeyCode::Home), letter('g')], List, Message::new("đầu danh sách", "top")),
    row(Action::TextEnd, &[key(KeyCode::End), letter('G')], List, Message::new("cuối danh sách", "bottom")),
    row(Action::Left, &[key(KeyCode::Left)], Anywhere, Message::new("sang trái", "left")),
    row(Action::Right, &[key(KeyCode::Right)], Anywhere, Message::new("sang phải", "right")),
    row(Action::WordLeft, &[ctrl('k'), with_ctrl(KeyCode::Left), with_alt(KeyCode::Left)], Form, Message::new("lùi một từ", "back a word")),
    row(Action::WordRight, &[ctrl('w'), with_ctrl(KeyCode::Right), with_alt(KeyCode::Right)], Form, Message::new("tới một từ", "forward a word")),
    row(Action::LineStart, &[key(KeyCode::Home)], Form, Message::new("đầu dòng", "start of line")),
    row(Action::LineEnd, &[key(KeyCode::End)], Form, Message::new("cuối dòng", "end of line")),
    row(Action::TextStart, &[with_ctrl(KeyCode::Home)], Form, Message::new("đầu ô", "start of field")),
    row(Action::TextEnd, &[with_ctrl(KeyCode::End)], Form, Message::new("cuối ô", "end of field")),
    row(Action::Backspace, &[key(KeyCode::Backspace)], Form, Message::new("xóa chữ trước", "delete the letter before")),
    row(Action::DeleteForward, &[key(KeyCode::Delete)], Form, Message::new("xóa chữ sau", "delete the letter after")),
];

/// What a key does in a scope; nothing if it is not bound there. The innermost meaning counts.
#[must_use]
pub(crate) fn resolve(scope: Scope, key: Key) -> Option<Action> {
    let bound = TABLE.iter().filter(|row| row.keys.contains(&key));
    let nearest = bound.filter_map(|row| Some((scope.distance(row)?, row))).min_by_key(|(distance, _)| *distance);
    nearest.map(|(_, row)| row.action)
}

/// The rows that the hint line of a scope shows: those whose key means what they say there. What
/// concerns the answers as a whole is shown only in the form.
pub(crate) fn hints(scope: Scope) -> impl Iterator<Item = &'static KeyRow> {
    let in_form = scope.outward().any(|scope| scope == Form);
    TABLE.iter().filter(move |row| {
        let told = row.scope != Anywhere || in_form || matches!(row.action, Action::Help | Action::Menu);
        // Looked for last and for few: this is asked at every frame.
        let meant = || row.keys.first().is_some_and(|key| resolve(scope, *key) == Some(row.action));
        row.hint.is_some() && told && scope.distance(row).is_some() && meant()
    })
}

/// The rows that the menu of a scope offers.
pub(crate) fn menu(scope: Scope) -> impl Iterator<Item = &'static KeyRow> {
    TABLE.iter().filter(move |row| row.menu && scope.distance(row).is_some())
}

/// The first key of an action, for texts that name it.
#[must_use]
pub(crate) fn key_of(action: Action) -> Option<Key> {
    TABLE.iter().find(|row| row.action == action)?.keys.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        for scope in Scope::ALL {
            let mut seen: Vec<(Key, Action)> = Vec::new();
            for row in TABLE.iter().filter(|row| row.scope == scope) {
                for key in row.keys {
                    let other = seen.iter().find(|(k, _)| k == key);
                    assert_eq!(other, None, "{key} is bound twice in {scope:?}");
                    seen.push((*key, row.action));
                }
            }
        }
    }

    #[test]
    fn every_action_is_reachable_without_function_keys_alt_or_ctrl_arrows() {
        for row in TABLE {
            let plain = |key: &Key| {
                let arrow = matches!(key.code, KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End);
                let ctrl_arrow = arrow && key.modifiers.contains(KeyModifiers::CONTROL);
                !matches!(key.code, KeyCode::F(_)) && !key.modifiers.contains(KeyModifiers::ALT) && !ctrl_arrow
            };
            let moves = matches!(row.action, Action::TextStart | Action::TextEnd);
            let same = TABLE.iter().filter(|other| other.action == row.action);
            let reachable = same.clone().any(|other| other.menu) || row.keys.iter().any(plain);
            assert!(reachable || moves, "{:?} has no key that every terminal sends", row.action);
        }
    }

    #[test]
    fn what_must_stay_free_is_free() {
        for free in ['h', 'i', 'm', 'a', 'b', '['] {
            let bound = TABLE.iter().any(|row| row.keys.contains(&ctrl(free)));
            assert!(!bound, "Ctrl-{free} belongs to the terminal, to screen or to tmux");
        }
    }

    #[test]
    fn backspace_arrives_in_both_forms() {
        let old = KeyEvent::new(KeyCode::Char('h'), KeyModifiers::CONTROL);
        let new = KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(resolve(Form, Key::of(old)), Some(Action::Backspace));
        assert_eq!(resolve(Form, Key::of(new)), Some(Action::Backspace));
    }
}
