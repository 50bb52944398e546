import { lazy, Suspense } from "react";
import { useAtHand } from "@/lib/at-hand";
import type { NewComplaintProps } from "./new-complaint-dialog";

const load = () => import("./new-complaint-dialog").then(({ NewComplaintDialog: dialog }) => ({ default: dialog }));
const NewComplaintDialog = lazy(load);

/** Files a complaint for a contractor: by hand, of a contract or of a message. What was typed survives closing. */
export function NewComplaint({ open, ...rest }: NewComplaintProps & { open: boolean }) {
  useAtHand(load);
  if (!open) return null;
  return (
    <Suspense>
      <NewComplaintDialog {...rest} />
    </Suspense>
  );
}
