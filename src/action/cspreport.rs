//! `action=cspreport` (`includes/api/ApiCSPReport.php`). What browsers report is read and not kept.

use crate::{
    api::{Body, Call, Failure, Module, Needs, Run, Status},
    message::Message,
    params,
    release::V1_28,
};

/// How many bytes a report can have.
const LONGEST: usize = 8192;

params! {
    /// What `action=cspreport` accepts.
    struct Params<'r> {
        /// The policy that was violated is only tried out.
        _report_only as "reportonly": bool = flag(),
        /// Where the policy came from.
        _source as "source": &'r str = text().preset("internal"),
    }
}

pub(super) static MODULE: Module =
    Module::action("cspreport", "ApiCSPReport", Needs::NOTHING.posted(), Params::SPECS, Run::Now(run))
        .since(V1_28)
        .status(Status::Internal)
        .help("Takes what browsers report of violated content security policies.");

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let _params: Params<'_> = call.read()?;
    let content_type = call.arrival.headers.content_type.unwrap_or_default();
    if !matches!(content_type, "application/json" | "application/csp-report") {
        return Err(failed("wrongformat"));
    }
    let body: &[u8] = match call.arrival.body {
        Body::Other(bytes) => bytes,
        _ => &[],
    };
    if body.len() > LONGEST {
        return Err(failed("toobig"));
    }
    let report: serde_json::Value = serde_json::from_slice(body).map_err(|_| failed("json-error-syntax"))?;
    if report.get("csp-report").is_none_or(serde_json::Value::is_null) {
        return Err(failed("missingkey"));
    }
    call.result.set("cspreport", "success");
    Ok(())
}

fn failed(code: &'static str) -> Failure {
    let message = Message::new("apierror-csp-report").coded(format!("cspreport-{code}"));
    Failure::new(message.escaped(code)).status(400)
}
