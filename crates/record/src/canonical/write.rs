//! The writer of canonical JSON: a serde serializer whose every value is already in final form.

use std::fmt::{Display, Write as _};

use serde::ser::{self, Serialize};

use super::{CanonicalError, MAX_DEPTH, MAX_INTEGER};

type Written = Result<Vec<u8>, CanonicalError>;

impl ser::Error for CanonicalError {
    fn custom<T: Display>(message: T) -> Self {
        CanonicalError::Refused(message.to_string())
    }
}

/// Writes one value that sits inside `depth` arrays and objects.
#[derive(Clone, Copy)]
pub(super) struct Writer {
    pub(super) depth: usize,
}

impl Writer {
    /// The writer of what is inside an array or object that stands here.
    fn inside(self) -> Result<Writer, CanonicalError> {
        if self.depth >= MAX_DEPTH {
            return Err(CanonicalError::TooDeep);
        }
        Ok(Writer { depth: self.depth + 1 })
    }

    fn array(self) -> Result<Array, CanonicalError> {
        Ok(Array { inside: self.inside()?, items: Vec::new(), wrapper: None })
    }

    fn object(self) -> Result<Object, CanonicalError> {
        Ok(Object { inside: self.inside()?, members: Vec::new(), key: None, wrapper: None })
    }
}

fn write_integer(value: i128) -> Written {
    if value.unsigned_abs() > u128::from(MAX_INTEGER.unsigned_abs()) {
        return Err(CanonicalError::IntegerTooLarge);
    }
    Ok(value.to_string().into_bytes())
}

/// Text with the shortest escape of what must be escaped. Source: RFC 8785, section 3.2.2.2.
fn write_text(text: &str) -> Vec<u8> {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\0'..='\u{1f}' => {
                write!(out, "\\u{:04x}", u32::from(character)).expect("a String takes any text");
            }
            _ => out.push(character),
        }
    }
    out.push('"');
    out.into_bytes()
}

/// `{"name":value}`, as an enum's variant with content is written.
fn wrap(name: &str, value: &[u8]) -> Vec<u8> {
    let mut out = vec![b'{'];
    out.extend(write_text(name));
    out.push(b':');
    out.extend_from_slice(value);
    out.push(b'}');
    out
}

impl ser::Serializer for Writer {
    type Ok = Vec<u8>;
    type Error = CanonicalError;
    type SerializeSeq = Array;
    type SerializeTuple = Array;
    type SerializeTupleStruct = Array;
    type SerializeTupleVariant = Array;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = Object;

    fn serialize_bool(self, value: bool) -> Written {
        Ok(if value { b"true".to_vec() } else { b"false".to_vec() })
    }
    fn serialize_i8(self, value: i8) -> Written {
        write_integer(value.into())
    }
    fn serialize_i16(self, value: i16) -> Written {
        write_integer(value.into())
    }
    fn serialize_i32(self, value: i32) -> Written {
        write_integer(value.into())
    }
    fn serialize_i64(self, value: i64) -> Written {
        write_integer(value.into())
    }
    fn serialize_i128(self, value: i128) -> Written {
        write_integer(value)
    }
    fn serialize_u8(self, value: u8) -> Written {
        write_integer(value.into())
    }
    fn serialize_u16(self, value: u16) -> Written {
        write_integer(value.into())
    }
    fn serialize_u32(self, value: u32) -> Written {
        write_integer(value.into())
    }
    fn serialize_u64(self, value: u64) -> Written {
        write_integer(value.into())
    }
    fn serialize_u128(self, value: u128) -> Written {
        write_integer(i128::try_from(value).map_err(|_| CanonicalError::IntegerTooLarge)?)
    }
    fn serialize_f32(self, _: f32) -> Written {
        Err(CanonicalError::NotInteger)
    }
    fn serialize_f64(self, _: f64) -> Written {
        Err(CanonicalError::NotInteger)
    }
    fn serialize_char(self, value: char) -> Written {
        Ok(write_text(value.encode_utf8(&mut [0; 4])))
    }
    fn serialize_str(self, value: &str) -> Written {
        Ok(write_text(value))
    }
    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(CanonicalError::RawBytes)
    }
    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        Ok(b"null".to_vec())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        Ok(write_text(variant))
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        Ok(wrap(variant, &value.serialize(self.inside()?)?))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Array, CanonicalError> {
        self.array()
    }
    fn serialize_tuple(self, _: usize) -> Result<Array, CanonicalError> {
        self.array()
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Array, CanonicalError> {
        self.array()
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Array, CanonicalError> {
        Ok(Array { wrapper: Some(variant), ..self.inside()?.array()? })
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Object, CanonicalError> {
        self.object()
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object, CanonicalError> {
        self.object()
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Object, CanonicalError> {
        Ok(Object { wrapper: Some(variant), ..self.inside()?.object()? })
    }
}

/// An array being written.
pub(super) struct Array {
    inside: Writer,
    items: Vec<u8>,
    wrapper: Option<&'static str>,
}

impl Array {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        self.items.push(if self.items.is_empty() { b'[' } else { b',' });
        self.items.extend(value.serialize(self.inside)?);
        Ok(())
    }

    fn finish(mut self) -> Vec<u8> {
        if self.items.is_empty() {
            self.items.push(b'[');
        }
        self.items.push(b']');
        match self.wrapper {
            Some(name) => wrap(name, &self.items),
            None => self.items,
        }
    }
}

/// An object being written: its members wait here, each in final form, to be sorted.
pub(super) struct Object {
    inside: Writer,
    members: Vec<(String, Vec<u8>)>,
    key: Option<String>,
    wrapper: Option<&'static str>,
}

impl Object {
    fn push<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), CanonicalError> {
        self.members.push((key.to_owned(), value.serialize(self.inside)?));
        Ok(())
    }

    fn finish(mut self) -> Written {
        self.members.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
        if self.members.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(CanonicalError::Key);
        }
        let mut out = vec![b'{'];
        for (index, (key, value)) in self.members.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            out.extend(write_text(key));
            out.push(b':');
            out.extend_from_slice(value);
        }
        out.push(b'}');
        Ok(match self.wrapper {
            Some(name) => wrap(name, &out),
            None => out,
        })
    }
}

impl ser::SerializeSeq for Array {
    type Ok = Vec<u8>;
    type Error = CanonicalError;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, v: &T) -> Result<(), CanonicalError> {
        self.push(v)
    }
    fn end(self) -> Written {
        Ok(self.finish())
    }
}

impl ser::SerializeTuple for Array {
    type Ok = Vec<u8>;
    type Error = CanonicalError;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, v: &T) -> Result<(), CanonicalError> {
        self.push(v)
    }
    fn end(self) -> Written {
        Ok(self.finish())
    }
}

impl ser::SerializeTupleStruct for Array {
    type Ok = Vec<u8>;
    type Error = CanonicalError;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, v: &T) -> Result<(), CanonicalError> {
        self.push(v)
    }
    fn end(self) -> Written {
        Ok(self.finish())
    }
}

impl ser::SerializeTupleVariant for Array {
    type Ok = Vec<u8>;
    type Error = CanonicalError;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, v: &T) -> Result<(), CanonicalError> {
        self.push(v)
    }
    fn end(self) -> Written {
        Ok(self.finish())
    }
}

impl ser::SerializeMap for Object {
    type Ok = Vec<u8>;
    type Error = CanonicalError;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), CanonicalError> {
        // Only what is written as text is a key; reading it back is shorter than a second serializer.
        let written =
            key.serialize(Writer { depth: MAX_DEPTH }).map_err(|_| CanonicalError::Key)?;
        self.key = Some(serde_json::from_slice(&written).map_err(|_| CanonicalError::Key)?);
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, v: &T) -> Result<(), CanonicalError> {
        let key = self.key.take().ok_or(CanonicalError::Key)?;
        self.push(&key, v)
    }
    fn end(self) -> Written {
        self.finish()
    }
}

impl ser::SerializeStruct for Object {
    type Ok = Vec<u8>;
    type Error = CanonicalError;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        v: &T,
    ) -> Result<(), CanonicalError> {
        self.push(key, v)
    }
    fn end(self) -> Written {
        self.finish()
    }
}

impl ser::SerializeStructVariant for Object {
    type Ok = Vec<u8>;
    type Error = CanonicalError;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        v: &T,
    ) -> Result<(), CanonicalError> {
        self.push(key, v)
    }
    fn end(self) -> Written {
        self.finish()
    }
}
