//! The disk: report types, answers files, settings, and where each of them lives.
//!
//! - [`library`]: the report types, built in and of the user's own; [`built_in`]: the texts that the program brings along;
//!   [`type_files`]: the files of one.
//! - [`answers_file`]: the text of an answers file, kept with its comments and order.
//! - [`atomic`]: writing a file so that it is the old one or the new one, never half of each.
//! - [`disk`]: what that asks of the disk, step by step.
//! - [`modes`]: who may do what with what the program makes.
//! - [`report_file`]: an answers file at its path: opened, saved, brought back; [`save_error`]: or why not.
//! - [`journal`], [`recovery`]: what changed since the last save, and what becomes of it after a kill.
//! - [`lock`], [`versions`], [`saver`], [`save_job`]: who writes to a report, what it was before, and what is
//!   written, on a thread of its own.
//! - [`renaming`]: what goes along when a report gets another name.
//! - [`discarded`]: reports taken from the list, and put back.
//! - [`export_file`]: an exported document at its path.
//! - [`names`]: the names of what stands beside a report, and names that are not taken yet.
//! - [`reading`]: a file of which nothing is known, within limits.
//! - [`files`]: the one way to the disk, and what a shared server confines.
//! - [`folders`], [`settings`], [`index`]: where things live, what the user prefers, what was
//!   worked on last.

pub mod answers_file;
pub mod atomic;
pub(crate) mod broken;
pub mod built_in;
pub(crate) mod discarded;
pub mod disk;
pub(crate) mod export_file;
pub(crate) mod files;
pub mod folders;
pub mod index;
pub mod journal;
pub mod library;
pub(crate) mod limits;
pub mod lock;
pub(crate) mod modes;
pub mod names;
pub mod reading;
pub mod recovery;
pub(crate) mod renaming;
pub mod report_file;
pub mod save_error;
pub(crate) mod save_job;
pub mod saver;
pub mod settings;
pub(crate) mod type_files;
pub mod versions;

use std::io;

use rustix::io::Errno;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use crate::text::language::Language;

/// A moment as the clock on the wall here shows it: in the zone that `TZ` names, else in that of this
/// computer; in UTC where neither is known.
#[must_use]
pub fn local(time: Timestamp) -> ZonedDateTime {
    time.to_zoned_datetime(TimeZone::system())
}

/// "9:41:05, 24/11/2026"
#[must_use]
pub(crate) fn time_words(time: DateTime) -> String {
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    format!("{hour}:{minute:02}:{second:02}, {}/{}/{}", time.day(), time.month(), time.year())
}

/// What an error of the system means where it is of no kind that Rust has a name for. Its number is
/// told to whoever looks after the computer.
fn by_number(error: &io::Error, language: Language) -> String {
    let (vi, en) = match Errno::from_io_error(error) {
        Some(Errno::IO) => {
            ("ổ đĩa đọc hoặc ghi bị lỗi; hãy lưu ở nơi khác", "the disk fails to read or write; save elsewhere")
        }
        Some(Errno::LOOP) => ("các liên kết dẫn vòng tròn", "the links lead round in a circle"),
        Some(Errno::MFILE | Errno::NFILE) => {
            ("máy đang mở quá nhiều tệp; hãy đóng bớt chương trình", "too many files are open; close other programs")
        }
        Some(Errno::NODEV | Errno::NXIO) => ("thiết bị không còn nữa", "the device is gone"),
        Some(errno) => {
            let number = errno.raw_os_error();
            return language.pick(
                format!("hệ thống báo lỗi số {number}; hãy hỏi người quản trị máy"),
                format!("the system reports error {number}; ask whoever looks after the computer"),
            );
        }
        None if files::is_outside(error) => {
            ("nằm ngoài thư mục được dùng trên máy chủ này", "it is outside the folder that may be used on this server")
        }
        None => ("hệ thống báo lỗi không rõ", "the system reports an error that it does not name"),
    };
    language.pick(vi, en).to_owned()
}

/// What an error of the system means for the person at the keyboard, and what to do.
#[must_use]
pub(crate) fn describe_io(error: &io::Error, language: Language) -> String {
    let (vi, en) = match error.kind() {
        io::ErrorKind::NotFound => ("không tìm thấy tệp hoặc thư mục", "the file or folder is not there"),
        io::ErrorKind::PermissionDenied => (
            "không có quyền; hãy kiểm tra quyền của tệp và của thư mục",
            "permission denied; check the permissions of the file and of its folder",
        ),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ("ổ đĩa đã đầy; hãy xóa bớt tệp rồi lưu lại", "the disk is full; make room and save again")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            ("ổ đĩa chỉ cho đọc; hãy lưu ở nơi khác", "the disk is read-only; save elsewhere")
        }
        io::ErrorKind::AlreadyExists => ("đã có một tệp khác mang tên ấy", "another file has that name"),
        io::ErrorKind::IsADirectory => ("đây là một thư mục, không phải tệp", "this is a folder, not a file"),
        io::ErrorKind::NotADirectory => {
            ("đường dẫn đi qua một tệp không phải thư mục", "part of the path is not a folder")
        }
        io::ErrorKind::InvalidFilename => (
            "tên tệp quá dài hoặc không hợp lệ; hãy đặt tên ngắn hơn",
            "the name is too long or not allowed; use a shorter one",
        ),
        io::ErrorKind::FileTooLarge => ("tệp quá lớn", "the file is too large"),
        io::ErrorKind::Unsupported => {
            ("đây không phải tệp thông thường (ống dẫn, thiết bị …)", "this is no regular file (a pipe, a device …)")
        }
        io::ErrorKind::InvalidData => {
            return language.pick(
                format!("không phải văn bản UTF-8 (ở {error}); hãy lưu lại bằng mã UTF-8"),
                format!("not UTF-8 text (at {error}); save it as UTF-8"),
            );
        }
        io::ErrorKind::StaleNetworkFileHandle | io::ErrorKind::TimedOut | io::ErrorKind::HostUnreachable => (
            "ổ đĩa mạng không trả lời; hãy xem lại kết nối rồi thử lại",
            "the network disk does not answer; look to the connection and try again",
        ),
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy | io::ErrorKind::WouldBlock => {
            ("chương trình khác đang dùng; hãy thử lại sau", "another program is using it; try again later")
        }
        io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof | io::ErrorKind::NotConnected => {
            ("bên kia đã đóng kết nối", "the other side has closed the connection")
        }
        io::ErrorKind::CrossesDevices => ("hai nơi không cùng một ổ đĩa", "the two places are on different disks"),
        io::ErrorKind::DirectoryNotEmpty => ("thư mục không trống", "the folder is not empty"),
        io::ErrorKind::TooManyLinks => ("có quá nhiều liên kết tới tệp", "the file has too many links"),
        io::ErrorKind::OutOfMemory => {
            ("máy hết bộ nhớ; hãy đóng bớt chương trình", "no memory is left; close other programs")
        }
        io::ErrorKind::InvalidInput => {
            ("tên hoặc giá trị này hệ thống không nhận", "the system does not take this name or value")
        }
        _ => return by_number(error, language),
    };
    language.pick(vi, en).to_owned()
}
