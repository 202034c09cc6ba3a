#![no_main]

#[path = "../checks/fields.rs"]
mod fields;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fields::check(bytes));
