//! JSON pages: checked and put into one form when they are saved (`JsonContent`).

use serde_json::Value;

/// The text with each level set in by so much, as MediaWiki keeps it; `None` if it is not JSON.
pub fn tidy(text: &str, indent: &str) -> Option<String> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).ok()?;
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    let mut depth = 0usize;
    while let Some(first) = rest.chars().next() {
        match first {
            '{' | '[' => {
                let inside = rest[1..].trim_start();
                out.push(first);
                if inside.starts_with(['}', ']']) {
                    out.push_str(&inside[..1]);
                    rest = &inside[1..];
                    continue;
                }
                depth += 1;
                line(&mut out, indent, depth);
                rest = &rest[1..];
            }
            '}' | ']' => {
                depth -= 1;
                line(&mut out, indent, depth);
                out.push(first);
                rest = &rest[1..];
            }
            ',' => {
                out.push(',');
                line(&mut out, indent, depth);
                rest = &rest[1..];
            }
            ':' => {
                out.push_str(": ");
                rest = &rest[1..];
            }
            '"' => rest = string(rest, &mut out)?,
            c if c.is_whitespace() => rest = &rest[c.len_utf8()..],
            _ => {
                let end = rest.find(|c: char| ",]}".contains(c) || c.is_whitespace()).unwrap_or(rest.len());
                number(&rest[..end], &mut out);
                rest = &rest[end..];
            }
        }
    }
    Some(out)
}

fn line(out: &mut String, indent: &str, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(indent, depth));
}

/// Copies a string in PHP's spelling; what follows it.
fn string<'t>(rest: &'t str, out: &mut String) -> Option<&'t str> {
    let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
    let value = strings.next()?.ok()?;
    let length = strings.byte_offset();
    out.push_str(&Value::String(value).to_string());
    Some(&rest[length..])
}

/// Copies a number or a word; PHP's own spelling for numbers with a fraction.
fn number(text: &str, out: &mut String) {
    match text.parse::<f64>() {
        Ok(float) if text.contains(['.', 'e', 'E']) => {
            let short = format!("{float:?}");
            out.push_str(&short);
        }
        _ => out.push_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_kept_in_one_form() {
        assert_eq!(
            tidy("{\"a\":[1,{}, 2.50],\"b\":\"\\u00e9/\"}", "\t").as_deref(),
            Some("{\n\t\"a\": [\n\t\t1,\n\t\t{},\n\t\t2.5\n\t],\n\t\"b\": \"é/\"\n}")
        );
        assert_eq!(tidy("{\"a\":", "\t"), None);
        assert_eq!(tidy("true", "\t").as_deref(), Some("true"));
    }
}
