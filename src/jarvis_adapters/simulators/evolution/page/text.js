// Message text to DOM nodes: WhatsApp's *bold*, _italic_, ~struck~ and ```code```; text nodes only.

const MARKS = [
  ["```", "code", /(?<![\p{L}\p{N}])```([^\n]+?)```(?![\p{L}\p{N}])/u],
  ["*", "strong", /(?<![\p{L}\p{N}*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\p{L}\p{N}*])/u],
  ["_", "em", /(?<![\p{L}\p{N}_])_(?!\s)([^_\n]+?)(?<!\s)_(?![\p{L}\p{N}_])/u],
  ["~", "s", /(?<![\p{L}\p{N}~])~(?!\s)([^~\n]+?)(?<!\s)~(?![\p{L}\p{N}~])/u],
];

/** The nodes of one line; marks may stand inside each other, but nothing inside code. */
export function inline(line) {
  const first = MARKS.map(([mark, tag, shape]) => ({ mark, tag, match: shape.exec(line) }))
    .filter(({ match }) => match)
    .sort((a, b) => a.match.index - b.match.index)[0];
  if (!first) return [document.createTextNode(line)];
  const { tag, match } = first;
  const element = document.createElement(tag);
  element.append(...(tag === "code" ? [document.createTextNode(match[1])] : inline(match[1])));
  const before = line.slice(0, match.index);
  const after = line.slice(match.index + match[0].length);
  return [...(before ? [document.createTextNode(before)] : []), element, ...(after ? inline(after) : [])];
}

/** One paragraph for each line, each with its own direction: French over Arabic reads right. */
export function paragraphs(text) {
  return text.split("\n").map((line) => {
    const paragraph = document.createElement("p");
    paragraph.dir = "auto";
    if (line.trim()) paragraph.append(...inline(line));
    else paragraph.className = "gap";
    return paragraph;
  });
}

/** `+212 6 00 11 12 22` for Morocco, else the digits after a plus. */
export function shownNumber(digits) {
  const local = /^212([5-8])(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(digits);
  return local ? `+212 ${local.slice(1).join(" ")}` : `+${digits}`;
}

/** International digits of what was typed (06…, +212…, 00212…), or null. */
export function readNumber(typed) {
  const plain = typed.replace(/[\s.\-()]/g, "");
  const digits = plain.replace(/^\+|^00/, "").replace(/^0(?=[5-8]\d{8}$)/, "212");
  return /^[1-9]\d{7,14}$/.test(digits) ? digits : null;
}
