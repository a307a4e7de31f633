//! `plans/<year>/cadence.toml`: who files when.

use crate::findings::Findings;
use crate::sheet::Row;
use crate::words::words;

words! {
    /// How long a period is.
    Period {
        /// 周, from Monday.
        Week = "week",
        /// 月.
        Month = "month",
        /// 季.
        Quarter = "quarter",
        /// 年.
        Year = "year",
    }
}

words! {
    /// Who files for a task.
    FiledBy {
        /// The lead organisations.
        Lead = "lead",
        /// The responsible organisations, which feed the lead.
        Responsible = "responsible",
    }
}

words! {
    /// In which period the due day lies.
    DueIn {
        /// In the period itself.
        Same = "same",
        /// In the one that follows.
        Next = "next",
    }
}

/// A filing that comes round again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its code.
    pub code: String,
    /// Its printed name.
    pub name: String,
    /// How often.
    pub period: Period,
    /// Numbers of the tasks it covers; empty for all.
    pub tasks: Vec<String>,
    /// Who files.
    pub filed_by: Vec<FiledBy>,
    /// In which period the due day lies.
    pub due_in: DueIn,
    /// Day of that period, from 1.
    pub due_day: i64,
}

/// The rhythm of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cadence {
    /// All rounds.
    pub rounds: Vec<Round>,
}

/// Reads `cadence.toml`.
pub(crate) fn read_cadence(root: &Row, out: &mut Findings) -> Cadence {
    root.only(&["round"], out);
    Cadence { rounds: root.rows("round", out).iter().map(|row| read_round(row, out)).collect() }
}

fn read_round(row: &Row, out: &mut Findings) -> Round {
    row.only(&["code", "name", "period", "tasks", "filed_by", "due_in", "due_day"], out);
    let period = row.choice("period", Period::CHOICES, out).unwrap_or(Period::Quarter);
    let days = match period {
        Period::Week => 7,
        Period::Month => 31,
        Period::Quarter => 92,
        Period::Year => 366,
    };
    Round {
        code: row.text("code", out),
        name: row.text("name", out),
        period,
        tasks: row.texts("tasks", out),
        filed_by: row.choices("filed_by", FiledBy::CHOICES, out),
        due_in: row.choice("due_in", DueIn::CHOICES, out).unwrap_or(DueIn::Next),
        due_day: row.number("due_day", 1..days + 1, out),
    }
}
