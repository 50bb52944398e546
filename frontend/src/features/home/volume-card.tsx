import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card, Code, Skeleton, Tip } from "@/components";
import { api } from "@/lib/api";
import { useFormat, useNow } from "@/lib/format";
import { dayBefore, type Hour, hoursOf, soFar } from "./volume";

const HOUR_MS = 3_600_000;

/** How much came in today, hour by hour, against yesterday at this time. */
export function VolumeCard() {
  const { t } = useTranslation("home");
  const format = useFormat();
  const now = useNow();
  const today = format.day(now);
  const query = { since: dayBefore(today) };
  const { data } = api.useQuery("get", "/api/dashboard/stats", { params: { query } }, { refetchInterval: 60_000 });
  const hours = data && hoursOf(data.series, format.day, today);
  const sums = hours && soFar(hours, now);
  return (
    <Card className="px-4 pt-3 pb-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-semibold">{t("volume.title")}</h2>
        {sums ? (
          <>
            <Link to="/app/messages" search={{ period: "today" }} className="rounded-md text-[1.36rem] font-semibold underline-offset-4 hover:underline">
              <Code>{format.number(sums.today)}</Code>
            </Link>
            <Compared {...sums} />
          </>
        ) : (
          <Skeleton className="h-7 w-40" />
        )}
      </div>
      <ol className="mt-2 flex h-24 gap-px" aria-label={t("volume.byHour")}>
        {hours?.map((hour) => <Bar key={hour.at} hour={hour} most={mostOf(hours)} />)}
      </ol>
      <div aria-hidden className="tabular flex justify-between pt-1 text-[0.79rem] text-soft">
        {["00", "06", "12", "18", "24"].map((hour) => <span key={hour}>{hour}:00</span>)}
      </div>
    </Card>
  );
}

function Compared({ today, yesterday }: { today: number; yesterday: number }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const change = yesterday > 0 ? format.difference((today - yesterday) / yesterday) : "";
  return (
    <Link to="/app/messages" search={{ period: "yesterday" }} className="rounded-md text-soft underline-offset-2 hover:underline">
      {t("volume.yesterday", { count: yesterday })} {change && <Code>({change})</Code>}
    </Link>
  );
}

function Bar({ hour, most }: { hour: Hour; most: number }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const until = new Date(Date.parse(hour.at) + HOUR_MS);
  const text = t("volume.hour", { from: format.time(hour.at), to: format.time(until), count: hour.today, before: hour.yesterday });
  return (
    <li className="flex-1">
      <Tip text={text}>
        <Link
          to="/app/messages"
          search={{ since: hour.at, until: until.toISOString() }}
          aria-label={text}
          className="relative flex h-full items-end rounded-sm bg-linear-to-t from-hover to-transparent hover:bg-hover"
        >
          <span className="absolute inset-x-0 bottom-0 rounded-t-sm bg-line" style={{ blockSize: `${(100 * hour.yesterday) / most}%` }} />
          <span className="absolute inset-x-[22%] bottom-0 rounded-t-sm bg-info" style={{ blockSize: `${(100 * hour.today) / most}%` }} />
        </Link>
      </Tip>
    </li>
  );
}

function mostOf(hours: readonly Hour[]): number {
  return Math.max(1, ...hours.flatMap(({ today, yesterday }) => [today, yesterday]));
}
