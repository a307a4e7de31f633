//! HTML: the words of a page's main content. Menus, footers, scripts and the page's own tools are dropped.

mod choose;
mod emit;
mod token;
mod tree;

use super::unusable::Unusable;
use super::{Format, Source};
use base::{Diagnostic, Sentence};

/// A decoded page as a source.
pub(super) fn decode(text: &str) -> Source {
    let Ok(tree) = tree::Tree::parse(text) else {
        return Unusable::TooComplex.source(Some(Format::Html));
    };
    let chosen = choose::choose(&tree);
    let page = emit::emit(&tree, &chosen);
    if page.is_blank() {
        return Unusable::Empty.source(Some(Format::Html));
    }
    let mut source = page.finish(Format::Html);
    source.anchors.clear();
    if chosen.left_out {
        source.diagnostics.push(Diagnostic::note(Sentence::new("notice.source.page_furniture")));
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        decode(html).text
    }

    #[test]
    fn blocks_are_lines_and_white_space_is_folded() {
        let html =
            "<html><body><h1>通知</h1>\n<p>  推进\n建设&nbsp;4&#20010;</p><p>A\n B<br>C</p><!-- x --></body></html>";
        assert_eq!(text(html), "通知\n推进建设 4个\nA B\nC\n");
    }

    #[test]
    fn menus_footers_and_scripts_go() {
        let links: String = (0..8).map(|n| format!("<li><a href=#>栏目{n}</a></li>")).collect();
        let body = "<p>一、工作目标。加快建设。</p><p>二、主要任务，全面推进。</p>".repeat(5);
        let html = format!(
            "<!DOCTYPE html><html><head><title>某市</title><script>if (a<b) {{ x('</p>') }}</script></head><body>\
             <div class='header'><ul>{links}</ul></div><div>当前位置：<a>首页</a> &gt; <a>公开</a></div>\
             <h1>关于印发要点的通知</h1><div id=zoom>{body}<p>附件：<a href=x>要点.pdf</a></p></div>\
             <div class=\"foot\">主办：某市政府 某ICP备1号</div><p>版权所有 网站标识码1</p></body></html>"
        );
        let read = text(&html);
        assert!(read.starts_with("关于印发要点的通知\n一、工作目标"), "{read}");
        assert!(read.ends_with("附件：要点.pdf\n"), "{read}");
        assert!(!read.contains("栏目") && !read.contains("当前位置") && !read.contains("ICP"), "{read}");
    }

    #[test]
    fn merged_cells_are_repeated() {
        let html = "<table><tr><th>序号<th>任务<th>单位</tr><tr><td rowspan=2>1<td>甲<td>A<tr><td colspan=2>乙</table>";
        let source = decode(html);
        let rows = source.tables.iter().flat_map(|table| &table.rows);
        let words: Vec<Vec<&str>> =
            rows.map(|row| row.iter().map(|cell| cell.span.of(&source.text)).collect()).collect();
        assert_eq!(words, [["序号", "任务", "单位"], ["1", "甲", "A"], ["1", "乙", "乙"]]);
        assert_eq!(source.text, "序号\t任务\t单位\n1\t甲\tA\n乙\n");
    }

    #[test]
    fn a_layout_table_is_no_table() {
        let source = decode("<table><tr><td><p>一、目标</p><p>二、任务</p></td></tr></table>");
        assert_eq!((source.text.as_str(), source.tables.len()), ("一、目标\n二、任务\n", 0));
    }

    #[test]
    fn deep_nesting_is_refused() {
        for tag in ["div", "b", "table"] {
            let source = decode(&format!("<div>{}目标", format!("<{tag}>").repeat(60_000)));
            assert_eq!(source.text, "");
            assert_eq!(source.diagnostics.len(), 1);
        }
    }
}
