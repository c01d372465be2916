//! A journal: whatever its lines say, they are read within bounds or passed over, and what they
//! give can be saved.
#![no_main]

use std::cell::OnceCell;

use baocao::store::journal::replay::replay;
use baocao::store::built_in::TypeText;
use baocao::store::library::Library;
use baocao::store::reading::content_hash;
use baocao_fuzz::TODAY;
use libfuzzer_sys::fuzz_target;

/// A type with an answer of each shape.
const TYPES: &[TypeText] = &[TypeText::new(
    "thu",
    "id = \"thu\"\ntitle = \"Thử\"\ndocument = false\n[[section]]\nid = \"a\"\ntitle = \"A\"\n\
     fields = [ { id = \"ten\", label = \"Tên\", kind = \"text\" }, { id = \"so\", label = \"Số\", kind = \"number\" },\
     { id = \"vb\", label = \"Văn bản\", kind = \"citation\" }, { id = \"bang\", label = \"Bảng\", kind = \"rows\",\
     columns = [ { id = \"x\", label = \"X\", kind = \"text\" }, { id = \"y\", label = \"Y\", kind = \"date\" } ] } ]\n",
)];
const BASE: &str = "[report]\ntype = \"thu\"\nversion = 1\n\n[answers]\nten = \"Một\"\nbang = [{ x = \"a\" }]\n";

/// The lines with the sums that they need to be looked at.
fn journal(lines: &[u8]) -> Vec<u8> {
    let mut bytes =
        format!("baocao nhat-ky 1 {} {:016x}\n{BASE}\n", BASE.len(), content_hash(BASE.as_bytes())).into_bytes();
    for line in lines.split(|byte| *byte == b'\n') {
        bytes.extend(format!("{:016x} ", content_hash(line)).into_bytes());
        bytes.extend(line);
        bytes.push(b'\n');
    }
    bytes
}

thread_local! {
    static LIBRARY: OnceCell<Library> = const { OnceCell::new() };
}

fuzz_target!(|bytes: &[u8]| {
    LIBRARY.with(|cell| {
        let library = cell.get_or_init(|| Library::with(TYPES, None));
        let _ = replay(bytes, library, TODAY.year());
        let mut replayed = replay(&journal(bytes), library, TODAY.year()).expect("a journal");
        assert!(replayed.file.update(&replayed.definition, &replayed.answers, replayed.focus).is_ok());
    });
});
