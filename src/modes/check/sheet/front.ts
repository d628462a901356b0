import { html, nothing, svg, type TemplateResult } from 'lit';
import { type Side, sides } from '../../../check/boundary/adjoining.ts';
import { type CheckResult, conflictsTable, severityWords, trustColumn } from '../../../check/index.ts';
import type { PaintedOverlap } from '../../../map/draw/zones.ts';
import type { Basis, Bilingual } from '../../../model/index.ts';
import { basisWords } from '../../../ui/words.ts';
import { hatchOverlap } from './hatching.ts';
import { type Drawn, overlapInks } from './map-svg.ts';
import { swatch } from './signs.ts';

type Say = (text: Bilingual) => string;
const t = (zh: string, en: string): Bilingual => ({ zh, en });

const overlapWords: Record<PaintedOverlap['kind'], Bilingual> = {
  ...severityWords,
  overlap: t('其他重叠', 'Other overlap'),
};

/** Behind a layer's name: on what little its shapes rest. */
function softly(bases: ReadonlySet<Basis>): Bilingual {
  const words = [...bases].map((basis) => basisWords[basis]);
  return t(
    `（${words.map(({ zh }) => zh).join('、')}）`,
    ` (${words.map(({ en }) => en.toLowerCase()).join(', ')})`,
  );
}

const swatchArea = 'M0.2 0.2L7.8 0.2L7.8 2.8L0.2 2.8Z';

/** What is in the frame, with the signs of the map. */
export function legend(drawn: Drawn, say: Say): TemplateResult {
  const kinds = (Object.keys(overlapWords) as PaintedOverlap['kind'][]).flatMap((kind) => {
    const as = drawn.overlaps.get(kind);
    return as ? [{ kind, as }] : [];
  });
  const overlap = ({
    kind,
    as,
  }: (typeof kinds)[number]) => html`<li><svg width="8mm" height="3mm" viewBox="0 0 8 3">
      ${as.has('area') ? svg`${hatchOverlap({ d: swatchArea, id: `legend-${kind}` }, kind, overlapInks[kind])}<path d=${swatchArea} fill="none" stroke=${overlapInks[kind]} stroke-width="0.25"/>` : nothing}
      ${as.has('line') ? svg`<path d="M0.2 1.5H7.8" stroke=${overlapInks[kind]} stroke-width="0.8"/>` : nothing}
      </svg>${say(t(`重叠：${overlapWords[kind].zh}`, `Overlap: ${overlapWords[kind].en}`))}</li>`;
  return html`<div class="legend"><ul>
      <li><svg width="8mm" height="3mm" viewBox="0 0 8 3"><rect x="0.5" y="0.4" width="7" height="2.2" fill="#c00018" fill-opacity="0.06" stroke="#c00018" stroke-width="0.6"/></svg>${say(t('核查地块', 'Zone'))}</li>
      ${kinds.map(overlap)}
      ${drawn.ground ? html`<li><svg width="8mm" height="3mm" viewBox="0 0 8 3"><path d="M0.2 1.5H7.8" stroke="#4a4a44" stroke-width="0.2" stroke-dasharray="0.9 0.5"/></svg>${say(t('地类图斑（图斑号/地类）', 'Land use (number/class)'))}</li>` : nothing}
      ${[...drawn.entries].reverse().map(({ layer, sign, kinds, bases }) => html`<li>${swatch(sign, kinds, layer.symbol.hollow)}${say(layer.name)}${sign.soft ? say(softly(bases)) : ''}</li>`)}</ul></div>`;
}

const listed = 3;
/** Millimetres of the line with the system, of the room for seals, and of 四至. */
const systemMm = 4;
const sealMm = 16;
const sidesMm = 9;
/** What a page about several zones has not: 四至 and what was found. */
const foundMm = 20;

/** From so many signs on, the legend of a portrait page gets more room. */
const manySigns = 10;
export const isLong = ({ entries, overlaps }: Drawn): boolean => entries.length + overlaps.size > manySigns;

/**
 * Millimetres that a sheet's own lines take beyond the least: its conflicts after the first, its notes, and a legend of
 * many signs.
 */
export function extraMm(
  result: CheckResult | undefined,
  { notes, landscape, long, several }: Record<'notes' | 'landscape' | 'long' | 'several', boolean>,
): number {
  if (landscape) return (notes ? 4 : 0) + systemMm + (several ? 0 : sidesMm);
  if (several) return (long ? 11 : 0) + systemMm + sealMm + sidesMm - foundMm;
  const conflicts = result?.conflicts.length ?? 0;
  const lines = Math.min(conflicts, listed) + (conflicts > listed ? 1 : 0);
  return 4.3 * Math.max(0, lines - 1) + (notes ? 8.6 : 0) + (long ? 11 : 0) + systemMm + sealMm + sidesMm;
}

/** The three answers in figures and the gravest conflicts, so that the first page says what there is to say. */
export function summary(result: CheckResult, say: Say): TemplateResult {
  const count = (answer: string) =>
    result.layers.filter((one) => one.answer === answer).length +
    result.rules.filter((one) => one.answer === answer).length;
  const one = (mark: string, name: Bilingual, answer: string) =>
    html`<span>${mark} ${say(name)} <b class="num">${count(answer)}</b></span>`;
  const { conflicts } = result;
  const { columns, rows } = conflictsTable(result);
  const place = (narrow: string) => columns.findIndex((column) => column.narrow === narrow);
  const [leadAt, nameAt, extentAt] = [place('lead'), place('name'), place('figure')];
  const trustAt = columns.findIndex(({ name }) => name.zh === trustColumn.name.zh);
  return html`<div class="summary"><p class="answers"><b>${say(t('核查摘要', 'Summary'))}</b>
      ${one('◆', t('有重叠', 'overlap'), 'overlap')}${one('●', t('已核查、无重叠', 'checked, none'), 'clear')}${one('□', t('未核查', 'not checked'), 'unchecked')}</p>
      ${
        conflicts.length
          ? html`<ul>${rows.slice(0, listed).map(({ cells }) => html`<li><b>${say(cells[leadAt]!)}</b> ${say(cells[nameAt]!)}${say(t('：', ': '))}${say(cells[nameAt + 1]!)} <span class="num">${say(cells[extentAt]!)}</span> <small>${say(cells[trustAt]!)}</small></li>`)}</ul>`
          : html`<p>${say(t('能核查的规则中未发现冲突；未核查不等于没有问题。', 'No conflict with the rules that could be checked; not checked is not clear.'))}</p>`
      }
      ${conflicts.length > listed ? html`<p>${say(t(`共 ${conflicts.length} 项冲突，余见“管控冲突”。`, `${conflicts.length} conflicts; the others are listed under “Conflicts”.`))}</p>` : nothing}</div>`;
}

const sideWords: Record<Side, Bilingual> = {
  east: t('东至', 'East'),
  south: t('南至', 'South'),
  west: t('西至', 'West'),
  north: t('北至', 'North'),
};

/** 四至; where no layer says, lines to be written on by hand. */
export function sidesOf(found: Record<Side, string[]> | undefined, say: Say): TemplateResult {
  const words = (side: Side) => {
    if (!found) return nothing;
    const labels = found[side].map((label) => label || say(t('无地类数据', 'no land-use data')));
    return labels.join(say(t('；', '; '))) || say(t('（无）', '(none)'));
  };
  return html`<dl class="sides ${found ? '' : 'blank'}">${sides.map((side) => html`<div><dt>${say(sideWords[side])}</dt><dd>${words(side)}</dd></div>`)}
    ${found ? nothing : html`<p>${say(t('四至：未载入地类图斑，由人工填写。', 'What adjoins: no land-use layer is loaded; fill in by hand.'))}</p>`}</dl>`;
}

/** Places to sign and to seal: whose sheet it is, who checked, who approved, when. */
export const signatures = (say: Say): TemplateResult => {
  const line = (name: Bilingual) => html`<div class="line"><dt>${say(name)}</dt><dd></dd></div>`;
  return html`<dl class="sign">
    <div class="box"><dt>${say(t('编制单位（盖章）', 'Prepared by (seal)'))}</dt><dd></dd></div>
    <div class="box lines">${line(t('核查人', 'Checked by'))}${line(t('审核人', 'Reviewed by'))}${line(t('日期', 'Date'))}</div>
    <div class="box"><dt>${say(t('审批意见（盖章）', 'Decision (seal)'))}</dt><dd></dd>${line(t('签字', 'Signature'))}</div></dl>`;
};
