/** Tag keys and values, measurement and field names in line protocol. A line break has no escape there: it becomes a space. */
export const escapeKey = (text: string): string => text.replace(/[\n\r]/g, ' ').replace(/[\\ ,=]/g, (found) => `\\${found}`)

/** A string field in line protocol; line breaks stand in it as they are. */
export const quoteField = (text: string): string => `"${text.replace(/[\\"]/g, (found) => `\\${found}`)}"`

/** A string in InfluxQL. */
export const quoteText = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n')}'`

/** A name in InfluxQL. */
export const quoteName = (text: string): string => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`
