/** What the service worker remembers, and every way it may change. Pure: no clock, no storage. */
export interface Trial {
  version: string;
  startLimitSeconds: number;
  /** Page loads served from it so far, and when the first was, milliseconds of the system clock. */
  attempts: number;
  since: number | undefined;
  started: boolean;
}

export interface WorkerState {
  schema: 1;
  active: string | undefined;
  /** The version before, kept whole until the one on trial is proved. */
  previous: string | undefined;
  next: { version: string; startLimitSeconds: number } | undefined;
  trial: Trial | undefined;
  /** Never fetched again; a newer version has another name. */
  bad: { version: string; reason: string }[];
  /** The version each open page (and its workers) was loaded from, by client id. */
  clients: Record<string, string>;
  fault: string | undefined;
}

export const emptyState: WorkerState = {
  schema: 1,
  active: undefined,
  previous: undefined,
  next: undefined,
  trial: undefined,
  bad: [],
  clients: {},
  fault: undefined,
};

/** Page loads a version on trial gets before it is given up without waiting for the time limit. */
const attemptsAllowed = 2;
const badRemembered = 20;

/** A version is here in full. The first is used at once, there being nothing to go back to. */
export function fetched(state: WorkerState, version: string, startLimitSeconds: number): WorkerState {
  if (state.active === undefined) return { ...state, active: version, next: undefined, fault: undefined };
  if (state.active === version) return { ...state, next: undefined, fault: undefined };
  return { ...state, next: { version, startLimitSeconds }, fault: undefined };
}

/** The fetched version becomes what pages load from now on, on trial. */
export function activated(state: WorkerState): WorkerState {
  if (!state.next) return state;
  return {
    ...state,
    active: state.next.version,
    // While one version is on trial, the proved one stays the way back, however many follow.
    previous: state.trial ? state.previous : state.active,
    next: undefined,
    trial: { ...state.next, attempts: 0, since: undefined, started: false },
  };
}

/** Gives up the version on trial for the one before. */
export function takenBack(state: WorkerState, reason: string): WorkerState {
  const { trial, previous } = state;
  if (!trial || previous === undefined) return state;
  return {
    ...state,
    active: previous,
    previous: undefined,
    trial: undefined,
    next: state.next?.version === trial.version ? undefined : state.next,
    bad: [...state.bad.filter((b) => b.version !== trial.version), { version: trial.version, reason }].slice(
      -badRemembered,
    ),
  };
}

/**
 * A page is about to be loaded. A version on trial which used up its loads, or its time in an earlier life of this
 * worker (the power may have gone), is given up here, before it is served again.
 */
export function navigated(state: WorkerState, client: string, now: number): WorkerState {
  let after = state;
  const { trial } = state;
  if (trial && !trial.started) {
    // A clock set back counts as time gone by too: better one version too few than a dark screen.
    const late = trial.since !== undefined && Math.abs(now - trial.since) > trial.startLimitSeconds * 1000;
    if (late || trial.attempts >= attemptsAllowed)
      after = takenBack(
        state,
        late ? 'did not start in time' : 'was loaded again and again without starting',
      );
    else
      after = {
        ...state,
        trial: { ...trial, attempts: trial.attempts + 1, since: trial.since ?? now },
      };
  }
  return belongs(after, client, after.active);
}

/** Notes which version a page or worker runs. */
export function belongs(state: WorkerState, client: string, version: string | undefined): WorkerState {
  if (!client || version === undefined || state.clients[client] === version) return state;
  return { ...state, clients: { ...state.clients, [client]: version } };
}

/** The time limit of a trial is over. */
export function expired(state: WorkerState, version: string): WorkerState {
  const { trial } = state;
  if (trial?.version !== version || trial.started) return state;
  return takenBack(state, `did not start within ${trial.startLimitSeconds} s`);
}

/** A page says that it runs; only one of the version on trial says anything about the trial. */
export function started(state: WorkerState, client: string): WorkerState {
  const { trial } = state;
  if (!trial || state.clients[client] !== trial.version) return state;
  return { ...state, trial: { ...trial, started: true } };
}

/** A page has run well for a while: the version before is let go. */
export function proved(state: WorkerState, client: string): WorkerState {
  const { trial } = state;
  if (!trial || state.clients[client] !== trial.version) return state;
  return { ...state, trial: undefined, previous: undefined };
}

/** A page says that it cannot go on. */
export function failed(state: WorkerState, client: string, reason: string): WorkerState {
  const { trial } = state;
  if (!trial || state.clients[client] !== trial.version) return state;
  return takenBack(state, reason);
}

/** The versions whose files must stay. */
export function needed(state: WorkerState): Set<string> {
  const all = [state.active, state.previous, state.next?.version, ...Object.values(state.clients)];
  return new Set(all.filter((version) => version !== undefined));
}

/** Reads a stored state; anything unusable in it is left out. */
export function readState(text: string): WorkerState | undefined {
  try {
    const value = JSON.parse(text) as Partial<WorkerState> | null;
    if (value?.schema !== 1 || (value.active !== undefined && typeof value.active !== 'string'))
      return undefined;
    return {
      ...emptyState,
      ...value,
      bad: Array.isArray(value.bad) ? value.bad : [],
      clients: value.clients && typeof value.clients === 'object' ? value.clients : {},
    };
  } catch {
    return undefined;
  }
}
