// The words of the page in both languages; labels of kinds, predicates, roles and closed words come from the service's
// ontology.

import { read } from "./ask.js";

const WORDS = {
  brand: ["群像", "Qunxiang"],
  motto: ["每一行，都带着说它的那句话", "Every line with the sentence that says it"],
  skip: ["跳到正文", "Skip to content"],
  language: ["English", "中文"],
  colophon: [
    "这里只有来源说过的话。来源没有说的，写作“来源未载”。不评分，不排名；哪一行不对，可以就地更正。",
    "Only what sources say. What they do not say is “not in the record”. No scores, no rankings; any line can be corrected where it stands.",
  ],
  loading: ["正在读取…", "Loading…"],
  notInRecord: ["来源未载", "not in the record"],
  unknownDate: ["日期未载", "date not in the record"],
  unknownDates: ["起止未载", "dates not in the record"],
  separator: ["、", ", "],
  colon: ["：", ": "],

  searchTitle: ["查找", "Search"],
  searchHint: [
    "人物、机构、社区（村、嘎查）、职务的名称，可以只写一部分",
    "A person, institution, community or post; a part of the name will do",
  ],
  name: ["名称", "Name"],
  kind: ["类别", "Kind"],
  anyKind: ["不限", "Any"],
  atOrganisation: ["所在机构（可不填）", "Organisation (optional)"],
  search: ["查找", "Search"],
  found: ["找到 {n} 条", "{n} found"],
  foundNone: [
    "记录中没有这个名称。可以试试名称的一部分，或先用 qunxiang ingest 读入更多文件。",
    "This name is not in the record. Try a part of it, or read more documents with qunxiang ingest.",
  ],
  namesakes: [
    "名称相同不等于同一人。请按职务、机构、年份辨认后再打开。",
    "The same name is not the same person: tell them apart by post, organisation and years.",
  ],
  standsIn: ["文中出现", "In the text of"],
  seen: ["见于 {years}", "seen {years}"],
  native: ["籍贯 {place}", "from {place}"],

  portrait: ["人物画像", "Portrait"],
  asOf: ["截至 {valid}，按 {known} 已知的内容", "As of {valid}, by what was known on {known}"],
  otherDay: ["换个日期看", "Choose other dates"],
  validAt: ["哪一天的任职", "Posts on the day"],
  knownAt: ["按哪一天所知", "As known on"],
  show: ["查看", "Show"],
  posts: ["任职", "Posts"],
  life: ["履历", "Life"],
  born: ["出生", "Born"],
  native_place: ["籍贯", "Native place"],
  education: ["学历", "Education"],
  study: ["学习经历", "Study"],
  titles: ["职称、职级", "Titles and ranks"],
  joined: ["入党、参加工作", "Joined the Party, began work"],
  awards: ["荣誉", "Awards"],
  evaluations: ["评议", "Evaluations"],
  activities: ["活动", "Activities"],
  training: ["培训", "Training"],
  belongs_to: ["所属", "Member of"],
  names: ["曾用名", "Former names"],
  gender: ["性别", "Gender"],
  retired: ["退休", "Retired"],
  died: ["去世", "Died"],
  months: ["共 {n} 个月", "{n} months"],
  monthsBetween: ["共 {least} 至 {most} 个月（只知年份）", "{least} to {most} months (years only)"],
  noPost: ["{from} 至 {until}：任职来源未载", "{from} to {until}: posts not in the record"],
  concurrent: ["同期任职", "Posts held at the same time"],
  ties: ["依规则得出的联系", "Ties that follow by a rule"],
  tiesHint: [
    "只按列出的规则得出，双方各有原句；按姓名排列，不分轻重。同见于一篇文章不算联系。",
    "By the rules shown, with a sentence for each side; by name, none before the others. Standing in one text is no tie.",
  ],
  tiesCut: ["单位过大，不据以认定联系：{names}", "Units too large to tie anybody: {names}"],
  ownSide: ["本人：{what}", "This person: {what}"],
  otherSide: ["对方：{what}", "The other: {what}"],
  rule_unit: ["同一单位，任职月份重合", "same unit, overlapping months"],
  rule_course: ["同一学校、同一班次或专业、同一时间", "same school, same course, same time"],
  rule_activity: ["同一活动、同一时间", "same activity, same time"],
  disagreements: ["说法不一", "Sources disagree"],
  disagreementsHint: [
    "各种说法都保留，不因为新就算对。哪一种不对，可以就地更正。",
    "Every word is kept; being newer does not make it right. Any of them can be corrected where it stands.",
  ],
  about_born: ["出生", "Born"],
  about_native_place: ["籍贯", "Native place"],
  about_gender: ["性别", "Gender"],
  about_joined: ["入党、参加工作", "Joined the Party, began work"],
  about_retired: ["退休", "Retired"],
  about_died: ["去世", "Died"],
  about_start: ["任职起始", "Start of the post"],
  about_end: ["任职结束", "End of the post"],
  about_count: ["数字", "Number"],
  preference_preferred: ["优先", "preferred"],
  preference_normal: ["并列", "side by side"],
  preference_deprecated: ["不采用", "not used"],
  rule_judged: ["有人判定以此为准", "a person judged that this one holds"],
  rule_withdrawn: [
    "有人判定来源有误或读法已更正，保留备查",
    "a person judged the source wrong or corrected the reading; kept to be seen",
  ],
  rule_more_precise: ["与别的说法不矛盾，写得更确切", "agrees with the others and says it more exactly"],
  rule_less_precise: ["与更确切的说法不矛盾", "agrees with what is said more exactly"],
  rule_judged_otherwise: ["有人判定以另一种说法为准，保留并列", "a person judged that another one holds; kept beside it"],
  rule_open: ["各来源说法不一，没有判定，一并列出", "sources disagree and nobody has judged; all are listed"],
  basis: ["各项依据多少陈述、最近何时", "What each section rests on, and how recent it is"],
  seal: ["下载封存的画像", "Download the sealed portrait"],
  sealHint: ["可用 qunxiang verify 离线核对是否被改动。", "qunxiang verify tells offline whether it was touched."],
  section: ["栏目", "Section"],
  lines: ["项", "Lines"],
  statementsOf: ["陈述", "Statements"],
  documentsOf: ["文件", "Documents"],
  lastStatement: ["最近一次", "Latest"],
  sources: ["来源", "Sources"],
  untitled: ["无标题的文件", "Untitled document"],
  noneOf: ["{what}：来源未载", "{what}: not in the record"],
  from: ["{date} 起", "since {date}"],
  until: ["至 {date}", "until {date}"],
  span: ["{from} 至 {until}", "{from} to {until}"],
  shown: ["见于 {date}", "seen {date}"],
  shownSpan: ["见于 {from} 至 {until}", "seen {from} to {until}"],
  cover_unknown: ["此后未载", "not stated since"],
  cover_unknown_title: [
    "最后一次见于来源已超过十二个月，今是否在任不能断定",
    "Last stated more than twelve months ago; whether the post is still held is unknown",
  ],
  status_over: ["已结束", "ended"],

  organisation: ["机构与地方", "Organisation"],
  alsoNamed: ["又作 {names}", "Also {names}"],
  day: ["哪一天的班子", "Leadership on the day"],
  leadership: ["班子", "Leadership"],
  leadershipOn: ["班子（{day}）", "Leadership ({day})"],
  then_held: ["当时在任", "In post then"],
  last_known: ["最后所知", "Last known"],
  lastKnownHint: [
    "来源最后一次说到之后，已过十二个月，不能断定仍在任。",
    "More than twelve months have passed since the last word on these; whether they still hold is unknown.",
  ],
  lastStated: ["最后见于 {date}", "last seen {date}"],
  parts: ["下辖", "Parts"],
  changes: ["沿革", "Changes"],
  wholes: ["隶属", "Belongs to"],
  services: ["服务", "Services"],
  counts: ["数字", "Counts"],
  post: ["职务", "Post"],
  holders: ["担任者", "Holders"],
  entity: ["条目", "Entry"],
  neighbours: ["有据可查的联系", "Ties with evidence"],

  table: ["表格记录", "Table of records"],
  document: ["来源文件", "Document"],
  openOriginal: ["原网页地址", "Original address"],
  says: ["这一处说的是", "What this says"],
  chooseHint: ["点正文里标出的词句，看它说了什么。", "Choose a marked passage to see what it says."],
  statements: ["本文的全部陈述（{n}）", "All statements here ({n})"],
  masked: ["文中若有未任公职者的姓名，已逐字遮盖。", "Names of private people, where they occur, are masked."],

  evidence: ["看出处", "Source"],
  more: ["另有 {n} 处出处", "{n} more sources"],
  correct: ["更正", "Correct"],
  correctionTitle: ["这一处哪里不对？", "What is wrong here?"],
  judgeTitle: ["这一种说法对不对？", "Does this one hold?"],
  preferred: ["以此为准：几种说法里这一种对", "It holds: of several this one is right"],
  misread: ["读错了：原文不是这个意思", "Misread: the text does not say this"],
  wrong_person: ["不是此人：说的是别人", "Another person is meant"],
  bad_source: ["来源有误", "The source is wrong"],
  ended_since: ["此后已结束", "It has ended since"],
  why: ["理由（必填）", "Reason (required)"],
  file: ["提交更正", "File"],
  cancel: ["取消", "Cancel"],
  filed: ["已记下更正：{what}。", "Correction filed: {what}."],
  undo: ["收回", "Take back"],
  undone: ["已收回，恢复原样。", "Taken back; the line stands as before."],

  waiting: ["待辨认", "To tell apart"],
  semicolon: ["；", "; "],
  namesakesFound: ["有 {n} 位同名者，不会替您选哪一位。", "{n} people bear this name; none is chosen for you."],
  namesakesMany: [
    "至少有 {n} 位同名者，不会替您选哪一位。",
    "At least {n} people bear this name; none is chosen for you.",
  ],
  compareThem: ["逐一比较", "Compare them"],
  namesakesTitle: ["同名者", "People of the same name"],
  othersOfName: ["另有 {n} 位同名者，没有并入这里。", "{n} more bear this name and are not part of this page."],
  thisOne: ["本页这位", "This one"],
  otherOne: ["另一位", "The other"],
  nth: ["第 {n} 位", "No. {n}"],
  pairByPair: ["两两比较", "Pair by pair"],
  sideBySide: ["逐项对照，看原句", "Side by side, with the sentences"],
  sentenceAbove: ["原句见上", "sentence above"],
  notTold: ["这一方的原句没有直接写出姓名", "the sentences of this side do not give the name itself"],
  nothingToCompare: ["没有双方都写明的内容可以比较。", "The record tells nothing of both that could be compared."],
  unnamed: ["名称读不出", "name not available"],
  leftOut: ["姓名太常见，另有 {n} 对没有比较。", "The name is too common: {n} more pairs were not compared."],
  pair_match: ["同一人", "The same person"],
  pair_no_match: ["不是同一人", "Not the same person"],
  pair_abstain: ["待辨认", "To be told apart"],
  outcomeOf: ["{outcome}：{features}", "{outcome}: {features}"],
  outcome_agrees: ["相符", "agrees"],
  outcome_contradicts: ["矛盾", "contradicts"],
  outcome_differs: ["不同", "differs"],
  outcome_alike: ["未能区分", "not told apart"],
  alikeHint: ["名称相同，尚不能确定是同一个", "the same words; whether they mean the same is not certain"],
  outcome_unknown: ["未双方载明", "not told of both"],
  feature_post: ["职务", "post"],
  feature_organisation: ["机构", "organisation"],
  feature_place: ["地方", "place"],
  feature_at_once: ["同时任职", "posts at one time"],
  feature_birth: ["出生", "birth"],
  feature_gender: ["性别", "gender"],
  feature_native_place: ["籍贯", "native place"],
  feature_former_name: ["曾用名", "former name"],
  feature_companions: ["一起出现的人", "people named beside"],
  preview: ["预览合并", "Preview a merge"],
  previewTitle: ["如果是同一人，画像会是这样", "The portrait if both were one"],
  previewHint: ["只是预览，什么都没有写入。", "A preview only: nothing is written."],
  answer_same: ["同一人", "The same person"],
  answer_different: ["不是同一人", "Not the same person"],
  answer_unsure: ["不能确定", "Cannot be told"],
  answerHint_same: [
    "两处记录会并成一位，随时可以原样拆开。",
    "Both become one, and can be parted again exactly as they were.",
  ],
  answerHint_different: [
    "两处记录分开，以后读入新文件也不会自动合并。",
    "They stay apart, also when more documents are read.",
  ],
  answerHint_unsure: [
    "不合并，从待辨认里移走；以后任何人都可以再判断。",
    "Nothing is merged and the pair leaves the queue; anybody can judge it later.",
  ],
  judged_same: ["判为同一人", "judged the same"],
  judged_different: ["判为不是同一人", "judged not the same"],
  judged_unsure: ["判为不能确定", "judged that it cannot be told"],
  by: ["判断的人（必填）", "Who judges (required)"],
  whySentence: ["理由，依据哪一句原文（必填）", "Reason, and which sentence it rests on (required)"],
  record: ["记下", "Record"],
  ruledBy: ["{by}，{day}", "{by}, {day}"],
  takeBack: ["收回", "Take back"],
  takenBack: ["已收回，恢复原样。", "Taken back; the record is as before."],
  whyOne: ["为何合在一起", "Why these are one"],
  whyOneHint: [
    "这一页由几处记录合成。哪一处不该合，就在那里回答。",
    "This page joins several records. Where two should not be one, say so there.",
  ],
  joinedByRule: ["按规则，{day}", "By rule, {day}"],
  moreJoined: ["另有 {n} 处", "{n} more"],
  noNameChosen: [
    "姓名不写进网址，所以刷新后要从查找重新进入。",
    "A name is never part of an address: after reloading, come here from the search again.",
  ],
  waitingTitle: ["待辨认的同名者", "Namesakes to tell apart"],
  waitingHint: [
    "这些姓名有几处记录，规则不能断定是不是同一人，也没有人判断过。按姓名排列，不分先后轻重。",
    "These names have several records; no rule decides whether they are one person, and nobody has judged. In order of the name.",
  ],
  waitingNone: ["没有待辨认的同名者。", "No namesakes wait."],
  waitingNoMore: ["后面没有了。", "No more."],
  bearersOf: ["共 {n} 位", "{n} people"],
  wholeName: ["这个姓名的全部比较", "All of this name"],
  nothingWaits: ["这个姓名没有待辨认的了。", "Nothing of this name waits any more."],
  toPortrait: ["看画像", "See the portrait"],
  pagesOf: ["翻页", "Pages"],
  firstPage: ["回到开头", "First page"],
  nextPage: ["下一页", "Next page"],

  error: ["没有完成", "Not done"],
  error401: ["请重新打开链接", "Open the link again"],
  error401Hint: [
    "链接只能用一次，浏览器关闭后也会失效。请回到终端，按 Ctrl-C 停止，再运行 qunxiang serve，打开新打印的链接。",
    "The link works once and ends with the browser. Go back to the terminal, stop with Ctrl-C, run qunxiang serve again and open the new link.",
  ],
  error404: ["记录中没有", "Not in the record"],
  error503: ["暂时不能回答", "Cannot answer now"],
  error0: ["连不上本机服务", "The local service does not answer"],
  error0Hint: [
    "请看看终端里的 qunxiang serve 是否还在运行。",
    "Check that qunxiang serve is still running in the terminal.",
  ],
};

// Reasons that rules give, as the service says them; what people gave as a reason stands as they wrote it.
const REASONS = {
  "同名、同机构、同职务、任期重叠": "same name, organisation and post, overlapping term",
  "同名、同机构、同职务，此文之前任该职务的只有一人":
    "same name, organisation and post; only one person held it before this text",
  "同名，同一篇文章写明前后两个职务，此前任该职务的只有一人":
    "same name; one article states both posts, and only one person held the earlier one before",
  "一方的曾用名是另一方的姓名，但没有一句话说明是同一个人":
    "one is said to have had the name of the other before, but no sentence says that they are one",
  "同名、同机构、同职务，但没有一句话说明任期重叠":
    "same name, organisation and post, but no sentence shows overlapping terms",
  "同名、同机构，职务不同：可能是升任，也可能是两个人":
    "same name and organisation, another post: perhaps promoted, perhaps two people",
  "同名、同一地方，机构和职务不同": "same name and place, another organisation and post",
  "出生日期相符，但机构和职务不同": "the birth dates agree, but organisation and post differ",
  "籍贯相符，但机构和职务不同": "the native places agree, but organisation and post differ",
  "与同样的人一起出现，但机构和职务不同": "named beside the same people, but organisation and post differ",
  出生日期不同: "the birth dates differ",
  性别不同: "the genders differ",
  同一时间在相距很远的两地担任专职: "full-time posts in two distant places at one time",
  "同名，所写的机构或职务也同名，但尚不能确定是同一机构":
    "the name is the same and so are the words for body or post; whether it is one body is not certain",
  "只有姓名相同，没有别的依据": "only the name is the same",
};

// How the keys of closed words begin, by the role or list that they belong to; they are filled from the ontology.
const CLOSED = { status: "status", nature: "nature", kind: "value", what: "value", change: "value", gender: "value", mode: "value", event: "value", limit: "value", verdict: "mark", matched_by: "matched", source_kind: "sourcekind", every: "every", freshness: "freshness", count: "counted" };
const KEY = "qunxiang-language";
let language = remembered() === "en" ? "en" : "zh";
let ontology = { kinds: {}, predicates: {} };

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch (error) {
    // A browser may forbid storage; the page then starts in Chinese each time.
    return null;
  }
}

/** Return the language of the page: zh or en. */
export function currentLanguage() {
  return language;
}

/** Change to the other language and remember it. */
export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  try {
    localStorage.setItem(KEY, language);
  } catch (error) {
    // Not remembered, but changed for now.
  }
}

/** Fetch the labels of kinds, predicates, roles and closed words once. */
export async function loadOntology() {
  if (Object.keys(ontology.kinds).length) return;
  ontology = await read(["ontology"]);
  for (const lists of [ontology.words, ...Object.values(ontology.predicates).map((one) => one.words)]) {
    for (const [list, words] of Object.entries(lists)) {
      for (const [word, label] of Object.entries(words)) WORDS[`${CLOSED[list]}_${word}`] = [label.zh, label.en];
    }
  }
}

/** Return the words under a key, with {places} filled; unknown keys are returned as they are. */
export function say(key, values = {}) {
  const pair = WORDS[key];
  if (!pair) return key;
  return pair[language === "zh" ? 0 : 1].replace(/\{(\w+)\}/g, (all, name) => String(values[name]));
}

/** Return a rule's reason in the language of the page; anything else as it was written. */
export function inLanguage(reason) {
  return language === "en" && Object.hasOwn(REASONS, reason) ? REASONS[reason] : reason;
}

/** True when the page has words under this key. */
export function hasWords(key) {
  return key in WORDS;
}

function labelOf(labels, otherwise) {
  return (labels && labels[language]) || otherwise;
}

/** Return the label of a kind of entity. */
export function kindLabel(kind) {
  return labelOf(ontology.kinds[kind], kind);
}

/** Return the kinds that a name search can find. */
export function searchKinds() {
  return Object.keys(ontology.kinds).filter((kind) => !["Household", "Case", "FormerName"].includes(kind));
}

/** Return the label of a predicate. */
export function predicateLabel(predicate) {
  const found = ontology.predicates[predicate];
  return labelOf(found && found.label, predicate);
}

/** Return the label of a role of a predicate. */
export function roleLabel(predicate, role) {
  const found = ontology.predicates[predicate];
  return labelOf(found && found.roles[role], role);
}

/** Return [role, value] pairs in the order in which the ontology declares the roles, empty ones left out. */
export function inOrder(predicate, values) {
  const found = ontology.predicates[predicate];
  const order = found ? Object.keys(found.roles) : [];
  return Object.entries(values)
    .filter(([, value]) => value)
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
}

/** Return a value as shown: closed words have labels, all else stands as the source wrote it. */
export function valueLabel(role, value) {
  const key = `${CLOSED[role]}_${value}`;
  return hasWords(key) ? say(key) : value;
}
