import { battery, selfTest, signal, tamper } from '../capabilities.ts'
import {
  above,
  all,
  command,
  device,
  driven,
  hours,
  is,
  lifeSafety,
  low,
  medium,
  minutes,
  mostlyFirst,
  number,
  rising,
  state,
  steady,
  subsystem,
  text,
  tint,
} from '../declare/index.ts'
import { smokeRamp } from './ramps.ts'

export const smoke = subsystem({
  id: 'smoke',
  code: 'A1',
  name: text('智能烟感', 'Smoke detection'),
  need: 'safety',
  icon: 'flame',
  devices: {
    detector: device({
      name: text('独立式感烟火灾探测报警器', 'Smoke alarm'),
      source:
        'GB 20517-2025 独立式感烟火灾探测报警器 and GB/T 45839-2025 独立式火灾探测报警器组网通用技术要求 (both since 2026-06-01): fire within 30 s; removed from its base, battery and signal, the latter two at least every 24 h; NB-IoT alarms on the market',
      has: [battery(), signal('NB-IoT'), tamper(), selfTest()],
      points: {
        obscuration: number({
          name: text('烟雾浓度', 'Obscuration'),
          unit: 'dB/m',
          range: [0, 10],
          resolution: 0.001,
          every: minutes(30),
          onChange: 0.02,
          usual: steady(0.008, 0.004),
        }),
        temperature: number({
          name: text('温度', 'Temperature'),
          unit: '°C',
          range: [-40, 150],
          resolution: 0.1,
          every: minutes(30),
          onChange: 2,
          usual: driven('indoorTemperature', { scale: 1, offset: 1, spread: 0.8 }),
        }),
        chamber: state({
          name: text('迷宫状态', 'Chamber'),
          every: hours(12),
          states: { clean: text('洁净', 'Clean'), dirty: text('积尘', 'Dirty'), faulty: text('传感故障', 'Sensor fault') },
          usual: mostlyFirst(),
        }),
      },
      alarms: {
        fire: lifeSafety({
          name: text('火警：烟雾', 'Fire: smoke'),
          when: above('obscuration', 0.15, { deadband: 0.05 }),
          cause: text('探测室内有烟：起火、油锅过热、或大量水汽灰尘', 'Smoke in the chamber: a fire, an overheated pan, or much steam or dust'),
          consequence: text(
            '数分钟内烟气充满房间并蔓延到楼梯间，老人和儿童来不及撤离',
            'Within minutes smoke fills the room and the stair; old people and children cannot get out',
          ),
          response: text(
            '立即电话核实并派最近人员到场；确认起火即拨 119，报楼、单元、室号和燃烧物；通知同单元撤离，不乘电梯',
            'Call the home and send the nearest person at once. If it is real dial 119 with building, entrance, home and what burns; clear the stair, no lifts',
          ),
          opens: 'fire-at-home',
          source:
            'GB 4715-2024 §5.7: point detectors of type B respond from 0.15 dB/m, type A from 0.05; what GB 20517-2025 §5.10 asks of stand-alone alarms is to be checked',
        }),
        heat: lifeSafety({
          name: text('火警：高温', 'Fire: heat'),
          when: above('temperature', 57, { deadband: 5 }),
          cause: text('顶棚下温度达到感温报警值', 'The air under the ceiling has reached the response temperature of a heat detector'),
          consequence: text('明火已经发展，房间接近轰燃', 'Open fire has grown; the room nears flashover'),
          response: text(
            '按真实火灾处置：拨 119，组织上下层撤离，禁止开门查看',
            'Treat as a real fire: dial 119, clear the floors above and below, do not open the door to look',
          ),
          opens: 'fire-at-home',
          source: 'GB 4716 点型感温火灾探测器 after EN 54-5: A1 and A2 respond from 54 °C (figure to be checked)',
        }),
        heating: medium({
          name: text('室温异常上升', 'Room heating up fast'),
          when: all(above('temperature', 40, { deadband: 3 }), rising('temperature', 4)),
          cause: text('灶具空烧、取暖器过近，或阴燃开始', 'A dry pan, a heater too close, or something smouldering'),
          consequence: text('可能在几分钟后转为火警', 'May turn into a fire within minutes'),
          response: text('电话询问住户是否离人用火；无人应答按火警派人', 'Ring the home and ask about the stove; if nobody answers send someone as for a fire'),
          opens: 'fire-at-home',
        }),
        chamberFault: medium({
          name: text('烟感传感器故障', 'Smoke sensor faulty'),
          when: is('chamber', 'faulty'),
          cause: text('红外发射或接收元件失效', 'The infrared source or receiver has failed'),
          consequence: text('该房间失去火灾探测', 'This room has no fire detection'),
          response: text('24 小时内更换；更换前提醒住户不要离人用火', 'Replace within 24 hours; until then ask the household not to leave a flame alone'),
        }),
        chamberDirty: low({
          name: text('烟感积尘', 'Smoke chamber dirty'),
          when: is('chamber', 'dirty'),
          for: hours(24),
          cause: text('油烟、装修粉尘进入迷宫', 'Grease or building dust in the chamber'),
          consequence: text('误报增多，灵敏度漂移', 'More false alarms, drifting sensitivity'),
          response: text('列入本周清洁，清洁后做烟枪试验', 'Put on this week’s cleaning round; test with smoke afterwards'),
        }),
      },
      commands: {
        silence: command({ name: text('消音', 'Silence'), danger: 'armed' }),
        locate: command({ name: text('鸣响定位', 'Sound to locate'), danger: 'safe' }),
      },
      whenSilent: {
        class: 'medium',
        consequence: text('无法得知该房间是否起火', 'A fire in this room would not be seen here'),
        response: text(
          '先看同网关、同楼栋是否一并失联；单台失联当日上门检查',
          'See first whether its whole building is silent; a single one is visited the same day',
        ),
      },
      mount: { on: 'ceiling', heightMeters: 2.6, rule: 'GB 50116-2013 §6.2' },
      shows: tint('room', { by: 'obscuration', ramp: smokeRamp }),
      headline: ['obscuration', 'temperature', 'battery'],
    }),
  },
  summary: { type: 'detector', point: 'obscuration', figure: 'max', unit: 'dB/m', label: text('最高烟雾浓度', 'Highest obscuration') },
})
