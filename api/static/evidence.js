// A line's evidence: the quote, the way to its document, and the form to object to it.

import { addressOfDocument } from "./address.js";
import { post, remove } from "./ask.js";
import { announce, fill, make, nextId } from "./build.js";
import { say } from "./words.js";

const VERDICTS = ["misread", "wrong_person", "bad_source", "ended_since"];
const PREFERRED = "preferred";
const SHOWN = 3;

/** Return the list of all evidence of a line; what is beyond the first few is folded away.
 *
 * Where several sources disagree (`several`), one of them can also be judged to hold. */
export function showEvidence(citations, several = false) {
  const [first, rest] = [citations.slice(0, SHOWN), citations.slice(SHOWN)];
  return [
    make("ul", { class: "evidence" }, first.map((one) => showCitation(one, several))),
    rest.length
      ? make(
          "details",
          { class: "more" },
          make("summary", {}, say("more", { n: rest.length })),
          make("ul", { class: "evidence" }, rest.map((one) => showCitation(one, several))),
        )
      : null,
  ];
}

function showCitation(citation, several) {
  const date = citation.stated || say("unknownDate");
  const [button, place] = offerCorrection(citation.statement, citation.quote, several);
  return make(
    "li",
    {},
    make("q", { class: "quote", lang: "zh-CN" }, citation.quote),
    make(
      "span",
      { class: "source" },
      date,
      citation.marks.map((mark) => make("span", { class: "tag objected" }, say(`mark_${mark}`))),
      make(
        "a",
        {
          href: addressOfDocument(citation.document, citation.statement),
          "aria-label": `${say("evidence")}${say("colon")}${citation.quote}`,
        },
        say("evidence"),
      ),
      button,
    ),
    place,
  );
}

/** Return the button that opens the form to object to a statement, with the place for the form. */
export function offerCorrection(statement, quote, several = false) {
  const place = make("div", { class: "correction" });
  const button = make(
    "button",
    {
      type: "button",
      class: "plain correct",
      "aria-expanded": "false",
      "aria-label": `${say("correct")}${say("colon")}${quote}`,
      onclick: () => toggle(),
    },
    say("correct"),
  );

  function close() {
    button.setAttribute("aria-expanded", "false");
    fill(place);
    button.focus();
  }

  function toggle() {
    if (button.getAttribute("aria-expanded") === "true") return close();
    button.setAttribute("aria-expanded", "true");
    const verdicts = several ? [PREFERRED, ...VERDICTS] : VERDICTS;
    const form = makeForm(verdicts, close, (verdict, why) => file(verdict, why));
    fill(place, form);
    form.querySelector("input").focus();
    return undefined;
  }

  async function file(verdict, why) {
    const { judgement } = await post("/corrections", { statement, verdict, why });
    button.hidden = true;
    if (verdict !== PREFERRED) place.parentElement.classList.add("objected");
    const undo = make("button", { type: "button", onclick: () => takeBack(judgement, undo) }, say("undo"));
    const words = say("filed", { what: say(`mark_${verdict}`) });
    fill(place, make("p", { class: "note" }, words, " ", undo));
    announce(words);
    undo.focus();
  }

  async function takeBack(judgement, undo) {
    undo.disabled = true;
    await remove(["corrections", judgement], { statement });
    place.parentElement.classList.remove("objected");
    button.hidden = false;
    announce(say("undone"));
    close();
  }

  return [button, place];
}

function makeForm(verdicts, close, file) {
  const name = nextId("verdict");
  const why = make("textarea", { id: nextId("why"), rows: "2", maxlength: "1000", required: true });
  const trouble = make("p", { class: "trouble", role: "alert" });
  const submit = make("button", { type: "submit" }, say("file"));
  const form = make(
    "form",
    { class: "objection" },
    make(
      "fieldset",
      {},
      make("legend", {}, say(verdicts.includes(PREFERRED) ? "judgeTitle" : "correctionTitle")),
      verdicts.map((verdict, number) =>
        make(
          "label",
          { class: "choice" },
          make("input", { type: "radio", name, value: verdict, required: true, checked: number === 0 }),
          say(verdict),
        ),
      ),
    ),
    make("label", { for: why.id }, say("why")),
    why,
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
      await file(form.querySelector("input:checked").value, why.value.trim());
    } catch (error) {
      trouble.textContent = `${say("error")}${say("colon")}${error.message}`;
      submit.disabled = false;
    }
  });
  return form;
}

/** Return an objection that is in force, with the button that takes it back; `changed` is called afterwards. */
export function showCorrection(statement, correction, changed) {
  const undo = make(
    "button",
    {
      type: "button",
      onclick: async () => {
        undo.disabled = true;
        await remove(["corrections", correction.judgement], { statement });
        announce(say("undone"));
        changed();
      },
    },
    say("undo"),
  );
  return make(
    "p",
    { class: "note" },
    make("span", { class: "tag objected" }, say(`mark_${correction.verdict}`)),
    " ",
    correction.why,
    " ",
    undo,
  );
}
