//! As much of regular expressions as the patterns of our schemas use.

/// One step of a pattern.
enum Step {
    One(Vec<(char, char)>, bool),
    Group(Vec<Vec<Repeated>>),
}

/// A step, so many times.
struct Repeated {
    step: Step,
    least: usize,
    most: usize,
}

/// Whether `pattern` is found in `text`. It is anchored at both ends or at none.
pub(super) fn is_found(pattern: &str, text: &str) -> bool {
    let inner = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$'));
    let mut rest: Vec<char> = inner.unwrap_or(pattern).chars().rev().collect();
    let whole = alternatives(&mut rest);
    assert!(rest.is_empty(), "{pattern}");
    let text: Vec<char> = text.chars().collect();
    let ends = |from: usize| {
        let mut ends = Vec::new();
        whole.iter().for_each(|steps| ends.extend(run(steps, &text, from)));
        ends
    };
    match inner {
        Some(_) => ends(0).contains(&text.len()),
        None => (0..=text.len()).any(|from| !ends(from).is_empty()),
    }
}

fn alternatives(rest: &mut Vec<char>) -> Vec<Vec<Repeated>> {
    let mut all = vec![Vec::new()];
    while let Some(next) = rest.pop() {
        let step = match next {
            ')' => {
                rest.push(')');
                break;
            }
            '|' => {
                all.push(Vec::new());
                continue;
            }
            '(' => {
                let group = alternatives(rest);
                assert_eq!(rest.pop(), Some(')'));
                Step::Group(group)
            }
            '[' => class(rest),
            '\\' => {
                let character = rest.pop().unwrap();
                assert!(!character.is_alphanumeric(), "\\{character}");
                Step::One(vec![(character, character)], true)
            }
            '.' | '*' | '+' | '?' | '{' | '^' | '$' => panic!("{next} is not known here"),
            character => Step::One(vec![(character, character)], true),
        };
        let (least, most) = count(rest);
        all.last_mut().unwrap().push(Repeated { step, least, most });
    }
    all
}

fn class(rest: &mut Vec<char>) -> Step {
    let is_in = rest.last() != Some(&'^');
    if !is_in {
        rest.pop();
    }
    let mut ranges = Vec::new();
    loop {
        match rest.pop().unwrap() {
            ']' => return Step::One(ranges, is_in),
            '\\' => match rest.pop().unwrap() {
                's' => ranges.extend([(' ', ' '), ('\t', '\r'), ('\u{a0}', '\u{a0}')]),
                other => panic!("\\{other} is not known here"),
            },
            first if rest.last() == Some(&'-') && rest.get(rest.len() - 2) != Some(&']') => {
                rest.pop();
                ranges.push((first, rest.pop().unwrap()));
            }
            only => ranges.push((only, only)),
        }
    }
}

fn count(rest: &mut Vec<char>) -> (usize, usize) {
    let many = usize::MAX;
    let found = match rest.last() {
        Some('*') => (0, many),
        Some('+') => (1, many),
        Some('?') => (0, 1),
        Some('{') => {
            rest.pop();
            let mut inside = String::new();
            while rest.last() != Some(&'}') {
                inside.push(rest.pop().unwrap());
            }
            match inside.split_once(',') {
                Some((least, most)) => (least.parse().unwrap(), most.parse().unwrap()),
                None => (inside.parse().unwrap(), inside.parse().unwrap()),
            }
        }
        _ => return (1, 1),
    };
    rest.pop();
    found
}

/// Where the steps can end that begin at `from`.
fn run(steps: &[Repeated], text: &[char], from: usize) -> Vec<usize> {
    let mut here = vec![from];
    for Repeated { step, least, most } in steps {
        let mut ends = if *least == 0 { here.clone() } else { Vec::new() };
        let mut round = 0;
        while round < *most && !here.is_empty() {
            round += 1;
            here = here.iter().flat_map(|at| once(step, text, *at)).collect();
            here.sort_unstable();
            here.dedup();
            if round >= *least {
                ends.extend(&here);
            }
        }
        ends.sort_unstable();
        ends.dedup();
        here = ends;
    }
    here
}

fn once(step: &Step, text: &[char], at: usize) -> Vec<usize> {
    match step {
        Step::Group(all) => all.iter().flat_map(|steps| run(steps, text, at)).collect(),
        Step::One(ranges, is_in) => match text.get(at) {
            Some(c) if ranges.iter().any(|(a, b)| (a..=b).contains(&c)) == *is_in => vec![at + 1],
            _ => Vec::new(),
        },
    }
}

#[test]
fn patterns_are_found_as_regular_expressions_find_them() {
    for (pattern, text, is_there) in [
        ("^[0-9a-f]{4}$", "00af", true),
        ("^[0-9a-f]{4}$", "00aff", false),
        ("^a(b|cd)?e+$", "acdeee", true),
        ("^a(b|cd)?e+$", "abcde", false),
        ("^([a-z]+\\.){1,2}ma$", "a.b.ma", true),
        ("^([a-z]+\\.){1,2}ma$", "a.b.c.ma", false),
        ("[^\\s]", " \n x", true),
        ("[^\\s]", " \n\t", false),
        ("^[a-z./-]+\\+[0-9]$", "a-b/c.d+1", true),
        ("^$", "", true),
    ] {
        assert_eq!(is_found(pattern, text), is_there, "{pattern} {text:?}");
    }
}
