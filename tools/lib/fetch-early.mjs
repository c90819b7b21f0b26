/**
 * Vite plugin: lets the browser fetch parts of the page from its first line on. Otherwise each is asked for only when the one before it has been
 * read and run. `parts` are source files that are imported later, each with what it imports in turn.
 */
export function fetchEarly(parts) {
  return {
    name: 'linli-fetch-early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter(({ type }) => type === 'chunk')
        const entry = chunks.find(({ isEntry }) => isEntry)
        const first = withImports(chunks, entry ? [entry.fileName] : [])
        const roots = parts.map((part) => {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(part))
          if (!chunk) this.error(`${part} is in no chunk of its own: is it still imported with import()?`)
          return chunk.fileName
        })
        return [...withImports(chunks, roots)]
          .filter((file) => !first.has(file))
          .map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` }, injectTo: 'head' }))
      },
    },
  }
}

/** The files and all that they import, directly or not. */
function withImports(chunks, files, found = new Set()) {
  for (const file of files) {
    if (found.has(file)) continue
    found.add(file)
    withImports(chunks, chunks.find(({ fileName }) => fileName === file)?.imports ?? [], found)
  }
  return found
}
