/* The keywords of the script language: one table for the parser, help, completion, the checks,
 * recordings and the runner. */
#ifndef SCRIPT_KEYWORDS_H
#define SCRIPT_KEYWORDS_H

#include "base/span.h"
#include "base/text.h"
#include "script/keyword.h"

#include <stddef.h>

/* By name. */
extern const struct keyword keywords[];
extern const size_t keyword_count;

/* Returns the keyword with this name, in any case; NULL if there is none. */
const struct keyword *keyword_find(struct span word);
/* Returns the keyword nearest to a mistyped one; NULL if none is near. */
const char *keyword_nearest(struct span word);
/* Adds the line of help on a keyword. */
void keyword_help(struct text *out, const struct keyword *keyword);
/* Adds the lines of all keywords, under headings; those that work only at the prompt if prompt. */
void keyword_help_all(struct text *out, bool prompt);

#endif
