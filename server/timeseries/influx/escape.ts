/**
 * What a name becomes as a tag's value. Line protocol has no escape for a line break or a backslash there (one before a comma
 * would end the tag), so they are replaced; ids of devices and points hold neither.
 */
export const tagOf = (text: string): string => text.replace(/[\n\r]/g, ' ').replaceAll('\\', '＼')

/** A tag's value in line protocol. */
export const escapeTag = (text: string): string => tagOf(text).replace(/[ ,=]/g, (found) => `\\${found}`)

/** A string field in line protocol; line breaks stand in it as they are. */
export const quoteField = (text: string): string => `"${text.replace(/[\\"]/g, (found) => `\\${found}`)}"`

/** A string in InfluxQL. */
export const quoteText = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n')}'`

/** A name in InfluxQL. */
export const quoteName = (text: string): string => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`

/** InfluxQL takes no time for 'since 1970': readings before would be left out. The year 1678 is where its nanoseconds begin. */
export const earliestMs = -9_223_372_036_854
