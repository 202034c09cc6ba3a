//! The answer as a tree, and every way to write it down. A module builds one [`Node`]; it never sees the format.

mod node;

pub use node::{Entry, Key, Marks, Merge, Node, Shape, Value};
