import type { TemplateResult } from 'lit';
import type { Table } from '../../../check/index.ts';
import type { Language } from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { Paper } from '../../../ui/paper-cover.ts';
import type { Workbench } from '../workbench.ts';
import type { ZoneGround } from './ground.ts';
import type { SheetPictures } from './pictures.ts';
import type { SheetTable } from './table-parts.ts';
import type { LaidParcels } from './tables.ts';

/** What the sheet is set to. */
export interface SheetSettings {
  paper: Paper;
  landscape: boolean;
  /** Denominator of the plots' maps; undefined takes the largest scale that fits each. */
  scale: number | undefined;
  language: Language;
  /** What is in and around each zone, by its id, as far as it is known. */
  ground: ReadonlyMap<string, ZoneGround>;
  pictures: SheetPictures;
}

/** The pages about one plot, or about all of them together before or behind them: a page with a map, and tables. */
export interface Chapter {
  /** Undefined for the pages about all. */
  zone: ZoneRecord | undefined;
  /** Says what the tables were made from: while it stays, they need not be measured again. */
  key: string;
  tables: readonly SheetTable[];
  /** How many pages the map goes over at the scale asked for; 0: too many, and it is drawn at one that fits. */
  maps: number;
  fitting: number;
  /** The page with the map, where there is one; what stands under every page is handed in. */
  front: Page | undefined;
  /** Pages that are nothing but a map. */
  mapPages: readonly Page[];
}

export type Page = (label: string, heading: string, footer: TemplateResult) => TemplateResult;

/** What a chapter is drawn from. */
export interface Drawing {
  store: Store;
  bench: Workbench;
  zones: readonly ZoneRecord[];
  settings: SheetSettings;
  laid: LaidParcels | undefined;
  /** Of a sheet of several plots. */
  shared: readonly Table[] | undefined;
}

/** Whether two lists hold the very same things. */
export const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);
