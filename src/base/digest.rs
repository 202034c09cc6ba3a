//! Digests: MD5 and its HMAC as tokens need them, SHA-1 as revisions need it.
