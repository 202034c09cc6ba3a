//! `list=trackingcategories`, since 1.45: the categories that MediaWiki puts pages in by itself
//! (`includes/api/ApiQueryTrackingCategories.php`).

use crate::{
    api::{CacheMode, Call, Failure, Module, Run, continue_parts},
    choices,
    param::{Choice, Chosen, Limit},
    params,
    query::category::{self, Count},
    release::V1_45,
    wiki::{Namespace, State, Title},
};

const PROPS: &[Choice] = choices!["size", "hidden"];

/// Their names and the keys of their titles, in the order of the titles (`TrackingCategories`).
const TRACKING: [(&str, &str); 19] = [
    ("hidden-category-category", "Hidden_categories"),
    ("index-category", "Indexed_pages"),
    ("noindex-category", "Noindexed_pages"),
    ("post-expand-template-argument-category", "Pages_containing_omitted_template_arguments"),
    ("duplicate-args-category", "Pages_using_duplicate_arguments_in_template_calls"),
    ("expansion-depth-exceeded-category", "Pages_where_expansion_depth_is_exceeded"),
    ("node-count-exceeded-category", "Pages_where_node_count_is_exceeded"),
    ("post-expand-template-inclusion-category", "Pages_where_template_include_size_is_exceeded"),
    ("unstrip-depth-category", "Pages_where_the_unstrip_depth_limit_is_exceeded"),
    ("unstrip-size-category", "Pages_where_the_unstrip_size_limit_is_exceeded"),
    ("template-equals-category", "Pages_which_use_=_as_a_template"),
    ("broken-file-category", "Pages_with_broken_file_links"),
    ("restricted-displaytitle-ignored", "Pages_with_ignored_display_titles"),
    ("double-px-category", "Pages_with_image_sizes_containing_extra_px"),
    ("bad-double-underscore-category", "Pages_with_invalid_behavior_switches"),
    ("bad-language-code-category", "Pages_with_invalid_language_codes"),
    ("nonnumeric-formatnum", "Pages_with_non-numeric_formatnum_arguments"),
    ("template-loop-category", "Pages_with_template_loops"),
    ("expensive-parserfunction-category", "Pages_with_too_many_expensive_parser_function_calls"),
];

params! {
    /// What `list=trackingcategories` accepts.
    struct Params<'r> {
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Only the categories of these names, such as `broken-file-category`.
        names as "trackingcatname": Vec<&'r str> = text().multi(),
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

pub(super) static MODULE: Module = Module::list(
    "query+trackingcategories",
    "tc",
    "ApiQueryTrackingCategories",
    Params::SPECS,
    Run::Now(run),
)
.since(V1_45)
.generator(Run::Now(generate))
.help("Lists the categories that pages come in by themselves, as those with files that there are not.")
.manual("API:Trackingcategories")
.examples(&[
    ("action=query&list=trackingcategories&tcprop=size", "How many pages there are in each."),
    (
        "action=query&generator=trackingcategories&gtctrackingcatname=broken-file-category&prop=info",
        "What the page of one of them is.",
    ),
]);

/// A category that is there: its name, its key and how many members it has.
type Found = (&'static str, &'static str, Count);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let state = call.wiki().state();
    let Some(found) = find(call, &params, &state)? else { return Ok(()) };
    call.list("c");
    for (at, (name, key, count)) in found.into_iter().enumerate() {
        let mut row = category::row(key, &count, &params.prop);
        row.set("catid", name);
        if at == params.limit.0 || !call.add_row("c", row) {
            call.resume("continue", key);
            break;
        }
    }
    Ok(())
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let state = call.wiki().state();
    for (at, (_, key, _)) in find(call, &params, &state)?.into_iter().flatten().enumerate() {
        if at == params.limit.0 {
            call.resume("continue", key);
            break;
        }
        call.found.titles.push(Title::of_key(Namespace::CATEGORY, key));
    }
    Ok(())
}

/// The categories in order, one more than are told of; nothing at all if none of the names is known.
fn find(call: &mut Call<'_>, params: &Params<'_>, state: &State) -> Result<Option<Vec<Found>>, Failure> {
    call.cache(CacheMode::Public);
    let first = params.resume.map(continue_parts::<1>).transpose()?.map(|[key]| key);
    let named = |name: &str| params.names.is_empty() || params.names.contains(&name);
    if !TRACKING.iter().any(|(name, _)| named(name)) {
        return Ok(None);
    }
    let holds = |(_, _, count): &Found| {
        let size = count.size as i64;
        params.min.is_none_or(|min| size >= min) && params.max.is_none_or(|max| size <= max)
    };
    let asked = TRACKING.into_iter().filter(|(name, key)| named(name) && first.is_none_or(|first| *key >= first));
    let found = asked.filter_map(|(name, key)| Some((name, key, Count::of(state, key)?)));
    Ok(Some(found.filter(holds).take(params.limit.0 + 1).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_stand_in_the_order_of_their_titles() {
        assert!(TRACKING.is_sorted_by_key(|(_, key)| *key));
    }
}
