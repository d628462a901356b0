import { openDB } from 'idb';

/**
 * The shapes of the planner's layers on this machine, one file each: in the origin's private file system, or in a
 * database of their own where that is missing or cannot be written by a page (Safari before 26). A file is there whole
 * or not at all.
 */
export interface LayerFiles {
  /** @throws the browser's own error when the disk is full or refuses; nothing is left of the file then. */
  put(name: string, parts: Iterable<Blob | Uint8Array<ArrayBuffer>>): Promise<void>;
  get(name: string): Promise<Blob | undefined>;
  remove(name: string): Promise<void>;
  /** Names, and when each was written, milliseconds. */
  list(): Promise<{ name: string; written: number }[]>;
}

/**
 * Takes a file away. Chromium may still hold the lock of a file whose writing was just ended, so that removing it fails
 * at first; what cannot be removed in time goes with `clearLayerFiles`.
 */
async function removeFrom(directory: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (const waitMs of [0, 20, 100, 500]) {
    await new Promise((done) => setTimeout(done, waitMs));
    try {
      return await directory.removeEntry(name);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'NoModificationAllowedError')) return;
    }
  }
}

async function inFileSystem(folder: string): Promise<LayerFiles | undefined> {
  try {
    const root = await navigator.storage.getDirectory();
    const directory = await root.getDirectoryHandle(folder, { create: true });
    if (!('createWritable' in FileSystemFileHandle.prototype)) return undefined;
    return {
      async put(name, parts) {
        const handle = await directory.getFileHandle(name, { create: true });
        // Written to a file of the browser's own, which takes the name's place when it is closed.
        const writing = await handle.createWritable();
        try {
          for (const part of parts) await writing.write(part);
          await writing.close();
        } catch (error) {
          await writing.abort().catch(() => undefined);
          await removeFrom(directory, name);
          throw error;
        }
      },
      get: (name) =>
        directory.getFileHandle(name).then(
          async (handle) => {
            const file = await handle.getFile();
            return file.size ? file : undefined;
          },
          () => undefined,
        ),
      remove: (name) => removeFrom(directory, name),
      async list() {
        const files: { name: string; written: number }[] = [];
        for await (const [name, handle] of directory.entries())
          if (handle.kind === 'file')
            files.push({ name, written: (await (handle as FileSystemFileHandle).getFile()).lastModified });
        return files;
      },
    };
  } catch {
    return undefined;
  }
}

async function inDatabase(folder: string): Promise<LayerFiles> {
  const stores = ['files', 'written'] as const;
  const database = await openDB(folder, 1, {
    upgrade: (db) => {
      for (const store of stores) db.createObjectStore(store);
    },
  });
  return {
    async put(name, parts) {
      const bytes = new Blob([...parts]);
      const writing = database.transaction(stores, 'readwrite');
      void writing.objectStore('files').put(bytes, name);
      void writing.objectStore('written').put(Date.now(), name);
      await writing.done;
    },
    async get(name) {
      const bytes = (await database.get('files', name)) as ArrayBuffer | Blob | undefined;
      return bytes && new Blob([bytes]);
    },
    async remove(name) {
      const writing = database.transaction(stores, 'readwrite');
      for (const store of stores) void writing.objectStore(store).delete(name);
      await writing.done;
    },
    async list() {
      const names = (await database.getAllKeys('written')) as string[];
      const times = (await database.getAll('written')) as number[];
      return names.map((name, index) => ({ name, written: times[index] ?? 0 }));
    },
  };
}

/** Where a file of a layer lies, so that a worker can fetch it without the page's thread. */
export interface KeptFile {
  /** What `openLayerFiles` was called with. */
  files: string;
  name: string;
}

/** @param name Of the database the records are in; its layer files belong to it. */
export async function openLayerFiles(name: string): Promise<LayerFiles> {
  const folder = `layers ${name}`;
  return (await inFileSystem(folder)) ?? inDatabase(folder);
}

const opened = new Map<string, Promise<LayerFiles>>();
const folderOf = (files: string): Promise<LayerFiles> => {
  const folder = opened.get(files) ?? openLayerFiles(files);
  opened.set(files, folder);
  return folder;
};

/** The bytes of a kept file; undefined when there is none. */
export const readKeptFile = async ({ files, name }: KeptFile): Promise<ArrayBuffer | undefined> =>
  (await (await folderOf(files)).get(name))?.arrayBuffer();

/** Keeps a file: `full` or `refused` where the disk or the browser would not. */
export async function keepFile(
  { files, name }: KeptFile,
  parts: Iterable<Blob | Uint8Array<ArrayBuffer>>,
): Promise<'kept' | 'full' | 'refused'> {
  try {
    await (await folderOf(files)).put(name, parts);
    return 'kept';
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'refused';
  }
}

/** A file nobody refers to is kept this long: another tab may be about to write the record that does. */
const spared = 15 * 60_000;

/** Takes away the files no record refers to, such as those of layers removed before the page was closed. */
export async function clearLayerFiles(files: LayerFiles, used: ReadonlySet<string>, now = Date.now()) {
  for (const { name, written } of await files.list())
    if (!used.has(name) && now - written > spared) await files.remove(name);
}
