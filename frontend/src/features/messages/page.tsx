import { useNavigate, useSearch } from "@tanstack/react-router";
import { MessageSquareText } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, cx, EmptyState, ExportButton, FaultState, Page, useExport } from "@/components";
import { kept } from "@/domain/views";
import { useHandled } from "@/features/conversation/actions";
import { useKeys } from "@/lib/keys";
import { usePhone } from "@/lib/phone";
import { useMay } from "@/lib/session";
import { BulkBar } from "./bulk-bar";
import { Detail } from "./detail";
import { FilterBar } from "./filters";
import { type Message, useMessages, useWanted } from "./list";
import { ListPane } from "./list-pane";
import type { Filters } from "./search";
import { useSeen } from "./seen";
import { ViewsBar } from "./views-bar";

const NOBODY: ReadonlySet<string> = new Set();

/** The messages and, beside the list, the conversation of the one that is open; on a phone one or the other. */
export function MessagesPage() {
  const { t } = useTranslation("messages");
  const phone = usePhone();
  const { filters, open, put, show, onFilters } = usePlace(phone);
  const wanted = useWanted(filters);
  const list = useMessages(wanted);
  const { isNew, see, seeAll } = useSeen();
  useEffect(() => {
    if (open) see(open);
  }, [open, see]);
  const may = useMay();
  const exporting = useExport("/api/exports/messages", wanted);
  const box = useRef<HTMLDivElement>(null);
  useKeys(t("title"), [
    { keys: "/", label: t("search"), run: () => box.current?.querySelector("input")?.focus() },
    ...(may("export") ? [{ keys: "e", label: t("ui:export.start"), run: exporting.start }] : []),
  ]);
  const onOpen = useCallback((row: Message) => show(row.id), [show]);
  const close = () => show(undefined);
  const from = useMemo(() => list.rows.find(({ id }) => id === open)?.contractor, [list.rows, open]);
  const [chosen, setChosen] = useState(NOBODY);
  const handled = useHandled();
  const exportingChosen = useExport("/api/exports/messages", { id: [...chosen] });
  // What somebody dealt with stays theirs: an undo must not take it from them.
  const finish = () => {
    const theirs = new Set(list.rows.filter(({ handled_by: by }) => by).map(({ id }) => id));
    const ids = [...chosen].filter((id) => !theirs.has(id));
    if (ids.length > 0) handled.mutate(ids, { onSuccess: () => setChosen(NOBODY) });
    else setChosen(NOBODY);
  };
  const filtered = Object.keys(kept(filters)).length > 0;

  if (phone && open) return <Detail message={open} from={from} onOpen={show} onClose={close} phone className="h-full" />;
  return (
    <Page
      filled
      title={t("title")}
      actions={may("export") && <ExportButton exporting={exporting} />}
      filters={
        <div className="flex flex-col gap-2">
          <ViewsBar filters={filters} onFilters={onFilters} onSeeAll={seeAll} />
          <FilterBar filters={filters} onChange={put} onClear={() => onFilters({})} box={box} />
          {chosen.size > 0 && (
            <BulkBar
              count={chosen.size}
              busy={handled.isPending}
              onHandled={finish}
              exporting={may("export") ? exportingChosen : undefined}
              onClear={() => setChosen(NOBODY)}
            />
          )}
        </div>
      }
    >
      {list.error && list.rows.length === 0 ? (
        <FaultState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <div className={cx("grid h-full min-h-0 gap-3", !phone && "grid-cols-[minmax(19rem,38fr)_minmax(0,62fr)]")}>
          <ListPane
            list={list}
            current={open}
            onOpen={onOpen}
            chosen={chosen}
            onChoose={may("work") ? setChosen : undefined}
            isNew={isNew}
            empty={<Nothing filtered={filtered} onClear={() => onFilters({})} />}
          />
          {!phone && (open ? <Detail message={open} from={from} onOpen={show} onClose={close} phone={false} /> : <Unopened />)}
        </div>
      )}
    </Page>
  );
}

/** Where one is: the filters and the open message, both in the URL. */
function usePlace(phone: boolean) {
  const { open, ...filters } = useSearch({ from: "/app/messages" });
  const navigate = useNavigate({ from: "/app/messages" });
  const put = useCallback(
    (change: Partial<Filters>) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
    [navigate],
  );
  const onFilters = (next: Filters) => void navigate({ search: { ...next, open: phone ? undefined : open } });
  const opened = open !== undefined;
  // On a phone the conversation is a page of its own: "back" leads to the list.
  const show = useCallback(
    (message: string | undefined) =>
      void navigate({ search: (before) => ({ ...before, open: message }), replace: opened || !phone }),
    [navigate, opened, phone],
  );
  return { filters, open, put, show, onFilters };
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation("messages");
  if (!filtered) return <EmptyState title={t("none.title")} hint={t("none.hint")} />;
  return <EmptyState title={t("noMatch.title")} hint={t("noMatch.hint")} action={<Button onClick={onClear}>{t("clearAll")}</Button>} />;
}

function Unopened() {
  const { t } = useTranslation("messages");
  return (
    <div className="flex items-center justify-center rounded-card border border-dashed border-line">
      <EmptyState icon={<MessageSquareText className="size-5" />} title={t("unopened.title")} hint={t("unopened.hint")} />
    </div>
  );
}
