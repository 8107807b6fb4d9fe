// What compares statements: where sources disagree, posts held at the same time, ties by rule, what a section rests on.

import { make } from "./build.js";
import { showEvidence } from "./evidence.js";
import { linkTo, section, timeOf } from "./line.js";
import { hasWords, say, valueLabel } from "./words.js";

/** Return all sides of each disagreement, each with its preference, the reason for it, and its own evidence. */
export function showDisagreements(disagreements) {
  return section(
    say("disagreements"),
    disagreements.map((one) =>
      make(
        "li",
        { class: "line" },
        make(
          "p",
          { class: "what" },
          make("span", { class: "office" }, say(`about_${one.about}`)),
          " ",
          valueLabel("what", one.subject),
        ),
        make("ul", { class: "sides" }, one.sides.map((side) => sideLine(one, side))),
      ),
    ),
    "ul",
    say("disagreementsHint"),
  );
}

function sideLine(one, side) {
  return make(
    "li",
    { class: side.preference },
    make(
      "p",
      { class: "what" },
      make("span", { class: "value" }, one.about === "gender" ? valueLabel("gender", side.value) : side.value),
      " ",
      make("span", { class: "tag" }, say(`preference_${side.preference}`)),
    ),
    make("p", { class: "reason" }, [reasonOf(side), side.why].filter(Boolean).join(say("colon"))),
    showEvidence(side.evidence, true),
  );
}

/** Return the rule in words, in the language of the page. */
export function reasonOf(one) {
  const key = `rule_${one.rule.replaceAll(" ", "_")}`;
  return hasWords(key) ? say(key) : one.reason;
}

/** Return the pairs of posts that were held in the same months. */
export function showConcurrent(pairs) {
  return section(
    say("concurrent"),
    pairs.map((one) =>
      make(
        "li",
        { class: "line" },
        make(
          "p",
          { class: "what" },
          make("span", { class: "office" }, `${one.organisation} ${one.post}`),
          say("separator"),
          make("span", { class: "office" }, `${one.other_organisation} ${one.other_post}`),
          make("span", { class: "time" }, monthsOf(one)),
        ),
        showEvidence([...one.evidence, ...one.other_evidence]),
      ),
    ),
  );
}

function monthsOf(one) {
  return one.valid_from === one.valid_to ? one.valid_from : timeOf(one.valid_from, one.valid_to);
}

/** Return the ties that follow by a rule, the evidence of both sides apart, and the units that were cut. */
export function showTies(ties, cut) {
  return [
    section(say("ties"), ties.map(tieLine), "ul", say("tiesHint")),
    cut.length ? make("p", { class: "silence" }, say("tiesCut", { names: cut.join(say("separator")) })) : null,
  ];
}

function tieLine(tie) {
  return make(
    "li",
    { class: "line" },
    make(
      "p",
      { class: "what" },
      make("span", { class: "office" }, linkTo(tie.person, tie.name)),
      " ",
      linkTo(tie.what_id, tie.what),
      " ",
      make("span", { class: "tag" }, reasonOf(tie)),
      make("span", { class: "time" }, monthsOf(tie)),
    ),
    make("p", { class: "role" }, say("ownSide", { what: tie.own })),
    showEvidence(tie.evidence),
    make("p", { class: "role" }, say("otherSide", { what: tie.other })),
    showEvidence(tie.other_evidence),
  );
}

/** Return the stretches between two posts of which the sources say nothing. */
export function showSilences(silences) {
  return silences.map((one) =>
    make("p", { class: "silence" }, say("noPost", { from: one.valid_from, until: one.valid_to })),
  );
}

/** Return how many statements and documents each section rests on, and from which day the last one is. */
export function showBasis(sections) {
  const head = ["section", "lines", "statementsOf", "documentsOf", "lastStatement"];
  return make(
    "details",
    { class: "basis" },
    make("summary", {}, say("basis")),
    make(
      "table",
      {},
      make("thead", {}, make("tr", {}, head.map((key) => make("th", { scope: "col" }, say(key))))),
      make(
        "tbody",
        {},
        sections.map((one) =>
          make(
            "tr",
            {},
            make("th", { scope: "row" }, say(one.name)),
            make("td", {}, String(one.lines)),
            make("td", {}, String(one.statements)),
            make("td", {}, String(one.documents)),
            make("td", {}, one.last_stated || (one.lines ? say("unknownDate") : say("notInRecord"))),
          ),
        ),
      ),
    ),
  );
}
