//! Conditions, constraints and calculations of a report type: expressions over the answers.
//!
//! They are evaluated by `minijinja`, expressions only and limited in steps, so that a published
//! report type can compute but never run code.

mod functions;
mod names;
mod scope;

pub use functions::{FILTERS, FUNCTIONS, TESTS};
pub use scope::Scope;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, OnceLock};

use minijinja::value::{Value as Fact, ValueKind};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use functions::is_filled;
pub(crate) use functions::is_person;
pub(crate) use names::{Role, words};
use names::{factors, multiplies_lists, names};

/// Steps one evaluation may take, some 2 ms: two filters over 5,000 rows fit, an endless one does not.
const FUEL: u64 = 30_000;
/// The most expressions that one type may have; those shipped have up to 400.
pub(crate) const MAX_IN_TYPE: usize = 1_000;
/// Longer sources are refused before they are parsed.
const MAX_SOURCE: usize = 2_000;
/// Deeper bracketing is refused before it reaches the recursive parser.
const MAX_DEPTH: usize = 40;

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Chainable);
    env.set_fuel(Some(FUEL));
    functions::add_to(&mut env);
    env
});

/// The date on which the report is written, as an ISO text.
pub(crate) const TODAY: &str = "today";
/// The row or group that a column belongs to, whatever its field is called.
pub(crate) const THIS: &str = "this";
/// The fields, and columns with their field ("kham.luot"), of which an answer says that nobody knows it yet. In every
/// other way such an answer is as one that is not there.
pub(crate) const UNKNOWN: &str = "unknown";
/// The fields and columns that have an answer other than 0: a figure, one that was not counted, or one that nobody knows
/// yet.
pub(crate) const ANSWERED: &str = "answered";
/// In a row that has figures which are not exact ("khoảng 90"): the names of their columns.
pub(crate) const INEXACT: &str = "inexact";

/// A parsed expression. Fields have room for many and most have none: it takes one word of them.
pub struct Expression(Box<Parsed>);

struct Parsed {
    source: String,
    /// The names it reads, dotted ("kham.luot").
    names: Vec<String>,
    /// The names that it may multiply: none of them may be a list.
    factors: Vec<String>,
    /// As the engine runs it, from the first time on: it takes some 5 kB, and a type has hundreds of
    /// which a report uses a third.
    compiled: OnceLock<Option<minijinja::Expression<'static, 'static>>>,
    /// How much it read when it took too many steps: it is not run again on each key.
    endless_at: AtomicUsize,
}

impl std::fmt::Debug for Expression {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Expression({:?})", self.0.source)
    }
}

impl Expression {
    /// Parses an expression.
    ///
    /// # Errors
    /// The reason, and the byte offset in `source` where it is known.
    pub fn parse(source: &str) -> Result<Self, (String, Option<usize>)> {
        let depth = source.chars().scan(0_usize, |depth, c| {
            match c {
                '(' | '[' | '{' => *depth += 1,
                ')' | ']' | '}' => *depth = depth.saturating_sub(1),
                _ => {}
            }
            Some(*depth)
        });
        if source.len() > MAX_SOURCE || depth.max().unwrap_or(0) > MAX_DEPTH {
            return Err(("the expression is too long or too deep".to_owned(), None));
        }
        if multiplies_lists(source) {
            return Err(("only numbers can be multiplied, not what has [ ], { }, | or range".to_owned(), None));
        }
        compile(source).map_err(|error| {
            let offset = error.range().map(|range| range.start);
            (error.detail().unwrap_or("not an expression").to_owned(), offset)
        })?;
        Ok(Expression(Box::new(Parsed {
            source: source.to_owned(),
            names: names(source),
            factors: factors(source),
            compiled: OnceLock::new(),
            endless_at: AtomicUsize::new(usize::MAX),
        })))
    }

    /// The text it was parsed from.
    #[must_use]
    pub(crate) fn source(&self) -> &str {
        &self.0.source
    }

    /// Whether a word stands in it, as a name, a part of one or a text.
    #[must_use]
    pub(crate) fn says(&self, word: &str) -> bool {
        self.0.source.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
    }

    /// The names it reads, dotted where a part is meant ("kham.luot").
    #[must_use]
    pub(crate) fn names(&self) -> &[String] {
        &self.0.names
    }

    /// Whether it holds. What is missing counts as undefined, which is never equal to an answer;
    /// an expression that fails does not hold.
    #[must_use]
    pub fn holds(&self, scope: &Scope) -> bool {
        self.value(scope).is_some_and(|value| value.is_true())
    }

    /// Its value; `None` when it cannot be computed.
    #[must_use]
    pub fn value(&self, scope: &Scope) -> Option<Fact> {
        // Too much once is not tried again on each key, but with less.
        let endless_at = self.0.endless_at.load(Ordering::Relaxed);
        if endless_at != usize::MAX && self.size(scope) >= endless_at {
            return None;
        }
        let is_list = |name: &String| matches!(scope.lookup(name).kind(), ValueKind::Seq | ValueKind::Iterable);
        if self.0.factors.iter().any(is_list) {
            return None;
        }
        let result = self.0.compiled.get_or_init(|| compile(&self.0.source).ok()).as_ref()?.eval(scope.as_fact());
        if result.as_ref().is_err_and(|error| error.kind() == ErrorKind::OutOfFuel) {
            self.0.endless_at.store(self.size(scope), Ordering::Relaxed);
        }
        result.ok()
    }

    /// How much it reads: the entries of lists, the letters of texts.
    fn size(&self, scope: &Scope) -> usize {
        self.0.names.iter().filter_map(|name| scope.lookup(name).len()).sum()
    }

    /// Whether every name it reads has an answer.
    #[must_use]
    pub fn is_answered(&self, scope: &Scope) -> bool {
        self.0.names.iter().all(|name| is_filled(&scope.lookup(name)))
    }
}

fn compile(source: &str) -> Result<minijinja::Expression<'static, 'static>, Error> {
    ENVIRONMENT.compile_expression_owned(source.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_ends_and_five_thousand_rows_fit() {
        let rows: Vec<Fact> =
            (0..5000).map(|i| Fact::from(std::collections::BTreeMap::from([("c", Fact::from(i))]))).collect();
        let mut scope = Scope::default();
        scope.set("r", Fact::from(rows));
        let value = |source: &str| Expression::parse(source).expect("parses").value(&scope);
        assert_eq!(value("r|rejectattr('c', 'eq', 0)|length"), Some(Fact::from(4999)));
        assert_eq!(value("r|map(attribute='c')|sum"), Some(Fact::from(12_497_500)));
        // Each with a small one of its kind, which is computed.
        scope.set("long", Fact::from("a".repeat(90_000)));
        let value = |source: &str| Expression::parse(source).expect("parses").value(&scope);
        for (bomb, small) in [
            ("range(1, 100000)|length", "range(1, 1000)|length"),
            ("r|join(long)|length", "[1, 2]|join(long)|length"),
            ("long|replace('a', long)|length", "'aa'|replace('a', long)|length"),
            (
                "r|map(attribute='c')|map('abs')|map('abs')|map('abs')|map('abs')|map('abs')|sum",
                "r|map(attribute='c')|max",
            ),
        ] {
            assert!(value(bomb).is_none() && value(small).is_some(), "{bomb}");
        }
        for bomb in ["'a' * 90000000", "r * 8000 ~ ''", "('a' * 3000)|upper"] {
            let refused = Expression::parse(bomb).map(|expression| expression.value(&scope));
            assert!(matches!(refused, Err(_) | Ok(None)), "{bomb}");
        }
        assert_eq!(value("range(2, 1001)|sum"), Some(Fact::from(500_499)));
        let endless =
            Expression::parse("r|map(attribute='c')|map('abs')|map('abs')|map('abs')|map('abs')|map('abs')|sum > 1")
                .expect("parses");
        assert!(endless.value(&scope).is_none() && endless.0.endless_at.load(Ordering::Relaxed) == 5000);
    }

    #[test]
    fn only_numbers_are_multiplied() {
        let mut scope = Scope::default();
        let row = |n: i64| Fact::from(std::collections::BTreeMap::from([("c", Fact::from(n))]));
        scope.set("r", Fact::from(vec![row(2), row(3)]));
        scope.set("n", Fact::from(4));
        let value = |source: &str| Expression::parse(source).expect("parses").value(&scope);
        assert_eq!(value("total(r, 'c') * n * 2"), Some(Fact::from(40)));
        assert_eq!(value("n ** 2 + n * (n - 1)"), Some(Fact::from(28)));
        assert_eq!(value("r * n"), None);
        assert_eq!(value("total(r, 'c') * 2 if r * n else 0"), None);
        // The first was found by a fuzzer: 88 million entries as one text, in one step.
        for source in ["4444_4454*[ththad_y< 08880*[ththad_y, 044]~a]~a", "range(9) * 9", "('a'|list) * 9", "{}*9"] {
            let (why, _) = Expression::parse(source).expect_err("lists");
            assert!(why.starts_with("only numbers can be multiplied"), "{source}");
        }
        assert!(Expression::parse("n == 'a*b' or n in [1, 2]").is_ok(), "a quoted * multiplies nothing");
    }

    #[test]
    fn what_is_too_long_or_too_deep_is_refused() {
        for source in ["a + ".repeat(1000), format!("{}a{}", "(".repeat(60), ")".repeat(60))] {
            assert!(Expression::parse(&source).is_err(), "{source}");
        }
        // Depth without brackets: as deep as the length lets it be, it ends all the same.
        for source in ["not ".repeat(490) + "a", "-".repeat(1990) + "a", "a if b else ".repeat(160) + "c"] {
            let _ = Expression::parse(&source).map(|expression| expression.value(&Scope::default()));
        }
    }

    #[test]
    fn names_are_those_that_the_engine_finds() {
        let shipped = [
            include_str!("../../config/reports/thang-hanh-dong-vi-tre-em.toml"),
            include_str!("../../config/reports/tre-em-dinh-ky.toml"),
            include_str!("../../config/reports/bao-cao-chung.toml"),
            include_str!("../../config/parts/van-ban.toml"),
        ];
        let keys = ["when", "relevant", "check", "constraint", "calculation", "required", "prefill"];
        let of_key = |(text, key): (&str, &str)| {
            let start = format!(" {key} = \"");
            let places = text.split(&start).skip(1);
            places.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<_>>()
        };
        let sources = shipped.iter().flat_map(|text| keys.map(|key| (*text, key))).flat_map(of_key);
        let sources = sources.map(|source| source.trim_start_matches('=').to_owned());
        let mut seen = 0;
        let more = [
            "not x is none",
            "a if b is not defined else 'c d'",
            "x[0]|lower|replace('.', '') in ['k']",
            "-1.5 * n",
            "r|map(attribute='c')|max > a.b",
            "default(value = 3)",
            "r|selectattr('c', '>', x)|map('abs')|list",
        ];
        for source in sources.chain(more.map(str::to_owned)) {
            let Ok(expression) = Expression::parse(&source) else { continue };
            seen += 1;
            let engine: BTreeSet<String> =
                compile(&source).expect("compiles").undeclared_variables(true).into_iter().collect();
            let functions: BTreeSet<String> = FUNCTIONS.iter().map(|f| (*f).to_owned()).collect();
            let expected: Vec<&String> = engine.difference(&functions).collect();
            assert_eq!(expression.names().iter().collect::<Vec<_>>(), expected, "{source}");
        }
        assert!(seen > 100, "only {seen} expressions were found");
    }
}
