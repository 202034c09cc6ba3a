//! `list=tags`: the change tags of the wiki (`includes/api/ApiQueryTags.php`).

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    api::{CacheMode, Call, Failure, Module, Run},
    base::Text,
    choices,
    message::{Message, catalog},
    param::{Choice, Chosen, Limit},
    params,
    release::V1_31,
    tree::{Node, Shape},
    wiki::{
        State, tag, tagging,
    },
};

const PROPS: &[Choice] = choices!["name" until V1_31, "displayname", "description", "hitcount", "defined" since V1_25, "source" since V1_25, "active" since V1_25];

params! {
    /// What `list=tags` accepts.
    struct Params<'r> {
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// What to tell of each tag.
        prop as "prop": Chosen = choice(PROPS).multi().preset("name").later(V1_31, &choice(PROPS).multi().preset("")),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+tags", "tg", "ApiQueryTags", Params::SPECS, Run::Now(run))
        .help("Lists the tags that changes can carry.")
        .manual("API:Tags")
        .examples(&[(
            "action=query&list=tags&tgprop=displayname|description|hitcount|defined",
            "The tags, and how many changes carry them.",
        )]);

/// Where a tag comes from.
#[derive(Debug, Clone, Copy, Default)]
struct Source {
    software: bool,
    manual: bool,
}

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.cache(CacheMode::Public);
    let state = call.wiki().state();
    let tags = all(call, &state);
    call.list("tag");
    let from = params.resume.unwrap_or_default();
    let mut count = 0;
    for (name, source) in tags.range::<str, _>((std::ops::Bound::Included(from), std::ops::Bound::Unbounded)) {
        count += 1;
        let row = tell(call, &params.prop, &state, name, *source);
        if count > params.limit.0 || !call.add_row("tag", row) {
            call.resume("continue", name);
            break;
        }
    }
    Ok(())
}

/// All tags: those of the software, those that users made, those that something carries.
fn all(call: &Call<'_>, state: &State) -> BTreeMap<Arc<str>, Source> {
    let release = call.profile().release;
    let mut all: BTreeMap<Arc<str>, Source> = BTreeMap::new();
    for (name, _) in tag::SOFTWARE.iter().filter(|(name, _)| tag::is_software(name, release)) {
        all.entry(Arc::from(*name)).or_default().software = true;
    }
    for (name, active) in state.tags.defined().filter(|(_, active)| *active) {
        all.entry(Arc::clone(name)).or_default().manual = active;
    }
    for (name, _) in state.tags.used() {
        all.entry(Arc::clone(name)).or_default();
    }
    all
}

fn tell(call: &Call<'_>, prop: &Chosen, state: &State, name: &Arc<str>, source: Source) -> Node {
    let mut row = Node::map().with_capacity(7);
    row.append("name", name);
    if prop.has("displayname") {
        row.append("displayname", display(call, name));
    }
    if prop.has("description") {
        let words = message(name, "-description").map(|message| call.speaker.text(&message));
        row.append("description", words.unwrap_or(Text::EMPTY));
    }
    if prop.has("hitcount") {
        row.append("hitcount", tagging::uses(state, name));
    }
    if prop.has("defined") {
        row.append("defined", source.software || source.manual);
    }
    if prop.has("source") {
        let mut list = Node::of(Shape::Auto);
        if source.software {
            for word in call.profile().software_source {
                list.push(*word);
            }
        }
        if source.manual {
            list.push("manual");
        }
        row.append("source", list);
    }
    if prop.has("active") {
        row.append("active", source.software || source.manual);
    }
    row
}

/// What the wiki says of a tag, if it says anything.
fn message(name: &str, what: &str) -> Option<Message> {
    catalog::key(&format!("tag-{name}{what}")).map(Message::new)
}

/// Its name as HTML (`ChangeTags::tagDescription`).
fn display(call: &Call<'_>, name: &str) -> Text {
    let shown = message(name, "").map_or_else(|| escaped(name).into(), |message| call.speaker.html(&message));
    match tag::help_page(name, call.profile().release) {
        Some(page) => format!("<a href=\"{page}\">{shown}</a>").into(),
        None => shown,
    }
}

fn escaped(name: &str) -> String {
    name.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#039;").replace('<', "&lt;").replace('>', "&gt;")
}
