import { told, type Form } from "./told.ts";
import type { Sentence } from "./words.ts";

/** What can be wrong with a cell or a row of the register, by the sentence of the service. */
export const MISTAKES: readonly Form[] = [
  { form: /^there is no header/, zh: "没有表头：请在第一行填写各列名称" },
  { form: /^there is no unit/, zh: "没有房屋：请按“每套房屋、每位业主一行”填写" },
  { form: /^there are more than (.*) rows/, zh: "超过 {1} 行：请分拆，或删去不属于名册的内容" },
  { form: /^there is no column "(.*)": rename/, zh: "没有名为“{1}”的列：请改名或删去" },
  { form: /^the column is missing/, zh: "缺少这一列：请补上，不清楚的内容可以留空" },
  { form: /^the column is there twice/, zh: "这一列出现两次：请删去一列" },
  { form: /^there is a cell to the right/, zh: "最后一列右边还有内容：请删去，或给它加上列名" },
  { form: /^is a date/, zh: "被当成了日期：请把单元格格式设为“文本”后重新填写" },
  { form: /^is a truth value/, zh: "被当成了真假值：请把单元格格式设为“文本”后重新填写" },
  { form: /^is the error of a formula/, zh: "公式出错：请直接填写数值" },
  { form: /^has more digits than/, zh: "位数超过表格程序能保存的长度：请把单元格格式设为“文本”后重新填写" },
  { form: /^is empty: fill in the name/, zh: "没有填写姓名：请填写" },
  { form: /^is empty: fill it in/, zh: "没有填写：请填写" },
  { form: /^is not a known word: use one of (.*)/, zh: "不能识别：请从以下词中选用：{1}" },
  { form: /^is longer than (.*) characters/, zh: "超过 {1} 个字：请缩短" },
  { form: /^contains a character that is not allowed: use only (.*)/, zh: "含有不能使用的字符：只能用 {1}" },
  { form: /: write a whole number/, zh: "不是楼层：请填整数，地下为负数" },
  { form: /^is not a decimal number/, zh: "不是数字：请填平方米，用小数点，最多三位小数，例如 88.12" },
  { form: /^has more than 3 decimals/, zh: "小数超过三位：请填平方米，最多三位小数" },
  { form: /^is larger than (.*?)(:|$)/, zh: "大于 {1}：请核对面积" },
  { form: /: write square metres/, zh: "不是面积：请填平方米，最多三位小数" },
  { form: /^is not a name of at most (.*) characters/, zh: "不是姓名：最多 {1} 个字，写在一行内" },
  {
    form: /^is not a telephone number.*at most (.*) characters/,
    zh: "不是电话号码：只能用数字、空格和 + - ( )，最多 {1} 个字符",
  },
  { form: /^is not a mail address/, zh: "不是邮箱地址：例如 name@example.org" },
  {
    form: /^is not the number of an identity document.*at most (.*)/,
    zh: "不是证件号码：只能用字母和数字，最多 {1} 位",
  },
  { form: /^somebody is said to act/, zh: "填写了代行人：请补上代行身份，或清空这几格" },
  {
    form: /^an owner of this kind is acted for by a guardian/,
    zh: "自然人业主只能由监护人代行：请改代行身份或业主类型",
  },
  {
    form: /^an owner of this kind is acted for by a representative/,
    zh: "法人业主只能由代表人代行：请改代行身份或业主类型",
  },
  {
    form: /^an owner of this kind is acted for by a (.*?):/,
    zh: "这类业主应由 {1} 代行：请改代行身份或业主类型",
  },
  {
    form: /^contradicts row (.*), which is about the same unit:/,
    zh: "与第 {1} 行不一致（同一套房屋）：请改成一样",
  },
  {
    form: /^contradicts row (.*), which is about the same/,
    zh: "与第 {1} 行不一致（同一位业主）：请改成一样",
  },
  { form: /^repeats row (.*):/, zh: "与第 {1} 行重复：请删去一行" },
  {
    form: /^is the developer's until it is delivered/,
    zh: "未交付的房屋属建设单位：请把业主改为建设单位，或标为已交付",
  },
  {
    form: /^is another label for the door of row (.*?):/,
    zh: "与第 {1} 行是同一扇门，编号却不同：会重复计算，请改正其中一个",
  },
];

/** What can be wrong with a service of the notice, by the sentence of the service. */
export const SERVICE_MISTAKES: readonly Form[] = [
  { form: /^there is no unit (.*) on the roll/, zh: "名册上没有 {1} 这套房屋：请核对房号" },
  { form: /^a service by (.*) is not recorded by/, zh: "您的职务不能登记这种方式（{1}）的送达" },
  { form: /^there is no version (.*) of the notice/, zh: "通知没有第 {1} 版" },
  {
    form: /^a posting needs (.*) failed attempts.*there are (.*)/,
    zh: "张贴送达前，须先用其他方式尝试 {1} 次未果；目前记录了 {2} 次",
  },
  { form: /^a unit has at most (.*) services/, zh: "一套房屋最多登记 {1} 次送达和尝试" },
  { form: /^a service by .* needs evidence/, zh: "缺少凭证：请先上传照片、签名或投递回执，并填写它的指纹" },
  { form: /^is before this version of the notice/, zh: "早于本版通知发出的时间：请核对时间" },
  { form: /^is not before the close/, zh: "不早于表决截止时间：请核对时间" },
  { form: /^is in the future/, zh: "时间还没有到：请核对时间" },
  { form: /^is none of (.*)/, zh: "不能识别：请从以下词中选用：{1}" },
  { form: /^must have 1 to (.*) characters/, zh: "须为 1 至 {1} 个字；没有就留空" },
  { form: /^there is a column (.*), which is none of/, zh: "没有名为 {1} 的列：请改名或删去" },
  { form: /^is not an instant/, zh: "不是时间：请写成 2026-05-06 17:30 这样" },
  { form: /^is finer than a microsecond/, zh: "时间写得太细：请写成 2026-05-06 17:30 这样" },
  { form: /^is no text: write a time/, zh: "请写成 2026-05-06 17:30 这样的时间，并把整列设为“文本”" },
  { form: /^the table is empty/, zh: "表格是空的：第一行应为“房号、方式、时间”等列名" },
];

/** The words of tables as a Chinese table writes them; the service takes either. */
const WORDS: Readonly<Record<string, string>> = {
  dwelling: "住宅",
  shop: "商铺",
  office: "办公",
  parking: "车位",
  storage: "储藏室",
  other: "其他",
  register: "登记",
  survey: "测绘",
  contract: "合同",
  delivered: "已交付",
  developer_stock: "未交付",
  natural: "自然人",
  legal: "法人",
  developer: "建设单位",
  guardian: "监护人",
  representative: "代表人",
  in_app: "应用内",
  email: "邮件",
  message: "短信",
  letter: "挂号信",
  door: "上门",
  posting: "张贴",
  served: "送达",
  attempted: "未遇",
};

/** What is wrong with a cell or a row of a table. */
export function mistake(reason: string): Sentence {
  const { zh, en } = told(reason, [...MISTAKES, ...SERVICE_MISTAKES]);
  if (!/^(is not a known word|is none of|a service by)/.test(reason)) return { zh, en };
  return { zh: zh.replace(/[a-z]+(?:_[a-z]+)?/g, (word) => WORDS[word] ?? word), en };
}
