//! Tables of addresses, and the laws that hold for all of them.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(text: &str, canonical: &str) {
    let address: Address = text.parse().unwrap();
    assert_eq!(address.as_str(), canonical, "{text}");
    assert_eq!(canonical.parse::<Address>().unwrap(), address, "not stable: {text}");
}

#[track_caller]
fn check_content(text: &str, canonical: &str, content: &str) {
    check(text, canonical);
    assert_eq!(text.parse::<Address>().unwrap().content_key(), Some(content), "{text}");
}

#[track_caller]
fn check_refused(text: &str, error: AddressError) {
    assert_eq!(text.parse::<Address>(), Err(error), "{text}");
}

#[test]
fn an_address_of_any_site_comes_to_one_form() {
    for (text, canonical) in [
        ("https://example.org", "https://example.org"),
        ("HTTP://WWW.Example.ORG:80/", "https://example.org"),
        ("http://example.org:443/a", "https://example.org/a"),
        ("example.org/a/b/", "https://example.org/a/b"),
        ("example.org:8080/a", "https://example.org:8080/a"),
        ("m.example.org/a?b", "https://example.org/a?b"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        (
            "https://example.org/a?b=2&a=1&utm_source=x&UTM_Medium=y",
            "https://example.org/a?a=1&b=2",
        ),
        ("https://example.org/a?fbclid=x", "https://example.org/a"),
        ("https://example.org/a?%75tm_id=1&&=", "https://example.org/a"),
        ("https://example.org/%7esalma/%d8%ad", "https://example.org/~salma/%D8%AD"),
        ("https://example.org/حوار", "https://example.org/%D8%AD%D9%88%D8%A7%D8%B1"),
        ("https://example.org/a%2fb/%40c", "https://example.org/a%2Fb/@c"),
        ("https://example.org/a/../b/./c", "https://example.org/b/c"),
        ("https://example.org\\a", "https://example.org/a"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%%341", "https://example.org/%2541"),
        ("https://example.org/a?q=a+b&r=a%20b", "https://example.org/a?q=a%20b&r=a%20b"),
        ("https://www.www.example.org/", "https://example.org"),
        ("https://m.me/salma", "https://m.me/salma"),
        ("https://حوار.ma/", "https://xn--mgbln4g.ma"),
        ("\u{200f}https://example.org/a\u{200e}\n", "https://example.org/a"),
        ("http://192.168.0.1/a", "https://192.168.0.1/a"),
        ("http://[::1]:8080/a", "https://[::1]:8080/a"),
        ("https://vm.tiktok.com/ZMabc/?_r=1", "https://vm.tiktok.com/ZMabc"),
        (
            "https://evil.example/https://tiktok.com/@a/video/1",
            "https://evil.example/https://tiktok.com/@a/video/1",
        ),
        ("https://tiktok.com@evil.example/@a/video/1", "https://evil.example/@a/video/1"),
        ("https://tiktok.com:8443/@a/video/1", "https://tiktok.com:8443/@a/video/1"),
    ] {
        check(text, canonical);
    }
}

#[test]
fn every_way_to_a_youtube_video_has_one_form() {
    let id = "dQw4w9WgXcQ";
    for text in [
        "https://www.youtube.com/watch?v={}",
        "https://youtu.be/{}?si=abc&t=10",
        "https://m.youtube.com/watch?app=desktop&v={}&list=PL1&index=2",
        "youtube.com/shorts/{}?feature=share",
        "https://www.youtube.com/embed/{}?autoplay=1",
        "https://youtube.com/live/{}",
        "https://www.youtube-nocookie.com/embed/{}",
        "https://music.youtube.com/watch?v={}",
        "https://youtube.com/v/{}",
    ] {
        let canonical = format!("https://youtube.com/watch?v={id}");
        check_content(&text.replace("{}", id), &canonical, "youtube/video/dQw4w9WgXcQ");
    }
    check_content(
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=UgzAbCdEfGhIjK4AaABAg&t=1",
        "https://youtube.com/watch?lc=UgzAbCdEfGhIjK4AaABAg&v=dQw4w9WgXcQ",
        "youtube/comment/UgzAbCdEfGhIjK4AaABAg",
    );
    check_content(
        "youtube.com/@Some.One/",
        "https://youtube.com/@some.one",
        "youtube/account/some.one",
    );
}

#[test]
fn every_way_to_a_tiktok_post_has_one_content_key() {
    for (text, canonical) in [
        (
            "https://www.tiktok.com/@Some.User_1/video/7301234567890123456?is_from_webapp=1&sender_device=pc",
            "https://tiktok.com/@some.user_1/video/7301234567890123456",
        ),
        (
            "https://www.tiktok.com/%40some.user_1/photo/7301234567890123456",
            "https://tiktok.com/@some.user_1/video/7301234567890123456",
        ),
        (
            "https://m.tiktok.com/v/7301234567890123456.html?u_code=1&preview_pb=0",
            "https://tiktok.com/video/7301234567890123456",
        ),
        (
            "https://www.tiktok.com/embed/v2/7301234567890123456?lang=fr",
            "https://tiktok.com/video/7301234567890123456",
        ),
        (
            "https://www.tiktok.com/player/v1/7301234567890123456",
            "https://tiktok.com/video/7301234567890123456",
        ),
        (
            "tiktok.com/share/video/7301234567890123456",
            "https://tiktok.com/video/7301234567890123456",
        ),
    ] {
        check_content(text, canonical, "tiktok/post/7301234567890123456");
    }
    check_content(
        "https://www.tiktok.com/@A.b?lang=ar",
        "https://tiktok.com/@a.b",
        "tiktok/account/a.b",
    );
}

#[test]
fn every_way_to_a_post_on_x_has_one_content_key() {
    for (text, canonical) in [
        (
            "https://twitter.com/SomeUser/status/1234567890?s=20&t=abc",
            "https://x.com/someuser/status/1234567890",
        ),
        (
            "https://mobile.twitter.com/SomeUser/statuses/1234567890/photo/1",
            "https://x.com/someuser/status/1234567890",
        ),
        ("https://x.com/i/web/status/1234567890", "https://x.com/i/status/1234567890"),
        ("x.com/i/status/1234567890", "https://x.com/i/status/1234567890"),
    ] {
        check_content(text, canonical, "x/post/1234567890");
    }
    check_content("https://twitter.com/SomeUser", "https://x.com/someuser", "x/account/someuser");
}

#[test]
fn every_way_to_an_instagram_post_has_one_form() {
    for text in [
        "https://www.instagram.com/p/CxAbC-d_1/?igsh=abc==",
        "https://instagram.com/reel/CxAbC-d_1/",
        "https://www.instagram.com/some.user/reel/CxAbC-d_1/",
        "https://instagr.am/p/CxAbC-d_1/embed/",
        "https://www.instagram.com/reels/CxAbC-d_1/?utm_source=ig_web_copy_link",
        "https://www.instagram.com/tv/CxAbC-d_1?img_index=3",
    ] {
        check_content(text, "https://instagram.com/p/CxAbC-d_1", "instagram/post/CxAbC-d_1");
    }
    check_content(
        "https://www.instagram.com/p/CxAbC-d_1/c/17890000000000000/r/1/",
        "https://instagram.com/p/CxAbC-d_1/c/17890000000000000",
        "instagram/comment/17890000000000000",
    );
    check_content(
        "https://www.instagram.com/stories/Some.User/3100000000000000000/",
        "https://instagram.com/stories/some.user/3100000000000000000",
        "instagram/story/3100000000000000000",
    );
}

#[test]
fn the_forms_of_facebook_lead_to_the_content_behind_them() {
    for (text, canonical, content) in [
        (
            "https://www.facebook.com/Some.User/posts/1234567890?__cft__[0]=x&__tn__=R",
            "https://facebook.com/some.user/posts/1234567890",
            "facebook/post/1234567890",
        ),
        (
            "https://fr-fr.facebook.com/some.user/posts/pfbid02AbCdEf?rdid=1",
            "https://facebook.com/some.user/posts/pfbid02AbCdEf",
            "facebook/post/pfbid02AbCdEf",
        ),
        (
            "https://m.facebook.com/story.php?story_fbid=123&id=456&m_entstream_source=timeline",
            "https://facebook.com/permalink.php?id=456&story_fbid=123",
            "facebook/post/123",
        ),
        (
            "https://www.facebook.com/permalink.php?story_fbid=123&id=456",
            "https://facebook.com/permalink.php?id=456&story_fbid=123",
            "facebook/post/123",
        ),
        (
            "https://www.facebook.com/groups/SomeGroup/permalink/123/",
            "https://facebook.com/groups/somegroup/posts/123",
            "facebook/post/123",
        ),
        (
            "https://www.facebook.com/some.user/videos/a-title/123/",
            "https://facebook.com/watch?v=123",
            "facebook/video/123",
        ),
        (
            "https://www.facebook.com/watch/?v=123&extid=x",
            "https://facebook.com/watch?v=123",
            "facebook/video/123",
        ),
        (
            "https://fb.com/reel/123?mibextid=x",
            "https://facebook.com/watch?v=123",
            "facebook/video/123",
        ),
        (
            "https://mbasic.facebook.com/photo.php?fbid=123&set=a.1",
            "https://facebook.com/photo.php?fbid=123",
            "facebook/photo/123",
        ),
        (
            "https://www.facebook.com/photo/?fbid=123",
            "https://facebook.com/photo.php?fbid=123",
            "facebook/photo/123",
        ),
        (
            "https://www.facebook.com/some.user/photos/a.1.2/123/",
            "https://facebook.com/photo.php?fbid=123",
            "facebook/photo/123",
        ),
        (
            "https://www.facebook.com/some.user/posts/123?comment_id=Y29tbWVudDox==",
            "https://facebook.com/some.user/posts/123?comment_id=Y29tbWVudDox%3D%3D",
            "facebook/comment/Y29tbWVudDox%3D%3D",
        ),
        (
            "https://www.facebook.com/watch/?v=123&comment_id=9&reply_comment_id=10",
            "https://facebook.com/watch?comment_id=10&v=123",
            "facebook/comment/10",
        ),
        (
            "https://www.facebook.com/profile.php?id=123&sk=about",
            "https://facebook.com/profile.php?id=123",
            "facebook/account/123",
        ),
    ] {
        check_content(text, canonical, content);
    }
}

#[test]
fn the_forms_of_telegram_lead_to_the_post() {
    for (text, canonical, content) in [
        (
            "https://t.me/SomeChannel/123?single",
            "https://t.me/somechannel/123",
            "telegram/post/somechannel/123",
        ),
        (
            "https://t.me/s/SomeChannel/123",
            "https://t.me/somechannel/123",
            "telegram/post/somechannel/123",
        ),
        (
            "https://telegram.me/somechannel/123",
            "https://t.me/somechannel/123",
            "telegram/post/somechannel/123",
        ),
        (
            "https://somechannel.t.me/123",
            "https://t.me/somechannel/123",
            "telegram/post/somechannel/123",
        ),
        (
            "https://t.me/somechannel/7/123",
            "https://t.me/somechannel/123",
            "telegram/post/somechannel/123",
        ),
        ("https://t.me/c/1234567/89", "https://t.me/c/1234567/89", "telegram/post/c/1234567/89"),
        (
            "https://t.me/somechannel/123?comment=45",
            "https://t.me/somechannel/123?comment=45",
            "telegram/comment/somechannel/123/45",
        ),
        ("https://t.me/s/SomeChannel", "https://t.me/somechannel", "telegram/account/somechannel"),
    ] {
        check_content(text, canonical, content);
    }
}

#[test]
fn what_is_not_an_address_of_the_public_web_is_refused_with_its_reason() {
    check_refused("", AddressError::Empty);
    check_refused(" \u{200f} ", AddressError::Empty);
    check_refused(&format!("https://example.org/{}", "a".repeat(9_000)), AddressError::TooLong);
    check_refused(&format!("https://example.org/{}", "ح".repeat(3_000)), AddressError::TooLong);
    check_refused("https://example.org/a b", AddressError::Character);
    check_refused("https://exam\nple.org/", AddressError::Character);
    check_refused("https://tik\u{200b}tok.com/", AddressError::Character);
    check_refused("https://example.org/\u{202e}moc", AddressError::Character);
    check_refused("https://example.org/\0", AddressError::Character);
    check_refused("ftp://example.org/a", AddressError::Scheme);
    check_refused("javascript:alert(1)", AddressError::Scheme);
    check_refused("mailto:salma@example.org", AddressError::Scheme);
    check_refused("data:text/html,x", AddressError::Scheme);
    check_refused("file:///etc/passwd", AddressError::Scheme);
    check_refused("localhost", AddressError::Host);
    check_refused("https://localhost/a", AddressError::Host);
    check_refused("https://a..org/", AddressError::Host);
    check_refused("https://", AddressError::Syntax);
    check_refused("https://exa<mple.org/", AddressError::Syntax);
}

#[test]
fn an_address_is_not_shown_when_it_is_debugged() {
    let address: Address = "https://tiktok.com/@salma/video/1".parse().unwrap();
    assert!(!format!("{address:?}").contains("salma"));
}

fn base_address() -> impl Strategy<Value = String> {
    let user = "[a-z][a-z0-9_]{3,12}";
    let number = "[1-9][0-9]{5,18}";
    prop_oneof![
        (user, number).prop_map(|(u, n)| format!("tiktok.com/@{u}/video/{n}")),
        (user, number).prop_map(|(u, n)| format!("x.com/{u}/status/{n}")),
        "[A-Za-z0-9_-]{11}".prop_map(|c| format!("instagram.com/p/{c}")),
        "[A-Za-z0-9_-]{11}".prop_map(|c| format!("youtube.com/watch?v={c}")),
        (user, number).prop_map(|(u, n)| format!("facebook.com/{u}/posts/{n}")),
        (user, number).prop_map(|(u, n)| format!("t.me/{u}/{n}")),
        ("[a-z]{3,10}", "[A-Za-z0-9%/._~-]{0,30}", "[a-z]=[a-z0-9]{1,5}")
            .prop_map(|(h, p, q)| format!("{h}.example/x{p}?{q}")),
    ]
}

proptest! {
    #[test]
    fn the_canonical_form_of_a_canonical_form_is_itself(text in "\\PC{0,60}") {
        for text in [text.clone(), format!("https://example.org/{text}"), format!("x.com/{text}")] {
            if let Ok(address) = text.parse::<Address>() {
                prop_assert_eq!(address.as_str().parse::<Address>(), Ok(address.clone()), "{}", address.as_str());
            }
        }
    }

    #[test]
    fn hostile_paths_and_queries_come_to_a_stable_form(
        host in prop::sample::select(vec!["facebook.com", "t.me", "www.youtube.com", "youtu.be",
            "instagram.com", "tiktok.com", "m.example.org", "u.t.me", "x.com"]),
        parts in prop::collection::vec(prop::sample::select(vec![
            "/", "%", "%2", "%41", "%2f", "%25", "%40", "@a", "abc", "c", "s", "p", "reel", "posts",
            "videos", "status", "watch", "photo.php", "12345", "dQw4w9WgXcQ", "..", ".", "?", "&",
            "=", "v=", "id=", "story_fbid=", "comment_id=", "+", "é", "\\", ":", ";", "[0]", "i", "web",
            "permalink.php", "fbid=", "lc=", "utm_x=", "//", "#", "stories", "groups", "embed"]), 0..12),
    ) {
        let text = format!("https://{host}/{}", parts.concat());
        if let Ok(address) = text.parse::<Address>() {
            prop_assert_eq!(address.as_str().parse::<Address>(), Ok(address.clone()), "{}", address.as_str());
        }
    }

    #[test]
    fn how_an_address_was_passed_on_does_not_change_it(
        base in base_address(),
        scheme in prop::sample::select(vec!["https://", "http://", "", "HTTPS://"]),
        layout in prop::sample::select(vec!["", "www.", "m.", "mobile.", "WWW."]),
        tracking in prop::collection::vec(prop::sample::select(vec![
            "utm_source=a", "utm_medium=b", "fbclid=c", "gclid=d", "igsh=e", "igshid=f", "si=g",
            "ref=h", "_r=1", "_t=8abc", "is_from_webapp=1", "sender_device=pc", "FBCLID=x"]), 0..5),
        fragment in prop::sample::select(vec!["", "#", "#comments", "#:~:text=x"]),
        upper in any::<bool>(),
    ) {
        let (host, rest) = base.split_once('/').unwrap();
        let host = if upper { host.to_uppercase() } else { host.to_owned() };
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut parameters: Vec<&str> = tracking;
        let middle = parameters.len() / 2;
        if !query.is_empty() {
            parameters.insert(middle, query);
        }
        let mark = if parameters.is_empty() { "" } else { "?" };
        let decorated =
            format!("{scheme}{layout}{host}/{path}/{mark}{}{fragment}", parameters.join("&"));
        let plain: Address = format!("https://{base}").parse().unwrap();
        prop_assert_eq!(decorated.parse::<Address>(), Ok(plain.clone()), "{} / {}", decorated, plain.as_str());
    }
}
