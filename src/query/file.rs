//! Files: how modules find them, and which pictures of them in other sizes can be asked for.

use crate::{
    api::{Call, Failure},
    message::Message,
    param::Chosen,
    wiki::{
        Namespace, State, Title,
        file::{FileFacts, FileVersion},
    },
};

/// So many pictures in another size are told at most in one answer.
pub(super) const MOST_THUMBS: usize = 50;

/// The size of a picture that is asked for: `urlwidth`, `urlheight` and `urlparam`.
pub(super) struct Scale<'r> {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) param: &'r str,
}

impl Scale<'_> {
    /// Whether a picture in another size is asked for at all.
    pub(super) fn is_asked(&self) -> bool {
        self.width != -1 || self.height != -1 || !matches!(self.param, "" | "0")
    }

    /// Refuses a size that the picture cannot have (`mergeThumbParams`). `name` is the file's key.
    pub(super) fn check(
        &self,
        call: &mut Call<'_>,
        facts: Option<&FileFacts>,
        name: &str,
    ) -> Result<(), Failure> {
        if !self.is_asked() {
            return Ok(());
        }
        let shown = facts.filter(|facts| facts.is_shown());
        let mut width = (self.width != -1).then_some(self.width);
        if width.is_none() && self.height != -1 {
            width = facts.map(|facts| i64::from(facts.width)).filter(|width| *width > 0).or(Some(400));
        }
        if !matches!(self.param, "" | "0") {
            let Some(facts) = shown else {
                call.warn(Message::new("apiwarn-nothumb-noimagehandler").escaped(name.to_owned()));
                return Ok(());
            };
            width = self.with_param(call, facts, name, width)?;
        }
        let Some(facts) = shown else { return Ok(()) };
        if width.is_none_or(|width| width <= 0) || facts.width == 0 {
            return Err(Message::new("apierror-urlparamnormal").escaped(name.to_owned()).into());
        }
        Ok(())
    }

    /// The width that is asked for, with what `urlparam` says: `120px`, or `qlow-120px` of a photo.
    fn with_param(
        &self,
        call: &mut Call<'_>,
        facts: &FileFacts,
        name: &str,
        width: Option<i64>,
    ) -> Result<Option<i64>, Failure> {
        let prefix = call.module.prefix;
        let photo = &*facts.mime == "image/jpeg";
        let param = self.param.strip_prefix("qlow-").filter(|_| photo).unwrap_or(self.param);
        let digits = param.len() - param.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            call.warn(Message::new("apiwarn-badurlparam").arg(prefix).escaped(name.to_owned()));
            return Ok(width);
        }
        let said: i64 = param[..digits].parse().unwrap_or(i64::MAX);
        if let Some(width) = width.filter(|width| *width != said) {
            let message = Message::new("apiwarn-urlparamwidth").arg(prefix).arg(param[..digits].to_owned());
            call.warn(message.arg(width.to_string()));
        }
        if said <= 0 {
            let message = Message::new("apierror-invalidurlparam").arg(prefix);
            return Err(message.escaped("width").escaped(param[..digits].to_owned()).into());
        }
        Ok(width.or(Some(said)))
    }
}

/// The file of a title: its own, or that of the file that its page is a redirect to.
pub(super) fn file_of<'s>(state: &'s State, key: &str) -> Option<&'s FileVersion> {
    if let Some(version) = state.files.current(key) {
        return Some(version);
    }
    let page = state.pages.titled(&Title::of_key(Namespace::FILE, key))?;
    let target = &page.redirect.as_deref()?.title;
    (target.namespace() == Namespace::FILE).then(|| state.files.current(target.key())).flatten()
}

/// The SHA-1 that is asked for, in base 36: `sha1` is in hexadecimal.
pub(super) fn sha1(hex: Option<&str>, base36: Option<&str>) -> Result<Option<String>, Failure> {
    if let Some(hex) = hex {
        let known = crate::base::digest::base36_of_hex(&hex.to_lowercase());
        return known.map(Some).ok_or_else(|| Failure::of("apierror-invalidsha1hash"));
    }
    let Some(sha1) = base36 else { return Ok(None) };
    if sha1.len() == 31 && sha1.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(Some(sha1.to_lowercase()));
    }
    Err(Failure::of("apierror-invalidsha1base36hash"))
}

/// Whether a word is asked for.
pub(super) fn asks(prop: &Chosen) -> impl Fn(&str) -> bool {
    |word| prop.has(word)
}
