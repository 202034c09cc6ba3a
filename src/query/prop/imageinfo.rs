//! `prop=imageinfo`: files and their older versions (`includes/api/ApiQueryImageInfo.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, FileInfo, FileTold, Module, Run, continue_parts},
    base::Timestamp,
    choices,
    message::Message,
    param::{Choice, Chosen, Limit},
    params,
    query::{
        file::{MOST_THUMBS, Scale, asks, file_of},
        revision::cache_mode,
    },
    release::{V1_21, V1_23, V1_29},
    wiki::{
        Namespace, State, Title,
        file::{FileVersion, is_bad},
    },
};

const PROPS: &[Choice] = choices![
    "timestamp", "user", "userid", "comment", "parsedcomment", "canonicaltitle" since V1_23, "url", "size",
    "dimensions", "sha1", "mime", "thumbmime", "mediatype", "metadata", "commonmetadata" since V1_23,
    "extmetadata" since V1_23, "archivename", "bitdepth", "uploadwarning" since V1_23, "badfile" since V1_29,
];

params! {
    /// What `prop=imageinfo` accepts.
    struct Params<'r> {
        /// What to tell of each version.
        prop as "prop": Chosen = choice(PROPS).multi().preset("timestamp|user"),
        /// How many versions of a file.
        limit as "limit": Limit = limit().preset_number(1),
        /// The time to begin with.
        start as "start": Option<Timestamp> = timestamp(),
        /// The time to end with.
        end as "end": Option<Timestamp> = timestamp(),
        /// With `url`, tell where a picture of this width is.
        urlwidth as "urlwidth": i64 = integer().preset_number(-1),
        /// The same for the height.
        urlheight as "urlheight": i64 = integer().preset_number(-1),
        /// In which form metadata are told; `latest` is the newest.
        metadataversion as "metadataversion": &'r str = text().preset("1"),
        /// In which language extended metadata are told.
        _extmetadatalanguage as "extmetadatalanguage": &'r str = text().preset("en").since(V1_23),
        /// Tell extended metadata in all languages.
        _extmetadatamultilang as "extmetadatamultilang": bool = flag().since(V1_23),
        /// Only these extended metadata.
        extmetadatafilter as "extmetadatafilter": Option<Vec<&'r str>> = text().multi().since(V1_23),
        /// What else a picture in another size should be, as its kind of file has it: `120px`.
        urlparam as "urlparam": &'r str = text().preset(""),
        /// With `badfile`, the page on which the file should be shown.
        badfilecontexttitle as "badfilecontexttitle": Option<&'r str> = text().since(V1_29),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// No files of other wikis.
        _localonly as "localonly": bool = flag().since(V1_21),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+imageinfo", "ii", "ApiQueryImageInfo", Params::SPECS, Run::Now(run))
        .help("Tells about files and their older versions.")
        .manual("API:Imageinfo")
        .examples(&[
            ("action=query&titles=File:Example.jpg&prop=imageinfo", "The newest version of a file."),
            (
                "action=query&titles=File:Example.jpg&prop=imageinfo&iilimit=50&iiprop=timestamp|user|url",
                "Its last fifty versions.",
            ),
        ]);

/// A file that is asked about.
struct Asked {
    key: String,
    page: i64,
    /// From which time on its versions are told.
    start: Option<Timestamp>,
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(cache_mode(call));
    let page = params.badfilecontexttitle.map(|text| Title::parse(text, &call.wiki().site().naming()));
    let page = page.map(|target| target.ok().filter(|target| target.interwiki.is_none()));
    if let Some(None) = page {
        let prefix = call.module.prefix;
        return Err(Message::new("apierror-bad-badfilecontexttitle").coded("invalid-title").arg(prefix).into());
    }
    let asked = asked(call, &params)?;
    let state = call.wiki().state();
    let shown_on = page.flatten().map(|target| target.title);
    let alone = asked.len() == 1 && params.resume.is_none();
    let mut telling = Telling { params: &params, state: &state, shown_on, alone, thumbs: 0 };
    for file in asked {
        if !telling.tell(call, &file)? {
            break;
        }
    }
    Ok(())
}

/// The files, in order.
fn asked(call: &Call<'_>, params: &Params<'_>) -> Result<Vec<Asked>, Failure> {
    let pages = call.pages();
    let files = pages.good_and_missing().filter(|(_, title)| title.namespace() == Namespace::FILE);
    let mut asked: Vec<Asked> = files
        .map(|(page, title)| Asked { key: title.key().to_owned(), page, start: params.start })
        .collect();
    asked.sort_by(|one, other| one.key.cmp(&other.key));
    if let Some(value) = params.resume.filter(|_| !asked.is_empty()) {
        let [from, time] = continue_parts::<2>(value)?;
        asked.retain(|file| *file.key >= *from);
        if let Some(first) = asked.first_mut().filter(|first| first.key == from) {
            first.start = Timestamp::parse(time, call.now);
        }
    }
    Ok(asked)
}

/// What goes on from file to file.
struct Telling<'t, 'r> {
    params: &'t Params<'r>,
    state: &'t State,
    /// The page on which the files should be shown.
    shown_on: Option<Title>,
    /// Whether there is one file only, whose versions can be gone on with.
    alone: bool,
    /// How many pictures in another size were told.
    thumbs: usize,
}

impl Telling<'_, '_> {
    /// Tells about a file; false if the answer ends there.
    fn tell(&mut self, call: &mut Call<'_>, file: &Asked) -> Result<bool, Failure> {
        let params = self.params;
        let found = file_of(self.state, &file.key);
        let asks_missing = params.prop.has("uploadwarning") || params.prop.has("badfile");
        if found.is_none() && !asks_missing {
            call.page_node(file.page).set("imagerepository", "");
            return Ok(true);
        }
        let title = found.map_or_else(
            || Title::of_key(Namespace::FILE, file.key.as_str()),
            |version| Title::of_key(Namespace::FILE, Arc::clone(&version.key)),
        );
        if self.thumbs >= MOST_THUMBS {
            self.resume(call, file, found, file.start);
            return Ok(false);
        }
        let repository = if found.is_some() { "local" } else { "" };
        call.page_node(file.page).set("imagerepository", repository);
        if params.prop.has("badfile") {
            let bad = is_bad(self.state, title.key(), self.shown_on.as_ref());
            call.page_node(file.page).set("badfile", bad);
        }
        let scale = Scale { width: params.urlwidth, height: params.urlheight, param: params.urlparam };
        scale.check(call, found.map(|version| &version.facts), title.key())?;
        let has = asks(&params.prop);
        let info = FileInfo {
            has: &has,
            thumb: scale.is_asked(),
            first_version: is_first(params.metadataversion),
            for_viewer: true,
            forgets: false,
            filter: params.extmetadatafilter.as_deref().unwrap_or_default(),
        };
        match found {
            Some(current) => Ok(self.versions(call, file, &title, current, &info)),
            None => {
                let row = info.tell(call, self.state, &title, FileTold::Missing);
                Ok(call.add_to_page(file.page, "ii", row))
            }
        }
    }

    /// Tells about the versions of a file, the newest first.
    fn versions(
        &mut self,
        call: &mut Call<'_>,
        file: &Asked,
        title: &Title,
        current: &FileVersion,
        info: &FileInfo<'_>,
    ) -> bool {
        let (params, state) = (self.params, self.state);
        let counts = usize::from(info.thumb && params.prop.has("url"));
        let within = |version: &&FileVersion| {
            file.start.is_none_or(|start| version.time <= start)
                && params.end.is_none_or(|end| version.time >= end)
        };
        let old = state.files.old(&current.key).iter().rev();
        let versions = std::iter::once(current).chain(old).filter(within);
        for (count, version) in versions.enumerate() {
            if count == params.limit.0.max(usize::from(version.archive_name.is_none())) {
                // Which version of which of several files comes next cannot be told.
                if self.alone {
                    call.resume("start", version.time);
                }
                break;
            }
            let full = version.archive_name.is_some() && self.thumbs >= MOST_THUMBS;
            let row = info.tell(call, state, title, FileTold::Version(version));
            if full || !call.add_to_page(file.page, "ii", row) {
                self.resume(call, file, Some(version), None);
                return false;
            }
            self.thumbs += counts;
        }
        true
    }

    /// Goes on at a time, or else at a version.
    fn resume(
        &self,
        call: &mut Call<'_>,
        file: &Asked,
        version: Option<&FileVersion>,
        start: Option<Timestamp>,
    ) {
        let time = start.or_else(|| version.map(|version| version.time)).unwrap_or(call.now);
        if self.alone {
            call.resume("start", time);
        } else {
            call.resume("continue", format!("{}|{}", file.key, time.mw14()));
        }
    }
}

/// Whether metadata are asked for as the first API had them (`ExifBitmapHandler::convertMetadataVersion`).
fn is_first(version: &str) -> bool {
    version.split(';').next().unwrap_or_default().trim().parse() == Ok(1)
}
