//! A published task on one page, and a plan as its organisations see it.

mod by_organisation;
mod page;

pub use by_organisation::{ByOrganisation, OrganisationBrief, OrganisationShare, TaskRef};
pub use page::{TaskPage, TaskPageView};
