//! What a request wants to be told besides its answer (`ApiMain::addRequestedFields`), and the id it gets.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::{
    api::{Call, MAIN},
    base::{Chance, Text, Timestamp},
    message::ErrorFormat,
    param::Field,
};

/// Adds `requestid`, `curtimestamp` and the languages, as far as asked for. `servedby` tells nothing: `$wgShowHostnames` is off.
pub(super) fn add(call: &mut Call<'_>) {
    add_id(call);
    if asked(call, "curtimestamp").is_some() {
        call.result.set("curtimestamp", call.now);
    }
    if asked(call, "responselanginfo").is_some() {
        let uselang = language(call.fields.value("uselang"));
        let errorlang = match (call.speaker.format, call.fields.value("errorlang")) {
            // In `bc` only English is spoken.
            (ErrorFormat::Bc, _) => "en".into(),
            (_, None | Some("uselang")) => uselang.clone(),
            (_, asked) => language(asked),
        };
        call.result.set("uselang", uselang);
        call.result.set("errorlang", errorlang);
    }
}

/// Adds `requestid` if asked for.
pub(super) fn add_id(call: &mut Call<'_>) {
    if let Some(id) = asked(call, "requestid").and_then(Field::value).map(str::to_owned) {
        call.result.set("requestid", id);
    }
}

/// What a request says of a main parameter, in releases that have it.
fn asked<'r>(call: &Call<'r>, name: &str) -> Option<&'r Field<'r>> {
    let field = call.fields.peek(name)?;
    let declared = MAIN.params.iter().find(|param| param.name == name)?;
    Some(field).filter(|field| declared.is_in(call.profile().release) && !field.is_list())
}

/// The code of the language that a caller gets. All but `qqx` are languages without translations here, for which
/// MediaWiki, too, falls back to English under the code that was asked for.
fn language(asked: Option<&str>) -> Text {
    match asked {
        None | Some("user" | "content" | "") => "en".into(),
        Some(code) if code.chars().any(|c| c.is_control() || FORBIDDEN.contains(c)) => "en".into(),
        Some(code) => code.to_lowercase().into(),
    }
}

/// What no code of a language has (`LanguageNameUtils::isValidCode`); any other text is taken for one.
const FORBIDDEN: &str = ":/\\&<>'\"#[]{}|";

/// Ids of requests: 24 hex digits, different in each, with nothing to learn from them.
pub(super) struct RequestIds {
    seed: u64,
    count: AtomicU64,
}

impl RequestIds {
    /// Begins somewhere.
    pub(super) fn new(chance: &dyn Chance) -> Self {
        let mut seed = [0; 8];
        chance.fill(&mut seed);
        Self { seed: u64::from_le_bytes(seed), count: AtomicU64::new(0) }
    }

    /// The next id.
    pub(super) fn next(&self, now: Timestamp) -> Text {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        // splitmix64's last steps: neighbors look unrelated.
        let mut x = self.seed ^ count.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let mut id = Vec::with_capacity(24);
        id.extend_from_slice(&[0; 24]);
        crate::base::digest::hex_into(&(x ^ (x >> 31)).to_be_bytes(), &mut id[..16]);
        crate::base::digest::hex_into(&(now.unix() as u32).to_be_bytes(), &mut id[16..]);
        Text::Owned(String::from_utf8(id).expect("hex is ASCII"))
    }
}
