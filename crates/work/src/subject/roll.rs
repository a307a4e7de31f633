//! The subjects that some entries are about: looked up once for many entries, made where they are new, renamed where
//! their name is printed otherwise.

use base::{Fault, Id};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::subject::{SubjectRow, insert_subjects, rename_subject, subject_by_mark, subjects_by_marks};

/// Subjects by kind and mark. What was made is written with [`Roll::write`], once for all entries.
#[derive(Debug, Default)]
pub(crate) struct Roll {
    known: BTreeMap<(&'static str, String), SubjectRow>,
    looked: BTreeSet<(&'static str, String)>,
    made: BTreeSet<Id>,
}

impl Roll {
    /// Looks many up at once.
    pub(crate) fn look_up(&mut self, tx: &Tx<'_>, kind: &'static str, marks: BTreeSet<String>) -> Result<(), Fault> {
        let marks: Vec<String> = marks.into_iter().collect();
        for row in subjects_by_marks(tx, kind, &marks)? {
            self.known.insert((kind, row.mark.clone()), row);
        }
        self.looked.extend(marks.into_iter().map(|mark| (kind, mark)));
        Ok(())
    }

    /// The subject of a mark.
    pub(crate) fn id_of(&mut self, tx: &mut Tx<'_>, kind: &'static str, mark: &str, name: &str) -> Result<Id, Fault> {
        let key = (kind, mark.to_owned());
        if !self.looked.contains(&key) {
            if let Some(row) = subject_by_mark(tx, kind, mark)? {
                self.known.insert(key.clone(), row);
            }
            self.looked.insert(key.clone());
        }
        match self.known.get_mut(&key) {
            Some(known) => {
                if !name.is_empty() && known.name != name {
                    name.clone_into(&mut known.name);
                    if !self.made.contains(&known.id) {
                        rename_subject(tx, known.id, name)?;
                    }
                }
                Ok(known.id)
            }
            None => {
                let row =
                    SubjectRow { id: tx.new_id(), kind: kind.to_owned(), mark: mark.to_owned(), name: name.to_owned() };
                let id = row.id;
                self.made.insert(id);
                self.known.insert(key, row);
                Ok(id)
            }
        }
    }

    /// Writes those that are new.
    pub(crate) fn write(self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        let made = self.made;
        let rows: Vec<SubjectRow> = self.known.into_values().filter(|row| made.contains(&row.id)).collect();
        insert_subjects(tx, &rows)
    }
}
