//! Closed lists of words: an enum whose variants are the words of the tables and of the wire.

/// Makes an enum with `ALL`, `code`, `Display` and `FromStr`; on the wire it is its code.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:tt,)+ })+) => { $(
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        $(#[$about])*
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The word in tables and on the wire.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(word: &str) -> Result<Self, ()> {
                Self::ALL.iter().copied().find(|one| one.code() == word).ok_or(())
            }
        }
    )+ };
}
pub(crate) use words;

words! {
    /// How far a plan has come.
    PlanState {
        /// Read and not yet confirmed.
        Draft = "draft",
        /// Confirmed and handed out; changes only by amendment.
        Published = "published",
    }

    /// What a piece of a notice is.
    ItemKind {
        /// A goal.
        Goal = "goal",
        /// A task with bodies that answer for it.
        Task = "task",
        /// A safeguard.
        Safeguard = "safeguard",
        /// A figure to be reached.
        Target = "target",
    }

    /// What was decided about a piece of a draft.
    ItemState {
        /// Nothing yet.
        Pending = "pending",
        /// It is as it was read.
        Confirmed = "confirmed",
        /// It was read wrongly and mended.
        Corrected = "corrected",
        /// The reader had not found it.
        Added = "added",
        /// It is no item (不采纳).
        Dropped = "dropped",
    }

    /// The printed comparator of a target.
    Op {
        /// More than.
        Above = ">",
        /// At least.
        AtLeast = ">=",
        /// At most.
        AtMost = "<=",
        /// Less than.
        Below = "<",
        /// About.
        About = "~",
        /// From one figure to another.
        Range = "range",
        /// A bare number.
        Bare = "=",
    }

    /// What a target's figure measures.
    TargetKind {
        /// A number reached or made.
        Absolute = "absolute",
        /// So many more.
        Increment = "increment",
        /// A rate of growth.
        Growth = "growth",
        /// A share of something.
        Share = "share",
        /// A rate.
        Rate = "rate",
        /// A proportion such as 1∶1.5.
        Ratio = "ratio",
        /// How much is covered.
        Coverage = "coverage",
        /// A figure that describes the thing counted.
        Attribute = "attribute",
        /// A grant or another term of policy.
        Parameter = "parameter",
    }

    /// What the result must do to count as reached.
    Requires {
        /// At least the value.
        AtLeast = "at_least",
        /// More than the value.
        Above = "above",
        /// At most the value.
        AtMost = "at_most",
        /// Less than the value.
        Below = "below",
        /// The value, give or take the tolerance.
        About = "about",
        /// Between two values.
        Range = "range",
        /// Exactly the value: fixed lists.
        Exactly = "exactly",
    }

    /// What can be open about an indicator.
    DecisionKind {
        /// Who owns it.
        Owner = "owner",
        /// The value of the base year.
        Base = "base",
        /// How far 左右 reaches.
        Tolerance = "tolerance",
        /// Whether "提升5%" means points or a part of the old value.
        Reading = "reading",
    }

    /// How far an open decision has come.
    DecisionState {
        /// Waiting for an answer.
        Open = "open",
        /// Answered.
        Settled = "settled",
    }

    /// The two readings of "提升5%".
    #[schema(as = Reading)]
    PercentReading {
        /// Five points more.
        PercentagePoints = "percentage_points",
        /// 1.05 times the old value.
        Relative = "relative",
    }
}
