//! The encoding of a text file: by its mark, else by what its bytes make sense in.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::legacy::{Charset, is_vietnamese};

/// Syllables that any report has some of. Only those with marks tell encodings apart.
const COMMON: [&str; 96] = [
    "của",
    "và",
    "năm",
    "các",
    "được",
    "trong",
    "công",
    "tác",
    "thực",
    "hiện",
    "xã",
    "trẻ",
    "báo",
    "cáo",
    "kết",
    "quả",
    "nhân",
    "dân",
    "ủy",
    "uỷ",
    "số",
    "ngày",
    "tháng",
    "đã",
    "với",
    "là",
    "có",
    "không",
    "về",
    "theo",
    "việc",
    "tỉnh",
    "huyện",
    "phường",
    "thôn",
    "bản",
    "người",
    "độc",
    "lập",
    "tự",
    "hạnh",
    "phúc",
    "cộng",
    "hòa",
    "hoà",
    "hội",
    "chủ",
    "nghĩa",
    "việt",
    "đồng",
    "hộ",
    "tổ",
    "chức",
    "kế",
    "hoạch",
    "nhiệm",
    "vụ",
    "đảng",
    "chính",
    "phòng",
    "văn",
    "giáo",
    "dục",
    "tế",
    "hoạt",
    "động",
    "một",
    "đến",
    "cho",
    "từ",
    "những",
    "tại",
    "để",
    "ở",
    "nghèo",
    "phát",
    "triển",
    "cán",
    "bộ",
    "địa",
    "tình",
    "hình",
    "giải",
    "pháp",
    "khó",
    "khăn",
    "kiến",
    "nghị",
    "phương",
    "hướng",
    "đạt",
    "bảo",
    "vệ",
    "chăm",
    "sóc",
    "nơi",
];

/// A text that was read, and the name of its encoding.
pub(super) struct Decoded {
    pub text: String,
    pub encoding: &'static str,
}

/// The encoding that a text has unless something is told.
pub(super) const USUAL: &str = "UTF-8";

/// The text that the bytes are; `None` where they make no sense.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let whole = |encoding: &'static Encoding, bytes| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
        Some(Decoded { text, encoding: encoding.name() })
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let marked = whole(encoding, bytes.get(mark..).unwrap_or_default())?;
        return Some(unpasted(marked));
    }
    if let Some(encoding) = utf16_of(bytes) {
        return whole(encoding, bytes);
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return Some(unpasted(Decoded { text: text.to_owned(), encoding: USUAL }));
    }
    let (single, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (windows, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    old(&single, Decoded { text: windows.nfc().collect(), encoding: WINDOWS_1258.name() })
}

/// What was pasted from an old document is Unicode by its bytes alone.
fn unpasted(decoded: Decoded) -> Decoded {
    if is_vietnamese(&decoded.text) {
        return decoded;
    }
    let Decoded { text, encoding } = &decoded;
    old(text, Decoded { text: text.clone(), encoding }).unwrap_or(decoded)
}

/// UTF-16 without its mark: of the letters of each text most have a zero in one of their two bytes.
fn utf16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let zeros = |at: fn(&[u8; 2]) -> u8| pairs.iter().filter(|pair| at(pair) == 0).count();
    let (first, second) = (zeros(|[first, _]| *first), zeros(|[_, second]| *second));
    let is_most = |many: usize, few: usize| odd.is_empty() && many > pairs.len() / 3 && few * 20 < many;
    if is_most(second, first) {
        Some(UTF_16LE)
    } else if is_most(first, second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A text of which each byte was taken for a letter of Windows-1252, in the old encoding that makes most
/// sense, or as this other one, which wins where it makes as much.
fn old(single: &str, other: Decoded) -> Option<Decoded> {
    let read = [(Charset::Tcvn3, "TCVN3"), (Charset::Vni, "VNI")];
    let read = read.map(|(charset, encoding)| Decoded { text: charset.decoded(single), encoding });
    let best = read.into_iter().chain([other]).max_by_key(|decoded| sense(&decoded.text))?;
    (sense(&best.text) > 0).then_some(best)
}

/// How many syllables of reports a text has; 0 where it has too many characters that no Vietnamese text has.
fn sense(text: &str) -> usize {
    let usual = |c: char| {
        is_vietnamese(c.encode_utf8(&mut [0; 4])) || "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ“”‘’–—…•\u{a0}°²".contains(c)
    };
    let beyond = || text.chars().filter(|c| !c.is_ascii());
    let strange = beyond().filter(|c| !usual(*c)).count();
    if strange * 10 > beyond().count() {
        return 0;
    }
    let small = text.to_lowercase();
    let syllables = small.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
    syllables.filter(|word| COMMON.contains(word)).count()
}
