//! What is kept: the files and write-ahead log of the register. Only this room touches storage.

pub mod disk;
pub mod folder;
pub mod log;
pub mod public;
pub mod wal;
pub mod witness_heads;
