//! The outline: numbered items, how they stand in one another, and what each part of the notice is for.

use super::mark::{self, Mark, Style};
use super::text::{Text, closes, ends_sentence, opens};
use std::ops::Range;

/// What a part of a notice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// 工作目标、主要目标
    Goals,
    /// Tasks, and whatever is not one of the others.
    Tasks,
    /// 保障措施、组织实施、工作要求
    Safeguards,
    /// 总体要求、指导思想、基本原则
    Frame,
    /// 工作回顾、现状: what was reached before.
    Past,
}

/// A numbered item.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub style: Style,
    pub number: String,
    pub value: u32,
    /// From 1, by nesting.
    pub level: u8,
    /// Its title within its first paragraph.
    pub title: Range<usize>,
    /// Its paragraphs, those of its children included.
    pub paragraphs: Range<usize>,
    /// Where its first child begins; the end where it has none.
    pub own_end: usize,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    pub role: Role,
}

/// Items in order; `from..to` are the paragraphs of the body.
pub(crate) fn items(paragraphs: &[Text], from: usize, to: usize) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut enclosed = 0;
    for (at, text) in paragraphs.iter().enumerate().take(to).skip(from) {
        let mark = mark::of(text).filter(|mark| !matches!(mark.style, Style::Dash | Style::Inline));
        if let Some(number) = encloses(text, mark.as_ref(), enclosed) {
            enclosed = number;
            continue;
        }
        enclosed = 0;
        let Some(mark) = mark else { continue };
        close(&mut out, &mut open, &mark, at);
        let parent = open.last().copied();
        let item = item(text, &mark, at, to, parent, &out);
        let index = out.len();
        if let Some(above) = parent.and_then(|parent| out.get_mut(parent)) {
            above.own_end = above.own_end.min(at);
            above.children.push(index);
        }
        open.push(out.len());
        out.push(item);
    }
    out
}

/// `附件：1.甲` and the lines `2.乙`, `3.丙` behind it name enclosures and are no items; the number of this one.
pub(crate) fn encloses(text: &Text, mark: Option<&Mark>, before: u32) -> Option<u32> {
    if text.longest_at(0, &["附件：1", "附件:1", "附件1", "附：1"]).is_some() && text.len() <= 80 {
        return Some(1);
    }
    let next = mark.is_some_and(|mark| mark.style == Style::Digit && mark.value == before + 1 && before > 0);
    (next && text.len() <= 80 && !ends_sentence(text.last())).then_some(before + 1)
}

/// Closes the items that the new mark ends: those of its style, and what stands in them.
fn close(out: &mut [Item], open: &mut Vec<usize>, mark: &Mark, at: usize) {
    let same = open.iter().position(|index| out.get(*index).is_some_and(|item| item.style == mark.style));
    let Some(depth) = same.or_else(|| coarser(out, open, mark)) else { return };
    for index in open.drain(depth..) {
        if let Some(item) = out.get_mut(index) {
            item.paragraphs.end = at;
            item.own_end = item.own_end.min(at);
        }
    }
}

/// A mark that begins again at a coarser style than all open ones ends them: 二、 after 1. where no 一、 is open.
fn coarser(out: &[Item], open: &[usize], mark: &Mark) -> Option<usize> {
    open.iter()
        .position(|index| out.get(*index).is_some_and(|item| item.style > mark.style && mark.style < Style::Article))
}

fn item(text: &Text, mark: &Mark, at: usize, to: usize, parent: Option<usize>, out: &[Item]) -> Item {
    let title = title(text, mark.len);
    let above = parent.and_then(|parent| out.get(parent));
    let words = text.string(title.clone());
    let (level, inherited) = above.map_or((1, Role::Tasks), |item| (item.level.saturating_add(1), item.role));
    Item {
        style: mark.style,
        number: mark.number.clone(),
        value: mark.value,
        level,
        title,
        paragraphs: at..to,
        own_end: to,
        parent,
        children: Vec::new(),
        role: role(&words, inherited, level),
    }
}

/// The title of an item: its first sentence, without a statement of duties.
pub(crate) fn title(text: &Text, from: usize) -> Range<usize> {
    let mut depth = 0_usize;
    for at in from..text.len() {
        let letter = text.char(at);
        if opens(letter) {
            let duty = ["牵头", "责任", "配合", "主办", "完成时", "由"];
            let speaks_of_duty = text.longest_at(at + 1, &duty).is_some() || depth == 0 && duty_later(text, at);
            if depth == 0 && at > from && speaks_of_duty {
                return text.trim(from..at);
            }
            depth += 1;
        } else if closes(letter) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && (ends_sentence(letter) || (letter == '：' && at > from)) {
            return text.trim(from..at);
        }
    }
    text.trim(from..text.len())
}

/// The bracket that opens here ends the paragraph and says who does it.
fn duty_later(text: &Text, open: usize) -> bool {
    let end = (open..text.len()).find(|at| closes(text.char(*at))).unwrap_or(text.len());
    text.any_in(&["牵头", "负责", "配合"], open..end) && text.len() - end <= 2
}

const GOALS: &[&str] = &[
    "工作目标",
    "总体目标",
    "主要目标",
    "发展目标",
    "目标要求",
    "行动目标",
    "年度目标",
    "预期目标",
    "具体目标",
    "建设目标",
];
const SAFEGUARDS: &[&str] = &[
    "保障措施",
    "组织保障",
    "组织领导",
    "组织实施",
    "工作要求",
    "有关要求",
    "相关要求",
    "推进机制",
    "保障机制",
    "工作保障",
    "实施保障",
    "政策保障",
    "组织推进",
    "附则",
    "督促检查",
    "督导考核",
    "监督考核",
    "强化保障",
    "加强保障",
    "组织保证",
    "保障体系",
    "落实要求",
    "工作机制",
    "实施要求",
    "加强领导",
    "压实责任",
    "强化落实",
];
const FRAME: &[&str] =
    &["总体要求", "指导思想", "基本原则", "总体思路", "工作思路", "工作原则", "基本思路", "重要意义", "适用范围"];

const PAST: &[&str] = &[
    "工作回顾",
    "现状",
    "基本情况",
    "工作成效",
    "发展基础",
    "现实基础",
    "发展成就",
    "主要成就",
    "主要成效",
    "存在问题",
    "工作总结",
    "面临形势",
    "发展形势",
    "发展环境",
    "取得的成绩",
    "工作情况",
];

fn role(title: &str, inherited: Role, level: u8) -> Role {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let short = title.chars().count() <= 24;
    let plain_goal = title.ends_with("目标") || title.ends_with("指标");
    if level == 1 && title.chars().count() <= 16 && has(PAST) {
        return Role::Past;
    }
    if short && (has(GOALS) || plain_goal) && !title.contains("任务") && level <= 2 {
        return if has(FRAME) { Role::Frame } else { Role::Goals };
    }
    if inherited == Role::Tasks && level <= 2 && short {
        if has(FRAME) {
            return Role::Frame;
        }
        if has(SAFEGUARDS) && level == 1 {
            return Role::Safeguards;
        }
    }
    inherited
}
