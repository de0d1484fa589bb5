//! What is kept: the files and write-ahead log of the register. Only this room touches storage.

pub mod disk;
pub mod log;
pub mod wal;
