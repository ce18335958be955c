/** Words around texts that the record names by their hash. */
export const texts = {
  is_the_one: {
    zh: "已核对：这正是大家签名的那份文字。",
    en: "Checked: this is the very text that is signed.",
  },
  missing: {
    zh: "公开记录只保存这份文字的指纹，不保存文字本身。请向发起人要链接或文件，在这里打开核对。",
    en: "The public record has the fingerprint of the text, not the text. Ask whoever wrote it for the link or the file, and check it here.",
  },
  open_file: { zh: "选择文件", en: "Choose the file" },
  paste: { zh: "或把文字粘贴在这里", en: "Or paste the text here" },
  check: { zh: "核对", en: "Check it" },
  another: {
    zh: "这不是大家签名的那份文字。请检查是否完整，一个字、一个空格都不能差。",
    en: "This is not the text that is signed. See that it is complete: every letter and space counts.",
  },
  fingerprint: { zh: "文字的指纹（SHA-256）", en: "Fingerprint of the text (SHA-256)" },
  share: { zh: "把链接发给其他业主", en: "Send the link to other owners" },
  share_what: {
    zh: "链接里带着全文。对方打开后会自动核对，再决定是否签名。",
    en: "The link carries the whole text. Whoever opens it sees it checked and decides whether to sign.",
  },
  copied: { zh: "链接已复制。", en: "The link was copied." },
  save: { zh: "保存成文件", en: "Save as a file" },
  document: { zh: "文件", en: "Document" },
  save_document: { zh: "下载文件", en: "Save the document" },
  elsewhere: {
    zh: "尚未登记入档，指纹 {sha256}……",
    en: "not entered in the archive yet; fingerprint {sha256}…",
  },
  sealed: { zh: "已封存，只有工作人员可以查看", en: "sealed; for those in office" },
} as const;
