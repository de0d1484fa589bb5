//! What is written down: identifiers, canonical JSON, salted commitments and the schema of an entry.
