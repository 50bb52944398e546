import { BookmarkPlus, CheckCheck, EllipsisVertical, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Bidi, Button, cx, Dialog, Field, IconButton, Menu, MenuItem, toast } from "@/components";
import { api } from "@/lib/api";
import type { Filters } from "./search";
import { BUILT_IN, kept, sameFilters, useViews } from "./views";

type Props = { filters: Filters; onFilters: (filters: Filters) => void; onSeeAll: () => void };

/** Named filters in one click; the URL is theirs, so a link to one is a view shared. */
export function ViewsBar({ filters, onFilters, onSeeAll }: Props) {
  const { t } = useTranslation("messages");
  const { views, save, remove } = useViews();
  const [naming, setNaming] = useState(false);
  const today = api.useQuery("get", "/api/dashboard/today").data;
  const counts: Record<string, number> = { todo: today?.attention.count ?? 0, waiting: today?.waiting ?? 0 };
  const own = views.find((view) => sameFilters(view.filters, filters));
  const named = own ?? BUILT_IN.find((view) => sameFilters(view.filters, filters));
  return (
    <div className="flex min-w-0 items-center gap-1">
      <nav aria-label={t("views")} className="flex min-w-0 gap-1 overflow-x-auto p-0.5">
        {BUILT_IN.map((view) => (
          <ViewButton key={view.key} active={named === view} onClick={() => onFilters(view.filters)}>
            {t(`view.${view.key}`)}
            <Badge count={counts[view.key] ?? 0} name={t("inView", { count: counts[view.key] ?? 0 })} />
          </ViewButton>
        ))}
        {views.map((view) => (
          <ViewButton key={view.name} active={named === view} onClick={() => onFilters(view.filters)}>
            <Bidi>{view.name}</Bidi>
          </ViewButton>
        ))}
      </nav>
      <Menu trigger={<IconButton name={t("viewMenu")} icon={<EllipsisVertical aria-hidden className="size-4" />} />}>
        <MenuItem disabled={Boolean(named)} icon={<BookmarkPlus aria-hidden className="size-4" />} onClick={() => setNaming(true)}>
          {t("saveView")}
        </MenuItem>
        {own && (
          <MenuItem
            danger
            icon={<Trash2 aria-hidden className="size-4" />}
            onClick={() => {
              remove(own.name);
              toast.done(t("viewRemoved", { name: own.name }), () => save(own.name, own.filters));
            }}
          >
            {t("removeView", { name: own.name })}
          </MenuItem>
        )}
        <MenuItem icon={<CheckCheck aria-hidden className="size-4" />} onClick={onSeeAll}>
          {t("seeAll")}
        </MenuItem>
      </Menu>
      <NameDialog key={String(naming)} open={naming} onClose={() => setNaming(false)} onName={(name) => save(name, kept(filters))} />
    </div>
  );
}

function ViewButton({ active, onClick, children }: { active: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={active}
      onClick={onClick}
      className={cx(
        "inline-flex h-7.5 shrink-0 items-center gap-1.5 rounded-full px-3 whitespace-nowrap pointer-coarse:min-h-11",
        active ? "bg-strong font-medium text-on-strong" : "text-soft hover:bg-hover hover:text-ink",
      )}
    >
      {children}
    </button>
  );
}

function NameDialog({ open, onClose, onName }: { open: boolean; onClose: () => void; onName: (name: string) => void }) {
  const { t } = useTranslation("messages");
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
      title={t("saveView")}
      hint={t("saveViewHint")}
      actions={
        <>
          <Button onClick={onClose}>{t("ui:cancel")}</Button>
          <Button look="primary" disabled={!name.trim()} onClick={done}>
            {t("save")}
          </Button>
        </>
      }
    >
      <Field label={t("viewName")} dir="auto" maxLength={40} value={name} onChange={({ target }) => setName(target.value)} onKeyDown={({ key }) => key === "Enter" && done()} />
    </Dialog>
  );
}
