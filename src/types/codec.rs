//! `encode` and `decode` as methods use them: the codec by name, and its errors as exceptions.
//!
//! Deliberately absent: a registry of codecs, and error handlers written in Python.

use super::unicode::codec::{self, CodecFault, CodingError, Encoding, ErrorHandler};
use crate::object::{PyResult, Raised, TextBuf, Value};
use crate::vm::Vm;
use crate::vm::errors::{Exc, field};

/// Which codec and what to do about errors, from the `encoding` and `errors` arguments.
pub struct Coding {
    encoding: Encoding,
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
        match Encoding::from_name(&name) {
            Some(encoding) => Ok(Coding { encoding, errors }),
            None => Err(self.err(Exc::LookupError, format!("unknown encoding: {name}"))),
        }
    }
    /// A str that C code of CPython reads as a zero-ended UTF-8 string.
    ///
    /// # Errors
    /// UnicodeEncodeError, ValueError.
    pub fn c_string(&mut self, v: &Value) -> PyResult<String> {
        let utf8 = Coding { encoding: Encoding::Utf8, errors: "strict".to_owned() };
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
        let handler = ErrorHandler::from_name(&coding.errors);
        match codec::encode(s.chars(), coding.encoding, handler.unwrap_or(ErrorHandler::Strict)) {
            Ok(bytes) => Ok(bytes),
            Err(_) if handler.is_none() => Err(self.unknown_handler(coding)),
            Err(fault) => Err(self.codec_fault(fault, text.clone())),
        }
    }
    /// `data.decode(...)`.
    ///
    /// # Errors
    /// UnicodeDecodeError, LookupError, MemoryError.
    pub fn decode_with(&mut self, data: &[u8], coding: &Coding) -> PyResult<Value> {
        let handler = ErrorHandler::from_name(&coding.errors);
        match codec::decode(data, coding.encoding, handler.unwrap_or(ErrorHandler::Strict)) {
            Ok(text) => self.str_from(&text),
            Err(_) if handler.is_none() => Err(self.unknown_handler(coding)),
            Err(fault) => {
                let object = self.heap.bytes(data)?;
                Err(self.codec_fault(fault, object))
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
    #[cold]
    fn unknown_handler(&mut self, coding: &Coding) -> Raised {
        let message = format!("unknown error handler name '{}'", coding.errors);
        self.err(Exc::LookupError, message)
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
