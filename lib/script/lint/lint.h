/* What is doubtful in a script that parses: findings with stable codes, found without a card. */
#ifndef SCRIPT_LINT_H
#define SCRIPT_LINT_H

#include "atr/atr.h"
#include "script/lint/lint_findings.h"
#include "script/script.h"

/* Adds the findings of a script. atr may be NULL: none is given. */
void lint_script(struct lint *lint, const struct script *script, const struct atr *atr);

#endif
