/** How often a fault is played: a few times in `npm test`, many times in `npm run faults -- --full`. */
export const faultRounds = (short: number, full: number): number => (process.env.LINLI_FAULTS === 'full' ? full : short)
