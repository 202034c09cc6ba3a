//! What other releases than the recorded one answer, laid over the recorded answers.

use std::{collections::HashMap, fs, path::Path};

use serde::Deserialize;

use crate::{
    case::File,
    json::{Json, Members, put},
};

/// The release whose answers the files hold.
pub(crate) const RECORDED: &str = "1.39";

/// Files with a profile ask what no release after this one has.
const LEGACY_UNTIL: (u32, u32) = (1, 36);

/// What one release answers otherwise than the files say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Release {
    #[serde(rename = "release")]
    pub(crate) name: String,
    #[serde(rename = "software")]
    _software: String,
    /// By header and recorded value: the value that this release sends in its place, in every answer.
    #[serde(default)]
    every: HashMap<String, HashMap<String, Option<String>>>,
    /// By file, case and number of the step.
    answers: HashMap<String, HashMap<String, HashMap<String, Json>>>,
}

/// What a release says of one step.
pub(crate) enum Own<'a> {
    /// The conversation cannot go on here.
    End,
    /// The step is asked but not compared.
    Skip,
    /// The recorded answer, with these members laid over it.
    Differs(&'a Members),
    /// The recorded answer.
    Same,
}

impl Release {
    pub(crate) fn load(release: &str, folder: &Path) -> Self {
        if release == RECORDED {
            let (every, answers) = (HashMap::new(), HashMap::new());
            return Self { name: release.into(), _software: String::new(), every, answers };
        }
        let path = folder.join(format!("{release}.json"));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Whether this release has what the file asks about, and it is known what it answers.
    pub(crate) fn knows(&self, file: &File) -> bool {
        if !file.releases.is_empty() && !file.releases.contains(&self.name) {
            return false;
        }
        let number = |part: Option<&str>| part.and_then(|part| part.parse().ok()).unwrap_or(0);
        let mut parts = self.name.split('.');
        file.profile.is_none() || (number(parts.next()), number(parts.next())) <= LEGACY_UNTIL
    }

    /// What this release says of a step, counted from 0.
    pub(crate) fn own(&self, file: &str, case: &str, step: usize) -> Own<'_> {
        let steps = self.answers.get(file).and_then(|cases| cases.get(case));
        let Some(Json::Object(own)) = steps.and_then(|steps| steps.get(&(step + 1).to_string())) else {
            return Own::Same;
        };
        let says = |name: &str| own.iter().any(|(key, _)| key == name);
        match () {
            () if says("end") => Own::End,
            () if says("skip") => Own::Skip,
            () => Own::Differs(own),
        }
    }

    /// The answer to expect of this release where `recorded` was recorded.
    pub(crate) fn expected(&self, recorded: &Json, own: &Own<'_>) -> Json {
        let mut answer = recorded.as_object().cloned().unwrap_or_default();
        for (_, value) in answer.iter_mut().filter(|(key, _)| key == "headers") {
            *value = self.sent_in_every_answer(value);
        }
        if let Own::Differs(members) = own {
            lay_over(&mut answer, members);
        }
        answer.retain(|(_, value)| *value != Json::Null);
        Json::Object(answer)
    }

    fn sent_in_every_answer(&self, headers: &Json) -> Json {
        let headers = headers.as_object().into_iter().flatten();
        Json::Object(
            headers
                .filter_map(|(name, value)| {
                    let instead = self.every.get(name).and_then(|values| values.get(value.as_text()?));
                    match instead {
                        None => Some((name.clone(), value.clone())),
                        Some(None) => None,
                        Some(Some(value)) => Some((name.clone(), Json::text(value))),
                    }
                })
                .collect(),
        )
    }
}

/// Members replace members; of an object within, only the members given. `null` takes a header away.
fn lay_over(answer: &mut Members, own: &Members) {
    for (key, value) in own {
        let old = answer.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
        let new = match (old, value) {
            (Some(Json::Object(mut old)), Json::Object(given)) => {
                for (name, value) in given {
                    put(&mut old, name.clone(), value.clone());
                }
                if key == "headers" {
                    old.retain(|(_, value)| *value != Json::Null);
                }
                Json::Object(old)
            }
            _ => value.clone(),
        };
        put(answer, key.clone(), new);
    }
}

#[test]
fn a_release_lays_its_differences_over_the_recorded_answer() {
    let release: Release = serde_json::from_str(
        r#"{"release": "1.30", "software": "", "every": {"Vary": {"Cookie": null}, "Allow": {"GET": "POST"}},
            "answers": {"f": {"c": {"2": {"body": "b", "cookies": null, "headers": {"Age": null, "X": "1"}}}}}}"#,
    )
    .unwrap();
    let recorded = Json::parse(
        r#"{"status": 200, "cookies": ["a"], "body": "a",
            "headers": {"Vary": "Cookie", "Allow": "GET", "Age": "7"}}"#,
    )
    .unwrap();
    let expected = release.expected(&recorded, &release.own("f", "c", 1));
    let told = r#"{"status": 200, "body": "b", "headers": {"Allow": "POST", "X": "1"}}"#;
    assert_eq!(Some(expected), Json::parse(told));
}
