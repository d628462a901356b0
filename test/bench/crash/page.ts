/**
 * The page the crash bench kills: it tells what it finds, then goes on changing records at random and tells each change
 * that was reported saved.
 */
import type { Bilingual } from '../../../src/model/index.ts';
import { canonicalJson, sha256 } from '../../../src/model/sha256.ts';
import { openRecords, type ZoneRecord } from '../../../src/store/records/index.ts';

const label: Bilingual = { zh: '写', en: 'write' };
const post = (path: string, body: unknown) => fetch(path, { method: 'POST', body: JSON.stringify(body) });

/** Two zones that are always written together: a half-done step would show as a pair that differs. */
function pair(slot: number, serial: number, vertices: number): ZoneRecord[] {
  const ring = Array.from({ length: vertices }, (_, i) => {
    const angle = (2 * Math.PI * i) / vertices;
    return [113.1 + 0.01 * Math.cos(angle), 28.5 + 0.01 * Math.sin(angle)];
  });
  const zone = (half: string): ZoneRecord => ({
    id: `pair-${slot}-${half}`,
    name: `pair ${slot}`,
    geometry: { type: 'Polygon', coordinates: [[...ring, ring[0] as number[]]] },
    crs: { code: 'EPSG:4526', from: 'user' },
    warnings: [],
    origin: 'bench',
    project: '',
    steps: [],
    notes: `serial ${serial}`,
  });
  return [zone('left'), zone('right')];
}

type Records = Awaited<ReturnType<typeof openRecords>>;
const snapshot = (records: Records) => ({
  counter: records.counter.value,
  state: records.saveState.value,
  canUndo: records.canUndo.value,
  canRedo: records.canRedo.value,
  digest: sha256(
    canonicalJson({
      zones: records.zones.value.map((zone) => zone.value),
      status: records.statusEntries.value,
      undo: records.undoLabel.value ?? null,
      redo: records.redoLabel.value ?? null,
    }),
  ),
  halves: Object.fromEntries(records.zones.value.map(({ id, value }) => [id, value.notes])),
  conflicts: records.conflicts.value.length,
});

const records = await openRecords({ name: 'crash' });
await post('/opened', snapshot(records));
let serial = records.counter.value;
for (;;) {
  serial += 1;
  const dice = Math.random();
  const slot = Math.floor(Math.random() * 4);
  const vertices = 3 + Math.floor(10 ** (Math.random() * 3.3));
  if (dice < 0.55) await records.putZones(pair(slot, serial, vertices), label);
  else if (dice < 0.65) await records.deleteZones([`pair-${slot}-left`, `pair-${slot}-right`], label);
  else if (dice < 0.78) await records.undo();
  else if (dice < 0.88) await records.redo();
  else
    await records.addStatus({
      id: crypto.randomUUID(),
      subject: 'item:1.1-1',
      status: 'underway',
      date: '2017-05-22',
      evidence: `serial ${serial}`,
      by: 'bench',
    });
  // Waiting for the answer means that at most one step is under way unconfirmed when the kill comes.
  await post('/confirmed', snapshot(records));
}
