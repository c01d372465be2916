//! The report of 2021 entered through the wizard alone, from an empty home folder: every number,
//! date, name, branch, list, footnote, recipient and the signature, key by key.

use std::collections::BTreeSet;

use baocao::report::answers::{Answers, field_at};
use baocao::report::field::Kind;
use baocao::store::settings::TypingMethod;
use baocao::typing::Method;
use baocao::ui::screens::Screen;

use crate::play::{Arrival, Play};
use crate::typist::Hands;

/// Goes to a field as a person does with Ctrl-F, and types into it.
fn fill(play: &mut Play, label: &str, text: &str) {
    play.at(label).keys(text);
}

/// Adds rows to a table: Enter on its "+" line, then cell by cell; the "+" line comes after the
/// last cell. A cell is keys.
fn rows(play: &mut Play, table: &str, rows: &[&[&str]]) {
    play.at(table);
    for row in rows {
        play.keys("<enter>");
        for cell in *row {
            play.keys(&format!("{cell}<tab>"));
        }
    }
}

/// Fills the parts of a citation, from its kind on.
fn cite(play: &mut Play, label: &str, parts: [&str; 6]) {
    play.at(&format!("{label}, Loại"));
    for part in parts {
        play.keys(&format!("{part}<tab>"));
    }
}

/// Keys that the whole report took before, from the empty home folder on.
const KEYS: usize = 2845;

#[test]
fn the_report_of_2021_can_be_entered_through_the_wizard_alone() {
    let mut play = enter(Hands::Composed, Arrival::KeyByKey);
    println!("the report of 2021 takes {} keys", play.pressed);
    assert!(play.pressed <= KEYS, "{} keys, where {KEYS} were enough", play.pressed);

    assert_eq!(play.document(), text());

    // Nothing is missing or wrong; what is strange in the report itself is told.
    play.keys("<c-r>").sees("? 2 chú ý").sees("“UBND các huyện”: chữ của cấp khác");
    play.sees("mà cơ quan ban hành").lacks("THIẾU").lacks("LỖI");
    play.keys("<esc><c-o>2");
    says_all_facts(&std::fs::read_to_string(play.path().with_extension("txt")).expect("the exported text"));

    // Leaving and coming back leads to the same text.
    let before = play.document();
    let mut play = play.again();
    play.choose("Tháng hành động", "Action");
    assert!(matches!(play.program().screen, Screen::Form));
    assert_eq!(play.document(), before);
}

/// The same letter for letter in Telex, in VNI, and from an input method of one's own, as keys come one by
/// one and as a slow line hands them on together.
#[test]
fn the_report_of_2021_can_be_typed_with_every_method() {
    let text = text();
    assert!(text.contains("TEBĐGPCTNXH") && text.contains("Đăk Glei"));
    for (hands, arrival) in [
        (Hands::Composed, Arrival::Burst),
        (Hands::Built(Method::Telex), Arrival::Burst),
        (Hands::Built(Method::Telex), Arrival::KeyByKey),
        (Hands::Built(Method::Vni), Arrival::Burst),
        (Hands::External, Arrival::Burst),
    ] {
        let play = enter(hands, arrival);
        assert_eq!(play.document(), text, "{hands:?}, {arrival:?}");
        let off = play.program().input.method() == TypingMethod::Off;
        let composed = matches!(hands, Hands::External | Hands::Composed);
        assert_eq!(off, composed, "only what no keyboard sends turns typing off");
    }
}

/// The text of that report.
pub fn text() -> String {
    enter(Hands::Composed, Arrival::Events).document()
}

/// From the empty list of reports to the last answer.
fn enter(hands: Hands, arrival: Arrival) -> Play {
    let mut play = with_profile(hands, arrival);
    report(&mut play);
    play
}

/// From the empty list of reports to the list with the profile of the office filled in.
fn with_profile(hands: Hands, arrival: Arrival) -> Play {
    let mut play = Play::new(80, 24);
    (play.hands, play.arrival) = (hands, arrival);
    play.choose("Hồ sơ đơn vị", "Office profile");
    if hands == Hands::Built(Method::Vni) {
        play.keys("<c-space>").sees("VNI");
    }
    office(&mut play);
    play.keys("<c-t>");
    play
}

/// From that list to the last answer.
fn report(play: &mut Play) {
    play.choose("Báo cáo mới", "New report");
    play.keys("<enter>");
    what_was_planned(play);
    what_was_done(play);
    what_came_of_it(play);
}

/// What is another one each year, cell by cell as it is typed; a figure is typed anew wherever one was.
const OF_2022: [(&str, &[&str]); 3] = [
    (
        "van_ban_yeu_cau",
        &[
            " 1",
            "702",
            "SLĐTBXH-TEBĐGPCTNXH",
            "9/5",
            "Sở Lao động - Thương binh và Xã hội",
            "báo cáo kết quả thực hiện Tháng hành động vì trẻ em năm 2022",
        ],
    ),
    (
        "ke_hoach",
        &["", "1405", "", "16/5/2022", "", "tổ chức các hoạt động hưởng ứng Tháng hành động vì trẻ em năm 2022"],
    ),
    ("chu_de", &[" 1"]),
];

/// Goes once through the copy of a report with Tab: looks at each page, types what is another, and takes over what is not.
fn next_year(play: &mut Play, old: &Answers) {
    play.choose("Tháng hành động", "Action");
    play.keys("<c-t><home>c");
    let mut seen = BTreeSet::new();
    loop {
        let path = play.session().focus.path();
        let (id, figure, is_blank) = {
            let session = play.session();
            let field = field_at(&session.definition, path).expect("a field");
            let is_figure = matches!(field.kind, Kind::Number { .. } | Kind::Money);
            let figure = old.raw(path).replace('.', "").parse::<i64>().ok().filter(|_| is_figure);
            (session.definition[path.field].id.clone(), figure, session.answers.raw(path).is_empty())
        };
        let typed = OF_2022.iter().find(|(name, _)| *name == id);
        let typed = typed.and_then(|(_, cells)| cells.get(path.column.unwrap_or(0)));
        match typed {
            Some(cell) if is_blank && !old.raw(path).is_empty() => drop(play.keys(cell)),
            _ if !is_blank || old.raw(path).is_empty() => {}
            // Ten more of each.
            _ if let Some(figure) = figure => drop(play.keys(&(figure + 10).to_string())),
            _ => drop(play.keys("=")),
        }
        if play.session().answers.is_unconfirmed(path.field) {
            play.keys("<c-x>");
        }
        play.keys("<tab>");
        if !seen.insert((play.session().focus.path(), play.form_line())) {
            return;
        }
    }
}

#[test]
fn the_report_of_the_next_year_takes_less_than_a_third_of_the_keys() {
    let mut play = with_profile(Hands::Composed, Arrival::Events);
    let before = play.pressed;
    report(&mut play);
    let new = play.pressed - before;
    let old = play.session().answers.clone();
    play.keys("<c-t>");
    let before = play.pressed;
    next_year(&mut play, &old);
    let next = play.pressed - before;
    println!("a new report takes {new} keys, that of the next year {next}");
    let session = play.session();
    for field in session.definition.fields.ids().filter(|field| session.definition[*field].is_typed()) {
        let is_left = session.answers.answer(field).is_blank() && !old.answer(field).is_blank();
        assert!(!is_left, "{} is blank: {}", session.definition[field].id, play.picture());
        assert!(!session.answers.is_unconfirmed(field), "{}", session.definition[field].id);
    }
    play.keys("<c-r>").lacks("THIẾU").lacks("LỖI");
    assert!(play.document().contains("năm 2022") && !play.document().contains("năm 2021"), "{}", play.document());
    assert!(next * 3 < new, "{next} keys, where a new report takes {new}");
}

fn office(play: &mut Play) {
    fill(play, "Cấp đơn vị", " 4");
    fill(play, "Cơ quan ban hành là", " 5");
    fill(play, "Cơ quan chủ quản", "UBND huyện Ngọc Hồi");
    fill(play, "Tên cơ quan ban hành", "Ban Điều hành<enter>Tháng hành động vì trẻ em");
    fill(play, "Cách xưng đầy đủ", "Ủy ban nhân dân huyện Ngọc Hồi");
    fill(play, "Cách xưng rút gọn", "UBND huyện");
    fill(play, "Ký hiệu", "BC-BĐH");
    fill(play, "Địa danh", "Ngọc Hồi");
    fill(play, "Số xã", "8");
    fill(play, "Gửi cấp trên", "k");
    rows(
        play,
        "Nơi nhận",
        &[
            &["Sở LĐTBXH tỉnh", "", ""],
            &["UBND các huyện", "", ""],
            &["Các ban, ngành, đoàn thể liên quan", "", DEPARTMENTS],
            &["UBND các xã, thị trấn", "", ""],
        ],
    );
    fill(play, "Lưu: VT", "BVCSTE&BĐG");
    fill(play, "Chữ ký, Ký với", " 4");
    fill(play, "Chữ ký, Chức vụ khác", "Phó Chủ tịch UBND huyện");
    fill(play, "Chữ ký, Họ và tên", "Y Lan");
}

fn what_was_planned(play: &mut Play) {
    fill(play, "Năm", "<bs><bs>21");
    let plan = "tổ chức các hoạt động hưởng ứng Tháng hành động vì trẻ em năm 2021";
    let request = "báo cáo kết quả thực hiện Tháng hành động vì trẻ em năm 2021";
    cite(
        play,
        "Văn bản yêu cầu báo cáo",
        [" 1", "653", "SLĐTBXH-TEBĐGPCTNXH", "6/5", "Sở Lao động - Thương binh và Xã hội", request],
    );
    fill(play, "Có ban hành kế hoạch", "c");
    cite(play, "Kế hoạch đã ban hành", [" 2", "1391", "KH-UBND", "12/5/2021", "Ủy ban nhân dân huyện Ngọc Hồi", plan]);
    fill(play, "Xã có kế hoạch", "8/8");
    fill(play, "Cơ quan, đoàn thể phối hợp", "  <enter>");
    rows(play, "Chương trình lồng ghép", &[&["Chương trình đỡ đầu kết nghĩa", "Nghị quyết số 04-NQ/TU của Tỉnh ủy"]]);
    play.keys("<tab>").keys("Trẻ em nghèo ở các xã vùng sâu, vùng xa, vùng đặc biệt khó khăn được giúp đỡ nhiều hơn.");
}

fn what_was_done(play: &mut Play) {
    fill(play, "Lễ phát động", " 3");
    fill(play, "Lý do không tổ chức", " 1");
    let reason = "ảnh hưởng của dịch Covid-19, phải cách ly, giãn cách xã hội và không tập trung đông người";
    fill(play, "Nói rõ lý do", reason);
    fill(play, "Theo chỉ đạo của", "ngành y tế<enter>UBND tỉnh");

    fill(play, "Cơ quan chủ trì", "Phòng Lao động - Thương binh và Xã hội");
    let partners =
        "Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông huyện<enter>Ban Văn hóa thông tin các xã, thị trấn";
    fill(play, "Đơn vị phối hợp", partners);
    fill(play, "Phóng sự", "3");
    fill(play, "Lượt phát thanh", "-");
    fill(play, "Băng rôn, khẩu hiệu", "-");
    fill(play, "Nơi treo", "trên các trục đường chính, tại trung tâm các xã, thị trấn và trường học");
    fill(play, "Nội dung trọng tâm", " moi truong mang<enter>nguy co<enter><enter>");
    play.keys("<tab>").keys("Các cấp, các ngành đưa nội dung bảo vệ trẻ em vào chương trình công tác của mình.");
    rows(
        play,
        "Cước chú",
        &[&[
            " viet them<enter>",
            "Truyền thông có hiệu quả tại 2 xã có hệ thống bảo vệ trẻ em tại cộng đồng và 2 mô hình câu lạc bộ quyền tham gia của trẻ em",
        ]],
    );

    rows(
        play,
        "Đợt khám sàng lọc",
        &[
            &["Bệnh viện Hoàn Mỹ Đà Nẵng", "trẻ em tim bẩm sinh", "", ""],
            &["Bệnh viện Chỉnh hình và Phục hồi chức năng Quy Nhơn", "trẻ em bị dị tật vận động", "", ""],
        ],
    );
    fill(play, "Tổng số lượt trẻ được khám", "hơn 300");
    rows(play, "Bệnh phát hiện", &[&["tim bẩm sinh", "1", "", ""], &["dị tật vận động", "2", "2", ""]]);
    let club = "Hội Bảo vệ quyền trẻ em và bảo trợ người khuyết tật tỉnh";
    rows(play, "Quà, học bổng", &[&[" xe dap<enter>", "50", "50", "em học sinh nghèo, khó khăn", "", "", club]]);
}

fn what_came_of_it(play: &mut Play) {
    fill(play, "Có bố trí kinh phí", "c");
    rows(play, "Kinh phí theo nguồn", &[&[" 1", "14 triệu"]]);
    fill(
        play,
        "Tồn tại, hạn chế",
        "Thông tin, báo cáo về Tháng hành động chưa kịp thời.<enter>Cán bộ chuyên trách còn kiêm nhiệm.",
    );
    fill(play, "Công tác báo cáo", "Các ngành, địa phương gửi báo cáo chậm so với kế hoạch.");
    fill(play, "Bài học kinh nghiệm", "Nơi nào cấp ủy, chính quyền chỉ đạo sâu sát thì nơi đó có hiệu quả.");
    fill(play, "Có kiến nghị", "k");
}

/// The text says every fact, in the order of the report.
fn says_all_facts(exported: &str) {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, mut from) = (words(exported), 0);
    let facts = include_str!("data/bao-cao-2021.expect.txt").lines().filter(|line| !line.is_empty());
    // The two columns of the head and of the end are read row by row in plain text.
    let in_columns =
        |fact: &&str| fact.len() < 60 && exported.lines().any(|line| line.contains("  ") && line.contains(fact));
    for fact in facts.filter(|fact| !fact.starts_with('#')) {
        let wanted = words(fact);
        if in_columns(&fact) {
            continue;
        }
        let at = text[from..].find(&wanted);
        assert!(at.is_some(), "no {wanted:?} after {:?} in\n{exported}", &text[from.saturating_sub(60)..from]);
        from += at.unwrap_or(0);
    }
}

const DEPARTMENTS: &str = "Các phòng: Y tế; Giáo dục và Đào tạo; Kế hoạch - Tài chính; Nội vụ; Tư pháp; Công an; \
                           Văn hóa - Thông tin; Trung tâm Văn hóa - Thể thao và Du lịch; Nông nghiệp và Phát triển \
                           nông thôn; Ủy ban Mặt trận Tổ quốc Việt Nam; Hội Liên hiệp Phụ nữ; Huyện đoàn; Chi cục \
                           Thống kê khu vực Đăk Glei - Ngọc Hồi";
