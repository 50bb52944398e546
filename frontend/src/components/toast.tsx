import { Toast as Base } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { i18n } from "@/lib/i18n";
import { Button } from "./button";
import { cx } from "./cx";

const SHOWN_MS = 4_000;
const UNDO_MS = 6_000;
const FAULT_MS = 10_000;
const manager = Base.createToastManager();

/** From anywhere, also outside React. Toasts never take the focus; F6 goes to them. */
export const toast = {
  /** Something is done; with `undo` there are six seconds to take it back. */
  done(text: string, undo?: () => void) {
    const id: string = manager.add({
      title: text,
      type: "done",
      timeout: undo ? UNDO_MS : SHOWN_MS,
      ...(undo && {
        actionProps: {
          children: i18n.t("ui:undo"),
          onClick: () => {
            manager.close(id);
            undo();
          },
        },
      }),
    });
  },
  /** Something went wrong; it stays longer and is read out at once. */
  fault(text: string) {
    manager.add({ title: text, type: "fault", timeout: FAULT_MS, priority: "high" });
  },
};

export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-3 bottom-18 z-60 mx-auto flex w-[min(26rem,calc(100vw-1.5rem))] flex-col gap-2 outline-none md:inset-x-auto md:end-4 md:bottom-4">
          <Shown />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Shown() {
  const { toasts } = Base.useToastManager();
  const { t } = useTranslation();
  return toasts.map((each) => (
    <Base.Root
      key={each.id}
      toast={each}
      swipeDirection={["left", "right"]}
      className={cx(
        "rounded-card border border-line bg-raised shadow-pop transition-opacity",
        "data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0",
      )}
    >
      <Base.Content className="flex items-center gap-2 px-3 py-2">
        {each.type === "fault" ? (
          <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />
        ) : (
          <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
        )}
        <Base.Title className="min-w-0 flex-1 text-[1rem] font-normal" />
        {each.actionProps && <Base.Action render={<Button size="small" />} />}
        <Base.Close
          aria-label={t("ui:close")}
          className="flex size-7 items-center justify-center rounded-md text-soft hover:bg-hover"
        >
          <X aria-hidden className="size-4" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
