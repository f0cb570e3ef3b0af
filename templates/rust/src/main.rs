//! Calls the handler: STDIN is the call's body, STDOUT the answer.
use std::io::{self, Read, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut body = Vec::new();
    if let Err(error) = io::stdin().read_to_end(&mut body) {
        eprintln!("the body could not be read: {error}");
        return ExitCode::FAILURE;
    }
    match function::handle(body) {
        Ok(answer) => match io::stdout().write_all(&answer) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
