//! Every invented entry of the small city is one that its ledger would have taken: field by field, whole, and past every
//! guard on its way. What was planted is not.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use super::made::new_entry;
use crate::entry::EntryBody;
use crate::ledger::{Book, Surroundings};
use crate::site::InstallSite;
use crate::{App, Caller, perform};
use base::{Language, Moment};
use pack::demo::{DemoSize, MadeEntry, load_demo};
use rules::ledger::Stage;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use store::Place;

fn pack_files(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pack_files(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// What stands against an entry on its way.
fn against(book: &Book, body: &EntryBody, made: &MadeEntry) -> Vec<String> {
    let facts = body.content.facts();
    let said = made.steps.iter().flat_map(|step| {
        let one = book.ledger.life_cycle.find_move(&step.code).unwrap();
        let found = book.expressions.obstacles(&book.ledger, body.row.cycle, one, &facts).into_iter();
        found.map(|obstacle| format!("{}: {obstacle:?}", step.code)).collect::<Vec<_>>()
    });
    said.collect()
}

#[test]
fn every_entry_is_one_that_its_ledger_would_have_taken() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/wuhan");
    let mut files = BTreeMap::new();
    pack_files(&root, &root, &mut files);
    let pack = pack::load(&files).0.unwrap();
    let demo = load_demo(&files, &pack).0.unwrap();
    let noon = Moment::from_milliseconds(1_701_316_800_000);
    let place = Place::Folder(folder.path().to_owned());
    let open = || App::open(&place, folder.path().to_owned(), Arc::new(move || noon));
    let app = runtime.block_on(open()).unwrap();
    runtime.block_on(perform(&app, Caller::machine(), InstallSite::new(files, pack.clone(), Vec::new()))).unwrap();
    let app = runtime.block_on(open()).unwrap();
    let books = app.books();
    let told = runtime.block_on(app.store.read(noon, move |tx| {
        let around = Surroundings::of(tx, &books, Language::English)?;
        let made = demo.made(&pack, DemoSize::Small, None);
        let mut told = Vec::new();
        for ledger in &demo.ledgers {
            let book = books.book(&ledger.code)?;
            for serial in 1..=made.count(ledger) {
                let one = made.entry(ledger, serial).unwrap().unwrap();
                let entry = new_entry(tx, book, &around, one.clone())?;
                let keeper = around.organisation(entry.body.row.organisation).unwrap();
                assert!(book.may_keep(keeper), "{} {serial}: {} keeps none", ledger.code, keeper.code);
                let state = book.ledger.life_cycle.state(&one.state).unwrap();
                assert_eq!(one.steps.is_empty(), state.stage == Stage::Draft, "{} {serial}", ledger.code);
                if one.planted.is_none() {
                    let said = against(book, &entry.body, &one).into_iter();
                    told.extend(said.map(|said| format!("{} {serial} ({}): {said}", ledger.code, one.state)));
                }
            }
        }
        Ok(told)
    }));
    let told = told.unwrap();
    assert!(told.is_empty(), "{told:#?}");
}
