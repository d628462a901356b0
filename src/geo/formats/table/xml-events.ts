import { Parser } from 'saxen';
import { ProblemError, problem } from '../../../model/index.ts';

/** What is reported of a part of a workbook; element and attribute names without their prefix. */
export interface XmlEvents {
  open?(element: string, attributes: () => Record<string, string>): void;
  text?(value: string): void;
  close?(element: string): void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads the XML of a part of a workbook from start to end, without building a tree: sheets run to millions of cells.
 * @param part its name, for messages
 * @throws ProblemError `workbook-damaged`
 */
export function hearXml(xml: string, part: string, { open, text, close }: XmlEvents): void {
  const parser = new Parser();
  let failed = false;
  parser.on('error', () => {
    failed = true;
    parser.stop();
  });
  parser.on('warn', () => {});
  parser.on('openTag', (element, attributes, decode) =>
    open?.(local(element), () =>
      Object.fromEntries(
        Object.entries(attributes()).map(([key, value]) => [local(key), decode(String(value))]),
      ),
    ),
  );
  parser.on('closeTag', (element) => close?.(local(element)));
  parser.on('text', (value, decode) => text?.(decode(value)));
  parser.on('cdata', (value) => text?.(value));
  parser.parse(xml.replace(/^\ufeff/, ''));
  if (failed)
    throw new ProblemError(
      problem(
        'workbook-damaged',
        {
          zh: `表格文件里的 ${part} 不完整或损坏。`,
          en: `The part ${part} of the workbook is incomplete or damaged.`,
        },
        { field: part },
        {
          zh: '请用 Excel 或 WPS 打开后另存，再导入。',
          en: 'Open it in a spreadsheet program, save it again, and import that.',
        },
      ),
    );
}
