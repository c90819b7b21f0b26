/** Handed from vertex to fragment where a storey may be cut or seen through: its row, and how it is hidden. */
export const cutVaryings = /* glsl */ `
varying vec3 vCut;
varying vec2 vStorey;
`

export const setCut = /* glsl */ `
vCut = (modelMatrix * vec4(transformed, 1.0)).xyz;
vStorey = vec2(rows.x, storey.w);
`

/** In front of the upright plane; and walls that give way (`xrayShare` in the storey table). */
export const cutPlane = /* glsl */ `
uniform vec4 cutPlane;
uniform vec2 cutRows;
bool isConcerned() { return cutPlane.w > 0.5 && vStorey.x > cutRows.x - 0.5 && vStorey.x < cutRows.y + 0.5; }
bool isCutAway() { return isConcerned() && dot(vCut.xz, cutPlane.xy) > cutPlane.z; }
bool isSeenThrough() { return vStorey.y > 0.1 && vStorey.y < 0.5; }
`

/**
 * What is seen through keeps one pixel in nine, as a drawing on film; walls more than floors, panes none. What a cut
 * lays open is pale inside, so that it reads as rooms.
 */
export const cutFragment = (surface: string): string => `
if (isCutAway()) discard;
if (isSeenThrough()) {
  ${surface === 'fabric' ? 'ivec2 cell = ivec2(gl_FragCoord.xy) % 3;\n  if (cell.x != 1 || cell.y != 1) discard;' : surface === 'glass' ? 'discard;' : ''}
}
${surface === 'fabric' ? 'if (isConcerned() && !gl_FrontFacing) diffuseColor.rgb = vec3(0.80, 0.785, 0.755);' : ''}
`
