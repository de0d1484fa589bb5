//! No field of a person's data can reach an entry.

use proptest::prelude::*;
use proptest::sample::select;
use record::bounded::Few;
use record::choice::*;
use record::document::Languages;
use record::entry::*;
use record::id::*;
use record::*;
use serde_json::Value;

use crate::samples::{self, words};
use crate::strategies::entry;

/// Everything a report may say about somebody.
#[derive(Debug, Clone)]
struct Person {
    latin: String,
    arabic: String,
    phone: String,
    identity_card: String,
    email: String,
    handle: String,
    home: String,
    message: String,
}

impl Person {
    fn strings(&self) -> Vec<&str> {
        vec![
            &self.latin,
            &self.arabic,
            &self.phone,
            &self.identity_card,
            &self.email,
            &self.handle,
            &self.home,
            &self.message,
        ]
    }
}

fn person() -> impl Strategy<Value = Person> {
    // No name of only a-f: it could stand in a hash by chance.
    let first =
        select(vec!["Salma", "Youssef", "Khadija", "Hamza", "Zineb", "Mehdi", "Tarik", "Houda"]);
    let last = select(vec!["Benali", "El Idrissi", "Ouazzani", "Tazi", "Bennis", "Amrani"]);
    let arabic = select(vec!["سلمى بنعلي", "يوسف الإدريسي", "خديجة الوزاني", "حمزة التازي"]);
    let phone = prop_oneof![
        "\\+212[67][0-9]{8}",
        "0[67][0-9]{8}",
        "0[67]( [0-9]{2}){4}",
        "06(-[0-9]{2}){4}"
    ];
    let card = "[A-Z]{1,2}[0-9]{5,6}";
    let handle = select(vec!["{}.{}", "{}_{}", "@{}{}", "{}{}92", "@{}.{}_7"]);
    let home = "[1-9][0-9]? rue [A-Z][a-z]{4,9}, (Rabat|Fès|Agadir)";
    let message = select(vec![
        "he posted my picture and says that I stole from the shop",
        "نشر صورتي وقال إنني سرقت من المتجر",
        "hadak siyed nchr tswira dyali o gal li bghit",
        "ⵉⵙⵙⵓⴼⵖ ⵜⴰⵡⵍⴰⴼⵜ ⵉⵏⵓ",
        "il a publié mon adresse et menace ma famille",
    ]);
    (first, last, arabic, phone, card, handle, home, message).prop_map(
        |(first, last, arabic, phone, identity_card, handle, home, message)| {
            let (low_first, low_last) =
                (first.to_lowercase(), last.to_lowercase().replace(' ', ""));
            Person {
                latin: format!("{first} {last}"),
                arabic: arabic.to_owned(),
                phone,
                identity_card,
                email: format!("{low_first}.{low_last}@mail.example"),
                handle: handle.replacen("{}", &low_first, 1).replacen("{}", &low_last, 1),
                home,
                message: message.to_owned(),
            }
        },
    )
}

/// Addresses that hold as much about the person as an address can.
fn addresses(person: &Person) -> Vec<Address> {
    let name = person.handle.trim_start_matches('@');
    let digits: String = person.phone.chars().filter(char::is_ascii_digit).collect();
    let texts = [
        format!("https://www.tiktok.com/@{name}/video/7301234567890123456"),
        format!("https://x.com/{name}/status/{digits}"),
        format!("https://facebook.com/{name}/posts/{digits}"),
        format!("https://instagram.com/stories/{name}/{digits}"),
        format!("https://t.me/{name}/{digits}"),
        format!("https://youtube.com/@{name}"),
        format!("https://{}.example/{digits}", name.replace('_', "-")),
        format!("https://{name}:{digits}@forum.example/{}", person.arabic.replace(' ', "-")),
        format!(
            "https://forum.example/search?q={}&mail={}",
            person.message.replace(' ', "+"),
            person.email
        ),
        format!(
            "https://forum.example/{}/{}",
            person.identity_card,
            person.home.replace(' ', "%20")
        ),
    ];
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn withheld(person: &Person, salt: Salt) -> WithheldDocument {
    let text = person.strings().join("\n");
    WithheldDocument::kept(text.as_bytes(), &salt, Languages::new([Language::Arabic]).unwrap())
}

/// Every kind of entry that takes something in, filled from the person as far as the types allow.
fn bodies(person: &Person, salt: Salt, kind: AddressKind) -> Vec<Body> {
    let text = person.strings().join("\n");
    let languages = Languages::new([Language::Arabic]).unwrap();
    let withheld = withheld(person, salt);
    let due = samples::at().plus_seconds(60).unwrap();
    let test = WithheldDocument::published_after(due, text.as_bytes(), &salt, languages.clone());
    let committed: Vec<AddressCommitment> = addresses(person)
        .iter()
        .zip(0..)
        .map(|(address, place)| AddressCommitment::new(kind, address, &nth_salt(salt, place)))
        .collect();
    let harm = if kind == AddressKind::Public { Harm::Insult } else { Harm::IntimateImage };
    let public = PublicDocument::of(text.as_bytes(), languages);
    let mut bodies = Vec::new();
    for sender in [samples::by_authority(), samples::by_citizen()] {
        let mut body = NoticeIssued {
            addresses: Addresses::new(committed.clone()).unwrap(),
            harm,
            text: withheld.clone(),
            sender,
            ..samples::notice()
        };
        if let Sender::Authority(authority) = &mut body.sender {
            authority.three_part_test = ThreePartTest::new(test.clone()).unwrap();
        }
        bodies.push(Body::NoticeIssued(body));
    }
    for mut body in samples::bodies() {
        let document = Document::Public(public.clone());
        match &mut body {
            Body::NoticeDelivered(body) => body.proof = withheld.clone(),
            Body::NoticeReceived(body) => body.receipt = withheld.clone(),
            Body::Answer(body) => body.reasons = Some(withheld.clone()),
            Body::Policy(body) => body.text = public.clone(),
            Body::Meeting(body) => body.minutes = Some(document),
            Body::Position(body) => body.text = document,
            Body::Ask(body) => body.text = document,
            Body::Commitment(body) => body.source = document,
            Body::CommitmentEvidence(body) => body.evidence = document,
            _ => {}
        }
        bodies.push(body);
    }
    bodies
}

/// A salt of its own for each address, from one that is given.
fn nth_salt(salt: Salt, place: u8) -> Salt {
    let mut bytes = *salt.as_bytes();
    bytes[31] = place;
    Salt::from_random(bytes)
}

#[track_caller]
fn check_no_identifier_takes(text: &str) {
    assert!(text.parse::<OrganisationId>().is_err(), "{text}");
    assert!(text.parse::<OriginName>().is_err(), "{text}");
    assert!(text.parse::<CountryCode>().is_err(), "{text}");
    assert!(text.parse::<LawRef>().is_err(), "{text}");
    assert!(format!("ma/{text}/1").parse::<LawRef>().is_err(), "{text}");
    assert!(format!("ma/88-13/{text}").parse::<LawRef>().is_err(), "{text}");
    assert!(text.parse::<OfficerId>().is_err(), "{text}");
    assert!(text.parse::<CaseRef>().is_err(), "{text}");
    assert!(text.parse::<NoticeRef>().is_err(), "{text}");
    assert!(text.parse::<PositionRef>().is_err(), "{text}");
    assert!(text.parse::<AskRef>().is_err(), "{text}");
    assert!(text.parse::<CommitmentRef>().is_err(), "{text}");
    assert!(text.parse::<MeetingRef>().is_err(), "{text}");
    assert!(text.parse::<Digest>().is_err(), "{text}");
    assert!(text.parse::<VerifierKeyText>().is_err(), "{text}");
    assert!(text.parse::<KeyName>().is_err(), "{text}");
    assert!(text.parse::<Timestamp>().is_err(), "{text}");
    assert!(text.parse::<Day>().is_err(), "{text}");
    assert!(text.parse::<commitment::PublishedSalt>().is_err(), "{text}");
}

/// What of a string could be recognised: itself, in lower case, coded for an address, its words of
/// five letters or more, its digits alone.
fn traces(text: &str) -> Vec<String> {
    let low = text.to_lowercase();
    let coded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let mut traces = vec![text.to_owned(), coded];
    if text.chars().any(|c| c.is_ascii_digit()) && digits.len() >= 9 {
        traces.push(digits);
    }
    if text.contains(['@', '_', '.']) || !text.is_ascii() {
        traces.extend(
            low.split(['@', '_', '.', ' ']).filter(|w| w.chars().count() > 4).map(str::to_owned),
        );
    }
    traces.push(low);
    traces
}

proptest! {
    #[test]
    fn nothing_about_a_person_can_be_given_as_an_identifier(person in person()) {
        for text in person.strings() {
            check_no_identifier_takes(text);
            check_no_identifier_takes(&text.to_lowercase());
            check_no_identifier_takes(&text.replace(' ', "-").to_lowercase());
            check_no_identifier_takes(&text.replace([' ', '+'], ""));
            check_no_identifier_takes(text.trim_start_matches('@'));
        }
    }

    #[test]
    fn nothing_about_a_person_is_in_an_entry_that_is_about_the_person(
        person in person(),
        salt in any::<[u8; 32]>(),
        kind in select(vec![AddressKind::Public, AddressKind::IdentifiesVictim,
            AddressKind::Intimate, AddressKind::Minor]),
    ) {
        let salt = Salt::from_random(salt);
        let hosts = ["tiktok.com", "x.com", "facebook.com", "forum.example"];
        for body in bodies(&person, salt, kind) {
            let bytes = samples::entry(body).unwrap().to_bytes().unwrap();
            // The names of the kinds and fields are ours; "adresse" is not "addresses".
            let text = String::from_utf8(bytes).unwrap();
            for string in person.strings() {
                for trace in traces(string).iter().filter(|trace| *trace != "example") {
                    prop_assert!(!text.contains(trace.as_str()), "{} in {}", trace, text);
                }
            }
            for address in addresses(&person) {
                prop_assert!(!text.contains(address.as_str()));
                prop_assert!(address.content_key().is_none_or(|key| !text.contains(key)));
            }
            prop_assert!(hosts.iter().all(|host| !text.contains(host)));
        }
    }

    #[test]
    fn a_victims_salt_is_in_no_entry(person in person(), salt in any::<[u8; 32]>()) {
        // All but the last byte, which differs from address to address.
        let secret: String = salt[..31].iter().map(|byte| format!("{byte:02x}")).collect();
        let written = |kind| -> String {
            bodies(&person, Salt::from_random(salt), kind)
                .into_iter()
                .map(|body| samples::entry(body).unwrap().to_bytes().unwrap())
                .map(|bytes| String::from_utf8(bytes).unwrap())
                .collect()
        };
        for kind in [AddressKind::IdentifiesVictim, AddressKind::Intimate, AddressKind::Minor] {
            prop_assert!(!written(kind).contains(&secret));
        }
        prop_assert!(written(AddressKind::Public).contains(&secret), "the search finds what is there");
    }

    #[test]
    fn every_text_in_an_entry_is_of_a_strict_alphabet(entry in entry()) {
        check_leaves(&serde_json::to_value(&entry).unwrap());
    }
}

fn is_strict(text: &str) -> bool {
    let is_hex = [16, 32, 64].contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    is_hex
        || words().contains(&text)
        || text.parse::<Timestamp>().is_ok()
        || text.parse::<Day>().is_ok()
        || text.parse::<LawRef>().is_ok()
        || text.parse::<OriginName>().is_ok()
        || text.parse::<KeyName>().is_ok()
        || text.parse::<VerifierKeyText>().is_ok()
}

#[track_caller]
fn check_leaves(value: &Value) {
    match value {
        Value::String(text) => assert!(is_strict(text), "not of a strict alphabet: {text}"),
        Value::Array(items) => items.iter().for_each(check_leaves),
        Value::Object(members) => members.values().for_each(check_leaves),
        Value::Number(number) => assert!(number.as_u64().is_some()),
        Value::Bool(_) => {}
        Value::Null => panic!("an absent field is left out"),
    }
}

#[test]
fn every_text_in_every_fixture_is_of_a_strict_alphabet() {
    for line in include_str!("../../fixtures/entries.jsonl").lines() {
        check_leaves(&serde_json::from_str(line).unwrap());
    }
}

#[test]
fn free_text_is_of_no_strict_alphabet() {
    for text in ["a note", "Salma", "note", "salma@mail.example", "0612345678", "", "حوار"] {
        assert!(!is_strict(text), "{text}");
    }
}

#[test]
fn a_word_from_a_closed_list_has_no_room_for_a_name() {
    for word in words() {
        assert!(word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{word}");
    }
    assert!(Few::<Language, 1, 4>::new([]).is_err());
}
