//! The built program in a terminal: what it writes, how it ends, what it does with what comes in.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use baocao::store::names::sidecar_path;
use baocao::typing::{Method, TypingOptions};

use portable_pty::PtySize;

use crate::terminal::{PATIENCE, Terminal, somebody_lives_in};
use crate::typist::input_method;

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The parameters of every SGR sequence.
fn looks(output: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(output);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| ('@'..='~').contains(&c))?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    sequences.collect()
}

#[test]
fn on_an_empty_home_the_first_thing_is_the_office_in_one_piece() {
    let mut terminal = Terminal::open(&[], &[]);
    terminal.wait("a frame", |screen| !screen.trim().is_empty());
    terminal.settle();
    let screen = terminal.screen();
    assert!(screen.contains("Hồ sơ đơn vị"), "{screen}");
    assert!(screen.lines().next().is_some_and(|l| l.contains("baocao")), "the top\n{screen}");
    assert!(screen.lines().nth(23).is_some_and(|l| l.contains("Esc")), "and the last line\n{screen}");
    assert_eq!(terminal.writes, 1, "and nothing after it");
    for query in [
        "\x1b[c",
        "\x1b[>c",
        "\x1b[=c",
        "\x1b[6n",
        "\x1b[5n",
        "\x1b[?u",
        "\x1b]10;?",
        "\x1b]11;?",
        "\x1b[>q",
        "$p",
        "\x1b[18t",
    ] {
        assert!(!contains(&terminal.output, query.as_bytes()), "the terminal is asked {query:?}");
    }
    assert!(contains(&terminal.output, b"\x1b[?1049h") && contains(&terminal.output, b"\x1b[?2004h"));
}

#[test]
fn a_letter_is_answered_with_one_small_write() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Cơ quan chủ trì");
    // The first letter of an answer may bring a sentence along, the others only themselves.
    for (letter, most) in [("P", 1000), ("h", 80), ("o", 80), ("f", 80)] {
        terminal.count();
        let before = terminal.output.len();
        terminal.send(letter.as_bytes());
        terminal.settle();
        assert_eq!(terminal.writes, 1);
        let bytes = terminal.output.len() - before;
        assert!(bytes <= most, "{bytes} bytes for {letter}");
    }
    assert!(terminal.screen().contains("Phò"));
}

#[test]
fn the_text_goes_to_the_clipboard_of_the_terminal_when_asked_for() {
    let mut terminal = Terminal::report(&[]);
    terminal.send(b"\x0f");
    terminal.wait("the exports", |screen| screen.contains("bộ nhớ tạm"));
    assert!(!String::from_utf8_lossy(&terminal.output).contains("\x1b]52;"), "not before");
    terminal.send(b"9");
    terminal.wait("what was done", |screen| screen.contains("gửi lệnh chép"));
    let output = String::from_utf8_lossy(&terminal.output).into_owned();
    let (_, copied) = output.split_once("\x1b]52;c;").expect("the command");
    // A blank report is a draft, and begins with what it lacks: " [th".
    assert!(copied.starts_with("IFt0aG"), "{copied:?}");
}

#[test]
fn leaving_gives_the_terminal_back_and_prints_the_receipt() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Dân số");
    terminal.send(b"8240\x11");
    assert_eq!(terminal.end(PATIENCE), 0);
    let text = String::from_utf8_lossy(&terminal.output).into_owned();
    let (_, after) = text.rsplit_once("\x1b[?1049l").expect("the other screen is left");
    assert!(text.contains("\x1b[?2004l"), "pastes are not marked any more");
    assert!(!terminal.vt.screen().hide_cursor() && !terminal.vt.screen().alternate_screen());
    assert!(after.contains(&terminal.file().display().to_string()), "the receipt names the file: {after:?}");
    assert!(after.contains("Còn thiếu"), "and what is missing: {after:?}");
    assert!(terminal.saved().contains("8240"));
}

#[test]
fn a_signal_to_end_saves_at_once_and_leaves_nothing_behind() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut terminal = Terminal::report(&[]);
        terminal.at("Dân số");
        terminal.send(b"8240");
        terminal.wait("the figure", |screen| screen.contains("8240"));
        terminal.signal(signal);
        terminal.end(Duration::from_secs(1));
        assert!(terminal.saved().contains("8240"), "SIG{signal}: {}", terminal.saved());
        assert!(!somebody_lives_in(terminal.home.path()));
    }
}

#[test]
fn whatever_signal_ends_the_program_the_terminal_is_given_back() {
    let signals =
        ["TERM", "INT", "HUP", "QUIT", "ABRT", "ALRM", "IO", "PROF", "SYS", "TRAP", "USR1", "USR2", "VTALRM", "XCPU"];
    // What Linux has besides, by number: a stack fault, the power, and signals of real time.
    let of_linux: &[&str] =
        if cfg!(all(target_os = "linux", target_arch = "x86_64")) { &["16", "30", "35", "64"] } else { &[] };
    for signal in signals.iter().chain(of_linux) {
        let mut terminal = Terminal::report(&[]);
        assert!(!terminal.is_cooked());
        terminal.at("Dân số");
        terminal.send(b"8240");
        terminal.wait("the figure", |screen| screen.contains("8240"));
        terminal.signal(signal);
        terminal.end(PATIENCE);
        assert!(terminal.is_given_back(), "SIG{signal}");
        assert!(terminal.saved().contains("8240"), "SIG{signal}: {}", terminal.saved());
    }
}

#[test]
fn a_report_opens_where_there_can_be_no_folder_for_settings() {
    let home = tempfile::tempdir().expect("a folder");
    let report = home.path().join("a.toml");
    fs::write(&report, "[report]\ntype = \"bao-cao-chung\"\n\n[answers]\nnoi_dung = \"Công tác giảm nghèo\"\n")
        .expect("written");
    fs::write(home.path().join(".config"), "a file").expect("written");
    let mut terminal = Terminal::in_home(home, &[&report.to_string_lossy()], &[]);
    terminal.wait("the form", |screen| screen.contains("Công tác giảm nghèo"));
    terminal.send(b"\x11");
    terminal.end(PATIENCE);
    assert!(terminal.is_given_back());
    // Without a report there is nothing to open, and that is told.
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join(".config"), "a file").expect("written");
    let mut terminal = Terminal::in_home(home, &[], &[]);
    terminal.wait("why", |screen| screen.contains("không tạo được thư mục này"));
}

#[test]
fn an_output_that_is_no_terminal_leaves_none_raw() {
    for output in [">/dev/full", "| true", "| head -1"] {
        let script = format!("\"$0\" \"$@\" {output}; echo \"ended $?\" >/dev/tty");
        let home = tempfile::tempdir().expect("a folder");
        let mut terminal = Terminal::under(&["/bin/sh", "-c", &script], home, &[], &[]);
        terminal.wait("the end", |screen| screen.contains("ended"));
        assert!(terminal.is_given_back(), "{output}: {}", terminal.screen());
        assert!(terminal.screen().contains("đầu ra không phải"), "{output}: {}", terminal.screen());
        assert!(!terminal.home.path().join("bao-cao").exists(), "and nothing was begun");
    }
}

#[test]
fn a_slow_line_is_given_back_whole() {
    for way in [&b"\x11"[..], b"TERM"] {
        let mut terminal = Terminal::report(&[]);
        terminal.dawdle();
        terminal.send(&b"\x1b[24~".repeat(200));
        terminal.wait("a frame", |screen| screen.contains("Tháng hành động"));
        match way {
            b"TERM" => terminal.signal("TERM"),
            keys => terminal.send(keys),
        }
        terminal.end(PATIENCE);
        assert!(terminal.is_given_back(), "{way:?}");
    }
}

#[test]
fn a_lost_line_saves_and_ends_the_program() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Dân số");
    terminal.send(b"8240");
    terminal.wait("the figure", |screen| screen.contains("8240"));
    terminal.writer = None;
    terminal.master = None;
    // The reader holds the line open as well until nothing is written to it any more.
    terminal.signal("HUP");
    terminal.ended.recv_timeout(Duration::from_secs(1)).expect("the program has ended by now");
    assert!(terminal.saved().contains("8240"), "{}", terminal.saved());
    assert!(!somebody_lives_in(terminal.home.path()));
}

/// 2,000 letters with their number at each end.
fn long_text() -> String {
    let body: String = "Trẻ em hôm nay, thế giới ngày mai. ".chars().cycle().take(1980).collect();
    format!("ĐẦU {}CUỐI", body.trim_end().to_owned() + " ")
}

#[test]
fn a_raw_paste_arrives_whole_without_another_key() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Cơ quan chủ trì");
    let text = long_text();
    terminal.send(text.as_bytes());
    terminal.wait_saved("end of the paste", |file| file.contains("CUỐI"));
    assert!(terminal.saved().contains(&text), "{}", terminal.saved());
}

#[test]
fn lines_that_come_in_one_write_are_a_paste_into_the_field_at_hand() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Cơ quan chủ trì");
    terminal.send(b"a\rb\rc\r");
    terminal.wait("one line", |screen| screen.lines().any(|line| line.starts_with('>') && line.contains("a b c")));
    terminal.send(b"d\x13");
    terminal.wait_saved("the key after it", |file| file.contains("\"a b cd\""));
    // More than the kernel hands on at once.
    let lines = "dòng chữ của đoạn dán\r".repeat(400);
    terminal.send(b"\x15");
    terminal.settle();
    terminal.send(lines.as_bytes());
    let line = lines.trim_end().replace('\r', " ");
    terminal.wait_saved("the whole text in one field", |file| file.contains(&format!("\"{line}\"")));
}

#[test]
fn two_answers_that_come_in_one_write_fill_two_fields() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Dân số");
    terminal.send(b"12\r34\r");
    terminal.wait("two figures", |screen| {
        let has = |label: &str, figure: &str| screen.lines().any(|l| l.contains(label) && l.contains(figure));
        has("Dân số", " 12") && has("Tổng số trẻ em", " 34")
    });
}

#[test]
fn a_bracketed_paste_is_one_frame() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Cơ quan chủ trì");
    let text = long_text();
    terminal.count();
    terminal.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    terminal.settle();
    assert_eq!(terminal.writes, 1);
    terminal.wait_saved("paste", |file| file.contains(&text));
}

#[test]
fn what_a_terminal_answers_is_neither_typed_nor_in_the_way_of_keys() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Cơ quan chủ trì");
    // Device attributes, a mode, a colour, a capability, a place, the focus, a mouse.
    terminal.send(b"\x1b[>41;370;0c\x1b[?2026;2$y\x1b]11;rgb:0000/0000/0000\x1b\\a");
    terminal.send(b"\x1bP1+r544e=787465726d\x1b\\\x1b[5;12R\x1b[I\x1b[<0;10;10M\x1b[?12n\x1b[?1u");
    // The digits of the keypad, and a letter.
    terminal.send(b"\x1bOp\x1bOq\x1bOrb");
    terminal.wait("the keys", |screen| screen.contains(" a012b"));
    terminal.send(b"\x13");
    terminal.wait_saved("nothing but the keys", |file| file.contains("\"a012b\""));
}

#[test]
fn a_paste_that_never_ends_ends_with_silence_and_its_text_is_kept() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Cơ quan chủ trì");
    terminal.send(b"\x1b[200~abc");
    terminal.wait("its text", |screen| screen.contains(" abc"));
    terminal.send(b"d");
    terminal.wait("the key after it", |screen| screen.contains(" abcd"));
}

#[test]
fn a_key_that_the_network_split_is_still_that_key() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Dân số");
    let down = [&b"\x1b"[..], b"[", b"B"];
    for part in down {
        terminal.send(part);
        // A moment on the line, less than a lone Esc waits.
        if let Ok(chunk) = terminal.chunks.recv_timeout(Duration::from_millis(5)) {
            terminal.take(&chunk);
        }
    }
    terminal.settle();
    terminal.send(b"2615");
    terminal.wait("the figure in the next field", |screen| {
        screen.lines().any(|line| line.contains("Tổng số trẻ em") && line.contains("2615"))
    });
    assert!(!terminal.screen().contains("Trình đơn") && !terminal.screen().contains("[B"), "{}", terminal.screen());
}

#[test]
fn a_lone_escape_opens_the_menu() {
    let mut terminal = Terminal::report(&[]);
    terminal.send(b"\x1b");
    terminal.wait("the menu", |screen| screen.contains("Trình đơn"));
}

#[test]
fn without_colour_nothing_but_modifiers_is_written() {
    let mut terminal = Terminal::report(&[("NO_COLOR", "1")]);
    for keys in ["\x10", "\x10", "\x12", "\x1b", "\x06", "\x1b", "\x0e"] {
        terminal.send(keys.as_bytes());
        terminal.settle();
    }
    let output = terminal.output.clone();
    assert!(!contains(&output, b"38;") && !contains(&output, b"\x1b[;m"));
    let plain = ["", "0", "1", "2", "3", "4", "7", "22", "23", "24", "27"];
    for look in looks(&output) {
        assert!(look.split(';').all(|code| plain.contains(&code)), "ESC[{look}m");
    }
    assert!(looks(&output).iter().any(|look| look.contains('1')), "modifiers are there");
}

#[test]
fn with_colour_the_eight_of_the_terminal_are_used() {
    let terminal = Terminal::report(&[]);
    let colours = looks(&terminal.output);
    assert!(
        colours.iter().any(|look| look.split(';').any(|code| code.starts_with('3') && code.len() == 2 && code != "38")),
        "{colours:?}"
    );
    assert!(!colours.iter().any(|look| look.contains("38;")), "none but the eight: {colours:?}");
}

#[test]
fn where_the_locale_is_not_utf_8_frames_are_ascii() {
    let mut terminal = Terminal::report(&[("LANG", "C"), ("LC_ALL", "C")]);
    for keys in ["\x10", "\x10", "\x1b"] {
        terminal.send(keys.as_bytes());
        terminal.settle();
    }
    let text = String::from_utf8_lossy(&terminal.output).into_owned();
    let frames: String = text.chars().filter(|c| ('\u{2190}'..='\u{25ff}').contains(c)).collect();
    assert_eq!(frames, "", "arrows or frames are drawn");
    assert!(terminal.screen().contains("----"), "{}", terminal.screen());
}

#[test]
fn shift_tab_of_the_linux_console_goes_back() {
    let mut terminal = Terminal::report(&[("TERM", "linux")]);
    terminal.at("Tổng số trẻ em");
    terminal.send(b"\x1b\x09");
    terminal.settle();
    terminal.send(b"8240");
    terminal.wait("the figure in the field before", |screen| {
        screen.lines().any(|line| line.contains("Dân số") && line.contains("8240"))
    });
}

/// How often the threads of a process have gone to sleep.
fn sleeps(pid: u32) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).expect("threads").flatten();
    let texts = tasks.filter_map(|task| fs::read_to_string(task.path().join("status")).ok());
    let lines = texts.map(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:").map(str::to_owned));
        line.and_then(|n| n.trim().parse::<u64>().ok()).expect("a count")
    });
    lines.sum()
}

#[test]
fn an_idle_program_neither_wakes_nor_writes() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Dân số");
    terminal.send(b"8240");
    // A second after the last letter it saves and says so; then nothing is left to do.
    terminal.wait_saved("figure", |file| file.contains("8240"));
    terminal.settle();
    let before = sleeps(terminal.pid);
    let more = terminal.chunks.recv_timeout(Duration::from_secs(3));
    assert_eq!(more, Err(RecvTimeoutError::Timeout), "something was written");
    assert_eq!(sleeps(terminal.pid), before, "it woke");
}

#[test]
fn a_new_size_is_taken_over() {
    let mut terminal = Terminal::report(&[]);
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    terminal.vt.screen_mut().set_size(40, 120);
    terminal.master.as_ref().expect("open").resize(size).expect("resized");
    terminal.wait("the outline", |screen| {
        screen.contains('┬') && screen.lines().nth(39).is_some_and(|l| l.contains("Esc"))
    });
}

#[test]
fn what_was_typed_is_there_when_the_program_is_opened_again() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("Cơ quan chủ trì");
    terminal.send("Phòng Văn hóa\x11".as_bytes());
    assert_eq!(terminal.end(PATIENCE), 0);
    let path = terminal.file().display().to_string();
    let mut again = Terminal::sidecar_path(&terminal, &[&path], &[]);
    again.wait("the field that was left", |screen| {
        screen.lines().any(|line| line.starts_with('>') && line.contains("Phòng Văn hóa"))
    });
}

#[test]
fn input_methods_of_other_computers_make_what_they_mean() {
    let (text, wanted) = ("Tiếng Việt ở xã", "\"Tiếng Việt ở xã\"");
    for backspace in ["\x08", "\x7f"] {
        // A write for each change; all at once; and split in the middle of a letter.
        let all = input_method(backspace).concat().into_bytes();
        let inside = all.iter().position(|byte| *byte == "ế".as_bytes()[0]).expect("a letter of several bytes") + 1;
        let each: Vec<Vec<u8>> = input_method(backspace).into_iter().map(String::into_bytes).collect();
        let split = vec![all[..inside].to_vec(), all[inside..=inside].to_vec(), all[inside + 1..].to_vec()];
        for writes in [each, vec![all.clone()], split] {
            let mut terminal = Terminal::report(&[]);
            terminal.at("co quan chu tri");
            for (number, write) in writes.iter().enumerate() {
                terminal.send(write);
                if number < 3 {
                    terminal.settle();
                }
            }
            terminal.wait("the text", |screen| screen.contains(text));
            assert!(terminal.screen().contains("bộ gõ của máy"), "{}", terminal.screen());
            terminal.wait_saved("text", |file| file.contains(wanted));
        }
    }
}

#[test]
fn letters_in_parts_and_characters_without_width_are_understood() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("co quan chu tri");
    // Decomposed letters; a character without width that is sent and deleted with the letter.
    terminal.send("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t o\u{200b}\x7f\x7fở x\u{202f}".as_bytes());
    terminal.settle();
    terminal.send("\x08\x08xã".as_bytes());
    terminal.wait_saved("text", |file| file.contains("\"Tiếng Việt ở xã\""));
}

#[test]
fn a_key_of_telex_is_answered_with_one_small_write() {
    let mut terminal = Terminal::report(&[]);
    terminal.at("co quan chu tri");
    terminal.send(b"Phong");
    terminal.settle();
    terminal.count();
    let before = terminal.output.len();
    terminal.send(b"f");
    terminal.settle();
    assert_eq!(terminal.writes, 1);
    let bytes = terminal.output.len() - before;
    assert!(bytes <= 100, "{bytes} bytes");
    assert!(terminal.screen().contains("Phòng"));
}

/// The whole text of the report of 2021, typed key by key into a terminal.
#[test]
fn a_whole_report_is_typed_on_a_terminal() {
    let text = crate::story_2021::text();
    for (method, switch) in [(Method::Telex, ""), (Method::Vni, "\0")] {
        let mut terminal = Terminal::report(&[]);
        // The field for more words: the one after the guidance.
        terminal.at("viet them");
        terminal.send(switch.as_bytes());
        terminal.settle();
        let keys = crate::typist::keys(&text, TypingOptions { method, ..TypingOptions::default() });
        for line in keys.split_inclusive('\n') {
            // Backspace with each line: lines alone that the program reads in one go would be a paste.
            terminal.send(line.replace('\n', " \x7f\r").as_bytes());
            while let Ok(chunk) = terminal.chunks.try_recv() {
                terminal.take(&chunk);
            }
        }
        terminal.send(b" \x7f\x13");
        let last = text.lines().last().expect("a line");
        terminal.wait_saved("last line", |file| file.contains(last));
        let saved: toml::Table = terminal.saved().parse().expect("TOML");
        let answers = saved["answers"].as_table().expect("answers");
        let typed: Vec<&str> = answers.values().filter_map(toml::Value::as_str).filter(|a| a.len() > 2_000).collect();
        assert_eq!(typed, [text.as_str()], "in {method:?}");
    }
}

/// A home folder with an editor in it that takes what is typed, ten letters and a line end, for the text.
fn home_with_editor() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let editor = home.path().join("editor");
    fs::write(&editor, "#!/bin/sh\necho EDITOR\nread -r line\nprintf %s \"$line\" > \"$1\"\n").expect("written");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("a mode");
    home
}

fn in_editor() -> Terminal {
    let home = home_with_editor();
    let editor = home.path().join("editor").display().to_string();
    let arguments = ["new", "thang-hanh-dong-vi-tre-em"];
    let mut terminal = Terminal::in_home(home, &arguments, &[("EDITOR", &editor), ("PATH", "/usr/bin:/bin")]);
    terminal.wait("the form", |screen| screen.contains("Esc trình đơn"));
    terminal.settle();
    terminal.at("Cơ quan chủ trì");
    terminal.send(b"\x05");
    terminal.wait("the editor", |screen| screen.contains("EDITOR"));
    terminal
}

#[test]
fn an_editor_of_ones_own_gets_every_key() {
    let mut terminal = in_editor();
    for letter in "abcdefghij".bytes() {
        terminal.send(&[letter]);
        terminal.read_for(Duration::from_millis(10));
    }
    terminal.send(b"\r");
    terminal.wait("the text in the form", |screen| screen.contains("Esc trình đơn") && screen.contains("abcdefghij"));
    terminal.send(b"k");
    terminal.wait("keys in the form again", |screen| screen.contains("abcdefghijk"));
}

#[test]
fn a_signal_ends_the_program_under_an_editor_too() {
    let mut terminal = in_editor();
    terminal.signal("TERM");
    terminal.end(Duration::from_secs(1));
    assert!(!somebody_lives_in(terminal.home.path()), "the editor is gone as well");
}

/// The system ends the program while an editor of one's own has emptied its file and not yet written: the answer stays
/// as it was, and the file stays, is named and ends up whole.
#[test]
fn what_an_editor_is_writing_when_the_program_is_ended_is_kept_and_named() {
    for signal in ["TERM", "HUP"] {
        let home = home_with_editor();
        let editor = home.path().join("editor");
        let script = "#!/bin/sh\ntrap '' TERM HUP\n: > \"$1\"\necho EDITOR\nsleep 1\necho 'bài soạn' >> \"$1\"\n";
        fs::write(&editor, script).expect("written");
        let arguments = ["new", "thang-hanh-dong-vi-tre-em"];
        let editor = editor.display().to_string();
        let mut terminal = Terminal::in_home(home, &arguments, &[("EDITOR", &editor), ("PATH", "/usr/bin:/bin")]);
        terminal.wait("the form", |screen| screen.contains("Esc trình đơn"));
        terminal.settle();
        terminal.at("Cơ quan chủ trì");
        terminal.send("Phòng\x05".as_bytes());
        terminal.wait("the editor", |screen| screen.contains("EDITOR"));
        terminal.signal(signal);
        terminal.end(Duration::from_secs(1));
        assert!(terminal.saved().contains("tt_chu_tri = \"Phòng\""), "{signal}: {}", terminal.saved());
        let kept = sidecar_path(&terminal.file(), ".soan.txt");
        terminal
            .wait_for_file("the editor's text", || fs::read_to_string(&kept).is_ok_and(|text| text == "bài soạn\n"));
        let shown = kept.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(signal == "HUP" || terminal.screen().contains(&shown), "{}", terminal.screen());
    }
}
