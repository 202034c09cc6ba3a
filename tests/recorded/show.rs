//! Showing where an answer is not the recorded one.

use std::fmt::Write;

use crate::{
    case::{Case, Step},
    conversation::{Problem, Wrong},
    json::Json,
    normalize::replace,
};
use fancy_regex::Regex;
use similar::TextDiff;

/// The problems of a case, with a diff for each answer that differs.
pub(crate) fn problems(case: &Case, problems: &[Problem]) -> String {
    let mut out = String::new();
    for problem in problems {
        let number = problem.step + 1;
        match &problem.what {
            Wrong::Broken(why) => writeln!(out, "     step {number}: {why}"),
            Wrong::Differs { expected, got } => {
                let diff = diff(&lines(expected), &lines(got));
                writeln!(out, "     step {number}: {}\n{diff}", request(&case.steps[problem.step]))
            }
        }
        .expect("a string takes all");
    }
    out
}

fn request(step: &Step) -> String {
    let form = step.form.iter().flatten();
    let pairs = step.query.iter().chain(form).map(|(name, value)| format!("{name}={value}"));
    let pairs = pairs.collect::<Vec<_>>().join("&");
    format!("{} {}{:.300}", step.method(), step.rawquery, pairs)
}

fn diff(expected: &str, got: &str) -> String {
    let diff = TextDiff::from_lines(expected, got);
    let unified = diff.unified_diff().context_radius(2).header("recorded", "got").to_string();
    let lines: Vec<_> = unified.lines().map(|line| format!("       {line:.400}")).collect();
    lines.join("\n")
}

/// An answer as lines, broken at places which make a diff readable.
fn lines(answer: &Json) -> String {
    let mut out = String::new();
    for (name, value) in answer.as_object().into_iter().flatten() {
        match (name.as_str(), value) {
            ("headers", Json::Object(headers)) => {
                for (name, value) in headers {
                    out += &format!("{name}: {}\n", value.as_text().unwrap_or_default());
                }
            }
            ("cookies", Json::List(cookies)) => {
                for cookie in cookies {
                    out += &format!("Set-Cookie: {}\n", cookie.as_text().unwrap_or_default());
                }
            }
            ("body", Json::Text(body)) => out += &format!("body:\n{}\n", broken_up(body)),
            (part, Json::Object(members)) => {
                for (name, value) in members {
                    out += &format!("{part} {name} = {value}\n");
                }
            }
            _ => out += &format!("{name}: {value}\n"),
        }
    }
    out
}

fn broken_up(body: &str) -> String {
    let cut = |text: &str, pattern: &str, to: &str| {
        let pattern = Regex::new(pattern).expect("a valid pattern");
        replace(&pattern, text, |found| to.replace('&', &found[0]))
    };
    let mut text = body.replace('\n', "⏎\n");
    text = cut(&text, r#"(?<=[\]}"0-9a-z]),(?=["{\[])"#, "&\n");
    text = cut(&text, r#"[\[{](?=["{\[])"#, "&\n");
    text = cut(&text, r">(?=<)", "&\n");
    if text.starts_with('<') { cut(&text, r#" (?=[\w:]+=")"#, "\n&") } else { text }
}
