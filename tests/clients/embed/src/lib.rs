//! Nothing but a place for the test in `tests/`: a bot would be here.
