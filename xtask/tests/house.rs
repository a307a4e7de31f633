//! The rules of the house, run on this repository. A failing test names every breach and says the cure.

#![allow(clippy::unwrap_used, reason = "a rule that cannot be run has failed; there is nobody to hand an error to")]

use std::sync::LazyLock;
use xtask::metadata::Metadata;
use xtask::rules::{chinese, dependencies, glossary, lengths, messages, names, rooms, screen_words, sql, unfinished};
use xtask::tree::{Tree, root};

static TREE: LazyLock<Tree> = LazyLock::new(|| Tree::read(&root()).unwrap());
static METADATA: LazyLock<Metadata> = LazyLock::new(|| Metadata::of(&root()).unwrap());

fn none(breaches: &[String], cure: &str) {
    assert!(breaches.is_empty(), "{} breaches. {cure}\n  {}\n", breaches.len(), breaches.join("\n  "));
}

fn room_table() -> Vec<rooms::Room> {
    rooms::table(TREE.text("ARCHITECTURE.md").unwrap())
}

fn permitted() -> dependencies::Permitted {
    toml::from_str(TREE.text("deny.toml").unwrap()).unwrap()
}

#[test]
fn the_room_table_is_the_workspace() {
    none(&rooms::unlisted(&room_table(), &METADATA), "Bring the table in ARCHITECTURE.md up to date.");
}

#[test]
fn a_room_uses_only_rooms_of_a_lower_floor() {
    none(
        &rooms::upward(&room_table(), &METADATA),
        "Move the thing to a floor that both may reach, or hand it in as an argument.",
    );
}

#[test]
fn a_room_is_free_of_what_the_table_says() {
    let breaches = rooms::present_absences(&room_table(), &METADATA, &TREE);
    none(&breaches, "Hand the value in from the room that may have it.");
}

#[test]
fn every_room_says_in_its_first_line_what_it_is() {
    let first_lines = METADATA.members().into_iter().map(|member| {
        let folder = if member.is_room() { format!("crates/{}", member.name) } else { member.name.clone() };
        let roots = ["src/lib.rs", "src/main.rs"].map(|file| TREE.text(&format!("{folder}/{file}")));
        (folder, roots.into_iter().flatten().next().and_then(|text| text.lines().next()).unwrap_or_default())
    });
    let silent =
        first_lines.filter(|(_, line)| !line.starts_with("//! ")).map(|(folder, _)| folder).collect::<Vec<_>>();
    none(&silent, "Begin lib.rs or main.rs with a `//!` sentence.");
}

#[test]
fn every_dependency_is_used() {
    none(&dependencies::unused(&METADATA, &TREE), "Take it out of the Cargo.toml.");
}

#[test]
fn every_dependency_of_the_workspace_is_asked_for() {
    let breaches = dependencies::unasked(&METADATA, TREE.text("Cargo.toml").unwrap());
    none(&breaches, "Take it out of [workspace.dependencies].");
}

#[test]
fn every_licence_is_permitted() {
    none(
        &dependencies::unlicensed(&METADATA, &permitted()),
        "Take another package, or add its licence to deny.toml with a decision record.",
    );
}

#[test]
fn no_banned_package_is_linked() {
    none(&dependencies::banned(&METADATA, &permitted()), "`cargo tree -i NAME` tells who brings it.");
}

#[test]
fn no_file_is_too_long() {
    none(&lengths::long_files(&TREE), "Split it where a second thing begins.");
}

#[test]
fn no_function_is_longer_than_a_screen() {
    let breaches = lengths::long_functions(&TREE, TREE.text("xtask/long-functions.txt").unwrap());
    none(&breaches, "Cut a part out that has a name of its own.");
}

#[test]
fn the_ground_floor_stays_small() {
    let lines = lengths::base_lines(&TREE);
    assert!(lines <= lengths::BASE_LINES_MAX, "base has {lines} lines: move what not every room needs to its room.");
}

#[test]
fn names_say_what_a_thing_does() {
    none(&names::empty_names(&TREE), "Name it by what it does or holds.");
}

#[test]
fn nothing_unfinished_is_committed() {
    none(&unfinished::unfinished(&TREE), "Finish it, or file an issue and take the mark out.");
}

#[test]
fn sql_stands_in_the_store_only() {
    none(&sql::sql_outside_store(&TREE), "Make it a function of `store`.");
}

#[test]
fn engines_differ_in_one_file() {
    none(
        &sql::dialect_outside_its_file(&TREE),
        "Add a function to crates/store/src/dialect.rs that hides the difference.",
    );
}

#[test]
fn words_for_people_stand_in_message_files() {
    none(&chinese::chinese_in_rust(&TREE), "Use Sentence::new and crates/base/messages.");
    none(&chinese::chinese_in_screens(&TREE), "Use t('…') and ui/src/messages.");
}

#[test]
fn message_files_are_complete() {
    none(&messages::faults_of_files(&TREE), "Both languages have the same codes, each in the file of its room.");
    assert!(!messages::catalogue(&TREE, messages::LANGUAGES[0]).is_empty());
}

#[test]
fn every_code_that_is_said_has_words() {
    none(&messages::unknown_codes(&TREE), "Add the words to crates/base/messages in both languages.");
}

#[test]
fn no_words_lie_about_unused() {
    none(&messages::unused_codes(&TREE), "Take them out of crates/base/messages in both languages.");
}

#[test]
fn the_screens_are_complete_in_both_languages() {
    none(&screen_words::differences(&TREE), "Both languages of ui/src/messages have the same keys and placeholders.");
    assert!(!screen_words::words(&TREE, messages::LANGUAGES[0]).is_empty());
}

#[test]
fn every_key_that_a_screen_says_has_words() {
    none(&screen_words::unknown(&TREE), "Add the words to ui/src/messages in both languages.");
}

#[test]
fn no_words_of_the_screens_lie_about_unused() {
    none(&screen_words::unused(&TREE), "Take them out of ui/src/messages in both languages.");
}

#[test]
fn the_glossary_has_every_word_once() {
    let words = TREE.text("GLOSSARY.md").unwrap();
    none(&glossary::faults(words), "Join the rows, or find another word.");
    assert!(glossary::rows(words).len() >= 20, "GLOSSARY.md is not a table of three columns");
    match std::fs::read_to_string(root().join("../shared/design/DESIGN.md")) {
        Ok(design) => none(&glossary::missing_of_design(words, &design), "Add the word to GLOSSARY.md."),
        Err(_) => eprintln!("../shared/design/DESIGN.md is absent: only the form of GLOSSARY.md was checked"),
    }
}
