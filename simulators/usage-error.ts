/** One line that names what is wrong and the remedy, and exit code 2. */
export function usageError(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}
