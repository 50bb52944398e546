import { useTranslation } from "react-i18next";
import { Dialog } from "@/components/dialog";
import { Kbd } from "@/components/kbd";
import { type Shortcut, useShortcutList } from "@/lib/keys";

/** Every key that works on this page, by what it belongs to. */
export function KeysSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("shell");
  const groups = grouped(useShortcutList());
  return (
    <Dialog open={open} onClose={onClose} title={t("keys")} className="w-[min(46rem,calc(100vw-2rem))]">
      <div className="gap-6 sm:columns-2">
        {[...groups].map(([group, keys]) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-[0.86rem] font-medium text-soft">{group}</h3>
            <dl>
              {keys.map((each) => (
                <div key={each.keys} className="flex items-center justify-between gap-3 py-0.75">
                  <dt>{each.label}</dt>
                  <dd>
                    <Kbd keys={each.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function grouped(list: readonly Shortcut[]): Map<string, Shortcut[]> {
  const groups = new Map<string, Shortcut[]>();
  for (const each of list) {
    if (!each.label) continue;
    const group = each.group ?? "";
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  return groups;
}
