/** Words of the turnout page. */
export const turnout = {
  title: { zh: "参与情况", en: "Turnout" },
  what: {
    zh: "只显示有多少业主已经投票，不显示投了什么。表决期间按批次更新，截止后是准确数。",
    en: "Only how many took part, never what they chose. While voting runs the figures move in steps; after the close they are exact.",
  },
  heads: { zh: "业主人数", en: "By heads" },
  area: { zh: "专有部分面积", en: "By area" },
  people: { zh: "{count} 人", en: "{count} owners" },
  of: { zh: "{part}，共 {whole}（{share}）", en: "{part} of {whole} ({share})" },
  gate: { zh: "参与门槛", en: "Gate" },
  line: {
    zh: "红线是参与门槛：{threshold}（{article}）。两项都要达到。",
    en: "The red line is the gate: {threshold} ({article}). Both measures have to reach it.",
  },
  line_any: {
    zh: "红线是参与门槛：{threshold}（{article}）。",
    en: "The red line is the gate: {threshold} ({article}).",
  },
  no_line: {
    zh: "本次会议的规则没有规定参与门槛。",
    en: "The rules of this meeting set no gate.",
  },
  at_least: { zh: "至少 {share}", en: "at least {share}" },
  more_than: { zh: "超过 {share}", en: "more than {share}" },
  chart: {
    zh: "{measure}：已参与 {said}；参与门槛{gate}",
    en: "{measure}: {said} took part; the gate is {gate}",
  },
  chart_plain: { zh: "{measure}：已参与 {said}", en: "{measure}: {said} took part" },
  scope: {
    zh: "这里按全体业主统计。只由部分业主表决的议题，以结果公示为准。",
    en: "These figures are of all owners. For a matter that only some decide, see the posted result.",
  },
  step: { zh: "更新于 {at}", en: "As of {at}" },
  no_step: {
    zh: "参与的业主还太少，为保密暂不公布。",
    en: "Too few have voted yet; to keep ballots secret nothing is published.",
  },
  exact: { zh: "表决已截止，以下是准确数。", en: "Voting has ended; these figures are exact." },
  live: { zh: "自动更新中", en: "updates by itself" },
  screen: { zh: "大屏显示", en: "Show on a big screen" },
  measure: { zh: "计算方式", en: "Measure" },
  took_part: { zh: "已参与", en: "Took part" },
  all: { zh: "全部", en: "All" },
  share: { zh: "占比", en: "Share" },
  table: { zh: "参与情况（文字）", en: "Turnout in figures" },
} as const;
