//! What one key costs, from the event to the bytes for the terminal: `cargo bench --bench keystroke`.
//!
//! Medians, on the sample and on a report of forty pages, at 120x40 with the document beside the
//! form. The bounds are 1.5 ms and 6 ms for a letter; bytes and allocations do not depend on the
//! machine, and are what to compare between two versions.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

mod measure;

use crossterm::event::KeyCode;
use measure::{Cost, Played, SAMPLE, cost, forty_pages, held, line};

const ROUNDS: usize = 200;

fn main() {
    for (name, text) in [("sample", SAMPLE.to_owned()), ("forty pages", forty_pages())] {
        let before = held();
        let mut program = Played::open(&text, 120, 40);
        let lines = program.program.current.report.as_ref().map_or(0, |report| report.session.layout.lines().len());
        println!("\n{name}: {lines} lines of the document, {} kB in memory", held() - before);
        let rounds = if lines > 1000 { ROUNDS / 4 } else { ROUNDS };

        line("first frame", &(0..rounds).map(|_| cost(|| program.first_frame())).collect::<Vec<_>>());
        line("a frame in which nothing changed", &(0..rounds).map(|_| cost(|| program.frame())).collect::<Vec<_>>());

        program.at("Cơ quan chủ trì");
        letters("a letter at the end of a field", &mut program, rounds);
        program.at("Tin, bài");
        letters("a figure", &mut program, rounds);
        program.at("Học sinh các trường tự");
        letters("a letter at the end of a paragraph", &mut program, rounds);

        program.at("Đơn vị phối hợp");
        let focus = |program: &mut Played| {
            let there = program.key(KeyCode::Tab);
            program.key(KeyCode::BackTab);
            there
        };
        line("to the next field", &(0..rounds).map(|_| focus(&mut program)).collect::<Vec<_>>());
        let settle = |program: &mut Played| {
            program.key(KeyCode::Tab);
            let settled = cost(|| {
                program.settle();
                program.frame()
            });
            program.key(KeyCode::BackTab);
            program.settle();
            program.frame();
            settled
        };
        line("hint and lit words follow", &(0..rounds).map(|_| settle(&mut program)).collect::<Vec<_>>());
        let page = |program: &mut Played| {
            let there = program.key(KeyCode::PageDown);
            program.key(KeyCode::PageUp);
            there
        };
        line("to the next section", &(0..rounds).map(|_| page(&mut program)).collect::<Vec<_>>());

        program.at("Học sinh các trường tự");
        let before = held();
        for letter in "Trẻ em hôm nay, thế giới ngày mai. ".chars().cycle().take(2000) {
            program.key(KeyCode::Char(letter));
        }
        println!("2,000 letters typed, with their undo: {} kB more in memory", held().saturating_sub(before));
    }
    long_field();
}

/// Paragraphs of 100 kB in one field: the bounds are 1 ms a key and 100 ms for the paste.
fn long_field() {
    let mut program = Played::open(SAMPLE, 120, 40);
    println!("\na field of 100 kB in paragraphs");
    let words = "Trẻ em hôm nay, thế giới ngày mai; cả xã chung tay bảo vệ, chăm sóc trẻ em. ".repeat(6);
    let text = format!("{}\n", words.trim_end()).repeat(100_000 / words.len());
    program.at("Học sinh các trường tự");
    // The name of the field was typed with its diacritics, as by another input method.
    program.ctrl(' ');
    program.key(KeyCode::End);
    line("the paste", &[cost(|| program.paste(&text))]);
    letters("a letter at its end", &mut program, ROUNDS);
    telex("a word in Telex at its end, each key", &mut program, ROUNDS);
    for _ in 0..400 {
        program.key(KeyCode::Up);
    }
    letters("a letter in its middle", &mut program, ROUNDS);
    telex("a word in Telex in its middle, each key", &mut program, ROUNDS);
    line("a line down", &(0..ROUNDS).map(|_| program.key(KeyCode::Down)).collect::<Vec<_>>());
}

/// A word whose letters change as it is typed, then taken back.
fn telex(name: &str, program: &mut Played, rounds: usize) {
    let mut costs: Vec<Cost> = Vec::new();
    while costs.len() < rounds {
        costs.extend(" truwowngf".chars().map(|key| program.key(KeyCode::Char(key))));
        for _ in 0.." trường".chars().count() {
            program.key(KeyCode::Backspace);
        }
    }
    line(name, &costs);
}

/// Ten letters, then ten times Backspace, so that the field does not grow from round to round.
fn letters(name: &str, program: &mut Played, rounds: usize) {
    let mut costs: Vec<Cost> = Vec::new();
    while costs.len() < rounds {
        for _ in 0..10 {
            costs.push(program.key(KeyCode::Char('1')));
        }
        for _ in 0..10 {
            program.key(KeyCode::Backspace);
        }
    }
    line(name, &costs);
}
