//! What is kept: the files and write-ahead log of the register, and the desk's database and objects.
//! Only this room touches storage.

pub mod backup;
pub mod database;
pub mod desk;
pub mod disk;
pub mod folder;
pub mod log;
pub mod objects;
pub mod public;
pub mod secret;
pub mod space;
pub mod totp;
pub mod wal;
pub mod witness_heads;
