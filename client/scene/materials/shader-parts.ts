/** Looks a row up in the state tables; widths are those of `StateTable`. */
export const tableLookup = /* glsl */ `
uniform highp sampler2D storeyState;
uniform highp sampler2D placeState;
vec4 storeyOf(float row) { int at = int(row + 0.5); return texelFetch(storeyState, ivec2(at % 128, at / 128), 0); }
vec4 placeOf(float row, int texel) { int at = int(row + 0.5) * 2 + texel; return texelFetch(placeState, ivec2(at % 128, at / 128), 0); }
`

/** Lifts a storey, lays what is above a cut flat onto it (a thousandth of its height stays, so that layers do not fight), hides. */
export const moveStorey = /* glsl */ `
vec4 storey = storeyOf(rows.x);
transformed.y = transformed.y > storey.z ? storey.z + (transformed.y - storey.z) * 0.004 : transformed.y;
transformed.y += storey.x;
`

export const hideStorey = /* glsl */ `
if (storey.w > 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
`

/** Light maps over the ground: sky seen and lamps, read a little in front of the surface. */
export const lightMaps = /* glsl */ `
uniform sampler2D skyVisibility;
uniform sampler2D lampLight;
uniform vec4 lightSquare;
uniform float lampStrength;
vec2 lightAt(vec3 position, vec3 normal, float reach) {
  vec2 spot = position.xz + normal.xz * reach;
  return vec2(spot.x - lightSquare.x, lightSquare.y - spot.y) * lightSquare.w;
}
float skySeen(vec3 position, vec3 normal) {
  float seen = texture2D(skyVisibility, lightAt(position, normal, 1.4)).r;
  return mix(seen, 1.0, smoothstep(0.5, 17.0, position.y) * 0.92);
}
vec3 lampsAt(vec3 position, vec3 normal) {
  return texture2D(lampLight, lightAt(position, normal, 1.6)).rgb * (1.0 - smoothstep(1.5, 8.5, position.y)) * lampStrength;
}
`

/** What the model ends in, by the direction it is seen in: paper by day, and at dusk the glow where the sun went down. */
const hazeToward = /* glsl */ `
uniform vec3 hazeColor;
uniform vec4 glow;
uniform vec3 beamDirection;
vec3 hazeToward(vec2 outward) {
  float west = max(0.0, dot(normalize(outward + vec2(1e-4)), normalize(beamDirection.xz + vec2(1e-4))));
  return mix(hazeColor, glow.rgb, glow.a * west * west);
}
`

/** The last step of every pixel, in display values: contrast, saturation, and the haze that ends the model at the paper's edge. */
export const grade = /* glsl */ `
uniform vec4 haze;
uniform float night;
${hazeToward}
vec3 graded(vec3 color, vec3 position, float extraHaze) {
  vec3 image = (color - 0.5) * mix(1.12, 1.05, night) + 0.5;
  float grey = dot(image, vec3(0.2126, 0.7152, 0.0722));
  image = mix(vec3(grey), image, 0.96);
  vec2 outward = position.xz - haze.xy;
  float far = smoothstep(haze.z, haze.w, length(outward));
  return mix(image, hazeToward(outward), max(far, extraHaze));
}
`

/** The sky itself, seen only from low down: it rises from the haze to its own colour overhead. */
export const skyDome = /* glsl */ `
uniform vec3 zenith;
${hazeToward}
vec3 skyAt(vec3 direction) {
  return mix(hazeToward(direction.xz), zenith, pow(clamp(direction.y * 1.6, 0.0, 1.0), 0.7));
}
`

/** Stripes at 135°, in screen pixels: what a stale value looks like everywhere. */
export const hatch = /* glsl */ `
float hatched(vec2 pixel) {
  float stripe = mod(pixel.x + pixel.y, 9.0);
  return 0.34 * (1.0 - smoothstep(1.6, 2.4, abs(stripe - 4.5)));
}
// Small dots: what is tinted by a simulated value, where measured ones are shown beside it.
float dotted(vec2 pixel) {
  vec2 cell = mod(pixel + vec2(0.0, 4.0) * mod(floor(pixel.x / 8.0), 2.0), 8.0) - 4.0;
  return 0.55 * (1.0 - smoothstep(0.9, 1.5, length(cell)));
}
`
