import { existsSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const megabyte = 1024 * 1024

/** A file of zeros beside the journal: given up when the disk is full, so that alarms and acts can still be recorded. */
export class SpaceReserve {
  private readonly directory: string
  private readonly path: string
  private readonly bytes: number

  constructor(directory: string, bytes: number) {
    this.directory = directory
    this.path = join(directory, 'reserve.bin')
    this.bytes = bytes
  }

  get isHeld(): boolean {
    return existsSync(this.path) && statSync(this.path).size === this.bytes
  }

  /** Makes the file where it is missing or short; false when the disk has no room for it. */
  hold(): boolean {
    if (this.bytes === 0 || this.isHeld) return true
    try {
      writeFileSync(this.path, Buffer.alloc(this.bytes))
      return true
    } catch {
      // No room is what this file is about: whatever part of it was written is given back.
      rmSync(this.path, { force: true })
      return false
    }
  }

  release(): boolean {
    const held = existsSync(this.path)
    rmSync(this.path, { force: true })
    return held && this.bytes > 0
  }

  /** Whether there is room again for ordinary readings and, where it was given up, for the reserve. */
  isSpaceBack(): boolean {
    const { bavail, bsize } = statfsSync(this.directory)
    return bavail * bsize > megabyte + (this.isHeld ? 0 : this.bytes)
  }
}
