// Draws images/icon.png: three stacked cylinders numbered like Pods, the first at the bottom. `node scripts/icon.mjs`
// writes it; the picture is described below as shapes, so that it can be changed without a drawing program.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

const size = 256;
const samples = 4; // per pixel and direction

// A shape answers whether a point is inside it; a paint gives the colour at a point: [red, green, blue, opacity].

const ellipse = (cx, cy, rx, ry) => (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

const roundedSquare = (inset, radius) => (x, y) => {
  const half = size / 2;
  const dx = Math.max(Math.abs(x - half) - (half - inset - radius), 0);
  const dy = Math.max(Math.abs(y - half) - (half - inset - radius), 0);
  return Math.hypot(dx, dy) <= radius;
};

/** The side of a cylinder between the middles of its two faces. */
const side = (cx, top, rx, ry, height) => {
  const bottomFace = ellipse(cx, top + height, rx, ry);
  return (x, y) => Math.abs(x - cx) <= rx && y >= top && (y <= top + height || bottomFace(x, y));
};

/** A line with round ends through points. */
const stroke = (points, width) => (x, y) =>
  points.some((point, index) => index > 0 && distance(x, y, points[index - 1], point) <= width / 2);

function distance(x, y, [ax, ay], [bx, by]) {
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length2 === 0 ? 0 : Math.min(Math.max(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2, 0), 1);
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

/** Points on an ellipse from one angle to another, in turns clockwise from the right. */
const arc = (cx, cy, rx, ry, from, to) =>
  Array.from({ length: 33 }, (_, step) => {
    const angle = (from + ((to - from) * step) / 32) * 2 * Math.PI;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });

/** The digits in a box 2 wide and 3 high around a middle, at a scale. */
const digits = [
  (cx, cy, s) => arc(cx, cy, 0.9 * s, 1.4 * s, 0, 1),
  (cx, cy, s) => [
    [cx - 0.55 * s, cy - 0.85 * s],
    [cx + 0.15 * s, cy - 1.4 * s],
    [cx + 0.15 * s, cy + 1.4 * s],
  ],
  (cx, cy, s) => [
    ...arc(cx, cy - 0.55 * s, 0.85 * s, 0.85 * s, 0.5, 1.1),
    [cx - 0.85 * s, cy + 1.4 * s],
    [cx + 0.9 * s, cy + 1.4 * s],
  ],
];

const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const flat = (hex, opacity = 1) => {
  const colour = [...rgb(hex), opacity];
  return () => colour;
};
const between = (from, to, axis, start, end) => {
  const [a, b] = [rgb(from), rgb(to)];
  return (x, y) => {
    const part = Math.min(Math.max(((axis === 'x' ? x : y) - start) / (end - start), 0), 1);
    return [...a.map((value, channel) => value + (b[channel] - value) * part), 1];
  };
};

const middle = size / 2;
const rx = 76;
const ry = 21;
const height = 41;
const spacing = 63;
const firstTop = 43 + 2 * spacing; // of the bottom cylinder

/** From the bottom to the top: the sides' colours left and right, and the top face's. */
const cylinders = [
  { left: '#2f7df6', right: '#1d4fd0', face: '#78b0ff' },
  { left: '#1fa8e0', right: '#1179b8', face: '#7ddcff' },
  { left: '#25c1a4', right: '#118a78', face: '#8df0d6' },
];

const scene = [
  [roundedSquare(0, 52), between('#22304f', '#0e1526', 'y', 0, size)],
  ...cylinders.flatMap(({ left, right, face }, ordinal) => {
    const top = firstTop - ordinal * spacing;
    return [
      [side(middle, top + 9, rx, ry, height), flat('#060a14', 0.45)],
      [side(middle, top, rx, ry, height), between(left, right, 'x', middle - rx, middle + rx)],
      [ellipse(middle, top, rx, ry), flat(face)],
      [ellipse(middle, top, rx - 7, ry - 4), between(face, left, 'y', top - 4 * ry, top + 2 * ry)],
      [stroke(digits[ordinal](middle, top + ry + height / 2 - 1, 9.4), 6), flat('#ffffff')],
    ];
  }),
];

/** Colour of a pixel: the average over its samples, weighted by their opacity. */
function pixel(column, row) {
  const sum = [0, 0, 0, 0];
  for (let sample = 0; sample < samples ** 2; sample++) {
    const x = column + ((sample % samples) + 0.5) / samples;
    const y = row + (Math.floor(sample / samples) + 0.5) / samples;
    let [red, green, blue, opacity] = [0, 0, 0, 0];
    for (const [inside, paint] of scene) {
      if (!inside(x, y)) continue;
      const [r, g, b, a] = paint(x, y);
      [red, green, blue] = [red + (r - red) * a, green + (g - green) * a, blue + (b - blue) * a];
      opacity += (1 - opacity) * a;
    }
    sum[0] += red * opacity;
    sum[1] += green * opacity;
    sum[2] += blue * opacity;
    sum[3] += opacity;
  }
  const [red, green, blue, opacity] = sum;
  if (opacity === 0) return [0, 0, 0, 0];
  return [red / opacity, green / opacity, blue / opacity, (opacity / samples ** 2) * 255].map(Math.round);
}

function png(pixelAt) {
  const rows = Buffer.alloc(size * (1 + size * 4)); // each row starts with filter type 0
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      rows.set(pixelAt(column, row), row * (1 + size * 4) + 1 + column * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits, red green blue opacity
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(data.length, 0);
  result.set(body, 4);
  result.writeUInt32BE(crc32(body), body.length + 4);
  return result;
}

/** Written out because the oldest Node supported has none in zlib. */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

writeFileSync(fileURLToPath(new URL('../images/icon.png', import.meta.url)), png(pixel));
