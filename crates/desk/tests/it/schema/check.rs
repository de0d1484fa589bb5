//! A small checker of JSON Schema 2020-12: the words that our schemas use, and a panic for any other,
//! so that no word stands in a schema and is never looked at.

use serde_json::Value;

use super::pattern;

/// Schemas by their file names, for references between them.
pub(super) struct Schemas(pub(super) Vec<(&'static str, Value)>);

/// A schema inside the file that it stands in.
#[derive(Clone, Copy)]
struct At<'a> {
    file: &'a Value,
    schema: &'a Value,
}

impl Schemas {
    pub(super) fn file(&self, name: &str) -> &Value {
        &self.0.iter().find(|(file, _)| *file == name).unwrap().1
    }

    /// Everything that is wrong with `value` under the schema in this file.
    pub(super) fn faults(&self, file: &str, value: &Value) -> Vec<String> {
        let file = self.file(file);
        let mut faults = Vec::new();
        self.check(At { file, schema: file }, value, "", &mut faults);
        faults
    }

    fn holds(&self, at: At<'_>, value: &Value) -> bool {
        let mut faults = Vec::new();
        self.check(at, value, "", &mut faults);
        faults.is_empty()
    }

    fn resolve<'a>(&'a self, file: &'a Value, reference: &str) -> At<'a> {
        match reference.split_once('#') {
            Some(("", path)) => At { file, schema: file.pointer(path).unwrap() },
            _ => At { file: self.file(reference), schema: self.file(reference) },
        }
    }

    fn check(&self, at: At<'_>, value: &Value, path: &str, faults: &mut Vec<String>) {
        let Some(words) = at.schema.as_object() else {
            if at.schema == &Value::Bool(false) {
                faults.push(format!("{path} may not be there"));
            }
            return;
        };
        for (word, told) in words {
            let inner = |schema| At { file: at.file, schema };
            match word.as_str() {
                "$ref" => {
                    let named = self.resolve(at.file, told.as_str().unwrap());
                    self.check(named, value, path, faults);
                }
                "properties" => {
                    for (name, schema) in told.as_object().unwrap() {
                        if let Some(value) = value.get(name) {
                            self.check(inner(schema), value, &format!("{path}/{name}"), faults);
                        }
                    }
                }
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(inner(told), item, &format!("{path}/{number}"), faults);
                    }
                }
                "allOf" => told
                    .as_array()
                    .unwrap()
                    .iter()
                    .for_each(|schema| self.check(inner(schema), value, path, faults)),
                "if" => {
                    let next = if self.holds(inner(told), value) { "then" } else { "else" };
                    if let Some(schema) = words.get(next) {
                        self.check(inner(schema), value, path, faults);
                    }
                }
                _ => {
                    if !is_held(word, told, words.get("properties"), value) {
                        faults.push(format!("{path}: {word}"));
                    }
                }
            }
        }
    }
}

/// Whether `value` keeps to one word of a schema that needs no other schema.
fn is_held(word: &str, told: &Value, properties: Option<&Value>, value: &Value) -> bool {
    let most = told.as_u64().unwrap_or_default() as usize;
    let text = value.as_str();
    let list = value.as_array();
    match word {
        "type" => match told.as_str().unwrap() {
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("a type that is not known here: {other}"),
        },
        "required" => {
            let names = told.as_array().unwrap();
            names
                .iter()
                .all(|name| !value.is_object() || value.get(name.as_str().unwrap()).is_some())
        }
        "additionalProperties" => {
            assert_eq!(told, &Value::Bool(false));
            let known = properties.unwrap();
            value.as_object().is_none_or(|map| map.keys().all(|name| known.get(name).is_some()))
        }
        "enum" => told.as_array().unwrap().contains(value),
        "const" => told == value,
        "minLength" => text.is_none_or(|text| text.chars().count() >= most),
        "maxLength" => text.is_none_or(|text| text.chars().count() <= most),
        "pattern" => text.is_none_or(|text| pattern::is_found(told.as_str().unwrap(), text)),
        "minItems" => list.is_none_or(|list| list.len() >= most),
        "maxItems" => list.is_none_or(|list| list.len() <= most),
        "uniqueItems" => {
            list.is_none_or(|list| (1..list.len()).all(|n| !list[..n].contains(&list[n])))
        }
        "minimum" => value.as_u64().is_none_or(|number| number >= most as u64),
        "maximum" => value.as_u64().is_none_or(|number| number <= most as u64),
        "$schema" | "$id" | "$defs" | "title" | "description" | "then" | "else" => true,
        other => panic!("a word that is not known here: {other}"),
    }
}
