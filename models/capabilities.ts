import type { Capability } from './declare/index.ts'
import { above, below, boolean, command, driven, hours, is, low, medium, mostlyFirst, number, share, state, steady, text } from './declare/index.ts'

/** A battery that lasts for years; `every` in seconds. */
export const battery =
  ({ every = hours(12), lowBelow = 20 }: { every?: number; lowBelow?: number } = {}): Capability =>
  (device) => ({
    points: { battery: number({ name: text('电池电量', 'Battery'), unit: '%', range: [0, 100], resolution: 1, every, usual: steady(82, 9) }) },
    alarms: {
      batteryLow: low({
        name: text(`${device.zh}电量低`, `${device.en}: battery low`),
        when: below('battery', lowBelow, { deadband: 5 }),
        cause: text(
          `${device.zh}的电池接近寿命终点，或低温、弱信号使耗电加快`,
          `The battery is near its end, or cold and a weak signal drain it. Device: ${device.en}`,
        ),
        consequence: text(`几周内${device.zh}将停止工作`, `Within weeks: ${device.en} stops working`),
        response: text(`安排更换${device.zh}电池，换后自检一次`, `Plan a new battery, then a self-test. Device: ${device.en}`),
      }),
    },
  })

/** Received power of the radio: below −115 dBm an NB-IoT module reaches coverage level 2 and drains its battery. */
export const signal =
  (network: 'NB-IoT' | 'LoRa' | '4G' | 'Wi-Fi', { every = hours(12), usual = -92 }: { every?: number; usual?: number } = {}): Capability =>
  (device) => ({
    points: {
      signal: number({ name: text(`${network} 信号强度`, `${network} signal`), unit: 'dBm', range: [-150, 0], resolution: 1, every, usual: steady(usual, 5) }),
    },
    alarms: {
      signalWeak: low({
        name: text(`${device.zh}信号弱`, `${device.en}: signal weak`),
        when: below('signal', network === 'Wi-Fi' ? -82 : -115, { deadband: 5 }),
        for: hours(1),
        cause: text(
          `${device.zh}处 ${network} 覆盖差，或天线被金属遮挡`,
          `${network} coverage is poor there, or metal hides the antenna. Device: ${device.en}`,
        ),
        consequence: text(`${device.zh}的报文可能迟到或丢失`, `Messages may come late or not at all. Device: ${device.en}`),
        response: text(
          `移开遮挡或调整${device.zh}位置，必要时请运营商补点`,
          `Clear the antenna or move the device, else ask the carrier for coverage. Device: ${device.en}`,
        ),
      }),
    },
  })

/** A contact that opens when the device is taken off or its case opened. */
export const tamper =
  ({ every = hours(12) }: { every?: number } = {}): Capability =>
  (device) => ({
    points: {
      tamper: boolean({ name: text('防拆', 'Tamper'), every, labels: { true: text('被拆动', 'Taken off'), false: text('正常', 'In place') }, usual: share(0) }),
    },
    alarms: {
      tampered: medium({
        name: text(`${device.zh}被拆动`, `${device.en}: taken off`),
        when: is('tamper', true),
        cause: text(`${device.zh}被取下、外壳被打开，或安装松动`, `Taken off, its case opened, or come loose. Device: ${device.en}`),
        consequence: text(`${device.zh}可能已失去作用`, `It may no longer do its work. Device: ${device.en}`),
        response: text(`先联系住户或就近人员，再到场复位${device.zh}`, `Call the household or whoever is near, then put it back. Device: ${device.en}`),
      }),
    },
  })

/** Mains with a back-up battery inside. */
export const mainsSupply =
  ({ every = hours(1) }: { every?: number } = {}): Capability =>
  (device) => ({
    points: {
      supply: state({
        name: text('供电', 'Supply'),
        every,
        states: { mains: text('市电', 'Mains'), backup: text('备用电池', 'Back-up battery'), failing: text('备电将尽', 'Back-up nearly empty') },
        usual: mostlyFirst(),
      }),
    },
    alarms: {
      onBackup: low({
        name: text(`${device.zh}市电中断`, `${device.en}: mains lost`),
        when: is('supply', 'backup'),
        cause: text(`${device.zh}的回路停电、插头松脱或空开跳闸`, `Its circuit is off, a plug is loose or a breaker tripped. Device: ${device.en}`),
        consequence: text(`备电用完后${device.zh}停止工作`, `It stops when the back-up is empty. Device: ${device.en}`),
        response: text(`查${device.zh}所在回路，恢复市电`, `Find its circuit and restore the mains. Device: ${device.en}`),
      }),
      backupEmpty: medium({
        name: text(`${device.zh}备电将尽`, `${device.en}: back-up nearly empty`),
        when: is('supply', 'failing'),
        cause: text(`${device.zh}市电中断过久，或备用电池老化`, `The mains was away too long, or the back-up battery is old. Device: ${device.en}`),
        consequence: text(`几分钟内${device.zh}将完全断电`, `Dark within minutes. Device: ${device.en}`),
        response: text(`立即为${device.zh}送电，并安排更换备用电池`, `Bring power to it now and plan a new back-up battery. Device: ${device.en}`),
      }),
    },
  })

/** Overheating inside a cabinet or controller, °C. */
export const cabinetTemperature =
  ({ hotAbove = 60, every = hours(1) }: { hotAbove?: number; every?: number } = {}): Capability =>
  (device) => ({
    points: {
      cabinetTemperature: number({
        name: text('柜内温度', 'Temperature inside'),
        unit: '°C',
        range: [-40, 120],
        resolution: 0.1,
        every,
        onChange: 2,
        usual: driven('outdoorTemperature', { scale: 0.8, offset: 9, spread: 1.5 }),
      }),
    },
    alarms: {
      cabinetHot: medium({
        name: text(`${device.zh}柜内过热`, `${device.en}: hot inside`),
        when: above('cabinetTemperature', hotAbove, { deadband: 3 }),
        cause: text(`${device.zh}的风扇停转、通风口堵塞或接线松动发热`, `A stopped fan, a blocked vent or a loose hot terminal. Device: ${device.en}`),
        consequence: text(`${device.zh}可能停机，接线处有起火危险`, `It may shut down; a hot terminal can start a fire. Device: ${device.en}`),
        response: text(`到场查看${device.zh}，闻到焦味先断电`, `Go and look; if it smells burnt cut the power first. Device: ${device.en}`),
      }),
    },
  })

/** The device tests itself when told to. */
export const selfTest = (): Capability => (device) => ({
  commands: { selfTest: command({ name: text(`${device.zh}自检`, `Self-test: ${device.en}`), danger: 'safe' }) },
})
