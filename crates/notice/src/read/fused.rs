//! Tables whose cells were run together without any mark: a row of labels, then numbers, words, people and bodies in one
//! line. Rows are told by their numbers, bodies by the endings of their names.

use super::duty::Duty;
use super::organisation::{self, Body};
use super::target;
use super::text::{Text, closes, ends_sentence, is_han, opens};
use std::ops::Range;

/// What the run-together header says about the columns.
#[derive(Clone, Copy, Debug, Default)]
struct Columns {
    people: bool,
    lead: bool,
    others: bool,
}

/// A row: its number, its title and the pieces of its words with the duties that follow them.
#[derive(Debug)]
pub(crate) struct Row {
    pub number: String,
    pub title: Text,
    pub whole: Text,
    pub words: Vec<Text>,
    pub duties: Vec<Duty>,
}

const LABELS: &[&str] = &[
    "项目名称",
    "任务名称",
    "工作任务",
    "重点任务",
    "目标任务",
    "主要任务",
    "任务内容",
    "主要内容",
    "工作内容",
    "具体内容",
    "工作目标",
    "事项",
    "分管领导",
    "责任领导",
    "牵头领导",
    "牵头单位",
    "责任单位",
    "配合单位",
    "主办单位",
    "协办单位",
    "参与单位",
    "完成时限",
    "完成时间",
    "备注",
];

/// Takes the rows out of paragraphs that hold such a table; what stands before the table stays.
pub(crate) fn rows(paragraphs: &mut [Text]) -> Vec<Row> {
    let mut out = Vec::new();
    for text in paragraphs.iter_mut() {
        let Some((header, columns)) = header(text, 0) else { continue };
        let plain = without_headers(text, header.end);
        let found = split(&plain, columns);
        if !found.is_empty() {
            *text = text.slice(0..header.start);
            out.extend(found);
        }
    }
    out
}

/// `序号项目名称主要内容牵头单位配合单位`: the labels follow one another with at most a few letters between.
fn header(text: &Text, from: usize) -> Option<(Range<usize>, Columns)> {
    let start = text.find("序号", from..text.len())?;
    let (mut at, mut known, mut columns) = (start + 2, 0, Columns::default());
    while let Some((skip, len)) = (0..=4).find_map(|skip| text.longest_at(at + skip, LABELS).map(|len| (skip, len))) {
        let label = text.string(at + skip..at + skip + len);
        columns.people |= label.ends_with("领导");
        columns.lead |= label.starts_with("牵头单") || label.starts_with("主办");
        columns.others |= ["责任单位", "配合单位", "协办单位", "参与单位"].contains(&label.as_str());
        at += skip + len;
        known += 1;
    }
    let fused = !text.part(start..at).iter().any(|letter| letter.is_whitespace());
    (known >= 3 && fused && (columns.lead || columns.others)).then_some((start..at, columns))
}

/// The table without the header that is repeated on each page.
fn without_headers(text: &Text, from: usize) -> Text {
    let (mut out, mut at) = (Text::default(), from);
    while let Some((again, _)) = header(text, at) {
        out.append(&text.slice(at..again.start));
        at = again.end;
    }
    out.append(&text.slice(at..text.len()));
    out.squeezed()
}

fn split(text: &Text, columns: Columns) -> Vec<Row> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let number = (starts.len() + 1).to_string();
        if text.has(at, &number) && begins_row(text, at, at + number.len()) {
            starts.push((at, at + number.len()));
            at += number.len();
        } else {
            at += 1;
        }
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let bounds: Vec<(usize, usize, usize)> =
        starts.iter().zip(ends).map(|((start, words), end)| (*start, *words, end)).collect();
    bounds.into_iter().map(|(start, words, end)| row(text, start, words..end, columns)).collect()
}

/// A number begins a row where neither a figure nor a unit can be meant.
fn begins_row(text: &Text, at: usize, end: usize) -> bool {
    let before = text.before(at);
    let free = at == 0 || closes(before) || ends_sentence(before) || organisation::ends_name(before);
    free && is_han(text.char(end)) && target::unit_at(text, end).is_none() && !"年月日".contains(text.char(end))
}

fn row(text: &Text, start: usize, inside: Range<usize>, columns: Columns) -> Row {
    let (mut words, mut duties, mut from, mut at) = (Vec::new(), Vec::new(), inside.start, inside.start);
    while at < inside.end {
        if !ends_sentence(text.char(at)) {
            at += 1;
            continue;
        }
        at += 1;
        if let Some((duty, end)) = duty(text, at, inside.end, columns) {
            words.push(text.slice(from..at));
            duties.push(duty);
            (from, at) = (end, end);
        }
    }
    if from < inside.end {
        words.push(text.slice(from..inside.end));
    }
    let title = title(text, &inside);
    Row {
        number: text.string(start..inside.start),
        title: text.slice(title),
        whole: text.slice(start..inside.end),
        words,
        duties,
    }
}

/// The title ends where a verb begins what is to be done; at the latest at the first mark.
fn title(text: &Text, inside: &Range<usize>) -> Range<usize> {
    let stop = inside.clone().find(|at| !is_han(text.char(*at))).unwrap_or(inside.end);
    let verb = (inside.start + 4..stop).find(|at| target::begins_deed(text, *at));
    inside.start..verb.unwrap_or(stop)
}

/// People and bodies run together: the first body leads where the header has such a column.
fn duty(text: &Text, from: usize, end: usize, columns: Columns) -> Option<(Duty, usize)> {
    let lengths: &[usize] = if columns.people { &[3, 2] } else { &[0] };
    let (mut bodies, at) = lengths.iter().find_map(|skip| bodies(text, from + skip, end))?;
    let mut duty = Duty { range: from..at, ..Duty::default() };
    if columns.lead && !bodies.is_empty() {
        duty.lead.push(bodies.remove(0));
    }
    if columns.others {
        duty.responsible = bodies;
    }
    duty.names_bodies().then_some((duty, at))
}

/// As many bodies as follow one another.
fn bodies(text: &Text, from: usize, end: usize) -> Option<(Vec<Body>, usize)> {
    let (mut out, mut at) = (Vec::new(), from);
    while let Some(next) = body_end(text, at, end) {
        out.push(Body { name: text.string(at..next), note: None });
        at = next;
    }
    (!out.is_empty()).then_some((out, at))
}

/// Where the body that begins here ends: the shortest name of three letters or more with the ending of a body.
fn body_end(text: &Text, from: usize, end: usize) -> Option<usize> {
    let short = text.longest_before(from + 2, &["局", "委", "办"]).is_some();
    if target::begins_deed(text, from) || short || text.char(from) == '全' {
        return None;
    }
    let limit = end.min(from + 14);
    let mut at = from;
    while at < limit {
        if !is_han(text.char(at)) {
            return None;
        }
        at += 1;
        let whole = at - from >= 3 && !text.has(at, "区") && !text.has(at, "管委会") && !text.has(at, "办");
        let doubled = text.longest_at(at, &["街道", "分局", "公司", "中心"]).is_some() && text.before(at) == '区';
        if whole && !doubled && text.longest_before(at, ENDINGS).is_some() {
            return Some(past_bracket(text, at, end));
        }
    }
    None
}

/// Endings of names that stand in tables of duties.
const ENDINGS: &[&str] = &[
    "局",
    "委",
    "办",
    "厅",
    "街道",
    "公司",
    "开发区",
    "经开区",
    "高新区",
    "新区",
    "园",
    "镇",
    "乡",
    "中心",
    "集团",
    "部门",
    "单位",
    "管委会",
    "医院",
    "学校",
    "学院",
    "大学",
    "银行",
    "支队",
    "大队",
    "法院",
    "检察院",
    "总工会",
    "妇联",
    "团委",
    "残联",
    "园区",
    "区政府",
    "县政府",
    "委员会",
    "办公室",
];

fn past_bracket(text: &Text, at: usize, end: usize) -> usize {
    if !opens(text.char(at)) {
        return at;
    }
    (at..end.min(at + 12)).find(|index| closes(text.char(*index))).map_or(at, |close| close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    #[test]
    fn rows_are_told_by_their_numbers_and_bodies_by_their_endings() {
        let words = "某年民生实事分解表序号项目名称主要内容分管领导牵头单位配合单位1增加学位供给新建学校12所，增加学位500个。李小明教育局经开区各街道\
            2优化养老服务改造8家服务站。王芳民政局高新园（东镇）各街道";
        let mut paragraphs = vec![lines(words, &[], &mut Vec::new()).remove(0).text];
        let rows = rows(&mut paragraphs);
        let names = |list: &[Body]| list.iter().map(|body| body.name.clone()).collect::<Vec<_>>().join("|");
        let read: Vec<String> = rows
            .iter()
            .flat_map(|row| row.duties.iter().map(move |duty| (row, duty)))
            .map(|(row, duty)| {
                format!("{} {} {} {}", row.number, row.title.to_text(), names(&duty.lead), names(&duty.responsible))
            })
            .collect();
        assert_eq!(read, ["1 增加学位供给 教育局 经开区|各街道", "2 优化养老服务 民政局 高新园（东镇）|各街道"]);
        assert_eq!(paragraphs.first().map(Text::to_text), Some("某年民生实事分解表".to_owned()));
    }
}
