/** What ties a person to a booth. */
export interface BoothTies {
  /** Their grants let them run the event's fair. */
  manages: boolean;
  /** They are on the booth's staff. */
  staff: boolean;
  /** They speak for the booth's organisation. */
  member: boolean;
}

export const mayEditBooth = ({ manages, staff, member }: BoothTies) => manages || staff || member;

/** Be at the booth, open and close it, answer visitors. */
export const mayAttendBooth = ({ staff }: BoothTies) => staff;

interface Contact {
  visitorId: string;
  answeredBy: string | null;
}

/** A conversation is the visitor's and the booth's: the rest of the staff reads along. */
export const mayReadContact = ({ visitorId }: Contact, personId: string, ties: Pick<BoothTies, 'staff'>) =>
  visitorId === personId || ties.staff;

/** Only the two speak in it, and either may end it. */
export const mayTalkInContact = (contact: Contact, personId: string, ties: Pick<BoothTies, 'staff'>) =>
  contact.visitorId === personId || (contact.answeredBy === personId && ties.staff);
