// A document as it was printed: every statement lightly marked, the chosen one highlighted and explained beside it.

import { addressOfDocument } from "./address.js";
import { read } from "./ask.js";
import { announce, fill, make } from "./build.js";
import { offerCorrection, showCorrection } from "./evidence.js";
import { linkTo } from "./line.js";
import { inOrder, predicateLabel, roleLabel, say, valueLabel } from "./words.js";

/** Return the page of a document with one statement chosen, or none. */
export async function showDocument(id, chosen) {
  const view = await read(["documents", id]);
  // Offsets count code points; a text in this language counts UTF-16 units.
  const characters = Array.from(view.text);
  const headlines = view.articles.map((article) => article.headline_span).filter(Boolean);
  const title =
    view.title || (view.media === "table" ? say("table") : titleOf(characters, headlines)) || say("untitled");
  const explanation = make("div", { class: "explanation", "aria-live": "polite" });
  const text = make("div", { class: `text ${view.media}`, lang: "zh-CN" });
  const pieces = markText(text, characters, view.highlights, headlines, (covering) => choose(covering));

  /** Show what these statements say; the shortest is the one that was meant. */
  function choose(covering) {
    const [first] = covering;
    for (const { element, statements } of pieces) {
      element.classList.toggle("chosen", statements.has(first.statement));
    }
    explain(explanation, covering, characters, () => reload());
    history.replaceState(null, "", addressOfDocument(id, first.statement));
    return pieces.find(({ statements }) => statements.has(first.statement));
  }

  async function reload() {
    const again = await read(["documents", id]);
    const old = new Map(view.highlights.map((highlight) => [highlight.statement, highlight]));
    for (const fresh of again.highlights) {
      const known = old.get(fresh.statement);
      if (known) known.corrections = fresh.corrections;
    }
    for (const { element, covering } of pieces) markObjected(element, covering);
    const open = view.highlights.filter((one) => one.statement === shownStatement(explanation));
    if (open.length) explain(explanation, open, characters, () => reload());
  }

  const wanted = view.highlights.filter((one) => one.statement === chosen);
  fill(explanation, make("p", { class: "hint" }, say("chooseHint")));
  const piece = wanted.length ? choose(wanted) : null;
  return {
    title: say("document"),
    focus: piece && piece.element,
    parts: [
      make(
        "header",
        { class: "subject" },
        make("p", { class: "kicker" }, say("document")),
        make("h1", { tabindex: "-1", lang: "zh-CN" }, title),
        make(
          "p",
          { class: "clock" },
          [view.published || say("unknownDate"), view.source].filter(Boolean).join(" · "),
          originalLink(view.url),
          " ",
          say("masked"),
        ),
      ),
      make(
        "div",
        { class: "reading" },
        text,
        make(
          "aside",
          { class: "panel", "aria-labelledby": "says" },
          make("h2", { id: "says" }, say("says")),
          explanation,
          listStatements(view.highlights, (highlight) => {
            const found = choose([highlight]);
            if (found) reveal(found.element);
          }),
        ),
      ),
    ],
  };
}

/** Return the first headline, or else the first line, shortened where it is a whole paragraph. */
function titleOf(characters, headlines) {
  if (headlines.length) return characters.slice(...headlines[0]).join("");
  const line = Array.from(
    characters
      .join("")
      .trim()
      .split(/[\r\n]/)[0],
  );
  return line.length > 40 ? `${line.slice(0, 40).join("")}…` : line.join("");
}

/** Return the link to where the document came from; only web addresses become links. */
function originalLink(url) {
  if (!/^https?:\/\//i.test(url)) return null;
  return [" · ", make("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, say("openOriginal"))];
}

/** Scroll to an element and let the reading go on from there. */
export function reveal(element) {
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}

/** Cut the text where any statement or headline begins or ends; return the pieces that statements cover. */
function markText(place, characters, highlights, headlines, choose) {
  const begins = new Map();
  const ends = new Map();
  const note = (map, offset, one) => map.set(offset, [...(map.get(offset) || []), one]);
  for (const one of highlights) {
    note(begins, one.start, one);
    note(ends, one.end, one);
  }
  const titles = headlines.map(([start, end]) => ({ start, end, isHeadline: true }));
  for (const one of titles) {
    note(begins, one.start, one);
    note(ends, one.end, one);
  }
  const cuts = [...new Set([0, ...begins.keys(), ...ends.keys(), characters.length])].sort((a, b) => a - b);
  const open = new Set();
  const pieces = [];
  cuts.slice(0, -1).forEach((start, number) => {
    for (const one of ends.get(start) || []) open.delete(one);
    for (const one of begins.get(start) || []) open.add(one);
    const words = asShown(characters, start, cuts[number + 1]);
    const covering = [...open].filter((one) => !one.isHeadline).sort((a, b) => a.end - a.start - (b.end - b.start));
    const isHeadline = [...open].some((one) => one.isHeadline);
    if (covering.length) {
      const element = make(
        "mark",
        { class: isHeadline ? "headline" : "", tabindex: "-1", onclick: () => choose(covering) },
        words,
      );
      markObjected(element, covering);
      pieces.push({ element, covering, statements: new Set(covering.map((one) => one.statement)) });
      place.append(element);
    } else {
      place.append(isHeadline ? make("strong", { class: "headline" }, words) : words);
    }
  });
  return pieces;
}

/** Return the characters with old line ends shown as line ends. */
function asShown(characters, start, end) {
  let words = "";
  for (let offset = start; offset < end; offset += 1) {
    const character = characters[offset];
    if (character !== "\r") words += character;
    else if (characters[offset + 1] !== "\n") words += "\n";
  }
  return words;
}

function markObjected(element, covering) {
  element.classList.toggle(
    "objected",
    covering.every((one) => one.corrections.length > 0),
  );
}

function shownStatement(explanation) {
  const shown = explanation.querySelector("[data-statement]");
  return shown ? shown.dataset.statement : "";
}

function explain(place, covering, characters, changed) {
  fill(
    place,
    covering.map((one) => {
      const quote = characters.slice(one.start, one.end).join("");
      return make(
        "div",
        { class: "statement", "data-statement": one.statement },
        make("h3", {}, predicateLabel(one.predicate)),
        make(
          "dl",
          {},
          inOrder(one.predicate, one.arguments).map(([role, value]) => [
            make("dt", {}, roleLabel(one.predicate, role)),
            make("dd", {}, linkTo(one.entities[role], valueLabel(role, value))),
          ]),
        ),
        one.corrections.map((correction) => showCorrection(one.statement, correction, changed)),
        make("div", { class: "source" }, offerCorrection(one.statement, quote)),
      );
    }),
  );
  announce(covering.map((one) => predicateLabel(one.predicate)).join(say("separator")));
}

function listStatements(highlights, choose) {
  if (!highlights.length) return null;
  return make(
    "details",
    { class: "all" },
    make("summary", {}, say("statements", { n: highlights.length })),
    make(
      "ol",
      {},
      highlights.map((one) =>
        make(
          "li",
          {},
          make(
            "button",
            { type: "button", class: "plain", onclick: () => choose(one) },
            `${predicateLabel(one.predicate)}${say("colon")}${inOrder(one.predicate, one.arguments)
              .map(([role, value]) => valueLabel(role, value))
              .join(" ")}`,
          ),
        ),
      ),
    ),
  );
}
