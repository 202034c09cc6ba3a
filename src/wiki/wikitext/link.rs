//! Links: what a page points at, shows and belongs to.
