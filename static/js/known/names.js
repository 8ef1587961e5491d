// The names of skills. The whole list is asked for, to its end, whatever is marked: so the request says nothing of
// the visitor.

/** Names by slug; rejects where the list does not come. */
export async function allNames(address) {
  const names = new Map();
  for (let next = address; next; ) {
    const answer = await fetch(next);
    if (!answer.ok) throw new Error(`The list of skills answered ${answer.status}`);
    const list = await answer.json();
    for (const { slug, name } of list.items) names.set(slug, name);
    const following = list.next && new URL(list.next);
    next = following && following.pathname + following.search; // of this host, whatever name it was reached by
  }
  return names;
}
