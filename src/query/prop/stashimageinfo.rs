//! `prop=stashimageinfo`: files that wait in the stash (`includes/api/ApiQueryStashImageInfo.php`).

use crate::{
    api::{Call, Failure, FileInfo, FileTold, Module, Run},
    choices,
    message::Message,
    param::{Choice, Chosen},
    params,
    query::{
        file::{Scale, asks},
        revision::cache_mode,
    },
    wiki::{Namespace, Title, upload::stash},
};

const PROPS: &[Choice] = choices![
    "timestamp", "canonicaltitle" since V1_23, "url", "size", "dimensions", "sha1", "mime", "thumbmime", "metadata",
    "commonmetadata" since V1_23, "extmetadata" since V1_23, "bitdepth", "badfile" since V1_29,
];

params! {
    /// What `prop=stashimageinfo` accepts.
    struct Params<'r> {
        /// Under which keys they wait.
        filekey as "filekey": Option<Vec<&'r str>> = text().multi(),
        /// The same.
        sessionkey as "sessionkey": Option<Vec<&'r str>> = text().multi().deprecated(),
        /// What to tell of each file.
        prop as "prop": Chosen = choice(PROPS).multi().preset("timestamp|url"),
        /// With `url`, tell where a picture of this width is.
        urlwidth as "urlwidth": i64 = integer().preset_number(-1),
        /// The same for the height.
        urlheight as "urlheight": i64 = integer().preset_number(-1),
        /// What else a picture in another size should be, as its kind of file has it: `120px`.
        urlparam as "urlparam": &'r str = text().preset(""),
    }
}

pub(super) static MODULE: Module =
    Module::prop("query+stashimageinfo", "sii", "ApiQueryStashImageInfo", Params::SPECS, Run::Now(run))
        .help("Tells about files that wait in the stash.")
        .manual("API:Stashimageinfo")
        .examples(&[
            ("action=query&prop=stashimageinfo&siifilekey=124sd34rsdf567", "A file in the stash."),
            (
                "action=query&prop=stashimageinfo&siifilekey=b34edoe3|bceffd4&siiurlwidth=120&siiprop=url",
                "Where smaller pictures of two files are.",
            ),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    if !call.caller.is_registered() {
        return Err(Message::new("apierror-mustbeloggedin-uploadstash").coded("notloggedin").into());
    }
    let params: Params<'_> = call.read()?;
    call.cache(cache_mode(call));
    let given = [("filekey", params.filekey.is_some()), ("sessionkey", params.sessionkey.is_some())];
    call.at_least_one(&given)?;
    let keys = params.filekey.filter(|keys| !keys.is_empty()).or(params.sessionkey).unwrap_or_default();
    let (state, actor) = (call.wiki().state(), call.caller.actor());
    let scale = Scale { width: params.urlwidth, height: params.urlheight, param: params.urlparam };
    let has = asks(&params.prop);
    for key in keys {
        let stashed = stash::find(&state, &actor, key).map_err(|refusal| call.refused(refusal))?;
        scale.check(call, Some(&stashed.facts), &stashed.name)?;
        let info =
            FileInfo { has: &has, thumb: scale.is_asked(), first_version: false, for_viewer: false, forgets: false, filter: &[] };
        let title = Title::of_key(Namespace::FILE, stashed.name.clone());
        let row = info.tell(call, &state, &title, FileTold::Stashed(key, stashed));
        if !call.add_row("sii", row) {
            break;
        }
    }
    Ok(())
}
