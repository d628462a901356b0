import { type ChapterDraft, noPlaceNamed, w } from './types.ts';

const mountains = '玉池省级风景名胜区和影珠山、明月山，山清水秀，生态优美，我们要十分珍惜独有的自然资源，';
const ecoTourism = '大力发展生态文化旅游';

export const chapter3: ChapterDraft = {
  number: 3,
  title: w('做好产业发展文章', 'Developing industries'),
  short: w('产业发展', 'Industries'),
  sections: [
    {
      id: '3.1',
      title: w('繁荣旅游产业', 'Tourism'),
      items: [
        {
          id: '3.1-1',
          title: w(
            '名人、名山、名片带动旅游',
            'Tourism built on a great name, famous mountains and a calling card',
          ),
          summary: w(
            '发挥名人任弼时，名山影珠山、明月山，名片玉池山省级风景名胜区的优势，重点发展旅游事业。',
            'Focus on tourism, drawing on the town’s great name, Ren Bishi, its famous mountains, Yingzhu and Mingyue, and its calling card, the Yuchi Mountain provincial scenic area.',
          ),
          quotes: [
            '发挥镇区名人——任弼时，名山——影珠山、明月山，名片——玉池山省级风景名胜区的优势，重点发展旅游事业。',
          ],
          spatial: 'area',
          related: ['3.1-2', '3.1-4', '3.1-5', '3.1-6'],
          status: { word: 'underway', evidence: '重点发展旅游事业' },
        },
        {
          id: '3.1-2',
          title: w('任弼时纪念馆与红色旅游', 'Ren Bishi Memorial and red tourism'),
          summary: w(
            '发挥伟人故里的人文优势，依托任弼时纪念馆，大力发展红色旅游。',
            'Draw on the cultural heritage of a great man’s birthplace and develop red tourism (to sites of the revolution) around the Ren Bishi Memorial.',
          ),
          quotes: ['我们应充分发挥伟人故里的人文优势，', '依托任弼时纪念馆，大力发展红色旅游。'],
          spatial: 'site',
          related: ['2.2-1', '3.1-3'],
          status: { word: 'underway', evidence: '依托任弼时纪念馆，大力发展红色旅游' },
        },
        {
          id: '3.1-3',
          title: w('弘扬“骆驼精神”', 'The “camel spirit”'),
          summary: w(
            '发挥人文优势，弘扬和学习“骆驼精神”，赋予时代内涵。',
            'Draw on the town’s cultural heritage; promote and study the “camel spirit” and give it a meaning for today.',
          ),
          quotes: ['发挥人文优势。', '弘扬和学习“骆驼精神”，赋予时代内涵，'],
          spatial: 'site',
          related: ['3.1-2'],
          status: { word: 'routine', evidence: '弘扬和学习“骆驼精神”' },
        },
        {
          id: '3.1-4',
          title: w('玉池山省级风景名胜区', 'Yuchi Mountain provincial scenic area'),
          summary: w(
            '珍惜玉池省级风景名胜区的自然资源，大力发展生态文化旅游。',
            'Treasure the natural resources of the Yuchi provincial scenic area and develop ecological and cultural tourism.',
          ),
          quotes: [mountains, ecoTourism],
          spatial: 'area',
          related: ['3.1-1', '3.1-7'],
          status: { word: 'underway', evidence: '大力发展生态文化旅游' },
        },
        {
          id: '3.1-5',
          title: w('影珠山', 'Yingzhu Mountain'),
          summary: w(
            '珍惜影珠山的自然资源，大力发展生态文化旅游。',
            'Treasure the natural resources of Yingzhu Mountain and develop ecological and cultural tourism.',
          ),
          quotes: [mountains, ecoTourism],
          spatial: 'area',
          related: ['3.1-1', '3.1-7'],
          status: { word: 'underway', evidence: '大力发展生态文化旅游' },
        },
        {
          id: '3.1-6',
          title: w('明月山', 'Mingyue Mountain'),
          summary: w(
            '珍惜明月山的自然资源，大力发展生态文化旅游。',
            'Treasure the natural resources of Mingyue Mountain and develop ecological and cultural tourism.',
          ),
          quotes: [mountains, ecoTourism],
          spatial: 'area',
          related: ['3.1-1', '3.1-7'],
          status: { word: 'underway', evidence: '大力发展生态文化旅游' },
        },
        {
          id: '3.1-7',
          title: w('环境保护与文化挖掘', 'Protecting the environment and telling local stories'),
          summary: w(
            '加大环境保护，深度挖掘当地人文故事、佛教传说、红色文化，打造服务省城的后花园。',
            'Polish the new calling card: do more to protect the environment, bring out local stories, Buddhist legends and red culture in keeping with the fine natural setting, and work to become a back garden for the provincial capital.',
          ),
          quotes: [
            '擦亮崭新名片。',
            '加大环境保护，深度挖掘当地人文故事、佛教传说、红色文化，契合良好自然环境，大力发展生态文化旅游，努力打造服务省城的后花园。',
          ],
          spatial: 'area',
          related: ['3.1-4', '3.1-5', '3.1-6'],
          status: { word: 'underway', evidence: '加大环境保护' },
        },
      ],
    },
    {
      id: '3.2',
      title: w('发展高效农业', 'Efficient agriculture'),
      items: [
        {
          id: '3.2-1',
          title: w('农村土地确权登记颁证', 'Confirming, registering and certifying rural land rights'),
          summary: w(
            '深化农村改革，加快农村土地确权登记颁证。',
            'Deepen rural reform and speed up confirming, registering and certifying rural land rights.',
          ),
          quotes: ['深化农村改革，加快农村土地确权登记颁证，'],
          spatial: 'townwide',
          why: w(
            '涉及全镇农村土地，规划没有说到地块。',
            'All rural land of the town; the plan names no parcels.',
          ),
          related: ['3.2-2'],
          status: { word: 'underway', evidence: '加快农村土地确权登记颁证' },
        },
        {
          id: '3.2-2',
          title: w(
            '土地流转与适度规模经营',
            'Transfer of farmland management rights, and farming at a suitable scale',
          ),
          summary: w(
            '加快土地流转，推进农业生产适度规模化、集约化。',
            'Speed up the transfer of farmland management rights and move farming towards a suitable scale and intensive use.',
          ),
          quotes: ['加快土地流转，', '推进农业生产适度规模化、集约化。'],
          spatial: 'townwide',
          why: noPlaceNamed,
          related: ['3.2-1', '3.2-3'],
          status: { word: 'underway', evidence: '加快土地流转' },
        },
        {
          id: '3.2-3',
          title: w('农业专业合作社', 'Specialised farmers’ cooperatives'),
          summary: w('大力发展农业专业合作社。', 'Vigorously develop specialised farmers’ cooperatives.'),
          quotes: ['大力发展农业专业合作社，'],
          spatial: 'townwide',
          why: w('规划没有说到具体合作社。', 'The plan names no cooperative.'),
          related: ['3.2-2', '3.2-7'],
          status: { word: 'underway', evidence: '大力发展农业专业合作社' },
        },
        {
          id: '3.2-4',
          title: w('高标准农田', 'High-standard farmland'),
          summary: w('建设高标准农田。', 'Build high-standard farmland.'),
          quotes: ['建设高标准农田，'],
          spatial: 'area',
          related: ['3.2-5', '5.2-5'],
          status: { word: 'underway', evidence: '建设高标准农田' },
        },
        {
          id: '3.2-5',
          title: w('双季稻种植面积', 'Double-cropping rice area'),
          summary: w('确保双季稻种植面积。', 'Ensure the area sown to double-cropping rice.'),
          quotes: ['确保双季稻种植面积，'],
          spatial: 'area',
          targets: [
            {
              text: w(
                '确保双季稻种植面积（规划未列数字）',
                'Ensure the area sown to double-cropping rice (the plan gives no figure)',
              ),
            },
          ],
          related: ['3.2-4', '3.2-6'],
          status: { word: 'routine', evidence: '确保双季稻种植面积' },
        },
        {
          id: '3.2-6',
          title: w(
            '农业新技术与粮食生产全程机械化',
            'New farming techniques and full mechanisation of grain growing',
          ),
          summary: w(
            '推广农业新技术，推进粮食生产全程机械化，稳定粮食产能。',
            'Promote new farming techniques, press on with mechanising grain growing from sowing to harvest, and keep grain capacity steady.',
          ),
          quotes: ['积极推广农业新技术，推进粮食生产全程机械化，稳定粮食产能。'],
          spatial: 'townwide',
          why: noPlaceNamed,
          targets: [
            {
              text: w(
                '粮食生产全程机械化，稳定粮食产能',
                'Grain growing mechanised from sowing to harvest, grain capacity kept steady',
              ),
            },
          ],
          related: ['3.2-5'],
          status: { word: 'underway', evidence: '推进粮食生产全程机械化' },
        },
        {
          id: '3.2-7',
          title: w('特色种养与地域品牌', 'Speciality crops, livestock and local brands'),
          summary: w(
            '鼓励发展特色种养，做大做强地域品牌。',
            'Encourage speciality crops and livestock and make local brands bigger and stronger.',
          ),
          quotes: ['鼓励发展特色种养，做大做强地域品牌。'],
          spatial: 'area',
          related: ['3.2-3', '3.2-8'],
          status: { word: 'routine', evidence: '鼓励发展特色种养' },
        },
        {
          id: '3.2-8',
          title: w('休闲观光农业', 'Leisure farming and farm tourism'),
          summary: w(
            '鼓励发展美食娱乐、田园体验型休闲观光农业，加速传统农业向现代农业转变。',
            'Encourage leisure farming and farm tourism with local food, entertainment and a taste of country life, and speed up the change from traditional to modern agriculture.',
          ),
          quotes: ['鼓励发展美食娱乐、田园体验型休闲观光农业，加速传统农业向现代农业转变。'],
          spatial: 'area',
          related: ['3.1-1', '3.2-7'],
          status: { word: 'routine', evidence: '鼓励发展美食娱乐、田园体验型休闲观光农业' },
        },
      ],
    },
  ],
};
