//! The files of recorded conversations, as they are written.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;

use crate::json::Json;

/// The characters that stand for the bytes from 0x80 on that are no text.
pub(crate) const RAW_FIRST: u32 = 0xf780;
/// The last of them, for 0xff.
pub(crate) const RAW_LAST: u32 = 0xf7ff;

/// Name and value, in the order in which they are sent.
pub(crate) type Pairs = Vec<(String, String)>;

/// One file: conversations about one subject, with one kind of wiki.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    #[serde(skip)]
    pub(crate) name: String,
    #[serde(rename = "topic")]
    _topic: String,
    #[serde(rename = "about")]
    _about: String,
    pub(crate) wiki: Access,
    /// What the settings of the wiki say beside that, as lines of `[site]` in a fixture. Files that say the same share a wiki.
    #[serde(default)]
    pub(crate) site: String,
    /// The release that the answers were recorded with, where that is not the usual one.
    pub(crate) profile: Option<String>,
    /// The releases whose answers are known; all of them if none is named.
    #[serde(default)]
    pub(crate) releases: Vec<String>,
    pub(crate) cases: Vec<Case>,
}

/// Who may read and write a wiki.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Access {
    Public,
    Private,
}

/// One conversation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    #[serde(rename = "note", default)]
    _note: Option<String>,
    pub(crate) compare: Option<Compare>,
    #[serde(default)]
    pub(crate) scrub: Pairs,
    pub(crate) steps: Vec<Step>,
}

/// What of an answer is compared.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Compare {
    Exact,
    Headers,
    Pick,
    Keys,
    None,
}

/// One request and its answer, or one of the other things that happen in a conversation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    #[serde(rename = "note", default)]
    _note: Option<String>,

    pub(crate) login: Option<String>,
    pub(crate) password: Option<String>,
    pub(crate) sleep: Option<f64>,
    pub(crate) reset: Option<String>,

    pub(crate) method: Option<String>,
    pub(crate) path: Option<String>,
    #[serde(default)]
    pub(crate) query: Pairs,
    #[serde(default)]
    pub(crate) rawquery: String,
    pub(crate) form: Option<Pairs>,
    pub(crate) multipart: Option<Vec<Part>>,
    pub(crate) body: Option<String>,
    #[serde(default)]
    pub(crate) headers: Pairs,
    pub(crate) session: Option<String>,
    #[serde(default)]
    pub(crate) cookies: Pairs,
    #[serde(default)]
    pub(crate) drop_cookies: Vec<String>,

    #[serde(default)]
    pub(crate) capture: BTreeMap<String, Source>,
    pub(crate) compare: Option<Compare>,
    #[serde(default)]
    pub(crate) pick: Vec<String>,
    #[serde(default)]
    pub(crate) contains: Vec<String>,
    #[serde(default)]
    pub(crate) scrub: Pairs,
    pub(crate) expect: Option<Json>,
}

impl Step {
    /// Which cookie jar the step uses.
    pub(crate) fn session(&self) -> &str {
        self.session.as_deref().filter(|name| !name.is_empty()).unwrap_or("main")
    }

    pub(crate) fn method(&self) -> &str {
        let has_body = self.form.is_some() || self.body.is_some() || self.multipart.is_some();
        self.method.as_deref().unwrap_or(if has_body { "POST" } else { "GET" })
    }
}

/// A part of a `multipart/form-data` body.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Part {
    Field(String, String),
    File(String, String, FileAs),
}

/// How a part says that it is a file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileAs {
    pub(crate) filename: Option<String>,
    #[serde(rename = "type")]
    pub(crate) media_type: Option<String>,
}

/// Where in an answer something stands that a later step needs.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Source {
    /// At a JSON pointer.
    Json(String),
    /// The first group of a pattern.
    Regex(String),
    /// A cookie in the session's jar.
    Cookie(String),
}

/// All files of a folder, by name.
pub(crate) fn load_all(folder: &Path) -> Vec<File> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder of cases is part of the project")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    paths.iter().map(|path| load(path)).collect()
}

fn load(path: &Path) -> File {
    // Python writes bytes that are no text as halves of characters, which JSON in Rust does not take.
    let text = fs::read_to_string(path).expect("a readable file").replace("\\udc", "\\uf7");
    let mut file: File =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    file.name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    file
}
