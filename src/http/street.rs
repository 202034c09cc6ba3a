//! The houses behind one door: each at a path of its own.

/// One house, and perhaps others beside it, each below a path of its own.
#[derive(Debug)]
pub(crate) struct Street<H> {
    house: H,
    beside: Vec<(String, H)>,
}

impl<H> Street<H> {
    /// A house alone.
    pub(crate) fn of(house: H) -> Self {
        Self { house, beside: Vec::new() }
    }

    /// With another house below `path`, which begins with a slash and does not end with one.
    pub(crate) fn with(mut self, path: String, house: H) -> Self {
        self.beside.push((path, house));
        self
    }

    /// The house that answers for a path, and how much of the path led there.
    pub(super) fn at(&self, path: &str) -> (&H, usize) {
        let below = |(prefix, _): &&(String, H)| {
            path.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let found = self.beside.iter().filter(below).max_by_key(|(prefix, _)| prefix.len());
        found.map_or((&self.house, 0), |(prefix, house)| (house, prefix.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_the_house_that_is_nearest() {
        let street = Street::of("main").with("/a".into(), "a").with("/a/b".into(), "b");
        assert_eq!(street.at("/api.php"), (&"main", 0));
        assert_eq!(street.at("/ab/api.php"), (&"main", 0));
        assert_eq!(street.at("/a"), (&"a", 2));
        assert_eq!(street.at("/a/api.php"), (&"a", 2));
        assert_eq!(street.at("/a/b/api.php"), (&"b", 4));
    }
}
