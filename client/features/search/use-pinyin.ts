import { useEffect, useState } from 'react'
import { loadPinyin, type Pinyin } from './load-pinyin.ts'

const withoutPinyin: Pinyin = () => ''

/** Pinyin as soon as its dictionary is here; until then, or where it cannot be fetched, names are found as written. */
export function usePinyin(): Pinyin {
  const [pinyin, setPinyin] = useState<Pinyin>(() => withoutPinyin)
  useEffect(() => {
    let isOpen = true
    loadPinyin().then(
      (loaded) => isOpen && setPinyin(() => loaded),
      () => undefined,
    )
    return () => {
      isOpen = false
    }
  }, [])
  return pinyin
}
