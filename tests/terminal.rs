//! The built program in a terminal of its own.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// Longer than anything here may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// No more output for so long: the program has done what it had to do. Shorter than the rest
/// after which a report is saved, which is told on the screen.
pub const QUIET: Duration = Duration::from_millis(250);

/// The kernel hands a long write on in pieces of so many bytes.
const KERNEL_PIECE: usize = 2048;

/// The program in a terminal of its own, in a home folder of its own.
pub struct Terminal {
    pub home: Arc<TempDir>,
    pub master: Option<Box<dyn MasterPty + Send>>,
    pub writer: Option<Box<dyn Write + Send>>,
    pub chunks: Receiver<Vec<u8>>,
    pub ended: Receiver<u32>,
    pub pid: u32,
    pub vt: vt100::Parser,
    /// Everything written so far.
    pub output: Vec<u8>,
    /// How many writes it came in since [`Terminal::count`].
    pub writes: usize,
    reading: Arc<Reading>,
    /// The last piece was cut by the kernel, and the next belongs to the same write.
    is_cut: bool,
}

/// Whether what the program writes is read, for the thread that reads it.
struct Reading {
    now: Mutex<Does>,
    changed: Condvar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Read,
    /// A little at a time: some 20 kB a second.
    Dawdle,
    Wait,
    End,
}

impl Reading {
    fn set(&self, does: Does) {
        *self.now.lock().expect("no panic in the other thread") = does;
        self.changed.notify_all();
    }

    /// Waits while nothing is to be read; false at the end.
    fn may(&self) -> bool {
        let now = self.now.lock().expect("no panic in the other thread");
        let now = self.changed.wait_while(now, |does| *does == Does::Wait).expect("no panic in the other thread");
        if *now == Does::Dawdle {
            let pause = Duration::from_millis(50);
            let woken = self.changed.wait_timeout_while(now, pause, |does| *does == Does::Dawdle);
            return *woken.expect("no panic in the other thread").0 != Does::End;
        }
        *now == Does::Read
    }

    /// How much is read at once.
    fn piece(&self) -> usize {
        if *self.now.lock().expect("no panic in the other thread") == Does::Dawdle { 1024 } else { 1 << 16 }
    }
}

impl Terminal {
    pub fn open(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::in_home(tempfile::tempdir().expect("a folder"), arguments, variables)
    }

    pub fn in_home(home: impl Into<Arc<TempDir>>, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::under(&[], home, arguments, variables)
    }

    /// The program started by another one, which is given it as its last arguments.
    pub fn under(
        wrapper: &[&str],
        home: impl Into<Arc<TempDir>>,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let home = home.into();
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        // A connection to a server that runs the program itself is given nothing more.
        let program = if wrapper.iter().any(|word| word.ends_with("/ssh")) { "" } else { env!("CARGO_BIN_EXE_baocao") };
        let words = wrapper.iter().copied().chain([program]).chain(arguments.iter().copied());
        let words = words.filter(|word| !word.is_empty());
        let mut command = CommandBuilder::from_argv(words.map(Into::into).collect());
        command.env_clear();
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "vi_VN.UTF-8");
        command.env("TZ", "Asia/Ho_Chi_Minh");
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(home.path());
        let mut child = pair.slave.spawn_command(command).expect("the program starts");
        let pid = child.process_id().expect("a process");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (to_chunks, chunks) = channel();
        let reading = Arc::new(Reading { now: Mutex::new(Does::Read), changed: Condvar::new() });
        let may = Arc::clone(&reading);
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while may.may()
                && let Ok(size @ 1..) = reader.read(&mut buffer[..may.piece()])
            {
                if to_chunks.send(buffer[..size].to_vec()).is_err() {
                    break;
                }
            }
        });
        let (to_ended, ended) = channel();
        thread::spawn(move || {
            let code = child.wait().map_or(u32::MAX, |status| status.exit_code());
            // Nobody may be waiting any more.
            let _ = to_ended.send(code);
        });
        let writer = pair.master.take_writer().expect("a writer");
        Terminal {
            home,
            reading,
            master: Some(pair.master),
            writer: Some(writer),
            chunks,
            ended,
            pid,
            vt: vt100::Parser::new(24, 80, 0),
            output: Vec::new(),
            writes: 0,
            is_cut: false,
        }
    }

    /// A new report of the Action Month, with its form on the screen.
    pub fn report(variables: &[(&str, &str)]) -> Self {
        let mut terminal = Self::open(&["new", "thang-hanh-dong-vi-tre-em"], variables);
        terminal.wait("the form", |screen| screen.contains("Tháng hành động") || screen.contains("Action Month"));
        terminal.settle();
        terminal
    }

    pub fn take(&mut self, chunk: &[u8]) {
        self.writes += usize::from(!self.is_cut);
        self.is_cut = chunk.len().is_multiple_of(KERNEL_PIECE);
        self.vt.process(chunk);
        self.output.extend_from_slice(chunk);
    }

    pub fn screen(&self) -> String {
        self.vt.screen().contents()
    }

    /// Reads until the screen is as told.
    #[track_caller]
    pub fn wait(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !holds(&self.screen()) {
            match self.chunks.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(chunk) => self.take(&chunk),
                Err(error) => panic!("no sign of {what} ({error}) on\n{}", self.screen()),
            }
        }
    }

    /// Reads until nothing comes any more.
    pub fn settle(&mut self) {
        while let Ok(chunk) = self.chunks.recv_timeout(QUIET) {
            self.take(&chunk);
        }
    }

    /// The program once more, in another terminal of the same home folder.
    pub fn sidecar_path(other: &Terminal, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::in_home(Arc::clone(&other.home), arguments, variables)
    }

    /// From here on nothing that the program writes is taken, but for what is on its way.
    pub fn stop_reading(&mut self) {
        self.reading.set(Does::Wait);
    }

    /// From here on the line is slow.
    pub fn dawdle(&mut self) {
        self.reading.set(Does::Dawdle);
    }

    /// Whether the terminal is as a shell leaves it: lines are edited, keys are shown, signals are sent.
    pub fn is_cooked(&self) -> bool {
        let master = self.master.as_ref().expect("the terminal is open");
        let name = master.tty_name().expect("a name");
        let modes = Command::new("stty").arg("-aF").arg(name).output().expect("stty runs");
        let modes = String::from_utf8_lossy(&modes.stdout).into_owned();
        ["icanon", "echo", "isig"].iter().all(|mode| modes.split_whitespace().any(|word| word == *mode))
    }

    /// Whether everything that was taken of the terminal is given back.
    pub fn is_given_back(&self) -> bool {
        let screen = self.vt.screen();
        !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor() && self.is_cooked()
    }

    pub fn read_again(&mut self) {
        self.reading.set(Does::Read);
    }

    /// Closes the line for good. What the program draws meanwhile is the last that is read of it.
    pub fn hang_up(&mut self) {
        self.reading.set(Does::End);
        self.send(b"\x1b[24~");
        while self.chunks.recv_timeout(PATIENCE).is_ok() {}
        self.writer = None;
        self.master = None;
    }

    pub fn resize(&mut self, rows: u16, cols: u16) {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("the terminal is open").resize(size).expect("a new size");
        self.vt.screen_mut().set_size(rows, cols);
    }

    /// Reads until something on the disk is as told.
    #[track_caller]
    pub fn wait_for_file(&mut self, what: &str, holds: impl Fn() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !holds() {
            assert!(Instant::now() < deadline, "no sign of {what}; the screen is\n{}", self.screen());
            self.read_for(Duration::from_millis(20));
        }
    }

    /// Reads what comes within a time.
    pub fn read_for(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let Ok(chunk) = self.chunks.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.take(&chunk);
        }
    }

    /// Kills the program as a power cut does, and reads what it had written by then.
    pub fn kill(&mut self) {
        self.signal("KILL");
        self.ended.recv_timeout(PATIENCE).expect("nothing survives this");
        while let Ok(chunk) = self.chunks.recv_timeout(QUIET) {
            self.take(&chunk);
        }
    }

    /// Counts the writes from here on.
    pub fn count(&mut self) {
        self.settle();
        (self.writes, self.is_cut) = (0, false);
    }

    pub fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().expect("the terminal is open");
        writer.write_all(bytes).and_then(|()| writer.flush()).expect("the terminal takes it");
    }

    /// Goes to a field by its name and waits until all is calm and saved.
    pub fn at(&mut self, field: &str) {
        self.send(b"\x06");
        self.wait("the list of fields", |screen| screen.contains("Tìm ô"));
        self.send(field.as_bytes());
        self.settle();
        self.send(b"\r");
        self.wait("the form", |screen| !screen.contains("Tìm ô"));
        self.settle();
    }

    /// Waits for the end of the program; its exit code.
    #[track_caller]
    pub fn end(&mut self, within: Duration) -> u32 {
        let code = self.ended.recv_timeout(within).expect("the program has ended by now");
        while let Ok(chunk) = self.chunks.recv_timeout(QUIET) {
            self.take(&chunk);
        }
        code
    }

    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").arg(format!("-{name}")).arg(self.pid.to_string()).status();
        assert!(status.expect("kill runs").success());
    }

    /// The answers file of the only report.
    pub fn file(&self) -> PathBuf {
        let folder = self.home.path().join("bao-cao");
        let mut list: Vec<PathBuf> =
            fs::read_dir(&folder).expect("the folder of reports").flatten().map(|e| e.path()).collect();
        list.retain(|path| path.extension().is_some_and(|e| e == "toml"));
        assert_eq!(list.len(), 1, "{list:?}");
        list.remove(0)
    }

    pub fn saved(&self) -> String {
        fs::read_to_string(self.file()).expect("the answers file")
    }

    /// Reads until the answers file is as told: the program shows on the screen that it saved.
    #[track_caller]
    pub fn wait_saved(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        let path = self.file();
        self.wait_for_file(what, || holds(&fs::read_to_string(&path).unwrap_or_default()));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.writer = None;
        self.master = None;
        if self.ended.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty)
            && Path::new("/proc").join(self.pid.to_string()).exists()
        {
            // It has lost its terminal; should it not have noticed, it is not left behind.
            let _ = self.ended.recv_timeout(Duration::from_secs(2));
            let _ = Command::new("kill")
                .arg("-KILL")
                .arg(self.pid.to_string())
                .stderr(std::process::Stdio::null())
                .status();
        }
    }
}

/// Whether any process still has this home folder in its environment.
pub fn somebody_lives_in(home: &Path) -> bool {
    let home = format!("HOME={}", home.display());
    let entries = fs::read_dir("/proc").expect("/proc").flatten();
    let environments = entries.filter_map(|entry| fs::read(entry.path().join("environ")).ok());
    environments.into_iter().any(|text| text.split(|b| *b == 0).any(|variable| variable == home.as_bytes()))
}
