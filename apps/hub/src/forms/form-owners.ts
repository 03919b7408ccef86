import { Injectable } from '@nestjs/common';
import type { answerReaders, formNames } from '@hubwerk/contracts';
import type { Translated } from '@hubwerk/contracts/language';
import { notFound } from '../platform/hub-error.ts';

export type FormName = (typeof formNames)[number];
export type AnswerReader = (typeof answerReaders)[number];

/** What a feature says of the form it has people fill in. */
export interface FormOwner {
  /** Who can be let read answers at all. */
  readers: readonly AnswerReader[];
  /** What people choose from when they fill it in, so that a question can be asked for some of it only. */
  listChoices(eventId: string): Promise<{ id: string; label: Translated }[]>;
}

/** The features that own forms; a form that nobody owns is not there. */
@Injectable()
export class FormOwners {
  private readonly byName = new Map<FormName, FormOwner>();

  register(form: FormName, owner: FormOwner): void {
    this.byName.set(form, owner);
  }

  /** @throws HubError not_found */
  get(form: FormName): FormOwner {
    const owner = this.byName.get(form);
    if (!owner) throw notFound();
    return owner;
  }
}
