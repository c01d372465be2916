//! The table of keys as help, menu and hints read it, and help to its end.

use baocao::text::language::Language;
use baocao::ui::keymap::TABLE;

use super::{on_page, snapshot, snapshots};
use crate::play::Play;

#[test]
fn the_table_of_keys() {
    let rows = TABLE.iter().map(|row| {
        let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
        let both =
            |text: baocao::text::message::Message| format!("{} | {}", text.of(Language::Vi), text.of(Language::En));
        let hint = row.hint.map_or("-".to_owned(), both);
        let menu = if row.menu { "menu" } else { "-" };
        format!("{:?} | {:?} | {} | {} | {hint} | {menu}", row.scope, row.action, keys.join(", "), both(row.name))
    });
    let rows = rows.collect::<Vec<_>>().join("\n");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("keys", rows);
    });
}

#[test]
fn help_to_its_end() {
    snapshots("help-end", |play| {
        on_page(play, 5);
        play.keys("<f1><end>");
    });
    snapshot("help-middle", |play| {
        on_page(play, 5);
        play.keys("<f1><pgdn><pgdn>");
    });
    snapshot("help-home", |play| {
        play.keys("<f1>");
    });
}

#[test]
fn a_key_of_the_screen_below_is_never_silent_in_a_box() {
    let boxes: [(&str, &str, &str); 8] = [
        ("nam", "<esc>", "the menu"),
        ("nam", "<c-g>", "the outline"),
        ("nam", "<c-f>", "the fields"),
        ("nam", "<c-f>nam", "the fields, narrowed"),
        ("qua", " ", "a choice"),
        ("phoi_hop", " ", "several"),
        ("phoi_hop", " <end><space>", "a text of one's own"),
        ("qua", "<c-d>", "the rows of a table"),
    ];
    for (field, keys, name) in boxes {
        for key in ["<c-z>", "<c-y>", "<c-s>", "<c-p>", "<c-e>"] {
            let mut play = Play::sample(80, 24);
            play.walk(field).keys(keys);
            assert!(play.program().dialog.is_some(), "{name}\n{}", play.picture());
            let answers = play.session().answers.clone();
            play.keys(key);
            if play.program().dialog.is_some() {
                play.sees("không làm gì: đóng khung bằng Esc");
                assert_eq!(play.session().answers, answers, "{name} {key}");
                // It is said of the last key alone.
                play.keys("<down>").lacks("không làm gì");
            }
        }
    }
}
