/** The browser's title: what waits, then the page, then us. */

let page = "";
let waiting = 0;

function write() {
  const name = page ? `${page} · JARVIS` : "JARVIS";
  document.title = waiting > 0 ? `(${waiting}) ${name}` : name;
}

export function setPageTitle(title: string) {
  page = title;
  write();
}

export function setWaiting(count: number) {
  waiting = count;
  write();
}
