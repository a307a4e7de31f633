//! What stands before and after the body: title, number, issuer, addressees, dates, copies.

use super::mark;
use super::numeral;
use super::organisation;
use super::text::{Text, closes, opens};
use crate::reading::Reading;
use base::{Diagnostic, Sentence};
use std::ops::Range;

/// How many paragraphs may stand before the body.
const HEAD_LIMIT: usize = 40;

/// Which paragraphs are the body.
pub(crate) struct Frame {
    pub from: usize,
    pub to: usize,
}

/// Reads head and tail into the reading and says where the body lies.
pub(crate) fn read(paragraphs: &[Text], reading: &mut Reading) -> Frame {
    let first = body_start(paragraphs, 0);
    let to = tail_start(paragraphs, first);
    let from = after_letter(paragraphs, first, to).unwrap_or(first);
    let head = paragraphs.get(..from).unwrap_or_default();
    let title_at = title(head, reading);
    number(head, reading);
    addressees(head, title_at, reading);
    signature(paragraphs, from, to, reading);
    issuer(head, reading);
    attachment(head, reading);
    copies(paragraphs.get(to..).unwrap_or_default(), reading);
    if reading.title.is_empty() && from < paragraphs.len() {
        reading.diagnostics.push(Diagnostic::warning(Sentence::new("notice.read.no_title")));
    }
    Frame { from, to }
}

/// The first numbered item begins the body; without one, what follows the title.
fn body_start(paragraphs: &[Text], from: usize) -> usize {
    let mut enclosed = 0;
    let numbered = paragraphs.iter().enumerate().skip(from).take(HEAD_LIMIT).find(|(_, text)| {
        let mark = mark::of(text);
        enclosed = super::outline::encloses(text, mark.as_ref(), enclosed).unwrap_or(0);
        let counts = mark.is_some_and(|mark| mark.value > 0 && mark.style != mark::Style::Inline);
        counts && enclosed == 0 && !in_front(text)
    });
    let numbered = numbered.map(|(at, _)| at);
    numbered.unwrap_or_else(|| {
        let title = paragraphs.iter().take(HEAD_LIMIT).position(|text| names_document(&text.squeezed()));
        title.map_or(0, |at| at + 1).min(paragraphs.len())
    })
}

/// A letter with numbered points of its own stands before the plan: after its signature the numbers begin anew.
fn after_letter(paragraphs: &[Text], from: usize, to: usize) -> Option<usize> {
    let signed = (from..to).find(|at| {
        let words = paragraphs.get(*at).map(Text::squeezed).unwrap_or_default();
        words.len() <= 50
            && first_date(&words)
                .is_some_and(|(_, range)| range.end + 1 >= words.len() && is_signed(&words, range.start))
    })?;
    let next = body_start(paragraphs, signed + 1);
    let anew = paragraphs.get(next).and_then(mark::of).is_some_and(|mark| mark.value == 1);
    (anew && next > signed && next < to).then_some(next)
}

fn is_signed(text: &Text, end: usize) -> bool {
    end == 0 || organisation::looks_like_body(text, 0..end)
}

/// `1 . 附件` and lines such as `2023年1月` that only look numbered.
fn in_front(text: &Text) -> bool {
    text.contains("附件") && text.len() < 30
}

/// 抄送 and 印发 lines, attachments that only list names; looked for from the end.
fn tail_start(paragraphs: &[Text], from: usize) -> usize {
    let mut to = paragraphs.len();
    for (at, text) in paragraphs.iter().enumerate().skip(from).rev().take(HEAD_LIMIT) {
        let words = text.squeezed();
        let copies = ["抄送", "抄报", "主送：", "（此件"].iter().any(|word| words.has(0, word));
        let printed = words.len() <= 60 && words.contains("印发") && first_date(&words).is_some();
        if copies || printed {
            to = at;
        }
    }
    while to > from && to < paragraphs.len() && paragraphs.get(to - 1).is_some_and(is_signature) {
        to -= 1;
    }
    to
}

fn is_signature(text: &Text) -> bool {
    let words = text.squeezed();
    let date = first_date(&words).is_some_and(|(_, range)| range.end + 1 >= words.len());
    words.len() <= 40 && (date || organisation::looks_like_body(&words, 0..words.len())) && mark::of(text).is_none()
}

/// The first date in a text and where it stands.
fn first_date(text: &Text) -> Option<(String, Range<usize>)> {
    (0..text.len()).find_map(|at| {
        if text.before(at).is_ascii_digit() {
            return None;
        }
        numeral::date(text, at).map(|(iso, len)| (iso, at..at + len))
    })
}

const DOCUMENTS: &[&str] = &[
    "通知",
    "意见",
    "方案",
    "办法",
    "决定",
    "公告",
    "批复",
    "要点",
    "计划",
    "措施",
    "规划",
    "细则",
    "规定",
    "清单",
    "纲要",
    "通告",
    "条例",
    "报告",
    "任务",
    "分工",
    "安排",
    "政策",
    "行动",
    "通报",
    "函",
    "指引",
    "若干措施",
    "责任书",
    "责任状",
    "目标任务",
    "台账",
    "分解表",
    "责任表",
    "任务表",
    "分工表",
    "一览表",
];

/// Does it look like the title of a document?
fn names_document(text: &Text) -> bool {
    let end = text.len() - usize::from(closes(text.last())).min(text.len());
    let end = if closes(text.last()) { organisation::opening_of(text, end, 0).unwrap_or(end) } else { end };
    (6..=120).contains(&text.len())
        && text.longest_before(end, DOCUMENTS).is_some()
        && !text.any_in(&["。", "；"], 0..text.len())
        && !text.has(0, "《")
}

/// The title: the line with 关于 and the kind of document; broken titles are put together.
fn title(head: &[Text], reading: &mut Reading) -> Option<usize> {
    let squeezed: Vec<Text> = head.iter().map(Text::squeezed).map(without_extension).map(without_label).collect();
    for (at, text) in squeezed.iter().enumerate() {
        let starts =
            text.contains("关于") && text.len() <= 120 && !text.any_in(&["。", "，", "；", "："], 0..text.len());
        if !starts {
            continue;
        }
        if let Some(last) = title_last(&squeezed, at) {
            reading.title = squeezed.get(at..=last).unwrap_or_default().iter().map(Text::to_text).collect();
            return Some(last);
        }
    }
    let at = squeezed.iter().position(names_document)?;
    reading.title = squeezed.get(at)?.to_text();
    Some(at)
}

/// The line with which a title that begins at a line ends. A title that passes a plan on (关于印发……) goes on to its own
/// 通知, though a line of the plan's name may end like a title.
fn title_last(lines: &[Text], at: usize) -> Option<usize> {
    const LETTERS: &[&str] = &["通知", "意见", "决定", "通报", "函", "公告", "批复", "通告"];
    let ends = |last: &usize, kinds: &[&str]| {
        let named = lines.get(*last).is_some_and(|text| text.longest_before(text.len(), kinds).is_some());
        let fits = lines.get(at..=*last).unwrap_or_default().iter().all(|text| text.len() <= 120);
        named && fits
    };
    let passes_on = lines.get(at)?.any_in(&["印发", "转发", "发布", "公布", "下达"], 0..120);
    let mut range = at..lines.len().min(at + 4);
    let letter = range.clone().find(|last| ends(last, LETTERS)).filter(|_| passes_on);
    letter.or_else(|| range.find(|last| ends(last, DOCUMENTS)))
}

/// A field of a page's table may hold the title alone.
fn without_label(text: Text) -> Text {
    let label = text.longest_at(0, &["标题：", "名称：", "文件名称：", "信息名称：", "来源：", "source:", "source："]);
    text.slice(label.unwrap_or(0)..text.len())
}

/// A file's name that was pulled along with its text.
fn without_extension(text: Text) -> Text {
    match text.longest_before(text.len(), &[".docx", ".doc", ".pdf", ".wps", ".txt", ".html"]) {
        Some(len) => text.slice(0..text.len() - len),
        None => text,
    }
}

/// `武政办[2023]4号`: 六角括号 whatever was printed.
fn number(head: &[Text], reading: &mut Reading) {
    for text in head {
        for open in 0..text.len() {
            if let Some(found) = number_at(text, open) {
                reading.doc_number = found;
                return;
            }
        }
    }
}

fn number_at(text: &Text, open: usize) -> Option<String> {
    let year = text.string(open + 1..open + 5);
    let shaped = opens(text.char(open)) && closes(text.char(open + 5)) && year.starts_with(['1', '2']);
    if !shaped || !year.chars().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let skip = open + 6 + usize::from(text.char(open + 6) == '第');
    let digits = (skip..text.len()).take_while(|at| text.char(*at).is_ascii_digit()).count();
    let open = if text.before(open) == ' ' { open - 1 } else { open };
    let start = (0..open).rev().find(|at| !super::text::is_han(text.char(*at))).map_or(0, |at| at + 1);
    let prefix = text.string(start..open);
    let fits =
        (1..=5).contains(&digits) && text.char(skip + digits) == '号' && (1..=12).contains(&prefix.chars().count());
    fits.then(|| format!("{prefix}〔{year}〕{}号", text.string(skip..skip + digits)))
}

/// 主送: the first line after the title that ends with a colon and names bodies.
fn addressees(head: &[Text], title: Option<usize>, reading: &mut Reading) {
    let after = title.map_or(0, |at| at + 1);
    for text in head.iter().skip(after) {
        let squeezed = text.squeezed();
        let Some(end) = squeezed.find("：", 0..squeezed.len()) else { continue };
        let list = squeezed.slice(0..end);
        if end + 1 >= squeezed.len().min(end + 3) && organisation::looks_like_body(&list, last_piece(&list)) {
            reading.addressees = addressed(&list);
            return;
        }
    }
}

/// Addressees are parted by commas where there are some; 各街道办事处、乡人民政府 is then one of them.
fn addressed(list: &Text) -> Vec<String> {
    if !list.contains("，") {
        return organisation::list(list).into_iter().map(|body| body.name).collect();
    }
    let words = list.to_text();
    words.split(['，', '；']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn last_piece(text: &Text) -> Range<usize> {
    let from = (0..text.len()).rev().find(|at| "、，".contains(text.char(*at))).map_or(0, |at| at + 1);
    from..text.len()
}

/// The date under the notice and who signed it; the date of printing at the very end.
fn signature(paragraphs: &[Text], from: usize, to: usize, reading: &mut Reading) {
    let mut signer: Option<String> = None;
    for (at, text) in paragraphs.iter().enumerate() {
        let dated = at < HEAD_LIMIT && text.len() <= 12;
        let near = at < from || at + 3 >= to || dated;
        if !near || text.len() > 90 {
            continue;
        }
        let words = text.squeezed();
        let Some((iso, range)) = first_date(&words) else { continue };
        let printed = words.any_in(&["印发", "发布", "刊发"], range.end..words.len());
        if printed || (at >= to && !reading.date.is_empty()) {
            reading.printed_date = iso.clone();
            continue;
        }
        let alone = range.end + 1 >= words.len()
            && organisation_before(&words, range.start).is_some_and(|name| name.len() < 90);
        if (alone || range.len() + 2 >= words.len()) && reading.date.is_empty() {
            reading.date = iso;
            signer = organisation_before(&words, range.start).filter(|name| !name.is_empty()).or_else(|| {
                let above = paragraphs.get(at.checked_sub(1)?)?.squeezed();
                (above.len() <= 30 && organisation::looks_like_body(&above, 0..above.len())).then(|| above.to_text())
            });
        }
    }
    if let Some(name) = signer {
        reading.issuer = name;
    }
}

/// What stands before a date, if it is the name of a body or nothing.
fn organisation_before(text: &Text, end: usize) -> Option<String> {
    if end == 0 {
        return Some(String::new());
    }
    organisation::looks_like_body(text, 0..end).then(|| text.string(0..end))
}

/// Who issued it, where no signature says so: the red head (XX文件), else what stands before 关于 in the title.
fn issuer(head: &[Text], reading: &mut Reading) {
    if !reading.issuer.is_empty() {
        return;
    }
    for text in head.iter().map(Text::squeezed).filter(|text| (4..=40).contains(&text.len())) {
        let end = text.len() - 2;
        if text.ends(text.len(), "文件") && organisation::looks_like_body(&text, 0..end) {
            reading.issuer = text.string(0..end);
            return;
        }
    }
    let before = reading.title.split("关于").next().unwrap_or_default();
    if before.len() < reading.title.len() && before.chars().count() >= 3 {
        reading.issuer = before.to_owned();
    }
}

/// 关于印发《X》的通知 names the attached plan X; else a second title in the head does.
fn attachment(head: &[Text], reading: &mut Reading) {
    let title = reading.title.clone();
    for verb in ["印发", "转发", "发布", "公布", "下达"] {
        let Some((_, rest)) = title.split_once(&format!("关于{verb}")) else { continue };
        let Some((name, _)) = rest.rsplit_once("的通知") else { continue };
        reading.attachment_title = name.trim_start_matches('《').trim_end_matches('》').to_owned();
        return;
    }
    let second = head.iter().map(Text::squeezed).rfind(|text| names_document(text) && text.to_text() != title);
    if let Some(text) = second
        && title.contains("通知")
        && !text.contains("通知")
    {
        reading.attachment_title = text.to_text();
    }
}

/// 抄送: names until the printer's line.
fn copies(tail: &[Text], reading: &mut Reading) {
    let mut names = Vec::new();
    let mut on = false;
    for text in tail {
        let words = text.squeezed();
        let label = words.longest_at(0, &["抄送：", "抄送", "抄报：", "抄报"]);
        on |= label.is_some();
        if !on || words.contains("印发") || first_date(&words).is_some() {
            continue;
        }
        let list = words.slice(label.unwrap_or(0)..words.len());
        if label.is_none() && !list.any_in(&["，", "、", "。"], 0..list.len()) {
            continue;
        }
        names.extend(organisation::list(&list).into_iter().map(|body| body.name));
    }
    reading.copies_to = names;
}
