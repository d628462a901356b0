import { encode } from 'fast-png';

/**
 * The app's icon: a folded map of five strips, one hue a chapter, with a pin. One description gives both the SVG and
 * the PNGs, so that they cannot differ. The unit is 1/100 of the icon's side.
 */
type Rgb = readonly [number, number, number];
const ground: Rgb = [18, 38, 44];
const paper: Rgb = [247, 243, 232];
const strips: readonly Rgb[] = [
  [214, 97, 44],
  [226, 164, 50],
  [176, 48, 62],
  [62, 142, 98],
  [48, 112, 168],
];
/** Left edge, width, and how far each fold shifts its strip's left and right end up or down. */
const map = { left: 17, right: 83, top: 40, bottom: 78, fold: 5 };
const pin = { x: 50, y: 33, radius: 15, hole: 6, tip: 62 };

const width = (map.right - map.left) / strips.length;
const lift = (edge: number) => (edge % 2 ? map.fold : 0);

const hex = (rgb: Rgb) => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** The points where the pin's straight sides touch its circle, seen from the tip. */
function tangent() {
  const distance = pin.tip - pin.y;
  const sin = pin.radius / distance;
  const dx = pin.radius * Math.sqrt(1 - sin * sin);
  return { dx, y: pin.y + pin.radius * sin };
}

export function iconSvg(): string {
  const polygons = strips.map((rgb, i) => {
    const [x0, x1] = [map.left + i * width, map.left + (i + 1) * width];
    const [d0, d1] = [lift(i), lift(i + 1)];
    const points = [
      [x0, map.top + d0],
      [x1, map.top + d1],
      [x1, map.bottom + d1],
      [x0, map.bottom + d0],
    ];
    return `<polygon fill="${hex(rgb)}" points="${points.map((p) => p.map((n) => +n.toFixed(2)).join(',')).join(' ')}"/>`;
  });
  const { dx, y } = tangent();
  const r = pin.radius;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">',
    `<rect width="100" height="100" rx="18" fill="${hex(ground)}"/>`,
    ...polygons,
    `<path fill="${hex(paper)}" d="M${pin.x},${pin.tip}L${(pin.x - dx).toFixed(2)},${y.toFixed(2)}A${r},${r} 0 1 1 ${(pin.x + dx).toFixed(2)},${y.toFixed(2)}Z"/>`,
    `<circle cx="${pin.x}" cy="${pin.y}" r="${pin.hole}" fill="${hex(ground)}"/>`,
    '</svg>\n',
  ].join('');
}

/** The colour at a point; undefined outside the rounded corners. `full` fills the square, for masks. */
function colourAt(x: number, y: number, full: boolean): Rgb | undefined {
  const corner = 18;
  const cx = Math.min(Math.max(x, corner), 100 - corner);
  const cy = Math.min(Math.max(y, corner), 100 - corner);
  if (!full && Math.hypot(x - cx, y - cy) > corner) return undefined;
  const fromPin = Math.hypot(x - pin.x, y - pin.y);
  if (fromPin <= pin.hole) return ground;
  const { dx, y: touch } = tangent();
  const inCone =
    y >= touch && y <= pin.tip && Math.abs(x - pin.x) <= (dx * (pin.tip - y)) / (pin.tip - touch);
  if (fromPin <= pin.radius || inCone) return paper;
  const along = (x - map.left) / width;
  const strip = Math.floor(along);
  const colour = strips[strip];
  if (colour) {
    const shift = lift(strip) + (along - strip) * (lift(strip + 1) - lift(strip));
    if (y >= map.top + shift && y <= map.bottom + shift) return colour;
  }
  return ground;
}

/**
 * The icon as PNG, `size` pixels square, anti-aliased by 4 × 4 samples a pixel. `maskable` fills the square and keeps
 * the drawing inside the circle of 80 % which every platform's mask leaves (W3C manifest, icon masks).
 */
export function iconPng(size: number, maskable = false): Uint8Array {
  const data = new Uint8Array(size * size * 4);
  const samples = 4;
  const scale = (maskable ? 100 / 0.74 : 100) / size;
  const shift = maskable ? (100 - 100 / 0.74) / 2 : 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const sum = [0, 0, 0];
      let covered = 0;
      for (let s = 0; s < samples * samples; s++) {
        const x = shift + scale * (column + ((s % samples) + 0.5) / samples);
        const y = shift + scale * (row + (Math.floor(s / samples) + 0.5) / samples);
        const rgb = colourAt(x, y, maskable);
        if (!rgb) continue;
        covered++;
        for (let c = 0; c < 3; c++) sum[c] = (sum[c] as number) + (rgb[c] as number);
      }
      const at = (row * size + column) * 4;
      for (let c = 0; c < 3; c++) data[at + c] = covered ? Math.round((sum[c] as number) / covered) : 0;
      data[at + 3] = Math.round((covered / (samples * samples)) * 255);
    }
  }
  return encode({ width: size, height: size, data, channels: 4 });
}
