//! A scope as a condition in SQL: the same value that `access` decides on one row.

#[cfg(test)]
mod tests;

use crate::value::Value;
use access::Scope;
use base::Id;

/// How the facts of a row are written in a statement; a fact that is not named admits nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct ScopeColumns<'a> {
    /// Column of the person it belongs to.
    pub owner: Option<&'static str>,
    /// Column of its organisation.
    pub organisation: Option<&'static str>,
    /// Column of its task item, for the organisations that lead it.
    pub task_item: Option<&'static str>,
    /// Column of its state.
    pub state: Option<&'static str>,
    /// Column of the row's own id.
    pub row: Option<&'static str>,
    /// Columns that hold codes of organisations that the row names to act, each as it is or in a list.
    pub naming: &'a [String],
    /// Column of its site.
    pub site: &'static str,
}

/// The condition for a scope; arguments are appended to `args`, whose length numbers the places.
pub fn scope_condition(scope: &Scope, columns: &ScopeColumns<'_>, args: &mut Vec<Value>) -> String {
    const NOBODY: &str = "1 = 0";
    match scope {
        Scope::All => "1 = 1".to_owned(),
        Scope::None => NOBODY.to_owned(),
        Scope::Own(user) => {
            columns.owner.map_or(NOBODY.to_owned(), |column| one_of(column, [Value::from(*user)], args))
        }
        Scope::OrganisationsIn(set) => {
            columns.organisation.map_or(NOBODY.to_owned(), |column| one_of(column, ids(set), args))
        }
        Scope::LeadsTaskIn(set) => columns.task_item.map_or(NOBODY.to_owned(), |column| {
            let inside = one_of("led.organisation", ids(set), args);
            format!(
                "EXISTS (SELECT 1 FROM duty led WHERE led.site = {} AND led.item = {column} \
                 AND led.role = 'lead' AND led.state <> 'withdrawn' AND {inside})",
                columns.site
            )
        }),
        // Which ledger it is, is known before a statement is written: `Scope::at_ledger`.
        Scope::LedgerOf(_) => NOBODY.to_owned(),
        Scope::NamedIn(_) if columns.naming.is_empty() => NOBODY.to_owned(),
        Scope::NamedIn(set) => {
            let inside = one_of("named.id", ids(set), args);
            // A list is JSON, in which a code stands between quotation marks; to take it out says exactly whether it is there.
            let holds = |column: &String| {
                format!("{column} = named.code OR REPLACE({column}, '\"' || named.code || '\"', '') <> {column}")
            };
            let named = columns.naming.iter().map(holds).collect::<Vec<_>>().join(" OR ");
            format!(
                "EXISTS (SELECT 1 FROM organisation named WHERE named.site = {} AND {inside} AND ({named}))",
                columns.site
            )
        }
        Scope::RowsIn(set) => columns.row.map_or(NOBODY.to_owned(), |column| one_of(column, ids(set), args)),
        Scope::StateIn(set) => columns
            .state
            .map_or(NOBODY.to_owned(), |column| one_of(column, set.iter().map(|state| Value::from(*state)), args)),
        Scope::And(parts) => all(parts, " AND ", "1 = 1", columns, args),
        Scope::Or(parts) => all(parts, " OR ", NOBODY, columns, args),
    }
}

fn all(parts: &[Scope], word: &str, empty: &str, columns: &ScopeColumns<'_>, args: &mut Vec<Value>) -> String {
    if parts.is_empty() {
        return empty.to_owned();
    }
    let conditions: Vec<String> = parts.iter().map(|part| scope_condition(part, columns, args)).collect();
    format!("({})", conditions.join(word))
}

fn ids(set: &std::collections::BTreeSet<Id>) -> impl Iterator<Item = Value> {
    set.iter().map(|id| Value::from(*id))
}

fn one_of(column: &str, values: impl IntoIterator<Item = Value>, args: &mut Vec<Value>) -> String {
    let places: Vec<String> = values
        .into_iter()
        .map(|value| {
            args.push(value);
            format!("${}", args.len())
        })
        .collect();
    if places.is_empty() { "1 = 0".to_owned() } else { format!("{column} IN ({})", places.join(", ")) }
}
