//! Numbers as PHP reads them from text where nobody checks: `(int)"12 apples"` is 12.

/// `(int)$text`: the number that the text begins with, cut to a whole one and held within 64 bits; 0 if there is none.
pub(super) fn cast(text: &str) -> i64 {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c']);
    let sign = usize::from(text.starts_with(['+', '-']));
    let digits = |from: usize| from + text.bytes().skip(from).take_while(u8::is_ascii_digit).count();
    let whole = digits(sign);
    let mut end = whole;
    if text[end..].starts_with('.') {
        end = digits(end + 1);
    }
    if whole == sign && end <= sign + 1 {
        return 0;
    }
    if text[end..].starts_with(['e', 'E']) {
        let exponent = end + 1 + usize::from(text[end + 1..].starts_with(['+', '-']));
        if digits(exponent) > exponent {
            end = digits(exponent);
        }
    }
    if end == whole {
        let huge = if text.starts_with('-') { i64::MIN } else { i64::MAX };
        return text[..end].parse().unwrap_or(huge);
    }
    // Beyond 64 bits the ends are taken, as a cast of ours does.
    text[..end].parse::<f64>().map_or(0, |number| number as i64)
}

/// The number, if the text is nothing but a sign and digits; held within 64 bits.
pub(super) fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| cast(text))
}

#[cfg(test)]
mod tests {
    use super::{cast, whole};

    #[test]
    fn a_whole_number_has_nothing_else_around_it() {
        assert_eq!(whole("+0012"), Some(12));
        assert_eq!(whole("99999999999999999999"), Some(i64::MAX));
        for odd in ["", "+", " 1", "1 ", "1.0", "1e3", "a"] {
            assert_eq!(whole(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_number_at_the_start_counts() {
        for (text, number) in [
            ("", 0),
            ("abc", 0),
            ("12 apples", 12),
            (" 5", 5),
            ("5 ", 5),
            ("+5", 5),
            ("-5", -5),
            ("- 5", 0),
            ("5.9", 5),
            ("-5.9", -5),
            (".9", 0),
            (".", 0),
            ("1e3", 1000),
            ("1e", 1),
            ("1e+", 1),
            ("1e+2x", 100),
            ("0x1A", 0),
            ("99999999999999999999", i64::MAX),
            ("-99999999999999999999", i64::MIN),
            ("1e99", i64::MAX),
        ] {
            assert_eq!(cast(text), number, "{text}");
        }
    }
}
