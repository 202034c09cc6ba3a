//! How the command is linked.

use std::env;

/// Declarations, words and profiles are tables of constants full of pointers. In a program that may lie anywhere in memory
/// each of them has to be put right before it starts, in pages of its own: that is half a megabyte of instructions how to,
/// and as much that is written to at every start. At a fixed address the tables are there as they are. The price is that the
/// system does not lay this image at random; this crate has no `unsafe` for which that would be a second fence.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |key| env::var(key).unwrap_or_default();
    if target("CARGO_CFG_TARGET_OS") == "linux" && target("CARGO_CFG_TARGET_ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
