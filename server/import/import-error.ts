/** A file or flag the importer cannot work with; the message is one line that names it and the remedy. */
export class ImportError extends Error {
  readonly code = 'import_refused'
}
