import { describe, expect, it } from 'vitest';
import { element, request, response, type } from '../support/releases.js';
import { page, reference } from './support.js';

function described(doc: string, name = 'UserKiteModifyRequest', particles = ''): unknown {
  return page(request(name, particles, doc), name).description;
}

describe('a description', () => {
  it('has its lines put together, and empty lines between paragraphs', () => {
    expect(
      described(`
        Changes a kite of
        the user.

        The kite must be
        there.
      `),
    ).toEqual(['Changes a kite of the user.', 'The kite must be there.']);
  });

  it('ends a paragraph where a line was meant to end', () => {
    const doc = `Changes a kite
      The kite has to be there, and it has to be a kite of the user`;
    expect(described(doc)).toEqual([
      'Changes a kite',
      'The kite has to be there, and it has to be a kite of the user',
    ]);
  });

  it('keeps lists as lists', () => {
    expect(described('Changes a kite. Not for:\n  - box kites\n  - old kites\nTry it.')).toEqual([
      'Changes a kite. Not for:',
      { items: ['box kites', 'old kites'] },
      'Try it.',
    ]);
  });

  it('leaves out what the response is, and what replaces the type', () => {
    expect(
      described(
        'Changes a kite. The response is either a SuccessResponse or an ErrorResponse.\nReplaced by: UserKiteModifyRequest22',
      ),
    ).toEqual(['Changes a kite.']);
  });

  it('leaves out the data modes that stand at the fields', () => {
    const doc =
      'Changes a kite.\nThe following fields are only kept in AS data mode:\n  tail\n  reel, use value "0" in XS data mode\nTry it.';
    const fields = element('tail') + element('reel');
    expect(described(doc, 'UserKiteModifyRequest', fields)).toEqual(['Changes a kite.', 'Try it.']);
  });

  it('keeps a remark on data modes of which a part is not understood', () => {
    const lead = 'The following fields are only kept in AS data mode:';
    const doc = `Changes a kite.\n${lead}\n  tail\n  tale`;
    expect(described(doc, 'UserKiteModifyRequest', element('tail'))).toEqual([
      `Changes a kite. ${lead}`,
      { items: ['tail', 'tale'] },
    ]);
  });

  it('leaves out columns that stand at the table', () => {
    const table = element('kiteTable', 'core:OCITable');
    const doc = 'Lists kites. Contains a table with column headings: "Kite Id", "Tail".\nSorted.';
    const types =
      request('UserKiteGetListRequest', '', doc) + response('UserKiteGetListResponse', table, doc);
    expect(page(types, 'UserKiteGetListResponse').description).toEqual(['Lists kites. Sorted.']);
    // The response is part of the request's page.
    expect(page(types, 'UserKiteGetListRequest').description).toEqual(['Lists kites. Sorted.']);
    const others = request('UserKiteModifyRequest', element('kiteId'), doc);
    expect(page(others, 'UserKiteModifyRequest').description).toHaveLength(1);
    expect(page(others, 'UserKiteModifyRequest').description[0]).toContain('"Kite Id"');
  });

  it('of a response does not say which request it answers, unless it says nothing else', () => {
    const answer = (doc: string): unknown =>
      page(
        request('UserKiteGetRequest') + response('UserKiteGetResponse', '', doc),
        'UserKiteGetResponse',
      ).description;
    expect(answer('Answers UserKiteGetRequest: the kite of the user.')).toEqual([
      'The kite of the user.',
    ]);
    expect(answer('Response to the UserKiteGetRequest. Holds a kite.')).toEqual(['Holds a kite.']);
    expect(answer('Response to UserKiteGetRequest.')).toEqual(['Response to UserKiteGetRequest.']);
  });

  it('is empty where the text of the schemas is left out', () => {
    const types = request(
      'UserKiteModifyRequest',
      '',
      'Changes a kite. There is no way to undo it.',
    );
    const found = page(types, 'UserKiteModifyRequest', { prose: false });
    expect(found.description).toEqual([]);
    expect(found).not.toHaveProperty('effects');
  });
});

describe('the summary in the index', () => {
  const summary = (doc: string): unknown =>
    reference(request('UserKiteModifyRequest', '', doc)).index.types[0]?.summary;

  it('is the first sentence', () => {
    expect(summary('Changes a kite. It must be there.')).toBe('Changes a kite.');
  });

  it('goes on after an abbreviation', () => {
    expect(summary('Changes a kite, e.g. Its tail. It must be there.')).toBe(
      'Changes a kite, e.g. Its tail.',
    );
  });

  it('ends before a field that begins a sentence in lower case', () => {
    expect(summary('Changes a kite. kiteId tells which.')).toBe('Changes a kite.');
  });

  it('is empty where nothing is said', () => {
    expect(summary('')).toBe('');
  });
});

describe('rights and effects', () => {
  const parts = (doc: string, name = 'UserKiteModifyRequest'): unknown => {
    const { description, rights, effects } = page(request(name, '', doc), name);
    return { description, rights, effects };
  };

  it('are moved out of the description', () => {
    expect(
      parts(
        'Changes a kite. The tail can only be set by a group administrator or above. The old kite will be deleted. It flies.',
      ),
    ).toEqual({
      description: ['Changes a kite. It flies.'],
      rights: ['The tail can only be set by a group administrator or above.'],
      effects: ['The old kite will be deleted.'],
    });
  });

  it('take along the list that a sentence introduces', () => {
    const doc =
      'Changes a kite. The following can only be changed by a system administrator:\n  - tail\n  - line';
    expect(parts(doc)).toMatchObject({
      description: ['Changes a kite.'],
      rights: ['The following can only be changed by a system administrator: tail, line.'],
    });
  });

  it('leave the first sentence, which says what the type is', () => {
    expect(parts('Replaces the list of kites.')).toMatchObject({
      description: ['Replaces the list of kites.'],
      effects: undefined,
    });
  });

  it('of a request that only reads are no effects', () => {
    expect(
      parts(
        'Lists kites. Those without line will be deleted from the list.',
        'UserKiteGetListRequest',
      ),
    ).toMatchObject({ effects: undefined });
  });

  it('are told of types that are sent, too', () => {
    const types = type('KiteList', element('kite'), 'Kites. They replace the whole list of kites.');
    expect(page(types, 'KiteList')).toMatchObject({
      description: ['Kites.'],
      effects: ['They replace the whole list of kites.'],
    });
  });
});
