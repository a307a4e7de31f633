//! Whose turn a request is, and until when.

use crate::ledger::{Books, Surroundings};
use access::Scope;
use base::{Day, Id, Refusal, Stop};
use pack::OrganisationKind;
use store::entry_list::{Column, Condition, EntryPage, entry_page};
use store::organisation::OrganisationRow;
use store::{Tx, Value};

/// Working days for an answer.
const DAYS: u32 = 5;
/// The kinds of organisation that answer for an assessment unit.
const SEATS: [OrganisationKind; 2] = [OrganisationKind::District, OrganisationKind::FunctionalZone];
/// Entries of one ledger that are looked through for a unit.
const LOOKED_AT: usize = 20;

/// The last day for an answer that is asked for today; nothing where the pack has no calendar of the year.
pub(super) fn due(books: &Books, today: Day) -> Option<Day> {
    books.all().next().and_then(|book| book.calendar.after(today, DAYS).ok())
}

/// Who answers for a subject itself: the seat of the assessment unit in which it was last kept, or the leading group's
/// office where no unit is known.
pub(super) fn keeper_of_subject(
    tx: &Tx<'_>,
    books: &Books,
    around: &Surroundings,
    subject: Id,
    today: Day,
) -> Result<Id, Stop> {
    let lives = |row: &&OrganisationRow| row.valid_until.is_none_or(|until| until >= today);
    let seat = last_unit(tx, books, subject)?.and_then(|unit| {
        let seats = around.organisations().filter(lives);
        seats
            .filter(|row| {
                row.assessment_unit.as_deref() == Some(unit.as_str())
                    && SEATS.iter().any(|kind| row.kind == kind.code())
            })
            .min_by_key(|row| (row.position, row.id))
    });
    let is_group =
        |id: Id| around.organisation(id).is_some_and(|row| row.kind == OrganisationKind::LeadingGroup.code());
    let office = || {
        let offices = around.organisations().filter(lives).filter(|row| row.kind == OrganisationKind::Office.code());
        offices.filter(|row| row.parent.is_some_and(is_group)).min_by_key(|row| (row.position, row.id))
    };
    let found = seat.or_else(office).map(|row| row.id);
    Ok(found.ok_or_else(|| Refusal::conflict("work.correction.nobody"))?)
}

/// The unit in the entry of the subject that was changed last. All entries count, whoever asks: a request must reach the
/// same desk from everywhere.
fn last_unit(tx: &Tx<'_>, books: &Books, subject: Id) -> Result<Option<String>, Stop> {
    let conditions = [Condition::AnyOf(Column::Subject, vec![Value::from(subject)])];
    let mut found = None;
    for book in books.all() {
        let page = EntryPage {
            shape: &book.shape,
            scope: &Scope::All,
            masks: &[],
            conditions: &conditions,
            sort: &Column::UpdatedAt,
            descending: true,
            after: None,
            limit: LOOKED_AT,
        };
        let rows = entry_page(tx, &page)?.into_iter();
        let mut dated = rows.filter_map(|row| Some((row.updated_at, row.unit?)));
        found = found.max(dated.next());
    }
    Ok(found.map(|(_, unit)| unit))
}
