import { Bot, Hourglass, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, Bidi } from "@/components";
import { useFormat, useNow } from "@/lib/format";
import { useMay } from "@/lib/session";
import { useHandBack, useTakeOver } from "./actions";

type Props = { contractor: string; until: string; by?: string | undefined };

const MINUTE = 60_000;
const SOON = 5;

/** While a colleague has the conversation: who, for how long, and the way back to the bot. */
export function HumanBanner({ contractor, until, by }: Props) {
  const { t } = useTranslation("conversation");
  const format = useFormat();
  const now = useNow();
  const works = useMay()("work");
  const take = useTakeOver();
  const give = useHandBack();
  const left = Math.ceil((Date.parse(until) - now) / MINUTE);
  if (left <= 0) return null;
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-info-tint px-3 py-1.5 text-info">
      <UserRound aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{by ? <Bidi>{t("human.by", { name: by })}</Bidi> : t("human.somebody")}</span>{" "}
        {t("human.left", { time: format.time(until), left: format.duration(left * MINUTE) })}
      </p>
      {works && (
        <span className="flex gap-2">
          {left <= SOON && (
            <Button size="small" busy={take.isPending} icon={<Hourglass aria-hidden className="size-4" />} onClick={() => take.mutate({ contractor })}>
              {t("human.longer")}
            </Button>
          )}
          <Button size="small" busy={give.isPending} icon={<Bot aria-hidden className="size-4" />} onClick={() => give.mutate({ contractor })}>
            {t("human.handBack")}
          </Button>
        </span>
      )}
    </div>
  );
}
