import { worded, type Sentence } from "./words.ts";

/** What roles are called. */
export const ROLES: Readonly<Record<string, Sentence>> = {
  owner: { zh: "业主", en: "owner" },
  secretary: { zh: "秘书", en: "secretary" },
  convener: { zh: "召集人", en: "convener" },
  member: { zh: "业委会委员", en: "committee member" },
  chair: { zh: "业委会主任", en: "committee chair" },
  scrutineer: { zh: "监票人", en: "scrutineer" },
  supervisor: { zh: "街道办事处（监督部门）", en: "supervising office" },
  residents_committee: { zh: "居民委员会", en: "residents' committee" },
  trustee: { zh: "密钥保管人", en: "trustee" },
  operator: { zh: "系统运维方", en: "operator" },
};

/** What a role is called; a key without a role is an owner's. */
export function roleName(role: string | null): Sentence {
  return worded(ROLES, role ?? "owner");
}
