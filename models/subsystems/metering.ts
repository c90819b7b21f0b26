import { battery } from '../capabilities.ts'
import { above, all, any, badge, below, command, counter, daily, device, driven, during, high, hours, low, mains, medium, minutes, mostlyFirst, number, state, subsystem, text, windows } from '../declare/index.ts'

/** Mean power of a home of two or three people, kW, by the hour. */
const homePower = [0.16, 0.13, 0.12, 0.12, 0.12, 0.14, 0.32, 0.48, 0.36, 0.26, 0.28, 0.55, 0.62, 0.34, 0.26, 0.26, 0.34, 0.68, 0.98, 0.94, 0.86, 0.7, 0.46, 0.26]
const homePowerWeekend = [0.18, 0.14, 0.12, 0.12, 0.12, 0.13, 0.2, 0.38, 0.5, 0.5, 0.48, 0.7, 0.78, 0.52, 0.42, 0.42, 0.48, 0.74, 1.02, 0.98, 0.9, 0.76, 0.52, 0.3]
/** Mean water use of a home, L/h, by the hour. */
const homeWater = [1, 0.4, 0.2, 0.2, 0.4, 2, 14, 22, 16, 10, 9, 14, 16, 9, 6, 6, 8, 15, 22, 20, 19, 17, 9, 3]

const electricity = device({
  name: text('智能电能表', 'Electricity meter'),
  source: 'DL/T 645-2007; Q/GDW 1354 single-phase meters, read every 15 min',
  points: {
    power: number({ name: text('有功功率', 'Power'), unit: 'kW', range: [0, 15], resolution: 0.001, every: minutes(5), onChange: 0.5, usual: daily(homePower, 0.22, homePowerWeekend) }),
    energy: counter({ name: text('正向有功总电能', 'Energy'), unit: 'kWh', range: [0, 999_999.99], resolution: 0.01, every: minutes(15), usual: daily(homePower, 0.05, homePowerWeekend) }),
    voltage: number({ name: text('电压', 'Voltage'), unit: 'V', range: [0, 450], resolution: 0.1, every: minutes(15), onChange: 8, usual: mains() }),
    relay: state({ name: text('内置继电器', 'Relay'), every: hours(6), states: { closed: text('合闸', 'Closed'), open: text('拉闸', 'Open') }, usual: mostlyFirst() }),
  },
  alarms: {
    overload: medium({
      name: text('户内用电过载', 'Home overloaded'),
      when: above('power', 8, { deadband: 0.5 }),
      for: minutes(3),
      cause: text('电热水器、空调、电暖同时使用,或户内短时充电', 'Water heater, air conditioner and heaters together, or charging indoors'),
      consequence: text('超过 40 A 进户线能力,接头发热', 'More than the 40 A service line carries; joints heat up'),
      response: text('电话提示住户关闭一部分电器;重复发生列入线路改造', 'Ring the home and ask to switch something off; if it repeats put it on the rewiring list'),
      source: 'Service of 8 kW a home, common in retrofits (to be checked against the local design)',
    }),
    voltageHigh: low({
      name: text('户内电压偏高', 'Voltage high at home'),
      when: above('voltage', 235.4, { deadband: 2 }),
      for: minutes(15),
      cause: text('夜间轻载或三相负荷不平衡', 'Light load at night or unbalanced phases'),
      consequence: text('灯具和家电寿命缩短', 'Lamps and appliances wear out sooner'),
      response: text('同楼多户同时出现时报供电所调档', 'If several homes of a building show it, ask the utility to change the tap'),
      source: 'GB/T 12325-2008: +7 % of 220 V',
    }),
    voltageLow: low({
      name: text('户内电压偏低', 'Voltage low at home'),
      when: below('voltage', 198, { deadband: 2 }),
      for: minutes(15),
      cause: text('线路过长过细,晚高峰压降大', 'A long thin line sags at the evening peak'),
      consequence: text('空调、冰箱启动困难并发热', 'Air conditioners and fridges fail to start and heat up'),
      response: text('核对同回路各户电压,列入增容需求', 'Compare the homes on the circuit and note it for the capacity upgrade'),
      source: 'GB/T 12325-2008: −10 % of 220 V',
    }),
  },
  commands: {
    disconnect: command({ name: text('远程拉闸', 'Disconnect'), danger: 'twoPersons', confirmedBy: { point: 'relay', value: 'open' } }),
    reconnect: command({ name: text('远程合闸', 'Reconnect'), danger: 'twoPersons', confirmedBy: { point: 'relay', value: 'closed' } }),
  },
  whenSilent: {
    class: 'low',
    consequence: text('电量不能自动抄读,该户用电异常看不到', 'Not read by itself; unusual use in this home is not seen'),
    response: text('查采集器与 485 线或载波模块,三天未恢复改人工抄表', 'Check concentrator and RS-485 or carrier module; read by hand after three days'),
  },
  mount: { on: 'wall', heightMeters: 1.5 },
  shows: windows({ by: 'power', litAbove: 0.05 }),
  headline: ['power', 'energy', 'voltage'],
})

const water = device({
  name: text('智能远传水表', 'Water meter'),
  source: 'CJ/T 188-2018; GB/T 778.1-2018 (Q3 2.5 m³/h); NB-IoT ultrasonic meters on the market',
  has: [battery({ every: hours(24), lowBelow: 15 })],
  points: {
    flow: number({ name: text('瞬时流量', 'Flow'), unit: 'L/h', range: [0, 4000], resolution: 1, every: minutes(15), onChange: 150, usual: daily(homeWater, 6) }),
    volume: counter({ name: text('累计用水', 'Volume'), unit: 'm³', range: [0, 99_999.999], resolution: 0.001, every: minutes(60), usual: daily(homeWater.map((liters) => liters / 1000), 0.001) }),
  },
  alarms: {
    burst: high({
      name: text('疑似爆管', 'Pipe burst suspected'),
      when: above('flow', 1200, { deadband: 100 }),
      for: minutes(10),
      cause: text('软管脱落、水管爆裂或水龙头全开无人', 'A hose came off, a pipe burst or a tap runs unattended'),
      consequence: text('水漫到楼下,渗入电表箱和电梯井', 'Water runs to the floors below, into meter boxes and the lift shaft'),
      response: text('电话联系住户,无人则关单元立管阀,派人查看楼下', 'Ring the home; if nobody is in close the riser valve and look at the floor below'),
      opens: 'water-leak',
    }),
    nightFlow: medium({
      name: text('夜间漏水', 'Leak at night'),
      when: all(above('flow', 30, { deadband: 10 }), during(1, 5)),
      for: minutes(10),
      clearsAfter: minutes(20),
      cause: text('马桶水箱不止水、管件渗漏或冻裂', 'A cistern that keeps running, a leaking joint or a frozen pipe'),
      consequence: text('一夜数百升,老旧楼板渗水、冬季结冰', 'Hundreds of litres a night; old slabs soak, in winter it freezes'),
      response: text('流量超过 300 L/h 立即联系住户并查楼下;较小的早晨上门', 'Above 300 L/h ring the home now and look at the home below; smaller ones visit in the morning'),
      opens: 'water-leak',
      source: 'Night-flow analysis, 01:00–05:00 is common practice of water utilities (to be checked)',
    }),
    neverZero: low({
      name: text('持续小流量', 'Flow never stops'),
      when: above('flow', 3, { deadband: 2 }),
      for: hours(24),
      cause: text('水龙头滴漏,或有人接滴水', 'A dripping tap, or someone collects drips'),
      consequence: text('浪费水,账单异常引起纠纷', 'Wasted water and a bill that leads to quarrels'),
      response: text('短信提醒住户自查,一周未停上门', 'Tell the household by message; visit if it goes on for a week'),
    }),
  },
  whenSilent: {
    class: 'low',
    consequence: text('漏水不能及时发现', 'A leak would be found late'),
    response: text('井内表先查天线是否浸水,再查电池', 'In a pit see first whether the antenna is under water, then the battery'),
  },
  mount: { on: 'wall', heightMeters: 0.8 },
  shows: badge('droplet', 'flow'),
  headline: ['flow', 'volume', 'battery'],
})

const transformer = device({
  name: text('配电变压器监测终端', 'Transformer monitor'),
  source: 'Q/GDW 10615 配变终端 (TTU); DL/T 645-2007; oil-immersed 10/0.4 kV, 630 kVA',
  points: {
    load: number({ name: text('负载率', 'Load'), unit: '%', range: [0, 200], resolution: 0.1, every: minutes(1), onChange: 3, usual: daily([32, 28, 26, 25, 25, 28, 38, 48, 46, 42, 42, 52, 55, 46, 42, 42, 46, 60, 74, 76, 72, 62, 50, 40], 2.5) }),
    power: number({ name: text('总有功功率', 'Power'), unit: 'kW', range: [0, 1200], resolution: 0.1, every: minutes(1), onChange: 20, usual: daily([190, 166, 155, 150, 150, 166, 226, 286, 274, 250, 250, 310, 328, 274, 250, 250, 274, 358, 441, 453, 429, 370, 298, 238], 14) }),
    energy: counter({ name: text('总电能', 'Energy'), unit: 'kWh', range: [0, 99_999_999.9], resolution: 0.1, every: minutes(15), usual: daily([190, 166, 155, 150, 150, 166, 226, 286, 274, 250, 250, 310, 328, 274, 250, 250, 274, 358, 441, 453, 429, 370, 298, 238], 6) }),
    oilTemperature: number({ name: text('顶层油温', 'Top oil temperature'), unit: '°C', range: [-40, 150], resolution: 0.1, every: minutes(5), onChange: 2, usual: daily([46, 44, 42, 41, 40, 40, 42, 45, 48, 49, 50, 52, 55, 55, 54, 53, 53, 55, 59, 63, 64, 61, 56, 50], 1.5) }),
    voltage: number({ name: text('低压侧电压', 'Low-side voltage'), unit: 'V', range: [0, 450], resolution: 0.1, every: minutes(5), onChange: 5, usual: mains() }),
    current: number({ name: text('低压侧电流', 'Low-side current'), unit: 'A', range: [0, 2000], resolution: 1, every: minutes(5), onChange: 40, usual: daily([291, 254, 237, 230, 230, 254, 345, 437, 419, 382, 382, 474, 501, 419, 382, 382, 419, 547, 674, 692, 656, 565, 455, 364], 22) }),
    ambientTemperature: number({ name: text('室内环境温度', 'Substation room temperature'), unit: '°C', range: [-40, 80], resolution: 0.1, every: minutes(15), usual: driven('outdoorTemperature', { scale: 0.7, offset: 10, spread: 0.6 }) }),
  },
  alarms: {
    heavyLoad: medium({
      name: text('变压器重载', 'Transformer heavily loaded'),
      when: above('load', 80, { deadband: 5 }),
      for: minutes(15),
      cause: text('晚高峰叠加集中充电和取暖', 'The evening peak with chargers and heaters on top'),
      consequence: text('再增负荷即过载,油温上升', 'Any more load is overload; the oil heats up'),
      response: text('下调充电桩功率上限,暂停非必要照明', 'Lower the chargers’ limit, dim what light is not needed'),
      opens: 'power-overload',
      source: 'State Grid practice: heavy load above 80 % (to be checked)',
    }),
    overload: high({
      name: text('变压器过载', 'Transformer overloaded'),
      when: above('load', 100, { deadband: 5 }),
      for: minutes(2),
      clearsAfter: minutes(5),
      cause: text('用电超过额定容量', 'Demand is above the rated capacity'),
      consequence: text('绝缘寿命急降,可能跳闸全区停电', 'Insulation life drops fast; a trip would darken the whole community'),
      response: text('立即停充电桩并通知供电所;持续 30 分钟按预案分区限电', 'Stop the chargers now and call the utility; after 30 minutes shed areas by the plan'),
      opens: 'power-overload',
      source: 'GB/T 1094.7-2008 loading guide (to be checked)',
    }),
    oilHot: medium({
      name: text('变压器油温高', 'Transformer oil hot'),
      when: above('oilTemperature', 85, { deadband: 3 }),
      for: 60,
      cause: text('长时间重载、散热片脏污或室内通风停止', 'Long heavy load, dirty fins or a stopped room fan'),
      consequence: text('绝缘油老化加快', 'The insulating oil ages faster'),
      response: text('开启配电室通风,降低负荷,每 15 分钟复看一次', 'Start the room fan, take load off, look again every 15 minutes'),
      source: 'DL/T 572-2021: top oil normally not above 85 °C (to be checked)',
    }),
    oilCritical: high({
      name: text('变压器油温超限', 'Transformer oil over its limit'),
      when: above('oilTemperature', 95, { deadband: 5 }),
      latch: true,
      cause: text('内部故障或严重过载', 'An internal fault or heavy overload'),
      consequence: text('有喷油、爆燃危险', 'Oil may be thrown out and catch fire'),
      response: text('禁止靠近,通知供电所紧急停运,准备 119', 'Keep everyone away, have the utility take it out at once, be ready to dial 119'),
      opens: 'power-overload',
      source: 'DL/T 572-2021: top oil at most 95 °C (to be checked)',
    }),
    lowSideVoltage: medium({
      name: text('变压器出口电压越限', 'Transformer voltage out of limits'),
      when: any(above('voltage', 240, { deadband: 2 }), below('voltage', 200, { deadband: 2 })),
      for: minutes(2),
      cause: text('上级电压波动、缺相或分接开关位置不当', 'The upstream voltage moves, a phase is lost or the tap is wrong'),
      consequence: text('全区电器受影响,水泵和电梯可能停机', 'All appliances suffer; pumps and lifts may stop'),
      response: text('对照各楼进线电压判断是否缺相,报供电所抢修', 'Compare the feeds of the buildings for a lost phase, call the utility'),
      source: 'GB/T 12325-2008 with a margin (to be checked)',
    }),
  },
  whenSilent: {
    class: 'medium',
    consequence: text('看不到变压器是否过载', 'An overload of the transformer would not be seen'),
    response: text('先看各楼电表是否有数,判断是终端故障还是全区停电', 'See whether the buildings’ meters report: a dead terminal or a dead community'),
  },
  mount: { on: 'floor', heightMeters: 1.2 },
  shows: badge('utility-pole', 'load'),
  headline: ['load', 'power', 'oilTemperature'],
})

export const metering = subsystem({
  id: 'metering',
  code: 'D1',
  name: text('智能水电表', 'Water and electricity meters'),
  need: 'environment',
  icon: 'gauge',
  devices: { electricity, water, transformer },
  records: {
    meterSwap: {
      name: text('换表', 'Meter swap'),
      fields: { lastReading: { kind: 'number', name: text('旧表止码', 'Last reading of the old meter'), unit: '', range: [0, 99_999_999.99] }, newNumber: { kind: 'text', name: text('新表表号', 'Number of the new meter'), maxLength: 32 } },
      states: ['planned', 'done', 'confirmed'],
    },
  },
  summary: { type: 'electricity', point: 'power', figure: 'sum', unit: 'kW', label: text('全区用户功率', 'Power of all homes') },
})
