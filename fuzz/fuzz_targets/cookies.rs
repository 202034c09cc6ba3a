#![no_main]

#[path = "../checks/cookies.rs"]
mod cookies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cookies::check(bytes));
