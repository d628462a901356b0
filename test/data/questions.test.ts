import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createStore } from '../../src/store/index.ts';
import { createSearch, type Searcher } from '../../src/store/search/index.ts';

/** What residents type, and the item they are to find: first (`!`) or among the first three. */
const questions = `
修路 5.2-6! | 道路 5.2-6 | 村里修路 5.2-6! | 水泥路什么时候修 5.2-6! | 公路 5.2-6 | 路面硬化 5.2-6! | 学校 4.2-1! | 上学 4.2-1!
孩子读书 4.2-1! | 小学 4.2-1! | 幼儿园 4.2-1! | 医院 4.2-2! | 看病 4.2-2! | 卫生院 4.2-2! | 在哪里看病 4.2-2! | 自来水 5.2-8!
喝水 5.2-8! | 停水 5.2-8! | 饮水安全 5.2-8! | 拆迁 1.1-1! | 征地 1.1-1! | 征地补偿 1.1-1! | 拆房 1.1-1! | 搬家 4.1-2!
移民 4.1-2! | 易地搬迁 4.1-2! | 安置房 4.1-2 | 园区安置 1.1-2! | 停电 5.2-7! | 电网 5.2-7! | 用电 5.2-7! | 扶贫 4.1-1!
贫困户 4.1-1! | 低保 4.1-3! | 养老 4.1-3! | 危房 4.4-1! | 建房 4.4-1! | 倒房 4.4-2! | 灾后重建 5.2-1! | 山洪 4.4-3!
洪水 4.4-3! | 滑坡 4.4-3! | 水库 5.2-2! | 小二型水库 5.2-3! | 山塘 5.2-4! | 鱼塘 5.2-4! | 水渠 5.2-5! | 灌溉 5.2-5!
污水 2.2-7! | 污水处理 2.2-7! | 下水道 2.2-7 | 垃圾 5.3-3! | 垃圾没人收 5.3-3! | 环境整治 5.3-1 | 美丽乡村 5.3-4! | 屋场 5.3-4!
路灯 2.2-5! | 绿化 2.2-5! | 白改黑 2.2-4! | 柏油路 2.2-4! | 国道 2.1-2! | 桃花路 2.1-2! | G107 2.1-2! | 路边 5.3-2!
商业街 2.2-2 | 金山路 2.2-3! | 门面 2.2-2! | 赶集 2.2-2! | 车站 2.2-8! | 新城 2.1-1! | 园区 1.1-3 | 打工 1.1-6!
就业 1.1-6! | 招商 1.1-6! | 办事 1.2-3! | 办证 1.2-3! | 违建 1.2-2! | 旅游 3.1-1 | 景区 3.1-1 | 任弼时 3.1-2!
纪念馆 3.1-2! | 骆驼精神 3.1-3! | 玉池山 3.1-4! | 影珠山 3.1-5! | 明月山 3.1-6! | 高标准农田 3.2-4! | 双季稻 3.2-5! | 农机 3.2-6!
土地证 3.2-1! | 确权 3.2-1! | 流转 3.2-2! | 租地 3.2-2! | 合作社 3.2-3! | 养猪 3.2-7! | 农家乐 3.2-8! | 治安 4.3-1!
安全生产 4.3-2! | 2.2-7 2.2-7! | school 4.2-1! | hospital 4.2-2! | drinking water 5.2-8! | flood 4.4-3! | road 5.2-6 | relocation 4.1-2!
sewage 2.2-7! | jobs 1.1-6! | scenic 3.1-4 | tap water 5.2-8! | wushui 2.2-7 | ycs 3.1-4!
`
  .split(/[|\n]/)
  .map((part) => part.trim())
  .filter(Boolean)
  .map((part) => {
    const at = part.lastIndexOf(' ');
    return { query: part.slice(0, at), item: part.slice(at + 1).replace('!', ''), first: part.endsWith('!') };
  });

let search: Searcher;
beforeAll(async () => {
  vi.stubGlobal('fetch', async (url: URL) => new Response(readFileSync(fileURLToPath(url))));
  const store = createStore(pathToFileURL('data/').href);
  await store.load();
  search = await createSearch(store);
});
afterAll(() => vi.unstubAllGlobals());

describe('what residents ask for', () => {
  it('is at least a hundred questions', () => expect(questions.length).toBeGreaterThanOrEqual(100));
  it.each(questions)('$query finds $item', ({ query, item, first }) => {
    const found = search(query, 20).map(({ entry }) => entry.ref);
    expect(first ? found.slice(0, 1) : found.slice(0, 3)).toContain(`item:${item}`);
  });
  it('proposes something where nothing is found', () => {
    expect(search('龘龘龘')).toEqual([]);
    for (const word of search.propose(false)) expect(search(word).length).toBeGreaterThan(0);
    for (const word of search.propose(true)) expect(search(word).length).toBeGreaterThan(0);
    expect(search.propose(false)).toContain('修路');
  });
});
