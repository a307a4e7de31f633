//! `organisations.toml`: bodies with duties, the groups that stand for several, and the units that are ranked.

use crate::findings::Findings;
use crate::sheet::Row;
use crate::words::words;
use base::Day;

words! {
    /// What sort of body it is.
    OrganisationKind {
        /// 领导小组.
        LeadingGroup = "leading_group",
        /// 办公室 of the government or of the leading group.
        Office = "office",
        /// 市直部门, organs of the Party and national bodies seated in the city included.
        CityDepartment = "city_department",
        /// 行政区.
        District = "district",
        /// 功能区: managed by a committee, without a GB/T 2260 code of its own.
        FunctionalZone = "functional_zone",
        /// 高校.
        University = "university",
        /// 院所.
        Institute = "institute",
        /// 企业.
        Enterprise = "enterprise",
        /// 群团.
        MassBody = "mass_body",
    }
}

/// A division inside an organisation (处室).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// Its code, unique inside the organisation.
    pub code: String,
    /// Its printed name.
    pub name: String,
}

/// A body that can hold duties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its code, stable for ever.
    pub code: String,
    /// Its full official name.
    pub name: String,
    /// Its name as commonly printed.
    pub short: String,
    /// What sort of body it is.
    pub kind: OrganisationKind,
    /// Code of the organisation above it.
    pub parent: Option<String>,
    /// Its divisions in the order they are shown.
    pub divisions: Vec<Division>,
    /// Other names it is printed under.
    pub aliases: Vec<String>,
    /// First day it exists.
    pub valid_from: Option<Day>,
    /// Last day it exists.
    pub valid_until: Option<Day>,
    /// Code of the organisation that takes over its duties.
    pub successor: Option<String>,
    /// Code of the assessment unit its results are counted in.
    pub assessment_unit: Option<String>,
}

/// A named set of organisations that fans out to its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its code.
    pub code: String,
    /// Its printed name.
    pub name: String,
    /// What it is said to include, or "".
    pub note: String,
    /// Other names it is printed under.
    pub aliases: Vec<String>,
    /// Codes of its members, in the order they are shown.
    pub members: Vec<String>,
}

/// What is ranked (考核单元): one or several areas under one body, counted once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessmentUnit {
    /// Its code.
    pub code: String,
    /// Its printed name.
    pub name: String,
    /// The areas it answers for: GB/T 2260 codes, and local codes for zones that have none.
    pub areas: Vec<String>,
}

/// All of `organisations.toml`.
#[derive(Default)]
pub(crate) struct Bodies {
    pub organisations: Vec<Organisation>,
    pub groups: Vec<Group>,
    pub units: Vec<AssessmentUnit>,
}

/// Reads `organisations.toml`.
pub(crate) fn read_bodies(root: &Row, out: &mut Findings) -> Bodies {
    root.only(&["organisation", "group", "assessment_unit"], out);
    Bodies {
        organisations: root.rows("organisation", out).iter().map(|row| read_organisation(row, out)).collect(),
        groups: root.rows("group", out).iter().map(|row| read_group(row, out)).collect(),
        units: root.rows("assessment_unit", out).iter().map(|row| read_unit(row, out)).collect(),
    }
}

fn read_organisation(row: &Row, out: &mut Findings) -> Organisation {
    row.only(
        &[
            "code",
            "name",
            "short",
            "kind",
            "parent",
            "divisions",
            "aliases",
            "valid_from",
            "valid_until",
            "successor",
            "assessment_unit",
        ],
        out,
    );
    Organisation {
        code: row.text("code", out),
        name: row.text("name", out),
        short: row.text("short", out),
        kind: row.choice("kind", OrganisationKind::CHOICES, out).unwrap_or(OrganisationKind::CityDepartment),
        parent: row.text_if("parent", out),
        divisions: row.rows("divisions", out).iter().map(|row| read_division(row, out)).collect(),
        aliases: row.texts("aliases", out),
        valid_from: row.day_if("valid_from", out),
        valid_until: row.day_if("valid_until", out),
        successor: row.text_if("successor", out),
        assessment_unit: row.text_if("assessment_unit", out),
    }
}

fn read_division(row: &Row, out: &mut Findings) -> Division {
    row.only(&["code", "name"], out);
    Division { code: row.text("code", out), name: row.text("name", out) }
}

fn read_group(row: &Row, out: &mut Findings) -> Group {
    row.only(&["code", "name", "note", "aliases", "members"], out);
    Group {
        code: row.text("code", out),
        name: row.text("name", out),
        note: row.text_if("note", out).unwrap_or_default(),
        aliases: row.texts("aliases", out),
        members: row.texts("members", out),
    }
}

fn read_unit(row: &Row, out: &mut Findings) -> AssessmentUnit {
    row.only(&["code", "name", "areas"], out);
    AssessmentUnit { code: row.text("code", out), name: row.text("name", out), areas: row.texts("areas", out) }
}
