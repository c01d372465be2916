//! Files written by hand: other spellings of values and tables, and rows with keys of their own.

use super::*;
use crate::report::value::Value;

#[test]
fn values_written_by_hand_are_read_as_if_typed() {
    let opened = open(&format!(
        "{HEAD}luot = \"hơn 300\"\ntien = \"1,5 tỷ\"\nngay = \"12/5\"\ndot = \"1/6 - 30/6\"\nco = \"có\"\n\
         muc = \"một\"\ndoan = [\"một\", \"hai\"]\nten = 15\nty_so = \"8/10\"\nnhieu = \"x\"\n\
         can_cu = [ {{ kind = \"Luật\", number = 5 }} ]\n"
    ));
    assert_eq!(opened.notes, []);
    for (name, expected) in [
        ("luot", "hơn 300"),
        ("tien", "1.500.000.000"),
        ("ngay", "12/5/2026"),
        ("dot", "01/6/2026 - 30/6/2026"),
        ("co", "true"),
        ("muc", "một"),
        ("doan", "một\nhai"),
        ("ten", "15"),
        ("ty_so", "8/10"),
        ("nhieu", "x"),
        ("can_cu.0.kind", "Luật"),
        ("can_cu.0.number", "5"),
    ] {
        assert_eq!(raw(&opened, name), expected, "{name}");
    }
}

#[test]
fn values_of_a_wrong_type_are_kept_and_told() {
    let text = format!(
        "{HEAD}luot = true\ntien = 1.500\nngay = 2026-05-12T07:00:00\nten = [\"a\", {{ b = 1 }}]\nco = {{ a = 1 }}\nke_hoach = \"KH 15\"\nkham = 3\nla = 1\n"
    );
    let mut opened = open(&text);
    assert_eq!(raw(&opened, "luot"), "true");
    assert_eq!(raw(&opened, "tien"), "1.500");
    assert_eq!(raw(&opened, "ten"), "[\"a\", { b = 1 }]");
    assert_eq!(raw(&opened, "co"), "{ a = 1 }");
    let told: Vec<(&str, usize)> = opened.notes.iter().map(|n| (n.key.as_str(), n.line)).collect();
    for name in
        [("luot", 7), ("tien", 8), ("ngay", 9), ("ten", 10), ("co", 11), ("ke_hoach", 12), ("kham", 13), ("la", 14)]
    {
        assert!(told.contains(&name), "{name:?} in {told:?}");
    }
    assert_eq!(save(&mut opened), text);
    // What could not be read stays as a comment when an answer takes its place.
    let after = typed(&text, &[("ke_hoach.number", "15")]);
    assert!(after.contains("# (cũ) ke_hoach = \"KH 15\"\nke_hoach = { number = \"15\" }"), "{after}");
}

#[test]
fn what_is_typed_in_the_place_of_a_table_or_a_list_is_read_again_as_it_was_typed() {
    for (name, written, former) in [
        ("ten", "ten = { ten = \"x\" }\nla = 1\n", "ten = { ten = \"x\" }"),
        ("ten", "ten = { value = \"x\" }\n", "ten = { value = \"x\" }"),
        ("ten", "ten.la = \"x\"\nluot = 5\n", "ten = { la = \"x\" }"),
        ("ten", "luot = 5\n\n# trên\n[answers.ten]\nten = \"x\" # sau\n", "ten = { ten = \"x\" }"),
        ("ten", "[[answers.ten]]\nla = 1\n[[answers.ten]]\nla = 2\n", "ten = [{ la = 1 }, { la = 2 }]"),
        ("ten", "ten = [\"a\", \"b\"] # sau\n", "ten = [\"a\", \"b\"]"),
        ("doan", "doan = { a = \"\"\"\nmột\nhai\"\"\" }\n", "hai\"\"\" }"),
        ("muc", "muc = { a = \"mot\" }\n", "muc = { a = \"mot\" }"),
        ("muc", "muc = [\"hai\", { a = \"mot\" }]\n", "muc = [\"hai\", { a = \"mot\" }]"),
        ("nhieu", "[answers.nhieu]\na = 1\n", "nhieu = { a = 1 }"),
        ("tien", "tien = { value = { a = 1 } }\n", "tien = { value = { a = 1 } }"),
        ("ngay", "ngay = [2026-05-12]\n", "ngay = [2026-05-12]"),
        ("luot", "luot = { value = { a = 1 }, la = 2 }\n", "luot = { value = { a = 1 }, la = 2 }"),
        ("kham.0.noi", "[[answers.kham]]\nnoi = { a = \"mot\" }\nso = 5\n", "noi = { a = \"mot\" }"),
        ("kham.0.noi", "[[answers.kham]]\nso = 5\n[answers.kham.noi]\na = 1\n", "noi = { a = 1 }"),
        ("kham.0.noi", "kham = [{ noi = { a = \"mot\" }, so = 5 }]\n", "noi = { a = \"mot\" }"),
        ("ke_hoach.number", "ke_hoach = { number = [{ a = 1 }] }\n", "number = [{ a = 1 }]"),
    ] {
        let text = format!("{HEAD}{written}");
        let once = typed(&text, &[(name, "MOT")]);
        // And so it stays.
        let twice = typed(&once, &[(name, "HAI")]);
        for (text, expected) in [(&once, "MOT"), (&twice, "HAI")] {
            let opened = open(text);
            assert_eq!(raw(&opened, name), expected, "{text}");
            assert!(opened.notes.iter().all(|note| note.key == "la"), "{:?}\n{text}", opened.notes);
            let is_kept = text.lines().any(|line| line.trim().starts_with("# (cũ) ") && line.ends_with(former));
            assert!(is_kept, "{text}");
            for comment in ["# trên", "# sau"].into_iter().filter(|comment| written.contains(comment)) {
                assert_eq!(text.matches(comment).count(), 1, "{text}");
            }
        }
    }
    let after = typed(&HEAD.replace("\"2026-Q2\"", "{ a = 1 }"), &[("ky", "quý IV năm 2025")]);
    assert_eq!(raw(&open(&after), "ky"), "quý IV năm 2025", "{after}");
    assert!(after.contains("# (cũ) period = { a = 1 }\nperiod = \"2025-Q4\"\n"), "{after}");
}

#[test]
fn entries_that_are_not_understood_survive() {
    let after = typed(HEAD, &[("luot", "vài  chục"), ("ngay", "31/2"), ("ke_hoach.date", "hôm qua"), ("chon", "z")]);
    let opened = open(&after);
    for (name, expected) in [("luot", "vài  chục"), ("ngay", "31/2"), ("ke_hoach.date", "hôm qua"), ("chon", "z")] {
        assert_eq!(raw(&opened, name), expected);
        assert!(matches!(opened.answers.value(path(&opened.definition, name)), Value::Unreadable(_)));
    }
    assert_eq!(opened.notes, []);
}

#[test]
fn the_period_may_stand_among_the_answers() {
    let text = "[report]\ntype = \"thu\"\nversion = 2\n[answers]\nky = \"quý III năm 2025\"\nngay = \"12/5\"\n";
    let opened = open(text);
    assert_eq!((opened.answers.year, raw(&opened, "ngay").as_str()), (2025, "12/5/2025"));
    let after = typed(text, &[("ky", "quý IV năm 2025")]);
    assert_eq!(after, "[report]\ntype = \"thu\"\nversion = 2\nperiod = \"2025-Q4\"\n[answers]\nngay = \"12/5\"\n");
    let two = open(&format!("{HEAD}ky = \"2026-Q3\"\n"));
    assert_eq!((raw(&two, "ky").as_str(), &two.notes[0].kind), ("quý II năm 2026", &NoteKind::TwoPeriods));
}

#[test]
fn rows_that_move_take_their_own_keys_along() {
    let text = format!(
        "{HEAD}[[answers.kham]]\nnoi = \"A\"\nla = 1\n# trên B\n[[answers.kham]]\nnoi = \"B\"\n[answers.kham.sau]\nla = 2\n[[answers.kham]]\nnoi = \"C\"\n\n[cuoi]\na = 1\n"
    );
    let order = |indices: &[usize]| {
        let mut opened = open(&text);
        let kham = path(&opened.definition, "kham").field;
        let rows = opened.answers.rows(kham).to_vec();
        opened.answers.replace(kham, Answer::Rows(indices.iter().map(|i| rows[*i].clone()).collect()));
        let saved = save(&mut opened);
        assert_eq!(open(&saved).answers, opened.answers, "{saved}");
        saved.parse::<toml::Table>().expect("TOML")
    };
    let swapped = order(&[1, 0, 2]);
    let rows = swapped["answers"]["kham"].as_array().expect("rows");
    assert_eq!(rows[0]["sau"]["la"].as_integer(), Some(2));
    assert_eq!(rows[1]["la"].as_integer(), Some(1));
    assert_eq!(swapped["cuoi"]["a"].as_integer(), Some(1));
    let removed = order(&[1]);
    assert_eq!(removed["answers"]["kham"][0]["sau"]["la"].as_integer(), Some(2));
    order(&[2, 1, 0, 1]);
    order(&[]);
}

#[test]
fn inline_rows_stay_inline() {
    let text = format!("{HEAD}kham = [\n  {{ noi = \"A\", la = 1 }}, # một\n  {{ noi = \"B\" }},\n]\n");
    let mut opened = open(&text);
    let kham = path(&opened.definition, "kham").field;
    let mut rows = opened.answers.rows(kham).to_vec();
    rows.push(Answers::blank_row(&opened.definition, kham));
    opened.answers.replace(kham, Answer::Rows(rows));
    for (name, text) in [("kham.0.so", "7"), ("kham.2.noi", "C")] {
        let path = path(&opened.definition, name);
        opened.answers.set(&opened.definition, path, text.to_owned());
    }
    let saved = save(&mut opened);
    assert_eq!(
        saved,
        format!(
            "{HEAD}kham = [\n  {{ noi = \"A\", so = 7, la = 1 }}, # một\n  {{ noi = \"B\" }},\n  {{ noi = \"C\" }},\n]\n"
        )
    );
}

#[test]
fn other_ways_to_write_the_tables_are_understood() {
    for text in [
        "report = { type = \"thu\", version = 2 }\nanswers = { luot = 5, la = 1 }\n",
        "report.type = \"thu\"\nanswers.luot = 5\nanswers.la = 1\n",
        "[report]\ntype = \"thu\"\n[[answers.kham]]\nnoi = \"A\"\n[answers.la]\nx = 1\n",
        "[report]\ntype = \"thu\"\n[answers]\nluot.value = 5\nluot.approx = \"hơn\"\nla = 1\n",
        "[report]\ntype = \"thu\"\n[answers.luot]\nvalue = 5\n[answers.ke_hoach]\nnumber = \"15\"\n[answers]\nla = 1\n",
        "[report]\ntype = \"thu\"\n",
    ] {
        let mut opened = open(text);
        assert_eq!(save(&mut opened), text);
        for (name, raw) in [("luot", "7"), ("ten", "x"), ("ke_hoach.number", "16"), ("tien", "9")] {
            let path = path(&opened.definition, name);
            opened.answers.set(&opened.definition, path, raw.to_owned());
        }
        let can_cu = path(&opened.definition, "can_cu").field;
        let blank = Answers::blank_row(&opened.definition, can_cu);
        opened.answers.replace(can_cu, Answer::Rows(vec![blank]));
        let saved = save(&mut opened);
        let again = open(&saved);
        assert_eq!(again.answers, opened.answers, "{text}\n{saved}");
        assert_eq!(text.contains("la"), saved.contains("la"), "{saved}");
    }
}

#[test]
fn the_answers_of_an_example_stand_at_the_top() {
    let definition = definition();
    let text = "ky = \"2025-Q1\"\nluot = 5\nngay = \"12/5\"\n[[kham]]\nnoi = \"A\"\n";
    let contents = AnswersFile::read(text, &definition, 2026).expect("it can be read");
    assert_eq!(contents.notes, []);
    for (name, raw) in [("luot", "5"), ("ngay", "12/5/2025"), ("kham.0.noi", "A")] {
        assert_eq!(contents.answers.raw(path(&definition, name)), raw);
    }
}

#[test]
fn what_stands_in_the_place_of_a_paragraph_by_hand_stays_as_a_comment() {
    for (written, kept) in [
        ("[edited]\n# trên\ncau-dan = \"CHU\" # sau\nkhac = 1\n", &["# trên", "# sau", "# (cũ) cau-dan = \"CHU\""][..]),
        ("[edited]\ncau-dan = \"CHU\"\n", &["# (cũ) cau-dan = \"CHU\""]),
        ("[edited.cau-dan]\ntext = \"CHU\" # sau\n", &["# sau", "# (cũ) cau-dan = { text = \"CHU\" }"]),
        (
            "[edited.cau-dan]\ntext = [\"CHU\"]\nreplaces = \"b\"\n",
            &["# (cũ) cau-dan = { text = [\"CHU\"], replaces = \"b\" }"],
        ),
        ("# trên\n[[edited.cau-dan]]\ntext = \"CHU\"\n", &["# trên", "# (cũ) cau-dan = [{ text = \"CHU\" }]"]),
        ("[edited]\ncau-dan = [\n  \"CHU\", # sau\n]\n", &["# (cũ)   \"CHU\", # sau"]),
        ("[edited.khac]\ntext = \"x\"\nreplaces = \"y\"\n\n[edited.cau-dan]\ntext = \"CHU\"\n", &["\"CHU\""]),
    ] {
        let mut opened = open(&format!("{HEAD}\n{written}"));
        let edit = Edited { text: "mới".to_owned(), replaces: "gốc".to_owned() };
        opened.answers.edited.insert(BlockId::new("cau-dan"), edit);
        let text = save(&mut opened);
        for line in kept {
            assert_eq!(text.matches(line).count(), 1, "{line} in {text}");
        }
        assert_eq!(text.matches("CHU").count(), 1, "{text}");
        let again = open(&text);
        assert_eq!(again.answers, opened.answers, "{text}");
        assert!(again.notes.iter().all(|note| note.key == "khac"), "{text}");
    }
    // One line at the top has no room for comments.
    let mut opened = open(&format!("edited = {{ cau-dan = \"CHU\" }}\n{HEAD}"));
    let edit = Edited { text: "mới".to_owned(), replaces: "gốc".to_owned() };
    opened.answers.edited.insert(BlockId::new("cau-dan"), edit);
    let text = save(&mut opened);
    assert!(text.contains("# (cũ) cau-dan = \"CHU\"\n"), "{text}");
    assert_eq!(open(&text).answers, opened.answers, "{text}");
}

#[test]
fn a_second_period_stays_as_a_comment_when_the_first_changes() {
    for period in ["quý III năm 2026", ""] {
        for report in ["[report]\ntype = \"thu\"\nversion = 2\nperiod = \"2026-Q2\"\n", ""] {
            let head = if report.is_empty() {
                "report = { type = \"thu\", version = 2, period = \"2026-Q2\" }\n"
            } else {
                report
            };
            let text = format!("{head}\n[answers]\n# trên\nky = \"2024 của họ\" # sau\nluot = 5\n");
            let after = typed(&text, &[("ky", period)]);
            for line in ["# trên", "# sau", "# (cũ) ky = \"2024 của họ\""] {
                assert_eq!(after.matches(line).count(), 1, "{line} in {after}");
            }
            assert_eq!(raw(&open(&after), "ky"), period, "{after}");
        }
    }
}
