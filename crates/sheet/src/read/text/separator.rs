//! What separates the cells of a line: comma, tabulator or semicolon.

/// Lines that are looked at.
const LINES: usize = 50;
const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];

/// The separator, and whether the first line does nothing but name it (`sep=;`).
pub(super) fn of(sample: &str) -> (u8, bool) {
    let first = sample.lines().next().unwrap_or_default();
    if let Some([separator]) = first
        .trim_end()
        .get(..4)
        .filter(|head| head.eq_ignore_ascii_case("sep="))
        .and_then(|_| first.strip_suffix('\r').unwrap_or(first).as_bytes().get(4..))
    {
        return (*separator, true);
    }
    let counts = counts(sample);
    let middle = |at: usize| {
        let mut column: Vec<usize> = counts.iter().filter_map(|line| line.get(at).copied()).collect();
        column.sort_unstable();
        (column.get(column.len() / 2).copied().unwrap_or(0), column.iter().sum::<usize>())
    };
    let best = SEPARATORS.iter().enumerate().rev().max_by_key(|(at, _)| middle(*at));
    (best.map_or(b',', |(_, separator)| *separator), false)
}

/// How often each separator stands outside quotes, by line.
fn counts(sample: &str) -> Vec<[usize; 3]> {
    let mut lines = Vec::new();
    let (mut line, mut quoted, mut filled) = ([0; 3], false, false);
    for byte in sample.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                if filled {
                    lines.push(line);
                }
                (line, filled) = ([0; 3], false);
                if lines.len() >= LINES {
                    return lines;
                }
            }
            _ if quoted => {}
            _ => {
                if let Some(at) = SEPARATORS.iter().position(|separator| *separator == byte)
                    && let Some(count) = line.get_mut(at)
                {
                    *count += 1;
                }
            }
        }
        filled |= !byte.is_ascii_whitespace();
    }
    if filled {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_lines_agree_on() {
        for (sample, expect) in [
            ("a,b\n1,2\n", b','),
            ("a\tb,c\n1\t2\n3\t4", b'\t'),
            ("a;b;c\n1,5;2;3\n", b';'),
            ("标题\n名称,金额\n\"甲;乙;丙;丁\",3\n", b','),
            ("一列\n二\n", b','),
            ("", b','),
        ] {
            assert_eq!(of(sample), (expect, false), "{sample}");
        }
        assert_eq!(of("sep=;\r\na;b"), (b';', true));
    }
}
