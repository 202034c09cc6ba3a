//! What the modules of `action=query` refused.

use super::{Line, so};
use crate::release::V1_27;

/// The lines of this area, by key.
pub(super) const LINES: &[Line] = &[
    so(
        "apierror-allpages-generator-redirects",
        "Use \"gapfilterredir=nonredirects\" option instead of \"redirects\" when using allpages as a \
        generator",
    )
    .coded("params"),
    so(
        "apierror-bad-watchlist-token",
        "Incorrect watchlist token provided -- please set a correct token in Special:Preferences",
    ),
    so("apierror-baddiffto", "$1diffto must be set to a non-negative number, \"prev\", \"next\" or \"cur\"")
        .coded("diffto"),
    so("apierror-badparameter", "The $-1 provided is not valid").coded("bad_$1"),
    so("apierror-cantview-deleted-comment", "You don't have permission to view deleted revision information"),
    so(
        "apierror-cantview-deleted-revision-content",
        "You don't have permission to view deleted revision content",
    ),
    so("apierror-deletedrevs-param-not-1-2", "The '$-1' parameter cannot be used in modes 1 or 2"),
    so("apierror-deletedrevs-param-not-3", "The $-1 parameter cannot be used in mode 3"),
    so("apierror-invalidlang", "Invalid language code for parameter lang"),
    so("apierror-invalidtitle", "Bad title value '$1'").of("query+logevents").coded("param_title"),
    so("apierror-nosuchsection-what", "There is no section $1 in $2"),
    so("apierror-paramempty", "User parameter may not be empty").coded("param_user"),
    so(
        "apierror-parsetree-notwikitext-title",
        "Conversion to XML is supported for wikitext only, $1 uses content model $2",
    ),
    so(
        "apierror-permissiondenied-patrolflag",
        "You need patrol or patrolmarks permission to request the patrolled flag",
    )
    .of("query+recentchanges")
    .since(V1_27),
    so("apierror-permissiondenied-patrolflag", "You need the patrol right to request the patrolled flag"),
    so("apierror-revisions-nolist", "The revids= parameter may not be used with the list options (limit, startid, endid, dirNewer, start, end).").coded("revids"),
    so(
        "apierror-revisions-norevids",
        "The revids= parameter may not be used with the list options (limit, startid, endid, dirNewer, \
        start, end).",
    )
    .coded("revids"),
    so(
        "apierror-revisions-singlepage",
        "titles, pageids or a generator was used to supply multiple pages, but the limit, startid, endid, \
        dirNewer, user, excludeuser, start and end parameters may only be used on a single page.",
    )
    .coded("multpages"),
    so("apierror-siteinfo-includealldenied", "Cannot view all servers info unless $wgShowHostnames is true")
        .coded("includeAllDenied"),
    so(
        "apierror-templateexpansion-notwikitext",
        "Template expansion is supported for wikitext only, $1 uses content model $2",
    ),
    so(
        "apiwarn-deprecation-deletedrevs",
        "list=deletedrevs has been deprecated. Please use prop=deletedrevisions or \
        list=alldeletedrevisions instead.",
    ),
];
