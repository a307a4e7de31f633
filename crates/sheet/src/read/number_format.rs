//! What a number format makes of a number: a day, a time, a percentage, or the number itself.

/// The kinds of format that change what a cell means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// A number.
    #[default]
    Plain,
    /// A day, perhaps with a time.
    Day,
    /// A time of day.
    Time,
    /// A percentage.
    Percent,
}

impl NumberFormat {
    /// A format that has a number but no code. 27 to 36 and 50 to 58 are those of Chinese spreadsheets.
    pub(crate) fn built_in(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::Day,
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Self::Time,
            _ => Self::Plain,
        }
    }

    /// A format by its code; its first section counts.
    pub(crate) fn of_code(code: &str) -> Self {
        let lower = code.to_lowercase();
        if lower.starts_with("general") || lower.starts_with("g/") {
            return Self::Plain;
        }
        let (mut day, mut month, mut time) = (false, false, false);
        let mut characters = lower.chars().peekable();
        let mut before = ' ';
        while let Some(character) = characters.next() {
            match character {
                ';' => break,
                '"' => while characters.next().is_some_and(|next| next != '"') {},
                '\\' | '_' | '*' => {
                    characters.next();
                }
                '[' => {
                    let inside: String = characters.by_ref().take_while(|next| *next != ']').collect();
                    // [h]:mm counts elapsed hours, which is a number and no time of day.
                    if !inside.is_empty() && inside.chars().all(|letter| matches!(letter, 'h' | 'm' | 's')) {
                        return Self::Plain;
                    }
                }
                '%' => return Self::Percent,
                'e' if matches!(before, '0' | '#' | '?') => return Self::Plain,
                'y' | 'd' | 'e' => day = true,
                'm' => month = true,
                'h' | 's' => time = true,
                _ => {}
            }
            before = character;
        }
        match (day, month, time) {
            (true, _, _) | (false, true, false) => Self::Day,
            (false, _, true) => Self::Time,
            (false, false, false) => Self::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_what_a_number_means() {
        for (code, expect) in [
            ("General", NumberFormat::Plain),
            ("G/通用格式", NumberFormat::Plain),
            ("0.00", NumberFormat::Plain),
            ("0.00E+00", NumberFormat::Plain),
            ("#,##0.00\"元\"", NumberFormat::Plain),
            ("[Red]0.00;[Blue]d", NumberFormat::Plain),
            ("@", NumberFormat::Plain),
            ("[h]:mm:ss", NumberFormat::Plain),
            ("0.0%", NumberFormat::Percent),
            ("yyyy-mm-dd", NumberFormat::Day),
            ("yyyy\"年\"m\"月\"d\"日\";@", NumberFormat::Day),
            ("[$-804]yyyy\\年m\\月", NumberFormat::Day),
            ("yyyy/m/d h:mm", NumberFormat::Day),
            ("mmm", NumberFormat::Day),
            ("h:mm AM/PM", NumberFormat::Time),
            ("mm:ss", NumberFormat::Time),
        ] {
            assert_eq!(NumberFormat::of_code(code), expect, "{code}");
        }
        assert_eq!(NumberFormat::built_in(31), NumberFormat::Day);
        assert_eq!(NumberFormat::built_in(58), NumberFormat::Day);
    }
}
