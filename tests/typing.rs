//! Telex and VNI as typists know them: every syllable in every order, and what must stay as typed.

use baocao::typing::{Composer, Method, ToneStyle, TypingOptions, type_line};
use unicode_normalization::UnicodeNormalization;

use super::typist::{Strokes, plain};

const TELEX: TypingOptions =
    TypingOptions { method: Method::Telex, style: ToneStyle::Old, brackets: false, symbols: false };
const VNI: TypingOptions = TypingOptions { method: Method::Vni, ..TELEX };

/// Each line of keys makes what stands beside it.
fn all(options: TypingOptions, cases: &[(&str, &str)]) {
    for (keys, text) in cases {
        assert_eq!(type_line(keys, options), *text, "{keys:?} in {:?}", options.method);
    }
}

#[test]
fn marks_and_tones_come_in_any_order() {
    all(TELEX, &[("tieengs", "tiếng"), ("tieesng", "tiếng"), ("tiengse", "tiếng"), ("tiesnge", "tiếng")]);
    all(TELEX, &[("dangd", "đang"), ("ddang", "đang"), ("thuongwf", "thường"), ("thuwowngf", "thường")]);
    all(VNI, &[("tie6ng1", "tiếng"), ("tieng61", "tiếng"), ("tieng16", "tiếng"), ("d9a8k1 la8k1", "đắk lắk")]);
}

#[test]
fn tones_stand_where_the_style_has_them() {
    let new = TypingOptions { style: ToneStyle::New, ..TELEX };
    all(TELEX, &[("hoaf", "hòa"), ("thuys", "thúy"), ("khoer", "khỏe"), ("toans", "toán"), ("huynhf", "huỳnh")]);
    all(new, &[("hoaf", "hoà"), ("thuys", "thuý"), ("khoer", "khoẻ"), ("toans", "toán"), ("huynhf", "huỳnh")]);
    for options in [TELEX, new] {
        all(options, &[("quas", "quá"), ("giaf", "già"), ("gif", "gì")]);
        all(options, &[("gieengs", "giếng"), ("quys", "quý"), ("quaas", "quấ"), ("giaif", "giài"), ("muas", "múa")]);
        all(options, &[("khuyur", "khuỷu"), ("ngoeof", "ngoèo"), ("ngoaif", "ngoài"), ("mias", "mía")]);
    }
}

#[test]
fn u_and_o_take_their_horns_together() {
    all(TELEX, &[("thuowr", "thuở"), ("muwowif", "mười"), ("muowif", "mười"), ("thuowng", "thương")]);
    all(
        TELEX,
        &[
            ("dduwocj", "được"),
            ("dduowcj", "được"),
            ("quoj", "quọ"),
            ("ngoawjp", "ngoặp"),
            ("dduocwj", "được"),
            ("ruouwj", "rượu"),
            ("quow", "quơ"),
        ],
    );
    all(TELEX, &[("muaw", "mưa"), ("muwa", "mưa"), ("luuw", "lưu"), ("hoawcj", "hoặc"), ("w", "ư"), ("tw", "tư")]);
    all(VNI, &[("thuo73", "thuở"), ("muo7i2", "mười"), ("mu7o7i2", "mười"), ("d9u7oc5", "được"), ("mua7", "mưa")]);
}

#[test]
fn a_key_pressed_again_is_undone() {
    all(TELEX, &[("aaa", "aa"), ("ass", "as"), ("ddd", "dd"), ("uww", "uw"), ("ww", "w"), ("www", "www")]);
    all(TELEX, &[("xooong", "xoong"), ("xooongf", "xoòng"), ("tesst", "test"), ("TWW", "TW"), ("Xieerr", "Xiêr")]);
    all(VNI, &[("a11", "a1"), ("a66", "a6"), ("d99", "d9"), ("u77", "u7"), ("A44", "A4")]);
    all(TELEX, &[("tieesngz", "tiêng"), ("toasf", "tòa"), ("tieengsf", "tiềng"), ("zoo", "zoo")]);
    all(VNI, &[("tie6ng10", "tiêng"), ("toa12", "tòa"), ("so 10", "so 10"), ("QL14", "QL14"), ("35 m2", "35 m2")]);
}

#[test]
fn a_key_that_was_undone_lives_again_when_backspace_took_it_away() {
    all(TELEX, &[("khooo\u{8}o", "khô"), ("sacjj\u{8}j ", "sạc "), ("tieengss\u{8}s", "tiếng"), ("ww\u{8}w", "ư")]);
    all(TELEX, &[("ddd\u{8}d", "đ"), ("khooo\u{8}\u{8}oo", "khô"), ("tesst\u{8}\u{8}s", "té"), ("Ww", "W")]);
    all(VNI, &[("a11\u{8}1", "á"), ("tie6ng11\u{8}1", "tiếng"), ("a66\u{8}6", "â")]);
    for options in [TELEX, VNI] {
        let mut count = 0;
        for syllable in syllables(ToneStyle::Old) {
            let keys = Strokes::of(&syllable, options.method).usual();
            let last = keys.chars().last().expect("a key");
            let toned = syllable.nfd().any(|c| TONES.contains(&c.to_string().as_str()));
            let undone = toned || !syllable.ends_with(|c: char| c.is_ascii());
            // Some are words of another language with both keys: off, boss.
            let twice = format!("{keys}{last}");
            if undone && type_line(&twice, options) != twice && !EXCEPTED.contains(&keys.as_str()) {
                let again = format!("{twice}\u{8}{last}");
                assert_eq!(type_line(&again, options), syllable, "{again:?}");
                count += 1;
            }
        }
        assert!(count > 10_000, "{count} syllables end in a key that is undone");
    }
}

#[test]
fn another_mark_takes_the_place_of_a_mark() {
    all(TELEX, &[("cuowio", "cuôi"), ("cuooiw", "cươi"), ("muwowno", "muôn"), ("aaw", "ă"), ("awa", "â")]);
    all(VNI, &[("cuo7i6", "cuôi"), ("cuo6i7", "cươi"), ("a68", "ă"), ("o76", "ô")]);
}

#[test]
fn capitals_stay_capitals() {
    all(TELEX, &[("NGUYEENX", "NGUYỄN"), ("THUEES", "THUẾ"), ("HUYEENJ", "HUYỆN"), ("Huyeenj", "Huyện")]);
    all(TELEX, &[("DDAK DDOA", "ĐAK ĐOA"), ("Dd", "Đ"), ("dD", "đ"), ("uW", "ư"), ("PUWH", "PƯH"), ("ROOKS", "RỐK")]);
    all(TELEX, &[("DDAWKS", "ĐẮK"), ("Ddawks", "Đắk"), ("HOAF", "HÒA"), ("QUYS", "QUÝ"), ("W", "Ư"), ("TUW", "TƯ")]);
    all(VNI, &[("NGUYE6N4", "NGUYỄN"), ("THUE61", "THUẾ"), ("D9A8K1", "ĐẮK"), ("Ngoc5 Hoi62", "Ngọc Hồi")]);
}

#[test]
fn names_of_the_highlands_pass() {
    all(TELEX, &[("Kroong", "Krông"), ("DDawks", "Đắk"), ("Plaay", "Plây"), ("DDawk Glei", "Đăk Glei")]);
    all(TELEX, &[("Powf Y", "Pờ Y"), ("Bowf Y", "Bờ Y"), ("Tu Mow Roong", "Tu Mơ Rông"), ("Ngojk", "Ngọk")]);
    all(
        TELEX,
        &[("DDawk Peks", "Đăk Pék"), ("Ngojk Reso", "Ngọk Réo"), ("DDawk Bloo", "Đăk Blô"), ("Ia Chim", "Ia Chim")],
    );
    all(TELEX, &[("H'Niee", "H'Niê"), ("Mnoong", "Mnông"), ("Xtieeng", "Xtiêng"), ("Chuw Proong", "Chư Prông")]);
    all(TELEX, &[("Kdawm", "Kdăm"), ("Bhawm", "Bhăm"), ("still", "still"), ("street", "street"), ("print", "print")]);
    all(
        TELEX,
        &[
            ("Hmoong", "Hmông"),
            ("Ddraawng", "Đrăng"),
            ("Krawng", "Krăng"),
            ("Mawng Cafnh", "Măng Cành"),
            ("Sa Looong", "Sa Loong"),
        ],
    );
    all(VNI, &[("Kro6ng", "Krông"), ("D9a8k1", "Đắk"), ("Pla6y", "Plây"), ("Po72 Y", "Pờ Y"), ("Mo72 Rai", "Mờ Rai")]);
}

/// Names of today's communes, and of peoples and families, with a sound that no other word has.
const NAMES: &str = "Avương Bkrông Byă Chơro Cuôr Cơho Dêê Hrú Jút Khươl Kmăl Knuếc Kpă Krêl Nuôl Pnôn Púch Păh \
    Pưh Rvê Rốk SRó Sơmei Tôr Tẻh Êban Êê Đak Đakrông Đal Yốp Pốk Blêh Katơr Kmăn Alăng \
    Avô Bhnướch Bríu Hốih Hôih Zơ Adrơng Jăn Să \
    Vêng Yơh";

#[test]
fn names_of_today_s_communes_are_typed_by_the_usual_keys() {
    for options in [TELEX, VNI] {
        for name in NAMES.split_whitespace() {
            // In Telex, r after a vowel is pressed twice.
            let twice = options.method == Method::Telex && matches!(name, "Cuôr" | "Tôr" | "Chơro");
            for keys in
                Strokes::of(name, options.method).every_order().into_iter().filter(|keys| !twice && keys != "EeEe")
            {
                assert_eq!(type_line(&keys, options), name, "{keys:?}");
                let lower = type_line(&keys.to_lowercase(), options);
                assert_ne!(lower, name.to_lowercase(), "{keys:?}: a name has a capital");
            }
        }
    }
    all(
        TELEX,
        &[
            ("Cuoorr DDawng", "Cuôr Đăng"),
            ("Ia Toorr", "Ia Tôr"),
            ("Chowrro", "Chơro"),
            ("Eeee", "Êê"),
            ("Nguown", "Nguơn"),
            ("Kddawm", "Kđăm"),
            ("Rowmawm", "Rơmăm"),
            ("Zowraam", "Zơrâm"),
            ("Powling", "Pơling"),
            ("Rowmah", "Rơmah"),
            ("Rowlan", "Rơlan"),
            ("Lowmu", "Lơmu"),
            ("Kowpa", "Kơpa"),
            ("Rowchaam", "Rơchâm"),
            ("Hddowk", "Hđơk"),
            ("Hddrue", "Hđrue"),
            ("Kddoh", "Kđoh"),
            ("Nddu", "Nđu"),
            ("Kbuoorr", "Kbuôr"),
            ("Kpowrr", "Kpơr"),
            ("Powlooong", "Pơloong"),
        ],
    );
    all(
        VNI,
        &[("Kd9a8m", "Kđăm"), ("Hd9o7k", "Hđơk"), ("Hd9rue", "Hđrue"), ("Kbuo6r", "Kbuôr"), ("Po7loong", "Pơloong")],
    );
    all(VNI, &[("Nguo7n", "Nguơn"), ("Ngu7o7n", "Ngươn"), ("Nguo7n2", "Ngườn"), ("Nguo7ng", "Ngương")]);
    // What stands before a name tells it from a word.
    all(TELEX, &[("Kroong Ana", "Krông Ana"), ("Hoaif Ana", "Hoài Ân"), ("Cuw M'gar", "Cư M'gar"), ("gar", "gả")]);
    all(TELEX, &[("Xax Dur Kmawl", "Xã Dur Kmăl"), ("DDawk Row Wa", "Đăk Rơ Wa"), ("DDawk Mar", "Đăk Mar")]);
    all(TELEX, &[("Ea Kar", "Ea Kar"), ("xax Uar", "xã Uar"), ("mar", "mả")]);
}

#[test]
fn a_hyphen_or_an_apostrophe_begins_a_word() {
    all(
        TELEX,
        &[("Nghiax-Looj", "Nghĩa-Lộ"), ("H'Moong", "H'Mông"), ("M'DDrawks", "M'Đrắk"), ("Ea H'leo", "Ea H'leo")],
    );
    all(TELEX, &[("M’noong", "M’nông"), ("S'tieeng", "S'tiêng"), ("Tp.Hoof", "Tp.Hồ"), ("baos/ddaif", "báo/đài")]);
    all(VNI, &[("Nghia4-Lo65", "Nghĩa-Lộ"), ("H'Mo6ng", "H'Mông"), ("M'D9ra8k1", "M'Đrắk"), ("Cu7 M'gar", "Cư M'gar")]);
}

#[test]
fn figures_with_letters_and_addresses_are_no_words() {
    let same = ["5A1", "5a6", "12A10, 12A2", "2A", "A4", "B12", "NQ42", "36a", "30/4", "m2", "100 m2", "thang6_1.docx"];
    for text in same.into_iter().chain(["hoa2@vanphong.vn", "lop_hoa2"]) {
        assert_eq!(type_line(text, VNI), text);
    }
    all(VNI, &[("5000d9", "5000đ"), ("5xa4", "5xã"), ("Quy1 2", "Quý 2"), ("lop71 5A1 ", "lớp 5A1 ")]);
    let same = ["100W", "50MWh", "kWh", "https://hoas.vn/xax", "www.hoas.vn", "hoas@hoas.vn", "bao_caos_thangs.docx"];
    for text in same.into_iter().chain(["nguyenvana@gmail.com", "https://www.chinhphu.vn"]) {
        assert_eq!(type_line(text, TELEX), text);
    }
    all(TELEX, &[("5000dd", "5000đ"), ("5xax", "5xã"), ("hoas@hoas.vn Vieetj", "hoas@hoas.vn Việt")]);
}

#[test]
fn abbreviations_have_their_stroked_d() {
    all(TELEX, &[("NDD-CP", "NĐ-CP"), ("QDD-UBND", "QĐ-UBND"), ("HDDND", "HĐND"), ("LDDTBXH", "LĐTBXH")]);
    all(TELEX, &[("BCDD", "BCĐ"), ("BDDH", "BĐH"), ("QDD-TTg", "QĐ-TTg"), ("DDBQH", "ĐBQH"), ("KH-UBND", "KH-UBND")]);
    all(TELEX, &[("UBMTTQVN", "UBMTTQVN"), ("BCHQS", "BCHQS"), ("ASXH", "ASXH"), ("VHXH", "VHXH"), ("KTXH", "KTXH")]);
    all(
        VNI,
        &[("ND9-CP", "NĐ-CP"), ("QD9-UBND", "QĐ-UBND"), ("HD9ND", "HĐND"), ("LD9TBXH", "LĐTBXH"), ("GDD9T", "GDĐT")],
    );
    all(TELEX, &[("SLDDTBXH-TEBDDGPCTNXH", "SLĐTBXH-TEBĐGPCTNXH"), ("BVCSTE&BDDG", "BVCSTE&BĐG"), ("DANGD", "ĐANG")]);
    // The abbreviation of Trung ương in symbols; words go on from it.
    all(TELEX, &[("20-CT/TW", "20-CT/TW"), ("QDD/TW ngayf", "QĐ/TW ngày"), ("tw", "tư"), ("Tw", "Tư"), ("TWF", "TỪ")]);
    all(TELEX, &[("TWW", "TW"), ("TW\u{8}U", "TU"), ("TWF\u{8}", "T"), ("BTCTW", "BTCTW"), ("TW VAANS", "TW VẤN")]);
    // GDĐT: the second of two d's is the one with a stroke.
    all(TELEX, &[("GDDDDT", "GDĐT"), ("DDDDBQH", "ĐĐBQH"), ("GDDDT", "GDDT")]);
}

#[test]
fn words_of_other_languages_come_back() {
    let same = ["server", "Windows", "Google", "email", "Covid-19", "Facebook", "website", "yes", "data", "USB", "ISO"];
    for word in
        same.into_iter().chain(["test", "taxi", "offline", "massage", "Test", "virus", "Excel", "Word", "UNESCO"])
    {
        assert_eq!(type_line(word, TELEX), word);
        assert_eq!(type_line(&format!("{word} "), TELEX), format!("{word} "));
    }
    all(TELEX, &[("Wi-Fi", "Wi-Fi"), ("WI-FI", "WI-FI"), ("guwir WiFi", "gửi WiFi"), ("Uwi", "Ưi")]);
    all(TELEX, &[("tieengk", "tieengk"), ("vieetj test", "việt test")]);
    all(VNI, &[("Covid-19", "Covid-19"), ("kho63 A4", "khổ A4"), ("F0", "F0"), ("Quy1 1", "Quý 1")]);
}

/// Words and names of other languages as they stand in reports.
const FOREIGN: &str = "necessary tomorrow worry sorry official office Messenger Facebook Zalo website email Excel Word \
    PowerPoint Google Windows online offline video clip TikTok Youtube YouTube Wifi WiFi Internet password account \
    server Update Office address class process business access success wonderful forward passport offset off letter \
    message error correct current different difficult community children project report sample standard quality \
    control manager director staff support protection vaccine stress show style size smart digital data software \
    hardware computer shop shopping buffet coffee cafe massage miss mission session lesson traffic issue effect post \
    Microsoft Android iPhone iPad Zoom Meet Teams Gmail Drive Chrome Firefox PDF USB laptop camera micro livestream \
    fanpage group chat comment like share follow admin login logout download upload file folder copy print scan slide \
    menu hotline app web link tag bluetooth router modem hacker game marketing logo banner poster brochure workshop \
    seminar webinar Samsung Viettel Vinaphone Mobifone VNPT Shopee Lazada Grab VNeID Instagram Twitter Telegram Viber \
    Skype ChatGPT Canva Photoshop Unikey UNICEF WHO UNDP UNFPA ChildFund Oxfam Vision Korea Singapore Paris London \
    array boss carry drama green guess know less loss mass pass process refer tariff terms virus OCOP ASEAN";

#[test]
fn words_of_other_languages_stand_as_they_are_typed() {
    for word in FOREIGN.split_whitespace() {
        assert_eq!(type_line(&format!("{word} {word}, xax"), TELEX), format!("{word} {word}, xã"));
        assert_eq!(type_line(&format!("{word} {word}, xa4"), VNI), format!("{word} {word}, xã"));
    }
    // Of two equal keys, the second undoes the first where one alone would make a word.
    all(TELEX, &[("vissa", "visa"), ("lisst", "list"), ("tessting", "testing"), ("ass", "as"), ("buss", "bus")]);
}

#[test]
fn brackets_are_letters_where_they_are_chosen() {
    let brackets = TypingOptions { brackets: true, ..TELEX };
    all(brackets, &[("m]a", "mưa"), ("][cs", "ước"), ("dd][ngf", "đường")]);
    all(brackets, &[("th[f", "thờ"), ("]", "ư"), ("{", "Ơ"), ("m][if", "mười"), ("[[", "["), ("(15)", "(15)")]);
    all(TELEX, &[("m]a", "m]a"), ("[a]", "[a]")]);
}

#[test]
fn backspace_takes_one_visible_letter_and_the_word_goes_on() {
    all(TELEX, &[("tieengs\u{8}", "tiến"), ("tieengs\u{8}\u{8}m", "tiếm"), ("tieengs\u{8}\u{8}\u{8}", "ti")]);
    all(TELEX, &[("toans\u{8}", "tóa"), ("toan\u{8}s", "tóa"), ("tieen\u{8}ngs", "tiếng"), ("vieetj\u{8}n", "viện")]);
    // A slip of the finger: the word is Vietnamese again without it.
    all(
        TELEX,
        &[
            ("vieetk\u{8}", "vieet"),
            ("vieetk\u{8}j", "việt"),
            ("nguoiwfa\u{8}", "người"),
            ("a\u{8}\u{8}b", "b"),
            ("xa \u{8}x", "xã"),
        ],
    );
    all(TELEX, &[("serverr\u{8}", "server"), ("test\u{8}\u{8}xt", "text"), ("DD\u{8}DD", "Đ"), ("w\u{8}w", "ư")]);
    all(VNI, &[("tie6ng1\u{8}", "tiến"), ("toan1\u{7f}", "tóa")]);
}

/// What keys make before the word is left.
fn as_they_come(keys: &str, options: TypingOptions) -> String {
    let (mut text, mut composer) = (String::new(), Composer::new(options));
    for key in keys.chars() {
        let edit = if key == '\u{8}' { composer.backspace() } else { Some(composer.key(&text, key)) };
        edit.expect("a word").apply(&mut text);
    }
    text
}

/// Backspace after any syllable leaves its other letters, and its last letter typed again makes it whole.
#[test]
fn backspace_and_the_last_letter_again_make_the_same_word() {
    for options in [TELEX, VNI, TypingOptions { style: ToneStyle::New, ..TELEX }] {
        for syllable in syllables(options.style) {
            let mut letters = syllable.clone();
            let last = letters.pop().expect("a letter");
            let again = Strokes::of(&last.to_string(), options.method).usual();
            for keys in Strokes::of(&syllable, options.method).every_order() {
                if !EXCEPTED.contains(&keys.as_str()) {
                    let taken = as_they_come(&format!("{keys}\u{8}"), options);
                    assert_eq!(plain(&taken), plain(&letters), "{keys:?}");
                    let back = type_line(&format!("{keys}\u{8}{again}"), options);
                    let excepted = EXCEPTED.contains(&back.as_str());
                    assert!(excepted || back == syllable, "{keys:?}, {again:?} again: {taken:?}, then {back:?}");
                }
            }
        }
    }
}

#[test]
fn a_word_in_the_text_is_gone_on_with() {
    let go_on = |text: &str, keys: &str| {
        let (mut text, mut composer) = (text.to_owned(), Composer::new(TELEX));
        for key in keys.chars() {
            composer.key(&text, key).apply(&mut text);
        }
        text
    };
    assert_eq!(go_on("kế hoach", "j"), "kế hoạch");
    assert_eq!(go_on("Việ", "t"), "Việt");
    assert_eq!(go_on("Việt", "s"), "Viết");
    assert_eq!(go_on("tiên", "gs"), "tiếng");
    assert_eq!(go_on("hoà", "n"), "hoàn");
    // What it would not write so is left alone, whatever is typed after it.
    assert_eq!(go_on("Xiêr", "s"), "Xiêrs");
    assert_eq!(go_on("Ea Súp", "w "), "Ea Súpw ");
    assert_eq!(go_on("señor", "s"), "señors");
    assert_eq!(go_on("tiến", "k "), "tiếnk ");
}

#[test]
fn a_word_is_given_back_to_its_keys() {
    let mut composer = Composer::new(TELEX);
    let mut text = String::new();
    let mut type_in = |composer: &mut Composer, keys: &str| {
        for key in keys.chars() {
            composer.key(&text, key).apply(&mut text);
        }
        if let Some(edit) = composer.give_back() {
            edit.apply(&mut text);
        }
        text.clone()
    };
    assert_eq!(type_in(&mut composer, "list"), "list");
    assert_eq!(type_in(&mut composer, "ss "), "listss ", "it stays so");
    assert_eq!(type_in(&mut composer, "cost "), "listss cost ", "right after it too");
    assert_eq!(type_in(&mut composer, "nha "), "listss cost nha ", "nothing to give back");
}

// ---- Every syllable

const INITIALS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";

/// The rimes of Vietnamese by their first letter, as a primer lists them.
const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm \
    uôn uông uôt uơ uy uya uych uynh uyt uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y";

/// Those that are written with qu.
const RIMES_AFTER_QU: &str = "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây e en eo et ê êch \
    ên ênh êt i ich inh it iu ôc ơ ơi y ych ynh yt yên yêt";

/// Those that stand without an initial only.
const RIMES_ALONE: &str = "yêm yên yêng yêt yêu";

const TONES: [&str; 6] = ["", "\u{301}", "\u{300}", "\u{309}", "\u{303}", "\u{323}"];

/// Whether an initial and a rime are written together.
fn written(initial: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'ê', 'i']);
    let round = ["oa", "oă", "oe", "uâ", "uê", "uơ", "uy"].iter().any(|glide| rime.starts_with(glide)) && rime != "uyt";
    match initial {
        "c" | "ng" => !front && rime != "y",
        "k" => front || rime == "y",
        "g" => !front && rime != "y",
        "gh" | "ngh" => front,
        "gi" => !rime.starts_with('i') && rime != "y",
        "b" | "m" | "p" | "ph" | "v" => !round,
        _ => true,
    }
}

/// A syllable with its tone where the style has it, found by the rule of the primers: on the vowel
/// with a mark; else before a final consonant on the last vowel; else on the first of two but for
/// oa, oe, uy in the new style, and on the middle of three.
fn toned(initial: &str, rime: &str, tone: &str, style: ToneStyle) -> String {
    let vowels: Vec<char> = rime.chars().take_while(|c| "aăâeêioôơuưy".contains(*c)).collect();
    let marked = vowels.iter().rposition(|c| !c.is_ascii());
    let closed = vowels.len() < rime.chars().count();
    let second = style == ToneStyle::New && matches!(rime, "oa" | "oe" | "uy");
    let place = marked.unwrap_or(match vowels.len() {
        1 => 0,
        n if closed => n - 1,
        2 => usize::from(second),
        _ => 1,
    });
    let place = initial.chars().count() + place;
    let letters = format!("{initial}{rime}");
    letters
        .chars()
        .enumerate()
        .map(|(at, c)| if at == place { format!("{c}{tone}") } else { c.to_string() })
        .collect::<String>()
        .nfc()
        .collect()
}

fn syllables(style: ToneStyle) -> Vec<String> {
    let words = |list: &'static str| list.split_whitespace();
    let plain = std::iter::once("").chain(words(INITIALS).filter(|initial| *initial != "qu"));
    let mut pairs: Vec<(&str, &str)> = plain
        .flat_map(|initial| words(RIMES).filter(move |rime| written(initial, rime)).map(move |rime| (initial, rime)))
        .collect();
    pairs.extend(words(RIMES_AFTER_QU).map(|rime| ("qu", rime)));
    pairs.extend(words(RIMES_ALONE).map(|rime| ("", rime)));
    let mut list = Vec::new();
    for (initial, rime) in pairs {
        let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
        for (at, tone) in TONES.iter().enumerate() {
            if !stopped || matches!(at, 1 | 5) {
                list.push(toned(initial, rime, tone, style));
            }
        }
    }
    list
}

/// Words of other languages that are an order of some syllable, and the size of paper. The engine has
/// more, none of which is one.
const EXCEPTED: [&str; 5] = ["taxi", "test", "sofa", "post", "a4"];

/// Types every syllable in every order; says how many syllables and orders there were.
fn every_syllable(options: TypingOptions, wanted: impl Fn(&str) -> bool) -> (usize, usize) {
    let (mut count, mut orders) = (0, 0);
    for syllable in syllables(options.style).into_iter().filter(|syllable| wanted(syllable)) {
        count += 1;
        for keys in Strokes::of(&syllable, options.method).every_order() {
            orders += 1;
            if !EXCEPTED.contains(&keys.as_str()) {
                assert_eq!(type_line(&keys, options), syllable, "{keys:?} in {options:?}");
            }
        }
    }
    (count, orders)
}

#[test]
fn every_syllable_in_every_order_in_telex() {
    let (syllables, orders) = every_syllable(TELEX, |_| true);
    assert!(syllables > 13_000 && orders > 50_000, "{syllables} syllables, {orders} orders");
}

#[test]
fn every_syllable_in_every_order_in_vni() {
    let (syllables, orders) = every_syllable(VNI, |_| true);
    assert!(syllables > 13_000 && orders > 50_000, "{syllables} syllables, {orders} orders");
}

#[test]
fn every_syllable_in_the_new_style() {
    for method in [Method::Telex, Method::Vni] {
        let options = TypingOptions { method, style: ToneStyle::New, ..TELEX };
        let (syllables, _) = every_syllable(options, |syllable| syllable.nfd().count() > syllable.chars().count());
        assert!(syllables > 10_000, "{syllables}");
    }
}

#[test]
fn every_syllable_in_capitals() {
    for syllable in syllables(ToneStyle::Old) {
        let syllable = syllable.to_uppercase();
        let keys = Strokes::of(&syllable, Method::Telex).usual();
        assert_eq!(type_line(&keys, TELEX), syllable, "{keys:?}");
    }
}

#[test]
fn most_common_english_words_come_back_in_telex() {
    let words: Vec<&str> = include_str!("data/english-words.txt").split_whitespace().collect();
    assert_eq!(words.len(), 1000);
    let kept = words.iter().filter(|word| type_line(word, TELEX) == **word).count();
    // Without the list of exceptions, 933. Most of the others are Vietnamese by their keys (or: ỏ).
    assert!(kept >= 947, "{kept} kept");
}

// ---- Any keys

/// Numbers without a pattern, the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

/// Any keys at all: nothing panics, texts stay NFC, and each edit fits the text that it changes.
/// `BAOCAO_RANDOM_KEYS=4000000 cargo test any_keys` runs longer.
#[test]
fn any_keys_do_no_harm() {
    let count: usize = std::env::var("BAOCAO_RANDOM_KEYS").ok().and_then(|n| n.parse().ok()).unwrap_or(120_000);
    let alphabet: Vec<char> =
        "aaeeoouuwwddsfrxjznghctkimlbvpqy AEOUWDSFJNGHTQ1234567890[]{}-.'\u{8}\u{8}\u{8}ếơđÀ\u{301}\u{200b}ßİ漢😀"
            .chars()
            .collect();
    let mut dice = Dice(2026);
    for options in [TELEX, VNI, TypingOptions { brackets: true, style: ToneStyle::New, ..TELEX }] {
        let (mut composer, mut text) = (Composer::new(options), String::new());
        for _ in 0..count / 3 {
            let edit = match dice.roll(60) {
                0 => composer.give_back(),
                1 => composer.finish(),
                2 => {
                    composer.forget();
                    None
                }
                _ => match alphabet[dice.roll(alphabet.len())] {
                    '\u{8}' => composer.backspace(),
                    key => Some(composer.key(&text, key)),
                },
            };
            if let Some(edit) = edit {
                assert!(text.is_char_boundary(text.len().checked_sub(edit.remove).expect("there to be removed")));
                edit.apply(&mut text);
            }
            if text.len() > 300 {
                text.clear();
                composer.forget();
            }
        }
    }
}
