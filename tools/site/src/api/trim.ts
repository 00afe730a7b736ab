import {
  type Application,
  type Context,
  Converter,
  type DeclarationReflection,
  type ProjectReflection,
  ReflectionFlag,
  ReflectionKind,
  type SignatureReflection,
} from 'typedoc';

/** What every command has from its base class; it is described there. */
const INHERITED = new Set(['$', '$type', '[inputOf]', '[kindOf]', '[responseOf]', '[inspect]']);

/** Lists of all commands by name: thousands of lines that the navigation has, too. */
const LISTS = new Set(['Requests', 'Responses']);

/** Classes of core that commands extend. */
const BASES = new Set(['OCIRequest', 'OCIDataResponse']);

/** Priority of a listener: TypeDoc draws the hierarchy at the same event, with priority 0. */
const BEFORE_HIERARCHY = 100;

/** Leaves on the pages of commands what is theirs. */
export function trimCommands(app: Application): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      if (module.isDeclaration() && module.name.startsWith('commands/')) trim(module, project);
    }
  });
  app.converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }: Context) => {
      for (const type of project.getReflectionsByKind(ReflectionKind.Class)) {
        // Every command there is would stand on the page of its base class.
        const isBase = BASES.has(type.name) && type.parent?.name === 'core';
        if (isBase && type.isDeclaration()) delete type.extendedBy;
      }
    },
    BEFORE_HIERARCHY,
  );
}

function trim(module: DeclarationReflection, project: ProjectReflection): void {
  const types = [...(module.children ?? [])];
  const classes = new Set(
    types.filter((type) => type.kindOf(ReflectionKind.Class)).map(({ name }) => name),
  );
  for (const type of types) {
    const isInput = type.name.endsWith('Input') && classes.has(type.name.slice(0, -'Input'.length));
    // The class has the same fields. Where they hold a choice, the input is an alias that shows it.
    if (isInput && type.kindOf(ReflectionKind.Interface)) {
      project.removeReflection(type);
      continue;
    }
    for (const member of [...(type.children ?? [])]) {
      if (INHERITED.has(member.name) || LISTS.has(type.name)) project.removeReflection(member);
      else if (member.kindOf(ReflectionKind.Constructor)) member.signatures?.forEach(nameInput);
    }
  }
}

/** Base classes take their input as rest arguments, so that it may be left out where nothing is required. */
function nameInput(signature: SignatureReflection): void {
  const parameter = signature.parameters?.[0];
  if (parameter?.type?.type !== 'tuple') return;
  const element = parameter.type.elements[0];
  if (element === undefined) {
    signature.parameters = [];
    return;
  }
  if (element.type !== 'namedTupleMember') return;
  parameter.name = element.name;
  parameter.type = element.element;
  parameter.setFlag(ReflectionFlag.Rest, false);
  parameter.setFlag(ReflectionFlag.Optional, element.isOptional);
}
