//! Rules on the data of every report that take the whole of it: beside those of its type, and those of single fields.

use crate::report::comparison::WithEarlier;
use crate::text::language::Language;

use super::Diagnostic;
use super::data_rule::{DataRule, Found};
use super::earlier::{FIGURE, STALE};
use super::office::{SYMBOL, UNIT};
use super::told::TOLD;

/// All of them, in the order of their codes.
pub(crate) const DATA_RULES: [&DataRule; 5] = [&SYMBOL, &TOLD, &FIGURE, &STALE, &UNIT];

/// What these rules find.
#[must_use]
pub(crate) fn look_over(facts: &WithEarlier<'_>, language: Language) -> Vec<Diagnostic> {
    if !facts.definition.is_document {
        return Vec::new();
    }
    let told = |(rule, found): (&DataRule, Found)| {
        let said = found.said.map(|[vi, en]| language.pick(vi, en));
        let message = said.unwrap_or_else(|| rule.about.of(language).to_owned());
        let diagnostic = Diagnostic::new(rule.level, found.path, rule.code, message);
        Diagnostic { part: found.part, block: found.block, ..diagnostic }
    };
    DATA_RULES.iter().flat_map(|rule| (rule.find)(facts).into_iter().map(move |found| told((rule, found)))).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::report::answers::EntryPath;
    use crate::report::comparison::{Answered, WithEarlier};
    use crate::report::evaluation::Evaluation;
    use crate::store::answers_file::{AnswersFile, place_named};
    use crate::store::built_in::EXAMPLES;
    use crate::store::library::Library;

    /// The codes that are found in the sample with these answers, beside the sample a year before.
    fn codes(changes: &[(&str, &str)]) -> Vec<String> {
        let library = Library::new(None);
        let text =
            EXAMPLES.iter().map(|(_, text)| *text).find(|text| text.contains("thang-hanh-dong")).expect("a sample");
        let opened = AnswersFile::open(text, &library, 2026).expect("it opens");
        let (definition, mut answers) = (opened.definition, opened.answers);
        let before = answers.clone();
        let period = definition.period.expect("a period");
        let today = date(2027, 7, 1);
        answers.set(&definition, EntryPath::field(period), "2027".to_owned());
        for (place, raw) in changes {
            let path = place_named(&definition, place).unwrap_or_else(|| panic!("{place}"));
            answers.set(&definition, path, (*raw).to_owned());
        }
        let [evaluation, earlier] = [&answers, &before].map(|answers| Evaluation::of(&definition, answers, today));
        let facts = WithEarlier {
            definition: &definition,
            now: Answered { answers: &answers, evaluation: &evaluation },
            before: Some((Answered { answers: &before, evaluation: &earlier }, before.period(&definition))),
        };
        look_over(&facts, Language::Vi).into_iter().map(|finding| finding.code.into_owned()).collect()
    }

    #[test]
    fn each_rule_finds_what_it_names_and_nothing_that_is_nearly_so() {
        let usual = codes(&[]);
        for rule in DATA_RULES {
            let has = |changes| codes(changes).iter().filter(|code| *code == rule.code).count();
            let known = usual.iter().filter(|code| *code == rule.code).count();
            assert_eq!(has(rule.hit), known + 1, "{}: {:?}", rule.code, rule.hit);
            assert_eq!(has(rule.near_miss), known, "{}: {:?}", rule.code, rule.near_miss);
        }
    }

    #[test]
    fn a_figure_that_a_text_gives_again_is_that_of_its_field() {
        for (field, text, is_told) in [
            ("kinh_phi_them", "Tổng kinh phí là 120 triệu đồng.", true),
            ("kinh_phi_them", "Tổng kinh phí là 108 triệu đồng, trong đó ngân sách 30 triệu đồng.", false),
            ("kinh_phi_them", "Mua quà 5 triệu đồng.", false),
            ("bao_ve_them", "Có 01 trẻ em tử vong do đuối nước.", true),
            ("bao_ve_them", "Có 12 trẻ em bị ngã, trầy xước nhẹ.", false),
            ("dac_diem_them", "Toàn xã có 1.900 trẻ em.", true),
            ("dac_diem_them", "Toàn xã có 1.900 trẻ em đến trường.", false),
            ("tt_mo_ta", "Có 1.200 lượt người xem trên Fanpage.", false),
        ] {
            assert_eq!(codes(&[(field, text)]).iter().any(|code| code == "Q14"), is_told, "{text}");
        }
    }
}
