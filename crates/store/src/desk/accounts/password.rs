//! Hashing passwords: slow and large on purpose, so only a few at a time, on threads beside.

use std::sync::{Arc, OnceLock};

use ::desk::PASSWORD_BYTES_MAX;
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// Memory, passes and lanes of Argon2id, and the bytes of what comes out. Unit of the memory: KiB.
///
/// Source: OWASP Password Storage Cheat Sheet, "Argon2id": m=19456, t=2, p=1.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const HASH_BYTES: usize = 32;
const SALT_BYTES: usize = 16;

/// Hashes at once: each takes a processor and 19 MiB.
const RUNNING_MAX: usize = 2;
/// Hashes that wait or run. More would answer after whoever asked has given up.
const WAITING_MAX: usize = 64;

/// What is kept of a password: its salt, and its hash with that salt.
pub(super) type Hash = [u8; SALT_BYTES + HASH_BYTES];

/// Where passwords are hashed.
pub(in crate::desk) struct Hashing {
    waiting: Arc<Semaphore>,
    running: Arc<Semaphore>,
}

impl Default for Hashing {
    fn default() -> Hashing {
        Hashing {
            waiting: Arc::new(Semaphore::new(WAITING_MAX)),
            running: Arc::new(Semaphore::new(RUNNING_MAX)),
        }
    }
}

fn argon2() -> &'static Argon2<'static> {
    static ARGON2: OnceLock<Argon2<'static>> = OnceLock::new();
    ARGON2.get_or_init(|| {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(HASH_BYTES));
        let params = params.expect("these are parameters that Argon2 takes");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    })
}

fn hash(password: &[u8], salt: [u8; SALT_BYTES]) -> Hash {
    let mut out = [0; HASH_BYTES];
    let hashed = argon2().hash_password_into(password, &salt, &mut out);
    hashed.expect("a password of a kibibyte and a salt of 16 bytes are hashed");
    let mut whole = [0; SALT_BYTES + HASH_BYTES];
    whole[..SALT_BYTES].copy_from_slice(&salt);
    whole[SALT_BYTES..].copy_from_slice(&out);
    whole
}

impl Hashing {
    /// The hash of a password; `None` if too many wait already. It goes on if whoever asked has gone
    /// away, and holds its place until it is done.
    pub(super) async fn hash(&self, password: &str, salt: [u8; SALT_BYTES]) -> Option<Hash> {
        // Longer ones were never taken, so none is right; hashed cut short, it costs no more.
        let length = password.len().min(PASSWORD_BYTES_MAX);
        let is_cut = length < password.len();
        let password = Zeroizing::new(password.as_bytes()[..length].to_vec());
        let waits = Arc::clone(&self.waiting).try_acquire_owned().ok()?;
        let runs = Arc::clone(&self.running).acquire_owned().await.ok()?;
        let work = move || {
            let hashed = hash(&password, salt);
            drop((waits, runs));
            hashed
        };
        let hashed = tokio::task::spawn_blocking(work).await.ok()?;
        Some(if is_cut { [0; SALT_BYTES + HASH_BYTES] } else { hashed })
    }
}

/// The salt of a hash.
pub(super) fn salt_of(hash: &Hash) -> [u8; SALT_BYTES] {
    let (salt, _) = hash.split_first_chunk().expect("a hash begins with its salt");
    *salt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_has_the_hash_that_other_programs_give_it() {
        // Source: the reference implementation, by `argon2-cffi` 25.1: hash_secret_raw(b"password12",
        // b"somesaltsomesalt", 2, 19456, 1, 32, Type.ID).
        let whole = hash(b"password12", *b"somesaltsomesalt");
        assert_eq!(&whole[..SALT_BYTES], b"somesaltsomesalt");
        let text: String = whole[SALT_BYTES..].iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(text, "de15a47feedd9c5b3161329c6b6acc050f999f37639f159d4817d21595c358ca");
    }
}
