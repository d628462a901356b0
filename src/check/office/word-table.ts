import type { Language } from '../../model/index.ts';
import type { Table } from '../report/cells.ts';
import { headCells } from '../report/head-cells.ts';
import { textWidth } from '../report/text-width.ts';
import { xmlText } from './xml-text.ts';

const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="777777"/>`)
  .join('');

interface Look {
  bold?: boolean;
  align?: 'center' | 'right';
  fill?: boolean;
}

/**
 * Shares of the width by what stands in the columns, in fiftieths of a per cent: figures whole, words up to a few lines.
 */
function shares({ columns, rows }: Table, language: Language): number[] {
  const wanted = columns.map(({ name }, c) => {
    const plainCells = rows.map(({ cells }) => cells[c]).filter((one) => one && !one.span);
    const figures = Math.max(0, ...plainCells.map((one) => (one?.number ? textWidth(one[language]) : 0)));
    const words = Math.max(
      0,
      ...plainCells.map((one) => (one?.number ? 0 : Math.min(60, textWidth(one?.[language] ?? '')))),
    );
    const longest = words > 24 ? 24 + (words - 24) / 2 : words;
    return Math.max(5, figures, longest, Math.min(10, textWidth(name[language]))) + 2.5;
  });
  const all = wanted.reduce((sum, one) => sum + one, 0);
  return wanted.map((one) => Math.round((5000 * one) / all));
}

function cell(words: string, { bold, align, fill }: Look, more = ''): string {
  const shade = fill ? '<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>' : '';
  return `<w:tc><w:tcPr>${more}${shade}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>${align ? `<w:jc w:val="${align}"/>` : ''}</w:pPr><w:r><w:rPr>${bold ? '<w:b/>' : ''}<w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr><w:t xml:space="preserve">${xmlText(words)}</w:t></w:r></w:p></w:tc>`;
}

/** A table as WordprocessingML: merged headings that repeat on every page, no row broken over two, 8 point. */
export function wordTable(table: Table, language: Language): string {
  const { columns, rows } = table;
  const widths = shares(table, language);
  const wide = (c: number, across = 1) =>
    `<w:tcW w:w="${widths.slice(c, c + across).reduce((sum, one) => sum + one, 0)}" w:type="pct"/>`;
  const lines = headCells(columns);
  const head = lines.map((line) => {
    const byColumn = new Map(line.map((one) => [one.column, one]));
    let cells = '';
    for (let c = 0; c < columns.length; ) {
      const columnCells = byColumn.get(c);
      if (columnCells) {
        const merge = columnCells.lines > 1 ? '<w:vMerge w:val="restart"/>' : '';
        const across = columnCells.columns > 1 ? `<w:gridSpan w:val="${columnCells.columns}"/>` : '';
        cells += cell(
          columnCells.name[language],
          { bold: true, align: 'center', fill: true },
          wide(c, columnCells.columns) + across + merge,
        );
        c += columnCells.columns;
      } else {
        // Reaches down from a line above.
        cells += cell('', { fill: true }, `${wide(c)}<w:vMerge/>`);
        c += 1;
      }
    }
    return `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells}</w:tr>`;
  });
  const body = rows.map(({ cells, kind }) => {
    let covered = 0;
    const written = cells.map((one, c) => {
      if (covered > 0) {
        covered -= 1;
        return '';
      }
      covered = (one.span ?? 1) - 1;
      const look: Look = {
        bold: kind === 'sum' || one.span !== undefined,
        ...(one.number ? { align: 'right' as const } : {}),
        fill: one.span !== undefined,
      };
      return cell(
        one[language],
        look,
        wide(c, one.span) + (one.span ? `<w:gridSpan w:val="${one.span}"/>` : ''),
      );
    });
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${written.join('')}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="autofit"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${2 * one}"/>`).join('')}</w:tblGrid>${head.join('')}${body.join('')}</w:tbl>`;
}
