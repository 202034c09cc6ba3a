//! A session as a token that those before the wiki can look into (`$wgUseSessionCookieJwt`, 1.45).
//!
//! It never makes a session that the other cookies do not make; but one that is wrong ends it (`CookieSessionProvider`).

use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use serde::{Deserialize, Serialize};

use crate::{
    base::{Chance, RsaKey, Timestamp},
    wiki::UserId,
};

/// `{"typ":"JWT","alg":"RS256"}`
const HEADER: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9";

/// The key of wikis that are not given one. Everybody can read it here.
const KEY: &str = include_str!("../../base/rsa/known.pem");

/// How tokens are made and known.
#[derive(Debug, Clone)]
pub struct Jwt {
    key: RsaKey,
    /// Who issues them, `$wgCanonicalServer`.
    issuer: String,
    /// The wiki whose numbers the accounts have.
    wiki_id: String,
    /// How many seconds one is good, `$wgSessionCookieJwtExpiration`.
    pub seconds: u32,
}

/// What the token says of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is the session's.
    Right,
    /// So it is, and it is time for another.
    Aging,
    /// It is another's, or none.
    Wrong,
}

#[derive(Serialize)]
struct Claims<'c> {
    iss: &'c str,
    sxp: i64,
    jti: String,
    sub: String,
    iat: i64,
}

#[derive(Deserialize)]
struct Claimed {
    iss: Option<String>,
    #[serde(default)]
    sxp: i64,
    sub: String,
    iat: Option<i64>,
    nbf: Option<i64>,
    exp: Option<i64>,
}

impl Jwt {
    /// Tokens that are signed with a key in PEM, or else with one that everybody knows; `None` if that is no key.
    pub fn new(key: Option<&str>, issuer: &str, wiki_id: &str) -> Option<Self> {
        let key = RsaKey::from_pem(key.unwrap_or(KEY))?;
        Some(Self { key, issuer: issuer.to_owned(), wiki_id: wiki_id.to_owned(), seconds: 4 * 3600 })
    }

    /// The token of an account (`SessionManager::getJwtData`).
    pub fn write(&self, user: UserId, now: Timestamp, chance: &dyn Chance) -> String {
        let mut id = [0; 16];
        chance.fill(&mut id);
        let claims = Claims {
            iss: &self.issuer,
            sxp: now.unix() + i64::from(self.seconds),
            jti: BASE64_STANDARD.encode(id),
            sub: self.subject(user),
            iat: now.unix(),
        };
        let claims = serde_json::to_vec(&claims).expect("texts and numbers can be written");
        let signed = format!("{HEADER}.{}", BASE64_URL_SAFE_NO_PAD.encode(claims));
        let signature = BASE64_URL_SAFE_NO_PAD.encode(self.key.sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }

    /// What a token says of a session of that account, or of nobody's (`verifyJwtCookie`). Nobody ever gets one.
    pub fn check(&self, token: &str, user: Option<UserId>, now: Timestamp) -> Standing {
        let now = now.unix();
        let right = |claimed: &Claimed| {
            user.is_some_and(|user| claimed.sub == self.subject(user))
                && claimed.iss.as_ref() == Some(&self.issuer)
                && claimed.iat.is_none_or(|issued| issued <= now)
                && claimed.nbf.is_none_or(|from| from <= now)
                && claimed.exp.is_none_or(|until| now < until)
        };
        match self.read(token).filter(right) {
            None => Standing::Wrong,
            Some(claimed) if claimed.sxp < now + i64::from(self.seconds) * 3 / 4 => Standing::Aging,
            Some(_) => Standing::Right,
        }
    }

    fn subject(&self, user: UserId) -> String {
        format!("mw:local:{}:{user}", self.wiki_id)
    }

    /// What a token claims, if its signature is right.
    fn read(&self, token: &str) -> Option<Claimed> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).ok()?;
        if header != HEADER || !self.key.verifies(signed.as_bytes(), &signature) {
            return None;
        }
        serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::SeededChance,
        release::{V1_44, V1_45},
        wiki::{
            Cookie,
            double::{Double, Jar, double_of, told},
            fixture::Fixture,
            token::Kind,
        },
    };

    const NOW: Timestamp = Timestamp::from_unix(1_795_317_945);

    fn jwt() -> Jwt {
        Jwt::new(None, "http://127.0.0.1:8228", "oracle").unwrap()
    }

    fn double() -> Double {
        let text = "[site]\npassword_hash = 'cheap'\nsession_jwt = true\n[[user]]\nname = 'Alice'\npassword = 'AlicePass12345'\n";
        double_of(&Fixture::parse("t", text).unwrap(), V1_45)
    }

    #[test]
    fn a_token_says_what_mediawiki_s_says() {
        let token = jwt().write(UserId(3), NOW, &SeededChance::new(1));
        let claims = token.split('.').nth(1).unwrap();
        let claims = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
        let (before, rest) = claims.split_once(r#","jti":""#).unwrap();
        assert_eq!(before, r#"{"iss":"http://127.0.0.1:8228","sxp":1795332345"#);
        assert_eq!(&rest[24..], r#"","sub":"mw:local:oracle:3","iat":1795317945}"#);
    }

    #[test]
    fn a_token_is_of_one_account_of_one_wiki_and_ages() {
        let (jwt, alice) = (jwt(), Some(UserId(3)));
        let token = jwt.write(UserId(3), NOW, &SeededChance::new(1));
        assert_eq!(jwt.check(&token, alice, NOW), Standing::Right);
        assert_eq!(jwt.check(&token, alice, NOW.plus(3600)), Standing::Right);
        assert_eq!(jwt.check(&token, alice, NOW.plus(3601)), Standing::Aging);
        assert_eq!(jwt.check(&token, alice, NOW.plus(-1)), Standing::Wrong, "not issued yet");
        for user in [None, Some(UserId(4))] {
            assert_eq!(jwt.check(&token, user, NOW), Standing::Wrong, "{user:?}");
        }
        for (issuer, wiki) in [("http://elsewhere", "oracle"), ("http://127.0.0.1:8228", "other")] {
            let other = Jwt::new(None, issuer, wiki).unwrap();
            assert_eq!(other.check(&token, alice, NOW), Standing::Wrong, "{issuer} {wiki}");
        }
        for broken in ["", "a.b.c", &token[1..], &token[..token.len() - 2]] {
            assert_eq!(jwt.check(broken, alice, NOW), Standing::Wrong, "{broken}");
        }
    }

    #[test]
    fn who_logs_in_gets_one_and_who_logs_out_loses_it() {
        let double = double();
        let mut jar = Jar::default();
        let caller = double.ask(&mut jar, |wiki, caller| drop(wiki.token(caller, Kind::Login)));
        assert_eq!(told(&caller), "_session", "nobody gets none");
        assert_eq!(told(&double.look(&mut jar)), "_session", "and is set the cookie again and again");
        let mut jar = double.login("Alice", true);
        assert!(jar.0.contains_key(Cookie::Jwt.suffix()));
        assert_eq!(told(&double.look(&mut jar)), "");
        let caller = double.ask(&mut jar, |wiki, caller| wiki.log_out(caller));
        assert_eq!(told(&caller), "(Token) (UserID) (_session) (sessionJwt)");
    }

    #[test]
    fn a_wrong_one_ends_the_session_and_a_missing_one_comes_back() {
        let double = double();
        let jar = double.login("Alice", true);
        let mut without = jar.clone().without(Cookie::Jwt);
        assert_eq!(told(&double.look(&mut without)), "Token UserID UserName _session sessionJwt");
        let mut wrong = jar.clone().with(Cookie::Jwt, "xx.yy.zz");
        let caller = double.look(&mut wrong);
        assert_eq!(
            (told(&caller).as_str(), caller.is_registered()),
            ("(Token) (UserID) (_session) (sessionJwt)", false)
        );
        let mut alone = Jar::default().with(Cookie::Jwt, &jar.0[Cookie::Jwt.suffix()]);
        assert_eq!(told(&double.look(&mut alone)), "(sessionJwt)");
    }

    #[test]
    fn releases_before_do_not_know_them() {
        let text = "[site]\npassword_hash = 'cheap'\nsession_jwt = true\n[[user]]\nname = 'Alice'\npassword = 'AlicePass12345'\n";
        let double = double_of(&Fixture::parse("t", text).unwrap(), V1_44);
        assert!(!double.login("Alice", true).0.contains_key(Cookie::Jwt.suffix()));
    }
}
