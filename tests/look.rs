//! What has to fit, and what tells states apart, in small windows, tall ones and plain ones.

use std::fs;

use baocao::report::definition::Definition;
use baocao::ui::keymap::{Scope, TABLE};
use baocao::ui::screens::form::WIDE;

use crate::play::{ACTION_MONTH, Play};

#[test]
fn help_is_read_in_full_in_every_window() {
    for (width, height) in [(80, 24), (60, 20), (60, 16)] {
        let mut play = Play::sample(width, height);
        play.keys("<f1>");
        let mut seen = String::new();
        for _ in 0..60 {
            let screen = play.screen();
            seen.push_str(&screen[2..usize::from(height) - 2].join(" "));
            seen.push(' ');
            // The keys of help itself: nothing is skipped between two of these.
            for _ in 0..4 {
                play.keys("<down>");
            }
        }
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let seen = words(&seen);
        for row in TABLE {
            let name = words(row.name.of(play.language()));
            // A name may be broken over two lines, but no word of it is lost.
            let lost = name.split(' ').find(|word| !seen.contains(word));
            assert_eq!(lost, None, "of {name:?} at {width}x{height}");
        }
        for scope in Scope::ALL {
            assert!(seen.contains(scope.name().of(play.language())), "{scope:?} at {width}x{height}");
        }
        assert!(!seen.contains('…'), "cut at {width}x{height}");
    }
}

#[test]
fn why_nothing_was_saved_is_told_in_full() {
    for (width, height) in [(80, 24), (60, 16)] {
        let mut play = Play::report(ACTION_MONTH, width, height);
        play.at("Dân số").keys("8240").advance(2000);
        let reports = play.program().context.workspace.folders.reports().to_owned();
        fs::rename(&reports, reports.with_extension("cu")).expect("moved away");
        fs::write(&reports, "").expect("a file in its place");
        play.keys("1").advance(2000);
        let why = "đường dẫn đi qua một tệp không phải thư mục.";
        play.sees("CHƯA LƯU ĐƯỢC (Ctrl-S: vì sao)").sees(why);
        play.keys("2").lacks(why);
        play.advance(20_000).lacks(why);
        play.keys("<c-s>").sees("Vì sao chưa lưu được").sees("thư mục.");
        play.keys("<esc>");
        fs::remove_file(&reports).expect("removed");
        fs::rename(reports.with_extension("cu"), &reports).expect("moved back");
        play.keys("<c-s>").lacks("CHƯA LƯU ĐƯỢC");
        assert!(play.file().contains("824012"), "{}", play.file());
    }
}

#[test]
fn what_is_wrong_is_told_in_full() {
    for (width, height) in [(80, 24), (60, 16)] {
        let mut play = Play::report(ACTION_MONTH, width, height);
        play.at("Tin, bài");
        let definition = play.session().definition.clone();
        // The longest of the rules, whatever it is about.
        let long = |definition: &Definition| {
            definition.rules.iter().map(|rule| rule.message.vi.clone()).max_by_key(String::len)
        };
        let wanted = long(&definition).expect("a rule");
        let work = play.program_mut().current.report.as_mut().expect("open");
        let path = work.session.focus.path();
        let told = baocao::check::Diagnostic::new(baocao::check::Severity::Warning, path, "LUAT-DAI", wanted.clone());
        work.session.diagnostics.push(told);
        play.resize(width, height).sees(&format!("CHÚ Ý: {wanted}"));
        play.keys("<c-r><end>").sees(&wanted).lacks("LUAT-DAI");
        assert!(play.line().contains("CHÚ Ý"), "the cursor stands on it\n{}", play.picture());
    }
}

#[test]
fn a_list_of_many_reports_shows_that_it_goes_on() {
    let mut play = Play::new(60, 16);
    for number in 1..=6 {
        let path = play.program().context.workspace.folders.reports().join(format!("bao-cao-chung-{number}.toml"));
        fs::write(path, "[report]\ntype = \"bao-cao-chung\"\nversion = 1\n\n[answers]\n").expect("written");
    }
    play.list_reports();
    let edge = |play: &Play, mark: char| play.screen().iter().filter(|line| line.ends_with(mark)).count();
    play.keys("<home>");
    assert_eq!((edge(&play, '▲'), edge(&play, '▼')), (0, 1), "{}", play.picture());
    play.keys("<down><down><down><down>");
    assert_eq!((edge(&play, '▲'), edge(&play, '▼')), (1, 1), "{}", play.picture());
    play.keys("<down>");
    assert_eq!((edge(&play, '▲'), edge(&play, '▼')), (1, 0), "{}", play.picture());
    play.sees("> Báo cáo chung (…-6)");
}

#[test]
fn the_review_names_the_entry_in_a_narrow_window_too() {
    let mut play = Play::report(ACTION_MONTH, 60, 16);
    play.keys("<c-r>").sees("Văn bản yêu cầu báo cáo – Loại văn bản");
    play.resize(80, 24).sees("Căn cứ, chủ đề – Văn bản yêu cầu báo cáo – Loại văn bản");
}

#[test]
fn a_review_that_finds_nothing_says_so_in_full() {
    let mut play = Play::sample(60, 16);
    play.program_mut().current.report.as_mut().expect("open").session.diagnostics.clear();
    play.keys("<c-r>").sees("Không còn thiếu và không mâu thuẫn. Ctrl-O để xuất văn bản.");
}

#[test]
fn the_marks_of_the_outline_differ_and_are_explained() {
    for ascii in [false, true] {
        let mut play = Play::sample(80, 24);
        play.program_mut().context.theme.ascii = ascii;
        play.at("Dân số").keys("x<c-g>");
        let legend = if ascii {
            "# đủ   * còn thiếu   ~ chưa xác nhận   ! có lỗi   . chưa làm"
        } else {
            "● đủ   * còn thiếu   ~ chưa xác nhận   ! có lỗi   · chưa làm"
        };
        play.sees(legend);
        let complete = if ascii { '#' } else { '●' };
        play.sees("! Đặc điểm tình hình").sees("* Lễ phát động").sees(&format!("{complete} Truyền thông"));
        play.keys("le phat<enter>");
        assert_eq!(play.field(), "co_le", "found by its name all the same");
    }
}

#[test]
fn a_tall_window_gives_the_document_what_the_form_does_not_need() {
    let pane = |play: &Play| {
        let screen = play.screen();
        let rule = screen.iter().position(|line| line.contains("câu đang viết")).expect("the pane");
        screen.len() - 3 - (rule + 1)
    };
    let mut play = Play::sample(80, 50);
    play.at("Dân số");
    assert!(pane(&play) >= 20, "a short page leaves it much\n{}", play.picture());
    play.sees("Dân số toàn xã 6.420 người");
    let form = play.screen().iter().filter(|line| line.contains('▼')).count();
    assert_eq!(form, 0, "and is itself seen whole\n{}", play.picture());
    play.at("Tin, bài");
    let tall = pane(&play);
    assert!(tall >= 5, "{}", play.picture());
    play.resize(80, 24);
    assert_eq!(pane(&play), 5);
    play.resize(80, 25);
    assert!(pane(&play) >= 5);
}

#[test]
fn the_pane_stands_still_while_a_page_grows_by_a_line() {
    let mut play = Play::report(ACTION_MONTH, 80, 50);
    let rule = |play: &Play| play.screen().iter().position(|line| line.contains("câu đang viết"));
    play.walk("mo_ta_chi_dao");
    let (before, mut moved) = (rule(&play), 0);
    for _ in 0..4 {
        let last = rule(&play);
        play.keys("<enter>a");
        moved += usize::from(rule(&play) != last);
    }
    assert!(moved <= 1, "it moved {moved} times from {before:?}\n{}", play.picture());
}

#[test]
fn the_paragraphs_that_a_footnote_hangs_on_can_be_told_apart() {
    let mut play = Play::sample(80, 24);
    play.at("Tin, bài").keys("<c-p>c<s-tab><space>Kết quả khám");
    let screen = play.screen();
    let texts: Vec<&str> = screen.iter().filter_map(|line| line.split("Kết quả khám: ").nth(1)).collect();
    // The chosen one stands below in full, too.
    assert_eq!(texts.len(), 3, "{}", play.picture());
    assert!(texts.iter().any(|text| text.contains("Tổng số có gần 240 lượt")), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("chưa có trong văn bản")), "{texts:?}");
}

#[test]
fn the_hint_of_a_choice_is_that_of_how_it_is_shown() {
    // Few options stand side by side only where the form is wide enough for them.
    let mut seen = [0, 0];
    for (type_id, id) in [(ACTION_MONTH, "co_le"), ("tre-em-dinh-ky", "trinh_bay")] {
        for (width, height) in [(60, 20), (80, 24), (WIDE - 1, 30), (WIDE, 40), (200, 50)] {
            let mut play = Play::report(type_id, width, height);
            play.walk(id).keys("<space>");
            let opened = play.program().dialog.is_some();
            play.keys("<esc>");
            let (right, wrong) = ("Phím cách: mở danh sách.", "Phím cách hoặc ← → để chọn.");
            let (right, wrong) = if opened { (right, wrong) } else { (wrong, right) };
            if opened {
                play.sees(right).lacks(wrong);
            } else {
                play.keys("<esc>").sees(right).lacks(wrong);
            }
            play.keys("<f1>").sees(right).lacks(wrong);
            seen[usize::from(opened)] += 1;
        }
    }
    assert!(seen[0] > 1 && seen[1] > 1, "both are seen: {seen:?}");
}
