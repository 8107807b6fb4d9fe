// What people say of two of one name: the form that asks who and why, the preview, judgements in force and their undo.

import { post, remove } from "./ask.js";
import { announce, fill, make, nextId } from "./build.js";
import { offerPreview } from "./preview.js";
import { say } from "./words.js";

const ANSWERS = ["same", "different", "unsure"];
const RULE = "rule:";

// Who judges is asked once and remembered while the page is open, and nowhere else.
let judge = "";

/** Return the buttons for a pair; `done` is called with the answer and what was judged. */
export function offerJudgement(left, right, name, done) {
  const place = make("div", { class: "asked" });
  return make(
    "div",
    { class: "judging" },
    make(
      "div",
      { class: "actions" },
      offerPreview(left, right, name, place),
      ANSWERS.map((answer) => offerAnswer(answer, left, right, name, place, done)),
    ),
    place,
  );
}

/** Return the button that opens the form for one answer in a place that others may use too. */
export function offerAnswer(answer, left, right, name, place, done) {
  const button = make(
    "button",
    {
      type: "button",
      class: "plain answer",
      "aria-expanded": "false",
      "aria-label": `${say(`answer_${answer}`)}${say("colon")}${name}`,
      onclick: () => toggle(),
    },
    say(`answer_${answer}`),
  );

  function close() {
    button.setAttribute("aria-expanded", "false");
    fill(place);
    button.focus();
  }

  function toggle() {
    if (button.getAttribute("aria-expanded") === "true") return close();
    closeOthers(place);
    button.setAttribute("aria-expanded", "true");
    const form = makeForm(answer, name, close, async (by, why) => {
      const said = await post("/judgements", { left, right, verdict: answer, by, why });
      announce(say(`judged_${answer}`));
      await done(answer, said);
    });
    fill(place, form);
    form.querySelector(judge ? "textarea" : "input").focus();
    return undefined;
  }

  return button;
}

/** Say of every button beside the place that what it opened is gone. */
export function closeOthers(place) {
  for (const button of place.parentElement.querySelectorAll(".answer[aria-expanded=true]"))
    button.setAttribute("aria-expanded", "false");
}

function makeForm(answer, name, close, file) {
  const by = make("input", { id: nextId("by"), type: "text", maxlength: "60", required: true, value: judge });
  const why = make("textarea", { id: nextId("why"), rows: "2", maxlength: "1000", required: true });
  const trouble = make("p", { class: "trouble", role: "alert" });
  const submit = make("button", { type: "submit" }, say("record"));
  const form = make(
    "form",
    { class: "objection" },
    make(
      "fieldset",
      {},
      make("legend", {}, `${say(`answer_${answer}`)}${say("colon")}${name}`),
      make("p", { class: "hint" }, say(`answerHint_${answer}`)),
      make("label", { for: by.id }, say("by")),
      by,
      make("label", { for: why.id }, say("whySentence")),
      why,
    ),
    make(
      "div",
      { class: "actions" },
      submit,
      make("button", { type: "button", class: "plain", onclick: close }, say("cancel")),
    ),
    trouble,
  );
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    try {
      judge = by.value.trim();
      await file(judge, why.value.trim());
    } catch (error) {
      trouble.textContent = `${say("error")}${say("colon")}${error.message}`;
      submit.disabled = false;
    }
  });
  return form;
}

/** Return a judgement in force, with the button that takes a person's back; `changed` is called afterwards. */
export function showRuling(ruling, changed) {
  return make(
    "p",
    { class: "note ruling" },
    make("span", { class: "tag" }, say(`judged_${ruling.verdict}`)),
    " ",
    say("ruledBy", { by: ruling.by, day: ruling.known_from.slice(0, 10) }),
    say("colon"),
    ruling.why,
    " ",
    takeBack(ruling, changed),
  );
}

/** Return the button that takes a person's judgement back. */
export function takeBack(ruling, changed) {
  const trouble = make("span", { class: "trouble", role: "alert" });
  const button = make(
    "button",
    {
      type: "button",
      "aria-label": `${say("takeBack")}${say("colon")}${ruling.why}`,
      onclick: async () => {
        button.disabled = true;
        try {
          await remove(["judgements", ruling.judgement], {});
          announce(say("takenBack"));
          await changed();
        } catch (error) {
          trouble.textContent = `${say("error")}${say("colon")}${error.message}`;
          button.disabled = false;
        }
      },
    },
    say("takeBack"),
  );
  return [button, trouble];
}

/** True for a judgement that a rule made: it is not taken back but answered. */
export function isRule(ruling) {
  return ruling.by.startsWith(RULE);
}
