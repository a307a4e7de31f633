//! Everything that can be done, as a closed list.

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// What somebody wants to do. Commands and queries each name one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($(#[$doc])* $name),+ }

        impl Action {
            /// All actions in the order of the matrix.
            pub const ALL: &'static [Action] = &[$(Action::$name),+];

            /// The word in the matrix, the audit and on the wire.
            pub fn code(self) -> &'static str {
                match self { $(Action::$name => $code),+ }
            }
        }
    };
}

actions! {
    /// Install a city from its pack: only the machine itself, from the command line.
    InstallSite = "install_site",
    /// Start a session, and see which site this is; open to nobody in particular.
    SignIn = "sign_in",
    /// End it, see oneself, change one's password.
    KeepSession = "keep_session",
    /// See what waits for oneself.
    SeeTodo = "see_todo",
    /// Have a notice read into a draft.
    ReadNotice = "read_notice",
    /// See drafts and their source.
    SeeDraft = "see_draft",
    /// Confirm, correct, split, merge, drop and add items; say whom a name means.
    DecideItem = "decide_item",
    /// Decide an owner, a base, a tolerance, a reading.
    SettleDecision = "settle_decision",
    /// 确认并交办.
    PublishPlan = "publish_plan",
    /// Change a published plan, with a reason.
    AmendPlan = "amend_plan",
    /// See published plans.
    SeePlan = "see_plan",
    /// See duties.
    SeeDuty = "see_duty",
    /// 签收.
    ReceiveDuty = "receive_duty",
    /// 分办.
    AssignDuty = "assign_duty",
    /// See work plans.
    SeeWorkPlan = "see_work_plan",
    /// Draft and submit a work plan.
    WriteWorkPlan = "write_work_plan",
    /// The head approves or sends back.
    ApproveWorkPlan = "approve_work_plan",
    /// The office accepts or returns.
    AcceptWorkPlan = "accept_work_plan",
    /// Change an accepted work plan, with a reason.
    AmendWorkPlan = "amend_work_plan",
    /// See ledgers and their entries.
    SeeEntry = "see_entry",
    /// Begin entries, take in workbooks.
    BeginEntry = "begin_entry",
    /// Change what stands in entries, and their files.
    WriteEntry = "write_entry",
    /// Move entries on, back or out, as the ledger's life cycle lets each role.
    MoveEntry = "move_entry",
    /// Take entries out as a file.
    ExportEntry = "export_entry",
    /// See the page of an enterprise or person.
    SeeSubject = "see_subject",
    /// See saved views of lists, and choose with which one a list opens for oneself.
    SeeView = "see_view",
    /// Keep, change, share and remove saved views of lists.
    EditView = "edit_view",
    /// Say that something in an entry or of a subject is wrong.
    RaiseCorrection = "raise_correction",
    /// See requests to correct.
    SeeCorrection = "see_correction",
    /// Take a request of one's own back, add its file, take note of its answer.
    FollowCorrection = "follow_correction",
    /// Answer requests to correct, or hand them on.
    HandleCorrection = "handle_correction",
    /// Decide whether entries that look the same are the same.
    DecideDuplicate = "decide_duplicate",
    /// Bring the tables of the ledgers up to a pack: only the machine itself.
    ApplyPack = "apply_pack",
    /// See organisations and groups.
    SeeOrganisation = "see_organisation",
    /// Change organisations and groups.
    EditOrganisation = "edit_organisation",
    /// See accounts.
    SeeUser = "see_user",
    /// See who can handle a duty in an organisation.
    SeeHandler = "see_handler",
    /// Create and change accounts.
    EditUser = "edit_user",
    /// Give and take roles.
    GrantRole = "grant_role",
    /// Unlock, disable, reset passwords.
    GuardAccount = "guard_account",
    /// Read the audit.
    SeeAudit = "see_audit",
    /// Take the audit out as a file.
    ExportAudit = "export_audit",
}

impl Action {
    /// Concerns nobody but the person: granted to everyone who is signed in, with a role or before the first one.
    pub fn is_own(self) -> bool {
        matches!(self, Action::KeepSession | Action::SeeTodo)
    }
}
