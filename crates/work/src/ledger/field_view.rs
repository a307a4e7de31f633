//! A field as a form draws it.

use super::Surroundings;
use super::show::said;
use super::view::{CellView, ChoiceView, FieldView};
use base::{Decimal, Language, Sentence};
use rules::field::choice::Alternative;
use rules::field::money::MoneyUnit;
use rules::field::{Column, FieldKind};
use rules::ledger::Field;

/// A field in the reader's language.
pub(crate) fn field_view(field: &Field, around: &Surroundings) -> FieldView {
    let language = around.language();
    let name = said(&field.name, language);
    let cells = field.cells().into_iter().filter(|cell| cell.column != Column::Beside);
    let mut view = FieldView {
        code: field.code.clone(),
        cells: cells
            .map(|cell| CellView {
                key: cell.key,
                name: if cell.name.is_empty() { name.clone() } else { part_name(&name, cell.name, language) },
                sealed: cell.column == Column::Sealed,
            })
            .collect(),
        name,
        help: said(&field.help, language),
        section: field.section.clone(),
        kind: field.kind.code().to_owned(),
        required: field.required,
        conditional: field.when.is_some(),
        listed: field.listed,
        sortable: field.sortable,
        filterable: field.filterable,
        computed: matches!(field.kind, FieldKind::Computed(_)),
        choices: Vec::new(),
        unit: String::new(),
        unit_power: 0,
        scale: None,
        min: None,
        max: None,
        max_length: None,
        pattern: None,
        ledger: None,
        max_files: None,
        several: false,
    };
    describe(&mut view, &field.kind, around);
    view
}

/// The label of a part: the field's name before the part's.
fn part_name(field: &str, part: &str, language: Language) -> String {
    Sentence::new("work.ledger.part")
        .with("field", field)
        .with("part", Sentence::new(part).render(language))
        .render(language)
}

fn describe(view: &mut FieldView, kind: &FieldKind, around: &Surroundings) {
    let language = around.language();
    match kind {
        FieldKind::Text(text) => {
            view.max_length = u32::try_from(text.max).ok();
            view.pattern = text.pattern.as_ref().map(|pattern| pattern.source().to_owned());
        }
        FieldKind::LongText(text) => view.max_length = u32::try_from(text.max).ok(),
        FieldKind::Integer(whole) => number(view, Some(0), whole.min, whole.max, &said(&whole.unit, language)),
        FieldKind::Number(one) => number(view, Some(one.scale), one.min, one.max, &said(&one.unit, language)),
        FieldKind::Percent(one) => number(view, Some(one.scale), one.min, one.max, "%"),
        FieldKind::Area(area) => number(view, Some(rules::field::area::Area::SCALE), area.min, area.max, "㎡"),
        FieldKind::Money(money) => {
            number(view, Some(rules::field::money::Money::SCALE), money.min, money.max, money.shown.word(language));
            view.unit_power = unit_power(kind);
        }
        FieldKind::Choice(choice) => view.choices = choices(&choice.choices, language),
        FieldKind::MultiChoice(choice) => view.choices = choices(&choice.choices, language),
        FieldKind::Code(code) => {
            let entries =
                around.context().lists.get(&code.list).map(|list| list.entries.as_slice()).unwrap_or_default();
            let name = |zh: &String, en: &String| if language == Language::Chinese { zh.clone() } else { en.clone() };
            view.choices =
                entries.iter().map(|one| ChoiceView { code: one.code.clone(), name: name(&one.zh, &one.en) }).collect();
        }
        FieldKind::Unit(_) => {
            let units = around.context().units.iter();
            view.choices = units.map(|(code, name)| ChoiceView { code: code.clone(), name: name.clone() }).collect();
        }
        FieldKind::Organisation(one) => {
            view.several = one.several;
            let all = around.organisations();
            view.choices = all.map(|row| ChoiceView { code: row.code.clone(), name: row.short_name.clone() }).collect();
        }
        FieldKind::Evidence(evidence) => view.max_files = Some(evidence.max_files),
        FieldKind::Reference(reference) => view.ledger = Some(reference.ledger.clone()),
        FieldKind::Computed(computed) => {
            describe(view, &computed.result, around);
        }
        FieldKind::Date(_)
        | FieldKind::Month(_)
        | FieldKind::Boolean(_)
        | FieldKind::Enterprise(_)
        | FieldKind::Person(_)
        | FieldKind::Patent(_)
        | FieldKind::Contract(_)
        | FieldKind::Telephone(_)
        | FieldKind::Email(_)
        | FieldKind::Address(_) => {}
    }
}

/// By what power of ten a number of this kind is divided to be shown: 4 for 万元.
pub(crate) fn unit_power(kind: &FieldKind) -> u32 {
    match kind {
        FieldKind::Money(money) => match money.shown {
            MoneyUnit::Yuan => 0,
            MoneyUnit::Wan => 4,
            MoneyUnit::Yi => 8,
        },
        FieldKind::Computed(computed) => unit_power(&computed.result),
        _ => 0,
    }
}

fn number(view: &mut FieldView, scale: Option<u32>, min: Option<Decimal>, max: Option<Decimal>, unit: &str) {
    view.scale = scale;
    view.min = min.map(|limit| limit.to_string());
    view.max = max.map(|limit| limit.to_string());
    view.unit = unit.to_owned();
}

fn choices(choices: &[Alternative], language: Language) -> Vec<ChoiceView> {
    choices.iter().map(|one| ChoiceView { code: one.code.clone(), name: said(&one.name, language) }).collect()
}
