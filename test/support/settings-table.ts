import { settings } from '../../server/settings.ts'

/** `docs/settings.md`, made from the very list the server parses its settings with. */
export function settingsTable(): string {
  const rows = Object.values(settings).map(({ variable, option, form, default: usual, isSecret, says }) => {
    const choices = form.replaceAll('|', '\\|')
    return `| \`${variable}\` | ${option === null ? '' : `\`--${option}\``} | ${choices} | ${usual === null ? '' : `\`${usual}\``} | ${says.zh}${isSecret ? '（不会打印）' : ''} | ${says.en}${isSecret ? ' (never printed)' : ''} |`
  })
  return `# 设置 Settings

命令行优先于环境变量，环境变量优先于工作目录中的 \`.env\`。写错的设置会使启动以 2 退出，并用一行说明如何改正。
The command line comes before the environment, the environment before \`.env\` in the working folder. A wrong setting ends the start with exit code 2 and one line that says how to put it right.

另有开关 \`--no-simulator\`（不运行模拟）与 \`--open\`（启动后打开浏览器）。
There are also the flags \`--no-simulator\` (nothing is simulated) and \`--open\` (opens the page once the server runs).

| 变量 variable | 选项 option | 取值 value | 默认 default | 含义 | meaning |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

本表由 \`server/settings.ts\` 生成：\`npx vitest run test/unit/server/settings.test.ts -u\`。 This table is made from \`server/settings.ts\` by the command above.
`
}
