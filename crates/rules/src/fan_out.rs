//! How a plan becomes duties: one for each organisation, task and role.

use crate::word::words;
use base::Id;
use std::collections::{BTreeMap, BTreeSet};

words! {
    /// As what an organisation stands on a task.
    DutyRole {
        /// 牵头单位: answers for it.
        Lead = "lead",
        /// 责任单位: takes part.
        Responsible = "responsible",
    }

    /// How far a duty has come.
    DutyState {
        /// Handed out.
        Issued = "issued",
        /// The organisation acknowledged it.
        Received = "received",
        /// An amendment took the organisation off the task.
        Withdrawn = "withdrawn",
    }
}

/// A printed body of a task with what its name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyOnTask {
    /// The task.
    pub item: Id,
    /// As what it is printed.
    pub role: DutyRole,
    /// Its place among those printed with that role, from 1.
    pub ordinal: i64,
    /// Whom it means.
    pub means: Means,
}

/// Whom a printed name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// One organisation.
    Organisation(Id),
    /// Every member of a group.
    Group(Id),
}

/// A duty to hand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyDraft {
    /// The task.
    pub item: Id,
    /// Who gets it.
    pub organisation: Id,
    /// As what.
    pub role: DutyRole,
    /// The place of the name by which it was named.
    pub ordinal: i64,
    /// The group through which it was named, if not by its own name.
    pub via_group: Option<Id>,
}

/// The duties of a plan in order of task, role and place. `bodies` come in that order, `members` are those of the day on
/// which the plan is published. An organisation named itself is not named again through a group, and who leads a task
/// is not also responsible for it merely as a member of a group.
pub fn fan_out(bodies: &[BodyOnTask], members: &BTreeMap<Id, Vec<Id>>) -> Vec<DutyDraft> {
    let named: BTreeSet<(Id, DutyRole, Id)> = bodies
        .iter()
        .filter_map(|body| match body.means {
            Means::Organisation(organisation) => Some((body.item, body.role, organisation)),
            Means::Group(_) => None,
        })
        .collect();
    let leading: BTreeSet<(Id, Id)> = bodies
        .iter()
        .filter(|body| body.role == DutyRole::Lead)
        .flat_map(|body| meant(body, members).into_iter().map(|organisation| (body.item, organisation)))
        .collect();
    let mut given = BTreeSet::new();
    let mut duties = Vec::new();
    for body in bodies {
        for organisation in meant(body, members) {
            let via_group = match body.means {
                Means::Organisation(_) => None,
                Means::Group(group) => Some(group),
            };
            let named_itself = named.contains(&(body.item, body.role, organisation));
            let leads_it = body.role == DutyRole::Responsible && leading.contains(&(body.item, organisation));
            if via_group.is_some() && (named_itself || leads_it) {
                continue;
            }
            if given.insert((body.item, body.role, organisation)) {
                let (item, role, ordinal) = (body.item, body.role, body.ordinal);
                duties.push(DutyDraft { item, organisation, role, ordinal, via_group });
            }
        }
    }
    duties
}

fn meant(body: &BodyOnTask, members: &BTreeMap<Id, Vec<Id>>) -> Vec<Id> {
    match body.means {
        Means::Organisation(organisation) => vec![organisation],
        Means::Group(group) => members.get(&group).cloned().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TASK: Id = Id(1);
    const DISTRICTS: Id = Id(90);
    const PARKS: Id = Id(91);

    fn lead(ordinal: i64, means: Means) -> BodyOnTask {
        BodyOnTask { item: TASK, role: DutyRole::Lead, ordinal, means }
    }

    fn responsible(ordinal: i64, means: Means) -> BodyOnTask {
        BodyOnTask { item: TASK, role: DutyRole::Responsible, ordinal, means }
    }

    fn fanned(bodies: &[BodyOnTask]) -> Vec<String> {
        let members = [(DISTRICTS, vec![Id(11), Id(12), Id(13)]), (PARKS, vec![Id(13), Id(14)])].into();
        let print = |duty: DutyDraft| {
            let via = duty.via_group.map_or(String::new(), |group| format!(" via {group}"));
            format!("{} {} {}{via}", duty.organisation, duty.role.code(), duty.ordinal)
        };
        fan_out(bodies, &members).into_iter().map(print).collect()
    }

    #[test]
    fn a_group_fans_out_to_its_members() {
        let bodies = [
            lead(1, Means::Organisation(Id(5))),
            responsible(1, Means::Organisation(Id(6))),
            responsible(2, Means::Group(DISTRICTS)),
        ];
        assert_eq!(
            fanned(&bodies),
            [
                "5 lead 1",
                "6 responsible 1",
                "11 responsible 2 via 90",
                "12 responsible 2 via 90",
                "13 responsible 2 via 90"
            ]
        );
    }

    #[test]
    fn a_lead_is_not_responsible_through_a_group_but_may_be_by_name() {
        let bodies = [lead(1, Means::Organisation(Id(12))), responsible(1, Means::Group(DISTRICTS))];
        assert_eq!(fanned(&bodies), ["12 lead 1", "11 responsible 1 via 90", "13 responsible 1 via 90"]);
        let bodies = [lead(1, Means::Organisation(Id(12))), responsible(1, Means::Organisation(Id(12)))];
        assert_eq!(fanned(&bodies), ["12 lead 1", "12 responsible 1"]);
    }

    #[test]
    fn nobody_gets_the_same_duty_twice() {
        let bodies = [
            responsible(1, Means::Group(DISTRICTS)),
            responsible(2, Means::Group(PARKS)),
            responsible(3, Means::Organisation(Id(11))),
            responsible(4, Means::Organisation(Id(11))),
        ];
        assert_eq!(
            fanned(&bodies),
            ["12 responsible 1 via 90", "13 responsible 1 via 90", "14 responsible 2 via 91", "11 responsible 3"]
        );
    }

    #[test]
    fn a_leading_group_leads_as_a_whole_and_an_empty_group_gives_nobody() {
        let bodies = [lead(1, Means::Group(PARKS)), responsible(1, Means::Group(DISTRICTS))];
        assert_eq!(
            fanned(&bodies),
            ["13 lead 1 via 91", "14 lead 1 via 91", "11 responsible 1 via 90", "12 responsible 1 via 90"]
        );
        assert!(fanned(&[lead(1, Means::Group(Id(99)))]).is_empty());
    }
}
