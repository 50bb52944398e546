import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button";
import { cx } from "./cx";
import { BACKDROP } from "./popup";

const FRAME = cx(
  "fixed inset-x-0 top-[12vh] z-50 mx-auto flex max-h-[76vh] w-[min(36rem,calc(100vw-2rem))] flex-col gap-3",
  "overflow-y-auto rounded-card border border-line bg-raised p-4 shadow-pop outline-none",
  "transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0",
);

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  hint?: ReactNode;
  children?: ReactNode;
  /** At the end of the dialog: the buttons, the important one last. */
  actions?: ReactNode;
  className?: string;
};

export function Dialog({ open, onClose, title, hint, children, actions, className }: Props) {
  const { t } = useTranslation();
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup ref={popup} initialFocus={() => firstField(popup.current)} className={cx(FRAME, className)}>
          <div className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-[1.14rem] font-semibold">{title}</Base.Title>
              {hint && <Base.Description className="text-soft">{hint}</Base.Description>}
            </div>
            {/* No tooltip here: Escape would close it first, the dialog second. */}
            <Base.Close
              aria-label={t("ui:close")}
              render={<Button look="quiet" square size="small" icon={<X aria-hidden className="size-4" />} />}
            />
          </div>
          <ReturnFocus />
          {children}
          {actions && <div className="flex flex-wrap justify-end gap-2 pt-1">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** A dialog that is taken away while open gives the focus back, too: the keys of a list go on where they were. */
function ReturnFocus() {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
      });
    },
    [before],
  );
  return null;
}

/** Somebody who opens a form is about to fill it in; without a field, the first thing that takes the focus. */
function firstField(popup: HTMLElement | null): HTMLElement | true {
  return popup?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, [role=combobox]") ?? true;
}

type Question = { open: boolean; onClose: () => void; title: string; hint: ReactNode; yes: string; onYes: () => void };

/** For what cannot be undone; everything else is done at once and offers "undo". */
export function Confirm({ open, onClose, title, hint, yes, onYes }: Question) {
  const { t } = useTranslation();
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={BACKDROP} />
        <AlertDialog.Popup className={FRAME}>
          <AlertDialog.Title className="text-[1.14rem] font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-soft">{hint}</AlertDialog.Description>
          <div className="flex justify-end gap-2 pt-1">
            <AlertDialog.Close render={<Button>{t("ui:cancel")}</Button>} />
            <AlertDialog.Close render={<Button look="danger" onClick={onYes}>{yes}</Button>} />
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
