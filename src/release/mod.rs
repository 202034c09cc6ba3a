//! Which MediaWiki is imitated, and everything that differs from one release to the next.

mod choices;
mod history;
mod profile;

pub use choices::*;
pub use history::profile;
pub use profile::Profile;

/// A release of MediaWiki, by its minor number: 1.39 is `Release(39)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release(pub u8);

macro_rules! releases {
    ($($name:ident = $minor:literal),* $(,)?) => {
        $(#[doc = concat!("MediaWiki 1.", stringify!($minor), ".")] pub const $name: Release = Release($minor);)*
        impl Release {
            /// Every release that is known, oldest first.
            pub const ALL: &'static [Release] = &[$($name),*];
        }
    };
}

releases! {
    V1_20 = 20, V1_21 = 21, V1_22 = 22, V1_23 = 23, V1_24 = 24, V1_25 = 25, V1_26 = 26, V1_27 = 27, V1_28 = 28,
    V1_29 = 29, V1_30 = 30, V1_31 = 31, V1_32 = 32, V1_33 = 33, V1_34 = 34, V1_35 = 35, V1_36 = 36, V1_37 = 37,
    V1_38 = 38, V1_39 = 39, V1_40 = 40, V1_41 = 41, V1_42 = 42, V1_43 = 43, V1_44 = 44, V1_45 = 45,
}

impl Release {
    /// The first release of all: for what was always there.
    pub const FIRST: Release = V1_20;
    /// The newest of all.
    pub const LATEST: Release = V1_45;
    /// The newest that MediaWiki supports for long: such are 1.19, 1.23, 1.27 and every fourth since.
    pub const LTS: Release = V1_43;
    /// Beyond the last: for what is still there.
    pub const OPEN: Release = Release(u8::MAX);
}

impl std::fmt::Display for Release {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "1.{}", self.0)
    }
}
