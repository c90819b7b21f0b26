import { above, all, badge, below, boolean, command, counter, device, driven, high, hours, is, lamp, low, mains, medium, minutes, mostlyFirst, number, numberArgument, share, state, subsystem, text, theArgument } from '../declare/index.ts'

/** Dark from dusk to dawn; after eleven at night lamps burn at half. */
const lampWatts = { scale: 42, offset: 0.6, spread: 1.5 }

const streetLamp = device({
  name: text('单灯控制器', 'Lamp'),
  source: 'CJJ/T 227-2014 城市照明自动控制系统技术规范; LED lamps of 60 W with single-lamp controllers',
  points: {
    level: number({ name: text('调光', 'Dim level'), unit: '%', range: [0, 100], resolution: 1, every: minutes(30), onChange: 5, usual: driven('darkness', { scale: 78, offset: 0, spread: 2 }) }),
    power: number({ name: text('灯功率', 'Power'), unit: 'W', range: [0, 300], resolution: 0.1, every: minutes(30), onChange: 5, usual: driven('darkness', lampWatts) }),
    energy: counter({ name: text('灯累计电量', 'Energy'), unit: 'kWh', range: [0, 99_999.99], resolution: 0.01, every: hours(1), usual: driven('darkness', { scale: 0.042, offset: 0.0006, spread: 0.001 }) }),
    fault: state({
      name: text('灯故障', 'Fault'),
      every: hours(6),
      states: { none: text('无', 'None'), lampOut: text('灯不亮', 'Lamp out'), driver: text('电源故障', 'Driver fault'), leakage: text('灯杆漏电', 'Pole leaks current'), tilted: text('灯杆倾斜', 'Pole leaning') },
      usual: mostlyFirst(),
    }),
  },
  alarms: {
    leakage: high({
      name: text('灯杆漏电', 'Lamp pole live'),
      when: is('fault', 'leakage'),
      for: 0,
      latch: true,
      cause: text('接线盒进水或电缆破皮', 'Water in the box or a damaged cable'),
      consequence: text('雨天触碰灯杆触电', 'Touching the pole in the rain gives a shock'),
      response: text('立即断开该照明回路,围挡灯杆 8 米', 'Cut its circuit at once and fence 8 m around the pole'),
      opens: 'leaking-current',
    }),
    tilted: medium({
      name: text('灯杆倾斜', 'Lamp pole leaning'),
      when: is('fault', 'tilted'),
      cause: text('车辆撞击、基础松动或大风', 'A car, a loose footing or a gale'),
      consequence: text('倒伏砸人砸车', 'It may fall on people or cars'),
      response: text('派人拉警戒线,断电后扶正', 'Cordon it off, cut the power, set it upright'),
    }),
    lampOut: low({
      name: text('路灯不亮', 'Lamp out'),
      when: is('fault', 'lampOut'),
      cause: text('灯珠损坏或熔丝断', 'Burnt LEDs or a blown fuse'),
      consequence: text('该段夜间昏暗,老人易绊倒', 'A dark stretch where old people stumble'),
      response: text('三天内更换;无障碍坡道旁当日更换', 'Replace within three days; beside a ramp the same day'),
    }),
    driverFault: low({
      name: text('路灯电源故障', 'Lamp driver faulty'),
      when: is('fault', 'driver'),
      cause: text('驱动电源过热或雷击', 'The driver overheated or was hit by lightning'),
      consequence: text('闪烁或不能调光', 'It flickers or does not dim'),
      response: text('记录型号,批量出现报厂家质保', 'Note the model; several of them are a warranty case'),
    }),
    burningByDay: low({
      name: text('灯功率异常', 'Lamp draws too much'),
      when: above('power', 80, { deadband: 5 }),
      for: minutes(30),
      cause: text('私接用电或驱动异常', 'Someone tapped the line or the driver fails'),
      consequence: text('线路过热和电费损失', 'A hot line and lost money'),
      response: text('现场检查检修门是否被私接', 'Look for a tap behind the pole’s door'),
    }),
  },
  commands: {
    dim: command({ name: text('调光', 'Dim'), danger: 'safe', arguments: { level: numberArgument(text('亮度', 'Level'), '%', [0, 100]) }, confirmedBy: { point: 'level', value: theArgument('level') } }),
    automatic: command({ name: text('恢复自动', 'Back to schedule'), danger: 'safe' }),
  },
  whenSilent: {
    class: 'low',
    consequence: text('该灯按本地时控运行,故障看不到', 'It runs on its own clock; faults are not seen'),
    response: text('晚间巡视时目视确认', 'Look at it on the evening round'),
  },
  mount: { on: 'pole', heightMeters: 5, rule: 'CJJ 45-2015' },
  shows: lamp('level'),
  headline: ['level', 'power', 'fault'],
})

const circuit = device({
  name: text('照明回路控制箱', 'Lighting circuit'),
  source: 'CJJ/T 227-2014 monitoring terminals of lighting cabinets (to be checked)',
  points: {
    contactor: state({ name: text('接触器', 'Contactor'), every: minutes(30), states: { off: text('断开', 'Off'), on: text('吸合', 'On') }, usual: mostlyFirst({ on: 0.48 }) }),
    current: number({ name: text('回路电流', 'Circuit current'), unit: 'A', range: [0, 100], resolution: 0.01, every: minutes(15), onChange: 1, usual: driven('darkness', { scale: 5.6, offset: 0.05, spread: 0.15 }) }),
    voltage: number({ name: text('回路电压', 'Circuit voltage'), unit: 'V', range: [0, 450], resolution: 0.1, every: minutes(30), onChange: 8, usual: mains() }),
    power: number({ name: text('回路功率', 'Circuit power'), unit: 'kW', range: [0, 30], resolution: 0.001, every: minutes(15), onChange: 0.2, usual: driven('darkness', { scale: 1.22, offset: 0.01, spread: 0.03 }) }),
    energy: counter({ name: text('回路累计电量', 'Circuit energy'), unit: 'kWh', range: [0, 999_999.99], resolution: 0.01, every: hours(1), usual: driven('darkness', { scale: 1.22, offset: 0.01, spread: 0.01 }) }),
    leakage: number({ name: text('回路漏电流', 'Circuit leakage'), unit: 'mA', range: [0, 1000], resolution: 1, every: minutes(30), onChange: 20, usual: driven('rain', { scale: 6, offset: 22, spread: 3 }) }),
    cabinetDoor: boolean({ name: text('箱门', 'Cabinet door'), every: hours(6), labels: { true: text('打开', 'Open'), false: text('关闭', 'Shut') }, usual: share(0) }),
  },
  alarms: {
    leaking: high({
      name: text('照明回路漏电', 'Lighting circuit leaks current'),
      when: above('leakage', 300, { deadband: 30 }),
      for: 10,
      latch: true,
      cause: text('地埋电缆绝缘破损或灯座进水', 'A damaged buried cable or water in a socket'),
      consequence: text('灯杆和积水带电', 'Poles and puddles become live'),
      response: text('切断回路,沿线排查,夜间以便携灯替代', 'Cut the circuit, search along it, use portable light at night'),
      opens: 'leaking-current',
    }),
    dead: medium({
      name: text('回路合闸无电流', 'Circuit on, no current'),
      when: all(is('contactor', 'on'), below('current', 0.1, { deadband: 0.1 })),
      for: minutes(5),
      cause: text('主空开跳闸或电缆被挖断', 'The main breaker tripped or a cable was dug up'),
      consequence: text('整条路全黑', 'The whole path is dark'),
      response: text('先看有无施工,派电工;黑暗路段临时值守', 'Look for works first, send the electrician, post someone on the dark path'),
    }),
    doorOpen: medium({
      name: text('照明控制箱门打开', 'Lighting cabinet open'),
      when: is('cabinetDoor', true),
      for: minutes(5),
      cause: text('检修未关或被人撬开', 'Not shut after work or prised open'),
      consequence: text('儿童触电、线缆被盗', 'A child may touch live parts; cables may be stolen'),
      response: text('调摄像机,派人上锁', 'Look by camera and have it locked'),
    }),
    voltageHigh: low({
      name: text('照明回路电压高', 'Lighting voltage high'),
      when: above('voltage', 240, { deadband: 3 }),
      for: minutes(15),
      cause: text('后半夜轻载', 'Light load late at night'),
      consequence: text('灯具寿命缩短', 'Lamps live shorter'),
      response: text('报供电所,或降低调光上限', 'Tell the utility or lower the dim limit'),
      source: 'GB/T 12325-2008 with a margin (to be checked)',
    }),
  },
  commands: {
    switchOn: command({ name: text('回路合闸', 'Switch on'), danger: 'safe', confirmedBy: { point: 'contactor', value: 'on' } }),
    switchOff: command({ name: text('回路分闸', 'Switch off'), danger: 'armed', confirmedBy: { point: 'contactor', value: 'off' } }),
    dimAll: command({ name: text('整路调光', 'Dim all lamps'), danger: 'safe', arguments: { level: numberArgument(text('整路亮度', 'Level of all'), '%', [0, 100]) } }),
  },
  whenSilent: {
    class: 'low',
    consequence: text('照明不能远程开关', 'The lights cannot be switched from here'),
    response: text('核对天黑后是否自动亮灯', 'See whether they come on by themselves at dusk'),
  },
  mount: { on: 'ground', heightMeters: 1.2 },
  shows: badge('lightbulb', 'contactor'),
  headline: ['contactor', 'power', 'leakage'],
})

export const lighting = subsystem({
  id: 'lighting',
  code: 'B3',
  name: text('智能照明', 'Smart lighting'),
  need: 'convenience',
  icon: 'lightbulb',
  devices: { lamp: streetLamp, circuit },
  summary: { type: 'lamp', point: 'power', figure: 'sum', unit: 'W', label: text('路灯总功率', 'Power of all lamps') },
})
