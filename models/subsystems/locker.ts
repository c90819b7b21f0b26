import { cabinetTemperature, mainsSupply } from '../capabilities.ts'
import { above, command, daily, device, event, hours, is, level, low, medium, minutes, mostlyFirst, number, numberArgument, perHour, state, steady, subsystem, text } from '../declare/index.ts'

export const locker = subsystem({
  id: 'locker',
  code: 'B2',
  name: text('智能快递柜', 'Parcel lockers'),
  need: 'convenience',
  icon: 'package',
  devices: {
    cabinet: device({
      name: text('智能快件箱', 'Parcel locker'),
      source: 'YZ/T 0133-2013 智能快件箱; GB/T 24295-2021 智能信包箱; lockers on the market',
      has: [mainsSupply({ every: hours(1) }), cabinetTemperature({ hotAbove: 55 })],
      points: {
        occupied: number({ name: text('已用格口', 'Compartments taken'), unit: '', range: [0, 200], resolution: 1, every: minutes(15), onChange: 1, usual: daily([26, 25, 25, 25, 25, 25, 24, 22, 24, 32, 42, 50, 54, 52, 50, 54, 58, 56, 48, 40, 34, 31, 29, 27], 3) }),
        usage: number({ name: text('格口占用率', 'Share taken'), unit: '%', range: [0, 100], resolution: 0.1, every: minutes(15), onChange: 2, usual: daily([37, 36, 36, 36, 36, 36, 34, 31, 34, 46, 60, 71, 77, 74, 71, 77, 83, 80, 69, 57, 49, 44, 41, 39], 4) }),
        overdue: number({ name: text('逾期包裹', 'Overdue parcels'), unit: '', range: [0, 200], resolution: 1, every: hours(1), onChange: 1, usual: steady(2, 1) }),
        doorsOpen: number({ name: text('未关格口', 'Doors left open'), unit: '', range: [0, 200], resolution: 1, every: minutes(15), onChange: 1, usual: steady(0, 0) }),
        controller: state({ name: text('主控', 'Controller'), every: hours(1), states: { normal: text('正常', 'Normal'), degraded: text('部分锁故障', 'Some locks faulty'), failed: text('主控故障', 'Failed') }, usual: mostlyFirst() }),
        delivery: event({
          name: text('投取', 'Delivery'),
          every: hours(6),
          events: { stored: text('投递', 'Stored'), collected: text('取件', 'Collected'), returned: text('退回', 'Returned'), refused: text('投递失败', 'Refused') },
          usual: perHour([0.2, 0.1, 0, 0, 0.1, 0.4, 1, 3, 6, 10, 12, 11, 9, 7, 8, 10, 12, 16, 15, 10, 6, 4, 2, 0.8], { stored: 46, collected: 46, returned: 3, refused: 1 }),
        }),
      },
      alarms: {
        full: low({
          name: text('快递柜将满', 'Locker nearly full'),
          when: above('usage', 95, { deadband: 5 }),
          for: minutes(15),
          cause: text('促销高峰或逾期件积压', 'A sales peak or overdue parcels'),
          consequence: text('快递员改放门口,包裹堆占通道', 'Couriers leave parcels on the floor, in the way out'),
          response: text('短信催取,必要时开临时代收点', 'Remind people, open a counter if needed'),
        }),
        overdue: low({
          name: text('逾期包裹过多', 'Many overdue parcels'),
          when: above('overdue', 10, { deadband: 2 }),
          for: hours(1),
          cause: text('住户外出、号码变更或老人不会取件', 'People are away, numbers changed, or old people cannot use it'),
          consequence: text('格口周转变慢', 'Compartments turn over slowly'),
          response: text('电话联系;独居老人未取顺便探访', 'Ring them; look in on old people who live alone'),
        }),
        doorOpen: medium({
          name: text('格口未关', 'Compartment left open'),
          when: above('doorsOpen', 0, { deadband: 0 }),
          for: minutes(10),
          cause: text('取件后未关、锁舌故障', 'Not shut after collecting, or a faulty lock'),
          consequence: text('包裹可能被他人拿走', 'A parcel may be taken by others'),
          response: text('看摄像机,通知取件人或到场关门', 'Look at the camera, tell the last user or go and shut it'),
        }),
        controllerFailed: medium({
          name: text('快递柜主控故障', 'Locker controller failed'),
          when: is('controller', 'failed'),
          cause: text('主板死机或网络中断', 'The board hangs or the network is down'),
          consequence: text('全柜不能投取,内有药品生鲜受影响', 'Nothing goes in or out; medicine and fresh food inside suffer'),
          response: text('远程重启;半小时未恢复请运营方到场开柜', 'Restart it; after half an hour the operator comes to open it'),
        }),
        locksFaulty: low({
          name: text('部分格口锁故障', 'Some locks faulty'),
          when: is('controller', 'degraded'),
          for: hours(1),
          cause: text('锁板老化或接线松动', 'An ageing lock board or a loose wire'),
          consequence: text('对应格口停用', 'Those compartments are out of use'),
          response: text('下次巡检更换', 'Replace at the next round'),
        }),
      },
      commands: {
        openCompartment: command({ name: text('开启格口', 'Open a compartment'), danger: 'armed', arguments: { compartment: numberArgument(text('格口号', 'Compartment'), '', [1, 200]) } }),
        restart: command({ name: text('重启主控', 'Restart controller'), danger: 'armed' }),
      },
      whenSilent: {
        class: 'low',
        consequence: text('不知道还有多少空格', 'How many are free is not known'),
        response: text('电话运营方客服核实', 'Ask the operator’s hotline'),
      },
      mount: { on: 'ground', heightMeters: 1.2, rule: 'YZ/T 0133-2013' },
      shows: level({ by: 'usage', full: 100 }),
      headline: ['usage', 'occupied', 'overdue'],
    }),
  },
  summary: { type: 'cabinet', point: 'overdue', figure: 'sum', label: text('逾期包裹', 'Overdue parcels') },
})
