//! The same scope decides on one row in `access` and as a condition in SQL here: compared on rows with nulls, on both
//! engines.

use super::{ScopeColumns, scope_condition};
use crate::organisation::{OrganisationRow, insert_organisations};
use crate::value::{Value, values};
use crate::{Place, Store, Tx};
use access::{Facts, Scope};
use base::{Id, Moment, Refusal, Site, Stop};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const STATES: [&str; 3] = ["draft", "submitted", "accepted"];

fn ids() -> impl Strategy<Value = std::collections::BTreeSet<Id>> {
    prop::collection::btree_set((1..4_i64).prop_map(Id), 0..3)
}

fn scopes() -> impl Strategy<Value = Scope> {
    let leaf = prop_oneof![
        Just(Scope::All),
        Just(Scope::None),
        (1..4_i64).prop_map(|user| Scope::Own(Id(user))),
        ids().prop_map(Scope::OrganisationsIn),
        ids().prop_map(Scope::LeadsTaskIn),
        ids().prop_map(Scope::NamedIn),
        ids().prop_map(Scope::RowsIn),
        prop::collection::btree_set(prop::sample::select(STATES.to_vec()), 0..3).prop_map(Scope::StateIn),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Scope::And),
            prop::collection::vec(inner, 0..3).prop_map(Scope::Or),
        ]
    })
}

/// Owner, organisation, state and who is named may be absent; the item's leads are numbered by the item itself.
fn rows() -> impl Strategy<Value = Vec<(Facts, Option<i64>)>> {
    let id = || prop::option::of((1..4_i64).prop_map(Id));
    let state = prop::option::of(prop::sample::select(STATES.to_vec()).prop_map(str::to_owned));
    let row = (id(), id(), prop::option::of(1..4_i64), state, ids());
    let row = row.prop_map(|(owner, organisation, item, state, named)| {
        let leads = item.map(leads_of).unwrap_or_default();
        (Facts { owner, organisation, leads, state, named, ..Facts::default() }, item)
    });
    let numbered = |rows: Vec<(Facts, Option<i64>)>| {
        (0_i64..).zip(rows).map(|(at, (facts, item))| (Facts { row: Some(Id(at)), ..facts }, item)).collect()
    };
    prop::collection::vec(row, 1..8).prop_map(numbered)
}

/// The code of an organisation: of two of them one begins with the other, and one would match as a pattern.
fn code(id: Id) -> &'static str {
    ["o_1", "o_12", "ox1"][usize::try_from(id.0 - 1).unwrap()]
}

/// As a cell keeps them: one as it is, several as a list.
fn named(ids: &std::collections::BTreeSet<Id>) -> Option<String> {
    let codes: Vec<&str> = ids.iter().map(|id| code(*id)).collect();
    match codes.as_slice() {
        [] => None,
        [only] => Some((*only).to_owned()),
        _ => Some(serde_json::to_string(&codes).unwrap()),
    }
}

/// Item 1 is led by organisation 1, item 2 by 1 and 2, item 3 by nobody.
fn leads_of(item: i64) -> std::collections::BTreeSet<Id> {
    match item {
        1 => [Id(1)].into(),
        2 => [Id(1), Id(2)].into(),
        _ => [].into(),
    }
}

fn fill(tx: &mut Tx<'_>, rows: &[(Facts, Option<i64>)]) -> Result<(), Stop> {
    tx.batch(&tx.dialect().schema(
        "CREATE TABLE scope_probe (site BIGINT, id BIGINT, owner BIGINT, organisation BIGINT, item BIGINT, state TEXT, \
         named TEXT)",
    ))?;
    for (at, (facts, item)) in rows.iter().enumerate() {
        let args =
            values![tx.site(), at, facts.owner, facts.organisation, *item, facts.state.clone(), named(&facts.named)];
        tx.execute(
            "INSERT INTO scope_probe (site, id, owner, organisation, item, state, named) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &args,
        )?;
    }
    let organisation = |id: i64| OrganisationRow {
        id: Id(id),
        code: code(Id(id)).to_owned(),
        name: String::new(),
        short_name: String::new(),
        kind: "city_department".to_owned(),
        parent: None,
        valid_from: None,
        valid_until: None,
        successor: None,
        assessment_unit: None,
        position: id,
        version: 1,
    };
    insert_organisations(tx, &(1..4).map(organisation).collect::<Vec<_>>())?;
    for item in 1..4 {
        for lead in leads_of(item) {
            tx.execute(
                "INSERT INTO duty (site, id, plan, item, organisation, role, position, via_group, state, issued_at, version) \
                 VALUES ($1, $2, 1, $3, $4, 'lead', 0, NULL, 'issued', 0, 1)",
                &values![tx.site(), tx.new_id(), item, lead],
            )?;
        }
    }
    Ok(())
}

fn compare(tx: &mut Tx<'_>, scopes: &[Scope], rows: &[(Facts, Option<i64>)]) -> Result<(), Stop> {
    fill(tx, rows)?;
    let columns = ScopeColumns {
        owner: Some("p.owner"),
        organisation: Some("p.organisation"),
        task_item: Some("p.item"),
        state: Some("p.state"),
        row: Some("p.id"),
        naming: &["p.named".to_owned()],
        site: "p.site",
    };
    for scope in scopes {
        let mut args: Vec<Value> = values![tx.site()];
        let condition = scope_condition(scope, &columns, &mut args);
        let sql = format!("SELECT p.id FROM scope_probe p WHERE p.site = $1 AND {condition} ORDER BY p.id");
        let found = tx.query(&sql, &args)?.iter().map(|row| row.int(0)).collect::<Result<Vec<_>, _>>()?;
        let admitted: Vec<i64> =
            (0_i64..).zip(rows).filter(|(_, (facts, _))| scope.admits(facts)).map(|(at, _)| at).collect();
        assert_eq!(found, admitted, "{scope:?} on {rows:?}: {sql}");
    }
    Ok(())
}

#[test]
fn one_scope_means_the_same_rows_in_rust_and_in_sql() {
    let folder = tempfile::tempdir().unwrap();
    let mut places = vec![Place::Folder(folder.path().to_owned())];
    match std::env::var("LUOSHI_TEST_PG") {
        Ok(url) => places.push(Place::Url(url)),
        Err(_) => eprintln!("LUOSHI_TEST_PG is not set: compared on SQLite only"),
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let mut runner = TestRunner::deterministic();
    for place in places {
        let now = Moment::from_milliseconds(1_700_000_000_000);
        let store = runtime.block_on(Store::open(&place, Site(77), now)).unwrap();
        for _ in 0..60 {
            let scopes: Vec<Scope> = (0..20).map(|_| scopes().new_tree(&mut runner).unwrap().current()).collect();
            let rows = rows().new_tree(&mut runner).unwrap().current();
            let outcome: Result<(), Stop> = runtime.block_on(store.write(now, move |tx| {
                compare(tx, &scopes, &rows)?;
                // Undone, so that the next round finds the database as it was.
                Err(Refusal::not_found().into())
            }));
            assert_eq!(outcome, Err(Stop::Refusal(Refusal::not_found())));
        }
    }
}

#[test]
fn a_fact_without_a_column_admits_nobody() {
    let mut args = Vec::new();
    let nothing = ScopeColumns { site: "p.site", ..ScopeColumns::default() };
    for scope in [
        Scope::Own(Id(1)),
        Scope::OrganisationsIn([Id(1)].into()),
        Scope::LeadsTaskIn([Id(1)].into()),
        Scope::StateIn(["draft"].into()),
        Scope::NamedIn([Id(1)].into()),
        Scope::RowsIn([Id(1)].into()),
    ] {
        assert_eq!(scope_condition(&scope, &nothing, &mut args), "1 = 0");
    }
    assert!(args.is_empty());
}
