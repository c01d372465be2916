//! An answers file: read, composed, exported, saved and read again, it says the same.
#![no_main]

use baocao::store::answers_file::{AnswersFile, decode};
use baocao_fuzz::{TODAY, whole, with_type};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = decode(bytes) else { return };
    with_type(|definition| {
        let Ok(mut first) = AnswersFile::read(&text, definition, TODAY.year()) else { return };
        whole(definition, &first.answers);
        assert!(first.file.update(definition, &first.answers, first.focus).is_ok());
        let again = AnswersFile::read(first.file.text(), definition, TODAY.year()).expect("what was saved opens");
        assert_eq!(again.answers, first.answers);
        // As if all had been typed: every answer is written anew.
        let mut fresh = AnswersFile::new(definition, first.answers.period(definition));
        assert!(fresh.update(definition, &first.answers, None).is_ok());
        let again = AnswersFile::read(fresh.text(), definition, TODAY.year()).expect("what was saved opens");
        assert_eq!(again.answers, first.answers);
    });
});
