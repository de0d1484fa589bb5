-- Public entries on their way into the register, in the order in which they are appended. Each is
-- written in the transaction of what it tells, and is in the register exactly once.
CREATE TABLE desk.entry (
    id        INTEGER PRIMARY KEY,
    bytes     BLOB NOT NULL,
    leaf      BLOB NOT NULL UNIQUE,        -- its hash as a leaf of the tree (RFC 6962)
    made_ms   INTEGER NOT NULL,
    place     INTEGER UNIQUE,              -- its number in the register, once it is durable there
    proof     BLOB                         -- the proof, once witnesses cosigned it as the policy asks
) STRICT;
CREATE INDEX desk.entry_waiting ON entry (id) WHERE place IS NULL;
CREATE INDEX desk.entry_unproven ON entry (id) WHERE place IS NOT NULL AND proof IS NULL;
