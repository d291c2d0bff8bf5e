/* Checks a script that parses for likely mistakes, without a card. */
#ifndef SCRIPT_LINT_H
#define SCRIPT_LINT_H

#include "atr/atr.h"
#include "script/lint/lint_findings.h"
#include "script/script.h"

/* Adds the findings of a script for a card with this ATR; NULL: unknown. */
void lint_script(struct lint *lint, const struct script *script, const struct atr *atr);

#endif
