//! One Rust file, reduced to the flat list of things that the house's rules ask about.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A Rust file and what was seen in it.
pub(crate) struct RustFile {
    /// Where it lies, from the root of the workspace, with `/` between the parts.
    pub path: String,
    /// The text as it is on disk.
    pub text: String,
    /// Whether the whole file is test code: a test, a bench, an example or a `#[cfg(test)]` module.
    pub is_test: bool,
    /// In the order of the walk, which is nearly the order of the text.
    pub sightings: Vec<Sighting>,
}

/// Something a rule may ask about.
pub(crate) struct Sighting {
    pub what: What,
    /// Counted from 1.
    pub line: usize,
    /// Whether the code around it is built for tests only.
    pub in_test: bool,
}

/// The kinds of thing a rule may ask about.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A path of two segments or more, or a name that a `use` brought in, written out in full.
    Path(String),
    /// The name of a macro that is called, without its path.
    Macro { name: String, arguments: String },
    /// A string literal.
    Literal(String),
    /// An attribute other than a docstring: its path, and the rest as text.
    Attribute { name: String, arguments: String },
    /// A line of documentation.
    Doc(String),
    /// A function with a body, from `fn` to its last brace.
    Function { name: String, lines: usize },
    /// A module in a file of its own that exists in tests only.
    TestModule(String),
}

impl RustFile {
    /// Reads `text` as Rust.
    ///
    /// # Errors
    ///
    /// The line and the reason if it is not Rust.
    pub(crate) fn parse(path: &str, text: &str) -> Result<Self, (usize, String)> {
        let file =
            syn::parse_file(text).map_err(|e| (e.span().start().line, format!("not Rust: {e}")))?;
        let mut names = Names::default();
        names.visit_file(&file);
        let is_test = is_test_path(path) || file.attrs.iter().any(is_test_attribute);
        let mut walk = Walk { names: names.0, test_depth: 0, sightings: Vec::new() };
        walk.visit_file(&file);
        Ok(Self {
            path: path.to_owned(),
            text: text.to_owned(),
            is_test,
            sightings: walk.sightings,
        })
    }

    /// What was seen in code that ships, with its line.
    pub(crate) fn shipped(&self) -> impl Iterator<Item = (&What, usize)> {
        let all = if self.is_test { &[][..] } else { &self.sightings[..] };
        all.iter().filter(|s| !s.in_test).map(|s| (&s.what, s.line))
    }

    /// What was seen in code that only tests build, with its line.
    pub(crate) fn tested(&self) -> impl Iterator<Item = (&What, usize)> {
        self.sightings.iter().filter(|s| self.is_test || s.in_test).map(|s| (&s.what, s.line))
    }

    /// What was seen anywhere, with its line.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&What, usize)> {
        self.sightings.iter().map(|s| (&s.what, s.line))
    }

    /// The files that the `#[cfg(test)] mod name;` lines of this file may mean.
    pub(crate) fn test_modules(&self) -> Vec<String> {
        let (folder, file) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        let stem = file.trim_end_matches(".rs");
        let home = match stem {
            "lib" | "main" | "mod" => folder.to_owned(),
            _ => format!("{folder}/{stem}"),
        };
        self.all()
            .filter_map(|(what, _)| match what {
                What::TestModule(name) => Some(format!("{home}/{name}")),
                _ => None,
            })
            .collect()
    }
}

/// Whether the folder alone says that a file is test code.
fn is_test_path(path: &str) -> bool {
    let mut parts = path.split('/');
    let member = match parts.next() {
        Some("crates") => parts.next(),
        other => other,
    };
    member.is_some() && matches!(parts.next(), Some("tests" | "benches" | "examples"))
}

/// The names that `use` lines bring into a file, and the paths they stand for.
#[derive(Default)]
struct Names(HashMap<String, String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for (path, alias, _) in flatten(&item.tree) {
            if let Some(alias) = alias
                && path != alias
            {
                self.0.insert(alias, path);
            }
        }
    }
}

/// Every leaf of a `use` tree: the whole path, the name it gets if any, and its line.
fn flatten(tree: &syn::UseTree) -> Vec<(String, Option<String>, usize)> {
    fn go(tree: &syn::UseTree, before: &str, out: &mut Vec<(String, Option<String>, usize)>) {
        let join = |name: &str| {
            if before.is_empty() { name.to_owned() } else { format!("{before}::{name}") }
        };
        let line = tree.span().start().line;
        match tree {
            syn::UseTree::Path(p) => go(&p.tree, &join(&p.ident.to_string()), out),
            syn::UseTree::Group(g) => g.items.iter().for_each(|t| go(t, before, out)),
            syn::UseTree::Glob(_) => out.push((join("*"), None, line)),
            syn::UseTree::Name(n) if n.ident == "self" => {
                let last = before.rsplit("::").next().unwrap_or(before);
                out.push((before.to_owned(), Some(last.to_owned()), line));
            }
            syn::UseTree::Name(n) => {
                let name = n.ident.to_string();
                out.push((join(&name), Some(name), line));
            }
            syn::UseTree::Rename(r) if r.ident == "self" => {
                out.push((before.to_owned(), Some(r.rename.to_string()), line));
            }
            syn::UseTree::Rename(r) => {
                out.push((join(&r.ident.to_string()), Some(r.rename.to_string()), line));
            }
        }
    }
    let mut out = Vec::new();
    go(tree, "", &mut out);
    out
}

/// The walk over one file.
struct Walk {
    names: HashMap<String, String>,
    test_depth: usize,
    sightings: Vec<Sighting>,
}

impl Walk {
    fn see(&mut self, what: What, line: usize) {
        self.sightings.push(Sighting { what, line, in_test: self.test_depth > 0 });
    }

    fn within(&mut self, attributes: &[syn::Attribute], walk: impl FnOnce(&mut Self)) {
        let deeper = usize::from(attributes.iter().any(is_test_attribute));
        self.test_depth += deeper;
        walk(self);
        self.test_depth -= deeper;
    }

    fn see_path(&mut self, segments: &[String], line: usize) {
        let Some((first, rest)) = segments.split_first() else {
            return;
        };
        let full = match self.names.get(first) {
            Some(start) => start.clone(),
            None if rest.is_empty() => return,
            None => first.clone(),
        };
        let full = rest.iter().fold(full, |path, segment| format!("{path}::{segment}"));
        self.see(What::Path(full), line);
    }

    fn see_function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.fn_token.span.start().line;
        let last = block.brace_token.span.close().end().line;
        let name = signature.ident.to_string();
        self.see(What::Function { name, lines: last - first + 1 }, first);
    }

    /// Macro arguments are tokens, not a tree: paths, calls, attributes and strings are picked out.
    fn see_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            let line = tokens[at].span().start().line;
            match &tokens[at] {
                TokenTree::Group(group) => {
                    if group.delimiter() == Delimiter::Bracket && is_punct(&tokens, at, 1, '#') {
                        self.see_loose_attribute(&group.stream(), line);
                    }
                    self.see_tokens(group.stream());
                    at += 1;
                }
                TokenTree::Ident(_) => {
                    let (segments, next) = loose_path(&tokens, at);
                    if is_call(&tokens, next) {
                        let name = segments.last().cloned().unwrap_or_default();
                        let arguments = tokens[next + 1].to_string();
                        self.see(What::Macro { name, arguments }, line);
                    }
                    self.see_path(&segments, line);
                    at = next;
                }
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
                        self.see(What::Literal(text.value()), line);
                    }
                    at += 1;
                }
                TokenTree::Punct(_) => at += 1,
            }
        }
    }

    fn see_loose_attribute(&mut self, tokens: &TokenStream, line: usize) {
        let mut tokens = tokens.clone().into_iter();
        let name = tokens.next().map(|t| t.to_string()).unwrap_or_default();
        let arguments = tokens.collect::<TokenStream>().to_string();
        if name != "doc" {
            self.see(What::Attribute { name, arguments }, line);
        }
    }
}

/// Whether the token `back` places before `at` is the sign `sign`.
fn is_punct(tokens: &[TokenTree], at: usize, back: usize, sign: char) -> bool {
    let token = at.checked_sub(back).and_then(|i| tokens.get(i));
    matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == sign)
}

/// Whether `tokens[at..]` is `!` and a bracket: the rest of a macro call.
fn is_call(tokens: &[TokenTree], at: usize) -> bool {
    let bang = matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == '!');
    bang && matches!(tokens.get(at + 1), Some(TokenTree::Group(_)))
}

/// The longest `a::b::c` that starts at `at`, and the place after it.
fn loose_path(tokens: &[TokenTree], mut at: usize) -> (Vec<String>, usize) {
    let mut segments = Vec::new();
    while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
        segments.push(ident.to_string());
        at += 1;
        let colons = matches!(tokens.get(at), Some(TokenTree::Punct(p))
            if p.as_char() == ':' && p.spacing() == Spacing::Joint);
        if !colons || !matches!(tokens.get(at + 2), Some(TokenTree::Ident(_))) {
            break;
        }
        at += 2;
    }
    (segments, at)
}

/// Whether an attribute keeps what it stands on out of the program that ships.
fn is_test_attribute(attribute: &syn::Attribute) -> bool {
    let path = attribute.path();
    if path.segments.last().is_some_and(|s| s.ident == "test") {
        return true;
    }
    path.is_ident("cfg") && attribute.parse_args::<syn::Meta>().is_ok_and(|m| is_test_only(&m))
}

/// Whether a `cfg` predicate holds in tests only: `test`, or `all` with `test` among its parts.
fn is_test_only(predicate: &syn::Meta) -> bool {
    type Parts = syn::punctuated::Punctuated<syn::Meta, syn::Token![,]>;
    match predicate {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("all") => list
            .parse_args_with(Parts::parse_terminated)
            .is_ok_and(|parts| parts.iter().any(is_test_only)),
        _ => false,
    }
}

/// The attributes of an item, whatever it is.
fn attributes_of(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(i) => &i.attrs,
        syn::Item::Enum(i) => &i.attrs,
        syn::Item::ExternCrate(i) => &i.attrs,
        syn::Item::Fn(i) => &i.attrs,
        syn::Item::Impl(i) => &i.attrs,
        syn::Item::Macro(i) => &i.attrs,
        syn::Item::Mod(i) => &i.attrs,
        syn::Item::Static(i) => &i.attrs,
        syn::Item::Struct(i) => &i.attrs,
        syn::Item::Trait(i) => &i.attrs,
        syn::Item::Type(i) => &i.attrs,
        syn::Item::Use(i) => &i.attrs,
        _ => &[],
    }
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        self.within(attributes_of(item), |walk| visit::visit_item(walk, item));
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if self.test_depth > 0 && item.content.is_none() {
            let line = item.mod_token.span.start().line;
            self.see(What::TestModule(item.ident.to_string()), line);
        }
        visit::visit_item_mod(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        item.attrs.iter().for_each(|a| self.visit_attribute(a));
        for (path, _, line) in flatten(&item.tree) {
            self.see(What::Path(path), line);
        }
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.see(What::Path(item.ident.to_string()), item.ident.span().start().line);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.see_function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.within(&item.attrs, |walk| {
            walk.see_function(&item.sig, &item.block);
            visit::visit_impl_item_fn(walk, item);
        });
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.see_function(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.see_path(&segments, path.span().start().line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        let line = called.path.span().start().line;
        let name = called.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
        self.see(What::Macro { name, arguments: called.tokens.to_string() }, line);
        self.visit_path(&called.path);
        self.see_tokens(called.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let line = attribute.span().start().line;
        if attribute.path().is_ident("doc") {
            if let syn::Meta::NameValue(value) = &attribute.meta
                && let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &value.value
            {
                self.see(What::Doc(text.value()), line);
            }
            return;
        }
        let segments: Vec<_> =
            attribute.path().segments.iter().map(|s| s.ident.to_string()).collect();
        let arguments = match &attribute.meta {
            syn::Meta::List(list) => list.tokens.clone(),
            _ => TokenStream::new(),
        };
        self.see_path(&segments, line);
        let (name, text) = (segments.join("::"), arguments.to_string());
        self.see(What::Attribute { name, arguments: text }, line);
        self.see_tokens(arguments);
    }

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.see(What::Literal(literal.value()), literal.span().start().line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_seen(text: &str, what: &What, line: usize, in_test: bool) {
        let file = RustFile::parse("crates/law/src/lib.rs", text).expect("the sample parses");
        let seen =
            file.sightings.iter().any(|s| (&s.what, s.line, s.in_test) == (what, line, in_test));
        assert!(seen, "{what:?} not seen at line {line} of\n{text}");
    }

    fn path(full: &str) -> What {
        What::Path(full.to_owned())
    }

    #[test]
    fn a_name_brought_in_by_use_is_written_out() {
        check_seen(
            "use std::{fs as disk};\nfn f() { disk::read(\"a\"); }",
            &path("std::fs::read"),
            2,
            false,
        );
        check_seen(
            "use std::time::{self};\nfn f() { time::now(); }",
            &path("std::time::now"),
            2,
            false,
        );
    }

    #[test]
    fn a_path_inside_a_macro_is_seen() {
        check_seen(
            "fn f() {\n  assert!(\n std::fs::read(1) == 2);\n}",
            &path("std::fs::read"),
            3,
            false,
        );
    }

    #[test]
    fn code_under_cfg_test_is_known_as_such() {
        check_seen(
            "#[cfg(test)]\nmod t { fn f() { std::fs::a(); } }",
            &path("std::fs::a"),
            2,
            true,
        );
        check_seen(
            "#[cfg(all(unix, test))]\nfn f() { std::fs::a(); }",
            &path("std::fs::a"),
            2,
            true,
        );
        check_seen("#[cfg(not(test))]\nfn f() { std::fs::a(); }", &path("std::fs::a"), 2, false);
    }

    #[test]
    fn a_function_is_measured_from_fn_to_its_brace() {
        let what = What::Function { name: "f".to_owned(), lines: 3 };
        check_seen("#[inline]\nfn f() {\n    1;\n}", &what, 2, false);
    }

    #[test]
    fn an_attribute_inside_a_macro_is_seen() {
        let what = What::Attribute { name: "ignore".to_owned(), arguments: String::new() };
        check_seen("proptest! {\n #[ignore]\n fn f() {} }", &what, 2, false);
    }

    #[test]
    fn a_test_module_in_its_own_file_is_named() {
        let file = RustFile::parse("crates/law/src/route.rs", "#[cfg(test)]\nmod tests;");
        assert_eq!(file.expect("parses").test_modules(), ["crates/law/src/route/tests"]);
    }
}
