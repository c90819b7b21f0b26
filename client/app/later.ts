import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

const parts: (() => Promise<unknown>)[] = []

/** A part of the page that is not in the first picture: fetched once that stands, or when it is asked for earlier. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  parts.push(load)
  return lazy(async () => ({ default: await load() }))
}

/** Fetches all such parts, so that they are at hand even when the server no longer is. What cannot be had now says so when it is asked for. */
export function fetchParts(): void {
  for (const load of parts) load().catch(() => undefined)
}
