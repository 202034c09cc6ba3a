//! How far a user's clock is from the wiki's: the preference `timecorrection` (`UserTimeCorrection`).

/// Minutes before and after universal time that there are on Earth.
const EARTH: (i64, i64) = (-12 * 60, 14 * 60);

/// A preference as it is told, and whether it can be set.
///
/// Zones by name are taken as they are: which there are, and how far each is today, is not known here.
pub(super) fn read(text: &str) -> (String, bool) {
    let mut parts = text.splitn(3, '|');
    let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let (minutes, valid) = match (first, third) {
        ("ZoneInfo", Some(zone)) if is_zone(zone) => return (text.to_owned(), true),
        ("System", _) => return ("System|0".to_owned(), true),
        ("ZoneInfo" | "Offset", _) => (php_int(second.unwrap_or("0")), second.is_some() && first == "Offset"),
        _ => match text.split_once(':') {
            Some((hours, minutes)) => {
                let whole = php_int(hours).abs() * 60 + php_int(minutes);
                (if php_int(hours) < 0 { -whole } else { whole }, true)
            }
            None if is_whole(text) => (php_int(text) * 60, true),
            None => return ("System|0".to_owned(), false),
        },
    };
    let within = (EARTH.0..=EARTH.1).contains(&minutes);
    (format!("Offset|{}", minutes.clamp(EARTH.0, EARTH.1)), valid && within)
}

/// Whether it looks like the name of a zone.
fn is_zone(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'+' | b'-');
    name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && name.bytes().all(plain)
}

fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The whole number at the beginning of a text, as PHP reads one.
fn php_int(text: &str) -> i64 {
    let text = text.trim_start();
    let signed = usize::from(text.starts_with(['+', '-']));
    let end = text[signed..].bytes().take_while(u8::is_ascii_digit).take(9).count() + signed;
    text[..end].parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_in_every_form() {
        for (given, told, valid) in [
            ("ZoneInfo|60|Europe/Berlin", "ZoneInfo|60|Europe/Berlin", true),
            ("ZoneInfo|60|", "Offset|60", false),
            ("Offset|60", "Offset|60", true),
            ("Offset", "Offset|0", false),
            ("System|120", "System|0", true),
            ("-02:30", "Offset|-150", true),
            ("99:99", "Offset|840", false),
            ("5", "Offset|300", true),
            ("x", "System|0", false),
        ] {
            assert_eq!(read(given), (told.to_owned(), valid), "{given}");
        }
    }
}
