/** Each file of the folder is a namespace of its own: `plan.json` holds `plan.…`. */
const files = import.meta.glob<Record<string, unknown>>('./*.json', { eager: true, import: 'default' })

const words: Record<string, unknown> = {}
for (const [path, content] of Object.entries(files)) {
  words[path.slice(2, -'.json'.length)] = content
}

export default words
