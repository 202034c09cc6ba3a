//! The releases as a change log: each says only what it changed over the one before.

use super::*;

const V1_35_: Profile =
    Profile { release: V1_35, version: "1.35.13", php: "7.4.33", api_classes: "", write_right: true };
const V1_39_: Profile = Profile { release: V1_39, version: "1.39.17", php: "8.2.31", ..V1_35_ };
const V1_43_: Profile = Profile {
    release: V1_43,
    version: "1.43.9",
    php: "8.4.21",
    api_classes: "MediaWiki\\Api\\",
    write_right: false,
    ..V1_39_
};

static PROFILES: &[Profile] = &[V1_35_, V1_39_, V1_43_];

/// The profile of a release, if there is one.
pub fn profile(release: Release) -> Option<&'static Profile> {
    PROFILES.iter().find(|profile| profile.release == release)
}
