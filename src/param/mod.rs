//! Parameters: what a module declares, how PHP reads a query string, and how a declaration turns fields into typed values
//! with MediaWiki's own warnings and errors.

mod body;
mod fault;
mod fields;
mod mend;
mod number;
#[macro_use]
mod params;
mod read;
mod spec;

pub use body::{Body, Part};
pub use fault::{Faults, Range};
pub use fields::{Field, Fields, MOST_FIELDS, Name, Origin, TooManyFields};
pub use read::{Chosen, FromFields, Limit, LimitWish, Notice, Read, Reader, Scope, Surroundings, UserName};
pub use spec::{
    Choice, Group, Kind, List, Marks, Multi, Only, Param, Preset, Setting, Template, UserForm, choice,
    expiry, flag, integer, limit, listed, long_text, namespace, password, raw, submodules, tags, text,
    timestamp, title, upload, user, value, watch_expiry,
};

pub use crate::{choices, params};
