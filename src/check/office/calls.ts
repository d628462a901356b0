import type { Language, Problem } from '../../model/index.ts';
import type { Report } from '../report/report.ts';
import type { DocxZone } from './docx.ts';

/** What the worker that writes Word and Excel files is asked. */
export interface OfficeCalls {
  xlsx: {
    takes: { reports: readonly Report[]; language: Language };
    gives: Uint8Array;
  };
  docx: {
    takes: {
      template: { name: string; bytes: Uint8Array };
      zones: readonly DocxZone[];
      project: { report?: Report; fields: Readonly<Record<string, string>> };
      language: Language;
    };
    gives: { bytes: Uint8Array; problems: Problem[] };
  };
}
