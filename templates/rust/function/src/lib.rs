//! The handler.
use std::error::Error;

/// Answers one call: gets its body, returns the answer. `Http_Method`, `Http_Path`, `Http_Query` and `Http_…` of each
/// header are variables; an error is a failure.
pub fn handle(body: Vec<u8>) -> Result<Vec<u8>, Box<dyn Error>> {
    let text = String::from_utf8(body)?;
    let name = match text.trim() {
        "" => "world",
        name => name,
    };
    Ok(format!("Hello, {name}!\n").into_bytes())
}

#[cfg(test)]
mod tests {
    use super::handle;

    #[test]
    fn greets_who_is_named() {
        assert_eq!(handle(b"Ada\n".to_vec()).unwrap(), b"Hello, Ada!\n");
    }

    #[test]
    fn greets_the_world_without_a_name() {
        assert_eq!(handle(Vec::new()).unwrap(), b"Hello, world!\n");
    }
}
