import { useTranslation } from "react-i18next";
import { Prose, Time } from "@/components";
import { State } from "@/domain/labels";
import { api } from "@/lib/api";
import type { TicketFile } from "./changes";

const LOOKED_AT = 100;

/** The replies to the contractor that name this ticket, as they went out. */
export function ToldSoFar({ file }: { file: TicketFile }) {
  const { t } = useTranslation("tickets");
  const params = { path: { contractor_id: file.contractor.id }, query: { limit: LOOKED_AT } };
  const { data } = api.useQuery("get", "/api/contractors/{contractor_id}/thread", { params });
  const told = (data?.items ?? []).flatMap(({ reply }) => (reply && reply.text.includes(file.number) ? [reply] : []));
  if (told.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-[0.93rem] text-soft">{t("detail.told")}</h3>
      {told.map((reply) => (
        <div key={reply.id} className="flex flex-col gap-1 rounded-lg rounded-se-none bg-good-tint px-3 py-2">
          <Prose text={reply.text} />
          <span className="flex items-center gap-2 text-[0.93rem] text-soft">
            <Time at={reply.queued_at} /> <State of="delivery" is={reply.delivery} />
          </span>
        </div>
      ))}
    </section>
  );
}
