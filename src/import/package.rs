//! The archive that a .docx or .odt file is: its parts by name, and in a .docx their relationships
//! (ECMA-376, part 2, Open Packaging Conventions).
//!
//! A file may be made to harm: what its parts unpack to is counted as they are read, whatever it says.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_8};
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::ImportError;
use super::xml::{attribute, walk};

/// Bytes that all parts read may unpack to.
const MAX_UNPACKED: u64 = 20_000_000;
/// Files in the archive.
const MAX_ENTRIES: usize = 2_000;
/// A part may unpack to so many times its packed size; deflate cannot do much more than 1000.
const MAX_RATIO: u64 = 200;

/// An archive, and what may still be unpacked of it.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Names in the archive by the names that other parts call them.
    names: BTreeMap<String, String>,
    room: u64,
}

/// What a part says of another one that belongs to it.
pub(super) struct Relationship {
    pub id: String,
    /// The last word of its type: "styles".
    pub kind: String,
    /// The part, by its name from the root.
    pub target: String,
}

impl<'b> Package<'b> {
    /// # Errors
    /// It is no archive, or one of too many files.
    pub fn open(bytes: &'b [u8]) -> Result<Self, ImportError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::NotWord)?;
        if archive.len() > MAX_ENTRIES {
            return Err(ImportError::Bomb);
        }
        let names = archive.file_names().flatten().map(|name| (plain(&name), name.into_owned())).collect();
        Ok(Package { archive, names, room: MAX_UNPACKED })
    }

    /// An archive within this one, which may unpack to no more than is left of it.
    ///
    /// # Errors
    /// As [`Package::open`].
    pub fn within<'i>(&self, bytes: &'i [u8]) -> Result<Package<'i>, ImportError> {
        let mut inner = Package::open(bytes)?;
        inner.room = self.room;
        Ok(inner)
    }

    /// Takes what was unpacked of an archive within this one from what may still be.
    pub fn used_by(&mut self, inner: &Package<'_>) {
        self.room = self.room.min(inner.room);
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&plain(name))
    }

    /// A part; `None` where there is none.
    ///
    /// # Errors
    /// It is broken, needs a password, or is larger than a report can be.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let Some(name) = self.names.get(&plain(name)) else { return Ok(None) };
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(ImportError::Encrypted),
            Err(_) => return Err(ImportError::NotWord),
        };
        // Small parts may be as repetitive as they like.
        let most = file.compressed_size().saturating_mul(MAX_RATIO).max(1_000_000).min(self.room);
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| ImportError::NotWord)?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > most {
            return Err(ImportError::Bomb);
        }
        self.room -= length;
        Ok(Some(bytes))
    }

    /// A part that is XML: UTF-8, or what its mark says.
    ///
    /// # Errors
    /// As [`Package::part`].
    pub fn xml(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let (encoding, mark) = Encoding::for_bom(&bytes).unwrap_or((UTF_8, 0));
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..).unwrap_or_default());
        text.map(|text| Some(text.into_owned())).ok_or(ImportError::NotWord)
    }

    /// The relationships of a part, those of the whole package where its name is empty.
    ///
    /// # Errors
    /// As [`Package::part`].
    pub fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, ImportError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let Some(xml) = self.xml(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let mut list = Vec::new();
        walk(&xml, |event| {
            let (Event::Start(element) | Event::Empty(element)) = event else { return };
            let value = |name| attribute(element, name).unwrap_or_default();
            if element.local_name().as_ref() == "Relationship" && value("TargetMode") != "External" {
                let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
                list.push(Relationship { id: value("Id"), kind, target: resolved(folder, &value("Target")) });
            }
        })?;
        Ok(list)
    }
}

/// A name as all writers mean it: some write backslashes, and case does not tell parts apart.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A target as seen from a folder, from the root.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').filter(|step| !step.is_empty()).collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}
