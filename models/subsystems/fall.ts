import { mainsSupply, signal } from '../capabilities.ts'
import { above, all, below, boolean, command, daily, device, driven, event, happened, high, hours, is, lifeSafety, medium, minutes, mostlyFirst, number, perHour, ring, share, state, subsystem, text } from '../declare/index.ts'

/** Share of the hours an old person is at home. */
const atHome = [0.97, 0.97, 0.97, 0.97, 0.97, 0.95, 0.85, 0.72, 0.62, 0.6, 0.68, 0.84, 0.9, 0.9, 0.82, 0.7, 0.68, 0.8, 0.9, 0.92, 0.94, 0.96, 0.97, 0.97]

export const fall = subsystem({
  id: 'fall',
  code: 'C2',
  name: text('跌倒检测', 'Fall detection'),
  need: 'care',
  icon: 'person-standing',
  devices: {
    radar: device({
      name: text('毫米波跌倒检测雷达', 'Fall radar'),
      source: '60 GHz millimetre-wave fall detectors on the market, no image taken (group standard to be checked)',
      has: [mainsSupply({ every: hours(6) }), signal('Wi-Fi', { every: hours(6), usual: -58 })],
      points: {
        presence: boolean({ name: text('有人', 'Presence'), every: minutes(30), labels: { true: text('有人', 'Someone'), false: text('无人', 'Nobody') }, usual: share(atHome) }),
        fall: event({
          name: text('跌倒事件', 'Fall event'),
          every: hours(12),
          events: { fell: text('疑似跌倒', 'Fall suspected'), confirmed: text('跌倒确认', 'Fall confirmed'), recovered: text('已起身', 'Up again'), dismissed: text('本人取消', 'Dismissed there') },
          usual: perHour(0.0004, { fell: 0, confirmed: 0, recovered: 0, dismissed: 1 }),
        }),
        confidence: number({ name: text('跌倒置信度', 'Confidence'), unit: '%', range: [0, 100], resolution: 1, every: hours(1), onChange: 10, usual: daily(new Array<number>(24).fill(3), 2) }),
        posture: state({
          name: text('姿态', 'Posture'),
          every: minutes(30),
          states: { none: text('无人', 'Nobody'), walking: text('行走', 'Walking'), sitting: text('坐', 'Sitting'), lying: text('躺卧', 'Lying'), floor: text('躺地', 'On the floor') },
          usual: mostlyFirst({ walking: 0.12, sitting: 0.28, lying: 0.42 }),
        }),
        motionless: number({ name: text('静止时长', 'Motionless for'), unit: 'min', range: [0, 1440], resolution: 1, every: minutes(30), onChange: 30, usual: daily([60, 80, 95, 100, 80, 40, 12, 8, 8, 8, 10, 12, 20, 35, 25, 12, 10, 8, 8, 12, 18, 22, 30, 45], 8) }),
        breathing: number({ name: text('呼吸频率', 'Breathing'), unit: '1/min', range: [0, 60], resolution: 1, every: minutes(30), onChange: 4, usual: driven('activity', { scale: 3, offset: 15, spread: 1.2 }) }),
      },
      alarms: {
        fell: lifeSafety({
          name: text('老人跌倒', 'Person has fallen'),
          when: happened('fall', 'confirmed', { hold: 3600, endedBy: 'recovered' }),
          cause: text('雷达判定跌倒且未起身', 'The radar sees a fall and nobody gets up'),
          consequence: text('髋部骨折、颅脑损伤,倒地超过 1 小时死亡率明显上升', 'Broken hip or head injury; more than an hour on the floor raises mortality'),
          response: text('立即语音询问;无应答拨 120,派人带钥匙,勿随意搬动', 'Speak at once; without answer dial 120, send someone with a key, do not move the person'),
          opens: 'fall-at-home',
        }),
        suspected: high({
          name: text('疑似跌倒', 'Fall suspected'),
          when: all(happened('fall', 'fell', { hold: 300, endedBy: 'recovered' }), above('confidence', 60, { deadband: 10 })),
          for: 0,
          cause: text('快速下落后停留在低位', 'A quick drop, then something low stays'),
          consequence: text('可能正在地上无法呼救', 'The person may lie there unable to call'),
          response: text('语音询问或电话;两分钟未排除按跌倒处置', 'Ask by voice or phone; if not ruled out in two minutes treat it as a fall'),
          opens: 'fall-at-home',
        }),
        onFloor: high({
          name: text('长时间躺地', 'On the floor for long'),
          when: is('posture', 'floor'),
          for: 90,
          cause: text('缓慢滑倒、晕倒,未触发跌倒判定', 'Slid down or fainted slowly, no fall was detected'),
          consequence: text('失温、压疮、脱水', 'Chill, pressure sores, thirst'),
          response: text('电话核实;无人接派人上门', 'Ring; if nobody answers send someone'),
          opens: 'fall-at-home',
        }),
        breathingLow: high({
          name: text('呼吸异常缓慢', 'Breathing very slow'),
          when: all(is('presence', true), below('breathing', 7, { deadband: 2 })),
          for: minutes(3),
          cause: text('呼吸抑制、煤气中毒或检测偏差', 'Respiratory depression, carbon monoxide, or a wrong measurement'),
          consequence: text('随时危及生命', 'Life is in danger'),
          response: text('电话唤醒;无应答拨 120 并开窗通风', 'Ring to wake; without answer dial 120 and have the windows opened'),
          opens: 'call-for-help',
        }),
        motionless: medium({
          name: text('室内久无活动', 'No movement for long'),
          when: all(is('presence', true), above('motionless', 480, { deadband: 60 })),
          for: minutes(10),
          cause: text('久睡、身体不适', 'Sleeping in, or unwell'),
          consequence: text('独居老人可能已失去意识', 'Someone who lives alone may be unconscious'),
          response: text('电话问候;两次未接上门', 'Ring and ask; visit after two calls without answer'),
        }),
      },
      commands: {
        ask: command({ name: text('语音询问', 'Ask by voice'), danger: 'safe' }),
        dismiss: command({ name: text('排除跌倒', 'Dismiss the fall'), danger: 'armed' }),
      },
      whenSilent: {
        class: 'medium',
        consequence: text('该户跌倒将无人知晓', 'A fall in this home would go unseen'),
        response: text('电话问安,指导重启路由器或上门', 'Ring to ask, guide through restarting the router, or visit'),
      },
      mount: { on: 'wall', heightMeters: 1.5 },
      shows: ring('fall'),
      headline: ['fall', 'posture', 'presence'],
    }),
  },
  summary: { type: 'radar', point: 'presence', figure: 'countTrue', label: text('在家老人', 'Old people at home') },
})
