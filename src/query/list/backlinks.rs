//! `list=backlinks`: pages that point at a page (`includes/api/ApiQueryBacklinks.php`).

use super::leading_here::{self, Params, Way};
use crate::api::{Call, Failure, Module, Run};

pub(super) static MODULE: Module =
    Module::list("query+backlinks", "bl", "ApiQueryBacklinks", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists pages that point at a page.")
        .manual("API:Backlinks")
        .examples(&[
            ("action=query&list=backlinks&bltitle=Main%20Page", "The first of them."),
            ("action=query&generator=backlinks&gbltitle=Main%20Page&prop=info", "What these pages are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    leading_here::tell(call, "bl", &params.asked(Way::Links))
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    leading_here::find(call, &params.asked(Way::Links))
}
