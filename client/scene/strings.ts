import type { Text } from '../../models/text.ts'

const text = (zh: string, en: string): Text => ({ zh, en })

/** What the scene itself says in words. */
export const sceneStrings = {
  allSimulated: text('图中数值均为模拟', 'All values in this picture are simulated'),
  someSimulated: text(
    '图中 {simulated} 项为模拟，以小圆点标出；其余 {other} 项不是',
    '{simulated} values in this picture are simulated, marked with a dot; {other} are not',
  ),
  hatched: text('斜线：过时、无效或失联', 'Hatched: old, invalid or silent'),
  stale: text('过时', 'Old'),
  free: text('空位', 'Free bay'),
  laneClear: text('消防通道畅通', 'Fire lane clear'),
  laneBlocked: text('斜杠：通道被占', 'Bars: lane blocked'),
  cameraView: text('摄像机看得见的地面，由近及远', 'Ground a camera sees, from near to far'),
  twinView: text('孪生画面 · 非实拍', 'Twin view · not the camera'),
  closePicture: text('取下画面', 'Take the picture down'),
  guarded: text('周界在守', 'Fence guarded'),
  upset: text('齿形：周界异常', 'Teeth: fence disturbed'),
  guessed: text('点状：离站点远，为推测', 'Dots: far from a station, guessed'),
  column: text('屋顶柱：高为每户平均，粗细为户数，', 'Columns: as high as a home on the mean, as wide as there are homes,'),
  change: text('比昨日同时段 −50 % … +50 %', 'Against yesterday at this time −50 % … +50 %'),
  flow: text('配电流向，宽为 kW；沿道路示意', 'Flow from the substations, as wide as kW; drawn along the roads'),
  outlier: text('用电异常', 'Unusual consumption'),
  missing: text('无读数', 'No reading'),
  filled: text('柱：装了多少', 'Column: how full'),
  liftCar: text('轿厢；两扇分开：门开着', 'Lift car; its halves apart: door open'),
  watched: text('圈：呼叫或跌倒监测点', 'Ring: call point or fall watch'),
  careOnly: text('仅照护人员可看', 'For care staff only'),
  neverHeard: text('从未上报', 'Never heard of'),
  outOfRange: text('超出量程', 'Out of range'),
  uncertain: text('存疑', 'Uncertain'),
  bad: text('无效', 'Invalid'),
  simulated: text('模拟', 'Simulated'),
  lostTitle: text('三维画面中断', 'The 3D picture is interrupted'),
  lostWhy: text(
    '显卡暂时收回了画面，正在自动恢复；报警、面板和数据照常。',
    'The graphics card took the picture back; it returns by itself. Alarms, panels and data go on.',
  ),
  reload: text('重新载入页面', 'Reload the page'),
} satisfies Record<string, Text>
