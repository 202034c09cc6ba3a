//! From a request to its answer: fields, caller, gates, module, print. The one place that joins the lists of modules.

mod block_cookie;
mod cache;
mod fail;
mod files;
mod format;
mod print;
mod requested;
mod script;

use std::{
    future::Future,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use crate::{
    action,
    api::{
        Arrival, Call, Conditions, Continuation, Cookies, Failure, Found, Header, MAIN, Main, Manners,
        Method, Module, Notes, Registry, Reply, Room, Service,
    },
    base::Text,
    gate,
    gate::{Passage, origin},
    message::{Arg, ErrorFormat, Language, Message, Speaker},
    param::{Fields, Group, MOST_FIELDS, Name},
    query,
    release::{Errors, Profile},
    tree::Node,
    wiki::{Caller, Proofs, Wiki, mail::Outbox},
};

/// Every module of every release, the main module aside.
pub fn modules() -> impl Iterator<Item = &'static Module> {
    let (before, after) = (action::BEFORE_QUERY.iter(), action::AFTER_QUERY.iter());
    let actions = before.copied().chain([&query::MODULE]).chain(after.copied());
    actions.chain(query::submodules()).chain(format::MODULES)
}

/// A wiki with all its modules, ready to answer.
pub(crate) struct House {
    service: Service,
    stamps: requested::RequestIds,
}

/// Tells that the request was taken for one by nobody, whatever its cookies say.
const LOGIN_SUPPRESSED: Header = Header { name: "mediawiki-login-suppressed", value: Text::Static("true") };

impl House {
    /// Opens a house for a wiki.
    pub(crate) fn new(wiki: Wiki, profile: &'static Profile, manners: Manners) -> Self {
        let registry = Registry::new(modules(), profile.release, manners);
        let stamps = requested::RequestIds::new(&**wiki.chance());
        Self { service: Service { wiki, profile, registry, manners }, stamps }
    }

    /// Where the wiki's mail stays.
    pub(crate) fn outbox(&self) -> Arc<Outbox> {
        Arc::clone(self.service.wiki.outbox())
    }

    /// Answers a request that only reads, if nothing has to be waited for. If something has, all that was done is
    /// forgotten: [`House::answer`] begins anew.
    pub(crate) fn at_once(&self, arrival: &Arrival<'_>) -> Option<Reply> {
        if !matches!(arrival.method, Method::Get | Method::Head) || self.service.wiki.is_kept() {
            return None;
        }
        match pin!(self.answer(arrival)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(reply) => Some(reply),
            Poll::Pending => None,
        }
    }

    /// Whether `api.php` is sent to itself when more of a path stands after it.
    pub(crate) fn redirects_paths(&self) -> bool {
        self.service.profile.redirects_paths
    }

    /// Answers a request for a file, if it is one.
    pub(crate) fn file(&self, arrival: &Arrival<'_>) -> Option<Reply> {
        files::answer(self, arrival).or_else(|| script::answer(self, arrival))
    }

    /// Answers one request to `api.php`.
    pub(crate) async fn answer(&self, arrival: &Arrival<'_>) -> Reply {
        if self.service.profile.guards_extensions
            && let Some(reply) = gate::extension::refuse(arrival, &self.service.server(arrival).concat())
        {
            return reply;
        }
        let lists = self.service.profile.lists_by_unit_separator;
        let Ok(fields) = Fields::parse_as(arrival.query, arrival.body, lists) else {
            return too_many_fields();
        };
        let cookies = Cookies::parse(arrival.headers.cookie);
        let has_bot_session =
            || self.identify(arrival, &cookies).session.is_some_and(|session| session.is_bot());
        let sites = origin::CrossSite { domains: &[] };
        let crossing = origin::cross(&fields, arrival, self.service.profile, &sites, has_bot_session);
        if let Some((status, text)) = crossing.refusal {
            let mut reply = with_headers(plain(status, text), crossing);
            if origin::is_untrusted(&fields, arrival, self.service.profile) {
                reply.headers.push(LOGIN_SUPPRESSED);
            }
            return reply;
        }
        let mut call = self.open(arrival, &fields, cookies);
        if arrival.method == Method::Options {
            let mut reply = with_headers(plain(200, ""), crossing);
            reply.headers.extend(call.notes.headers);
            return reply;
        }
        let ended = execute(&mut call).await;
        if let Err(refusal) = self.service.wiki.tell_sessions().await {
            tracing::error!(?refusal, "a session could not be kept");
        }
        let mut reply = print::answer(&mut call, ended, crossing.varies, &self.stamps);
        reply.headers.extend(crossing.headers);
        reply
    }

    fn caller(&self, arrival: &Arrival<'_>) -> Caller {
        self.identify(arrival, &Cookies::parse(arrival.headers.cookie))
    }

    fn identify(&self, arrival: &Arrival<'_>, cookies: &Cookies<'_>) -> Caller {
        let wiki = &self.service.wiki;
        wiki.identify(&Proofs::gather(wiki, arrival.peer, |name| cookies.get(name)))
    }

    fn open<'r>(
        &'r self,
        arrival: &'r Arrival<'r>,
        fields: &'r Fields<'r>,
        cookies: Cookies<'r>,
    ) -> Call<'r> {
        let untrusted = origin::is_untrusted(fields, arrival, self.service.profile);
        let mut notes = Notes::default();
        let wiki = &self.service.wiki;
        let mut caller = self.identify(arrival, &cookies);
        if untrusted {
            if self.service.profile.tells_suppressed_logins {
                notes.headers.push(LOGIN_SUPPRESSED);
            }
            caller.become_anonymous(wiki.site());
        }
        Call {
            service: &self.service,
            arrival,
            fields,
            cookies,
            caller,
            now: wiki.now(),
            main: Main::default(),
            speaker: speaker(fields, &self.service),
            conditions: Conditions::of(wiki.site()),
            untrusted,
            result: Node::map(),
            notes,
            module: &MAIN,
            generating: false,
            pages: None,
            found: Found::default(),
            continuation: Continuation::default(),
            room: Room::default(),
        }
    }
}

/// The constructor of `ApiMain` looks at `errorformat` before any parameter is checked.
fn speaker<'r>(fields: &Fields<'_>, service: &'r Service) -> Speaker<'r> {
    let release = service.profile.release;
    if service.profile.errors == Errors::One {
        let language = Language::coded(fields.value("uselang").unwrap_or("user"));
        return Speaker { release, format: ErrorFormat::Bc, language, site: service };
    }
    let format = fields.value("errorformat").and_then(ErrorFormat::named).unwrap_or_default();
    let uselang = fields.value("uselang").unwrap_or("user");
    let language = match fields.value("errorlang") {
        None | Some("uselang") => uselang,
        Some(language) => language,
    };
    Speaker { release, format, language: Language::coded(language), site: service }
}

/// `ApiMain::executeAction`.
async fn execute(call: &mut Call<'_>) -> Result<Passage, Failure> {
    requested::add(call);
    call.main = call.read::<Main<'_>>()?;
    let module = call
        .service
        .registry
        .find(Group::Action, call.main.action)
        .expect("the main module knows its actions");
    call.module = module;
    if gate::enter(call, module)? == Passage::NotModified {
        return Ok(Passage::NotModified);
    }
    let ended = module.run.run(call).await;
    ended.map_err(|failure| failure.in_module(call.module.path))?;
    call.module = module;
    report_unused(call);
    Ok(Passage::Free)
}

/// `ApiMain::reportUnusedParams`.
fn report_unused(call: &mut Call<'_>) {
    if !call.profile().tells_unknown_params {
        return;
    }
    if let Some(format) = call.service.registry.find(Group::Format, call.main.format) {
        for param in format.params.iter().filter(|param| param.is_in(call.profile().release)) {
            call.fields.take(&Name::plain(param.name));
        }
    }
    let named = |(place, name): (usize, &str)| (place as i64, Arg::Escaped(name.to_owned().into()));
    let unused: Vec<(i64, Arg)> = call.fields.unused().map(named).collect();
    if unused.is_empty() {
        return;
    }
    let count = unused.len() as i64;
    let message = Message::new("apierror-unrecognizedparams").with(Arg::placed_commas(unused)).int(count);
    call.warn_as(MAIN.path, message);
}

fn plain(status: u16, text: &'static str) -> Reply {
    Reply::new(status)
        .header("content-type", "text/html; charset=UTF-8")
        .header("x-content-type-options", "nosniff")
        .body(text.as_bytes())
}

fn with_headers(mut reply: Reply, crossing: origin::Crossing) -> Reply {
    reply.headers.extend(crossing.headers);
    reply
}

fn too_many_fields() -> Reply {
    let text = format!(
        "A request may bring at most {MOST_FIELDS} fields, and this one brought more. Send fewer, or join values with |.\n"
    );
    Reply::new(400).header("content-type", "text/plain; charset=utf-8").body(text)
}

#[cfg(test)]
mod tests {
    use std::{net::Ipv4Addr, sync::Arc};

    use super::*;
    use crate::{
        api::Headers,
        base::{SeededChance, SetClock, Timestamp},
        param::Body,
        release::{self, V1_39},
        store::MemoryStore,
        wiki::{Site, State},
    };

    #[test]
    fn the_future_of_an_answer_is_small_enough_to_move() {
        let wiki = Wiki::new(
            Site::fresh("Wiki", V1_39),
            State::default(),
            Arc::new(SetClock::at(Timestamp::from_unix(1_800_000_000))),
            Arc::new(SeededChance::new(1)),
            Arc::new(MemoryStore),
        );
        let profile = release::profile(V1_39).expect("a release that is known");
        let house = House::new(wiki, profile, Manners::Exact);
        let arrival = Arrival {
            method: Method::Get,
            path: "/api.php",
            query: Some("action=query&meta=tokens"),
            headers: Headers::default(),
            body: &Body::Empty,
            peer: Ipv4Addr::LOCALHOST.into(),
        };
        let answer = house.answer(&arrival);
        assert!(size_of_val(&answer) <= 8 << 10, "{} bytes", size_of_val(&answer));
        drop(answer);
        assert_eq!(house.at_once(&arrival).expect("nothing to wait for").status, 200);
    }
}
