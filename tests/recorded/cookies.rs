//! Cookies: the jar of a session, and how the cookies an answer sets are compared.

use crate::moment;

/// Set after writes, to steer readers to the main database for some seconds: of no matter to clients.
const IGNORED: [&str; 4] = ["UseCDNCache", "UseDC", "cpPosIndex", "cpPosTime"];

/// The cookies of one session, in the order in which they came.
#[derive(Default)]
pub(crate) struct Jar(Vec<(String, String)>);

impl Jar {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn put(&mut self, name: &str, value: &str) {
        match self.0.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.0.push((name.to_owned(), value.to_owned())),
        }
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|(key, _)| key != name);
    }

    /// The value of a `Cookie` header, if there is anything to send.
    pub(crate) fn line(&self) -> Option<String> {
        let pairs: Vec<_> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Takes what a `Set-Cookie` header says.
    pub(crate) fn take(&mut self, header: &str, now: f64) {
        let cookie = SetCookie::parse(header);
        let dead = cookie.attributes.iter().any(|(key, value)| match key.as_str() {
            "max-age" => value.parse::<i64>().is_ok_and(|age| age <= 0),
            "expires" => moment::of_cookie(value).is_some_and(|moment| moment < now - moment::HOUR),
            _ => false,
        });
        if dead {
            self.remove(cookie.name);
        } else {
            self.put(cookie.name, cookie.value);
        }
    }
}

struct SetCookie<'a> {
    name: &'a str,
    value: &'a str,
    /// Names in lower case.
    attributes: Vec<(String, &'a str)>,
}

impl<'a> SetCookie<'a> {
    fn parse(header: &'a str) -> Self {
        fn pair(part: &str) -> (&str, &str) {
            part.split_once('=').unwrap_or((part, ""))
        }
        let mut parts = header.split(';').map(str::trim);
        let (name, value) = pair(parts.next().unwrap_or_default());
        let attributes = parts.map(pair).map(|(key, value)| (key.to_lowercase(), value)).collect();
        Self { name, value, attributes }
    }
}

/// Names and attributes of the cookies an answer sets, sorted; no values, and ages only roughly.
pub(crate) fn described<'a>(headers: impl Iterator<Item = &'a str>, now: f64) -> Vec<String> {
    let cookies = headers.map(SetCookie::parse).filter(|cookie| !IGNORED.contains(&cookie.name));
    let mut lines: Vec<_> = cookies.map(|cookie| description(&cookie, now)).collect();
    lines.sort();
    lines
}

fn description(cookie: &SetCookie<'_>, now: f64) -> String {
    let mut gone = matches!(cookie.value, "" | "deleted");
    let mut attributes = Vec::new();
    for (key, value) in &cookie.attributes {
        attributes.push(match (key.as_str(), moment::of_cookie(value), value.parse::<i64>()) {
            ("expires", Some(moment), _) if moment < now - moment::HOUR => {
                gone = true;
                "expires=<PAST>".to_owned()
            }
            ("expires", Some(_), _) => "expires=<DATE>".to_owned(),
            ("max-age", _, Ok(age)) => {
                gone |= age <= 0;
                format!("max-age={}", (age as f64 / 600.0).round_ties_even() as i64 * 600)
            }
            _ if value.is_empty() => key.clone(),
            _ => format!("{key}={value}"),
        });
    }
    attributes.sort();
    attributes.insert(0, format!("{}{}", cookie.name, if gone { " (deleted)" } else { "" }));
    attributes.join("; ")
}

#[test]
fn a_cookie_of_the_past_leaves_the_jar_and_is_called_deleted() {
    let header = "a=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0; path=/; HttpOnly";
    let mut jar = Jar::default();
    jar.take("a=1; path=/", 1e9);
    assert_eq!(jar.line().as_deref(), Some("a=1"));
    jar.take(header, 1e9);
    assert_eq!(jar.line(), None);
    let line = "a (deleted); expires=<PAST>; httponly; max-age=0; path=/";
    assert_eq!(described([header].into_iter(), 1e9), [line]);
}
