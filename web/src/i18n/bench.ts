/** Words around choosing a file and verifying it. */
export const bench = {
  title: { zh: "自己核验结果", en: "Verify a result yourself" },
  intro: {
    zh: "在这里可以用会议的公开记录，独立地重新核对整个表决：签名、记录有没有被改动、名册、选票和计票。核对全部在您的设备上进行，文件不会上传。",
    en: "Here a whole vote is checked again from the meeting's record, independently: signatures, whether the record was changed, the roll, the ballots and the count. All of it happens on your device; the file is sent nowhere.",
  },
  file: { zh: "选择记录包文件", en: "Choose a bundle file" },
  file_hint: {
    zh: "从会议结果页下载，或向业主委员会、街道办索取；文件名通常以 .jsonl 结尾。也可以把文件拖到这里。",
    en: "Download it from the page of the result, or ask the committee or the street office for it; its name usually ends in .jsonl. You can also drop the file here.",
  },
  drop: { zh: "松开即可核验", en: "Let go to verify" },
  address: { zh: "或者填写记录包的网址", en: "Or give the address of a bundle" },
  fetch: { zh: "读取并核验", en: "Fetch and verify" },
  here: { zh: "核验这次会议的公开记录", en: "Verify the public record of this meeting" },
  here_what: {
    zh: "从本站读取这次会议的公开记录包并核验。",
    en: "Reads the public bundle of this meeting from this service and verifies it.",
  },
  keys: { zh: "您保存的公钥清单（可不填）", en: "The list of keys that you keep (may be left empty)" },
  keys_hint: {
    zh: "keys.json 的内容。请从另一个来源取得，例如街道办或见证人，而不是从记录包的来源。",
    en: "The text of keys.json. Get it from another source than the bundle, such as the street office or a witness.",
  },
  keys_file: { zh: "或选择 keys.json 文件", en: "Or choose the file keys.json" },
  reading: { zh: "正在读取文件……", en: "Reading the file…" },
  fetching: { zh: "正在下载……", en: "Downloading…" },
  verifying: { zh: "正在核验：已完成 {percent}%", en: "Verifying: {percent} % done" },
  done: { zh: "核验完毕。", en: "Verified." },
  another: { zh: "核验另一个文件", en: "Verify another file" },
  unreachable: {
    zh: "无法从这个网址读取。浏览器通常不允许一个页面读取其他网站的文件。请在新标签页中打开该网址，把文件保存到本机，然后在上面选择它。",
    en: "Nothing could be read from this address. Browsers usually keep a page from reading files of other sites. Open the address in a new tab, save the file on your device, and choose it above.",
  },
  not_there: {
    zh: "这个网址答复“{status}”，没有给出文件。会议可能还没有公开记录，或网址不完整。",
    en: "This address answered “{status}” and gave no file. The meeting may have no public record yet, or the address is incomplete.",
  },
  open_address: { zh: "在新标签页中打开该网址", en: "Open the address in a new tab" },
  broken: {
    zh: "核验没有完成。请重新载入页面再试；若仍不行，请换一个浏览器。",
    en: "Verifying did not come to its end. Load the page again and try once more; if that does not help, use another browser.",
  },
  no_address: { zh: "请填写以 https:// 开头的网址。", en: "Give an address that begins with https://." },
} as const;

/** Words of the verifier that is one file. */
export const standalone = {
  title: { zh: "独立核验程序", en: "Independent verifier" },
  hash_title: {
    zh: "怎样确认这个程序本身没有被改动",
    en: "How to tell that this program itself was not changed",
  },
  hash_what: {
    zh: "这个程序只有一个文件，不需要服务器，可以断网使用。每个版本的 SHA-256 与源代码一起公布。请在另一处查到公布的值，再用下面任一办法算出您手中文件的值；两者相同，文件就没有被改动。",
    en: "This program is one file; it needs no server and works without a network. The SHA-256 of each version is published beside its source. Look up the published value elsewhere, compute that of the file in your hands by one of the ways below, and compare: if they are the same, the file was not changed.",
  },
  hash_own: { zh: "在这里计算一个文件的 SHA-256", en: "Compute the SHA-256 of a file here" },
  hash_own_hint: {
    zh: "只作方便之用：被改动过的程序也可以改动这里显示的值。重要的核对请用操作系统的命令。",
    en: "For convenience only: a program that was changed could show anything here. Where it matters use a command of the system.",
  },
  windows: { zh: "Windows（PowerShell）", en: "Windows (PowerShell)" },
  mac: { zh: "macOS", en: "macOS" },
  linux: { zh: "Linux", en: "Linux" },
} as const;
