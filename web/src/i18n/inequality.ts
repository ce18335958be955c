/** Words around an inequality. */
export const inequality = {
  holds: { zh: "达到", en: "reached" },
  fails: { zh: "未达到", en: "not reached" },
  open: { zh: "因资料不全，尚不能判断", en: "cannot be said, data is missing" },
  measures: {
    area: { zh: "按专有部分面积", en: "By floor area" },
    heads: { zh: "按业主人数", en: "By heads" },
    units: { zh: "按套数", en: "By units" },
    other: { zh: "另一计量", en: "By another measure" },
  },
} as const;
