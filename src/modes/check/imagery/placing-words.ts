import { html, nothing } from 'lit';
import { type Bilingual, type Language, say } from '../../../model/index.ts';
import type { ImageryControl } from '../../../store/records/index.ts';
import { problemList } from '../problem-list.ts';
import type { Placing } from './control.ts';
import { accuracyWords } from './words.ts';

/**
 * How well the control points agree, and what to do where they do not or are too few.
 * @param accuracyM How far off the picture may be by them, metres.
 */
export function placingWords(
  language: Language,
  { kind, points }: ImageryControl,
  { fit, outlier, problems }: Placing,
  accuracyM: number | undefined,
) {
  const t = (words: Bilingual) => say(words, language);
  const count = points.length;
  if (!fit)
    return count < 3
      ? html`<p class="hint" role="status">${t({ zh: `至少要 3 个控制点，还差 ${3 - count} 个；最好分布在图幅四角。`, en: `At least 3 control points are needed, ${3 - count} more; best spread over the corners of the sheet.` })}</p>`
      : problemList(problems, language);
  const affine = kind === 'affine';
  const [across, down] = fit.pixelM.map((metres) => metres.toPrecision(3));
  const pixel = affine ? `${across} × ${down}` : across;
  const figures: Bilingual[] = [
    { zh: `每像素 ${pixel} m`, en: `${pixel} m a pixel` },
    { zh: `旋转 ${fit.turn.toFixed(3)}°`, en: `turned ${fit.turn.toFixed(3)}°` },
    ...(accuracyM
      ? [{ zh: `最差 ±${accuracyWords(accuracyM)} m`, en: `worst ±${accuracyWords(accuracyM)} m` }]
      : []),
  ];
  return html`<div class="outcome" role="status"><p class="num"><b>${t({ zh: `均方根误差 ${accuracyWords(fit.rms)} m`, en: `RMS ${accuracyWords(fit.rms)} m` })}</b> · ${figures.map(t).join(' · ')}</p>
    ${2 * count === (affine ? 6 : 4) ? html`<p class="hint warn">${t({ zh: '点数刚够，残差恒为零，看不出误差：请再加一个点检核。', en: 'There are just enough points: residuals are zero whatever the error. Add one more to check.' })}</p>` : nothing}
    ${outlier === undefined ? nothing : html`<p class="bad">${t({ zh: `点 ${outlier + 1} 与其他点不符：请核对它的坐标或在图上的位置。`, en: `Point ${outlier + 1} does not agree with the others: check its coordinates or its place on the scan.` })}</p>`}</div>`;
}
