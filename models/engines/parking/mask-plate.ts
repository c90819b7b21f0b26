/** A plate as it may be shown on a wall: province and city, then only its last three signs, `京A·••317`. Too short a text is hidden whole. */
export function maskPlate(plate: string): string {
  const signs = [...plate.replace(/[\s·.-]/g, '')]
  if (signs.length < 6) return '••••••'
  return `${signs.slice(0, 2).join('')}·••${signs.slice(-3).join('')}`
}
