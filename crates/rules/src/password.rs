//! What a password must be (GB/T 22239-2019, level 3: complexity).

use base::Sentence;

/// Fewest characters.
pub const SHORTEST: usize = 10;
/// Most characters; longer ones only cost hashing time.
pub const LONGEST: usize = 128;

/// What is wrong with a new password for this login, if anything.
pub fn password_fault(password: &str, login: &str) -> Option<Sentence> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some(Sentence::new("work.password.too_short").with("min", SHORTEST));
    }
    if length > LONGEST {
        return Some(Sentence::new("base.too_long").with("max", LONGEST));
    }
    let kinds = [
        password.chars().any(|one| one.is_ascii_lowercase()),
        password.chars().any(|one| one.is_ascii_uppercase()),
        password.chars().any(|one| one.is_ascii_digit()),
        password.chars().any(|one| !one.is_ascii_alphanumeric()),
    ];
    if kinds.into_iter().filter(|present| *present).count() < 3 {
        return Some(Sentence::new("work.password.too_simple"));
    }
    let login = login.to_lowercase();
    (login.chars().count() >= 3 && password.to_lowercase().contains(&login))
        .then(|| Sentence::new("work.password.holds_login"))
}

#[cfg(test)]
mod tests {
    use super::password_fault;

    #[test]
    fn simple_passwords_are_named_as_such() {
        let code = |password| password_fault(password, "kjj.clerk").map(|sentence| sentence.code);
        assert_eq!(code("Ab1-").as_deref(), Some("work.password.too_short"));
        assert_eq!(code("abcdefghijk1").as_deref(), Some("work.password.too_simple"));
        assert_eq!(code("Kjj.Clerk2023").as_deref(), Some("work.password.holds_login"));
        assert_eq!(code("落实Plan-2023").as_deref(), None);
        assert_eq!(code(&"aB1".repeat(60)).as_deref(), Some("base.too_long"));
    }
}
