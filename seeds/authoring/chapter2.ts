import { type ChapterDraft, w } from './types.ts';

export const chapter2: ChapterDraft = {
  number: 2,
  title: w('做好集镇建设文章', 'Building the market town'),
  short: w('集镇建设', 'Town'),
  sections: [
    {
      id: '2.1',
      title: w('建设“弼时新城”', 'Bishi New Town'),
      items: [
        {
          id: '2.1-1',
          title: w('“弼时新城”与集镇建设规划', '“Bishi New Town” and the market-town plan'),
          summary: w(
            '坚持规划引领，配合园区发展，高标准做好集镇建设规划，建设“弼时新城”。',
            'Led by planning and in step with the park, draw up a high-standard plan for the market town and build “Bishi New Town”.',
          ),
          quotes: ['坚持规划引领，建设“弼时新城”。', '配合园区发展，高标准的做好集镇建设规划，'],
          spatial: 'area',
          related: ['2.1-3', '5.1-1'],
          status: { word: 'preparing', evidence: '高标准的做好集镇建设规划' },
        },
        {
          id: '2.1-2',
          title: w('国道东移桃花路', 'Eastward diversion of the national road / Taohua Road'),
          summary: w(
            '加快国道东移桃花路建设，构建对接长沙新通道。规划未说明两者是否同一工程。',
            'Build the eastward diversion of the national road / Taohua Road faster, as a new link to Changsha. The plan does not say whether these are the same project.',
          ),
          quotes: ['加快国道东移桃花路建设，构建对接长沙新通道。'],
          spatial: 'line',
          related: ['2.1-1', '5.3-2'],
          status: { word: 'underway', evidence: '加快国道东移桃花路建设' },
        },
        {
          id: '2.1-3',
          title: w('弼时新镇区开发', 'Development of the new town district'),
          summary: w('加快弼时新镇区开发建设。', 'Speed up the development of the new town district.'),
          quotes: ['加快弼时新镇区开发建设，'],
          spatial: 'area',
          related: ['2.1-1', '2.1-4'],
          status: { word: 'underway', evidence: '加快弼时新镇区开发建设' },
        },
        {
          id: '2.1-4',
          title: w(
            '产城融合与边界型工业新镇',
            'Bringing industry and town together: a new industrial town on the border',
          ),
          summary: w(
            '以产业带就业，以就业聚人气，促进产城融合，加快建成边界型工业新镇。',
            'Let industry bring jobs and jobs bring people; bring industry and town together and soon become a new industrial town on the border.',
          ),
          quotes: ['以产业带就业，以就业聚人气，促进产城融合，加快建成边界型工业新镇。'],
          spatial: 'townwide',
          why: w('全镇的发展方向，不落在某一处。', 'A direction for the whole town, tied to no place.'),
          targets: [{ text: w('建成边界型工业新镇', 'Become a new industrial town on the border') }],
          related: ['0.1-1', '1.1-7', '2.1-3'],
          status: { word: 'aim', evidence: '加快建成边界型工业新镇' },
        },
      ],
    },
    {
      id: '2.2',
      title: w('“红色小镇”建设', 'The “red town”'),
      items: [
        {
          id: '2.2-1',
          title: w('“红色小镇”', 'The “red town”'),
          summary: w(
            '突出抓好“红色小镇”建设。',
            'Give prominence to building the “red town” (a town of revolutionary heritage).',
          ),
          quotes: ['突出抓好“红色小镇”建设，'],
          spatial: 'area',
          related: ['3.1-2'],
          status: { word: 'underway', evidence: '突出抓好“红色小镇”建设' },
        },
        {
          id: '2.2-2',
          title: w('兴农商业街三期', 'Xingnong Commercial Street, phase III'),
          summary: w('加快推进兴农商业街三期项目。', 'Speed up phase III of Xingnong Commercial Street.'),
          quotes: ['加快推进兴农商业街三期项目'],
          spatial: 'line',
          related: ['2.2-3', '2.2-8'],
          status: { word: 'underway', evidence: '加快推进兴农商业街三期项目' },
        },
        {
          id: '2.2-3',
          title: w('金山路商业街', 'Jinshan Road Commercial Street'),
          summary: w(
            '加快推进金山路商业街开发建设。',
            'Speed up the development of Jinshan Road Commercial Street.',
          ),
          quotes: ['和金山路商业街开发建设，'],
          spatial: 'line',
          related: ['2.2-2', '2.2-8'],
          status: { word: 'underway', evidence: '加快推进兴农商业街三期项目和金山路商业街开发建设' },
        },
        {
          id: '2.2-4',
          title: w('集镇路面“白改黑”', 'Asphalt over the market town’s concrete roads'),
          summary: w(
            '加快启动弼时集镇路面“白改黑”工程。',
            'Make an early start on laying asphalt over the market town’s concrete roads.',
          ),
          quotes: ['加快启动弼时集镇路面“白改黑”'],
          spatial: 'line',
          related: ['2.2-5'],
          status: {
            word: 'notStarted',
            evidence: '加快启动弼时集镇路面“白改黑”和街道绿化亮化、集镇供排水、污水处理厂等工程',
          },
        },
        {
          id: '2.2-5',
          title: w('街道绿化亮化', 'Street greening and lighting'),
          summary: w(
            '加快启动街道绿化亮化工程。',
            'Make an early start on planting and lighting the streets.',
          ),
          quotes: ['和街道绿化亮化、'],
          spatial: 'line',
          related: ['2.2-4'],
          status: {
            word: 'notStarted',
            evidence: '加快启动弼时集镇路面“白改黑”和街道绿化亮化、集镇供排水、污水处理厂等工程',
          },
        },
        {
          id: '2.2-6',
          title: w('集镇供排水', 'Water supply and drainage of the market town'),
          summary: w(
            '加快启动集镇供排水工程。',
            'Make an early start on the market town’s water supply and drainage.',
          ),
          quotes: ['集镇供排水、'],
          spatial: 'area',
          related: ['2.2-7', '5.2-8'],
          status: {
            word: 'notStarted',
            evidence: '加快启动弼时集镇路面“白改黑”和街道绿化亮化、集镇供排水、污水处理厂等工程',
          },
        },
        {
          id: '2.2-7',
          title: w('污水处理厂', 'Sewage treatment plant'),
          summary: w('加快启动污水处理厂工程。', 'Make an early start on the sewage treatment plant.'),
          quotes: ['污水处理厂等工程，'],
          spatial: 'site',
          related: ['2.2-6', '5.3-3'],
          status: {
            word: 'notStarted',
            evidence: '加快启动弼时集镇路面“白改黑”和街道绿化亮化、集镇供排水、污水处理厂等工程',
          },
        },
        {
          id: '2.2-8',
          title: w('交通、餐饮、娱乐、购物等配套设施', 'Transport, dining, entertainment and shopping'),
          summary: w(
            '进一步完善交通、餐饮、娱乐、购物等配套设施。',
            'Further improve facilities for transport, dining, entertainment and shopping.',
          ),
          quotes: ['进一步完善交通、餐饮、娱乐、购物等配套设施。'],
          spatial: 'area',
          related: ['2.2-2', '2.2-3'],
          status: { word: 'underway', evidence: '进一步完善交通、餐饮、娱乐、购物等配套设施' },
        },
      ],
    },
  ],
};
