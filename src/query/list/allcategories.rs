//! `list=allcategories`: all categories (`includes/api/ApiQueryAllCategories.php`).

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, continue_parts},
    choices,
    param::{Choice, Chosen, Limit},
    params,
    query::{
        category::{self, Count},
        start::Start,
    },
    wiki::{Namespace, State, Title},
};

const DIRECTIONS: &[Choice] = choices!["ascending", "descending"];
const PROPS: &[Choice] = choices!["size", "hidden"];

params! {
    /// What `list=allcategories` accepts.
    struct Params<'r> {
        /// The category to begin with.
        from as "from": Option<&'r str> = text(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// The category to end with.
        to as "to": Option<&'r str> = text(),
        /// What categories begin with.
        prefix as "prefix": Option<&'r str> = text(),
        /// In which order.
        dir as "dir": &'r str = choice(DIRECTIONS).preset("ascending"),
        /// Only categories with so many members at least.
        min as "min": Option<i64> = integer(),
        /// Only categories with so many members at most.
        max as "max": Option<i64> = integer(),
        /// How many.
        limit as "limit": Limit = limit(),
        /// What to tell of each category.
        prop as "prop": Chosen = choice(PROPS).multi().preset(""),
    }
}

pub(super) static MODULE: Module =
    Module::list("query+allcategories", "ac", "ApiQueryAllCategories", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists the categories that have members or a page of their own.")
        .manual("API:Allcategories")
        .examples(&[
            ("action=query&list=allcategories&acprop=size", "The first of them and how many members they have."),
            ("action=query&generator=allcategories&gacprefix=List&prop=info", "What the pages of some categories are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let state = call.wiki().state();
    let found = find(call, &params, &state)?;
    call.list("c");
    for (at, (key, count)) in found.into_iter().enumerate() {
        if at == params.limit.0 || !call.add_row("c", category::row(&key, &count, &params.prop)) {
            call.resume("continue", key);
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let state = call.wiki().state();
    for (at, (key, _)) in find(call, &params, &state)?.into_iter().enumerate() {
        if at == params.limit.0 {
            call.resume("continue", key);
            break;
        }
        call.found.titles.push(Title::of_key(Namespace::CATEGORY, key));
    }
    Ok(())
}

/// The categories in order, one more than are told of.
fn find(call: &mut Call<'_>, params: &Params<'_>, state: &State) -> Result<Vec<(String, Count)>, Failure> {
    call.cache(CacheMode::Public);
    let key = match params.resume {
        Some(value) => Some(continue_parts::<1>(value)?[0].to_owned()),
        None => None,
    };
    let start = Start { key, descending: params.dir == "descending" };
    let part = |text: Option<&str>| text.map(|text| call.title_part(text, Namespace::CATEGORY)).transpose();
    let (from, to, prefix) = (part(params.from)?, part(params.to)?, part(params.prefix)?);
    let (low, high) = if start.descending { (to, from) } else { (from, to) };
    let fits = |key: &String| {
        low.as_ref().is_none_or(|low| key >= low)
            && high.as_ref().is_none_or(|high| key <= high)
            && prefix.as_ref().is_none_or(|prefix| key.starts_with(prefix.as_str()))
            && start.reaches(key)
    };
    let counted = |key: String| Count::of(state, &key).map(|count| (key, count));
    let holds = |(_, count): &(String, Count)| {
        let size = count.size as i64;
        params.min.is_none_or(|min| size >= min) && params.max.is_none_or(|max| size <= max)
    };
    let keys = category::keys(state).into_iter().filter(fits);
    let most = params.limit.0 + 1;
    Ok(if start.descending {
        keys.rev().filter_map(counted).filter(holds).take(most).collect()
    } else {
        keys.filter_map(counted).filter(holds).take(most).collect()
    })
}
