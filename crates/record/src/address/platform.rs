//! What the addresses of the known platforms say: which content, under which name.
//!
//! Only forms that were seen are read; any other address of a platform keeps its general form.
//! Short links (`vm.tiktok.com`, `t.co`, `fb.watch`) say nothing without the network and stay.

use super::normal::Parameter;

/// A content of a known platform.
pub(super) struct Known {
    /// Its canonical address.
    pub(super) address: String,
    /// Its key, the same for every address of it.
    pub(super) content: String,
}

fn known(host: &str, path: &str, content: &str) -> Option<Known> {
    Some(Known { address: format!("https://{host}/{path}"), content: content.to_owned() })
}

/// The name that a platform's other hosts with the same paths go by.
pub(super) fn usual_host(host: &str) -> &str {
    match host {
        "twitter.com" => "x.com",
        "youtube-nocookie.com" | "music.youtube.com" => "youtube.com",
        "instagr.am" => "instagram.com",
        "telegram.me" | "telegram.dog" => "t.me",
        "fb.com" => "facebook.com",
        _ => match host.strip_suffix(".facebook.com") {
            Some(layout) if is_facebook_layout(layout) => "facebook.com",
            _ => host,
        },
    }
}

/// A lighter page or another language: `mbasic.facebook.com`, `fr-fr.facebook.com`.
fn is_facebook_layout(label: &str) -> bool {
    let is_language = label.len() == 5
        && label
            .bytes()
            .enumerate()
            .all(|(i, b)| if i == 2 { b == b'-' } else { b.is_ascii_lowercase() });
    is_language || ["web", "mbasic", "touch"].contains(&label)
}

/// The content that an address leads to, if it is in a known form of a known platform.
pub(super) fn recognise(host: &str, path: &str, query: &[Parameter]) -> Option<Known> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    match usual_host(host) {
        "youtube.com" => youtube(&segments, query),
        "youtu.be" => match segments[..] {
            [id] => youtube_video(id, query),
            _ => None,
        },
        "tiktok.com" => tiktok(&segments),
        "x.com" => x(&segments),
        "instagram.com" => instagram(&segments),
        "facebook.com" => facebook(&segments, query),
        "t.me" => telegram(&segments, query),
        other => match other.strip_suffix(".t.me") {
            Some(channel) if !segments.is_empty() => {
                telegram(&[&[channel], &segments[..]].concat(), query)
            }
            _ => None,
        },
    }
}

/// The value of a parameter that is there exactly once; twice would be read one way here and
/// another way there.
fn only<'a>(query: &'a [Parameter], key: &str) -> Option<&'a str> {
    let mut found = query.iter().filter(|(name, _)| name == key);
    match (found.next(), found.next()) {
        (Some((_, Some(value))), None) => Some(value),
        _ => None,
    }
}

/// From `min` to `max` ASCII letters, digits and characters of `others`.
fn is_name(text: &str, others: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
}

fn is_number(text: &str) -> bool {
    (1..=25).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn youtube(segments: &[&str], query: &[Parameter]) -> Option<Known> {
    match segments {
        ["watch"] => youtube_video(only(query, "v")?, query),
        ["shorts" | "embed" | "live" | "v" | "e", id] => youtube_video(id, query),
        ["post", id] if is_name(id, "-_", 10, 60) => {
            known("youtube.com", &format!("post/{id}"), &format!("youtube/post/{id}"))
        }
        [handle] => {
            let name = handle.strip_prefix('@').filter(|name| is_name(name, "-_.", 1, 60))?;
            let name = name.to_ascii_lowercase();
            known("youtube.com", &format!("@{name}"), &format!("youtube/account/{name}"))
        }
        _ => None,
    }
}

fn youtube_video(id: &str, query: &[Parameter]) -> Option<Known> {
    if !is_name(id, "-_", 11, 11) {
        return None;
    }
    match only(query, "lc") {
        Some(comment) if is_name(comment, "-_.", 10, 100) => known(
            "youtube.com",
            &format!("watch?lc={comment}&v={id}"),
            &format!("youtube/comment/{comment}"),
        ),
        _ => known("youtube.com", &format!("watch?v={id}"), &format!("youtube/video/{id}")),
    }
}

fn tiktok(segments: &[&str]) -> Option<Known> {
    let user = |text: &str| {
        let name = text.strip_prefix('@').filter(|name| is_name(name, "_.", 1, 40))?;
        Some(name.to_ascii_lowercase())
    };
    let post = |path: &str, id: &str| {
        let id = Some(id).filter(|id| is_number(id))?;
        known("tiktok.com", &format!("{path}/{id}"), &format!("tiktok/post/{id}"))
    };
    match segments {
        ["video" | "embed", id]
        | ["share", "video", id]
        | ["embed", "v2" | "v3", id]
        | ["player", "v1", id] => post("video", id),
        // Photos and videos share their numbers, and TikTok leads from one form to the other.
        [name, "video" | "photo", id] => post(&format!("@{}/video", user(name)?), id),
        ["v", page] => post("video", page.strip_suffix(".html").unwrap_or(page)),
        [name] => {
            let name = user(name)?;
            known("tiktok.com", &format!("@{name}"), &format!("tiktok/account/{name}"))
        }
        _ => None,
    }
}

fn x(segments: &[&str]) -> Option<Known> {
    match segments {
        [user, "status" | "statuses", id, ..] | ["i", user @ "web", "status", id, ..]
            if is_number(id) && is_name(user, "_", 1, 20) =>
        {
            let user = if segments[0] == "i" { "i".to_owned() } else { user.to_ascii_lowercase() };
            known("x.com", &format!("{user}/status/{id}"), &format!("x/post/{id}"))
        }
        [user] if is_name(user, "_", 1, 20) => {
            let user = user.to_ascii_lowercase();
            known("x.com", &user, &format!("x/account/{user}"))
        }
        _ => None,
    }
}

fn instagram(segments: &[&str]) -> Option<Known> {
    let host = "instagram.com";
    // A user's name may stand before the post; the post's code says all.
    let segments = match segments {
        [user, rest @ ..] if rest.len() >= 2 && is_media(rest[0]) && is_name(user, "_.", 1, 40) => {
            rest
        }
        _ => segments,
    };
    match segments {
        [form, code, "c", comment, ..] if is_media(form) && is_code(code) && is_number(comment) => {
            known(host, &format!("p/{code}/c/{comment}"), &format!("instagram/comment/{comment}"))
        }
        [form, code] | [form, code, "embed" | "captioned", ..]
            if is_media(form) && is_code(code) =>
        {
            known(host, &format!("p/{code}"), &format!("instagram/post/{code}"))
        }
        ["stories", user, id] if is_number(id) && is_name(user, "_.", 1, 40) => {
            let user = user.to_ascii_lowercase();
            known(host, &format!("stories/{user}/{id}"), &format!("instagram/story/{id}"))
        }
        [user] if is_name(user, "_.", 1, 40) => {
            let user = user.to_ascii_lowercase();
            known(host, &user, &format!("instagram/account/{user}"))
        }
        _ => None,
    }
}

/// A post, a reel and a long video share one kind of code.
fn is_media(segment: &str) -> bool {
    ["p", "reel", "reels", "tv"].contains(&segment)
}

fn is_code(segment: &str) -> bool {
    is_name(segment, "-_", 5, 60)
}

fn facebook(segments: &[&str], query: &[Parameter]) -> Option<Known> {
    let (path, content) = facebook_content(segments, query)?;
    let comment = only(query, "reply_comment_id").or_else(|| only(query, "comment_id"));
    match comment {
        // A comment's number is written plain or in Base64, whose `=` is coded by now.
        Some(comment) if is_name(comment, "-_%", 1, 200) => {
            let link = if path.contains('?') { '&' } else { '?' };
            let content = format!("facebook/comment/{comment}");
            known("facebook.com", &sorted(&format!("{path}{link}comment_id={comment}")), &content)
        }
        _ => known("facebook.com", &path, &content),
    }
}

/// The address with its parameters in order.
fn sorted(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else {
        return address.to_owned();
    };
    let mut parts: Vec<&str> = query.split('&').collect();
    parts.sort_unstable();
    format!("{path}?{}", parts.join("&"))
}

/// The path and the key of a post, a video, a photo or an account.
fn facebook_content(segments: &[&str], query: &[Parameter]) -> Option<(String, String)> {
    let number = |key: &str| only(query, key).filter(|id| is_number(id));
    let video = |id: &str| Some((format!("watch?v={id}"), format!("facebook/video/{id}")));
    let photo = |id: &str| Some((format!("photo.php?fbid={id}"), format!("facebook/photo/{id}")));
    let post = |path: String, id: &str| Some((path, format!("facebook/post/{id}")));
    match segments {
        ["watch"] | ["watch", "live"] | ["video.php"] => video(number("v")?),
        ["reel", id] if is_number(id) => video(id),
        [user, "videos", rest @ .., id] if is_user(user) && rest.len() < 2 && is_number(id) => {
            video(id)
        }
        ["photo.php" | "photo"] => photo(number("fbid")?),
        [user, "photos", rest @ .., id] if is_user(user) && rest.len() < 2 && is_number(id) => {
            photo(id)
        }
        ["permalink.php" | "story.php"] => {
            let id = only(query, "story_fbid").filter(|id| is_post(id))?;
            post(format!("permalink.php?id={}&story_fbid={id}", number("id")?), id)
        }
        ["groups", group, "posts" | "permalink", id] if is_user(group) && is_post(id) => {
            post(format!("groups/{}/posts/{id}", group.to_ascii_lowercase()), id)
        }
        [user, "posts", rest @ .., id] if is_user(user) && rest.len() < 2 && is_post(id) => {
            post(format!("{}/posts/{id}", user.to_ascii_lowercase()), id)
        }
        ["profile.php"] => {
            let id = number("id")?;
            Some((format!("profile.php?id={id}"), format!("facebook/account/{id}")))
        }
        [user] if is_user(user) && !user.ends_with(".php") => {
            let user = user.to_ascii_lowercase();
            Some((user.clone(), format!("facebook/account/{user}")))
        }
        _ => None,
    }
}

fn is_user(segment: &str) -> bool {
    is_name(segment, ".-_", 1, 100)
}

/// A post's number, or the longer code that Facebook now shows in its place. The two cannot be led
/// back to one another without asking Facebook.
fn is_post(segment: &str) -> bool {
    is_number(segment) || (segment.starts_with("pfbid") && is_name(segment, "", 10, 120))
}

fn telegram(segments: &[&str], query: &[Parameter]) -> Option<Known> {
    let is_channel = |text: &str| is_name(text, "_", 3, 40);
    let (path, key) = match segments {
        // The number of a private channel stands after `c`; a topic's number may come before the post.
        ["c", channel, .., id] if segments.len() <= 4 && is_number(channel) && is_number(id) => {
            (format!("c/{channel}/{id}"), format!("c/{channel}/{id}"))
        }
        ["s", channel, id] | [channel, id] if is_channel(channel) && is_number(id) => {
            let path = format!("{}/{id}", channel.to_ascii_lowercase());
            (path.clone(), path)
        }
        [channel, topic, id] if is_channel(channel) && is_number(topic) && is_number(id) => {
            let path = format!("{}/{id}", channel.to_ascii_lowercase());
            (path.clone(), path)
        }
        ["s", channel] | [channel] if is_channel(channel) => {
            let channel = channel.to_ascii_lowercase();
            return known("t.me", &channel, &format!("telegram/account/{channel}"));
        }
        _ => return None,
    };
    match only(query, "comment").filter(|comment| is_number(comment)) {
        Some(comment) => known(
            "t.me",
            &format!("{path}?comment={comment}"),
            &format!("telegram/comment/{key}/{comment}"),
        ),
        None => known("t.me", &path, &format!("telegram/post/{key}")),
    }
}
