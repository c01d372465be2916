//! The document on a screen of its own, the exports and the review.

use std::fs;

use baocao::ui::dialogs::Dialog;

use super::{changed, new_report, on_sample, snapshot, snapshots};
use crate::play::Play;

/// The sample with a paragraph by hand, and one whose figures changed since.
fn by_hand(play: &mut Play) {
    on_sample(play);
    play.to("mo_ta_chi_dao").keys("<c-p>s Cuối tháng đã họp rút kinh nghiệm.<enter><esc>");
    play.to("tt_buoi").keys("<c-p>s Buổi nào cũng có cha mẹ đi cùng.<enter><esc>");
    play.to("tt_buoi").keys("<c-u>11");
}

/// What was exported is there; how one would fetch it from another computer is not told on all.
fn told(play: &mut Play) {
    if let Some(Dialog::Message(message)) = &mut play.program_mut().dialog {
        let lines = message.text.split('\n').filter(|line| !line.contains("scp "));
        message.text = lines.collect::<Vec<_>>().join("\n");
    }
    play.resize(play.program().context.area.width, play.program().context.area.height);
}

/// The sample with the two answers that it leaves blank.
fn complete(play: &mut Play) {
    on_sample(play);
    play.to("le_tong_du").keys("320<c-n>mở lớp dạy bơi");
}

#[test]
fn paragraphs_written_by_hand() {
    snapshots("preview-by-hand", |play| {
        by_hand(play);
        play.to("mo_ta_chi_dao").keys("<c-p>");
    });
    snapshots("preview-stale", |play| {
        by_hand(play);
        play.to("tt_buoi").keys("<c-p>");
    });
    snapshots("edit-block", |play| {
        by_hand(play);
        play.to("tt_buoi").keys("<c-p>s");
    });
    snapshot("edit-block-moved", |play| {
        by_hand(play);
        play.to("tt_buoi").keys("<c-p>s<home><right><right><up> rất");
    });
    snapshot("preview-given-back", |play| {
        by_hand(play);
        play.to("tt_buoi").keys("<c-p>t");
    });
    snapshot("review-stale", |play| {
        by_hand(play);
        play.keys("<c-r><end>");
    });
    snapshot("form-stale", |play| {
        by_hand(play);
        play.to("tt_buoi");
    });
}

#[test]
fn what_is_still_missing_in_the_document() {
    snapshots("preview-pending", |play| {
        on_sample(play);
        play.to("le_tong_du").keys("<c-p>");
    });
    snapshot("preview-new", |play| {
        new_report(play, "bao-cao-chung");
        play.keys("<c-p><home>");
    });
}

#[test]
fn walking_through_the_document() {
    for (name, keys) in [
        ("preview-top", "<home>"),
        ("preview-end", "<end>"),
        ("preview-page", "<home><pgdn><pgdn>"),
        ("preview-word", "<home><right><right><right>"),
        ("preview-not-by-hand", "<home><down><down><down><down><down><down>t"),
        ("preview-title", "<home>s"),
    ] {
        snapshot(name, |play| {
            on_sample(play);
            play.keys("<c-p>").keys(keys);
        });
    }
    snapshots("preview-table", |play| {
        new_report(play, "tre-em-dinh-ky");
        play.to("chi_tieu");
        for row in
            ["Trẻ em được trợ giúp<tab>trẻ em<tab>50<tab>40<tab>28", "Buổi truyền thông<tab>buổi<tab>3<tab>2<tab>2"]
        {
            play.keys("<enter>").keys(row).keys("<tab>");
        }
        play.keys("<s-tab><c-p>");
    });
}

#[test]
fn the_list_of_exports() {
    snapshots("export", |play| {
        on_sample(play);
        play.keys("<c-o>");
    });
    snapshots("export-refused", |play| {
        on_sample(play);
        play.keys("<c-o>1");
    });
    snapshot("export-refused-much", |play| {
        new_report(play, "thang-hanh-dong-vi-tre-em");
        play.keys("<c-o>1");
    });
}

#[test]
fn what_was_exported() {
    snapshots("exported", |play| {
        complete(play);
        play.keys("<c-o>1");
        told(play);
    });
    snapshot("exported-again", |play| {
        complete(play);
        play.keys("<c-o>2<enter><c-o>2");
        told(play);
    });
    snapshot("exported-kept", |play| {
        complete(play);
        let path = play.path().with_extension("txt");
        fs::write(&path, "sửa tay").expect("written");
        changed(&path, 0);
        play.keys("<c-o>2");
        told(play);
    });
    snapshot("exported-against-the-decree", |play| {
        complete(play);
        let folder = play.program().context.workspace.folders.config().join("layout");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("nd30.toml"), "[size]\ntext = 12\n").expect("written");
        play.keys("<c-o>1");
        told(play);
    });
    snapshots("export-copied", |play| {
        on_sample(play);
        play.keys("<c-o>9");
    });
    snapshot("export-failed", |play| {
        on_sample(play);
        fs::create_dir(play.path().with_extension("du-thao.txt")).expect("a folder in its place");
        play.keys("<c-o>6");
        told(play);
    });
}

/// Answers that contradict each other, and one that is not understood.
fn wrong(play: &mut Play) {
    on_sample(play);
    play.to("tong_tre_em").keys("<c-u>99999");
    play.to("le_ngay").keys("<c-u>1/8/2026");
    play.to("tt_tin_bai").keys("<c-u>chín");
    play.to("qua").keys("<tab><tab><tab><tab><c-u>1");
    play.to("ky_hieu").keys("<c-u>UBND");
    play.keys("<c-r>");
}

#[test]
fn what_the_review_finds() {
    snapshots("review-clean", |play| {
        complete(play);
        play.keys("<c-r>");
    });
    snapshots("review-wrong", wrong);
    snapshot("review-wrong-end", |play| {
        wrong(play);
        play.keys("<end>");
    });
    snapshot("review-new", |play| {
        new_report(play, "tre-em-dinh-ky");
        play.keys("<c-r><pgdn>");
    });
}
