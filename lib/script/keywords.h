/* The keywords of the script language: one table for the parser, the printer, help, completion, the
 * checks, recordings and the runner. */
#ifndef SCRIPT_KEYWORDS_H
#define SCRIPT_KEYWORDS_H

#include "base/span.h"
#include "base/text.h"
#include "script/keyword.h"

#include <stddef.h>

/* By name. */
extern const struct keyword keywords[];
extern const size_t keyword_count;

/* Returns the keyword that a word is, in any case; NULL for none. */
const struct keyword *keyword_find(struct span word);
/* Returns the name of the keyword closest to a mistyped one; NULL if none is close. */
const char *keyword_nearest(struct span word);
/* Adds the line that help shows of a keyword. */
void keyword_help(struct text *out, const struct keyword *keyword);
/* Adds these lines of all keywords, under headings; those of the prompt alone only if prompt. */
void keyword_help_all(struct text *out, bool prompt);

#endif
