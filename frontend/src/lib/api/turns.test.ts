import { inTurn, newest } from "./turns";

const at = (id: string, version: number) => ({ id, version });

test("a change waits for the one before, and is a change of what that left", async () => {
  const sent: number[] = [];
  const send = async (version: number) => {
    sent.push(version);
    await Promise.resolve();
    return at("a", version + 1);
  };
  const seen = at("a", 3);
  await Promise.all([inTurn(seen, send), inTurn(seen, send)]);
  expect(sent).toEqual([3, 4]);
  expect(newest(seen)).toBe(5);
});

test("a change that was refused holds nothing up and counts for nothing", async () => {
  const refused = inTurn(at("b", 1), () => Promise.reject(new Error("outdated")));
  const next = inTurn(at("b", 1), (version) => Promise.resolve(at("b", version + 1)));
  await expect(refused).rejects.toThrow("outdated");
  expect(await next).toEqual(at("b", 2));
});

test("what somebody else changed stays a conflict", async () => {
  await inTurn(at("c", 1), () => Promise.resolve(at("c", 2)));
  expect(newest(at("c", 1))).toBe(2);
  expect(newest(at("c", 4))).toBe(4);
});
