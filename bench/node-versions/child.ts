/** The process of another Node. */
import { answering } from '../dialogue.js';
import { measure } from './measure.js';

answering(measure);
