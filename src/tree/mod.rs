//! The answer as a tree, and every way to write it down. A module builds one [`Node`]; it never sees the format.

mod dump;
mod escape;
mod json;
mod name;
mod node;
mod number;
mod php;
pub mod pretty;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
mod walk;
mod xml;

pub use dump::{DumpStyle, dump};
pub use json::{Charset, JsonStyle, Layout, json};
pub use node::{Entry, Key, Marks, Merge, Node, Shape, Value};
pub use php::php;
pub use walk::Version;
pub use xml::{XmlStyle, xml};
