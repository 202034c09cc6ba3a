//! Addresses outside: how they are made alike, kept and looked for (`Parser::normalizeLinkUrl`, `LinkFilter`).

use std::{borrow::Cow, net::Ipv4Addr};

/// An address as it is kept: its host turned around, so that all hosts of a domain stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Its protocol, host and port: `https://org.example.www.:8080`.
    pub host: String,
    /// What follows.
    pub path: String,
}

/// How many bytes of an address a database before 1.41 sorts by (`el_index_60`).
const SORTED_BY: usize = 60;

impl Outside {
    /// Takes an address apart, which begins with its protocol or with two slashes.
    pub fn of(address: &str) -> Option<Self> {
        let parts = Parts::of(address)?;
        let mut host = format!("{}{}", parts.protocol, parts.turned());
        if let Some(port) = parts.port {
            host.extend([":", port]);
        }
        let path = if parts.path.is_empty() && parts.has_slashes { "/" } else { "" };
        Some(Self { host, path: format!("{path}{}", parts.path_on()) })
    }

    /// The whole of it.
    pub fn whole(&self) -> String {
        format!("{}{}", self.host, self.path)
    }

    /// As much of the whole as is sorted by.
    pub fn beginning(&self) -> String {
        let mut whole = self.whole();
        let end = (0..=whole.len().min(SORTED_BY)).rev().find(|at| whole.is_char_boundary(*at));
        whole.truncate(end.unwrap_or(0));
        whole
    }

    /// The address again; its host is in small letters and its path is not empty (`LinkFilter::reverseIndexes`).
    pub fn restored(&self) -> String {
        let Some(protocol) = protocol(&self.host) else { return String::new() };
        let rest = &self.host[protocol.len()..];
        if protocol == "mailto:" {
            let (domain, name) = rest.split_once('@').unwrap_or(("", rest));
            return format!(
                "{protocol}{name}@{}{}",
                turned(domain.trim_end_matches('.')).trim_end_matches('.'),
                self.path
            );
        }
        let (host, port) = rest.split_once(".:").map_or((rest, ""), |(host, port)| (host, port));
        let colon = if port.is_empty() { "" } else { ":" };
        let host = host.trim_end_matches('.');
        let host = match host.strip_prefix("V4.") {
            Some(number) => number.to_owned(),
            None => turned(host).trim_end_matches('.').to_owned(),
        };
        format!("{protocol}{host}{colon}{port}{}", self.path)
    }
}

/// What addresses begin with that are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// What the host begins with, its protocol included.
    host: String,
    /// Whether that is a domain, whose hosts are all meant.
    domain: bool,
    path: String,
}

impl Pattern {
    /// Reads `www.example.org/path` or `*.example.org`; nothing else may have an asterisk (`LinkFilter::makeLikeArray`).
    pub fn of(query: &str, protocol: &str) -> Option<Self> {
        let address = normalized(&format!("{protocol}{query}")).into_owned();
        let parts = Parts::of(&address)?;
        let all_names = parts.protocol == "mailto:" && parts.host.starts_with("*@");
        let mut host = if all_names { format!("{}@", turned(&parts.host[2..])) } else { parts.turned() };
        let domain = all_names || host.ends_with(".*.");
        if !all_names && domain {
            host.truncate(host.len() - 2);
        }
        if let Some(port) = parts.port.filter(|_| !domain) {
            host.extend([":", port]);
        }
        let slash = if parts.path.is_empty() && parts.has_slashes { "/" } else { "" };
        let pattern = Self {
            host: format!("{}{host}", parts.protocol),
            domain,
            path: format!("{slash}{}", parts.path_on()),
        };
        let stray = pattern.host.contains('*') || pattern.path.contains('*');
        (!stray).then_some(pattern)
    }

    /// What the whole address begins with: as far as the first place that is open.
    pub fn beginning(&self) -> String {
        if self.domain { self.host.clone() } else { format!("{}{}", self.host, self.path) }
    }

    /// Whether the addresses found are all sorted alike.
    pub fn is_one_key(&self) -> bool {
        self.beginning().len() >= SORTED_BY
    }

    /// Whether an address is meant, as a whole.
    pub fn fits(&self, address: &Outside) -> bool {
        address.whole().starts_with(&self.beginning())
    }

    /// Whether an address is meant, its host and the rest looked at apart (from 1.41 on).
    pub fn fits_apart(&self, address: &Outside) -> bool {
        let whole_host = !self.path.starts_with('/');
        let host = if whole_host { address.host == self.host } else { address.host.starts_with(&self.host) };
        host && address.path.starts_with(&self.path)
    }
}

/// An address taken apart.
struct Parts<'a> {
    protocol: &'a str,
    has_slashes: bool,
    host: &'a str,
    port: Option<&'a str>,
    path: &'a str,
    rest: &'a str,
}

impl<'a> Parts<'a> {
    fn of(address: &'a str) -> Option<Self> {
        let protocol = protocol(address)?;
        let rest = &address[protocol.len()..];
        let has_slashes = protocol.ends_with('/');
        if !has_slashes {
            // What a mail address or a news group is called stands for a host.
            let end = rest.find(['?', '#']).unwrap_or(rest.len());
            let (host, rest) = rest.split_at(end);
            return Some(Self { protocol, has_slashes, host, port: None, path: "", rest });
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, after) = rest.split_at(end);
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, Some(port)),
            _ => (host, None),
        };
        if host.is_empty() {
            return None;
        }
        let path = after.find(['?', '#']).unwrap_or(after.len());
        let (path, rest) = after.split_at(path);
        Some(Self { protocol, has_slashes, host, port, path, rest })
    }

    fn path_on(&self) -> String {
        format!("{}{}", self.path, self.rest)
    }

    fn turned(&self) -> String {
        if self.protocol == "mailto:" {
            return match self.host.split_once('@') {
                Some((name, domain)) => format!("{}@{name}", turned(domain)),
                None => format!("@{}", self.host),
            };
        }
        turned(self.host)
    }
}

/// The protocol that an address begins with.
fn protocol(address: &str) -> Option<&str> {
    let colon = address.find(':').map_or(0, |at| at + 1);
    let slashes = if address[colon..].starts_with("//") { 2 } else { 0 };
    (colon + slashes > 0).then(|| &address[..colon + slashes])
}

/// `www.Example.org` becomes `org.example.www.` (`LinkFilter::indexifyHost`).
fn turned(host: &str) -> String {
    let host = percent_encoding::percent_decode_str(host).decode_utf8_lossy().to_lowercase();
    let host = host.strip_suffix('.').unwrap_or(&host);
    if let Ok(number) = host.parse::<Ipv4Addr>() {
        return format!("V4.{number}.");
    }
    let numbers = host.strip_suffix(".*").map(|start| start.split('.'));
    if numbers.is_some_and(|mut numbers| numbers.all(|number| number.parse::<u8>().is_ok())) {
        return format!("V4.{host}.");
    }
    let mut parts: Vec<&str> = host.rsplit('.').collect();
    parts.push("");
    parts.join(".")
}

/// An address with codes where they are needed and nowhere else (`Parser::normalizeLinkUrl`).
pub fn normalized(address: &str) -> Cow<'_, str> {
    let is_unsafe = |byte: u8| byte <= b' ' || byte >= 0x7f || b"\"<>[\\]^`{|}".contains(&byte);
    if !address.bytes().any(|byte| byte == b'%' || is_unsafe(byte)) {
        return Cow::Borrowed(address);
    }
    let fragment = address.find('#').unwrap_or(address.len());
    let query = address[..fragment].find('?').unwrap_or(fragment);
    let mut out = String::with_capacity(address.len() + 8);
    let bytes = address.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if is_unsafe(byte) {
            out.push_str(&format!("%{byte:02X}"));
        } else if let (b'%', Some(high), Some(low)) = (byte, digit(at + 1), digit(at + 2)) {
            let code = (high * 16 + low) as u8;
            let kept: &[u8] = match at {
                _ if at >= fragment => b"\"#%<>[\\]^`{|}",
                _ if at >= query => b"\"#%<>[\\]^`{|}&=+;",
                _ => b"\"#%<>[\\]^`{|}/?",
            };
            if (33..127).contains(&code) && !kept.contains(&code) {
                out.push(code as char);
            } else {
                out.push_str(&format!("%{code:02X}"));
            }
            at += 2;
        } else {
            out.push(byte as char);
        }
        at += 1;
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_turned_around_and_back() {
        for (address, whole, restored) in [
            ("https://b.Example.org/x?y#z", "https://org.example.b./x?y#z", "https://b.example.org/x?y#z"),
            ("http://a.example", "http://example.a./", "http://a.example/"),
            ("http://b.example.org:8080/A", "http://org.example.b.:8080/A", "http://b.example.org:8080/A"),
            ("mailto:me@mail.example", "mailto:example.mail.@me", "mailto:me@mail.example"),
            ("http://127.0.0.1/x", "http://V4.127.0.0.1./x", "http://127.0.0.1/x"),
        ] {
            let outside = Outside::of(address).unwrap();
            assert_eq!((outside.whole().as_str(), outside.restored().as_str()), (whole, restored));
        }
        assert_eq!(Outside::of("no address"), None);
    }

    #[test]
    fn patterns_may_be_open_at_the_start_of_the_host_only() {
        let outside = Outside::of("https://b.example.org/x?y#z").unwrap();
        for (query, fits) in [
            ("b.example.org/x", true),
            ("*.example.org", true),
            ("example.org", false),
            ("b.example.org/y", false),
        ] {
            assert_eq!(Pattern::of(query, "https://").unwrap().fits(&outside), fits, "{query}");
        }
        assert_eq!(Pattern::of("a*b", "http://"), None);
        assert_eq!(Pattern::of("b.example.org/*", "http://"), None);
    }

    #[test]
    fn codes_stand_where_they_are_needed() {
        assert_eq!(normalized("http://a.example/A%20b%41|%2f?%3D"), "http://a.example/A%20bA%7C%2F?%3D");
        assert_eq!(normalized("http://a.example/é"), "http://a.example/%C3%A9");
    }
}
