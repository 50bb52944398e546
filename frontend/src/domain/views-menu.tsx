import { BookmarkPlus, EllipsisVertical, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Dialog, Field, IconButton, Menu, MenuItem, toast } from "@/components";
import type { useViews, View } from "./views";

type Props<Filters extends object> = {
  filters: Filters;
  own: ReturnType<typeof useViews<Filters>>;
  /** One's own view that shows, if any: it may be removed. */
  shown: View<Filters> | undefined;
  /** Whether these filters have a name already. */
  named: boolean;
  children?: ReactNode;
};

/** Keeps the filters under a name, or gives a name up; what else the list can do stands below. */
export function ViewsMenu<Filters extends object>({ filters, own: { save, remove }, shown, named, children }: Props<Filters>) {
  const { t } = useTranslation("domain");
  const [naming, setNaming] = useState(false);
  const giveUp = ({ name, filters: those }: View<Filters>) => {
    remove(name);
    toast.done(t("views.removed", { name }), () => save(name, those));
  };
  return (
    <>
      <Menu trigger={<IconButton name={t("views.manage")} icon={<EllipsisVertical aria-hidden className="size-4" />} />}>
        <MenuItem disabled={named} icon={<BookmarkPlus aria-hidden className="size-4" />} onClick={() => setNaming(true)}>
          {t("views.save")}
        </MenuItem>
        {shown && (
          <MenuItem danger icon={<Trash2 aria-hidden className="size-4" />} onClick={() => giveUp(shown)}>
            {t("views.remove", { name: shown.name })}
          </MenuItem>
        )}
        {children}
      </Menu>
      <NameDialog key={String(naming)} open={naming} onClose={() => setNaming(false)} onName={(name) => save(name, filters)} />
    </>
  );
}

function NameDialog({ open, onClose, onName }: { open: boolean; onClose: () => void; onName: (name: string) => void }) {
  const { t } = useTranslation("domain");
  const [name, setName] = useState("");
  const done = () => {
    if (!name.trim()) return;
    onName(name.trim());
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("views.save")}
      hint={t("views.hint")}
      actions={
        <>
          <Button onClick={onClose}>{t("ui:cancel")}</Button>
          <Button look="primary" disabled={!name.trim()} onClick={done}>
            {t("views.keep")}
          </Button>
        </>
      }
    >
      <Field label={t("views.name")} dir="auto" maxLength={40} value={name} onChange={({ target }) => setName(target.value)} onKeyDown={({ key }) => key === "Enter" && done()} />
    </Dialog>
  );
}
