//! `encode` and `decode` as methods use them: the codec by name, and its errors as exceptions.
//!
//! Other codecs, and error handlers that a program has registered, are `_codecs`'s business (a module in Python).
//! Deliberately absent: the registry itself.

use super::unicode::codec::{self, CodecFault, CodingError, Encoding, ErrorHandler};
use crate::object::{PyResult, Raised, TextBuf, Value};
use crate::vm::Vm;
use crate::vm::errors::{Exc, field};

/// Which codec and what to do about errors, from the `encoding` and `errors` arguments.
pub struct Coding {
    /// `None`: one that only the registry knows.
    encoding: Option<Encoding>,
    name: String,
    /// The handler's name, looked at when there is an error.
    errors: String,
}

impl Vm {
    /// The `encoding` and `errors` arguments of `method`.
    ///
    /// # Errors
    /// TypeError, LookupError.
    pub fn codec_args(
        &mut self,
        method: &str,
        encoding: Option<&Value>,
        errors: Option<&Value>,
    ) -> PyResult<Coding> {
        let name = match encoding {
            Some(v) => {
                self.str_arg(v, format_args!("{method}() argument 'encoding'"))?;
                self.c_string(v)?
            }
            None => "utf-8".to_owned(),
        };
        let errors = match errors {
            Some(v) => {
                self.str_arg(v, format_args!("{method}() argument 'errors'"))?;
                self.c_string(v)?
            }
            None => "strict".to_owned(),
        };
        Ok(Coding { encoding: Encoding::from_name(&name), name, errors })
    }
    /// A str that C code of CPython reads as a zero-ended UTF-8 string.
    ///
    /// # Errors
    /// UnicodeEncodeError, ValueError.
    pub fn c_string(&mut self, v: &Value) -> PyResult<String> {
        let utf8 =
            Coding { encoding: Some(Encoding::Utf8), name: "utf-8".to_owned(), errors: "strict".to_owned() };
        let bytes = self.encode_with(v, &utf8)?;
        if bytes.contains(&0) {
            return Err(self.value_error("embedded null character"));
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
    /// `text.encode(...)` of a str object.
    ///
    /// # Errors
    /// UnicodeEncodeError, LookupError.
    pub fn encode_with(&mut self, text: &Value, coding: &Coding) -> PyResult<Vec<u8>> {
        let Some(s) = text.as_str() else { return Ok(Vec::new()) };
        let known = ErrorHandler::from_name(&coding.errors);
        let (Some(encoding), handler) = (coding.encoding, known.unwrap_or(ErrorHandler::Strict)) else {
            return self.encode_by_registry(text, coding);
        };
        match codec::encode(s.chars(), encoding, handler) {
            Ok(bytes) => Ok(bytes),
            Err(_) if known.is_none() => self.encode_by_registry(text, coding),
            Err(fault) => Err(self.codec_fault(fault, text.clone())),
        }
    }
    fn encode_by_registry(&mut self, text: &Value, coding: &Coding) -> PyResult<Vec<u8>> {
        let bytes = self.by_registry("_encode_text", text.clone(), coding)?;
        Ok(bytes.as_bytes().map(<[u8]>::to_vec).unwrap_or_default())
    }
    /// Let the module `_codecs` do it.
    fn by_registry(&mut self, function: &str, object: Value, coding: &Coding) -> PyResult {
        let (module, none) = (self.heap.intern_str("_codecs"), self.none());
        let module = self.import_module(&module, &none, &none, 0)?;
        let function = self.get_attr_str(&module, function)?;
        let (name, errors) = (self.heap.try_str(&coding.name)?, self.heap.try_str(&coding.errors)?);
        self.call(&function, &[object, name, errors])
    }
    /// `data.decode(...)`.
    ///
    /// # Errors
    /// UnicodeDecodeError, LookupError, MemoryError.
    pub fn decode_with(&mut self, data: &[u8], coding: &Coding) -> PyResult<Value> {
        let known = ErrorHandler::from_name(&coding.errors);
        let Some(encoding) = coding.encoding else {
            // Nothing to decode: the codec is not even looked for.
            if data.is_empty() {
                return Ok(self.str(""));
            }
            let object = self.heap.bytes(data)?;
            return self.by_registry("_decode_bytes", object, coding);
        };
        match codec::decode(data, encoding, known.unwrap_or(ErrorHandler::Strict)) {
            Ok(text) => self.str_from(&text),
            Err(fault) => {
                let object = self.heap.bytes(data)?;
                match known {
                    Some(_) => Err(self.codec_fault(fault, object)),
                    None => self.by_registry("_decode_bytes", object, coding),
                }
            }
        }
    }
    /// UTF-8 text as it comes from outside (files, source); undecodable bytes are an error.
    ///
    /// # Errors
    /// UnicodeDecodeError.
    pub fn decode_utf8(&mut self, data: &[u8]) -> PyResult<TextBuf> {
        match codec::decode(data, Encoding::Utf8, ErrorHandler::Strict) {
            Ok(text) => Ok(text),
            Err(fault) => {
                let object = self.heap.bytes(data)?;
                Err(self.codec_fault(fault, object))
            }
        }
    }
    /// The exception for a codec's fault over `object` (the str or bytes that was coded).
    #[cold]
    pub fn codec_fault(&mut self, fault: CodecFault, object: Value) -> Raised {
        match fault {
            CodecFault::Decode(e) => self.coding_error(Exc::UnicodeDecodeError, &e, object),
            CodecFault::Encode(e) => self.coding_error(Exc::UnicodeEncodeError, &e, object),
            CodecFault::Other(f) => self.fault(f),
        }
    }
    fn coding_error(&mut self, exc: Exc, e: &CodingError, object: Value) -> Raised {
        let args = vec![
            self.str(e.encoding),
            object,
            self.int(e.start as i64),
            self.int(e.end as i64),
            self.str(e.reason),
        ];
        let Raised(error) = self.err_with(exc, args.clone());
        for (i, v) in args.into_iter().enumerate() {
            self.set_exc_field(&error, field::EXTRA + i, Some(v));
        }
        Raised(error)
    }
}
