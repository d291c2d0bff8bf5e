/* Checks of one statement's bytes. */
#ifndef SCRIPT_LINT_APDU_H
#define SCRIPT_LINT_APDU_H

#include "script/lint/lint_walk.h"

/* Checks the APDU of the walk's statement and the expectation of its response. */
void lint_apdu(struct lint_walk *walk);
/* Checks the walk's statement, a control whose items are literal. */
void lint_control(struct lint_walk *walk);
/* Checks patterns of status words, as in struct expect. */
void lint_status_words(struct lint_walk *walk, struct range sw);

#endif
