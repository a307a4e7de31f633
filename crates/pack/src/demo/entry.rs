//! Making one entry: its cells way by way, then what hangs on them.

use super::draw::Draw;
use super::ledger::{Case, DemoLedger, DemoLines, Planted};
use super::made::{Made, MadeEntry, MadeMilestone, MadeStep};
use super::way::{How, Way};
use base::{Day, Decimal, Sentence};
use rules::expression::{Expression, Value};
use rules::identity::patent_number;
use rules::ledger::Ledger;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Values by name: notes and cells.
type Values = BTreeMap<String, Value>;

impl Made<'_> {
    /// The cells and notes of an entry of a case.
    pub(super) fn values(
        &self,
        ledger: &DemoLedger,
        case: &Case,
        serial: u32,
        number: u32,
    ) -> Result<Values, Sentence> {
        let mut values = Values::new();
        values.insert("serial".to_owned(), Value::from(i64::from(serial)));
        values.insert("number".to_owned(), Value::from(i64::from(number)));
        let mut draw = Draw::new(self.seed, &ledger.code, u64::from(serial));
        self.work_out(&case.ways, &mut values, serial, &mut draw)?;
        Ok(values)
    }

    /// An entry of a case once more, with something changed: spread over the case, so that no two copy the same one.
    pub(super) fn planted(
        &self,
        ledger: &DemoLedger,
        planted: &Planted,
        serial: u32,
        number: u32,
    ) -> Result<Option<MadeEntry>, Sentence> {
        let Some(case) = ledger.cases.get(planted.of) else { return Ok(None) };
        let (among, count) = (case.count.of(self.size), planted.count.of(self.size));
        let of = (number - 1) * (among / count.max(1)).max(1) + 1;
        let before: u32 = ledger.cases.iter().take(planted.of).map(|case| case.count.of(self.size)).sum();
        let mut values = self.values(ledger, case, before + of, of)?;
        values.insert("serial".to_owned(), Value::from(i64::from(serial)));
        values.insert("number".to_owned(), Value::from(i64::from(number)));
        let mut draw = Draw::new(self.seed, &planted.code, u64::from(serial));
        self.work_out(&planted.ways, &mut values, serial, &mut draw)?;
        self.finish(ledger, case, values, serial, Some(planted.code.clone())).map(Some)
    }

    fn work_out(&self, ways: &[Way], values: &mut Values, serial: u32, draw: &mut Draw) -> Result<(), Sentence> {
        for way in ways {
            let holds = match &way.when {
                Some(when) => when.holds(&|name| values.get(name).cloned())?,
                None => true,
            };
            if !holds || !draw.happens(way.chance) {
                values.remove(&way.name);
                continue;
            }
            let value = match &way.how {
                How::Enterprise { pool, each, offset, low } => {
                    let drawn = if *each { serial - 1 } else { small(draw.below(u64::from(pool.size), *low)) };
                    let number = offset.saturating_add(drawn) % pool.size.max(1) + 1;
                    if let Some(member) = self.demo.city.member(self.seed, pool, number) {
                        let name = &way.name;
                        values.insert(format!("{name}_code"), Value::Text(member.code));
                        values.insert(format!("{name}_name"), Value::Text(member.name));
                        values.insert(format!("{name}_unit"), Value::Text(member.unit.unit.clone()));
                        values.insert(format!("{name}_district"), Value::Text(member.unit.district.clone()));
                        values.insert(format!("{name}_founded"), Value::Day(member.founded));
                    }
                    continue;
                }
                How::Person { from, until } => {
                    let (from, until) = (day(from, values)?, day(until, values)?);
                    if let Some(person) = self.demo.city.person(draw, from, until) {
                        values.insert(format!("{}_name", way.name), Value::Text(person.name));
                        values.insert(format!("{}_identity", way.name), Value::Text(person.identity));
                        values.insert(format!("{}_born", way.name), Value::Day(person.born));
                    }
                    continue;
                }
                how => self.plain(how, values, draw)?,
            };
            values.insert(way.name.clone(), value);
        }
        Ok(())
    }

    fn plain(&self, how: &How, values: &Values, draw: &mut Draw) -> Result<Value, Sentence> {
        let known = |name: &str| values.get(name).cloned();
        Ok(match how {
            How::Fixed(value) => value.clone(),
            How::Pick { options, weights } => {
                let place = draw.weighted(weights);
                options.get(place).cloned().ok_or_else(|| Sentence::new("pack.demo_weights"))?
            }
            How::Numbers { least, most, step, low } => {
                let (least, most) = (number(least, values)?, number(most, values)?);
                Value::Number(draw.between(least, most, *step, *low))
            }
            How::Days { from, until, seasonal } => {
                let seasons = seasonal.then_some(self.demo.city.seasons.as_slice());
                Value::Day(draw.day(day(from, values)?, day(until, values)?, seasons))
            }
            How::Text { template, patent } => {
                let text = template.fill(&known);
                Value::Text(if *patent { patent_number::with_check(&text) } else { text })
            }
            How::Formula(expression) => expression.evaluate(&known)?,
            // They make several values and were dealt with before.
            How::Enterprise { .. } | How::Person { .. } => return Err(Sentence::new("pack.demo_way")),
        })
    }

    /// Keeper, lines, milestones and the life of an entry whose cells are known.
    pub(super) fn finish(
        &self,
        ledger: &DemoLedger,
        case: &Case,
        values: Values,
        serial: u32,
        planted: Option<String>,
    ) -> Result<MadeEntry, Sentence> {
        let about = self.pack.ledgers.iter().find(|one| one.code == ledger.code);
        let about = about.ok_or_else(|| Sentence::new("pack.unknown_ledger").with("ledger", &ledger.code))?;
        let mut draw = Draw::new(self.seed, &format!("{}/beside", ledger.code), u64::from(serial));
        let mut lines = BTreeMap::new();
        for table in &case.lines {
            lines.insert(table.table.clone(), self.lines(about, table, &values, serial, &mut draw)?);
        }
        let mut milestones = Vec::new();
        for one in &case.milestones {
            let planned = day(&one.planned, &values)?;
            let late = match &one.late {
                Some((least, most)) => {
                    let (least, most) = (number(least, &values)?, number(most, &values)?);
                    i32::try_from(draw.between(least, most, Decimal::ONE, 1).floor()).ok()
                }
                None => None,
            };
            let actual = late.and_then(|late| planned.plus_days(late)).filter(|actual| *actual <= self.demo.city.until);
            milestones.push(MadeMilestone { name: one.name.clone(), planned, actual, weight: one.weight });
        }
        let begun = day(&case.begun, &values)?;
        let steps = self.steps(case, &values, begun, &mut draw)?;
        Ok(MadeEntry {
            planted,
            keeper: self.keeper(about, &text(&case.keeper, &values)?),
            values: wire(about.cells().iter().map(|(_, cell)| cell.key.as_str()), &values),
            lines,
            milestones,
            evidence: case.evidence.clone(),
            begun,
            steps,
            state: case.state.clone(),
        })
    }

    fn lines(
        &self,
        about: &Ledger,
        table: &DemoLines,
        values: &Values,
        serial: u32,
        draw: &mut Draw,
    ) -> Result<Vec<BTreeMap<String, Json>>, Sentence> {
        let Some(known) = about.line_table(&table.table) else { return Ok(Vec::new()) };
        let keys: Vec<String> = known.fields.iter().flat_map(|field| field.cells()).map(|cell| cell.key).collect();
        let (least, most) = (number(&table.least, values)?, number(&table.most, values)?);
        let count = u32::try_from(draw.between(least, most, Decimal::ONE, 1)).unwrap_or_default();
        let mut rows = Vec::new();
        // Each line reads the entry and the line before it, never a cell of the entry that is called as its own.
        let mut line = values.clone();
        for key in &keys {
            line.remove(key);
        }
        for at in 1..=count {
            line.insert("line".to_owned(), Value::from(i64::from(at)));
            self.work_out(&table.ways, &mut line, serial, draw)?;
            rows.push(wire(keys.iter().map(String::as_str), &line));
        }
        Ok(rows)
    }

    fn steps(&self, case: &Case, values: &Values, begun: Day, draw: &mut Draw) -> Result<Vec<MadeStep>, Sentence> {
        let mut last = begun;
        let mut steps = Vec::new();
        for step in &case.path {
            let drawn = draw.below(u64::from(step.within), 1);
            let usual = last.plus_days(i32::try_from(drawn).unwrap_or_default() + 1).unwrap_or(last);
            let wanted = match &step.on {
                Some(on) => day(on, values)?,
                None => usual,
            };
            last = wanted.max(last);
            let actor = step.role.as_ref().and_then(|role| self.demo.city.actors.get(role));
            steps.push(MadeStep {
                code: step.code.clone(),
                from: step.from.clone(),
                to: step.to.clone(),
                day: last,
                actor: actor.cloned().unwrap_or_default(),
                reason: step.reason.clone(),
            });
        }
        Ok(steps)
    }

    /// The organisation of a code, or the one that answers for an assessment unit.
    fn keeper(&self, about: &Ledger, code: &str) -> String {
        let mut organisations = self.pack.organisations.iter();
        let of_unit = organisations.find(|one| {
            one.assessment_unit.as_deref() == Some(code) && about.keepers.iter().any(|kind| kind == one.kind.code())
        });
        of_unit.map_or_else(|| code.to_owned(), |one| one.code.clone())
    }
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The cells among some values, as the wire has them.
fn wire<'k>(keys: impl Iterator<Item = &'k str>, values: &Values) -> BTreeMap<String, Json> {
    let one = |key: &str| values.get(key).map(|value| (key.to_owned(), json(value)));
    keys.filter_map(one).collect()
}

fn json(value: &Value) -> Json {
    match value {
        Value::List(items) => Json::Array(items.iter().map(|item| Json::String(item.to_string())).collect()),
        Value::Truth(truth) => Json::Bool(*truth),
        other => Json::String(other.to_string()),
    }
}

fn number(expression: &Expression, values: &Values) -> Result<Decimal, Sentence> {
    match expression.evaluate(&|name| values.get(name).cloned())? {
        Value::Number(number) => Ok(number),
        _ => Err(Sentence::new("pack.demo_kind")),
    }
}

fn day(expression: &Expression, values: &Values) -> Result<Day, Sentence> {
    match expression.evaluate(&|name| values.get(name).cloned())? {
        Value::Day(day) => Ok(day),
        _ => Err(Sentence::new("pack.demo_kind")),
    }
}

fn text(expression: &Expression, values: &Values) -> Result<String, Sentence> {
    match expression.evaluate(&|name| values.get(name).cloned())? {
        Value::Text(text) => Ok(text),
        _ => Err(Sentence::new("pack.demo_kind")),
    }
}
