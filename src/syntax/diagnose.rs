use super::error::Fault;
use super::layout::{token_span, Tokens};
use super::parse::Mode;
pub fn explain(text: &str, mode: Mode, tokens: &Tokens, at: usize, fault: Option<Fault>) -> Fault {
    fault.unwrap_or_else(|| Fault::at("invalid syntax", token_span(tokens.list[at])))
}
