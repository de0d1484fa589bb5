//! The closed lists of a case: where its content is, what officers mark it with, why they ask who
//! somebody is, how they may end it.

use record::Address;
use record::choice::{Harm, Outcome};

/// A closed list whose values each have one word.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$item_about:meta])* $item:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$item_about])* $item,)+
        }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &[$name] = &[$($name::$item),+];

            /// Its word, where it is kept and in texts.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $($name::$item => $word,)+ }
            }

            /// The value of a word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
    };
}
pub(super) use words;

words! {
    /// Where the first address of a case leads: enough to give cases to those who know the platform,
    /// and too little to tell one site from another.
    Platform {
        /// Facebook.
        Facebook = "facebook",
        /// Instagram.
        Instagram = "instagram",
        /// Snapchat.
        Snapchat = "snapchat",
        /// Telegram.
        Telegram = "telegram",
        /// TikTok.
        Tiktok = "tiktok",
        /// `WhatsApp`.
        Whatsapp = "whatsapp",
        /// X.
        X = "x",
        /// YouTube.
        Youtube = "youtube",
        /// Any other site.
        Other = "other",
        /// No address was given.
        None = "none",
    }
}

words! {
    /// A mark that officers put on a case for one another.
    Mark {
        /// Somebody should come back to it.
        FollowUp = "follow-up",
        /// It may belong to something larger.
        Pattern = "pattern",
        /// A second pair of eyes is wanted.
        SecondLook = "second-look",
    }
}

words! {
    /// Why an officer reads how a person can be reached. It is kept, and the person sees it.
    IdentityReason {
        /// To speak with them.
        Contact = "contact",
        /// To see whether they may ask for this.
        Standing = "standing",
        /// For a letter or the file for court.
        CourtFile = "court-file",
        /// For the prosecutor or the police.
        Prosecutor = "prosecutor",
        /// They may be in danger.
        Danger = "danger",
    }
}

impl Platform {
    /// The platform of an address; short links count for the platform whose they are.
    #[must_use]
    pub fn of(address: &Address) -> Platform {
        let rest = address.as_str().split_once("://").map_or("", |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let is_of = |domain: &&str| {
            host.strip_suffix(*domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        let found = DOMAINS.iter().find(|row| row.1.iter().any(is_of));
        found.map_or(Platform::Other, |row| row.0)
    }
}

/// The domains of the platforms, with those of their short links.
const DOMAINS: &[(Platform, &[&str])] = &[
    (Platform::Facebook, &["facebook.com", "fb.com", "fb.watch", "fb.me"]),
    (Platform::Instagram, &["instagram.com", "instagr.am"]),
    (Platform::Snapchat, &["snapchat.com"]),
    (Platform::Telegram, &["t.me", "telegram.me", "telegram.org"]),
    (Platform::Tiktok, &["tiktok.com"]),
    (Platform::Whatsapp, &["whatsapp.com", "wa.me"]),
    (Platform::X, &["x.com", "twitter.com", "t.co"]),
    (Platform::Youtube, &["youtube.com", "youtu.be", "youtube-nocookie.com"]),
];

/// How an officer may end a case about which no platform was asked.
#[must_use]
pub const fn closings() -> &'static [Outcome] {
    &[
        Outcome::SolvedWithoutNotice,
        Outcome::RightOfReply,
        Outcome::Prosecutor,
        Outcome::Court,
        Outcome::DataProtection,
        Outcome::PublicInterest,
        Outcome::NoGround,
    ]
}

/// How an officer may end a case besides, once a platform was sent a notice.
#[must_use]
pub const fn closings_after_notice() -> &'static [Outcome] {
    &[Outcome::SolvedByAnswer, Outcome::Refused, Outcome::Silent, Outcome::ContestUpheld]
}

/// What came back on the notices of a case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Came {
    /// A platform did what was asked, or something milder, or the content was gone.
    pub is_done: bool,
    /// A platform refused.
    pub is_refused: bool,
    /// The time of a platform was over without a decision, and none came since.
    pub is_silent: bool,
    /// A contest was right.
    pub is_upheld: bool,
}

/// Whether a case may end so after what came back: its outcome is public for ever, and says of a
/// platform what it did.
#[must_use]
pub const fn is_borne_out(outcome: Outcome, came: Came) -> bool {
    match outcome {
        Outcome::SolvedByAnswer => came.is_done,
        Outcome::Refused => came.is_refused,
        Outcome::Silent => came.is_silent,
        Outcome::ContestUpheld => came.is_upheld,
        _ => true,
    }
}

/// The word of the register for a harm, from the law's word for it.
#[must_use]
pub fn public_harm(word: &str) -> Option<Harm> {
    law::Harm::from_id(word).map(crate::terms::harm)
}
