import type { Bilingual, Problem } from '../../model/index.ts';
import { candidate, pool, sensible } from './candidates.ts';
import { mistakeBetween } from './mistakes.ts';
import { asPrefixed, prefixFixes, prefixMistake } from './prefix.ts';
import { degreesLook, readStated, type Stated } from './stated.ts';
import { geographicSystem, type System, systemOf } from './systems.ts';
import type { CrsCandidate, CrsGuess, StatedCrs, TownContext } from './types.ts';

/** Position in the file's own numbers, east/longitude before north/latitude. */
type Middle = readonly [number, number];

/**
 * What system a file's numbers are in, from what the file states and where the numbers would land. Nothing is
 * applied here: `doubtful` and `unknown` must be put to the user, with `alternatives`.
 * @param middle a typical position (the median of each coordinate), east/longitude first
 */
export function guessCrs(middle: Middle, stated: StatedCrs | undefined, town?: TownContext): CrsGuess {
  const header = stated ? readStated(stated, middle, town) : undefined;
  const guess = guessFrom(middle, stated, header, town);
  const datum = header?.system?.datum ?? stated?.datum;
  if (!stated || !header || stated.byFormat) return guess;
  if (!(datum || stated.shift || stated.code || stated.wkt || stated.local)) return guess;
  const code = header.system?.code;
  const shift = stated.shift ? { shift: stated.shift } : {};
  const why = header.words;
  const refuted = code && !sensible(candidate({ code, from: 'header', ...shift }, middle, town, why), town);
  return {
    ...guess,
    stated: {
      words: header.words,
      ...(code ? { code } : {}),
      ...(datum ? { datum } : {}),
      ...(stated.local ? { local: true } : {}),
      ...shift,
      ...(refuted ? { refuted } : {}),
    },
  };
}

function guessFrom(
  middle: Middle,
  stated: StatedCrs | undefined,
  header: Stated | undefined,
  town: TownContext | undefined,
): CrsGuess {
  const pooled = pool(middle, town);
  // A header that says 度.分秒 moves those readings to the front.
  const others = stated?.packedDms
    ? [...pooled].sort((a, b) => Number(b.packedDms ?? 0) - Number(a.packedDms ?? 0))
    : pooled;
  const reasons = [...(header?.reasons ?? [])];
  if (header?.system) return fromHeader(header, stated as StatedCrs, middle, town, others, reasons);
  const [first] = others;
  if (!first) {
    const put = wrongPrefix(middle, stated, town, undefined, [...reasons, metresLook]);
    if (put) return put;
    reasons.push({
      zh: `坐标 ${show(middle)} 按任何已知坐标系都落不到${town ? '本镇附近' : '中国境内'}。`,
      en: `In no known system do the coordinates ${show(middle)} land ${town ? 'near the town' : 'in China'}.`,
    });
    const degrees = Math.abs(middle[0]) <= 180 && Math.abs(middle[1]) <= 90;
    const system = geographicSystem('CGCS2000');
    return degrees
      ? { ...doubt(candidate({ code: system.code, from: 'guess' }, middle, town, degreesLook)), reasons }
      : { confidence: 'unknown', reasons, alternatives: [] };
  }
  reasons.push(
    ...(stated?.local ? [] : [stated ? silentHeader : noHeader]),
    systemOf(first.code)?.kind === 'geographic' ? degreesLook : metresLook,
  );
  const mistake = first.swapAxes ? mistakeBetween({ ...first, swapAxes: false }, first, middle) : undefined;
  return {
    ...doubt(first),
    reasons,
    alternatives: others.slice(1, 12),
    ...(mistake ? { mistake } : {}),
  };
}

/**
 * The numbers land nowhere sensible, but would with another zone before their eastings. What the file says stays the
 * choice, since a number that a surveyor wrote is not changed unasked; the fix is the first alternative.
 */
function wrongPrefix(
  middle: Middle,
  stated: StatedCrs | undefined,
  town: TownContext | undefined,
  said: CrsCandidate | undefined,
  reasons: Bilingual[],
): CrsGuess | undefined {
  const fixes = prefixFixes(middle, stated, town);
  const [fix] = fixes;
  if (!fix) return undefined;
  const written = asPrefixed(middle, stated, town);
  const chosen = said ?? written;
  const mistake = prefixMistake(middle, fix, written);
  const [own, other] = [true, false].map((kin) =>
    fixes.filter((one) => (systemOf(one.code)?.datum === systemOf(fix.code)?.datum) === kin),
  ) as [CrsCandidate[], CrsCandidate[]];
  const alternatives = [...own, ...(written && written.code !== chosen?.code ? [written] : []), ...other];
  return chosen
    ? { ...doubt(chosen), reasons, alternatives, mistake }
    : { confidence: 'unknown', reasons, alternatives, mistake };
}

function fromHeader(
  header: Stated,
  stated: StatedCrs,
  middle: Middle,
  town: TownContext | undefined,
  others: CrsCandidate[],
  reasons: Bilingual[],
): CrsGuess {
  const system = header.system as System;
  const why = { zh: `文件写明：${header.words.zh}。`, en: `The file says: ${header.words.en}.` };
  const shift = stated.shift ? { shift: stated.shift } : {};
  const packed = stated.packedDms && system.kind === 'geographic' ? { packedDms: true } : {};
  const said = candidate({ code: system.code, from: 'header', ...shift, ...packed }, middle, town, why);
  const alternatives = others.filter((o) => o.code !== said.code || o.swapAxes || o.packedDms).slice(0, 12);
  const differs = header.contradiction ? { mistake: header.contradiction } : {};
  reasons.push(why);
  if (stated.phoneMap) {
    reasons.push({
      zh: `文件带有手机地图的痕迹（${stated.phoneMap}），坐标可能是 GCJ-02 或 BD-09，偏移 300–1,200 米。`,
      en: `The file bears marks of a phone map (${stated.phoneMap}); its coordinates may be GCJ-02 or BD-09, 300–1,200 m off.`,
    });
    return { chosen: said, confidence: 'doubtful', reasons, alternatives };
  }
  if (sensible(said, town)) {
    // Without a town nothing decides which of head and prefix is wrong.
    const asked = !town && header.contradiction !== undefined;
    const confidence = asked ? 'doubtful' : header.inferred ? 'likely' : 'stated';
    const fixes = asked ? prefixFixes(middle, stated, town).map((one) => ({ ...one, ...shift })) : [];
    const mistake = header.contradiction && !asked ? followed(header.contradiction) : header.contradiction;
    return {
      ...{ chosen: said, confidence, reasons, alternatives: [...fixes, ...alternatives] },
      ...(mistake ? { mistake } : {}),
    };
  }
  // The same system with one thing put right comes before another system.
  const kin = (o: CrsCandidate) =>
    o.code === said.code ? 0 : systemOf(o.code)?.datum === system.datum ? 1 : 2;
  const fix = [...others].sort((a, b) => kin(a) - kin(b)).find((o) => mistakeBetween(said, o, middle));
  if (fix) {
    const mistake = mistakeBetween(said, fix, middle);
    const rest = alternatives.filter((o) => o !== fix);
    return {
      ...doubt({ ...fix, ...shift }),
      reasons,
      alternatives: [said, ...rest],
      ...(mistake ? { mistake } : {}),
    };
  }
  const put = town && wrongPrefix(middle, { ...stated, datum: system.datum }, town, said, reasons);
  if (put) return { ...put, alternatives: put.alternatives.map((one) => ({ ...one, ...shift })) };
  const lands = Number.isFinite(said.landsAt[0]) && Math.abs(said.landsAt[1]) <= 90;
  reasons.push(
    lands
      ? {
          zh: `按文件所写，图形落在 ${show(said.landsAt)}${said.distanceKm ? `，距本镇 ${said.distanceKm.toFixed(0)} 公里` : ''}。`,
          en: `As the file says, the shape lands at ${show(said.landsAt)}${said.distanceKm ? `, ${said.distanceKm.toFixed(0)} km from the town` : ''}.`,
        }
      : {
          zh: `坐标 ${show(middle)} 不可能属于${system.name.zh}。`,
          en: `The coordinates ${show(middle)} cannot be in ${system.name.en}.`,
        },
  );
  // A stated system that lands somewhere on Earth is to be believed when nobody said where to expect it.
  if (lands && !town)
    return {
      chosen: said,
      confidence: header.inferred ? 'doubtful' : 'stated',
      reasons,
      alternatives,
      ...differs,
    };
  return lands
    ? { ...doubt(said), reasons, alternatives, ...differs }
    : { confidence: 'unknown', reasons, alternatives, ...differs };
}

/** A contradiction that the place of the shape settles. */
const followed = (one: Problem): Problem => ({
  ...one,
  what: {
    zh: `${one.what.zh}按前缀图形落在本镇附近，以前缀为准。`,
    en: `${one.what.en} By the prefix the shape lands near the town, so it is followed.`,
  },
});

const doubt = (chosen: CrsCandidate): CrsGuess => ({
  chosen,
  confidence: 'doubtful',
  reasons: [],
  alternatives: [],
});

const show = ([a, b]: Middle) => `${Number(a.toFixed(5))}, ${Number(b.toFixed(5))}`;
const noHeader: Bilingual = {
  zh: '文件没有写明坐标系。',
  en: 'The file does not state a coordinate system.',
};
const silentHeader: Bilingual = {
  zh: '文件所写不足以确定坐标系。',
  en: 'What the file states does not settle the coordinate system.',
};
const metresLook: Bilingual = {
  zh: '数值像高斯投影坐标（米）。',
  en: 'The numbers look like Gauss–Krüger coordinates in metres.',
};
