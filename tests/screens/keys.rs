//! The table of keys as help, menu and hints read it, and help to its end.

use baocao::text::language::Language;
use baocao::ui::keymap::TABLE;

use super::{on_page, snapshot, snapshots};

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
