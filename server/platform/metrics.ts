import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = {
  /** In the text form Prometheus reads. */
  readonly text: () => Promise<string>
  readonly contentType: string
  readonly observeCall: (call: { readonly method: string; readonly path: string; readonly status: number; readonly seconds: number }) => void
  /** A figure read when somebody asks. */
  readonly gauge: (name: `linli_${string}`, help: string, read: () => number) => void
  /** Figures that differ by one label, read when somebody asks. */
  readonly gauges: (name: `linli_${string}`, help: string, label: string, read: () => Readonly<Record<string, number>>) => void
}

/** The server's own figures, with those of the process and the lag of its event loop. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 })
  const calls = new Histogram({
    name: 'linli_http_seconds',
    help: 'Time from a call to the end of its answer',
    labelNames: ['method', 'path', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    observeCall: ({ method, path, status, seconds }) => calls.observe({ method, path, status }, seconds),
    gauge: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read())
        },
      })
    },
    gauges: (name, help, label, read) => {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers: [registry],
        collect() {
          this.reset()
          for (const [value, figure] of Object.entries(read())) this.set({ [label]: value }, figure)
        },
      })
    },
  }
}
