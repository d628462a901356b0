import { type ChapterDraft, noPlaceNamed, w } from './types.ts';

export const chapter5: ChapterDraft = {
  number: 5,
  title: w('做好新农村建设文章', 'Building the new countryside'),
  short: w('新农村', 'Countryside'),
  sections: [
    {
      id: '5.1',
      title: w('规划先行', 'Planning first'),
      items: [
        {
          id: '5.1-1',
          title: w('镇村规划编制', 'Drawing up plans for town and villages'),
          summary: w(
            '结合区位、产业、人文、生态特质，加快镇村规划编制，构建新型工业、现代农业、生态旅游业同步推进、协调发展的格局。',
            'Speed up plan-making for town and villages, true to their location, industry, culture and nature, so that new-type industry, modern agriculture and eco-tourism advance together.',
          ),
          quotes: [
            '规划先行。',
            '结合我镇区位、产业、人文、生态特质，加快镇村规划编制，精准定位，科学规划，错位发展，激发活力，构建新型工业、现代农业、生态旅游业同步推进，协调发展的生动格局。',
          ],
          spatial: 'townwide',
          why: w('覆盖全镇各村的规划编制。', 'Plan-making for every village of the town.'),
          related: ['2.1-1'],
          status: { word: 'preparing', evidence: '加快镇村规划编制' },
        },
      ],
    },
    {
      id: '5.2',
      title: w('夯实基础', 'Laying firm foundations'),
      items: [
        {
          id: '5.2-1',
          title: w('灾后重建', 'Rebuilding after disasters'),
          summary: w(
            '加快灾后重建，多方争取项目，加大配套资金。',
            'Speed up rebuilding after disasters; seek projects from many sources and increase matching funds.',
          ),
          quotes: ['夯实基础。', '加快灾后重建，多方争取项目，加大配套资金，'],
          spatial: 'townwide',
          why: w('规划没有列出受灾地点。', 'The plan does not list the places hit.'),
          related: ['4.4-2', '5.2-2'],
          status: { word: 'underway', evidence: '加快灾后重建' },
        },
        {
          id: '5.2-2',
          title: w('小一型水库整险加固', 'Strengthening of small (I) reservoirs'),
          summary: w('抓好小一型水库整险加固。', 'Repair and strengthen small (I) reservoirs.'),
          quotes: ['抓好小一型、', '整险加固。'],
          spatial: 'site',
          related: ['5.2-3', '5.2-4', '5.2-5'],
          status: { word: 'underway', evidence: '抓好小一型、小二型水库、骨干山塘、主干渠整险加固' },
        },
        {
          id: '5.2-3',
          title: w('小二型水库整险加固', 'Strengthening of small (II) reservoirs'),
          summary: w('抓好小二型水库整险加固。', 'Repair and strengthen small (II) reservoirs.'),
          quotes: ['小二型水库、', '整险加固。'],
          spatial: 'site',
          related: ['5.2-2', '5.2-4', '5.2-5'],
          status: { word: 'underway', evidence: '抓好小一型、小二型水库、骨干山塘、主干渠整险加固' },
        },
        {
          id: '5.2-4',
          title: w('骨干山塘整险加固', 'Strengthening of key hill ponds'),
          summary: w('抓好骨干山塘整险加固。', 'Repair and strengthen key hill ponds.'),
          quotes: ['骨干山塘、', '整险加固。'],
          spatial: 'site',
          related: ['5.2-2', '5.2-3', '5.2-5'],
          status: { word: 'underway', evidence: '抓好小一型、小二型水库、骨干山塘、主干渠整险加固' },
        },
        {
          id: '5.2-5',
          title: w('主干渠整险加固', 'Strengthening of main canals'),
          summary: w('抓好主干渠整险加固。', 'Repair and strengthen main canals.'),
          quotes: ['主干渠', '整险加固。'],
          spatial: 'line',
          related: ['3.2-4', '5.2-2', '5.2-3', '5.2-4'],
          status: { word: 'underway', evidence: '抓好小一型、小二型水库、骨干山塘、主干渠整险加固' },
        },
        {
          id: '5.2-6',
          title: w(
            '通村通组主干道硬化率 100%',
            'All main roads to villages and groups hard-surfaced (100 %)',
          ),
          summary: w(
            '加快路网建设，实现全部行政村通村通组主干道硬化率达到 100%。',
            'Extend the road network faster: all main roads to administrative villages and their groups hard-surfaced (100 %).',
          ),
          quotes: ['加快路网建设，实现全部行政村通村通组主干道硬化率达到100%。'],
          spatial: 'townwide',
          why: w(
            '涉及全部行政村，规划没有列出路线，也没有公开的村组道路图。',
            'All administrative villages; the plan lists no roads and no map of them is public.',
          ),
          targets: [
            {
              text: w(
                '全部行政村通村通组主干道硬化率达到 100%',
                'Main roads to all administrative villages and their groups hard-surfaced',
              ),
              value: 100,
              unit: '%',
            },
          ],
          related: ['5.3-2'],
          status: { word: 'underway', evidence: '加快路网建设' },
        },
        {
          id: '5.2-7',
          title: w('农村电网改造升级', 'Upgrading the rural power grid'),
          summary: w(
            '加快启动新一轮农村电网改造升级。',
            'Make an early start on the new round of upgrading the rural power grid.',
          ),
          quotes: ['加快启动新一轮农村电网改造升级。'],
          spatial: 'townwide',
          why: noPlaceNamed,
          status: { word: 'notStarted', evidence: '加快启动新一轮农村电网改造升级' },
        },
        {
          id: '5.2-8',
          title: w('农村安全饮水', 'Safe drinking water'),
          summary: w(
            '加快推进农村安全饮水工程，确保全镇群众喝上干净水、放心水。',
            'Press on with safe drinking water in the countryside: clean water that everyone in the town can trust.',
          ),
          quotes: ['加快推进农村安全饮水工程，确保全镇群众喝上干净水、放心水。'],
          spatial: 'townwide',
          why: w(
            '覆盖全镇群众，规划没有列出水源和管线。',
            'For everyone in the town; the plan lists no sources or pipes.',
          ),
          targets: [
            { text: w('全镇群众喝上干净水、放心水', 'Clean water that everyone in the town can trust') },
          ],
          related: ['2.2-6'],
          status: { word: 'underway', evidence: '加快推进农村安全饮水工程' },
        },
        {
          id: '5.2-9',
          title: w('以点带面，建成小康弼时', 'From single examples to a moderately prosperous Bishi'),
          summary: w(
            '以点带面，努力建设新农村，加快建成小康弼时。',
            'Let single examples lead the whole; work to build the new countryside and soon bring Bishi moderate prosperity.',
          ),
          quotes: ['以点带面，努力建设新农村，加快建成小康弼时。'],
          spatial: 'townwide',
          why: w('全镇的目标，不落在某一处。', 'An aim for the whole town, tied to no place.'),
          targets: [{ text: w('加快建成小康弼时', 'Moderate prosperity for Bishi soon') }],
          related: ['0.1-1', '5.3-4'],
          status: { word: 'aim', evidence: '加快建成小康弼时' },
        },
      ],
    },
    {
      id: '5.3',
      title: w('绿色共享', 'Green and shared by all'),
      items: [
        {
          id: '5.3-1',
          title: w('农村环境整治百日攻坚', 'Hundred-day drive to clean up the countryside'),
          summary: w(
            '动员全镇上下，开展一场农村环境整治攻坚战，大力开展“农村环境整治百日攻坚”行动。',
            'Mobilise the whole town in a campaign to clean up the countryside: the “Hundred-day drive to clean up the countryside”.',
          ),
          quotes: [
            '认真贯彻落实市第十次党代会精神，动员全镇上下迅速行动，开展一场声势浩大的农村环境整治攻坚战。',
            '大力开展“农村环境整治百日攻坚”',
          ],
          spatial: 'townwide',
          why: w('全镇范围的行动。', 'A campaign across the town.'),
          targets: [
            {
              text: w('“农村环境整治百日攻坚”行动', 'The “Hundred-day drive to clean up the countryside”'),
              value: 100,
              unit: '日',
            },
          ],
          related: ['5.3-2', '5.3-3'],
          status: { word: 'underway', evidence: '大力开展“农村环境整治百日攻坚”' },
        },
        {
          id: '5.3-2',
          title: w('公路路域环境综合治理', 'Comprehensive clean-up along the highways'),
          summary: w(
            '大力开展“公路路域环境综合治理”行动，两大行动之一。',
            'Carry out the “Comprehensive clean-up along the highways”, one of two major campaigns.',
          ),
          quotes: ['和“公路路域环境综合治理”两大行动，'],
          spatial: 'line',
          targets: [
            {
              text: w(
                '“公路路域环境综合治理”行动（两大行动之一）',
                'The “Comprehensive clean-up along the highways” (one of two major campaigns)',
              ),
              value: 2,
              unit: '项',
            },
          ],
          related: ['2.1-2', '5.2-6', '5.3-1'],
          status: {
            word: 'underway',
            evidence: '大力开展“农村环境整治百日攻坚”和“公路路域环境综合治理”两大行动',
          },
        },
        {
          id: '5.3-3',
          title: w(
            '垃圾、污水、杂乱、集镇四大治理',
            'Four clean-ups: refuse, sewage, disorder, the market town',
          ),
          summary: w(
            '着力推进“垃圾、污水、杂乱和集镇”四大治理。',
            'Press on with the four clean-ups: refuse, sewage, disorder and the market town.',
          ),
          quotes: ['着力推进“垃圾、污水、杂乱和集镇”四大治理。'],
          spatial: 'townwide',
          why: w('全镇范围的治理。', 'Across the town.'),
          targets: [{ text: w('四大治理', 'Four clean-ups'), value: 4, unit: '项' }],
          related: ['2.2-7', '5.3-1'],
          status: { word: 'underway', evidence: '着力推进“垃圾、污水、杂乱和集镇”四大治理' },
        },
        {
          id: '5.3-4',
          title: w('文明屋场、秀美村庄', 'Civilised hamlets and beautiful villages'),
          summary: w(
            '争取项目资金支持，建立多渠道投入机制，推进文明屋场、秀美村庄建设，着力打造一批文明卫生示范户、示范屋场、示范村。',
            'Seek project funds and set up funding from many channels; press on with civilised hamlets and beautiful villages, and work to create a number of model households, hamlets and villages for civility and cleanliness.',
          ),
          quotes: [
            '主动争取项目资金支持，建立多渠道投入机制，推进文明屋场、秀美村庄建设，着力打造一批文明卫生示范户、示范屋场、示范村。',
          ],
          spatial: 'townwide',
          why: w(
            '规划没有列出示范户、屋场和村的名单。',
            'The plan does not name the model households, hamlets or villages.',
          ),
          related: ['5.2-9'],
          status: { word: 'underway', evidence: '推进文明屋场、秀美村庄建设' },
        },
        {
          id: '5.3-5',
          title: w('责任、督查与考核', 'Responsibility, supervision and assessment'),
          summary: w(
            '夯实责任，突出重点，分步实施，加强督查，严格考核，严明奖惩。',
            'Firm responsibilities, clear priorities, step-by-step work; closer supervision, strict assessment, clear rewards and penalties.',
          ),
          quotes: ['夯实责任，突出重点，分步实施，加强督查，严格考核，严明奖惩，'],
          spatial: 'none',
          why: w('工作机制，没有空间位置。', 'A way of working, not tied to any place.'),
          related: ['5.3-6'],
          status: { word: 'routine', evidence: '加强督查，严格考核，严明奖惩' },
        },
        {
          id: '5.3-6',
          title: w('三年目标：共建共享绿色生态家园', 'Three-year aim: a green home built and shared by all'),
          summary: w(
            '争取通过三年努力，全镇农村环境面貌明显改善，环保意识明显增强，生活质量明显提升，共建共享绿色生态家园。',
            'Work for three years so that the town’s countryside clearly looks better, people care more for the environment and life is better: a green home built and shared by all.',
          ),
          quotes: [
            '争取通过三年努力，全镇农村环境面貌明显改善，环保意识明显增强，生活质量明显提升，共建共享绿色生态家园。',
          ],
          spatial: 'townwide',
          why: w('全镇的目标，不落在某一处。', 'An aim for the whole town, tied to no place.'),
          targets: [
            {
              text: w(
                '争取通过三年努力，农村环境面貌明显改善、环保意识明显增强、生活质量明显提升',
                'In three years: a countryside that clearly looks better, greater environmental awareness, a better quality of life',
              ),
              value: 3,
              unit: '年',
            },
          ],
          related: ['5.3-1', '5.3-4'],
          status: { word: 'aim', evidence: '争取通过三年努力' },
        },
      ],
    },
  ],
};
