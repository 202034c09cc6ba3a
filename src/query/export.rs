//! Pages as an XML export (`WikiExporter`, `XmlDumpWriter`).
use crate::api::Call;

/// Adds the export of the call's pages to the answer.
pub(super) fn add(_call: &mut Call<'_>, _schema: &str, _alone: bool) {}
