//! The template: one sheet to fill in, one that explains the columns, and a hidden one with long lists of choices.

use super::book::{excel_day, fault, tab_name, workbook};
use super::cells::{ValueKind, header_format, put_text, text_format};
use crate::cell::ROWS_MAX;
use base::{Day, Fault, Language, Sentence};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, Format, FormatAlign, Formula, Note, Worksheet,
};
use std::io::Write;

/// Letters of a list that stands in the rule itself; longer ones stand on the hidden sheet.
const SHORT_LIST: usize = 250;
/// The first day a spreadsheet counts, and the last that is a day by hand.
const FIRST_DAY: (i16, i8, i8) = (1900, 1, 1);
const LAST_DAY: (i16, i8, i8) = (9999, 12, 31);

/// A column to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateColumn {
    /// What stands over it.
    pub name: String,
    /// Whether every row needs it; its name is marked with `*`.
    pub required: bool,
    /// What it holds.
    pub kind: ValueKind,
    /// What it holds, in words for the page of explanations.
    pub kind_words: String,
    /// A value as it may stand there.
    pub example: String,
    /// What is meant.
    pub explanation: String,
    /// The words to choose from; empty where anything may be written.
    pub choices: Vec<String>,
}

/// Writes a template.
///
/// # Errors
/// `out` cannot be written.
pub fn write_template(
    columns: &[TemplateColumn],
    language: Language,
    made_on: Day,
    out: impl Write + Send,
) -> Result<(), Fault> {
    let mut workbook = workbook(made_on, None)?;
    let words = |code: &str| Sentence::new(code).render(language);
    let choices_name = tab_name(&words("sheet.template.choices_sheet"), 1);
    let mut choices = Worksheet::new();
    choices.set_name(&choices_name).map_err(fault)?;
    choices.set_hidden(true);
    let mut entry = Worksheet::new();
    entry.set_name(tab_name(&words("sheet.template.entry_sheet"), 1)).map_err(fault)?;
    entry.set_freeze_panes(1, 0).map_err(fault)?;
    entry.set_row_height(0, 32).map_err(fault)?;
    let (header, required) = (header_format(), header_format().set_font_color(0xC0_00_00));
    let mut lists = 0;
    for (at, column) in (0_u16..).zip(columns) {
        let name = if column.required { format!("{}*", column.name) } else { column.name.clone() };
        put_text(&mut entry, 0, at, &name, if column.required { &required } else { &header })?;
        entry.set_column_width(at, column.kind.width(&name)).map_err(fault)?;
        // A whole column as text, so that a spreadsheet keeps all digits of what is typed later.
        let free =
            matches!(column.kind, ValueKind::Text | ValueKind::Truth | ValueKind::Percent | ValueKind::Decimal { .. });
        if !free {
            entry.set_column_format(at, &column.kind.format()).map_err(fault)?;
        }
        if let Some(words) = note(column, language) {
            let note = Note::new(words).add_author_prefix(false).set_width(280).set_height(120);
            entry.insert_note(0, at, &note).map_err(fault)?;
        }
        let check = if column.choices.is_empty() {
            check_of_kind(column.kind, language)?
        } else {
            let check = check_of_choices(column, &choices_name, lists, &mut choices)?;
            lists += 1;
            Some(explained(check, "sheet.template.not_a_choice", language)?)
        };
        if let Some(check) = check {
            entry.add_data_validation(1, at, ROWS_MAX - 1, at, &check).map_err(fault)?;
        }
    }
    workbook.push_worksheet(entry);
    workbook.push_worksheet(guide(columns, language)?);
    if lists > 0 {
        workbook.push_worksheet(choices);
    }
    workbook.save_to_writer(out).map_err(fault)
}

/// What is said over a column when the pointer rests on it.
fn note(column: &TemplateColumn, language: Language) -> Option<String> {
    let mut lines: Vec<String> = [&column.kind_words, &column.explanation].into_iter().cloned().collect();
    if !column.example.is_empty() {
        lines.push(Sentence::new("sheet.template.for_example").with("example", &column.example).render(language));
    }
    if !column.choices.is_empty() {
        lines.push(Sentence::new("sheet.template.choose").render(language));
    }
    lines.retain(|line| !line.trim().is_empty());
    let words = lines.join("\n");
    (!words.is_empty()).then(|| super::cells::fitting(&words).0.to_owned())
}

/// The rule of a list of words. Every list stands on the hidden sheet as well, so that a template says all it knows.
fn check_of_choices(
    column: &TemplateColumn,
    choices_name: &str,
    list: u16,
    choices: &mut Worksheet,
) -> Result<DataValidation, Fault> {
    for (row, choice) in (0_u32..ROWS_MAX).zip(&column.choices) {
        put_text(choices, row, list, choice, &Format::new())?;
    }
    let short: usize = column.choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
    // Inside a rule commas separate the words, so a word with a comma cannot stand there.
    if short <= SHORT_LIST && !column.choices.iter().any(|choice| choice.contains([',', '"'])) {
        return DataValidation::new().allow_list_strings(&column.choices).map_err(fault);
    }
    let letters = crate::read::column_letters(usize::from(list) + 1);
    let sheet = choices_name.replace('\'', "''");
    let range = format!("='{sheet}'!${letters}$1:${letters}${}", column.choices.len().min(ROWS_MAX as usize));
    Ok(DataValidation::new().allow_list_formula(Formula::new(range)))
}

/// The rule of a kind that a spreadsheet can check by itself.
fn check_of_kind(kind: ValueKind, language: Language) -> Result<Option<DataValidation>, Fault> {
    match kind {
        ValueKind::Day => {
            let Some((first, last)) = stamp(FIRST_DAY).zip(stamp(LAST_DAY)) else { return Ok(None) };
            let check = DataValidation::new().allow_date(DataValidationRule::Between(first, last));
            explained(check, "sheet.template.not_a_day", language).map(Some)
        }
        ValueKind::Whole => {
            let all = DataValidationRule::Between(i32::MIN, i32::MAX);
            explained(DataValidation::new().allow_whole_number(all), "sheet.template.not_whole", language).map(Some)
        }
        ValueKind::Decimal { .. } => {
            let all = DataValidationRule::Between(-1e15, 1e15);
            explained(DataValidation::new().allow_decimal_number(all), "sheet.template.not_a_number", language)
                .map(Some)
        }
        _ => Ok(None),
    }
}

fn stamp((year, month, day): (i16, i8, i8)) -> Option<ExcelDateTime> {
    excel_day(Day::new(year, month, day)?)
}

/// The rule with the sentence that a spreadsheet shows where it is broken.
fn explained(check: DataValidation, code: &str, language: Language) -> Result<DataValidation, Fault> {
    let title = Sentence::new("sheet.template.wrong").render(language);
    let words = Sentence::new(code).render(language);
    check.set_error_title(title).and_then(|check| check.set_error_message(words)).map_err(fault)
}

/// The sheet that explains the columns.
fn guide(columns: &[TemplateColumn], language: Language) -> Result<Worksheet, Fault> {
    let words = |code: &str| Sentence::new(code).render(language);
    let mut sheet = Worksheet::new();
    sheet.set_name(tab_name(&words("sheet.template.guide_sheet"), 1)).map_err(fault)?;
    sheet.set_freeze_panes(1, 0).map_err(fault)?;
    let heads = [
        ("sheet.template.column", 24),
        ("sheet.template.required", 10),
        ("sheet.template.kind", 28),
        ("sheet.template.example", 28),
        ("sheet.template.explanation", 60),
    ];
    let header = header_format();
    for (at, (code, width)) in (0_u16..).zip(heads) {
        put_text(&mut sheet, 0, at, &words(code), &header)?;
        sheet.set_column_width(at, width).map_err(fault)?;
    }
    let format = text_format().set_text_wrap().set_align(FormatAlign::Top);
    for (row, column) in (1_u32..).zip(columns) {
        let required = words(if column.required { "sheet.template.yes" } else { "sheet.template.no" });
        let cells = [&column.name, &required, &column.kind_words, &column.example, &column.explanation];
        for (at, text) in (0_u16..).zip(cells) {
            if !text.is_empty() {
                put_text(&mut sheet, row, at, text, &format)?;
            }
        }
    }
    Ok(sheet)
}
