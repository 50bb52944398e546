import { Check } from "lucide-react";
import { cx } from "@/components";
import { useName, VALUES } from "@/domain/labels";
import type { Status } from "./changes";

/** Where it stands on its way: open, in progress, resolved, closed. */
export function Steps({ status }: { status: Status }) {
  const name = useName();
  const here = VALUES.ticket_status.indexOf(status);
  return (
    <ol className="flex">
      {VALUES.ticket_status.map((each, index) => (
        <li key={each} aria-current={index === here ? "step" : undefined} className="flex flex-1 flex-col gap-1">
          <span aria-hidden className="flex items-center">
            <span
              className={cx(
                "flex size-5 shrink-0 items-center justify-center rounded-full border-2",
                index < here && "border-good bg-good text-surface",
                index === here && (here === 3 ? "border-good bg-good text-surface" : "border-accent bg-surface"),
                index > here && "border-line bg-surface",
              )}
            >
              {(index < here || here === 3) && <Check className="size-3" />}
            </span>
            {index < 3 && <span className={cx("h-0.5 flex-1", index < here ? "bg-good" : "bg-line")} />}
          </span>
          <span className={cx("pe-1 text-[0.86rem]", index === here ? "font-medium" : "text-soft")}>{name("ticket_status", each)}</span>
        </li>
      ))}
    </ol>
  );
}
