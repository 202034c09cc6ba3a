//! Properties of pages, as releases know them.

use crate::api::Call;

impl Call<'_> {
    /// Whether the release keeps a property.
    pub(super) fn knows_property(&self, name: &str) -> bool {
        name != "toc" || self.profile().keeps_toc_property
    }
}
