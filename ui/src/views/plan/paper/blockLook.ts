/** How a block of a notice is set on the page. */
export type BlockLook = 'head' | 'title' | 'number' | 'section' | 'subsection' | 'mark' | 'text'

interface Names {
  title: string
  attachment: string
}

// Written as escapes, because Chinese words stand only in the message files.
const DIGITS = '\\u4e00\\u4e8c\\u4e09\\u56db\\u4e94\\u516d\\u4e03\\u516b\\u4e5d\\u5341'
const MARKUP = /^[\s#*>-]+/
/** A line such as a chapter's: Chinese numeral and enumeration comma. */
const SECTION = new RegExp(`^[${DIGITS}]{1,3}\\u3001[^\\u3002]{1,40}$`)
/** A line such as a part's: Chinese numeral in round brackets, and no full stop. */
const SUBSECTION = new RegExp(`^[(\\uff08][${DIGITS}]{1,3}[)\\uff09][^\\u3002]{1,40}$`)
/** The red head: a short line that ends with the word for an official paper. */
const HEAD = /^[^\u3002\uff0c,]{2,40}\u6587\u4ef6$/
/** A document number: a code, a year in brackets, a number and its measure word. */
const NUMBER = /^[^\s\u3002]{2,12}[[\u3014(\uff08]\d{4}[\]\u3015)\uff09]\s*\d+\s*\u53f7$/
/** A page mark that stands alone. */
const PAGE_MARK = /^[\u2014\-\s*]+\d+[\u2014\-\s*]+$/

function fold(text: string): string {
  return text.normalize('NFKC').replace(/[\s#*]/g, '')
}

/** Decides by the words alone; a wrong guess costs only the look of a line. */
export function lookOfBlock(block: string, names: Names): BlockLook {
  const text = block.trim().replace(MARKUP, '').trim()
  if (PAGE_MARK.test(block.trim())) return 'mark'
  if (HEAD.test(text)) return 'head'
  if (NUMBER.test(text)) return 'number'
  const folded = fold(text)
  if (folded !== '' && (folded === fold(names.title) || folded === fold(names.attachment))) return 'title'
  if (SECTION.test(text)) return 'section'
  return SUBSECTION.test(text) ? 'subsection' : 'text'
}
