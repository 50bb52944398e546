import { Link } from "@tanstack/react-router";
import { ArrowLeft, MessageSquareText, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Bidi, Code, FaultState, IconButton, Phone, Prose, Skeleton } from "@/components";
import { PresenceChip } from "@/domain/presence";
import { Timeline } from "@/domain/timeline";
import { api } from "@/lib/api";
import { Actions } from "./actions";
import type { Acting } from "./acting";
import type { CaseFile } from "./changes";
import { Facts } from "./facts";
import { NoteBox } from "./note-box";

import { Tickets } from "./tickets";

type Props = { id: string; onClose: () => void; onAct: (what: Acting["what"]) => void; noting: number };

/** One complaint with everything about it, beside the list; on a phone in its place. */
export function Detail({ id, ...rest }: Props) {
  const { data, error, refetch } = api.useQuery("get", "/api/complaints/{complaint_id}", {
    params: { path: { complaint_id: id } },
  });
  if (error && !data) return <FaultState error={error} onRetry={() => void refetch()} />;
  return data ? <Shown key={id} file={data} {...rest} /> : <Shape />;
}

function Shown({ file, onClose, onAct, noting }: Omit<Props, "id"> & { file: CaseFile }) {
  const { t } = useTranslation("complaints");
  return (
    <article aria-label={t("detail.name", { contract: file.contract })} className="flex h-full min-h-0 flex-col">
      <header className="flex flex-col gap-2 border-b border-line px-4 py-2.5">
        <div className="flex items-center gap-2">
          <IconButton
            name={t("detail.back")}
            className="md:hidden"
            icon={<ArrowLeft aria-hidden className="size-4.5 rtl:-scale-x-100" />}
            onClick={onClose}
          />
          <h2 className="min-w-0 flex-1 truncate text-[1.14rem] font-semibold">
            <Link to="/app/contracts/$number" params={{ number: file.contract }} className="hover:underline">
              <Code>{file.contract}</Code>
            </Link>
          </h2>
          <PresenceChip resource={`complaint:${file.id}`} />
          <IconButton
            name={t("detail.close")}
            keys="Escape"
            className="max-md:hidden"
            icon={<X aria-hidden className="size-4" />}
            onClick={onClose}
          />
        </div>
        <Actions file={file} onAct={onAct} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 py-3">
        <Facts file={file} onAct={onAct} />
        <Who file={file} />
        {file.details && (
          <section className="flex flex-col gap-1">
            <h3 className="text-[0.93rem] text-soft">{t("details")}</h3>
            <Prose text={file.details} className="rounded-md bg-ground px-3 py-2" />
          </section>
        )}
        <Tickets file={file} />
        <NoteBox file={file} focus={noting} />
        <Timeline title={t("detail.history")} history={file.history} />
      </div>
    </article>
  );
}

function Who({ file: { contractor } }: { file: CaseFile }) {
  const { t } = useTranslation("complaints");
  return (
    <section aria-label={t("contractor")} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-ground px-3 py-2">
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">
          <Bidi>{contractor.name || "–"}</Bidi>
        </span>
        <span className="text-soft">
          <Phone number={contractor.phone} />
        </span>
      </span>
      <Link to="/app/messages" search={{ contractor: contractor.id }} className="inline-flex items-center gap-1.5 text-info hover:underline">
        <MessageSquareText aria-hidden className="size-4" />
        {t("detail.messages")}
      </Link>
    </section>
  );
}

function Shape() {
  return (
    <div className="flex flex-col gap-4 p-4">
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-8.5" />
      <Skeleton className="h-36" />
      <Skeleton className="h-14" />
      <Skeleton className="h-24" />
    </div>
  );
}
