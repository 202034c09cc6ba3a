//! Numbers in decimal, as PHP spells them.

/// Appends a whole number.
#[inline]
pub(super) fn put_int(number: i64, out: &mut Vec<u8>) {
    // Most numbers are name spaces and lengths.
    if let digit @ 0..10 = number {
        out.push(b'0' + digit as u8);
    } else {
        put_long(number, out);
    }
}

fn put_long(number: i64, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let mut place = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        place -= 1;
        digits[place] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        place -= 1;
        digits[place] = b'-';
    }
    out.extend_from_slice(&digits[place..]);
}

/// How many digits of a fraction are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Digits {
    /// As many as tell it from its neighbors: `json_encode` and `serialize`.
    Exact,
    /// Fourteen: a fraction that became a string, as in XML.
    Fourteen,
}

/// Appends a fraction; a large or tiny one with `e` (or `E`) before its power of ten.
pub(super) fn put_float(number: f64, digits: Digits, e: u8, out: &mut Vec<u8>) {
    let (written, most) = match digits {
        Digits::Exact => (format!("{number:e}"), 17),
        Digits::Fourteen => (format!("{number:.13e}"), 14),
    };
    let (mantissa, power) = written.split_once('e').unwrap_or((&written, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let power: i64 = power.parse().expect("Rust writes a whole number there");

    out.extend_from_slice(sign.as_bytes());
    if power < -4 || power >= most {
        out.extend_from_slice(whole.as_bytes());
        out.push(b'.');
        out.extend_from_slice(if fraction.is_empty() { b"0" } else { fraction.as_bytes() });
        out.push(e);
        out.push(if power < 0 { b'-' } else { b'+' });
        put_int(power.abs(), out);
    } else if power < 0 {
        out.extend_from_slice(b"0.");
        out.resize(out.len() + (-1 - power) as usize, b'0');
        out.extend_from_slice(whole.as_bytes());
        out.extend_from_slice(fraction.as_bytes());
    } else {
        let before = fraction.len().min(power as usize);
        out.extend_from_slice(whole.as_bytes());
        out.extend_from_slice(&fraction.as_bytes()[..before]);
        out.resize(out.len() + power as usize - before, b'0');
        if before < fraction.len() {
            out.push(b'.');
            out.extend_from_slice(&fraction.as_bytes()[before..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn float(number: f64, digits: Digits) -> String {
        let mut out = Vec::new();
        put_float(number, digits, b'e', &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn fractions_are_spelled_as_php_spells_them() {
        for (number, spelling) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (10.0, "10"),
            (0.1, "0.1"),
            (-2.5, "-2.5"),
            (1234.567, "1234.567"),
            (1e16, "10000000000000000"),
            (1e17, "1.0e+17"),
            (1.5e18, "1.5e+18"),
            (1e25, "1.0e+25"),
            (0.0001, "0.0001"),
            (0.00012, "0.00012"),
            (0.00001, "1.0e-5"),
            (1.5e-7, "1.5e-7"),
            (1e100, "1.0e+100"),
            (1e-100, "1.0e-100"),
            (1.234_567_890_123_456_8e20, "1.2345678901234568e+20"),
        ] {
            assert_eq!(float(number, Digits::Exact), spelling);
        }
        assert_eq!(float(0.1 + 0.2, Digits::Exact), "0.30000000000000004");
        assert_eq!(float(0.1 + 0.2, Digits::Fourteen), "0.3");
        assert_eq!(float(1e14, Digits::Fourteen), "1.0e+14");
        assert_eq!(float(2.0 / 3.0, Digits::Fourteen), "0.66666666666667");
    }

    proptest! {
        #[test]
        fn whole_numbers_are_spelled_as_rust_spells_them(number: i64) {
            let mut out = Vec::new();
            put_int(number, &mut out);
            prop_assert_eq!(out, number.to_string().into_bytes());
        }

        #[test]
        fn an_exact_fraction_reads_back(number in prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL) {
            prop_assert_eq!(float(number, Digits::Exact).parse::<f64>().unwrap().to_bits(), number.to_bits());
        }
    }
}
