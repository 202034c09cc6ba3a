//! Arbitrary bytes in place of what clients send: the checks of the fuzz targets, a few thousand times each.

#[path = "../fuzz/checks/cookies.rs"]
mod cookies;
#[path = "../fuzz/checks/fields.rs"]
mod fields;

use std::collections::BTreeMap;

use proptest::prelude::*;
use wikidouble::param::{Body, Fields};

/// Bytes that are often nearly right.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => "[a-z]{1,6}".prop_map(String::into_bytes),
        2 => prop::sample::select(vec!["=", "&", ";", "[]", "[", "%", "%4", "%41", "+", ".", " ", "|", "\x1f", "deleted"])
            .prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::sample::select(vec!["e\u{301}", "%CC%81", "%C3", "%ED%A0%80", "%00", "\u{fffe}", "%EF%BF%BE", "ä"])
            .prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
        1 => (0..1200_usize).prop_map(|count| "a=1&".repeat(count).into_bytes()),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_fields_or_none(bytes in nearly()) {
        fields::check(&bytes);
    }

    #[test]
    fn any_bytes_are_cookies_or_none(bytes in nearly()) {
        cookies::check(&bytes);
    }

    #[test]
    fn plain_fields_are_read_as_every_form_is(pairs in prop::collection::btree_map("[a-z]{1,8}", "[ -~äß]{0,12}", 0..20)) {
        let form = serde_urlencoded::to_string(&pairs).unwrap();
        let body = Body::Empty;
        let fields = Fields::parse(Some(&form), &body).unwrap();
        let read: BTreeMap<_, _> = fields
            .iter()
            .map(|field| (field.name().to_owned(), field.value().unwrap().to_owned()))
            .collect();
        prop_assert_eq!(read, pairs);
    }
}
