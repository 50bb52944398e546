import { Link } from "@tanstack/react-router";
import { Bot, CheckCheck, ChevronLeft, EllipsisVertical, FileText, Hand, Link2, MessageSquareWarning, RotateCcw, UserRound } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bidi, Button, Code, Confirm, cx, ErrorBoundary, FaultState, IconButton, Menu, MenuItem, Phone, Skeleton, toast } from "@/components";
import { PresenceChip } from "@/domain/presence";
import { NewComplaint } from "@/features/complaints/new-complaint";
import { useHandBack, useHandled, useReplay, useTakeOver, wantsLook } from "@/features/conversation/actions";
import { typedIn } from "@/features/conversation/content";
import { Story, useMessage } from "@/features/conversation/story";
import { Talk } from "@/features/conversation/talk";
import { useContractor } from "@/features/conversation/thread";
import type { Schemas } from "@/lib/api";
import { useKeys } from "@/lib/keys";
import { useMay } from "@/lib/session";

type Props = {
  message: string;
  /** Who wrote it, when the list knows: the conversation need not wait for the message. */
  from?: Schemas["ContractorRef"] | undefined;
  onOpen: (message: string) => void;
  onClose: () => void;
  phone: boolean;
  className?: string;
};

/** One message in its conversation, and beside it what JARVIS did about it. */
export function Detail({ message, from, onOpen, onClose, phone, className }: Props) {
  const { t } = useTranslation("messages");
  const { data: file, error, refetch } = useMessage(message);
  const [side, setSide] = useState<"talk" | "why">("talk");
  const composer = useRef<HTMLTextAreaElement>(null);
  const replying = useRef<string>(null);
  const works = useMay()("work");
  const onReply = () => {
    setSide("talk");
    replying.current = message;
    requestAnimationFrame(() => composer.current?.focus());
  };
  // Also when the conversation is still on its way: what is typed next must not run as shortcuts.
  const contractor = file?.contractor ?? from;
  const there = contractor !== undefined;
  useEffect(() => {
    if (there && replying.current === message) composer.current?.focus();
    if (there) replying.current = null;
  }, [message, there]);
  useKeys(t("conversation"), [
    ...(works ? [{ keys: "r", label: t("reply"), run: onReply }] : []),
    { keys: "Escape", label: t("close"), run: onClose },
  ]);
  return (
    <section aria-label={t("conversation")} className={cx("@container flex min-h-0 flex-col overflow-hidden border-line bg-surface", !phone && "rounded-card border", className)}>
      {error && !file ? (
        <>
          {phone && <Back onClose={onClose} />}
          <FaultState error={error} onRetry={() => void refetch()} />
        </>
      ) : (
        <>
          <Head file={file} contractor={contractor} works={works} onClose={onClose} phone={phone} />
          <Sides side={side} onSide={setSide} />
          <div className="flex min-h-0 flex-1">
            <div className={cx("min-w-0 flex-1 flex-col", side === "talk" ? "flex" : "hidden @3xl:flex")}>
              <ErrorBoundary>{contractor && <Talk contractor={contractor.id} current={message} onOpen={onOpen} box={composer} />}</ErrorBoundary>
            </div>
            <aside
              aria-label={t("story")}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
              tabIndex={0}
              className={cx("w-full shrink-0 overflow-y-auto border-line p-3.5 outline-offset-[-2px] @3xl:block @3xl:w-[21rem] @3xl:border-s", side === "why" ? "block" : "hidden")}
            >
              <ErrorBoundary>
                <Story key={message} message={message} />
              </ErrorBoundary>
            </aside>
          </div>
        </>
      )}
    </section>
  );
}

/** In a narrow place one of the two shows. */
function Sides({ side, onSide }: { side: "talk" | "why"; onSide: (side: "talk" | "why") => void }) {
  const { t } = useTranslation("messages");
  return (
    <div className="flex gap-1 border-b border-line px-3 py-1.5 @3xl:hidden">
      {(["talk", "why"] as const).map((each) => (
        <button key={each} type="button" aria-pressed={side === each} onClick={() => onSide(each)} className={cx("h-7.5 flex-1 rounded-md px-3 pointer-coarse:min-h-11", side === each ? "bg-chosen font-medium" : "text-soft hover:bg-hover")}>
          {t(each === "talk" ? "conversation" : "story")}
        </button>
      ))}
    </div>
  );
}

function Back({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("messages");
  return <IconButton className="-order-2" name={t("back")} icon={<ChevronLeft aria-hidden className="size-5 rtl:-scale-x-100" />} onClick={onClose} />;
}

type HeadProps = { file: Schemas["MessageFile"] | undefined; contractor: Schemas["ContractorRef"] | undefined; works: boolean; onClose: () => void; phone: boolean };

function Head({ file, contractor, works, onClose, phone }: HeadProps) {
  return (
    <header className="flex min-h-13 flex-wrap items-center gap-1.5 border-b border-line px-3 py-2 md:gap-x-3">
      {phone && <Back onClose={onClose} />}
      {contractor ? (
        <>
          <h2 className="flex min-w-0 flex-1 basis-44 flex-wrap max-md:-order-2 items-baseline gap-x-2">
            <Bidi className="truncate text-[1.07rem] font-semibold">{contractor.name || <Phone number={contractor.phone} />}</Bidi>
            {contractor.name && (
              <span className="whitespace-nowrap text-soft">
                <Phone number={contractor.phone} />
              </span>
            )}
          </h2>
          {file && <PresenceChip resource={`message:${file.id}`} />}
          {file && works && <Actions key={file.id} file={file} />}
        </>
      ) : (
        <Skeleton className="h-6 w-48" />
      )}
    </header>
  );
}

function Actions({ file }: { file: Schemas["MessageFile"] }) {
  const { t } = useTranslation("messages");
  const [open, setOpen] = useState<"complaint" | "replay" | null>(null);
  const contractor = file.contractor.id;
  const until = useContractor(contractor).data?.with_human_until;
  const [take, give, handled, replay] = [useTakeOver(), useHandBack(), useHandled(), useReplay()];
  const turn = () => (until ? give : take).mutate({ contractor });
  const finish = () => wantsLook(file) && handled.mutate([file.id]);
  useKeys(t("conversation"), [
    { keys: "c", label: t("complain"), run: () => setOpen("complaint") },
    { keys: "t", label: t(until ? "handBack" : "takeOver"), run: turn },
    { keys: "h", label: t("handled"), run: finish },
  ]);
  return (
    // On a phone the rest of the actions stands beside the name, the buttons below.
    <div className="flex flex-wrap gap-1.5 max-md:contents">
      {wantsLook(file) && (
        <Button size="small" busy={handled.isPending} icon={<CheckCheck aria-hidden className="size-4" />} onClick={finish}>
          {t("handled")}
        </Button>
      )}
      {!until && (
        <Button size="small" busy={take.isPending} icon={<Hand aria-hidden className="size-4" />} onClick={turn}>
          {t("takeOver")}
        </Button>
      )}
      <Button size="small" icon={<MessageSquareWarning aria-hidden className="size-4" />} onClick={() => setOpen("complaint")}>
        {t("complain")}
      </Button>
      <span className="max-md:-order-1">
        <More file={file} onReplay={() => setOpen("replay")} />
      </span>
      <NewComplaint open={open === "complaint"} onClose={() => setOpen(null)} {...aboutOf(file)} />
      <Confirm
        open={open === "replay"}
        onClose={() => setOpen(null)}
        title={t("replay.title")}
        hint={t(until ? "replay.withHuman" : "replay.hint")}
        yes={t("replay.yes")}
        onYes={() => replay.mutate(file.id)}
      />
    </div>
  );
}

function aboutOf(file: Schemas["MessageFile"]) {
  return {
    contractors: [file.contractor],
    contract: file.contracts?.[0] ?? "",
    kind: file.complaint_type,
    details: typedIn(file.content),
    message: file.id,
  };
}

function More({ file, onReplay }: { file: Schemas["MessageFile"]; onReplay: () => void }) {
  const { t } = useTranslation("messages");
  const copy = () => void navigator.clipboard.writeText(location.href).then(() => toast.done(t("copied")));
  return (
    <Menu trigger={<IconButton size="small" name={t("more")} icon={<EllipsisVertical aria-hidden className="size-4" />} />}>
      {file.outcome && (
        <MenuItem icon={<RotateCcw aria-hidden className="size-4" />} onClick={onReplay}>
          {t("replay.start")}
        </MenuItem>
      )}
      {(file.contracts ?? []).map((number) => (
        <Door key={number} icon={<FileText aria-hidden className="size-4" />} to={`/app/contracts/${number}`}>
          {t("openContract")} <Code>{number}</Code>
        </Door>
      ))}
      <Door icon={<UserRound aria-hidden className="size-4" />} to={`/app/contractors?open=${file.contractor.id}`}>
        {t("openContractor")}
      </Door>
      <Door icon={<Bot aria-hidden className="size-4" />} to={`/app/messages?contractor=${file.contractor.id}`}>
        {t("allTheirs")}
      </Door>
      <MenuItem icon={<Link2 aria-hidden className="size-4" />} onClick={copy}>
        {t("copyLink")}
      </MenuItem>
    </Menu>
  );
}

function Door({ to, icon, children }: { to: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Link to={to} className="flex min-h-8 items-center gap-2 rounded-md px-2 py-1 hover:bg-chosen pointer-coarse:min-h-11">
      {icon}
      <span className="flex-1">{children}</span>
    </Link>
  );
}
