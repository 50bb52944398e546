import { type Ref } from "react";
import { useMay } from "@/lib/session";
import { HumanBanner } from "./banner";
import { Composer } from "./composer";
import { useContractor, useThread } from "./thread";
import { ThreadView } from "./thread-view";

type Props = {
  contractor: string;
  current?: string | undefined;
  onOpen?: ((message: string) => void) | undefined;
  box?: Ref<HTMLTextAreaElement>;
};

/** A contractor's conversation with everything to take part in it; as high as what it stands in. */
export function Talk({ contractor, current, onOpen, box }: Props) {
  const works = useMay()("work");
  const until = useContractor(contractor).data?.with_human_until ?? null;
  const by = useThread(contractor, current).bubbles.find(({ reply }) => reply?.by)?.reply?.by;
  return (
    <div className="flex h-full min-h-0 flex-col">
      {until && <HumanBanner contractor={contractor} until={until} by={by ? by.name || by.email : undefined} />}
      <ThreadView key={contractor} contractor={contractor} current={current} onOpen={onOpen} />
      {works && <Composer contractor={contractor} withHuman={until !== null} box={box} />}
    </div>
  );
}
