//! Which passwords are good enough (`PasswordPolicyChecks`, `$wgPasswordPolicy`).

use serde::{Deserialize, Serialize};

use super::{site::Site, user::User};
use crate::{
    base::Timestamp,
    release::{V1_26, V1_33, V1_34, V1_35, V1_37, V1_40},
};

/// What is wrong with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weakness {
    /// It has fewer bytes than that.
    TooShort(usize),
    /// It has more bytes than that; nobody can even log in with it.
    TooLong(usize),
    /// It is the user's name.
    IsName,
    /// It is a part of the user's name.
    InName,
    /// It is one of MediaWiki's own examples.
    Forbidden,
    /// Too many have it.
    Common,
}

/// More bytes than that are not even tried.
pub const LONGEST: usize = 4096;

/// Groups whose members need longer passwords.
const TRUSTED: [&str; 4] = ["bureaucrat", "sysop", "interface-admin", "bot"];

/// Passwords of MediaWiki's own test accounts and example (`checkPasswordCannotMatchDefaults`).
const EXAMPLES: [(&str, &str); 4] = [
    ("Useruser", "Passpass"),
    ("Useruser1", "Passpass1"),
    ("Apitestsysop", "testpass"),
    ("Apitestuser", "testpass"),
];

/// Some of the passwords that many have.
const COMMON: &[&str] = &[
    "000000",
    "111111",
    "11111111",
    "112233",
    "121212",
    "123123",
    "123123123",
    "1234",
    "12345",
    "123456",
    "1234567",
    "12345678",
    "123456789",
    "1234567890",
    "123321",
    "123qwe",
    "131313",
    "159753",
    "1q2w3e",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "222222",
    "555555",
    "654321",
    "666666",
    "696969",
    "777777",
    "7777777",
    "87654321",
    "888888",
    "88888888",
    "987654321",
    "999999",
    "aa123456",
    "aaaaaa",
    "abc123",
    "abcd1234",
    "access",
    "admin",
    "asdfgh",
    "asdfghjkl",
    "baseball",
    "batman",
    "charlie",
    "computer",
    "dragon",
    "flower",
    "football",
    "freedom",
    "hello",
    "hunter2",
    "iloveyou",
    "killer",
    "letmein",
    "login",
    "lovely",
    "master",
    "michael",
    "monkey",
    "mustang",
    "nicole",
    "pass",
    "passw0rd",
    "password",
    "password1",
    "password12",
    "password123",
    "princess",
    "qazwsx",
    "qwerty",
    "qwerty123",
    "qwertyuiop",
    "secret",
    "shadow",
    "starwars",
    "sunshine",
    "superman",
    "test",
    "trustno1",
    "welcome",
    "whatever",
    "zaq12wsx",
    "zxcvbnm",
];

/// What is wrong with a password for a user of that name, in the order in which it is told.
pub fn weaknesses(name: &str, groups: &[&str], password: &str, site: &Site) -> Vec<Weakness> {
    let release = site.release;
    let mut found = Vec::new();
    let shortest = shortest(groups, site);
    if password.len() < shortest {
        found.push(Weakness::TooShort(shortest));
    }
    if release < V1_37 && password.to_lowercase() == name.to_lowercase() {
        found.push(Weakness::IsName);
    }
    if release >= V1_35 && name.to_lowercase().contains(&password.to_lowercase()) {
        found.push(Weakness::InName);
    }
    let example = EXAMPLES.contains(&(name, password)) || (release >= V1_35 && password == "ExamplePassword");
    if example {
        found.push(Weakness::Forbidden);
    }
    if password.len() > LONGEST && release >= V1_26 {
        found.push(Weakness::TooLong(LONGEST));
    }
    let is_trusted = groups.iter().any(|group| TRUSTED.contains(group));
    if (release >= V1_34 || (release == V1_33 && is_trusted))
        && COMMON.contains(&password.to_lowercase().as_str())
    {
        found.push(Weakness::Common);
    }
    found
}

/// The same for an account.
pub fn weaknesses_of(user: &User, password: &str, site: &Site, now: Timestamp) -> Vec<Weakness> {
    let groups: Vec<&str> = user.all_groups(site, now).collect();
    weaknesses(&user.name, &groups, password, site)
}

/// Whether whoever logs in with a weak password is asked to replace it (`suggestChangeOnLogin`).
pub fn asks_to_replace(site: &Site) -> bool {
    site.release >= V1_33
}

/// How many bytes a password must have.
fn shortest(groups: &[&str], site: &Site) -> usize {
    let is_trusted = groups.iter().any(|group| TRUSTED.contains(group));
    match site.release {
        release if release >= V1_33 && is_trusted => 10,
        release if release >= V1_40 => 8,
        release if release >= V1_26 && is_trusted => 8,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::*;

    fn of(release: Release, groups: &[&str], password: &str) -> Vec<Weakness> {
        weaknesses("Alice Example", groups, password, &Site::fresh("X", release))
    }

    #[test]
    fn what_is_weak_differs_by_release_and_group() {
        assert_eq!(of(V1_39, &["user"], "short1!"), []);
        assert_eq!(of(V1_43, &["user"], "short1!"), [Weakness::TooShort(8)]);
        assert_eq!(of(V1_39, &["sysop"], "short1!"), [Weakness::TooShort(10)]);
        assert_eq!(of(V1_39, &["user"], "alice"), [Weakness::InName]);
        assert_eq!(of(V1_31, &["user"], "alice example"), [Weakness::IsName]);
        assert_eq!(of(V1_39, &["user"], "ExamplePassword"), [Weakness::Forbidden]);
        assert_eq!(of(V1_39, &["user"], "Password123"), [Weakness::Common]);
        assert_eq!(of(V1_39, &["user"], &"x".repeat(4097)), [Weakness::TooLong(4096)]);
        assert_eq!(of(V1_39, &["user"], "AlicePass12345"), []);
    }
}
