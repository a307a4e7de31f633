//! Organisations, divisions, groups, and who handles duties in them.

mod add_division;
mod create;
mod edit;
mod end;
mod handlers;
mod list;
mod set_group_members;

pub use add_division::AddDivision;
pub use create::CreateOrganisation;
pub use edit::EditOrganisation;
pub use end::EndOrganisation;
pub use handlers::{HandlerView, Handlers};
pub use list::{GroupView, Groups, OrganisationView, Organisations};
pub use set_group_members::SetGroupMembers;

/// Kinds of organisations, as the pack knows them.
pub(crate) fn is_kind(word: &str) -> bool {
    pack::OrganisationKind::from_code(word).is_some()
}
