// Two of one name side by side: what contradicts, what agrees, what differs, each with the sentences of both sides.

import { addressOf } from "./address.js";
import { read } from "./ask.js";
import { make } from "./build.js";
import { showEvidence } from "./evidence.js";
import { linkTo } from "./line.js";
import { inLanguage, say, valueLabel } from "./words.js";

const ORDER = ["contradicts", "agrees", "alike", "differs"];

/** Return the outcome as shown: the same words on both sides that are not surely the same thing are alike, not untold. */
function outcomeOf(feature) {
  const isAlike = feature.outcome === "unknown" && feature.left.length && feature.right.length;
  return isAlike ? "alike" : feature.outcome;
}

/** Return the comparison with this person on the left; who is not in it changes nothing. */
export function turnTo(comparison, id) {
  if (comparison.right.id !== id) return comparison;
  const { left, right } = comparison;
  const features = comparison.features.map((one) => ({
    ...one,
    left: one.right,
    right: one.left,
    left_evidence: one.right_evidence,
    right_evidence: one.left_evidence,
  }));
  return { ...comparison, left: right, right: left, features };
}

/** Return what tells somebody from others of the name: post, years, native place. */
export function aboutPerson(summary) {
  return [
    [summary.organisation, summary.post].filter(Boolean).join(" "),
    summary.years && say("seen", { years: summary.years }),
    summary.native_place && say("native", { place: summary.native_place }),
  ].filter(Boolean);
}

/** Return a person of a list with the link to the portrait and what tells them from others. */
export function personLine(summary, label = "") {
  return [
    label && make("span", { class: "role" }, label),
    make("strong", { class: "found", lang: "zh-CN" }, linkTo(summary.id, summary.name)),
    " ",
    make(
      "span",
      { class: "facts" },
      aboutPerson(summary).map((words) => make("span", {}, words)),
    ),
  ];
}

/** Return the verdict of a comparison with its reasons, and in one sentence what speaks for which. */
export function showVerdict(comparison) {
  // Somebody who could not tell took the pair from the queue: it waits no more.
  const isUnsure = comparison.verdict === "abstain" && comparison.rulings.length > 0;
  const outcome = isUnsure ? say("answer_unsure") : say(`pair_${comparison.verdict}`);
  return [
    make(
      "p",
      { class: "verdict" },
      make("span", { class: `tag ${comparison.verdict}` }, outcome),
      " ",
      comparison.reasons.map(inLanguage).join(say("semicolon")),
    ),
    make("p", { class: "hint" }, tell(comparison.features)),
  ];
}

/** Return which features contradict, agree, differ and are told by one side only. */
function tell(features) {
  return [...ORDER, "unknown"]
    .map((outcome) => [outcome, features.filter((one) => outcomeOf(one) === outcome && isShown(one))])
    .filter(([, found]) => found.length)
    .map(([outcome, found]) =>
      say("outcomeOf", {
        outcome: say(`outcome_${outcome}`),
        features: found.map((one) => say(`feature_${one.name}`)).join(say("separator")),
      }),
    )
    .join(say("semicolon"));
}

/** Companions that differ say nothing: nearly everybody stands beside other people in other articles. */
function isShown(feature) {
  return feature.name !== "companions" || feature.outcome === "agrees";
}

/** Return the comparison feature by feature; `labels` name the two sides. A sentence stands where it is first needed. */
export function showFeatures(comparison, labels) {
  const shown = [new Set(), new Set()];
  const told = comparison.features.filter((one) => ORDER.includes(outcomeOf(one)) && isShown(one));
  told.sort((one, other) => ORDER.indexOf(outcomeOf(one)) - ORDER.indexOf(outcomeOf(other)));
  if (!told.length) return make("p", { class: "silence" }, say("nothingToCompare"));
  return make(
    "ul",
    { class: "features" },
    told.map((feature) =>
      make(
        "li",
        { class: `feature ${outcomeOf(feature)}` },
        make(
          "p",
          { class: "what" },
          make("span", { class: "office" }, say(`feature_${feature.name}`)),
          " ",
          make("span", { class: `tag ${outcomeOf(feature)}` }, say(`outcome_${outcomeOf(feature)}`)),
          outcomeOf(feature) === "alike" && make("span", { class: "hint" }, say("alikeHint")),
        ),
        feature.name === "companions"
          ? make("p", {}, feature.left.map(nameLater))
          : make(
              "div",
              { class: "sides" },
              showSide(labels[0], valuesOf(feature, feature.left), feature.left_evidence, shown[0]),
              showSide(labels[1], valuesOf(feature, feature.right), feature.right_evidence, shown[1]),
            ),
      ),
    ),
  );
}

function valuesOf(feature, values) {
  return values.map((value) => valueLabel(feature.name, value));
}

function showSide(label, values, evidence, shown) {
  const fresh = evidence.filter((one) => !shown.has(one.statement));
  for (const one of fresh) shown.add(one.statement);
  return make(
    "div",
    { class: "side" },
    make("p", {}, make("span", { class: "role" }, label), values.join(say("separator"))),
    fresh.length ? showEvidence(fresh) : evidence.length > 0 && make("p", { class: "hint" }, say("sentenceAbove")),
  );
}

/** Return the sentences of both sides of what was joined. */
export function showBothSides(ruling) {
  const sides = [ruling.left_evidence, ruling.right_evidence];
  if (!sides.some((one) => one.length)) return null;
  return make(
    "div",
    { class: "sides" },
    sides.map((one) =>
      make("div", { class: "side" }, one.length ? showEvidence(one) : make("p", { class: "hint" }, say("notTold"))),
    ),
  );
}

/** Return the link to somebody of whom only the id is known; the name follows when the service has told it. */
function nameLater(id) {
  const link = make("a", { href: addressOf(id) }, say("loading"));
  const tellName = async () => {
    try {
      link.textContent = (await read(["entities", id])).name;
    } catch (error) {
      if (error.status === undefined) throw error;
      link.textContent = say("unnamed");
    }
  };
  tellName();
  return make("span", { class: "pair", lang: "zh-CN" }, link);
}
