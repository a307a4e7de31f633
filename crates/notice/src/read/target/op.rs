//! The printed comparator: 突破 `>`, 以上 `>=`, 以内 `<=`, 左右 `~`, a bare number `=`.

use super::scan::{Figure, Tail};
use super::unit::Class;
use crate::read::text::Text;
use crate::reading::Op;

/// Words directly before a figure and the comparator they print.
const BEFORE: &[(&str, Op)] = &[
    ("突破", Op::Above),
    ("突破至", Op::Above),
    ("超过", Op::Above),
    ("超出", Op::Above),
    ("超", Op::Above),
    ("高于", Op::Above),
    ("大于", Op::Above),
    ("多于", Op::Above),
    ("逾", Op::Above),
    ("达到", Op::AtLeast),
    ("达", Op::AtLeast),
    ("达至", Op::AtLeast),
    ("达到或超过", Op::AtLeast),
    ("不低于", Op::AtLeast),
    ("不得低于", Op::AtLeast),
    ("不少于", Op::AtLeast),
    ("不得少于", Op::AtLeast),
    ("不小于", Op::AtLeast),
    ("不短于", Op::AtLeast),
    ("不下于", Op::AtLeast),
    ("至少", Op::AtLeast),
    ("最低", Op::AtLeast),
    ("提高到", Op::AtLeast),
    ("提高至", Op::AtLeast),
    ("提升到", Op::AtLeast),
    ("提升至", Op::AtLeast),
    ("增长到", Op::AtLeast),
    ("增长至", Op::AtLeast),
    ("增加到", Op::AtLeast),
    ("增加至", Op::AtLeast),
    ("增至", Op::AtLeast),
    ("增到", Op::AtLeast),
    ("扩大到", Op::AtLeast),
    ("扩大至", Op::AtLeast),
    ("扩容到", Op::AtLeast),
    ("扩容至", Op::AtLeast),
    ("扩展到", Op::AtLeast),
    ("扩展至", Op::AtLeast),
    ("扩增至", Op::AtLeast),
    ("拓展到", Op::AtLeast),
    ("拓展至", Op::AtLeast),
    ("上升到", Op::AtLeast),
    ("上升至", Op::AtLeast),
    ("升至", Op::AtLeast),
    ("升到", Op::AtLeast),
    ("发展到", Op::AtLeast),
    ("发展至", Op::AtLeast),
    ("壮大到", Op::AtLeast),
    ("壮大至", Op::AtLeast),
    ("延长至", Op::AtLeast),
    ("延长到", Op::AtLeast),
    ("提至", Op::AtLeast),
    ("不超过", Op::AtMost),
    ("不得超过", Op::AtMost),
    ("不超", Op::AtMost),
    ("不高于", Op::AtMost),
    ("不得高于", Op::AtMost),
    ("不大于", Op::AtMost),
    ("不多于", Op::AtMost),
    ("不长于", Op::AtMost),
    ("不突破", Op::AtMost),
    ("不得突破", Op::AtMost),
    ("控制在", Op::AtMost),
    ("控制到", Op::AtMost),
    ("压缩到", Op::AtMost),
    ("压缩至", Op::AtMost),
    ("压缩在", Op::AtMost),
    ("压减到", Op::AtMost),
    ("压减至", Op::AtMost),
    ("压降至", Op::AtMost),
    ("缩短到", Op::AtMost),
    ("缩短至", Op::AtMost),
    ("缩减到", Op::AtMost),
    ("缩减至", Op::AtMost),
    ("精简至", Op::AtMost),
    ("减少到", Op::AtMost),
    ("减少至", Op::AtMost),
    ("减至", Op::AtMost),
    ("降低到", Op::AtMost),
    ("降低至", Op::AtMost),
    ("下降到", Op::AtMost),
    ("下降至", Op::AtMost),
    ("降到", Op::AtMost),
    ("降至", Op::AtMost),
    ("最高", Op::AtMost),
    ("最多", Op::AtMost),
    ("至多", Op::AtMost),
    ("低于", Op::Below),
    ("少于", Op::Below),
    ("小于", Op::Below),
    ("不到", Op::Below),
    ("不足", Op::Below),
    ("不满", Op::Below),
    ("约", Op::About),
];

/// Words of nearness that stand before a figure.
const NEAR: &[&str] = &["约", "约为", "大约", "近", "接近", "将近", "约达"];

/// Does the text begin with a comparator and its figure: `达到90%`?
pub(crate) fn begins_with_comparator(text: &Text) -> bool {
    let begins = BEFORE.iter().filter(|(word, _)| text.has(0, word)).map(|(word, _)| word.chars().count()).max();
    begins.is_some_and(|len| text.char(len).is_ascii_digit())
}

/// The comparator, where its words begin, and whether a word was printed for it.
pub(crate) struct Printed {
    pub op: Op,
    /// Where the words before the figure begin.
    pub from: usize,
    /// A word before the figure says it.
    pub worded: bool,
}

/// Reads the comparator of a figure.
pub(crate) fn read(text: &Text, figure: &Figure) -> Printed {
    let mut from = figure.range.start;
    let near = text.longest_before(from, NEAR).filter(|len| !nearness_is_else(text, from - len)).unwrap_or(0);
    from -= near;
    let before = BEFORE
        .iter()
        .filter(|(word, _)| text.ends(from, word))
        .filter(|(word, _)| *word != "超" || !"高赶".contains(text.before(from - 1)))
        .max_by_key(|(word, _)| word.len());
    let mut worded = near > 0;
    let mut said = None;
    if let Some((word, op)) = before {
        from -= word.chars().count();
        worded = true;
        said = Some(negated(text, *op, &mut from));
    }
    let word = said
        .or_else(|| reaching(text, &mut from))
        .or_else(|| of_whole(text, figure, &mut from))
        .or_else(|| at_least_apart(text, figure, &mut from));
    Printed { op: decide(figure, word, near > 0), from, worded }
}

/// `不能超过`, `不应低于`: what must not be above is at most.
fn negated(text: &Text, op: Op, from: &mut usize) -> Op {
    let Some(len) =
        text.longest_before(*from, &["不能", "不可", "不应", "不宜", "不准", "不会", "不允许", "不得", "严禁"])
    else {
        return op;
    };
    let turned = match op {
        Op::Above => Op::AtMost,
        Op::Below => Op::AtLeast,
        other => return other,
    };
    *from -= len;
    turned
}

/// `至少建成一所`: the comparator stands before the verb of the figure.
fn at_least_apart(text: &Text, figure: &Figure, from: &mut usize) -> Option<Op> {
    if figure.tail.is_some() || !matches!(figure.class, Class::Count | Class::Measure | Class::Scale) {
        return None;
    }
    let near = from.saturating_sub(10)..*from;
    let at = ["至少", "最少"].iter().filter_map(|word| text.rfind(word, near.clone())).max()?;
    let joined = !text.any_in(&["，", "、", "。", "；", "："], at..*from);
    joined.then(|| {
        *from = at;
        Op::AtLeast
    })
}

/// `不超过贷款利息的30%`: the comparator stands before the whole of which the figure is a part.
fn of_whole(text: &Text, figure: &Figure, from: &mut usize) -> Option<Op> {
    if figure.class != Class::Percent || text.before(*from) != '的' {
        return None;
    }
    let clause = super::context::clause_start(text, *from, 0);
    let words = ["不超过", "不高于", "不低于", "不少于", "达到"];
    let (at, word) = words.iter().filter_map(|word| text.rfind(word, clause..*from).map(|at| (at, *word))).max()?;
    *from = at;
    BEFORE.iter().find(|(known, _)| *known == word).map(|(_, op)| *op)
}

/// `提高…占比至75%`: the verb stands before the thing, only 至 before the figure.
fn reaching(text: &Text, from: &mut usize) -> Option<Op> {
    let len = text.longest_before(*from, &["至", "到"])?;
    let clause = super::context::clause_start(text, *from, 0);
    let falls = ["降低", "压缩", "缩短", "减少", "压减", "下降", "控制", "压降", "精简", "缩减"];
    let fell = text.any_in(&falls, clause..*from);
    *from -= len;
    Some(if fell { Op::AtMost } else { Op::AtLeast })
}

/// 附近, 最近, 靠近 and 节约, 合约 end with the same letters.
fn nearness_is_else(text: &Text, at: usize) -> bool {
    "附最靠临远邻节合契条集预签相制".contains(text.before(at))
}

fn decide(figure: &Figure, word: Option<Op>, near: bool) -> Op {
    if figure.max.is_some() {
        return Op::Range;
    }
    match (figure.tail, word) {
        (Some(Tail::About), _) => Op::About,
        _ if near => Op::About,
        (_, Some(Op::Above)) => Op::Above,
        (Some(Tail::Over), _) => Op::AtLeast,
        (Some(Tail::Within), _) => Op::AtMost,
        (None, Some(op)) => op,
        (None, None) if figure.more => Op::Above,
        (None, None) => Op::Bare,
    }
}
