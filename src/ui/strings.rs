//! Every text of the interface, Vietnamese and English on one row.

use crate::store::settings::TypingMethod;
use crate::text::language::Language;

/// A text in the two languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    vi: &'static str,
    en: &'static str,
}

impl Text {
    /// A row: both languages, or it does not compile.
    #[must_use]
    pub const fn new(vi: &'static str, en: &'static str) -> Self {
        Text { vi, en }
    }

    /// The text in a language.
    #[must_use]
    pub fn of(self, language: Language) -> &'static str {
        language.pick(self.vi, self.en)
    }

    /// The text with its `{}` filled in, in order.
    #[must_use]
    pub fn fill(self, language: Language, values: &[&dyn std::fmt::Display]) -> String {
        let mut filled = String::new();
        let mut pieces = self.of(language).split("{}");
        filled.push_str(pieces.next().unwrap_or_default());
        for (index, piece) in pieces.enumerate() {
            if let Some(value) = values.get(index) {
                filled.push_str(&value.to_string());
            }
            filled.push_str(piece);
        }
        filled
    }
}

macro_rules! texts {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        $(#[doc = concat!("`", $en, "`")]
        pub const $name: Text = Text::new($vi, $en);)*

        /// Every text with its name, for the tests.
        pub const ALL: &[(&str, Text)] = &[$((stringify!($name), $name)),*];
    };
}

texts! {
    TOO_SMALL: "Cửa sổ quá nhỏ: hãy mở rộng tới ít nhất 60 cột, 16 dòng. Câu trả lời vẫn còn nguyên.", "The window is too small: at least 60 columns and 16 rows, please. Your answers are safe.";
    SECTION_OF: "Mục {}/{}", "Section {}/{}";
    ERRORS: "{} lỗi", "{} wrong";
    MISSING: "{} thiếu", "{} missing";
    WARNINGS: "{} chú ý", "{} to check";
    UNCONFIRMED: "{} chưa xác nhận", "{} unconfirmed";
    COMPLETE: "đủ câu trả lời", "complete";
    SAVED_AT: "đã lưu {}", "saved {}";
    UNSAVED: "chưa lưu", "not saved yet";
    SAVED: "đã lưu", "saved";
    READ_ONLY: "chỉ xem", "read-only";
    NO_MATCH: "Không có mục nào như vậy; Esc bỏ lọc.", "Nothing like that; Esc clears the filter.";
    LIVE_SENTENCE: "câu đang viết", "the sentence being written";
    NO_SENTENCE: "Câu văn sẽ hiện ở đây khi có câu trả lời.", "The sentence appears here once there are answers.";
    ADD_ROW: "+ Thêm {}", "+ Add: {}";
    ROW_COUNT: "{} dòng", "{} rows";
    YES: "Có", "Yes";
    NO: "Không", "No";
    ERROR_WORD: "LỖI", "ERROR";
    WARNING_WORD: "CHÚ Ý", "CHECK";
    MISSING_WORD: "THIẾU", "MISSING";
    UNCONFIRMED_WORD: "CHƯA XÁC NHẬN", "UNCONFIRMED";
    CONFIRMED: "Đã xác nhận cả trang; Ctrl-Z lấy lại dấu ~.", "The page is confirmed; Ctrl-Z brings the ~ back.";
    NOTHING_TO_CONFIRM: "Trang này không có gì chờ xác nhận.", "Nothing on this page waits to be confirmed.";
    EXAMPLE: "Ví dụ: {}.", "Example: {}.";
    HINT_CHOICE: "Phím cách: mở danh sách.", "Space: open the list.";
    HINT_CHOICE_OTHER: "Phím cách: mở danh sách; hoặc gõ nội dung khác.", "Space: open the list; or type your own.";
    HINT_YES_NO: "Phím cách hoặc c/k để chọn; ← → cũng được.", "Space, or y/n, chooses; so do ← →.";
    HINT_SIDE_BY_SIDE: "Phím cách hoặc ← → để chọn.", "Space or ← → chooses.";
    HINT_SEVERAL: "Phím cách: đánh dấu trong danh sách.", "Space: mark them in the list.";
    HINT_ADD_ROW: "Enter: thêm một dòng.", "Enter: add a row.";
    HINT_NUMBER: "Gõ 0 nếu không có, - nếu không thống kê.", "0 if none, - if not counted.";
    NOT_COUNTED: "không thống kê", "not counted";
    HOME_TITLE: "Báo cáo của tôi", "My reports";
    HOME_EMPTY: "Chưa có báo cáo nào. Chọn “Báo cáo mới”, hoặc mở bản mẫu để xem thử.", "No report yet. Choose “New report”, or open the sample to see what it is.";
    NEW_REPORT: "Báo cáo mới", "New report";
    OPEN_SAMPLE: "Mở bản mẫu để xem thử", "Open the sample";
    OFFICE_PROFILE: "Hồ sơ đơn vị (điền một lần, dùng cho mọi báo cáo)", "Office profile (filled once, used by every report)";
    OFFICE_TITLE: "Hồ sơ đơn vị", "Office profile";
    SETTINGS: "Cài đặt", "Settings";
    QUIT: "Thoát", "Quit";
    PROGRESS: "{}/{} câu", "{}/{} answered";
    CHANGED_AT: "sửa {}", "changed {}";
    WHICH_TYPE: "Làm báo cáo gì?", "Which report?";
    TYPE_BROKEN: "Loại báo cáo “{}” có {} lỗi; chạy `baocao types check {}` để xem.", "The report type “{}” has {} mistakes; run `baocao types check {}`.";
    SAMPLE_OPENED: "Đây là bản mẫu: cứ sửa thử, mọi thứ được lưu vào một tệp riêng.", "This is the sample: change what you like, it is saved to a file of its own.";
    FIRST_RUN: "Lần đầu dùng: xin cho biết đơn vị của bạn; ô nào chưa rõ cứ bỏ qua.", "First, please say which office this is; skip what you do not know.";
    OFFICE_DONE: "Đã lưu hồ sơ đơn vị. Báo cáo mới sẽ lấy từ đây.", "The office profile is saved. New reports start from it.";
    IMPORT_TITLE: "Lấy từ báo cáo cũ", "From an old report";
    IMPORT_PATH: "Tệp báo cáo cũ (.docx, .txt): gõ hoặc dán đường dẫn, Enter; Esc: thôi", "The old report (.docx, .txt): type or paste its path, Enter; Esc: no";
    IMPORT_AS: "Thành loại báo cáo nào?", "As which report?";
    IMPORTED: "Đã lấy {} câu từ báo cáo cũ, mang dấu ~: xem từng câu rồi Enter để xác nhận.", "{} answers came from the old report, marked ~: look at each, then Enter confirms it.";
    IMPORTED_REST: "Đã lấy {} câu từ báo cáo cũ, mang dấu ~; {} đoạn chưa có chỗ nằm ở cuối tệp trả lời.", "{} answers came from the old report, marked ~; {} paragraphs without a place are at the end of the answers file.";
    MENU_TITLE: "Trình đơn", "Menu";
    OUTLINE_TITLE: "Tới mục", "Go to section";
    SECTION_COMPLETE: "đủ", "complete";
    SECTION_BEGUN: "còn thiếu", "incomplete";
    SECTION_WRONG: "có lỗi", "wrong";
    SECTION_UNTOUCHED: "chưa làm", "untouched";
    FIND_TITLE: "Tìm ô", "Find a field";
    SUGGEST_TITLE: "Câu gợi ý", "Suggested phrases";
    ROWS_TITLE: "Dòng này", "This row";
    EXPORT_TITLE: "Xuất văn bản", "Export";
    HELP_TITLE: "Trợ giúp", "Help";
    REVIEW_TITLE: "Kiểm tra trước khi gửi", "Review before sending";
    REVIEW_CLEAN: "Không còn thiếu và không mâu thuẫn. Ctrl-O để xuất văn bản.", "Nothing is missing or contradictory. Ctrl-O exports the document.";
    EDIT_BLOCK_TITLE: "Viết lại đoạn này (Esc hoặc Enter: xong, đã giữ)", "Write this paragraph by hand (Esc or Enter: done and kept)";
    BY_HAND: "đoạn này sửa tay; t trả về tự động", "written by hand; t gives it back to its answers";
    STALE: "sửa tay, nhưng số liệu đã đổi; t trả về tự động", "by hand, but its answers have changed; t gives it back";
    CANNOT_EDIT: "Dòng này lấy thẳng từ câu trả lời; hãy sửa ở ô của nó (Enter).", "This line comes straight from its answer; change it there (Enter).";
    REGENERATED: "Đã trả đoạn về tự động.", "The paragraph follows its answers again.";
    NOT_BY_HAND: "Đoạn này chưa sửa tay, không có gì để trả về.", "This paragraph was not written by hand; there is nothing to give back.";
    CLEARED: "Đã xóa trắng ô; Ctrl-Z lấy lại.", "The field is empty; Ctrl-Z brings it back.";
    EMPTY_ALREADY: "Ô này đang trống.", "The field is empty already.";
    CHOOSE_REPORT: "Hãy chọn một báo cáo trong danh sách trước.", "Choose a report of the list first.";
    COPIED: "Bản chép, tệp {}: mọi câu trả lời được giữ; hãy sửa kỳ, ngày tháng, số liệu.", "A copy, in {}: all answers are kept; change period, dates and figures.";
    DISCARD_TITLE: "Xóa báo cáo", "Delete a report";
    DISCARD_NOTE: "{} (tệp {}). Tệp không bị hủy mà được chuyển vào thư mục {}.", "{} (file {}). The file is not destroyed but moved to the folder {}.";
    DISCARD_NO: "Không xóa", "Do not delete";
    DISCARD_YES: "Xóa khỏi danh sách", "Delete it from the list";
    DISCARDED: "Đã chuyển tệp tới {}. Ctrl-Z ở danh sách này lấy lại ngay; về sau, chuyển tệp ấy về {} là báo cáo trở lại.", "The file is now {}. Ctrl-Z in this list brings it back at once; later, move the file to {} and the report is back.";
    NOT_DISCARDED: "Chưa xóa được {}: {}.", "{} could not be deleted: {}.";
    PUT_BACK: "Đã lấy lại báo cáo vừa xóa.", "The deleted report is back.";
    NOT_PUT_BACK: "Chưa lấy lại được {}: {}.", "{} could not be brought back: {}.";
    NO_NOTES: "Loại báo cáo này không có cước chú.", "This type of report has no footnotes.";
    ROW_ADD: "Thêm một dòng dưới dòng này", "Add a row below";
    ROW_COPY: "Chép dòng này", "Copy this row";
    ROW_UP: "Chuyển lên", "Move up";
    ROW_DOWN: "Chuyển xuống", "Move down";
    ROW_DELETE: "Xóa dòng này (Ctrl-Z lấy lại được)", "Delete this row (Ctrl-Z brings it back)";
    NOT_A_ROW: "Con trỏ không ở trong bảng nào.", "The cursor is not in a table.";
    NO_SUGGESTIONS: "Ô này không có câu gợi ý.", "This field has no suggestions.";
    NOTHING_MISSING: "Không còn chỗ nào thiếu hoặc sai.", "Nothing is missing or wrong.";
    NOTHING_TO_UNDO: "Không còn gì để hoàn tác.", "Nothing to undo.";
    NOTHING_TO_REDO: "Không còn gì để làm lại.", "Nothing to redo.";
    FILTER: "Gõ để lọc", "Type to filter";
    POPUP_KEYS: "↑↓ chọn   Enter nhận   Esc đóng", "↑↓ choose   Enter accept   Esc close";
    SEVERAL_KEYS: "Phím cách đánh dấu   Enter xong   Esc đóng", "Space marks   Enter done   Esc close";
    FILTERED_KEYS: "Enter đánh dấu   Esc bỏ lọc", "Enter marks   Esc clears the filter";
    NO_DOCUMENT: "Hồ sơ đơn vị không thành văn bản.", "The office profile is no document.";
    STALE_FINDING: "Đoạn viết tay, nhưng số liệu của nó đã đổi; hãy đọc lại (Ctrl-P).", "Written by hand, but its answers have changed; read it again (Ctrl-P).";
    NOT_WRITTEN: "(chưa có trong văn bản)", "(not in the document yet)";
    OTHER_OPTION: "Khác: gõ thêm…", "Other: type it…";
    OTHER_TITLE: "Nội dung khác", "Other";
    ANY_KEY: "Enter hoặc Esc: đóng", "Enter or Esc: close";
    EXPORTED: "Đã xuất: {} ({})", "Exported: {} ({})";
    EXPORT_UNCHANGED: "Tệp đã có và đúng với báo cáo hiện nay: {}", "The file is there and up to date: {}";
    EXPORT_KEPT: "Đã xuất: {} ({}). Bản trước khác nội dung, được giữ ở: {}", "Exported: {} ({}). The earlier one differed and is kept as: {}";
    EXPORT_FAILED: "Không ghi được tệp {}: {}", "Cannot write {}: {}";
    EXPORT_DRAFT: "Word, dự thảo (chưa có số, ngày)", "Word, a draft (no number, no date)";
    EXPORT_COPY: "Chép chữ vào bộ nhớ tạm của cửa sổ", "Copy the text to the terminal's clipboard";
    EXPORT_FETCH: "Lấy về máy của bạn, gõ ở máy ấy: {}", "To fetch it, type on your own computer: {}";
    EXPORT_REFUSED: "Chưa xuất được bản chính thức: còn {} chỗ thiếu, sai hoặc mâu thuẫn: {}.", "No official document yet: {} answers are missing, wrong or contradictory: {}.";
    REFUSED: "Chưa xuất được bản chính thức: còn {} chỗ trên. Bản dự thảo: thêm --draft.", "No official document yet: see the {} above. For a draft, add --draft.";
    SEE_MISSING: "Xem từng chỗ", "See them one by one";
    COPY_SENT: "Đã gửi lệnh chép {} chữ cái tới cửa sổ dòng lệnh (OSC 52). Cửa sổ nào không nhận lệnh này thì không chép gì: hãy dán thử, hoặc xuất ra tệp.", "The terminal was asked to copy {} letters (OSC 52). One that does not take this copies nothing: try to paste, or export to a file.";
    SAVE_FAILED: "CHƯA LƯU ĐƯỢC (Ctrl-S: vì sao)", "NOT SAVED (Ctrl-S: why)";
    NOT_SAVED: "Vì sao chưa lưu được", "Why it is not saved";
    EDITOR_FAILED: "Không mở được trình soạn thảo “{}”: {}", "Cannot start the editor “{}”: {}";
    PASTE_TOO_LONG: "Đoạn dán quá dài nên chưa dán: cả báo cáo chỉ nhận tới {} kB. Hãy chia thành nhiều báo cáo.", "Too long to paste: a report takes up to {} kB. Please divide it into several reports.";
    EDIT_KEPT: "Bài soạn không đọc được hoặc quá dài, nên chưa đưa vào; còn nguyên ở {}.", "What was written cannot be read or is too long, and was not taken over; it is kept in {}.";
    NO_EDITOR: "Chưa đặt biến VISUAL hoặc EDITOR, ví dụ EDITOR=nano.", "Neither VISUAL nor EDITOR is set, for example EDITOR=nano.";
    NOT_TEXT: "Ô này không soạn bằng trình soạn thảo được.", "This field is not a text.";
    CHANGED_ON_DISK: "Tệp đã bị sửa bởi chương trình khác.", "Another program has changed the file.";
    KEEP_MINE: "Giữ bản trên màn hình này, lưu thành tệp mới", "Keep what is on this screen, in a new file";
    TAKE_THEIRS: "Lấy bản trên đĩa; những gì gõ ở đây để riêng một tệp", "Take what is on the disk; what was typed here goes into a file of its own";
    DECIDE_LATER: "Để sau (Ctrl-S hỏi lại)", "Later (Ctrl-S asks again)";
    CONFLICT_NOTE: "Chưa ghi đè gì. Chọn bằng ↑↓ rồi Enter; chữ, số gõ lúc này không được nhận.", "Nothing was overwritten. Choose with ↑↓ and Enter; letters and digits typed now are not taken.";
    TRY_AGAIN: "Thử lưu lại", "Try again";
    SAVE_IN: "Lưu vào thư mục {}", "Save in the folder {}";
    NOR_THERE: "Cũng không lưu được vào {}; chữ đã gõ vẫn còn trên màn hình.", "Nor in {}; what you typed is still on the screen.";
    LEAVE_UNSAVED: "Thoát dù chưa lưu được", "Leave, though it is not saved";
    PANIC: "Chương trình gặp lỗi và phải dừng. Xin gửi mấy dòng dưới đây cho người phát triển.", "The program has failed and must stop. Please send the lines below to its developers.";
    PANIC_ANSWERS: "Chương trình gặp lỗi và phải dừng. Câu trả lời còn nguyên ở {}: mở lại báo cáo là lấy lại được cả chữ chưa lưu. Xin gửi mấy dòng dưới đây cho người phát triển.", "The program has failed and must stop. The answers are safe in {}: open the report again, and even what was not saved is back. Please send the lines below to its developers.";
    NOT_RECORDED: "Chưa ghi được nhật ký: {}. Chữ vừa gõ mới chỉ có trên màn hình.", "The journal cannot be written: {}. What was just typed is only on the screen.";
    STILL_SAVING: "Đĩa chậm: đang lưu, cứ gõ tiếp.", "The disk is slow: still saving, go on typing.";
    COMPARE: "Xem hai bản khác nhau chỗ nào", "See where the two differ";
    COMPARE_TITLE: "so sánh", "comparison";
    COMPARE_NOTE: "Esc hoặc Enter: trở lại để chọn.", "Esc or Enter: back, to choose.";
    NO_DIFFERENCE: "Không khác nhau câu trả lời nào.", "No answer differs.";
    PARAGRAPH_BY_HAND: "Đoạn viết tay", "A paragraph written by hand";
    BLANK: "(để trống)", "(blank)";
    IN_FILE: "trong tệp", "in the file";
    IN_JOURNAL: "chưa lưu", "not saved";
    ON_DISK: "trên đĩa", "on the disk";
    ON_SCREEN: "màn hình", "on screen";
    IN_VERSION: "bản cũ", "earlier";
    NOW: "hiện nay", "now";
    RECOVER_TITLE: "Lần trước có chữ chưa kịp lưu", "Last time something was not saved";
    RECOVER_NOTE: "Chương trình bị ngắt khi đang làm {}, lúc {}. Có {} câu trả lời khác với tệp đã lưu.", "The program was cut off while working on {}, at {}. {} answers differ from the saved file.";
    RECOVER_UNSAVED: "Chương trình bị ngắt khi đang làm {}, lúc {}, trước khi lưu được. Có {} câu trả lời.", "The program was cut off while working on {}, at {}, before it could be saved. There are {} answers.";
    RECOVER_FOREIGN: "Từ đó tệp đã bị chương trình khác sửa.", "The file was changed by another program since.";
    RECOVER_DAMAGED: "Nhật ký có chỗ hỏng, phần trước chỗ hỏng vẫn lấy lại được.", "The journal is damaged; what comes before the damage can be had.";
    RECOVER_BLOCKED: "Chương trình bị ngắt khi đang làm {}, lúc {}. Có {} câu trả lời. Tệp đã lưu bây giờ không mở được; lấy lại thì tệp ấy được giữ dưới tên {}.", "The program was cut off while working on {}, at {}. There are {} answers. The saved file cannot be opened now; taking back keeps it as {}.";
    RECOVER_USE: "Lấy lại những gì đã gõ", "Take back what was typed";
    RECOVER_COMPARE: "Xem khác nhau chỗ nào", "See what differs";
    RECOVER_LOOK: "Xem những gì đã gõ", "See what was typed";
    RECOVER_DISCARD: "Bỏ, nhưng giữ một bản trong “các bản cũ”", "Drop it, but keep a copy among the earlier versions";
    RECOVERED: "Đã lấy lại những gì gõ lần trước.", "What was typed last time is back.";
    DISCARDED_JOURNAL: "Đã bỏ; một bản còn trong “các bản cũ” của báo cáo.", "Dropped; a copy is among the earlier versions.";
    JOURNAL_UNREADABLE: "Nhật ký của lần trước không đọc được, được giữ nguyên bên cạnh: {}", "The journal of last time cannot be read; it is kept as {}";
    JOURNAL_STUCK: "Không đọc được nhật ký của lần trước, {}: {}.", "The journal of last time, {}, cannot be read: {}.";
    HELD: "Báo cáo đang mở ở nơi khác ({}), nên ở đây chỉ xem. Muốn sửa, hãy đóng ở bên kia rồi mở lại.", "The report is open elsewhere ({}), so here it is only shown. To change it, close it there and open it again.";
    HELD_OFFICE: "Hồ sơ đơn vị không thành văn bản, nên không có gì để xem ở đây.", "The office profile is no document, so there is nothing to show.";
    HELD_DISCARD: "Chưa xóa: báo cáo đang mở ở nơi khác ({}).", "Not deleted: the report is open elsewhere ({}).";
    NO_LOCK: "Không ghi được vào thư mục này ({}); hãy lưu ở nơi khác.", "This folder cannot be written to ({}); save elsewhere.";
    VERSIONS_TITLE: "Các bản cũ", "Earlier versions";
    VERSION_TITLE: "Bản lúc {}", "The version of {}";
    NO_VERSIONS: "Báo cáo này chưa có bản cũ nào.", "There are no earlier versions of this report.";
    SAME_AS_NOW: "giống hiện nay", "as it is now";
    DIFFERS: "khác {} câu trả lời", "{} answers differ";
    UNREADABLE: "không đọc được", "cannot be read";
    RESTORE: "Trở lại bản này (Ctrl-Z lấy lại được)", "Go back to this version (Ctrl-Z undoes it)";
    RESTORED: "Đã trở lại bản lúc {}; Ctrl-Z lấy lại bản vừa rồi.", "Back to the version of {}; Ctrl-Z undoes it.";
    OTHER_TYPE: "Tệp ấy nay thuộc loại báo cáo khác.", "That file is of another type by now.";
    BROKEN_TITLE: "Không mở được báo cáo", "The report cannot be opened";
    OPEN_VERSION: "Mở bản cũ còn tốt gần nhất (lúc {})", "Open the last good version ({})";
    CLOSE: "Đóng", "Close";
    OUTSIDE: "{} nằm ngoài thư mục được dùng trên máy chủ này.", "{} is outside the folder that may be used on this server.";
    NOT_IN_KIOSK: "Máy chủ này chỉ cho dùng biểu mẫu.", "This server offers the form only.";
    GONE: "Không còn tệp này.", "The file is gone.";
    RECEIPT: "Đã lưu: {}. {}", "Saved: {}. {}";
    RECEIPT_UNSAVED: "CHƯA LƯU ĐƯỢC: {} ({}).", "NOT SAVED: {} ({}).";
    RECEIPT_JOURNAL: "CHƯA LƯU KỊP: {}. Mở lại báo cáo là lấy lại được.", "NOT SAVED IN TIME: {}. Open the report again, and it is back.";
    RECEIPT_MISSING: "Còn thiếu {} câu trả lời bắt buộc.", "{} required answers are missing.";
    RECEIPT_COMPLETE: "Đã đủ câu trả lời bắt buộc.", "All required answers are there.";
    SET_LANGUAGE: "Ngôn ngữ giao diện", "Language of the interface";
    SET_COLOUR: "Màu", "Colour";
    SET_FRAMES: "Khung và ký hiệu", "Frames and marks";
    SET_ENTER: "Enter trong đoạn văn", "Enter in a text";
    SET_FOLDER: "Thư mục báo cáo", "Folder of reports";
    AUTOMATIC: "tự động", "automatic";
    COLOUR_ON: "8 màu", "8 colours";
    COLOUR_OFF: "không màu", "none";
    FRAMES_LINES: "nét liền", "lines";
    FRAMES_ASCII: "ASCII", "ASCII";
    ENTER_NEW_LINE: "xuống dòng", "new line";
    ENTER_NEXT: "sang ô sau (Ctrl-J xuống dòng)", "next field (Ctrl-J: new line)";
    SET_TYPING: "Gõ tiếng Việt", "Typing Vietnamese";
    SET_TONE_STYLE: "Đặt dấu thanh", "Place of tones";
    SET_BRACKETS: "Phím [ và ] trong Telex", "[ and ] in Telex";
    TELEX: "Telex", "Telex";
    VNI: "VNI", "VNI";
    TYPING_OFF: "gõ: tắt", "typing: off";
    TONES_OLD: "kiểu cũ: hòa, thúy", "old style: hòa, thúy";
    TONES_NEW: "kiểu mới: hoà, thuý", "new style: hoà, thuý";
    BRACKETS_ON: "[ là ơ, ] là ư", "[ is ơ, ] is ư";
    BRACKETS_OFF: "giữ nguyên", "stay brackets";
    TYPING_NOW: "Gõ tiếng Việt: {}.", "Typing Vietnamese: {}.";
    TYPING_EXTERNAL: "Máy đã có bộ gõ tiếng Việt nên Telex, VNI ở đây tự tắt; {} bật lại.", "Your computer types Vietnamese itself, so Telex and VNI are off here; {} turns them on.";
    TYPED_BACK: "Đã trả từ này về các phím đã gõ.", "The word is the keys that were typed.";
    HELP_TYPING: "Gõ tiếng Việt", "Typing Vietnamese";
    HELP_TYPING_TEXT: "Không cần bộ gõ. Telex: aa â, aw ă, ee ê, oo ô, ow ơ, uw hoặc w ư, dd đ; s sắc, f huyền, r hỏi, x ngã, j nặng, z bỏ dấu. VNI: 6 mũ, 7 móc, 8 trăng, 9 đ; 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng, 0 bỏ dấu. Dấu gõ lúc nào trong từ cũng được; gõ lại phím ấy một lần nữa thì thôi dấu (ass thành as). Từ không thể là tiếng Việt tự trở lại như đã gõ; với từ khác, bấm Ctrl-Z ngay sau nó. Ô số, ngày tháng không đổi chữ; ô ký hiệu chỉ đổi đ (QDD thành QĐ).", "No input method is needed. Telex: aa â, aw ă, ee ê, oo ô, ow ơ, uw or w ư, dd đ; s á, f à, r ả, x ã, j ạ, z takes the tone away. VNI: 6 â, 7 ơ, 8 ă, 9 đ; 1 á, 2 à, 3 ả, 4 ã, 5 ạ, 0 takes the tone away. Marks may come anywhere in the word; the same key once more undoes it (ass is as). What cannot be Vietnamese goes back to its keys by itself; for other words, press Ctrl-Z right after. Figures and dates are left alone; in symbols only đ is made (QDD is QĐ).";
    HELP_KEYS: "Phím {}", "Keys {}";
    IN_MENU: "(trình đơn)", "(menu)";
    AGAIN_TO_LEAVE: "Ctrl-C lần nữa để thoát; chữ đã gõ đều được lưu.", "Ctrl-C once more leaves; all that was typed is saved.";
    HELP_MARKS: "Dấu ở đầu ô", "Marks before a field";
    HELP_MARK_FOCUS: ">  ô đang gõ", ">  the field you are in";
    HELP_MARK_MISSING: "*  bắt buộc, chưa trả lời", "*  required, not answered";
    HELP_MARK_ERROR: "!  sai hoặc mâu thuẫn; dòng cuối nói vì sao", "!  wrong or contradictory; the last line says why";
    HELP_MARK_UNCONFIRMED: "~  lấy từ báo cáo cũ, chưa xác nhận: đúng thì bấm Enter ở ô ấy, hoặc sửa lại", "~  from an old report, not confirmed: Enter there if it is right, or change it";
    HELP_MARK_WARNING: "?  nên xem lại", "?  worth a second look";
    HELP_MARK_CHANGED: "+  đã sửa trong lần mở này", "+  changed since it was opened";
    HELP_MARKS_OUTLINE: "Dấu ở danh sách mục", "Marks in the outline";
    HELP_TEXT: "Gõ gì cũng được giữ lại, kể cả khi chưa đúng: ô được đánh dấu và dòng cuối nói cách sửa. Chương trình tự lưu sau mỗi lần ngừng gõ. Muốn chép chữ trên màn hình, dùng chuột của cửa sổ như thường.", "Whatever is typed is kept, even when it is not right yet: the field is marked and the last line says what to do. The program saves by itself whenever typing rests. To copy from the screen, use the terminal's own mouse selection.";
    HELP_FIELD: "Ô này", "This field";
}

/// What a method of typing is called.
#[must_use]
pub fn typing_method(method: TypingMethod) -> Text {
    match method {
        TypingMethod::Telex => TELEX,
        TypingMethod::Vni => VNI,
        TypingMethod::Off => TYPING_OFF,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_blanks() {
        for (name, text) in ALL {
            let blanks = |language| text.of(language).matches("{}").count();
            assert_eq!(blanks(Language::Vi), blanks(Language::En), "{name}");
        }
    }

    #[test]
    fn filling_in_keeps_what_is_filled() {
        assert_eq!(SECTION_OF.fill(Language::Vi, &[&3, &"{}"]), "Mục 3/{}");
    }
}
