import { defaultLimits, type Limits } from '../geo/formats/limits.ts';
import { isZip, unpack, type ZipEntry, zipEntries } from '../geo/formats/zip.ts';
import { decodeLayer } from '../geo/layer/index.ts';
import { handedFile } from './handed-file.ts';
import { type KeptFile, keepFile, readKeptFile } from './layer-files.ts';
import type { CallContext, Handlers } from './rpc.ts';

/** Passing records on with the data of their layers: an archive of the records' text and of the layers as they are kept. */
export interface HandOverCalls {
  /** Makes the archive; layers whose data is not on this machine are left out. */
  handOver: { takes: { records: string; files: KeptFile[] }; gives: Blob };
  /** The records' text in such an archive, and the names of the data in it; null for any other file. */
  handedOver: { takes: { file: Blob; name: string }; gives: { records: string; data: string[] } | null };
  /** Keeps the data of these names that is not here yet; what is damaged is refused. */
  takeOver: {
    takes: { file: Blob; name: string; files: string; data: string[] };
    gives: Awaited<ReturnType<typeof keepFile>>;
  };
}

const recordsName = 'records.json';
const dataName = /^layers\/(layer-[\w-]+)$/;
const limits: Limits = { ...defaultLimits, unpackedBytes: 2 ** 31 - 1, bytes: 2 ** 31 - 1 };
/** Bytes packed between two breaks, so that checks go on meanwhile. */
const step = 2 ** 21;

async function packed({ records, files }: HandOverCalls['handOver']['takes'], { pause }: CallContext) {
  const { Zip, ZipDeflate } = await import('fflate');
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part as Uint8Array<ArrayBuffer>);
  });
  const add = async (name: string, bytes: Uint8Array) => {
    const member = new ZipDeflate(name, { level: 1 });
    zip.add(member);
    for (let at = 0; at < bytes.length; at += step) {
      member.push(bytes.subarray(at, at + step), at + step >= bytes.length);
      await pause();
    }
  };
  await add(recordsName, new TextEncoder().encode(records));
  for (const file of files) {
    const bytes = await readKeptFile(file);
    if (bytes) await add(`layers/${file.name}`, new Uint8Array(bytes));
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}

async function opened(content: Blob, name: string): Promise<{ bytes: Uint8Array; entries: ZipEntry[] }> {
  const { bytes } = await handedFile({ name, content });
  return { bytes, entries: isZip(bytes) ? zipEntries(bytes) : [] };
}

export const handOverHandlers: Handlers<HandOverCalls> = {
  handOver: packed,
  async handedOver({ file, name }) {
    const { bytes, entries } = await opened(file, name);
    const records = entries.find((one) => one.name === recordsName);
    if (!records) return null;
    const text = new TextDecoder().decode(await unpack(bytes, records, limits));
    return { records: text, data: entries.flatMap((one) => dataName.exec(one.name)?.[1] ?? []) };
  },
  async takeOver({ file, name, files, data }, { pause }) {
    const { bytes, entries } = await opened(file, name);
    for (const entry of entries) {
      const [, kept = ''] = dataName.exec(entry.name) ?? [];
      const place = { files, name: kept };
      if (!data.includes(kept) || (await readKeptFile(place))) continue;
      const content = (await unpack(bytes, entry, limits)) as Uint8Array<ArrayBuffer>;
      // Damaged data is not kept.
      decodeLayer(content);
      const outcome = await keepFile(place, [content]);
      if (outcome !== 'kept') return outcome;
      await pause();
    }
    return 'kept';
  },
};
