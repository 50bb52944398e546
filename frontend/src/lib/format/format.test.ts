import { formatFor, phoneText } from "./format";

const AT = "2026-11-22T17:05:00Z";
const NOW = new Date(AT).getTime();
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u200e\u200f]/g, " ").trim();

describe("times", () => {
  test("are Casablanca's, whatever the machine's zone is", () => {
    expect(formatFor("fr").time(AT)).toBe("18:05");
    expect(formatFor("en").time("2026-11-22T23:30:00Z")).toBe("00:30");
  });

  test("group by Casablanca's day", () => {
    expect(formatFor("fr").day("2026-11-22T23:30:00Z")).toBe("2026-11-23");
  });

  test.each([
    [0, "maintenant"],
    [59, "maintenant"],
    [5 * 60, "il y a 5 min"],
    [3 * 3_600, "il y a 3 h"],
    [86_400, "hier"],
  ])("%i seconds ago read %s", (seconds, text) => {
    expect(plain(formatFor("fr").relative(NOW - seconds * 1_000, NOW))).toBe(text);
  });

  test("past a week are dates, not weeks ago", () => {
    expect(plain(formatFor("en").relative("2026-11-01T12:00:00Z", NOW))).toBe("1 Nov 2026");
  });
});

describe("numbers", () => {
  test("keep Latin digits in Arabic, as written in Morocco", () => {
    expect(formatFor("ar").number(1234.5)).toBe("1.234,5");
    expect(formatFor("ar").dateTime(AT)).toMatch(/22.*18:05/);
  });

  test("are French in French", () => {
    expect(plain(formatFor("fr").percent(0.991))).toBe("99,1 %");
  });

  test.each([
    [0, "0 s"],
    [840, "840 ms"],
    [3_200, "3,2 s"],
    [14 * 60_000, "14 min"],
    [2.5 * 3_600_000, "2,5 h"],
  ])("durations of %i ms read %s", (ms, text) => {
    expect(plain(formatFor("fr").duration(ms))).toBe(text);
  });
});

test("a Moroccan phone number is grouped, any other is left alone", () => {
  expect(phoneText("+212600111222")).toBe("+212 600-111222");
  expect(phoneText("+33612345678")).toBe("+33612345678");
});
