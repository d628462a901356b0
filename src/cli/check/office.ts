import type { Report } from '../../check/index.ts';
import { reportsDocx } from '../../check/office/docx.ts';
import { reportsXlsx } from '../../check/office/xlsx.ts';
import { type Language, type Problem, today } from '../../model/index.ts';
import { bytesOf, writeBytes } from './files.ts';

/** Writes reports as Excel and Word files; gives what the template asks for in vain. */
export async function writeOffice(
  reports: readonly Report[],
  files: { xlsx?: string | undefined; docx?: string | undefined; template: string },
  language: Language,
): Promise<Problem[]> {
  if (files.xlsx) writeBytes(files.xlsx, await reportsXlsx(reports, language));
  if (!files.docx) return [];
  const zones = reports.filter(({ tables }) => tables.some(({ id }) => id === 'zone'));
  const project = reports.find((one) => !zones.includes(one));
  const { bytes, problems } = await reportsDocx(
    { name: files.template, bytes: bytesOf(files.template) },
    zones.map((report) => ({ report, fields: {} })),
    {
      ...(project ? { report: project } : {}),
      fields: { date: today(), dataVersion: reports[0]?.dataVersion ?? '' },
    },
    language,
  );
  writeBytes(files.docx, bytes);
  return problems;
}
