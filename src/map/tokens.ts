import { type LayerColour, layerColourValues } from '../model/index.ts';

export const themeNames = ['light', 'dark', 'contrast'] as const;
export type ThemeName = (typeof themeNames)[number];

/**
 * Every colour there is, for the map, the interface, print and display alike. `ink…` colours carry text on `surface`
 * at a contrast of 4.5 or more (7 in `contrast`).
 */
export interface Palette extends Readonly<Record<keyof typeof layerColourValues, string>> {
  /** Interface. */
  surface: string;
  raised: string;
  sunken: string;
  line: string;
  lineStrong: string;
  ink: string;
  inkSoft: string;
  inkFaint: string;
  accent: string;
  onAccent: string;
  focus: string;
  good: string;
  warn: string;
  bad: string;
  mark: string;
  /** Base map. */
  land: string;
  town: string;
  beyond: string;
  waterInk: string;
  roadCasing: string;
  label: string;
  labelSoft: string;
  halo: string;
  shade: string;
  lightSlope: string;
  /** The preamble and the five chapters, as drawn; `chapterInk` the same hues fit for text. */
  chapter: readonly [string, string, string, string, string, string];
  chapterInk: readonly [string, string, string, string, string, string];
}

const layerPalette = (theme: ThemeName) =>
  Object.fromEntries(
    Object.entries(layerColourValues).map(([name, values]) => [name, values[themeNames.indexOf(theme)]]),
  ) as Record<keyof typeof layerColourValues, string>;

export const palettes: Record<ThemeName, Palette> = {
  light: {
    ...layerPalette('light'),
    surface: '#fbfaf7',
    raised: '#ffffff',
    sunken: '#f2f0ea',
    line: '#e2ded4',
    lineStrong: '#8b8678',
    ink: '#22251f',
    inkSoft: '#55584f',
    inkFaint: '#66685f',
    accent: '#1f5f7a',
    onAccent: '#ffffff',
    focus: '#0b6fd0',
    good: '#246b46',
    warn: '#8a5a00',
    bad: '#a3271f',
    mark: '#fff0b8',
    land: '#efece4',
    town: '#f8f6f0',
    beyond: '#e7e3d9',
    waterInk: '#3f718a',
    roadCasing: '#bdb39d',
    label: '#2b2e28',
    labelSoft: '#6a6559',
    halo: '#fbfaf7',
    shade: '#6b6a52',
    lightSlope: '#fffdf6',
    chapter: ['#6d6f66', '#2a6db0', '#cf5a24', '#12896a', '#9a4d93', '#b98a12'],
    chapterInk: ['#5b5d55', '#1f5a96', '#a8410f', '#0c6b52', '#823c7c', '#7a5900'],
  },
  dark: {
    ...layerPalette('dark'),
    surface: '#171b1f',
    raised: '#1f252a',
    sunken: '#12161a',
    line: '#323a41',
    lineStrong: '#75828b',
    ink: '#edefec',
    inkSoft: '#b9c0bf',
    inkFaint: '#98a1a2',
    accent: '#7fc4de',
    onAccent: '#0c1a20',
    focus: '#7db8ff',
    good: '#7ccf9f',
    warn: '#e8b75a',
    bad: '#ff9385',
    mark: '#5a4a12',
    land: '#1c2226',
    town: '#232a2f',
    beyond: '#171c20',
    waterInk: '#86b6cc',
    roadCasing: '#12171a',
    label: '#e6e9e6',
    labelSoft: '#a8b0b0',
    halo: '#171c20',
    shade: '#06090b',
    lightSlope: '#4a5a60',
    chapter: ['#a0a79f', '#6fb0ec', '#f28c5a', '#45c49b', '#d18fcb', '#e2b548'],
    chapterInk: ['#b3bab2', '#86bdf0', '#f5a078', '#66d0ae', '#dba4d6', '#e9c469'],
  },
  contrast: {
    ...layerPalette('contrast'),
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#ffffff',
    line: '#000000',
    lineStrong: '#000000',
    ink: '#000000',
    inkSoft: '#1c1c1c',
    inkFaint: '#333333',
    accent: '#003a5c',
    onAccent: '#ffffff',
    focus: '#c8007a',
    good: '#00471f',
    warn: '#5c3500',
    bad: '#7d0000',
    mark: '#ffe34d',
    land: '#ffffff',
    town: '#ffffff',
    beyond: '#e4e4e4',
    waterInk: '#003f66',
    roadCasing: '#000000',
    label: '#000000',
    labelSoft: '#222222',
    halo: '#ffffff',
    shade: '#555555',
    lightSlope: '#ffffff',
    chapter: ['#333333', '#0050a0', '#a83200', '#00583f', '#6d1f66', '#6b4a00'],
    chapterInk: ['#222222', '#003f80', '#7d2500', '#004030', '#551550', '#4f3600'],
  },
};

/** The colour a layer names. */
export function layerColour(palette: Palette, colour: LayerColour): string {
  if (colour.startsWith('chapter')) return palette.chapter[Number(colour.slice(7))] as string;
  return palette[colour as keyof typeof layerColourValues];
}

/** Type and space, in pixels; the display multiplies them. */
export const type = {
  family: '"Plan Sans", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif',
  labels: '"Plan Labels", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif',
  reading: 1.7,
  tight: 1.25,
} as const;
