import type { Sentence } from "./words.ts";

/** Words of the service of the notice. */
export const services = {
  title: { zh: "通知送达", en: "Service of the notice" },
  what: {
    zh: "每套房屋都要在表决开始前收到通知。能证明送达的才算“已送达”。",
    en: "Every unit has to be told before voting opens. Only what can be proved counts as reached.",
  },
  buildings: { zh: "各楼栋送达情况", en: "Building by building" },
  building: { zh: "楼栋", en: "Building" },
  units: { zh: "房屋", en: "Units" },
  reached: { zh: "已送达", en: "Reached" },
  tried: { zh: "试过，未送达", en: "Tried, not reached" },
  untried: { zh: "还没有送", en: "Not tried" },
  all_buildings: { zh: "合计", en: "All" },
  chart: {
    zh: "{building} 栋：{units} 套中已送达 {reached} 套",
    en: "Building {building}: {reached} of {units} units reached",
  },
  print: { zh: "打印", en: "To print" },
  round: { zh: "上门送达用表", en: "Sheet for the round from door to door" },
  round_of: { zh: "{building} 栋", en: "Building {building}" },
  record_list: { zh: "全部送达清单", en: "List of every service" },

  send: { zh: "发送通知", en: "Send the notice" },
  send_what: {
    zh: "给名册上有联系方式的业主发通知。已经送到的不会重发；发送失败的可以再发一次。",
    en: "Sends the notice to owners whose contact is in the register. Units that were served are left out; where it failed it is sent once more.",
  },
  channel: { zh: "方式", en: "Channel" },
  to: { zh: "发给", en: "To" },
  to_all: { zh: "全部房屋", en: "all units" },
  send_verb: { zh: "发送", en: "Send" },
  sent: {
    zh: "已安排发送。下面“发送情况”会显示是否送到。",
    en: "On its way. “Deliveries” below shows what arrived.",
  },
  send_sure: { zh: "消息发出后不能收回。", en: "What was sent cannot be called back." },
  queued: { zh: "本次发往的房屋", en: "Units it is on its way to" },
  messages: { zh: "发出的消息", en: "Messages" },
  served_already: { zh: "此前已送达", en: "Served before" },
  under_way: { zh: "此前已在发送中", en: "On its way before" },
  without: { zh: "没有联系方式的房屋", en: "Units without a contact" },

  deliveries: { zh: "发送情况与退回", en: "Deliveries and bounces" },
  deliveries_none: { zh: "还没有发送过。", en: "Nothing was sent yet." },
  unit: { zh: "房号", en: "Unit" },
  state: { zh: "状态", en: "State" },
  attempts: { zh: "次数", en: "Attempts" },
  asked_at: { zh: "最近一次发送", en: "Asked for last" },
  only_failed: { zh: "只看没有送到的", en: "Only what did not arrive" },

  unreached: { zh: "还没有送达的房屋", en: "Units not reached yet" },
  unreached_none: { zh: "全部房屋都已送达。", en: "Every unit is reached." },
  entrance: { zh: "单元", en: "Entrance" },
  channels_tried: { zh: "试过的方式", en: "Tried by" },
  last_tried: { zh: "最近一次", en: "Last tried" },
  next: { zh: "下一步可试", en: "Try next" },

  record: { zh: "登记送达", en: "Record services" },
  record_what: {
    zh: "登记上门、信件或张贴的送达。选择房屋，填写时间，并附上照片、签名表或回执的扫描件。",
    en: "Records services at the door, by letter or by posting: choose the units, say when, and add a photo, the signed sheet or a receipt.",
  },
  outcome: { zh: "结果", en: "Outcome" },
  served: { zh: "送到了", en: "served" },
  attempted: { zh: "没有人，未送到", en: "nobody was reached" },
  at: { zh: "时间", en: "When" },
  who: { zh: "送达人（不公开）", en: "Who served it (not published)" },
  evidence: { zh: "凭证（照片、签名表或回执）", en: "Evidence: a photo, the signed sheet or a receipt" },
  evidence_hint: {
    zh: "PDF、JPEG 或 PNG，最大 5 MB。加密保存，公开记录里只有指纹。",
    en: "PDF, JPEG or PNG, 5 MB at most. Kept sealed; the public record has its fingerprint alone.",
  },
  evidence_kept: { zh: "已上传：{name}，指纹 {digest}", en: "Uploaded: {name}, fingerprint {digest}" },
  choose_units: { zh: "房屋（已选 {count} 套）", en: "Units ({count} chosen)" },
  choose_all: { zh: "全部选中", en: "Choose all" },
  choose_none: { zh: "全部取消", en: "Choose none" },
  choose_building: { zh: "楼栋", en: "Building" },
  recorded: {
    zh: "已登记 {recorded} 条，重复 {repeated} 条。",
    en: "{recorded} recorded, {repeated} were there.",
  },
  record_verb: { zh: "登记", en: "Record" },

  import: { zh: "从表格导入送达", en: "Import services from a table" },
  import_what: {
    zh: "一行一套房屋。列名：房号、方式、时间，可加结果、凭证（指纹）、送达人。有一处错误就全部不登记。",
    en: "One row for each unit: unit, channel, served_at, and if known outcome, evidence (its fingerprint), served_by. With one mistake nothing is recorded.",
  },
  evidence_upload: { zh: "先上传凭证，取得指纹", en: "Upload evidence first, to get its fingerprint" },
  import_done: {
    zh: "已登记 {recorded} 条，{repeated} 条之前已有。",
    en: "{recorded} recorded; {repeated} were there.",
  },
  import_verb: { zh: "登记表格中的送达", en: "Record what is in the table" },
  import_wrong: {
    zh: "发现 {count} 处错误，没有登记任何一行。请改正后再选一次文件。",
    en: "{count} mistakes; nothing was recorded. Correct the file and choose it again.",
  },

  participation: {
    zh: "参与名单（仅监票人和街道办可见）",
    en: "Who took part (for scrutineers and the supervising office)",
  },
  participation_what: {
    zh: "只显示是否投票，不显示投了什么。可用于上门抽查。",
    en: "Whether a ballot was taken, never what it says. Use it to ask at the door.",
  },
  elector: { zh: "投票权人", en: "Elector" },
  took_part: { zh: "投票时间", en: "Ballot taken" },
  not_yet: { zh: "未投票", en: "none" },
  method: { zh: "身份核验方式", en: "Identified by" },
  during_vote: { zh: "表决期间登记的密钥", en: "key enrolled while voting ran" },
  assisted: { zh: "有人协助", en: "with help" },
  revoked: { zh: "密钥已注销", en: "key revoked since" },

  news: { zh: "提醒与结果通知", en: "Reminders and news" },
  news_none: { zh: "还没有发过提醒。", en: "No news were sent yet." },
  kind: { zh: "类型", en: "Kind" },
  declined: { zh: "不愿接收", en: "Declined" },
  unreachable: { zh: "无法联系", en: "No contact" },
  begun: { zh: "开始", en: "Begun" },
} as const;

/** By which way a unit is told. */
export const CHANNELS: Readonly<Record<string, Sentence>> = {
  in_app: { zh: "在应用内打开", en: "opened in the application" },
  email: { zh: "电子邮件", en: "mail" },
  message: { zh: "短信", en: "message" },
  letter: { zh: "信件", en: "letter" },
  door: { zh: "上门", en: "at the door" },
  posting: { zh: "张贴", en: "posting" },
};

/** Where a delivery stands. */
export const DELIVERIES: Readonly<
  Record<"under_way" | "failed" | "reported" | "served" | "lapsed", Sentence>
> = {
  under_way: { zh: "发送中", en: "on its way" },
  failed: { zh: "没有送到", en: "failed" },
  reported: { zh: "已报告，待入册", en: "reported" },
  served: { zh: "已送达", en: "served" },
  lapsed: { zh: "已失效（通知已更正）", en: "lapsed" },
};

/** How the owner of a key was identified. */
export const METHODS: Readonly<Record<string, Sentence>> = {
  letter_and_contact: { zh: "信件激活码加联系方式", en: "letter and contact" },
  letter_and_provider: { zh: "信件激活码加身份认证", en: "letter and identity provider" },
  desk: { zh: "现场核验", en: "at the desk" },
  recovery: { zh: "现场补办", en: "recovery at the desk" },
  device: { zh: "由原设备添加", en: "by an earlier device" },
};

/** What news of a meeting are about. */
export const NEWS: Readonly<Record<string, Sentence>> = {
  reminder: { zh: "投票提醒", en: "reminder to vote" },
  result: { zh: "结果", en: "result" },
};

/** The columns of a list of services. */
export const COLUMNS = [
  { id: "unit", names: ["房号", "专有部分", "单元号"] },
  { id: "channel", names: ["方式", "送达方式"] },
  { id: "served_at", names: ["时间", "送达时间"] },
  { id: "outcome", names: ["结果"] },
  { id: "evidence", names: ["凭证", "凭证哈希"] },
  { id: "served_by", names: ["送达人"] },
] as const;
