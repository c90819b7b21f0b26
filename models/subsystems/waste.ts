import { battery, signal } from '../capabilities.ts'
import { above, command, daily, device, event, driven, high, hours, is, level, low, medium, minutes, mostlyFirst, number, perHour, rising, all, state, subsystem, text } from '../declare/index.ts'

const deposits = [0.1, 0, 0, 0, 0.2, 1, 4, 8, 6, 3, 2, 3, 3, 2, 1.5, 2, 3, 6, 9, 8, 5, 2.5, 1, 0.4]

export const waste = subsystem({
  id: 'waste',
  code: 'D2',
  name: text('垃圾分类', 'Waste sorting'),
  need: 'environment',
  icon: 'trash-2',
  devices: {
    bin: device({
      name: text('智能分类垃圾桶', 'Sorting bin'),
      source: 'GB/T 19095-2019 生活垃圾分类标志; ultrasonic bin sensors and sorting stations on the market (to be checked)',
      has: [battery({ every: hours(12) }), signal('NB-IoT', { usual: -96 })],
      points: {
        fill: number({ name: text('满溢度', 'Fill'), unit: '%', range: [0, 100], resolution: 1, every: minutes(30), onChange: 4, usual: daily([45, 45, 45, 45, 45, 46, 52, 12, 20, 26, 30, 34, 38, 41, 43, 45, 48, 54, 62, 70, 16, 28, 36, 42], 6) }),
        weight: number({ name: text('重量', 'Weight'), unit: 'kg', range: [0, 300], resolution: 0.1, every: minutes(30), onChange: 3, usual: daily([27, 27, 27, 27, 27, 28, 31, 7, 12, 16, 18, 20, 23, 25, 26, 27, 29, 32, 37, 42, 10, 17, 22, 25], 4) }),
        innerTemperature: number({ name: text('桶内温度', 'Temperature inside'), unit: '°C', range: [-40, 150], resolution: 0.1, every: minutes(30), onChange: 4, usual: driven('outdoorTemperature', { scale: 0.9, offset: 5, spread: 1 }) }),
        lid: state({ name: text('桶盖', 'Lid'), every: hours(1), states: { closed: text('关闭', 'Closed'), open: text('打开', 'Open'), jammed: text('卡住', 'Jammed') }, usual: mostlyFirst({ open: 0.04 }) }),
        deposit: event({
          name: text('投放', 'Deposit'),
          every: hours(6),
          events: { sorted: text('正确投放', 'Sorted'), wrong: text('错误投放', 'Wrongly sorted'), collected: text('清运', 'Collected') },
          usual: perHour(deposits, { sorted: 88, wrong: 10, collected: 2 }),
        }),
      },
      alarms: {
        burning: high({
          name: text('垃圾桶起火', 'Bin on fire'),
          when: above('innerTemperature', 75, { deadband: 10 }),
          for: 0,
          latch: true,
          cause: text('烟头、热灰或电池自燃', 'A cigarette, hot ash or a battery'),
          consequence: text('引燃旁边车辆、树木或一楼窗户', 'It spreads to cars, trees or ground-floor windows'),
          response: text('看摄像机,派人带水基灭火器,蔓延拨 119', 'Look by camera, send someone with a water extinguisher, dial 119 if it spreads'),
          opens: 'fire-outdoors',
        }),
        smouldering: medium({
          name: text('垃圾桶升温过快', 'Bin heating up'),
          when: all(above('innerTemperature', 45, { deadband: 5 }), rising('innerTemperature', 2)),
          for: 0,
          cause: text('厨余发酵或阴燃', 'Kitchen waste ferments or something smoulders'),
          consequence: text('可能转为明火', 'May turn into open fire'),
          response: text('派最近保洁员翻看,浇水', 'Send the nearest cleaner to look and pour water'),
          opens: 'fire-outdoors',
        }),
        full: low({
          name: text('垃圾桶已满', 'Bin full'),
          when: above('fill', 90, { deadband: 20 }),
          for: minutes(30),
          cause: text('清运延误或集中投放', 'Collection is late or many came at once'),
          consequence: text('散落桶外,招引鼠蝇', 'Waste lies around and brings rats and flies'),
          response: text('加一次清运,通知保洁', 'Add a round and tell the cleaner'),
        }),
        heavy: low({
          name: text('垃圾桶超重', 'Bin too heavy'),
          when: above('weight', 110, { deadband: 10 }),
          for: minutes(30),
          cause: text('装修垃圾混投', 'Building rubble among the waste'),
          consequence: text('提桶机械损坏,工人受伤', 'The lift of the truck breaks; workers are hurt'),
          response: text('查投放记录,劝导单独清运', 'See who left it, ask for a separate collection'),
        }),
        lidJammed: low({
          name: text('桶盖卡住', 'Lid jammed'),
          when: is('lid', 'jammed'),
          for: minutes(30),
          cause: text('异物卡住或电机故障', 'Something in the hinge or a failed motor'),
          consequence: text('无法投放或异味外泄', 'Nothing goes in, or it smells'),
          response: text('保洁到场清理,无效报修', 'The cleaner clears it, else repair'),
        }),
      },
      commands: { openLid: command({ name: text('开盖', 'Open the lid'), danger: 'safe', confirmedBy: { point: 'lid', value: 'open' } }) },
      whenSilent: {
        class: 'low',
        consequence: text('满桶不能自动通知', 'A full bin does not report itself'),
        response: text('按固定班次清运', 'Collect by the timetable'),
      },
      mount: { on: 'ground', heightMeters: 1, rule: 'GB/T 19095-2019' },
      shows: level({ by: 'fill', full: 100 }),
      headline: ['fill', 'weight', 'deposit'],
    }),
  },
  summary: { type: 'bin', point: 'fill', figure: 'mean', unit: '%', label: text('平均满溢度', 'Mean fill') },
})
