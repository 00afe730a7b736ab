import { flag, sameId } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { samePhoneNumber } from '../user-record/phone-number.js';
import type { UserRecord } from '../user-record/types.js';
import { isObject, type Fields } from './fields.js';
import { passwordFaults } from './password-rules.js';
import type { UpdateCheck } from './types.js';

export interface Checked {
  readonly checks: readonly UpdateCheck[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/** Looks up what the platform would refuse: one message of reads, for the fields that are to change. */
export async function check(run: Run, patch: Fields, user: UserRecord): Promise<Checked> {
  const checker = new Checker(run, user);
  const { phoneNumber, extension, department, newPassword } = patch;
  await Promise.all([
    typeof phoneNumber === 'string' ? checker.phoneNumber(phoneNumber) : undefined,
    typeof extension === 'string' ? checker.extension(extension) : undefined,
    isObject(department) ? checker.department(department) : undefined,
    typeof newPassword === 'string' ? checker.password(newPassword, patch.oldPassword) : undefined,
  ]);
  return checker;
}

class Checker implements Checked {
  readonly checks: UpdateCheck[] = [];
  readonly problems: Problem[] = [];
  readonly warnings: string[] = [];
  readonly #run: Run;
  readonly #user: UserRecord;

  constructor(run: Run, user: UserRecord) {
    this.#run = run;
    this.#user = user;
  }

  async phoneNumber(number: string): Promise<void> {
    const field = 'phoneNumber';
    const free = await this.#run.ask(
      'GroupDnGetAvailableListRequest',
      this.#group(),
      this.#place(field),
    );
    if (!free.ok) {
      this.#unread(field, free.problem);
      return;
    }
    const { countryCode } = this.#user;
    const isFree = (free.response.phoneNumber ?? []).some((n) =>
      samePhoneNumber(n, number, countryCode),
    );
    this.#found(
      field,
      isFree,
      isFree ? 'free in the group' : 'not among the free numbers of the group',
    );
  }

  async extension(extension: string): Promise<void> {
    const field = 'extension';
    const { serviceProviderId, groupId } = this.#group();
    const [length, holders] = await Promise.all([
      this.#run.ask('GroupExtensionLengthGetRequest22', this.#group(), this.#place(field)),
      this.#run.ask(
        'UserGetListInGroupRequest',
        {
          serviceProviderId,
          GroupId: groupId,
          searchCriteriaExtension: [
            { mode: 'Equal To', value: extension, isCaseInsensitive: true },
          ],
        },
        this.#place(field),
      ),
    ]);
    if (!holders.ok) this.#unread(field, holders.problem);
    else {
      const columns = ['userId', 'extension'] as const;
      const holder = rowsOf(this.#run, holders.response, 'userTable', columns).find(
        (row) => row.extension === extension && !sameId(row.userId, this.#user.userId),
      );
      const message =
        holder === undefined
          ? 'no user of the group has it'
          : `${holder.userId ?? 'another user'} has it`;
      this.#found(field, holder === undefined, message);
    }
    if (!length.ok) {
      this.#unread(field, length.problem);
      return;
    }
    if (length.response.useEnterpriseExtensionLengthSetting === true) {
      await this.#enterpriseLength(field, extension);
      return;
    }
    this.#length(field, extension, length.response);
  }

  async #enterpriseLength(field: string, extension: string): Promise<void> {
    const { serviceProviderId } = this.#user;
    const length = await this.#run.ask(
      'ServiceProviderExtensionLengthGetRequest',
      { serviceProviderId },
      this.#place(field),
    );
    if (!length.ok) {
      this.#unread(field, length.problem);
      return;
    }
    // An enterprise has a usual length and no limits.
    const usual = length.response.defaultExtensionLength;
    const isUsual = extension.length === usual;
    this.checks.push({
      field,
      state: isUsual ? 'passed' : 'unknown',
      message: `${String(extension.length)} digits; usual in the enterprise: ${String(usual ?? 'not set')}`,
    });
  }

  #length(
    field: string,
    { length }: string,
    limits: { readonly minExtensionLength: number; readonly maxExtensionLength: number },
  ): void {
    const { minExtensionLength: min, maxExtensionLength: max } = limits;
    const message = `${String(length)} digits, of ${String(min)} to ${String(max)}`;
    this.#found(field, length >= min && length <= max, message);
  }

  async department({ $type, name, serviceProviderId, groupId }: Fields): Promise<void> {
    const field = 'department';
    const own = this.#group();
    const isEnterprise = $type === 'EnterpriseDepartmentKey';
    const isNear =
      sameId(serviceProviderId as string, own.serviceProviderId) &&
      (isEnterprise || sameId(groupId as string, own.groupId));
    if (!isNear) {
      this.#found(field, false, 'not of the group of the user, nor of its enterprise');
      return;
    }
    const list = await this.#run.ask(
      'GroupDepartmentGetListRequest18',
      { ...own, includeEnterpriseDepartments: true },
      this.#place(field),
    );
    if (!list.ok) {
      this.#unread(field, list.problem);
      return;
    }
    const columns = ['departmentName', 'isEnterpriseDepartment'] as const;
    const exists = rowsOf(this.#run, list.response, 'departmentTable', columns).some(
      (row) =>
        row.departmentName === name && (flag(row.isEnterpriseDepartment) ?? false) === isEnterprise,
    );
    const of = isEnterprise ? 'the enterprise' : 'the group';
    this.#found(field, exists, `${exists ? 'a' : 'no'} department of ${of}`);
  }

  async password(password: string, old: unknown): Promise<void> {
    const field = 'newPassword';
    const rules = await this.#run.ask(
      'GroupPasswordRulesGetRequestRI',
      this.#group(),
      this.#place(field),
    );
    if (!rules.ok) {
      this.#unread(field, rules.problem);
      return;
    }
    const faults = passwordFaults(rules.response, {
      password,
      userId: this.#user.userId,
      oldPassword: typeof old === 'string' ? old : undefined,
    });
    const isFine = faults.length === 0;
    this.#found(field, isFine, isFine ? 'fits the rules of the group' : faults.join(', '));
    if (rules.response.forcePasswordChangeAfterReset) {
      this.warnings.push('The user must change the password at the next login.');
    }
  }

  #found(field: string, isFine: boolean, message: string): void {
    this.checks.push({ field, state: isFine ? 'passed' : 'failed', message });
  }

  #unread(field: string, problem: Problem): void {
    this.checks.push({ field, state: 'unknown', message: problem.message });
    this.problems.push(problemAt(`checks.${field}`, problem));
  }

  #group(): { readonly serviceProviderId: string; readonly groupId: string } {
    const { serviceProviderId, groupId } = this.#user;
    return { serviceProviderId, groupId };
  }

  #place(field: string) {
    return { path: `checks.${field}`, subject: this.#user.userId };
  }
}
