/** lower-case-words or dotted.words: ids of states, events, tags and parameters, and codes of units. */
export const ID = /^[a-z0-9]+([-.][a-z0-9]+)*$/;
