import { hash } from '../_fabric.ts';

/* Land-use polygons (地类图斑) over the bench fabric: the fields and widths of DLTB (TD/T 1057), and what a record says. */

/** Name, type, width and decimals of every field. */
export const fields: readonly (readonly [string, 'C' | 'N', number, number?])[] = [
  ['BSM', 'C', 18],
  ['YSDM', 'C', 10],
  ['TBYBH', 'C', 18],
  ['TBBH', 'C', 8],
  ['DLBM', 'C', 5],
  ['DLMC', 'C', 60],
  ['QSXZ', 'C', 2],
  ['QSDWDM', 'C', 19],
  ['QSDWMC', 'C', 60],
  ['ZLDWDM', 'C', 19],
  ['ZLDWMC', 'C', 60],
  ['TBMJ', 'N', 15, 2],
  ['KCDLBM', 'C', 5],
  ['KCXS', 'N', 6, 4],
  ['KCMJ', 'N', 15, 2],
  ['TBDLMJ', 'N', 15, 2],
  ['GDLX', 'C', 2],
  ['GDPDJB', 'C', 2],
  ['XZDWKD', 'N', 5, 1],
  ['TBXHDM', 'C', 6],
  ['ZZSXDM', 'C', 6],
  ['CZCSXM', 'C', 4],
  ['SJNF', 'N', 4],
  ['MSSM', 'C', 2],
];
const classes = [
  ...[
    ['0101', '水田'],
    ['0103', '旱地'],
    ['0201', '果园'],
    ['0301', '乔木林地'],
    ['0305', '灌木林地'],
    ['0307', '其他林地'],
    ['0404', '其他草地'],
    ['0601', '工业用地'],
    ['0702', '农村宅基地'],
    ['1003', '公路用地'],
    ['1006', '农村道路'],
    ['1101', '河流水面'],
    ['1104', '坑塘水面'],
    ['1107', '沟渠'],
    ['1202', '设施农用地'],
  ],
] as const;

/** What a record says; few different words, numbers of its own. */
export function valuesOf(k: number, areaM2: number): (string | number)[] {
  const [code, name] = classes[Math.floor(classes.length * hash(k, 1, 21) ** 1.6)]!;
  const village = Math.floor(k / 900);
  const group = 1 + Math.floor(hash(k, 2, 22) * 20);
  const place = `4306811072${String(village % 1000).padStart(3, '0')}`;
  const deducted = code === '0103' && hash(k, 3, 23) < 0.6 ? 0.0862 : 0;
  return [
    `4306812110${String(k).padStart(8, '0')}`,
    '2001010100',
    '',
    String(k + 1),
    code,
    name,
    hash(k, 4, 24) < 0.06 ? '10' : '30',
    `${place}${String(group).padStart(4, '0')}00`,
    `第${village}村`,
    `${place}${String(group).padStart(4, '0')}00`,
    `第${village}村${group}组`,
    areaM2,
    deducted ? '1203' : '',
    deducted,
    areaM2 * deducted,
    areaM2 * (1 - deducted),
    ...['', code === '0103' ? '2' : '', 0, '', '', '', 2023, '00'],
  ];
}
