import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card, Chip, Code, FaultState, Figure, Skeleton } from "@/components";
import { api, type Schemas } from "@/lib/api";
import { rangesOf } from "@/features/analytics/ranges";
import { usePromiseFigures } from "@/features/promises/figures";
import { useFormat, useNow } from "@/lib/format";

type Promised = Schemas["PromiseOut"];

/** How the promises stand: the broken ones by name, the others counted. */
export function PromisesCard() {
  const { t } = useTranslation("home");
  const format = useFormat();
  const now = useNow();
  const week = rangesOf({}, format.day(now), now).now;
  const { data, error, refetch } = api.useQuery("get", "/api/dashboard/promises", { params: { query: week } }, { refetchInterval: 60_000 });
  const by = (standing: Promised["standing"]) => data?.promises.filter((each) => each.standing === standing) ?? [];
  const broken = by("broken");
  return (
    <Card title={t("promises.title")} actions={<All />}>
      {error && !data ? (
        <FaultState error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="flex flex-col gap-1.5 py-3">
          <p className="flex flex-wrap gap-1.5 px-4">
            {data ? (
              <>
                <Chip tone="good">{t("promises.kept", { count: by("kept").length })}</Chip>
                {broken.length > 0 && <Chip tone="bad">{t("promises.broken", { count: broken.length })}</Chip>}
                <Chip>{t("promises.unknown", { count: by("unknown").length })}</Chip>
              </>
            ) : (
              <Skeleton />
            )}
          </p>
          <ul>
            {broken.map((each) => (
              <Broken key={each.key} promise={each} />
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function Broken({ promise }: { promise: Promised }) {
  const { t } = useTranslation("promises");
  const { value, target } = usePromiseFigures()(promise);
  return (
    <li>
      <Link
        to="/app/promises"
        hash={promise.key}
        className="flex items-baseline justify-between gap-3 px-4 py-1 outline-offset-[-2px] hover:bg-hover"
      >
        <span className="truncate">{t(`name.${promise.key}`)}</span>
        <span className="whitespace-nowrap">
          <Figure className="font-medium text-bad">{value}</Figure> <Code className="text-soft">{target}</Code>
        </span>
      </Link>
    </li>
  );
}

function All() {
  const { t } = useTranslation("home");
  return (
    <Link to="/app/promises" className="rounded-md text-[0.93rem] text-soft underline-offset-2 hover:text-ink hover:underline">
      {t("all")}
    </Link>
  );
}
