import { useTranslation } from "react-i18next";
import { Bidi, Button, Chip, Drawer, FaultState, SkeletonRows, Time } from "@/components";
import { api } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { Bubble } from "./bubble";
import { LANGUAGES, type Template, type Texts } from "./keys";
import { Change } from "./newer";
import { usePreview } from "./preview";
import { useRollBack } from "./publish";

type Props = { open: boolean; template: Template; onClose: () => void; onTake: (texts: Texts) => void };

/** Everything that was ever sent under this key, newest first. */
export function Versions({ open, template, onClose, onTake }: Props) {
  const { t } = useTranslation("templates");
  const { key } = template;
  const found = api.useQuery("get", "/api/templates/{key}/versions", { params: { path: { key } } }, { enabled: open });
  return (
    <Drawer open={open} onClose={onClose} title={t("versionsOf", { name: t(`key.${key}.name`) })} className="w-[min(36rem,calc(100vw-2.5rem))]">
      {found.isPending && <SkeletonRows rows={4} />}
      {found.isError && <FaultState error={found.error} onRetry={() => void found.refetch()} />}
      <ol className="flex flex-col gap-2">
        {found.data?.map((version) => (
          <Version key={version.version} old={version} current={template} onClose={onClose} onTake={onTake} />
        ))}
      </ol>
    </Drawer>
  );
}

type OneProps = { old: Template; current: Template; onClose: () => void; onTake: (texts: Texts) => void };

function Version({ old, current, onClose, onTake }: OneProps) {
  const { t } = useTranslation("templates");
  const isCurrent = old.version === current.version;
  return (
    <li>
      <details open={isCurrent} className="rounded-card border border-line">
        <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-2 px-3 py-2 hover:bg-hover">
          <span className="font-medium">{t("versionNumber", { version: old.version })}</span>
          {isCurrent && <Chip tone="good">{t("current")}</Chip>}
          <span className="ms-auto text-soft">
            {old.version === 0 ? t("original") : <Bidi>{old.by?.name || old.by?.email || "JARVIS"}</Bidi>} {old.at && <Time at={old.at} />}
          </span>
        </summary>
        <div className="flex flex-col gap-3 border-t border-line p-3">
          <AsSent version={old} />
          {!isCurrent && <Compared old={old} current={current} onClose={onClose} onTake={onTake} />}
        </div>
      </details>
    </li>
  );
}

function AsSent({ version }: { version: Template }) {
  const { t } = useTranslation("templates");
  const format = useFormat();
  const { data } = usePreview(version.key, version, "");
  return (
    <div className="rounded-card bg-ground p-3">
      <Bubble name={t("preview.title")} text={data?.text || `${version.fr}\n\n${version.ar}`} at={version.at ? format.time(version.at) : ""} />
    </div>
  );
}

function Compared({ old, current, onClose, onTake }: OneProps) {
  const { t } = useTranslation("templates");
  const rollBack = useRollBack(current, onClose);
  const same = old.fr === current.fr && old.ar === current.ar;
  if (same) return <p className="text-soft">{t("identical")}</p>;
  const take = () => {
    onTake(old);
    onClose();
  };
  return (
    <>
      <h3 className="font-medium">{t("comparedTo")}</h3>
      {LANGUAGES.map((language) => (
        <Change key={language} language={language} before={current[language]} after={old[language]} />
      ))}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={take}>{t("writeHere")}</Button>
        <Button look="primary" busy={rollBack.isPending} onClick={() => rollBack.mutate({ to: old.version, version: current.version })}>
          {t("rollBack")}
        </Button>
      </div>
    </>
  );
}
