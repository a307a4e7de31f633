//! `ledgers/<code>.toml`: a ledger with its fields, the life of its entries and what makes two of them look the same.

pub(crate) mod keys;
mod kind;
mod life;
pub(crate) mod schema;

pub use schema::ledger_schema;

use crate::findings::Findings;
use crate::sheet::{Row, with_sheet};
use crate::words::choices;
use keys::{DUPLICATE, LEDGER, LINES, SCORECARD, SECTION, names};
use kind::read_kind;
use life::read_life;
use rules::field::FieldKind;
use rules::ledger::{Audience, DuplicateRule, Field, Ledger, LifeCycle, LineTable, ScorecardUse, Section, Words};
use std::collections::BTreeMap;

/// A ledger as its file has it.
pub(crate) struct LedgerFile {
    /// The ledger.
    pub ledger: Ledger,
    /// Could the kind of every field be read? Where not, what follows from a kind is not judged.
    pub kinds_known: bool,
}

/// The words of all kinds.
pub(crate) fn kind_words() -> Vec<&'static str> {
    FieldKind::CODES.to_vec()
}

/// Reads a ledger's file.
pub(crate) fn read_ledger(root: &Row, out: &mut Findings) -> LedgerFile {
    root.only(&names(LEDGER), out);
    let mut kinds_known = true;
    let mut fields_of = |row: &Row, sections: bool, out: &mut Findings| -> Vec<Field> {
        let rows = row.rows("field", out);
        let mut fields = Vec::new();
        for row in &rows {
            let (field, known) = read_field(row, sections, out);
            kinds_known &= known;
            fields.push(field);
        }
        fields
    };
    let fields = fields_of(root, true, out);
    let mut lines = Vec::new();
    for row in root.rows("lines", out) {
        row.only(&names(LINES), out);
        lines.push(LineTable {
            code: row.text("code", out),
            name: words(&row, "name", out),
            section: row.text("section", out),
            min: row.count_if("min", out).unwrap_or_default(),
            max: row.count("max", out),
            fields: fields_of(&row, false, out),
        });
    }
    let ledger = Ledger {
        code: root.text("code", out),
        name: words(root, "name", out),
        about: words(root, "about", out),
        tasks: root.texts("tasks", out),
        owner: root.text("owner", out),
        readers: root.texts("readers", out),
        keepers: root.texts("keepers", out),
        natural_key: root.texts("natural_key", out),
        title: root.text("title", out),
        subject: root.text_if("subject", out),
        unit: root.text_if("unit", out),
        event_day: root.text_if("event_day", out),
        sections: root.rows("section", out).iter().map(|row| read_section(row, out)).collect(),
        fields,
        lines,
        life_cycle: read_life(root, out),
        milestones: root.truth("milestones", out),
        duplicates: root.rows("duplicate", out).iter().map(|row| read_duplicate(row, out)).collect(),
        scorecards: root.rows("scorecard", out).iter().map(|row| read_scorecard_use(row, out)).collect(),
    };
    LedgerFile { ledger, kinds_known }
}

/// Words that must stand in both languages: `name` and `name_en`.
pub(crate) fn words(row: &Row, key: &str, out: &mut Findings) -> Words {
    Words { zh: row.text(key, out), en: row.text(&format!("{key}_en"), out) }
}

/// Words that may be left out, but not in one language only.
pub(crate) fn words_if(row: &Row, key: &str, out: &mut Findings) -> Words {
    let english = format!("{key}_en");
    if row.has(key) || row.has(&english) { words(row, key, out) } else { Words::default() }
}

fn read_section(row: &Row, out: &mut Findings) -> Section {
    row.only(&names(SECTION), out);
    Section { code: row.text("code", out), name: words(row, "name", out) }
}

/// A field, and whether its kind is one that is known.
fn read_field(row: &Row, sections: bool, out: &mut Findings) -> (Field, bool) {
    let kind = read_kind(row, sections, out);
    let known = kind.is_some();
    let field = Field {
        code: row.text("code", out),
        name: words(row, "name", out),
        help: words_if(row, "help", out),
        section: if sections { row.text("section", out) } else { String::new() },
        kind: kind.unwrap_or_else(kind::unknown),
        required: row.truth("required", out),
        when: row.text_if("when", out),
        listed: row.truth("listed", out),
        sortable: row.truth("sortable", out),
        filterable: row.truth("filterable", out),
        searched: row.truth("searched", out),
        prefilled: row.truth("prefilled", out),
        audience: row.choices("audience", &choices(Audience::ALL, Audience::code), out),
    };
    (field, known)
}

fn read_duplicate(row: &Row, out: &mut Findings) -> DuplicateRule {
    row.only(&names(DUPLICATE), out);
    DuplicateRule { code: row.text("code", out), name: words(row, "name", out), cells: row.texts("cells", out) }
}

fn read_scorecard_use(row: &Row, out: &mut Findings) -> ScorecardUse {
    row.only(&names(SCORECARD), out);
    ScorecardUse { scorecard: row.text("scorecard", out), inputs: row.pairs("inputs", out) }
}

/// The life cycle of a ledger's file that was installed before; nothing where this program cannot read it any more.
pub fn life_cycle_of(body: &str) -> Option<LifeCycle> {
    const FILE: &str = "ledgers/installed.toml";
    let files = BTreeMap::from([(FILE.to_owned(), body.to_owned())]);
    let mut out = Findings::new(&files);
    let read = with_sheet(FILE, body, &mut out, read_life);
    out.finish().0.then_some(read)
}
