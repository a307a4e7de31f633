//! Labels before bodies and deadlines: 牵头单位、责任单位、完成时限.

use super::text::{Text, is_han, opens};

/// What a label introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Lead,
    Responsible,
    Deadline,
    Other,
}

/// Who: what is done to the work, and the role it gives. `牵头考核单位`, `主要责任部门`, `参加单位`.
const BODIES: &[(&str, Role)] = &[
    ("总牵头", Role::Lead),
    ("主牵头", Role::Lead),
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("主责", Role::Lead),
    ("主要责任", Role::Lead),
    ("第一责任", Role::Lead),
    ("首要责任", Role::Lead),
    ("责任", Role::Responsible),
    ("配合", Role::Responsible),
    ("参与", Role::Responsible),
    ("参加", Role::Responsible),
    ("协办", Role::Responsible),
    ("协同", Role::Responsible),
    ("协助", Role::Responsible),
    ("协作", Role::Responsible),
    ("承办", Role::Responsible),
    ("落实", Role::Responsible),
    ("实施", Role::Responsible),
    ("支持", Role::Responsible),
    ("负责", Role::Responsible),
    ("执行", Role::Responsible),
    ("指导", Role::Responsible),
    ("督办", Role::Other),
    ("督导", Role::Other),
    ("监督", Role::Other),
];

/// What may stand between the two halves of such a label.
const TASKS: &[&str] = &[
    "责任",
    "负责",
    "考核",
    "落实",
    "实施",
    "推进",
    "协调",
    "承办",
    "督办",
    "配合",
    "组织",
    "和责任",
    "和配合",
    "工作",
];

/// The bodies themselves, as labels name them.
const KINDS: &[&str] = &["单位和部门", "单位", "部门", "主体", "处室", "科室", "股室", "机构", "地区", "部门和单位"];

/// The distribution of work under one label; the words behind it say who leads.
const SHARING: &[&str] =
    &["部门分工", "责任分工", "任务分工", "职责分工", "工作分工", "单位分工", "分工", "责任落实", "分工安排"];

/// People answer for the work, but they are no bodies.
const PEOPLE_DO: &[&str] = &[
    "分管", "牵头", "责任", "包联", "包抓", "包保", "联系", "挂钩", "领衔", "督办", "协管", "主管", "负责", "领办",
    "指导",
];
const PEOPLE: &[&str] = &[
    "领导",
    "市领导",
    "省领导",
    "县领导",
    "区领导",
    "州领导",
    "旗领导",
    "镇领导",
    "县级领导",
    "市级领导",
    "区级领导",
    "委领导",
    "政府领导",
    "人",
    "副市长",
    "副县长",
    "副区长",
    "负责人",
    "领导同志",
    "同志",
];

const DEADLINES: &[&str] = &[
    "完成时限",
    "完成时间",
    "完成期限",
    "完成节点",
    "完成日期",
    "办结时限",
    "办理时限",
    "责任时限",
    "工作时限",
    "整改时限",
    "推进时限",
    "时间节点",
    "时间要求",
    "时限要求",
    "时限",
    "时间安排",
    "时间进度",
    "进度要求",
    "完成时间节点",
    "落实时限",
];

const OTHERS: &[&str] = &["进度安排", "联系电话", "责任状", "备注"];

/// Words that a label may carry behind it.
const TAILS: &[&str] = &["及责任人", "（部门）", "和责任人", "及部门", "（单位）"];

/// The role a label gives, if the words are a label.
pub(crate) fn role_of(words: &str) -> Option<Role> {
    let words = words.trim_end_matches("及责任人").trim_end_matches("（部门）");
    let mut text = Text::default();
    words.chars().for_each(|letter| text.push(letter, 0, 0));
    let (role, end) = label(&text, 0)?;
    (end == text.len()).then_some(role)
}

/// The longest label that begins here: its role and where it ends.
fn label(text: &Text, at: usize) -> Option<(Role, usize)> {
    let people = PEOPLE_DO.iter().filter(|word| text.has(at, word)).filter_map(|word| {
        let middle = at + word.chars().count();
        text.longest_at(middle, PEOPLE).map(|len| (Role::Other, middle + len))
    });
    let bodies = BODIES.iter().filter(|(word, _)| text.has(at, word)).filter_map(|(word, role)| {
        let middle = at + word.chars().count();
        let task = text.longest_at(middle, TASKS).unwrap_or(0);
        let whole =
            [middle + task, middle].into_iter().find_map(|end| text.longest_at(end, KINDS).map(|len| end + len));
        let short = matches!(*word, "牵头" | "主办" | "配合" | "协办").then_some(middle);
        whole.or(short).map(|end| (*role, end))
    });
    let plain = [(SHARING, Role::Responsible), (DEADLINES, Role::Deadline), (OTHERS, Role::Other)];
    let plain = plain.iter().filter_map(|(list, role)| text.longest_at(at, list).map(|len| (*role, at + len)));
    people.chain(bodies).chain(plain).max_by_key(|(_, end)| *end)
}

/// A label at a place: its role, and where its value begins.
pub(crate) fn label_at(text: &Text, at: usize, first: bool) -> Option<(Role, usize)> {
    if !"牵总主第首责配参协承落实支负执成完办时分联进部任职工单包挂领督监指整推备".contains(text.char(at))
        || ("总主第首要任头".contains(text.before(at)) && !first)
    {
        return None;
    }
    let (role, mut end) = label(text, at)?;
    end += text.longest_at(end, TAILS).unwrap_or(0);
    let words = end;
    end = text.trim(end..text.len()).start;
    let named = first && end > words && "市省区县州国各镇乡旗盟".contains(text.char(end));
    match text.char(end) {
        '：' | ':' => Some((role, end + 1)),
        '】' | '］' | '〕' if first || opens(text.before(at)) => Some((role, end + 1)),
        // `责任单位 市民政局 市财政局`: a blank stands for the colon.
        _ if named && KINDS.iter().any(|kind| text.ends(words, kind)) => Some((role, end)),
        _ => None,
    }
}

/// A line that is nothing but a label, or begins with one without its colon (`牵头单位 市科技局`).
pub(crate) fn alone(text: &Text) -> bool {
    const PLAIN: &[&str] =
        &["牵头单位", "牵头部门", "责任单位", "责任部门", "配合单位", "配合部门", "完成时限", "完成时间"];
    text.longest_at(0, PLAIN).is_some() && !is_han(text.char(4))
}
