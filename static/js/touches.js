// Keeps where this visit came from: its first and its last touch, in this tab's own sessionStorage.
// They leave the browser only with an application. Nothing is kept where the visitor asks not to be
// tracked (Global Privacy Control, Do Not Track). Only the keys below are read, so click ids never are.

const STORE = "careers.touches";
const LONGEST = 100;
const CAMPAIGN_KEYS = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

function isRefused() {
  const signal = navigator.doNotTrack || window.doNotTrack;
  return navigator.globalPrivacyControl === true || signal === "1" || signal === "yes";
}

function referrerHost() {
  try {
    const { host } = new URL(document.referrer);
    return host === location.host ? "" : host;
  } catch {
    return ""; // no referrer
  }
}

// Addresses below /applications/ hold an applicant's own token: only their first part is kept.
function landingPath() {
  return location.pathname.includes("/applications/") ? "/applications/" : location.pathname;
}

function currentTouch() {
  const query = new URLSearchParams(location.search);
  const entries = [
    ["landing_path", landingPath()],
    ["referrer_host", referrerHost()],
    ...CAMPAIGN_KEYS.map((key) => [key, query.get(key) || ""]),
  ];
  return Object.fromEntries(
    entries.filter(([, value]) => value).map(([key, value]) => [key, value.slice(0, LONGEST)]),
  );
}

function isArrival(touch) {
  return Object.keys(touch).length > 1; // more than the landing path: a referrer or a campaign
}

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORE));
    return kept && kept.first && kept.last ? kept : null;
  } catch {
    return null; // storage is closed to this page, or holds something else
  }
}

function remember() {
  try {
    if (isRefused()) {
      sessionStorage.removeItem(STORE);
      return;
    }
    const kept = read();
    const touch = currentTouch();
    if (!kept) sessionStorage.setItem(STORE, JSON.stringify({ first: touch, last: touch }));
    else if (isArrival(touch)) sessionStorage.setItem(STORE, JSON.stringify({ ...kept, last: touch }));
  } catch {
    // Storage is full or closed: the visit has no touches, the application works without.
  }
}

/** The two touches as [name, JSON] pairs, ready to be query parameters; empty when none are kept. */
export function touchParameters() {
  const kept = isRefused() ? null : read();
  return kept ? [["first", JSON.stringify(kept.first)], ["last", JSON.stringify(kept.last)]] : [];
}

remember();
