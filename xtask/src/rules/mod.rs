//! The rules, one file a subject. Each answers with its breaches as sentences that name the file.

pub mod chinese;
pub mod dependencies;
pub mod glossary;
pub mod lengths;
pub mod messages;
pub mod names;
pub mod rooms;
pub mod screen_words;
pub mod sql;
pub mod unfinished;
