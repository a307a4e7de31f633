//! E-mail addresses, as far as it can be told without writing to them.

use super::half_width;
use base::Sentence;

/// Most characters of an address, and of the part before the @ (RFC 5321).
const ADDRESS_MAX: usize = 254;
const LOCAL_MAX: usize = 64;
/// Most characters of a part between points of the domain.
const LABEL_MAX: usize = 63;

/// The address as it is kept, with the domain in small letters, or what is wrong with it.
pub fn email(text: &str) -> Result<String, Sentence> {
    let address: String = text.trim().chars().map(half_width).collect();
    let address = address.trim();
    if address.len() > ADDRESS_MAX {
        return Err(Sentence::new("base.too_long").with("max", ADDRESS_MAX));
    }
    let Some((local, domain)) = address.split_once('@') else {
        return Err(Sentence::new("rules.identity.email.at"));
    };
    if let Some(letter) = local.chars().find(|one| !is_local(*one)) {
        return Err(Sentence::new("rules.identity.email.letter").with("letter", letter));
    }
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    if local.is_empty() || local.len() > LOCAL_MAX || dots {
        return Err(Sentence::new("rules.identity.email.local"));
    }
    let labels: Vec<&str> = domain.split('.').collect();
    let top = labels.last().copied().unwrap_or_default();
    let numbers_only = top.bytes().all(|byte| byte.is_ascii_digit());
    if labels.len() < 2 || numbers_only || !labels.iter().all(|label| is_label(label)) {
        return Err(Sentence::new("rules.identity.email.domain"));
    }
    Ok(format!("{local}@{}", domain.to_ascii_lowercase()))
}

fn is_local(one: char) -> bool {
    one.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(one)
}

fn is_label(label: &str) -> bool {
    let letters = label.chars().all(|one| one.is_ascii_alphanumeric() || one == '-');
    !label.is_empty() && label.len() <= LABEL_MAX && letters && !label.starts_with('-') && !label.ends_with('-')
}
