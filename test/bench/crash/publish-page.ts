/**
 * The page the crash bench kills in the middle of publishing: it edits a package, and publishes it into a folder of the
 * browser's own (the dialogue for one on the disk is the browser's). The number of the round in the address says where
 * it is cut: even, in the middle of an edit; odd, while the folder is being written: by turns where the old files are
 * half replaced, where the file that marks the run exists and is empty, and twice anywhere.
 */
import { zipSync } from 'fflate';
import { editItem } from '../../../src/check/edits/change.ts';
import { applyEdits, itemsIn, type PartEdit } from '../../../src/check/edits/parts.ts';
import { checkParts, publish } from '../../../src/check/edits/publish.ts';
import {
  type PackageInput,
  type PlanItem,
  ProblemError,
  type Publication,
  packageFiles,
} from '../../../src/model/index.ts';
import { canonicalJson, sha256 } from '../../../src/model/sha256.ts';
import { publishInto } from '../../../src/store/edits/folder.ts';
import { openRecords } from '../../../src/store/records/index.ts';
import { filesOf, twoPlans } from '../../e2e/two-plans.ts';

const round = Number(location.hash.slice(1));
const post = (path: string, body: unknown = null) =>
  fetch(path, { method: 'POST', body: JSON.stringify(body) });
const forever = new Promise<never>(() => {});

const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('site', { create: true });

async function writeText(path: string, text: string): Promise<void> {
  const steps = path.split('/');
  const name = steps.pop() as string;
  let folder = root;
  for (const step of steps) folder = await folder.getDirectoryHandle(step, { create: true });
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await stream.write(text);
  await stream.close();
}

/** The files of a folder as text, by path, without what is kept of the version before. */
async function textsIn(folder: FileSystemDirectoryHandle, above = ''): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const [name, entry] of folder.entries()) {
    if (name === '.before') continue;
    if (entry.kind === 'directory')
      for (const one of await textsIn(entry as FileSystemDirectoryHandle, `${above}${name}/`))
        texts.set(...one);
    else texts.set(above + name, await (await (entry as FileSystemFileHandle).getFile()).text());
  }
  return texts;
}
const digestOf = (texts: ReadonlyMap<string, string>) => sha256(canonicalJson([...texts].sort()));

if (!(await textsIn(root)).size) {
  // The town's file comes last, so that a first start that was cut off begins again.
  const files = Object.entries(filesOf(twoPlans)).filter(([path]) => path.startsWith('data/'));
  for (const [path, text] of files.reverse()) await writeText(path.slice(5), text);
}
const cut = (await textsIn(root)).has('.publishing.json');
// Whatever is published next puts a run that was cut off right, before it is looked at: here it is refused then.
const nothing: Publication = {
  schema: 1,
  format: 'plan-map-publication',
  town: 'none',
  from: '',
  version: '1',
  at: '2027-04-01T08:00:00.000Z',
  by: 'bench',
  files: [],
  removed: [],
};
const refusal = await publishInto(root, nothing, new Map()).then(
  () => 'it was published',
  (error: unknown) =>
    error instanceof ProblemError
      ? error.problems.map(({ code, what }) => `${code} ${what.en}`).join('; ')
      : `${error}`,
);

/** The package as its folder has it. */
async function readBase(): Promise<{ parts: PackageInput; texts: Map<string, string> }> {
  const texts = await textsIn(root);
  const json = (path: string) => (texts.has(path) ? JSON.parse(texts.get(path) as string) : undefined);
  const parts = Object.fromEntries(Object.entries(packageFiles).map(([key, path]) => [key, json(path)]));
  const layers = new Map([...twoPlans.layers.keys()].map((id) => [id, json(`layers/${id}.geojson`)]));
  return { parts: { ...parts, layers, text: twoPlans.text } as unknown as PackageInput, texts };
}

const records = await openRecords({ name: 'package crash', author: () => 'bench' });
const edits = (): PartEdit[] => records.parts.value.map(({ value }) => value);
const snapshot = () => ({ steps: records.counter.value, edits: sha256(canonicalJson(edits())) });
let base = await readBase();
const faults = checkParts(applyEdits(base.parts, edits()))
  .problems.filter(({ severity }) => severity === 'error')
  .map(({ code, what }) => `the package in work: ${code} ${what.en}`);
if (records.saveState.value !== 'saved')
  faults.push(`opened with ${JSON.stringify(records.saveState.value)}`);
const left = (await textsIn(root)).has('.publishing.json');
if (!refusal.startsWith('version-moved')) faults.push(`the folder: ${refusal}`);
if (left) faults.push('the run that was cut off is still marked');
await post('/opened', { ...snapshot(), faults, folder: digestOf(base.texts), cut });

/** Writes to a file that are let through before the bench is told to kill; none is held back while it is Infinity. */
let writes = Number.POSITIVE_INFINITY;
const { createWritable } = FileSystemFileHandle.prototype;
FileSystemFileHandle.prototype.createWritable = async function (options) {
  writes -= 1;
  if (writes === 0) await Promise.all([post('/now'), forever]);
  return createWritable.call(this, options);
};

const items = itemsIn(base.parts) as unknown as PlanItem[];
for (let step = 1; ; step += 1) {
  const now = applyEdits(base.parts, edits());
  const item = items[step % items.length] as PlanItem;
  const words = '文化大广场建设工程'.slice(0, 2 + ((records.counter.value + step) % 7));
  if (round % 2 === 0 && step === 5) void post('/now');
  const { put } = editItem(now, item.id, { summary: { zh: words, en: words } });
  await records.putParts(put, { zh: '改', en: 'change' });
  await post('/confirmed', snapshot());
  if (step % 4) continue;
  try {
    const ready = publish(
      base,
      applyEdits(base.parts, edits()),
      { at: '2027-04-01T08:00:00.000Z', by: 'bench' },
      () => `{"round":${round}}`,
    );
    const bytes = [...ready.files].map(
      ([path, file]) => [path, new TextEncoder().encode(String(file))] as const,
    );
    zipSync(Object.fromEntries(bytes));
    const after = new Map([...base.texts, ...(ready.files as Map<string, string>)]);
    await post('/attempt', digestOf(after));
    // So many files are kept first, then the mark is written; what follows replaces the old files.
    const kept = ready.publication.files.filter(({ path }) => base.texts.has(path)).length;
    if (round % 2 && step > 4)
      writes =
        { 1: kept + 3, 3: kept + 1 }[round % 8] ??
        1 + Math.floor(Math.random() * (kept + 1 + ready.files.size));
    await publishInto(root, ready.publication, ready.files);
    await post('/published', digestOf(await textsIn(root)));
    base = await readBase();
  } catch (error) {
    await post('/fault', String(error));
    await forever;
  }
}
