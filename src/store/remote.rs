//! How a file gets from here to the computer that the person sits at, when that is another one.

use std::env;
use std::path::Path;

use crate::report::visible::is_hidden;

/// The command that fetches a file over SSH, to be typed on the computer at the other end. `None`
/// where the person sits at this computer, or it is not known who and where that is.
#[must_use]
pub fn fetch_command(path: &Path) -> Option<String> {
    let connection = env::var("SSH_CONNECTION").ok()?;
    let user = env::var("USER").ok()?;
    let host = rustix::system::uname();
    command(&connection, &user, host.nodename().to_str().ok()?, path)
}

/// `connection` is what sshd says: "client port server port".
fn command(connection: &str, user: &str, host: &str, path: &Path) -> Option<String> {
    let port = connection.split_whitespace().nth(3)?;
    let port = if port == "22" { String::new() } else { format!("-P {port} ") };
    let path = path.to_str()?;
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    let from = format!("{user}@{host}:{path}");
    // Whoever pastes it must not run what stands in a name.
    if path.contains(|c| "\"$`\\%!".contains(c) || is_hidden(c)) {
        return None;
    }
    // In double quotes it is one word for every shell, that of Windows too.
    let from = if path.chars().all(is_plain) { from } else { format!("\"{from}\"") };
    (!user.is_empty() && !host.is_empty()).then(|| format!("scp {port}{from} ."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_names_user_host_and_port_as_they_are_known() {
        let of = |connection, path| command(connection, "lan", "may-chu", Path::new(path));
        let usual = "10.0.0.2 51234 10.0.0.1 22";
        assert_eq!(of(usual, "/home/lan/a.docx").as_deref(), Some("scp lan@may-chu:/home/lan/a.docx ."));
        let other = "10.0.0.2 51234 10.0.0.1 2222";
        assert_eq!(
            of(other, "/home/lan/báo cáo.docx").as_deref(),
            Some("scp -P 2222 \"lan@may-chu:/home/lan/báo cáo.docx\" .")
        );
        for name in ["/a\"b", "/$(id)", "/`id`", "/a\\b", "/%PATH%", "/a\nb", "/a!b"] {
            assert_eq!(of(usual, name), None, "{name}");
        }
        assert_eq!(of("", "/a"), None);
        assert_eq!(command(usual, "", "may-chu", Path::new("/a")), None);
    }
}
