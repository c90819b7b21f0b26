import { battery, signal } from '../capabilities.ts'
import { above, all, badge, bay, below, boolean, command, counter, daily, days, device, driven, event, high, hours, is, low, medium, minutes, mostlyFirst, number, numberArgument, perHour, share, state, steady, subsystem, text } from '../declare/index.ts'

/** Share of bays taken, by the hour: full at night, half empty at ten in the morning. */
const taken = [0.95, 0.95, 0.96, 0.96, 0.96, 0.94, 0.87, 0.72, 0.58, 0.5, 0.48, 0.5, 0.54, 0.52, 0.5, 0.52, 0.58, 0.7, 0.82, 0.88, 0.91, 0.93, 0.94, 0.95]
const gatePassages = [4, 2, 1, 1, 3, 9, 30, 52, 40, 24, 20, 24, 26, 20, 18, 22, 32, 54, 46, 30, 22, 18, 12, 7]

const baySensor = device({
  name: text('地磁车位检测器', 'Bay sensor'),
  source: 'JT/T and GA/T parking practice; NB-IoT geomagnetic and radar bay sensors on the market (standard to be checked)',
  has: [battery({ every: hours(24) }), signal('NB-IoT', { every: hours(24), usual: -98 })],
  points: {
    occupied: boolean({ name: text('占用', 'Occupied'), every: hours(1), labels: { true: text('有车', 'Taken'), false: text('空闲', 'Free') }, usual: share(taken) }),
    vehicle: state({
      name: text('车辆类型', 'Vehicle'),
      every: hours(1),
      states: { none: text('无车', 'None'), car: text('小客车', 'Car'), ev: text('新能源车', 'Electric car'), van: text('面包车', 'Van') },
      usual: mostlyFirst({ car: 0.52, ev: 0.2, van: 0.05 }),
    }),
    field: number({ name: text('磁场偏移', 'Field shift'), unit: 'µT', range: [-200, 200], resolution: 0.1, every: hours(6), usual: steady(0, 1.5) }),
  },
  alarms: {
    abandoned: low({
      name: text('疑似僵尸车', 'Car left for long'),
      when: is('occupied', true),
      for: days(15),
      cause: text('车辆长期未动', 'The vehicle has not moved for two weeks'),
      consequence: text('占用紧张车位,车底杂物有火险', 'Takes a scarce bay; litter under it can burn'),
      response: text('现场拍照贴条,联系车主;无主车报交管', 'Photograph, leave a note, find the owner; without one tell the traffic police'),
    }),
    drifted: low({
      name: text('车位检测基线漂移', 'Bay sensor drifted'),
      when: all(is('occupied', false), above('field', 60, { deadband: 10 })),
      for: hours(6),
      cause: text('附近施工铁件或传感器老化', 'Iron from works nearby or an ageing sensor'),
      consequence: text('空位判断不可信,诱导错误', 'Free or taken cannot be trusted; guidance goes wrong'),
      response: text('空位时远程校准一次', 'Calibrate it while the bay is empty'),
    }),
  },
  commands: { calibrate: command({ name: text('空位校准', 'Calibrate empty'), danger: 'safe' }) },
  whenSilent: {
    class: 'low',
    consequence: text('该车位不计入空位引导', 'The bay is left out of the guidance'),
    response: text('列入换电池巡检', 'Put on the battery round'),
  },
  mount: { on: 'ground', heightMeters: 0 },
  shows: bay('occupied'),
  headline: ['occupied', 'vehicle', 'battery'],
})

const gate = device({
  name: text('出入口道闸', 'Parking gate'),
  source: 'GA/T 761-2008, GA/T 992-2012 停车库(场)出入口控制设备; plate-reading gates on the market (to be checked)',
  points: {
    barrier: state({
      name: text('闸杆', 'Barrier'),
      every: minutes(15),
      states: { closed: text('落杆', 'Down'), open: text('抬杆', 'Up'), moving: text('动作中', 'Moving'), blocked: text('受阻', 'Blocked'), struck: text('被撞', 'Struck'), fault: text('故障', 'Faulty') },
      usual: mostlyFirst({ open: 0.12, moving: 0.03 }),
    }),
    passage: event({
      name: text('通行', 'Passage'),
      every: hours(6),
      events: { in: text('驶入', 'In'), out: text('驶出', 'Out'), refused: text('拒绝', 'Refused'), tailgated: text('跟车', 'Tailgated') },
      usual: perHour(gatePassages, { in: 48, out: 48, refused: 3, tailgated: 0.3 }),
    }),
    queue: number({ name: text('排队车辆', 'Cars waiting'), unit: '', range: [0, 50], resolution: 1, every: minutes(5), onChange: 2, usual: driven('traffic', { scale: 3, offset: 0, spread: 0.7 }) }),
    recognition: number({ name: text('车牌识别率', 'Plates recognised'), unit: '%', range: [0, 100], resolution: 0.1, every: hours(1), usual: steady(98.4, 0.5) }),
    loop: boolean({ name: text('地感有车', 'Car on the loop'), every: minutes(15), labels: { true: text('有车', 'Car'), false: text('无车', 'None') }, usual: share([0.02, 0.01, 0.01, 0.01, 0.01, 0.03, 0.1, 0.2, 0.15, 0.1, 0.08, 0.1, 0.1, 0.08, 0.07, 0.08, 0.12, 0.2, 0.18, 0.1, 0.08, 0.06, 0.04, 0.03]) }),
    cycles: counter({ name: text('累计起落', 'Cycles in all'), unit: '', range: [0, 99_999_999], resolution: 1, every: hours(1), usual: daily(gatePassages, 4) }),
  },
  alarms: {
    struck: high({
      name: text('道闸被撞', 'Barrier struck'),
      when: is('barrier', 'struck'),
      for: 0,
      cause: text('车辆强行冲卡或跟车过近', 'A car broke through or followed too close'),
      consequence: text('出入口失控,可能伤人', 'The gate is open to all; someone may be hurt'),
      response: text('保存录像和车牌,派人到场疏导并登记', 'Keep video and plate, send someone to direct cars and note it'),
      opens: 'gate-failure',
    }),
    fault: medium({
      name: text('道闸故障', 'Gate faulty'),
      when: is('barrier', 'fault'),
      cause: text('电机、控制板或限位故障', 'Motor, board or limit switch has failed'),
      consequence: text('车辆堵在出入口,影响消防车进入', 'Cars jam the entrance, fire engines too'),
      response: text('手动抬杆并派人值守', 'Raise the barrier by hand and post someone'),
      opens: 'gate-failure',
    }),
    leftOpen: medium({
      name: text('闸杆长时间未落', 'Barrier left up'),
      when: is('barrier', 'open'),
      for: minutes(10),
      cause: text('常开模式忘记恢复,或地感误判有车', 'Hold-open was not ended, or the loop sees a car that is not there'),
      consequence: text('外来车辆随意进出,漏收停车费', 'Anyone drives in; fees are lost'),
      response: text('核对是否有作业,恢复自动', 'Check for works, set it back to automatic'),
    }),
    longQueue: low({
      name: text('出入口排队', 'Queue at the gate'),
      when: above('queue', 8, { deadband: 3 }),
      for: minutes(5),
      cause: text('早晚高峰或识别失败停滞', 'Rush hour, or a plate that is not read'),
      consequence: text('排队溢出到城市道路,堵消防通道', 'The queue reaches the street and the fire lane'),
      response: text('开启备用车道,现场扫码放行', 'Open the spare lane and let cars in by code'),
    }),
    misreading: low({
      name: text('车牌识别率低', 'Plates read badly'),
      when: below('recognition', 92, { deadband: 2 }),
      for: hours(2),
      cause: text('镜头脏污、补光灯失效或逆光', 'A dirty lens, a dead lamp or low sun'),
      consequence: text('排队变长,计费出错', 'Longer queues and wrong bills'),
      response: text('清洁镜头,检查补光', 'Clean the lens, check the light'),
    }),
  },
  commands: {
    raise: command({ name: text('抬杆放行', 'Raise'), danger: 'safe', confirmedBy: { point: 'barrier', value: 'open' } }),
    lower: command({ name: text('落杆', 'Lower'), danger: 'armed', confirmedBy: { point: 'barrier', value: 'closed' } }),
    holdOpen: command({ name: text('常开(消防)', 'Hold open (fire)'), danger: 'armed', confirmedBy: { point: 'barrier', value: 'open' } }),
  },
  whenSilent: {
    class: 'medium',
    consequence: text('出入口无法远程抬杆,消防车到来时受阻', 'The gate cannot be raised from here when fire engines come'),
    response: text('电话门岗改人工,检查网络', 'Have the guard work it by hand, check the network'),
  },
  mount: { on: 'ground', heightMeters: 1 },
  shows: badge('parking-meter', 'barrier'),
  headline: ['barrier', 'passage', 'queue'],
})

const charger = device({
  name: text('交流充电桩', 'AC charger'),
  source: 'GB/T 18487.1-2023, NB/T 33002-2018, OCPP 1.6 status; 7 kW posts on the market',
  points: {
    status: state({
      name: text('状态', 'Status'),
      every: minutes(15),
      states: { idle: text('空闲', 'Free'), plugged: text('已插枪', 'Plugged in'), charging: text('充电中', 'Charging'), finished: text('充电完成', 'Finished'), fault: text('故障', 'Faulty') },
      usual: mostlyFirst({ charging: 0.28, finished: 0.12, plugged: 0.02 }),
    }),
    power: number({ name: text('充电功率', 'Power'), unit: 'kW', range: [0, 22], resolution: 0.01, every: minutes(5), onChange: 0.5, usual: daily([4.2, 4, 3.6, 3, 2.2, 1.4, 0.8, 0.5, 0.5, 0.7, 0.9, 1, 1, 0.9, 0.8, 0.9, 1, 1.4, 2.2, 3, 3.6, 4, 4.4, 4.6], 1.4) }),
    energy: counter({ name: text('累计电量', 'Energy'), unit: 'kWh', range: [0, 999_999.99], resolution: 0.01, every: minutes(15), usual: daily([4.2, 4, 3.6, 3, 2.2, 1.4, 0.8, 0.5, 0.5, 0.7, 0.9, 1, 1, 0.9, 0.8, 0.9, 1, 1.4, 2.2, 3, 3.6, 4, 4.4, 4.6], 0.3) }),
    current: number({ name: text('电流', 'Current'), unit: 'A', range: [0, 63], resolution: 0.1, every: minutes(5), onChange: 4, usual: daily([19, 18, 16, 14, 10, 6, 4, 2, 2, 3, 4, 5, 5, 4, 4, 4, 5, 6, 10, 14, 16, 18, 20, 21], 6) }),
    gunTemperature: number({ name: text('枪头温度', 'Connector temperature'), unit: '°C', range: [-40, 150], resolution: 0.1, every: minutes(5), onChange: 3, usual: driven('outdoorTemperature', { scale: 0.9, offset: 11, spread: 3 }) }),
    leakage: number({ name: text('漏电流', 'Leakage'), unit: 'mA', range: [0, 100], resolution: 0.1, every: minutes(30), onChange: 5, usual: steady(2.4, 0.6) }),
  },
  alarms: {
    gunHot: high({
      name: text('充电枪过热', 'Connector hot'),
      when: above('gunTemperature', 85, { deadband: 10 }),
      latch: true,
      cause: text('枪头触点烧蚀或插接不到位', 'Burnt contacts or a plug not fully in'),
      consequence: text('枪座熔化、车辆起火', 'The socket melts and the car may catch fire'),
      response: text('停止充电,派人带灭火器查看,勿徒手拔枪', 'Stop charging, send someone with an extinguisher; do not pull the plug by hand'),
      opens: 'fire-outdoors',
      source: 'GB/T 18487.1-2023: temperature monitoring of the connector; 85 °C is a usual limit (to be checked)',
    }),
    leaking: high({
      name: text('充电桩漏电', 'Charger leaks current'),
      when: above('leakage', 30, { deadband: 5 }),
      for: 0,
      latch: true,
      cause: text('积水、枪线破皮或车载充电机绝缘损坏', 'Standing water, a damaged cable or the car’s charger'),
      consequence: text('触碰车身或桩体触电', 'Touching car or post gives a shock'),
      response: text('远程停电,围挡,等雨停后测绝缘', 'Cut it off, fence it, measure the insulation when dry'),
      opens: 'fire-outdoors',
      source: 'GB/T 16916.1 residual-current devices: 30 mA (to be checked)',
    }),
    fault: low({
      name: text('充电桩故障', 'Charger faulty'),
      when: is('status', 'fault'),
      cause: text('继电器、通信或急停按下', 'Relay, communication, or the emergency stop is pressed'),
      consequence: text('该桩不能充电,引发投诉', 'Nobody can charge here; complaints follow'),
      response: text('远程重启一次,无效派修', 'Restart it once, then send for repair'),
    }),
    overstay: low({
      name: text('充满占位', 'Full but not moved'),
      when: is('status', 'finished'),
      for: hours(2),
      cause: text('车主充满后未驶离', 'The owner has not come back'),
      consequence: text('紧缺充电位被占', 'A scarce place to charge is blocked'),
      response: text('发短信提醒,按公约收占位费', 'Send a reminder, charge the agreed fee'),
    }),
  },
  commands: {
    stop: command({ name: text('停止充电', 'Stop charging'), danger: 'armed', confirmedBy: { point: 'status', value: 'finished' } }),
    limit: command({ name: text('限制功率', 'Limit power'), danger: 'safe', arguments: { power: numberArgument(text('上限', 'Limit'), 'kW', [1.4, 7]) } }),
    restart: command({ name: text('重启充电桩', 'Restart charger'), danger: 'armed' }),
  },
  whenSilent: {
    class: 'low',
    consequence: text('不能限功率也不能远程停充', 'It can neither be limited nor stopped from here'),
    response: text('过载时派人现场断电', 'In an overload cut it off on the spot'),
  },
  mount: { on: 'ground', heightMeters: 1.2 },
  shows: badge('plug-zap', 'status'),
  headline: ['status', 'power', 'gunTemperature'],
})

const lane = device({
  name: text('消防通道占用检测', 'Fire-lane watch'),
  source: '消防法 art. 28, 60; millimetre-wave or camera lane monitors on the market; GB 55037-2022 §3.4.5',
  points: {
    blocked: boolean({ name: text('被占用', 'Blocked'), every: minutes(10), labels: { true: text('占用', 'Blocked'), false: text('畅通', 'Clear') }, usual: share(0.002) }),
    obstacle: state({
      name: text('占用物', 'Obstacle'),
      every: minutes(10),
      states: { none: text('无', 'None'), car: text('汽车', 'Car'), van: text('货车', 'Van'), ebike: text('电动车', 'E-bikes'), goods: text('杂物', 'Goods') },
      usual: mostlyFirst({ car: 0.002 }),
    }),
    clearWidth: number({ name: text('剩余净宽', 'Clear width left'), unit: 'm', range: [0, 12], resolution: 0.01, every: minutes(10), onChange: 0.5, usual: steady(5.2, 0.05) }),
    blockedFor: number({ name: text('已占用时长', 'Blocked for'), unit: 'min', range: [0, 10_000], resolution: 1, every: minutes(10), usual: steady(0, 0) }),
    plate: event({ name: text('占用车牌', 'Plate'), every: hours(12), events: { read: text('识别到车牌', 'Plate read') }, usual: perHour(0.02) }),
  },
  alarms: {
    blocked: high({
      name: text('消防通道被占', 'Fire lane blocked'),
      when: is('blocked', true),
      for: minutes(3),
      clearsAfter: 30,
      cause: text('车辆违停或堆放杂物', 'A car parked there or goods piled up'),
      consequence: text('消防车进不来,延误灭火', 'The fire engine cannot get in'),
      response: text('喊话并电话车主挪车,10 分钟未动报 122 拖离;火警时优先清障', 'Speak out and ring the owner; after ten minutes have it towed (122); in a fire clear it first'),
      opens: 'fire-lane-blocked',
      source: '消防法 art. 28: no one may occupy fire lanes; 3 min is ours',
    }),
    narrowed: medium({
      name: text('消防通道净宽不足', 'Fire lane too narrow'),
      when: all(is('blocked', false), below('clearWidth', 4, { deadband: 0.2 })),
      for: minutes(10),
      cause: text('两侧停车压线或绿化、护栏侵占', 'Cars over the line, plants or a rail in the way'),
      consequence: text('消防车通过困难', 'A fire engine passes with difficulty'),
      response: text('通知车主靠边,固定障碍列入整改', 'Have cars moved aside; list fixed obstacles for removal'),
      source: 'GB 55037-2022 §3.4.5: clear width at least 4.0 m',
    }),
  },
  commands: { warn: command({ name: text('现场喊话', 'Speak out there'), danger: 'safe' }) },
  whenSilent: {
    class: 'medium',
    consequence: text('通道被占不会报警', 'A blocked lane would not be seen'),
    response: text('改用摄像机巡看,每小时一次', 'Look by camera once an hour instead'),
  },
  mount: { on: 'pole', heightMeters: 4 },
  shows: badge('ban', 'blocked'),
  headline: ['blocked', 'obstacle', 'clearWidth'],
})

export const parking = subsystem({
  id: 'parking',
  code: 'B1',
  name: text('智能停车', 'Smart parking'),
  need: 'convenience',
  icon: 'square-parking',
  devices: { bay: baySensor, gate, charger, lane },
  summary: { type: 'bay', point: 'occupied', figure: 'countFalse', label: text('空闲车位', 'Free bays') },
})
