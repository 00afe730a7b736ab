import { describe, expect, it } from 'vitest';
import { mineResponseNames } from '../../src/prose/response-named.js';

describe('the response that a request names', () => {
  it.each([
    ['The response is either a KiteGetResponse22 or an ErrorResponse.', ['KiteGetResponse22']],
    ['The response is either KiteGetResponse or ErrorResponse', ['KiteGetResponse']],
    ['The response is KiteGetResponse.', ['KiteGetResponse']],
    ['Flies a kite. Response is a SuccessResponse or an ErrorResponse.', ['SuccessResponse']],
    ['The response is always a SuccessResponse.', ['SuccessResponse']],
    ['The response is either a KiteGetResponse or and ErorResponse.', ['KiteGetResponse']],
    ['The response is\n  either a KiteGetResponse\n  or an ErrorResponse.', ['KiteGetResponse']],
    [
      'The response is either KiteHunting GetListResponse or ErrorResponse.',
      ['KiteHuntingGetListResponse'],
    ],
    [
      'The response is SuccessResponse or KiteAddResponse or ErrorResponse.',
      ['SuccessResponse', 'KiteAddResponse'],
    ],
    ['The response is either a kiteGetResponse or an ErrorResponse.', ['kiteGetResponse']],
    ['The response is either a KiteGetRequest or an ErrorResponse.', ['KiteGetRequest']],
  ])('is read from: %s', (doc, names) => {
    expect(mineResponseNames(doc)).toEqual(names);
  });

  it.each([
    'The response is sorted by kite.',
    'The response is kiteId and nothing else.',
    'The kiteId in this response is the one that was sent.',
    'Flies a kite.',
  ])('is nothing in: %s', (doc) => {
    expect(mineResponseNames(doc)).toEqual([]);
  });
});
