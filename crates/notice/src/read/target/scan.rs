//! Figures in a paragraph: numbers with units, what stands closely before and after them.

use super::unit::{self, Class};
use crate::read::numeral;
use crate::read::text::{Text, is_han};
use base::Decimal;
use std::ops::Range;

/// A word behind the unit that changes the comparator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tail {
    /// 以上
    Over,
    /// 以内、以下
    Within,
    /// 左右
    About,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// The number as printed.
    pub number: Range<usize>,
    /// Number and unit.
    pub range: Range<usize>,
    /// Past 以上、左右.
    pub after: usize,
    pub value: Decimal,
    pub max: Option<Decimal>,
    pub unit: Range<usize>,
    pub class: Class,
    pub tail: Option<Tail>,
    /// 10余家、100多个
    pub more: bool,
    /// Printed in Chinese numerals.
    pub han: bool,
}

/// All figures with a known unit outside names, in order.
pub(crate) fn figures(text: &Text) -> Vec<Figure> {
    let quoted = quoted(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let letter = text.char(at);
        let inside = quoted.get(at).copied().unwrap_or(false);
        let found = match letter {
            _ if inside => None,
            letter if letter.is_ascii_digit() => {
                let run = arabic_run(text, at);
                let figure = arabic(text, at);
                if figure.is_none() {
                    at += run.max(1);
                    continue;
                }
                figure
            }
            letter if is_numeral(letter) => han(text, at),
            _ => None,
        };
        match found {
            Some(figure) => {
                at = figure.after.max(at + 1);
                out.push(figure);
            }
            None => at += 1,
        }
    }
    out
}

fn is_numeral(letter: char) -> bool {
    matches!(letter, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千')
}

/// Letters inside quotation marks or book title marks, where these hold a name and not a sentence.
fn quoted(text: &Text) -> Vec<bool> {
    let mut out = vec![false; text.len()];
    let mut open: Option<(usize, char)> = None;
    for at in 0..text.len() {
        let letter = text.char(at);
        match open {
            // Extraction often leaves `“一网通办"`: a straight mark closes a curved one.
            Some((from, close)) if letter == close || (close == '”' && letter == '"') => {
                if at - from <= 30 || close == '》' {
                    out.iter_mut().take(at).skip(from).for_each(|flag| *flag = true);
                }
                open = None;
            }
            Some((from, close)) if at - from > 60 && close != '》' => open = None,
            Some(_) => {}
            None => {
                open = match letter {
                    '“' => Some((at, '”')),
                    '"' => Some((at, '"')),
                    '《' => Some((at, '》')),
                    '‘' => Some((at, '’')),
                    _ => None,
                };
            }
        }
    }
    out
}

/// Length of a run of digits and the marks inside figures.
fn arabic_run(text: &Text, at: usize) -> usize {
    (at..text.len()).take_while(|index| text.char(*index).is_ascii_digit()).count()
}

fn arabic(text: &Text, at: usize) -> Option<Figure> {
    if is_part_of_name(text, at) {
        return None;
    }
    let (value, len) = numeral::arabic(text, at)?;
    let mut end = at + len;
    if let Some(ratio) = ratio(text, at, end, value) {
        return Some(ratio);
    }
    if unit::at(text, end).is_some_and(|unit| text.char(end + unit.len) == '级' && !text.has(end + unit.len, "级以"))
    {
        return None;
    }
    let (mut max, mut number_end) = (None, end);
    if let Some((upper, upper_end)) = upper(text, end) {
        max = Some(upper);
        number_end = upper_end;
        end = upper_end;
    }
    let more = text.longest_at(end, &["余", "多"]).filter(|len| unit::at(text, end + len).is_some());
    let unit_at = end + more.unwrap_or(0);
    let unit = match unit::at(text, unit_at) {
        Some(unit) => unit,
        None => return unit_of_row(text, at, end, value),
    };
    let scaled = text.char(unit_at + unit.len);
    let late_more = usize::from(matches!(scaled, '余' | '多') && unit.class == Class::Scale);
    let (mut unit_range, mut class) = (unit_at..unit_at + unit.len, unit.class);
    if late_more == 1
        && let Some(next) = unit::at(text, unit_range.end + 1)
    {
        unit_range.end += 1 + next.len;
        class = next.class;
    }
    let (tail, after) = tail(text, unit_range.end);
    let printed_end = unit_range.end.min(end + 40);
    let (unit_range, class) = longer_unit_of_row(text, unit_range, class);
    Some(Figure {
        number: at..number_end,
        range: at..printed_end,
        after,
        value,
        max,
        unit: unit_range,
        class,
        tail,
        more: more.is_some() || late_more == 1,
        han: false,
    })
    .filter(|figure| !is_date(text, figure))
}

/// `分别不高于53和32微克/立方米`: behind 分别 the unit of the last of a row is that of all.
fn unit_of_row(text: &Text, at: usize, end: usize, value: Decimal) -> Option<Figure> {
    let clause = at.saturating_sub(24)..at;
    let respectively = text.rfind("分别", clause.clone()).filter(|said| !text.any_in(&["，", "。", "；"], *said..at));
    respectively?;
    let mut next = row_mark(text, end)?;
    for _ in 0..6 {
        let after = next + numeral::arabic(text, next)?.1;
        if let Some(unit) = unit::at(text, after) {
            return Some(Figure {
                number: at..end,
                range: at..end,
                after: end,
                value,
                max: None,
                unit: after..after + unit.len,
                class: unit.class,
                tail: None,
                more: false,
                han: false,
            })
            .filter(|figure| !is_date(text, figure));
        }
        next = row_mark(text, after)?;
    }
    None
}

/// `1.5个、2个百分点`: the unit of the last of a row holds for all where theirs is the beginning of it.
fn longer_unit_of_row(text: &Text, unit: Range<usize>, class: Class) -> (Range<usize>, Class) {
    let next = row_mark(text, unit.end).and_then(|at| numeral::arabic(text, at).map(|(_, len)| at + len));
    let longer = next.and_then(|at| unit::at(text, at).map(|longer| (at..at + longer.len, longer.class)));
    match longer {
        Some((range, class))
            if range.len() > unit.len() && text.string(range.clone()).starts_with(&text.string(unit.clone())) =>
        {
            (range, class)
        }
        _ => (unit, class),
    }
}

/// Where the next number of a row begins: behind 、 or 和.
fn row_mark(text: &Text, at: usize) -> Option<usize> {
    let mark = matches!(text.char(at), '、' | '和' | '与' | '，');
    (mark && text.char(at + 1).is_ascii_digit()).then_some(at + 1)
}

/// The upper end of a range, with or without a unit of its own before the sign.
fn upper(text: &Text, end: usize) -> Option<(Decimal, usize)> {
    let with_unit = unit::at(text, end).map_or(0, |unit| unit.len);
    for from in [end, end + with_unit] {
        let Some(sign) = numeral::range_sign(text, from) else { continue };
        let Some((value, len)) = numeral::arabic(text, from + sign) else { continue };
        let last = from + sign + len;
        let plain = from == end || text.string(end..from) == text.string(last..last + with_unit);
        if plain && unit::at(text, last).is_some() {
            return Some((value, last));
        }
    }
    None
}

/// 1.5∶1 and 1:2.
fn ratio(text: &Text, at: usize, end: usize, value: Decimal) -> Option<Figure> {
    let sign = matches!(text.char(end), '∶' | ':' | '：' | '﹕' | '比');
    let (_, len) = numeral::arabic(text, end + 1).filter(|_| sign)?;
    let last = end + 1 + len;
    let chain = matches!(text.char(last), ':' | '∶');
    let timed = text.char(end) != '∶' && len == 2 && end - at <= 2;
    let spoken =
        text.char(end) == '比' && !text.has(at.saturating_sub(1), "到") && !text.has(at.saturating_sub(1), "至");
    if chain || timed || spoken || unit::at(text, last).is_some() || text.char(last) == '：' {
        return None;
    }
    let (tail, after) = tail(text, last);
    Some(Figure {
        number: at..end,
        range: at..last,
        after,
        value,
        max: None,
        unit: end..last,
        class: Class::Ratio,
        tail,
        more: false,
        han: false,
    })
}

/// Numbers inside names: 第3届, PM2.5, G42, 2+X, 〔2023〕4号.
fn is_part_of_name(text: &Text, at: usize) -> bool {
    let before = text.before(at);
    let run_end = at + arabic_run(text, at);
    let letters = before.is_ascii_alphabetic()
        || matches!(before, '第' | '+' | '.' | '_' | '#' | ':' | '∶' | '〔' | '［' | '[' | '-' | '×');
    let sums = matches!(text.char(run_end), '+' | '×' | '〕');
    let minus = before == '-' && !text.before(at - 1).is_ascii_alphanumeric() && !text.before(at - 1).is_ascii_digit();
    (letters && !minus) || sums
}

/// 2023年, 12月, 28日: dates are no figures.
fn is_date(text: &Text, figure: &Figure) -> bool {
    if figure.class != Class::Time {
        return false;
    }
    let unit = text.string(figure.unit.clone());
    match unit.as_str() {
        "年" | "年度" => figure.number.len() == 4 || figure.max.is_some_and(|max| max > Decimal::from(1900)),
        "月" | "日" | "季度" => true,
        _ => false,
    }
}

fn tail(text: &Text, at: usize) -> (Option<Tail>, usize) {
    const TAILS: &[(&str, Tail)] = &[
        ("及以上", Tail::Over),
        ("（含）以上", Tail::Over),
        ("以上（含）", Tail::Over),
        ("以上", Tail::Over),
        ("及以下", Tail::Within),
        ("（含）以下", Tail::Within),
        ("以下", Tail::Within),
        ("以内", Tail::Within),
        ("以里", Tail::Within),
        ("之内", Tail::Within),
        ("左右", Tail::About),
        ("上下", Tail::About),
        ("之多", Tail::Over),
        ("内", Tail::Within),
    ];
    let found = TAILS.iter().filter(|(word, _)| text.has(at, word)).max_by_key(|(word, _)| word.len());
    match found {
        Some(("内", _)) if "部容陆地蒙外涵化需设置在生科".contains(text.char(at + 1)) => (None, at),
        Some((word, tail)) => (Some(*tail), at + word.chars().count()),
        None => (None, at),
    }
}

/// Chinese numerals are figures only where nothing else can be meant: 十大亮点项目, 三家, 百分之五, 翻一番.
fn han(text: &Text, at: usize) -> Option<Figure> {
    if is_numeral(text.before(at)) || "第每万亿零〇数几上统唯同专同某任又另".contains(text.before(at))
    {
        return None;
    }
    if text.has(at, "百分之") {
        return hundredths(text, at);
    }
    let (value, len) = numeral::han_whole(text, at)?;
    let unit = unit::at(text, at + len)?;
    let unit_end = at + len + unit.len;
    let doubled = text.before(at) == '翻' && unit.class == Class::Fold;
    let least = text.any_in(&["至少", "不少于"], at.saturating_sub(8)..at);
    let counted = (value >= 2 || least)
        && match unit.class {
            Class::Great => true,
            Class::Count => ["个", "家", "项", "座", "场", "条", "所", "名", "位", "支", "处", "台", "套", "万人"]
                .contains(&text.string(at + len..unit_end).as_str()),
            Class::Money | Class::Fold | Class::Points => value >= 2,
            Class::Measure => value >= 10 && unit.len >= 2,
            _ => false,
        };
    if !doubled && !counted {
        return None;
    }
    let (tail, after) = tail(text, unit_end);
    Some(Figure {
        number: at..at + len,
        range: at..unit_end,
        after,
        value: Decimal::from(value),
        max: None,
        unit: at + len..unit_end,
        class: unit.class,
        tail,
        more: false,
        han: true,
    })
}

fn hundredths(text: &Text, at: usize) -> Option<Figure> {
    let (value, len) = numeral::han_whole(text, at + 3).filter(|(value, _)| *value <= 100)?;
    let end = at + 3 + len;
    let (tail, after) = tail(text, end);
    Some(Figure {
        number: at..end,
        range: at..end,
        after,
        value: Decimal::from(value),
        max: None,
        unit: end..end,
        class: Class::Percent,
        tail,
        more: false,
        han: true,
    })
}

/// After N大: things that are done or made, so that 大 is a counter and not the size of something.
pub(crate) fn names_things(text: &Text, at: usize) -> bool {
    (is_han(text.char(at)) && !"于小多约概学量数部型幅力众湾".contains(text.char(at))) || text.char(at) == '“'
}
