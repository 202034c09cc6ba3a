//! The codes that clients match on: from a message's key (`includes/api/ApiMessageTrait.php`).

use super::Message;
use crate::base::Text;

/// Messages of the web interface whose code in the API is another word.
const RENAMED: &[(&str, &str)] = &[
    ("actionthrottledtext", "ratelimited"),
    ("autoblockedtext", "autoblocked"),
    ("autoblockedtext-tempuser", "autoblocked"),
    ("badaccess-group0", "permissiondenied"),
    ("badaccess-groups", "permissiondenied"),
    ("badipaddress", "invalidip"),
    ("blankpage", "emptypage"),
    ("blockedtext", "blocked"),
    ("blockedtext-composite", "blocked"),
    ("blockedtext-partial", "blocked"),
    ("blockedtext-tempuser", "blocked"),
    ("cannotdelete", "cantdelete"),
    ("cannotundelete", "cantundelete"),
    ("cantmove-titleprotected", "protectedtitle"),
    ("cantrollback", "onlyauthor"),
    ("confirmedittext", "confirmemail"),
    ("content-not-allowed-here", "contentnotallowedhere"),
    ("delete-toobig", "bigdelete"),
    ("deleteprotected", "cantedit"),
    ("edit-conflict", "editconflict"),
    ("imagenocrossnamespace", "nonfilenamespace"),
    ("imagetypemismatch", "filetypemismatch"),
    ("import-noarticle", "badinterwiki"),
    ("importbadinterwiki", "badinterwiki"),
    ("importcantopen", "cantopenfile"),
    ("importnofile", "nofile"),
    ("importuploaderrorpartial", "partialupload"),
    ("importuploaderrorsize", "filetoobig"),
    ("importuploaderrortemp", "notempdir"),
    ("ip_range_invalid", "invalidrange"),
    ("ipb_already_blocked", "alreadyblocked"),
    ("ipb_blocked_as_range", "blockedasrange"),
    ("ipb_cant_unblock", "cantunblock"),
    ("ipb_expiry_invalid", "invalidexpiry"),
    ("mailnologin", "cantsend"),
    ("markedaspatrollederror-noautopatrol", "noautopatrol"),
    ("movenologintext", "cantmove-anon"),
    ("movenotallowed", "cantmove"),
    ("movenotallowedfile", "cantmovefile"),
    ("namespaceprotected", "protectednamespace"),
    ("nocreate-loggedin", "cantcreate"),
    ("nocreatetext", "cantcreate-anon"),
    ("noname", "invaliduser"),
    ("nosuchusershort", "nosuchuser"),
    ("notanarticle", "missingtitle"),
    ("nouserspecified", "invaliduser"),
    ("ns-specialprotected", "unsupportednamespace"),
    ("protect-cantedit", "cantedit"),
    ("protectedinterface", "protectednamespace-interface"),
    ("protectedpagetext", "protectedpage"),
    ("range_block_disabled", "rangedisabled"),
    ("rcpatroldisabled", "patroldisabled"),
    ("readonlytext", "readonly"),
    ("sessionfailure", "badtoken"),
    ("systemblockedtext", "blocked"),
    ("titleprotected", "protectedtitle"),
    ("undo-failure", "undofailure"),
    ("userrights-no-interwiki", "nointerwikiuserrights"),
    ("userrights-nodatabase", "nosuchdatabase"),
];

impl Message {
    /// The code that clients match on: the one set, or the one that follows from the key.
    pub fn code(&self) -> Text {
        if let Some(code) = &self.code {
            return code.clone();
        }
        if let Some(rest) = self.key.strip_prefix("apierror-").or_else(|| self.key.strip_prefix("apiwarn-")) {
            return match (rest, self.args.first()) {
                // Before 1.35 a parameter that is missing had a code of its own.
                ("missingparam", Some(parameter)) => made_valid(format!("no{}", parameter.as_given())),
                _ => Text::Static(rest),
            };
        }
        match RENAMED.binary_search_by_key(&self.key, |(key, _)| key) {
            Ok(place) => Text::Static(RENAMED[place].1),
            Err(_) if self.key.bytes().all(valid) => Text::Static(self.key),
            Err(_) => made_valid(self.key.to_owned()),
        }
    }
}

fn valid(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

fn made_valid(code: String) -> Text {
    Text::Owned(code.bytes().map(|byte| if valid(byte) { char::from(byte) } else { '_' }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_renamed_are_sorted() {
        assert!(RENAMED.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_code_follows_from_the_key() {
        assert_eq!(Message::new("apierror-badtoken").code(), "badtoken");
        assert_eq!(Message::new("apiwarn-unrecognizedparams").code(), "unrecognizedparams");
        assert_eq!(Message::new("blockedtext-partial").code(), "blocked");
        assert_eq!(Message::new("wrongpassword").code(), "wrongpassword");
        assert_eq!(Message::new("a.b").code(), "a_b");
        assert_eq!(Message::new("paramvalidator-missingparam").coded("missingparam").code(), "missingparam");
        assert_eq!(Message::new("apierror-missingparam").arg("title").code(), "notitle");
    }
}
