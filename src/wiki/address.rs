//! Internet addresses as MediaWiki writes, recognizes and compares them (`IPUtils`).

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use serde::{Deserialize, Serialize};

/// One address: IPv4 or IPv6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address(pub IpAddr);

/// All addresses from one to another, both included and of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressRange {
    /// The lowest address.
    pub first: Address,
    /// The highest address.
    pub last: Address,
}

impl Address {
    /// Reads an address; leading zeros are fine, an IPv4 part in an IPv6 address is not.
    pub fn parse(text: &str) -> Option<Self> {
        if text.contains(':') {
            let plain = text.bytes().all(|b| b == b':' || b.is_ascii_hexdigit());
            return plain.then(|| text.parse::<Ipv6Addr>().ok()).flatten().map(|a| Self(IpAddr::V6(a)));
        }
        let mut bytes = [0; 4];
        let mut parts = text.split('.');
        for byte in &mut bytes {
            let part = parts.next()?;
            if part.is_empty() || part.len() > 3 || !part.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            *byte = part.parse().ok()?;
        }
        parts.next().is_none().then(|| Self(IpAddr::V4(Ipv4Addr::from(bytes))))
    }

    /// How many bits an address of this kind has.
    pub const fn bits(self) -> u8 {
        if self.0.is_ipv4() { 32 } else { 128 }
    }

    fn number(self) -> u128 {
        match self.0 {
            IpAddr::V4(address) => u128::from(u32::from(address)),
            IpAddr::V6(address) => u128::from(address),
        }
    }

    fn like(self, number: u128) -> Self {
        Self(match self.0 {
            IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::from(number as u32)),
            IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::from(number)),
        })
    }
}

/// MediaWiki's own spelling: IPv6 in capitals and without abbreviation (`IPUtils::sanitizeIP`).
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            IpAddr::V4(address) => address.fmt(f),
            IpAddr::V6(address) => {
                for (at, word) in address.segments().iter().enumerate() {
                    write!(f, "{}{word:X}", if at == 0 { "" } else { ":" })?;
                }
                Ok(())
            }
        }
    }
}

impl AddressRange {
    /// The range of one address.
    pub const fn single(address: Address) -> Self {
        Self { first: address, last: address }
    }

    /// All addresses that share their first `prefix` bits with `address`.
    pub fn block(address: Address, prefix: u8) -> Option<Self> {
        let free = address.bits().checked_sub(prefix)?;
        let mask = if free == 128 { u128::MAX } else { (1 << free) - 1 };
        let number = address.number();
        Some(Self { first: address.like(number & !mask), last: address.like(number | mask) })
    }

    /// Reads `address`, `address/prefix` or `address-address` (`IPUtils::parseRange`).
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((address, prefix)) = text.split_once('/') {
            return Self::block(Address::parse(address)?, prefix_of(prefix)?);
        }
        if let Some((first, last)) = text.split_once('-') {
            let first = Address::parse(first.strip_suffix(' ').unwrap_or(first))?;
            let last = Address::parse(last.strip_prefix(' ').unwrap_or(last))?;
            return (first.bits() == last.bits() && first <= last).then_some(Self { first, last });
        }
        Address::parse(text).map(Self::single)
    }

    /// How many first bits all addresses of the range share.
    pub fn prefix(&self) -> u8 {
        let bits = u32::from(self.first.bits());
        let differing = 128 - (self.first.number() ^ self.last.number()).leading_zeros();
        (bits - differing) as u8
    }

    /// Whether the address is in the range.
    pub fn contains(&self, address: Address) -> bool {
        self.first.bits() == address.bits() && (self.first..=self.last).contains(&address)
    }
}

fn prefix_of(text: &str) -> Option<u8> {
    let plain = (1..=3).contains(&text.len()) && (text == "0" || !text.starts_with('0'));
    if plain && text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// Whether a text is an address or `address/prefix`; such a name is never an account's.
pub fn is_address(text: &str) -> bool {
    match text.split_once('/') {
        Some(_) => AddressRange::parse(text).is_some(),
        None => Address::parse(text).is_some(),
    }
}

/// The one spelling of an address or `address/prefix`; `None` for any other text.
pub fn canonical(text: &str) -> Option<String> {
    match text.split_once('/') {
        Some((address, prefix)) if is_address(text) => Some(format!("{}/{prefix}", Address::parse(address)?)),
        Some(_) => None,
        None => Address::parse(text).map(|address| address.to_string()),
    }
}

/// As [`canonical`], with a range named by its first address (`IPUtils::sanitizeRange`).
pub fn canonical_range(text: &str) -> Option<String> {
    match text.split_once('/') {
        Some((_, prefix)) => Some(format!("{}/{prefix}", AddressRange::parse(text)?.first)),
        None => canonical(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling() {
        assert_eq!(canonical("127.000.0.01").as_deref(), Some("127.0.0.1"));
        assert_eq!(canonical("::1").as_deref(), Some("0:0:0:0:0:0:0:1"));
        assert_eq!(canonical("2001:db8::00a/32").as_deref(), Some("2001:DB8:0:0:0:0:0:A/32"));
        assert_eq!(canonical_range("192.168.7.9/16").as_deref(), Some("192.168.0.0/16"));
        for odd in
            ["1.2.3", "1.2.3.256", "1.2.3.4.5", "::ffff:1.2.3.4", "1:2:3", "1.2.3.4/33", "1.2.3.4/08", "x"]
        {
            assert_eq!(canonical(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_range_holds_what_lies_between_its_ends() {
        let range = AddressRange::parse("10.0.0.0/8").unwrap();
        assert!(range.contains(Address::parse("10.255.1.2").unwrap()));
        assert!(!range.contains(Address::parse("11.0.0.0").unwrap()));
        assert!(!range.contains(Address::parse("::a").unwrap()));
        assert!(AddressRange::parse("10.0.0.1 - 10.0.0.9").is_some());
        assert!(AddressRange::parse("::/0").unwrap().contains(Address::parse("FFFF::").unwrap()));
    }
}
