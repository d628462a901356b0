import type { Store } from '../../store/index.ts';
import { type Checker, createChecker } from './checker.ts';
import { createImagery, type Imagery } from './imagery/imagery.ts';
import { createImport, type Importing } from './import/import.ts';
import { createLayers, type Layers } from './layers/layers.ts';
import { createSession, type Session } from './session.ts';
import { createTable, type LayerTables } from './table/table.ts';

/** Everything the workbench's elements share. */
export interface Workbench {
  session: Session;
  importing: Importing;
  checker: Checker;
  layers: Layers;
  imagery: Imagery;
  table: LayerTables;
}

const workbenches = new WeakMap<Store, Workbench>();

/** The workbench of a store; leaving the mode and coming back finds it as it was. */
export function workbenchOf(store: Store): Workbench {
  const existing = workbenches.get(store);
  if (existing) return existing;
  const session = createSession(store);
  const checker = createChecker(session);
  const layers = createLayers(session, () => checker.tables.value, checker.renew);
  const imagery = createImagery(session);
  const bench = { session, importing: createImport(session), checker, layers, imagery, table: createTable() };
  workbenches.set(store, bench);
  return bench;
}
