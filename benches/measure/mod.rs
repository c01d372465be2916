//! What the benches share: the program played without a terminal, a large report, medians and counts.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]
#![allow(clippy::expect_used, reason = "a bench stops where what it measures is not there")]
#![allow(dead_code, reason = "each bench uses a part of it")]

use std::alloc::System;
use std::fs;
use std::time::{Duration, Instant};

use baocao::app::environment::Environment;
use baocao::session::open_report::Moment;
use baocao::store::folders::Folders;
use baocao::text::language::Language;
use baocao::ui::backend::TtyBackend;
use baocao::ui::events::Event;
use baocao::ui::program::Program;
use baocao::ui::render::render;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::layout::Rect;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tempfile::TempDir;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The filled sample that the program brings along.
pub const SAMPLE: &str = include_str!("../../config/examples/thang-hanh-dong-vi-tre-em.toml");

/// The sample with so many rows that it fills some forty pages.
#[must_use]
pub fn forty_pages() -> String {
    with_activities(500)
}

/// The sample with so many rows that it fills ten pages.
#[must_use]
pub fn ten_pages() -> String {
    with_activities(60)
}

fn with_activities(count: usize) -> String {
    let mut text = SAMPLE.to_owned();
    for number in 1..=count {
        text.push_str(&format!(
            "\n[[answers.hoat_dong]]\nten = \"hội thi vẽ tranh, kể chuyện theo sách lần thứ {number}\"\nngay = 2026-06-{:02}\n\
             dia_diem = \"nhà văn hóa thôn Gò Trám\"\nchu_tri = \"Đoàn Thanh niên xã\"\nso_tre = {}\n\
             ket_qua = \"trao {} giải cho các em có tranh và lời kể được bạn bè bình chọn nhiều nhất\"\n",
            number % 30 + 1,
            20 + number % 60,
            1 + number % 9,
        ));
    }
    text
}

/// Time, allocations and bytes of one thing done.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    pub time: Duration,
    pub allocations: usize,
    pub bytes: usize,
}

/// Does a thing and says what it cost; it returns the bytes that it wrote.
pub fn cost(thing: impl FnOnce() -> usize) -> Cost {
    let region = Region::new(ALLOCATOR);
    let start = Instant::now();
    let bytes = thing();
    let time = start.elapsed();
    Cost { time, allocations: region.change().allocations, bytes }
}

/// Kilobytes that are allocated now.
pub fn held() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated.saturating_sub(stats.bytes_deallocated) / 1000
}

/// Prints a line of medians.
pub fn line(name: &str, costs: &[Cost]) {
    let median = |of: &dyn Fn(&Cost) -> usize| {
        let mut list: Vec<usize> = costs.iter().map(of).collect();
        list.sort_unstable();
        list.get(list.len() / 2).copied().unwrap_or(0)
    };
    let nanoseconds = median(&|cost| usize::try_from(cost.time.as_nanos()).unwrap_or(usize::MAX));
    let (microseconds, tenth) = (nanoseconds / 1000, nanoseconds % 1000 / 100);
    let (allocations, bytes) = (median(&|cost| cost.allocations), median(&|cost| cost.bytes));
    println!("{name:<44} {microseconds:>7}.{tenth} µs {allocations:>8} allocations {bytes:>7} bytes");
}

/// The program without its terminal.
pub struct Played {
    pub program: Program,
    terminal: Terminal<TtyBackend<Vec<u8>>>,
    _folder: TempDir,
}

impl Played {
    /// With a report opened in a window.
    #[must_use]
    pub fn open(text: &str, width: u16, height: u16) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::under(folder.path());
        folders.create().expect("folders");
        let path = folders.reports().join("mau.toml");
        #[expect(clippy::disallowed_methods, reason = "a bench puts on the disk what it needs")]
        fs::write(&path, text).expect("written");
        let environment =
            Environment { letters: "vi_VN.UTF-8".to_owned(), language: Some(Language::Vi), ..Environment::default() };
        let mut program = Program::new(folders, environment, moment());
        program.context.area = Rect { x: 0, y: 0, width, height };
        program.open(path);
        assert!(program.current.report.is_some(), "the report opens");
        let backend = TtyBackend::new(Vec::with_capacity(1 << 16), (width, height).into());
        let mut played = Played { program, terminal: Terminal::new(backend).expect("a terminal"), _folder: folder };
        played.frame();
        played
    }

    /// Arranges, draws and paints as the loop does; the bytes for the terminal.
    pub fn frame(&mut self) -> usize {
        self.program.update_layout();
        self.terminal.draw(|frame| render(&self.program, frame)).expect("a frame");
        let bytes = self.terminal.backend_mut().writer_mut();
        let count = bytes.len();
        bytes.clear();
        count
    }

    /// The first frame on a terminal that shows nothing yet.
    pub fn first_frame(&mut self) -> usize {
        self.terminal.clear().expect("cleared");
        self.frame()
    }

    /// A key, and what it cost from the event to the bytes.
    pub fn key(&mut self, code: KeyCode) -> Cost {
        let now = moment();
        cost(|| {
            self.program.handle(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)), now);
            self.frame()
        })
    }

    /// The focus has rested: hints and lit words follow.
    pub fn settle(&mut self) {
        if let Some(report) = &self.program.current.report {
            self.program.form.settle(&report.session);
        }
    }

    /// A bracketed paste.
    pub fn paste(&mut self, text: &str) -> usize {
        self.program.handle(Event::Paste(text.to_owned()), moment());
        self.frame()
    }

    /// A key that is not measured.
    pub fn ctrl(&mut self, letter: char) {
        self.program.handle(Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)), moment());
        self.frame();
    }

    /// Goes to a field by its name; hints and lit words have followed.
    pub fn at(&mut self, label: &str) {
        self.ctrl('f');
        for letter in label.chars() {
            self.key(KeyCode::Char(letter));
        }
        self.key(KeyCode::Enter);
        self.settle();
        self.frame();
    }
}

fn moment() -> Moment {
    Moment { instant: Instant::now(), today: date(2026, 6, 20), clock: "9:41".to_owned() }
}
