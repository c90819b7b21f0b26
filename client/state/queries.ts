import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { findingRules } from '../../models/engines/knowing/finding.ts'
import { AlarmStateSchema } from '../../models/protocol/alarm-schema.ts'
import { flags, origins, qualities } from '../../models/protocol/reading.ts'
import { ApiError, apiPath, post, read } from './api.ts'
import { newCommandId } from './command-id.ts'

const Text = z.object({ zh: z.string(), en: z.string() })

const Communities = z.object({
  items: z.array(z.object({ id: z.string(), name: Text, buildings: z.number(), homes: z.number(), devices: z.number(), points: z.number() }).loose()),
})
export const readCommunities = () => read(apiPath('/communities'), Communities)

const Series = z.object({
  device: z.string(),
  point: z.string(),
  unit: z.string().nullish(),
  points: z.array(z.array(z.unknown()).min(2)),
  next: z.string().nullish(),
})
export type SeriesRows = z.infer<typeof Series>['points']
export type SeriesRequest = {
  readonly community: string
  readonly device: string
  readonly point: string
  readonly from: number
  readonly to: number
  readonly every?: string | undefined
}

export function useSeries(request: SeriesRequest, refetchMs: number | false, enabled = true) {
  const { community, device, point, from, to, every } = request
  return useQuery({
    queryKey: ['series', request],
    queryFn: ({ signal }) =>
      read(apiPath('/series', { community, device, point, from: new Date(from).toISOString(), to: new Date(to).toISOString(), every }), Series, { signal }),
    placeholderData: (previous, query) => (sameSeries(query?.queryKey[1], request) ? previous : undefined),
    refetchInterval: refetchMs,
    enabled,
  })
}

function sameSeries(earlier: unknown, request: SeriesRequest): boolean {
  const known = z.object({ device: z.string(), point: z.string(), every: z.string().optional() }).safeParse(earlier)
  return known.success && known.data.device === request.device && known.data.point === request.point && known.data.every === request.every
}

const AlarmPage = z.object({ items: z.array(AlarmStateSchema), next: z.string().nullish() })
export type AlarmQuery = {
  readonly community: string
  readonly state: 'current' | 'all'
  readonly priority?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly limit?: number
}

const iso = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString())
const readAlarms = ({ community, state, priority, from, to, limit }: AlarmQuery, after: string | undefined, signal?: AbortSignal) =>
  read(apiPath('/alarms', { community, state, priority, from: iso(from), to: iso(to), limit, after }), AlarmPage, signal ? { signal } : {})

/** The first page of what is asked for, newest first. */
export const readAlarmPage = (query: AlarmQuery) => readAlarms(query, undefined)

/** Past and present alarms, newest first, page by page. */
export function useAlarmHistory(query: AlarmQuery) {
  return useInfiniteQuery({
    queryKey: ['alarms', query],
    queryFn: ({ pageParam, signal }) => readAlarms(query, pageParam, signal),
    initialPageParam: z.string().optional().parse(undefined),
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** Alarms of a stretch of time, for marks on the time line; asked again every half minute. */
export function useAlarmMarks(community: string, from: number, to: number) {
  return useQuery({
    queryKey: ['alarm-marks', community, from, to],
    queryFn: ({ signal }) => readAlarms({ community, state: 'all', from, to, limit: 500 }, undefined, signal),
    refetchInterval: 30_000,
    placeholderData: (previous) => previous,
  })
}

/** Every alarm a device ever raised, the newest 200, to be marked in its charts. */
export function useAlarmsOf(community: string, device: string) {
  return useQuery({
    queryKey: ['alarms-of', community, device],
    queryFn: ({ signal }) => read(apiPath('/alarms', { community, device, state: 'all', limit: 200 }), AlarmPage, { signal }),
    refetchInterval: 30_000,
  })
}

const Refused = z.object({ by: z.string().optional(), acknowledgedBy: z.string().optional() }).loose()

/** Who was first, when an act came too late (409); null for any other error. */
export function whoWasFirst(error: unknown): string | null {
  if (!(error instanceof ApiError) || error.status !== 409) return null
  const facts = Refused.safeParse(error.facts)
  return (facts.success ? (facts.data.by ?? facts.data.acknowledgedBy) : undefined) ?? ''
}

export type Acknowledgement = { readonly community: string; readonly id: string; readonly occurrence: string; readonly version: number }

export function useAcknowledge() {
  return useMutation({
    mutationFn: ({ community, id, occurrence, version }: Acknowledgement) =>
      post(apiPath(`/alarms/${encodeURIComponent(id)}/acknowledge`, { community }), { occurrence, version, commandId: newCommandId() }, z.unknown()),
  })
}

const QuarantineItem = z
  .object({
    id: z.string(),
    received: z.union([z.number(), z.string()]),
    via: z.string(),
    code: z.string(),
    reason: z.string(),
    device: z.string(),
    point: z.string(),
    value: z.string(),
    time: z.string().nullish(),
    origin: z.string().nullish(),
  })
  .loose()
export type QuarantineItem = z.infer<typeof QuarantineItem>
const QuarantinePage = z.object({ items: z.array(QuarantineItem), next: z.string().nullish(), total: z.number().optional() }).loose()

export function useQuarantine(community: string) {
  return useInfiniteQuery({
    queryKey: ['quarantine', community],
    queryFn: ({ pageParam, signal }) => read(apiPath('/quarantine', { community, limit: 200, after: pageParam }), QuarantinePage, { signal }),
    initialPageParam: z.string().optional().parse(undefined),
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 10_000,
  })
}

export type QuarantineAct = { readonly community: string; readonly id: string } & (
  | { readonly act: 'dismiss' }
  | { readonly act: 'assign'; readonly device: string; readonly point: string }
)

export function useResolveQuarantine() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: QuarantineAct) =>
      post(
        apiPath(`/quarantine/${encodeURIComponent(act.id)}/${act.act}`, { community: act.community }),
        act.act === 'assign' ? { device: act.device, point: act.point } : {},
        z.unknown(),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['quarantine'] }),
  })
}

const Messages = z.object({
  items: z.array(
    z.object({
      time: z.string(),
      received: z.string(),
      readings: z.array(
        z.object({ point: z.string(), value: z.unknown(), quality: z.enum(qualities), flags: z.array(z.enum(flags)), origin: z.enum(origins) }),
      ),
    }),
  ),
  since: z.string(),
  next: z.string().nullable(),
})
export type DeviceMessage = z.infer<typeof Messages>['items'][number]

/** What a device said, newest first, page by page, up to `at` (ms) or, for null, up to now. */
export function useDeviceMessages(community: string, device: string, at: number | null) {
  return useInfiniteQuery({
    queryKey: ['messages', community, device, at],
    queryFn: ({ pageParam, signal }) =>
      read(
        apiPath(`/communities/${encodeURIComponent(community)}/devices/${encodeURIComponent(device)}/messages`, { at: iso(at ?? undefined), after: pageParam }),
        Messages,
        { signal },
      ),
    initialPageParam: z.string().optional().parse(undefined),
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** How much of a device waits in quarantine: it was sent, but could not be taken in. */
export const useRefusedOf = (community: string, device: string) =>
  useQuery({
    queryKey: ['quarantine', community, 'of', device],
    queryFn: async ({ signal }) => (await read(apiPath('/quarantine', { community, device, limit: 1 }), QuarantinePage, { signal })).total ?? 0,
  })

const Facts = z.record(z.string(), z.unknown())

/** The server's own account of itself, shown as it comes so that a new figure needs no change here. */
export const useSystem = () => useQuery({ queryKey: ['system'], queryFn: ({ signal }) => read(apiPath('/system'), Facts, { signal }), refetchInterval: 3000 })
export const useHealth = () => useQuery({ queryKey: ['health'], queryFn: ({ signal }) => read(apiPath('/health'), Facts, { signal }), refetchInterval: 3000 })

const Scenarios = z.object({
  items: z.array(
    z.object({ id: z.string(), name: Text, description: Text.optional(), durationSeconds: z.number().optional(), running: z.boolean().optional() }).loose(),
  ),
})

/** Scripted events; null where the server has none to offer. */
export function useScenarios(community: string) {
  return useQuery({
    queryKey: ['scenarios', community],
    queryFn: ({ signal }) =>
      read(apiPath('/scenarios', { community }), Scenarios, { signal }).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 404) return null
        throw error
      }),
    retry: false,
    refetchInterval: 5000,
  })
}

export function useStartScenario() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ community, id }: { readonly community: string; readonly id: string }) =>
      post(apiPath(`/scenarios/${encodeURIComponent(id)}/start`, { community }), {}, z.unknown()),
    onSuccess: () => client.invalidateQueries({ queryKey: ['scenarios'] }),
  })
}

const Knowing = z.object({
  time: z.string(),
  findings: z.array(
    z.object({
      rule: z.enum(findingRules),
      device: z.string(),
      point: z.string().nullable(),
      devices: z.number(),
      value: z.number(),
      usual: z.number().nullable(),
      limit: z.number().nullable(),
      alarm: z.string().nullable(),
      expectedAt: z.number().nullable(),
      compared: z.array(z.object({ from: z.number(), to: z.number(), value: z.number() })),
      alike: z.number(),
      weight: z.number(),
    }),
  ),
})

/** What is worth knowing as of `at` (ms), which callers round so that not every second asks anew. */
export function useKnowing(community: string, at: number, enabled: boolean) {
  return useQuery({
    queryKey: ['knowing', community, at],
    queryFn: ({ signal }) => read(apiPath(`/communities/${encodeURIComponent(community)}/knowing`, { at: new Date(at).toISOString() }), Knowing, { signal }),
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  })
}
