import express, { type Router } from 'express'
import { Problem } from '../platform/problem.ts'

/**
 * While the state is restored all calls but /health wait: an answer now would be of a community half awake. The page itself does not:
 * a person who opens it meanwhile reads that the server is starting, and it goes on by itself.
 */
export function startingGate(pages: Router): Router {
  const router = express.Router()
  router.use(pages)
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
