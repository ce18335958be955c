/** What to do, where it is the same for many problems. */
export const todo = {
  again: { zh: "请稍等一会儿再试。", en: "Wait a moment and try again." },
  reload: {
    zh: "请重新打开本页，看看现在的情况，再决定是否继续。",
    en: "Open this page again, look how things stand now, and then go on if it is still needed.",
  },
  ask: {
    zh: "请联系业主委员会秘书，并告诉他下面的代码。",
    en: "Ask the secretary and tell them the code below.",
  },
  operator: {
    zh: "请告诉服务的管理员和街道办，并附上下面的代码。",
    en: "Tell whoever runs the service and the supervising office, with the code below.",
  },
  sign_in: { zh: "请重新登录后再试。", en: "Sign in again and try once more." },
  check: { zh: "请检查填写的内容，改正后再试。", en: "Check what you filled in, correct it and try again." },
  address: {
    zh: "请检查网址，或回到上一页重新进入。",
    en: "Check the address, or go back and come in again.",
  },
  vote_anew: {
    zh: "请重新打开投票页，核对内容后再投一次。",
    en: "Open the page for voting again, look it over and vote once more.",
  },
  paper: {
    zh: "如有疑问请联系秘书或监票人；也可以投纸质票。",
    en: "If in doubt ask the secretary or a scrutineer; you can also vote on paper.",
  },
} as const;
