import { battery, mainsSupply, signal } from '../capabilities.ts'
import { above, any, command, device, event, happened, hours, is, lifeSafety, low, medium, mostlyFirst, number, perHour, ring, state, steady, subsystem, text } from '../declare/index.ts'

export const call = subsystem({
  id: 'call',
  code: 'C1',
  name: text('紧急呼叫', 'Emergency call'),
  need: 'care',
  icon: 'siren',
  devices: {
    button: device({
      name: text('居家紧急呼叫器', 'Emergency call button'),
      source: '民政部 居家适老化改造 product lists; 4G SOS buttons with pull cord and two-way voice on the market (standard to be checked)',
      has: [battery({ every: hours(6), lowBelow: 25 }), signal('4G', { every: hours(6), usual: -88 }), mainsSupply({ every: hours(6) })],
      points: {
        call: event({
          name: text('呼叫', 'Call'),
          every: hours(12),
          events: { pressed: text('按下按钮', 'Button pressed'), pulled: text('拉下拉绳', 'Cord pulled'), answered: text('已接听', 'Answered'), ended: text('呼叫结束', 'Call ended'), cancelled: text('本人取消', 'Cancelled there'), test: text('测试', 'Test') },
          usual: perHour(0.0015, { pressed: 0, pulled: 0, answered: 0, ended: 0, cancelled: 0, test: 1 }),
        }),
        line: state({ name: text('通话', 'Voice line'), every: hours(6), states: { idle: text('空闲', 'Idle'), ringing: text('呼出中', 'Calling'), talking: text('通话中', 'Talking'), failed: text('呼叫失败', 'Call failed') }, usual: mostlyFirst() }),
        untested: number({ name: text('距上次测试', 'Days since last test'), unit: 'd', range: [0, 1000], resolution: 1, every: hours(12), usual: steady(14, 7) }),
        volume: number({ name: text('扬声器音量', 'Speaker volume'), unit: '%', range: [0, 100], resolution: 1, every: hours(12), usual: steady(85, 5) }),
      },
      alarms: {
        help: lifeSafety({
          name: text('紧急呼叫', 'Call for help'),
          when: any(happened('call', 'pressed', { hold: 1800, endedBy: 'ended' }), happened('call', 'pulled', { hold: 1800, endedBy: 'ended' })),
          cause: text('住户按下按钮或拉下拉绳:跌倒、急病、求助', 'A resident pressed the button or pulled the cord: a fall, sudden illness, help needed'),
          consequence: text('独居老人可能无人发现', 'An old person who lives alone may not be found'),
          response: text('30 秒内接通语音;无应答派网格员带备用钥匙,拨 120 并通知家属', 'Speak within 30 s; if nobody answers send someone with the spare key, dial 120, tell the family'),
          opens: 'call-for-help',
        }),
        callFailed: medium({
          name: text('呼叫未接通', 'Call did not get through'),
          when: is('line', 'failed'),
          for: 0,
          cause: text('话费欠停、信号差或中心占线', 'The card is unpaid, the signal poor or the centre engaged'),
          consequence: text('住户求助听不到回应', 'The resident asks for help and hears nothing'),
          response: text('立即回拨并电话家属,查卡状态', 'Call back at once, ring the family, check the card'),
          opens: 'call-for-help',
        }),
        untested: low({
          name: text('呼叫器久未测试', 'Call button not tested'),
          when: above('untested', 35, { deadband: 5 }),
          for: hours(1),
          cause: text('月度测试未做', 'The monthly test was missed'),
          consequence: text('不能确认按下后能否呼出', 'Whether it works when pressed is not known'),
          response: text('上门探访时一起测试', 'Test it at the next visit'),
        }),
      },
      commands: {
        answer: command({ name: text('接听', 'Answer'), danger: 'safe', confirmedBy: { point: 'line', value: 'talking' } }),
        ringBack: command({ name: text('回拨', 'Ring back'), danger: 'safe' }),
        endCall: command({ name: text('结束呼叫', 'End the call'), danger: 'armed', confirmedBy: { point: 'line', value: 'idle' } }),
      },
      whenSilent: {
        class: 'medium',
        consequence: text('老人按下按钮将无人知晓', 'A press of the button would reach nobody'),
        response: text('今日内电话确认老人平安并上门恢复', 'Ring today to hear that the person is well, then visit and restore it'),
      },
      mount: { on: 'wall', heightMeters: 0.9, rule: 'JGJ 450-2018: cord end 0.1–0.3 m above the floor (to be checked)' },
      shows: ring('call'),
      headline: ['call', 'line', 'battery'],
    }),
  },
  summary: { type: 'button', point: 'untested', figure: 'max', unit: 'd', label: text('最久未测试', 'Longest untested') },
})
