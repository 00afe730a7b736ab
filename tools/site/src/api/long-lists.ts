import {
  DefaultTheme,
  type DefaultThemeRenderContext,
  type DeclarationReflection,
  JSX,
  type PageEvent,
  type Reflection,
} from 'typedoc';
import { modulePath } from '../browse/paths.js';

const COMMANDS = 'commands/';

/** Members of a module from which on its page has their names only. */
const MANY = 120;
/** Members from which on it leads to the pages that browse them: no page is to be longer than 200 kB. */
const TOO_MANY = 1000;

/** TypeDoc's own theme, but for the pages of modules with hundreds of types. */
export class SiteTheme extends DefaultTheme {
  override getRenderContext(page: PageEvent<Reflection>): DefaultThemeRenderContext {
    const context = super.getRenderContext(page);
    const { model } = page;
    if (!model.isDeclaration() || !model.name.startsWith(COMMANDS)) return context;
    const count = model.children?.length ?? 0;
    if (count > MANY) {
      context.pageNavigation = () => JSX.createElement(JSX.Fragment, null);
      context.moduleMemberSummary = (member) => nameOf(context, member);
    }
    if (count > TOO_MANY) context.moduleReflection = () => wayToAll(context, model, count);
    return context;
  }
}

function nameOf(context: DefaultThemeRenderContext, member: Reflection): JSX.Element {
  return JSX.createElement(
    'dt',
    null,
    JSX.createElement('a', { href: context.urlTo(member) }, member.name),
  );
}

function wayToAll(
  context: DefaultThemeRenderContext,
  module: DeclarationReflection,
  count: number,
): JSX.Element {
  const path = modulePath(module.name.slice(COMMANDS.length));
  const href = context.relativeURL(`../${path}`);
  return JSX.createElement(
    'p',
    null,
    `${count.toLocaleString('en')} types. `,
    JSX.createElement('a', { href }, 'The reference lists them'),
    '; from the page of each, a link leads to its page here. The search above finds them by name.',
  );
}
