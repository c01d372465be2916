//! The time zone of this computer, read from its own file.
//!
//! jiff's way looks through every zone that the system knows, at each start; one file is enough,
//! and it is read once: the time is asked for at every key.

use std::env;
use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::DateTime;
use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

use super::reading;

/// More than any zone takes, in bytes.
const MAX_BYTES: usize = 100_000;

/// Where systems keep the zone that they are in, and all others by name.
const HERE: &str = "/etc/localtime";
const ZONES: &str = "/usr/share/zoneinfo";

static ZONE: LazyLock<TimeZone> = LazyLock::new(|| zone(&env::var("TZ").unwrap_or_default()));

/// A moment as the clock on the wall here shows it.
#[must_use]
pub fn local(time: Timestamp) -> ZonedDateTime {
    time.to_zoned_datetime(ZONE.clone())
}

/// "9:41:05, 24/11/2026"
#[must_use]
pub fn time_words(time: DateTime) -> String {
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    format!("{hour}:{minute:02}:{second:02}, {}/{}/{}", time.day(), time.month(), time.year())
}

/// The zone that TZ names: a file, a name, or a rule such as "ICT-7"; that of the computer where
/// it names none; UTC where even that is not known.
fn zone(name: &str) -> TimeZone {
    let name = name.trim_start_matches(':');
    let read = |path: &Path| TimeZone::tzif("", &reading::read(path, MAX_BYTES).ok()?).ok();
    let named = || read(&Path::new(ZONES).join(name)).or_else(|| TimeZone::posix(name).ok());
    let named = if name.is_empty() { None } else { named() };
    named.or_else(|| read(Path::new(HERE))).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_needs_no_file() {
        let time = Timestamp::UNIX_EPOCH.to_zoned_datetime(zone("ICT-7"));
        assert_eq!((time.date().to_string().as_str(), time.hour()), ("1970-01-01", 7));
    }

    #[test]
    fn a_zone_that_nobody_knows_is_that_of_the_computer() {
        let here = Timestamp::UNIX_EPOCH.to_zoned_datetime(zone(""));
        assert_eq!(Timestamp::UNIX_EPOCH.to_zoned_datetime(zone("Không/Có")).datetime(), here.datetime());
    }
}
