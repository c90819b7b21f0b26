import type { Register } from '../../models/register.ts'

/** What a person who typed `npm start` reads when the community is there. */
export const announcement = (address: string, register: Register, mqtt: { readonly host: string; readonly port: number } | null, data: string): string => {
  const { name, buildings } = register.community
  return [
    '',
    `  邻里 Linli · ${name.zh} ${name.en}`,
    `  ${buildings.length} 栋楼 buildings · ${register.devices.size} 台设备 devices · ${register.pointCount} 个测点 points`,
    '',
    `  页面 page      ${address}/`,
    `  接口 API       ${address}/api/docs`,
    ...(mqtt ? [`  MQTT           ${mqtt.host}:${mqtt.port}`] : []),
    `  数据 data      ${data}`,
    '',
    '  本机打开即可使用，无需登录。 Open it on this machine; no sign-in is needed.',
    '  停止：Ctrl+C    To stop: Ctrl+C',
    '',
    '',
  ].join('\n')
}
