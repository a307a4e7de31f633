//! The roles of a person at an organisation.

use serde::{Deserialize, Serialize};

/// What a person is at an organisation. A person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 市领导.
    Leader,
    /// 领导小组办公室 (the leading group's office).
    Office,
    /// 单位负责人.
    OrganisationHead,
    /// 处室负责人.
    DivisionHead,
    /// 经办人: drafts and files.
    Reporter,
    /// 核定人.
    Verifier,
    /// 外部审计.
    ExternalAuditor,
    /// 系统管理员: organisations and accounts, no rights.
    SystemAdmin,
    /// 安全管理员: rights and locks, no business.
    SecurityAdmin,
    /// 安全审计员: reads the audit, changes nothing.
    AuditAdmin,
}

impl Role {
    /// All roles in the order of the matrix.
    pub const ALL: [Role; 10] = [
        Role::Leader,
        Role::Office,
        Role::OrganisationHead,
        Role::DivisionHead,
        Role::Reporter,
        Role::Verifier,
        Role::ExternalAuditor,
        Role::SystemAdmin,
        Role::SecurityAdmin,
        Role::AuditAdmin,
    ];

    /// The word in tables and on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Role::Leader => "leader",
            Role::Office => "office",
            Role::OrganisationHead => "organisation_head",
            Role::DivisionHead => "division_head",
            Role::Reporter => "reporter",
            Role::Verifier => "verifier",
            Role::ExternalAuditor => "external_auditor",
            Role::SystemAdmin => "system_admin",
            Role::SecurityAdmin => "security_admin",
            Role::AuditAdmin => "audit_admin",
        }
    }

    /// The role of a word.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// One of the three administrators that must be different persons (GB/T 22239-2019, level 3).
    pub fn is_administrator(self) -> bool {
        matches!(self, Role::SystemAdmin | Role::SecurityAdmin | Role::AuditAdmin)
    }
}
