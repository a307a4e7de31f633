//! Closed lists of words: an enum whose variants are the words of the files, the tables and the wire.

/// Makes an enum with `ALL`, `CHOICES`, `code` and `from_code`.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// Word and value, for reading a file.
            pub(crate) const CHOICES: &'static [(&'static str, $name)] = &[$(($word, $name::$variant),)+];

            /// The word in files, tables and on the wire.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            /// The value of a word.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

pub(crate) use words;

/// Words of a closed list of another room with their values, for reading a file.
pub(crate) fn choices<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    all.iter().map(|one| (code(*one), *one)).collect()
}

/// The words alone.
pub(crate) fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| code(*one)).collect()
}
