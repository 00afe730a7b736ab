import { addCopyButtons } from './copy.js';
import { setUpContents } from './contents.js';
import { setUpExamples } from './examples.js';
import { setUpFilter } from './filter.js';
import { setUpSearch } from './search-box.js';
import { setUpTheme } from './theme.js';

const root = document.currentScript?.dataset.root ?? '';

setUpTheme();
setUpSearch(root);
setUpFilter();
setUpExamples();
addCopyButtons();
setUpContents();
