//! What a figure measures.

use super::scan::Figure;
use super::unit::Class;
use super::words::{GROWTH, NEW};
use crate::read::text::Text;
use crate::reading::Kind;
use std::ops::Range;

/// What is known about the words around a figure.
pub(crate) struct Around<'a> {
    pub text: &'a Text,
    /// Its clause.
    pub clause: Range<usize>,
    /// Where the words of its comparator begin.
    pub op_from: usize,
    /// A word of growth stood before the figure.
    pub growth: bool,
    pub subject: &'a str,
}

/// The kind of a target.
pub(crate) fn of(figure: &Figure, around: &Around) -> Kind {
    let before = around.clause.start..figure.number.start;
    let after = figure.after..around.clause.end;
    if is_grant(figure, around) {
        return Kind::Parameter;
    }
    match figure.class {
        Class::Ratio => Kind::Ratio,
        Class::Points => Kind::Growth,
        Class::Fold => {
            if around.growth || figure.han {
                Kind::Growth
            } else {
                Kind::Absolute
            }
        }
        Class::Percent => of_percent(figure, around, before, after),
        _ if is_new(around, before) => Kind::Increment,
        _ => Kind::Absolute,
    }
}

fn of_percent(figure: &Figure, around: &Around, before: Range<usize>, after: Range<usize>) -> Kind {
    let text = around.text;
    let reaches = text.longest_before(figure.number.start, &["到", "至"]).is_some();
    let noun = ["增速", "增幅", "增长率", "涨幅", "降幅", "增长速度"];
    let grown = text.longest_before(around.op_from, &noun).is_some();
    let grows = around.growth || text.longest_at(figure.after, GROWTH).is_some() || text.has(figure.after, "的增长");
    let share = ["占比", "比重", "占", "比例", "份额"];
    if around.subject.contains("覆盖") || text.any_in(&["覆盖"], after.clone()) {
        Kind::Coverage
    } else if grown || (grows && !reaches) {
        Kind::Growth
    } else if share.iter().any(|word| around.subject.contains(word))
        || text.any_in(&share[..3], before)
        || text.char(figure.after) == '的'
    {
        Kind::Share
    } else if text.any_in(&["增长", "增速", "增幅"], after) {
        Kind::Growth
    } else {
        Kind::Rate
    }
}

/// 新增, 新建, 新组建 as the verb of the clause, or 增加 before a count.
fn is_new(around: &Around, before: Range<usize>) -> bool {
    let text = around.text;
    let increased = around.growth && text.longest_before(around.op_from, &["增加", "增长", "扩大"]).is_some();
    let added = text.rfind("增加", before.clone()).is_some_and(|at| !"到至值".contains(text.char(at + 2)));
    text.any_in(NEW, before) || increased || added
}

/// 给予最高100万元奖励, 按10%补贴: a term of policy.
fn is_grant(figure: &Figure, around: &Around) -> bool {
    let money = matches!(figure.class, Class::Money | Class::Percent);
    let terms = ["费率", "利率", "额度", "担保额", "贷款额", "授信", "贴息", "补贴标准", "补助标准", "奖励标准"];
    if money && terms.iter().any(|word| around.subject.contains(word)) {
        return true;
    }
    let grants = ["给予", "奖励", "补助", "补贴", "资助", "奖补", "贴息", "扶持资金", "奖金"];
    let text = around.text;
    let wide = super::context::clause_start(text, figure.number.start, 0)..around.clause.end;
    money && (text.any_in(&grants, wide.clone()) || text.any_in(&["最高不超过", "单个企业", "单户", "每家最高"], wide))
}
