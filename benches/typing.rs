//! What a key of Telex and of VNI costs the engine: `cargo bench --bench typing`. The bound is 2 µs.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]
#![allow(clippy::indexing_slicing, reason = "a bench stops where what it measures is not there")]

use std::hint::black_box;
use std::time::Instant;

use baocao::typing::{Composer, Method, TypingOptions};

/// A line as it is typed in each method, with words that are no Vietnamese.
const LINES: [(Method, &str); 2] = [
    (
        Method::Telex,
        "UBND xax ddax chir ddaoj 08/08 thoon toor chuwcs huwowngr uwngs Thangs hanhf ddoongj vif trer em, \
         phoois howpj vowis Beenhj vieenj DDa khoa khu vuwcj khams sangf locj tim baamr sinh; website, server ",
    ),
    (
        Method::Vni,
        "UBND xa4 d9a4 chi3 d9ao5 08/08 tho6n to63 chu7c1 hu7o7ng3 u7ng1 Thang1 hanh2 d9o65ng vi2 tre3 em, \
         pho61i ho75p vo71i Be65nh vie65n D9a khoa khu vu75c kham1 sang2 lo5c tim ba63m sinh; website, server ",
    ),
];

fn main() {
    for (method, line) in LINES {
        let options = TypingOptions { method, ..TypingOptions::default() };
        let (mut costs, mut text) = (Vec::new(), String::new());
        let mut composer = Composer::new(options);
        let begin = Instant::now();
        for _ in 0..2_000 {
            text.clear();
            composer.forget();
            for key in line.chars() {
                composer.key(&text, key).apply(&mut text);
            }
            black_box(&text);
        }
        let keys = 2_000 * u128::try_from(line.chars().count()).unwrap_or(1);
        let mean = begin.elapsed().as_nanos() / keys;
        for key in line.chars().cycle().take(20_000) {
            let begin = Instant::now();
            composer.key(&text, key).apply(&mut text);
            costs.push(begin.elapsed());
            if text.len() > 4_000 {
                text.clear();
                composer.forget();
            }
        }
        costs.sort();
        println!("{method:?}: {mean} ns a key; slowest of a hundred {:?}", costs[costs.len() * 99 / 100]);
    }
}
