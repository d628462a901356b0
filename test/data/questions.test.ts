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
路太烂了 5.2-6! | 我们组的路什么时候硬化 5.2-6! | 门口的路 5.2-6 | 通组路 5.2-6! | 村道 5.2-6! | 路坑坑洼洼 5.2-6 | 伢子读书 4.2-1! | 校车 4.2-1!
义务教育 4.2-1! | 学位 4.2-1 | 看病难 4.2-2! | 新农合 4.2-2! | 村医 4.2-2! | 打针 4.2-2! | 水龙头没水 5.2-8! | 井水 5.2-8! | 水压低 5.2-8!
房子要拆吗 1.1-1! | 征收补偿标准 1.1-1! | 青苗补偿 1.1-1! | 我家会不会被征 1.1-1 | 安置到哪里 1.1-2 | 电压低 5.2-7! | 老是停电 5.2-7! | 变压器 5.2-7!
五保户 4.1-3! | 残疾人补贴 4.1-3! | 困难补助 4.1-3! | 精准扶贫 4.1-1! | 土砖房 4.4-1! | 房子漏雨 4.4-1! | 危房补助 4.4-1! | 涨大水 4.4-3!
下大雨山体滑坡 4.4-3! | 水库漏水 5.2-2! | 塘清淤 5.2-4! | 没水灌田 5.2-5! | 臭水沟 2.2-7 | 垃圾车 5.3-3! | 太阳能路灯 2.2-5! | 菜市场 2.2-2
停车场 2.2-8! | 广场舞 2.2-8 | 厂子招人 1.1-6! | 外出务工 1.1-6 | 老板来投资 1.1-6! | 开证明 1.2-3! | 盖章 1.2-3! | 举报干部 1.2-4! | 贪污 1.2-4!
红色教育 3.1-3 | 弼时纪念馆 3.1-2! | 登山 3.1-4 | 田租给别人 3.2-2! | 土地流转多少钱一亩 3.2-2! | 插秧 3.2-6! | 双季稻补贴 3.2-5! | 养鸡 3.2-7!
养牛 3.2-7! | 摘草莓 3.2-8 | 打牌赌博 4.3-1! | 小偷 4.3-1! | 鞭炮 4.3-2! | 消防 4.3-2! | 生二胎 4.2-3! | 干部考核 5.3-5! | ２.２－７ 2.2-7!
2.2.7 2.2-7! | 2.2—7 2.2-7! | 2。2-7 2.2-7! | 2.2 7 2.2-7! | 2-2-7 2.2-7! | 第2.2-7项 2.2-7! | 项目2.2-7 2.2-7!
2.2-7污水处理厂 2.2-7! | item 2.2-7 2.2-7! | ２．２．７ 2.2-7! | 2.2‑7 2.2-7! | 2.2,7 2.2-7! | 2.2/7 2.2-7! | 2.2_7 2.2-7!
xuexiao 4.2-1! | yiyuan 4.2-2! | xiulu 5.2-6! | laji 5.3-3! | zilaishui 5.2-8! | chaiqian 1.1-1! | weifang 4.4-1!
tingdian 5.2-7! | banjia 4.1-2! | dibao 4.1-3! | lu deng 2.2-5! | xue xiao 4.2-1! | kanbing 4.2-2! | xuexaio 4.2-1
zls 5.2-8 | 字来水 5.2-8! | 拆千 1.1-1! | 医元 4.2-2! | 修陆 5.2-6! | 学效 4.2-1! | 污水出理 2.2-7! | 垃级 5.3-3! | 纪念官 3.1-2!
路登 2.2-5! | when will my road be paved 5.2-6! | tarmac 2.2-4! | a doctor near me 4.2-2! | rubbish collection 5.3-3!
garbage 5.3-3! | trash 5.3-3! | clean water 5.2-8! | power outage 5.2-7! | blackout 5.2-7! | employment 1.1-6!
rice planting 3.2-5! | tourist sites 3.1-1 | dangerous house 4.4-1! | flooding 4.4-3! | resetlement 4.1-2
seweage plant 2.2-7! | hospitals 4.2-2! | reservior 5.2-2 | bus 2.2-8! | industrial zone 1.1-3 | poor families 4.1-1!
highway 2.1-2 | my house will be demolished 1.1-1! | compensation for my land 1.1-1! | crime 4.3-1! | fireworks 4.3-2!
corruption 1.2-4! | hiking 3.1-4 | parking 2.2-8! | kindergarten 4.2-1! | 我们村的路 5.2-6! | 路没修好 5.2-6! | 修路要占我家田吗 5.2-6
桥断了 5.2-6! | 老师不够 4.2-1! | 小孩上学太远 4.2-1! | 学校食堂 4.2-1! | 卫生室没药 4.2-2! | 医保怎么报销 4.2-2! | 看病报销 4.2-2! | 高血压拿药 4.2-2
水发黄 5.2-8! | 家里没有自来水 5.2-8! | 水管爆了 5.2-8! | 征我家的田给多少钱 1.1-1! | 拆迁户 1.1-1 | 拆迁什么时候开始 1.1-1! | 房子拆了住哪里 1.1-2
山上搬下来 4.1-2! | 电线老化 5.2-7! | 农网改造 5.2-7! | 晚上经常没电 5.2-7! | 我是贫困户 4.1-1! | 产业扶贫 4.1-1! | 低保怎么申请 4.1-3! | 老人没人管 4.1-3!
屋漏水 4.4-1! | 建房审批 4.4-1 | 大水冲了房子 4.4-2 | 后山滑坡 4.4-3! | 山塘漏水 5.2-4! | 渠道堵了 5.2-5! | 田里没水 5.2-5 | 生活污水 2.2-7!
河水臭 2.2-7 | 路灯不亮 2.2-5! | 菜场 2.2-2 | 没有公交车 2.2-8! | 过年回来找事做 1.1-6! | 招工信息 1.1-6! | 办营业执照 1.2-3! | 干部吃拿卡要 1.2-4!
违章建房 1.2-2! | 任弼时故居门票 3.1-2! | 玉池山怎么走 3.1-4! | 租田 3.2-2! | 田没人种 3.2-2 | 买插秧机有补贴吗 3.2-6! | 养猪场污染 3.2-7 | 种茶 3.2-7!
周末去哪里玩 3.1-1 | 放烟花 4.3-2! | 生小孩 4.2-3! | 村里规划图 5.1-1! | 3.1-4是什么 3.1-4! | 5.2.6 5.2-6! | 5.2——6 5.2-6! | 4、2-1 4.2-1!
no. 2.1-2 2.1-2! | ２．１－２ 2.1-2! | 1.1 1.1-1 | shuiku 5.2-2! | weisheng yuan 4.2-2! | hezuoshe 3.2-3! | guodao 2.1-2!
nongjiale 3.2-8! | shangye jie 2.2-2 | yuchishan 3.1-4! | renbishi 3.1-2! | fupin 4.1-1! | 自来税 5.2-8! | 医保暴销 4.2-2!
危方 4.4-1! | 垃圾请运 5.3-3! | 合做社 3.2-3! | 打公 1.1-6! | is the school being rebuilt 4.2-1!
where can i see a doctor 4.2-2! | no electricity 5.2-7! | power cuts 5.2-7! | muddy road 5.2-6!
bin collection 5.3-3! | leasing land 3.2-2! | when do they start demolition 1.1-1! | new houses for villagers 1.1-2
flood warning 4.4-3! | street lamps 2.2-5! | shop 2.2-2 | pond repair 5.2-4! | irrigating fields 5.2-5!
farmers market 2.2-2 | memorail hall 3.1-2! | sewerage 2.2-7! | pensions 4.1-3! | tea farm 3.2-7
industrail park 1.1-3 | gas 1.1-4! | police station 4.3-1! | 路什么时候通到我们组 5.2-6! | 水泥路断头 5.2-6! | 学校要不要合并 4.2-1!
哪里可以打疫苗 4.2-2! | 自来水费多少 5.2-8! | 征地公告 1.1-1! | 安置房什么时候分 1.1-2 | 搬迁补助 4.1-2! | 贫困户名单 4.1-1! | 退休金 4.1-3! | 房屋改造 4.4-1!
塌方 4.4-3! | 水库大坝裂缝 5.2-2 | 山塘承包 5.2-4 | 灌溉渠 5.2-5! | 污水管 2.2-7! | 没人扫垃圾 5.3-3! | 绿化带 2.2-5! | 门面出租 2.2-2 | 快餐 2.2-8
招商引资 1.1-6! | 补办身份证 1.2-3! | 上访 1.2-4! | 红色旅游 3.1-2 | 影珠山风景 3.1-5! | 稻谷补贴 3.2-5! | 收割机 3.2-6! | 流转合同 3.2-2!
养鱼 3.2-7! | 葡萄采摘 3.2-8! | 村里打架 4.3-1! | 独生子女费 4.2-3! | 5.3.4 5.3-4! | 4·1-2 4.1-2! | 3.2 -4 3.2-4! | xiuluo 5.2-6
zhengdi 1.1-1! | shuiqu 5.2-5! | laji chuli 5.3-3 | 饮水按全 5.2-8! | 低宝 4.1-3! | potholes in our lane 5.2-6!
teachers 4.2-1! | dirty water 5.2-8 | flood risk 4.4-3! | land rights certificate 3.2-1! | farm cooperatives 3.2-3!
ren bishi museum 3.1-2! | hospitl 4.2-2! | electricty 5.2-7! | bus station 2.2-8!
垃圾堆在路边 5.3-3 | 偷鸡的抓到没有 4.3-1 | 工厂着火 4.3-2
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
  it('is at least three hundred questions', () => expect(questions.length).toBeGreaterThanOrEqual(300));
  it.each(questions)('$query finds $item', ({ query, item, first }) => {
    const found = search(query, 20).map(({ entry }) => entry.ref);
    expect(first ? found.slice(0, 1) : found.slice(0, 3)).toContain(`item:${item}`);
  });
  it('proposes what has an answer where nothing is found, like the question where something is', () => {
    for (const query of ['龘龘龘', 'zzqqxx', '公章被盗报案'])
      for (const word of search.propose(query)) expect(search(word).length).toBeGreaterThan(0);
    expect(search('龘龘龘')).toEqual([]);
    // What the empty field gives for example.
    for (const word of [...search.examples(false), ...search.examples(true)])
      expect(search(word).length).toBeGreaterThan(0);
    expect(search.examples(true)).toContain('school');
    expect(search.propose('龘龘龘')).toContain('修路');
    expect(search.propose('龘龘灯')[0]).toContain('灯');
    expect(search.propose('skoolbuz')).toContain('school');
    // An item that there is not: its section, else its chapter, else all there are.
    expect(search('2.2-99')).toEqual([]);
    expect(search.propose('2.2-99')).toEqual(['2.2']);
    expect(search.propose('2.9-1')).toEqual(['2.1', '2.2']);
    expect(search.propose('9.9-9')).toContain('5.3');
    expect(search('2.2').map(({ entry }) => entry.ref)).toContain('item:2.2-7');
  });
});
