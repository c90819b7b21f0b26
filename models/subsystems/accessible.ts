import { battery } from '../capabilities.ts'
import { above, all, badge, below, boolean, choiceArgument, command, counter, daily, device, driven, high, hours, is, lifeSafety, low, medium, minutes, mostlyFirst, number, share, state, steady, subsystem, text } from '../declare/index.ts'

const rides = [0, 0, 0, 0, 0, 0.1, 0.4, 0.7, 0.8, 0.7, 0.6, 0.5, 0.3, 0.3, 0.5, 0.6, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1, 0, 0]

const stairlift = device({
  name: text('楼道座椅电梯', 'Stair lift'),
  source: 'GB/T 24806-2009 行动不便人员使用的楼道升降机; stair lifts on the market',
  has: [battery({ every: hours(1), lowBelow: 30 })],
  points: {
    state: state({
      name: text('运行状态', 'State'),
      every: minutes(15),
      states: { parked: text('停放', 'Parked'), moving: text('运行', 'Moving'), stopped: text('途中停车', 'Stopped on the way'), stuck: text('卡滞', 'Stuck'), fault: text('故障', 'Faulty') },
      usual: mostlyFirst({ moving: 0.03 }),
    }),
    occupied: boolean({ name: text('座椅有人', 'Seat taken'), every: minutes(15), labels: { true: text('有人', 'Taken'), false: text('无人', 'Empty') }, usual: share(0.02) }),
    travel: number({ name: text('轨道位置', 'Place on the rail'), unit: '%', range: [0, 100], resolution: 1, every: minutes(15), onChange: 5, usual: steady(50, 40) }),
    motorCurrent: number({ name: text('电机电流', 'Motor current'), unit: 'A', range: [0, 60], resolution: 0.1, every: minutes(15), onChange: 2, usual: driven('activity', { scale: 1.5, offset: 0.3, spread: 0.2 }) }),
    trips: counter({ name: text('累计运行', 'Trips in all'), unit: '', range: [0, 9_999_999], resolution: 1, every: hours(1), usual: daily(rides, 0.3) }),
    belt: boolean({ name: text('安全带', 'Seat belt'), every: hours(1), labels: { true: text('已系', 'Fastened'), false: text('未系', 'Open') }, usual: share(0.02) }),
  },
  alarms: {
    stuckWithPerson: lifeSafety({
      name: text('座椅电梯困人', 'Person stuck on the stair lift'),
      when: all(is('occupied', true), is('state', 'stuck')),
      cause: text('途中卡滞或断电,座椅上有人', 'It jammed or lost power on the way with someone in the seat'),
      consequence: text('行动不便者无法自行下来,自行离座易跌落', 'The person cannot get off alone; trying means a fall'),
      response: text('通话安抚勿离座,派两人到场用手轮下放', 'Tell them to stay seated, send two people to lower it by hand wheel'),
      opens: 'stairlift-stuck',
      source: 'GB/T 24806-2009 (clause to be checked)',
    }),
    fault: medium({
      name: text('座椅电梯故障', 'Stair lift faulty'),
      when: is('state', 'fault'),
      cause: text('电机、齿条或安全开关故障', 'Motor, rack or a safety switch has failed'),
      consequence: text('该单元轮椅住户无法出门', 'Wheelchair users of this stair cannot go out'),
      response: text('通知登记住户,安排人工协助,报维保', 'Tell the registered residents, arrange people to help, call the service firm'),
      opens: 'lift-out-of-order',
    }),
    leftOnStair: medium({
      name: text('座椅停在途中', 'Left half-way on the stair'),
      when: is('state', 'stopped'),
      for: minutes(3),
      cause: text('使用者中途松开操纵杆或障碍物触发安全边', 'The rider let go, or an obstacle touched the safety edge'),
      consequence: text('占用楼梯,影响疏散', 'It takes up the stair and the way out'),
      response: text('看楼道摄像机,远程或到场收回', 'Look at the stair camera, send it back from here or on the spot'),
    }),
    strained: low({
      name: text('座椅电梯电机吃力', 'Stair lift motor strained'),
      when: above('motorCurrent', 22, { deadband: 2 }),
      for: 20,
      clearsAfter: 60,
      cause: text('超重、缺油或轨道变形', 'Too much weight, too little grease or a bent rail'),
      consequence: text('即将卡滞', 'It will jam soon'),
      response: text('本周润滑检查', 'Grease and check it this week'),
    }),
  },
  commands: {
    fetch: command({ name: text('召唤座椅', 'Fetch the seat'), danger: 'armed', arguments: { to: choiceArgument(text('到', 'To'), { bottom: text('下端', 'Bottom'), top: text('上端', 'Top') }) } }),
    stop: command({ name: text('紧急停止', 'Stop at once'), danger: 'safe', confirmedBy: { point: 'state', value: 'stopped' } }),
  },
  whenSilent: {
    class: 'low',
    consequence: text('无障碍路线按不可用计算', 'Step-free routes count it as not usable'),
    response: text('电话问使用者能否运行', 'Ring a user and ask whether it runs'),
  },
  mount: { on: 'wall', heightMeters: 0.5, rule: 'GB 55019-2021' },
  shows: badge('accessibility', 'state'),
  headline: ['state', 'occupied', 'battery'],
})

const door = device({
  name: text('无障碍自动门', 'Step-free automatic door'),
  source: 'GB 55019-2021 §2.5 (clear width at least 1.00 m, closing at least 3 s); JG/T 177 automatic doors (to be checked)',
  points: {
    door: state({
      name: text('自动门', 'Door leaf'),
      every: minutes(15),
      states: { closed: text('关闭', 'Closed'), opening: text('开门中', 'Opening'), open: text('开启', 'Open'), blocked: text('受阻', 'Blocked'), fault: text('故障', 'Faulty') },
      usual: mostlyFirst({ opening: 0.03, open: 0.08 }),
    }),
    closingTime: number({ name: text('关门时间', 'Closing time'), unit: 's', range: [0, 60], resolution: 0.1, every: hours(1), onChange: 0.5, usual: steady(4.6, 0.3) }),
    openings: counter({ name: text('累计开启', 'Openings in all'), unit: '', range: [0, 9_999_999], resolution: 1, every: hours(1), usual: daily(rides.map((count) => count * 22), 2) }),
    mode: state({ name: text('工作方式', 'Mode'), every: hours(1), states: { automatic: text('自动', 'Automatic'), manual: text('手动', 'By hand'), heldOpen: text('常开', 'Held open'), locked: text('锁闭', 'Locked') }, usual: mostlyFirst() }),
  },
  alarms: {
    blocked: medium({
      name: text('无障碍门受阻', 'Step-free door blocked'),
      when: is('door', 'blocked'),
      for: 60,
      cause: text('杂物、自行车或积雪挡门', 'Goods, a bicycle or snow in the way'),
      consequence: text('轮椅无法通过', 'A wheelchair cannot pass'),
      response: text('喊话或派人清开', 'Ask over the speaker or send someone to clear it'),
      opens: 'route-blocked',
    }),
    faulty: medium({
      name: text('无障碍门故障', 'Step-free door faulty'),
      when: is('door', 'fault'),
      cause: text('电机、感应器或皮带故障', 'Motor, sensor or belt has failed'),
      consequence: text('门过重,轮椅和老人推不开', 'Too heavy to push for old people or from a wheelchair'),
      response: text('切到手动并固定常开,当日报修', 'Set it by hand, fix it open, repair today'),
      opens: 'route-blocked',
    }),
    closesFast: low({
      name: text('无障碍门关闭过快', 'Step-free door shuts too fast'),
      when: all(is('mode', 'automatic'), below('closingTime', 3, { deadband: 0.2 })),
      for: hours(1),
      cause: text('闭门速度被调快或缓冲失效', 'Set too fast or the damper is worn'),
      consequence: text('夹伤行动慢的人', 'It catches people who move slowly'),
      response: text('把关门时间调到 3 秒以上', 'Set the closing time above 3 s'),
      source: 'GB 55019-2021 §2.5: door closer at least 3 s',
    }),
    lockedByDay: high({
      name: text('无障碍门被锁', 'Step-free door locked'),
      when: is('mode', 'locked'),
      for: minutes(10),
      cause: text('夜间锁门后未恢复,或被手动锁死', 'Not unlocked after the night, or locked by hand'),
      consequence: text('轮椅使用者被关在门内或门外', 'Wheelchair users are shut in or out'),
      response: text('远程解锁,联系值班人员说明原因', 'Unlock from here and ask the guard why'),
      opens: 'route-blocked',
    }),
  },
  commands: {
    open: command({ name: text('打开无障碍门', 'Open'), danger: 'safe', confirmedBy: { point: 'door', value: 'open' } }),
    holdOpen: command({ name: text('无障碍门常开', 'Hold open'), danger: 'armed', confirmedBy: { point: 'mode', value: 'heldOpen' } }),
    automatic: command({ name: text('恢复自动', 'Automatic again'), danger: 'safe', confirmedBy: { point: 'mode', value: 'automatic' } }),
  },
  whenSilent: {
    class: 'low',
    consequence: text('不知道轮椅能否通过此门', 'Whether a wheelchair can pass is not known'),
    response: text('值班人员巡看一次', 'Have the guard look at it'),
  },
  mount: { on: 'wall', heightMeters: 1, rule: 'GB 55019-2021 §2.5' },
  shows: badge('accessibility', 'door'),
  headline: ['door', 'mode', 'closingTime'],
})

export const accessible = subsystem({
  id: 'accessible',
  code: 'C4',
  name: text('无障碍设施', 'Barrier-free facilities'),
  need: 'care',
  icon: 'accessibility',
  devices: { stairlift, door },
  summary: { type: 'stairlift', point: 'occupied', figure: 'countTrue', label: text('使用中的座椅电梯', 'Stair lifts in use') },
})
