//! An expression of a report type: parsing and running it ends, whatever it says.
#![no_main]

use baocao::report::expression::{Expression, Scope};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    if let Ok(expression) = Expression::parse(source) {
        let scope = Scope::default();
        let _ = (expression.value(&scope), expression.holds(&scope), expression.is_answered(&scope));
    }
});
