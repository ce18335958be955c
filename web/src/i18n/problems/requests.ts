import type { ProblemWords } from "./explained.ts";
import { todo } from "./todo.ts";

/** What is wrong with a request, or with the service at the moment. */
export const REQUESTS: ProblemWords = {
  malformed: {
    what: { zh: "服务读不懂这个请求。", en: "The service cannot read this request." },
    todo: {
      zh: "请重新载入页面后再试；仍不行的，请联系秘书。",
      en: "Load the page again and try once more; if that does not help, ask the secretary.",
    },
  },
  field: {
    what: { zh: "有一项填写的内容不能接受。", en: "Something that was filled in cannot be taken." },
    todo: todo.check,
  },
  statement: {
    what: { zh: "签名的内容不能接受。", en: "The signed statement cannot be taken." },
    todo: todo.reload,
  },
  other_subject: {
    what: { zh: "签名的内容与这里不一致。", en: "What was signed is about something else." },
    todo: todo.reload,
  },
  other_forwarding: {
    what: { zh: "转交凭证不属于这张票。", en: "The forwarding does not belong to this ballot." },
    todo: todo.operator,
  },
  too_large: {
    what: { zh: "文件或内容太大。", en: "The file or text is too large." },
    todo: { zh: "请缩小或分成几份后再试。", en: "Make it smaller or split it." },
  },
  headers_too_large: {
    what: { zh: "浏览器发送的信息太多。", en: "The browser sends too much along." },
    todo: {
      zh: "请清除本网站的 Cookie，或换一个浏览器。注意：清除网站数据会丢失密钥。",
      en: "Clear the cookies of this site or use another browser. Clearing all data of the site loses its keys.",
    },
  },
  uri_too_long: { what: { zh: "网址太长。", en: "The address is too long." }, todo: todo.address },
  unsupported_media_type: {
    what: { zh: "不支持这种文件。", en: "A file of this kind is not taken." },
    todo: { zh: "请换成页面上写明的格式。", en: "Use one of the kinds that the page names." },
  },
  sheet_not_readable: {
    what: { zh: "这个文件不是可以读取的表格。", en: "The file is not a table that can be read." },
    todo: { zh: "请另存为 XLSX 或 CSV 后再试。", en: "Save it as XLSX or CSV and try again." },
  },
  method_not_allowed: {
    what: { zh: "这里不能这样做。", en: "This cannot be done here." },
    todo: todo.reload,
  },
  no_such_address: {
    what: { zh: "这个网址不存在。", en: "There is nothing at this address." },
    todo: todo.address,
  },
  already_there: {
    what: { zh: "这件事已经办过了。", en: "This was done already." },
    todo: todo.reload,
  },
  stale: {
    what: { zh: "在您修改期间，别人也修改过。", en: "Somebody else changed it in the meantime." },
    todo: {
      zh: "请重新打开，看看新的内容，再做修改。",
      en: "Open it again, look at what is new, and make your change then.",
    },
  },
  request_key_reused: {
    what: { zh: "这个请求编号已用于另一件事。", en: "The number of this request was used for another." },
    todo: todo.reload,
  },
  request_unsettled: {
    what: { zh: "上一次请求还没有结果。", en: "The first request has no answer yet." },
    todo: todo.reload,
  },
  too_many_requests: {
    what: { zh: "请求太多，服务需要歇一会儿。", en: "There were too many requests." },
    todo: { zh: "请在 {seconds} 秒后再试。", en: "Try again in {seconds} seconds." },
  },
  too_early: {
    what: { zh: "现在办还太早。", en: "It is too early for this." },
    todo: { zh: "请到可以办理的时间再来（见下方说明）。", en: "Come back when it is possible (see below)." },
  },
  too_late: { what: { zh: "办理的时间已经过了。", en: "It is too late for this." }, todo: todo.ask },
  outcome_unknown: {
    what: { zh: "还不知道有没有保存成功。", en: "It is not known yet whether this was saved." },
    todo: {
      zh: "请稍后重新打开查看。投票可以再发送一次，不会重复计算。",
      en: "Look again in a moment. A ballot can be sent again and is counted once.",
    },
  },
  unavailable: {
    what: { zh: "服务暂时办不了。", en: "The service cannot do this right now." },
    todo: todo.again,
  },
  record_suspended: {
    what: {
      zh: "为保护记录，本小区的一切保存和签名已暂停。",
      en: "To protect the record, nothing is saved or signed for this community.",
    },
    todo: todo.operator,
  },
  key_not_held: {
    what: {
      zh: "服务缺少签名所需的密钥，没有保存。",
      en: "A key of the service is not at hand; nothing was saved.",
    },
    todo: todo.operator,
  },
  damaged: {
    what: {
      zh: "服务发现保存的内容前后矛盾。",
      en: "The service found that what is stored contradicts itself.",
    },
    todo: todo.operator,
  },
  broken: {
    what: { zh: "服务出错了。", en: "The service broke." },
    todo: {
      zh: "请先看看事情是否已经办成，再决定是否重试。",
      en: "Look whether it was done before you try again.",
    },
  },
  page_fault: {
    what: { zh: "这个页面出了差错。", en: "Something went wrong in this page." },
    todo: {
      zh: "请重新打开本页；如果仍不行，请把下面的详细说明告诉秘书。",
      en: "Open the page again; if it still does not work, tell the secretary what stands below.",
    },
  },
  strange_answer: {
    what: { zh: "收到的答复不是本服务的。", en: "The answer is not one of this service." },
    todo: {
      zh: "可能是网络需要登录（例如公共无线网）。请换一个网络再试。",
      en: "The network may ask for a login, such as a public one. Try another network.",
    },
  },
};
