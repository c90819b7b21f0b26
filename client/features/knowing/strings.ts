import type { Text } from '../../../models/text.ts'

export const knowingStrings = {
  title: { zh: '今天值得知道', en: 'Worth knowing today' },
  asOf: { zh: '截至 {time}', en: 'as of {time}' },
  nothing: { zh: '没有什么需要特别留意', en: 'Nothing needs attention' },
  nothingWhy: {
    zh: '历史够长的都比较过：用水用电与各家平常、夜间流水、七点前的车位、一周走势与报警限值、失联设备',
    en: 'Compared, where there is past enough: water and power with what each home usually uses, water at night, bays until seven, the week’s trends with alarm limits, silent devices',
  },
  show: { zh: '看设备和曲线', en: 'Show device and chart' },
  alike: { zh: '同类还有 {count} 处', en: '{count} more like this' },
  basis: { zh: '依据', en: 'Concluded from' },
  usual: { zh: '平常', en: 'usual' },
  limit: { zh: '限值', en: 'limit' },
  how: { zh: '怎么算的', en: 'How' },
  silent: { zh: '{device} 失联', en: '{device} is silent' },
  silentMany: { zh: '{type} 失联 {count} 台', en: '{count} × {type} silent' },
  silentAll: { zh: '全小区 {count} 台设备失联', en: '{count} devices of the whole community are silent' },
  silentShort: { zh: '最后一次数据 {time}', en: 'last heard {time}' },
  silentHow: {
    zh: '它的每个测点都超过 2.5 个上报间隔没有新数据。过半设备同时失联时算作一件事：多半是线路或服务器，不是设备',
    en: 'None of its points reported for 2.5 of its intervals. When more than half of all devices are silent it is told as one thing: more likely the line than the devices',
  },
  noWater: { zh: '{device} 24 小时没有用水', en: '{device}: no water used for 24 hours' },
  noWaterShort: { zh: '平常一天 {usual}', en: 'usually {usual} a day' },
  noWaterHow: {
    zh: '水表读数 24 小时没有走；过去几天同样 24 小时的中位数不低于 30 升；家里装有照护类设备。建议打个电话',
    en: 'The meter did not move for 24 hours; the median of the same 24 hours of the days before is at least 30 L; a care device is in this home. A telephone call is advised',
  },
  nightFlow: { zh: '{device} 夜里一直在走水', en: '{device}: water ran all night' },
  nightFlowShort: { zh: '2 点到 5 点 {value}，平常 {usual}', en: '{value} from 2 to 5 o’clock, usually {usual}' },
  nightFlowHow: {
    zh: '2 点到 5 点每个小时都超过 5 升，而且至少是前几夜中位数的两倍',
    en: 'More than 5 L in each hour from 2 to 5, and at least twice the median of the nights before',
  },
  unusualUse: { zh: '{device} 用量是平常的 {times} 倍', en: '{device}: {times} times its usual' },
  unusualUseShort: { zh: '24 小时 {value}，自己平常 {usual}', en: '{value} in 24 hours; its own usual is {usual}' },
  unusualUseHow: {
    zh: '最近 24 小时与它自己过去几天同样的 24 小时比：超过中位数两倍，且超出平日波动（中位绝对偏差）五倍',
    en: 'The last 24 hours against the same 24 hours of its own days before: over twice the median, and over five times how its days usually differ (median absolute deviation)',
  },
  baysFull: { zh: '车位预计 {time} 停满', en: 'Bays will be full at {time}' },
  baysFullShort: { zh: '现在占 {value} / {limit}，往日七点 {usual}', en: '{value} of {limit} taken now; usually {usual} at seven' },
  baysFullHow: {
    zh: '现在的占用，加上往日从这一刻到七点的平均变化；占到 97% 算停满',
    en: 'What is taken now plus the mean change from this time to seven on the days before; full is 97 % taken',
  },
  heading: { zh: '{device} {point}正走向“{alarm}”', en: '{device}: {point} is heading for "{alarm}"' },
  headingShort: { zh: '现在 {value}，约 {span}后到限值 {limit}', en: 'now {value}; reaches the limit {limit} in about {span}' },
  headingHow: {
    zh: '过去几天同一时刻的值连成直线，一天天朝同一方向，直线能解释 95% 以上的变化；按这个速度三周内到限值',
    en: 'The values of the same time of the days before all go one way, on a line that explains over 95 % of the change; at this pace the limit is reached within three weeks',
  },
  due: { zh: '{device} 再过 {span}就到期', en: '{device} is due in {span}' },
  dueShort: { zh: '{point} {value}，限 {limit}', en: '{point} {value}, limit {limit}' },
  dueHow: { zh: '按天计数的测点离限值不超过 3 天', en: 'A count of days is within 3 days of its limit' },
} as const satisfies Record<string, Text>
