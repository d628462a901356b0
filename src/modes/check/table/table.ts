import { signal } from '../../../store/index.ts';

/** Which layer's attribute table is open, and the columns left out of each. Gone with the page. */
export function createTable() {
  const layer = signal<string | undefined>(undefined);
  const hidden = signal<ReadonlyMap<string, ReadonlySet<number>>>(new Map());
  return {
    layer,
    hidden,
    /** Opens the table of a layer, or closes it. */
    open(id: string | undefined): void {
      layer.value = id;
    },
    hide(id: string, columns: ReadonlySet<number>): void {
      hidden.value = new Map([...hidden.value, [id, columns]]);
    },
  };
}
export type LayerTables = ReturnType<typeof createTable>;
