/** Thrown when a check or a reading is stopped; not a fault. */
export class CheckStopped extends Error {
  constructor() {
    super('The check was stopped.');
    this.name = 'CheckStopped';
  }
}
