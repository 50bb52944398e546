import { useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { type KeyboardEvent, type Ref } from "react";
import { useTranslation } from "react-i18next";
import { Button, cx, Kbd } from "@/components";
import { client, useChange } from "@/lib/api";
import { useDraft } from "@/lib/drafts";
import { useFormat } from "@/lib/format";
import { useMe } from "@/lib/session";
import { scriptMissing } from "./scripts";
import { showSent } from "./thread";

const LONGEST = 4000;
const NEARLY = 3600;

type Props = { contractor: string; withHuman: boolean; box?: Ref<HTMLTextAreaElement> };

/** Writes to the contractor; whoever sends has the conversation from then on, and is told so before. */
export function Composer({ contractor, withHuman, box }: Props) {
  const { t } = useTranslation("conversation");
  const format = useFormat();
  const [text, write, forget] = useDraft(`reply:${contractor}`);
  const send = useSend(contractor, forget);
  const ready = text.trim() !== "" && text.length <= LONGEST && !send.isPending;
  const submit = () => ready && send.mutate(text.trim());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  const missing = scriptMissing(text);
  return (
    <form
      className="flex flex-col gap-1.5 border-t border-line bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        ref={box}
        dir={text ? "auto" : undefined}
        rows={2}
        aria-label={t("composer.label")}
        placeholder={t("composer.placeholder")}
        value={text}
        readOnly={send.isPending}
        onChange={({ target }) => write(target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-48 min-h-15 w-full resize-none rounded-lg border border-line-strong bg-surface px-2.5 py-1.5 placeholder:text-soft"
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className={cx("min-w-0 flex-1 basis-52 text-[0.86rem]", missing ? "text-warn" : "text-soft")} aria-live="polite">
          {missing ? t(`composer.add.${missing}`) : t(withHuman ? "composer.yours" : "composer.takes")}
        </p>
        {text.length > NEARLY && (
          <span className={cx("tabular text-[0.86rem]", text.length > LONGEST ? "text-bad" : "text-soft")} dir="ltr">
            {format.number(text.length)} / {format.number(LONGEST)}
          </span>
        )}
        <span className="hidden md:inline">
          <Kbd keys="mod+Enter" />
        </span>
        <Button type="submit" look="primary" disabled={!ready} busy={send.isPending} icon={<Send aria-hidden className="size-4 rtl:-scale-x-100" />}>
          {t("composer.send")}
        </Button>
      </div>
    </form>
  );
}

function useSend(contractor: string, forget: () => void) {
  const queries = useQueryClient();
  const me = useMe();
  return useChange({
    send: async (text: string) => {
      const path = { contractor_id: contractor };
      const { data } = await client.POST("/api/contractors/{contractor_id}/reply", { params: { path }, body: { text } });
      return data;
    },
    touches: ["/api/contractors", "/api/dashboard/messages"],
    onDone: (queued) => {
      forget();
      if (!queued) return;
      const by = { id: me.id, name: me.name, email: me.email };
      const { id, text, delivery = "queued" } = queued;
      showSent(queries, contractor, { id, text, delivery, by, attempts: 0, reason: "", queued_at: new Date().toISOString() });
    },
  });
}
