/** Names one act, so that the same act sent twice is done once. Works on plain http too, where randomUUID is not given. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
