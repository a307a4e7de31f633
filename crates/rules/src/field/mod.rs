//! Kinds of field, one file each: how a value comes in from a form, a workbook or the interface, what is wrong with it in
//! a sentence, how it is kept and how it is shown. A new kind is a new file and a line in [`kinds!`].

pub(crate) mod amount;
mod cell;
mod context;
mod named;
mod pattern;
mod scalar;
#[cfg(test)]
mod tests;
mod written;

pub use cell::{Cell, Column, Part};
pub use context::{CodeEntry, CodeList, Context};
pub use pattern::Pattern;
pub use scalar::{Raw, Scalar};

use base::Sentence;

/// What every kind of field can do.
pub trait Kind {
    /// The word in pack files and on the wire.
    const CODE: &'static str;

    /// What it is made of: one part, or several that are kept side by side.
    fn parts(&self) -> &'static [Part];

    /// How a part is kept.
    fn column(&self, part: usize) -> Column;

    /// Reads a part; absent where nothing was filled in. The answer is folded to the form in which it is kept.
    fn read(&self, part: usize, raw: &Raw, context: &Context<'_>) -> Result<Option<Scalar>, Sentence>;

    /// A part as people read it in lists and workbooks.
    fn show(&self, part: usize, value: &Scalar, context: &Context<'_>) -> String;
}

/// Makes the closed list of kinds from one line each.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $module:ident),+ $(,)?) => {
        $(pub mod $module;)+

        /// What a field holds.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum FieldKind { $($(#[$doc])* $variant($module::$variant),)+ }

        impl FieldKind {
            /// The words of all kinds, in order.
            pub const CODES: &'static [&'static str] = &[$(<$module::$variant as Kind>::CODE,)+];

            /// The word in pack files and on the wire.
            pub fn code(&self) -> &'static str {
                match self { $(FieldKind::$variant(_) => <$module::$variant as Kind>::CODE,)+ }
            }

            /// Its parts.
            pub fn parts(&self) -> &'static [Part] {
                match self { $(FieldKind::$variant(kind) => kind.parts(),)+ }
            }

            /// How a part is kept.
            pub fn column(&self, part: usize) -> Column {
                match self { $(FieldKind::$variant(kind) => kind.column(part),)+ }
            }

            /// The cells of a field of this kind.
            pub fn cells(&self, field: &str) -> Vec<Cell> {
                let parts = self.parts().iter().enumerate();
                parts
                    .map(|(part, about)| Cell {
                        key: if about.suffix.is_empty() { field.to_owned() } else { format!("{field}_{}", about.suffix) },
                        part,
                        name: about.name,
                        column: self.column(part),
                    })
                    .collect()
            }

            /// Reads a part.
            ///
            /// # Errors
            /// What is wrong with it, in a sentence.
            pub fn read(&self, part: usize, raw: &Raw, context: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
                match self { $(FieldKind::$variant(kind) => kind.read(part, raw, context),)+ }
            }

            /// A part as people read it.
            pub fn show(&self, part: usize, value: &Scalar, context: &Context<'_>) -> String {
                match self { $(FieldKind::$variant(kind) => kind.show(part, value, context),)+ }
            }
        }
    };
}

kinds! {
    /// A line of text.
    Text = text,
    /// Text of several lines.
    LongText = long_text,
    /// A whole number.
    Integer = integer,
    /// A number with decimals.
    Number = number,
    /// An amount of money, kept in 元.
    Money = money,
    /// A percentage, kept as printed: 11.5 is 11.5 %.
    Percent = percent,
    /// A day.
    Date = date,
    /// A month.
    Month = month,
    /// Yes or no.
    Boolean = boolean,
    /// One of a list.
    Choice = choice,
    /// Several of a list.
    MultiChoice = multi_choice,
    /// A code of a list in a file of the pack (GB/T 2260, GB/T 4754, fields of technology, countries).
    Code = code,
    /// An assessment unit, which is ranked; apart from the district of GB/T 2260.
    Unit = unit,
    /// An organisation of the site.
    Organisation = organisation,
    /// An enterprise or another legal body by its credit code (GB 32100).
    Enterprise = enterprise,
    /// A person: name, and identity number kept sealed (GB 11643).
    Person = person,
    /// A patent number.
    Patent = patent,
    /// A contract's number.
    Contract = contract,
    /// A telephone number.
    Telephone = telephone,
    /// An e-mail address.
    Email = email,
    /// An address.
    Address = address,
    /// An area in ㎡.
    Area = area,
    /// Files that prove something.
    Evidence = evidence,
    /// An entry of another ledger, by its natural key.
    Reference = reference,
    /// Worked out from other cells by a rule.
    Computed = computed,
}
