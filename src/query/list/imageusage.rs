//! `list=imageusage`: pages that use a file (`includes/api/ApiQueryBacklinks.php`).

use super::leading_here::{self, Params, Way};
use crate::api::{Call, Failure, Module, Run};

pub(super) static MODULE: Module =
    Module::list("query+imageusage", "iu", "ApiQueryBacklinks", Params::SPECS, Run::Now(run))
        .generator(Run::Now(generate))
        .help("Lists pages that use a file.")
        .manual("API:Imageusage")
        .examples(&[
            ("action=query&list=imageusage&iutitle=File:Albert%20Einstein%20Head.jpg", "The first of them."),
            ("action=query&generator=imageusage&giutitle=File:Albert%20Einstein%20Head.jpg&prop=info", "What these pages are."),
        ]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    leading_here::tell(call, "iu", &params.asked(Way::Files))
}

fn generate(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    leading_here::find(call, &params.asked(Way::Files))
}
