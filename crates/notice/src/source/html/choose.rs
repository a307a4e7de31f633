//! Which part of a page is its content: what is a menu, a footer or a tool is left out, then the densest block is taken.

use super::tree::{At, Node, Tree};

/// What is read of a page.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The heading, if it stands outside the content, and the content.
    pub(super) roots: Vec<At>,
    /// Per node: left out.
    pub(super) dropped: Vec<bool>,
    /// Was anything left out that has words?
    pub(super) left_out: bool,
}

/// How much text a node holds.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    characters: usize,
    linked: usize,
    links: usize,
    stops: usize,
    blocks: usize,
}

/// Words of class and id that name furniture.
const FURNITURE_MARKS: [&str; 37] = [
    "nav",
    "navbar",
    "navigation",
    "topnav",
    "subnav",
    "mainnav",
    "menu",
    "submenu",
    "footer",
    "foot",
    "bottom",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "bread",
    "mbx",
    "dqwz",
    "position",
    "location",
    "share",
    "sidebar",
    "copyright",
    "sitemap",
    "toolbar",
    "tools",
    "pagination",
    "search",
    "login",
    "qrcode",
    "ewm",
    "related",
    "recommend",
    "banner",
    "friendlink",
    "hidden",
    "print",
];
/// Sentences at the foot of pages.
const FOOT_WORDS: [&str; 8] =
    ["版权所有", "ICP备", "网站标识码", "公网安备", "网站地图", "Copyright", "联系我们", "建议使用IE"];
/// Lines of the page's own tools.
const TOOL_WORDS: [&str; 12] = [
    "当前位置",
    "您现在的位置",
    "您的位置",
    "打印本页",
    "关闭窗口",
    "分享到",
    "字体：",
    "字号：",
    "扫一扫",
    "浏览次数",
    "【打印】",
    "阅读次数",
];
/// A foot or a tool line is short.
const FOOT_AT_MOST: usize = 400;
const TOOL_AT_MOST: usize = 80;
/// A heading is shorter than this.
const HEADING_AT_MOST: usize = 200;
/// Elements that can hold the whole content.
const CONTAINERS: [&str; 16] = [
    "html",
    "body",
    "div",
    "section",
    "article",
    "main",
    "center",
    "form",
    "fieldset",
    "table",
    "tbody",
    "tr",
    "td",
    "ucapcontent",
    "content",
    "founder-content",
];

/// Chooses the content of a page.
pub(super) fn choose(tree: &Tree) -> Chosen {
    let weights = weigh(tree, &[]);
    let all = weights.first().copied().unwrap_or_default();
    let mut dropped = vec![false; tree.nodes.len()];
    let mut left_out = false;
    for (at, place) in dropped.iter_mut().enumerate().skip(1) {
        let weight = weights.get(at).copied().unwrap_or_default();
        // What holds half of the words is the page itself, whatever it is called.
        *place = weight.characters * 2 < all.characters && is_furniture(tree, at, weight);
        left_out |= *place && weight.characters > 0;
    }
    let weights = weigh(tree, &dropped);
    let mut heading = None;
    let mut content = 0;
    while let Some(inner) = step_in(tree, &weights, content) {
        let before = tree.children_of(content).iter().take_while(|child| **child != inner);
        for child in before.filter(|child| !dropped.get(**child).copied().unwrap_or(false)) {
            heading = last_heading(tree, &weights, &dropped, *child).or(heading);
        }
        let outside = |at: At| weights.get(at).map_or(0, |weight| weight.characters);
        left_out |= outside(content) > outside(inner);
        content = inner;
    }
    Chosen { roots: heading.into_iter().chain([content]).collect(), dropped, left_out }
}

/// The weights of all nodes, without those dropped. Children come after their parents in the arena.
fn weigh(tree: &Tree, dropped: &[bool]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); tree.nodes.len()];
    for at in (0..tree.nodes.len()).rev() {
        if dropped.get(at).copied().unwrap_or(false) {
            continue;
        }
        let mut weight = Weight::default();
        if let Some(Node::Text { text, linked }) = tree.nodes.get(at) {
            weight.characters = text.chars().filter(|character| !character.is_whitespace()).count();
            weight.stops = text.chars().filter(|character| matches!(character, '。' | '；')).count();
            weight.linked = if *linked { weight.characters } else { 0 };
            weight.links = usize::from(*linked && weight.characters > 0);
        }
        for child in tree.children_of(at) {
            let inner = weights.get(*child).copied().unwrap_or_default();
            weight.characters += inner.characters;
            weight.linked += inner.linked;
            weight.links += inner.links;
            weight.stops += inner.stops;
            weight.blocks += usize::from(!tree.name(*child).is_empty());
        }
        if let Some(place) = weights.get_mut(at) {
            *place = weight;
        }
    }
    weights
}

fn is_furniture(tree: &Tree, at: At, weight: Weight) -> bool {
    let Some(Node::Element { name, marks, .. }) = tree.nodes.get(at) else { return false };
    if marks.contains(" hidden ") || tree.is_furniture(at) {
        return true;
    }
    if matches!(*name, "td" | "th" | "tr" | "tbody" | "thead") {
        return false;
    }
    let named = FURNITURE_MARKS.iter().any(|mark| marks.contains(&format!(" {mark} ")));
    let of_links = weight.links >= 4 && weight.linked * 10 > weight.characters * 6 && weight.stops == 0;
    let said = |words: &[&str], at_most: usize| {
        (1..=at_most).contains(&weight.characters) && weight.stops == 0 && contains_any(tree, at, words)
    };
    (named && weight.stops < 3) || of_links || said(&TOOL_WORDS, TOOL_AT_MOST) || said(&FOOT_WORDS, FOOT_AT_MOST)
}

fn contains_any(tree: &Tree, at: At, words: &[&str]) -> bool {
    let text = words_of(tree, at, &[], FOOT_AT_MOST * 2);
    words.iter().any(|word| text.contains(word))
}

/// The characters below a node, up to a length.
fn words_of(tree: &Tree, at: At, dropped: &[bool], at_most: usize) -> String {
    let mut words = String::new();
    let mut open = vec![at];
    while let Some(at) = open.pop() {
        if dropped.get(at).copied().unwrap_or(false) || words.len() > at_most * 4 {
            continue;
        }
        if let Some(Node::Text { text, .. }) = tree.nodes.get(at) {
            words.extend(text.chars().filter(|character| !character.is_whitespace()).take(at_most));
        }
        open.extend(tree.children_of(at).iter().rev());
    }
    words
}

/// The one child that holds nine tenths of the words, if it can be the content.
fn step_in(tree: &Tree, weights: &[Weight], at: At) -> Option<At> {
    let all = weights.get(at)?.characters;
    let heaviest =
        tree.children_of(at).iter().max_by_key(|child| weights.get(**child).map(|weight| weight.characters))?;
    let weight = weights.get(*heaviest)?;
    let holds_blocks = weight.blocks >= 2 || tree.children_of(*heaviest).len() == 1;
    let fits = CONTAINERS.contains(&tree.name(*heaviest)) && holds_blocks;
    (fits && all > 0 && weight.characters * 10 >= all * 9).then_some(*heaviest)
}

/// The last heading below a node: by its element, or because it is called a title.
fn last_heading(tree: &Tree, weights: &[Weight], dropped: &[bool], at: At) -> Option<At> {
    let mut open = vec![at];
    let mut found = None;
    while let Some(at) = open.pop() {
        let Some(Node::Element { name, marks, .. }) = tree.nodes.get(at) else { continue };
        let weight = weights.get(at).copied().unwrap_or_default();
        if dropped.get(at).copied().unwrap_or(false) || weight.characters == 0 {
            continue;
        }
        let is_title = matches!(*name, "h1" | "h2" | "h3") || marks.contains(" title ") || marks.contains(" headline ");
        if is_title && weight.characters <= HEADING_AT_MOST && weight.links == 0 {
            found = Some(at);
        } else {
            open.extend(tree.children_of(at).iter().rev());
        }
    }
    found
}
