// What would stand if two were one: drawn inline, written nowhere.

import { post } from "./ask.js";
import { announce, fill, make } from "./build.js";
import { showEvidence } from "./evidence.js";
import { factLine } from "./line.js";
import { FACTS, lifeWords, postLine } from "./portrait.js";
import { say } from "./words.js";

/** Return the button that shows in a place what a merge of two would show. */
export function offerPreview(left, right, name, place) {
  const button = make(
    "button",
    {
      type: "button",
      class: "plain answer",
      "aria-expanded": "false",
      "aria-label": `${say("preview")}${say("colon")}${name}`,
      onclick: () => toggle(),
    },
    say("preview"),
  );

  async function toggle() {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    for (const other of button.parentElement.querySelectorAll(".answer[aria-expanded=true]"))
      other.setAttribute("aria-expanded", "false");
    fill(place);
    if (isOpen) return;
    button.disabled = true;
    try {
      const { portrait } = await post("/judgements/preview", { left, right });
      fill(place, drawPreview(portrait));
      button.setAttribute("aria-expanded", "true");
      announce(say("previewHint"));
    } catch (error) {
      fill(place, make("p", { class: "trouble", role: "alert" }, `${say("error")}${say("colon")}${error.message}`));
    }
    button.disabled = false;
  }

  return button;
}

function drawPreview(portrait) {
  const own = [portrait.id, ...portrait.members];
  const life = Object.entries(portrait.life).filter(([, rows]) => rows.length);
  const facts = FACTS.filter((name) => portrait[name].length);
  return make(
    "div",
    { class: "preview" },
    make("h3", {}, say("previewTitle")),
    make("p", { class: "notice" }, say("previewHint")),
    make("h4", {}, say("posts")),
    portrait.posts.length
      ? make("ol", { class: "lines timeline" }, portrait.posts.map(postLine))
      : make("p", { class: "silence" }, say("noneOf", { what: say("posts") })),
    life.length > 0 && make("h4", {}, say("life")),
    life.length > 0 &&
      make(
        "dl",
        { class: "life" },
        life.map(([name, rows]) => [
          make("dt", {}, say(name)),
          rows.map((row) => make("dd", {}, make("p", { class: "what" }, lifeWords(row)), showEvidence(row.evidence))),
        ]),
      ),
    facts.map((name) => [
      make("h4", {}, say(name)),
      make(
        "ul",
        { class: "lines" },
        portrait[name].map((line) => factLine(line, own)),
      ),
    ]),
  );
}
