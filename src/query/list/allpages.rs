//! `list=allpages`: the pages of a namespace in order (`includes/api/ApiQueryAllPages.php`).

use std::ops::{Bound, RangeBounds};

use crate::{
    release::V1_41,
    api::{Call, Failure, Module, Run, continue_parts},
    base::Timestamp,
    choices,
    message::Message,
    param::{Choice, Chosen, Limit},
    params,
    tree::Node,
    wiki::{Expiry, Namespace, State, Title, page::Page},
};

const REDIRECTS: &[Choice] = choices!["all", "redirects", "nonredirects"];
const ACTIONS: &[Choice] = choices!["edit", "move", "upload"];
const LEVELS: &[Choice] = choices!["", "autoconfirmed", "sysop"];
const CASCADE: &[Choice] = choices!["cascading", "noncascading", "all"];
const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];
const LANGUAGE_LINKS: &[Choice] = choices!["withlanglinks", "withoutlanglinks", "all"];
const EXPIRIES: &[Choice] = choices!["indefinite", "definite", "all"];

params! {
    /// What `list=allpages` accepts.
    struct Params<'r> {
        /// The title to begin with.
        from as "from": Option<&'r str> = text(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// The title to end with.
        to as "to": Option<&'r str> = text(),
        /// What titles begin with.
        prefix as "prefix": Option<&'r str> = text(),
        /// The namespace.
        namespace as "namespace": i32 = namespace().preset_number(0),
        /// Redirects, other pages or both.
        filterredir as "filterredir": &'r str = choice(REDIRECTS).preset("all"),
        /// At least so many bytes.
        minsize as "minsize": Option<i64> = integer(),
        /// At most so many bytes.
        maxsize as "maxsize": Option<i64> = integer(),
        /// Only pages where this is restricted.
        prtype as "prtype": Option<Chosen> = choice(ACTIONS).multi(),
        /// Only pages restricted to these; goes with `prtype`.
        prlevel as "prlevel": Option<Chosen> = choice(LEVELS).multi(),
        /// Only pages whose restrictions do or do not cascade; goes with `prtype`.
        prfiltercascade as "prfiltercascade": &'r str = choice(CASCADE).preset("all"),
        /// How many.
        limit as "limit": Limit = limit(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// Pages with or without links to other languages.
        filterlanglinks as "filterlanglinks": &'r str = choice(LANGUAGE_LINKS).preset("all").after(V1_41, "filterredir"),
        /// Only pages whose restrictions end or never end.
        prexpiry as "prexpiry": &'r str = choice(EXPIRIES).preset("all").after(V1_41, "prfiltercascade"),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+allpages", "ap", "ApiQueryAllPages", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists the pages of a namespace in the order of their titles.")
        .manual("API:Allpages")
        .examples(&[
            ("action=query&list=allpages&apfrom=B", "Pages from B on."),
            ("action=query&generator=allpages&gaplimit=4&gapfrom=T&prop=info", "Information about four pages from T on."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let state = call.wiki().state();
    let asked = Asked::new(call, &params)?;
    let namespaces = &call.wiki().site().namespaces;
    call.list("p");
    let mut count = 0;
    for page in asked.pages(&state) {
        count += 1;
        let mut row = Node::map().with_capacity(3);
        row.append("pageid", page.id.number());
        row.append("ns", page.title.namespace().number());
        row.append("title", page.title.prefixed(namespaces));
        if count > params.limit.0 || !call.add_row("p", row) {
            call.resume("continue", page.title.key().to_owned());
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    if call.fields.peek("redirects").is_some() {
        return Err(Message::new("apierror-allpages-generator-redirects").coded("params").into());
    }
    let params: Params<'_> = call.read()?;
    let state = call.wiki().state();
    let asked = Asked::new(call, &params)?;
    for page in asked.pages(&state) {
        if call.found.rows.len() == params.limit.0 {
            call.resume("continue", page.title.key().to_owned());
            break;
        }
        call.found.rows.push(page.id);
    }
    Ok(())
}

/// What is less than a part so small is few.
const FEW: usize = 32;

/// Which pages are asked for.
struct Asked<'p, 'r> {
    params: &'p Params<'r>,
    namespace: Namespace,
    /// The lowest key, and the highest.
    low: String,
    high: Option<String>,
    prefix: Option<String>,
    descending: bool,
    now: Timestamp,
}

impl<'p, 'r> Asked<'p, 'r> {
    fn new(call: &mut Call<'_>, params: &'p Params<'r>) -> Result<Self, Failure> {
        call.cache(crate::api::CacheMode::Public);
        let namespace = Namespace(params.namespace);
        let descending = params.dir == "descending";
        let [resume] = match params.resume {
            Some(value) => continue_parts::<1>(value)?.map(Some),
            None => [None],
        };
        let part = |text: Option<&str>| text.map(|text| call.title_part(text, namespace)).transpose();
        let (from, to, prefix) = (part(params.from)?, part(params.to)?, part(params.prefix)?);
        if params.prtype.as_ref().is_none_or(Chosen::is_empty) && params.prexpiry == "all" && params.prlevel.is_some() {
            let message = Message::new("apierror-invalidparammix-mustusewith").coded("invalidparammix");
            return Err(message.arg("prlevel").arg("prtype").into());
        }
        let (low, high) = if descending { (to, from) } else { (from, to) };
        let resume = resume.map(str::to_owned);
        let (low, high) = if descending {
            (low, [high, resume].into_iter().flatten().min())
        } else {
            (low.max(resume), high)
        };
        let low = low.max(prefix.clone()).unwrap_or_default();
        // Nothing that begins so comes after the prefix with the last of all characters.
        let last = prefix.as_ref().map(|prefix| format!("{prefix}\u{10ffff}"));
        let high = [high, last].into_iter().flatten().min();
        Ok(Self { params, namespace, low, high, prefix, descending, now: call.now })
    }

    fn pages<'s>(&'s self, state: &'s State) -> Box<dyn Iterator<Item = &'s Page> + 's> {
        let low = Title::of_key(self.namespace, self.low.as_str());
        let high = match &self.high {
            Some(high) => Bound::Included(Title::of_key(self.namespace, high.as_str())),
            None => Bound::Excluded(Title::of_key(Namespace(self.namespace.0 + 1), "")),
        };
        let is_empty = matches!(&high, Bound::Included(high) if *high < low);
        if is_empty || self.params.filterlanglinks == "withlanglinks" {
            return Box::new(std::iter::empty());
        }
        let range = (Bound::Included(low), high);
        let fits = |page: &&Page| self.fits(page, state);
        // Where only few can fit, they are looked at and not all pages.
        let few = |count: usize| count.saturating_mul(FEW) < state.pages.len();
        if self.asks_restricted() && few(state.restrictions.len()) {
            let pages = state.restrictions.pages().into_iter().filter_map(|page| state.pages.get(page));
            let mut pages: Vec<&Page> = pages.filter(|page| range.contains(&page.title)).filter(fits).collect();
            pages.sort_unstable_by(|one, other| one.title.cmp(&other.title));
            let pages = pages.into_iter();
            return if self.descending { Box::new(pages.rev()) } else { Box::new(pages) };
        }
        if self.params.filterredir == "redirects" {
            let pages = state.pages.redirects(range).filter(fits);
            return if self.descending { Box::new(pages.rev()) } else { Box::new(pages) };
        }
        let pages = state.pages.by_title(range).filter(fits);
        if self.descending { Box::new(pages.rev()) } else { Box::new(pages) }
    }

    /// Whether only pages with restrictions fit.
    fn asks_restricted(&self) -> bool {
        let actions = self.params.prtype.as_ref().is_some_and(|actions| !actions.is_empty());
        actions || self.params.prexpiry != "all"
    }

    fn fits(&self, page: &Page, state: &State) -> bool {
        let params = self.params;
        let length = i64::from(page.length);
        let redirects = match params.filterredir {
            "redirects" => page.redirect.is_some(),
            "nonredirects" => page.redirect.is_none(),
            _ => true,
        };
        redirects
            && self.prefix.as_ref().is_none_or(|prefix| page.title.key().starts_with(prefix))
            && params.minsize.is_none_or(|least| length >= least)
            && params.maxsize.is_none_or(|most| length <= most)
            && self.is_restricted(page, state)
    }

    fn is_restricted(&self, page: &Page, state: &State) -> bool {
        let params = self.params;
        let actions = params.prtype.as_ref().filter(|actions| !actions.is_empty());
        if !self.asks_restricted() {
            return true;
        }
        let levels: Vec<&str> = params.prlevel.iter().flat_map(Chosen::iter).filter(|level| !level.is_empty()).collect();
        state.restrictions.of(page.id, self.now).any(|restriction| {
            let forever = restriction.expiry == Expiry::Never;
            let by_action = actions.is_none_or(|actions| {
                actions.has(&restriction.action)
                    && (levels.is_empty() || levels.contains(&&*restriction.level))
                    && match params.prfiltercascade {
                        "cascading" => restriction.cascade,
                        "noncascading" => !restriction.cascade,
                        _ => true,
                    }
            });
            by_action
                && match params.prexpiry {
                    "indefinite" => forever,
                    "definite" => !forever,
                    _ => true,
                }
        })
    }
}
