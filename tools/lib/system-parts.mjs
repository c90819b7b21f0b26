import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { answers, fail } from './run.mjs'

/** What the tests start for real, and the Debian package that brings it. */
const parts = [
  { name: 'InfluxDB 1.x', package: 'influxdb', here: () => answers('influxd', ['version']) },
  {
    name: 'Mosquitto',
    package: 'mosquitto',
    here: () => ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'].some(existsSync),
  },
  { name: 'OpenSSL', package: 'openssl', here: () => answers('openssl', ['version']) },
  { name: 'Chromium', package: 'chromium', here: () => existsSync('/usr/bin/chromium') || Boolean(process.env.LINLI_CHROMIUM) },
  { name: 'strace (fault injection)', package: 'strace', here: () => answers('strace', ['-V']) },
  {
    name: 'libfaketime (another time of day)',
    package: 'libfaketime',
    here: () =>
      ['x86_64', 'aarch64'].some((machine) => existsSync(`/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`)) || process.platform !== 'linux',
  },
  { name: 'a Chinese font', package: 'fonts-noto-cjk', here: () => existsSync('/usr/share/fonts/opentype/noto') || process.platform !== 'linux' },
]

const missing = () => parts.filter((part) => !part.here())

/**
 * Installs what the tests need where it may (Debian as root); else names what is missing and how to get it.
 * Under CI nothing is left out in silence: a part that cannot be had ends the run.
 */
export function ensureSystemParts() {
  let lacking = missing()
  if (lacking.length > 0 && process.getuid?.() === 0 && answers('apt-get')) {
    const packages = lacking.map((part) => part.package)
    process.stdout.write(`linli: installing ${packages.join(', ')} for the tests…\n`)
    const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-qq', '-o', 'DPkg::Lock::Timeout=600'], options)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=600', ...packages], options)
    lacking = missing()
  }
  if (lacking.length === 0) return
  const how = `missing for the tests: ${lacking.map((part) => `${part.name} (Debian package ${part.package})`).join(', ')}. Install with: sudo apt-get install ${lacking.map((part) => part.package).join(' ')}`
  if (process.env.CI === 'true') fail(how, 1)
  process.stdout.write(`linli: ${how}\nlinli: tests that need them will say so and be skipped.\n`)
}
