//! Characters as they were meant. Fonts that draw 一 and ⼀ with one glyph, or —— as one ligature, make programs write
//! the radical or the ligature into the text layer.

use unicode_normalization::char::decompose_compatible;

/// Radicals of the supplement have no decomposition in Unicode; these are drawn like the characters after them.
const SUPPLEMENT: [(char, char); 28] = [
    ('⺠', '民'),
    ('⺟', '母'),
    ('⺝', '月'),
    ('⺮', '竹'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

/// Adds a character to a text; radicals, ligatures and compatibility forms as what they stand for. Control
/// characters say nothing in print.
pub(super) fn push(text: &mut String, character: char) {
    match character {
        '\u{2F00}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{FB00}'..='\u{FB06}' => {
            decompose_compatible(character, |plain| text.push(plain));
        }
        '\u{2E3A}' => text.push_str("——"),
        '\u{2E3B}' => text.push_str("———"),
        '\u{2E80}'..='\u{2EFF}' => {
            let found = SUPPLEMENT.iter().find(|(radical, _)| *radical == character);
            text.push(found.map_or(character, |(_, plain)| *plain));
        }
        '\u{AD}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => {}
        '\u{A0}' | '\t' => text.push(' '),
        // Symbol fonts put their bullets here.
        '\u{F000}'..='\u{F0FF}' => text.push('•'),
        character if character.is_control() => {}
        character => text.push(character),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn radicals_and_ligatures_become_characters() {
        let mut text = String::new();
        "⼀、⼯作⽬标⻓江\u{0}豈⸺ﬁ".chars().for_each(|character| super::push(&mut text, character));
        assert_eq!(text, "一、工作目标长江豈——fi");
    }
}
