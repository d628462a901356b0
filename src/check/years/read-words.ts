import { defaultLimits } from '../../geo/formats/limits.ts';
import { decodeText } from '../../geo/formats/text.ts';
import { parseXml } from '../../geo/formats/xml.ts';
import { isZip, unzip } from '../../geo/formats/zip.ts';
import { ProblemError, problem } from '../../model/index.ts';

const paragraphs = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

const unreadable = (file: string): ProblemError =>
  new ProblemError(
    problem(
      'words-unreadable',
      { zh: '不是文本文件，也不是 DOCX 文件', en: 'neither a text file nor a DOCX file' },
      { file },
      {
        zh: '请在 Word 或 WPS 中另存为 DOCX 或 TXT，或直接复制文字粘贴。',
        en: 'Save it as DOCX or TXT, or copy the words and paste them.',
      },
    ),
  );

const empty = (file: string): ProblemError =>
  new ProblemError(
    problem(
      'words-empty',
      { zh: '文件里没有文字', en: 'the file holds no words' },
      { file },
      {
        zh: '扫描件请先识别成文字，或把文字粘贴进来。',
        en: 'Have a scan recognised first, or paste the words.',
      },
    ),
  );

/**
 * The words of a text file (UTF-8, UTF-16 or GB 18030) or a DOCX, a line for every paragraph. Words struck out by tracked
 * changes, notes and headers are left out.
 * @throws ProblemError `words-unreadable`, `words-empty`, or what is wrong with the archive
 */
export async function readWords(name: string, bytes: Uint8Array): Promise<string> {
  const words = await wordsOf(name, bytes);
  if (!words.trim()) throw empty(name);
  return words;
}

async function wordsOf(name: string, bytes: Uint8Array): Promise<string> {
  if (!isZip(bytes)) {
    const text = decodeText(bytes);
    // A DOC or PDF decodes to something too, full of signs that no text has.
    if (/[\ufffd\p{Cc}]/u.test(text.replace(/[\s\ufeff]/g, '')) || /^%PDF-/.test(text))
      throw unreadable(name);
    return text;
  }
  const [document] = await unzip(bytes, defaultLimits, (member) => member === 'word/document.xml');
  if (!document) throw unreadable(name);
  const xml = await parseXml(new TextDecoder().decode(document.bytes), defaultLimits);
  const lines: string[] = [];
  for (const paragraph of Array.from(xml.getElementsByTagNameNS(paragraphs, 'p'))) {
    let line = '';
    for (const part of Array.from(paragraph.getElementsByTagNameNS(paragraphs, '*'))) {
      if (part.localName === 't') line += part.textContent ?? '';
      if (part.localName === 'tab' && part.parentNode?.nodeName === 'w:r') line += '\t';
      if (part.localName === 'br' || part.localName === 'cr') line += '\n';
    }
    lines.push(line);
  }
  return lines.join('\n');
}
