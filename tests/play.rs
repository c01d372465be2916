//! Plays the program without a terminal, as its loop does: keys in, screen and file out.

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use baocao::app::environment::Environment;
use baocao::document::compose::compose;
use baocao::session::Session;
use baocao::session::open_report::{Moment, OpenReport};
use baocao::store::folders::Folders;
use baocao::text::language::Language;
use baocao::ui::app::{App, End};
use baocao::ui::backend::TtyBackend;
use baocao::ui::dialogs::Dialog;
use baocao::ui::events::{Event, EventSource};
use baocao::ui::input::{ESCAPE_WAIT, Reader};
use baocao::ui::program::Program;
use baocao::ui::screens::form::Areas;
use baocao::ui::screens::form::entry::{Writing, writing};
use baocao::ui::terminal_control::TerminalControl;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::{Date, date};
use ratatui::backend::{Backend, ClearType, TestBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use tempfile::TempDir;

use crate::typist::Hands;

/// The day on which every play is set.
pub const TODAY: Date = date(2026, 6, 20);

/// A person rests this long after a line of keys: hints and lit words follow, nothing is saved.
const PAUSE: u64 = 200;

/// The type that most stories write.
pub const ACTION_MONTH: &str = "thang-hanh-dong-vi-tre-em";

/// The profile of an invented commune.
pub const OFFICE: &str = r#"[report]
type = "don-vi"
version = 1

[answers]
cap_don_vi = "xa"
loai_chu_the = "ubnd"
co_quan_ban_hanh = ["Ủy ban nhân dân", "xã Suối Lim"]
chu_the = "Ủy ban nhân dân xã Suối Lim"
ten_rut_gon = "UBND xã"
ky_hieu = "BC-UBND"
dia_danh = "Suối Lim"
goi_don_vi = "thôn"
so_don_vi = 8
gui_cap_tren = true
kinh_gui = ["Sở Y tế tỉnh Quảng Ngãi"]
luu = "VHXH"
"#;

/// Events as a test makes them, and its clock.
pub struct Script {
    events: VecDeque<Event>,
    begin: Instant,
    /// Milliseconds since the beginning.
    clock: u64,
    /// Milliseconds that the loop takes for each event of a backlog.
    slowness: u64,
    pub suspended: bool,
}

impl EventSource for Script {
    fn now(&self) -> Moment {
        let minutes = self.clock / 60_000;
        Moment {
            instant: self.begin + Duration::from_millis(self.clock),
            today: TODAY,
            clock: format!("{}:{:02}", 9 + minutes / 60, minutes % 60),
        }
    }

    fn wait(&mut self, _: Option<Instant>) -> Option<Event> {
        self.events.pop_front()
    }

    fn take(&mut self) -> Option<Event> {
        self.clock += self.slowness;
        self.events.pop_front()
    }

    fn recv_timeout(&self, _: Duration) -> Option<Event> {
        std::thread::yield_now();
        None
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.suspended = true;
        Ok(())
    }
}

/// What is drawn, in memory; and what of it is written to a terminal, where a play is on one.
pub struct Shown {
    cells: TestBackend,
    cursor: Option<Position>,
    tty: Option<TtyBackend<Vec<u8>>>,
    /// The text that the terminal was asked to put on its clipboard.
    copied: Option<String>,
}

impl Backend for Shown {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let content: Vec<_> = content.collect();
        let Ok(()) = self.cells.draw(content.iter().copied());
        self.tty.as_mut().map_or(Ok(()), |tty| tty.draw(content.into_iter()))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor = None;
        self.tty.as_mut().map_or(Ok(()), Backend::hide_cursor)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.tty.as_mut().map_or(Ok(()), Backend::show_cursor)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        self.cursor = Some(position);
        self.tty.as_mut().map_or(Ok(()), |tty| tty.set_cursor_position(position))
    }

    fn clear(&mut self) -> io::Result<()> {
        let Ok(()) = self.cells.clear();
        self.tty.as_mut().map_or(Ok(()), Backend::clear)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        let Ok(()) = self.cells.clear_region(region);
        self.tty.as_mut().map_or(Ok(()), |tty| tty.clear_region(region))
    }

    fn size(&self) -> io::Result<Size> {
        let Ok(size) = self.cells.size();
        Ok(size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let Ok(size) = Backend::window_size(&mut self.cells);
        Ok(size)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.tty.as_mut().map_or(Ok(()), Backend::flush)
    }
}

impl TerminalControl for Shown {
    fn set_size(&mut self, size: Size) {
        self.cells.resize(size.width, size.height);
        if let Some(tty) = &mut self.tty {
            tty.set_size(size);
        }
    }

    fn copy(&mut self, text: &str) {
        self.copied = Some(text.to_owned());
    }
}

/// The program being played: its real loop, with events from a test.
pub struct Play {
    pub app: App<Shown, Script>,
    folder: TempDir,
    /// What a terminal shows of what was written, where a play is on one.
    emulator: Option<vt100::Parser>,
    /// How the loop ended, once it has.
    pub ended: Option<End>,
    /// How letters are typed.
    pub hands: Hands,
    /// How keys come to the program.
    pub arrival: Arrival,
    reader: Reader,
    /// How many keys have been pressed.
    pub pressed: usize,
}

/// How keys come to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// Understood already.
    Events,
    /// As the bytes that a terminal sends, a read for each key.
    KeyByKey,
    /// The bytes of a whole line of keys in one read.
    Burst,
}

impl Play {
    /// At the home screen of a computer where nothing is yet.
    pub fn new(width: u16, height: u16) -> Self {
        Self::begin(width, height, Environment { letters: "vi_VN.UTF-8".to_owned(), ..Environment::default() })
    }

    /// The same with other environment.
    pub fn begin(width: u16, height: u16, environment: Environment) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self::in_folder(folder, width, height, environment)
    }

    /// The same in a folder of one's own.
    pub fn in_folder(folder: TempDir, width: u16, height: u16, environment: Environment) -> Self {
        let folders = Folders::under(folder.path());
        folders.create().expect("folders");
        let events = Script { events: VecDeque::new(), begin: Instant::now(), clock: 0, slowness: 0, suspended: false };
        let shown = Shown { cells: TestBackend::new(width, height), cursor: None, tty: None, copied: None };
        let program = Program::new(folders, environment, events.now());
        let app = App::new(program, shown, events).expect("a terminal");
        let mut play = Play {
            app,
            folder,
            emulator: None,
            ended: None,
            hands: Hands::Composed,
            arrival: Arrival::Events,
            reader: Reader::new(),
            pressed: 0,
        };
        play.list_reports();
        play
    }

    /// The program between two events.
    pub fn program(&self) -> &Program {
        &self.app.program
    }

    /// The same, for what no key does: a faulty disk, a report opened by the command line.
    pub fn program_mut(&mut self) -> &mut Program {
        &mut self.app.program
    }

    /// The open report.
    #[track_caller]
    pub fn open_report(&self) -> &OpenReport {
        self.program().current.report.as_ref().expect("an open report")
    }

    /// The answers of the open report, and what follows from them.
    #[track_caller]
    pub fn session(&self) -> &Session {
        &self.open_report().session
    }

    /// Reads anew which reports there are.
    pub fn list_reports(&mut self) {
        self.app.program.list_reports();
        self.frame();
    }

    /// Opens a report as the command line does.
    pub fn open(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.app.program.open(path.into());
        self.frame();
        self
    }

    /// An editor of the person's that makes a text of whatever it is given, and keeps what that was:
    /// its path.
    pub fn with_editor(&mut self, text: &str) -> PathBuf {
        let (made, given) = (self.folder.path().join("made.txt"), self.folder.path().join("given.txt"));
        fs::write(&made, text).expect("written");
        let script = self.folder.path().join("editor.sh");
        let copy = format!("cp \"$1\" '{}'; cp '{}' \"$1\"\n", given.display(), made.display());
        fs::write(&script, copy).expect("written");
        self.app.program.context.environment.editor = Some(format!("sh {}", script.display()));
        given
    }

    /// What the terminal was asked to put on its clipboard.
    pub fn copied(&self) -> Option<&str> {
        self.app.terminal.backend().copied.as_deref()
    }

    /// With the profile of an invented commune.
    pub fn with_office(self) -> Self {
        fs::write(self.program().context.workspace.folders.office(), OFFICE).expect("written");
        self
    }

    /// A new report of a type, from the profile of an invented commune.
    pub fn report(type_id: &str, width: u16, height: u16) -> Self {
        let mut play = Play::new(width, height).with_office();
        play.program_mut().new_report(type_id);
        play.frame();
        play
    }

    /// The filled sample, opened from the home screen.
    pub fn sample(width: u16, height: u16) -> Self {
        Play::new(width, height).on_sample()
    }

    /// Opens the filled sample from the home screen.
    pub fn on_sample(mut self) -> Self {
        self.choose("bản mẫu", "sample");
        self
    }

    /// Goes down the list of the home screen to a line with this text and opens it.
    pub fn choose(&mut self, vi: &str, en: &str) {
        let text = self.program().context.language.pick(vi, en).to_owned();
        self.keys("<home>");
        for _ in 0..40 {
            if self.screen().iter().any(|line| line.trim_start().starts_with('>') && line.contains(&text)) {
                self.keys("<enter>");
                return;
            }
            self.keys("<down>");
        }
        panic!("no line {text:?} in\n{}", self.picture());
    }

    /// The same folder opened by another run of the program.
    pub fn again(mut self) -> Self {
        let now = self.app.events.now();
        self.app.program.end_at(now);
        self.killed()
    }

    /// The same folder opened after the program was killed as it was.
    pub fn killed(self) -> Self {
        let context = &self.app.program.context;
        let (Rect { width, height, .. }, environment) = (context.area, context.environment.clone());
        drop(self.app);
        Self::in_folder(self.folder, width, height, environment)
    }

    /// Presses keys: letters, and names such as `<tab>`, `<s-tab>`, `<c-p>`, `<a-3>`, `<lt>`.
    /// A person rests a moment after the last.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.fast(keys);
        self.frame();
        self.advance(PAUSE)
    }

    /// The same without a rest.
    pub fn fast(&mut self, keys: &str) -> &mut Self {
        let (mut rest, mut line) = (keys, Vec::new());
        while !rest.is_empty() {
            let letters = rest.find('<').unwrap_or(rest.len());
            for key in self.as_typed(&rest[..letters]).chars() {
                let code = if key == '\u{8}' { KeyCode::Backspace } else { KeyCode::Char(key) };
                self.press(KeyEvent::new(code, KeyModifiers::NONE), &mut line);
            }
            let named = rest[letters..].find('>').map_or(rest.len(), |end| letters + end + 1);
            for key in parse(&rest[letters..named]) {
                self.press(key, &mut line);
            }
            rest = &rest[named..];
        }
        self.send(&line)
    }

    /// Presses a key; `line` is what comes together with it.
    fn press(&mut self, key: KeyEvent, line: &mut Vec<u8>) {
        self.pressed += 1;
        match self.arrival {
            Arrival::Events => drop(self.event(Event::Key(key))),
            Arrival::KeyByKey => drop(self.send(&bytes_of(key))),
            Arrival::Burst => {
                line.extend(bytes_of(key));
                // What comes with Esc would be another key.
                if key.code == KeyCode::Esc {
                    self.send(&std::mem::take(line));
                }
            }
        }
    }

    /// A terminal sends these bytes, which are read in one go, and is silent.
    pub fn send(&mut self, bytes: &[u8]) -> &mut Self {
        let (events, now) = (&mut self.app.events.events, self.app.events.begin);
        self.reader.read(bytes, now, events);
        self.reader.rest(now + ESCAPE_WAIT, events);
        while !self.app.events.events.is_empty() && self.ended.is_none() {
            self.turn();
        }
        self
    }

    /// Letters as these hands type them where the focus is.
    fn as_typed(&self, letters: &str) -> String {
        let program = self.program();
        let writing = match (&program.dialog, &program.current.report) {
            (None, Some(report)) => writing(&report.session),
            (Some(Dialog::Prompt(_)), _) => Writing::Prose,
            _ => Writing::Other,
        };
        self.hands.keys(letters, writing == Writing::Symbol, writing != Writing::Other)
    }

    /// A bracketed paste.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.event(Event::Paste(text.to_owned()));
        self.advance(PAUSE)
    }

    /// Anything from outside; what a loop that has ended does not hear.
    pub fn event(&mut self, event: Event) -> &mut Self {
        if self.ended.is_none() {
            self.app.events.events.push_back(event);
            self.turn();
        }
        self
    }

    /// So many letters wait at once, for each of which the loop takes some milliseconds; `look` is
    /// called with the milliseconds since the first, each time that a frame is drawn.
    pub fn flood(&mut self, letters: usize, slowness: u64, mut look: impl FnMut(&Self, u64)) {
        let begin = self.app.events.clock;
        self.app.events.slowness = slowness;
        let key = Event::Key(KeyEvent::new(KeyCode::Char('k'), KeyModifiers::NONE));
        self.app.events.events.extend(std::iter::repeat_n(key, letters));
        while !self.app.events.events.is_empty() {
            self.turn();
            look(self, self.app.events.clock - begin);
        }
        self.app.events.slowness = 0;
    }

    /// The loop goes round once.
    fn turn(&mut self) {
        self.ended = self.app.turn().expect("a terminal");
        self.look();
    }

    /// Time passes; what falls due in it is done.
    pub fn advance(&mut self, milliseconds: u64) -> &mut Self {
        let (begin, end) = (self.app.events.begin, self.app.events.clock + milliseconds);
        for _ in 0..10_000 {
            let due = self.app.due().map(|due| due.saturating_duration_since(begin));
            let Some(due) = due.map(|due| u64::try_from(due.as_micros().div_ceil(1000)).unwrap_or(u64::MAX)) else {
                break;
            };
            if due > end || self.ended.is_some() {
                break;
            }
            self.app.events.clock = self.app.events.clock.max(due);
            self.turn();
        }
        self.app.events.clock = end;
        self
    }

    /// The window gets another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.app.terminal.backend_mut().set_size((width, height).into());
        if let Some(emulator) = &mut self.emulator {
            emulator.screen_mut().set_size(height, width);
        }
        self.event(Event::Resize)
    }

    fn frame(&mut self) {
        self.app.draw().expect("a frame");
        self.look();
    }

    /// What was written is read by the terminal that a play may be on.
    fn look(&mut self) {
        let (Some(tty), Some(emulator)) = (&mut self.app.terminal.backend_mut().tty, &mut self.emulator) else {
            return;
        };
        emulator.process(&std::mem::take(tty.writer_mut()));
        self.terminal_shows_the_state();
    }

    /// From here on everything is written to a terminal, and what that shows is compared.
    pub fn on_terminal(&mut self) -> &mut Self {
        let size = self.app.terminal.backend().window_size();
        let mut tty = TtyBackend::new(Vec::new(), size);
        tty.enter_screen();
        self.app.terminal.backend_mut().tty = Some(tty);
        self.app.terminal.clear().expect("clear");
        self.emulator = Some(vt100::Parser::new(size.height, size.width, 0));
        self.frame();
        self
    }

    /// What was written bit by bit shows the frame.
    fn terminal_shows_the_state(&self) {
        let Some(emulator) = &self.emulator else { return };
        let (fresh, cursor) = (self.shown(), self.app.terminal.backend().cursor);
        let screen = emulator.screen();
        for at in fresh.area.positions() {
            let (Some(drawn), Some(shown)) = (fresh.cell(at), screen.cell(at.y, at.x)) else { continue };
            if shown.is_wide_continuation() {
                continue;
            }
            let looks = (shown.bold(), shown.dim(), shown.underline(), shown.inverse(), shown.italic());
            let has = |modifier| drawn.modifier.contains(modifier);
            // The emulator knows one of bold and dim at a time.
            let dim = has(Modifier::DIM) && (!has(Modifier::BOLD) || shown.dim());
            let bold = has(Modifier::BOLD) && !dim;
            let blank = drawn.symbol().trim().is_empty() && shown.contents().trim().is_empty();
            let same = blank
                || (drawn.symbol() == shown.contents()
                    && looks == (bold, dim, has(Modifier::UNDERLINED), has(Modifier::REVERSED), has(Modifier::ITALIC)));
            let told = || (drawn.symbol().to_owned(), shown.contents().to_owned(), looks);
            assert!(same, "at {at}: {:?}\n{}\n\non the terminal:\n{}", told(), self.picture(), screen.contents());
        }
        if let Some(cursor) = cursor {
            let edge = (cursor.y, cursor.x.min(fresh.area.width - 1));
            assert_eq!(screen.cursor_position(), edge, "the cursor\n{}", self.picture());
        }
    }

    /// The cells of the screen.
    fn shown(&self) -> &Buffer {
        self.app.terminal.backend().cells.buffer()
    }

    /// Goes to a field by its name, as a person does with Ctrl-F.
    pub fn at(&mut self, label: &str) -> &mut Self {
        self.keys("<c-f>").keys(label).keys("<enter>")
    }

    /// Walks with Tab from the first field to a field: tables without rows have no name to find.
    pub fn walk(&mut self, field: &str) -> &mut Self {
        self.keys("<c-g><home><enter>");
        for _ in 0..200 {
            if self.field() == field {
                return self;
            }
            self.keys("<tab>");
        }
        panic!("Tab does not come to {field}");
    }

    /// Goes to a field by its id: found by its label in the language of the interface.
    pub fn to(&mut self, field: &str) -> &mut Self {
        let label = {
            let definition = &self.session().definition;
            let field = definition.field(field).unwrap_or_else(|| panic!("no field {field}"));
            definition[field].label.text(self.program().context.language).to_owned()
        };
        for step in 0..20 {
            self.fast("<c-f>").paste(&label);
            for _ in 0..step {
                self.fast("<down>");
            }
            self.keys("<enter>");
            if self.field() == field {
                return self;
            }
        }
        panic!("no {field} among the fields called {label:?}\n{}", self.picture());
    }

    // ---- What there is to see

    /// The lines of the screen.
    pub fn screen(&self) -> Vec<String> {
        self.lines(self.shown().area)
    }

    fn lines(&self, area: Rect) -> Vec<String> {
        let shown = self.shown();
        (area.top()..area.bottom())
            .map(|y| {
                let cells = (area.left()..area.right()).filter_map(|x| shown.cell((x, y)));
                cells.map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned()
            })
            .collect()
    }

    /// The screen as one text, for messages and snapshots.
    pub fn picture(&self) -> String {
        self.screen().join("\n")
    }

    /// The words of a part of the screen, line ends and frames read as blanks.
    fn words(&self, area: Rect) -> String {
        let text = self.lines(area).join(" ").replace(['│', '─', '▲', '▼'], " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn areas(&self) -> Areas {
        let program = self.program();
        let area = program.context.area;
        let session = program.current.report.as_ref().map(|report| &report.session);
        session.map_or(Areas::of(area, true, 0), |session| program.form.areas(session, area))
    }

    /// The words of the document pane beside or under the form.
    pub fn preview(&self) -> String {
        self.words(self.areas().document)
    }

    /// The whole document as a reader would have it, whatever the screen shows of it.
    pub fn document(&self) -> String {
        let session = self.session();
        let document = compose(&session.definition, &session.answers, &session.evaluation);
        document.blocks().map(baocao::document::Block::text).collect::<Vec<_>>().join("\n")
    }

    /// Asserts that words stand on the screen, line ends read as blanks.
    #[track_caller]
    pub fn sees(&self, text: &str) -> &Self {
        let there =
            self.screen().iter().any(|line| line.contains(text)) || self.words(self.shown().area).contains(text);
        assert!(there, "no {text:?} on\n{}", self.picture());
        self
    }

    /// Asserts that words do not stand on the screen.
    #[track_caller]
    pub fn lacks(&self, text: &str) -> &Self {
        assert!(!self.words(self.shown().area).contains(text), "{text:?} stands on\n{}", self.picture());
        self
    }

    /// Where the cursor stands.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.app.terminal.backend().cursor.map(|at| (at.x, at.y))
    }

    /// The line of the screen that the cursor is on.
    pub fn line(&self) -> String {
        let y = usize::from(self.app.terminal.backend().cursor.expect("a cursor").y);
        self.screen().get(y).cloned().unwrap_or_default()
    }

    /// What of the form stands on the cursor's line: marks, label, entry.
    pub fn form_line(&self) -> String {
        let form = self.areas().form;
        let y = self.app.terminal.backend().cursor.expect("a cursor").y;
        self.lines(Rect { y, height: 1, ..form }).remove(0)
    }

    /// The words drawn with a modifier in the document pane.
    pub fn drawn(&self, modifier: Modifier) -> String {
        let (shown, mut words) = (self.shown(), String::new());
        for position in self.areas().document.positions() {
            let Some(cell) = shown.cell(position) else { continue };
            words.push_str(if cell.modifier.contains(modifier) { cell.symbol() } else { " " });
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The lit words of the document pane.
    pub fn lit(&self) -> String {
        self.drawn(Modifier::UNDERLINED)
    }

    /// Every look on the screen.
    pub fn styles(&self) -> Vec<Style> {
        self.shown().content.iter().map(ratatui::buffer::Cell::style).collect()
    }

    /// The cells of the screen, row by row: what stands there and how it looks.
    pub fn styled(&self) -> Vec<Vec<(String, Style)>> {
        let wide = usize::from(self.shown().area.width).max(1);
        let cell = |cell: &ratatui::buffer::Cell| (cell.symbol().to_owned(), cell.style());
        self.shown().content.chunks(wide).map(|row| row.iter().map(cell).collect()).collect()
    }

    /// Whether any cell has a colour of its own.
    pub fn has_colour(&self) -> bool {
        let plain = [None, Some(Color::Reset)];
        self.styles().iter().any(|style| !plain.contains(&style.fg) || !plain.contains(&style.bg))
    }

    // ---- What there is on the disk

    /// Where the answers are kept.
    pub fn path(&self) -> PathBuf {
        self.open_report().path().to_owned()
    }

    /// The answers file as it stands on the disk; empty while there is none.
    pub fn file(&self) -> String {
        fs::read_to_string(self.path()).unwrap_or_default()
    }

    /// The files of the folder of reports, by name.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.program().context.workspace.folders.reports()).expect("the folder of reports");
        let mut names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// What is typed at the focus.
    pub fn raw(&self) -> &str {
        self.session().raw()
    }

    /// The id of the field that has the focus.
    pub fn field(&self) -> &str {
        let session = self.session();
        &session.definition[session.focus.field()].id
    }

    /// The answer of a simple field, as it is typed.
    pub fn answer(&self, id: &str) -> &str {
        let session = self.session();
        let field = session.definition.field(id).expect("a field");
        session.answers.raw(baocao::report::answers::EntryPath::field(field))
    }

    /// The language of the interface.
    pub fn language(&self) -> Language {
        self.program().context.language
    }
}

/// The bytes that a terminal sends for a key.
fn bytes_of(key: KeyEvent) -> Vec<u8> {
    let KeyEvent { code, modifiers, .. } = key;
    let sequence = match code {
        KeyCode::Char(c) if modifiers == KeyModifiers::CONTROL => return vec![u8::try_from(c).expect("ASCII") & 0x1f],
        KeyCode::Char(c) if modifiers == KeyModifiers::ALT => format!("\x1b{c}"),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Enter => "\r".to_owned(),
        KeyCode::Tab => "\t".to_owned(),
        KeyCode::BackTab => "\x1b[Z".to_owned(),
        KeyCode::Esc => "\x1b".to_owned(),
        KeyCode::Backspace => "\x7f".to_owned(),
        KeyCode::Up => "\x1b[A".to_owned(),
        KeyCode::Down => "\x1b[B".to_owned(),
        KeyCode::Right => "\x1b[C".to_owned(),
        KeyCode::Left => "\x1b[D".to_owned(),
        KeyCode::Home => "\x1b[H".to_owned(),
        KeyCode::End => "\x1b[F".to_owned(),
        KeyCode::Delete => "\x1b[3~".to_owned(),
        KeyCode::PageUp => "\x1b[5~".to_owned(),
        KeyCode::PageDown => "\x1b[6~".to_owned(),
        other => panic!("what does {other:?} send?"),
    };
    sequence.into_bytes()
}

/// The key events of a line of keys.
pub fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(letter) = rest.chars().next() {
        if letter == '<' {
            let (name, after) = rest[1..].split_once('>').expect("a key ends with >");
            events.push(named(name));
            rest = after;
        } else {
            events.push(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
            rest = &rest[letter.len_utf8()..];
        }
    }
    events
}

fn named(name: &str) -> KeyEvent {
    let (mut modifiers, mut rest) = (KeyModifiers::NONE, name);
    while let Some((modifier, after)) = rest.split_once('-').filter(|(m, after)| m.len() == 1 && !after.is_empty()) {
        modifiers |= match modifier {
            "c" => KeyModifiers::CONTROL,
            "a" => KeyModifiers::ALT,
            "s" => KeyModifiers::SHIFT,
            other => panic!("no modifier {other}"),
        };
        rest = after;
    }
    let code = match rest {
        "tab" if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        "tab" => KeyCode::Tab,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "bs" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "space" => KeyCode::Char(' '),
        "lt" => KeyCode::Char('<'),
        other => match other.strip_prefix('f').and_then(|n| n.parse().ok()) {
            Some(number) => KeyCode::F(number),
            None if other.chars().count() == 1 => KeyCode::Char(other.chars().next().expect("a letter")),
            None => panic!("no key <{name}>"),
        },
    };
    KeyEvent::new(code, modifiers)
}
