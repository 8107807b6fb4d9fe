// Search. The last question lives in memory only, so that going back shows its results without a name in an address.

import { addressOfDocument, addressOfList } from "./address.js";
import { post } from "./ask.js";
import { announce, fill, make } from "./build.js";
import { linkTo, section } from "./line.js";
import { chooseName } from "./namesakes.js";
import { kindLabel, say, searchKinds } from "./words.js";

const MOST = 50;

let last = { name: "", kind: "", organisation: "", results: null, passages: [] };

/** Return the search page. */
export function showSearch() {
  const answers = make("div", { class: "answers" });
  const name = make("input", {
    id: "name",
    type: "search",
    required: true,
    maxlength: "100",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": "name-hint",
    value: last.name,
  });
  const kind = make(
    "select",
    { id: "kind" },
    make("option", { value: "" }, say("anyKind")),
    searchKinds().map((one) => make("option", { value: one, selected: one === last.kind }, kindLabel(one))),
  );
  const organisation = make("input", {
    id: "organisation",
    type: "text",
    maxlength: "100",
    autocomplete: "off",
    value: last.organisation,
  });
  const form = make(
    "form",
    { class: "search", role: "search" },
    make(
      "div",
      { class: "field wide" },
      make("label", { for: "name" }, say("name")),
      name,
      make("p", { class: "hint", id: "name-hint" }, say("searchHint")),
    ),
    make("div", { class: "field" }, make("label", { for: "kind" }, say("kind")), kind),
    make("div", { class: "field" }, make("label", { for: "organisation" }, say("atOrganisation")), organisation),
    make("button", { type: "submit" }, say("search")),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = { name: name.value.trim(), kind: kind.value, organisation: organisation.value.trim() };
    if (!wanted.name) return;
    try {
      const [{ results }, { results: passages }] = await Promise.all([
        post("/search", {
          name: wanted.name,
          kinds: wanted.kind ? [wanted.kind] : [],
          organisation: wanted.organisation,
          limit: MOST,
        }),
        post("/passages", { text: wanted.name }),
      ]);
      last = { ...wanted, results, passages };
      showResults(answers, last);
    } catch (error) {
      fill(answers, make("p", { class: "trouble", role: "alert" }, `${say("error")}${say("colon")}${error.message}`));
    }
  });
  if (last.results) showResults(answers, last);
  return {
    title: say("searchTitle"),
    parts: [make("h1", { tabindex: "-1" }, say("searchTitle")), form, answers],
    focus: name,
  };
}

function showResults(place, { name, results, passages }) {
  const names = results.filter((one) => one.matched_by === "exact").map((one) => `${one.kind} ${one.name}`);
  const hasNamesakes = new Set(names).size < names.length;
  const people = results.filter((one) => one.matched_by === "exact" && one.kind === "Person");
  const words = results.length ? say("found", { n: results.length }) : say("foundNone");
  announce(words);
  fill(
    place,
    make("p", { class: results.length ? "tally" : "silence" }, words),
    hasNamesakes || people.length > 1
      ? make(
          "div",
          { class: "notice" },
          make("p", {}, say("namesakes")),
          people.length > 1 && offerPage(name, people, results),
        )
      : null,
    make("ul", { class: "results" }, results.map(showResult)),
    section(say("standsIn"), passages.map(showPassage)),
  );
}

/** Return how many people bear the name, with the link to the page that compares them; none of them is opened. */
function offerPage(name, people, results) {
  const words = say(results.length < MOST ? "namesakesFound" : "namesakesMany", { n: people.length });
  const link = make("a", { href: addressOfList("namesakes"), onclick: () => chooseName(name) }, say("compareThem"));
  return make("p", {}, words, " ", link);
}

function showPassage(one) {
  const link = make("a", { href: addressOfDocument(one.document) }, one.headline || say("untitled"));
  return make("li", { class: "line" }, link);
}

function showResult(one) {
  const about = [one.organisation, one.post].filter(Boolean).join(" ");
  return make(
    "li",
    {},
    make("span", { class: "tag" }, kindLabel(one.kind)),
    make("strong", { class: "found" }, linkTo(one.id, one.name)),
    about && make("span", { class: "about" }, about),
    make(
      "span",
      { class: "facts" },
      one.years && make("span", {}, say("seen", { years: one.years })),
      one.native_place && make("span", {}, say("native", { place: one.native_place })),
      make("span", {}, say(`matched_${one.matched_by}`)),
    ),
  );
}
