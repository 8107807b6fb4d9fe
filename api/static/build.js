// Builds elements. Data reaches the page as text only: there is no way here to give markup.

/** Return an element; children are elements, texts, lists of these, or nothing. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter(Boolean));
  return element;
}

/** Put these in the place of everything that an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
}

/** Say something to those who listen to the page instead of seeing it. */
export function announce(text) {
  document.getElementById("announcement").textContent = text;
}

let last = 0;

/** Return an id that no other element of the page has. */
export function nextId(word) {
  last += 1;
  return `${word}-${last}`;
}
