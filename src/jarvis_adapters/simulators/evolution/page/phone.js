// The contractor's phone: shows the chat as the simulator has it, and writes.

import { dayOf, daySeparator, drawn, element } from "./chat.js";
import { readNumber, shownNumber } from "./text.js";

const EXAMPLES = [
  { text: "salam, fin wsel F1234567D ?", about: "Darija : où en est le contrat ?" },
  { text: "F1000001D et F0000001D", about: "Deux contrats, dont un inconnu" },
  { text: "f 100 0002 d svp", about: "Écrit avec des espaces" },
  { text: "F12O4567D", about: "Un O à la place d’un zéro" },
  { text: "12345", about: "Numéro incomplet" },
  { text: "واش تفعل العقد F1000003D ؟", about: "En arabe", lang: "ar" },
  { text: "le client F1000005D attend depuis 3 semaines, c'est bloqué", about: "Réclamation urgente" },
  { text: "", kind: "audio", label: "🎤 Note vocale", about: "Un message que JARVIS n’écoute pas" },
];
const POLL_MS = 450;
const POLL_HIDDEN_MS = 4000;

const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const instance = query.get("instance") ?? "";

let number = readNumber(query.get("number") ?? remembered() ?? "") ?? "212600111222";
let version = -1;
let shown = new Map();
let askedAt = null;
let timer = 0;
let round = 0;

function remembered() {
  try { return localStorage.getItem("jarvis-number"); } catch { return null; }
}

// ---- the chat -----------------------------------------------------------------------------------------

/** Adds what is new and redraws what changed; what stands on the screen stays where it is. */
function draw(bubbles) {
  const talk = $("talk");
  const atEnd = nearEnd();
  for (const [place, bubble] of bubbles.entries()) {
    const state = JSON.stringify(bubble);
    const old = shown.get(bubble.id);
    if (old?.state === state) continue;
    const item = drawn(bubble);
    if (old) old.item.replaceWith(item);
    else {
      const before = bubbles[place - 1]?.at;
      if (!before || dayOf(before) !== dayOf(bubble.at)) talk.append(daySeparator(bubble.at));
      item.classList.add("new");
      talk.append(item);
      if (!bubble.mine) answered();
    }
    shown.set(bubble.id, { state, item });
  }
  $("empty").hidden = bubbles.length > 0;
  if (atEnd) toEnd();
}

function nearEnd() {
  const box = $("scroll");
  return box.scrollHeight - box.scrollTop - box.clientHeight < 120;
}

function toEnd() {
  $("scroll").scrollTop = $("scroll").scrollHeight;
}

function answered() {
  if (askedAt === null) return;
  const seconds = Math.max(0.1, (performance.now() - askedAt) / 1000);
  askedAt = null;
  $("measure").textContent = `Répondu en ${seconds.toLocaleString("fr-FR", { maximumFractionDigits: 1 })} s, en français et en arabe.`;
}

function showTyping(typing) {
  const atEnd = nearEnd();
  $("typing").hidden = !typing;
  $("presence").textContent = typing ? "écrit…" : "en ligne";
  $("presence").classList.toggle("busy", typing);
  if (typing && atEnd) toEnd();
}

// ---- talking to the simulator -------------------------------------------------------------------------

function address(path) {
  const extra = instance ? `&instance=${encodeURIComponent(instance)}` : "";
  return `_phone/${number}/${path}?version=${version}${extra}`;
}

/** Asks once, and again after a while; a change of number makes an answer under way void. */
async function poll() {
  clearTimeout(timer);
  const mine = ++round;
  try {
    const answer = await fetch(address("chat"), { cache: "no-store" });
    if (mine !== round) return;
    if (answer.status === 200) {
      const chat = await answer.json();
      if (mine !== round) return;
      if (version > chat.version + 1) clear();
      version = chat.version;
      draw(chat.bubbles);
      showTyping(chat.typing);
    } else if (!answer.ok && answer.status !== 204) throw new Error(String(answer.status));
    if ($("presence").classList.contains("lost")) reconnected();
  } catch {
    if (mine !== round) return;
    $("presence").textContent = "hors ligne";
    $("presence").classList.add("lost");
  }
  timer = setTimeout(poll, document.hidden ? POLL_HIDDEN_MS : POLL_MS);
}

function reconnected() {
  $("presence").classList.remove("lost");
  $("presence").textContent = "en ligne";
  complain("");
}

async function say(message) {
  askedAt = performance.now();
  $("measure").textContent = "";
  try {
    const answer = await fetch(`_phone/${number}/messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...message, instance }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    complain("");
    toEnd();
    await poll();
    toEnd();
    return true;
  } catch {
    askedAt = null;
    complain("Message non envoyé : le simulateur ne répond pas. Est-ce que « make run » tourne encore ?");
    return false;
  }
}

function complain(words) {
  $("trouble").textContent = words;
  $("trouble").hidden = !words;
}

// ---- writing ------------------------------------------------------------------------------------------

function sendExample({ text, kind = "text" }) {
  showGuide(false);
  return say({ text, kind });
}

function fitComposer() {
  const box = $("text");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 132)}px`;
  const written = box.value.trim() !== "";
  $("send").hidden = !written;
  $("voice").hidden = written;
}

async function sendTyped() {
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  fitComposer();
  if (!(await say({ text, kind: "text" }))) {
    $("text").value = text;
    fitComposer();
  }
}

function clear() {
  shown = new Map();
  version = -1;
  $("talk").replaceChildren();
}

function become(digits) {
  number = digits;
  askedAt = null;
  $("number").value = shownNumber(digits);
  $("number").setAttribute("aria-invalid", "false");
  $("number-hint").textContent = "Chaque numéro a sa propre conversation.";
  $("from").textContent = shownNumber(digits);
  $("from").setAttribute("aria-label", `Vous écrivez depuis le ${shownNumber(digits)}. Changer de numéro`);
  $("measure").textContent = "";
  try { localStorage.setItem("jarvis-number", digits); } catch { /* a private window forgets */ }
  const address = new URL(location.href);
  address.searchParams.set("number", digits);
  history.replaceState(null, "", address);
  clear();
  showTyping(false);
  poll();
}

function takeNumber() {
  const digits = readNumber($("number").value);
  $("number").setAttribute("aria-invalid", String(digits === null));
  if (digits === null) $("number-hint").textContent = "Un numéro comme 06 00 11 12 22 ou +212 6 00 11 12 22.";
  else if (digits !== number) become(digits);
  else $("number").value = shownNumber(digits);
}

function anotherNumber() {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] % 100_000_000;
  become(`2126${String(random).padStart(8, "0")}`);
}

/** The guide stands beside the phone on a desk; on a phone it covers the chat while it is open. */
function showGuide(open) {
  document.body.classList.toggle("guide-open", open);
  $("from").setAttribute("aria-expanded", String(open));
  if (open) $("number").focus();
}

function offer(example) {
  const said = element("span", "said", example.label ?? example.text);
  said.dir = "auto";
  if (example.lang) said.lang = example.lang;
  const card = element("button", "", said, element("span", "about", example.about));
  const chip = element("button", "", said.cloneNode(true));
  for (const button of [card, chip]) {
    button.type = "button";
    button.title = example.about;
    button.addEventListener("click", () => sendExample(example));
  }
  $("cards").append(element("li", "", card));
  $("chips").append(element("li", "", chip));
}

EXAMPLES.forEach(offer);
$("composer").addEventListener("submit", (event) => { event.preventDefault(); sendTyped(); });
$("text").addEventListener("input", fitComposer);
$("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sendTyped();
});
$("voice").addEventListener("click", () => say({ text: "", kind: "audio" }));
$("who").addEventListener("submit", (event) => { event.preventDefault(); takeNumber(); $("number").blur(); });
$("from").addEventListener("click", () => showGuide(true));
$("close").addEventListener("click", () => showGuide(false));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") showGuide(false); });
$("number").addEventListener("change", takeNumber);
$("another").addEventListener("click", anotherNumber);
$("scroll").addEventListener("scroll", () => { $("down").hidden = nearEnd(); });
$("down").addEventListener("click", toEnd);
document.addEventListener("visibilitychange", () => { if (!document.hidden) poll(); });
become(number);
if (matchMedia("(min-width: 53.75rem)").matches) $("text").focus();
