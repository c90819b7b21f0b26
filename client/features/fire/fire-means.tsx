import type { FireGround } from '../../../models/engines/fire/fire-ground.ts'
import { pixelClassOf } from '../../../models/engines/view/pixel-classes.ts'
import { focusOn, select } from '../../state/navigate.ts'
import { deviceName, floorName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { FireChip, FireRow } from './fire-row.tsx'
import { fireStrings as strings } from './strings.ts'

const camerasShown = 3

/** Where people gather, what fights the fire and how far it is on foot, and which cameras see the entrance. */
export function FireMeans({ ground }: { readonly ground: FireGround }) {
  const { places } = useTwin()
  const text = useText()
  const language = useLanguage()
  const { wayOut, hydrants, extinguishers, cameras, building, level } = ground
  return (
    <>
      <FireRow name={text(strings.way)}>
        {wayOut ? (
          <span className="number">{text(strings.onFoot, { name: wayOut.to.name[language], metres: Math.round(wayOut.meters) })}</span>
        ) : (
          <span className="faint">{text(strings.noAssembly)}</span>
        )}
      </FireRow>
      <FireRow name={text(strings.water)}>
        {hydrants.length === 0 && <span className="faint">{text(strings.noHydrant)}</span>}
        {hydrants.map(({ thing: { id, position }, meters }) => (
          <FireChip key={id} onPick={() => select({ kind: 'spot', id: position.join(',') })}>
            {text(strings.hydrant, { id, metres: Math.round(meters) })}
          </FireChip>
        ))}
        {hydrants.length > 0 && <span className="faint fire-line">{text(strings.noPressure)}</span>}
      </FireRow>
      <FireRow name={text(strings.extinguisher)}>
        {extinguishers === null && <span className="faint">{text(strings.unknownExtinguishers)}</span>}
        {extinguishers?.length === 0 && <span className="faint">{text(strings.noExtinguisher)}</span>}
        {extinguishers?.map(({ thing: { id, floor, count, unit }, meters }) => (
          <FireChip key={id} onPick={() => focusOn({ level: 'floor', building: building.id, floor, unit })}>
            {floor === level
              ? text(strings.thisLanding, { count })
              : text(strings.landing, { floor: floorName(floor, language), count, metres: Math.round(meters) })}
          </FireChip>
        ))}
      </FireRow>
      <FireRow name={text(strings.camera)}>
        {cameras.length === 0 && <span className="faint">{text(strings.noCamera)}</span>}
        {cameras.slice(0, camerasShown).map(({ camera, sight }) => (
          <FireChip key={camera.id} onPick={() => select({ kind: 'device', id: camera.id })}>
            {deviceName(places, camera, language)} · {Math.round(sight.pixelsPerMeter)} px/m {pixelClassOf(sight.pixelsPerMeter)?.name[language]}
          </FireChip>
        ))}
      </FireRow>
    </>
  )
}
