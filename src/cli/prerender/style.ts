import { createHash } from 'node:crypto';
import { palettes, type ThemeName, type as typography } from '../../map/tokens.ts';

const used = [
  'surface',
  'raised',
  'line',
  'lineStrong',
  'ink',
  'inkSoft',
  'inkFaint',
  'accent',
  'beyond',
] as const;
const tokens = (theme: ThemeName): string =>
  [
    ...used.map((name) => `--${name}:${palettes[theme][name]}`),
    ...palettes[theme].chapter.map((colour, index) => `--c${index}:${colour}`),
    ...palettes[theme].chapterInk.map((colour, index) => `--i${index}:${colour}`),
  ].join(';');

/** The look of what stands in the page before the app, where the app will stand: its list at the left or below, the map. */
const rules = `
html{${tokens('light')};color-scheme:light dark}
@media (prefers-color-scheme:dark){html{${tokens('dark')}}}
@media (prefers-contrast:more),(forced-colors:active){html{${tokens('contrast')}}}
${palettes.light.chapter.map((_, index) => `.h${index}{--hue:var(--c${index});--hue-ink:var(--i${index})}`).join('')}
body{margin:0;background:var(--beyond);color:var(--ink);font:15px/1.6 ${typography.family};-webkit-text-size-adjust:100%}
:where(#before) :where(h1,h2,h3,p,ul,blockquote){margin:0;padding:0;list-style:none}
:where(#before) a{color:var(--accent)}
.map{position:fixed;inset:0;background:var(--beyond);overflow:hidden}
.wide{position:absolute;left:392px;top:0;width:calc(100% - 392px);height:100%;object-fit:cover}
.narrow{display:none;position:absolute;overflow:visible;left:18px;top:74px;width:calc(100% - 36px);height:calc(50% - 92px)}
.side{position:fixed;inset:0 auto 0 0;width:392px;box-sizing:border-box;overflow:auto;background:var(--surface);border-right:1px solid var(--line)}
.head{padding:14px 20px 12px}
.head h1{font-size:22px;line-height:1.25;letter-spacing:.02em}
.head p,.quiet{color:var(--inkSoft);font-size:13px}
.why{padding:10px 20px;border:solid var(--line);border-width:1px 0;font-size:13.5px;line-height:1.6;background:var(--raised)}
.late{visibility:hidden;height:0;padding:0 20px;border:0;overflow:hidden;animation:late 0s 12s forwards}
@keyframes late{to{visibility:visible;height:auto;padding:10px 20px}}
.side section{border-top:1px solid var(--line);padding-bottom:6px}
.side h2{display:flex;gap:12px;align-items:center;padding:12px 16px 6px;font-size:15.5px}
.side h2 i{display:grid;place-items:center;width:36px;height:36px;border-radius:9px;background:var(--hue);color:var(--raised);font-style:normal}
.side h3{padding:10px 16px 4px 64px;font-size:12.5px;color:var(--inkFaint)}
.rows a{display:grid;grid-template-columns:36px 1fr auto;gap:0 12px;min-height:44px;padding:7px 16px;box-sizing:border-box;align-items:center;text-decoration:none;color:inherit;line-height:1.35;font-size:14.5px}
.rows a:hover{background:var(--raised)}
.rows svg,.page svg{justify-self:center;vertical-align:-3px;color:var(--hue-ink,var(--inkSoft))}
.rows q{grid-column:2/4;font-size:12.5px;color:var(--inkFaint);quotes:none;overflow:hidden;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical}
.foot{padding:12px 20px 24px;border-top:1px solid var(--line);font-size:12px;color:var(--inkFaint)}
.page .side{width:440px;padding-bottom:24px}
.page .wide{left:440px;width:calc(100% - 440px)}
.page article{padding:0 20px 16px}
.head a{color:inherit;text-decoration:none}
.page article{padding-top:14px}
.page article h1{font-size:21px;line-height:1.3;margin:2px 0 8px}
.page article h2{display:block;padding:14px 0 4px}
.page blockquote{margin:8px 0;padding:2px 0 2px 12px;border-left:3px solid var(--hue,var(--accent));line-height:1.7}
.page article li{padding:4px 0}
.open{display:inline-block;margin-top:10px;padding:9px 16px;border-radius:9px;background:var(--accent);color:var(--raised);text-decoration:none}
.page .open{color:var(--raised)}
@media (max-width:760px){
.wide{display:none}.narrow{display:block}
.side,.page .side{inset:50% 0 0;width:100%;border:0;border-top:1px solid var(--line);border-radius:16px 16px 0 0}
.head{padding:10px 16px}.head h1{font-size:18px}
}
@media print{.side,.page .side,.map{position:static;width:auto;overflow:visible}.wide{position:static;width:100%;height:auto}.narrow,.late,.open{display:none}}
`.replaceAll('\n', '');

/** The style sheet of a page with the rules of its drawings, and what the page's policy has to say of it. */
export function styleSheet(more: string): { css: string; hash: string } {
  const css = rules + more;
  return { css, hash: `'sha256-${createHash('sha256').update(css).digest('base64')}'` };
}
