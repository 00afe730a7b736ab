import type { LoginType } from '@ocipkit/commands/login';

/** Who a session is logged in as. */
export interface Login {
  readonly userId: string;
  readonly loginType: LoginType;
  /** None for system and provisioning administrators. */
  readonly serviceProviderId?: string | undefined;
  /** Of group administrators and users. */
  readonly groupId?: string | undefined;
  readonly isEnterprise: boolean;
}

/** An account as the login looks it up. */
export interface Account {
  readonly login: Login;
  /** Lower-case hex SHA-1; undefined if the account has no password. */
  readonly passwordHash: string | undefined;
  readonly isDisabled: boolean;
  readonly locale: string;
}
