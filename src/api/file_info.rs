//! What is told of one version of a file (`ApiQueryImageInfo::getInfo`).

use super::{Call, file_warning::FileWarningPage, parsed_comment};
use crate::{
    base::{digest, url},
    tree::{Marks, Node, Value},
    wiki::{
        Right, State, Title,
        file::{FileFacts, FileVersion, Group, Stashed, Told},
        revision::Hidden,
        upload::exists_warning,
    },
};

/// What is told about, one file.
#[derive(Clone, Copy)]
pub enum FileTold<'s> {
    /// A version of a file.
    Version(&'s FileVersion),
    /// What waits in the stash under a key.
    Stashed(&'s str, &'s Stashed),
    /// A file that there is not.
    Missing,
}

impl<'s> FileTold<'s> {
    /// What its bytes tell.
    pub fn facts(self) -> Option<&'s FileFacts> {
        match self {
            Self::Version(version) => Some(&version.facts),
            Self::Stashed(_, stashed) => Some(&stashed.facts),
            Self::Missing => None,
        }
    }
}

/// How much is told of files.
pub struct FileInfo<'a> {
    /// Whether a word of `prop` is asked for.
    pub has: &'a dyn Fn(&str) -> bool,
    /// Whether an address of the picture in another size is asked for.
    pub thumb: bool,
    /// Whether metadata are told as the first API had them, not as they are kept.
    pub first_version: bool,
    /// Whether who may see what is hidden sees it.
    pub for_viewer: bool,
    /// Whether the wiki still thinks that there is no such file, as it does while it uploads one to a page that is there.
    pub forgets: bool,
    /// Which extended metadata; all if there are none.
    pub filter: &'a [&'a str],
}

/// A size in which pictures are shown beside texts (`$wgThumbLimits` and the preference).
const ICON: i64 = 120;

impl FileInfo<'_> {
    /// What is told of a file.
    pub fn tell(&self, call: &Call<'_>, state: &State, title: &Title, file: FileTold<'_>) -> Node {
        let has = self.has;
        let mut node = Node::map().with_capacity(16);
        let mut hidden = Hidden::empty();
        match file {
            FileTold::Version(version) => {
                hidden = version.hidden;
                self.add_upload(call, state, title, version, &mut node);
            }
            FileTold::Stashed(_, stashed) => {
                if has("timestamp") {
                    node.append("timestamp", stashed.time);
                }
                self.add_size(&stashed.facts, &stashed.bytes, &mut node);
            }
            FileTold::Missing => {}
        }
        if has("uploadwarning") {
            let warning = exists_warning(state, title);
            node.append(
                "html",
                FileWarningPage::new(call, state, title, self.forgets).html(warning.as_ref()),
            );
        }
        node.flag("filehidden", hidden.contains(Hidden::CONTENT));
        let told = |part: Hidden, words: &[&str]| hidden.contains(part) && words.iter().any(|word| has(word));
        let any = hidden.contains(Hidden::CONTENT)
            || told(Hidden::USER, &["user", "userid"])
            || told(Hidden::COMMENT, &["comment", "parsedcomment"]);
        node.flag("suppressed", any && hidden.contains(Hidden::RESTRICTED));
        if !hidden.contains(Hidden::CONTENT) {
            self.add_file(call, state, title, file, &mut node);
        }
        node
    }

    fn add_upload(
        &self,
        call: &Call<'_>,
        state: &State,
        title: &Title,
        version: &FileVersion,
        node: &mut Node,
    ) {
        let has = self.has;
        if has("timestamp") {
            node.append("timestamp", version.time);
        }
        if has("user") || has("userid") {
            node.flag("userhidden", version.hidden.contains(Hidden::USER));
            if self.shows(call, version.hidden, Hidden::USER) {
                let author = state.actors.get(version.actor);
                if has("user") {
                    node.append("user", &author.name);
                }
                if has("userid") {
                    node.append("userid", author.user.map_or(0, |user| user.0));
                }
                node.flag("temp", call.marks_temporary(&author.name));
                node.flag("anon", author.user.is_none());
            }
        }
        self.add_size(&version.facts, &version.bytes, node);
        if has("comment") || has("parsedcomment") {
            node.flag("commenthidden", version.hidden.contains(Hidden::COMMENT));
            if self.shows(call, version.hidden, Hidden::COMMENT) {
                if has("parsedcomment") {
                    node.append("parsedcomment", parsed_comment(state, &version.comment, Some(title)));
                }
                if has("comment") {
                    node.append("comment", &version.comment);
                }
            }
        }
    }

    fn shows(&self, call: &Call<'_>, hidden: Hidden, part: Hidden) -> bool {
        if !hidden.contains(part) {
            return true;
        }
        let sees = if hidden.contains(Hidden::RESTRICTED) {
            call.may(Right::SuppressRevision) || call.may(Right::ViewSuppressed)
        } else {
            call.may(Right::DeletedHistory)
        };
        self.for_viewer && sees
    }

    fn add_size(&self, facts: &FileFacts, bytes: &[u8], node: &mut Node) {
        if !(self.has)("size") && !(self.has)("dimensions") {
            return;
        }
        node.append("size", facts.size).append("width", facts.width).append("height", facts.height);
        if let Some(seconds) = facts.seconds(bytes) {
            node.append("duration", Value::Float(seconds));
        }
    }

    fn add_file(&self, call: &Call<'_>, state: &State, title: &Title, file: FileTold<'_>, node: &mut Node) {
        let has = self.has;
        if has("canonicaltitle") {
            node.append("canonicaltitle", call.full_name(title));
        }
        let thumb_kind = if has("url") { self.add_addresses(call, state, title, file, node) } else { None };
        let (facts, bytes, sha1, time) = match file {
            FileTold::Version(version) => (&version.facts, &version.bytes, &version.sha1, version.time),
            FileTold::Stashed(_, stashed) => (&stashed.facts, &stashed.bytes, &stashed.sha1, stashed.time),
            FileTold::Missing => {
                node.append("filemissing", true);
                return;
            }
        };
        if has("sha1") {
            node.append("sha1", digest::hex_of_base36(sha1));
        }
        let asked = has("metadata") || has("commonmetadata");
        let group = if asked { facts.metadata(bytes) } else { None };
        if has("metadata") {
            let group =
                group.clone().map(|group| if self.first_version { first_version(group) } else { group });
            node.append("metadata", group.map_or(Value::Null, |group| metadata(&group).into()));
        }
        if has("commonmetadata") {
            node.append("commonmetadata", metadata(&common(group.unwrap_or_default())));
        }
        if has("extmetadata") {
            let said = call.wiki().recall().of(sha1, call.now, time, &title.text());
            node.append("extmetadata", self.described(call, said.time, &said.name));
        }
        if has("mime") {
            node.append("mime", &facts.mime);
        } else if let Some(kind) = thumb_kind {
            // The kind of the picture in another size is told twice.
            node.append("mime", kind);
        }
        if has("mediatype") {
            node.append("mediatype", facts.media.name());
        }
        if let FileTold::Version(FileVersion { archive_name: Some(name), .. }) = file
            && has("archivename")
        {
            node.append("archivename", name);
        }
        if has("bitdepth") {
            node.append("bitdepth", facts.bits);
        }
    }

    /// Where the file is; the kind of the picture in another size, if that is told.
    fn add_addresses(
        &self,
        call: &Call<'_>,
        state: &State,
        title: &Title,
        file: FileTold<'_>,
        node: &mut Node,
    ) -> Option<String> {
        let own = call.file_address(title, file);
        let mut kind = None;
        if let (true, Some(facts)) = (self.thumb, file.facts()) {
            if facts.is_shown() {
                // Nothing makes pictures smaller here: the file itself is what is shown.
                node.append("thumburl", own.clone().unwrap_or_default());
                node.append("thumbwidth", facts.width).append("thumbheight", facts.height);
                if (self.has)("thumbmime") {
                    node.append("thumbmime", &facts.mime);
                    kind = Some(facts.mime.to_string());
                }
            } else {
                let ending = title.key().rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
                let icon =
                    if ICONS.contains(&&*ending) { format!("fileicon-{ending}") } else { "fileicon".into() };
                let path = &call.wiki().site().script_path;
                let icon = format!("{}{path}/resources/assets/file-type-icons/{icon}.png", call.server());
                node.append("thumburl", icon).append("thumbwidth", ICON).append("thumbheight", ICON);
            }
        }
        if let Some(own) = &own {
            node.append("url", own.clone());
        }
        if let FileTold::Stashed(..) = file {
            node.append("descriptionurl", own.unwrap_or_default());
            return kind;
        }
        let site = call.wiki().site();
        node.append("descriptionurl", format!("{}{}", call.server(), site.path_of(title)));
        if let Some(page) = state.pages.id_of(title) {
            let path = &site.script_path;
            node.append("descriptionshorturl", format!("{}{path}/index.php?curid={page}", call.server()));
        }
        kind
    }

    /// What is told for people (`FormatMetadata::fetchExtendedMetadata`), as far as the wiki itself knows it.
    fn described(&self, call: &Call<'_>, time: crate::base::Timestamp, name: &str) -> Node {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        let rows = [
            ("DateTime", Value::from(time), true),
            ("ObjectName", Value::from(stem), !call.profile().shows_object_names),
        ];
        let mut node = Node::auto();
        for (name, value, is_hidden) in rows {
            if !self.filter.is_empty() && !self.filter.contains(&name) {
                continue;
            }
            let mut row = Node::map();
            row.set("value", value).set("source", "mediawiki-metadata");
            if is_hidden {
                row.set("hidden", "");
            }
            node.set(name, row);
        }
        node
    }
}

/// Kinds of files that have a picture of their own where they cannot be shown.
const ICONS: &[&str] = &[
    "c", "cpp", "deb", "djvu", "dvi", "exe", "h", "html", "iso", "mid", "mov", "o", "ogg", "pdf", "ps", "rm",
    "rpm", "tar", "tex", "ttf", "txt",
];

impl Call<'_> {
    /// The whole address of a file's bytes.
    pub fn file_address(&self, title: &Title, file: FileTold<'_>) -> Option<String> {
        match file {
            FileTold::Version(version) => {
                let path = self.wiki().site().file_path(title, version.archive_name.as_deref());
                Some(format!("{}{path}", self.server()))
            }
            FileTold::Stashed(key, _) => {
                let page = self.wiki().site().article_path.replace("$1", "Special:UploadStash/file/");
                Some(format!("{}{page}{}", self.server(), url::encode_title(key)))
            }
            FileTold::Missing => None,
        }
    }
}

/// Metadata as rows of names and values (`processMetaData`).
pub fn metadata(group: &Group) -> Node {
    let mut list = Node::list("metadata");
    for (name, told) in group {
        list.push(row(name.as_str().to_owned().into(), told));
    }
    list
}

fn row(name: Value, told: &Told) -> Node {
    let mut row = Node::map();
    row.append("name", name);
    let value: Value = match told {
        Told::Number(number) => (*number).into(),
        Told::Seconds(seconds) if seconds.fract() == 0.0 => (*seconds as i64).into(),
        Told::Seconds(seconds) => Value::Float(*seconds),
        Told::Text(text) => text.clone().into(),
        Told::Flag(flag) => {
            row.set_marked("value", Marks::REAL_BOOL, *flag);
            return row;
        }
        Told::List(list) => {
            let mut rows = Node::list("metadata");
            for (at, told) in list.iter().enumerate() {
                rows.push(self::row((at as i64).into(), told));
            }
            rows.into()
        }
        Told::Group(group) => metadata(group).into(),
    };
    row.append("value", value);
    row
}

/// As the first API had the metadata of pictures from cameras: without lists (`convertMetadataVersion`).
fn first_version(mut group: Group) -> Group {
    if !group.iter().any(|(name, _)| name == "MEDIAWIKI_EXIF_VERSION") {
        return group;
    }
    for (name, told) in &mut group {
        match told {
            Told::Number(number) if name == "MEDIAWIKI_EXIF_VERSION" => *number = 1,
            Told::List(list) if list.len() == 1 => *told = list.remove(0),
            _ => {}
        }
    }
    group
}

/// What all kinds of pictures tell alike (`getCommonMetaArray`).
fn common(group: Group) -> Group {
    let is_own = |name: &str| !name.starts_with("_MW_") && name != "MEDIAWIKI_EXIF_VERSION";
    if group.iter().any(|(name, _)| name == "MEDIAWIKI_EXIF_VERSION") {
        return group.into_iter().filter(|(name, _)| is_own(name)).collect();
    }
    let inner = group.into_iter().find_map(|(name, told)| match told {
        Told::Group(inner) if name == "metadata" => Some(inner),
        _ => None,
    });
    inner.unwrap_or_default().into_iter().filter(|(name, _)| is_own(name)).collect()
}
