//! The program as a terminal sees it: `cargo bench --bench terminal`.
//!
//! Starts the optimised program in a terminal of 120x40 on the filled sample, and measures the time
//! to the first complete frame, its bytes and pieces, the memory, how often the program wakes and
//! what it writes while nobody types, and for keys and pastes the bytes, the pieces and the time
//! to the last byte. Linux only: memory and wakes come from /proc.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]
#![allow(clippy::disallowed_methods, reason = "a bench puts on the disk what it needs")]
#![allow(clippy::expect_used, reason = "a bench stops where what it measures is not there")]

use std::fs;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

const SAMPLE: &str = include_str!("../config/examples/thang-hanh-dong-vi-tre-em.toml");
/// No more output for so long: the answer to a key is complete.
const QUIET: Duration = Duration::from_millis(60);
const STARTS: usize = 15;
const IDLE: Duration = Duration::from_secs(10);

/// A piece of output and when it came.
type Piece = (Instant, Vec<u8>);

struct Terminal {
    writer: Box<dyn Write + Send>,
    _master: Box<dyn MasterPty + Send>,
    pieces: Receiver<Piece>,
    pid: u32,
    started: Instant,
    _home: TempDir,
}

/// What came in answer to something.
struct Answer {
    bytes: usize,
    pieces: usize,
    /// From the question to the last byte.
    time: Duration,
}

impl Terminal {
    fn open() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("mau.toml");
        fs::write(&path, SAMPLE).expect("written");
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_baocao"));
        command.arg(&path);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "vi_VN.UTF-8")] {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, pieces) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(size @ 1..) = reader.read(&mut buffer) {
                let piece = buffer.get(..size).unwrap_or_default().to_vec();
                if sender.send((Instant::now(), piece)).is_err() {
                    break;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let pid = child.process_id().expect("a process");
        drop(pair.slave);
        let writer = pair.master.take_writer().expect("a writer");
        Terminal { writer, _master: pair.master, pieces, pid, started, _home: home }
    }

    /// What comes until it is quiet, after this moment.
    fn answer(&mut self, since: Instant, first: Duration) -> Answer {
        let mut answer = Answer { bytes: 0, pieces: 0, time: Duration::ZERO };
        let mut wait = first;
        while let Ok((at, piece)) = self.pieces.recv_timeout(wait) {
            answer.bytes += piece.len();
            answer.pieces += 1;
            answer.time = at.saturating_duration_since(since);
            wait = QUIET;
        }
        answer
    }

    fn send(&mut self, bytes: &[u8]) -> Answer {
        let now = Instant::now();
        self.writer.write_all(bytes).and_then(|()| self.writer.flush()).expect("the terminal takes it");
        self.answer(now, Duration::from_secs(2))
    }

    fn at(&mut self, field: &str) {
        self.send(b"\x06");
        self.send(field.as_bytes());
        self.send(b"\r");
        // The hint follows, and what was typed before is saved.
        self.answer(Instant::now(), Duration::from_millis(1500));
    }

    fn kilobytes(&self, name: &str) -> u64 {
        let text = fs::read_to_string(format!("/proc/{}/status", self.pid)).expect("the program runs");
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned();
        line.trim_start_matches(':').split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or(0)
    }

    fn wakes(&self) -> u64 {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.pid)).expect("threads").flatten();
        let texts = tasks.filter_map(|task| fs::read_to_string(task.path().join("status")).ok());
        let counts = texts.filter_map(|text| {
            let line = text.lines().find_map(|l| l.strip_prefix("voluntary_ctxt_switches:").map(str::to_owned))?;
            line.trim().parse::<u64>().ok()
        });
        counts.sum()
    }
}

fn median<T: Ord + Copy>(list: impl IntoIterator<Item = T>) -> Option<T> {
    let mut list: Vec<T> = list.into_iter().collect();
    list.sort_unstable();
    list.get(list.len() / 2).copied()
}

fn told(name: &str, answers: &[Answer]) {
    let bytes = median(answers.iter().map(|a| a.bytes)).unwrap_or(0);
    let pieces = answers.iter().map(|a| a.pieces).max().unwrap_or(0);
    let time = median(answers.iter().map(|a| a.time)).unwrap_or_default();
    println!("{name:<36} {bytes:>6} bytes  {pieces:>2} pieces at most  {time:>10.1?} to the last byte");
}

fn main() {
    let starts: Vec<Answer> = (0..STARTS)
        .map(|_| {
            let mut terminal = Terminal::open();
            let answer = terminal.answer(terminal.started, Duration::from_secs(5));
            terminal.send(b"\x11");
            answer
        })
        .collect();
    told("first frame", &starts);

    let mut terminal = Terminal::open();
    terminal.answer(terminal.started, Duration::from_secs(5));
    println!(
        "memory after the first frame: {} kB resident, {} kB of it the program's own",
        terminal.kilobytes("VmRSS"),
        terminal.kilobytes("RssAnon")
    );

    let before = terminal.wakes();
    let idle = terminal.answer(Instant::now(), IDLE);
    println!("idle for {} s: {} wakes, {} bytes", IDLE.as_secs(), terminal.wakes() - before, idle.bytes);

    for field in ["Cơ quan chủ trì", "Học sinh các trường tự"] {
        terminal.at(field);
        told(&format!("a letter: {field}"), &"aaaaaaaaaaaa".bytes().map(|b| terminal.send(&[b])).collect::<Vec<_>>());
    }
    terminal.at("Đơn vị phối hợp");
    let fields: Vec<Answer> = (0..10).map(|_| terminal.send(b"\t")).collect();
    told("to the next field, hint and all", &fields);

    let text: String = "Trẻ em hôm nay, thế giới ngày mai. ".chars().cycle().take(2000).collect();
    for (name, data) in
        [("2,000 letters raw", text.clone()), ("2,000 letters in brackets", format!("\x1b[200~{text}\x1b[201~"))]
    {
        terminal.at("Học sinh các trường tự");
        told(name, &[terminal.send(data.as_bytes())]);
    }
    println!(
        "memory at the end: {} kB resident, {} kB at most",
        terminal.kilobytes("VmRSS"),
        terminal.kilobytes("VmHWM")
    );
    terminal.send(b"\x11");
}
