//! Numbers as word processors print them: 一, 甲, ①, iv, １.

/// How a level prints its number (`w:numFmt`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFormat {
    Decimal,
    DecimalZero,
    FullWidth,
    Circled,
    Parenthesised,
    WithFullStop,
    InDashes,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    /// 十一, 一百零一.
    Chinese,
    /// 十一, and digits from a hundred on.
    ChineseToNinetyNine,
    /// 一〇一.
    ChineseDigits,
    /// 壹拾壹.
    ChineseLegal,
    ChineseCircled,
    Stems,
    Branches,
    /// A bullet: the text of the level as it stands.
    Bullet,
    None,
}

impl NumberFormat {
    /// By its name in the file; an unknown one counts in digits.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalEnclosedParen" => Self::Parenthesised,
            "decimalEnclosedFullstop" => Self::WithFullStop,
            "numberInDash" => Self::InDashes,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting" | "koreanCounting" => {
                Self::Chinese
            }
            "chineseCounting" | "taiwaneseCounting" => Self::ChineseToNinetyNine,
            "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => Self::ChineseDigits,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::ChineseLegal,
            "ideographEnclosedCircle" => Self::ChineseCircled,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" => Self::Branches,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The number printed. Where a format ends (⑳, 癸), digits go on.
    pub(super) fn print(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::FullWidth => number.to_string().chars().map(full_width).collect(),
            Self::Circled => circled(number),
            Self::Parenthesised => one_of(0x2474, 20, number).unwrap_or_else(|| format!("({number})")),
            Self::WithFullStop => one_of(0x2488, 20, number).unwrap_or_else(|| format!("{number}.")),
            Self::InDashes => format!("- {number} -"),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperLetter => letters(number),
            Self::LowerLetter => letters(number).to_lowercase(),
            Self::ChineseToNinetyNine if number >= 100 => digits(number),
            Self::Chinese | Self::ChineseToNinetyNine => counted(number, CHINESE),
            Self::ChineseDigits => digits(number),
            Self::ChineseLegal => counted(number, LEGAL),
            Self::ChineseCircled => one_of(0x3280, 10, number).unwrap_or_else(|| counted(number, CHINESE)),
            Self::Stems => nth("甲乙丙丁戊己庚辛壬癸", number),
            Self::Branches => nth("子丑寅卯辰巳午未申酉戌亥", number),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

struct Words {
    digits: [&'static str; 10],
    units: [&'static str; 4],
    /// 十一 without a leading 一.
    short_ten: bool,
}

const CHINESE: &Words = &Words {
    digits: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    units: ["", "十", "百", "千"],
    short_ten: true,
};
const LEGAL: &Words = &Words {
    digits: ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    units: ["", "拾", "佰", "仟"],
    short_ten: false,
};

fn counted(number: u32, words: &Words) -> String {
    if number == 0 || number > 9999 {
        return if number == 0 { "零".to_owned() } else { number.to_string() };
    }
    let mut printed = String::new();
    let mut owes_zero = false;
    for (place, unit) in words.units.iter().enumerate().rev() {
        let digit = number / 10_u32.pow(place as u32) % 10;
        match words.digits.get(digit as usize) {
            Some(word) if digit > 0 => {
                if owes_zero {
                    printed.push('零');
                }
                owes_zero = false;
                if !(words.short_ten && place == 1 && digit == 1 && printed.is_empty()) {
                    printed.push_str(word);
                }
                printed.push_str(unit);
            }
            _ => owes_zero = !printed.is_empty(),
        }
    }
    printed
}

fn digits(number: u32) -> String {
    let chinese = |digit: char| match digit {
        '0' => "〇",
        digit => digit.to_digit(10).and_then(|digit| CHINESE.digits.get(digit as usize)).copied().unwrap_or_default(),
    };
    number.to_string().chars().map(chinese).collect()
}

fn full_width(digit: char) -> char {
    char::from_u32(u32::from(digit) + 0xFEE0).unwrap_or(digit)
}

fn circled(number: u32) -> String {
    let found = match number {
        0 => Some('⓪'),
        1..=20 => char::from_u32(0x2460 + number - 1),
        21..=35 => char::from_u32(0x3251 + number - 21),
        36..=50 => char::from_u32(0x32B1 + number - 36),
        _ => None,
    };
    found.map_or_else(|| number.to_string(), String::from)
}

fn one_of(first: u32, count: u32, number: u32) -> Option<String> {
    let character = (1..=count).contains(&number).then(|| char::from_u32(first + number - 1))?;
    character.map(String::from)
}

fn nth(characters: &str, number: u32) -> String {
    let found = (number as usize).checked_sub(1).and_then(|at| characters.chars().nth(at));
    found.map_or_else(|| number.to_string(), String::from)
}

/// A … Z, then AA, BB, … as word processors do.
fn letters(number: u32) -> String {
    let Some(zero_based) = number.checked_sub(1).filter(|zero_based| *zero_based < 26 * 20) else {
        return number.to_string();
    };
    let letter = char::from_u32(u32::from('A') + zero_based % 26).unwrap_or('A');
    std::iter::repeat_n(letter, (zero_based / 26 + 1) as usize).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut left = number;
    let mut printed = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            printed.push_str(sign);
            left -= worth;
        }
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_in_word() {
        let cases = [
            ("chineseCountingThousand", 1, "一"),
            ("chineseCountingThousand", 10, "十"),
            ("chineseCountingThousand", 11, "十一"),
            ("chineseCountingThousand", 20, "二十"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCounting", 32, "三十二"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalEnclosedCircle", 3, "③"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("decimalEnclosedFullstop", 20, "⒛"),
            ("ideographEnclosedCircle", 10, "㊉"),
            ("lowerLetter", 28, "bb"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("ideographTraditional", 2, "乙"),
            ("decimalZero", 7, "07"),
            ("somethingNew", 7, "7"),
        ];
        for (format, number, printed) in cases {
            assert_eq!(NumberFormat::named(format).print(number), printed, "{format}");
        }
    }
}
