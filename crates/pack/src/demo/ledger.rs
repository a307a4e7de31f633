//! `demo/ledgers/<code>.toml`: how many entries of a ledger led which life, and how their cells come about.

use super::Count;
use super::city::City;
use super::keys::{CASE, LEDGER, LINES, MILESTONE, PLANTED, STEP};
use super::scope::{Checked, Scope};
use super::way::{Ground, Way, name_of, read_way};
use crate::findings::Findings;
use crate::ledger::words;
use crate::sheet::Row;
use base::{Sentence, nearest};
use rules::expression::{Expression, ValueKind};
use rules::field::FieldKind;
use rules::ledger::{Ledger, Move, MoveKind, Words};

/// The invented entries of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoLedger {
    /// Code of the ledger.
    pub code: String,
    /// Entries that led the same life, in the order in which they are made.
    pub cases: Vec<Case>,
    /// Faults that were put there to be found; they come last.
    pub planted: Vec<Planted>,
}

/// Entries that led the same life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its code.
    pub code: String,
    /// How many.
    pub count: Count,
    /// The state in which they are.
    pub state: String,
    pub(super) path: Vec<Step>,
    pub(super) keeper: Expression,
    pub(super) begun: Expression,
    pub(super) evidence: Vec<String>,
    pub(super) ways: Vec<Way>,
    pub(super) lines: Vec<DemoLines>,
    pub(super) milestones: Vec<DemoMilestone>,
}

/// A step on the way to a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub(super) code: String,
    pub(super) from: String,
    pub(super) to: String,
    /// Who makes it; nothing for what happens by itself.
    pub(super) role: Option<String>,
    /// The day; some days after the step before where it is not said.
    pub(super) on: Option<Expression>,
    pub(super) within: u32,
    pub(super) reason: String,
}

/// Lines below an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoLines {
    pub(super) table: String,
    pub(super) least: Expression,
    pub(super) most: Expression,
    pub(super) ways: Vec<Way>,
}

/// A milestone of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoMilestone {
    pub(super) name: String,
    pub(super) weight: u32,
    pub(super) planned: Expression,
    /// How many days late it may be reached; never, where it is not said.
    pub(super) late: Option<(Expression, Expression)>,
}

/// A fault: entries of a case once more, changed in some cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planted {
    /// Its code.
    pub code: String,
    /// What is wrong.
    pub name: Words,
    /// How many.
    pub count: Count,
    /// What finds it: a rule of duplicates, or a cell that lists are filtered by.
    pub found_by: String,
    /// Place of the case in the ledger.
    pub(super) of: usize,
    pub(super) ways: Vec<Way>,
}

impl DemoLedger {
    /// The state in which entries with a fault are: that of the case they are taken from.
    pub fn planted_state(&self, planted: &Planted) -> Option<&str> {
        self.cases.get(planted.of).map(|case| case.state.as_str())
    }
}

/// Names that every entry has before its first way.
const GIVEN: [&str; 2] = ["serial", "number"];

struct Reading<'a, 'r, 't, 'i> {
    root: &'r Row<'t, 'i>,
    ledger: &'a Ledger,
    city: &'a City,
    ways: Vec<Row<'t, 'i>>,
    lines: Vec<Row<'t, 'i>>,
    milestones: Vec<Row<'t, 'i>>,
    checked: Checked,
}

/// Reads the file of a ledger.
pub(super) fn read_demo_ledger(root: &Row, ledger: &Ledger, city: &City, out: &mut Findings) -> DemoLedger {
    let (ways, lines) = (root.rows("way", out), root.rows("lines", out));
    let milestones = root.rows("milestone", out);
    let mut reading = Reading { root, ledger, city, ways, lines, milestones, checked: Checked::default() };
    reading.checked.only(root, LEDGER, out);
    let (mut cases, mut scopes) = (Vec::new(), Vec::new());
    for row in root.rows("case", out) {
        if let Some((case, scope)) = reading.case(&row, out) {
            cases.push(case);
            scopes.push(scope);
        }
    }
    let planted = root.rows("planted", out);
    let planted = planted.iter().filter_map(|row| reading.planted(row, &cases, &scopes, out)).collect();
    DemoLedger { code: ledger.code.clone(), cases, planted }
}

impl<'t, 'i> Reading<'_, '_, 't, 'i> {
    fn case(&mut self, row: &Row<'t, 'i>, out: &mut Findings) -> Option<(Case, Scope)> {
        self.checked.only(row, CASE, out);
        let mut scope = Scope::default();
        for name in GIVEN {
            scope.know(name, ValueKind::Number, true);
        }
        let ways = self.ways(row, &mut scope, out);
        let lines = self.lines_of(row, &scope, out);
        let milestones = (0..self.milestones.len()).filter_map(|at| self.milestone(at, &scope, out)).collect();
        let keeper = self.inherited(row, "keeper", &ValueKind::Text, &scope, out);
        let begun = self.inherited(row, "begun", &ValueKind::Day, &scope, out);
        let case = Case {
            code: row.text("code", out),
            count: Count { full: row.count("full", out), small: row.count("small", out) },
            state: row.text("state", out),
            path: self.path(row, &scope, out),
            keeper: keeper?,
            begun: begun?,
            evidence: self.evidence(row, out),
            ways,
            lines,
            milestones,
        };
        Some((case, scope))
    }

    /// The ways of the file, each in the place of its name as the case has it, and then what only the case has.
    fn ways(&mut self, case: &Row<'t, 'i>, scope: &mut Scope, out: &mut Findings) -> Vec<Way> {
        let own = case.rows("way", out);
        let without = case.texts("without", out);
        let named: Vec<(String, &Row)> = own.iter().map(|row| (name_of(row, out), row)).collect();
        let ground = Ground { city: self.city, fields: &self.ledger.fields };
        let (mut ways, mut taken) = (Vec::new(), Vec::new());
        for row in &self.ways {
            let name = name_of(row, out);
            if without.contains(&name) {
                continue;
            }
            let row = named.iter().find(|(other, _)| *other == name).map_or(row, |(_, row)| row);
            ways.extend(read_way(row, &ground, scope, &mut self.checked, out));
            taken.push(name);
        }
        for (_, row) in named.iter().filter(|(name, _)| !taken.contains(name)) {
            ways.extend(read_way(row, &ground, scope, &mut self.checked, out));
        }
        ways
    }

    fn inherited(
        &mut self,
        row: &Row,
        key: &str,
        kind: &ValueKind,
        scope: &Scope,
        out: &mut Findings,
    ) -> Option<Expression> {
        let row = if row.has(key) { row } else { self.root };
        let source = row.text(key, out);
        scope.expression(&source, Some(kind), &row.at().key(key), &mut self.checked, out)
    }

    fn evidence(&mut self, row: &Row, out: &mut Findings) -> Vec<String> {
        let row = if row.has("evidence") { row } else { self.root };
        let codes = row.texts("evidence", out);
        let known = self.ledger.fields.iter().filter(|field| matches!(field.kind, FieldKind::Evidence(_)));
        let known: Vec<&str> = known.map(|field| field.code.as_str()).collect();
        for (at, code) in codes.iter().enumerate().filter(|(_, code)| !known.contains(&code.as_str())) {
            let sentence = Sentence::new("rules.ledger.unknown_evidence").with("name", code);
            let hint = nearest(code, known.iter().copied());
            let hint = hint.map(|meant| Sentence::new("pack.hint.meant").with("name", meant));
            self.checked.say(&row.at().key("evidence").item(at), sentence, hint, out);
        }
        codes
    }

    fn lines_of(&mut self, case: &Row<'t, 'i>, scope: &Scope, out: &mut Findings) -> Vec<DemoLines> {
        let own = case.rows("lines", out);
        let table = |row: &Row, out: &mut Findings| row.text("table", out);
        let tables: Vec<String> = own.iter().map(|row| table(row, out)).collect();
        let mut rows = Vec::new();
        for row in &self.lines {
            let name = table(row, out);
            if !tables.contains(&name) {
                rows.push((name, row));
            }
        }
        rows.extend(tables.into_iter().zip(&own));
        let (ledger, city, checked) = (self.ledger, self.city, &mut self.checked);
        rows.into_iter().filter_map(|(table, row)| read_lines(row, table, ledger, city, scope, checked, out)).collect()
    }

    fn milestone(&mut self, at: usize, scope: &Scope, out: &mut Findings) -> Option<DemoMilestone> {
        let row = self.milestones.get(at)?;
        self.checked.only(row, MILESTONE, out);
        let place = row.at().key("planned");
        let planned =
            scope.expression(&row.text("planned", out), Some(&ValueKind::Day), &place, &mut self.checked, out);
        let late = row.texts("late", out);
        let late = match late.as_slice() {
            [least, most] => {
                let place = row.at().key("late");
                let mut one =
                    |source| scope.expression(source, Some(&ValueKind::Number), &place, &mut self.checked, out);
                one(least).zip(one(most))
            }
            _ => None,
        };
        Some(DemoMilestone { name: row.text("name", out), weight: row.count("weight", out), planned: planned?, late })
    }

    /// The steps from the first state to the case's, each from where the one before has led.
    fn path(&mut self, case: &Row<'t, 'i>, scope: &Scope, out: &mut Findings) -> Vec<Step> {
        let life = &self.ledger.life_cycle;
        let mut state = life.initial.clone();
        let mut steps = Vec::new();
        for row in case.rows("path", out) {
            self.checked.only(&row, STEP, out);
            let code = row.text("move", out);
            let found = life.find_move(&code).filter(|one| one.from.contains(&state));
            let Some(one) = found else {
                let hint = life.moves_from(&state).map(|one| one.code.as_str()).collect::<Vec<_>>().join(", ");
                let sentence = Sentence::new("pack.demo_move").with("move", &code).with("state", &state);
                let hint = Sentence::new("pack.hint.choices").with("choices", hint);
                self.checked.say(&row.at().key("move"), sentence, Some(hint), out);
                return steps;
            };
            let from = std::mem::take(&mut state);
            state = row.text_if("to", out).or_else(|| one.to.first().cloned()).unwrap_or_else(|| from.clone());
            let on = row.text_if("on", out).and_then(|source| {
                scope.expression(&source, Some(&ValueKind::Day), &row.at().key("on"), &mut self.checked, out)
            });
            let within = row.count_if("within", out).unwrap_or(WITHIN);
            let reason = row.text_if("reason", out).unwrap_or_default();
            if needs_reason(one) && reason.is_empty() {
                self.checked.say(row.at(), Sentence::new("pack.demo_reason").with("move", &code), None, out);
            }
            let role = one.who.first().map(|who| who.role.clone());
            steps.push(Step { code, from, to: state.clone(), role, on, within, reason });
        }
        let wanted = case.text("state", out);
        if !wanted.is_empty() && wanted != state {
            let sentence = Sentence::new("pack.demo_path").with("state", wanted).with("reached", state);
            self.checked.say(&case.at().key("state"), sentence, None, out);
        }
        steps
    }

    fn planted(&mut self, row: &Row, cases: &[Case], scopes: &[Scope], out: &mut Findings) -> Option<Planted> {
        self.checked.only(row, PLANTED, out);
        let of = row.text("of", out);
        let place = cases.iter().position(|case| case.code == of);
        if place.is_none() {
            let hint = cases.iter().map(|case| case.code.as_str()).collect::<Vec<_>>().join(", ");
            let hint = Sentence::new("pack.hint.choices").with("choices", hint);
            self.checked.say(&row.at().key("of"), Sentence::new("pack.demo_case").with("case", of), Some(hint), out);
        }
        let found_by = row.text("found_by", out);
        let filters = |cell: &str| self.ledger.cell(cell).is_some_and(|(field, _)| field.filterable);
        if !self.ledger.duplicates.iter().any(|rule| rule.code == found_by) && !filters(&found_by) {
            let sentence = Sentence::new("pack.demo_found_by").with("name", &found_by);
            self.checked.say(&row.at().key("found_by"), sentence, None, out);
        }
        let of = place?;
        let mut scope = scopes.get(of)?.clone();
        let ground = Ground { city: self.city, fields: &self.ledger.fields };
        let rows = row.rows("way", out);
        let ways = rows.iter().filter_map(|row| read_way(row, &ground, &mut scope, &mut self.checked, out)).collect();
        Some(Planted {
            code: row.text("code", out),
            name: words(row, "name", out),
            count: Count { full: row.count("full", out), small: row.count("small", out) },
            found_by,
            of,
            ways,
        })
    }
}

/// Days between two steps, at most, where a path does not say.
const WITHIN: u32 = 6;

fn needs_reason(one: &Move) -> bool {
    one.reason || matches!(one.kind, MoveKind::SendBack | MoveKind::Revoke)
}

fn read_lines(
    row: &Row,
    table: String,
    ledger: &Ledger,
    city: &City,
    scope: &Scope,
    checked: &mut Checked,
    out: &mut Findings,
) -> Option<DemoLines> {
    checked.only(row, LINES, out);
    let Some(known) = ledger.line_table(&table) else {
        let hint = nearest(&table, ledger.lines.iter().map(|lines| lines.code.as_str()));
        let hint = hint.map(|meant| Sentence::new("pack.hint.meant").with("name", meant));
        checked.say(&row.at().key("table"), Sentence::new("pack.demo_lines").with("table", table), hint, out);
        return None;
    };
    let count = row.texts("count", out);
    let place = row.at().key("count");
    let [least, most] = count.as_slice() else {
        checked.say(&place, Sentence::new("pack.demo_two"), None, out);
        return None;
    };
    let least = scope.expression(least, Some(&ValueKind::Number), &place, checked, out);
    let most = scope.expression(most, Some(&ValueKind::Number), &place, checked, out);
    let mut scope = scope.clone();
    for cell in known.fields.iter().flat_map(|field| field.cells()) {
        scope.forget(&cell.key);
    }
    scope.know("line", ValueKind::Number, true);
    let ground = Ground { city, fields: &known.fields };
    let rows = row.rows("way", out);
    let ways = rows.iter().filter_map(|row| read_way(row, &ground, &mut scope, checked, out)).collect();
    Some(DemoLines { table, least: least?, most: most?, ways })
}
