/** Refusals of first assemblies and of the groups that prepare them; `{1}` is the first value of the service's sentence. */
export const FORMATIONS = {
  "a formation that is {1} does not allow this": "首次业主大会筹备目前的状态是“{1}”，现在不能办理这一项。",
  "there is no such formation; apply for one first": "没有这一筹备程序，请先申请。",
  "the formation {1} is {2}; a community forms its assembly once":
    "筹备程序 {1} 的状态是“{2}”；一个小区只成立一次业主大会。",
  "version {1} of the register is not the latest, which is {2}":
    "业主名册第 {1} 版不是最新的（最新的是 {2}），请刷新后再试。",
  "the first unit cannot have been handed over in the future": "首套房屋的交付日期不能在将来。",
  "only who owns a unit that counts, alone or with others, applies for an assembly":
    "只有拥有计入的房屋（单独或共有）的业主才能申请。",
  "this owner applies already": "您已经申请。",
  "{1} m² of {2} m² are handed over, and {3} must be{4}":
    "已交付 {1} 平方米（共 {2} 平方米），须达到 {3}{4}。",
  "{1} of {2} heads with {3} of {4} m² apply, and {5} must":
    "现有 {1} 人（共 {2} 人）、{3} 平方米（共 {4} 平方米）申请，须达到 {5}。",
  "the first meeting is prepared by a {1} here, and this is a {2}": "本地首次会议由“{1}”筹备，而这是“{2}”。",
  "only a member of the group does this, with the key of the grant that the list names":
    "只有筹备组成员才能办理，并且须用名单所列职务的密钥。",
  "the list of the group is posted until {1}; the group begins after that":
    "筹备组名单公示到 {1}，之后筹备组才开始工作。",
  "the next version of this draft is {1}": "这份草案的下一版应是第 {1} 版。",
  "this is the text of the version before: post what changes": "文字与上一版相同；请公示修改后的文字。",
  "a committee has at least one seat": "业主委员会至少要有一个席位。",
  "post 1 to {1} candidates": "须公示 1 至 {1} 位候选人。",
  "candidate {1} stands twice": "候选人 {1} 出现了两次。",
  "notice of the inaugural meeting cannot be given: {1}": "还不能发出首次会议的通知：{1}。",
  "the grant {1} stands for two members of the group: name each member once":
    "职务 {1} 用于两位成员；每位成员只写一次。",
  "a group has at most {1} members": "成员最多 {1} 位。",
  "the group has {1} members and needs at least {2}": "成员有 {1} 位，至少要 {2} 位",
  "the group has {1} members, and their number must be odd": "成员有 {1} 位，人数须为单数",
  "{1} of {2} members sit for the owners, who must be at least {3} of them":
    "{2} 位成员中有 {1} 位业主代表，业主代表须至少占 {3}",
  "the grant {1} beside a member is not held now": "成员所用的职务 {1} 目前无效",
  "the grant {1} is that of a {2}, and who sits for the {3} signs as {4}":
    "职务 {1} 是“{2}”，而代表“{3}”的成员须以“{4}”签名",
  "the head sits for the {1}, and must sit for one of: {2}": "组长代表“{1}”，须为以下之一：{2}",
} as const;
