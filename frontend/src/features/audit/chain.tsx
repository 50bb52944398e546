import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, Chip, Code, Dialog } from "@/components";
import { api, type Schemas } from "@/lib/api";
import { useFormat } from "@/lib/format";
import { explain } from "@/lib/problems";

type Props = { open: boolean; onOpen: () => void; onClose: () => void };

/** Follows the chain when asked: nothing is said of it before. */
export function Chain({ open, onOpen, onClose }: Props) {
  const { t } = useTranslation("audit");
  const format = useFormat();
  const found = api.useQuery("get", "/api/audit/verify", {}, { enabled: open, staleTime: 0, retry: false });
  const { data, dataUpdatedAt } = found;
  return (
    <>
      {data && (
        <Chip tone={data.ok ? "good" : "bad"} className="self-center">{data.ok ? t("chain.until", { at: format.time(dataUpdatedAt) }) : t("chain.broken")}</Chip>
      )}
      <Button icon={<ShieldCheck aria-hidden className="size-4" />} busy={found.isFetching} onClick={onOpen}>
        {t(found.isFetching ? "chain.verifying" : "chain.verify")}
      </Button>
      <Dialog open={open} onClose={onClose} title={t("chain.verify")} hint={t("chain.hint")}>
        <div role="status" className="flex flex-col gap-2">
          {found.isFetching && <p className="text-soft">{t("chain.verifying")}</p>}
          {found.isError && !found.isFetching && <p className="text-bad">{explain(found.error)}</p>}
          {data && !found.isFetching && <Verdict data={data} at={format.exact(dataUpdatedAt)} />}
        </div>
      </Dialog>
    </>
  );
}

function Verdict({ data, at }: { data: Schemas["VerifiedOut"]; at: string }) {
  const { t } = useTranslation("audit");
  if (data.ok) {
    return (
      <>
        <p className="flex items-center gap-2 font-medium text-good">
          <ShieldCheck aria-hidden className="size-5" />
          {t("chain.ok", { count: data.entries })}
        </p>
        <p className="text-soft">{t("chain.until", { at })}</p>
        <p className="text-soft">
          {t("chain.head")}: <Code className="text-[0.86rem] wrap-anywhere">{data.head}</Code>
        </p>
      </>
    );
  }
  return (
    <>
      <p className="flex items-center gap-2 font-medium text-bad">
        <ShieldAlert aria-hidden className="size-5" />
        {t("chain.broken")}
      </p>
      <ul className="list-disc ps-5">
        {data.broken.map(({ seq, fault }) => (
          <li key={`${seq} ${fault}`}>{t(`chain.${fault}`, { seq })}</li>
        ))}
      </ul>
    </>
  );
}
