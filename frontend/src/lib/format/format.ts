/** Numbers, dates and durations as people in Morocco write them, in the language of the page. */

import type { Language } from "@/lib/i18n";

export const ZONE = "Africa/Casablanca";

/** Arabic as written in Morocco keeps Latin digits; English dates are day first. */
const LOCALES: Record<Language, string> = { fr: "fr-MA", ar: "ar-MA-u-nu-latn", en: "en-GB" };

export type Instant = string | number | Date;

const STEPS: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const WEEK_S = 7 * 86_400;

function build(language: Language) {
  const locale = LOCALES[language];
  const when = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options });
    return (at: Instant) => format.format(new Date(at));
  };
  const amount = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value: number) => format.format(value);
  };
  const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const dayKey = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });

  const date = when({ day: "numeric", month: "short", year: "numeric" });
  const number = amount({ maximumFractionDigits: 2 });
  const short = (unit: string) => amount({ style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 });
  const units = { s: short("second"), min: short("minute"), h: short("hour"), day: short("day"), ms: short("millisecond") };

  /** "il y a 5 min", "dans 2 h"; past a week the date itself. */
  function relative(at: Instant, now: Instant = Date.now()): string {
    const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000;
    if (Math.abs(seconds) > WEEK_S) return date(at);
    const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
    return unit === "second" ? relativeFormat.format(0, "second") : relativeFormat.format(Math.trunc(seconds / size), unit);
  }

  /** At most two digits of sense: "840 ms", "3,2 s", "70 s", "14 min", "2 h". */
  function duration(ms: number): string {
    const whole = Math.round(ms);
    if (whole > 0 && whole < 1_000) return units.ms(whole);
    if (ms < 10_000) return units.s(ms / 1_000);
    if (ms < 120_000) return units.s(Math.round(ms / 1_000));
    if (ms < 3_600_000) return units.min(Math.round(ms / 60_000));
    if (ms < 86_400_000) return units.h(ms / 3_600_000);
    return units.day(ms / 86_400_000);
  }

  return {
    date,
    time: when({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    /** To the second: "14:32:07". */
    clock: when({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
    dateTime: when({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    /** Everything, for the tooltip. */
    exact: when({ dateStyle: "full", timeStyle: "medium", hourCycle: "h23" }),
    weekday: when({ weekday: "long", day: "numeric", month: "long" }),
    relative,
    duration,
    number,
    compact: amount({ notation: "compact", maximumFractionDigits: 1 }),
    percent: amount({ style: "percent", maximumFractionDigits: 1 }),
    /** "+12 %", "-3 %", "0 %". */
    difference: amount({ style: "percent", signDisplay: "exceptZero", maximumFractionDigits: 0 }),
    /** "+1,2", "-3". */
    signed: amount({ signDisplay: "exceptZero", maximumFractionDigits: 1 }),
    /** "12 nov." */
    dayMonth: when({ day: "numeric", month: "short" }),
    list: (items: readonly string[]) => list.format(items),
    /** The day in Casablanca, "2026-11-22": to group by. */
    day: (at: Instant) => dayKey.format(new Date(at)),
  };
}

export type Format = ReturnType<typeof build>;

const built = new Map<Language, Format>();

/** Intl's formats cost much to make and nothing to keep. */
export function formatFor(language: Language): Format {
  const known = built.get(language) ?? build(language);
  built.set(language, known);
  return known;
}

/** "+212600111222" is read "+212 600-111222". */
export function phoneText(phone: string): string {
  const parts = phone.match(/^(\+212)(\d{3})(\d{6})$/);
  return parts ? `${parts[1]} ${parts[2]}-${parts[3]}` : phone;
}
