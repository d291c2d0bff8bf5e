/* The words for a profile's verdict. */
#ifndef ATR_DESCRIBE_PROFILE_H
#define ATR_DESCRIBE_PROFILE_H

#include "atr/profile/atr_profile.h"
#include "words/node.h"

/* Adds to the root of a tree that is filled already: section "profile", whose text is the verdict,
 * and in it a detail a rule, in the order of the rules. */
void describe_profile(struct tree *tree, const struct atr_verdict *verdict, const struct atr *atr);

#endif
