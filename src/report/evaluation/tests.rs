//! What is computed from a few answers.

use jiff::civil::date;

use super::*;
use crate::report::ids::FieldId;
use crate::report::load::load;
use crate::report::source::Source;
use crate::report::value::{Approx, Number};

const TYPE: &str = r#"
id = "t"
title = "T"
document = false

[[section]]
id = "s"
title = "S"

[[section.fields]]
id = "phan"
label = "Phần"
kind = "ratio"

[[section.fields]]
id = "chi_tieu"
label = "Chỉ tiêu"
kind = "rows"
columns = [
  { id = "ke_hoach", label = "Kế hoạch", kind = "number" },
  { id = "thuc_hien", label = "Thực hiện", kind = "number" },
  { id = "con_lai", label = "Còn lại", kind = "number", calculation = "this.ke_hoach - this.thuc_hien" },
  { id = "ty_le", label = "Tỷ lệ", kind = "percent", calculation = "{'part': this.thuc_hien, 'of': chi_tieu.ke_hoach}" },
  { id = "xong", label = "Xong", kind = "yes_no", calculation = "this.con_lai <= 0" },
]

[[section.fields]]
id = "tong"
label = "Tổng"
kind = "number"
calculation = "total(chi_tieu, 'con_lai')"

[[section.fields]]
id = "gan_du"
label = "Gần đủ"
kind = "yes_no"
calculation = "phan.part + 1 >= phan.of"
"#;

fn number(value: i64) -> Value {
    Value::Number(Number::whole(value))
}

#[test]
fn columns_are_computed_from_their_row_and_fields_from_columns() {
    let definition = load(Source { name: "t.toml", text: TYPE }, &[]).expect("a type without mistakes");
    let mut answers = Answers::new(&definition, 2026);
    answers.set(&definition, EntryPath::field(FieldId::nth(0)), "7/8".to_owned());
    answers.replace(FieldId::nth(1), Answer::Rows(vec![Answers::blank_row(&definition, FieldId::nth(1)); 3]));
    for (row, (plan, done)) in [("50", "40"), ("3", "3"), ("4", "")].into_iter().enumerate() {
        answers.set(&definition, EntryPath::cell(FieldId::nth(1), row, 0), plan.to_owned());
        answers.set(&definition, EntryPath::cell(FieldId::nth(1), row, 1), done.to_owned());
    }
    let evaluation = Evaluation::of(&definition, &answers, date(2026, 7, 1));
    let cell = |row, column| evaluation.value(&answers, EntryPath::cell(FieldId::nth(1), row, column)).clone();
    assert_eq!(cell(0, 2), number(10));
    assert_eq!(cell(0, 3), Value::Percent { part: 40, of: 50, approx: None });
    assert_eq!((cell(0, 4), cell(1, 4)), (Value::YesNo(false), Value::YesNo(true)));
    assert_eq!((cell(2, 2), cell(2, 3)), (Value::Missing, Value::Missing), "half a row computes nothing");
    assert_eq!(*evaluation.value(&answers, EntryPath::field(FieldId::nth(2))), number(10));
    assert_eq!(*evaluation.value(&answers, EntryPath::field(FieldId::nth(3))), Value::YesNo(true));
}

#[test]
fn none_is_what_was_not_counted_in_calculations_too() {
    let text = TYPE.replace("\"total(chi_tieu, 'con_lai')\"", "\"none if phan.part == 0 else phan.of\"");
    let definition = load(Source { name: "t.toml", text: &text }, &[]).expect("a type without mistakes");
    let mut answers = Answers::new(&definition, 2026);
    let mut total = |raw: &str| {
        answers.set(&definition, EntryPath::field(FieldId::nth(0)), raw.to_owned());
        Evaluation::of(&definition, &answers, date(2026, 7, 1))
            .value(&answers, EntryPath::field(FieldId::nth(2)))
            .clone()
    };
    assert_eq!((total("0/8"), total("7/8")), (Value::NotCounted, number(8)));
}

#[test]
fn what_is_computed_from_an_inexact_number_is_inexact() {
    let definition = load(Source { name: "t.toml", text: TYPE }, &[]).expect("a type without mistakes");
    let mut answers = Answers::new(&definition, 2026);
    answers.replace(FieldId::nth(1), Answer::Rows(vec![Answers::blank_row(&definition, FieldId::nth(1)); 1]));
    let mut left = |plan: &str, done: &str| {
        answers.set(&definition, EntryPath::cell(FieldId::nth(1), 0, 0), plan.to_owned());
        answers.set(&definition, EntryPath::cell(FieldId::nth(1), 0, 1), done.to_owned());
        Evaluation::of(&definition, &answers, date(2026, 7, 1))
            .value(&answers, EntryPath::cell(FieldId::nth(1), 0, 2))
            .clone()
    };
    let inexact = |approx, value| Value::Number(Number { approx: Some(approx), ..Number::whole(value) });
    assert_eq!(left("hơn 50", "40"), inexact(Approx::About, 10));
    assert_eq!(left("50", "gần 40"), inexact(Approx::About, 10));
    assert_eq!(left("hơn 50", "0"), inexact(Approx::MoreThan, 50));
    assert_eq!(left("50", "40"), number(10));
}
