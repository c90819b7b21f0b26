import express, { type Router } from 'express'
import { Problem } from '../platform/problem.ts'

/** While the state is restored all calls but /health wait: an answer now would be of a community half awake. */
export function startingGate(): Router {
  const router = express.Router()
  router.use(() => {
    throw new Problem(
      503,
      'starting',
      { zh: '正在启动，请稍候再试。', en: 'The server is starting: try again in a moment.' },
      { headers: { 'retry-after': '1' } },
    )
  })
  return router
}
