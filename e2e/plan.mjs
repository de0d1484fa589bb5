// Which pages are looked at.

/** The address that the notice among the fixtures is about. */
const ADDRESS = "https://www.tiktok.com/@someone/video/7301234567890123456";

const page = (site, path, more = {}) => ({ site, path, status: 200, ...more });
const search = (name, address, status = 200) =>
  page("desk", "/register/find", { name, status, fill: address });

/** Every page of the route table on the site that has all kinds of entry, then each state. */
export function plan(sites, routes) {
  const pages = [
    ...routes.map((path) => page("desk", path)),
    ...Array.from({ length: 15 }, (_, n) => page("desk", `/register/entry/${n + 1}`)),
    page("desk", "/register/proof/11"),
    search("found", ADDRESS),
    search("found-none", "https://example.org/nothing"),
    search("found-error", "not an address", 422),
    page("desk", "/nothing-here", { status: 404 }),
    page("desk", "/register/entry/999", { status: 404 }),
    page("late", "/register"),
    page("late", "/register/proof/13"),
    page("late", "/register/witnesses"),
    page("never", "/register/witnesses"),
    page("waiting", "/register"),
    page("behind", "/register"),
    page("restored", "/register"),
    page("stopped", "/register"),
    ...[0, 1, 2, 3, 4].map((n) => page("raw", `/register/entry/${n}`)),
    page("raw", "/register?from=120"),
    page("raw", "/register/proof/170"),
    page("empty", "/register"),
    page("empty", "/register/entry/0", { status: 404 }),
    page("lying", "/register/proof/7", { status: 500 }),
  ];
  const room = [
    "/room",
    "/room/notices",
    "/room/notices?state=silent&platform=x.example",
    "/room/notice/00000007000000070000000700000007",
    "/room/notice/22222222222222222222222222222222",
    "/room/case/11111111111111111111111111111111",
    "/room/case/00000003000000030000000300000003",
    "/room/concentration",
    "/room/desk",
  ];
  pages.push(...room.map((path) => page("room", path)));
  if (sites.binary) pages.push(...routes.map((path) => page("binary", path)));
  return pages;
}
