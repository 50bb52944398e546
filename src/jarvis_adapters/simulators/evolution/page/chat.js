// What stands on the phone's screen: bubbles with quotes, ticks and times.

import { paragraphs } from "./text.js";

const TICKS = { sent: ["i-sent", "envoyé"], delivered: ["i-double", "distribué"], read: ["i-double", "lu"] };
const MEDIA = {
  image: "Photo", video: "Vidéo", document: "Document", sticker: "Autocollant", location: "Position", contact: "Contact",
};

// The contractor's time, wherever the page is looked at.
const timeZone = "Africa/Casablanca";
const clock = new Intl.DateTimeFormat("fr-MA", { hour: "2-digit", minute: "2-digit", timeZone });
const calendar = new Intl.DateTimeFormat("fr-MA", { weekday: "long", day: "numeric", month: "long", timeZone });

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function icon(name, label) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else svg.setAttribute("aria-hidden", "true");
  return svg;
}

function voiceNote() {
  const bars = element("span", "wave");
  bars.setAttribute("aria-hidden", "true");
  const note = element("div", "voice", icon("i-play"), bars, element("span", "length", "0:04"));
  note.setAttribute("role", "img");
  note.setAttribute("aria-label", "Note vocale, 4 secondes");
  return note;
}

function strip(quoted) {
  const who = element("b", "", quoted.mine ? "Vous" : "JARVIS · TKTM");
  const said = element("span", "", quoted.text || "Note vocale");
  said.dir = "auto";
  return element("blockquote", quoted.mine ? "mine" : "theirs", who, said);
}

function meta(bubble) {
  const time = element("time", "", clock.format(new Date(bubble.at)));
  time.dateTime = bubble.at;
  const line = element("span", "meta", ...(bubble.edited ? ["modifié · "] : []), time);
  if (bubble.mine) {
    const [name, label] = TICKS[bubble.ticks];
    const ticks = icon(name, label);
    ticks.classList.add("ticks", bubble.ticks);
    line.append(ticks);
  }
  return line;
}

function body(bubble) {
  if (bubble.deleted) return [element("p", "gone", "Message supprimé")];
  const text = bubble.text ? paragraphs(bubble.text) : [];
  if (bubble.kind === "audio") return [voiceNote(), ...text];
  const medium = MEDIA[bubble.kind];
  return medium ? [element("p", "medium", icon("i-clip"), medium), ...text] : text;
}

/** A bubble on its side of the screen. */
export function drawn(bubble) {
  const who = element("span", "unseen", bubble.mine ? "Vous : " : "JARVIS : ");
  const strips = bubble.quoted ? [strip(bubble.quoted)] : [];
  const content = element("div", "bubble", who, ...strips, ...body(bubble), meta(bubble));
  return element("li", bubble.mine ? "mine" : "theirs", content);
}

/** The day in words; two times on one day give the same. */
export function dayOf(at) {
  return calendar.format(new Date(at));
}

export function daySeparator(at) {
  const today = dayOf(at) === dayOf(Date.now());
  return element("li", "day", element("span", "", today ? "Aujourd’hui" : dayOf(at)));
}
