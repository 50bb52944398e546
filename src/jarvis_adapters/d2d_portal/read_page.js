// Takes from the page what reading.py judges. Values are taken for the labels asked for only: what the page
// says about the customer never leaves the browser.
(ask) => {
  const most = 300;
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s:*]+/g, " ").trim();
  const all = (selector) => [...document.querySelectorAll(selector)];
  const wanted = new Set(ask.labels);
  const beside = (label) => {
    const value = label.nextElementSibling;
    const further = value && value.nextElementSibling;
    const single = value && value.matches(ask.value) && !(further && further.matches(ask.value));
    return single ? value.textContent : null;
  };
  const below = (label) => {
    const row = label.closest("tr");
    const others = [...(label.closest("table")?.rows ?? [])].filter((r) => r !== row);
    if (others.length !== 1 || others[0].cells.length !== row.cells.length) return null;
    const value = others[0].cells[label.cellIndex];
    return value.matches(ask.value) ? value.textContent : null;
  };
  const valueOf = ask.layout === "below" ? below : beside;
  const said = (selector) => all(selector).slice(0, 20).map((e) => e.textContent.slice(0, 500));
  try {
    const size = performance.getEntriesByType("navigation")[0]?.decodedBodySize ?? 0;
    const labels = all(ask.label);
    const flaw = labels.length > most ? `${labels.length} labels on the page` : "";
    const cells = labels.slice(0, most).map((label) => {
      const text = label.textContent.slice(0, 200);
      const value = wanted.has(fold(text)) ? valueOf(label) : null;
      return [text, value === null ? null : value.slice(0, 500)];
    });
    return {
      address: location.href, size, flaw, cells, loading: document.readyState === "loading",
      signed_out: document.querySelector(ask.password) !== null,
      signed_in: document.querySelector(ask.proof) !== null,
      not_found: said(ask.not_found), maintenance: said(ask.maintenance), refused: said(ask.refused),
    };
  } catch (error) {
    return { flaw: `a selector of the profile cannot be used: ${error.message}`.slice(0, 300) };
  }
}
