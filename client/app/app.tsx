import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { TwinContext } from '../state/twin.ts'
import { useView } from '../state/use-view.ts'
import { LanguageProvider, useText } from '../ui/text.tsx'
import { syncAddress } from './address-sync.ts'
import { fetchScene } from './fetch-scene.ts'
import { appStrings as strings } from './strings.ts'
import { useAppearance } from './use-appearance.ts'

/**
 * What opens the community, what shows it and the scene are fetched side by side; this file is what stands on screen meanwhile.
 * A scene that cannot be fetched is said where it would stand.
 */
async function open(signal: AbortSignal) {
  const parts = Promise.all([import('./shell.tsx'), import('./open-twin.ts').then(({ openTwin }) => openTwin(signal))])
  fetchScene()?.catch(() => undefined)
  const [{ Shell }, twin] = await parts
  return { Shell, twin }
}

const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, staleTime: 2000 } } })

export function App() {
  const language = useView((view) => view.language)
  useEffect(() => syncAddress(window), [])
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider language={language}>
        <Opening />
      </LanguageProvider>
    </QueryClientProvider>
  )
}

/** Opens the community, then shows the shell; says so when it cannot, and tries again. */
function Opening() {
  const text = useText()
  const {
    data: opened,
    error,
    refetch,
  } = useQuery({
    queryKey: ['twin'],
    queryFn: ({ signal }) => open(signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: true,
    retryDelay: 2000,
  })
  useAppearance(opened?.twin.now ?? Date.now, opened?.twin.community.origin ?? null)
  if (opened)
    return (
      <TwinContext value={opened.twin}>
        <opened.Shell />
      </TwinContext>
    )
  return (
    <div className="opening">
      <div className="opening-box" role="status">
        <strong>邻里 Linli</strong>
        {error ? (
          <>
            <span>
              {text(strings.cannotOpen)}: {error.message}
            </span>
            <button type="button" className="button" onClick={() => void refetch()}>
              {text(strings.retry)}
            </button>
          </>
        ) : (
          <span>{text(strings.loading)}</span>
        )}
      </div>
    </div>
  )
}
