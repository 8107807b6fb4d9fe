// People of one name: the panel of a portrait, the page of a name and the queue of names that wait for somebody.

import { addressOf, addressOfList, reopen } from "./address.js";
import { post, read } from "./ask.js";
import { fill, make, nextId } from "./build.js";
import { aboutPerson, personLine, showBothSides, showFeatures, showVerdict, turnTo } from "./comparison.js";
import { isRule, offerAnswer, offerJudgement, showRuling, takeBack } from "./judgement.js";
import { linkTo } from "./line.js";
import { inLanguage, say } from "./words.js";

const OPEN = 2;
const FEW = 3;

// The name lives in memory only: addresses end up in histories, where no name belongs.
let chosen = "";
let after = "";

/** Remember the name whose bearers the page of a name compares. */
export function chooseName(name) {
  chosen = name;
}

/** Return a line for the top of a portrait and a panel for its foot; both stay empty where nobody shares the name. */
export function showNamesakes(portrait) {
  const notice = make("div", { class: "namesake-notice" });
  const panel = make("section", { class: "namesakes", "aria-busy": "true" });

  async function load(focused = "") {
    const page = await read(["entities", portrait.id, "namesakes"]);
    panel.removeAttribute("aria-busy");
    const pairs = page.comparisons.map((one) => turnTo(one, portrait.id));
    fill(notice, pairs.length > 0 && offerJump(pairs.length + page.left_out, panel));
    fill(panel, drawPanel(page, pairs));
    const back = focused && panel.querySelector(`[data-other="${CSS.escape(focused)}"]`);
    if (back) back.focus();
  }

  function drawPanel(page, pairs) {
    const labels = [say("thisOne"), say("otherOne")];
    const leave = () => reopen(addressOf(portrait.id));
    const judged = (answer, other) => (answer === "same" ? leave() : load(other));
    return [
      pairs.length > 0 && heading(panel, say("namesakesTitle")),
      pairs.length > 0 && make("p", { class: "hint" }, say("namesakes")),
      pairs.length > 0 &&
        make(
          "ul",
          { class: "lines" },
          pairs.map((pair) => pairLine(pair, labels, pairs.length <= OPEN, (answer) => judged(answer, pair.right.id))),
        ),
      leftOut(page),
      showAttached(page.attached, pairs.length ? null : panel, portrait.name, leave),
    ];
  }

  if (portrait.kind !== "Person") return { notice, panel: null };
  load().catch((error) => {
    if (error.status === undefined) throw error;
    panel.removeAttribute("aria-busy");
    fill(panel, make("p", { class: "trouble", role: "alert" }, `${say("error")}${say("colon")}${error.message}`));
  });
  return { notice, panel };
}

function heading(panel, words) {
  const id = nextId("namesakes");
  panel.setAttribute("aria-labelledby", id);
  return make("h2", { id, tabindex: "-1" }, words);
}

function offerJump(number, panel) {
  const jump = () => {
    panel.scrollIntoView();
    panel.querySelector("h2").focus({ preventScroll: true });
  };
  return make(
    "p",
    { class: "notice" },
    say("othersOfName", { n: number }),
    " ",
    make("button", { type: "button", class: "plain", onclick: jump }, say("compareThem")),
  );
}

/** Return one pair: who, the verdict, the comparison, judgements in force, and what can be said of it. */
function pairLine(pair, labels, isOpen, judged, both = false) {
  const other = [pair.right.name, ...aboutPerson(pair.right)].join(" ");
  const name = both ? `${labels[0]}${say("separator")}${labels[1]}` : other;
  return make(
    "li",
    { class: "line pair-line", "data-other": pair.right.id, tabindex: "-1" },
    both && make("p", { class: "what" }, personLine(pair.left, labels[0])),
    make("p", { class: "what" }, personLine(pair.right, both ? labels[1] : "")),
    showVerdict(pair),
    pair.rulings.map((ruling) => showRuling(ruling, () => judged(""))),
    make(
      "details",
      { class: "compared", open: isOpen },
      make("summary", {}, say("sideBySide")),
      showFeatures(pair, labels),
    ),
    offerJudgement(pair.left.id, pair.right.id, name, judged),
  );
}

/** Return why the parts of somebody are one, each part with its sentences; a rule is answered, a person's word undone. */
function showAttached(rulings, panel, name, changed) {
  if (!rulings.length) return null;
  const title = say("whyOne");
  const lines = rulings.map((ruling) => attachedLine(ruling, name, changed));
  const [first, rest] = [lines.slice(0, FEW), lines.slice(FEW)];
  return [
    panel ? heading(panel, title) : make("h3", { class: "apart" }, title),
    make("p", { class: "hint" }, say("whyOneHint")),
    make("ul", { class: "lines" }, first),
    rest.length > 0 &&
      make(
        "details",
        { class: "more" },
        make("summary", {}, say("moreJoined", { n: rest.length })),
        make("ul", { class: "lines" }, rest),
      ),
  ];
}

function attachedLine(ruling, name, changed) {
  const place = make("div", { class: "asked" });
  const day = ruling.known_from.slice(0, 10);
  return make(
    "li",
    { class: "line attached" },
    make(
      "p",
      { class: "what" },
      isRule(ruling) ? say("joinedByRule", { day }) : say("ruledBy", { by: ruling.by, day }),
      say("colon"),
      isRule(ruling) ? inLanguage(ruling.why) : ruling.why,
    ),
    showBothSides(ruling),
    make(
      "div",
      { class: "actions" },
      isRule(ruling)
        ? offerAnswer("different", ruling.left, ruling.right, name, place, changed)
        : takeBack(ruling, changed),
    ),
    place,
  );
}

function leftOut(page) {
  return page.left_out > 0 && make("p", { class: "notice" }, say("leftOut", { n: page.left_out }));
}

function labelsOf(page) {
  return new Map(page.candidates.map((one, number) => [one.id, say("nth", { n: number + 1 })]));
}

/** Return the pairs of one name, each side called by its number in the list. */
function pairLines(page, pairs, isOpen, judged) {
  const labels = labelsOf(page);
  return make(
    "ul",
    { class: "lines" },
    pairs.map((pair) =>
      pairLine(
        pair,
        [labels.get(pair.left.id), labels.get(pair.right.id)],
        isOpen,
        (answer, said) => judged(answer, said, pair),
        true,
      ),
    ),
  );
}

/** Return the page of the name that was chosen: everybody who bears it, compared pair by pair. */
export async function showSameName() {
  if (!chosen) return emptyPage(say("namesakesTitle"), say("noNameChosen"));
  const page = await post("/namesakes", { name: chosen });
  const labels = labelsOf(page);
  const here = addressOfList("namesakes");
  const judged = (answer, said, pair) => reopen(answer === "same" ? addressOf(pair.left.id) : here);
  const attached = make("section", {});
  fill(
    attached,
    showAttached(page.attached, attached, page.name, () => reopen(here)),
  );
  return {
    title: say("namesakesTitle"),
    parts: [
      make(
        "header",
        { class: "subject" },
        make("p", { class: "kicker" }, say("namesakesTitle")),
        make("h1", { tabindex: "-1", lang: "zh-CN" }, page.name),
        make("p", { class: "hint" }, say("namesakes")),
      ),
      make(
        "ol",
        { class: "lines bearers" },
        page.candidates.map((one) => make("li", { class: "line" }, personLine(one, labels.get(one.id)))),
      ),
      page.comparisons.length > 0 &&
        make(
          "section",
          { class: "namesakes", "aria-labelledby": "pairs" },
          make("h2", { id: "pairs" }, say("pairByPair")),
          pairLines(page, page.comparisons, page.comparisons.length <= OPEN, judged),
          leftOut(page),
        ),
      page.attached.length > 0 && attached,
    ].filter(Boolean),
  };
}

function emptyPage(title, words) {
  return {
    title,
    parts: [
      make("h1", { tabindex: "-1" }, title),
      make("p", { class: "silence" }, words),
      make("p", {}, make("a", { href: "#/" }, say("searchTitle"))),
    ],
  };
}

/** Return the queue: names with pairs on which neither a rule nor a person has decided, a page at a time. */
export async function showWaiting() {
  const page = await post("/namesakes/waiting", { after, limit: 10 });
  if (!page.waiting.length && !after) return emptyPage(say("waitingTitle"), say("waitingNone"));
  return {
    title: say("waitingTitle"),
    parts: [
      make("h1", { tabindex: "-1" }, say("waitingTitle")),
      make("p", { class: "hint" }, say("waitingHint")),
      page.waiting.length ? page.waiting.map(waitingName) : make("p", { class: "silence" }, say("waitingNoMore")),
      make(
        "nav",
        { class: "actions pages", "aria-label": say("pagesOf") },
        after && make("button", { type: "button", onclick: () => turn("") }, say("firstPage")),
        page.after && make("button", { type: "button", onclick: () => turn(page.after) }, say("nextPage")),
      ),
    ].flat(),
  };
}

function turn(next) {
  after = next;
  reopen(addressOfList("waiting"));
}

/** Return a name of the queue; what is judged leaves it, and can be taken back where it stood. */
function waitingName(first) {
  const id = nextId("name");
  const notes = make("div", { class: "notes" });
  const pairs = make("div", {});
  const toPage = make(
    "a",
    { href: addressOfList("namesakes"), onclick: () => chooseName(first.name) },
    say("wholeName"),
  );

  function draw(page) {
    const open = page.comparisons.filter((one) => one.verdict === "abstain" && !one.rulings.length);
    fill(
      pairs,
      open.length ? pairLines(page, open, false, judged) : make("p", { class: "silence" }, say("nothingWaits")),
      leftOut(page),
    );
  }

  async function judged(answer, said, pair) {
    const note = make("p", { class: "note" });
    const ruling = { judgement: said.judgement, why: say(`answer_${answer}`) };
    const back = takeBack(ruling, async () => {
      note.remove();
      draw(await post("/namesakes", { name: first.name }));
      heading.focus();
    });
    fill(note, say(`judged_${answer}`), " ", answer === "same" && linkTo(pair.left.id, say("toPortrait")), " ", back);
    notes.append(note);
    draw(await post("/namesakes", { name: first.name }));
    note.querySelector("button").focus();
  }

  const heading = make("h2", { id, tabindex: "-1", lang: "zh-CN" }, first.name);
  draw(first);
  return make(
    "section",
    { class: "namesakes", "aria-labelledby": id },
    heading,
    make("p", { class: "hint" }, say("bearersOf", { n: first.candidates.length }), " ", toPage),
    notes,
    pairs,
  );
}
