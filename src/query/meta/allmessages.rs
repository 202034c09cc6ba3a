//! `meta=allmessages`: the texts of the interface, with those that pages of the namespace MediaWiki replace
//! (`ApiQueryAllMessages`). Known are the messages of the catalog, in English.

use std::sync::Arc;

use crate::{
    api::{CacheMode, Call, Failure, Module, Run},
    base::Text,
    choices,
    message::{Arg, Message, catalog},
    param::{Choice, Chosen},
    params,
    tree::Node,
    wiki::{Namespace, Title},
};

const PROPS: &[Choice] = choices!["default"];
const CUSTOMIZED: &[Choice] = choices!["all", "modified", "unmodified"];

params! {
    /// What `meta=allmessages` accepts.
    pub(super) struct Params<'r> {
        /// The names of messages; `*` for all that are known.
        messages as "messages": Vec<&'r str> = text().multi().preset("*"),
        /// What else to tell of each.
        prop as "prop": Chosen = choice(PROPS).multi(),
        /// Work out what stands in braces.
        parse as "enableparser": bool = flag(),
        /// Leave the texts out.
        no_content as "nocontent": bool = flag(),
        /// With `*`, also tell of messages that there are only as pages.
        include_local as "includelocal": bool = flag(),
        /// What to put in for `$1`, `$2` and so on.
        args as "args": Vec<&'r str> = text().multi().duplicates(),
        /// Tell only of messages with this in their names.
        filter as "filter": Option<&'r str> = text(),
        /// Tell only of messages that a page replaces, or that none does.
        customized as "customised": &'r str = choice(CUSTOMIZED).preset("all"),
        /// The language of the texts. All are English; `qqx` gives names instead.
        language as "lang": Option<&'r str> = text(),
        /// The name to begin with.
        from as "from": Option<&'r str> = text(),
        /// The name to end with.
        to as "to": Option<&'r str> = text(),
        /// The page that braces may ask about.
        title as "title": Option<&'r str> = text(),
        /// Tell only of messages whose names begin with this.
        prefix as "prefix": Option<&'r str> = text(),
    }
}

pub(super) static MODULE: Module =
    Module::meta("query+allmessages", "am", "ApiQueryAllMessages", Params::SPECS, Run::Now(run))
        .help("Gives texts of the interface.")
        .manual("API:Allmessages")
        .examples(&[
            ("action=query&meta=allmessages&amprefix=ipb-", "Messages whose names begin with `ipb-`."),
            ("action=query&meta=allmessages&ammessages=august|mainpage", "Two messages."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let mode = match params.language {
        Some(_) if !params.parse => CacheMode::Public,
        _ => CacheMode::AnonPublicUserPrivate,
    };
    call.cache(mode);
    check(call, &params)?;
    let mut list = Node::list("message");
    let mut begun = params.from.is_none();
    for name in names(call, &params) {
        begun = begun || params.from == Some(&*name);
        if params.to.is_some_and(|to| &*name > to) {
            break;
        }
        if let Some(message) = begun.then(|| message(call, &params, &name)).flatten() {
            list.push(message);
        }
    }
    call.query().set("allmessages", list);
    Ok(())
}

fn check(call: &Call<'_>, params: &Params<'_>) -> Result<(), Failure> {
    if params.language.is_some_and(|code| !is_code(code)) {
        return Err(Failure::new(
            Message::new("apierror-invalidlang").coded("invalidlang").arg("amlang"),
        ));
    }
    let Some(title) = params.title.filter(|_| params.parse) else { return Ok(()) };
    let target = Title::parse(title, &call.wiki().site().naming()).ok();
    if target.is_some_and(|target| target.local().is_some()) {
        return Ok(());
    }
    Err(Failure::new(Message::new("apierror-invalidtitle").escaped(title.to_owned())))
}

/// `LanguageNameUtils::isValidCode`
fn is_code(code: &str) -> bool {
    !code.is_empty() && !code.contains([':', '/', '\\', '\0', '&', '<', '>', '\'', '"', '#', '[', ']', '{', '|', '}'])
}

/// The names of the messages asked for, filtered.
fn names(call: &Call<'_>, params: &Params<'_>) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = if params.messages.contains(&"*") {
        let mut all: Vec<Arc<str>> = catalog::keys().map(Arc::from).collect();
        if params.include_local {
            all.extend(local_names(call));
        }
        all.sort_unstable();
        all.dedup();
        all
    } else {
        params.messages.iter().map(|name| Arc::from(*name)).collect()
    };
    if let Some(prefix) = params.prefix {
        let clump = names.into_iter().skip_while(|name| !name.starts_with(prefix));
        names = clump.take_while(|name| name.starts_with(prefix)).collect();
    }
    if let Some(part) = params.filter {
        names.retain(|name| name.contains(part));
    }
    names
}

/// The names of the pages in the namespace MediaWiki that are no subpages.
fn local_names(call: &Call<'_>) -> Vec<Arc<str>> {
    let state = call.wiki().state();
    let pages = state.pages.with_prefix(Namespace::MEDIAWIKI, "");
    let keys = pages.map(|page| page.title.key().to_owned());
    keys.filter(|key| !key.contains('/')).map(|key| Arc::from(normalized(&key))).collect()
}

/// `MessageCache::normalizeKey`: underscores for spaces, the first letter small.
fn normalized(name: &str) -> String {
    let name = name.replace(' ', "_");
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => name,
    }
}

fn message(call: &Call<'_>, params: &Params<'_>, name: &str) -> Option<Node> {
    let local = local(call, params, name);
    let mut about = Node::map();
    about.append("name", name.to_owned());
    about.append("normalizedname", normalized(name));
    if params.customized != "all" {
        if (params.customized == "modified") != local.is_some() {
            return None;
        }
        about.flag("customised", local.is_some());
    }
    let built_in = match params.language {
        Some("qqx") => Some(Text::Owned(format!("({name})"))),
        _ => catalog::words(&normalized(name), call.profile().release).map(Text::Static),
    };
    let Some(line) = local.or_else(|| built_in.clone()) else {
        about.append("missing", true);
        return Some(about);
    };
    let args: Vec<Arg> = params.args.iter().map(|arg| Arg::Text((*arg).to_owned().into())).collect();
    let text = call.speaker.line(line, &args, params.parse);
    if params.prop.has("default") {
        match built_in {
            None => drop(about.append("defaultmissing", true)),
            Some(default) if default != *text => drop(about.append("default", default)),
            Some(_) => {}
        }
    }
    if !params.no_content {
        about.content("content", text);
        // MediaWiki sets the text before the default.
        let place = about.len() - 1;
        let before = 2 + usize::from(params.customized == "modified");
        about.entries_mut()[before..=place].rotate_right(1);
    }
    Some(about)
}

/// The page that replaces a message: in another language than the wiki's, its subpage named by the code.
fn local(call: &Call<'_>, params: &Params<'_>, name: &str) -> Option<Text> {
    let site = call.wiki().site();
    let language = params.language.filter(|code| *code != site.language);
    if language == Some("qqx") {
        return None;
    }
    let page = match language {
        Some(code) => format!("{name}/{code}"),
        None => name.to_owned(),
    };
    let state = call.wiki().state();
    let title = Title::parse(&format!("MediaWiki:{page}"), &site.naming()).ok()?.local()?;
    let page = state.pages.titled(&title)?;
    Some(Text::Shared(Arc::clone(&state.latest(page.id)?.content)))
}
