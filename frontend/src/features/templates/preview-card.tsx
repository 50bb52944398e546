import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card, Chip, FaultState, Field, Skeleton } from "@/components";
import { useFormat, useNow } from "@/lib/format";
import { Bubble } from "./bubble";
import type { usePreview } from "./preview";

type Props = { preview: ReturnType<typeof usePreview>; contract: string; onContract: (contract: string) => void };

/** What the contractor will see; the last good one stays, paler, while the text is being mended. */
export function PreviewCard({ preview, contract, onContract }: Props) {
  const { t } = useTranslation("templates");
  const { data, error, refused, refetch } = preview;
  const now = data?.text ?? "";
  const [good, setGood] = useState("");
  if (now && now !== good) setGood(now);
  const stale = !now && good !== "";
  const format = useFormat();
  const clock = format.time(useNow());
  return (
    <Card
      title={t("preview.title")}
      actions={data && <Chip tone={data.real ? "info" : "calm"}>{t(data.real ? "preview.isReal" : "preview.isSample")}</Chip>}
    >
      <div className="grid gap-4 p-3 md:p-4 lg:grid-cols-[minmax(0,1fr)_14rem]">
        <div className="min-h-36 rounded-card bg-ground p-4" aria-live="polite">
          {error && !refused ? (
            <FaultState error={error} onRetry={() => void refetch()} />
          ) : good ? (
            <Bubble name={t("preview.title")} text={good} at={clock} stale={stale} />
          ) : (
            !data && <Skeleton className="h-28 w-72" />
          )}
          {data && !now && <p className="pt-2 text-soft">{t("preview.waiting")}</p>}
        </div>
        <Field
          label={t("preview.real")}
          hint={t("preview.realHint")}
          placeholder="F1234567D"
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={contract}
          error={refused}
          onChange={({ target }) => onContract(target.value)}
        />
      </div>
    </Card>
  );
}
