/* Describes a profile's verdict. */
#ifndef ATR_DESCRIBE_PROFILE_H
#define ATR_DESCRIBE_PROFILE_H

#include "atr/profile/atr_profile.h"
#include "words/node.h"

/* Adds a section "profile" to the root of a tree that describe_atr has filled: its text is the
 * verdict, its children are details, one for each rule in their order. */
void describe_profile(struct tree *tree, const struct atr_verdict *verdict, const struct atr *atr);

#endif
