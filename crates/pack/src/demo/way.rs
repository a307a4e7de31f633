//! A way: how one cell of an invented entry comes about.

use super::city::{City, Pool};
use super::keys::WAY;
use super::scope::{Checked, Scope};
use super::template::Template;
use crate::findings::Findings;
use crate::sheet::{At, Row};
use base::{Day, Decimal, Sentence, nearest};
use rules::expression::{Expression, Value, ValueKind};
use rules::field::{Column, FieldKind};
use rules::ledger::Field;
use rules::ledger::facts::kind_of;

/// How a cell or a note comes about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Key of the cell, code of an enterprise's or person's field, or name of the note.
    pub(super) name: String,
    pub(super) how: How,
    /// In so many of a hundred entries.
    pub(super) chance: u32,
    /// Only where this holds.
    pub(super) when: Option<Expression>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum How {
    Fixed(Value),
    Pick { options: Vec<Value>, weights: Vec<u32> },
    Numbers { least: Expression, most: Expression, step: Decimal, low: u32 },
    Days { from: Expression, until: Expression, seasonal: bool },
    Text { template: Template, patent: bool },
    Formula(Expression),
    Enterprise { pool: Pool, each: bool, offset: u32, low: u32 },
    Person { from: Expression, until: Expression },
}

/// What ways are read against.
pub(super) struct Ground<'a> {
    pub city: &'a City,
    pub fields: &'a [Field],
}

impl Ground<'_> {
    fn cell(&self, key: &str) -> Option<(&Field, ValueKind)> {
        let cells = self.fields.iter().flat_map(|field| field.cells().into_iter().map(move |cell| (field, cell)));
        let open = |field: &Field, column| column != Column::Beside && !matches!(field.kind, FieldKind::Computed(_));
        let mut cells = cells.filter(|(field, cell)| cell.key == key && open(field, cell.column));
        cells.find_map(|(field, cell)| Some((field, kind_of(&field.kind, cell.part)?)))
    }

    fn field(&self, code: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.code == code)
    }
}

/// The name of a way's row: of its cell or note.
pub(super) fn name_of(row: &Row, out: &mut Findings) -> String {
    row.text_if("cell", out).or_else(|| row.text_if("note", out)).unwrap_or_default()
}

const HOWS: [&str; 8] = ["value", "values", "pick", "range", "text", "formula", "enterprise", "person"];

/// Reads a way, and lets the scope know its name.
pub(super) fn read_way(
    row: &Row,
    ground: &Ground<'_>,
    scope: &mut Scope,
    checked: &mut Checked,
    out: &mut Findings,
) -> Option<Way> {
    checked.only(row, WAY, out);
    let name = name_of(row, out);
    let hows = HOWS.iter().filter(|how| row.has(how)).count();
    if hows != 1 || row.has("cell") == row.has("note") {
        let hint = Sentence::new("pack.hint.choices").with("choices", HOWS.join(", "));
        checked.say(row.at(), Sentence::new("pack.demo_way"), Some(hint), out);
        return None;
    }
    let mut reader = Reader { row, ground, scope, checked, out };
    let when = reader.when();
    let chance = if row.has("chance") {
        u32::try_from(row.number("chance", 0..101, reader.out)).unwrap_or_default()
    } else {
        100
    };
    let always = when.is_none() && chance == 100;
    let how = reader.how(&name, always)?;
    Some(Way { name, how, chance, when })
}

struct Reader<'a, 'o, 'f, 't, 'i> {
    row: &'a Row<'t, 'i>,
    ground: &'a Ground<'a>,
    scope: &'a mut Scope,
    checked: &'a mut Checked,
    out: &'o mut Findings<'f>,
}

impl Reader<'_, '_, '_, '_, '_> {
    fn at(&self, key: &str) -> At {
        self.row.at().key(key)
    }

    fn say(&mut self, key: &str, sentence: Sentence, hint: Option<Sentence>) {
        let at = self.out.nearest_known(&self.at(key));
        self.checked.say(&at, sentence, hint, self.out);
    }

    fn when(&mut self) -> Option<Expression> {
        let source = self.row.text_if("when", self.out)?;
        self.expression(&source, Some(&ValueKind::Truth), "when")
    }

    fn expression(&mut self, source: &str, wanted: Option<&ValueKind>, key: &str) -> Option<Expression> {
        let at = self.at(key);
        self.scope.expression(source, wanted, &at, self.checked, self.out)
    }

    /// The kind that the cell wants; a note takes what comes.
    fn wanted(&mut self, name: &str) -> Option<Option<ValueKind>> {
        match self.ground.cell(name) {
            Some((_, kind)) => Some(Some(kind)),
            None if self.row.has("note") => Some(None),
            None => {
                let keys = self.ground.fields.iter().flat_map(Field::cells).map(|cell| cell.key).collect::<Vec<_>>();
                let hint = nearest(name, keys.iter().map(String::as_str));
                let hint = hint.map(|meant| Sentence::new("pack.hint.meant").with("name", meant));
                self.say("cell", Sentence::new("pack.demo_cell").with("cell", name), hint);
                None
            }
        }
    }

    fn how(&mut self, name: &str, always: bool) -> Option<How> {
        if self.row.has("enterprise") {
            return self.enterprise(name, always);
        }
        if self.row.has("person") {
            return self.person(name, always);
        }
        let wanted = self.wanted(name)?;
        let (how, kind) = self.plain(wanted)?;
        self.scope.know(name, kind, always);
        Some(how)
    }

    fn plain(&mut self, wanted: Option<ValueKind>) -> Option<(How, ValueKind)> {
        if let Some(text) = self.row.text_if("value", self.out) {
            let kind = wanted.unwrap_or_else(|| kind_of_texts(std::slice::from_ref(&text)));
            return Some((How::Fixed(self.value(&text, &kind, "value")?), kind));
        }
        if self.row.has("values") {
            let items = self.row.texts("values", self.out).into_iter().map(Value::Text).collect();
            return self.fitting(How::Fixed(Value::List(items)), ValueKind::List(Box::new(ValueKind::Text)), wanted);
        }
        if self.row.has("pick") {
            return self.pick(wanted);
        }
        if self.row.has("range") {
            return self.range(wanted);
        }
        if let Some(text) = self.row.text_if("text", self.out) {
            let how = self.text(&text)?;
            return self.fitting(how, ValueKind::Text, wanted);
        }
        let source = self.row.text_if("formula", self.out)?;
        let expression = self.expression(&source, wanted.as_ref(), "formula")?;
        let kind = expression.kind().clone();
        Some((How::Formula(expression), kind))
    }

    fn fitting(&mut self, how: How, kind: ValueKind, wanted: Option<ValueKind>) -> Option<(How, ValueKind)> {
        if wanted.is_some_and(|wanted| wanted != kind) {
            let at = self.row.at().clone();
            self.checked.say(&at, Sentence::new("pack.demo_kind"), None, self.out);
            return None;
        }
        Some((how, kind))
    }

    fn value(&mut self, text: &str, kind: &ValueKind, key: &str) -> Option<Value> {
        let value = value_of(text, kind);
        if value.is_none() {
            self.say(key, Sentence::new("pack.demo_value").with("value", text), None);
        }
        value
    }

    fn pick(&mut self, wanted: Option<ValueKind>) -> Option<(How, ValueKind)> {
        let texts = self.row.texts("pick", self.out);
        let kind = wanted.unwrap_or_else(|| kind_of_texts(&texts));
        let options: Option<Vec<Value>> = texts.iter().map(|text| self.value(text, &kind, "pick")).collect();
        let weights = self.row.counts("weights", self.out);
        let weights = if self.row.has("weights") { weights } else { vec![1; texts.len()] };
        if weights.len() != texts.len() || weights.iter().all(|weight| *weight == 0) {
            self.say("weights", Sentence::new("pack.demo_weights"), None);
            return None;
        }
        Some((How::Pick { options: options?, weights }, kind))
    }

    fn two(&mut self, key: &str, wanted: Option<&ValueKind>) -> Option<(Expression, Expression)> {
        let texts = self.row.texts(key, self.out);
        let [from, until] = texts.as_slice() else {
            self.say(key, Sentence::new("pack.demo_two"), None);
            return None;
        };
        let from = self.expression(from, wanted, key)?;
        let until = self.expression(until, Some(&from.kind().clone()), key)?;
        Some((from, until))
    }

    fn range(&mut self, wanted: Option<ValueKind>) -> Option<(How, ValueKind)> {
        let (least, most) = self.two("range", wanted.as_ref())?;
        let kind = least.kind().clone();
        let how = match kind {
            ValueKind::Day => How::Days { from: least, until: most, seasonal: self.row.truth("seasonal", self.out) },
            _ => {
                let step = self.row.decimal_if("step", self.out).unwrap_or(Decimal::ONE);
                let low = self.row.count_if("low", self.out).unwrap_or(1);
                How::Numbers { least, most, step, low }
            }
        };
        if !matches!(kind, ValueKind::Day | ValueKind::Number) {
            self.say("range", Sentence::new("pack.demo_kind"), None);
            return None;
        }
        Some((how, kind))
    }

    fn text(&mut self, text: &str) -> Option<How> {
        let Some(template) = Template::read(text) else {
            self.say("text", Sentence::new("pack.demo_template"), None);
            return None;
        };
        let unknown = template.names().find(|name| self.scope.kind(name).is_none()).map(str::to_owned);
        if let Some(name) = unknown {
            let hint = self.scope.hint(&name);
            self.say("text", Sentence::new("pack.demo_name").with("name", name), Some(hint));
            return None;
        }
        let patent = self.row.choice_if("check", &[("patent", true)], self.out).unwrap_or_default();
        Some(How::Text { template, patent })
    }

    fn enterprise(&mut self, name: &str, always: bool) -> Option<How> {
        if self.row.has("cell")
            && !self.ground.field(name).is_some_and(|field| matches!(field.kind, FieldKind::Enterprise(_)))
        {
            self.say("cell", Sentence::new("pack.demo_cell").with("cell", name), None);
            return None;
        }
        let code = self.row.text("enterprise", self.out);
        let Some(pool) = self.ground.city.pools.iter().find(|pool| pool.code == code).cloned() else {
            let hint = nearest(&code, self.ground.city.pools.iter().map(|pool| pool.code.as_str()));
            let hint = hint.map(|meant| Sentence::new("pack.hint.meant").with("name", meant));
            self.say("enterprise", Sentence::new("pack.demo_pool").with("pool", code), hint);
            return None;
        };
        for part in ["code", "name", "unit", "district"] {
            self.scope.know(&format!("{name}_{part}"), ValueKind::Text, always);
        }
        self.scope.know(&format!("{name}_founded"), ValueKind::Day, always);
        Some(How::Enterprise {
            pool,
            each: self.row.truth("each", self.out),
            offset: self.row.count_if("offset", self.out).unwrap_or_default(),
            low: self.row.count_if("low", self.out).unwrap_or(1),
        })
    }

    fn person(&mut self, name: &str, always: bool) -> Option<How> {
        if self.row.has("cell")
            && !self.ground.field(name).is_some_and(|field| matches!(field.kind, FieldKind::Person(_)))
        {
            self.say("cell", Sentence::new("pack.demo_cell").with("cell", name), None);
            return None;
        }
        let (from, until) = self.two("person", Some(&ValueKind::Day))?;
        self.scope.know(&format!("{name}_name"), ValueKind::Text, always);
        self.scope.know(&format!("{name}_born"), ValueKind::Day, always);
        Some(How::Person { from, until })
    }
}

/// What texts of a note are: numbers, truths, days, or else texts.
fn kind_of_texts(texts: &[String]) -> ValueKind {
    let all = |kind: ValueKind| texts.iter().all(|text| value_of(text, &kind).is_some()).then_some(kind);
    let kinds = [ValueKind::Number, ValueKind::Truth, ValueKind::Day];
    kinds.into_iter().find_map(all).unwrap_or(ValueKind::Text)
}

fn value_of(text: &str, kind: &ValueKind) -> Option<Value> {
    match kind {
        ValueKind::Number => text.parse().ok().map(Value::Number),
        ValueKind::Truth => text.parse().ok().map(Value::Truth),
        ValueKind::Day => text.parse::<Day>().ok().map(Value::Day),
        ValueKind::Text => Some(Value::Text(text.to_owned())),
        ValueKind::List(_) => Some(Value::List(vec![Value::Text(text.to_owned())])),
        ValueKind::Row(_) => None,
    }
}
