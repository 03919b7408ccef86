import { Controller } from '@nestjs/common';
import { organisationRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { OrganisationMemberService } from './organisation-member.service.ts';
import { OrganisationService } from './organisation.service.ts';

type Input<R extends keyof typeof organisationRoutes> = RouteInput<(typeof organisationRoutes)[R]>;

@Controller()
export class OrganisationController {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly members: OrganisationMemberService,
  ) {}

  @Handles(organisationRoutes.listOrganisations)
  list(input: Input<'listOrganisations'>) {
    return this.organisations.list(input);
  }

  @Handles(organisationRoutes.listMyOrganisations)
  listMine(_: Input<'listMyOrganisations'>, asker: Asker) {
    return this.organisations.listMine(asker);
  }

  @Handles(organisationRoutes.readOrganisation)
  read(input: Input<'readOrganisation'>) {
    return this.organisations.read(input);
  }

  @Handles(organisationRoutes.readOrganisationRights)
  readRights(input: Input<'readOrganisationRights'>, asker: Asker | null) {
    return this.organisations.readRights(input, asker);
  }

  @Handles(organisationRoutes.createOrganisation)
  create(input: Input<'createOrganisation'>, asker: Asker) {
    return this.organisations.create(input, asker);
  }

  @Handles(organisationRoutes.editOrganisation)
  edit(input: Input<'editOrganisation'>, asker: Asker) {
    return this.organisations.edit(input, asker);
  }

  @Handles(organisationRoutes.addOrganisationEntry)
  addEntry(input: Input<'addOrganisationEntry'>, asker: Asker) {
    return this.organisations.addEntry(input, asker);
  }

  @Handles(organisationRoutes.editOrganisationEntry)
  editEntry(input: Input<'editOrganisationEntry'>, asker: Asker) {
    return this.organisations.editEntry(input, asker);
  }

  @Handles(organisationRoutes.removeOrganisationEntry)
  removeEntry(input: Input<'removeOrganisationEntry'>, asker: Asker) {
    return this.organisations.removeEntry(input, asker);
  }

  @Handles(organisationRoutes.listOrganisationMembers)
  listMembers(input: Input<'listOrganisationMembers'>, asker: Asker) {
    return this.members.list(input, asker);
  }

  @Handles(organisationRoutes.inviteOrganisationMember)
  invite(input: Input<'inviteOrganisationMember'>, asker: Asker) {
    return this.members.invite(input, asker);
  }

  @Handles(organisationRoutes.removeOrganisationMember)
  removeMember(input: Input<'removeOrganisationMember'>, asker: Asker) {
    return this.members.remove(input, asker);
  }
}
