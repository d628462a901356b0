/**
 * What each verb of the plan says of progress. The first row one of whose words stands in an item's evidence decides, so
 * that a verb means the same wherever it stands. Aims say what is to become, nothing of how far it is: no status.
 */
export const verbs: {
  status: 'notStarted' | 'preparing' | 'underway' | 'routine' | 'aim';
  words: string[];
}[] = [
  { status: 'aim', words: ['建成', '打造', '实现', '争取', '承接', '引进'] },
  { status: 'notStarted', words: ['加快启动'] },
  { status: 'preparing', words: ['规划编制', '建设规划'] },
  {
    status: 'routine',
    words: ['持续', '坚持', '落实', '确保', '高度重视', '推行', '严禁', '弘扬', '鼓励', '加强'],
  },
  {
    status: 'underway',
    words: ['加快', '推进', '抓紧', '抓好', '完善', '建设', '开展', '发展', '加大', '解决', '再下大力气'],
  },
];
