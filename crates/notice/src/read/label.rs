//! Labels before bodies and deadlines: 牵头单位、责任单位、完成时限.

use super::text::Text;

/// What a label introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Lead,
    Responsible,
    Deadline,
    Other,
}

const LABELS: &[(&str, Role)] = &[
    ("牵头责任单位", Role::Lead),
    ("牵头单位", Role::Lead),
    ("牵头部门", Role::Lead),
    ("牵头单位和部门", Role::Lead),
    ("牵头处室", Role::Lead),
    ("牵头", Role::Lead),
    ("总牵头单位", Role::Lead),
    ("主办单位", Role::Lead),
    ("主责单位", Role::Lead),
    ("主要责任单位", Role::Lead),
    ("第一责任单位", Role::Lead),
    ("主办", Role::Lead),
    ("主牵头单位", Role::Lead),
    ("责任单位", Role::Responsible),
    ("责任部门", Role::Responsible),
    ("责任主体", Role::Responsible),
    ("配合单位", Role::Responsible),
    ("配合部门", Role::Responsible),
    ("配合责任单位", Role::Responsible),
    ("参与单位", Role::Responsible),
    ("参与部门", Role::Responsible),
    ("参加单位", Role::Responsible),
    ("协办单位", Role::Responsible),
    ("协同单位", Role::Responsible),
    ("协助单位", Role::Responsible),
    ("协作单位", Role::Responsible),
    ("承办单位", Role::Responsible),
    ("落实单位", Role::Responsible),
    ("实施单位", Role::Responsible),
    ("支持单位", Role::Responsible),
    ("负责单位", Role::Responsible),
    ("实施主体", Role::Responsible),
    ("责任单位和部门", Role::Responsible),
    ("配合", Role::Responsible),
    ("协办", Role::Responsible),
    ("完成时限", Role::Deadline),
    ("完成时间", Role::Deadline),
    ("完成期限", Role::Deadline),
    ("办结时限", Role::Deadline),
    ("责任时限", Role::Deadline),
    ("时间节点", Role::Deadline),
    ("时间要求", Role::Deadline),
    ("时限要求", Role::Deadline),
    ("时限", Role::Deadline),
    ("责任领导", Role::Other),
    ("牵头领导", Role::Other),
    ("分管领导", Role::Other),
    ("责任人", Role::Other),
    ("联系人", Role::Other),
    ("进度安排", Role::Other),
];

/// The role a label gives, if the words are a label.
pub(crate) fn role_of(words: &str) -> Option<Role> {
    let words = words.trim_end_matches("及责任人").trim_end_matches("（部门）");
    LABELS.iter().find(|(label, _)| *label == words).map(|(_, role)| *role)
}

/// A label at a place: its role, and where its value begins.
pub(crate) fn label_at(text: &Text, at: usize, first: bool) -> Option<(Role, usize)> {
    if !"牵总主第责配参协承落实支负完办时分联进".contains(text.char(at))
        || ("总主第要任头".contains(text.before(at)) && !first)
    {
        return None;
    }
    let mut best: Option<(Role, usize)> = None;
    for (label, role) in LABELS.iter().copied() {
        let end = at + label.chars().count();
        if text.has(at, label) && best.is_none_or(|(_, known)| end > known) {
            best = Some((role, end));
        }
    }
    let (role, mut end) = best?;
    if let Some(len) = text.longest_at(end, &["及责任人", "（部门）", "和责任人", "及部门"]) {
        end += len;
    }
    end = text.trim(end..text.len()).start;
    match text.char(end) {
        '：' | ':' => Some((role, end + 1)),
        '】' | '］' | '〕' if first => Some((role, end + 1)),
        _ => None,
    }
}
