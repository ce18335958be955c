import type { Sentence } from "./words.ts";

/** Words of the register page. */
export const register = {
  title: { zh: "业主名册", en: "Owners' register" },
  import: { zh: "导入名册", en: "Import the register" },
  how: {
    zh: "每套房屋、每位业主一行。共有的房屋有几位业主就写几行；一位业主有几套房屋也写几行。CSV 或 XLSX 都可以，最大 10 MB。",
    en: "One row for each unit and owner. A unit with three co-owners has three rows, and an owner of three units too. CSV or XLSX, 10 MB at most.",
  },
  template: { zh: "下载空白表格", en: "Download an empty table" },
  template_name: { zh: "业主名册模板.csv", en: "register-template.csv" },
  columns: { zh: "每一列填什么", en: "What belongs into each column" },
  column: { zh: "列", en: "Column" },
  content: { zh: "内容", en: "Content" },
  choose: { zh: "选择文件", en: "Choose the file" },
  private: {
    zh: "文件由服务读取和检查，不会留下；点“导入”之前，名册不会改变。",
    en: "The service reads and checks the file and keeps nothing of it. The register does not change before you press “Import”.",
  },
  chosen: { zh: "已打开：{name}（{rows} 行）", en: "Opened: {name} ({rows} rows)" },
  recoded: {
    zh: "文件不是 UTF-8 编码，已按中文 Windows 的编码（GB18030）打开。请看看姓名是否正确。",
    en: "The file was not in UTF-8 and was read as GB18030, the encoding of Chinese Windows. See that the names are right.",
  },
  unreadable: {
    zh: "打不开这个文件。请另存为 CSV（UTF-8）或 XLSX 后再选。",
    en: "This file cannot be opened. Save it as CSV (UTF-8) or XLSX and choose it again.",
  },
  not_read: { zh: "（读不出）", en: "(cannot be read)" },
  check: { zh: "检查（不导入）", en: "Check it (imports nothing)" },
  checking: { zh: "正在检查……", en: "Checking…" },
  do_import: { zh: "导入", en: "Import" },
  other_file: { zh: "换一个文件", en: "Another file" },
  mistakes: {
    zh: "发现 {count} 处错误，在 {rows} 行里。全部改正前不能导入。",
    en: "{count} mistakes in {rows} rows. Nothing can be imported before all are corrected.",
  },
  mistakes_more: { zh: "另有 {count} 处没有列出。", en: "{count} more are not listed." },
  correct: {
    zh: "请在原来的文件里改正，保存后再选一次。",
    en: "Correct them in your own file, save it and choose it again.",
  },
  mistakes_list: { zh: "错误清单", en: "All mistakes" },
  only_wrong: { zh: "只看有错误的行", en: "Only rows with mistakes" },
  preview: { zh: "表格内容", en: "What is in the table" },
  row: { zh: "行", en: "Row" },
  whole_row: { zh: "整行", en: "the whole row" },
  what: { zh: "问题", en: "What is wrong" },
  page_of: { zh: "第 {from}–{to} 行，共 {all} 行", en: "Rows {from}–{to} of {all}" },
  before: { zh: "前 50 行", en: "50 rows back" },
  after: { zh: "后 50 行", en: "50 rows on" },
  no_mistakes: { zh: "没有发现错误。", en: "No mistakes were found." },
  same: {
    zh: "与现有名册相同，导入不会产生新版本。",
    en: "It says the same as the register that is there; an import makes no new version.",
  },
  would_be: {
    zh: "导入后成为第 {version} 版，变化如下：",
    en: "It will be version {version}. What changes:",
  },
  imported: { zh: "已导入，现在是第 {version} 版。", en: "Imported. This is version {version} now." },
  next_letters: { zh: "下一步：给业主发激活信", en: "Next: letters with activation codes" },
  what_kind: { zh: "类别", en: "Of what" },
  units: { zh: "房屋", en: "Units" },
  owners: { zh: "业主", en: "Owners" },
  ownerships: { zh: "产权关系", en: "Who owns what" },
  added: { zh: "新增", en: "added" },
  removed: { zh: "移出", en: "removed" },
  changed: { zh: "修改", en: "changed" },
  changes: { zh: "变化", en: "Changes" },
  versions: { zh: "名册的各个版本", en: "Versions of the register" },
  version: { zh: "版本", en: "Version" },
  imported_at: { zh: "导入时间", en: "Imported" },
  digest: { zh: "文件指纹", en: "Digest of the document" },
  no_versions: {
    zh: "还没有导入过名册。先导入名册，才能发信、开会。",
    en: "No register was imported yet. Letters and meetings come after it.",
  },
  search: { zh: "查找业主", en: "Find an owner" },
  search_hint: { zh: "请写完整；只写一部分查不到。", en: "Write all of it; a part finds nobody." },
  by: { zh: "按什么查找", en: "By what" },
  find: { zh: "查找", en: "Find" },
  nobody: { zh: "没有查到。请核对后再试。", en: "Nobody was found. Check it and try again." },
  owner_id: { zh: "业主编号", en: "Identifier" },
  choose_owner: { zh: "选用", en: "Take this one" },
  found: { zh: "查到的业主", en: "Owners found" },
  acting: { zh: "代行人", en: "Acts for the owner" },
  none_here: { zh: "没有符合的行。", en: "There are no such rows." },
} as const;

/** By what an owner can be found. */
export const SOUGHT_BY: Readonly<Record<"name" | "phone" | "email" | "id_number", Sentence>> = {
  name: { zh: "姓名或名称", en: "Name" },
  phone: { zh: "电话", en: "Telephone" },
  email: { zh: "邮箱", en: "Mail address" },
  id_number: { zh: "证件号码", en: "Number of the identity document" },
};

/** What an owner is in law. */
export const OWNER_KINDS: Readonly<Record<string, Sentence>> = {
  natural: { zh: "自然人", en: "natural person" },
  legal: { zh: "法人", en: "legal person" },
  developer: { zh: "建设单位", en: "developer" },
};

/** A column of the register's table: what a header may call it, and what belongs into it. */
export interface RegisterColumn {
  readonly id: string;
  readonly names: readonly [string, ...string[]];
  readonly content: Sentence;
}

/** The columns of the register's table, in the order of the template. */
export const COLUMNS: readonly RegisterColumn[] = [
  {
    id: "unit",
    names: ["房屋编号", "专有部分编号"],
    content: {
      zh: "每套房屋自己的编号，以后不要改，例如 1-0101",
      en: "The unit's own identifier, which stays, such as 1-0101",
    },
  },
  { id: "building", names: ["楼栋", "幢", "栋", "楼号"], content: { zh: "楼栋", en: "Building" } },
  {
    id: "entrance",
    names: ["单元", "单元号"],
    content: { zh: "单元；没有可以留空", en: "Entrance; may be empty" },
  },
  {
    id: "floor",
    names: ["楼层", "层"],
    content: { zh: "整数，地下为负数", en: "A whole number, negative below ground" },
  },
  { id: "number", names: ["房号", "室号"], content: { zh: "房号", en: "Door number" } },
  {
    id: "kind",
    names: ["用途", "房屋用途"],
    content: {
      zh: "住宅、商铺、办公、车位、储藏室、其他",
      en: "dwelling, shop, office, parking, storage, other",
    },
  },
  {
    id: "area",
    names: ["面积", "建筑面积", "专有部分面积"],
    content: { zh: "专有部分面积，平方米，最多三位小数", en: "Square metres, 3 decimals at most" },
  },
  {
    id: "area_source",
    names: ["面积来源"],
    content: { zh: "登记、测绘、合同", en: "register, survey, contract" },
  },
  { id: "stock", names: ["交付状态"], content: { zh: "已交付、未交付", en: "delivered, developer_stock" } },
  {
    id: "owner_id",
    names: ["业主编号"],
    content: {
      zh: "每位业主自己的编号；同一个人在各行用同一个编号",
      en: "The owner's own identifier, the same in every row about them",
    },
  },
  {
    id: "owner_kind",
    names: ["业主类型"],
    content: { zh: "自然人、法人、建设单位", en: "natural, legal, developer" },
  },
  { id: "name", names: ["姓名", "业主姓名", "业主名称"], content: { zh: "姓名或单位名称", en: "Name" } },
  {
    id: "phone",
    names: ["电话", "手机", "联系电话"],
    content: { zh: "可以留空；激活和通知要用", en: "May be empty; used for activation and messages" },
  },
  { id: "email", names: ["邮箱", "电子邮箱"], content: { zh: "可以留空", en: "May be empty" } },
  {
    id: "acting_role",
    names: ["代行身份"],
    content: { zh: "监护人、代表人；没有就留空", en: "guardian, representative; empty if nobody acts" },
  },
  {
    id: "acting_name",
    names: ["代行人姓名"],
    content: { zh: "谁代行；没有就留空", en: "Who acts; empty if nobody does" },
  },
  { id: "acting_phone", names: ["代行人电话"], content: { zh: "可以留空", en: "May be empty" } },
  {
    id: "id_number",
    names: ["证件号码", "证件号", "身份证号码", "身份证号"],
    content: { zh: "可以留空，整列也可以没有", en: "May be empty, and the column may be missing" },
  },
];
