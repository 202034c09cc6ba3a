//! `action=query`: finds the pages that are asked about and lets its submodules tell of them and of the wiki
//! (`includes/api/ApiQuery.php`).

use smallvec::SmallVec;

use crate::{
    api::{
        CacheMode, Call, Continued, Failure, Method, Module, Needs, PageSet, PageSetParams, Progress, Read,
        Run, joined_params,
    },
    choices,
    message::Message,
    param::{Choice, Chosen, Group, Param},
    params,
    release::{Continuing, V1_21, V1_24, V1_34, V1_35},
    tree::Node,
};

use super::export;

const SCHEMAS: &[Choice] = choices!["0.10", "0.11" since V1_34];

params! {
    /// What `query` accepts itself.
    struct Params<'r> {
        /// What to tell of the pages.
        prop as "prop": Chosen = submodules(Group::Prop).multi(),
        /// What to list.
        list as "list": Chosen = submodules(Group::List).multi(),
        /// What to tell of the wiki.
        meta as "meta": Chosen = submodules(Group::Meta).multi(),
        /// List the ids of all pages that are told of.
        indexpageids as "indexpageids": bool = flag(),
        /// Add the pages as an XML export.
        export as "export": bool = flag(),
        /// Answer with the XML export and nothing around it.
        exportnowrap as "exportnowrap": bool = flag(),
        /// Which schema the export follows.
        exportschema as "exportschema": &'r str = choice(SCHEMAS).preset("0.10").since(V1_34).later(V1_35, &choice(SCHEMAS).preset("0.11")),
        /// Tell the addresses of titles in other wikis.
        iwurl as "iwurl": bool = flag(),
        /// Where to go on: what the last answer says under `continue`.
        resume as "continue": Option<&'r str> = text().since(V1_21),
        /// Tell under `query-continue` where to go on, as before 1.26.
        rawcontinue as "rawcontinue": bool = flag().since(V1_24),
    }
}

const PARAMS: &[Param] = &joined_params::<{ Params::SPECS.len() + PageSetParams::SPECS.len() }>(
    Params::SPECS,
    PageSetParams::SPECS,
);

pub(crate) static MODULE: Module = Module::action(
    "query",
    "ApiQuery",
    Needs { read: Read::AskChildren, write: false, post: false, token: None },
    PARAMS,
    Run::Perhaps(run),
)
.help("Tells of pages, lists things and tells of the wiki. What is written goes through other actions.")
.manual("API:Query API:Meta API:Properties API:Lists")
.examples(&[
    (
        "action=query&prop=revisions&meta=siteinfo&titles=Main%20Page&rvprop=user|comment",
        "The site, and who saved the main page last.",
    ),
    (
        "action=query&generator=allpages&gapprefix=API/&prop=revisions",
        "The newest revisions of the first pages under `API/`.",
    ),
]);

/// What is still to be done.
struct Work<'r> {
    params: Params<'r>,
    continued: Continued<'r>,
    /// All submodules that were asked for: those that describe pages first.
    modules: SmallVec<[&'static Module; 4]>,
    next: usize,
    cache: CacheMode,
}

fn run<'c>(call: &'c mut Call<'_>) -> Progress<'c> {
    // All submodules tell of one state of the wiki, as MediaWiki's read in one transaction.
    let _same_state = call.wiki().state();
    let mut work = match begin(call) {
        Ok(work) => work,
        Err(failure) => return Progress::Done(Err(failure)),
    };
    while let Some(module) = work.upcoming() {
        let before = work.enter(call, module);
        let ended = match module.run {
            Run::Now(run) => run(call),
            Run::Later(_) | Run::Perhaps(_) => return Progress::Waits(Box::pin(wait(call, work, before))),
        };
        if let Err(failure) = work.leave(call, before, ended) {
            return Progress::Done(Err(failure));
        }
    }
    Progress::Done(end(call, &work))
}

/// The rest of the work, from a submodule on that has to wait.
async fn wait(
    call: &mut Call<'_>,
    mut work: Work<'_>,
    mut before: (&'static Module, bool),
) -> Result<(), Failure> {
    let mut module = call.module;
    loop {
        let ended = module.run.run(call).await;
        work.leave(call, before, ended)?;
        let Some(next) = work.upcoming() else { return end(call, &work) };
        module = next;
        before = work.enter(call, module);
    }
}

impl Work<'_> {
    /// The next module that has not been done in an earlier request.
    fn upcoming(&mut self) -> Option<&'static Module> {
        loop {
            let module = *self.modules.get(self.next)?;
            self.next += 1;
            if !self.skips(module) {
                return Some(module);
            }
        }
    }

    fn skips(&self, module: &Module) -> bool {
        (self.continued.generator_done && module.group == Group::Prop) || self.continued.skips(module.name)
    }

    fn enter(&mut self, call: &mut Call<'_>, module: &'static Module) -> (&'static Module, bool) {
        call.notes.cache = CacheMode::Private;
        call.enter(module, false)
    }

    fn leave(
        &mut self,
        call: &mut Call<'_>,
        before: (&'static Module, bool),
        ended: Result<(), Failure>,
    ) -> Result<(), Failure> {
        let path = call.module.path;
        call.leave(before);
        self.cache = self.cache.max(call.notes.cache);
        ended.map_err(|failure| failure.in_module(path))
    }
}

/// Reads what is asked, and finds the pages.
fn begin<'r>(call: &mut Call<'r>) -> Result<Work<'r>, Failure> {
    let about: PageSetParams<'r> = call.read()?;
    let params: Params<'r> = call.read()?;
    let mut modules = SmallVec::new();
    for (group, chosen) in
        [(Group::Prop, &params.prop), (Group::List, &params.list), (Group::Meta, &params.meta)]
    {
        choose(call, group, chosen, &mut modules)?;
    }
    let continued = Continued::read(params.resume)?;
    let mut work = Work { params, continued, modules, next: 0, cache: CacheMode::Public };
    mark_skipped(call, &work)?;
    if about.is_given() {
        if work.continued.generator_done {
            call.gather_nothing(&about)?;
        } else {
            let pages = call.gather(&about)?;
            work.cache = pages.cache_mode();
            describe(call, &pages, &work.params);
        }
    }
    if work.params.export && !work.continued.generator_done {
        let schema = call.profile().export_schema.unwrap_or(work.params.exportschema);
        export::add(call, schema, work.params.exportnowrap);
    }
    Ok(work)
}

/// `ApiQuery::instantiateModules`.
fn choose(
    call: &Call<'_>,
    group: Group,
    chosen: &Chosen,
    modules: &mut SmallVec<[&'static Module; 4]>,
) -> Result<(), Failure> {
    for name in chosen.iter() {
        let Some(module) = call.service.registry.find(group, name) else { continue };
        if module.needs.post && call.arrival.method != Method::Post {
            return Err(Message::new("apierror-mustbeposted").arg(name).into());
        }
        if !modules.iter().any(|known| known.name == name) {
            modules.push(module);
        }
    }
    Ok(())
}

/// The parameters of modules that are done already are read all the same, so that nobody calls them unknown.
fn mark_skipped(call: &mut Call<'_>, work: &Work<'_>) -> Result<(), Failure> {
    for module in work.modules.iter().filter(|module| work.skips(module)) {
        let before = call.enter(module, false);
        let checked = call.check_params_at_work();
        call.leave(before);
        checked?;
    }
    Ok(())
}

/// What is known of the pages in general (`ApiQuery::outputGeneralPageInfo`).
fn describe(call: &mut Call<'_>, pages: &PageSet, params: &Params<'_>) {
    let namespaces = &call.wiki().site().namespaces;
    let parts = [
        ("normalized", pages.normalized_node(call.profile())),
        ("interwiki", pages.interwiki_node(call, params.iwurl)),
        ("redirects", pages.redirects_node(namespaces)),
        ("badrevids", pages.missing_revisions_node(call.profile())),
    ];
    for (key, node) in parts {
        if !node.is_empty() {
            call.query().append(key, node);
        }
    }
    let node = pages.pages_node(call);
    if node.is_empty() {
        return;
    }
    if params.indexpageids {
        let ids = node.entries().iter().map(|entry| match &entry.key {
            crate::tree::Key::Index(id) => id.to_string(),
            crate::tree::Key::Name(name) => name.to_string(),
        });
        let ids = Node::texts("id", ids);
        call.query().append("pageids", ids);
    }
    call.query().append("pages", node);
}

fn end(call: &mut Call<'_>, work: &Work<'_>) -> Result<(), Failure> {
    call.cache(work.cache);
    let (named, raw) = (work.params.resume.is_some(), work.params.rawcontinue);
    let continuing = call.profile().continuing;
    let writes_raw = match continuing {
        Continuing::AlwaysRaw => true,
        Continuing::RawByDefault | Continuing::RawWarned => !named,
        Continuing::Warned | Continuing::Plain => raw,
    };
    if writes_raw {
        call.write_raw_continuation();
    } else {
        write_continuation(call, work);
    }
    let warns = match continuing {
        Continuing::RawWarned => call.result.get("query-continue").is_some(),
        Continuing::Warned => call.result.get("continue").is_some(),
        _ => false,
    };
    if warns && !named && !raw {
        call.warn(Message::new("earlier-continuation"));
    }
    Ok(())
}

fn write_continuation(call: &mut Call<'_>, work: &Work<'_>) {
    let names: SmallVec<[&'static str; 4]> = work.modules.iter().map(|module| module.name).collect();
    let is_prop =
        |name: &str| work.modules.iter().any(|module| module.name == name && module.group == Group::Prop);
    call.write_continuation(&work.continued, &names, is_prop);
}
