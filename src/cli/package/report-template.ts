import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';

const run = (words: string, look = '') =>
  `<w:r>${look ? `<w:rPr>${look}</w:rPr>` : ''}<w:t xml:space="preserve">${words}</w:t></w:r>`;
const line = (words: string, style = '', more = '') =>
  `<w:p>${style || more ? `<w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}${more}</w:pPr>` : ''}${run(words)}</w:p>`;

const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="777777"/>`)
  .join('');
const small = '<w:sz w:val="16"/><w:szCs w:val="16"/>';
const cell = (words: string, head: boolean, share: number) =>
  `<w:tc><w:tcPr><w:tcW w:w="${50 * share}" w:type="pct"/>${head ? '<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>' : ''}</w:tcPr><w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>${run(words, (head ? '<w:b/>' : '') + small)}</w:p></w:tc>`;
/** A table with one heading row and one row that repeats; shares of the width in per cent. */
const table = (heads: readonly string[], cells: readonly string[], shares: readonly number[]) =>
  `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${shares.map((share) => `<w:gridCol w:w="${96 * share}"/>`).join('')}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>${heads.map((one, c) => cell(one, true, shares[c]!)).join('')}</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.map((one, c) => cell(one, false, shares[c]!)).join('')}</w:tr></w:tbl>`;

const body = [
  line('建设项目用地核查报告', 'Title'),
  line('项目：{project}　　用地单位：{applicant}'),
  line('批次：{batch}　　阶段：{stage}　　地块：{count} 个　　日期：{date}'),
  line('{#summary}'),
  line('{title}', 'Heading2'),
  line('{@table}'),
  line('{note}', 'Note'),
  line('{/summary}'),
  line('{#zones}'),
  line('{name}', 'Heading1'),
  line('椭球面积 {mu} 亩（{ha} 公顷，{m2} m²）；高斯平面面积 {planeMu} 亩（{planeHa} 公顷）。'),
  line('原坐标系：{crs}'),
  line('用途：{purpose}'),
  line('审批权限提示：{approval}'),
  line('管控冲突', 'Heading2'),
  line('{^conflicts}能核查的规则中未发现冲突；未核查不等于没有问题。{/conflicts}'),
  table(
    ['级别', '规则', '要素', '范围', '依据与精度', '法律依据'],
    ['{#conflicts}{severity}', '{rule}', '{feature}', '{extent}', '{accuracy}', '{law}{/conflicts}'],
    [8, 17, 17, 13, 13, 32],
  ),
  line('{#otherTables}'),
  line('{title}', 'Heading2'),
  line('{@table}'),
  line('{note}', 'Note'),
  line('{/otherTables}'),
  line('界址点成果表', 'Heading2'),
  table(
    ['点号', 'X（北，m）', 'Y（东，m）', '边长（m）'],
    ['{#points}{point}', '{x}', '{y}', '{side}{/points}'],
    [16, 30, 30, 24],
  ),
  line('校验码：{fingerprint}　　数据：{dataVersion}　　{engine}', 'Note'),
  line('{/zones}'),
  line('{#shared}'),
  line('各地块共同的核查结果', 'Heading1'),
  line('{#tables}'),
  line('{title}', 'Heading2'),
  line('{@table}'),
  line('{note}', 'Note'),
  line('{/tables}'),
  line('{/shared}'),
  line(
    '编制单位：＿＿＿＿＿＿＿＿　核查人：＿＿＿＿＿　审核人：＿＿＿＿＿　日期：＿＿＿＿＿',
    '',
    '<w:spacing w:before="600"/>',
  ),
].join('');

const font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>';
const style = (id: string, name: string, paragraph: string, look: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${look}</w:rPr></w:style>`;
const size = (half: number) => `<w:sz w:val="${half}"/><w:szCs w:val="${half}"/>`;
const styles = `<w:styles xmlns:w="W"><w:docDefaults><w:rPrDefault><w:rPr>${font}${size(21)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${style('Title', 'Title', '<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>', `<w:b/>${size(36)}`)}${style('Heading1', 'heading 1', '<w:keepNext/><w:pageBreakBefore/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/>', `<w:b/>${size(28)}`)}${style('Heading2', 'heading 2', '<w:keepNext/><w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="1"/>', `<w:b/>${size(22)}`)}${style('Note', 'Note', '<w:spacing w:before="40" w:after="80"/>', `<w:color w:val="444444"/>${size(16)}`)}</w:styles>`;

const field = (code: string) => `<w:fldSimple w:instr="${code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
const footer = `<w:ftr xmlns:w="W"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${run('第 ')}${field('PAGE')}${run(' 页　共 ')}${field('NUMPAGES')}${run(' 页')}</w:p></w:ftr>`;

/** Writes `report-template.docx`, the Word template an office starts from, into a package. */
export async function writeReportTemplate(_: string[], folder: string): Promise<void> {
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="${type}.footer+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${office}/footer" Target="footer1.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="W" xmlns:r="${office}"><w:body>${body}<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    'word/styles.xml': styles,
    'word/footer1.xml': footer,
  };
  const bytes = zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, xml]) => [
        path,
        strToU8(
          `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml.replace('xmlns:w="W"', `xmlns:w="${main}"`)}`,
        ),
      ]),
    ),
    // The same bytes every time.
    { mtime: new Date(2026, 0, 1) },
  );
  writeFileSync(join(folder, 'report-template.docx'), bytes);
}
