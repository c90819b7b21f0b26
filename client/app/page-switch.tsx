import { Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { focusOfPlace } from '../state/navigate.ts'
import { useTwin } from '../state/twin.ts'
import { view } from '../state/view.ts'
import { EmptyFace, LoadingFace } from '../ui/faces.tsx'
import { useText } from '../ui/text.tsx'
import { later } from './later.ts'

const AlarmHistoryPage = later(async () => (await import('../features/alarms/history-page.tsx')).AlarmHistoryPage)
const QuarantinePage = later(async () => (await import('../features/quarantine/quarantine-page.tsx')).QuarantinePage)
const DevicesPage = later(async () => (await import('../features/devices/devices-page.tsx')).DevicesPage)
const SystemPage = later(async () => (await import('../features/system/system-page.tsx')).SystemPage)

/** The pages besides the scene; `onScene` goes back to it. */
export function PageSwitch({ onScene }: { readonly onScene: () => void }) {
  const { register, places, seek } = useTwin()
  const text = useText()
  const show = (id: string): void => {
    const entry = register.devices.get(id)
    view.setState({ selection: { kind: 'device', id }, ...(entry ? { focus: focusOfPlace(places, entry.device.place) } : {}) })
    onScene()
  }
  return (
    <Suspense fallback={<LoadingFace />}>
      <Switch>
        <Route path="/alarms">
          <AlarmHistoryPage
            onReplay={({ device, raisedAt }) => {
              seek(raisedAt)
              show(device)
            }}
          />
        </Route>
        <Route path="/quarantine">
          <QuarantinePage />
        </Route>
        <Route path="/devices">
          <DevicesPage onOpen={({ id }) => show(id)} />
        </Route>
        <Route path="/system">
          <SystemPage />
        </Route>
        <Route>
          <EmptyFace title={text({ zh: '没有这一页', en: 'There is no such page' })} />
        </Route>
      </Switch>
    </Suspense>
  )
}
