/** A file under the name it is known by: its path where it lies in a folder that was handed over. */
export interface NamedFile {
  name: string;
  file: File;
}

/** More files than this in a folder are no data set that anybody means to import. */
const most = 50_000;

/** Files as an input gives them; those of a folder carry its path. */
export const pickedFiles = (files: Iterable<File>): NamedFile[] =>
  Array.from(files, (file) => ({ name: file.webkitRelativePath || file.name, file }));

/**
 * Everything that was dropped, folders with all that is in them. Must be called while the event is handled: the entries
 * are gone afterwards.
 */
export function droppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  if (!entries.length) return Promise.resolve(pickedFiles(transfer.files));
  const named: NamedFile[] = [];
  return Promise.all(entries.map((entry) => collect(entry, entry.name, named))).then(() => named);
}

async function collect(entry: FileSystemEntry, name: string, found: NamedFile[]): Promise<void> {
  if (found.length >= most) return;
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => {
      (entry as FileSystemFileEntry).file(done, failed);
    });
    found.push({ name, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader hands out about a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => {
      reader.readEntries(done, failed);
    });
    if (!some.length) return;
    for (const one of some) await collect(one, `${name}/${one.name}`, found);
  }
}
