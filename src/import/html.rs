//! The plain text of HTML that stands within a .docx file, as some programs write their reports
//! (`w:altChunk`): alone, or in the mail format MHT.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::lines::Raw;

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 20] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "tr",
    "table",
    "ul",
    "ol",
    "body",
    "blockquote",
    "pre",
    "section",
    "article",
    "center",
    "hr",
];

/// Elements whose text is not shown.
const UNSEEN: [&str; 4] = ["head", "style", "script", "title"];

/// The entities that word processors write by name.
const ENTITIES: [(&str, &str); 12] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bull", "•"),
    ("hellip", "…"),
];

/// The paragraphs of HTML, or of the first part of it in a mail.
pub(super) fn paragraphs(bytes: &[u8]) -> Vec<Raw> {
    let bytes = body_of_mail(bytes);
    let (encoding, mark) = Encoding::for_bom(&bytes).unwrap_or((UTF_8, 0));
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    let mut list = vec![Raw::default()];
    let mut unseen: Option<String> = None;
    let mut rest = text.as_ref();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        put(&mut list, before, unseen.is_some());
        let end = if tag.starts_with("<!--") { tag.find("-->").map(|end| end + 2) } else { tag.find('>') };
        let Some(end) = end else { break };
        let (tag, after) = tag.split_at(end + 1);
        rest = after;
        let is_end = tag.starts_with("</");
        let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        match &unseen {
            Some(outer) if is_end && *outer == name => unseen = None,
            Some(_) => {}
            None if UNSEEN.contains(&name.as_str()) && !is_end => unseen = Some(name),
            None if name == "br" => {
                if let Some(last) = list.last_mut() {
                    last.text.push('\n');
                }
            }
            None if matches!(name.as_str(), "td" | "th") && is_end => put(&mut list, " ", false),
            None if BLOCKS.contains(&name.as_str()) => {
                let level = name.strip_prefix('h').filter(|_| !is_end).and_then(|level| level.parse::<u8>().ok());
                let heading = level.map(|level| level.saturating_sub(1));
                let text = if name == "li" && !is_end { "- ".to_owned() } else { String::new() };
                match list.last_mut() {
                    Some(last) if last.text.trim().is_empty() => (last.text, last.heading) = (text, heading),
                    _ => list.push(Raw { text, heading, ..Raw::default() }),
                }
            }
            None => {}
        }
    }
    put(&mut list, rest, unseen.is_some());
    list
}

/// Adds text, in which line ends are spaces, to the last paragraph.
fn put(list: &mut [Raw], text: &str, is_unseen: bool) {
    let Some(last) = list.last_mut().filter(|_| !is_unseen) else { return };
    let text = text.replace(['\r', '\n', '\t'], " ");
    let mut parts = text.split('&');
    last.text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or(("", part));
        let number = name.strip_prefix("#x").or_else(|| name.strip_prefix("#X"));
        let code = number.map_or_else(|| name.strip_prefix('#')?.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
        let named = ENTITIES.iter().find(|(entity, _)| *entity == name).map(|(_, shown)| *shown);
        match (code.and_then(char::from_u32), named) {
            (Some(c), _) => last.text.extend([c].into_iter().chain(rest.chars())),
            (None, Some(shown)) => last.text.extend([shown, rest]),
            (None, None) => last.text.extend(["&", part]),
        }
    }
}

/// What a mail holds after its headers, its first part where it has several; other bytes as they are.
fn body_of_mail(bytes: &[u8]) -> Cow<'_, [u8]> {
    let begin = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes)).to_ascii_lowercase();
    if !begin.contains("mime-version:") && !begin.trim_start().starts_with("content-type:") {
        return Cow::Borrowed(bytes);
    }
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let (headers, body) = text.split_once("\n\n").unwrap_or(("", text.as_str()));
    let boundary = headers.split("boundary=").nth(1).map(|rest| {
        let line = rest.lines().next().unwrap_or_default();
        format!("--{}", line.trim_end_matches(';').trim().trim_matches('"'))
    });
    // The part that is HTML, else the first.
    let parts: Vec<&str> = match &boundary {
        Some(boundary) => body.split(boundary.as_str()).skip(1).map(str::trim_start).collect(),
        None => vec![text.as_str()],
    };
    let headers_of =
        |part: &str| part.split_once("\n\n").map_or(String::new(), |(headers, _)| headers.to_ascii_lowercase());
    let is_html = |part: &&&str| headers_of(part).contains("text/html");
    let part = parts.iter().find(is_html).or(parts.first()).copied().unwrap_or_default();
    let content = part.split_once("\n\n").map_or("", |(_, content)| content).as_bytes();
    match headers_of(part) {
        headers if headers.contains("quoted-printable") => Cow::Owned(unquoted(content)),
        _ => Cow::Owned(content.to_vec()),
    }
}

/// The bytes of a text in the transfer encoding "quoted-printable" (RFC 2045, 6.7).
fn unquoted(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        rest = match rest {
            [] => return bytes,
            [b'=', b'\n', rest @ ..] => rest,
            [b'=', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |c: u8| char::from(c).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
                bytes.push(digit(*high) * 16 + digit(*low));
                rest
            }
            [byte, rest @ ..] => {
                bytes.push(*byte);
                rest
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Word saves it: a preamble, and a part of which a style sheet is commented out.
    #[test]
    fn a_web_page_in_one_file_gives_its_body() {
        let mail = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_Next\"\r\n\r\nThis document is a Single \
            File Web Page.\r\n\r\n------=_Next\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: \
            quoted-printable\r\n\r\n<html><head><style>\r\n<!--\r\n p {}\r\n-->\r\n</style></head><body><p>M=E1=BB=99t</p>\r\n\
            <p><b>Hai</b>\r\n<b>ba</b></p></body></html>\r\n------=_Next--\r\n";
        let texts: Vec<String> = paragraphs(mail.as_bytes()).iter().map(|raw| raw.text.trim().to_owned()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        assert_eq!(texts, ["Một", "Hai ba"]);
    }
}
