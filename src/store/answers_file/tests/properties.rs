//! What holds for any answers: they are read as they were written, and strangers survive.

use super::*;
use crate::report::answers::Entry;
use crate::report::field::Shape;
use crate::report::read::entry_text;
use crate::report::value::Value;
use proptest::prelude::*;

/// An answer of this shape, from raw texts.
fn answer_strategy(shape: Shape, columns: usize) -> BoxedStrategy<Vec<Vec<String>>> {
    let row = |n| proptest::collection::vec(raw_strategy(), n);
    match shape {
        Shape::One => row(1).prop_map(|r| vec![r]).boxed(),
        Shape::Group => row(columns).prop_map(|r| vec![r]).boxed(),
        Shape::Rows => proptest::collection::vec(row(columns), 0..4).boxed(),
    }
}

fn raw_strategy() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        4 => proptest::sample::select(vec![
            "0", "300", "hơn 300", "khoảng 1.234", "-", "8/8", "7/1000", "14 triệu", "14.000.000", "12/5", "12/5/2021",
            "2026-06-01", "1/6 - 30/6", "quý II/2026", "quý 3 năm 2025", "a", "Loại A", "để biết", "có", "không", "x",
            "x; y; thêm", "Kế hoạch", "KH-UBND", "dòng một\ndòng hai", "\"\"\"", "a\\b\"c'", "- mục\n+ mục", "9223372036854775807",
            "Người dân tộc Ê Đê, Ba Na; trẻ em gái nghèo, cận nghèo và có hoàn cảnh đặc biệt khó khăn\nxã Bờ Y, tỉnh Quảng Ngãi",
            "Bo\u{31b}\u{300} Y", "# không phải ghi chú", "[answers]", "  ", "tt",
        ]).prop_map(str::to_owned),
        2 => "[ -~àạếờơưđ\t\n\u{1}\u{7f}\u{a0}#\"'\\\\\\[\\]{}]{0,20}",
        1 => "\\PC{0,12}",
    ]
}

/// Answers that a failing property shows as the file that they give.
#[derive(Clone)]
struct Shown(Answers);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let definition = definition();
        let mut file = AnswersFile::new(&definition, None);
        let _ = file.update(&definition, &self.0, None);
        write!(f, "{}", file.text())
    }
}

fn all_answers() -> impl Strategy<Value = Shown> {
    let definition = definition();
    let shapes: Vec<_> = definition.fields.iter().map(|f| answer_strategy(f.shape(), f.columns.len())).collect();
    shapes.prop_map(move |fields| {
        let mut answers = Answers::new(&definition, 2026);
        for ((id, field), rows) in definition.fields.with_ids().zip(fields) {
            if field.shape() == Shape::Rows {
                let blank = Answers::blank_row(&definition, id);
                answers.replace(id, Answer::Rows(vec![blank; rows.len()]));
            }
            for (row, raws) in rows.into_iter().enumerate() {
                for (column, raw) in raws.into_iter().enumerate() {
                    let path = match field.shape() {
                        Shape::One => EntryPath::field(id),
                        Shape::Group => EntryPath::part(id, column),
                        Shape::Rows => EntryPath::cell(id, row, column),
                    };
                    answers.set(&definition, path, raw);
                }
            }
        }
        Shown(answers)
    })
}

/// What must come back: values as they are, raw texts as they are shown for these.
fn settled(definition: &Definition, answers: &Answers) -> Vec<Answer> {
    let entry = |field: &crate::report::field::Field, entry: &Entry| match &entry.value {
        Value::Missing => Entry::default(),
        Value::Unreadable(_) => {
            Entry { raw: crate::text::letters::to_nfc(&entry.raw).into_owned(), value: entry.value.clone() }
        }
        value => Entry { raw: entry_text(&field.kind, value), value: value.clone() },
    };
    let row = |field: &crate::report::field::Field, entries: &[Entry]| {
        field.columns.iter().zip(entries).map(|(c, e)| entry(c, e)).collect::<Vec<_>>()
    };
    let answer = |(id, field)| match answers.answer(id) {
        Answer::One(e) => Answer::One(entry(field, e)),
        Answer::Group(entries) => Answer::Group(row(field, entries)),
        Answer::Rows(rows) => Answer::Rows(rows.iter().map(|r| row(field, r)).collect()),
    };
    definition.fields.with_ids().map(answer).collect()
}

pub(super) fn difference(definition: &Definition, found: &Answers, due: &Answers) -> Option<(Answer, Answer)> {
    settled(definition, found).into_iter().zip(settled(definition, due)).find(|(found, due)| found != due)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_read_again(first in all_answers(), second in all_answers()) {
        let definition = definition();
        let mut file = AnswersFile::new(&definition, None);
        for answers in [&first.0, &second.0, &first.0] {
            file.update(&definition, answers, None).expect("it can be written");
            let again = AnswersFile::read(file.text(), &definition, answers.year).expect("it can be read");
            prop_assert_eq!(&again.notes, &vec![]);
            prop_assert_eq!(difference(&definition, &again.answers, answers), None);
            let mut unchanged = again.file;
            unchanged.update(&definition, &again.answers, None).expect("it can be written");
            prop_assert_eq!(unchanged.text(), file.text());
        }
    }

    #[test]
    fn comments_and_strangers_survive_any_change(answers in all_answers(), others in all_answers()) {
        let definition = definition();
        let (answers, others) = (answers.0, others.0);
        let mut file = AnswersFile::new(&definition, None);
        file.update(&definition, &answers, None).expect("it can be written");
        // A comment above every key, and a stranger in every table.
        let mut document: DocumentMut = file.text().parse().expect("TOML");
        let mut count = 0;
        let given = document["answers"].as_table_mut().expect("a table");
        given.insert("la", toml_edit::value(1));
        for (mut key, item) in given.iter_mut() {
            count += 1;
            if item.is_value() {
                let decor = key.leaf_decor_mut();
                let before = decor.prefix().and_then(|p| p.as_str()).unwrap_or("").to_owned();
                decor.set_prefix(format!("{before}# ghi chú {count}.\n"));
            } else if let Some(table) = item.as_array_of_tables_mut().and_then(|l| l.get_mut(0)) {
                table.decor_mut().set_prefix(format!("\n# ghi chú {count}.\n"));
            }
        }
        let text = document.to_string();
        let mut opened = AnswersFile::read(&text, &definition, answers.year).expect("it can be read");
        opened.file.update(&definition, &others, None).expect("it can be written");
        let saved = opened.file.text();
        for number in 1..=count {
            prop_assert_eq!(saved.matches(&format!("# ghi chú {number}.\n")).count(), 1, "{} in {}\n=>\n{}", number, text, saved);
        }
        prop_assert!(saved.contains("la = 1"));
        let again = AnswersFile::read(saved, &definition, others.year).expect("it can be read");
        prop_assert_eq!(difference(&definition, &again.answers, &others), None);
    }
}
