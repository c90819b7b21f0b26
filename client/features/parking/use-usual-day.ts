import { useMemo } from 'react'
import { type Fullness, type UsualDay, usualOf } from '../../../models/engines/parking/forecast-fullness.ts'
import type { Text } from '../../../models/text.ts'
import { dayMs, isWeekend, midnightBefore, weekdayOf } from '../../state/local-day.ts'
import { type Totals, type TotalsRequest, usePastTotals } from '../../state/totals-queries.ts'
import { parkingStrings as strings, weekdayNames } from './strings.ts'

const every = '30m'
const mostWeeks = 4
const mostDays = 7

export type Usual = {
  readonly day: UsualDay
  readonly isReading: boolean /** What it is the mean of, with `{days}` filled in by the reader. */
  readonly of: Text
  readonly weekday: Text
}

/** How full the bays usually are on such a day: the mean of the same weekday in the past weeks that are stored; where there is none, of the past days of the same kind. */
export function useUsualDay(community: string, zone: string, midnight: number, bays: number): Usual {
  const weekday = weekdayOf(midnight, zone)
  const request = (back: number): TotalsRequest => {
    const from = midnightBefore(midnight - back * dayMs + dayMs / 2, zone)
    return { community, type: 'parking.bay', point: 'occupied', from, to: from + dayMs, every }
  }
  const weeks = usePastTotals(Array.from({ length: mostWeeks }, (_, week) => request((week + 1) * 7)))
  const weeksRead = weeks.every(({ isPending }) => !isPending)
  const ofWeekday = usualDay(weeks, zone, bays)
  const alike = Array.from({ length: mostDays }, (_, back) => back + 1).filter(
    (back) => isWeekend(weekdayOf(midnight - back * dayMs + dayMs / 2, zone)) === isWeekend(weekday),
  )
  const days = usePastTotals(weeksRead && ofWeekday.days === 0 ? alike.map(request) : [])
  const ofKind = usualDay(days, zone, bays)
  const isSame = ofWeekday.days > 0
  const isReading = !weeksRead || days.some(({ isPending }) => isPending)
  const name = weekdayNames[weekday] ?? strings.sameWorkday
  const day = isSame ? ofWeekday : ofKind
  const key = `${day.days} ${day.at.length} ${day.at[20]?.taken ?? 0} ${isReading}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key tells the days apart
  return useMemo(
    () => ({ day, isReading, of: isSame ? strings.sameWeekday : isWeekend(weekday) ? strings.sameWeekend : strings.sameWorkday, weekday: name }),
    [key, isSame, weekday],
  )
}

const usualDay = (results: readonly { readonly data: Totals | undefined }[], zone: string, bays: number): UsualDay =>
  usualOf(
    results.map(({ data }) => curveOf(data)),
    (time) => midnightBefore(time, zone),
    bays,
  )

/** Midnight at the end of a day belongs to the next. */
const curveOf = (data: Totals | undefined): Fullness[] => (data?.points ?? []).map(([time, taken, known]) => ({ time, taken, known })).slice(0, -1)
