import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button";
import { cx } from "./cx";
import { BACKDROP } from "./popup";

const SIDES = {
  start: "start-0 border-e data-starting-style:-translate-x-8 rtl:data-starting-style:translate-x-8",
  end: "end-0 border-s data-starting-style:translate-x-8 rtl:data-starting-style:-translate-x-8",
};

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  side?: keyof typeof SIDES;
  children: ReactNode;
  className?: string;
};

/** A panel at the page's side: details on a phone, a form beside what it is about. */
export function Drawer({ open, onClose, title, side = "end", children, className }: Props) {
  const { t } = useTranslation();
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup
          className={cx(
            "fixed inset-y-0 z-50 flex w-[min(26rem,calc(100vw-2.5rem))] flex-col border-line bg-surface shadow-pop outline-none",
            "transition-[transform,opacity] data-ending-style:opacity-0 data-starting-style:opacity-0",
            SIDES[side],
            className,
          )}
        >
          <div className="flex items-center gap-2 border-b border-line px-4 py-2">
            <Base.Title className="min-w-0 flex-1 truncate font-semibold">{title}</Base.Title>
            <Base.Close
              aria-label={t("ui:close")}
              render={<Button look="quiet" square icon={<X aria-hidden className="size-4" />} />}
            />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
