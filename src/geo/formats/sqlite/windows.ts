import { free } from '../../columns/free.ts';
import type { ReadPart } from '../types.ts';
import type { Pages } from './file.ts';

/** Most bytes fetched at once. */
const most = 2 ** 22;

/**
 * The pages of a database that is not held: parts of it are fetched as they are asked for, and the part before is given
 * up. Pages asked for one behind the other come in growing parts; where they lie so that the file would be fetched several
 * times over, it is fetched once, whole.
 * @param least Bytes fetched at a place nobody came near before.
 */
export function windows(read: ReadPart, size: number, pageSize: number, least = 2 ** 16): Pages {
  let [from, to, step, fetched] = [0, 0, least, 0];
  let bytes: Uint8Array = new Uint8Array(0);
  let view = new DataView(bytes.buffer);
  return (page) => {
    const start = (page - 1) * pageSize;
    if (page < 1 || start + pageSize > size) return undefined;
    if (start < from || start + pageSize > to) {
      const onward = start >= to && start < to + step;
      step = onward ? Math.min(most, 2 * step) : least;
      const all = fetched > 2 * size;
      const first = all ? 0 : start;
      const last = all ? size : Math.min(size, start + Math.max(step, pageSize));
      free(bytes);
      // Nothing is at hand until it was fetched, which may fail.
      [from, to] = [0, 0];
      bytes = read(first, last);
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      fetched += last - first;
      [from, to] = [first, last];
    }
    return { bytes, view, start: start - from };
  };
}
