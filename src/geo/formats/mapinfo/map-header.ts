import { ProblemError, problem } from '../../../model/index.ts';

/** What the first block of a .map says of all that follows. */
export interface MapHeader {
  /** Bytes of a block; objects and coordinates never reach beyond the used part of one. */
  blockSize: number;
  /** Moves the whole numbers of the file to coordinates, east first. */
  place(x: number, y: number): [number, number];
  /** The larger of the steps, in the file's unit, at which positions can be written. */
  step: number;
  /** The reference system in the words of a MIF's CoordSys clause. */
  coordSys: string;
}

const magic = 42_424_242;
/** Units of a .map by number, as a CoordSys clause writes them. */
const units: Record<number, string> = { 1: 'km', 5: 'mm', 6: 'cm', 7: 'm' };

const damaged = (): ProblemError =>
  new ProblemError(
    problem(
      'tab-map-header',
      { zh: '.map 文件头无法识别。', en: 'The header of the .map cannot be recognised.' },
      undefined,
      {
        zh: '请重新复制 .tab、.dat、.map、.id 四个文件，或从 MapInfo 导出为 MIF/MID。',
        en: 'Copy the .tab, .dat, .map and .id again, or export MIF/MID from MapInfo.',
      },
    ),
  );

const affine = (): ProblemError =>
  new ProblemError(
    problem(
      'tab-affine',
      {
        zh: '.map 的坐标系带仿射变换，本程序不读取。',
        en: 'The system of the .map has an affine transformation, which is not read.',
      },
      undefined,
      {
        zh: '请在 MapInfo 中另存为不带仿射变换的坐标系。',
        en: 'Save it from MapInfo in a system without one.',
      },
    ),
  );

/**
 * Reads the first block. Layout as in GDAL's MITAB, which describes it in public: magic number at 0x100, version and size
 * of a block after it, origin and mirroring at 0x161, system at 0x16a, scale and displacement at 0x170.
 * @throws ProblemError `tab-map-header`, `tab-affine`
 */
export function readMapHeader(bytes: Uint8Array): MapHeader {
  if (bytes.length < 0x200) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [version, blockSize] = [view.getInt16(0x104, true), view.getUint16(0x106, true)];
  const doubles = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => view.getFloat64(from + 8 * i, true));
  const [scaleX = 0, scaleY = 0, moveX = 0, moveY = 0] = doubles(0x170, 4);
  const sound =
    view.getInt32(0x100, true) === magic &&
    blockSize >= 512 &&
    blockSize % 512 === 0 &&
    [scaleX, scaleY, moveX, moveY].every(Number.isFinite) &&
    scaleX * scaleY !== 0;
  if (!sound) throw damaged();
  // A block would begin with a small number of two bytes here, the mark of a transformation has its unit beside it.
  if (version >= 500 && bytes.length > 0x202 && bytes[0x200] && bytes[0x201]) throw affine();
  const quadrant = view.getUint8(0x161);
  const mirroredX = quadrant === 2 || quadrant === 3 || quadrant === 0;
  const mirroredY = quadrant === 3 || quadrant === 4 || quadrant === 0;
  return {
    blockSize,
    place: (x, y) => [
      mirroredX ? -(x + moveX) / scaleX : (x - moveX) / scaleX,
      mirroredY ? -(y + moveY) / scaleY : (y - moveY) / scaleY,
    ],
    step: Math.max(1 / Math.abs(scaleX), 1 / Math.abs(scaleY)),
    coordSys: clause(view, version, doubles(0x190, 5), doubles(0x1c0, 8)),
  };
}

function clause(
  view: DataView,
  version: number,
  figures: readonly number[],
  shift: readonly number[],
): string {
  const projection = view.getUint8(0x16d);
  if (projection === 0) return `NonEarth Units "${units[view.getUint8(0x16f)] ?? 'm'}"`;
  // Before version 500 a datum is given by its ellipsoid and shift only.
  const number = version >= 500 ? view.getInt16(0x16a, true) : 0;
  const datum =
    number > 0 && number < 999 ? [number] : number >= 1000 && number !== 9999 ? [number] : undefined;
  const datumFigures = datum ?? [9999, view.getUint8(0x16e), ...shift];
  if (projection === 1) return `Earth Projection 1, ${datumFigures.join(', ')}`;
  const unit = view.getUint8(0x16f);
  return `Earth Projection ${projection}, ${datumFigures.join(', ')}, "${units[unit] ?? `unit ${unit}`}", ${figures.join(', ')}`;
}
