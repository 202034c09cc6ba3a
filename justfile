# The checks that a change must pass, as CI runs them.
check: fmt test clippy doc features deny

# Formatting, without changing it.
fmt:
    cargo fmt --check

# All tests: units, conversations, recorded answers, floors.
test:
    cargo test

# Lints, in everything.
clippy:
    cargo clippy --all-targets -- -D warnings

# The documentation builds, with its links.
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# What an embedder builds, and the examples.
features:
    cargo build --no-default-features --lib
    cargo build --examples

# Licenses, known flaws and sources of dependencies; needs cargo-deny.
deny:
    cargo deny check

# Recorded conversations only: `just recorded 1.39 'tokens/*'`.
recorded release="1.39" only="*":
    RECORDED_RELEASE={{release}} RECORDED_ONLY='{{only}}' cargo test --test recorded

# Published clients against the release build: `just clients mwn private`.
clients client="all" mode="public":
    cargo build --release
    tests/clients/run {{client}} --mode {{mode}}

# Every benchmark.
bench:
    cargo bench

# All of it, as the pipeline does.
ci:
    .ci/run
