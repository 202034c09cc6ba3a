//! Parameters that must not stand in the query string.

use super::{Call, Failure};
use crate::message::Message;

impl Call<'_> {
    /// Refuses parameters of these whole names in the query string, where they would be written to logs
    /// (`ApiBase::requirePostedParameters`).
    pub fn require_posted<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Result<(), Failure> {
        let found: Vec<&str> = names.into_iter().filter(|name| self.fields.in_query(name)).collect();
        if found.is_empty() {
            return Ok(());
        }
        let count = found.len() as i64;
        Err(Message::new("apierror-mustpostparams").arg(found.join(", ")).int(count).into())
    }
}
