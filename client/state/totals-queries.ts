import { useQueries, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { apiPath, read } from './api.ts'

const Totals = z.object({ devices: z.number(), points: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])) })
export type Totals = z.infer<typeof Totals>
export type TotalsRequest = {
  readonly community: string
  readonly type: string
  readonly point: string
  readonly from: number
  readonly to: number
  readonly every: string
}

const totalsQuery = ({ community, type, point, from, to, every }: TotalsRequest, isPast: boolean) => ({
  queryKey: ['totals', community, type, point, from, to, every],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    read(apiPath(`/communities/${encodeURIComponent(community)}/totals`, { type, point, from, to, every }), Totals, { signal }),
  staleTime: isPast ? Number.POSITIVE_INFINITY : 60_000,
})

/** The sum of one point over all devices of a type; what was shown stays while the next is fetched. */
export const useTotals = (request: TotalsRequest) => useQuery({ ...totalsQuery(request, false), placeholderData: (previous) => previous })

/** The same for several spans that are over: fetched once and kept. */
export const usePastTotals = (requests: readonly TotalsRequest[]) => useQueries({ queries: requests.map((request) => totalsQuery(request, true)) })

const Moments = z.object({
  devices: z.array(z.string()),
  moments: z.array(z.object({ time: z.number(), values: z.array(z.number().nullable()), simulated: z.number() })),
})
export type Moments = z.infer<typeof Moments>

/** One point of each device of a type at some past moments: fetched once and kept. */
export const useMoments = (community: string, type: string, point: string, at: readonly number[]) =>
  useQuery({
    queryKey: ['moments', community, type, point, ...at],
    queryFn: ({ signal }) => read(apiPath(`/communities/${encodeURIComponent(community)}/moments`, { type, point, at: at.join(',') }), Moments, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous) => previous,
    enabled: at.length > 0,
  })

const Events = z.object({ points: z.array(z.tuple([z.number(), z.object({ code: z.string(), detail: z.string().optional() })])), next: z.string().nullish() })
export type Happened = { readonly time: number; readonly code: string; readonly detail: string }

/** What happened at some devices in a span, each newest last. */
export const useEvents = (community: string, devices: readonly string[], point: string, from: number, to: number) =>
  useQueries({
    queries: devices.map((device) => ({
      queryKey: ['events', community, device, point, from, to],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<readonly Happened[]> => {
        const { points } = await read(apiPath('/series', { community, device, point, from, to }), Events, { signal })
        return points.map(([time, { code, detail }]) => ({ time, code, detail: detail ?? '' }))
      },
      staleTime: 30_000,
      placeholderData: (previous: readonly Happened[] | undefined) => previous,
    })),
  })
