//! Tracebacks.
/// The best suggestion among `candidates` for a name that was not found.
pub fn closest_name(_wrong: &str, _candidates: &[String]) -> Option<String> {
    None
}
